"""The criteria by which a Dutch ministry accepts such an assistant, over all shipped questions."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assistant.answer import Answer, Route, Status
from assistant.engine import Assistant
from evals.__main__ import DATASETS
from evals.cases import read_cases

# Thousands of questions: what they run through is traced by the tests of each part.
pytestmark = pytest.mark.no_cover

# Every third of each set: the gate asks them all.
QUESTIONS = list(
    dict.fromkeys(case.question for path in sorted(DATASETS.glob("*.jsonl")) for case in read_cases(path)[::3])
)


Answered = Callable[[str], Answer]


def test_the_same_question_gets_the_same_answer(assistant: Assistant, answered: Answered) -> None:
    # After all others were asked: what an answer left behind would show in these.
    first = [answered(question) for question in QUESTIONS]
    differing = [a.question for a in first[::20] if assistant.ask(a.question).as_json() != a.as_json()]
    assert differing == []


def test_citations_have_one_form(answered: Answered) -> None:
    answers = [answered(question) for question in QUESTIONS]
    loose = [a.question for a in answers if re.search(r"\[(?!\d+\])", re.sub(r"“[^”]*”", "", a.text))]
    assert loose == []
    assert all([c.marker for c in a.citations] == list(range(1, len(a.citations) + 1)) for a in answers)


def test_each_part_of_an_answer_is_linked_to_its_source(answered: Answered) -> None:
    answers = [answered(question) for question in QUESTIONS]
    headed = re.compile(r":$|^Ja\.$|^Nee\.$")
    bare = [
        (answer.question, line)
        for answer in answers
        if answer.status is Status.ANSWERED and answer.route is not Route.NONE
        for line in answer.text.split("\n")
        if "[" not in line and not headed.search(line.strip()) and not line.startswith("Geen zin gevonden")
    ]
    assert bare == []


def test_without_a_source_there_is_no_answer(answered: Answered) -> None:
    answers = [answered(question) for question in QUESTIONS]
    assert [a.question for a in answers if a.status is Status.ANSWERED and not a.citations] == []


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Hoeveel fta realiseerde Defensie in 2024 en hoeveel in 2023?", ["595,4 fta", "508,5 fta"]),
        ("Wat was het doel van de politie, en wat was de realisatie?", ["713 fta", "489 fta"]),
        ("Waarom daalde het voortgezet onderwijs en met hoeveel?", ["90 fta", "abusievelijk"]),
        ("Welke sector heeft het laagste percentage? Hoeveel komt die sector tekort?", ["20%", "3.092 fta"]),
    ],
)
def test_every_part_of_a_question_is_answered(assistant: Assistant, question: str, parts: list[str]) -> None:
    text = assistant.ask(question).text
    assert [part for part in parts if part not in text] == []
