"""Questions about every kind of subject, in wordings by someone who had not seen the program."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal

import pytest

from assistant.engine import Assistant
from evals.exact import is_right, opposed, outcome_of
from evals.generate import Case
from evals.wordings import BOUNDED, CLAIMED, OF_ONE, SET_AGAINST, main, wordings
from tests.evals.test_generated_answers import counterfactual

__all__ = ["counterfactual"]
pytestmark = pytest.mark.no_cover
_STEP = 6
"""Of so many questions one is asked here; `python -m evals.exact` asks all."""


@pytest.fixture(scope="module")
def cases(letter_text: str) -> list[Case]:
    return wordings(letter_text)


def test_every_operation_is_asked_of_every_kind_of_subject(cases: list[Case]) -> None:
    assert len(cases) >= 3000
    assert len({case.question for case in cases}) == len({case.id for case in cases}) == len(cases)
    asked = {tuple(case.operation.split("/")) for case in cases}
    for operation in (*OF_ONE, *CLAIMED, *BOUNDED, *SET_AGAINST):
        kinds = {kind for name, kind in asked if name == operation}
        assert {"one", "together"} <= kinds, operation
    said = Counter((case.operation.split("/")[0], *case.contains) for case in cases if case.value is None)
    assert all(said[claim, word] for claim in (*CLAIMED, *BOUNDED, *SET_AGAINST) for word in ("Ja", "Nee"))
    assert not [case.question for case in cases if any(sign in case.question for sign in "{}[]|")]


def test_values_are_those_that_the_letter_gives(cases: list[Case]) -> None:
    # Worked out by hand from the tables of the letter.
    found = {case.question: case.value for case in cases}
    assert found["Hoeveel fta hoger is het doel van het onderwijs in 2023 dan dat van het Rijk?"] == Decimal("10116")
    assert found["Deel de realisatie van het onderwijs in fta in 2023 door die van de waterschappen."] == Decimal(
        "13.3"
    )


@pytest.mark.parametrize("other", [False, True])
def test_no_verdict_is_the_opposite_and_hardly_a_figure_another(
    cases: list[Case], assistant: Assistant, counterfactual: tuple[str, Assistant], *, other: bool
) -> None:
    answering = counterfactual[1] if other else assistant
    asked = (wordings(counterfactual[0]) if other else cases)[3 if other else 0 :: _STEP]
    outcomes: Counter[str] = Counter()
    for case in asked:
        answer = answering.ask(case.question)
        assert not opposed(case, answer), case.question
        outcomes[outcome_of(case, answer, right=is_right(case, answer))] += 1
    # 76% right and 0.1% wrong of all of them when this was written.
    assert outcomes["goed"] >= 0.7 * len(asked), outcomes
    assert outcomes["fout"] <= 0.01 * len(asked), outcomes


def test_the_command_prints_a_question_on_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {"question", "value", "unit", "operation"} <= json.loads(lines[0]).keys()


def test_a_file_without_tables_is_named(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path_factory.mktemp("brief") / "brief.txt"
    letter.write_text("Geen tabel.", encoding="utf-8")
    assert main([str(letter)]) == 1
    assert str(letter) in capsys.readouterr().err
