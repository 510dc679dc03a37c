"""What stands around the sentences last quoted, as the answer to a follow-up in words.

Of the sentences near those (`assistant.nearby`) the best is quoted where it is sure enough: it explains the
follow-up's own words, holds the kind of thing that is asked, or stands right behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answer import Answer, Note, NoteKind, Status
from assistant.answer_types import AnswerType, answer_type, can_hold, holds_kind
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.nearby import Near, Nearby
from assistant.question import Aggregation
from assistant.reading import Kind
from assistant.said import Said
from assistant.sentences import asks_meaning, asks_source, definiendum, definition, with_its_list
from assistant.text_figures import TextFigure
from corpus.analysis import analyse
from corpus.documents import Sentence
from corpus.dutch import tokens
from corpus.facts import FactKind

if TYPE_CHECKING:
    from assistant.engine import Assistant, Question
    from assistant.understand import Understood

NOT_SAID = "Geen zin of cijfer in de brief beantwoordt deze vraag."
_SURE, _TOLD = 0.55, 0.7
_FAIR, _SCORE = 0.3, 0.75
_NEXT = 0.38
_LOOKED = 6
_SHORT = 2
#: How many turns back something may have been quoted last.
RECENT = 3
_HINTED, _MUST = 0.65, 0.3
#: So many characters stand at most between a sentence and the one behind it.
_GAP = 12
#: So many sentences are told together at most, none of them this much less likely than the best.
_MANY, _ALIKE = 3, 0.2
HARD = (AnswerType.MOMENT, AnswerType.NAME, AnswerType.MONEY, AnswerType.FREQUENCY, AnswerType.DURATION,
         AnswerType.PLACE, AnswerType.DATE, AnswerType.MONTH, AnswerType.YEAR, AnswerType.TIME, AnswerType.PERSON,
        AnswerType.MEMBER, AnswerType.MAKER)  # fmt: skip
_NUMBER = re.compile(r"(?:\d|\b(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twintig)\b)", re.IGNORECASE)
_OF_THAT = re.compile(r"\bom hoeveel\b.*\bgaat (?:dat|het|dit)\b", re.IGNORECASE)
SUMS = frozenset(
    {
        Cue.MORE, Cue.LESS, Cue.DIFFERENCE, Cue.TOTAL, Cue.HALF, Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SHARE, Cue.MEAN,
        Cue.HIGHEST, Cue.LOWEST, Cue.SHORT, Cue.OVER, Cue.RATIO,
    }
)  # fmt: skip
_SAYS_HOW = re.compile(r"(?:Dit (?:doe|gebeur|houd|beteken)\w*|Zo \w+|Daarbij|Hierbij|Dat doe\w*)\b")
_UNITS = frozenset("baan banen fta fte mens persoon medewerker aantal procent percentage".split())
_HOW_LONG = re.compile(r"\bhoeveel (jaar|maanden|maand|weken|dagen|uur|uren|middagen)\b", re.IGNORECASE)
_BOUNDS = frozenset({Cue.ABOVE, Cue.BELOW})
_NAME = re.compile(
    r"(?<![.!?:] )(?<!^)\b(?:[A-Z][\w’'&-]+)(?: (?:(?:at|of|van|en|de|het|voor|on|in) )?[A-Z][\w’'&-]+)*"
)


class NearTalk:
    """Makes turns out of questions in full, and out of sentences near the last quotes."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._follow_ups = assistant.follow_ups

    @cached_property
    def _nearby(self) -> Nearby:
        return Nearby(self._assistant.retriever)

    def _alone(self, question: str, alone: Callable[[str], Answer] | None = None) -> tuple[Question, Answer]:
        asked = self._assistant.understand(question)
        return asked, self._assistant.respond(asked) if alone is None else alone(question)

    @staticmethod
    def _turn(question: str, text: str, asked: Question, answer: Answer) -> Turn:
        from assistant.engine import turn_of

        return turn_of(question, text, asked, answer)

    def _in_full(self, question: str, text: str, *, claim: bool, near: Sequence[str] = ()) -> Turn:
        """The turn of a follow-up that was written out in full."""
        asked = self._assistant.understand(text)
        if not claim:
            asked = self._without_claim(asked)
        answer = self._assistant.respond(asked, near)
        if answer.status is Status.OUT_OF_SCOPE:
            # What follows a question about the letters is one about the letters.
            answer = answer.model_copy(update={"status": Status.NOT_IN_SOURCE, "text": NOT_SAID})
        return self._turn(question, text, asked, self._assistant.understood_as(answer, question, text))

    def _without_claim(self, asked: Question) -> Question:
        """A claim after which is asked how many: the figure is asked, whether or not the claim holds."""
        request = asked.understood.request
        if asked.result is None or request is None or request.claim is None:
            return asked
        request = request.model_copy(update={"claim": None})
        understood = replace(asked.understood, request=request)
        return replace(asked, understood=understood, result=self._assistant.calculator.run(request))

    @staticmethod
    def _beside(turn: Turn) -> Turn:
        """A comparison gives two figures side by side: neither, nor their difference, is the one that was asked."""
        request = turn.request
        if turn.answer is None or request is None or request.aggregation is not Aggregation.DIFFERENCE:
            return turn
        note = Note(kind=NoteKind.ASSUMPTION, text=f"Gelezen als vergelijking met het vorige antwoord: {turn.resolved}")
        update = {"value": None, "unit": None, "notes": (note, *turn.answer.notes[1:])}
        return replace(turn, answer=turn.answer.model_copy(update=update))

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

    def _near(self, conversation: Conversation, question: str, said: Said, *, hinted: bool = False) -> Turn | None:
        """The turn of a follow-up that a sentence around the last quotes answers; else None."""
        last = self._spoken_of(conversation)
        if not last.quotes or not said.text or (self._only_sums(said) and not hinted):
            return None
        if said.claims and not hinted and not self._follow_ups.says_something(said):
            # "Dat is veel toch?" is for the asker to judge.
            return None
        understood = self._assistant.understander.understand(said.text)
        named, loud = self._follow_ups.names(last)
        best = self._nearby.best(said.text, last.quotes, understood.light, last.sections, named, loud)
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
        idiom = hint is not None and hint.instead
        in_words = bool(lasts) or answer_type(said.text) is AnswerType.FREQUENCY
        if Cue.HOW_MANY in said.cues and not (in_words or idiom) and not said.cues & {Cue.MANNER, Cue.WHY}:
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
            pieces = [(near.passage, _continued(near)) for near in alike]
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
        recent = reversed(conversation.turns[-RECENT:])
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
        sums = said.cues & SUMS or any(m.cues <= _BOUNDS for m in said.reading.mentions if m.cues)
        named = (
            said.reading.others or said.reading.of(Kind.QUALIFIER) or (said.measure and Cue.HOW_MANY not in said.cues)
        )
        return not named and bool(sums or said.measure) and not said.cues & {Cue.WHY, Cue.WHO, Cue.MANNER}

    def _near_figure(
        self, best: Sequence[Near], last: Turn, question: str, said: Said, understood: Understood
    ) -> Turn | None:
        own = [w for w in analyse(said.text) if w not in understood.light and w not in _UNITS]
        for near in best:
            fact = self._assistant.text_figures.quoted(understood, (near.sentence.text,))
            if fact is None or not (near.quoted or near.follows or near.explained >= _SURE):
                continue
            if said.asks_change and fact.kind is FactKind.LEVEL:
                # How many more is a change, not how many there were.
                continue
            if not (own and not _OF_THAT.search(said.text)) and not (near.quoted or near.follows):
                # "Hoeveel banen?", "om hoeveel plekken gaat dat?" are asked of what was just said.
                continue
            text = self._about(last, said)
            asked = replace(self._assistant.understand(said.text), text=text)
            return self._read_near(question, text, self._assistant.stated(asked, TextFigure(fact)), near)
        return None

    def _fits(self, near: Near, said: Said, understood: Understood) -> bool:
        """Whether a sentence can hold what is asked, and the names and years in the follow-up."""
        text = near.sentence.text
        kind = answer_type(said.text)
        if kind in HARD and not can_hold(text, kind, said.text):
            return False
        named = definiendum(said.text) if asks_meaning(said.text) else None
        if named is not None and len(named.words) == 1 and not definition(named, near.sentence):
            # A sentence that mentions a word does not say what it means.
            return False
        hint = dialogue().hinted(said.text)
        idiom = hint is not None and hint.instead and near.hinted
        if dialogue().which_ones.search(said.text) and not idiom and not self._opens_list(near, said):
            return False
        own = [word for word in analyse(said.text) if word not in understood.light and word != "heten"]
        if kind in (AnswerType.NAME, AnswerType.PERSON) and not own:
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


def _continued(near: Near) -> tuple[Sentence, ...]:
    """A sentence, with the one behind it that says how ("Dit doen ze door …")."""
    behind = near.passage.sentences[near.at + 1 : near.at + 2]
    return (near.sentence, *(s for s in behind if _SAYS_HOW.match(s.text)))


def _names(understood: Understood) -> list[str]:
    """The names in a follow-up: words that nothing explains, written with a capital."""
    others = {at for m in understood.reading.others for at in range(m.first, m.last)}
    return [
        token.text
        for at, token in enumerate(understood.reading.tokens)
        if at in others and token.text[0].isupper() and (at or len(token.text) > _SHORT)
    ]
