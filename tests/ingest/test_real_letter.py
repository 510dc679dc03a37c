"""The real letter, taken apart: every character in one place, every place on its page."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from corpus.documents import Block, BlockKind, Document, Sentence, Span
from corpus.dutch import parse_number, parse_number_word
from ingest.pipeline import Reading
from ingest.structure import uncovered

SECTORS = [
    "Rijk", "Defensie", "Gemeenten", "Provincies", "Waterschappen", "Politie", "Universitaire medische centra (umc’s)",
    "Primair onderwijs", "Voortgezet onderwijs", "Middelbaar beroepsonderwijs", "Hoger beroepsonderwijs",
    "Wetenschappelijk onderwijs", "Onderzoeksinstellingen",
]  # fmt: skip
#: The character (or word) right before each footnote marker, as a person reads the letter.
MARKED = {
    1: "2019", 2: "2024.", 3: "opgave.", 4: "staan.", 5: "geregistreerd", 6: "trends", 7: "personeelstekorten",
    8: "Binnenwerk", 9: "20%.", 10: "HARRIE", 11: "Kort",
}  # fmt: skip


def squeezed(text: str) -> str:
    """A text without its white space."""
    return re.sub(r"\s+", "", text)


def source_of(document: Document, sentence: Sentence, markers: set[int]) -> str:
    """The characters of a sentence in the stored letter, footnote markers and white space taken out."""
    offsets = (offset for span in sentence.spans for offset in range(span.start, span.end))
    return squeezed("".join(document.text[offset] for offset in offsets if offset not in markers))


@pytest.fixture(scope="module")
def markers(document: Document) -> set[int]:
    """The places of the digits that are footnote markers."""
    return {
        offset
        for block in document.blocks
        for marker in block.markers
        for offset in range(marker.span.start, marker.span.end)
    }


def block_with(document: Document, text: str) -> Block:
    """The one block whose text holds these words."""
    (found,) = [block for block in document.blocks if text in block.text]
    return found


# --- every character in one place ---------------------------------------------------------------


def test_every_character_lies_in_exactly_one_block(document: Document, letter_text: str) -> None:
    assert document.text == letter_text
    times = Counter(
        offset for block in document.blocks for span in block.covers for offset in range(span.start, span.end)
    )
    assert max(times.values()) == 1
    assert [offset for offset, char in enumerate(letter_text) if not char.isspace() and offset not in times] == []
    assert uncovered(document) == []


def test_a_missing_or_doubled_character_would_be_noticed(document: Document) -> None:
    lost = document.model_copy(update={"blocks": document.blocks[:3] + document.blocks[4:]})
    doubled = document.model_copy(update={"blocks": (*document.blocks, document.blocks[3])})
    assert [span.page for span in uncovered(lost)] == [1]
    assert len(uncovered(doubled)) == 1


def test_blocks_stand_in_the_order_of_the_letter_except_what_was_set_aside(document: Document) -> None:
    aside = (BlockKind.FOOTNOTE, BlockKind.HEAD)
    starts = [block.covers[0].start for block in document.blocks if block.kind not in aside]
    assert starts == sorted(starts)


# --- pages --------------------------------------------------------------------------------------


def test_the_letter_has_22_pages(document: Document) -> None:
    assert document.pages.numbers == tuple(range(1, 23))
    assert document.pages.starts == tuple(sorted(document.pages.starts))
    assert document.page_count == 22


@pytest.mark.parametrize(
    ("heading", "page"),
    [
        ("Resultaten 2024", 2),
        ("Doelgroep op de arbeidsmarkt", 2),
        ("Rijk", 2),
        ("Defensie", 3),
        ("Politie", 6),
        ("Primair onderwijs", 9),
        ("Onderzoeksinstellingen", 15),
        ("Motie leden Buijsse en De Kort", 16),
        ("Bijlage 1", 18),
        ("Maatregelen Rijk", 19),
        ("Behoud en doorstroom", 20),
        ("VN-verdrag Handicap", 22),
    ],
)
def test_a_heading_is_on_its_page(document: Document, heading: str, page: int) -> None:
    assert [section.page for section in document.sections if section.path[-1] == heading] == [page]


@pytest.mark.parametrize(
    ("sector", "page"),
    [("Rijk", 2), ("Defensie", 3), ("Politie", 7), ("Middelbaar beroepsonderwijs", 11), ("Onderzoeksinstellingen", 15)],
)
def test_the_figures_of_a_sector_are_on_their_page(document: Document, sector: str, page: int) -> None:
    (table,) = [t for t in document.tables if document.sections[t.section].path[0] == sector]
    assert {row.span.page for row in table.rows} == {page}


def test_every_address_names_the_page_on_which_it_starts(reading: Reading) -> None:
    document = reading.document
    spans: list[Span] = [span for block in document.blocks for span in block.covers]
    spans += [span for block in document.blocks for sentence in block.sentences for span in sentence.spans]
    spans += [marker.span for block in document.blocks for marker in block.markers]
    spans += [span for fact in reading.facts for span in (fact.cell, *fact.spans)]
    spans += [note.span for note in document.footnotes]
    assert [span for span in spans if span.page != document.pages.at(span.start)] == []


def test_text_before_and_after_the_running_head_is_one_sentence_on_two_pages(document: Document) -> None:
    block = block_with(document, "de samenwerking met leveranciers intensief, maar zullen met name")
    (sentence,) = [s for s in block.sentences if "leveranciers intensief" in s.text]
    assert [span.page for span in sentence.spans] == [20, 21]


def test_the_running_head_is_set_aside(reading: Reading) -> None:
    (head,) = [block for block in reading.document.blocks if block.kind is BlockKind.HEAD]
    assert squeezed(head.text).startswith("DGDigitalisering&Overheidsorganisatie")
    assert head.text.endswith("Pagina 21 van 22")
    inside = [head.covers[0].start, head.covers[-1].end]
    for analysed in reading.passages:
        assert not re.search(r"Pagina \d+ van \d+|DGDOO|Onze referentie", analysed.passage.text)
        for span in (span for sentence in analysed.passage.sentences for span in sentence.spans):
            assert span.end <= inside[0] or span.start >= inside[1]


# --- sections -----------------------------------------------------------------------------------


def test_every_sector_has_the_same_three_sections(document: Document) -> None:
    paths = [section.path for section in document.sections]
    for sector in SECTORS:
        assert paths.count((sector,)) == 1
        under = [path[1] for path in paths if path[0] == sector and len(path) > 1]
        assert under == ["Cijfermatige realisatie", "Algemeen beeld", "Activiteiten in 2024 en doorkijk naar 2025"]


@pytest.mark.parametrize(
    "name",
    [
        "Voortgang banenafspraak overheid 2024",
        "Defensie › Cijfermatige realisatie",
        "Motie leden Buijsse en De Kort",
        "Meer banen creëren",
        "Digitale toegankelijkheid",
        "Bijlage 1 › Cijfermatige realisatie",
        "Bijlage 1 › Binnenwerk",
        "Bijlage 1 › Maatregelen Rijk › Rijksbrede plan",
        "Bijlage 1 › Maatregelen Rijk › VN-verdrag Handicap",
    ],
)
def test_a_section_is_named_by_the_headings_above_it(document: Document, name: str) -> None:
    assert [section.name for section in document.sections].count(name) == 1


def test_a_heading_is_never_a_sentence_of_a_passage(reading: Reading) -> None:
    headings = {b.covers[0].start for b in reading.document.blocks if b.kind is BlockKind.HEADING}
    starts = {s.spans[0].start for a in reading.passages for s in a.passage.sentences}
    assert headings
    assert headings.isdisjoint(starts)


# --- words and lists ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "te laten maken met de organisatie, functie-eisen los te laten",
        "Het Rijk laat een stijging van 561 banen zien t.o.v. 2023 waarmee",
        "De Blauwe Baan is het interne werk- en begeleidingsprogramma van",
        "De Personeel & Organisatie-startpagina van Defensie",
        "Universiteiten bieden hierbij HARRIE-trainingen, buddy-structuren",
        "Zoals afgesproken in het Bestuurlijk Akkoord van 2019 informeer ik u",
        "de leden Buijsse en De Kort verzoekt de regering",
        "de markt- en overheidssector opgeheven",
    ],
)
def test_wrapped_and_split_words_are_joined(document: Document, text: str) -> None:
    assert block_with(document, text).kind is BlockKind.PARAGRAPH


def test_a_bullet_goes_on_after_the_empty_line_that_the_tool_left(document: Document) -> None:
    block = block_with(document, "de focus verlegd van instroom naar doorstroom en behoud.")
    assert block.kind is BlockKind.BULLET
    assert block.text.startswith("In 2024 hebben")
    assert block.text.endswith("capaciteit voor begeleiding.")


def test_bullets_under_a_bullet_are_one_level_deeper(document: Document) -> None:
    levels = {
        block_with(document, text).level: text
        for text in ("Stimuleren, committeren en samenwerken:", "Sinds 2015 staan in de cao bepalingen")
    }
    assert set(levels) == {0, 1}
    outer = block_with(document, "De Rijksscanstraat (9 scanstraten)")
    assert (outer.kind, outer.level) == (BlockKind.BULLET, 0)


def test_a_paragraph_that_the_page_break_cut_is_one_again(document: Document) -> None:
    block = block_with(document, "wetenschappelijk onderzoek en onderwijs. De hoge standaarden")
    assert block.page == 8
    assert block.covers[-1].end > document.pages.starts[8]


def test_captions_and_the_signature_are_no_paragraphs(document: Document) -> None:
    assert block_with(document, "Tabel 1 Aantal voltijdsbanen").kind is BlockKind.CAPTION
    assert block_with(document, "Figuur 1 Gerealiseerde").kind is BlockKind.CAPTION
    assert block_with(document, "F. Rijkaart").kind is BlockKind.SIGNATURE


# --- footnotes ----------------------------------------------------------------------------------


def test_each_footnote_is_tied_to_the_word_before_its_marker(document: Document) -> None:
    assert [note.number for note in document.footnotes] == list(MARKED)
    for note in document.footnotes:
        assert note.marker is not None
        assert note.marker.of(document.text) == str(note.number)
        assert document.text[: note.marker.start].endswith(MARKED[note.number])


def test_note_9_belongs_to_the_voortgezet_onderwijs(document: Document) -> None:
    note = document.footnotes[8]
    assert document.sections[note.section].path[0] == "Voortgezet onderwijs"
    assert note.text.startswith("Deze daling in 2024 komt deels doordat bij een bestuur")
    assert note.text.endswith("i.p.v. bij inkoop.")
    sentences = [s for b in document.blocks for s in b.sentences if 9 in s.notes]
    assert [s.text for s in sentences] == ["Het realisatiepercentage is daardoor gedaald naar 20%."]


def test_the_marker_behind_a_quarter_is_taken_out(document: Document) -> None:
    caption = block_with(document, "Tabel 1 Aantal voltijdsbanen")
    assert caption.text.endswith("Wet banenafspraak 2024Q4")
    assert [marker.number for marker in caption.markers] == [1]


def test_the_addresses_of_links_are_no_running_text(document: Document) -> None:
    for block in document.blocks:
        if block.kind is not BlockKind.FOOTNOTE:
            assert "http" not in block.text


# --- slices -------------------------------------------------------------------------------------


def test_every_sentence_slices_back_to_itself(document: Document, markers: set[int]) -> None:
    sentences = [sentence for block in document.blocks for sentence in block.sentences]
    assert len(sentences) > 300
    for sentence in sentences:
        assert squeezed(sentence.text) == source_of(document, sentence, markers)


def test_every_passage_is_its_sentences_and_slices_back_to_itself(reading: Reading, markers: set[int]) -> None:
    for analysed in reading.passages:
        passage = analysed.passage
        assert squeezed(passage.text) == squeezed("".join(sentence.text for sentence in passage.sentences))
        parts = [source_of(reading.document, sentence, markers) for sentence in passage.sentences]
        assert squeezed(passage.text) == "".join(parts)


def test_every_character_of_a_sentence_knows_its_source(document: Document) -> None:
    for sentence in (sentence for block in document.blocks for sentence in block.sentences):
        for at, char in enumerate(sentence.text):
            if not char.isspace():
                assert sentence.locate(at, at + 1).of(document.text) == char


def test_every_figure_slices_back_to_its_value(reading: Reading) -> None:
    text = reading.document.text
    for fact in reading.facts:
        written = fact.cell.of(text)
        if fact.from_table:
            written = re.sub(r"^\+/-\s*|\s*(?:fta|%)$", "", written)
        word = parse_number_word(written)
        assert (parse_number(written) if word is None else word) == fact.value
        assert any(span.start <= fact.cell.start and fact.cell.end <= span.end for span in fact.spans)


def test_passages_never_cross_sections(reading: Reading) -> None:
    document = reading.document
    section_of = {
        sentence.spans[0].start: document.sections[block.section].path
        for block in document.blocks
        for sentence in block.sentences
        if block.kind is not BlockKind.FOOTNOTE
    }
    aside = (BlockKind.FOOTNOTE, BlockKind.SIGNATURE)
    for analysed in (a.passage for a in reading.passages if a.passage.kind not in aside):
        assert {section_of[sentence.spans[0].start] for sentence in analysed.sentences} == {analysed.heading_path}


def test_every_sentence_of_the_letter_is_in_a_passage(reading: Reading) -> None:
    kinds = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CAPTION)
    written = {s.spans[0].start for b in reading.document.blocks if b.kind in kinds for s in b.sentences}
    searched = {s.spans[0].start for a in reading.passages for s in a.passage.sentences}
    assert written <= searched


def test_a_passage_is_no_longer_than_a_person_reads_at_once(reading: Reading) -> None:
    for analysed in reading.passages:
        assert len(analysed.passage.text) < 2500


def test_every_footnote_with_a_text_can_be_searched(reading: Reading) -> None:
    notes = [a.passage for a in reading.passages if a.passage.kind is BlockKind.FOOTNOTE]
    assert [note.text for note in notes] == [note.text for note in reading.document.footnotes]


def test_passages_have_ids_of_their_own(reading: Reading) -> None:
    assert len({analysed.passage.id for analysed in reading.passages}) == len(reading.passages)
