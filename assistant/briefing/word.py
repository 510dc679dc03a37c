"""A briefing as a Word document: real headings and lists, a table with a header row, a chart with a
description, live links, and Dutch as the language of the spelling check."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from assistant.briefing import style
from assistant.briefing.chart import as_png
from assistant.briefing.layout import Heading, Paragraph, Role, blocks, colophon
from assistant.briefing.model import Briefing, Chart, Grid

LANGUAGE = "nl-NL"
_SOURCE = "Bronverwijzing"
_CELL_MARGIN = 60
_PROPERTY = 255
"""How long a property of a Word document can be."""
_MACHINE = "Automatisch opgesteld door kamerbrief-assistent"


def as_docx(briefing: Briefing) -> bytes:
    """The briefing as the bytes of a .docx file; the same briefing gives the same text."""
    document = docx.Document()
    _page(document)
    _styles(document)
    _properties(document, briefing)
    _frame(document, briefing)
    document.add_paragraph(briefing.title, style="Title")
    if briefing.subtitle:
        document.add_paragraph(briefing.subtitle, style="Subtitle")
    for block in blocks(briefing):
        if isinstance(block, Heading):
            document.add_paragraph(block.text, style="Heading 1")
        elif isinstance(block, Grid):
            _grid(document, block)
        elif isinstance(block, Chart):
            _chart(document, block)
        else:
            _paragraph(document, block)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


# --- the page ----------------------------------------------------------------------------------


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595.3), Pt(841.9)
    section.left_margin = section.right_margin = Pt(style.MARGIN_X)
    section.top_margin, section.bottom_margin = Pt(style.MARGIN_TOP), Pt(style.MARGIN_BOTTOM)
    section.header_distance, section.footer_distance = Pt(26), Pt(22)


def _styles(document: WordDocument) -> None:
    looks: dict[str, tuple[float, bool, str, float, float]] = {
        "Normal": (style.BODY, False, style.INK, 0, style.SPACE["paragraph"]),
        "Title": (style.TITLE, True, style.BLUE, 0, 1),
        "Subtitle": (9, False, style.GREY, 0, 3),
        "Heading 1": (style.HEADING, True, style.BLUE, 7, 2),
        "List Bullet": (style.BODY, False, style.INK, 0, style.SPACE["paragraph"]),
        "Header": (8, False, style.GREY, 0, 0),
        "Footer": (style.FOOT, False, style.GREY, 0, 0),
        "Caption": (style.SMALL, False, style.GREY, 0, style.SPACE["source"]),
    }
    styles: Any = document.styles
    for name, (size, bold, colour, before, after) in looks.items():
        _look(styles[name], size, bold, colour, before, after)
    source = styles.add_style(_SOURCE, WD_STYLE_TYPE.CHARACTER)
    source.font.size, source.font.color.rgb = Pt(style.SMALL), _rgb(style.GREY)
    styles["List Bullet"].paragraph_format.left_indent = Pt(style.BULLET_INDENT)
    styles["List Bullet"].paragraph_format.first_line_indent = Pt(-style.BULLET_INDENT)
    styles["Heading 1"].paragraph_format.keep_with_next = True
    for crowding in styles["List Bullet"].element.pPr.findall(qn("w:contextualSpacing")):
        styles["List Bullet"].element.pPr.remove(crowding)
    _language(styles)


def _look(found: Any, size: float, bold: bool, colour: str, before: float, after: float) -> None:
    font, space = found.font, found.paragraph_format
    font.name, font.size, font.bold, font.italic = style.FONT, Pt(size), bold, False
    font.color.rgb = _rgb(colour)
    space.space_before, space.space_after, space.line_spacing = Pt(before), Pt(after), 1.03
    properties = found.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for kind in list(fonts.attrib):
        # A theme's typeface would win from the one that is named.
        if kind.endswith("Theme"):
            del fonts.attrib[kind]
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), style.FONT)
    tabs = None if found.element.pPr is None else found.element.pPr.find(qn("w:tabs"))
    if tabs is not None:
        found.element.pPr.remove(tabs)
    for tag in ("w:spacing", "w:kern"):
        for odd in properties.findall(qn(tag)):
            properties.remove(odd)
    paragraph = found.element.find(qn("w:pPr"))
    border = None if paragraph is None else paragraph.find(qn("w:pBdr"))
    if border is not None:
        paragraph.remove(border)


def _language(styles: Any) -> None:
    """Dutch for the spelling check, in the defaults of the document and in its base style."""
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for properties in (defaults, styles["Normal"].element.get_or_add_rPr()):
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        language = OxmlElement("w:lang")
        for kind in ("w:val", "w:eastAsia"):
            language.set(qn(kind), LANGUAGE)
        properties.append(language)


def _properties(document: WordDocument, briefing: Briefing) -> None:
    properties = document.core_properties
    properties.title = f"{briefing.form.label}: {briefing.title}"[:_PROPERTY]
    properties.subject = briefing.subtitle[:_PROPERTY]
    properties.author = _MACHINE
    properties.last_modified_by = _MACHINE
    properties.comments = colophon(briefing)[0][:_PROPERTY]
    letters = "; ".join(used.id for used in briefing.letters)
    properties.keywords = f"{briefing.form.value}; machinaal opgesteld; concept; {letters}"[:_PROPERTY]
    properties.category = briefing.status
    properties.content_status = "Concept"
    properties.language = LANGUAGE
    properties.version = briefing.version
    made = datetime.datetime.combine(briefing.date, datetime.time(), datetime.UTC)
    properties.created = properties.modified = made


def _frame(document: WordDocument, briefing: Briefing) -> None:
    """The form and the status at the head of each page, the colophon at its foot."""
    section = document.sections[0]
    head = section.header.paragraphs[0]
    head.paragraph_format.tab_stops.clear_all()
    head.paragraph_format.tab_stops.add_tab_stop(Pt(style.PAGE_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    form = head.add_run(briefing.form.label.upper())
    form.font.bold, form.font.color.rgb = True, _rgb(style.BLUE)
    status = head.add_run(f"\t{briefing.status}")
    status.font.bold = True
    lines = colophon(briefing)
    foot = section.footer.paragraphs[0]
    foot.add_run(lines[0])
    for line in lines[1:]:
        foot = section.footer.add_paragraph(style="Footer")
        foot.add_run(line)


# --- blocks ------------------------------------------------------------------------------------


def _paragraph(document: WordDocument, block: Paragraph) -> None:
    names = {Role.MESSAGE: "List Bullet", Role.BULLET: "List Bullet", Role.SOURCE: "Caption"}
    paragraph = document.add_paragraph(style=names.get(block.role, "Normal"))
    if block.label:
        label = paragraph.add_run(f"{block.label} ")
        label.font.bold = True
    for at, piece in enumerate(block.pieces):
        run = paragraph.add_run(f"{' ' if at else ''}{piece.text}")
        run.font.italic = True if block.role is Role.AUTHOR else None
        if piece.reference:
            paragraph.add_run(" ")
            if piece.url and block.role is not Role.SOURCE:
                _link(paragraph, piece.reference, piece.url)
            else:
                paragraph.add_run(piece.reference, style=_SOURCE)


def _link(paragraph: WordParagraph, text: str, url: str) -> None:
    """A reference that leads to the letter."""
    relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = Run(OxmlElement("w:r"), paragraph)
    run.style = paragraph.part.document.styles[_SOURCE]  # type: ignore[attr-defined]  # a document part, typed as any part
    run.text = text
    link.append(run._r)
    paragraph._p.append(link)


def _grid(document: WordDocument, grid: Grid) -> None:
    table: Any = document.add_table(rows=1 + len(grid.rows), cols=len(grid.columns))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    _describe(table, grid.caption)
    first = 0.30 if len(grid.columns) > 4 else 0.34
    widths = [first, *([(1 - first) / (len(grid.columns) - 1)] * (len(grid.columns) - 1))]
    for at, share in enumerate(widths):
        table.columns[at].width = Emu(int(Pt(style.PAGE_WIDTH * share)))
    rows = [grid.columns, *((row.label, *(cell.text for cell in row.cells)) for row in grid.rows)]
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Emu(int(Pt(style.PAGE_WIDTH * widths[at])))
            _cell(cell, text, head=number == 0, right=at > 0, slim=style.crowded(len(grid.rows)))
    _header_row(table.rows[0])


def _cell(cell: Any, text: str, *, head: bool, right: bool, slim: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(0.6 if slim else 1.2)
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(style.SLIM_TABLE if slim else style.TABLE), head or None
    properties = cell._tc.get_or_add_tcPr()
    borders = OxmlElement("w:tcBorders")
    border = OxmlElement("w:bottom")
    for name, value in (
        ("val", "single"),
        ("sz", "8" if head else "4"),
        ("space", "0"),
        ("color", style.BLUE[1:] if head else style.LINE[1:]),
    ):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)
    properties.append(borders)


def _header_row(row: Any) -> None:
    """Marks a row as the header of its table, repeated on a next page and read out for every cell."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _describe(table: Any, caption: str) -> None:
    properties = table._tbl.tblPr
    for tag in ("w:tblCaption", "w:tblDescription"):
        found = OxmlElement(tag)
        found.set(qn("w:val"), caption)
        properties.append(found)
    indent = OxmlElement("w:tblInd")
    for name, value in (("w", str(_CELL_MARGIN)), ("type", "dxa")):
        indent.set(qn(f"w:{name}"), value)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(_CELL_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(indent)
    layout.addnext(margins)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
        properties.append(look)
        look.set(qn("w:firstRow"), "1")


def _chart(document: WordDocument, chart: Chart) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(4), Pt(0)
    run = paragraph.add_run()
    picture = run.add_picture(BytesIO(as_png(chart)), width=Pt(style.PAGE_WIDTH))
    described = picture._inline.docPr
    described.set("descr", chart.alt)
    described.set("title", chart.caption)
    described.set("name", chart.caption)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:])
