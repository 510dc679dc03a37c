"""Words that belong together, and the words under which a text is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.analysis import analyse
from corpus.words import related


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("aanbestedingen", "aanbesteding"),
        ("aanbesteding", "aanbestedingen"),
        ("scholen", "hogescholen"),
        ("2024", "2024"),
        ("mbo", "mbo"),
    ],
)
def test_a_word_is_explained_by_its_own_forms_and_its_kinds(asked: str, said: str) -> None:
    assert related(asked, said)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("marktsector", "sector"),
        ("scholen", "schoon"),
        ("mbo", "hbo"),
        ("20240", "20241"),
        ("werkgever", "werknemer"),
        ("baan", "banenafspraak"),
    ],
)
def test_other_words_are_not_taken_for_an_explanation(asked: str, said: str) -> None:
    assert not related(asked, said)


@given(st.text(min_size=1))
def test_every_word_explains_itself(word: str) -> None:
    assert related(word, word)


@given(st.text(st.characters(categories=["Ll"]), min_size=1, max_size=4), st.text(min_size=1))
def test_a_short_word_is_explained_by_nothing_else(word: str, other: str) -> None:
    assert related(word, other) == (word == other)


def test_the_parts_of_a_hyphenated_word_are_found_too() -> None:
    assert analyse("De VNG-werkagenda van P&O-ers") == ["vng-werkagenda", "vng", "werkagenda", "p&o-ers", "ers"]


def test_function_words_and_signs_are_not_searched() -> None:
    assert analyse("Wat is de + van het %?") == []


def test_numbers_are_searched_as_they_are_written() -> None:
    assert analyse("In 2024 waren er 1.372 fta") == ["2024", "1.372", "fta"]
