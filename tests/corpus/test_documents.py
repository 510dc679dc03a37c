"""Addresses in a letter: spans, pages, and the place of a character of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from corpus.documents import Letter, Pages, Sentence, Span

spans = st.builds(
    lambda letter, start, length: Span(letter=letter, start=start, end=start + length, page=1),
    st.sampled_from(["a", "b"]), st.integers(0, 30), st.integers(1, 10),
)  # fmt: skip


@given(spans, spans)
def test_spans_overlap_when_they_share_a_character_of_one_letter(one: Span, other: Span) -> None:
    shared = one.letter == other.letter and set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)


def test_a_span_cuts_its_own_characters() -> None:
    assert Span(letter="a", start=3, end=6, page=1).of("de brief") == "bri"


def test_a_page_before_the_first_is_refused() -> None:
    with pytest.raises(ValidationError):
        Span(letter="a", start=0, end=1, page=0)


def test_parts_of_a_letter_do_not_change() -> None:
    span = Span(letter="a", start=0, end=1, page=1)
    with pytest.raises(ValidationError):
        span.page = 2  # type: ignore[misc]


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8), st.integers(0, 400))
def test_a_character_is_on_the_last_page_that_started_before_it(lengths: list[int], offset: int) -> None:
    starts = [sum(lengths[:index]) for index in range(len(lengths))]
    pages = Pages(starts=tuple(starts), numbers=tuple(range(4, 4 + len(starts))))
    assert pages.at(offset) == 3 + sum(start <= offset for start in starts)


@pytest.mark.parametrize(
    ("dossier", "number", "name"),
    [
        ("34352", "348", "Kamerstuk 34 352, nr. 348"),
        ("36800-VII", "4", "Kamerstuk 36800-VII, nr. 4"),
        (None, "348", "Een brief"),
        ("34352", None, "Een brief"),
    ],
)
def test_a_letter_is_named_by_its_number_or_else_its_title(dossier: str | None, number: str | None, name: str) -> None:
    assert Letter(id="x", title="Een brief", dossier=dossier, number=number).short_name == name


def test_a_place_in_a_sentence_is_found_in_its_source() -> None:
    # "van 2019" (note 1) wraps after "van": source "van\n20191 informeer"
    parts = (Span(letter="a", start=10, end=18, page=1), Span(letter="a", start=19, end=29, page=1))
    sentence = Sentence(text="van 2019 informeer", spans=parts, runs=((0, 10, 3), (4, 14, 4), (8, 19, 10)))
    found = sentence.locate(4, 8)
    assert (found.start, found.end, found.page) == (14, 18, 1)
    assert sentence.page == 1


def test_a_line_break_has_no_place_in_the_source() -> None:
    span = Span(letter="a", start=10, end=18, page=1)
    sentence = Sentence(text="van 2019", spans=(span,), runs=((0, 10, 3), (4, 14, 4)))
    with pytest.raises(ValueError, match="stands for a line break"):
        sentence.locate(3, 8)
