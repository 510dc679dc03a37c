"""Writers that are killed, and writers that meet: the corpus is always whole, and says who is busy."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.bootstrap import make_assistant, open_corpus
from assistant.corpus_access import VECTORS
from assistant.settings import Settings
from corpus.embedders import NgramEmbedder
from corpus.store import FILE_NAME, CorpusStore
from corpus.vectors import PassageVectors
from ingest.pipeline import ingest
from tests.command_line import kamerbrief
from tests.ingest.expected import vectors_of

STEPS = [
    "in-the-transaction", "between-two-letters", "before-the-vectors", "vectors-half-made", "vectors-not-moved",
    "vectors-moved",
]  # fmt: skip
RANDOM_KILLS = 6
_HOLD = "from ingest.pipeline import writing; from pathlib import Path; import sys\n"
_HOLD += "with writing(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"


class Writer:
    """Two letters that change from version to version, ingested by children that are killed on request."""

    def __init__(self, folder: Path, mini: Path, program: subprocess.Popen[str]) -> None:
        self.data = folder / "corpus"
        self.letters = [shutil.copytree(mini, folder / "mini"), folder / "bijlage.txt"]
        self.version = 0
        self._text = (self.letters[0] / "voortgang-leerbanen-2022.txt").read_text(encoding="utf-8")
        self._program = program

    def ingest(self, moment: str) -> float:
        """Ingests a new version of both letters in a child that dies at a moment; the seconds it lived."""
        self.version += 1
        word = named(self.version)
        (self.letters[0] / "voortgang-leerbanen-2022.txt").write_text(self._text.replace("Depothuis", word))
        self.letters[1].write_text(f"De bijlage noemt {word} en 25 fta.\n")
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write("\t".join([moment, str(self.data), *map(str, self.letters)]) + "\n")
        self._program.stdin.flush()
        return float(self._program.stdout.readline())


def named(version: int) -> str:
    """The word that marks a version of the letters; no digit, since that could be a footnote's marker."""
    return f"Versie{chr(ord('a') + version)}"


@pytest.fixture(scope="module")
def program() -> Iterator[subprocess.Popen[str]]:
    """The program whose children ingest."""
    command = [sys.executable, "-m", "tests.ingest.killed_writer"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as started:
        yield started


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory, mini_path: Path, program: subprocess.Popen[str]) -> Writer:
    """A writer with a corpus of its first version."""
    made = Writer(tmp_path_factory.mktemp("writer"), mini_path, program)
    made.ingest("never")
    return made


def assert_whole(data: Path, version: int) -> None:
    """Each letter is in the store with all of one version, the one before or this one, and nothing of another."""
    # Opened for writing, since that also clears away what a killed transaction left.
    with CorpusStore(data / FILE_NAME, writable=True) as store:
        passages = store.passages([number for number, _ in store.passage_ids()])
        for letter in store.letters():
            text = store.letter(letter.id).text
            (own,) = {name for name in (named(version - 1), named(version)) if f"{name} " in text}
            sentences = " ".join(passage.text for passage in passages if passage.letter == letter.id)
            assert set(re.findall(r"Versie\w", sentences)) == {own}
            assert any(fact.letter == letter.id for fact in store.facts())


def assert_answers(writer: Writer) -> None:
    """After the same ingest again, the corpus is that of an undisturbed one, and it answers."""
    ingest(writer.data, writer.letters, NgramEmbedder())
    name = named(writer.version)
    with CorpusStore(writer.data / FILE_NAME) as store:
        assert all(f"{name} " in store.letter(letter.id).text for letter in store.letters())
        ids = store.passage_ids()
        vectors = PassageVectors.read(writer.data / VECTORS, store.generation, ids, NgramEmbedder())
        assert vectors is not None
        expected = vectors_of(store.passages([number for number, _ in ids]), NgramEmbedder())
        np.testing.assert_allclose(vectors.matrix, expected, atol=1e-6)
        (best,) = store.passages([vectors.search(f"gedeelde werkplaats {name}", 1)[0][0]])
        assert f"{name} Zuid is de gedeelde werkplaats" in best.text


@pytest.mark.parametrize("step", STEPS)
def test_a_writer_killed_at_any_step_leaves_a_whole_corpus(writer: Writer, step: str) -> None:
    writer.ingest(step)
    assert_whole(writer.data, writer.version)
    assert_answers(writer)


def test_writers_killed_at_random_moments_leave_a_whole_corpus(writer: Writer) -> None:
    lifetime = min(writer.ingest("never") for _ in range(2))
    moments = random.Random(34352)  # noqa: S311 - the same moments each time, no secret
    for _ in range(RANDOM_KILLS):
        writer.ingest(f"{moments.uniform(0.05, 1) * lifetime:.4f}")
        assert_whole(writer.data, writer.version)
        assert_answers(writer)


@pytest.mark.parametrize("step", ["in-the-transaction", "before-the-vectors", "vectors-not-moved"])
def test_a_first_writer_that_is_killed_leaves_nothing_in_the_way(
    tmp_path: Path, mini_path: Path, program: subprocess.Popen[str], step: str
) -> None:
    first = Writer(tmp_path, mini_path, program)
    first.ingest(step)
    assert_answers(first)


# --- what a killed writer leaves, made by hand ----------------------------------------------------


def half_written(data: Path) -> None:
    """Leaves a corpus as a writer does that was killed while its transaction reached the disk."""
    original = data.with_name("original")
    data.rename(original)
    writing = sqlite3.connect(original / FILE_NAME, isolation_level=None)
    writing.execute("PRAGMA cache_size = 1")
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("UPDATE passages SET passage = 'half written'")
    writing.execute("DELETE FROM facts")
    shutil.copytree(original, data)
    writing.execute("ROLLBACK")
    writing.close()
    assert (data / f"{FILE_NAME}-journal").stat().st_size > 0


def test_a_half_written_transaction_is_undone_by_the_next_ingest(own_corpus: Path) -> None:
    with CorpusStore(own_corpus / FILE_NAME) as store:
        before = store.facts()
    half_written(own_corpus)
    assert [outcome.change for outcome in ingest(own_corpus, [], NgramEmbedder())] == ["unchanged"]
    with CorpusStore(own_corpus / FILE_NAME) as store:
        assert store.facts() == before
        assert store.passages([number for number, _ in store.passage_ids()])


def test_a_half_written_transaction_does_not_stop_the_next_question(own_corpus: Path) -> None:
    half_written(own_corpus)
    answer = make_assistant(Settings(data=own_corpus)).ask("Wat was de realisatie van Defensie in 2024?")
    assert answer.as_json()["value"] == "595.4"


def test_an_empty_file_does_not_stop_the_next_question(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / FILE_NAME).touch()
    with open_corpus(Settings(data=tmp_path / "corpus")) as store:
        assert store.letters()


# --- two at once --------------------------------------------------------------------------------


@pytest.fixture
def hold() -> Iterator[Callable[[Path], subprocess.Popen[str]]]:
    """Starts another process that holds the right to write until it is ended."""
    started: list[subprocess.Popen[str]] = []

    def start(data: Path) -> subprocess.Popen[str]:
        holder = subprocess.Popen(
            [sys.executable, "-c", _HOLD, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(holder)
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        return holder

    yield start
    for holder in started:
        holder.communicate()


def test_a_second_writer_is_told_at_once_and_readers_go_on(
    own_corpus: Path, mini_path: Path, hold: Callable[[Path], subprocess.Popen[str]]
) -> None:
    holder = hold(own_corpus)
    began = time.monotonic()
    busy = kamerbrief("ingest", mini_path, data=own_corpus)
    assert time.monotonic() - began < 10
    assert busy.refused_clearly
    assert busy.err.startswith("Een ander proces werkt de index op dit moment bij. Wacht tot het klaar is")
    assert kamerbrief("ask", "Wat was de realisatie van Defensie in 2024?", data=own_corpus).code == 0
    # Where nothing is to be written, nobody need wait.
    assert kamerbrief("ingest", data=own_corpus).out == "kst-34352-348: niet gewijzigd\n"
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert kamerbrief("ingest", mini_path, data=own_corpus).code == 0


def test_two_first_questions_at_once_are_both_answered(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assistant.cli", "ask", "Wat was de realisatie van Defensie in 2024?", "--json"]
    asked = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in asked:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")
        assert json.loads(out)["value"] == "595.4"
    assert (tmp_path / "corpus" / FILE_NAME).is_file()
