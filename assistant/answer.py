"""An answer as the program promises it to other programs, and the book that hands out citations."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import Field, SerializerFunctionWrapHandler, field_serializer, model_serializer

from corpus.documents import Frozen, Letter, Span


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NOT_IN_SOURCE = "not_in_source"
    OUT_OF_SCOPE = "out_of_scope"
    AMBIGUOUS = "ambiguous"


class Route(StrEnum):
    """What the answer was made from."""

    CALCULATION = "calculation"
    PASSAGES = "passages"
    BOTH = "both"
    NONE = "none"


#: How the note begins that says as what a question was read.
READ_AS = "Begrepen als: "


class NoteKind(StrEnum):
    """Why a note stands with an answer."""

    SOURCE_INCONSISTENCY = "source_inconsistency"
    APPROXIMATE = "approximate"
    PREMISE_CORRECTED = "premise_corrected"
    EXCLUDED_FROM_TARGET = "excluded_from_target"
    SERIES_BREAK = "series_break"
    ASSUMPTION = "assumption"
    COMPUTED_MEAN = "computed_mean"


class Citation(Frozen):
    """A verbatim quote with its address: ``letter_text[start:end] == quote``."""

    marker: int
    letter: str
    section: str
    page: int
    quote: str
    start: int
    end: int
    url: str | None


class Note(Frozen):
    """Something a reader must know with the answer, in Dutch."""

    kind: NoteKind
    text: str


class CitedOperand(Frozen):
    """An operand of a calculation and the marker of its citation."""

    label: str
    value: Decimal
    unit: str
    citation: int

    @field_serializer("value")
    def _plain(self, value: Decimal) -> str:
        return f"{value:f}"


class CitedCalculation(Frozen):
    """A calculation as it is shown: its line, the steps before it, its operands, its rounding."""

    expression: str
    operands: tuple[CitedOperand, ...]
    rounding: str
    steps: tuple[str, ...] = ()
    exact: Decimal | None = Field(default=None, exclude=True)
    """The outcome before rounding, for who rounds it otherwise; no part of the JSON."""


class Rejected(Frozen):
    """A sentence of a language model that was not shown, and the Dutch reason why."""

    sentence: str
    reason: str


class ModelUse(Frozen):
    """What a language model did for an answer: which one, where, for what, and what became of it.

    ``used_for`` are the steps it was asked for ("verwoorden", "begrijpen", "opzoeken"), ``calls`` how
    often it was asked. ``fallback`` is empty, or the Dutch reason why its words are not in the answer.
    """

    model: str
    host: str
    used_for: tuple[str, ...] = ()
    calls: int = 0
    fallback: str = ""
    rejected: tuple[Rejected, ...] = ()


class Answer(Frozen):
    """One answer. The order of the fields is that of the JSON.

    ``phrased_by`` (the model whose words ``text`` is in) and ``language_model`` are there only where a
    language model was asked; the JSON leaves them out otherwise.
    """

    id: str | None = None
    question: str
    status: Status
    route: Route
    text: str
    value: Decimal | None = None
    unit: str | None = None
    calculation: CitedCalculation | None = None
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    suggestions: tuple[str, ...] = Field(default=())
    phrased_by: str | None = None
    language_model: ModelUse | None = None

    @model_serializer(mode="wrap")
    def _without_model(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without a language model the JSON says nothing of one."""
        found: dict[str, Any] = handler(self)
        optional = ("phrased_by", "language_model")
        return {name: value for name, value in found.items() if name not in optional or value is not None}

    @field_serializer("value")
    def _plain(self, value: Decimal | None) -> str | None:
        return None if value is None else f"{value:f}"

    def as_json(self) -> dict[str, Any]:
        """The answer as a JSON object."""
        return self.model_dump(mode="json")


class CitationBook:
    """Hands out markers, the same one for the same stretch of text."""

    def __init__(self, letters: dict[str, Letter], texts: dict[str, str]) -> None:
        self._letters = letters
        self._texts = texts
        self._markers: dict[tuple[str, int, int], int] = {}
        self.citations: list[Citation] = []

    def cite(self, spans: Iterable[Span], section: str) -> list[int]:
        """The markers of these stretches, in order."""
        return [self._cite(span, section) for span in spans]

    def mark(self, spans: Iterable[Span], section: str) -> str:
        """The markers as they stand behind a sentence: `` [1][2]``."""
        markers = dict.fromkeys(self.cite(spans, section))
        return " " + "".join(f"[{marker}]" for marker in markers) if markers else ""

    def _cite(self, span: Span, section: str) -> int:
        key = (span.letter, span.start, span.end)
        if key not in self._markers:
            self._markers[key] = len(self.citations) + 1
            self.citations.append(
                Citation(
                    marker=self._markers[key],
                    letter=span.letter,
                    section=section,
                    page=span.page,
                    quote=span.of(self._texts[span.letter]),
                    start=span.start,
                    end=span.end,
                    url=self._letters[span.letter].url,
                )
            )
        return self._markers[key]
