"""Facts from tables: a fact for every cell, with the sector of the section it stands in."""

from __future__ import annotations

from corpus.documents import Document, Table
from corpus.dutch import parse_number
from corpus.facts import Fact
from corpus.lexicon import Lexicon
from ingest.read import letter_id
from ingest.tables import CELL


def table_facts(document: Document, lexicon: Lexicon) -> list[Fact]:
    """A fact for every cell of every table that stands under a named subject."""
    return [fact for table in document.tables for fact in _facts(document, table, lexicon)]


def subject_of(path: tuple[str, ...], lexicon: Lexicon) -> tuple[str, str]:
    """Id and label of the subject of a section: the nearest heading upwards that names a sector,
    else the section's top heading."""
    for heading in reversed(path):
        sector = lexicon.sector_of_heading(heading)
        if sector is not None:
            return sector.id, sector.label
    return letter_id(path[0]), path[0]


def _facts(document: Document, table: Table, lexicon: Lexicon) -> list[Fact]:
    section = document.sections[table.section]
    subject, label = subject_of(section.path, lexicon)
    facts = []
    for row in table.rows:
        measure = lexicon.measure_of_row(row.label)
        for cell in row.cells:
            parts = CELL.fullmatch(cell.text)
            if parts is None:  # pragma: no cover - find_table admits only such cells
                continue
            written = parts.group("unit") or ""
            unit = lexicon.unit_of(written) or (measure.unit if measure else "")
            facts.append(
                Fact(
                    id=f"{document.letter.id}:{cell.span.start}",
                    letter=document.letter.id,
                    subject=subject,
                    subject_label=label,
                    measure=measure.id if measure else letter_id(row.label),
                    period=cell.column,
                    value=parse_number(parts.group("number")),
                    unit=unit,
                    written_unit=written,
                    approximate=parts.group("approximate") is not None,
                    from_table=True,
                    section=section.name,
                    sector=subject if subject in lexicon.sectors else "",
                    counts=row.label,
                    spans=(row.span,),
                    cell=cell.span,
                )
            )
    return facts
