"""The generated conversations: every way to ask on, answers worked out by hand, and what becomes of them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from assistant.engine import Assistant
from evals.dialogues import WORDINGS, dialogues, main
from evals.exact import last_turns, opposed, outcome_of, turn_is_right
from evals.generate import Case
from tests.evals.test_generated_answers import counterfactual

__all__ = ["counterfactual"]


@pytest.fixture(scope="module")
def made(letter_text: str) -> list[tuple[Case, ...]]:
    return dialogues(letter_text)


def test_every_way_to_ask_on_is_asked(made: list[tuple[Case, ...]]) -> None:
    assert len(made) >= 1000
    assert {conversation[-1].operation for conversation in made} == set(WORDINGS)
    assert all(2 <= len(conversation) <= 3 for conversation in made)
    assert not [case for conversation in made for case in conversation if "{" in case.question]


def test_answers_follow_the_letter(made: list[tuple[Case, ...]]) -> None:
    """Worked out by hand: 5,078 of 5,994 jobs at the Rijk in 2024, 4,517 in 2023."""
    rise = "Met hoeveel fta is de realisatie van het Rijk gestegen van 2023 naar 2024?"
    asked = {turns[-1].operation: turns[-1] for turns in reversed(made) if turns[0].question == rise}
    assert asked["start"].value == Decimal(4517)
    assert asked["in_percent"].value == Decimal("12.4")
    assert asked["grew_most"].contains == ("Rijk",)


def test_the_same_letter_gives_the_same_conversations(letter_text: str) -> None:
    assert dialogues(letter_text, turns=1) == dialogues(letter_text, turns=1)


def test_a_file_without_tables_is_refused_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["/bestaat/niet.txt"]) == 1
    assert "Geef een ander bestand" in capsys.readouterr().err


def outcomes(conversations: list[tuple[Case, ...]], assistant: Assistant) -> tuple[Counter[str], list[str]]:
    """What became of the last turns, and those with the opposite verdict."""
    counts: Counter[str] = Counter()
    wrong_way = []
    for case, asked, answer in last_turns(conversations, assistant):
        counts[outcome_of(case, answer, right=turn_is_right(case, answer))] += 1
        wrong_way += [asked] if opposed(case, answer) else []
    return counts, wrong_way


@pytest.mark.no_cover
def test_most_turns_are_right_and_no_verdict_is_the_opposite(letter_text: str, assistant: Assistant) -> None:
    counts, wrong_way = outcomes(dialogues(letter_text, turns=2), assistant)
    assert wrong_way == []
    assert counts["goed"] >= 0.8 * counts.total()
    assert counts["fout"] <= 0.02 * counts.total()


@pytest.mark.no_cover
def test_other_figures_give_no_opposite_verdict(counterfactual: tuple[str, Assistant]) -> None:
    changed, other = counterfactual
    counts, wrong_way = outcomes(dialogues(changed, turns=1), other)
    assert wrong_way == []
    assert counts["goed"] >= 0.75 * counts.total()
