"""Makes lines: a sentence with its sources. Only here does a figure get into a briefing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Citation, CitationBook
from assistant.briefing.model import Line, LineKind
from assistant.briefing.source import Excerpt, Source
from assistant.calculator import Row as Figure
from corpus.documents import Span
from corpus.facts import Fact

_SHORT = 4
"""A sum of more operands than this stands in the data of the line, not behind it."""


class Lines:
    """The lines over one letter; all share a book of citations."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.facts = source.book.facts
        self._book: CitationBook = source.citations

    def quote(self, excerpt: Excerpt, *, label: str = "", yields: int = 0) -> Line:
        """Sentences of the letter, word for word, between quotation marks."""
        return Line(
            text=f"“{excerpt.text}”", kind=LineKind.QUOTE, citations=self._cite(excerpt.spans, excerpt.passage.section),
            label=label, yields=yields,
        )  # fmt: skip

    def quote_sentence(self, fact: Fact, *, yields: int = 6) -> Line:
        """The sentence in which a figure of the running text stands, word for word."""
        return Line(
            text=f"“{fact.sentence}”", kind=LineKind.QUOTE, citations=self._of_facts([fact.id]), facts=(fact.id,),
            yields=yields,
        )  # fmt: skip

    def figures(
        self, text: str, used: Sequence[Figure | None], *, label: str = "", yields: int = 0, show: int = 9,
        extra: Sequence[str] = (),
    ) -> Line:  # fmt: skip
        """A sentence with figures that the calculator gave; the first ``show`` sums stand behind it, and
        ``extra`` are its other ones (a rank, a count)."""
        known = [figure for figure in used if figure is not None]
        facts = list(dict.fromkeys(operand.fact for figure in known for operand in figure.operands))
        sums = [*extra, *(f.calculation for f in known if f.computed)]
        short = [f.calculation for f in known if f.computed and len(f.operands) <= _SHORT]
        return self._line(
            text, facts, tuple(dict.fromkeys(sums)), tuple(dict.fromkeys(short))[:show], label, yields,
            computed=bool(sums),
        )  # fmt: skip

    def stated(self, text: str, facts: Iterable[Fact], *, label: str = "", yields: int = 0) -> Line:
        """A sentence with figures as the letter states them."""
        return self._line(text, [fact.id for fact in facts], (), (), label, yields, computed=False)

    def remark(
        self, text: str, facts: Sequence[str] = (), spans: Iterable[Span] = (), section: str = "", *,
        sums: Sequence[str] = (), label: str = "", yields: int = 0,
    ) -> Line:  # fmt: skip
        """What the program notes about the letter."""
        cited = self._of_facts(facts) + self._cite(spans, section)
        return Line(
            text=text, kind=LineKind.REMARK, citations=tuple(dict.fromkeys(cited)), facts=tuple(facts),
            calculations=tuple(sums), label=label, yields=yields,
        )  # fmt: skip

    def _line(
        self, text: str, facts: Sequence[str], sums: tuple[str, ...], shown: tuple[str, ...], label: str, yields: int,
        *, computed: bool,
    ) -> Line:  # fmt: skip
        return Line(
            text=text, kind=LineKind.COMPUTED if computed else LineKind.STATED, citations=self._of_facts(facts),
            facts=tuple(facts), calculations=sums, shown=shown, label=label, yields=yields,
            from_table=bool(facts) and all(self.facts[fact].from_table for fact in facts),
        )  # fmt: skip

    def _of_facts(self, facts: Iterable[str]) -> tuple[Citation, ...]:
        found = [c for fact in facts for c in self._cite(self.facts[fact].spans, self.facts[fact].section)]
        return tuple(dict.fromkeys(found))

    def _cite(self, spans: Iterable[Span], section: str) -> tuple[Citation, ...]:
        markers = dict.fromkeys(self._book.cite(spans, section))
        return tuple(self._book.citations[marker - 1] for marker in markers)
