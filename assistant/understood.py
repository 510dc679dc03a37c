"""What was understood of a question: its reading, the request in it, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asks import MODAL, asks_yes_no, says_how_many
from assistant.cues import Cue
from assistant.question import RATE, Request
from assistant.reading import Kind, Reading
from corpus.analysis import analyse
from corpus.dutch import fold

_FIGURE_NOUNS = frozenset("leeftijd leeftijden percentage deel aandeel gedeelte".split())
_QUESTION_WORDS = frozenset("wat wie waar welke welk waarom waardoor hoe is zijn was waren heeft hebben".split())
_SHORT = 10
_LEAD = 2


@dataclass(frozen=True, slots=True)
class Understood:
    """The outcome: a request, or what stands in its way.

    ``unexplained`` are the content words that no slot explains; ``unknown_years`` years for which
    the letters have no table. ``numeric`` says whether the question asks for a figure at all.
    """

    reading: Reading
    request: Request | None = None
    unexplained: tuple[str, ...] = ()
    unknown_years: tuple[str, ...] = ()
    numeric: bool = False
    wants_reason: bool = False
    sectors: tuple[str, ...] = ()

    @property
    def light(self) -> frozenset[str]:
        """The analysed words that only frame a question ("hoe heet", "wat gebeurt er met")."""
        framing = [m.text for m in self.reading.mentions if m.cues and not m.value(Kind.OTHER)]
        return frozenset(word for text in framing for word in analyse(text))

    @property
    def names_only(self) -> bool:
        """Whether it only names something that may be a figure ("detacheringen bij de umc's")."""
        questioning = {Cue.MANNER, Cue.WHY, Cue.WHO, Cue.CLAIM}
        words = {token.fold for token in self.reading.tokens}
        return not (self.reading.cues & questioning or words & _QUESTION_WORDS) and len(words) <= _SHORT

    @property
    def yes_no(self) -> bool:
        """Whether it starts with a verb and so asks yes or no."""
        return asks_yes_no(self.reading)

    @property
    def only_leads(self) -> bool:
        """Whether it names nobody and nothing, so that what follows it can be read without it."""
        reading = self.reading
        named = any(reading.of(kind) for kind in (Kind.SECTOR, Kind.GROUP, Kind.YEAR, Kind.QUALIFIER, Kind.NUMBER))
        loud = any(m.text[0].isupper() for m in reading.others if m.first)
        return not (named or loud or self.unknown_years) and len(reading.tokens) > _LEAD

    @property
    def asks_how_many(self) -> bool:
        """Whether it says "hoeveel": "het aantal" also stands in questions for something else."""
        return says_how_many(self.reading)

    @property
    def asks_figure(self) -> bool:
        """Whether a figure of the running text may answer it: it asks for one, names nothing but one,
        asks which share or age, how long, or whether a figure holds."""
        cues = self.reading.cues
        words = {token.fold for token in self.reading.tokens}
        which = Cue.WHICH in cues and any(word in _FIGURE_NOUNS or word.endswith("percentage") for word in words)
        claims = (Cue.CLAIM in cues or self.yes_no) and bool(self.reading.of(Kind.NUMBER) or Cue.HALF in cues)
        long = "hoe" in words and bool(words & {"lang", "oud"})
        measured = bool(self.reading.of(Kind.MEASURE)) and not cues & {Cue.MANNER, Cue.WHO, Cue.WHICH}
        asks = self.numeric or self.names_only or which or claims or long or measured
        return asks and not self.wants_reason

    @property
    def asks(self) -> bool:
        """Whether it has the form of a question or request, not of a statement."""
        asking = {Cue.HOW_MANY, Cue.WHICH, Cue.WHO, Cue.WHY, Cue.MANNER, Cue.CLAIM, Cue.COMPARE, Cue.HOW_FAR}
        words = {token.fold for token in self.reading.tokens}
        return bool(self.reading.cues & asking) or bool(words & {"wat", "welk", "welke", "waar"})

    @property
    def says_too_little(self) -> bool:
        """Whether a question names only what is asked, and nobody and nothing it is asked of."""
        reading = self.reading
        named = reading.of(Kind.SECTOR) or reading.of(Kind.GROUP) or reading.others or self.unknown_years
        if reading.mentions and all(mention.value(Kind.YEAR) for mention in reading.mentions):
            # "En in 2023?" names a year and nothing that happened in it.
            return True
        if reading.cues & {Cue.CLAIM, Cue.SECTOR}:
            return False
        counts = Cue.HOW_MANY in reading.cues or RATE in reading.values(Kind.WEAK_MEASURE)
        # "Moeten er aanpassingen komen" names no target.
        measured = any(fold(m.text) not in MODAL for m in reading.of(Kind.MEASURE))
        asks = measured or (counts and (reading.of(Kind.WEAK_MEASURE) or reading.of(Kind.QUALIFIER)))
        changes = reading.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SHORT, Cue.ACHIEVE, Cue.DIFFERENCE, Cue.OVER}
        return self.request is None and not named and bool(asks or changes)
