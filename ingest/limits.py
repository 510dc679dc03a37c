"""What limits or qualifies a figure by the words around it: change or level, round or exact, a limit,
a rate, an expectation, or of some members only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from corpus.dutch import FUNCTION_WORDS, fold
from corpus.lexicon import Lexicon
from ingest.periods import runs_to
from ingest.quantities import Quantity

_CHANGES = (
    "stijging|stijgende|daling|dalende|groeiende|toename|afname|groei|krimp|verschil|vermindering|verhoging|verlaging"
)
_CHANGED = "gestegen|gedaald|toegenomen|afgenomen|gegroeid|gekrompen|verhoogd|verlaagd"
_CHANGING = (
    "steeg|stegen|stijgt|stijgen|daalde|daalden|daalt|dalen|groeide|groeiden|groeit|groeien|nam|namen|neemt|nemen"
)
_HEDGES = (
    r"(?:\+/-|±|ca\.?|circa|ongeveer|zo[’']n|bijna|ruim|veelal|naar schatting|rond de|een schatting van|krap|minimaal"
    r"|maximaal|ten minste|minstens|ten hoogste|hoogstens|hooguit|meer dan|minder dan)"
)
_CHANGE_BEFORE = re.compile(
    rf"(?:\b(?:{_CHANGES})\b[^.;]*?\b(?:van|met|is|was|bedraagt|bedroeg|op)|\b(?:{_CHANGED}|{_CHANGING})\b[^.;,]*?\bmet"
    rf"|\bextra)\s*(?:{_HEDGES}\s*)?(?:€\s*)?$",
    re.IGNORECASE,
)
_CHANGE_BRACKET = re.compile(rf"\b(?:{_CHANGES})\s*\((?:{_HEDGES}\s*)?$", re.IGNORECASE)
_CHANGE_AFTER = re.compile(
    rf"^\s*(?:extra\b|(?:[\w-]*\s*)?(?:meer|minder|hoger|lager|erbij)\b|(?:[\w-]*\s*)?(?:{_CHANGED})\b"
    r"|\w*\s*(?:bij|erbij|af|weg)\s*(?:[.,;]|$))",
    re.IGNORECASE,
)
_CHANGE_WITH = re.compile(rf"\bmet\s*(?:{_HEDGES}\s*)?$", re.IGNORECASE)
_CHANGE_VERB = re.compile(
    rf"^[^.;,]*\b(?:{_CHANGED}|{_CHANGING}|toenemen|afnemen|toe te nemen|af te nemen|uitbreiden|uit te breiden)\b",
    re.IGNORECASE,
)
_NEW = re.compile(r"^\s*nieuwe\b", re.IGNORECASE)
_APPROXIMATE = re.compile(
    r"(?:\+/-|±|\bca\.?|\bcirca|\bongeveer|\bzo[’']n|\bbijna|\bruim|\bkrap|\bschatting van|\bnaar schatting|\brond de"
    r"|\bom en nabij|\bveelal)\s*$",
    re.IGNORECASE,
)
_LEAST = re.compile(r"\b(?:minimaal|ten minste|minstens|op zijn minst|meer dan|boven de)\s*(?:een\s*)?$", re.IGNORECASE)
_MOST = re.compile(
    r"\b(?:maximaal|ten hoogste|hoogstens|hooguit|op zijn hoogst|minder dan|onder de)\s*(?:een\s*)?$", re.IGNORECASE
)
_SPAN_OF = re.compile(r"\s*(?:tot en met|t/m|à|-|–)\s*")
_PER = re.compile(r"\bper\s+(?!saldo\b|definitie\b|direct\b|brief\b|post\b|abuis\b)([^\W\d_][\w’'-]*)")
_REGULARLY = {"jaarlijks": "jaar", "maandelijks": "maand", "wekelijks": "week", "dagelijks": "dag"}
_PLANNED = re.compile(
    r"\b(?:naar verwachting|verwachting|verwacht|ambitie|ambities|streven|streeft|streefdoel|beoogt|beoogde|voornemen"
    r"|voornemens|afgesproken|overeengekomen|toegezegd|inzet)\b",
    re.IGNORECASE,
)
_PARTIAL = r"\b(?:een|een enkele?|sommige|enkele|enige|een aantal)\s+{name}\b"
_REGULAR_REACH = 5


class Place:
    """A figure in its sentence: the figures of the sentence, and which of them it is."""

    def __init__(self, text: str, found: Sequence[Quantity], index: int) -> None:
        self.text = text
        self.found = found
        self.index = index
        self.quantity = found[index]

    @property
    def before(self) -> str:
        """The sentence up to the figure."""
        return self.text[: self.quantity.start]

    @property
    def after(self) -> str:
        """The sentence behind the figure, its unit included."""
        return self.text[self.quantity.end :]

    @cached_property
    def since(self) -> str:
        """What stands between the figure before it and itself."""
        return self.text[self.found[self.index - 1].unit_end : self.quantity.start] if self.index else self.before

    @cached_property
    def own(self) -> str:
        """What stands behind the figure, its unit included, up to the next figure."""
        return self.text[self.quantity.end : self._start(self.index + 1)]

    @cached_property
    def stretch(self) -> str:
        """What stands behind the unit up to the next figure; for the start of a range, behind its end."""
        last = self.index + 1 if self._joined(self.index) else self.index
        return self.text[self.found[last].unit_end : self._start(last + 1)]

    @cached_property
    def clause(self) -> str:
        """The clause up to the figure."""
        return _clause(self.before)

    @cached_property
    def changed(self) -> bool:
        """Whether the figure says how much something rose or fell."""
        pairs = ((self.index - 1, self.index), (self.index, self.index + 1))
        if any(a >= 0 and b < len(self.found) and runs_to(self.text, self.found[a], self.found[b]) for a, b in pairs):
            return False
        clause = _clause(self.since)
        return bool(
            _CHANGE_BEFORE.search(clause)
            or _CHANGE_BRACKET.search(self.since)
            or _CHANGE_AFTER.match(self.after.removeprefix("%"))
            or (_CHANGE_WITH.search(clause) and _CHANGE_VERB.match(self.after))
        )

    @property
    def is_new(self) -> bool:
        """Whether what is counted is called new: "40 nieuwe banen"."""
        return bool(_NEW.match(self.after))

    @cached_property
    def approximate(self) -> bool:
        """Whether the letter hedges the figure, or the range it is part of."""
        first = self.index - 1 if self._joined(self.index - 1) else self.index
        return self.quantity.hedged or bool(_APPROXIMATE.search(self.text[: self.found[first].start]))

    @cached_property
    def bound(self) -> Literal["", "min", "max"]:
        """Whether it is only a limit: "minimaal 50", "maximaal drie jaar", "15 tot en met 39 jaar"."""
        if _LEAST.search(self.before) or self._joined(self.index):
            return "min"
        return "max" if _MOST.search(self.before) or self._joined(self.index - 1) else ""

    @cached_property
    def per(self) -> str:
        """Per what it counts: "jaar" for "10 extra banen per jaar" and for "jaarlijks 50"."""
        near = re.split(r"[.;:()]", self.stretch)[0]
        named = [word.casefold() for word in _PER.findall(near)]
        if named:
            return " per ".join(named)
        words = [fold(w) for w in self.clause.split()[-_REGULAR_REACH:]] + [fold(w) for w in near.split()[:2]]
        return next((_REGULARLY[word] for word in reversed(words) if word in _REGULARLY), "")

    @property
    def planned(self) -> bool:
        """Whether its clause speaks of what is agreed, hoped for or expected."""
        return bool(_PLANNED.search(self.clause))

    def is_partial(self, subject: str, lexicon: Lexicon) -> bool:
        """Whether it is of only some of a sector: "één umc", "middelgrote hogescholen", "per umc"."""
        sector = lexicon.sectors.get(subject)
        if sector is None:
            return False
        names = "|".join(re.escape(fold(name)) for name in sector.names)
        folded = fold(self.before)
        if re.search(_PARTIAL.format(name=rf"(?:{names})"), folded) or re.search(rf"\bper (?:{names})\b", folded):
            return True
        return any(adjective not in FUNCTION_WORDS for adjective in re.findall(rf"\b([a-z]+e)\s+(?:{names})\b", folded))

    def _start(self, index: int) -> int:
        return self.found[index].start if index < len(self.found) else len(self.text)

    def _joined(self, index: int) -> bool:
        """Whether a figure and the next are the ends of a range: "15 tot 20 procent", "tussen de 50 en 60"."""
        if index < 0 or index + 1 >= len(self.found):
            return False
        first, second = self.found[index], self.found[index + 1]
        between = self.text[first.end : second.start]
        if _SPAN_OF.fullmatch(between):
            return True
        if between.strip() == "en":
            return bool(re.search(r"\btussen(?:\s+de)?\s*$", self.text[: first.start], re.IGNORECASE))
        return between.strip() == "tot" and not runs_to(self.text, first, second)


def _clause(before: str) -> str:
    return re.split(r"[;:(]|, (?:dat|die|waarvan|waarmee)\b", before)[-1]
