"""Passage vectors in Chroma, derived from the store. The only module that imports chromadb.

Each state of the corpus has a folder of its own, named after its generation and embedder. It is
built under another name and moved into place when complete, so a process killed half-way leaves
nothing that could be mistaken for an index. Beside what Chroma keeps stands a snapshot of it, read
back from Chroma after writing: plain matrices that a question maps into memory, which takes a
hundredth of the time and memory that opening Chroma does. Search is an exact scan: up to some
50.000 passages that is faster than an approximate index, and never misses.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from corpus.embedders import Embedder, Vectors
from corpus.encoder import use_one_thread
from corpus.errors import StoreError

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

Parts = NDArray[np.float16]

_COLLECTION = "passages"
_BATCH = 1000
_SAMPLE = 128
_PORTION = 8192
_HEADING = np.float32(0.6)
_LAYOUT = 3
"""Changes with the way the vector of a passage is made, so that vectors made in two ways never meet."""
_CHROMA = (".sqlite3", ".bin", ".pickle")
"""What the files of Chroma end in that stay once it is closed."""
_INDEX, _PASSAGES, _PARTS = "index.json", "passages.npy", "sentences.npy"


class PassageVectors:
    """The vectors of one generation of a corpus: passage ``numbers[i]`` has row ``matrix[i]``.

    Its sentences have rows ``bounds[i]`` up to ``bounds[i + 1]`` of ``parts``, in half precision and
    left on disk until they are asked for.
    """

    def __init__(
        self, numbers: Sequence[int], matrix: Vectors, embedder: Embedder, parts: Parts | None = None,
        bounds: Sequence[int] | None = None,
    ) -> None:  # fmt: skip
        self.numbers = list(numbers)
        self.matrix = matrix
        self.embedder = embedder
        use_one_thread()
        self._at = {number: row for row, number in enumerate(self.numbers)}
        self._parts = parts
        self._bounds = bounds if bounds is not None else [0] * (len(self.numbers) + 1)

    @staticmethod
    def present(root: Path, generation: str, embedder: Embedder) -> bool:
        """Whether this generation has been built; whether it can be read is seen when it is."""
        return _folder(root, generation, embedder).is_dir()

    @classmethod
    def read(cls, root: Path, generation: str, ids: Sequence[tuple[int, str]], embedder: Embedder) -> Self | None:
        """The vectors of this generation, or None when they are missing, incomplete or unreadable.

        ``ids`` are the passages of the store; every one must be there.
        """
        found = _read_snapshot(_folder(root, generation, embedder), embedder.dimension)
        if found is None:
            return None
        order, matrix, parts, bounds = found
        if order.keys() != {passage_id for _, passage_id in ids}:
            return None
        rows = [order[passage_id] for _, passage_id in ids]
        if rows != list(range(len(rows))):
            matrix = matrix[rows]
            chosen = [np.arange(bounds[row], bounds[row + 1]) for row in rows]
            parts = parts[np.concatenate(chosen)] if chosen else parts
            bounds = [0, *np.cumsum([len(part) for part in chosen]).tolist()]
        return cls([number for number, _ in ids], matrix, embedder, parts, bounds)

    @classmethod
    def build(
        cls, root: Path, generation: str, ids: Sequence[tuple[int, str]], headings: Sequence[str], embedder: Embedder,
        sentences: Sequence[Sequence[str]] = (),
    ) -> Self:  # fmt: skip
        """Makes the vectors of a generation, taking over those of passages already known.

        ``headings`` say what each passage is about, "" for nothing, and ``sentences`` what it says; one of
        which no sentences are given is all in its heading. The caller holds the write lock. Other
        generations are cleared away afterwards.
        """
        known, known_parts = _known(root, embedder)
        parted = sentences or [()] * len(ids)
        parts = _parts([passage_id for _, passage_id in ids], parted, known_parts, embedder)
        missing = [i for i, (_, passage_id) in enumerate(ids) if passage_id not in known]
        above = _embedded([headings[i] for i in missing], embedder)
        for i, heading in zip(missing, above, strict=True):
            known[ids[i][1]] = of_passage(
                heading if headings[i] else None, parts[i], [len(sentence) for sentence in parted[i]]
            )
        matrix = _stacked([known[passage_id] for _, passage_id in ids], embedder.dimension)
        folder = _folder(root, generation, embedder)
        draft = root / f".draft-{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        try:
            draft.mkdir(parents=True)
            _write_collection(draft, [passage_id for _, passage_id in ids], matrix)
            kept = _read_collection(draft)
            if kept is None or kept.keys() != {passage_id for _, passage_id in ids}:
                raise StoreError(f"De zoekindex in {root} kan na het schrijven niet gelezen worden. Probeer opnieuw.")
            _write_snapshot(draft, ids, kept, parts, embedder.dimension)
            _clear(folder)
            draft.rename(folder)
        except OSError as error:
            raise StoreError(f"De zoekindex in {root} kan niet geschreven worden ({error.strerror}).") from error
        for other in root.iterdir():
            if other != folder:
                _clear(other)
        made = cls.read(root, generation, ids, embedder)
        if made is None:
            raise StoreError(f"De zoekindex in {root} kan na het schrijven niet gelezen worden. Probeer opnieuw.")
        return made

    def search(self, query: str, limit: int) -> list[tuple[int, float]]:
        """Row number and cosine similarity of the nearest passages, nearest first."""
        if not self.numbers:
            return []
        return self.nearest(self.embedder.embed([query], "query")[0], limit)

    def nearest(self, query: Vectors, limit: int) -> list[tuple[int, float]]:
        """As `search`, for the vector of a query: shape (d,)."""
        similar = self.matrix @ query
        if limit < len(similar):
            near = np.argpartition(-similar, limit)[:limit] if limit else np.zeros(0, dtype=np.intp)
            order = near[np.lexsort((near, -similar[near]))]
        else:
            order = np.argsort(-similar, kind="stable")
        return [(self.numbers[i], float(similar[i])) for i in order]

    def to_passages(self, query: Vectors, numbers: Sequence[int]) -> list[float]:
        """The cosine similarity of a query's vector to each of some passages."""
        found: list[float] = (self.matrix[[self._at[number] for number in numbers]] @ query).tolist() if numbers else []
        return found

    def to_sentences(self, query: Vectors, numbers: Sequence[int]) -> list[list[float]]:
        """The cosine similarity of a query's vector to each sentence of some passages; of those of which no
        sentences were embedded, none."""
        if self._parts is None or not numbers:
            return [[] for _ in numbers]
        bounds = [(self._bounds[self._at[number]], self._bounds[self._at[number] + 1]) for number in numbers]
        parts = np.concatenate([self._parts[start:end] for start, end in bounds]).astype(np.float32) @ query
        ends = np.cumsum([end - start for start, end in bounds])[:-1]
        return [found.tolist() for found in np.split(parts, ends)]

    def background(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The mean and the standard deviation of the cosine similarity of any two sentences, and of any two
        passages, by a sample of each; passages stand in for sentences where there are none."""
        passages = _spread(self.matrix)
        return (_spread(self._parts) if self._parts is not None and len(self._parts) > 1 else passages), passages


def _spread(rows: Vectors | Parts) -> tuple[float, float]:
    """The mean and the deviation of the similarity of two of a sample of rows."""
    chosen = rows[np.linspace(0, len(rows) - 1, min(len(rows), _SAMPLE)).astype(np.intp)].astype(np.float32)
    pairs = (chosen @ chosen.T)[np.triu_indices(len(chosen), 1)]
    return (float(pairs.mean()), float(pairs.std())) if len(pairs) else (0.0, 1.0)


def _stacked(rows: Sequence[Vectors], dimension: int) -> Vectors:
    return np.stack(rows).astype(np.float32) if rows else np.zeros((0, dimension), dtype=np.float32)


def _parts(
    order: Sequence[str], sentences: Sequence[Sequence[str]], known: Mapping[str, Parts], embedder: Embedder
) -> list[Parts]:
    """The vectors of each passage's sentences, those that are known taken over."""
    taken = [known.get(passage_id) for passage_id in order]
    new = [
        row for row, (found, said) in enumerate(zip(taken, sentences, strict=True))
        if found is None or len(found) != len(said)
    ]  # fmt: skip
    fresh = _embedded([text for row in new for text in sentences[row]], embedder, np.float16)
    made, at = dict(zip(range(len(taken)), taken, strict=True)), 0
    for row in new:
        made[row] = fresh[at : at + len(sentences[row])]
        at += len(sentences[row])
    empty = np.zeros((0, embedder.dimension), dtype=np.float16)
    return [part if part is not None and len(part) else empty for part in made.values()]


def _embedded(texts: Sequence[str], embedder: Embedder, kind: type[np.floating[Any]] = np.float32) -> NDArray[Any]:
    """A vector for each text, equal texts embedded once; a part at a time, so that no more than that is
    held in full precision."""
    at = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    distinct = list(at)
    found = np.empty((len(distinct), embedder.dimension), dtype=kind)
    for start in range(0, len(distinct), _PORTION):
        found[start : start + _PORTION] = embedder.embed(distinct[start : start + _PORTION], "passage")
    return found if len(distinct) == len(texts) else found[[at[text] for text in texts]]


def of_passage(heading: Vectors | None, sentences: Parts, lengths: Sequence[int]) -> Vectors:
    """The vector of a passage: that of its sentences, the long ones counting for more, with a share of that of
    its heading. It ranks as well as the vector of its text does, and takes no embedding of its own."""
    whole = _unit(np.asarray(lengths, dtype=np.float32) @ sentences.astype(np.float32))
    if heading is None:
        return whole
    return _unit(whole + _HEADING * heading) if len(sentences) else heading


def _unit(vector: Vectors) -> Vectors:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


def _clear(path: Path) -> None:
    """Removes a folder, or a file that stands in its place; what cannot be removed stays."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _folder(root: Path, generation: str, embedder: Embedder) -> Path:
    maker = sha256(f"{_LAYOUT} {embedder.name}".encode()).hexdigest()[:8]
    return root / f"{generation or 'leeg'}-{maker}"


def _known(root: Path, embedder: Embedder) -> tuple[dict[str, Vectors], dict[str, Parts]]:
    """The vectors of earlier generations by the same embedder, by passage id, and those of the sentences."""
    known: dict[str, Vectors] = {}
    parts: dict[str, Parts] = {}
    suffix = _folder(root, "x", embedder).name.removeprefix("x")
    for folder in sorted(root.glob(f"[!.]*{suffix}")):
        found = _read_snapshot(folder, embedder.dimension, whole=False)
        if found is None:
            known |= _read_collection(folder) or {}
            continue
        order, matrix, stored, bounds = found
        known |= {passage_id: matrix[row] for passage_id, row in order.items()}
        parts |= {passage_id: stored[bounds[row] : bounds[row + 1]] for passage_id, row in order.items()}
    return {i: v for i, v in known.items() if v.shape == (embedder.dimension,)}, parts


# --- the snapshot --------------------------------------------------------------------------------


def _write_snapshot(
    folder: Path, ids: Sequence[tuple[int, str]], kept: Mapping[str, Vectors], parts: Sequence[Parts], dimension: int
) -> None:
    """What Chroma gave back, as matrices, with the vectors of the sentences beside it."""
    order = [passage_id for _, passage_id in ids]
    bounds = [0, *np.cumsum([len(part) for part in parts]).tolist()] if parts else [0]
    np.save(folder / _PASSAGES, _stacked([kept[passage_id] for passage_id in order], dimension))
    np.save(folder / _PARTS, np.concatenate(parts) if parts else np.zeros((0, dimension), dtype=np.float16))
    index = {"passages": order, "bounds": bounds, "chroma": _sizes(folder)}
    (folder / _INDEX).write_text(json.dumps(index), encoding="utf-8")


def _sizes(folder: Path) -> dict[str, int]:
    """The size of each file that Chroma keeps: what has another size is damaged."""
    kept = (path for path in folder.rglob("*") if path.suffix in _CHROMA)
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in sorted(kept)}


def _read_snapshot(
    folder: Path, dimension: int, *, whole: bool = True
) -> tuple[dict[str, int], Vectors, Parts, list[int]] | None:
    """The row of each passage, the passages' matrix, the sentences' matrix and its bounds; None when any of it is
    missing or damaged or, with ``whole``, when Chroma's own files are."""
    try:
        index = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
        matrix = np.load(folder / _PASSAGES, allow_pickle=False)
        parts = np.load(folder / _PARTS, mmap_mode="r", allow_pickle=False)
        order, bounds = list(index["passages"]), list(index["bounds"])
        if whole and index["chroma"] != _sizes(folder):
            return None
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        return None
    sound = (
        matrix.shape == (len(order), dimension)
        and matrix.dtype == np.float32
        and len(bounds) == len(order) + 1
        and parts.shape == (bounds[-1], dimension)
        and bool(np.isfinite(matrix).all())
    )
    return ({passage_id: row for row, passage_id in enumerate(order)}, matrix, parts, bounds) if sound else None


# --- Chroma --------------------------------------------------------------------------------------


def _write_collection(folder: Path, order: Sequence[str], matrix: Vectors) -> None:
    with _collection(folder, create=True) as collection:
        for start in range(0, len(order), _BATCH):
            batch = list(order[start : start + _BATCH])
            collection.add(ids=batch, embeddings=matrix[start : start + _BATCH])


def _read_collection(folder: Path) -> dict[str, Vectors] | None:
    """All vectors of a folder by passage id; None when Chroma cannot read them, for whatever reason."""
    try:
        with _collection(folder, create=False) as collection:
            return dict(_batches(collection))
    except Exception:  # noqa: BLE001 - Chroma raises many kinds, some its own; the answer to all is to rebuild
        _forget_clients()
        return None


def _batches(collection: Collection) -> Iterator[tuple[str, Vectors]]:
    """Each id with its vector; read in parts, since Chroma hands them out as lists of numbers."""
    for start in range(0, collection.count(), _BATCH):
        found = collection.get(include=["embeddings"], limit=_BATCH, offset=start)
        embeddings = found["embeddings"]
        if embeddings is not None:
            yield from ((i, np.asarray(v, dtype=np.float32)) for i, v in zip(found["ids"], embeddings, strict=True))


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
