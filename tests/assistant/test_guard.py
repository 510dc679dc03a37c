"""The guard lets correct sentences through and no wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import pytest

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.guard import Guard, Review
from assistant.guard_reading import split_off, split_sentences
from tests.assistant.words import written

PARAPHRASES, LIES = written("paraphrases"), written("lies")
_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?(?<!\.)")


@pytest.fixture(scope="module")
def guard(assistant: Assistant) -> Guard:
    return Guard(assistant.facts, assistant.lexicon)


@pytest.fixture(scope="module")
def reviewed(assistant: Assistant, guard: Guard):  # type: ignore[no-untyped-def]
    @lru_cache
    def answer(question: str) -> Answer:
        return assistant.ask(question)

    def review(question: str, text: str) -> Review:
        return guard.review(answer(question), text)

    return review


def test_correct_paraphrases_pass(reviewed) -> None:  # type: ignore[no-untyped-def]
    blocked = [w.text for w in PARAPHRASES if reviewed(*w).rejected]
    assert len(PARAPHRASES) >= 100
    assert len(blocked) <= 0.05 * len(PARAPHRASES), blocked


def test_no_lie_passes(reviewed) -> None:  # type: ignore[no-untyped-def]
    assert len(LIES) >= 120
    assert [w.text for w in LIES if not reviewed(*w).rejected] == []


def _with_other_figures(text: str) -> Iterator[str]:
    """The text with one digit of one figure changed, or the figure cut at its comma; years stay as they are."""
    places = [m for m in _NUMBER.finditer(text) if text[m.start() - 1] != "["]
    for found in places:
        number = found.group()
        if re.fullmatch(r"20\d\d", number):
            continue
        others = {number.partition(",")[0]} - {number}
        others |= {
            number[:i] + str((int(c) + step) % 10) + number[i + 1 :]
            for i, c in enumerate(number) if c.isdigit() for step in (1, 5)
        }  # fmt: skip
        for other in sorted(others):
            yield text[: found.start()] + other + text[found.end() :]


def test_a_correct_sentence_with_another_figure_never_passes(reviewed) -> None:  # type: ignore[no-untyped-def]
    tried = 0
    for question, text in PARAPHRASES:
        if reviewed(question, text).rejected:
            continue
        for changed in _with_other_figures(text):
            tried += 1
            assert reviewed(question, changed).rejected, changed
    assert tried > 500


def test_a_sentence_with_the_figures_of_others_swapped_never_passes(reviewed) -> None:  # type: ignore[no-untyped-def]
    tried = 0
    for question, text in PARAPHRASES:
        places = [m for m in _NUMBER.finditer(text) if text[m.start() - 1] != "["]
        places = [m for m in places if not re.fullmatch(r"20\d\d", m.group())]
        for one, two in ((a, b) for i, a in enumerate(places) for b in places[i + 1 :] if a.group() != b.group()):
            between = text[one.end() : two.start()]
            changed = text[: one.start()] + two.group() + between + one.group() + text[two.end() :]
            tried += 1
            assert reviewed(question, changed).rejected, changed
    assert tried > 50


def test_the_answer_itself_passes(assistant: Assistant, guard: Guard) -> None:
    for question in ("wat was het doel van de waterschappen in 2024?", "hoeveel fta realiseerde het mbo in 2024?"):
        answer = assistant.ask(question)
        assert guard.review(answer, answer.text).text == answer.text


def test_a_figure_gets_the_markers_of_all_its_parts(reviewed) -> None:  # type: ignore[no-untyped-def]
    review = reviewed("hoeveel fta realiseerde Defensie incl. SROI?", "Inclusief SROI was dat 826,3 fta in 2024. [1]")
    assert review.text == "Inclusief SROI was dat 826,3 fta in 2024. [1][2]"


def test_a_rejected_sentence_says_why_in_dutch(reviewed) -> None:  # type: ignore[no-untyped-def]
    review = reviewed("wat was het doel van de waterschappen in 2024?", "Het doel was 603 fta in 2024. [1]")
    assert review.text == ""
    assert review.rejected[0].reason == "‘603’: dit getal met deze eenheid staat niet in het bewijs"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ja. Het doel was 2 fta. [1] En toen? [2]", 2),
        ("Dat is i.p.v. bij inkoop geteld. [1]", 1),
        ("Een regel. [1]\nNog een regel. [2]", 2),
        ("De brief zegt: “Zo is het.” [1] Klaar. [1]", 2),
        ("zonder einde", 1),
        ("", 0),
    ],
)
def test_sentences_keep_the_markers_behind_them(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count
    assert "".join(split_sentences(text)).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_a_sentence_is_finished_only_when_its_markers_are() -> None:
    assert split_off("Het doel was 2 fta. [1][")[0] == []
    assert split_off("Het doel was 2 fta. [1] De")[0] == ["Het doel was 2 fta. [1]"]
