"""Facts from running text: the figures in sentences, with what the sentence says they count.

A figure is a number in digits with the word after it as unit. Its period is the year written
behind it ("235,8 fta in 2023"), else before it, else the year of the table in its section. Its
measure is the last measure named before it, or follows from its unit. A qualifier (SROI, inkoop)
holds for the sentence, and for the next one where that points back ("in dat geval").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from corpus.documents import Block, BlockKind, Document, Sentence
from corpus.dutch import FUNCTION_WORDS, NUMBER_PATTERN, fold, parse_number, parse_number_word, tokens
from corpus.facts import Fact, FactKind, Remark
from corpus.lexicon import Lexicon
from ingest.table_facts import subject_of

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_NUMBER = re.compile(rf"(?<![\w.,/-]){NUMBER_PATTERN}(?![\w/]|[.,]\d)")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?![\d%]|[.,]\d)")
_BASELINE = re.compile(
    r"(?:t\.o\.v\.|ten opzichte van|vergeleken met|dan in|sinds|vanaf|na|voor)\s*(?:het jaar\s*)?$", re.IGNORECASE
)
_CHANGE_BEFORE = re.compile(
    r"\b(?:stijging|stijgende|daling|dalende|groeiende|toename|afname|groei|krimp|verschil|extra|meer|minder)\b[^.;,]*$",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    r"^\s*(?:(?:extra|nieuwe)\b|\w*\s*(?:meer|minder)\b|\w*\s*(?:gestegen|gedaald|toegenomen|afgenomen)\b|\w*\s*(?:bij|erbij|af|weg)\s*(?:[.,;]|$))",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"^\W*(?:in dat geval|dan|daarmee|zo|hiermee)\b", re.IGNORECASE)
_INCLUDED = re.compile(
    r"\b(?:inclusief|incl\.?|meegeteld|meegerekend|meegenomen|meetellen|optellen|opgeteld|met inbegrip)\b"
    r"|\brekening\b.*\bgehouden\b",
    re.IGNORECASE,
)
_APPROXIMATE = re.compile(
    r"(?:\+/-|±|\bca\.?|\bcirca|\bongeveer|\bzo[’']n|\bbijna|\bruim|\bschatting van|\bveelal)\s*$",
    re.IGNORECASE,
)
_NEAR = 3
_ADJECTIVES = 3
_WORD = re.compile(r"\s*(%|[^\W\d_][\w’'&-]*)")
_ADJECTIVE = re.compile(r"[a-zëéï-]{3,}e|extra|meer|minder")
_RANGE = re.compile(r"\s*(?:naar|tot|tot en met|t/m|en|à|van de|-|–)\s*")
_QUARTER = re.compile(r"\b(eerste|tweede|derde|vierde|laatste)\s+kwartaal\s+van\s+((?:19|20)\d{2})\b", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\baantal\s+(?:[\w’'-]+e\s+)?([\w’'-]+)", re.IGNORECASE)
_QUARTERS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4}
_PARTIAL = r"\b(?:een|een enkele?|sommige|enkele|enige|een aantal)\s+{name}\b"

#: What a number in digits is when it is no quantity, by what stands around it.
NON_QUANTITIES = {
    "datum": re.compile(rf"\b\d{{1,2}}\s+(?:{_MONTHS})\b", re.IGNORECASE),
    "vindplaats": re.compile(
        r"\b(?:Kamerstuk(?:ken)?|Staatsblad|Staatscourant|Stb\.|Stcrt\.|Handelingen)\b[^;.\n]*?(?:\(\d{4}\)|,\s*(?:nr\.\s*)?\d+|$)"
    ),
    "verwijzing": re.compile(
        r"\b(?:Bijlage|Tabel|Figuur|Grafiek|artikel|noot|pagina|hoofdstuk|paragraaf)\s+\d+\b", re.IGNORECASE
    ),
    "norm": re.compile(r"\b[A-Z]{2,}(?:[- ][A-Z]+)*\s\d[\d .:-]*\d\b"),
    "kwartaal": re.compile(r"\b(?:19|20)\d{2}Q[1-4]\b"),
    "jaartal": _YEAR,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a sentence that counts something: ``text[start:end]``, its value and unit word;
    ``unit_end`` is where the unit word ends."""

    start: int
    end: int
    value: Decimal
    unit_word: str
    unit_end: int


@lru_cache(maxsize=512)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a sentence that are quantities, in digits and written out, in order."""
    masked = text
    for pattern in NON_QUANTITIES.values():
        masked = pattern.sub(lambda m: "·" * len(m.group()), masked)
    numbers = [(m.start(), m.end(), parse_number(m.group())) for m in _NUMBER.finditer(masked)]
    for token in tokens(masked):
        written = None if token.is_number else parse_number_word(token.text)
        if written is not None:
            numbers.append((token.start, token.end, Decimal(written)))
    numbers.sort()
    found: list[Quantity] = []
    for start, end, value in reversed(numbers):
        word, unit_end = _unit_word(text, end)
        following = found[-1] if found else None
        if following is not None and _RANGE.fullmatch(text[end : following.start]):
            # "870 naar 1.085 banen", "15 tot en met 39 jaar", "vier van de vijf departementen"
            word, unit_end = following.unit_word, end
        found.append(Quantity(start, end, value, word, unit_end))
    return tuple(found[::-1])


def _unit_word(text: str, end: int) -> tuple[str, int]:
    """The word that says what is counted, and where it ends: the first noun behind the number."""
    at = end
    for _ in range(_ADJECTIVES + 1):
        match = _WORD.match(text, at)
        if match is None:
            break
        word, at = match.group(1), match.end()
        if not _ADJECTIVE.fullmatch(word) or word in ("%", "jaar"):
            return word, at
    match = _WORD.match(text, end)
    return (match.group(1), match.end()) if match else ("", end)


def narrative_facts(document: Document, lexicon: Lexicon) -> list[Fact]:
    """The facts in the running text of the sections that have a subject."""
    reporting = max((max(table.columns) for table in document.tables), default="")
    in_fta = _subjects_in_fta(document, lexicon)
    facts: list[Fact] = []
    carried: tuple[str, ...] = ()
    for block in document.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.BULLET):
            continue
        context = period = ""
        for sentence in block.sentences:
            period = _quarter(sentence.text) or period
            own = _qualifiers(sentence.text, lexicon)
            if not own and _POINTS_BACK.match(sentence.text):
                own = carried
            carried = own
            facts.extend(_facts(document, block, sentence, context, own, period or reporting, in_fta, lexicon))
            context = sentence.text
    return facts


def remarks(document: Document, lexicon: Lexicon) -> list[Remark]:
    """The sentences that limit the figures of a sector, footnotes included."""
    notes = {note.span.start: note.section for note in document.footnotes}
    found = []
    for block in document.blocks:
        section = document.sections[notes.get(block.covers[0].start, block.section)]
        subject, _ = subject_of(section.path, lexicon)
        if subject not in lexicon.sectors:
            continue
        for sentence in block.sentences:
            named = tuple(q.removeprefix("incl-") for q in _qualifiers(sentence.text, lexicon))
            folded = fold(sentence.text)
            found += [
                Remark(
                    letter=document.letter.id, kind=words.kind, subject=subject, qualifiers=named,
                    text=sentence.text, section=section.name, spans=sentence.spans,
                )
                for words in lexicon.remark
                if any(re.search(rf"\b{re.escape(fold(word))}\b", folded) for word in words.words)
            ]  # fmt: skip
    return found


def _subjects_in_fta(document: Document, lexicon: Lexicon) -> set[str]:
    """The sectors whose table counts fta."""
    return {
        subject_of(document.sections[table.section].path, lexicon)[0]
        for table in document.tables
        if any(" fta" in cell.text for row in table.rows for cell in row.cells)
    }


def _facts(
    document: Document, block: Block, sentence: Sentence, context: str, qualifiers: tuple[str, ...],
    reporting: str, in_fta: set[str], lexicon: Lexicon,
) -> Iterator[Fact]:  # fmt: skip
    section = document.sections[block.section]
    subject, label = subject_of(section.path, lexicon)
    in_sector = subject in lexicon.sectors
    text = sentence.text
    found = quantities(text)
    periods = _periods(text, found, reporting)
    wholes = {
        part: f"{document.letter.id}:{sentence.locate(found[whole].start, found[whole].end).start}"
        for part, whole in _parts(text, found)
    }
    counted = next((q.unit_word for q in reversed(quantities(context)) if _is_noun(q.unit_word)), "")
    for index, quantity in enumerate(found):
        before, after = text[: quantity.start], text[quantity.end :]
        next_start = found[index + 1].start if index + 1 < len(found) else len(text)
        own = _figure_qualifiers(text[quantity.end : next_start], lexicon)
        counted = _counted(quantity.unit_word, before, counted)
        unit = lexicon.unit_of(counted) or fold(counted)
        following = re.split(r"[.;:,()]", text[quantity.unit_end : next_start])[0]
        measure = _measure(before, following, unit, qualifiers, own, in_sector, lexicon)
        changed = bool(_CHANGE_BEFORE.search(_clause(before))) or bool(_CHANGE_AFTER.match(after.removeprefix("%")))
        cell = sentence.locate(quantity.start, quantity.end)
        yield Fact(
            id=f"{document.letter.id}:{cell.start}",
            letter=document.letter.id,
            subject=subject,
            subject_label=label,
            measure=measure,
            period=periods[index],
            value=quantity.value,
            # Where the table of a sector counts fta, its text writes "banen" for the same.
            unit="fta" if subject in in_fta and unit == "banen" and measure in lexicon.measures else unit,
            written_unit=counted,
            qualifiers=own or qualifiers,
            kind=FactKind.CHANGE if changed else FactKind.LEVEL,
            approximate=bool(_APPROXIMATE.search(before)),
            partial=_is_partial(before, subject, lexicon),
            section=section.name,
            whole=wholes.get(index, ""),
            sentence=text,
            context=context,
            at=quantity.start,
            spans=sentence.spans,
            cell=cell,
        )


def _figure_qualifiers(stretch: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The qualifiers named between a figure and the next one, such as the kind of contract."""
    return tuple(q.id for q in lexicon.qualifier if q.of == "figure" and any(_positions(n, stretch) for n in q.names))


def _parts(text: str, found: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """Which quantities are a part of which: "vier van de vijf", "Van de 51 scholen zijn er 44 …"."""
    for index, (first, second) in enumerate(pairwise(found)):
        if re.fullmatch(r"\s*van de\s*", text[first.end : second.start]):
            yield index, index + 1
        elif re.search(r"\bvan de\s*$", text[: first.start], re.IGNORECASE) and re.search(
            r"\b(?:zijn|waren|hebben|hadden|is|was)\s+er\s*$", text[: second.start]
        ):
            yield index + 1, index


def _is_noun(word: str) -> bool:
    return bool(word) and word != "%" and fold(word) not in FUNCTION_WORDS and fold(word) not in ("meer", "minder")


def _counted(word: str, before: str, earlier: str) -> str:
    """What a number without a noun behind it counts: "het aantal personen … is 142.421", else what
    the number before it counted ("Dat zijn er 2.067 meer")."""
    if word == "%" or _is_noun(word):
        return word
    named = _NUMBER_OF.findall(before)
    return str(named[-1]) if named else earlier


def _clause(before: str) -> str:
    return re.split(r"[;:(]|, (?:dat|die|waarvan|waarmee)\b", before)[-1]


def _qualifiers(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The qualifiers a sentence names; ``incl-`` where it speaks of the total with it."""
    folded = fold(text)
    found = []
    for qualifier in lexicon.qualifier:
        if qualifier.of == "sentence" and any(
            re.search(rf"\b{re.escape(fold(name))}\b", folded) for name in qualifier.names
        ):
            found.append(f"incl-{qualifier.id}" if _INCLUDED.search(text) else qualifier.id)
    return tuple(found)


def _measure(
    before: str, following: str, unit: str, qualifiers: tuple[str, ...], own: tuple[str, ...], in_sector: bool,
    lexicon: Lexicon,
) -> str:  # fmt: skip
    """The measure a figure is of, or the noun it counts.

    A percentage with a qualifier of its own is a share. Else it is a measure of the same unit that
    is named: just before the figure ("de doelstelling van 5.540 banen"), behind it ("5.540 banen
    moeten realiseren"), or anywhere before it. Else, under a sector, jobs are its realisation, and
    a percentage that includes a qualifier is the realisation as a percentage.
    """
    by_unit = {"fta": "fta", "banen": "fta", "%": "%"}.get(unit)
    if by_unit is None:
        return unit
    if unit == "%" and own:
        return "aandeel"
    earlier = _named(before, by_unit, lexicon)
    if earlier and len(before[earlier[-1][0] :].split()) <= _NEAR:
        return earlier[-1][1]
    later = _named(following, by_unit, lexicon)
    if later:
        return later[0][1]
    if earlier:
        return earlier[-1][1]
    included = any(q.startswith("incl-") for q in qualifiers)
    if in_sector and (by_unit == "fta" or included):
        return next((m.id for m in lexicon.measure if m.weak and m.unit == by_unit), unit)
    return unit


def _named(text: str, unit: str, lexicon: Lexicon) -> list[tuple[int, str]]:
    """The measures of a unit named in a text, with their places, in order."""
    return sorted(
        (position, measure.id)
        for measure in lexicon.measure
        if measure.unit == unit
        for name in measure.names
        for position in _positions(name, text)
    )


def _positions(name: str, text: str) -> list[int]:
    return [m.start() for m in re.finditer(rf"\b{re.escape(fold(name))}\b", fold(text))]


def _periods(text: str, found: Sequence[Quantity], reporting: str) -> list[str]:
    """The period of each quantity; the start of "van 870 naar 1.085" is of the year before."""
    periods = [_period(text, quantity, reporting) for quantity in found]
    for index, (first, second) in enumerate(pairwise(found)):
        opens = text[: first.start].rstrip().endswith("van")
        between = text[first.unit_end : second.start].strip()
        if (
            opens
            and between in ("naar", "tot")
            and periods[index] == periods[index + 1]
            and periods[index][:4].isdigit()
        ):
            periods[index] = str(int(periods[index][:4]) - 1)
    return periods


def _quarter(text: str) -> str:
    """The quarter a sentence is about, if it names one: "2024Q4"."""
    match = _QUARTER.search(text)
    return f"{match.group(2)}Q{_QUARTERS[match.group(1).lower()]}" if match else ""


def _period(text: str, quantity: Quantity, reporting: str) -> str:
    """The year a figure is of; years that are only a point of comparison do not count."""
    if "Q" in reporting and _quarter(text) == reporting:
        return reporting
    spans = [(q.start, q.end) for q in quantities(text)]
    years = [m for m in _YEAR.finditer(text) if not _BASELINE.search(text[: m.start()])]
    nearest_after = next((m for m in years if m.start() >= quantity.end), None)
    following = next((s for s, _ in spans if s >= quantity.end), len(text))
    if nearest_after is not None and nearest_after.start() < following:
        between = text[quantity.end : nearest_after.start()]
        if not re.search(r"[.;()]", between) and len(between.split()) <= 6:
            return nearest_after.group()
    opening = max(text.rfind("(", 0, quantity.start), 0)
    if ")" in text[opening : quantity.start]:
        opening = 0
    inside = [m for m in years if opening <= m.start() < quantity.start]
    if opening:
        return inside[-1].group() if inside else reporting
    loose = [m for m in inside if not _in_brackets(text, m.start())]
    return loose[-1].group() if loose else reporting


def _in_brackets(text: str, index: int) -> bool:
    return text.rfind("(", 0, index) > text.rfind(")", 0, index)


def _is_partial(before: str, subject: str, lexicon: Lexicon) -> bool:
    """Whether a figure is of only some of the sector: "één umc", "middelgrote hogescholen"."""
    sector = lexicon.sectors.get(subject)
    if sector is None:
        return False
    names = "|".join(re.escape(fold(name)) for name in sector.names)
    folded = fold(before)
    if re.search(_PARTIAL.format(name=rf"(?:{names})"), folded):
        return True
    return any(adjective not in FUNCTION_WORDS for adjective in re.findall(rf"\b([a-z]+e)\s+(?:{names})\b", folded))
