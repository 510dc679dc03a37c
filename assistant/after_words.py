"""Follow-ups that go back from words to figures: "hoeveel procent van hun banen is vast?" after a question in
words on one sector is asked of that sector.
"""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.changes import MOVES
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.edits import Edits
from assistant.in_words import InWords
from assistant.phrasing import Phraser
from assistant.question import GOAL, RATE, REALISED, Request
from assistant.reading import Kind
from assistant.said import Said, SaidReader
from assistant.understand import Understander
from corpus.lexicon import Lexicon

_THEIRS = frozenset("ze zij hun hen daar".split())
_MAKES = re.compile(r"ma(?:ak|ken)", re.IGNORECASE)
_PLACING = frozenset({Cue.INCLUDING, Cue.EXCLUDING, Cue.EARLIER, Cue.THAT_ONE, Cue.CLAIM})
_MEANT = re.compile(r"\b(?:ik (?:bedoel|bedoelde)|(?:bedoel|bedoelde) ik)\b ?,?", re.IGNORECASE)
_TAIL = re.compile(r"[?.!\s]+$")
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=\S)")
_FRAGMENT = re.compile(r"^(?:en |of )?(?:bij|van|voor|in|met|over|door)\b", re.IGNORECASE)
_SHORT = 6
_OFFERED = 4


class AfterWords:
    """Writes out follow-ups on figures after words."""

    def __init__(self, understander: Understander, lexicon: Lexicon) -> None:
        self._understander = understander
        self._lexicon = lexicon
        self._edits = Edits(understander, lexicon)
        self._reader = SaidReader(understander)
        self._phraser = Phraser(lexicon, understander.labels)
        self._words = InWords(understander, lexicon, self._phraser)

    def _back_to_figures(self, conversation: Conversation, said: Said) -> str:
        """ "Hoeveel procent van hun banen is vast?", after words on a sector: that figure of it, in full; empty
        where it names no measure or part of the tables, or where the words were about something narrower."""
        asks = said.cues & {Cue.HOW_MANY, Cue.WHICH, Cue.SHORT, Cue.OVER} or said.measure
        short = said.cues & {Cue.SHORT, Cue.OVER}
        figure = said.measure or said.slots.part or short or (said.in_jobs and said.words & _THEIRS)
        moved = said.cues & MOVES and said.in_jobs and Cue.HOW_MANY in said.cues
        placed = bool(said.cues & {Cue.INCLUDING, Cue.EXCLUDING})
        if (
            not ((asks and (figure or moved)) or placed)
            or said.names_who
            or said.reading.others
            or Cue.WHY in said.cues
        ):
            return ""
        held = said.slots.base or (Cue.MORE in said.cues and said.slots.years)
        if held and said.measure == GOAL and Cue.HOW_MANY in said.cues:
            # "Hoeveel meer dan het doel van 2023?", after a figure of the text: that figure, and none of the tables.
            return ""
        sector = self._whom(conversation, narrow=not (said.measure or said.slots.part))
        if not sector:
            return ""
        before = conversation.last_request
        spoken = before.request if before is not None else None
        same = spoken is not None and {m for t in spoken.targets for m in t.members} == {sector}
        told = GOAL if moved and not said.measure and self._told_to_move(conversation, said) == {GOAL} else REALISED
        base = Request(measures=(told,), targets=(self._understander.target(sector),),
                       periods=self._understander.facts.periods[-1:],
                       qualifier=spoken.qualifier if spoken is not None and same and placed else "")  # fmt: skip
        talk = Conversation((Turn("", "", base),))
        for request in self._edits.requests(talk, said):
            text = self.worded(request)
            if text:
                return text
        # After words on a part ("doen ze iets met SROI?") the jobs may be those of that part.
        of_part = any(self._words.read(turn).of(Kind.QUALIFIER) for turn in conversation.turns)
        plain = said.in_jobs and said.cues <= {Cue.HOW_MANY, Cue.TOPIC} and not (said.in_percent or of_part)
        return self.worded(base) if plain else ""

    def _told_to_move(self, conversation: Conversation, said: Said) -> set[str]:
        """The measures that the words just quoted say went the way that is asked ("de doelstelling is gestegen", before
        "met hoeveel fta ging die omhoog?")."""
        answer = conversation.turns[-1].answer
        quotes = [citation.quote for citation in answer.citations] if answer is not None else []
        clauses = [self._understander.reader.read(part) for quote in quotes for part in re.split(r"[,;]", quote)]
        moving = [read for read in clauses if read.cues & said.cues & {Cue.RISE, Cue.FALL}]
        return {measure for read in moving for measure in read.values(Kind.MEASURE)}

    def _whom(self, conversation: Conversation, *, narrow: bool) -> str:
        """The one sector that the last turns were about: named in a question, else by the section that was
        quoted; empty where there is none, or, with ``narrow``, where a question names something else."""
        for turn in reversed(conversation.turns):
            read = self._words.read(turn)
            if narrow and any(m.text[0].isupper() and m.first for m in read.others):
                return ""
            named = list(dict.fromkeys(s for s in read.values(Kind.SECTOR) if s in self._understander.labels))
            if named or read.of(Kind.GROUP):
                return named[0] if len(named) == 1 and not read.of(Kind.GROUP) else ""
            heads = [section.partition(" › ")[0] for section in turn.sections]
            under = [s.id for s in self._lexicon.sector if s.label in heads and s.id in self._understander.labels]
            if under and not narrow:
                return under[0] if len(under) == 1 else ""
        return ""

    def _bare_measure(self, conversation: Conversation, said: Said) -> str:
        """ "Realisatie?", "het doel?" after words on one subject: that figure of it; empty for any other."""
        measure = said.measure or (RATE if said.in_percent else "")
        asked = said.cues - {Cue.HOW_MANY, Cue.WHICH, Cue.TOPIC, Cue.FIGURES, Cue.LATEST}
        asked -= {Cue.EARLIER} if said.slots.years else set()
        if not measure or asked or said.names_who or said.reading.others or said.slots.part or said.refers:
            return ""
        last = conversation.turns[-1]
        told = next((t.answer for t in reversed(conversation.turns) if t.answered and t.answer is not None), None)
        if not said.measure and told is not None and told.value is not None:
            # "Zet om in een percentage", after a figure of the text: of that figure, and no other percentage.
            return ""
        read = self._words.read(last)
        sectors = [s for s in read.values(Kind.SECTOR) if s in self._understander.labels]
        if not sectors and said.measure in (GOAL, REALISED):
            sectors = [s for s in (self._whom(conversation, narrow=False),) if s]
        years = [y for y in (*said.slots.years, *read.values(Kind.YEAR)) if y in self._understander.facts.periods]
        if len(sectors) != 1:
            return ""
        periods = (years[0],) if years else tuple(self._understander.facts.periods[-1:])
        return self.worded(
            Request(measures=(measure,), targets=(self._understander.target(sectors[0]),), periods=periods)
        )

    def worded(self, request: Request) -> str:
        """A question that reads as this request and no other; empty where there is none. Of a year that no
        table has nothing can be read, and the question is refused for that."""
        wanted = _plain(request)
        known = self._understander.facts.periods
        if any(period not in known for period in request.periods):
            return next(self._phraser.questions(request), "")
        for text in self._phraser.questions(request):
            read = self._understander.understand(text).request
            if read is not None and _plain(read) == wanted:
                return text
        return ""

    def named_figure(self, conversation: Conversation, said: Said) -> str:
        """The question for a figure of the tables that a follow-up names beside one of the text ("hun
        realisatie"): of whom the last turn was about; empty where it names none."""
        measure = REALISED if "realisatie" in said.words else said.measure
        if measure not in (GOAL, REALISED) or not said.in_percent or not said.refers or said.reading.others[1:]:
            return ""
        for turn in reversed(conversation.turns):
            sectors = [m for m in self._words.read(turn).values(Kind.SECTOR) if m in self._understander.labels]
            if len(sectors) == 1:
                years = said.slots.years or list(self._understander.facts.periods[-1:])
                target = self._understander.target(sectors[0])
                return self.worded(Request(measures=(measure,), targets=(target,), periods=(years[0],)))
        return ""

    def one_more(self, request: Request, said: Said) -> str:
        """The question before of the one that a follow-up names, in full; empty where it names more than whom."""
        targets = self._edits.named(said)
        own = said.reading.others or said.slots.years or said.slots.part or said.slots.numbers
        if own or len(targets) != 1 or (said.measure and said.measure not in request.measures):
            return ""
        return self.worded(request.model_copy(update={"targets": targets, "claim": None, "assumptions": ()}))

    def completes(self, conversation: Conversation, question: str) -> str:
        """A question that was asked back for want of whom, with whom the next turn names, and the year and measure
        that it had itself ("en in 2023?", "ik bedoel de provincies"); empty for any other turn."""
        last = conversation.turns[-1] if conversation.turns else None
        if (
            last is None
            or last.answer is None
            or last.answer.status is not Status.AMBIGUOUS
            or last.request is not None
        ):
            return ""
        reader = self._understander.reader
        before, now = reader.read(last.question), reader.read(dialogue().bare(question))
        named = (Kind.SECTOR, Kind.GROUP)
        if any(before.of(kind) for kind in named) or not any(now.of(kind) for kind in named):
            return ""
        asks = now.cues & {Cue.HOW_MANY, Cue.WHY, Cue.WHO, Cue.MANNER} or now.of(Kind.UNIT) or now.of(Kind.WEAK_MEASURE)
        text = _TAIL.sub("", now.question)
        if not (asks or now.of(Kind.MEASURE)):
            asked = before.of(Kind.MEASURE) or before.of(Kind.WEAK_MEASURE)
            points = {token.fold for token in before.tokens} & (dialogue().refers - {"het"})
            whole = f"{_TAIL.sub('', last.question)} {_MEANT.sub('', text)}?"
            return whole if asked and not before.others and not points else ""
        years = [m.text for m in before.of(Kind.YEAR)]
        dated = now.of(Kind.YEAR) or now.cues & {Cue.EARLIER, Cue.LATEST, Cue.RISE, Cue.FALL, Cue.CHANGE}
        return f"{text} in {years[0]}?" if len(years) == 1 and not dated else ""

    @staticmethod
    def _only_how_many(said: Said) -> bool:
        """Whether a follow-up asks how many of whom it names, and nothing else ("hoeveel bij Defensie?")."""
        other = said.reading.others or said.measure or said.in_percent or said.cues - {Cue.HOW_MANY, Cue.TOPIC}
        return Cue.HOW_MANY in said.cues and not other

    def of_part(self, conversation: Conversation, said: Said) -> str:
        """ "Hoeveel banen levert dat op?" after words on a part ("doen ze iets met SROI?"): the figure of that
        part, of whom it was about; empty for any other."""
        last = conversation.turns[-1]
        jobs = (
            said.in_jobs and Cue.HOW_MANY in said.cues and said.words & {"dat", "het", "dit", "daarmee", "ermee", "die"}
        )
        of_one = len(said.slots.sectors) == 1 and not said.slots.groups and self._only_how_many(said)
        if not ((jobs and not said.names_who) or of_one) or last.request is not None or said.slots.part:
            return ""
        part: list[str] = []
        for turn in reversed(conversation.turns):
            part = self._words.read(turn).values(Kind.QUALIFIER)
            if part or turn.request is not None:
                break
        if len(part) != 1 or self._lexicon.qualifiers[part[0]].of != "sentence":
            return ""
        if of_one:
            request = Request(measures=(REALISED,), targets=(self._understander.target(said.slots.sectors[0]),),
                              periods=tuple(said.slots.years[:1]) or self._understander.facts.periods[-1:],
                              qualifier=part[0])  # fmt: skip
            return self.worded(request)
        for turn in reversed(conversation.turns):
            sectors = [m for m in self._words.read(turn).values(Kind.SECTOR) if m in self._understander.labels]
            sectors = sectors or [
                s.id for s in self._lexicon.sector if any(s.label in section for section in turn.sections)
            ]
            if len(sectors) == 1:
                request = Request(measures=(REALISED,), targets=(self._understander.target(sectors[0]),),
                                  periods=self._understander.facts.periods[-1:], qualifier=part[0])  # fmt: skip
                return self.worded(request)
        return ""

    def _went(self, sector: str, measure: str, *, up: bool) -> bool:
        """Whether a measure of a sector rose (or, without ``up``, fell) in the last year."""
        periods = self._understander.facts.periods[-2:]
        found = [self._understander.facts.find(sector, measure, period) for period in periods]
        if len(found) < len(periods) or any(fact is None for fact in found):
            return False
        early, late = (fact.value for fact in found if fact is not None)
        return late > early if up else late < early

    def _why_moved(self, conversation: Conversation, question: str) -> str:
        """ "Waarom is dat gezakt?", after words on one sector: why its realisation fell; empty for any other."""
        said = self.said(question)
        up, down = said.cues & {Cue.RISE, Cue.MORE}, said.cues & {Cue.FALL, Cue.LESS}
        sector = self._whom(conversation, narrow=True) if bool(up) != bool(down) else ""
        if not sector:
            return ""
        target, years = self._understander.target(sector), self._understander.facts.periods[-2:]
        measure = said.measure or (RATE if said.in_percent else REALISED)
        if not said.measure and not self._went(sector, measure, up=bool(up)) and self._went(sector, RATE, up=bool(up)):
            measure = RATE
        noun = self._phraser.noun(measure)
        way = "gestegen" if up else "gedaald"
        return f"Waarom is {noun} van {target.label} {way} tussen {' en '.join(years)}?"

    def said(self, question: str, conversation: Conversation | None = None) -> Said:
        """A follow-up as its rules need it."""
        last = conversation.last_request if conversation is not None else None
        year = last.request.periods[-1] if last is not None and last.request is not None else ""
        return self._reader.said(question, year)


def _plain(request: Request) -> Request:
    """A request without what does not change its outcome: what was assumed, and how a target is called."""
    targets = tuple(t.model_copy(update={"label": ""}) for t in request.targets)
    whole = request.whole.model_copy(update={"label": ""}) if request.whole else None
    qualifier = "" if request.measures == (GOAL,) else request.qualifier
    return request.model_copy(update={"assumptions": (), "targets": targets, "whole": whole, "qualifier": qualifier})
