"""What each part of retrieval brings: the tables that ``python -m evals retrieval`` prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.engine import Assistant
from assistant.settings import Settings
from evals.__main__ import main
from evals.ablation import LEFT_OUT, of_letter, of_squad, passages_table, sentences_table
from evals.cases import Case

CONTEXTS = {
    "Een vergunning vraagt u aan bij de gemeente. Dat kost tien euro.": "Waar vraag ik een vergunning aan?",
    "De belasting betaalt u voor 1 mei. Uitstel is mogelijk.": "Wanneer moet ik belasting betalen?",
    "Een paspoort is tien jaar geldig. Neem een foto mee.": "Hoe lang is een paspoort geldig?",
}
CASE = Case(
    id="a", question="Welke knelpunten ervaren de waterschappen?", expected_text=("tijdgebrek",),
    evidence=("De ervaren knelpunten zijn met name tijdgebrek voor voldoende begeleiding",),
)  # fmt: skip


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    """A SQuAD file of three contexts with a question each."""
    paragraphs = [
        {"context": context, "qas": [{"id": str(at), "question": question, "answers": []}]}
        for at, (context, question) in enumerate(CONTEXTS.items())
    ]
    path = tmp_path / "drie.json"
    path.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), encoding="utf-8")
    return path


def test_the_contexts_of_a_squad_file_are_found_by_their_questions(squad: Path, tmp_path: Path) -> None:
    pool = of_squad(squad, tmp_path, Settings())
    table = passages_table(pool)
    pool.store.close()
    rows = [line for line in table.splitlines() if line.startswith("| fused")]
    assert len(rows) == 1
    assert "| fused | 1.000 (1.000–1.000) | 1.000" in rows[0]
    assert all(name in table for name in ("BM25 on plain words", "full-text", "vectors"))


def test_each_part_of_the_rate_is_left_out_in_turn(assistant: Assistant) -> None:
    table = sentences_table(assistant, [CASE])
    assert table.count("\n| ") == 1 + len(LEFT_OUT)
    assert "| everything | 1.000" in table
    assert "| without all vectors | 1.000" in table


def test_a_case_without_its_evidence_in_a_passage_is_left_out(assistant: Assistant) -> None:
    pool = of_letter(assistant, [CASE, CASE.model_copy(update={"id": "b", "evidence": ("staat nergens",)})])
    assert len(pool.questions) == 1


def test_a_file_that_is_no_squad_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "geen.json"
    path.write_text("{}", encoding="utf-8")
    assert main(["retrieval", "--squad", str(path)]) == 1
    assert f"{path} is geen SQuAD-JSON" in capsys.readouterr().err
