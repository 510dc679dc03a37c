"""The guard by itself holds every lie of the completions back, and lets their paraphrases through."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.guard import Guard, Review
from tests.llm.completions import Completion, cited_by, lies, paraphrases, reaches, seen

LIES, PARAPHRASES = lies(), paraphrases()
Reviewing = Callable[[Completion], Review]


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> dict[str, Answer]:
    return {question: assistant.ask(question) for question in {c.question for c in LIES + PARAPHRASES}}


@pytest.fixture(scope="module")
def review(assistant: Assistant, answers: dict[str, Answer]) -> Reviewing:
    guard = Guard(assistant.facts, assistant.lexicon)
    return lambda completion: guard.review(answers[completion.question], completion.text)


def test_there_are_enough_of_them() -> None:
    assert len(set(LIES)) >= 500
    assert len(set(PARAPHRASES)) >= 200
    assert len({lie.question for lie in LIES}) >= 40
    assert max(Counter(lie.question for lie in LIES).values()) < 50


def test_every_lie_names_a_claim_of_its_own(answers: dict[str, Answer]) -> None:
    for lie in LIES:
        assert reaches(lie, lie.text), lie
        # Without a model the reader gets this: what stands here is no claim of the lie.
        assert not reaches(lie, json.dumps(answers[lie.question].as_json(), ensure_ascii=False)), lie


def test_no_claim_of_a_lie_passes(review: Reviewing) -> None:
    assert [lie.text for lie in LIES if reaches(lie, review(lie).text)] == []


def test_paraphrases_pass(review: Reviewing, answers: dict[str, Answer]) -> None:
    # A source that the assistant no longer cites is not one to put into other words.
    fit = [p for p in PARAPHRASES if cited_by(p) <= {c.marker for c in answers[p.question].citations}]
    assert len(fit) >= 190
    blocked = {p.text: [v.reason for v in review(p).rejected] for p in fit if review(p).rejected}
    assert len(blocked) <= 0.05 * len(fit), blocked


_WORDS = (
    ("steeg", "daalde"), ("gestegen", "gedaald"), ("stijging", "daling"), ("hoger", "lager"), ("meer", "minder"),
    ("onder", "boven"), ("tekort", "overschot"), ("hoogste", "laagste"), ("vast", "tijdelijk"), ("via", "zonder"),
    ("inclusief", "exclusief"), ("niet ", ""), ("deels ", ""), ("minimaal ", ""), ("procentpunt", "%"), ("fta", "fte"),
)  # fmt: skip
_FIGURE = re.compile(r"\d[\d.]*(?:,\d+)?(?<!\.)")


def _spoiled(text: str) -> Iterator[str]:
    """A correct text with one digit, two figures, a year or a word changed."""
    places = [m for m in _FIGURE.finditer(text) if text[m.start() - 1] != "["]
    for found in places:
        number = found.group()
        year = re.fullmatch(r"20\d\d", number)
        digits = [number[:i] + str((int(c) + 1) % 10) + number[i + 1 :] for i, c in enumerate(number) if c.isdigit()]
        for other in ("2022", "2025") if year else digits:
            if other != number:
                yield text[: found.start()] + other + text[found.end() :]
    figures = [m for m in places if not re.fullmatch(r"20\d\d", m.group())]
    for one, two in combinations(figures, 2):
        if one.group() != two.group():
            yield text[: one.start()] + two.group() + text[one.end() : two.start()] + one.group() + text[two.end() :]
    for word, other in [*_WORDS, *((other, word) for word, other in _WORDS if other)]:
        changed = re.sub(rf"\b{word}", other, text, count=1)
        if changed != text:
            yield changed


def test_a_paraphrase_with_one_thing_changed_never_passes(review: Reviewing) -> None:
    tried = 0
    for completion in PARAPHRASES[::2]:
        if review(completion).rejected:
            continue
        for text in _spoiled(completion.text):
            tried += 1
            assert review(completion._replace(text=text)).rejected, text
    assert tried > 800


def test_an_answer_is_guarded_in_five_milliseconds(review: Reviewing) -> None:
    texts = PARAPHRASES[::4]
    for completion in texts:
        review(completion)
    start = time.process_time()
    for completion in texts:
        review(completion)
    # The budget is 5 ms; a loaded machine gets four times that before this says anything.
    assert (time.process_time() - start) / len(texts) < 0.02


@pytest.mark.parametrize(
    ("text", "as_seen"),
    [
        ("５.０８７ fta", "5.087 fta"),
        ("5.0\u200b87", "5.087"), ("**5.087**  fta", "5.087 fta"), ("5&#46;087", "5.087"),
    ],
)  # fmt: skip
def test_a_reader_sees_through_dress(text: str, as_seen: str) -> None:
    assert seen(text) == as_seen
