"""The dictionary of Dutch word forms, kept so that looking a word up costs nothing to start with.

simplemma unpacks its 370.000 forms into a dict at the first word: half a second and 100 MB, more than
all else that a question about a figure needs. Here they stand sorted in one block of bytes, written
once beside the index; a word is found by halving. What the block does not hold, and what simplemma
makes of compounds, stays with simplemma, which looks words up in the same block.
"""

from __future__ import annotations

import os
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path

_FILE = "dictionary.bin"


class Dictionary(Mapping[str, str]):
    """Word forms, sorted, and their lemmas; ``ends`` and ``lemma_ends`` say where each ends in its block."""

    def __init__(self, forms: bytes, ends: array[int], lemmas: bytes, lemma_ends: array[int]) -> None:
        self._forms, self._ends = forms, ends
        self._lemmas, self._lemma_ends = lemmas, lemma_ends

    def __getitem__(self, word: str) -> str:
        sought = word.encode("utf-8", "replace")
        at = bisect_left(range(len(self)), sought, key=self._form)
        if at == len(self) or self._form(at) != sought:
            raise KeyError(word)
        return self._lemmas[self._lemma_ends[at - 1] if at else 0 : self._lemma_ends[at]].decode()

    def __iter__(self) -> Iterator[str]:
        return (self._form(at).decode() for at in range(len(self)))

    def __len__(self) -> int:
        return len(self._ends)

    def content(self) -> bytes:
        """All of it, as it is kept in a file."""
        body = self._ends.tobytes() + self._forms + self._lemma_ends.tobytes() + self._lemmas
        return _head(len(self), body) + body

    def _form(self, at: int) -> bytes:
        return self._forms[self._ends[at - 1] if at else 0 : self._ends[at]]


class Factory:
    """Gives simplemma this dictionary in the place of its own."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """The dictionary; it is Dutch, whatever is asked."""
        return self._dictionary


def keep(folder: Path) -> None:
    """Writes the dictionary to a folder, where it is not there yet; where that fails simplemma's own does."""
    if read(folder) is not None:
        return
    content = _content()
    draft = folder / f".{_FILE}-{os.getpid()}"
    with suppress(OSError):
        try:
            draft.write_bytes(content)
            draft.replace(folder / _FILE)
        finally:
            draft.unlink(missing_ok=True)
    read.cache_clear()


def _content() -> bytes:
    """What `keep` writes: taken from a dictionary that was read before, else from simplemma."""
    if _latest:
        return _latest[0].content()
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    found = DefaultDictionaryFactory().get_dictionary("nl")
    entries = sorted((form.encode(), lemma.encode()) for form, lemma in found.items())
    forms, ends = _block([form for form, _ in entries])
    lemmas, lemma_ends = _block([lemma for _, lemma in entries])
    return Dictionary(forms, ends, lemmas, lemma_ends).content()


_latest: list[Dictionary] = []


@lru_cache(maxsize=2)
def read(folder: Path) -> Dictionary | None:
    """The dictionary that `keep` wrote; None when it is missing, damaged or of another version."""
    try:
        raw = (folder / _FILE).read_bytes()
    except OSError:
        return None
    head, _, body = raw.partition(b"\n")
    try:
        count = int(head.split(b" ")[0])
    except ValueError:
        return None
    if head + b"\n" != _head(count, body):
        return None
    forms, ends, rest = _unblock(body, count)
    lemmas, lemma_ends, _ = _unblock(rest, count)
    _latest[:] = [Dictionary(forms, ends, lemmas, lemma_ends)]
    return _latest[0]


def _head(count: int, body: bytes) -> bytes:
    return f"{count} simplemma-{version('simplemma')} {array('I').itemsize} {zlib.crc32(body)}\n".encode()


def _block(texts: list[bytes]) -> tuple[bytes, array[int]]:
    return b"".join(texts), array("I", accumulate(map(len, texts)))


def _unblock(block: bytes, count: int) -> tuple[bytes, array[int], bytes]:
    ends = array("I")
    size = count * ends.itemsize
    ends.frombytes(block[:size])
    stop = size + (ends[-1] if count else 0)
    return block[size:stop], ends, block[stop:]
