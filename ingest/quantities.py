"""The numbers of a sentence: which of them are quantities, what they count, and what the others are.

A number that is no quantity has a name for what it is (``NON_QUANTITIES`` and the word classes
below it), so that every number of a letter can be accounted for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus.dutch import (
    FUNCTION_WORDS,
    MONTHS,
    NUMBER_PATTERN,
    fold,
    parse_half,
    parse_number,
    parse_number_word,
    parse_ordinal_word,
    parse_share,
    plain_number,
    tokens,
)
from ingest.nouns import noun_phrase

A_MONTH = "|".join(MONTHS)
_YEAR_DIGITS = r"(?:19|20)\d{2}"
_NUMBER = re.compile(rf"(?<![\w.,/])(?<![^\W\d_]-)(?:(?<![\d-])[-−](?=\d))?(?P<bare>{NUMBER_PATTERN})(?![\w/]|[.,]\d)")
YEAR = re.compile(rf"(?<![\d.,]){_YEAR_DIGITS}(?![\d%]|[.,]\d)")
_RANGE = re.compile(r"\s*(?:naar|tot|tot en met|t/m|en|à|van de|op de|-|–)\s*")
_SCALE = re.compile(r"\s*(duizend|miljoen|miljard|mln\.?|mld\.?)(?!\w)", re.IGNORECASE)
_SCALES = {"duizend": 3, "miljoen": 6, "mln": 6, "miljard": 9, "mld": 9}
_SHARE_WORDS = re.compile(
    r"\b(?:de helft|een kwart|driekwart"
    r"|(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen) (?:kwart|[^\W\d_]+de|achtste))\b"
    r"(?=\s+(?:van|deel|hiervan|daarvan)\b)",
    re.IGNORECASE,
)
_TENS_OF = re.compile(r"(?:een\s+)?(?P<word>[^\W\d_]+)tal", re.IGNORECASE)
_INDEFINITE = frozenset("tientallen honderden duizenden miljoenen miljarden tienduizenden honderdduizenden".split())
_BOTH = frozenset({"beide", "beiden", "allebei"})
_COUNTED_ONE = re.compile(r"\s+(?:van|op) de (?P<whole>[^\W_]+)", re.IGNORECASE)

#: What a number in digits is when it is no quantity, by what stands around it.
NON_QUANTITIES = {
    "webadres": re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+"),
    "datum": re.compile(
        rf"\b\d{{1,2}}\s+(?:{A_MONTH})\b(?:\s+{_YEAR_DIGITS}\b)?|\b\d{{1,2}}-\d{{1,2}}-{_YEAR_DIGITS}\b", re.IGNORECASE
    ),
    "vindplaats": re.compile(
        r"\b(?:Kamerstuk(?:ken)?|Aanhangsel|Staatsblad|Staatscourant|Stb\.|Stcrt\.|Handelingen)\b"
        r"[^;.\n]*?(?:\(\d{4}\)|,\s*(?:nr\.\s*)?\d+|$)"
        r"|\b(?:dossier|kamerstuknummer|dossiernummer)\s+\d{2}\s?\d{3}\b|\b[A-Za-z]{2,6}-\d+-\d+\b"
        # A dossier's number with its title; in figures thousands are parted by a full stop.
        r"|(?<![\w.,])\d{2} \d{3}(?=,?\s+(?:[A-Z]|nr))"
    ),
    "verwijzing": re.compile(
        r"\b(?:Bijlage|Tabel|Figuur|Grafiek|artikel|art\.|noot|voetnoot|pagina|p\.|blz\.|hoofdstuk|paragraaf|nr\.|lid)"
        r"\s+\d+(?:\.\d+)*[a-z]?\b",
        re.IGNORECASE,
    ),
    "tijdstip": re.compile(r"\b\d{1,2}[.:]\d{2}\s+uur\b|\b\d{1,2}:\d{2}\b"),
    "telefoonnummer": re.compile(r"(?<!\w)(?:\+31\s?|0)\d{1,3}[- ]\d{6,8}\b"),
    "postcode": re.compile(r"\b[1-9]\d{3}\s[A-Z]{2}(?=\s+[A-Z][a-z])"),
    "norm": re.compile(r"\b(?!SROI|SDG)[A-Z]{2,}(?:[- ][A-Z]+)*\s\d[\d .:-]*\d\b"),
    "kwartaal": re.compile(rf"\b{_YEAR_DIGITS}Q[1-4]\b|\b[QK][1-4]\b"),
    "rangtelwoord": re.compile(r"\b\d+(?:e|de|ste)\b"),
    "opsommingsteken": re.compile(r"^\(?\d{1,2}[.)](?=\s|$)|(?<=\s)\(\d{1,2}\)(?=\s+[a-z])"),
    "kenmerk": re.compile(
        r"(?<![\w.,])(?=[\w/-]*\d)(?:[\w]*[^\W\d_][\w]*[/-])?\w*(?:[^\W\d_]\d|\d[^\W\d_])[\w/-]*"
        r"|(?<![\w.,])\d+(?:[/-]\d+)*[/-]0\d+(?:[/-]\d+)*|(?<![\w.,])\d+/\d+(?:/\d+)*|(?<![\w.,])0\d+"
    ),
    "schaal": re.compile(r"(?:(?<=\s)|(?<=\())(?:x|×|maal)\s*(?:€\s*)?1(?:[. ]?000)+\b", re.IGNORECASE),
    "noemer": re.compile(r"\b(?:per|op elke)\s+\d+(?:\.\d{3})*\b", re.IGNORECASE),
    "jaartal": YEAR,
    "nummer": re.compile(r"(?<![\w,])\d+(?:\.\d+)+(?![\w%]|,\d)(?<!\.\d{3})"),
}
_WITHOUT_DIGITS = ("webadres", "vindplaats")
"""The only kinds of `NON_QUANTITIES` that a text without a digit can hold."""
_DIGIT = re.compile(r"\d")
_WORD_COMPOUND = re.compile(
    r"(?P<number>[^\W\d_]+?)-?(?:minuten|urig|uren|daags?|dagen|week|weken|wekelijks|maand|maandelijks|jarig|jaren|jaars"
    r"|delig|ledig|voud|voudig|talig|luik|zijdig|persoons|kamer|sporen|stappen)[^\W\d_]*"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a sentence that counts something: ``text[start:end]`` and its value.

    ``unit_word`` is the noun behind it (``unit_end`` is where that ends), ``phrase`` the noun with
    its adjectives. ``hedged`` marks a number that is round by its very word ("een tiental").
    """

    start: int
    end: int
    value: Decimal
    unit_word: str
    unit_end: int
    phrase: str = ""
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text, ``text[start:end]``: a quantity, or else the name of what it is."""

    start: int
    end: int
    kind: str


@lru_cache(maxsize=1024)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a sentence that are quantities, in digits and written out, in order."""
    found: list[Quantity] = []
    for start, end, value, hedged, is_share in reversed(_values(text)):
        word, phrase, unit_end = ("%", "%", end) if is_share else _counted(text, start, end)
        following = found[-1] if found else None
        if following is not None and _RANGE.fullmatch(text[end : following.start]):
            # "870 naar 1.085 banen", "15 tot en met 39 jaar", "vier van de vijf departementen"
            word, phrase, unit_end = following.unit_word, following.phrase, end
        found.append(Quantity(start, end, value, word, unit_end, phrase, hedged))
    return tuple(found[::-1])


@lru_cache(maxsize=1024)
def others(text: str) -> tuple[Number, ...]:
    """The numbers of a text that are no quantities, each with what it is, in order."""
    found: list[Number] = []
    masked = text
    for kind, pattern in NON_QUANTITIES.items():
        found += [Number(m.start(), m.end(), kind) for m in pattern.finditer(masked)]
        masked = pattern.sub(lambda m: "·" * len(m.group()), masked)
    counted = [(q.start, q.end) for q in quantities(text)]
    for token in tokens(masked):
        kind = _word_kind(token.text, masked, token.start, token.end)
        if kind and not any(start <= token.start < end for start, end in counted):
            found.append(Number(token.start, token.end, kind))
    return tuple(sorted(found, key=lambda number: number.start))


def _masked(text: str) -> str:
    for kind in NON_QUANTITIES if _DIGIT.search(text) else _WITHOUT_DIGITS:
        text = NON_QUANTITIES[kind].sub(lambda m: "·" * len(m.group()), text)
    return text


def _values(text: str) -> list[tuple[int, int, Decimal, bool, bool]]:
    """Every quantity in order: its place and value, whether it is only round, whether it is a share in words."""
    masked = _masked(text)
    found: list[tuple[int, int, Decimal, bool, bool]] = []
    for match in _SHARE_WORDS.finditer(masked):
        words = match.group().removeprefix("de ").removeprefix("De ")
        share = parse_share(words) or parse_share(words.split()[-1])
        if share is not None and not _is_period_half(masked, match.start(), match.end()):
            found.append((match.start(), match.end(), plain_number(share[0]), not share[1], True))
    taken = [(start, end) for start, end, *_ in found]
    for match in _NUMBER.finditer(masked):
        value = parse_number(match.group("bare")) * (-1 if match.group()[0] in "-−" else 1)
        found.append((*_scaled(masked, match.start(), match.end(), value), False, False))
    for token in tokens(masked):
        if token.is_number or any(start <= token.start < end for start, end in taken):
            continue
        value_of = _word_value(token.text, masked, token.start, token.end)
        if value_of is not None:
            found.append((*_scaled(masked, token.start, token.end, value_of[0]), value_of[1], False))
    return sorted(found)


def _scaled(text: str, start: int, end: int, value: Decimal) -> tuple[int, int, Decimal]:
    """A number with the word that multiplies it: "2,4 miljoen" is 2.400.000."""
    scale = _SCALE.match(text, end)
    if scale is None:
        return start, end, value
    power = _SCALES[scale.group(1).lower().removesuffix(".")]
    return start, scale.end(), plain_number(value.scaleb(power)).quantize(Decimal(1))


def _word_value(word: str, text: str, start: int, end: int) -> tuple[Decimal, bool] | None:
    """The value of a number word where it stands, and whether it is only round."""
    if not _names_number(word) or _word_kind(word, text, start, end):
        return None
    value = parse_number_word(word)
    if value is not None:
        return Decimal(value), False
    if fold(word) == "een":  # what _word_kind has let pass: "een van de vijf"
        return Decimal(1), False
    half = parse_half(word)
    if half is not None:
        return half, False
    tens = _TENS_OF.fullmatch(word)
    many = parse_number_word(tens.group("word")) if tens else None
    return None if many is None else (Decimal(many), True)


@lru_cache(maxsize=16384)
def _names_number(word: str) -> bool:
    """Whether a word can name a number at all: hardly any does."""
    return fold(word) == "een" or parse_number_word(word) is not None or parse_half(word) is not None or bool(
        _TENS_OF.fullmatch(word)
    )  # fmt: skip


def _word_kind(word: str, text: str, start: int, end: int) -> str:
    """What a number word is when it counts nothing; "" for a quantity and for any other word."""
    folded = fold(word)
    if parse_number_word(word) is None and folded == "een":
        one = _COUNTED_ONE.match(text, end)
        return "" if one and (one["whole"].isdigit() or parse_number_word(one["whole"])) else "lidwoord"
    if folded in _BOTH:
        return "voornaamwoord"
    if folded in _INDEFINITE:
        return "onbepaald telwoord"
    if folded == "derden" or parse_ordinal_word(word) is not None:
        return "rangtelwoord"
    if folded in ("helft", "kwart", "driekwart") and _is_period_half(text, start, end):
        return "tijdvak"
    if folded == "acht" and _is_verb_acht(text, start, end):
        return "werkwoord"
    compound = _WORD_COMPOUND.fullmatch(folded)
    if compound and (parse_number_word(compound["number"]) or parse_half(compound["number"])):
        return "samenstelling"
    return ""


def _is_verb_acht(text: str, start: int, end: int) -> bool:
    """Whether "acht" is a form of "achten" ("acht ik wenselijk", "in acht nemen") and no eight."""
    before, after = text[:start].split(), text[end:].split()
    return bool(before[-1:] == ["in"] or (after and fold(after[0]) in {"ik", "het", "de", "u", "men", "dit", "dat"}))


def _is_period_half(text: str, start: int, end: int) -> bool:
    """Whether a half is one of a year ("de eerste helft van 2024") and counts nothing."""
    before = text[:start].split()
    ordinal = bool(before) and parse_ordinal_word(before[-1].strip(",.;()")) is not None
    return ordinal or bool(re.match(r"\s+van\s+(?:het\s+(?:school|kalender)?jaar|·{4}|(?:19|20)\d{2})\b", text[end:]))


def _counted(text: str, start: int, end: int) -> tuple[str, str, int]:
    """What a number counts: its noun, the noun with its adjectives, and where the noun ends."""
    if re.search(r"(?:€|\beuro)\s*$", text[:start], re.IGNORECASE):
        return "euro", "euro", end
    return noun_phrase(text, end)


def is_noun(word: str) -> bool:
    """Whether a word can be what is counted."""
    return bool(word) and word != "%" and fold(word) not in FUNCTION_WORDS | {"meer", "minder"}
