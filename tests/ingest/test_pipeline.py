"""Ingest as a whole, on a real store and real vectors: repeatable, all or nothing, up to date."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from assistant.bootstrap import make_assistant, open_corpus
from assistant.corpus_access import VECTORS
from assistant.settings import Settings
from corpus.errors import BusyError, CorpusError, StoreError
from corpus.store import FILE_NAME, CorpusStore
from corpus.vectors import PassageVectors
from ingest import pipeline
from ingest.pipeline import Outcome, ingest, is_current, reader_version, reread, writing
from tests.conftest import LETTER, Corpus
from tests.ingest.expected import vectors_of

EMBEDDER = Settings().make_embedder()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An empty place for a corpus."""
    return tmp_path / "corpus"


@pytest.fixture
def mini_copy(tmp_path: Path, mini_path: Path) -> Path:
    """The miniature letter where it can be edited."""
    return shutil.copytree(mini_path, tmp_path / "mini")


def state(data: Path) -> tuple[object, ...]:
    """All that a reader of a corpus can see, and the vectors' folder."""
    with CorpusStore(data / FILE_NAME) as store:
        ids = store.passage_ids()
        vectors = PassageVectors.read(data / VECTORS, store.generation, ids, EMBEDDER)
        assert vectors is not None
        texts = [store.letter(letter.id).text for letter in store.letters()]
        folder = [(path.name, path.stat().st_ino) for path in (data / VECTORS).iterdir()]
        return store.generation, store.digests(), texts, ids, store.facts(), store.inconsistencies(), folder


def found(data: Path, word: str) -> set[str]:
    """The letters in which a word is found."""
    with CorpusStore(data / FILE_NAME) as store:
        return {p.letter for p in store.passages([hit.number for hit in store.search([word], 100)])}


@contextmanager
def rules(monkeypatch: pytest.MonkeyPatch, version: str) -> Iterator[None]:
    """Another version of the rules that read letters."""
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "reader_version", lambda: version)
        yield


# --- repeating ----------------------------------------------------------------------------------


def test_a_new_letter_is_read_and_counted(corpus: Corpus, store: CorpusStore) -> None:
    (outcome,) = corpus.outcomes
    assert outcome == Outcome(
        "kst-34352-348", "Voortgang banenafspraak overheid 2024", "new", len(store.passage_ids()), len(store.facts())
    )


def test_the_shipped_letters_are_read_when_no_path_is_given(data: Path) -> None:
    assert [(outcome.letter, outcome.change) for outcome in ingest(data, [], EMBEDDER)] == [("kst-34352-348", "new")]


def test_an_unchanged_letter_is_left_alone(own_corpus: Path) -> None:
    before = state(own_corpus)
    (outcome,) = ingest(own_corpus, [LETTER], EMBEDDER)
    assert (outcome.change, outcome.passages, outcome.facts) == ("unchanged", 0, 0)
    assert state(own_corpus) == before


def test_a_changed_letter_takes_the_place_of_the_old_one(own_corpus: Path, mini_copy: Path) -> None:
    ingest(own_corpus, [mini_copy], EMBEDDER)
    text = mini_copy / "voortgang-leerbanen-2022.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("Depothuis", "Schathuis"), encoding="utf-8")
    outcomes = ingest(own_corpus, [LETTER, mini_copy], EMBEDDER)
    assert [(o.letter, o.change) for o in outcomes] == [("kst-34352-348", "unchanged"), ("kst-99001-12", "changed")]
    assert found(own_corpus, "depothuis") == set()
    assert found(own_corpus, "schathuis") == {"kst-99001-12"}
    assert found(own_corpus, "politie") == {"kst-34352-348"}


def test_new_metadata_alone_also_changes_a_letter(data: Path, mini_copy: Path) -> None:
    ingest(data, [mini_copy], EMBEDDER)
    metadata = mini_copy / "letter.toml"
    metadata.write_text(metadata.read_text(encoding="utf-8").replace('number = "12"', 'number = "13"'))
    assert [outcome.change for outcome in ingest(data, [mini_copy], EMBEDDER)] == ["changed"]
    with CorpusStore(data / FILE_NAME) as store:
        assert store.letters()[0].short_name == "Kamerstuk 99 001, nr. 13"


def test_a_new_title_gives_new_vectors(data: Path, mini_copy: Path) -> None:
    ingest(data, [mini_copy], EMBEDDER)
    metadata = mini_copy / "letter.toml"
    metadata.write_text(metadata.read_text(encoding="utf-8").replace("Voortgang leerbanen", "Brief over molens"))
    ingest(data, [mini_copy], EMBEDDER)
    with CorpusStore(data / FILE_NAME) as store:
        ids = store.passage_ids()
        vectors = PassageVectors.read(data / VECTORS, store.generation, ids, EMBEDDER)
        assert vectors is not None
        expected = vectors_of(store.passages([number for number, _ in ids]), EMBEDDER)
        # What stands beside a text moves its vector by a last bit, and half precision can make that a step.
        np.testing.assert_allclose(vectors.matrix, expected, atol=2e-4)


def test_the_order_of_the_letters_does_not_matter(tmp_path: Path, mini_path: Path) -> None:
    generations = []
    for name, paths in (("a", [LETTER, mini_path]), ("b", [mini_path, LETTER])):
        ingest(tmp_path / name, paths, EMBEDDER)
        with CorpusStore(tmp_path / name / FILE_NAME) as store:
            generations.append(store.generation)
    assert generations[0] == generations[1]


def test_progress_is_told_letter_by_letter(data: Path, mini_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    ingest(data, [LETTER, mini_path], EMBEDDER, progress=lambda *told_: told.append(told_))
    assert told == [
        (0, 2, "Voortgang banenafspraak overheid 2024"), (1, 2, "Voortgang leerbanen cultuur en erfgoed 2022"),
        (2, 2, ""),
    ]  # fmt: skip


def test_two_letters_with_one_id_are_not_silently_made_one(tmp_path: Path, data: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "brief.txt").write_text(f"Dit is brief {folder}.\n")
    with pytest.raises(CorpusError):
        ingest(data, [tmp_path / "a", tmp_path / "b"], EMBEDDER)


# --- all or nothing -----------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["empty", "binary", "missing-text", "bad-metadata"])
def test_a_faulty_letter_among_good_ones_changes_nothing(
    own_corpus: Path, mini_copy: Path, tmp_path: Path, fault: str
) -> None:
    before = state(own_corpus)
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "letter.toml").write_text('text = "brief.txt"\n' + ('kleur = "x"\n' if fault == "bad-metadata" else ""))
    if fault != "missing-text":
        (bad / "brief.txt").write_bytes({"empty": b"", "binary": b"\x00\x01"}.get(fault, b"Een brief.\n"))
    with pytest.raises(CorpusError):
        ingest(own_corpus, [mini_copy, bad], EMBEDDER)
    assert state(own_corpus) == before


def test_a_faulty_letter_makes_no_corpus_where_there_was_none(data: Path, tmp_path: Path) -> None:
    (tmp_path / "leeg.txt").write_bytes(b"")
    with pytest.raises(CorpusError):
        ingest(data, [LETTER, tmp_path / "leeg.txt"], EMBEDDER)
    assert not data.exists()


def test_a_folder_that_may_not_be_written_is_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)
    with pytest.raises(StoreError, match=rf"^In {data} kan niet geschreven worden .* kies met KAMERBRIEF_DATA een"):
        ingest(data, [LETTER], EMBEDDER)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("x")
    with pytest.raises(StoreError, match="kan niet geschreven worden"):
        ingest(tmp_path / "corpus", [LETTER], EMBEDDER)


def test_who_writes_second_is_told_to_wait(own_corpus: Path, mini_path: Path) -> None:
    before = state(own_corpus)
    with (
        writing(own_corpus),
        pytest.raises(BusyError, match=r"^Een ander proces werkt de index .* bij\. Wacht tot het klaar is"),
    ):
        ingest(own_corpus, [mini_path], EMBEDDER, lock_seconds=0.05)
    assert state(own_corpus) == before
    with writing(own_corpus):
        # Where nothing is to be written, nobody need wait.
        assert [outcome.change for outcome in ingest(own_corpus, [], Settings().make_embedder())] == ["unchanged"]
    assert [outcome.change for outcome in ingest(own_corpus, [mini_path], EMBEDDER)] == ["new"]


# --- other rules, other stores ------------------------------------------------------------------


def test_a_letter_read_by_older_rules_is_read_again_at_ingest(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with rules(monkeypatch, "old"):
        ingest(data, [LETTER], EMBEDDER)
    assert [outcome.change for outcome in ingest(data, [LETTER], EMBEDDER)] == ["changed"]
    with CorpusStore(data / FILE_NAME) as store:
        assert is_current(store)


def test_a_letter_read_by_older_rules_is_read_again_from_the_stored_text(
    data: Path, mini_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with rules(monkeypatch, "old"):
        ingest(data, [mini_copy, LETTER], EMBEDDER)
    shutil.rmtree(mini_copy)
    with CorpusStore(data / FILE_NAME) as store:
        assert not is_current(store)
        facts = store.facts()
    with open_corpus(Settings(data=data)) as store:
        assert is_current(store)
        assert store.facts() == facts
        assert {reader for _, reader in store.digests().values()} == {reader_version()}
    assert state(data)


def test_rereading_leaves_letters_of_the_present_rules_alone(own_corpus: Path) -> None:
    before = state(own_corpus)
    reread(own_corpus, EMBEDDER)
    assert state(own_corpus) == before


def test_the_version_of_the_rules_stays_the_same_within_a_program() -> None:
    assert reader_version() == reader_version()
    assert len(reader_version()) == 16


def test_a_missing_corpus_is_built_at_the_first_question(data: Path) -> None:
    assistant = make_assistant(Settings(data=data))
    assert assistant.ask("Wat was de realisatie van Defensie in 2024?").as_json()["value"] == "595.4"
    assert state(data)


def test_a_corpus_without_letters_is_built_too(data: Path) -> None:
    with CorpusStore(data / FILE_NAME, writable=True):
        pass
    with open_corpus(Settings(data=data)) as store:
        assert [letter.id for letter in store.letters()] == ["kst-34352-348"]


def test_opening_a_corpus_that_is_whole_writes_nothing(own_corpus: Path) -> None:
    before = state(own_corpus)
    with open_corpus(Settings(data=own_corpus)) as store:
        assert store.letters()
    assert state(own_corpus) == before


def test_a_first_question_waits_for_another_that_is_building(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.bootstrap._WAIT_SECONDS", 0.05)
    with writing(data), pytest.raises(BusyError):
        open_corpus(Settings(data=data))
    with open_corpus(Settings(data=data)) as store:
        assert store.letters()
