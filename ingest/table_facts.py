"""Facts from tables: a fact for every cell that holds a figure.

A table is either of one subject, the heading it stands under, with a measure in every row ("Doel", "Realisatie"); or
its rows are the subjects ("Aardgas gebouwen", "Utrecht"), and its title or its columns say what is measured. The
latter has a caption or columns that are no years, and no row that the lexicon knows as a measure.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.documents import Cell, Document, Row, Table
from corpus.dutch import FUNCTION_WORDS, fold, lemma, parse_number, tokens
from corpus.facts import MEAN_ROW, SCALES, TOTAL_ROW, Fact
from corpus.lexicon import Lexicon
from ingest.nouns import is_participle
from ingest.periods import reporting_year
from ingest.read import letter_id
from ingest.structure import is_annex
from ingest.tables import CAPTION, CELL, YEAR

_NUMBERED = re.compile(r"^(?:Tabel|Figuur|Grafiek|Afbeelding)\s+\d+[.:]?\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]")
_BEHIND = re.compile(r",\s*(?:in\s+)?(?P<unit>[^,]*)$")
_EACH = "dag week maand kwartaal jaar uur persoon inwoner medewerker hoofd"
#: "Per provincie" says what the rows are, "per week" is part of what is measured.
_PER = re.compile(
    rf"\s+(?:per|naar|uitgesplitst naar)\s+(?!(?:{_EACH.replace(' ', '|')}|de|het|een)\b)(?P<kind>[^\W\d_][\w-]*)"
)
_YEARS = r"(?:19|20)\d{2}(?:\s*(?:[-–/]|en|tot en met|t/m)\s*(?:19|20)\d{2})?"
_IN_YEAR = re.compile(rf"\s*,?\s*(?:(?:in|over|van|per|t/m|ultimo|eind)\s+)?{_YEARS}")
_THOUSANDS = re.compile(r"(?:x|×|maal)\s*(?:€\s*)?1[. ]?000(?:[. ]?000)?", re.IGNORECASE)
_MONEY = re.compile(r"(?:€|euro)", re.IGNORECASE)
_SCALE_WORDS = tuple(
    (name, "|".join(word for word, power in SCALES.items() if power == SCALES[name]))
    for name in ("miljard", "miljoen", "duizend")
)
_NUMBER_OF = re.compile(r"^aantal(?:len)?\s+(?P<things>[^\W\d_][\w-]*)$", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:(?:eind)?totaal|totalen|alle)\b(?:\s+(?:van|voor|over|aantal|alle|de|het)\b)*", re.IGNORECASE)
_MEAN = re.compile(r"^gemiddelde?\b(?:\s+(?:van|voor|over|aantal|alle|de|het)\b)*", re.IGNORECASE)
_WHOLLY = frozenset({"generaal", "algemeen", "nederland", "landelijk", "nl"})
"""What may follow "totaal" and leaves it the total of all."""


class Named(NamedTuple):
    """What a title or a column says: its words, its unit and its year, each empty where it does not say so."""

    words: str
    unit: str
    year: str


def table_facts(document: Document, lexicon: Lexicon) -> list[Fact]:
    """A fact for every cell with a figure of every table."""
    return [fact for table in document.tables for fact in _facts(document, table, lexicon)]


def subject_of(path: tuple[str, ...], lexicon: Lexicon) -> tuple[str, str]:
    """Id and label of the subject of a section: the nearest heading upwards that names a sector,
    else the section's top heading, below that of an annex."""
    for heading in reversed(path):
        sector = lexicon.sector_of_heading(heading)
        if sector is not None:
            return sector.id, sector.label
    own = path[1:] if len(path) > 2 and is_annex(path[0]) else path
    return letter_id(own[0]), own[0]


def rows_are_subjects(table: Table, lexicon: Lexicon) -> bool:
    """Whether the rows of a table are whom it is about, and not what it measures."""
    if any(lexicon.measure_of_row(row.label) for row in table.rows):
        return False
    years = all(map(YEAR.fullmatch, table.columns))
    return not years or bool(CAPTION.match(table.caption))


def kind_of_rows(document: Document, table: Table) -> str:
    """What the rows of a table are, in the words of its corner, its title ("per provincie") or the sentence that points
    at it; empty where none says so."""
    if table.corner:
        return fold(table.corner)
    number = _NUMBERED.match(table.caption)
    pointing = [table.caption]
    if number is not None:
        name = fold(number.group()).strip(" .:")
        pointing += [s.text for b in document.blocks for s in b.sentences if re.search(rf"\b{name}\b", fold(s.text))]
    found = next((per for text in pointing if (per := _PER.search(text)) is not None), None)
    return fold(found["kind"]) if found is not None else ""


def named(text: str) -> Named:
    """A title or the name of a column, taken apart ("Uitstoot van CO2 (ton)" measures uitstoot in ton)."""
    text = _NUMBERED.sub("", text)
    plain = _BRACKETS.sub("", text)
    unit = next((u for part in _BRACKETS.findall(text) if not _abbreviates(part, plain) and (u := _unit(part))), "")
    text = plain
    behind = _BEHIND.search(text)
    if not unit and behind is not None and (found := _unit(behind["unit"])):
        unit, text = found, text[: behind.start()]
    year = YEAR.search(text)
    words = _IN_YEAR.sub("", _PER.sub("", text)).strip(" .,:-–")
    return Named(words, unit, year.group() if year is not None and len(YEAR.findall(text)) == 1 else "")


def _abbreviates(part: str, text: str) -> bool:
    """Whether capitals in brackets are short for the words in front of them ("Jongeren met jeugdhulp (JMH)")."""
    letters = iter(fold(text))
    starts = bool(text) and fold(text)[:1] == fold(part)[:1]
    return part.isupper() and len(part) > 1 and starts and all(c in letters for c in fold(part))


def _unit(text: str) -> str:
    """The unit in brackets: what is counted, or money, with its scale in words; empty for an aside."""
    scale = next((name for name, words in _SCALE_WORDS if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)), "")
    if _THOUSANDS.search(text):
        scale = "miljoen" if text.count("000") > 1 else "duizend"
    rest = _THOUSANDS.sub("", text)
    for _, words in _SCALE_WORDS:
        rest = re.sub(rf"\b(?:{words})\b\.?", "", rest, flags=re.IGNORECASE)
    money = "euro" if _MONEY.search(text) else ""
    rest = _MONEY.sub("", rest).removeprefix("in ").strip(" .,")
    if len(rest.split()) > 3 or YEAR.search(rest):
        return ""
    rest = re.sub(r"^aantal(?:len)?\s+", "", rest, flags=re.IGNORECASE)
    rest = "%" if fold(rest) in ("procent", "%", "percentage", "in %") else rest
    return " ".join(part for part in (scale, money or rest) if part)


def _facts(document: Document, table: Table, lexicon: Lexicon) -> list[Fact]:
    of_rows = rows_are_subjects(table, lexicon)
    facts = []
    for row in table.rows:
        for cell in row.cells:
            parts = CELL.fullmatch(cell.text)
            if parts is None:
                # "n.v.t.": there is no figure.
                continue
            written = _written(parts["unit"] or "", money=parts["euro"] is not None)
            about = _of_row(document, table, row, cell, written, lexicon) if of_rows else None
            facts.append(
                _fact(document, table, row, cell, about or _of_heading(document, table, row, cell, written, lexicon))
            )
    return facts


def _written(unit: str, *, money: bool) -> str:
    """The unit of a cell as it is named: "€ 12,3 mln" is in miljoen euro."""
    scale = next((name for name, words in _SCALE_WORDS if re.match(rf"(?:{words})\b", unit, re.IGNORECASE)), "")
    if not scale:
        return unit or ("euro" if money else "")
    return f"{scale} euro" if money or fold(unit).endswith("euro") else scale


class _About(NamedTuple):
    subject: str
    label: str
    measure: str
    counts: str
    period: str
    unit: str
    written: str
    sector: str
    kind: str = ""
    table: str = ""


def _of_heading(document: Document, table: Table, row: Row, cell: Cell, written: str, lexicon: Lexicon) -> _About:
    """A figure of the subject of the section, measured by the row."""
    subject, label = subject_of(document.sections[table.section].path, lexicon)
    measure = lexicon.measure_of_row(row.label)
    if measure is not None:
        unit = lexicon.unit_of(written) or written or measure.unit
        return _About(subject, label, measure.id, row.label, cell.column, unit, written,
                      subject if subject in lexicon.sectors else "")  # fmt: skip
    said = named(row.label)
    unit = lexicon.unit_of(written) or written or said.unit
    return _About(subject, label, letter_id(said.words), said.words, cell.column, unit, written,
                  subject if subject in lexicon.sectors else "")  # fmt: skip


def _of_row(document: Document, table: Table, row: Row, cell: Cell, written: str, lexicon: Lexicon) -> _About:
    """A figure of what the row names, measured by the column or, where that is a year, by the title."""
    path = document.sections[table.section].path
    title, column = named(table.caption or path[-1]), named(cell.column)
    of_column = not YEAR.fullmatch(cell.column)
    words = column.words if of_column else title.words
    period = column.year or title.year or named(path[-1]).year or reporting_year(document)
    unit = lexicon.unit_of(written) or written or column.unit or (title.unit if not of_column or title.unit else "")
    things = _NUMBER_OF.match(words)
    if things is not None and unit in ("", *(name for name, _ in _SCALE_WORDS)):
        # "Aantal spoedritten (x 1.000)" is in duizend spoedritten.
        unit = f"{unit} {things['things'].lower()}".strip()
    kind = kind_of_rows(document, table)
    sums = _summing_row(table, _TOTAL, kind, words)
    means = _summing_row(table, _MEAN, kind, words)
    sector = lexicon.sector_of_heading(row.label)
    if row is sums:
        subject, label = TOTAL_ROW, row.label
    elif row is means:
        subject, label = MEAN_ROW, row.label
    elif sector is not None:
        # In a table of its own a row is called as that table calls it.
        subject, label = sector.id, sector.label if letter_id(words) in lexicon.measures else row.label
    else:
        subject, label = letter_id(row.label), row.label
        # A second "Totaal" is a row like any other.
        subject = f"rij-{subject}" if subject in (TOTAL_ROW, MEAN_ROW) else subject
    return _About(subject, label, letter_id(words), words, period, unit, written, "", kind, _name_of(table))


def _name_of(table: Table) -> str:
    """A name for a table of which the rows are compared: its place in the letter."""
    span = table.rows[0].span
    return f"{span.letter}:{span.start}"


def _summing_row(table: Table, word: re.Pattern[str], kind: str, measured: str) -> Row | None:
    """The one row that sums up (or averages) the whole table; None where there is none, or more than one.

    Its label is the word alone, or that with what the rows are ("Totaal provincies") or what is measured ("Totaal
    woningen"). "Totaal toegekend" beside "Totaal ingediend" is a row like any other, as "Alle scholen met een
    wachtlijst" is.
    """
    head = re.split(r"\s+(?:per|naar|bij|voor|in)\s+", fold(measured))[0]
    # Of "baten en lasten" a total of either is none of both.
    nouns = {fold(kind), *(() if " en " in head else (w.fold for w in tokens(head) if not is_participle(w.text)))}
    known = {lemma(noun) for noun in nouns if noun} | _WHOLLY

    def of_all(row: Row) -> bool:
        found = word.match(row.label)
        if found is None:
            return False
        rest = [t.fold for t in tokens(_BRACKETS.sub("", row.label)[found.end() :]) if t.fold[0].isalpha()]
        rest = [w for w in rest if w not in FUNCTION_WORDS]
        bare = bool(rest) or fold(found.group()).strip() != "alle"
        return bare and all(lemma(w) in known for w in rest)

    rows = [row for row in table.rows if of_all(row)]
    return rows[0] if len(rows) == 1 else None


def _fact(document: Document, table: Table, row: Row, cell: Cell, about: _About) -> Fact:
    parts = CELL.fullmatch(cell.text)
    if parts is None:
        raise ValueError("no figure")
    return Fact(
        id=f"{document.letter.id}:{cell.span.start}",
        letter=document.letter.id,
        subject=about.subject,
        subject_label=about.label,
        measure=about.measure,
        period=about.period,
        value=parse_number(parts["number"]) * (-1 if parts["sign"] in ("-", "−", "–") else 1),
        unit=about.unit,
        written_unit=about.written,
        approximate=parts["approximate"] is not None,
        from_table=True,
        section=document.sections[table.section].name,
        sector=about.sector,
        counts=about.counts,
        kind_of_subject=about.kind,
        context=table.caption,
        table=about.table,
        spans=(row.span,),
        cell=cell.span,
    )
