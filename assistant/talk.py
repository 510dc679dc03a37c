"""The turns of a conversation: what a follow-up asks, and its answer.

In this order: a question that stands alone is answered alone; a referent that may be one of several is
asked back; a follow-up on figures is written out in full and computed, or worked out from the figures of
the turns before (`assistant.reckoning`); any other is looked for around the sentences last quoted, then
in the words of the turns before, then as it stands. Nothing is kept outside the conversation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.acts import Act, act, answered_to, chosen, item
from assistant.answer import READ_AS, Answer, NoteKind, Status
from assistant.answer_types import AnswerType, answer_type
from assistant.asks import asks_yes_no
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.question import RATE, Aggregation, Metric, Request
from assistant.reading import Kind
from assistant.said import Said
from assistant.sentences import asks_source
from assistant.talk_near import HARD, NOT_SAID, RECENT, SUMS
from assistant.talk_sums import SumTalk
from corpus.analysis import analyse
from corpus.dutch import fold, format_number, tokens

if TYPE_CHECKING:
    from assistant.understand import Understood

_OURS = "Daarover geven de brieven geen antwoord. Ik beantwoord alleen vragen met citaten en cijfers uit de brieven."
_UNCLEAR = "De vraag kan over meer dan één sector gaan. Bedoelt u een van deze vragen?"
_REST = "Van welk geheel u de rest bedoelt, is niet duidelijk. Bedoelt u een van deze vragen?"
#: "Haal de gemeenten er ook nog uit": without them.
_TAKEN_OUT = re.compile(
    r"^(?:en |maar |nu )*(?:haal|laat|neem|trek|gooi)(?: je| u)? (?P<who>(?!er\b|dat\b|die\b|ze\b).+?) "
    r"(?:er )?(?:ook |nog |nu |eens |maar |dan )*(?:eruit|uit|eraf|af|weg|buiten beschouwing)"
    r"(?: svp| aub| graag)?[.!? ]*$",
    re.IGNORECASE,
)
#: "En zonder?", "en mét?": of the part that was spoken of.
_BARE_PLACE = {"met": "incl.", "erbij": "incl.", "zonder": "excl.", "inclusief": "incl.", "exclusief": "excl."}
#: What a follow-up holds that only asks for another unit ("en in procenten?").
_UNIT_ONLY = frozenset({Cue.TOPIC, Cue.RELATIVE, Cue.AS_PERCENT, Cue.POINTS})
_TWO = 2
#: What is asked of one figure, and not of all that were given of somebody.
_OPERATIONS = frozenset(
    {
        Cue.HIGHEST, Cue.LOWEST, Cue.MORE, Cue.LESS, Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.DIFFERENCE, Cue.RATIO, Cue.WHY,
        Cue.TOTAL, Cue.ABOVE, Cue.BELOW, Cue.MEAN, Cue.INCLUDING, Cue.EXCLUDING, Cue.RANK, Cue.NEXT, Cue.SHARE,
    }
)  # fmt: skip
#: How well somebody does is told by the percentage.
_WELL = frozenset("best beste beter betere slechtst slechtste slechter zwakst zwakste zwakker".split())
_LOST = (
    "De vraag hiervoor kon ik niet lezen, dus ik weet niet zeker waar deze op verder gaat. "
    "Bedoelt u de vraag hieronder? Stel hem anders voluit."
)
_UNMADE = "Dit is met de cijfers van dit gesprek niet uit te rekenen zoals het hier staat. Stel de vraag voluit."
_HEARD = 0.5
_MODAL = frozenset("moeten kunnen mogen willen zullen alles allemaal iets".split())


def worked_out(said: Said, request: Request) -> bool:
    """Whether a request works out what the words of a follow-up ask for, and does not leave it at a figure."""
    kind, moved = request.aggregation, request.metric is not Metric.LEVEL
    pooled = any(len(t.members) > 1 for t in request.targets) or request.whole is not None
    sides = kind in (Aggregation.DIFFERENCE, Aggregation.SPREAD, Aggregation.PERCENT_DIFFERENCE, Aggregation.RATIO)
    members = {m for t in request.targets for m in t.members}
    without = request.qualifier.startswith("excl-") or not members & set(said.slots.sectors)
    named = bool(request.qualifier or said.names_who)
    holds = {
        # "Met inkoop erbij, in totaal?" is the total with that part; who is named alone has a total too.
        # A count is of all that were listed.
        Cue.TOTAL: (
            kind in (Aggregation.SUM, Aggregation.MEAN, Aggregation.SHARE, Aggregation.COUNT)
            or pooled
            or sides
            or named
        ),
        Cue.DIFFERENCE: sides or moved,
        Cue.MEAN: kind is Aggregation.MEAN,
        Cue.RATIO: kind is Aggregation.RATIO or sides,
        # "Zonder inkoop" is the figure of the table as it stands.
        Cue.EXCLUDING: (
            without or request.supposed is not None or not said.names_who or bool(said.reading.of(Kind.QUALIFIER))
        ),
    }
    words = dialogue()
    added = words.adds.match(said.text) or words.takes.match(said.text)
    return all(holds.get(cue, True) for cue in said.cues) and (
        not added or pooled or sides or bool(request.qualifier) or kind is Aggregation.SUM
    )


class Talk(SumTalk):
    """Answers the turns of conversations with an assistant."""

    def follow(
        self, conversation: Conversation, question: str, alone: Callable[[str], Answer] | None
    ) -> tuple[Answer, Conversation]:
        """The answer to the next question, and the conversation with that turn.

        A figure that goes on from a question that could not be read may be meant of what that question was
        about: it is not given but offered, written out in full.
        """
        answer, after = self._next(conversation, question, alone)
        resolved = _resolved(answer)
        if conversation.lost and resolved and answer.status is Status.ANSWERED and answer.value is not None:
            offered = self._assistant.composer.refused(question, Status.AMBIGUOUS, _LOST, [resolved])
            return offered, conversation.then(Turn(question, question, answer=offered))
        unanswered = conversation.turns and not conversation.turns[-1].answered
        if unanswered and not resolved and self._of_everyone(question, answer):
            return self._assistant.composer.refused(question, Status.NOT_IN_SOURCE, NOT_SAID), conversation
        return answer, replace(after, lost=self._is_lost(question, answer, resolved))

    def _of_everyone(self, question: str, answer: Answer) -> bool:
        """Whether a figure is of everyone, or of nobody in particular, where the question means those that were
        spoken of ("hoeveel gingen daar verloren?")."""
        if answer.status is not Status.ANSWERED:
            return False
        understood = self._assistant.understander.understand(question)
        if answer.value is None and understood.request is None:
            return False
        reading = understood.reading
        says = [m for m in reading.mentions if m.value(Kind.OTHER) or m.cues & {Cue.PEOPLE} or m.value(Kind.QUALIFIER)]
        return self._follow_ups.misses_who(reading) and (understood.request is not None or not says)

    def _is_lost(self, question: str, answer: Answer, resolved: str) -> bool:
        """Whether a question was refused because it could not be read, and not because the letters do not say."""
        if answer.status is not Status.NOT_IN_SOURCE or resolved:
            return False
        understood = self._assistant.understander.understand(question)
        figures = understood.numeric or understood.reading.cues & SUMS
        return bool(figures) and not (understood.request or understood.unexplained or understood.unknown_years)

    def _next(
        self, conversation: Conversation, question: str, alone: Callable[[str], Answer] | None
    ) -> tuple[Answer, Conversation]:
        plain = dialogue().plainly(question) if conversation.turns else question
        plain = self._follow_ups.with_names(conversation, self._follow_ups.with_noun(conversation, plain))
        plain = self._follow_ups.among_last(conversation, plain)
        whole = self._with_part(conversation, plain)
        if whole != question:
            return self._renamed(question, *self._next(conversation, whole, alone), conversation)
        out = _TAKEN_OUT.match(question)
        if out is not None and conversation.turns and self._names_only(out["who"]):
            return self._renamed(question, *self.follow(conversation, f"en zonder {out['who']}?", alone), conversation)
        completed = self._follow_ups.completes(conversation, question)
        if completed:
            before = Conversation(conversation.turns[:-1])
            answer, after = self._next(before, completed, alone)
            return self._renamed(question, self._assistant.understood_as(answer, question, completed), after, before)
        back = dialogue().returns.match(question)
        if back is not None and question[back.end() :].strip():
            return self._renamed(question, *self.follow(conversation, question[back.end() :], alone), conversation)
        switch = dialogue().switches.search(question)
        if switch is not None and question[switch.end() :].strip(" ,:;.?!"):
            _, answer = self._alone(question[switch.end() :].strip(" ,:;."), alone)
            asked = self._assistant.understand(question[switch.end() :].strip(" ,:;."))
            answer = answer.model_copy(update={"question": question})
            return answer, conversation.then(self._turn(question, question, asked, answer))
        beside = self._beside_asking(conversation, question)
        if beside is not None:
            return beside
        told = self._follow_ups.said_first(question)
        if told is not None and conversation.turns and not self._follow_ups.only_asks_how_many(told[1]):
            answer, after = self.follow(self.follow(conversation, told[0], None)[1], told[1], None)
            if answer.value is not None:
                return self._renamed(question, answer, after, conversation)
        stands_alone = not conversation.turns or self._follow_ups.stands_alone(question)
        given = conversation.turns[-1].answer if conversation.turns else None
        gave = given is not None and given.value is not None
        if conversation.turns and not gave and self._follow_ups.asks_part_of(question):
            # "Welk percentage van het Rijk is dat?", after no figure: none is a part of it.
            return self._assistant.composer.refused(question, Status.NOT_IN_SOURCE, NOT_SAID), conversation
        if not stands_alone and self._follow_ups.asks_of_us(question):
            return self._assistant.composer.refused(question, Status.OUT_OF_SCOPE, _OURS), conversation
        if not stands_alone:
            turn = self._follow_up(conversation, question, claim=told is None)
            if turn is not None and turn.answer is not None:
                turn = self._only_what_is_asked(conversation, question, turn)
                return turn.answer or self._unmade(question), conversation.then(turn)
        asked, answer = self._alone(question, alone)
        turn = self._turn(question, question, asked, answer)
        if stands_alone:
            return answer, conversation.then(turn)
        return self._as_it_stands(conversation, question, self._only_what_is_asked(conversation, question, turn))

    def _names_only(self, text: str) -> bool:
        """Whether a text is names of subjects, groups or parts and nothing else."""
        mentions = self._assistant.understander.reader.read(text).mentions
        kinds = (Kind.SECTOR, Kind.GROUP, Kind.QUALIFIER)
        return bool(mentions) and all(any(m.value(k) for k in kinds) or m.cues == {Cue.TOPIC} for m in mentions)

    def _with_part(self, conversation: Conversation, question: str) -> str:
        """ "Incl.?" with the part that the conversation was about behind it: it says of what."""
        if not conversation.turns:
            return question
        reader = self._assistant.understander.reader
        bare = _BARE_PLACE.get(fold(dialogue().bare(question)))
        question = question if bare is None else f"En {bare}?"
        reading = reader.read(question)
        named = reading.of(Kind.QUALIFIER) or reading.of(Kind.SECTOR) or reading.of(Kind.GROUP) or reading.others
        placed = [
            m for m in reading.mentions
            if m.cues & {Cue.INCLUDING, Cue.EXCLUDING} and m.text.lower().startswith(("incl", "excl"))
        ]  # fmt: skip
        if named or len(placed) != 1:
            return question
        lexicon = self._assistant.lexicon
        asked = [m for turn in reversed(conversation.turns) for m in reader.read(turn.question).of(Kind.QUALIFIER)]
        parts = [str(m.value(Kind.QUALIFIER)) for m in asked] + [q.id for q in lexicon.qualifier if q.of == "sentence"]
        known = [part for part in parts if lexicon.qualifiers[part].of == "sentence"]
        if not known:
            return question
        end = reading.tokens[placed[0].last - 1].end
        end += question[end : end + 1] == "."
        return f"{question[:end]} {lexicon.qualifiers[known[0]].names[0]}{question[end:]}"

    def _only_what_is_asked(self, conversation: Conversation, question: str, turn: Turn) -> Turn:
        """The turn, refused where its figure is not the sum, difference or rank that the follow-up asks for."""
        request = turn.request
        if request is None or turn.reckoned or not turn.answered or turn.answer is None or turn.answer.value is None:
            return turn
        said = self._follow_ups.said(question, conversation)
        given = turn.answer.unit in ("%", "procentpunt")
        in_percent = said.in_percent and not said.slots.numbers and not given
        units = [m for m in said.reading.of(Kind.UNIT) if m.value(Kind.UNIT) in ("fta", "banen")]
        turned = any(said.reading.before(m) == ["naar"] for m in units)
        in_jobs = given and said.in_jobs and (turned or (Cue.HOW_MANY in said.cues and not said.in_percent))
        lost = self._loses(conversation, said, request)
        if worked_out(said, request) and not (in_percent or in_jobs or lost):
            return turn
        return replace(turn, answer=self._unmade(question), request=None, rows=())

    def _loses(self, conversation: Conversation, said: Said, request: Request) -> bool:
        """Whether a follow-up that names nothing of its own is answered without what the turn before supposed, or
        without the whole of which that turn asked a part."""
        last = conversation.turns[-1] if conversation.turns else None
        own = said.names_who or said.slots.years or said.slots.part
        if last is None or own:
            return False
        supposed = _supposes(last) and request.supposed is None and not said.measure
        words = {token.fold for token in tokens(last.question)}
        part = bool(words & dialogue().within) and said.in_percent and request.aggregation is not Aggregation.SHARE
        return supposed or (part and last.request is not None and len(conversation.turns) > 1)

    def _unmade(self, question: str) -> Answer:
        return self._assistant.composer.refused(question, Status.NOT_IN_SOURCE, _UNMADE)

    def _beside_asking(self, conversation: Conversation, question: str) -> tuple[Answer, Conversation] | None:
        """The answer to a turn that chooses, thanks, or asks something of the last answer itself (`assistant.acts`);
        None for any other."""
        picked = chosen(conversation, question)
        if picked:
            before = Conversation(conversation.turns[:-1])
            return self._renamed(question, *self.follow(before, picked, None), before)
        part = item(conversation, question)
        if part is not None:
            last = conversation.turns[-1]
            return part, conversation.then(Turn(question, last.resolved, sections=last.sections, answer=part))
        kind = act(question) if conversation.turns else None
        if kind is Act.WHERE:
            said = self._follow_ups.said(question, conversation)
            source = self._source(conversation.turns[-1], question, said)
            if source is not None and source.answer is not None:
                return source.answer, conversation.then(source)
        answer = answered_to(kind, conversation, question) if kind is not None else None
        return None if answer is None else (answer, conversation)

    def _as_it_stands(self, conversation: Conversation, question: str, turn: Turn) -> tuple[Answer, Conversation]:
        """What a turn that is no follow-up known here is answered: by itself, unless it names nothing that any
        sentence could be about, or points back at an answer."""
        answer = turn.answer
        said = self._follow_ups.said(question, conversation)
        refused = self._assistant.composer.refused(question, Status.NOT_IN_SOURCE, NOT_SAID)
        if answer is None or answer.status is Status.OUT_OF_SCOPE:
            # What points back at an answer of the letters is asked of the letters.
            points = said.refers and not said.reading.others and len(tokens(question)) > 1
            gave = conversation.turns[-1].answered and (Cue.HOW_MANY in said.cues or said.words & dialogue().rest)
            if gave and {fold(m.text) for m in said.reading.others} <= dialogue().rest:
                return self._unmade(question), conversation
            return (refused if points or answer is None else answer), conversation
        if self._of_everyone(question, answer):
            return refused, conversation
        if answer.status is Status.ANSWERED and answer.value is None:
            nothing = not self._follow_ups.says_something(said) or self._only_sums(said)
            strange = self._follow_ups.only_asks_why(said) and not self._beside_last(conversation, answer)
            if nothing or strange:
                return refused, conversation
        return answer, conversation.then(turn)

    @staticmethod
    def _renamed(
        question: str, answer: Answer, after: Conversation, before: Conversation
    ) -> tuple[Answer, Conversation]:
        """An answer and its turn under the question as it was typed."""
        answer = answer.model_copy(update={"question": question})
        if len(after.turns) == len(before.turns):
            return answer, before
        return answer, before.then(replace(after.turns[-1], question=question, answer=answer))

    # --- figures -------------------------------------------------------------------------------

    def _follow_up(self, conversation: Conversation, question: str, *, claim: bool) -> Turn | None:
        """The turn of a follow-up; None for a question that is none."""
        said = self._follow_ups.said(question, conversation)
        if said.cues & _OPERATIONS:
            moved = self._follow_ups.moved_as_said(conversation.last_request, said)
            well = said.words & _WELL and not said.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE} and not said.in_jobs
            rated = well or (said.in_percent and Cue.DIFFERENCE in said.cues)
            named = said.measure or (RATE if rated else "")
            conversation = conversation.by_measure(named or moved)
        asked = conversation.last_request.request if conversation.last_request is not None else None
        if said.claims and asked is not None and asked.supposed is not None:
            # "Haalde de politie dat?", of a figure that was only supposed.
            return Turn(question, question, answer=self._unmade(question))
        unclear = self._follow_ups.unclear(conversation, question, said)
        if unclear:
            text = _REST if said.words & dialogue().rest else _UNCLEAR
            answer = self._assistant.composer.refused(question, Status.AMBIGUOUS, text, unclear)
            return Turn(question, question, answer=answer)
        reckoned = self._reckoned(conversation, question, said)
        if reckoned is not None:
            return self._reckoned_turn(conversation, question, said, reckoned)
        last = conversation.turns[-1]
        share = self._follow_ups.asks_part_of(question)
        sized = last.request is not None and last.request.metric is not Metric.LEVEL and not said.slots.years
        if share and (said.slots.sectors or sized):
            part = self._part_of(conversation, question, said)
            refused = Turn(question, question, answer=self._unmade(question))
            return refused if part is None else self._reckoned_turn(conversation, question, said, part)
        summed = self._summed(conversation, question, said)
        if summed is not None:
            return self._reckoned_turn(conversation, question, said, summed)
        unit = said.in_percent or said.in_jobs or said.cues & {Cue.SHARE, Cue.POINTS}
        if last.reckoned and last.request is not None and unit and not self._names(said):
            # "Hoeveel procent is dat?", of a sum: no figure of what it was made of is that.
            return Turn(question, question, answer=self._unmade(question))
        for sure in (
            self._follow_ups.why(conversation, question),
            self._follow_ups.gap_against(conversation, said),
            self._follow_ups.raised(conversation, question),
            self._follow_ups.of_another(conversation, said),
            self._follow_ups.of_those(conversation, said),
            self._follow_ups.supposing(conversation, said),
            "" if self._asks_words(said) else self._follow_ups.on_figures(conversation, said),
            self._follow_ups.of_part(conversation, said),
            self._follow_ups.no_year(conversation, said),
            self._follow_ups.of_whole(conversation, said),
            self._follow_ups.other_thing(conversation, said),
        ):
            if sure:
                turn = self._in_full(question, sure, claim=claim)
                return self._beside(turn) if self._follow_ups.only_compares(said) else turn
        worked = self._reckoning.worked_out(conversation, question, said)
        if worked is not None:
            return self._reckoned_turn(conversation, question, said, worked)
        foreign = self._follow_ups.foreign(conversation, question, said)
        if foreign:
            turn = self._in_full(question, foreign, claim=claim)
            return turn if self._tells_of(turn, said) else self._refused(question, foreign)
        found = self._on_words(conversation, question, said, claim=claim)
        before = said.words & dialogue().before and last.answer is not None and last.answer.value is not None
        if found is not None and found.answer is not None and before and found.quotes == last.quotes:
            # "En het kwartaal ervoor?" is not the same figure once more.
            same = last.answer is not None and found.answer.value == last.answer.value
            return self._refused(question, f"{said.text.rstrip('?. ')}?") if same else found
        return found

    @staticmethod
    def _names(said: Said) -> bool:
        """Whether a follow-up says by itself of what it asks."""
        return bool(
            said.names_who or said.measure or said.slots.years or said.slots.part or said.reading.others
            or said.cues & {Cue.WHICH, Cue.WHO, Cue.SECTOR, Cue.EARLIER, Cue.LATEST}
        )  # fmt: skip

    @staticmethod
    def _tells_of(turn: Turn, said: Said) -> bool:
        """Whether an answer quotes the names that nothing else explained."""
        quoted = {word for c in (turn.answer.citations if turn.answer else ()) for word in analyse(c.quote)}
        return not turn.answered or all(set(analyse(m.text)) <= quoted for m in said.reading.others)

    def _refused(self, question: str, text: str) -> Turn:
        """The turn of a follow-up that the letters do not answer."""
        answer = self._assistant.composer.refused(text, Status.NOT_IN_SOURCE, NOT_SAID)
        return Turn(question, text, answer=self._noted(answer, question, text))

    # --- words ---------------------------------------------------------------------------------

    def _on_words(self, conversation: Conversation, question: str, said: Said, *, claim: bool) -> Turn | None:
        """The turn of a follow-up that words answer; None where it is to be answered as it stands."""
        last = conversation.turns[-1]
        words = dialogue()
        how_much = words.by_how_much.match(said.text) and said.cues <= {Cue.HOW_MANY}
        sums = words.adds.match(said.text) or words.takes.match(said.text) or how_much
        within = said.words & words.within and said.slots.sectors and (Cue.SHARE in said.cues or said.in_percent)
        unmade = (sums or within) and last.request is not None and not said.reading.others
        unit_only = (said.in_percent or said.in_jobs) and said.cues <= _UNIT_ONLY and not said.reading.others
        unit_only = unit_only and not (said.names_who or said.measure or said.slots.part or said.slots.years)
        unmade = unmade or (unit_only and last.request is not None)
        unmade = unmade or (said.words & words.rest and last.request is not None)
        if unmade or (said.asks_members and conversation.last_request is not None):
            # A sum that cannot be made, or members that no table knows: no other figure is the answer.
            return self._refused(question, f"{said.text.rstrip('?. ')}?")
        understood = self._assistant.understander.understand(said.text)
        content = [word for word in analyse(said.text) if word not in understood.light]
        asking = said.words & words.asking or said.cues or said.claims
        if not content and not asking and not said.names_who and not said.slots.years:
            # A word of thanks asks nothing.
            return None
        names = said.reading.others or said.names_who or said.measure or said.slots.years or said.slots.part
        points = bool(said.refers or words.opening.match(question) is not None or not (content and names))
        if not points and content and not self._follow_ups.only_changes(question):
            asked, answer = self._alone(question)
            if answer.status is Status.ANSWERED:
                return self._turn(question, question, asked, answer)
            if answer.status is Status.OUT_OF_SCOPE:
                hinted = self._hinted(conversation, question, said)
                if hinted is not None or not said.claims:
                    return hinted
        if words.same_sum.match(question) and (last.answer is None or last.answer.value is None):
            # A sum that was not made cannot be made for somebody else.
            return self._refused(question, f"{question.rstrip('?. ')}?")
        ways: tuple[Callable[[], Turn | None], ...] = (
            lambda: self._source(last, question, said) if points else None,
            lambda: self._hinted(conversation, question, said),
            lambda: self._calculated(conversation, question, said, claim=claim),
            lambda: self._same_of_other(conversation, question, said, understood, claim=claim),
        )
        for way in ways:
            turn = way()
            if turn is not None:
                return turn
        without = Cue.EXCLUDING in said.cues and said.slots.sectors and not said.slots.part
        same = self._follow_ups.only_changes(question) and last.request is not None and not said.slots.part
        if without or (same and said.names_who):
            # The figure before of somebody else, or without them: no sentence is it.
            return self._refused(question, f"{said.text.rstrip('?. ')}?")
        if said.slots.unknown_years and self._follow_ups.only_changes(question):
            return self._refused(question, f"{said.text.rstrip('?. ')}?")
        if content and self._nearby.heard(" ".join(content)) < _HEARD:
            return None
        return self._from_words(conversation, question, said, understood, claim=claim, points=points)

    def _same_of_other(
        self, conversation: Conversation, question: str, said: Said, understood: Understood, *, claim: bool
    ) -> Turn | None:
        """The turn of the question before with what a follow-up changes in it, or of one that asks how many or
        where that is written; None where the words of the turns before make no answer of it."""
        last = conversation.turns[-1]
        counts = understood.asks_how_many
        if not (self._follow_ups.only_changes(question) or asks_source(said.text) or counts):
            return None
        turn = self._in_words(conversation, question, said, claim=claim)
        if turn is None or turn.answer is None:
            return None
        if (turn.answered or not last.answered) and (not counts or turn.answer.value is not None):
            return turn
        # The same figure of somebody else: no other sentence is it.
        figure = said.names_who and last.answer is not None and last.answer.value is not None
        return turn if figure else None

    def _from_words(
        self, conversation: Conversation, question: str, said: Said, understood: Understood, *, claim: bool,
        points: bool,
    ) -> Turn | None:  # fmt: skip
        """The turn that sentences answer: around the last quotes, else in the words of the turns before."""
        last, words = conversation.turns[-1], dialogue()
        explained = self._what_is_that(conversation, question, said)
        if explained is None and words.what_is_that.match(said.text):
            return self._nothing_near(conversation, question)
        near = explained or self._near(conversation, question, said)
        if near is not None:
            return near
        which = bool(words.which_ones.search(said.text))
        if which and points and last.quotes and not said.names_who:
            return self._nothing_near(conversation, question)
        turn = self._in_words(conversation, question, said, claim=claim)
        asks_names = which or answer_type(said.text) in HARD
        if turn is not None and turn.answered and not self._holds(turn, last, said, understood, asks_names=asks_names):
            turn = None
        if turn is not None or not points:
            return turn
        _, answer = self._alone(question)
        lost = answer.status is Status.AMBIGUOUS or (asks_names and answer.value is None)
        return self._nothing_near(conversation, question) if lost else None

    def _holds(self, turn: Turn, last: Turn, said: Said, understood: Understood, *, asks_names: bool) -> bool:
        """Whether what was found holds the name, moment or number that a follow-up asks."""
        content = [word for word in analyse(said.text) if word not in _MODAL]
        if asks_names:
            named = answer_type(said.text) in (AnswerType.NAME, AnswerType.PERSON)
            told = self._explains(said, turn) if content else not named
            if not told or not set(turn.sections) & set(last.sections):
                return False
        of_those = said.words & {"daarvan", "ervan"}
        return not understood.asks_how_many or bool(of_those) or self._tells_count(turn, understood)

    @staticmethod
    def _beside_last(conversation: Conversation, answer: Answer) -> bool:
        """Whether an answer stands in a section of which the conversation was just about."""
        sections = {section for turn in conversation.turns[-RECENT:] for section in turn.sections}
        return any(c.section in sections for c in answer.citations)

    @staticmethod
    def _asks_words(said: Said) -> bool:
        """Whether a follow-up asks something that words answer ("wat maakt het zo lastig om te groeien?")."""
        counts = said.cues & {Cue.HOW_MANY, Cue.TOTAL} or said.in_percent or said.in_jobs or said.slots.part
        orders = said.words & (dialogue().nearness | dialogue().nearer)
        return (
            not (counts or orders) and dialogue().hinted(said.text) is not None and bool(said.words & dialogue().asking)
        )

    def _hinted(self, conversation: Conversation, question: str, said: Said) -> Turn | None:
        """The turn of a follow-up by whose words is known how a sentence answers it, where one near does."""
        hint = dialogue().hinted(said.text)
        counts = Cue.HOW_MANY in said.cues or said.in_percent or said.in_jobs or said.names_who
        if hint is None or (counts and not hint.instead):
            return None
        return self._near(conversation, question, said, hinted=True)

    def _calculated(self, conversation: Conversation, question: str, said: Said, *, claim: bool) -> Turn | None:
        """The turn of a follow-up of which every word is read, and that in full asks a figure of the tables."""
        vague = bool(said.reading.others or said.slots.numbers or said.words & dialogue().other)
        vague = vague or self._asks_words(said) or said.compares_places
        if vague or dialogue().by_how_much.match(said.text) or self._follow_ups.unsaid(conversation, said):
            return None
        for text in self._follow_ups.in_words(conversation, question, said):
            asked = self._assistant.understand(text)
            if asked.result is None or asked.understood.wants_reason or asked.understood.request is None:
                continue
            if said.offers and asked.result.verdict is not None:
                continue
            alone = all(len(target.members) == 1 for target in asked.understood.request.targets)
            if (
                Cue.TOTAL in said.cues
                and not self._names(said)
                and alone
                and len(asked.understood.request.targets) < _TWO
            ):
                # "Samen?" is of more than one.
                continue
            worded = self._follow_ups.worded(asked.understood.request)
            return self._in_full(question, worded or text, claim=claim)
        return None

    def _nothing_near(self, conversation: Conversation, question: str) -> Turn | None:
        """The refusal of a follow-up whose referent is known but of which the letters do not tell that."""
        if not conversation.turns[-1].quotes:
            return None
        refused = self._assistant.composer.refused(question, Status.NOT_IN_SOURCE, NOT_SAID)
        return Turn(question, question, answer=refused)

    def _in_words(self, conversation: Conversation, question: str, said: Said, *, claim: bool) -> Turn | None:
        last = conversation.turns[-1]
        refused: Turn | None = None
        for text in self._follow_ups.in_words(conversation, question, said):
            turn = self._in_full(question, text, claim=claim, near=last.sections)
            whole = turn.request is not None or not turn.answered or self._follow_ups.only_changes(question)
            shown = text if whole else self._about(last, said)
            turn = self._read_as(turn, question, shown)
            vague = (
                said.slots.numbers
                or said.words & dialogue().other
                or (self._follow_ups.unsaid(conversation, said) and not _supposes(last))
            )
            if turn.request is not None and (vague or said.reading.others):
                continue
            if self._counts_another(last, turn, said):
                continue
            sums = self._only_sums(said) and not self._follow_ups.only_changes(question)
            if turn.answered and turn.request is None and (sums or not self._follow_ups.says_something(said)):
                # "Dat is veel toch?" names nothing that a sentence could answer.
                continue
            if turn.answered and turn.request is None and said.asks_change and not _is_quoted(turn):
                # How many more is no number of another time.
                continue
            if turn.answered:
                again = set(turn.quotes) <= set(last.quotes) and turn.answer is not None and turn.answer.value is None
                if not again or self._explains(said, turn) or asks_yes_no(said.reading):
                    return turn
                continue
            sectors = self._assistant.understander.understand(text).sectors
            if refused is None and turn.answer is not None and turn.answer.status is Status.NOT_IN_SOURCE and sectors:
                refused = turn
        if refused is None:
            return None
        _, answer = self._alone(question)
        fragment = self._follow_ups.only_changes(question)
        return refused if fragment or answer.status in (Status.AMBIGUOUS, Status.NOT_IN_SOURCE) else None

    def _counts_another(self, last: Turn, turn: Turn, said: Said) -> bool:
        """Whether the figure of another year or of somebody else counts other things than the one before."""
        before, now = last.answer, turn.answer
        if before is None or now is None or before.value is None or now.value is None:
            return False
        in_words = last.request is None and turn.request is None
        if in_words and said.in_jobs and now.unit == before.unit and now.unit not in ("fta", "banen", "%"):
            # "Hoeveel banen leverde dat op?", after a number of partners.
            return True
        plain = in_words and self._follow_ups.only_changes(said.text)
        return plain and before.unit != now.unit and not (said.in_percent or said.in_jobs)

    def _tells_count(self, turn: Turn, understood: Understood) -> bool:
        """Whether an answer to the question how many gives a number of such things."""
        if turn.answer is None or turn.answer.value is not None:
            return True
        figures = self._assistant.text_figures
        return figures.tells_count(understood, [c.quote for c in turn.answer.citations])

    @staticmethod
    def _explains(said: Said, turn: Turn) -> bool:
        """Whether what was quoted before explains the follow-up's own words, so that it may answer again."""
        quoted = {word for c in (turn.answer.citations if turn.answer else ()) for word in analyse(c.quote)}
        own = [word for m in said.reading.others for word in analyse(m.text)]
        own = own or [word for word in analyse(said.text) if not word.isdigit() and word not in _MODAL]
        return bool(own) and sum(word in quoted for word in own) * 2 >= len(own)


def _resolved(answer: Answer) -> str:
    """The question in full as which an answer says that a follow-up was read; empty for one that stands alone."""
    told = (note.text for note in answer.notes if note.kind is NoteKind.ASSUMPTION)
    return next((text.removeprefix(READ_AS) for text in told if text.startswith(READ_AS)), "")


def _supposes(turn: Turn) -> bool:
    """Whether a turn asked what would be."""
    return turn.request is not None and turn.request.supposed is not None


def _is_quoted(turn: Turn) -> bool:
    """Whether the figure of an answer stands in what it quotes."""
    answer = turn.answer
    if answer is None or answer.value is None:
        return True
    return any(format_number(abs(answer.value)) in c.quote for c in answer.citations)
