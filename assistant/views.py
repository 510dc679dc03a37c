"""The views of a corpus: which table a question is about.

A view is of one measure of one table. Tables are one view only where they give the same measure in the same unit of the
same rows: in other years, or in another letter. Rows of different tables are never added up or ranked together; where a
question may be about several tables, it is asked which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.text_rating import explained
from assistant.view import MONEY, Common, View, Viewed
from assistant.view_names import BEHIND_HEAD
from assistant.view_words import PARTICLES, abbreviates, is_cue, part_of_any, stem
from corpus.analysis import analyse
from corpus.dutch import FUNCTION_WORDS, enumerate_dutch, fold, is_word, lemma, tokens
from corpus.facts import Fact
from corpus.lexicon import Lexicon

_DIFFERENCES = re.compile(r"^(?:verschil|mutatie|verandering|groei|toename|afname|ontwikkeling|stijging|daling)\b")
_SAME = 0.5
"""How much of the rows of two tables must be the same for them to be one table in two years."""
_TYPED = 5
_ERRORS = 2
_MOST = 24
_ASKED_BACK = 8
"""Of more tables it is not asked which is meant."""


class Views:
    """The views of a corpus."""

    def __init__(
        self, facts: Iterable[Fact], base: Lexicon, titles: Mapping[str, str], newest_first: Sequence[str] = ()
    ) -> None:
        """``titles`` are those of the letters, by id; ``newest_first`` orders the letters."""
        known = list(facts)
        tables = [t for t in _tables(known, newest_first) if not _DIFFERENCES.match(fold(t.facts[0].counts))]
        counts = [fold(c) for c in dict.fromkeys(f.counts for f in known)]
        words = [w for label in counts for w in set(analyse(label))]
        common = Common(
            titles=titles,
            newest_first=newest_first,
            kinds={f.subject: f.kind_of_subject for f in known if f.kind_of_subject},
            all_kinds=frozenset(lemma(f.kind_of_subject) for f in known if f.kind_of_subject.isalpha()),
            shared=frozenset(w for w in words if words.count(w) > 1),
            elsewhere=frozenset(stem(w) for label in counts for w in analyse(BEHIND_HEAD.sub("", label))),
            said=frozenset(
                stem(w)
                for text in {x for f in known for x in (f.counts, f.subject_label, f.context)}
                for w in analyse(text)
            ),
        )
        in_row: dict[tuple[str, int], list[Fact]] = {}
        for fact in known:
            in_row.setdefault((fact.letter, fact.spans[0].start), []).append(fact)
        self.views = tuple(
            View(facts, [f for row in _rows_at(facts) for f in in_row[row] if f.measure != facts[0].measure], base,
                 common, series=at, spans_tables=differ and len(facts) == len(table.facts),
                 only_all=differ and len(facts) < len(table.facts))
            for at, table in enumerate(tables)
            for facts, differ in table.views()
        )  # fmt: skip
        self._index = _Index(self.views, base)
        self.names = _names(self.views)

    def read(self, question: str) -> list[tuple[View, Viewed]]:
        """The views that can answer a question: those whose measure and kind of row it names, else all."""
        text, told = self._told(question)
        views = told or self.candidates(text)
        found = [(view, viewed) for view in views if (viewed := view.read(text)) is not None]
        asked = {lemma(token.fold) for token in tokens(text)}
        of_kind = [pair for pair in found if asked & {lemma(kind) for kind in pair[0].kinds}]
        found = of_kind or found
        named = [pair for pair in found if pair[1].named]
        exact = [pair for pair in named if pair[1].exact]
        return self._newest(exact or named or found)

    def candidates(self, question: str) -> list[View]:
        """The views that a question can be about, by its words."""
        return self._index.candidates(question)

    def _told(self, question: str) -> tuple[str, list[View]]:
        """The question without the name of a table behind it, as one that was asked back bears it, and that table."""
        bare = question.strip().rstrip("?. ")
        for view in self.views:
            name = self.names[view.series]
            if name != view.label and fold(bare).endswith(f", {fold(name)}"):
                told = [other for other in self.views if other.series == view.series]
                return f"{bare[: -len(name)].rstrip(' ,')}, {view.label}?", told
        return question, []

    @staticmethod
    def _newest(found: list[tuple[View, Viewed]]) -> list[tuple[View, Viewed]]:
        """Of what one series of tables gives, the first: over all of its tables, else that of the newest letter."""
        kept: dict[int, tuple[View, Viewed]] = {}
        for view, viewed in found:
            kept.setdefault(view.series, (view, viewed))
        return list(kept.values())

    def suggestions(self, question: str, found: Sequence[tuple[View, Viewed]]) -> list[str]:
        """The question with each table that it may be about."""
        bare = question.strip().rstrip("?. ")
        names = [self.names[view.series] for view, _ in found]
        return [f"{bare}, {name[:1].lower()}{name[1:]}?" for name in names]

    def what_is_measured(self, found: Sequence[tuple[View, Viewed]]) -> str:
        """The tables that a question may be about, in a sentence."""
        return enumerate_dutch([f"‘{self.names[view.series]}’" for view, _ in found])


@dataclass(slots=True)
class _Series:
    """A table, or several that give the same figures in other years or letters, the newest letter first."""

    tables: list[list[Fact]] = field(default_factory=list)

    @property
    def facts(self) -> list[Fact]:
        """The figures of all its tables."""
        return [fact for table in self.tables for fact in table]

    def views(self) -> Iterator[tuple[list[Fact], bool]]:
        """The figures to look at together, and whether they are of tables that do not have the same rows: there only
        rows that are named can be told, and what is asked of all rows is asked of each table by itself."""
        differ = len({frozenset(f.subject for f in table) for table in self.tables}) > 1
        yield self.facts, differ
        for table in self.tables if differ else ():
            yield table, differ

    def continues(self, facts: Sequence[Fact]) -> bool:
        """Whether figures are those of the same rows, in other years or in another letter."""
        rows, own = {f.subject for f in facts}, {f.subject for f in self.facts}
        years = {f.period for f in self.facts if f.letter == facts[0].letter}
        same = rows == own or (len(rows & own) > 1 and len(rows & own) >= _SAME * len(rows | own))
        return same and not years & {f.period for f in facts}


def _rows_at(facts: Sequence[Fact]) -> dict[tuple[str, int], None]:
    """The rows of some figures, by letter and place."""
    return dict.fromkeys((f.letter, f.spans[0].start) for f in facts)


def _tables(facts: Sequence[Fact], newest_first: Sequence[str]) -> Iterator[_Series]:
    """The tables by what they measure, those of the newest letter first."""
    age = {letter: at for at, letter in enumerate(newest_first)}
    single: dict[tuple[str, ...], list[Fact]] = {}
    for fact in sorted(facts, key=lambda f: age.get(f.letter, 0)):
        # Where the heading says whom a table is about, all those of a letter are one.
        where = fact.table or fact.letter
        single.setdefault((fact.measure, fact.unit, fact.kind_of_subject, where), []).append(fact)
    found: dict[tuple[str, ...], list[_Series]] = {}
    for key, own in single.items():
        tables = found.setdefault((*key[:-1], str(bool(own[0].table))), [])
        table = next((t for t in tables if t.continues(own)), None)
        if table is None:
            table = _Series()
            tables.append(table)
        table.tables.append(own)
    for tables in found.values():
        yield from tables


def _names(views: Sequence[View]) -> dict[int, str]:
    """A name for each series of tables by which it is told from the others: its measure, with what the rows are, the
    section or the letter where others measure the same."""
    firsts = {view.series: view for view in reversed(views)}
    found = {at: view.label for at, view in firsts.items()}
    told_apart: tuple[Callable[[View], str], ...] = (
        lambda view: f" per {view.kinds[0]}" if view.kinds else "",
        lambda view: f" ({view.section})",
        lambda view: f" ({view.title or view.letter})",
    )
    for more in told_apart:
        said = [fold(name) for name in found.values()]
        found |= {at: f"{found[at]}{more(v)}" for at, v in firsts.items() if said.count(fold(found[at])) > 1}
    return found


class _Index:
    """Which views a question can be about, by its words: reading it on each of many would take seconds."""

    def __init__(self, views: Sequence[View], base: Lexicon) -> None:
        self._views = views
        self._units = {word for unit in base.unit for name in unit.names for word in analyse(name)}
        self._by_word: dict[str, set[int]] = {}
        self._of_kind: dict[str, set[int]] = {}
        self._labels: dict[str, set[int]] = {}
        for at, view in enumerate(views):
            for text in (view.label, *view.named.values(), *view.names):
                for word in analyse(text):
                    self._by_word.setdefault(word, set()).add(at)
            for label in view.named.values():
                self._labels.setdefault(label, set()).add(at)
            for text in (view.unit, *view.kinds):
                for word in analyse(text):
                    self._of_kind.setdefault(word, set()).add(at)

    def candidates(self, question: str) -> list[View]:
        """The views with a row or measure that a word of the question may name, and with all of those words that
        others have; else those with such a unit or kind of row. In their order."""
        words, joined = self._asked(question)
        hits = {word: self._having(word, self._by_word) for word in (*words, *joined)}
        found = {at for own in hits.values() for at in own}
        for token in tokens(question):
            if token.text.isupper() and len(token.text) > 1:
                found |= {at for label, own in self._labels.items() if abbreviates(token.text, label) for at in own}
        if {*words, *joined} & MONEY:
            found |= {at for at, view in enumerate(self._views) if "euro" in view.unit}
        for word in words:
            if hits[word] and not is_cue(word) and word not in self._units:
                # What another table has, and this one does not even mention, is not of this one.
                found = {at for at in found if at in hits[word] or explained(word, self._views[at].frame)} or found
        if not found:
            found = {at for word in words for at in self._having(word, self._of_kind)}
        if not found and all(is_cue(t.text) or t.is_number for t in tokens(question) if t.fold not in FUNCTION_WORDS):
            # "Wat was het totaal in 2024?" names nothing: it may be asked back.
            found = {at for at, view in enumerate(self._views) if view.totals}
            found = found if len(found) <= _ASKED_BACK else set()
        if len(found) > _MOST:
            # Asked of so many tables, a question is about none of them.
            return []
        return [self._views[at] for at in sorted(found)]

    @staticmethod
    def _having(word: str, index: Mapping[str, set[int]]) -> set[int]:
        return {at for known, own in index.items() if _may_be(word, known) for at in own}

    @staticmethod
    def _asked(question: str) -> tuple[list[str], list[str]]:
        """The words of a question, and those of verbs whose parts may stand apart."""
        read = [t for t in tokens(question) if t.fold[0].isalpha()]
        particles = {t.fold for t in read if t.fold in PARTICLES}
        words = [w for t in read if t.fold not in FUNCTION_WORDS for w in analyse(t.text)]
        joined = [p + lemma(t.fold).replace("_", "") for p in particles for t in read if t.fold not in PARTICLES]
        return list(dict.fromkeys(words)), list(dict.fromkeys(joined))


def _may_be(word: str, known: str) -> bool:
    """Whether a word of a question may stand for one of a table: the same, its kin, a part of it, or mistyped."""
    if (
        word == known
        or stem(word) == stem(known)
        or explained(word, frozenset((known,)))
        or part_of_any(word, (known,))
    ):
        return True
    if part_of_any(known, (word,)):
        return True
    if len(word) < _TYPED or abs(len(word) - len(known)) > _ERRORS or is_word(word):
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(word, known, score_cutoff=_ERRORS) <= _ERRORS


__all__ = ["View", "Viewed", "Views"]
