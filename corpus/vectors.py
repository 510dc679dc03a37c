"""Passage vectors in Chroma, derived from the store. The only module that imports chromadb.

Each state of the corpus has a folder of its own, named after its generation and embedder. It is
built under another name and moved into place when complete, so a process killed half-way leaves
nothing that could be mistaken for an index. Search is an exact scan: up to some 50.000 passages
that is faster than an approximate index, and never misses.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from corpus.dutch import FUNCTION_WORDS, tokens
from corpus.errors import StoreError

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

Vectors = NDArray[np.float32]
Role = Literal["query", "passage"]

_COLLECTION = "passages"
_BATCH = 1000


class Embedder(Protocol):
    """Turns texts into vectors of length one. ``name`` identifies the vectors it makes."""

    name: str
    dimension: int

    def embed(self, texts: Sequence[str], role: Role) -> Vectors:
        """One row of length ``dimension`` for each text: float32, shape (n, dimension)."""
        ...


class NgramEmbedder:
    """Hashed character n-grams of the content words, damped by their logarithm; no model, no state.

    It finds what full-text misses: other inflections, parts of compounds, typing errors. Signs of
    the hash make collisions cancel out on average (Weinberger et al. 2009, feature hashing).
    """

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


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by name or folder; loaded at the first text."""

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


class PassageVectors:
    """The vectors of one generation of a corpus, in memory: ``numbers[i]`` has row ``matrix[i]``."""

    def __init__(self, numbers: Sequence[int], matrix: Vectors, embedder: Embedder) -> None:
        self.numbers = list(numbers)
        self.matrix = matrix
        self.embedder = embedder

    @staticmethod
    def present(root: Path, generation: str, embedder: Embedder) -> bool:
        """Whether this generation has been built; whether it can be read is seen when it is."""
        return _folder(root, generation, embedder).is_dir()

    @classmethod
    def read(cls, root: Path, generation: str, ids: Sequence[tuple[int, str]], embedder: Embedder) -> Self | None:
        """The vectors of this generation, or None when they are missing, incomplete or unreadable.

        ``ids`` are the passages of the store; every one must be there.
        """
        folder = _folder(root, generation, embedder)
        if not folder.is_dir():
            return None
        found = _read_collection(folder)
        if found is None or found.keys() != {passage_id for _, passage_id in ids}:
            return None
        matrix = np.stack([found[passage_id] for _, passage_id in ids]) if ids else np.zeros((0, embedder.dimension))
        if matrix.shape != (len(ids), embedder.dimension):
            return None
        return cls([number for number, _ in ids], matrix.astype(np.float32), embedder)

    @classmethod
    def build(
        cls, root: Path, generation: str, ids: Sequence[tuple[int, str]], texts: Sequence[str], embedder: Embedder
    ) -> Self:
        """Makes the vectors of a generation, taking over those of passages already known.

        The caller holds the write lock. Other generations are cleared away afterwards.
        """
        known = _known(root, embedder)
        missing = [i for i, (_, passage_id) in enumerate(ids) if passage_id not in known]
        fresh = embedder.embed([texts[i] for i in missing], "passage") if missing else ()
        known |= {ids[i][1]: vector for i, vector in zip(missing, fresh, strict=True)}
        rows = [known[passage_id] for _, passage_id in ids]
        matrix = np.stack(rows).astype(np.float32) if rows else np.zeros((0, embedder.dimension), dtype=np.float32)
        folder = _folder(root, generation, embedder)
        draft = root / f".draft-{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        try:
            draft.mkdir(parents=True)
            with _collection(draft, create=True) as collection:
                for start in range(0, len(ids), _BATCH):
                    batch = [passage_id for _, passage_id in ids[start : start + _BATCH]]
                    collection.add(ids=batch, embeddings=matrix[start : start + _BATCH])
            _clear(folder)
            draft.rename(folder)
        except OSError as error:
            raise StoreError(f"De zoekindex in {root} kan niet geschreven worden ({error.strerror}).") from error
        for other in root.iterdir():
            if other != folder:
                _clear(other)
        return cls([number for number, _ in ids], matrix, embedder)

    def search(self, query: str, limit: int) -> list[tuple[int, float]]:
        """Row number and cosine similarity of the nearest passages, nearest first."""
        if not self.numbers:
            return []
        similar = self.matrix @ self.embedder.embed([query], "query")[0]
        order = np.argsort(-similar, kind="stable")[:limit]
        return [(self.numbers[i], float(similar[i])) for i in order]


def _clear(path: Path) -> None:
    """Removes a folder, or a file that stands in its place; what cannot be removed stays."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _folder(root: Path, generation: str, embedder: Embedder) -> Path:
    maker = hashlib.sha256(embedder.name.encode()).hexdigest()[:8]
    return root / f"{generation or 'leeg'}-{maker}"


def _known(root: Path, embedder: Embedder) -> dict[str, Vectors]:
    """The vectors of earlier generations by the same embedder, by passage id."""
    known: dict[str, Vectors] = {}
    suffix = _folder(root, "x", embedder).name.removeprefix("x")
    for folder in sorted(root.glob(f"[!.]*{suffix}")):
        known |= _read_collection(folder) or {}
    return {i: v for i, v in known.items() if v.shape == (embedder.dimension,)}


def _read_collection(folder: Path) -> dict[str, Vectors] | None:
    """All vectors of a folder by passage id; None when Chroma cannot read them, for whatever reason."""
    try:
        with _collection(folder, create=False) as collection:
            found = collection.get(include=["embeddings"])
    except Exception:  # noqa: BLE001 - Chroma raises many kinds, some its own; the answer to all is to rebuild
        _forget_clients()
        return None
    embeddings = found["embeddings"]
    if embeddings is None:
        return None
    return {i: np.asarray(v, dtype=np.float32) for i, v in zip(found["ids"], embeddings, strict=True)}


def _forget_clients() -> None:
    """After a failed open Chroma keeps the broken client for that path; this makes it open afresh."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


@contextmanager
def _collection(folder: Path, *, create: bool) -> Iterator[Collection]:
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
    try:
        # Chroma's own embedding function would download a model, and its default metric is
        # squared Euclidean distance.
        if create:
            yield client.create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        else:
            yield client.get_collection(_COLLECTION, embedding_function=None)
    finally:
        client.close()  # type: ignore[attr-defined]  # Client has it, the ClientAPI it is typed as has not
