"""The three forms for a theme: what the letters say about it, where, and where they are silent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.briefing import annotation, choose, parts
from assistant.briefing.factsheet import MESSAGE
from assistant.briefing.figures import DONE, RATE, Figures, figures_of
from assistant.briefing.lines import Lines
from assistant.briefing.model import Bar, Chart, Grid, Line, Question, Row, Section
from assistant.briefing.source import Excerpt, Source
from assistant.briefing.subject import Subject
from assistant.briefing.theme import Theme
from assistant.briefing.wording import said
from assistant.question import Metric
from assistant.sentences import gives_reason
from corpus.dutch import enumerate_dutch, fold
from corpus.facts import bare

_PER_PLACE, _FEW, _MOST = 2, 5, 3
_LONG = 40


@dataclass(frozen=True)
class Group:
    """What one part of a letter says about the theme, the most telling sentence first."""

    source: Source
    label: str
    subject: str
    excerpts: tuple[Excerpt, ...]


class ThemeForms:
    """Makes the sections of a briefing on a theme."""

    def __init__(self, subject: Subject) -> None:
        if subject.theme is None:
            raise ValueError("no theme")
        self.theme: Theme = subject.theme
        self.sources = subject.sources
        self.members = subject.members
        self._lines = {source.letter.id: Lines(source) for source in subject.sources}

    def lines(self, source: Source) -> Lines:
        """The maker of lines over one letter."""
        return self._lines[source.letter.id]

    @property
    def name(self) -> str:
        """The theme inside a sentence."""
        return self.theme.name

    @cached_property
    def groups(self) -> list[Group]:
        """The sentences by the part of the letter in which they stand, in the order of the letters."""
        found: dict[tuple[str, str], list[tuple[Source, Excerpt]]] = {}
        for source, excerpt in self.theme.found:
            heading = excerpt.passage.heading_path[0] if excerpt.passage.heading_path else source.letter.title
            found.setdefault((source.letter.id, heading), []).append((source, excerpt))
        made = []
        for (_, heading), own in found.items():
            source = own[0][0]
            subject = source.subject_of(own[0][1].passage)
            label = source.book.label(subject) if subject and len(own[0][1].passage.heading_path) > 0 else heading
            label = heading if source.lexicon.sector_of_heading(heading) is None else label
            excerpts = choose.apart(sorted((e for _, e in own), key=lambda e: -self._telling(source, e)))
            made.append(
                Group(source, "Inleiding" if heading == source.letter.title else label, subject, tuple(excerpts))
            )
        return made

    def _telling(self, source: Source, excerpt: Excerpt) -> float:
        """How much a sentence says: with a figure or a reason, by itself, and not too long."""
        facts = [f for f in source.book.table if f.sentence and f.sentence in {s.text for s in excerpt.sentences}]
        own_words = any(fold(word) in fold(excerpt.text) for word in self.name.split() if len(word) > 3)
        rate = 1.0 * bool(facts) + 0.8 * gives_reason(excerpt.text) + 1.0 * own_words
        rate += 0.6 * bool(excerpt.passage.kind == "paragraph")
        return rate - max(excerpt.words - _LONG, 0) / 15 - 0.3 * (len(excerpt.sentences) - 1)

    @cached_property
    def best(self) -> list[tuple[Source, Excerpt, str]]:
        """The most telling sentence of each part, the most telling first; then the seconds."""
        found = [
            (depth, -self._telling(g.source, e), g.source, e, g.label)
            for g in self.groups
            for depth, e in enumerate(g.excerpts[:_PER_PLACE])
        ]
        found.sort(key=lambda item: item[:2])
        return [(source, excerpt, label) for _, _, source, excerpt, label in found]

    # --- figures ---------------------------------------------------------------------------------

    @cached_property
    def figured(self) -> list[Figures]:
        """The subjects for which the newest letter gives figures with the part that the theme names."""
        source = self.sources[0]
        if not self.theme.qualifier or source.lexicon.qualifiers[self.theme.qualifier].of != "sentence":
            return []
        found = [figures_of(source.book, [s]) for s in source.book.subjects if not self.members or s in self.members]
        return [f for f in found if f is not None and self._with_part(f)]

    def _with_part(self, figures: Figures) -> bool:
        part = self.theme.qualifier
        levels = (figures.level(DONE, qualifier=part), figures.level(RATE, qualifier=f"incl-{part}"))
        return any(level is not None for level in levels)

    def grid(self) -> Grid | None:
        """The figures with the part, for each subject that has them."""
        if not self.figured:
            return None
        part, first = self.theme.qualifier, self.figured[0]
        years = [year for year in (first.before, first.year) if year]
        unit = first.goal.unit if first.goal is not None else ""
        name = self.name_of_part
        columns = ["Sector", *(f"Via {name} {year}" for year in years), f"Realisatie incl. {first.year}"]
        columns += [f"% excl. {first.year}", f"% incl. {first.year}"]
        rows = []
        for figures in self.figured:
            cells = [parts.cell(figures.level(DONE, year, part)) for year in years]
            cells += [parts.cell(figures.level(DONE, qualifier=f"incl-{part}")), parts.cell(figures.rate)]
            cells.append(parts.cell(figures.level(RATE, qualifier=f"incl-{part}")))
            rows.append(Row(label=figures.book.label(figures.subject), cells=tuple(cells)))
        facts = [fact for row in rows for c in row.cells for fact in c.facts]
        text = (
            f"Aantallen in {unit}. Bron: tekst en tabellen van de sectoren; wat de brief niet zelf noemt, is berekend."
        )
        source = self.lines(self.sources[0]).remark(text, list(dict.fromkeys(facts)))
        return Grid(caption=f"Cijfers met {name}", columns=tuple(columns), rows=tuple(rows), source=source)

    @property
    def name_of_part(self) -> str:
        """How the user calls the part."""
        return (
            self.name
            if len(self.name.split()) == 1
            else self.sources[0].lexicon.qualifiers[self.theme.qualifier].names[0]
        )

    def chart(self) -> Chart | None:
        """The percentage without and with the part, against the target."""
        part = self.theme.qualifier
        bars = []
        for figures in self.figured:
            rate, whole = figures.rate, figures.level(RATE, qualifier=f"incl-{part}")
            uplift = figures.book.figure(
                figures.target, RATE, figures.year, metric=Metric.UPLIFT, qualifier=f"incl-{part}"
            )
            if rate is None or whole is None or uplift is None:
                continue
            facts = tuple(o.fact for f in (rate, whole) for o in f.operands)
            bars.append(
                Bar(
                    label=figures.book.label(figures.subject), value=f"{rate.value:f}", shown=said(rate), target="100",
                    target_shown="100%", beside=f"{uplift.value:f}", beside_shown=f"incl. {said(whole)}", facts=facts,
                )
            )  # fmt: skip
        if len(bars) < 2:
            return None
        bars.sort(key=lambda bar: bar.label)
        name = self.name_of_part
        told = "; ".join(f"{bar.label} {bar.shown}, {bar.beside_shown}" for bar in bars)
        alt = f"Staafdiagram van het realisatiepercentage zonder en met {name}: {told}. Het doel is 100%."
        caption = f"Realisatiepercentage zonder en met {name} tegenover het doel"
        return Chart(
            caption=caption, alt=alt, unit="%", bars=tuple(bars), names=("Eigen realisatie", f"Via {name}", "Doel"),
        )  # fmt: skip

    # --- lines -----------------------------------------------------------------------------------

    def _quote(self, source: Source, excerpt: Excerpt, label: str, yields: int = 0) -> Line:
        more = f"{label} ({source.letter.short_name})" if len(self.sources) > 1 else label
        return self.lines(source).quote(excerpt, label=more, yields=yields)

    def opening(self) -> Line:
        """Where the letters speak of the theme, the most first where that is in many places."""
        counts: dict[str, int] = {}
        for group in self.groups:
            counts[group.label] = counts.get(group.label, 0) + len(group.excerpts)
        places = list(counts)
        most = len(places) > _FEW
        if most:
            places = sorted(counts, key=lambda label: -counts[label])[:_MOST]
        where = enumerate_dutch([f"‘{place}’" for place in places])
        how = "alleen " if len(counts) == 1 else "het meest " if most else ""
        source = self.sources[0]
        spans = [span for own, e in self.theme.found if own is source for span in e.sentences[-1].spans]
        text = f"De brief spreekt over {self.name} {how}onder {where}."
        return self.lines(source).remark(text, (), spans, self.groups[0].label)

    def figured_line(self) -> Line | None:
        """For how many subjects there is a figure."""
        if not self.figured:
            return None
        source, part = self.sources[0], self.theme.qualifier
        total = len(self.members) or len(source.book.subjects)
        told, used = [], []
        for figures in self.figured:
            rate = figures.level(RATE, qualifier=f"incl-{part}")
            used += [rate, figures.rate]
            if rate is not None and figures.rate is not None:
                told.append(f"{figures.who} {said(rate)} (zonder: {said(figures.rate)})")
        text = f"Voor {len(self.figured)} van de {total} sectoren geeft de brief een cijfer."
        text += f" Inclusief {self.name_of_part}: {'; '.join(told)}." if told else ""
        return self.lines(source).figures(text, used, extra=(f"{len(self.figured)} van {total} sectoren",))

    def message(self) -> list[Line]:
        """The opening, the figures where there are any, and the most telling sentences."""
        figured = self.figured_line()
        found = [self.opening(), *([figured] if figured is not None else [])]
        room = 3 - len(found)
        return [*found, *(self._quote(s, e, label) for s, e, label in self.best[:room])]

    def said_where(self, skip: int) -> list[Line]:
        """What each part of the letter says, in its order; the less telling gives way first."""
        chosen = {id(e): at for at, (_, e, _) in enumerate(self.best)}
        elsewhere = {line.text for line in self.unknown()}
        found = []
        for group in self.groups:
            for excerpt in choose.in_order(group.excerpts[:_PER_PLACE]):
                at = chosen.get(id(excerpt), len(chosen))
                if at >= skip and f"“{excerpt.text}”" not in elsewhere:
                    found.append(self._quote(group.source, excerpt, group.label, yields=2 + at))
        return found

    def stands_out(self) -> list[Line]:
        """Contradictions and breaks in the figures with the part."""
        part = self.theme.qualifier
        if not self.figured:
            return []
        found = []
        for source in self.sources:
            lines = self.lines(source)
            for item in source.inconsistencies:
                if any(part in map(bare, source.book.facts[f].qualifiers) for f in item.facts):
                    found.append(lines.remark(item.text, item.facts, item.spans, sums=(item.text,)))
            for r in source.remarks:
                if r.kind == "series_break" and part in r.qualifiers:
                    text, label = (
                        f"Jaren zijn niet zonder meer te vergelijken: “{r.text}”",
                        source.book.label(r.subject),
                    )
                    found.append(lines.remark(text, (), r.spans, r.section, label=label, yields=2))
        note = self.sources[0].lexicon.qualifiers[part].note
        if note:
            facts = [f.id for figures in self.figured[:1] for f in figures.part_facts]
            found.append(self.lines(self.sources[0]).remark(note, facts, yields=4))
        return found

    def unknown(self) -> list[Line]:
        """What is not known by the letter's own words."""
        part = self.theme.qualifier
        return [
            self.lines(source).remark(
                f"“{r.text}”", (), r.spans, r.section, label=source.book.label(r.subject), yields=2 + at
            )
            for source in self.sources
            for at, r in enumerate(source.remarks)
            if part and r.kind == "unknown" and part in r.qualifiers and (not self.members or r.subject in self.members)
        ]

    def silent(self) -> Line | None:
        """The subjects in whose sections nothing about the theme was found."""
        source = self.sources[0]
        if self.members or len(source.book.subjects) < 2:
            return None
        spoken = {g.subject for g in self.groups}
        missing = [source.book.label(s) for s in source.book.subjects if s not in spoken]
        if not missing:
            return None
        text = f"Niets over {self.name} gevonden in de paragrafen over: {', '.join(missing)}."
        return self.lines(source).remark(text, yields=1)

    # --- forms -----------------------------------------------------------------------------------

    def factsheet(self) -> list[Section]:
        """The factsheet of the theme."""
        message = self.message()
        quoted = sum(line.kind == "citaat" for line in message)
        silent = self.silent()
        return [
            Section(heading=MESSAGE, lines=tuple(message)),
            Section(heading="Cijfers", grid=self.grid(), chart=self.chart()),
            Section(heading="Wat de brief zegt, per onderdeel", lines=tuple(self.said_where(quoted))),
            Section(heading="Wat opvalt", lines=tuple(self.stands_out())),
            Section(heading="Wat niet in de brief staat", lines=(*self.unknown(), *([silent] if silent else []))),
        ]

    def questions(self) -> list[Question]:
        """The questions to expect about the theme."""
        best = [self._quote(s, e, label) for s, e, label in self.best]
        found = [
            Question(question=f"Wat zegt de brief over {self.name}?", core=tuple(best[:1]), further=tuple(best[1:2]))
        ]
        figured = self.figured_line()
        if figured is not None:
            found.append(
                Question(question=f"Bij welke sectoren geeft de brief een cijfer over {self.name}?", core=(figured,))
            )
        later = self._later()
        if later:
            year = int(self.sources[0].book.years[-1]) + 1
            found.append(
                Question(
                    question=f"Wat gebeurt er vanaf {year} op dit punt?",
                    core=tuple(later[:1]),
                    further=tuple(later[1:2]),
                )
            )
        unknown, silent = self.unknown(), self.silent()
        if unknown:
            told = [line.model_copy(update={"yields": 3 + at}) for at, line in enumerate(unknown)]
            asked = f"Wat is over {self.name} niet bekend?"
            found.append(Question(question=asked, core=tuple(told[:1]), facts=tuple(told[1:])))
        quoted = {id(e) for _, e, _ in self.best[:2]}
        for group in sorted(self.groups, key=lambda g: -len(g.excerpts)):
            fresh = [self._quote(group.source, e, "") for e in group.excerpts if id(e) not in quoted]
            if fresh and len(self.groups) > 1:
                named = group.source.book.in_text(group.subject) if group.subject else ""
                where = f"bij {named}" if named else f"onder ‘{group.label}’"
                asked = f"Wat meldt de brief {where} over {self.name}?"
                if fold(group.label) == fold(self.name):
                    asked = "Wat meldt de brief in de paragraaf met die naam?"
                found.append(Question(question=asked, core=tuple(fresh[:1]), further=tuple(fresh[1:2])))
            elif fresh:
                found.append(
                    Question(question="Wat meldt de brief verder?", core=tuple(fresh[:1]), further=tuple(fresh[1:3]))
                )
        found = [q.model_copy(update={"yields": 2 * at if at else 0}) for at, q in enumerate(found)]
        if silent is not None:
            found.append(Question(question=f"Waar noemt de brief {self.name} niet?", core=(silent,), yields=3))
        return found

    def _later(self) -> list[Line]:
        years = self.sources[0].book.years
        return [
            self._quote(s, e, label)
            for s, e, label in self.best
            if years and any(year > years[-1] for year in re.findall(r"\b20\d\d\b", e.text))
        ]

    def note(self, questions: Sequence[Question]) -> list[Section]:
        """The annotatie of the theme."""
        message = self.message()
        quoted = sum(line.kind == "citaat" for line in message)
        lines = self.lines(self.sources[0])
        headings = {e.passage.heading_path[:1] for _, e in self.theme.found}
        documents = [
            line for source in self.sources for line in annotation.documents(self.lines(source), None, headings)
        ]
        return [
            Section(heading="Waarover", lines=tuple(annotation.about(lines, f"het thema {self.name}"))),
            Section(heading="Stand van zaken", lines=(*message, *self.said_where(quoted))),
            Section(heading="Eerder gemeld", lines=tuple(documents)),
            annotation.expected(questions),
            Section(heading="Gevoeligheden", for_author=annotation.FOR_AUTHOR),
        ]
