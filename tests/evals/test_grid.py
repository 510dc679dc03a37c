"""The grid of short questions: its forms, its answers held against the letter by hand, and the assistant's answers."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.engine import Assistant
from evals.exact import missed
from evals.generate import Case
from evals.grid import HOLDS, PREDICATES, grid, main
from tests.evals.test_generated_answers import counterfactual

__all__ = ["counterfactual"]
FORMS = """
    claim_asked claim_claimed claim_denied claim_told claim_all claim_not_all claim_none claim_most claim_but
    claim_exists claim_only claim_both claim_neither claim_not_other claim_two claim_each list count list_of_two
    list_two count_two list_picked count_picked claim_either claim_two_either count_either
""".split()


@pytest.fixture(scope="module")
def cases(letter_text: str) -> list[Case]:
    return grid(letter_text)


def test_every_form_has_questions_with_both_verdicts(cases: list[Case]) -> None:
    assert len(cases) >= 5000
    assert len({case.question for case in cases}) == len({case.id for case in cases}) == len(cases)
    assert {case.operation for case in cases} == set(FORMS)
    said = Counter((case.operation, *case.contains) for case in cases if case.operation.startswith("claim_"))
    assert all(said[form, word] for form in FORMS if form.startswith("claim_") for word in ("Ja", "Nee"))
    assert not [case.question for case in cases if "{" in case.question or "  " in case.question]


def test_every_predicate_is_decided_by_the_table() -> None:
    assert {predicate.key for predicate in PREDICATES} == set(HOLDS)


def test_answers_follow_the_letter(cases: list[Case]) -> None:
    """Some, worked out by hand: 6,051 of 5,540 jobs at the municipalities, 595.4 of 899 at Defence."""
    known = {case.question: case.contains for case in cases}
    assert known["Haalde het Rijk het doel?"] == ("Nee",)
    assert known["Is het waar dat geen van de sectoren in 2023 boven het doel zat?"] == ("Nee",)
    assert known["Klopt het dat niet iedere sector in 2023 aan de doelstelling voldeed?"] == ("Ja",)
    assert known["Welke sectoren binnen de decentrale overheden daalden?"] == ("Gemeenten",)


def test_the_same_letter_gives_the_same_grid(letter_text: str) -> None:
    assert grid(letter_text, turns=1) == grid(letter_text, turns=1)


def test_a_file_without_tables_is_refused_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["/bestaat/niet.txt"]) == 1
    assert "Geef een ander bestand" in capsys.readouterr().err


# Thousands of questions: what they run through is traced by the tests of each part.
@pytest.mark.no_cover
def test_every_question_of_the_grid_is_answered_right(letter_text: str, assistant: Assistant) -> None:
    assert missed(grid(letter_text, turns=1), assistant) == []


@pytest.mark.no_cover
def test_the_grid_of_other_figures_is_answered_right(counterfactual: tuple[str, Assistant]) -> None:
    changed, other = counterfactual
    assert missed(grid(changed, turns=1), other) == []
