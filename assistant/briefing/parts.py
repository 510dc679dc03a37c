"""The parts that several forms share: tables, the chart, what stands out, what the letter does not say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from assistant.briefing import choose
from assistant.briefing.figures import DONE, GOAL, RATE, Figures
from assistant.briefing.lines import Lines
from assistant.briefing.model import Bar, Cell, Chart, Grid, Line, Row
from assistant.briefing.wording import part_name, place_sum, said, signed
from assistant.calculator import Row as Figure
from assistant.quantity import Operand
from assistant.question import Metric
from corpus.dutch import enumerate_dutch, format_number
from corpus.facts import Fact, bare

_NONE = "–"


def cell(figure: Figure | None, *, sign: bool = False) -> Cell:
    """A figure as a cell, with its sign where it is a change; a dash where there is none."""
    if figure is None:
        return Cell(text=_NONE)
    if sign:
        text = signed(figure).removesuffix(f" {figure.unit}") if figure.unit != "procentpunt" else signed(figure)
    else:
        rough = "circa " if figure.approximate else ""
        text = rough + format_number(figure.value) + ("%" if figure.unit == "%" else "")
    return Cell(text=text, facts=tuple(o.fact for o in figure.operands), calculation=figure.calculation)


def own_grid(lines: Lines, figures: Figures) -> Grid:
    """The table of one subject: its figures of two years and their change."""
    years = [year for year in (figures.before, figures.year) if year]
    unit = figures.goal.unit if figures.goal is not None else ""
    rows = [
        _measure_row(figures, f"{label}{f' ({unit})' if measure != RATE and unit else ''}", measure, years)
        for label, measure in (("Doel", GOAL), ("Realisatie", DONE), ("Realisatiepercentage", RATE))
    ]
    rows.append(_gap_row(figures, unit, years))
    if figures.part:
        rows += _part_rows(figures, unit, years)
    if figures.place is not None:
        rows.append(_place_row(figures, years))
    columns = ("", *years, *(["Verandering"] if len(years) == 2 else []))
    own = [f for f in _used(lines, rows) if f.subject == figures.subject]
    opening = f"Bron: tabel in ‘{next(f.section for f in own if f.from_table)}’ ({pages_of(own)})"
    others = [f for f in _used(lines, rows) if f.subject != figures.subject]
    opening += f"; plaats op percentage: alle sectortabellen ({pages_of(others)})" if others else ""
    return Grid(
        caption=f"Doel en realisatie van {figures.who}", columns=columns, rows=tuple(rows),
        source=_grid_source(lines, rows, opening),
    )  # fmt: skip


def pages_of(facts: Sequence[Fact]) -> str:
    """The pages on which figures stand."""
    return page_range([fact.page for fact in facts])


def _used(lines: Lines, rows: Sequence[Row]) -> list[Fact]:
    return [lines.facts[fact] for row in rows for cell in row.cells for fact in cell.facts]


def _grid_source(lines: Lines, rows: Sequence[Row], opening: str) -> Line:
    facts = list(dict.fromkeys(fact for row in rows for cell in row.cells for fact in cell.facts))
    worked = any(cell.calculation for row in rows for cell in row.cells)
    text = f"{opening}. Veranderingen, verschillen en plaatsen zijn berekend." if worked else f"{opening}."
    return lines.remark(text, facts)


def _measure_row(figures: Figures, label: str, measure: str, years: Sequence[str]) -> Row:
    cells = [cell(figures.level(measure, year)) for year in years]
    if len(years) == 2:
        cells.append(_with_growth(figures, measure))
    return Row(label=label, cells=tuple(cells))


def _with_growth(figures: Figures, measure: str) -> Cell:
    """The change, for a number of jobs with the percentage it is of the year before."""
    change, growth = figures.change(measure), figures.growth(measure)
    made = cell(change, sign=True)
    if change is None or growth is None or measure == RATE or change.exact == 0 or change.approximate:
        return made
    sums = f"{made.calculation}; {growth.calculation}"
    return made.model_copy(update={"text": f"{made.text} ({signed(growth)})", "calculation": sums})


def _gap_row(figures: Figures, unit: str, years: Sequence[str]) -> Row:
    gaps = [figures.book.figure(figures.target, DONE, year, metric=Metric.GAP) for year in years]
    cells = [cell(gap, sign=True) for gap in gaps]
    return Row(label=f"Verschil met doel ({unit})", cells=(*cells, *([Cell(text="")] if len(years) == 2 else [])))


def _part_rows(figures: Figures, unit: str, years: Sequence[str]) -> Iterator[Row]:
    """What is counted beside the realisation, where the letter gives it for any year."""
    name = part_name(figures)
    for label, measure, qualifier in (
        (f"Via {name} ({unit})", DONE, figures.part),
        (f"Realisatiepercentage incl. {name}", RATE, f"incl-{figures.part}"),
    ):
        known = [figures.level(measure, year, qualifier) for year in years]
        if any(known):
            change = None
            if all(known) and len(years) == 2:
                change = figures.book.figure(
                    figures.target, measure, years[-1], metric=Metric.CHANGE, base=years[0], qualifier=qualifier
                )
            moved = [cell(change, sign=True)] if len(years) == 2 else []
            yield Row(label=label, cells=(*(cell(figure) for figure in known), *moved))


def _place_row(figures: Figures, years: Sequence[str]) -> Row:
    cells, places = [], []
    for year in years:
        result = figures.book.rank(figures.subject, year)
        places.append(result.rank if result is not None else None)
        text = f"{result.rank} van {len(result.considered)}" if result is not None else _NONE
        facts = tuple(o.fact for r in result.considered for o in r.operands) if result is not None else ()
        cells.append(Cell(text=text, facts=facts, calculation=place_sum(figures, year)))
    if len(years) == 2:
        before, after = places
        if before is None or after is None:
            moved = _NONE
        else:
            moved = "gelijk" if before == after else "hoger" if after < before else "lager"
        cells.append(Cell(text=moved))
    return Row(label="Plaats op percentage", cells=tuple(cells))


def several_grid(lines: Lines, members: Sequence[Figures], total: Figures | None) -> Grid:
    """The table of several subjects: one row each, and their sum where there is one."""
    first = members[0]
    year, before = first.year, first.before
    part = next((part_name(f) for f in members if f.level(RATE, qualifier=f"incl-{f.part}")), "")
    columns = [
        "Sector",
        f"Doel {year}",
        f"Realisatie {before}",
        f"Realisatie {year}",
        "Verschil",
        f"% {before}",
        f"% {year}",
    ]
    if not before:
        columns = ["Sector", f"Doel {year}", f"Realisatie {year}", f"% {year}"]
    if part:
        columns.append(f"% incl. {part}")
    rows = [_several_row(f, f.book.label(f.subject), bool(part)) for f in members]
    if total is not None:
        rows.append(_several_row(total, "Samen (eigen optelling)", bool(part)))
    unit = first.goal.unit if first.goal is not None else ""
    source = _grid_source(lines, rows, f"Aantallen in {unit}. Bron: de sectortabellen")
    return Grid(caption="Doel en realisatie per sector", columns=tuple(columns), rows=tuple(rows), source=source)


def _several_row(figures: Figures, label: str, part: bool) -> Row:
    cells = [cell(figures.goal)]
    if figures.before:
        cells.append(cell(figures.level(DONE, figures.before)))
    cells.append(cell(figures.done))
    if figures.before:
        cells += [cell(figures.change(DONE), sign=True), cell(figures.level(RATE, figures.before))]
    cells.append(cell(figures.rate))
    if part:
        cells.append(cell(figures.level(RATE, qualifier=f"incl-{figures.part}")))
    return Row(label=label, cells=tuple(cells))


# --- the chart ---------------------------------------------------------------------------------


def own_chart(figures: Figures) -> Chart | None:
    """What one subject realised in each year, against its target."""
    bars, told = [], []
    name = part_name(figures)
    for year in (figures.before, figures.year):
        done, goal = figures.level(DONE, year) if year else None, figures.level(GOAL, year) if year else None
        if done is None or goal is None:
            continue
        beside = figures.level(DONE, year, figures.part) if figures.part else None
        bars.append(
            Bar(
                label=year,
                value=f"{done.value:f}",
                shown=said(done),
                target=f"{goal.value:f}",
                target_shown=said(goal),
                beside="" if beside is None else f"{beside.value:f}",
                beside_shown="" if beside is None else said(beside),
                facts=tuple(o.fact for f in (done, goal, beside) if f is not None for o in f.operands),
            )
        )
        more = f" en {said(beside)} via {name}" if beside is not None else ""
        told.append(f"in {year} {said(done)}{more}, bij een doel van {said(goal)}")
    if not bars:
        return None
    named = any(bar.beside for bar in bars)
    unit = figures.goal.unit if figures.goal is not None else ""
    alt = f"Staafdiagram van {figures.who}: {'; '.join(told)}."
    return Chart(
        caption="Realisatie tegenover doel", alt=alt, unit=unit, bars=tuple(bars),
        names=("Realisatie", f"Via {name}" if named else "", "Doel"),
    )  # fmt: skip


def several_chart(members: Sequence[Figures]) -> Chart | None:
    """The percentage of each subject against the hundred per cent of its target, highest first."""
    known = [(f, f.rate) for f in members if f.rate is not None]
    ordered = sorted(((f, rate) for f, rate in known), key=lambda pair: -pair[1].exact)
    if len(ordered) < 2:
        return None
    bars = tuple(
        Bar(
            label=f.book.label(f.subject), value=f"{rate.value:f}", shown=said(rate), target="100", target_shown="100%",
            facts=tuple(o.fact for o in rate.operands),
        )
        for f, rate in ordered
    )  # fmt: skip
    told = "; ".join(f"{bar.label} {bar.shown}" for bar in bars)
    alt = (
        f"Staafdiagram van het realisatiepercentage in {members[0].year}, van hoog naar laag: {told}. Het doel is 100%."
    )
    return Chart(
        caption=f"Realisatiepercentage {members[0].year} tegenover het doel", alt=alt, unit="%", bars=bars,
        names=("Realisatiepercentage", "", "Doel"),
    )  # fmt: skip


# --- what stands out ---------------------------------------------------------------------------


def stands_out(
    lines: Lines, members: Sequence[Figures], *, named: bool = False, quoted: Collection[str] = ()
) -> list[Line]:
    """Contradictions, series breaks and approximations in the figures of these subjects; ``named`` puts
    the name before a line that does not say whom it is about. What is ``quoted`` already is referred to."""
    source = lines.source
    found: list[Line] = []
    for figures in members:
        subject, label = figures.subject, figures.book.label(figures.subject) if named else ""
        found += [
            lines.remark(item.text, item.facts, item.spans, yields=0, sums=(item.text,))
            for item in source.inconsistencies
            if item.subject == subject
        ]
        for r in () if named else source.remarks:
            if r.kind == "series_break" and r.subject == subject:
                again = f"zie de zin van p. {r.spans[0].page} hierboven." if r.text in quoted else f"“{r.text}”"
                text = f"Jaren zijn niet zonder meer te vergelijken: {again}"
                found.append(lines.remark(text, (), r.spans, r.section, label=label, yields=2))
        rough = _rough(lines, figures, yields=6 if named else 1)
        found += [line for line in (_opposite(lines, figures, named=named), rough, _others(lines, figures)) if line]
    if named:
        found += [line for line in (_breaks(lines, members),) if line is not None]
    if not found:
        whom = members[0].who if len(members) == 1 else "deze sectoren"
        text = f"In de cijfers van {whom} zijn geen tegenspraken, trendbreuken of benaderingen gevonden."
        found.append(lines.remark(text, [o.fact for f in members for o in _operands(f)]))
    return found


def _breaks(lines: Lines, members: Sequence[Figures]) -> Line | None:
    """Of which subjects years do not compare, in one line."""
    found = [
        (f, r) for f in members for r in lines.source.remarks if r.kind == "series_break" and r.subject == f.subject
    ]
    if not found:
        return None
    names = enumerate_dutch(list(dict.fromkeys(f.who for f, _ in found)))
    spans = [span for _, r in found for span in r.spans]
    return lines.remark(
        f"Jaren zijn niet zonder meer te vergelijken bij {names}.", (), spans, found[0][1].section, yields=2
    )


def _operands(figures: Figures) -> list[Operand]:
    return [o for f in (figures.goal, figures.done, figures.rate) if f is not None for o in f.operands]


def _opposite(lines: Lines, figures: Figures, *, named: bool) -> Line | None:
    """More was realised, but a smaller share of a target that grew faster; or the other way about."""
    done, rate, goal = figures.change(DONE), figures.change(RATE), figures.change(GOAL)
    if done is None or rate is None or goal is None or not done.exact or not rate.exact or done.rose == rate.rose:
        return None
    first, second = ("steeg", "daalde") if done.rose else ("daalde", "steeg")
    way = "sneller" if done.rose else "harder"
    text = (
        f"De realisatie van {figures.who} {first}, maar het realisatiepercentage {second}: het doel {first} {way} "
        f"({signed(goal)}) dan de realisatie ({signed(done)})."
    )
    return lines.figures(text, [goal, done, rate], show=2, yields=5 if named else 3)


def _rough(lines: Lines, figures: Figures, *, yields: int) -> Line | None:
    rough = [
        o.fact
        for f in (figures.goal, figures.done, figures.rate)
        if f is not None and f.approximate
        for o in f.operands
    ]
    if not rough:
        return None
    text = f"De brief geeft de cijfers van {figures.who} bij benadering; wat ermee is berekend, is dat ook."
    return lines.remark(text, rough, yields=yields)


def _others(lines: Lines, figures: Figures) -> Line | None:
    """What another letter gives for the same figure, where that differs."""
    everything = lines.source.assistant.facts
    for operand in _operands(figures):
        fact = lines.facts[operand.fact]
        for other in everything.disagreeing(fact):
            letters = {letter.id: letter.short_name for letter in lines.source.assistant.store.letters()}
            text = (
                f"Twee brieven verschillen: {letters[fact.letter]} geeft {fact.shown}, {letters[other.letter]} geeft "
                f"{other.shown} ({fact.subject_label}, {fact.measure}, {fact.period}). Gebruikt is de eerste."
            )
            return lines.remark(text, [fact.id], other.spans, other.section)
    return None


# --- what the letter does not say --------------------------------------------------------------


def not_said(lines: Lines, figures: Figures, *, label: str = "") -> list[Line]:
    """What is unknown by the letter's own words, and what was looked for and not found."""
    source = lines.source
    found = [
        lines.remark(f"“{r.text}”", (), r.spans, r.section, label=label, yields=1)
        for r in source.remarks
        if r.kind == "unknown" and r.subject == figures.subject
    ]
    lacking = list(_lacking(lines, figures))
    if lacking:
        pages = page_range([e.passage.page for e in source.of_subject(figures.subject)])
        where = f"in de paragrafen over {figures.who}"
        text = f"Niet gevonden {where}{f' ({pages})' if pages else ''}: {'; '.join(lacking)}."
        found.append(lines.remark(text, label=label, yields=1))
    return found


def unknown_line(lines: Lines, members: Sequence[Figures]) -> Line | None:
    """Of which subjects the letter says that the part beside the realisation is not known."""
    part = next((f.part for f in members if f.part), "")
    found = [
        (f, r) for f in members for r in lines.source.remarks
        if part and r.kind == "unknown" and r.subject == f.subject and part in r.qualifiers
    ]  # fmt: skip
    if not found:
        return None
    label = lines.source.lexicon.qualifiers[part].label
    names = enumerate_dutch(list(dict.fromkeys(f.who for f, _ in found)))
    text = f"Het aantal banen {label} is volgens de brief niet (volledig) bekend bij {names}."
    return lines.remark(text, (), [span for _, r in found for span in r.spans], found[0][1].section, yields=1)


def page_range(pages: Sequence[int]) -> str:
    """The pages between the first and the last: ``p. 3–4``."""
    if not pages:
        return ""
    first, last = min(pages), max(pages)
    return f"p. {first}" if first == last else f"p. {first}–{last}"


def _lacking(lines: Lines, figures: Figures) -> Iterator[str]:
    own = [f for f in figures.book.table if figures.subject in (f.subject, f.sector)]
    qualifiers = {bare(q) for fact in own for q in fact.qualifiers}
    unknown = {
        q for r in lines.source.remarks if r.kind == "unknown" and r.subject == figures.subject for q in r.qualifiers
    }
    lexicon = figures.book.lexicon
    if figures.part and figures.part not in qualifiers | unknown:
        yield f"een aantal banen {lexicon.qualifiers[figures.part].label}"
    kinds = [q.label for q in lexicon.qualifier if q.of == "figure"]
    if kinds and not qualifiers & {q.id for q in lexicon.qualifier if q.of == "figure"}:
        yield f"een verdeling naar {enumerate_dutch(kinds)}"
    change = figures.change(DONE)
    if (
        change is not None
        and change.exact
        and not any(choose.explains(e.text, rose=change.rose) for e in choose.moved(lines.source, figures.subject))
    ):
        yield f"een zin die de {'stijging' if change.rose else 'daling'} verklaart"
    upcoming = str(int(figures.year) + 1)
    if not any(f.period[:4] > figures.year for f in own):
        yield f"een doel of prognose in cijfers voor {upcoming}"
