"""Dutch words and numbers: folding, tokens, notation, written-out numbers, lemmas. Pure functions.

Numbers follow Dutch notation: a point between groups of three digits, a comma before decimals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from corpus.dictionary import Dictionary, Factory, read

_APOSTROPHES = str.maketrans("", "", "'’‘`´")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-"})


# What is cached only passes on to a function of its own, so that mutation testing sees the rule.
@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, no accents, no apostrophes, single spaces: the form in which names are compared."""
    return _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.translate(_APOSTROPHES).casefold().split())
    # Signs are unified before and after: some only become an apostrophe or a dash by decomposing.
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).translate(_QUOTES))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.translate(_APOSTROPHES).translate(_QUOTES).casefold().split())


def dutch_date(day: date) -> str:
    """A date in words: ``18 november 2025``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class Token(NamedTuple):
    """A word, number or sign of a text: as written, folded, and where (``text[start:end]``)."""

    text: str
    fold: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.fold[0].isdigit()


# A number keeps its points and commas; a word keeps inner hyphens, apostrophes, points of an
# abbreviation ("t.o.v.") and an ampersand ("P&O").
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*"
    r"|[^\W\d_](?:\.[^\W\d_])+\.?"
    r"|[^\W_]+(?:[-'’‘&/][^\W_]+)*[’']?"
    r"|[%€+=<>#]"
)


_SHORT = 600


def tokens(text: str) -> list[Token]:
    """The words, numbers and meaningful signs of a text, in order."""
    return list(_kept_tokens(text)) if len(text) <= _SHORT else _tokens(text)


@lru_cache(maxsize=4096)
def _kept_tokens(text: str) -> tuple[Token, ...]:
    """As `tokens`, remembered: a question and the sentences near it are read by many rules."""
    return tuple(_tokens(text))


def _tokens(text: str) -> list[Token]:
    return [Token(m.group(), fold(m.group()) or m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


# --- numbers ---------------------------------------------------------------------------------

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
NUMBER_PATTERN = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"


def parse_number(text: str) -> Decimal:
    """The value of a number in Dutch notation; ``1.207`` and ``1207`` are the same number.

    Raises:
        ValueError: the text is no Dutch number (``1.2``, ``1,2,3``, ``12.34``).
    """
    bare = text.strip()
    if not _NUMBER.fullmatch(bare):
        raise ValueError(f"no number in Dutch notation: {text!r}")
    return Decimal(bare.replace(".", "").replace(",", "."))


def format_number(value: Decimal) -> str:
    """A number in Dutch notation, every decimal it has kept: ``Decimal("1372.50")`` is ``1.372,50``."""
    sign = "−" if value < 0 else ""
    whole, _, decimals = f"{abs(value):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped}{',' + decimals if decimals else ''}"


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """A value at so many decimals, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def enumerate_dutch(items: Sequence[str]) -> str:
    """Items as a Dutch enumeration: "a, b en c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} en {items[-1]}"


_UNITS = {
    "nul": 0, "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
    "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15,
    "zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19,
}  # fmt: skip
_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70,
    "tachtig": 80, "negentig": 90,
}  # fmt: skip


@lru_cache(maxsize=4096)
def parse_number_word(word: str) -> int | None:
    """The value of a written-out whole number below a million, as one word (``tweeenveertig``).

    ``een`` is an article far more often than a number and gives None; ``één`` gives 1.
    """
    return _parse_number_word(word)


def _parse_number_word(word: str) -> int | None:
    if word.casefold() in {"één", "eén", "éen"}:
        return 1
    folded = fold(word).replace("-", "")
    return None if folded == "een" else _number_word(folded)


def _number_word(word: str) -> int | None:
    if word in _UNITS:
        return _UNITS[word]
    for big, name in ((1000, "duizend"), (100, "honderd")):
        head, found, tail = word.partition(name)
        if found:
            before = 1 if not head else _number_word(head)
            after = 0 if not tail else _number_word(tail.removeprefix("en") or tail)
            return None if before is None or after is None else before * big + after
    for name, ten in _TENS.items():
        if word == name:
            return ten
        if word.endswith("en" + name):
            unit = _UNITS.get(word[: -len(name) - 2])
            return ten + unit if unit is not None and 0 < unit < 10 else None
    return None


_ORDINALS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8,
    "negende": 9, "tiende": 10, "elfde": 11, "twaalfde": 12,
}  # fmt: skip


@lru_cache(maxsize=4096)
def parse_ordinal_word(word: str) -> int | None:
    """The value of a written-out ordinal (``twintigste``, ``derde``, ``eenentwintigste``), else None."""
    return _parse_ordinal_word(word)


def _parse_ordinal_word(word: str) -> int | None:
    folded = fold(word)
    if folded in _ORDINALS:
        return _ORDINALS[folded]
    for ending in ("ste", "de"):
        value = _number_word(folded.removesuffix(ending)) if folded.endswith(ending) else None
        if value is not None and value > max(_ORDINALS.values()):
            return value
    for name, value in _ORDINALS.items():
        round_number = _number_word(folded.removesuffix(name).removesuffix("en")) if folded.endswith(name) else None
        if round_number is not None and not round_number % 100:
            return round_number + value
    return None


_HALVES = {"half": Decimal("0.5"), "halve": Decimal("0.5"), "anderhalf": Decimal("1.5"), "anderhalve": Decimal("1.5")}
_QUARTERS = {"kwart": 25, "helft": 50, "driekwart": 75}


def parse_half(word: str) -> Decimal | None:
    """The value of a number word with a half: ``half``, ``anderhalf``, ``tweeënhalf``; else None."""
    folded = fold(word)
    if folded in _HALVES:
        return _HALVES[folded]
    whole = _number_word(folded.removesuffix("enhalf")) if folded.endswith("enhalf") else None
    return None if whole is None else whole + Decimal("0.5")


def parse_share(words: str) -> tuple[Decimal, bool] | None:
    """The share that words name, in per cent, and whether it is exact: ``helft`` is 50 and exact,
    ``twee derde`` is 66,7 and not; None when they name none."""
    parts = fold(words).split()
    if len(parts) == 1 and parts[0] in _QUARTERS:
        return Decimal(_QUARTERS[parts[0]]), True
    if len(parts) != 2:
        return None
    count = 1 if parts[0] == "een" else parse_number_word(parts[0])
    into = 4 if parts[1] == "kwart" else parse_ordinal_word(parts[1])
    if count is None or into is None or into < 3 or not 0 < count < into:
        return None
    exact = Decimal(count) / into * 100
    rounded = round_half_up(exact, 1)
    return (plain_number(rounded), True) if rounded == exact else (rounded, False)


def plain_number(value: Decimal) -> Decimal:
    """A value without noughts at the end of its decimals: ``40.0`` is ``40``."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


# --- sentences -------------------------------------------------------------------------------

_ABBREVIATIONS = frozenset(
    """
    jl nr nrs bijv bijvb art ca resp evt drs mr dr ing ir prof st incl excl min max blz p pag vgl zgn
    afd ww mw dhr e.d etc enz m.n o.a a.u.b
    """.split()
)
_LOOK_AHEAD = 4
_BREAK = re.compile(r"[.!?](?:[\"'’”)\]]*)(?=\s)|[;:](?=\n)")


def sentence_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a clean text (one paragraph), white space left out.

    A full stop ends a sentence unless it belongs to an abbreviation ("t.o.v.", "jl.") or an
    initial ("F. Rijkaart"). A lower-case letter may follow only a word that is plainly no
    abbreviation, since such slips occur in letters ("de umc’s. de banenafspraak is hier …").
    """
    start = 0
    for match in _BREAK.finditer(text):
        if not _ends_sentence(text, match.start(), match.end()):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, stop: int, end: int) -> bool:
    if text[stop] != ".":
        return True
    start = max(text.rfind(sign, 0, stop) for sign in " \n(") + 1
    before = fold(text[start:stop])
    rest = text[end : end + _LOOK_AHEAD].lstrip()
    if not rest:
        return True
    if before in _ABBREVIATIONS or "." in before.strip(".") or (len(before) == 1 and before.isalpha()):
        # "jl. Daarna": an abbreviation can also close a sentence, but only before a new one that
        # starts with a common opener; an initial or title never does.
        return False
    if rest[0].islower():
        return len(before) >= 4 and before.isalpha()
    return True


# --- words -----------------------------------------------------------------------------------

#: Words that carry no content in a question or a letter (articles, pronouns, prepositions,
#: auxiliaries, conjunctions, adverbs of degree and question words).
FUNCTION_WORDS = frozenset(
    """
    mijn hetgeen hetwelk nou kun kunt kunnen jou wou nog steeds na zover vd vh v.d
    de het een t n der des den 's ik je jij u we wij ze zij hij hem haar hen hun ons onze jullie mij me
    jouw uw zich zichzelf deze dit die dat daar hier er waar wat wie welke welk hoe wanneer waarom
    waardoor waarmee waarvoor waarop waarin waarvan waaruit waarover waarbij daarvan daarvoor daarmee
    daarop daarin daarbij daardoor daarom daarover daaruit hiervan hiervoor hiermee hierop hierin
    es ie hierbij hierdoor hierover ervan ervoor ermee erop erin erbij erdoor erover eruit hoeveel hoeveelste
    en of maar want dus noch als dan toen terwijl hoewel omdat doordat zodat indien mits tenzij in op
    aan van voor met bij door uit over onder tussen tegen naar om te tot sinds vanaf vanuit tijdens
    binnen buiten zonder per via volgens wegens ondanks rond rondom omtrent tov t.o.v. mbt m.b.t. obv
    o.b.v. tav t.a.v. ivm i.v.m. ten aanzien opzichte behoeve gebied is was waren ben bent zijn wordt
    worden werd werden geworden heeft hebben had hadden gehad heb kan kunnen kon konden zal zullen zou
    zouden wil willen wilde wilden mag mogen mocht mochten doet doen deed deden gedaan gaat gaan ging
    gingen gegaan komt komen kwam kwamen gekomen staat staan stond stonden zit zitten zat zaten ligt
    liggen lag lagen laat laten liet lieten krijgt krijgen kreeg kregen blijft blijven bleef bleven niet
    geen wel ook nog al reeds alleen slechts juist even eens toch zo zelf zelfs nu weer heel erg zeer
    vrij best eigenlijk precies exact ongeveer circa ca bijna ruim echt graag gewoon dus hoor he oke ok
    ja nee aub a.u.b. alsjeblieft alstublieft svp hallo hoi dag goedemorgen ander andere anders zulke
    zoals iets niets iemand niemand men vertel vertellen geef geven noem noemen toon tonen laat zien
    weet weten zeg zeggen zegt leg uitleggen brief kamerbrief document tekst bron letter staatsstuk
    kamerstuk daarnaast verder bovendien namelijk vooral hoofdzakelijk voornamelijk almaar steeds qua zodra
    voordat totdat zolang nadat doch ofwel geweest ofschoon alsof aangezien opdat teneinde echter alhoewel mekaar
    daartoe hiertoe waartoe ertoe waarnaar daarnaar ernaar waarna waartegen daartegen ertegen
    waaraan daaraan eraan hieraan waaronder daaronder diens wier degene degenen diegene diegenen zulk dergelijk
    dergelijke daarachter hierachter erachter paar ding dingen enkele sommige diverse zoal zowel evenals ervaart alsnog
    """.split()
)


def use_dictionary(folder: Path) -> None:
    """From now on looks words up in the dictionary that is kept in a folder, if it is there.

    The same words give the same lemmas; only what it takes to look them up differs.
    """
    if _sources != [folder] or _lemmatizer()[0] is None:
        _sources[:] = [folder]
        _lemmatizer.cache_clear()


_sources: list[Path] = []


@lru_cache(maxsize=1)
def _lemmatizer() -> tuple[Dictionary | None, Callable[[str], str], Callable[[str], bool]]:
    """The kept dictionary, the lemma of a word, and whether it is known; simplemma waits until it is called."""
    found = read(_sources[0]) if _sources else None
    made: list[Any] = []

    def strategy() -> Any:
        if not made:
            from simplemma import Lemmatizer
            from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy

            ready: dict[str, Any] = {} if found is None else {"dictionary_factory": Factory(found)}
            made.extend(
                (Lemmatizer(lemmatization_strategy=DefaultStrategy(**ready)), DictionaryLookupStrategy(**ready))
            )
        return made

    return (
        found,
        lambda word: str(strategy()[0].lemmatize(word, lang="nl")),
        lambda word: strategy()[1].get_lemma(unicodedata.normalize("NFC", word), "nl") is not None,
    )


def _looked_up(word: str) -> str | None:
    """The lemma of a word that stands in the kept dictionary as it is, told without loading simplemma."""
    found = _lemmatizer()[0]
    return None if found is None or not word.isalpha() else found.get(unicodedata.normalize("NFC", word))


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The folded dictionary form of a Dutch word ("departementen" → "departement").

    Where no dictionary is kept (`use_dictionary`), that of simplemma is loaded at the first call, some 0.5 s.
    """
    form = word.casefold()
    return fold(_looked_up(form) or _lemmatizer()[1](form))


@lru_cache(maxsize=16384)
def is_word(word: str) -> bool:
    """Whether the dictionary knows a folded word, as a form or as a lemma."""
    return _looked_up(word) is not None or _lemmatizer()[2](word)


def content_words(text: str) -> list[str]:
    """The lemmas of the words of a text that carry content, numbers as they are written."""
    return [
        token.fold if token.is_number else lemma(token.text)
        for token in tokens(text)
        if token.fold not in FUNCTION_WORDS and (token.is_number or token.fold[0].isalpha())
    ]
