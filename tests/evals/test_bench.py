"""The benchmark of speed: its letters, its starters, and what it prints (no figure is judged here)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.engine import Assistant
from evals import bench, starter
from ingest.read import read_letter


@pytest.mark.parametrize("distinct", [True, False])
def test_the_large_letters_are_the_same_each_time_and_repeat_or_not(tmp_path: Path, distinct: bool) -> None:
    for name in ("a", "b"):
        bench._letters(tmp_path / name, distinct=distinct, count=20)
    texts = [[read_letter(p).text for p in sorted((tmp_path / name).iterdir())] for name in ("a", "b")]
    assert texts[0] == texts[1]
    assert len(texts[0]) == 20
    lines = [line for text in texts[0] for line in text.split("\n\n") if not line.startswith("Onderdeel")]
    sentences = [sentence for line in lines for sentence in line.removesuffix(".").split(". ")]
    assert len(sentences) == 20 * 100 * 4
    assert len(set(sentences)) == len(sentences) if distinct else len(set(sentences)) < 1000


def test_a_process_is_not_charged_with_the_memory_of_the_one_that_started_it() -> None:
    held = bytearray(b"x") * 500_000_000
    ask = "from evals.bench import _peak; print(_peak())"
    small = float(subprocess.run([sys.executable, "-c", ask], check=True, capture_output=True, text=True).stdout)
    assert bench._peak() > len(held) / 2**20
    assert small < 400


def test_every_starter_searches_the_same_questions(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    few = starter.passage_cases()[:12]
    monkeypatch.setattr(starter, "passage_cases", lambda: few)
    found = starter.standings(assistant)
    assert {standing.questions for standing in found} == {12}
    assert all(0 < standing.found <= 12 and standing.milliseconds > 0 for standing in found)
    ours, _, plain = (standing.found for standing in found[:3])
    assert ours >= plain


def test_chunks_cover_the_letter_with_an_overlap(letter_text: str) -> None:
    chunks = starter._chunks(letter_text)
    assert all(len(chunk) <= starter.CHUNK for chunk in chunks)
    assert chunks[0] + "".join(chunk[starter.OVERLAP :] for chunk in chunks[1:]) == letter_text
    assert starter._chunks("kort") == ["kort"]
