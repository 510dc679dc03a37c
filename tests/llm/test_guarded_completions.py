"""The guard by itself holds every lie of the completions back, and lets their paraphrases through."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable

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
