"""Facts: every figure of a letter as one observation with its unit, period, subject and address."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator

from corpus.documents import Frozen, Span
from corpus.dutch import format_number, lemma

Shared = Annotated[str, AfterValidator(sys.intern)]
"""Text that many figures have in common, held once."""
TOTAL_ROW, MEAN_ROW = "totaal", "gemiddelde"
"""The subjects of the rows of a table that sum up or average the others."""
SCALES = {"duizend": 3, "miljoen": 6, "mln": 6, "miljard": 9, "mld": 9}
"""The words of scales, each as a power of ten."""
PART_ROW = re.compile(r"^(?:waarvan|w\.?v\.?|daarvan|subtotaal|totaal|totalen|alle)\b", re.IGNORECASE)
"""How the label of a row begins that counts what other rows count too."""
RATE_WORDS = re.compile(
    r"\bper\b|\bgemiddeld|percentage|\baandeel|\bindex\b|score\b|duur\b|(?:rapport|waarderings)cijfer"
    r"|(?:wacht|loop|rij|reis|reactie|behandel|levens|werk)tijd\b|tarie(?:f|ven)\b|prij(?:s|zen)\b|\bloon\b|uurloon|salaris"
    r"|\bhuur\b|leeftijd|koers\b|rente\b|snelheid|temperatuur|afstand"
)
"""Words in the name of a measure that does not add up: given per week, on average or as a part."""


class FactKind(StrEnum):
    """``level``: how much there is; ``change``: how much it rose or fell (signed by ``direction``)."""

    LEVEL = "level"
    CHANGE = "change"


class Fact(Frozen):
    """One figure of a letter.

    ``subject`` is a sector id or the slug of another subject; ``measure`` a measure id of the
    lexicon, or the noun that is counted. ``period`` is a year ("2024"), a quarter ("2024Q4") or
    empty. ``qualifiers`` narrow the measure: ``inkoop`` is that part alone, ``incl-inkoop`` the
    total with it. ``unit`` is how the figure counts, ``written_unit`` the word in the letter.
    ``whole`` is the id of the figure it is a part of, where its sentence says so ("vier van de
    vijf"), ``share_of`` that of the figure of which it is a percentage. ``partial`` marks a figure of
    only some members of the subject. ``sector`` is the sector under whose heading it stands, also
    where the subject is narrower (a university, a programme).

    ``counts`` is what is counted, in the words of the letter ("vaste externe jobcoaches"), in a table its title,
    column or row; ``kind_of_subject`` what the rows of a table are ("provincie"); ``per``
    makes it a rate ("jaar", "umc per jaar"); ``bound`` is ``min`` or ``max`` where the letter only
    gives a limit ("minimaal 50"); ``planned`` marks what is agreed, hoped for or expected, not counted.

    ``spans`` are the row or the sentence it stands in, ``cell`` the figure itself; for one in
    running text, ``sentence`` is the clean sentence, ``at`` the place of the figure in it and
    ``context`` the sentence before; of one in a table, its caption. ``table`` names the table whose rows are
    compared with each other; it is empty where the heading above a table says whom it is about.
    """

    id: str
    letter: str
    subject: str
    subject_label: str
    measure: str
    period: str
    value: Decimal
    unit: str
    written_unit: str
    qualifiers: tuple[str, ...] = ()
    kind: FactKind = FactKind.LEVEL
    approximate: bool = False
    partial: bool = False
    from_table: bool = False
    section: Shared
    sector: str = ""
    counts: Shared = ""
    kind_of_subject: str = ""
    per: str = ""
    bound: Literal["", "min", "max"] = ""
    planned: bool = False
    whole: str = ""
    share_of: str = ""
    sentence: Shared = ""
    context: Shared = ""
    table: Shared = ""
    at: int = 0
    spans: tuple[Span, ...]
    cell: Span

    @property
    def page(self) -> int:
        """The page on which the figure stands."""
        return self.cell.page

    @property
    def decimals(self) -> int:
        """How many decimals the letter gives."""
        return max(-int(self.value.as_tuple().exponent), 0)

    @property
    def is_level(self) -> bool:
        """Whether it says how much there is, or is to be, of the whole subject: no change, rate, limit
        or expectation."""
        expected = self.planned and self.measure != "doel"
        return self.kind is FactKind.LEVEL and not (self.partial or self.per or self.bound or expected)

    @property
    def shown(self) -> str:
        """The figure with its unit in Dutch notation: ``595,4 fta``, ``66,2%``, ``circa 706 fta``."""
        return ("circa " if self.approximate else "") + with_unit(self.value, self.unit)


def with_unit(value: Decimal, unit: str) -> str:
    """A figure and its unit in Dutch notation; a per cent sign is glued on."""
    number = format_number(value)
    if abs(value) == 1:
        unit = _singular(unit)
    return f"{number}%" if unit == "%" else f"{number} {unit}".strip()


@lru_cache(maxsize=64)
def _singular(unit: str) -> str:
    """What one of a unit is called ("1 pand")."""
    base = lemma(unit) if unit.isalpha() and unit.endswith(("en", "s")) else unit
    return base if unit.startswith(base[:2]) and "_" not in base else unit


def bare(qualifier: str) -> str:
    """The part that a qualifier is about: ``inkoop`` of "incl-inkoop" and "excl-inkoop"."""
    return qualifier.removeprefix("incl-").removeprefix("excl-")


class FactTable:
    """The facts of a corpus, to select from by what they count."""

    def __init__(self, facts: Iterable[Fact], newest_first: Sequence[str] = ()) -> None:
        """``newest_first`` orders the letters: where two give the same figure, the newer counts."""
        self.facts: tuple[Fact, ...] = tuple(facts)
        self._age = {letter: age for age, letter in enumerate(newest_first)}
        self._covered = {(fact.subject, fact.period) for fact in self.facts if fact.from_table}
        self._levels: dict[tuple[str, str, str, tuple[str, ...]], list[Fact]] = {}
        for fact in self.facts:
            if fact.is_level:
                key = (fact.subject, fact.measure, fact.period, fact.qualifiers)
                self._levels.setdefault(key, []).append(fact)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    def find(self, subject: str, measure: str, period: str, qualifiers: tuple[str, ...] = ()) -> Fact | None:
        """The level of a measure: a table's figure before one in running text, then the newest."""
        found = self._levels.get((subject, measure, period, qualifiers), [])
        return min(found, key=lambda f: (not f.from_table, self._age.get(f.letter, 0), f.cell.start), default=None)

    def disagreeing(self, fact: Fact) -> list[Fact]:
        """The same figure in other letters, where they give another value."""
        same = self._levels.get((fact.subject, fact.measure, fact.period, fact.qualifiers), [])
        return [
            other
            for other in same
            if other.letter != fact.letter and other.from_table == fact.from_table and other.value != fact.value
        ]

    def all(self, subject: str, measure: str, period: str, qualifiers: tuple[str, ...] = ()) -> list[Fact]:
        """Every statement of one level, in the order of the letter."""
        return list(self._levels.get((subject, measure, period, qualifiers), []))

    def covers(self, subject: str, period: str) -> bool:
        """Whether a table gives figures of a subject for a year."""
        return (subject, period) in self._covered

    @cached_property
    def periods(self) -> list[str]:
        """The years for which tables give figures, oldest first."""
        return sorted({fact.period for fact in self.facts if fact.from_table})

    @cached_property
    def subjects(self) -> list[str]:
        """The subjects that tables compare, in the order of the letters: those with a measure that another subject
        has as well, or all where there is no such measure. A table that counts something of its own is no part
        of a sum over all subjects."""
        tables = [f for f in self.facts if f.from_table and f.subject not in (TOTAL_ROW, MEAN_ROW)]
        of_measure: dict[str, set[str]] = {}
        for fact in tables:
            of_measure.setdefault(fact.measure, set()).add(fact.subject)
        shared = {measure for measure, subjects in of_measure.items() if len(subjects) > 1}
        return list(dict.fromkeys(fact.subject for fact in tables if fact.measure in shared or not shared))


class Remark(Frozen):
    """A sentence that limits the figures of a subject: ``series_break`` (years do not compare) or
    ``unknown`` (a figure is not known; ``qualifiers`` says of which part, none means of all)."""

    letter: str
    kind: str
    subject: str
    qualifiers: tuple[str, ...] = ()
    text: str
    section: str
    spans: tuple[Span, ...]


class Inconsistency(Frozen):
    """A place where a letter contradicts itself: what it states, and what its own figures give.

    ``facts`` are the ids of the stated figure and of those it is recomputed from; ``also`` are other
    places that repeat the stated figure.
    """

    letter: str
    kind: str
    subject: str
    subject_label: str
    period: str
    stated: Decimal
    recomputed: Decimal
    unit: str
    text: str
    facts: tuple[str, ...]
    also: tuple[str, ...] = ()
    spans: tuple[Span, ...]
