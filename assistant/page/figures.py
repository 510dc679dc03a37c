"""The page *Cijfers*: the tables of the letters as one, to sort, to filter and to take along."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

import streamlit as st

from assistant.page import charts
from assistant.page.desk import Desk, open_desk
from assistant.page.frame import escaped
from assistant.page.sources import Source, reference, source_html
from corpus.documents import Span
from corpus.dutch import format_number, round_half_up
from corpus.facts import Fact, Inconsistency, with_unit
from corpus.lexicon import Qualifier

_ALL_YEARS, _ALL_SUBJECTS = "alle jaren", "Alle sectoren"
_HIGH, _LOW = "hoog naar laag", "laag naar hoog"
_LETTER_ORDER = "volgorde van de brief"
_HUNDRED = Decimal(100)


class Figure(NamedTuple):
    """One cell: its exact value, how it is shown, what it was made from, and the sum when it is ours."""

    value: Decimal
    unit: str
    facts: tuple[Fact, ...]
    sum: str = ""
    approximate: bool = False

    @property
    def shown(self) -> str:
        """The figure in Dutch notation; what the letter gives by approximation stays so."""
        return ("circa " if self.approximate else "") + with_unit(self.value, self.unit)


class Line(NamedTuple):
    """One subject in one year, with a figure or nothing under each column."""

    subject: str
    label: str
    period: str
    figures: tuple[Figure | None, ...]
    odd: tuple[Inconsistency, ...] = ()


class Column(NamedTuple):
    """A column: its head, and how a cell of it is found for a subject and a year."""

    head: str
    find: Callable[[str, str], Figure | None]


def columns(desk: Desk) -> tuple[Column, ...]:
    """Target, realisation, percentage, the gap, and the total with each part the letters give beside it."""
    table, measures = desk.table, desk.lexicon.measures

    def stated(measure: str) -> Callable[[str, str], Figure | None]:
        def find(subject: str, period: str) -> Figure | None:
            fact = table.find(subject, measure, period)
            return Figure(fact.value, fact.unit, (fact,), "", fact.approximate) if fact else None

        return find

    def gap(subject: str, period: str) -> Figure | None:
        own, goal = table.find(subject, "realisatie", period), table.find(subject, "doel", period)
        return _sum(own, goal, "−") if own and goal else None

    own = ("doel", "realisatie", "realisatiepercentage")
    found = [Column(measures[measure].label, stated(measure)) for measure in own if measure in measures]
    found.append(Column("Verschil met doel", gap))
    for part in desk.lexicon.qualifiers.values():
        if part.note_kind == "excluded_from_target":
            found.append(Column(f"Met {part.names[0]}", _with_part(desk, part)))
    return tuple(found)


def _sum(first: Fact, second: Fact, sign: str) -> Figure:
    value = first.value + second.value if sign == "+" else first.value - second.value
    line = f"{format_number(first.value)} {sign} {format_number(second.value)} = {format_number(value)}"
    return Figure(value, first.unit, (first, second), line, first.approximate or second.approximate)


def _with_part(desk: Desk, part: Qualifier) -> Callable[[str, str], Figure | None]:
    """The total with a part, as the letter states it, else the realisation and that part added up."""

    def find(subject: str, period: str) -> Figure | None:
        whole = desk.table.find(subject, "realisatie", period, (f"incl-{part.id}",))
        if whole:
            return Figure(whole.value, whole.unit, (whole,), "", whole.approximate)
        own = desk.table.find(subject, "realisatie", period)
        beside = desk.table.find(subject, "realisatie", period, (part.id,))
        return _sum(own, beside, "+") if own and beside and own.unit == beside.unit else None

    return find


def lines(desk: Desk) -> list[Line]:
    """Every subject with a table in every year, in the order of the letters, the latest year first."""
    found = []
    heads = columns(desk)
    for period in reversed(desk.table.periods):
        for label, subject in desk.subjects.items():
            figures = tuple(column.find(subject, period) for column in heads)
            if any(figures):
                odd = tuple(i for i in desk.inconsistencies if i.subject == subject and i.period == period)
                found.append(Line(subject, label, period, figures, odd))
    return found


def chosen(found: Sequence[Line], members: Sequence[str] | None, year: str, by: int | None, order: str) -> list[Line]:
    """The lines of these subjects and this year, sorted by a column; what has no figure there comes last."""
    kept = [
        line for line in found
        if (members is None or line.subject in members) and year in (_ALL_YEARS, line.period)
    ]  # fmt: skip
    if by is None:
        return kept

    def value(line: Line) -> Decimal:
        figure = line.figures[by]
        return figure.value if figure else Decimal(0)

    with_figure = [line for line in kept if line.figures[by]]
    with_figure.sort(key=value, reverse=order == _HIGH)
    return with_figure + [line for line in kept if not line.figures[by]]


# --- the table as HTML -------------------------------------------------------------------------


class Cells(NamedTuple):
    """The table as HTML, and the sources that its cells lead to."""

    table: str
    sources: str


def table_html(shown: Sequence[Line], heads: Sequence[str], desk: Desk, sorted_by: int | None, order: str) -> Cells:
    """The table, every cell a link to its source; contradictions are marked and lead to their explanation."""
    sources = []
    rows = []
    for line in shown:
        cells = []
        for index, figure in enumerate(line.figures):
            if figure is None:
                cells.append('<td><span class="kb-sr">niet in de brief</span><span aria-hidden="true">–</span></td>')
                continue
            place = f"{line.subject}-{line.period}-{index}"
            flag = _flag(line, figure)
            name = f"{heads[index]} {line.label} {line.period}"
            link = f'<a class="kb-operand" id="cel-{place}" href="#bron-{place}">{escaped(figure.shown)}</a>'
            cells.append(f"<td>{link}{flag}</td>")
            sources.append(_source_html(figure, f"bron-{place}", f"cel-{place}", name, desk))
        rows.append(
            f'<tr><th scope="row">{escaped(line.label)}</th><td>{escaped(line.period)}</td>{"".join(cells)}</tr>'
        )
    names = ("Sector", "Jaar", *heads)
    ways = {None: "", _HIGH: "descending", _LOW: "ascending"}
    head = "".join(
        f'<th scope="col"{_sorted(ways[order]) if sorted_by is not None and index == sorted_by + 2 else ""}>'
        f"{escaped(name)}</th>"
        for index, name in enumerate(names)
    )
    caption = f"<caption>{len(shown)} regels. Kies een cijfer om te zien waar het in de brief staat.</caption>"
    table = (
        f'<div class="kb kb-scroll" tabindex="0" role="region" aria-label="Tabel met cijfers per sector">'
        f'<table class="kb-figures">{caption}<thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )
    return Cells(table, "".join(sources))


def _sorted(way: str) -> str:
    return f' aria-sort="{way}"' if way else ""


def _flag(line: Line, figure: Figure) -> str:
    """A mark on a figure that the letter contradicts, with a link to the explanation."""
    if figure.sum or not any(odd.facts[0] == figure.facts[0].id for odd in line.odd):
        return ""
    return (
        f' <a class="kb-flag" href="#tegenspraak-{line.subject}-{line.period}">'
        '<span aria-hidden="true">!</span><span class="kb-sr">Tegenspraak in de brief, lees de uitleg</span></a>'
    )


def _source_html(figure: Figure, anchor: str, back: str, name: str, desk: Desk) -> str:
    """Where a figure stands; one that we computed shows its sum and where both parts stand."""
    fact, *others = figure.facts
    lead = f"<p><strong>{escaped(name)}: {escaped(figure.shown)}</strong></p>"
    if figure.sum:
        lead += f'<p><span class="kb-label">Berekend</span> {escaped(figure.sum)}</p>'
        for other in others:
            quote = _row(other).of(desk.letters[other.letter].text)
            where = reference(desk.letters[other.letter].letter, other.page)
            lead += f"<blockquote>{escaped(' '.join(quote.split()))}<br><small>{escaped(where)}</small></blockquote>"
    row = _row(fact)
    source = Source(
        anchor, "Bron", fact.letter, fact.section, fact.page, row.start, row.end, ((fact.cell.start, fact.cell.end),),
        desk.letters[fact.letter].letter.url,
    )  # fmt: skip
    return source_html(source, back, desk.letters, lead)


def _row(fact: Fact) -> Span:
    """The row or the stretch of the sentence that the figure stands in."""
    return next((span for span in fact.spans if span.start <= fact.cell.start and fact.cell.end <= span.end), fact.cell)


def odd_html(shown: Sequence[Line]) -> str:
    """The contradictions of these lines, each with its explanation."""
    items = [
        f'<li id="tegenspraak-{line.subject}-{line.period}" tabindex="-1"><strong>{escaped(line.label)} '
        f"{escaped(line.period)}:</strong> {escaped(' '.join(odd.text for odd in line.odd))}</li>"
        for line in shown if line.odd
    ]  # fmt: skip
    if not items:
        return ""
    return (
        '<section class="kb"><div class="kb-notes"><h2>Tegenspraak in de brief</h2>'
        f"<p>Hier noemt de brief iets anders dan zijn eigen cijfers geven.</p><ul>{''.join(items)}</ul></div></section>"
    )


# --- files -------------------------------------------------------------------------------------


def sheet(
    shown: Sequence[Line], heads: Sequence[str], desk: Desk
) -> tuple[list[str], list[list[Decimal | str | None]]]:
    """The table with a unit and a source behind every figure: heads and rows."""
    names = ["Sector", "Jaar"]
    for head in heads:
        names += [head, "Eenheid", "Bron"]
    rows: list[list[Decimal | str | None]] = []
    for line in shown:
        row: list[Decimal | str | None] = [line.label, line.period]
        for figure in line.figures:
            row += [figure.value, _unit(figure), _where(figure, desk)] if figure else [None, None, None]
        rows.append([*row, " ".join(odd.text for odd in line.odd)])
    return [*names, "Let op"], rows


def _unit(figure: Figure) -> str:
    return f"{figure.unit} (circa)" if figure.approximate else figure.unit


def _where(figure: Figure, desk: Desk) -> str:
    places = dict.fromkeys(reference(desk.letters[fact.letter].letter, fact.page) for fact in figure.facts)
    return ("berekend: " + figure.sum + "; " if figure.sum else "") + "; ".join(places)


def as_xlsx(heads: Sequence[str], rows: Sequence[Sequence[Decimal | str | None]]) -> bytes:
    """The table as an Excel file: numbers are numbers, and no text is run as a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page = book.active
    if page is None:  # pragma: no cover - a new workbook has a sheet
        page = book.create_sheet()
    page.title = "Cijfers"
    for place, row in enumerate([heads, *rows], 1):
        for index, value in enumerate(row, 1):
            cell = page.cell(place, index)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            if place == 1:
                cell.font = Font(bold=True)
    for index, head in enumerate(heads, 1):
        page.column_dimensions[get_column_letter(index)].width = 30 if index == 1 or head == "Bron" else 16
    page.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- the page ----------------------------------------------------------------------------------


def groups(desk: Desk) -> Mapping[str, Sequence[str] | None]:
    """What can be chosen of whom: everyone, the groups of the lexicon, each subject alone."""
    known = set(desk.subjects.values())
    found: dict[str, Sequence[str] | None] = {_ALL_SUBJECTS: None}
    for group in desk.lexicon.group:
        if "*" not in group.members and known & set(group.members):
            found[group.label[:1].upper() + group.label[1:]] = group.members
    return found | {label: (subject,) for label, subject in desk.subjects.items()}


def _bars(shown: Sequence[Line], several: bool) -> Iterator[charts.Bar]:
    for line in shown:
        goal, own = line.figures[0], line.figures[1]
        name = f"{line.label} {line.period}" if several else line.label
        if own:
            yield charts.Bar(name, "Realisatie", own.value, own.unit)
        if goal:
            yield charts.Bar(name, "Doel", goal.value, goal.unit)


def in_words(shown: Sequence[Line]) -> str:
    """How many of these reached their target, and who is nearest and farthest in per cent of it."""
    shares = {
        f"{line.label} {line.period}": round_half_up(own.value / goal.value * _HUNDRED, 1)
        for line in shown if (goal := line.figures[0]) and (own := line.figures[1]) and goal.value
    }  # fmt: skip
    if not shares:
        return "Er zijn hier geen doelen en realisaties om te vergelijken."
    reached = sum(share >= _HUNDRED for share in shares.values())
    best, least = max(shares, key=lambda name: shares[name]), min(shares, key=lambda name: shares[name])
    first = f"{reached} van de {len(shares)} haalden het doel." if len(shares) > 1 else ""
    return (
        f"{first} De blauwe balk is de realisatie, de oranje streep het doel. Het hoogst ten opzichte van het doel: "
        f"{best} ({with_unit(shares[best], '%')}). Het laagst: {least} ({with_unit(shares[least], '%')})."
    ).strip()  # fmt: skip


def show() -> None:
    """The page."""
    desk = open_desk()
    st.html(
        '<div class="kb"><h1>Cijfers per sector</h1><p>Alle cijfers uit de tabellen van de brieven. '
        "Het verschil en een totaal met een deel erbij zijn berekend; de rest staat zo in de brief.</p></div>"
    )
    found = lines(desk)
    if not found:
        st.html('<div class="kb"><p>In deze brieven staan geen tabellen met een doel en een realisatie.</p></div>')
        return
    heads = [column.head for column in columns(desk)]
    choices = groups(desk)
    left, right = st.columns(2)
    who = left.selectbox("Sector of groep", list(choices), key="wie")
    by = right.selectbox("Sorteer op", [_LETTER_ORDER, *heads], key="sorteer")
    years = [*reversed(desk.table.periods), _ALL_YEARS]
    year = left.radio("Jaar", years, horizontal=True, key="jaar")
    order = right.radio("Volgorde", (_HIGH, _LOW), horizontal=True, key="volgorde", disabled=by == _LETTER_ORDER)
    sorted_by = None if by == _LETTER_ORDER else heads.index(by)
    shown = chosen(found, choices[who], year, sorted_by, order)
    cells = table_html(shown, heads, desk, sorted_by, order)
    st.html(cells.table + odd_html(shown))
    _files(shown, heads, desk)
    bars = tuple(_bars(shown, year == _ALL_YEARS))
    words = in_words(shown)
    st.html(f'<div class="kb"><h2>Realisatie en doel</h2><p>{escaped(words)}</p></div>')
    if bars:
        st.altair_chart(charts.chart(bars, "Doel"), width="stretch", alt=words, key="beeld")
    st.html(cells.sources or "<div></div>")


def _files(shown: Sequence[Line], heads: Sequence[str], desk: Desk) -> None:
    names, rows = sheet(shown, heads, desk)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    with st.container(horizontal=True, gap="small", key="bestanden"):
        st.download_button("Download als CSV", lambda: charts.as_csv(names, rows), "cijfers.csv", "text/csv",
                           on_click="ignore", key="csv")  # fmt: skip
        st.download_button("Download als Excel", lambda: as_xlsx(names, rows), "cijfers.xlsx", kind,
                           on_click="ignore", key="xlsx")  # fmt: skip
