"""The benchmark: readers, measures against known values, the run, the comparison and the gate."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant import quantity
from assistant.answer import Answer, Status
from assistant.engine import Assistant
from assistant.settings import Settings
from evals import __main__ as command
from evals.cases import Case, CaseError, read_cases
from evals.compare import compare, gate
from evals.report import junit, markdown, page
from evals.robust import robustness, table
from evals.run import run, same_outcome
from evals.scores import Fault, fault, mcnemar, paired_bootstrap, percentile, score, wilson

CASES = [
    {"id": "a", "question": "hoeveel fta realiseerde Defensie in 2024?", "value": "595.4", "unit": "fta",
     "evidence": ["Realisatie 508,5 fta 595,4 fta"]},
    {"id": "b", "question": "met hoeveel fta steeg de realisatie van Defensie?", "value": "86.9", "unit": "fta"},
    {"id": "c", "question": "Hoeveel fta realiseerde de brandweer?", "status": "not_in_source"},
    {"id": "d", "question": "Wat is Mentorwijs?", "expected_text": ["interne training"]},
    {"id": "e", "session": "s", "question": "doel van de politie in 2023", "value": "713", "unit": "fta"},
    {"id": "f", "session": "s", "question": "en de realisatie?", "value": "387", "unit": "fta"},
]  # fmt: skip


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    path = tmp_path / "vragen.jsonl"
    path.write_text("\n".join(json.dumps(case) for case in CASES), encoding="utf-8")
    return path


@pytest.fixture
def settings(data_dir: Path) -> Settings:
    return Settings(data=data_dir)


@pytest.fixture
def result(assistant: Assistant, dataset: Path, settings: Settings) -> dict[str, Any]:
    return run(assistant, [dataset], settings)


def faults(result: dict[str, Any]) -> dict[str, str]:
    return {row["id"]: row["score"]["fault"] for row in result["cases"]}


# --- reading ------------------------------------------------------------------------------------


def test_an_evaluators_own_csv_is_read(tmp_path: Path) -> None:
    path = tmp_path / "eigen.csv"
    path.write_text(
        'id,question,expected,category\n1,doel politie 2024?,713 fta,cijfer\n2,"doel, brandweer",not_in_source,\n'
        "3,wat is Mentorwijs?,interne training,\n",
        encoding="utf-8",
    )
    first, second, third = read_cases(path)
    assert (first.value, first.unit, first.category) == (Decimal(713), "fta", "cijfer")
    assert second.status is Status.NOT_IN_SOURCE
    assert third.expected_text == ("interne training",)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("a.csv", "id,question\n1,x\n", "regel 1: de kolom expected ontbreekt"),
        ("a.csv", "id,question,expected\n1,x,y,z\n", "regel 2: het aantal kolommen"),
        ("a.csv", "id,question,expected\n1,,y\n", "regel 2: ‘question’"),
        ("a.jsonl", '{"id": "1", "question": "x"}\n{oeps\n', "regel 2: dit is geen JSON"),
        ("a.jsonl", '{"id": "1"}\n', "regel 1: ‘question’"),
        ("a.jsonl", '{"id": "1", "question": "x"}\n{"id": "1", "question": "y"}', "‘1’ komt twee keer voor"),
        ("a.jsonl", "\n", "geen enkele vraag"),
        ("a.json", "[]", "geen SQuAD-JSON"),
        ("a.txt", "x", "geen .jsonl, .csv of .json"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line_and_fault(
    tmp_path: Path, name: str, text: str, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=fault):
        read_cases(path)
    assert command.main(["run", "--dataset", str(path)]) == 1
    assert str(path) in capsys.readouterr().err


def test_squad_questions_have_their_answers_as_evidence(tmp_path: Path) -> None:
    qa = {"id": 1, "question": "wat?", "answers": [{"text": "dit", "answer_start": 0}]}
    none = {"id": 2, "question": "wie?", "answers": [], "is_impossible": True}
    path = tmp_path / "squad.json"
    path.write_text(json.dumps({"data": [{"paragraphs": [{"context": "dit", "qas": [qa, none]}]}]}), encoding="utf-8")
    first, second = read_cases(path)
    assert (first.evidence, first.status, second.status) == (("dit",), Status.ANSWERED, Status.NOT_IN_SOURCE)


# --- measures -----------------------------------------------------------------------------------


def test_intervals_and_tests_give_known_values() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 0) == (0.0, 1.0)
    assert mcnemar(1, 9) == pytest.approx(0.02148, abs=1e-5)
    assert mcnemar(5, 5) == 1.0
    mean, below, above = paired_bootstrap([0.0] * 20, [1.0] * 20)
    assert (mean, below, above) == (1.0, 1.0, 1.0)
    assert percentile([1, 2, 3, 4], 0.5) == 2


def test_a_figure_is_right_by_value_and_unit_its_sign_aside() -> None:
    def judged(value: str, unit: str) -> Fault:
        given = Answer(
            question="x", status=Status.ANSWERED, route="calculation", text="x", value=Decimal(value), unit=unit
        )
        return fault(Case(id="1", question="x", value=Decimal("90"), unit="fta"), given)

    assert judged("90", "fta") is judged("-90", "banen") is Fault.NONE
    assert judged("90", "%") is judged("91", "fta") is Fault.WRONG_NUMBER


# --- a run --------------------------------------------------------------------------------------


def test_a_run_scores_figures_passages_refusals_and_follow_ups(result: dict[str, Any]) -> None:
    assert set(faults(result).values()) == {"goed"}
    summary = result["summary"]
    assert summary["right"]["hits"] == summary["right"]["of"] == len(CASES)
    assert summary["follow_up_right"]["of"] == 1
    assert summary["verbatim"]["share"] == 1.0
    assert summary["citation_recall"] == 1.0


def test_two_runs_differ_in_their_times_alone(
    assistant: Assistant, dataset: Path, settings: Settings, result: dict[str, Any]
) -> None:
    assert same_outcome(run(assistant, [dataset], settings)) == same_outcome(result)


def test_the_reports_hold_every_miss(result: dict[str, Any]) -> None:
    result["cases"][0]["score"]["fault"] = "verkeerd cijfer"
    for text in (markdown(result), page(result), junit(result)):
        assert "hoeveel fta realiseerde Defensie in 2024?" in text
        assert "verkeerd cijfer" in text
    assert "http" not in page(result).replace("http://www.w3.org", "")


def test_the_command_writes_every_form(
    dataset: Path, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KAMERBRIEF_DATA", str(data_dir))
    out = tmp_path / "uit"
    assert command.main(["run", "--dataset", str(dataset), "--output", str(out)]) == 0
    assert {path.name for path in out.iterdir()} == {"results.json", "report.md", "report.html", "junit.xml"}
    assert "wrong_number: 0 van 6" in capsys.readouterr().out
    found = str(out / "results.json")
    assert command.main(["compare", found, found]) == 0
    assert command.main(["gate", "--baseline", found, "--result", found]) == 0
    assert command.main(["gate", "--baseline", str(dataset)]) == 1


# --- broken systems -----------------------------------------------------------------------------


def test_the_gate_catches_a_flipped_sign(
    assistant: Assistant, dataset: Path, settings: Settings, result: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    right = quantity.subtract

    def flipped(left: quantity.Quantity, other: quantity.Quantity, unit: str | None = None) -> quantity.Quantity:
        found = right(left, other, unit)
        return quantity.replace(found, value=left.value + other.value)

    monkeypatch.setattr(quantity, "subtract", flipped)
    broken = run(assistant, [dataset], settings)
    assert faults(broken)["b"] == "verkeerd cijfer"
    assert any(line.startswith("verkeerd cijfer: b") for line in gate(result, broken))
    assert any(line.startswith("Slechter: b") for line in compare(result, broken))


def test_the_gate_catches_a_citation_shifted_by_one(assistant: Assistant, result: dict[str, Any]) -> None:
    answer = assistant.ask(str(CASES[0]["question"]))
    moved = [c.model_copy(update={"start": c.start + 1, "end": c.end + 1}) for c in answer.citations]
    letters = {letter.id: assistant.store.letter(letter.id).text for letter in assistant.store.letters()}
    case = Case.model_validate(CASES[0])
    assert score(case, answer, letters).verbatim
    shifted = score(case, answer.model_copy(update={"citations": tuple(moved)}), letters)
    assert not shifted.verbatim
    broken = json.loads(json.dumps(result))
    broken["cases"][0]["score"] = shifted.model_dump(mode="json")
    assert gate(result, broken) == ["citaat is geen stuk van de brief: a"]


def test_the_gate_catches_a_refusal_turned_into_an_answer(
    assistant: Assistant, dataset: Path, settings: Settings, result: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse = Assistant.ask

    def obliging(self: Assistant, question: str) -> Answer:
        answer = refuse(self, question)
        return answer if answer.status is Status.ANSWERED else refuse(self, str(CASES[0]["question"]))

    monkeypatch.setattr(Assistant, "ask", obliging)
    assert gate(result, run(assistant, [dataset], settings)) == [f"verkeerd cijfer: c {CASES[2]['question']}"]


def test_a_question_that_is_gone_shuts_the_gate(result: dict[str, Any]) -> None:
    fewer = result | {"cases": result["cases"][1:]}
    assert gate(result, fewer) == ["vraag ontbreekt: vragen a"]


# --- feedback -----------------------------------------------------------------------------------


def test_a_thumbs_down_becomes_a_draft_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], assistant: Assistant
) -> None:
    answer = assistant.ask("doel politie 2024").as_json()
    path = tmp_path / "reacties.jsonl"
    path.write_text(
        json.dumps({"question": "doel politie 2024", "answer": answer, "kind": "cijfer fout"}), encoding="utf-8"
    )
    assert command.main(["feedback", str(path)]) == 0
    draft = Case.model_validate(json.loads(capsys.readouterr().out) | {"source": "jsonl"})
    assert (draft.question, draft.category) == ("doel politie 2024", "cijfer fout")
    path.write_text('{"question": "x"}', encoding="utf-8")
    assert command.main(["feedback", str(path)]) == 1
    assert "regel 1" in capsys.readouterr().err


# --- the shipped state --------------------------------------------------------------------------


@pytest.mark.no_cover
def test_the_shipped_questions_are_no_worse_than_the_committed_results(
    assistant: Assistant, settings: Settings
) -> None:
    baseline = json.loads((command.DATASETS.parent / "results" / "results.json").read_text(encoding="utf-8"))
    paths = [command.DATASETS / name for name in baseline["settings"]["datasets"]]
    assert gate(baseline, run(assistant, paths, settings)) == []


def test_the_answers_hold_with_other_texts_beside_the_letter(dataset: Path, tmp_path: Path) -> None:
    noise = tmp_path / "ruis.txt"
    sentence = (
        "De gemeente heft in dit jaar voor het {} kwartaal geen leges op een vergunning voor een terras of kraam."
    )
    noise.write_text("\n\n".join(sentence.format(number) * 3 for number in range(40)), encoding="utf-8")
    levels = list(robustness([noise], [dataset]))
    assert [level for level, _ in levels] == [0, 20]
    assert [found["right"]["hits"] for _, found in levels] == [len(CASES)] * 2
    assert table(levels).count("\n") == 3


def test_noise_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["robust", "--noise", str(tmp_path / "niets.txt")]) == 1
    assert "niets.txt" in capsys.readouterr().err
