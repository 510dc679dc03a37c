"""Dutch numbers, words and sentences: what holds for every text, and the cases that go wrong elsewhere."""

from __future__ import annotations

import itertools
import re
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.dutch import (
    FUNCTION_WORDS,
    content_words,
    enumerate_dutch,
    fold,
    format_number,
    lemma,
    parse_half,
    parse_number,
    parse_number_word,
    parse_ordinal_word,
    parse_share,
    plain_number,
    round_half_up,
    sentence_bounds,
    tokens,
)

_ONES = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien".split()
_ONES += ["zeventien", "achttien", "negentien"]
_TENS = "_ _ twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()

decimals = st.decimals(min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=None).filter(
    lambda value: value.as_tuple().exponent > -12  # type: ignore[operator]
)
paragraphs = st.lists(
    st.sampled_from(
        [
            "jl.",
            "o.a.",
            "umc’s.",
            "Dat",
            "20%.9",
            "2024.",
            "F.",
            "(nr. 3).",
            "“Zo.”",
            "wat?",
            "ja!",
            "de",
            "…",
            "a.\nB",
            ";\n",
        ]
    ),
    max_size=30,
).map(" ".join)


def spelled(number: int) -> str:
    """A number below a thousand as Dutch writes it out, made apart from the code under test."""
    hundreds, rest = divmod(number, 100)
    head = "" if not hundreds else ("" if hundreds == 1 else _ONES[hundreds]) + "honderd"
    if rest == 0:
        return head or "nul"
    if rest < 20:
        return head + _ONES[rest]
    tens, one = divmod(rest, 10)
    joint = "ën" if one in (2, 3) else "en"
    return head + (_ONES[one] + joint if one else "") + _TENS[tens]


# --- numbers ------------------------------------------------------------------------------------


@given(decimals)
@example(Decimal("1372.50"))
@example(Decimal("1E+3"))
@example(Decimal("0.10"))
def test_a_formatted_number_reads_back_as_the_same_number(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value


@given(decimals)
def test_formatting_keeps_every_decimal(value: Decimal) -> None:
    written = format_number(value).partition(",")[2]
    assert len(written) == max(-int(value.as_tuple().exponent), 0)


@given(st.integers(min_value=0, max_value=10**12))
def test_points_make_no_difference_to_a_number(number: int) -> None:
    assert parse_number(f"{number:,}".replace(",", ".")) == parse_number(str(number)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("25", "25"),
        ("1.234,5", "1234.5"),
        ("1.207", "1207"),
        ("1207", "1207"),
        ("508,5", "508.5"),
        ("0,10", "0.10"),
        (" 489 ", "489"),
        ("200.750", "200750"),
        ("1.234.567,89", "1234567.89"),
    ],
)
def test_a_number_in_dutch_notation_is_read(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


def test_twenty_five_is_not_five() -> None:
    assert parse_number("25") != parse_number("5")


@pytest.mark.parametrize(
    "text",
    ["12.34", "1.2", "1.2345", "1,2,3", "1234.567", "", " ", ",5", "5,", "5%", "-5", "+/- 5", "1 234", "1.234.56", "²"],
)
def test_what_is_no_dutch_number_is_refused_rather_than_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="no number in Dutch notation"):
        parse_number(text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1372", "1.372"), ("66.2", "66,2"), ("-1234.50", "−1.234,50"), ("0", "0"), ("999", "999"), ("0.05", "0,05")],
)
def test_a_number_is_shown_in_dutch_notation(value: str, shown: str) -> None:
    assert format_number(Decimal(value)) == shown


def test_every_number_below_a_thousand_is_read_when_written_out() -> None:
    wrong = {n: spelled(n) for n in range(1000) if n != 1 and parse_number_word(spelled(n)) != n}
    assert wrong == {}


def test_the_article_een_is_no_number_but_the_stressed_one_is() -> None:
    assert parse_number_word("een") is None
    assert parse_number_word("één") == parse_number_word("Eén") == 1


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("Twaalf", 12),
        ("tweeenveertig", 42),
        ("tweeënveertig", 42),
        ("honderdeneen", 101),
        ("duizend", 1000),
        ("vijftienhonderd", 1500),
        ("tweeduizenddriehonderdvier", 2304),
        ("drieëntwintigduizend", 23000),
    ],
)
def test_other_spellings_of_a_number_are_read(word: str, value: int) -> None:
    assert parse_number_word(word) == value


@pytest.mark.parametrize(
    "word",
    [
        "honderden",
        "duizenden",
        "tiental",
        "achter",
        "zesde",
        "elfentwintig",
        "tienentwintig",
        "nulentwintig",
        "banen",
        "",
    ],
)
def test_a_word_that_only_resembles_a_number_is_none(word: str) -> None:
    assert parse_number_word(word) is None


def ordinal(number: int) -> str:
    """The ordinal of a number below a thousand, written out."""
    last = number % 100
    head = spelled(number - last) if number >= 100 else ""
    if 0 < last < 13:
        return head + _ORDINALS[last]
    word = spelled(number)
    return word + ("de" if 12 < last < 20 else "ste")


_ORDINALS = (
    "nulde eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde"
).split()  # fmt: skip


def test_every_ordinal_below_a_thousand_is_read_when_written_out() -> None:
    wrong = {n: ordinal(n) for n in range(1, 1000) if parse_ordinal_word(ordinal(n)) != n}
    assert wrong == {}


@pytest.mark.parametrize(
    ("word", "value"), [("Twintigste", 20), ("honderdeneerste", 101), ("duizendste", 1000), ("tweeëntwintigste", 22)]
)
def test_other_spellings_of_an_ordinal_are_read(word: str, value: int) -> None:
    assert parse_ordinal_word(word) == value


@pytest.mark.parametrize(
    "word", ["honderd", "duizend", "twintig", "tweede-lijns", "drieste", "eende", "eente", "tiende-", "derden", "beste",
             "tweeste", "twintigtweede", "twaalfste", ""]
)  # fmt: skip
def test_a_word_that_only_resembles_an_ordinal_is_none(word: str) -> None:
    assert parse_ordinal_word(word) is None


@pytest.mark.parametrize(
    ("word", "value"),
    [("half", "0.5"), ("halve", "0.5"), ("Anderhalf", "1.5"), ("anderhalve", "1.5"), ("tweeënhalf", "2.5"),
     ("tienenhalf", "10.5"), ("behalve", None), ("enhalf", None), ("twee", None), ("halverwege", None)],
)  # fmt: skip
def test_a_number_with_a_half_is_read(word: str, value: str | None) -> None:
    assert parse_half(word) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("words", "percent", "exact"),
    [
        ("helft", "50", True), ("kwart", "25", True), ("Driekwart", "75", True), ("een kwart", "25", True),
        ("drie kwart", "75", True), ("een derde", "33.3", False), ("twee derde", "66.7", False),
        ("vier vijfde", "80", True), ("één achtste", "12.5", True), ("één tiende", "10", True),
        ("vijf zesde", "83.3", False), ("één twaalfde", "8.3", False), ("één twintigste", "5", True),
    ],
)  # fmt: skip
def test_a_share_in_words_is_read_in_per_cent(words: str, percent: str, exact: bool) -> None:
    found = parse_share(words)
    assert found is not None
    assert (str(found[0]), found[1]) == (percent, exact)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "derde",
        "twee",
        "vier kwart",
        "vijf kwart",
        "nul derde",
        "drie derde",
        "vier derde",
        "een tweede",
        "een eerste",
        "de derde",
        "een grote helft",
        "een helft van",
        "de helft",
    ],
)
def test_words_that_name_no_share_give_none(words: str) -> None:
    assert parse_share(words) is None


@pytest.mark.parametrize(
    ("value", "plain"),
    [("40.0", "40"), ("40", "40"), ("40.50", "40.5"), ("0.00", "0"), ("-3.10", "-3.1"), ("100", "100")],
)
def test_noughts_behind_the_comma_say_nothing(value: str, plain: str) -> None:
    assert str(plain_number(Decimal(value))) == plain


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [("0.5", 0, "1"), ("1.5", 0, "2"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("68.55", 1, "68.6"), ("68.549", 1, "68.5"),
     ("7", 2, "7.00"), ("1250", -2, "1.3E+3")],
)  # fmt: skip
def test_halves_are_rounded_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(value), decimals)) == rounded


@given(decimals, st.integers(0, 4))
def test_rounding_moves_a_value_by_no_more_than_half_a_step(value: Decimal, places: int) -> None:
    rounded = round_half_up(value, places)
    assert abs(rounded - value) * 2 <= Decimal(1).scaleb(-places)
    assert round_half_up(-value, places) == -rounded
    assert round_half_up(rounded, places) == rounded


@pytest.mark.parametrize(("items", "text"), [(["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")])
def test_items_are_enumerated_in_dutch(items: list[str], text: str) -> None:
    assert enumerate_dutch(items) == text


# --- words --------------------------------------------------------------------------------------


@given(st.text())
@example("Eén umc’s — creëren  „zo”")
@example("İstanbul ŉ ẞ ﬁ")
@example("umc\uff07s \uff40 \u1fef \ufe58")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["UMC's", "umc’s", "umcs", "ùmc‘s"])
def test_names_are_the_same_whatever_the_case_accents_and_apostrophes(text: str) -> None:
    assert fold(text) == "umcs"


@given(st.text())
def test_every_token_stands_where_it_says(text: str) -> None:
    found = tokens(text)
    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))


@given(st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1))
def test_letters_and_digits_are_never_lost(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("25 fta, 1.234,5 en 5%", ["25", "fta", "1.234,5", "en", "5", "%"]),
        ("P&O’ers t.o.v. 2023.", ["P&O’ers", "t.o.v.", "2023"]),
        ("markt- en overheidssector", ["markt", "en", "overheidssector"]),
        ("NWO-I (2024Q4)", ["NWO-I", "2024", "Q4"]),
    ],
)
def test_tokens_keep_numbers_abbreviations_and_compounds_whole(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words


def test_a_number_is_told_from_a_word() -> None:
    assert [token.is_number for token in tokens("1.207 fta")] == [True, False]


def test_content_words_are_lemmas_without_function_words() -> None:
    assert content_words("Hoeveel banen realiseerden de departementen in 2024?") == [
        "baan", "realiseren", "departement", "2024",
    ]  # fmt: skip


def test_content_words_keep_numbers_as_written_and_leave_out_signs() -> None:
    assert content_words("1.207 fta is 5% van P. a") == ["1.207", "fta", "5", "p", "a"]


def test_a_lemma_is_folded() -> None:
    assert lemma("Geïnvesteerde") == fold(lemma("geïnvesteerde"))
    assert lemma("gemeenten") == "gemeente"


def test_function_words_are_folded_so_that_they_can_be_matched() -> None:
    assert {word for word in FUNCTION_WORDS if fold(word) != word} <= {"'s"}


# --- sentences ----------------------------------------------------------------------------------


def squeezed(text: str) -> str:
    """A text without its white space."""
    return re.sub(r"\s+", "", text)


@given(st.one_of(st.text(), paragraphs))
def test_sentences_hold_every_character_in_order(text: str) -> None:
    parts = list(sentence_bounds(text))
    assert squeezed("".join(text[start:end] for start, end in parts)) == squeezed(text)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(parts))


@given(st.one_of(st.text(), paragraphs))
def test_no_sentence_is_empty_or_starts_or_ends_in_white_space(text: str) -> None:
    for start, end in sentence_bounds(text):
        assert text[start:end]
        assert text[start:end] == text[start:end].strip()


@pytest.mark.parametrize(
    "text",
    [
        "Op 3 juli jl. stuurde ik een brief.",
        "De heer F. Rijkaart tekende.",
        "Dat is een stijging t.o.v. 2023.",
        "Zie Kamerstuk 34 352, nr. 348.",
        "Er zijn o.a. webinars en i.p.v. brieven.",
        "Het gaat om 1.372 fta en 25,5 uur.",
    ],
)
def test_an_abbreviation_initial_or_number_ends_no_sentence(text: str) -> None:
    assert list(sentence_bounds(text)) == [(0, len(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Het is 20%. Daarna 23%.", 2),
        ("bij de umc’s. de banenafspraak is hier een onderdeel van.", 2),
        ("Wat? Ja! Nee.", 3),
        ("Hij zei: “Ja.” Toen niets.", 2),
        ("(zie 2024). Ook nu.", 2),
        ("Wij delen:\nKennis;\nGeld.", 3),
        ("F. Jansen kwam. Toen ging hij.", 2),
        ("(t.a.v. Jansen). Daarna niets.", 2),
        ("Dat geldt voor de roc. dus ook hier.", 1),
        ("Het was 2024 fta. ook hier.", 1),
        ("Er zijn scholen. ook hier.", 2),
        ("Zo was het in b12x. ook hier.", 1),
        ("jl. ging het beter. Nu niet.", 2),
        ("Daarna o.a. en e.d. Verder niets.", 1),
    ],
)
def test_a_sentence_ends_where_the_next_begins(text: str, count: int) -> None:
    assert len(list(sentence_bounds(text))) == count


def test_decomposed_accents_do_not_change_what_a_name_is() -> None:
    assert fold(unicodedata.normalize("NFD", "geïnvesteerd")) == fold("geïnvesteerd")
