"""What a reading of a question is made of: mentions, each with its place and what it can mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from assistant.cues import Cue
from corpus.dutch import Token


class Kind(StrEnum):
    """What a mention names."""

    #: That of Enum is a Python function, and these are in thousands of sets per question.
    __hash__ = str.__hash__

    SECTOR = "sector"
    GROUP = "group"
    MEASURE = "measure"
    WEAK_MEASURE = "weak_measure"
    QUALIFIER = "qualifier"
    UNIT = "unit"
    CUE = "cue"
    YEAR = "year"
    NUMBER = "number"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a phrase can name."""

    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of the question: its tokens ``[first, last)``, its meanings, the words as typed."""

    first: int
    last: int
    text: str
    meanings: tuple[Meaning, ...]
    number: Decimal | None = None
    corrected: str | None = None
    cues: frozenset[Cue] = field(init=False, repr=False, compare=False)
    """The meanings it can have as a cue."""
    _values: dict[Kind, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Both are asked for hundreds of times per question.
        object.__setattr__(self, "cues", frozenset(Cue(m.value) for m in self.meanings if m.kind is Kind.CUE))
        object.__setattr__(self, "_values", {m.kind: m.value for m in reversed(self.meanings)})

    def value(self, kind: Kind) -> str | None:
        """What it names of a kind, if anything."""
        return self._values.get(kind)


@dataclass(slots=True)
class Reading:
    """A question taken apart."""

    question: str
    tokens: list[Token]
    mentions: list[Mention] = field(default_factory=list)

    def of(self, kind: Kind) -> list[Mention]:
        """The mentions of a kind, in order."""
        return [m for m in self.mentions if m.value(kind) is not None]

    def values(self, kind: Kind) -> list[str]:
        """What the mentions of a kind name, each once, in order."""
        return list(dict.fromkeys(v for m in self.mentions if (v := m.value(kind)) is not None))

    @property
    def cues(self) -> set[Cue]:
        """The cues of the question, with all their meanings."""
        return {cue for mention in self.mentions for cue in mention.cues}

    @property
    def others(self) -> list[Mention]:
        """The words that nothing explains."""
        return [m for m in self.mentions if m.value(Kind.OTHER) is not None]

    @property
    def corrections(self) -> list[str]:
        """What each word that was read as another was read as, as a Dutch sentence."""
        return [f"‘{m.text}’ is gelezen als ‘{m.corrected}’." for m in self.mentions if m.corrected]

    def before(self, mention: Mention, count: int = 1) -> list[str]:
        """The folded words just before a mention, nearest last."""
        return [t.fold for t in self.tokens[max(mention.first - count, 0) : mention.first]]

    def after(self, mention: Mention, count: int = 1) -> list[str]:
        """The folded words just after a mention."""
        return [t.fold for t in self.tokens[mention.last : mention.last + count]]
