"""Every generated question, answered by the real assistant: all right on the letter, and on a copy
with other figures that must be answered from that copy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.bootstrap import make_assistant
from assistant.engine import Assistant
from assistant.settings import Settings
from corpus.embedders import NgramEmbedder
from evals.exact import missed
from evals.generate import generate
from ingest.pipeline import ingest

# Thousands of questions: what they run through is traced by the tests of each part.
pytestmark = pytest.mark.no_cover


def changed_figures(text: str) -> str:
    """The letter with another last digit in every target and realisation of its tables."""
    return re.sub(
        r"(?m)^((?: ?Doel|Realisatie) .*)$",
        lambda line: re.sub(r"\d(?=\s+fta)", lambda d: str((int(d.group()) + 3) % 10), line.group(1)),
        text,
    )


def test_every_generated_question_is_answered_right(letter_text: str, assistant: Assistant) -> None:
    assert missed(generate(letter_text), assistant) == []


@pytest.fixture(scope="module")
def counterfactual(letter_text: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Assistant]:
    folder: Path = tmp_path_factory.mktemp("counterfactual")
    changed = changed_figures(letter_text)
    (folder / "brief.txt").write_text(changed, encoding="utf-8")
    ingest(folder / "corpus", [folder / "brief.txt"], NgramEmbedder())
    return changed, make_assistant(Settings(data=folder / "corpus"))


def test_other_figures_give_other_answers(
    letter_text: str, counterfactual: tuple[str, Assistant], assistant: Assistant
) -> None:
    changed, other = counterfactual
    cases = generate(changed)
    assert missed(cases, other) == []
    figures = [case for case in cases if case.operation in ("lookup_doel", "lookup_realisatie")]
    assert len(missed(figures, assistant)) > len(figures) / 2
