"""The question sets: sound in themselves, and never a wrong value from the assistant."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Status
from tests.assistant.contract import breaches

# Thousands of questions: what they run through is traced by the tests of each part.
pytestmark = pytest.mark.no_cover

DATASETS = sorted((Path(__file__).parents[2] / "evals" / "datasets").glob("*.jsonl"))
NUMERIC = [path for path in DATASETS if path.stem.startswith("numeric")]


def cases(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.stem)
def test_every_case_is_whole_and_its_evidence_stands_in_the_letter(path: Path, letter_text: str) -> None:
    rows = cases(path)
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["question"].strip()
        assert row["status"] in set(Status)
        assert [piece for piece in row["evidence"] if piece not in letter_text] == [], row["id"]


@pytest.mark.parametrize("path", NUMERIC, ids=lambda path: path.stem)
def test_no_numeric_question_gets_a_wrong_value(
    path: Path, answered: Callable[[str], Answer], letter_text: str
) -> None:
    wrong = []
    for row in cases(path):
        answer = answered(row["question"])
        assert breaches(answer, letter_text) == [], row["id"]
        expected = None if row["value"] is None else abs(Decimal(row["value"]))
        listed = row["status"] == Status.ANSWERED and expected is None
        if answer.value is not None and not listed and abs(answer.value) != expected:
            wrong.append((row["id"], answer.value))
    assert wrong == []


@pytest.mark.parametrize("path", [p for p in DATASETS if p.stem != "conversations"], ids=lambda path: path.stem)
def test_every_answer_keeps_the_contract(path: Path, answered: Callable[[str], Answer], letter_text: str) -> None:
    broken = {row["id"]: breaches(answered(row["question"]), letter_text) for row in cases(path)}
    assert {name: found for name, found in broken.items() if found} == {}
