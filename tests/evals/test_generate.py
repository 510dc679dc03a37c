"""The generated questions: enough of them, no two alike, and answers that follow the letter's own figures."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from evals.generate import Case, generate, main

LETTER = min((Path(__file__).parents[2] / "corpus" / "letters").glob("kst-34352-348/*.txt"))
OPERATIONS = """
    lookup_doel lookup_realisatie lookup_percentage change percent_change points_change gap sum_named sum_group
    difference ratio share mean weighted extreme rank count_threshold list_threshold count_target list_target
    count_trend list_trend claim_value claim_trend claim_target claim_compare claim_bound claim_gap claim_short
    claim_moved end start to_goal count_missed list_missed count_beside picked nearest
""".split()


@pytest.fixture(scope="module")
def text() -> str:
    return LETTER.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def cases(text: str) -> list[Case]:
    return generate(text)


def cell(text: str, sector: str, row: str, year: int) -> Decimal:
    """One figure of one table, found in a way of this test's own: the years are 2023 and 2024."""
    block = text.split(f"{sector}\n\nCijfermatige realisatie")[1]
    line = next(line for line in block.splitlines() if line.split()[:1] == [row])
    figures = [word.rstrip("%") for word in line.split() if word[0].isdigit()]
    return Decimal(figures[year - 2023].replace(".", "").replace(",", "."))


def answers(cases: list[Case]) -> dict[str, Case]:
    return {case.question: case for case in cases}


def test_many_questions_no_two_alike(cases: list[Case]) -> None:
    assert len(cases) >= 1000
    assert len({case.id for case in cases}) == len(cases)
    assert len({case.question for case in cases}) == len(cases)


def test_each_operation_has_questions_and_answers(cases: list[Case]) -> None:
    numbers = Counter(case.operation for case in cases)
    assert set(numbers) == set(OPERATIONS)
    assert min(numbers.values()) >= 20
    assert all((case.value is None) == bool(case.contains) for case in cases)
    assert not [case.question for case in cases if re.search(r"[{}\[\]]|  ", case.question)]


def test_claims_are_true_and_false(cases: list[Case]) -> None:
    said = Counter((case.operation, *case.contains) for case in cases if case.operation.startswith("claim_"))
    assert all(
        said[f"claim_{kind}", word]
        for kind in ("value", "trend", "target", "compare", "bound", "gap", "short", "moved")
        for word in ("Ja", "Nee")
    )


def test_the_same_letter_gives_the_same_questions(text: str, cases: list[Case]) -> None:
    assert generate(text) == cases


def test_answers_follow_the_letter(text: str, cases: list[Case]) -> None:
    known = answers(cases)
    doel, done, percent = "Doel", "Realisatie", "Realisatiepercentage"
    decentral = ("Gemeenten", "Provincies", "Waterschappen")
    school = {"Primair onderwijs": "Primair onderwijs", "Voortgezet onderwijs": "Voortgezet onderwijs"}
    school |= {"Middelbaar beroepsonderwijs": "mbo", "Hoger beroepsonderwijs": "hbo"}
    expected = {
        "Hoeveel fta heeft Defensie in 2023 gerealiseerd?": cell(text, "Defensie", done, 2023),
        "Wat was de doelstelling van het primair onderwijs?": cell(text, "Primair onderwijs", doel, 2024),
        "realisatiepercentage waterschappen 2023": cell(text, "Waterschappen", percent, 2023),
        "Met hoeveel fta is de realisatie van de gemeenten tussen 2023 en 2024 gedaald?": (
            cell(text, "Gemeenten", done, 2023) - cell(text, "Gemeenten", done, 2024)
        ),
        "Hoeveel fta zaten de gemeenten in 2024 boven de doelstelling?": (
            cell(text, "Gemeenten", done, 2024) - cell(text, "Gemeenten", doel, 2024)
        ),
        "Hoeveel procentpunt hoger was het realisatiepercentage van de politie in 2024 dan in 2023?": (
            cell(text, "Politie", percent, 2024) - cell(text, "Politie", percent, 2023)
        ),
        "Wat is de totale realisatie van de decentrale overheden in 2024?": sum(
            cell(text, sector, done, 2024) for sector in decentral
        ),
        "Wat is het realisatiepercentage van de decentrale overheden als geheel?": Decimal(
            sum(cell(text, sector, done, 2024) for sector in decentral)
            / sum(cell(text, sector, doel, 2024) for sector in decentral)
            * 100
        ).quantize(Decimal("0.1"), ROUND_HALF_UP),
    }
    assert {question: known[question].value for question in expected} == expected
    assert known["Met hoeveel fta is de realisatie van de gemeenten tussen 2023 en 2024 gedaald?"].unit == "fta"
    fell = known["Bij welke sectoren is de realisatie tussen 2023 en 2024 gedaald?"].contains
    assert "Gemeenten" in fell
    assert [name in fell for name in school.values()] == [
        cell(text, sector, done, 2024) < cell(text, sector, done, 2023) for sector in school
    ]


def test_other_figures_give_other_answers(text: str, cases: list[Case]) -> None:
    def other(row: re.Match[str]) -> str:
        return re.sub(r"(?<![\d.,])\d", lambda digit: str(int(digit[0]) % 9 + 1), row[0])

    changed_text = re.sub(r"(?m)^ ?(?:Doel|Realisatie|Realisatiepercentage) .*\d.*$", other, text)
    before, after = answers(cases), answers(generate(changed_text))
    assert len(after) >= 1000
    for case in after.values():
        if case.operation == "lookup_realisatie" and case.question in before:
            assert case.value != before[case.question].value
    question = "Hoeveel fta heeft Defensie in 2024 gerealiseerd?"
    assert after[question].value == cell(changed_text, "Defensie", "Realisatie", 2024)


def test_a_text_without_tables_is_refused() -> None:
    with pytest.raises(ValueError, match="sector tables"):
        generate("Geachte voorzitter,\n")


def test_the_command_prints_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str], cases: list[Case]) -> None:
    assert main([str(LETTER)]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["question"] for line in printed] == [case.question for case in cases]
    assert main([str(tmp_path / "geen.txt")]) == 1
    assert "Geef een ander bestand" in capsys.readouterr().err
