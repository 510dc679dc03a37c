"""The turns of a conversation: what a follow-up asks, and its answer.

In this order: a question that stands alone is answered alone; a referent that may be one of several is
asked back; a follow-up on figures is written out in full and computed, or worked out from the figures of
the turns before (`assistant.reckoning`); any other is looked for around the sentences last quoted, then
in the words of the turns before, then as it stands. Nothing is kept outside the conversation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.acts import Act, act, answered_to, chosen
from assistant.answer import Answer, Note, NoteKind, Status
from assistant.answer_types import AnswerType, answer_type, can_hold, holds_kind
from assistant.asks import asks_yes_no
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.nearby import Near, Nearby
from assistant.question import Aggregation
from assistant.reading import Kind
from assistant.reckoning import Reckoning
from assistant.said import Said
from assistant.sentences import asks_source, with_its_list
from assistant.text_figures import TextFigure
from corpus.analysis import analyse
from corpus.dutch import tokens

if TYPE_CHECKING:
    from assistant.engine import Assistant, Question
    from assistant.understand import Understood

_NOT_SAID = "Geen zin of cijfer in de brief beantwoordt deze vraag."
_OURS = "Daarover geven de brieven geen antwoord. Ik beantwoord alleen vragen met citaten en cijfers uit de brieven."
_UNCLEAR = "De vraag kan over meer dan één sector gaan. Bedoelt u een van deze vragen?"
_SURE, _TOLD = 0.55, 0.7
_FAIR, _SCORE = 0.3, 0.75
_NEXT = 0.38
_HEARD = 0.5
_LOOKED = 6
_SHORT = 2
#: How many turns back something may have been quoted last.
_RECENT = 3
_HINTED, _MUST = 0.65, 0.3
#: So many characters stand at most between a sentence and the one behind it.
_GAP = 12
#: So many sentences are told together at most, none of them this much less likely than the best.
_MANY, _ALIKE = 3, 0.2
_HARD = (AnswerType.MOMENT, AnswerType.NAME, AnswerType.MONEY, AnswerType.FREQUENCY, AnswerType.DURATION,
         AnswerType.PLACE, AnswerType.DATE, AnswerType.PERSON, AnswerType.MEMBER)  # fmt: skip
_NUMBER = re.compile(r"(?:\d|\b(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twintig)\b)", re.IGNORECASE)
_SUMS = frozenset(
    {
        Cue.MORE, Cue.LESS, Cue.DIFFERENCE, Cue.TOTAL, Cue.HALF, Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SHARE, Cue.MEAN,
        Cue.HIGHEST, Cue.LOWEST, Cue.SHORT, Cue.OVER, Cue.RATIO,
    }
)  # fmt: skip
_MODAL = frozenset("moeten kunnen mogen willen zullen alles allemaal iets".split())
_HOW_LONG = re.compile(r"\bhoeveel (jaar|maanden|maand|weken|dagen|uur|uren|middagen)\b", re.IGNORECASE)
_NAME = re.compile(
    r"(?<![.!?:] )(?<!^)\b(?:[A-Z][\w’'&-]+)(?: (?:(?:at|of|van|en|de|het|voor|on|in) )?[A-Z][\w’'&-]+)*"
)


class Talk:
    """Answers the turns of conversations with an assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._follow_ups = assistant.follow_ups

    @cached_property
    def _nearby(self) -> Nearby:
        return Nearby(self._assistant.retriever)

    def follow(
        self, conversation: Conversation, question: str, alone: Callable[[str], Answer] | None
    ) -> tuple[Answer, Conversation]:
        """The answer to the next question, and the conversation with that turn."""
        back = dialogue().returns.match(question)
        if back is not None and question[back.end() :].strip():
            return self._renamed(question, *self.follow(conversation, question[back.end() :], alone), conversation)
        switch = dialogue().switches.search(question)
        if switch is not None and question[switch.end() :].strip(" ,:;.?!"):
            _, answer = self._alone(question[switch.end() :].strip(" ,:;."), alone)
            asked = self._assistant.understand(question[switch.end() :].strip(" ,:;."))
            answer = answer.model_copy(update={"question": question})
            return answer, conversation.then(self._turn(question, question, asked, answer))
        picked = chosen(conversation, question)
        if picked:
            before = Conversation(conversation.turns[:-1])
            return self._renamed(question, *self.follow(before, picked, None), before)
        kind = act(question) if conversation.turns else None
        if kind is not None:
            last, said = conversation.turns[-1], self._follow_ups.said(question, conversation)
            source = self._source(last, question, said) if kind is Act.WHERE else None
            if source is not None and source.answer is not None:
                return source.answer, conversation.then(source)
            answer_to_act = answered_to(kind, conversation, question)
            if answer_to_act is not None:
                return answer_to_act, conversation
        told = self._follow_ups.said_first(question)
        if told is not None and conversation.turns and not self._follow_ups.only_asks_how_many(told[1]):
            answer, after = self.follow(self.follow(conversation, told[0], None)[1], told[1], None)
            if answer.value is not None:
                return self._renamed(question, answer, after, conversation)
        stands_alone = not conversation.turns or self._follow_ups.stands_alone(question)
        if not stands_alone and self._follow_ups.asks_of_us(question):
            return self._assistant.composer.refused(question, Status.OUT_OF_SCOPE, _OURS), conversation
        if not stands_alone:
            turn = self._follow_up(conversation, question, claim=told is None)
            if turn is not None and turn.answer is not None:
                return turn.answer, conversation.then(turn)
        asked, answer = self._alone(question, alone)
        if answer.status is Status.OUT_OF_SCOPE and conversation.turns:
            said = self._follow_ups.said(question, conversation)
            if said.refers and not said.reading.others and len(tokens(question)) > 1:
                # What points back at an answer of the letters is asked of the letters.
                return self._assistant.composer.refused(question, Status.NOT_IN_SOURCE, _NOT_SAID), conversation
            return answer, conversation
        if conversation.turns and not stands_alone and answer.status is Status.ANSWERED and answer.value is None:
            said = self._follow_ups.said(question, conversation)
            if not self._follow_ups.says_something(said):
                return self._assistant.composer.refused(question, Status.NOT_IN_SOURCE, _NOT_SAID), conversation
        return answer, conversation.then(self._turn(question, question, asked, answer))

    @staticmethod
    def _renamed(
        question: str, answer: Answer, after: Conversation, before: Conversation
    ) -> tuple[Answer, Conversation]:
        """An answer and its turn under the question as it was typed."""
        answer = answer.model_copy(update={"question": question})
        if len(after.turns) == len(before.turns):
            return answer, before
        return answer, before.then(replace(after.turns[-1], question=question, answer=answer))

    def _alone(self, question: str, alone: Callable[[str], Answer] | None = None) -> tuple[Question, Answer]:
        asked = self._assistant.understand(question)
        return asked, self._assistant.respond(asked) if alone is None else alone(question)

    @staticmethod
    def _turn(question: str, text: str, asked: Question, answer: Answer) -> Turn:
        from assistant.engine import turn_of

        return turn_of(question, text, asked, answer)

    # --- figures -------------------------------------------------------------------------------

    def _follow_up(self, conversation: Conversation, question: str, *, claim: bool) -> Turn | None:
        """The turn of a follow-up; None for a question that is none."""
        said = self._follow_ups.said(question, conversation)
        unclear = self._follow_ups.unclear(conversation, question, said)
        if unclear:
            answer = self._assistant.composer.refused(question, Status.AMBIGUOUS, _UNCLEAR, unclear)
            return Turn(question, question, answer=answer)
        reckoned = self._reckoned(conversation, question, said)
        if reckoned is not None:
            return self._reckoned_turn(conversation, question, said, reckoned)
        for sure in (
            self._follow_ups.why(conversation, question),
            self._follow_ups.on_figures(conversation, said),
            self._follow_ups.of_part(conversation, said),
            self._follow_ups.no_year(conversation, said),
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
        return self._on_words(conversation, question, said, claim=claim)

    @staticmethod
    def _reckoned_turn(conversation: Conversation, question: str, said: Said, answer: Answer) -> Turn:
        """The turn of a sum with figures before; it stays about what those were about."""
        before = conversation.turns[-1]
        return Turn(question, f"{said.text.rstrip('?. ')}?", before.request, before.sections, answer, before.rows)

    def _reckoned(self, conversation: Conversation, question: str, said: Said) -> Answer | None:
        """What is worked out from figures of the answers before, of which a follow-up may name one itself."""
        beside: Turn | None = None
        last = conversation.turns[-1]
        named = self._follow_ups.named_figure(conversation, said) if last.request is None else ""
        if named:
            asked = self._assistant.understand(named)
            beside = self._turn(named, named, asked, self._assistant.respond(asked))
            if not beside.answered:
                return None
        return self._reckoning.answer(conversation, question, said, beside)

    @cached_property
    def _reckoning(self) -> Reckoning:
        return Reckoning(self._assistant.facts)

    def _in_full(self, question: str, text: str, *, claim: bool, near: Sequence[str] = ()) -> Turn:
        """The turn of a follow-up that was written out in full."""
        asked = self._assistant.understand(text)
        if not claim:
            asked = self._without_claim(asked)
        answer = self._assistant.respond(asked, near)
        if answer.status is Status.OUT_OF_SCOPE:
            # What follows a question about the letters is one about the letters.
            answer = answer.model_copy(update={"status": Status.NOT_IN_SOURCE, "text": _NOT_SAID})
        return self._turn(question, text, asked, self._assistant.understood_as(answer, question, text))

    @staticmethod
    def _beside(turn: Turn) -> Turn:
        """A comparison gives two figures side by side: neither, nor their difference, is the one that was asked."""
        request = turn.request
        if turn.answer is None or request is None or request.aggregation is not Aggregation.DIFFERENCE:
            return turn
        return replace(turn, answer=turn.answer.model_copy(update={"value": None, "unit": None}))

    def _without_claim(self, asked: Question) -> Question:
        """A claim after which is asked how many: the figure is asked, whether or not the claim holds."""
        request = asked.understood.request
        if asked.result is None or request is None or request.claim is None:
            return asked
        request = request.model_copy(update={"claim": None})
        understood = replace(asked.understood, request=request)
        return replace(asked, understood=understood, result=self._assistant.calculator.run(request))

    @staticmethod
    def _tells_of(turn: Turn, said: Said) -> bool:
        """Whether an answer quotes the names that nothing else explained."""
        quoted = {word for c in (turn.answer.citations if turn.answer else ()) for word in analyse(c.quote)}
        return not turn.answered or all(set(analyse(m.text)) <= quoted for m in said.reading.others)

    def _refused(self, question: str, text: str) -> Turn:
        """The turn of a follow-up that the letters do not answer."""
        answer = self._assistant.composer.refused(text, Status.NOT_IN_SOURCE, _NOT_SAID)
        return Turn(question, text, answer=self._noted(answer, question, text))

    # --- words ---------------------------------------------------------------------------------

    def _on_words(self, conversation: Conversation, question: str, said: Said, *, claim: bool) -> Turn | None:
        """The turn of a follow-up that words answer; None where it is to be answered as it stands."""
        last = conversation.turns[-1]
        words = dialogue()
        how_much = words.by_how_much.match(said.text) and said.cues <= {Cue.HOW_MANY}
        sums = words.adds.match(said.text) or words.takes.match(said.text) or how_much
        unmade = sums and last.request is not None and not said.reading.others
        if unmade or (said.asks_members and conversation.last_request is not None):
            # A sum that cannot be made, or members that no table knows: no other figure is the answer.
            return self._refused(question, f"{said.text.rstrip('?. ')}?")
        understood = self._assistant.understander.understand(said.text)
        content = [word for word in analyse(said.text) if word not in understood.light]
        asking = said.words & dialogue().asking or said.cues or said.claims
        if not content and not asking and not said.names_who and not said.slots.years:
            # A word of thanks asks nothing.
            return None
        names = said.reading.others or said.names_who or said.measure or said.slots.years or said.slots.part
        points = said.refers or dialogue().opening.match(question) is not None or not (content and names)
        asks_names = bool(dialogue().which_ones.search(said.text)) or answer_type(said.text) in _HARD
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
        source = self._source(last, question, said) if points else None
        if source is not None:
            return source
        hinted = self._hinted(conversation, question, said)
        if hinted is not None:
            return hinted
        figure = self._calculated(conversation, question, said, claim=claim)
        if figure is not None:
            return figure
        if self._follow_ups.only_changes(question) or asks_source(said.text) or understood.asks_how_many:
            turn = self._in_words(conversation, question, said, claim=claim)
            fits = turn is not None and turn.answer is not None and (turn.answered or not last.answered)
            if (
                turn is not None
                and fits
                and (not understood.asks_how_many or (turn.answer and turn.answer.value is not None))
            ):
                return turn
            if turn is not None and said.names_who and last.answer is not None and last.answer.value is not None:
                # The same figure of somebody else: no other sentence is it.
                return turn
        if said.slots.unknown_years and self._follow_ups.only_changes(question):
            return self._refused(question, f"{said.text.rstrip('?. ')}?")
        if content and self._nearby.heard(" ".join(content)) < _HEARD:
            return None
        near = self._what_is_that(conversation, question, said) or self._near(conversation, question, said)
        if near is not None:
            return near
        if dialogue().which_ones.search(said.text) and points and last.quotes and not said.names_who:
            return self._nothing_near(conversation, question)
        turn = self._in_words(conversation, question, said, claim=claim)
        content = [word for word in analyse(said.text) if word not in _MODAL]
        told = turn is not None and (not content or self._explains(said, turn))
        strange = turn is not None and not (told and set(turn.sections) & set(last.sections))
        if turn is not None and asks_names and turn.answered and strange:
            turn = None
        if turn is not None or not points:
            return turn
        asked, answer = self._alone(question)
        lost = answer.status is Status.AMBIGUOUS or (asks_names and answer.value is None)
        return self._nothing_near(conversation, question) if lost else None

    def _hinted(self, conversation: Conversation, question: str, said: Said) -> Turn | None:
        """The turn of a follow-up by whose words is known how a sentence answers it, where one near does."""
        counts = Cue.HOW_MANY in said.cues or said.in_percent or said.in_jobs or said.names_who
        if counts or dialogue().hinted(said.text) is None:
            return None
        return self._near(conversation, question, said, hinted=True)

    def _calculated(self, conversation: Conversation, question: str, said: Said, *, claim: bool) -> Turn | None:
        """The turn of a follow-up of which every word is read, and that in full asks a figure of the tables."""
        vague = bool(said.reading.others or said.slots.numbers or said.words & dialogue().other)
        counts = Cue.HOW_MANY in said.cues or said.in_percent or said.in_jobs
        vague = vague or (dialogue().hinted(said.text) is not None and not counts)
        if vague or dialogue().by_how_much.match(said.text) or self._follow_ups.unsaid(conversation, said):
            return None
        for text in self._follow_ups.in_words(conversation, question, said):
            asked = self._assistant.understand(text)
            if asked.result is None or asked.understood.wants_reason or asked.understood.request is None:
                continue
            worded = self._follow_ups.worded(asked.understood.request)
            return self._in_full(question, worded or text, claim=claim)
        return None

    def _nothing_near(self, conversation: Conversation, question: str) -> Turn | None:
        """The refusal of a follow-up whose referent is known but of which the letters do not tell that."""
        if not conversation.turns[-1].quotes:
            return None
        refused = self._assistant.composer.refused(question, Status.NOT_IN_SOURCE, _NOT_SAID)
        return Turn(question, question, answer=refused)

    def _in_words(self, conversation: Conversation, question: str, said: Said, *, claim: bool) -> Turn | None:
        last = conversation.turns[-1]
        refused: Turn | None = None
        for text in self._follow_ups.in_words(conversation, question, said):
            turn = self._in_full(question, text, claim=claim, near=last.sections)
            shown = (
                text if turn.request is not None or self._follow_ups.only_changes(question) else self._about(last, said)
            )
            turn = self._read_as(turn, question, shown)
            vague = said.slots.numbers or said.words & dialogue().other or self._follow_ups.unsaid(conversation, said)
            if turn.request is not None and (vague or said.reading.others):
                continue
            if turn.answered and turn.request is None and not (self._follow_ups.says_something(said)):
                # "Dat is veel toch?" names nothing that a sentence could answer.
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

    @staticmethod
    def _explains(said: Said, turn: Turn) -> bool:
        """Whether what was quoted before explains the follow-up's own words, so that it may answer again."""
        quoted = {word for c in (turn.answer.citations if turn.answer else ()) for word in analyse(c.quote)}
        own = [word for m in said.reading.others for word in analyse(m.text)]
        own = own or [word for word in analyse(said.text) if not word.isdigit() and word not in _MODAL]
        return bool(own) and sum(word in quoted for word in own) * 2 >= len(own)

    def _what_is_that(self, conversation: Conversation, question: str, said: Said) -> Turn | None:
        """ "Wie is dat?": who or what was named last, explained."""
        last = conversation.turns[-1]
        if not dialogue().what_is_that.match(said.text) or last.answer is None:
            return None
        asked = {t.fold for turn in conversation.turns for t in tokens(turn.resolved)}
        names = [found.group() for c in last.answer.citations for found in _NAME.finditer(" ".join(c.quote.split()))]
        for name in dict.fromkeys(reversed(names)):
            if {t.fold for t in tokens(name)} <= asked:
                continue
            turn = self._in_full(question, f"Wat is {name}?", claim=True)
            if turn.answered and not set(turn.quotes) <= set(last.quotes):
                return turn
        return None

    def _near(
        self, conversation: Conversation, question: str, said: Said, *, hinted: bool = False
    ) -> Turn | None:
        """The turn of a follow-up that a sentence around the last quotes answers; else None."""
        last = self._spoken_of(conversation)
        if not last.quotes or not said.text or self._only_sums(said):
            return None
        understood = self._assistant.understander.understand(said.text)
        named = self._follow_ups.names(last)
        best = self._nearby.best(said.text, last.quotes, understood.light, last.sections, named)
        sectors = understood.sectors or self._assistant.understander.understand(last.resolved).sectors
        about = [near for near in best if self._assistant.retriever.is_about(near.passage, sectors)]
        best = about if about or said.names_who else best
        best = [near for near in best if self._fits(near, said, understood)]
        hint = dialogue().hinted(said.text)
        if hint is not None and hint.must:
            best = [near for near in best if near.hinted]
        if hinted and not (best and best[0].hinted):
            return None
        lasts = _HOW_LONG.search(said.text)
        if lasts and best and not re.search(rf"{_NUMBER.pattern} {lasts[1]}", best[0].sentence.text, re.IGNORECASE):
            return None
        lasts = lasts or answer_type(said.text) is AnswerType.FREQUENCY
        if Cue.HOW_MANY in said.cues and not lasts and not said.cues & {Cue.MANNER, Cue.WHY}:
            found = self._near_figure(best[:_LOOKED], last, question, said, understood)
            first = best[0].sentence.text if best and best[0].explained >= _TOLD else ""
            counted = _NUMBER.search(first) and self._assistant.text_figures.tells_count(understood, [first])
            if found is not None or not counted:
                return found
        if not best or not self._sure(best[0], said):
            return None
        chosen = with_its_list(best[0].passage, best[0].at, said.text, opening=True)
        text = self._about(last, said)
        pieces = [(best[0].passage, chosen)]
        if hint is not None and hint.must and len(chosen) == 1:
            pieces += [(near.passage, (near.sentence,)) for near in best[1:] if self._behind(best[0], near)][:1]
        if hint is not None and hint.many and best[0].hinted and len(chosen) == 1:
            alike = [n for n in best if n.hinted and not n.quoted and n.score >= best[0].score - _ALIKE][:_MANY]
            alike = sorted(alike or best[:1], key=lambda n: n.sentence.spans[0].start)
            pieces = [(near.passage, (near.sentence,)) for near in alike]
        answer = self._assistant.composer.quoted(text, pieces)
        return self._read_near(question, text, answer, best[0])

    @staticmethod
    def _behind(first: Near, other: Near) -> bool:
        """Whether a sentence stands right behind another."""
        start, end = other.sentence.spans[0].start, first.sentence.spans[-1].end
        return 0 <= start - end < _GAP

    @staticmethod
    def _spoken_of(conversation: Conversation) -> Turn:
        """The last turn that quoted something: of a question that was refused nothing is spoken of."""
        recent = reversed(conversation.turns[-_RECENT:])
        return next((turn for turn in recent if turn.quotes), conversation.turns[-1])

    def _source(self, last: Turn, question: str, said: Said) -> Turn | None:
        """The footnote of what was quoted last, for a follow-up that asks where that is written."""
        if not asks_source(said.text) and not said.words & dialogue().published:
            return None
        wanted = set(analyse(said.text))
        found = self._nearby.sources(last.quotes)
        fitting = [f for f in found if any(wanted & set(analyse(note.text)) for note in f[2])] or found[:1]
        if not fitting:
            return None
        passage, sentence, notes = fitting[0]
        text = self._about(last, said)
        pieces = [(passage, (sentence,)), *((note, note.sentences) for note in notes)]
        answer = self._assistant.composer.quoted(text, pieces)
        return Turn(question, text, sections=(passage.section,), answer=self._noted(answer, question, text))

    @staticmethod
    def _only_sums(said: Said) -> bool:
        """Whether only a sum or comparison is asked: a quote does not work it out."""
        sums = said.cues & _SUMS
        named = (
            said.reading.others or said.reading.of(Kind.QUALIFIER) or (said.measure and Cue.HOW_MANY not in said.cues)
        )
        return not named and bool(sums or said.measure) and not said.cues & {Cue.WHY, Cue.WHO, Cue.MANNER}

    def _near_figure(
        self, best: Sequence[Near], last: Turn, question: str, said: Said, understood: Understood
    ) -> Turn | None:
        for near in best:
            fact = self._assistant.text_figures.quoted(understood, (near.sentence.text,))
            if fact is None or not (near.quoted or near.follows or near.explained >= _SURE):
                continue
            text = self._about(last, said)
            asked = replace(self._assistant.understand(said.text), text=text)
            return self._read_near(question, text, self._assistant.stated(asked, TextFigure(fact)), near)
        return None

    def _fits(self, near: Near, said: Said, understood: Understood) -> bool:
        """Whether a sentence can hold what is asked, and the names and years in the follow-up."""
        text = near.sentence.text
        kind = answer_type(said.text)
        if kind in _HARD and not can_hold(text, kind, said.text):
            return False
        if dialogue().which_ones.search(said.text) and not self._opens_list(near, said):
            return False
        if kind in (AnswerType.NAME, AnswerType.PERSON) and not analyse(said.text):
            # "Hoe heten die?": only a person in what was quoted is meant.
            return (near.quoted or near.next) and can_hold(text, AnswerType.PERSON, said.text)
        there = f"{near.passage.section} {text}"
        years = [m.text for m in understood.reading.of(Kind.YEAR)]
        if any(year not in there for year in years):
            return False
        told = set(analyse(there))
        return holds_kind(text, said.text) and all(
            set(analyse(name)) <= told or self._nearby.names(name, there)
            for name in _names(understood)
            if analyse(name)
        )

    @staticmethod
    def _opens_list(near: Near, said: Said) -> bool:
        """Whether a sentence opens, or stands in, a list of the things that are asked by name."""
        lead = near.sentence.text if near.sentence.text.endswith(":") else near.passage.sentences[0].text
        if not lead.endswith(":"):
            return False
        things = {word for m in said.reading.others for word in analyse(m.text)}
        return things <= set(analyse(lead))

    @staticmethod
    def _sure(near: Near, said: Said) -> bool:
        """Whether the best sentence answers: it explains most of the follow-up, or stands right behind."""
        if near.explained >= _SURE or (near.explained >= _FAIR and near.score >= _SCORE):
            return True
        if near.sentence.text.endswith(":") and (near.quoted or near.next) and dialogue().which_ones.search(said.text):
            return True
        hint = dialogue().hinted(said.text)
        if near.hinted and near.score >= (_MUST if hint is not None and hint.must else _HINTED):
            return True
        typed = answer_type(said.text) in (AnswerType.FREQUENCY, AnswerType.DURATION)
        if typed and said.refers and (near.quoted or near.follows):
            return True
        return not said.reading.others and near.next and near.score >= _NEXT

    def _about(self, last: Turn, said: Said) -> str:
        """A follow-up in words with what it is about in front: "Over Binnenwerk: wat voor werk is dat?"."""
        topic = self._follow_ups.topic(last)
        text = said.text.rstrip("?.! ")
        return f"Over {topic}: {text[:1].lower() + text[1:] if topic else text}?" if topic else f"{text}?"

    def _read_near(self, question: str, text: str, answer: Answer, near: Near) -> Turn:
        """The turn of an answer that was found near the last quotes; its note says so unless the question
        in full, asked by itself, has the same answer."""
        return Turn(question, text, sections=(near.passage.section,), answer=self._noted(answer, question, text))

    def _noted(self, answer: Answer, question: str, text: str) -> Answer:
        """The answer with how its question was read: as a question in full where that, asked by itself, has the
        same answer, else as one about the answer before it."""
        alone = self._assistant.ask(text)
        if (alone.status, alone.text) == (answer.status, answer.text):
            return self._assistant.understood_as(answer, question, text)
        if answer.status is not Status.ANSWERED:
            return answer.model_copy(update={"question": question})
        note = Note(kind=NoteKind.ASSUMPTION, text=f"Gelezen in het verband van het vorige antwoord: {text}")
        return answer.model_copy(update={"question": question, "notes": (note, *answer.notes)})

    def _read_as(self, turn: Turn, question: str, text: str) -> Turn:
        """The same turn with the note on how its question was read made anew for other words."""
        if turn.answer is None:
            return turn
        plain = turn.answer.model_copy(update={"notes": turn.answer.notes[1:]})
        return replace(turn, answer=self._noted(plain, question, text))


def _names(understood: Understood) -> list[str]:
    """The names in a follow-up: words that nothing explains, written with a capital."""
    others = {at for m in understood.reading.others for at in range(m.first, m.last)}
    return [
        token.text
        for at, token in enumerate(understood.reading.tokens)
        if at in others and token.text[0].isupper() and (at or len(token.text) > _SHORT)
    ]
