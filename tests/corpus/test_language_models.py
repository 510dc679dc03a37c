"""Any sentence-transformers model as embedder: a real one, tiny, made here on disk, never downloaded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from assistant.bootstrap import BUILDERS
from assistant.cli import app
from assistant.corpus_access import VECTORS, open_vectors
from assistant.settings import Settings
from corpus.embedders import NgramEmbedder, RetrievalEncoder, SentenceEncoder, SentenceTransformerEmbedder
from corpus.errors import StoreError
from corpus.store import FILE_NAME, CorpusStore
from corpus.vectors import PassageVectors

_WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] vraag passage : . de politie defensie gemeenten banen baan 2024 fta"
IDS = [(1, "a:1"), (2, "a:2")]
TEXTS = ["de politie banen", "gemeenten 2024 fta"]


def make_model(folder: Path, size: int, seed: int = 1) -> Path:
    """A BERT of one layer with a handful of Dutch words, saved as a sentence-transformers model."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    folder.mkdir(parents=True)
    words = _WORDS.split()
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(seed)
    BertModel(
        BertConfig(
            vocab_size=len(words), hidden_size=size, num_hidden_layers=1, num_attention_heads=2,
            intermediate_size=size, max_position_embeddings=64,
        )
    ).save_pretrained(folder / "bare")  # fmt: skip
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder / "bare")
    SentenceTransformer(modules=[Transformer(str(folder / "bare")), Pooling(size)]).save(str(folder / "model"))
    return folder / "model"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that makes vectors of 16 numbers."""
    return make_model(tmp_path_factory.mktemp("models") / "tiny", 16)


def test_a_model_makes_one_vector_of_length_one_for_each_text(model: Path) -> None:
    embedder = SentenceTransformerEmbedder(str(model))
    vectors = embedder.embed(TEXTS, "passage")
    assert vectors.shape == (2, embedder.dimension) == (2, 16)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert abs(float(vectors[0] @ vectors[1])) < 0.999


def test_a_model_loaded_again_makes_the_same_vectors(model: Path) -> None:
    once, again = (SentenceTransformerEmbedder(str(model)).embed(TEXTS, "query") for _ in range(2))
    np.testing.assert_allclose(once, again, atol=1e-6)


def test_the_batch_size_changes_no_vector(model: Path) -> None:
    small = SentenceTransformerEmbedder(str(model), batch_size=1).embed([*TEXTS, "de baan ."], "passage")
    large = SentenceTransformerEmbedder(str(model), batch_size=64).embed([*TEXTS, "de baan ."], "passage")
    np.testing.assert_allclose(small, large, atol=1e-5)


def test_questions_and_passages_get_their_own_prefix(model: Path) -> None:
    plain = SentenceTransformerEmbedder(str(model))
    prefixed = SentenceTransformerEmbedder(str(model), "vraag: ", "passage: ")
    np.testing.assert_allclose(
        prefixed.embed(TEXTS, "query"), plain.embed([f"vraag: {t}" for t in TEXTS], "query"), atol=1e-6
    )
    np.testing.assert_allclose(
        prefixed.embed(TEXTS, "passage"), plain.embed([f"passage: {t}" for t in TEXTS], "passage"), atol=1e-6
    )
    assert not np.allclose(prefixed.embed(TEXTS, "query"), prefixed.embed(TEXTS, "passage"), atol=1e-3)


def test_the_name_tells_models_and_prefixes_apart(model: Path) -> None:
    names = {SentenceTransformerEmbedder(str(model), *prefixes).name for prefixes in ((), ("a: ",), ("", "a: "))}
    assert len(names) == 3
    assert all(str(model) in name for name in names)


@pytest.mark.parametrize("name", ["niet/bestaand", "/nergens/model"])
def test_an_unknown_model_is_refused_in_dutch(name: str) -> None:
    with pytest.raises(StoreError, match=rf"Het taalmodel ‘{name}’ is niet te laden\. Controleer KAMERBRIEF_EMBEDDER"):
        SentenceTransformerEmbedder(name)


def test_a_folder_without_a_model_is_refused_in_dutch(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is niet te laden"):
        SentenceTransformerEmbedder(str(tmp_path))


def test_settings_choose_the_model_and_its_prefixes(model: Path) -> None:
    made = Settings(embedder=str(model), query_prefix="vraag: ", passage_prefix="passage: ").make_embedder()
    assert made.name == SentenceTransformerEmbedder(str(model), "vraag: ", "passage: ").name
    own = RetrievalEncoder if RetrievalEncoder.available() else SentenceEncoder
    assert isinstance(Settings().make_embedder(), own)
    assert isinstance(Settings(embedder="use").make_embedder(), SentenceEncoder)
    assert isinstance(Settings(embedder="ngram").make_embedder(), NgramEmbedder)


def test_vectors_of_a_model_are_kept_and_read_back(tmp_path: Path, model: Path) -> None:
    embedder = SentenceTransformerEmbedder(str(model), "vraag: ", "passage: ")
    PassageVectors.build(tmp_path, "g1", IDS, TEXTS, embedder)
    read = PassageVectors.read(tmp_path, "g1", IDS, embedder)
    assert read is not None
    np.testing.assert_allclose(read.matrix, embedder.embed(TEXTS, "passage"), atol=1e-6)
    query = embedder.embed(["de politie banen"], "query")[0]
    assert read.search("de politie banen", 1)[0][1] == pytest.approx(float((read.matrix @ query).max()), abs=1e-5)


def test_vectors_of_another_model_or_prefix_are_never_mixed_in(tmp_path: Path, model: Path) -> None:
    embedder = SentenceTransformerEmbedder(str(model))
    PassageVectors.build(tmp_path, "g1", IDS, TEXTS, embedder)
    prefixed = SentenceTransformerEmbedder(str(model), passage_prefix="passage: ")
    for other in (prefixed, NgramEmbedder(16)):
        assert PassageVectors.read(tmp_path, "g1", IDS, other) is None
    built = PassageVectors.build(tmp_path, "g1", IDS, TEXTS, prefixed)
    np.testing.assert_allclose(built.matrix, prefixed.embed(TEXTS, "passage"), atol=1e-6)


def test_a_corpus_made_with_one_embedder_opens_with_another(own_corpus: Path, model: Path) -> None:
    with CorpusStore(own_corpus / FILE_NAME) as store:
        vectors = open_vectors(Settings(data=own_corpus, embedder=str(model)), store, BUILDERS)
        assert vectors is not None
        assert vectors.matrix.shape == (len(store.passage_ids()), 16)
        assert len(list((own_corpus / VECTORS).iterdir())) == 1


def test_the_command_line_names_a_model_it_cannot_load_and_keeps_the_corpus(
    own_corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In this process, where the library is loaded already: loading it takes longer than all the rest.
    before = (own_corpus / FILE_NAME).read_bytes()
    monkeypatch.setenv("KAMERBRIEF_EMBEDDER", "niet/bestaand")
    done = CliRunner().invoke(app, ["ingest"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Het taalmodel ‘niet/bestaand’ is niet te laden.")
    assert done.stderr.count("\n") == 1
    assert (own_corpus / FILE_NAME).read_bytes() == before


def test_a_model_replaced_in_its_folder_is_noticed(tmp_path: Path) -> None:
    first = make_model(tmp_path / "one", 16, seed=1)
    name = tmp_path / "model"
    name.symlink_to(first)
    PassageVectors.build(tmp_path / "vectors", "g1", IDS, TEXTS, SentenceTransformerEmbedder(str(name)))
    name.unlink()
    name.symlink_to(make_model(tmp_path / "other", 16, seed=2))
    assert PassageVectors.read(tmp_path / "vectors", "g1", IDS, SentenceTransformerEmbedder(str(name))) is None
