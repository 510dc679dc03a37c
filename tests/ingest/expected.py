"""What the vectors of passages must be, worked out from the passages themselves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.documents import Passage
from corpus.embedders import Embedder, Vectors
from corpus.vectors import of_passage


def vectors_of(passages: Sequence[Passage], embedder: Embedder) -> Vectors:
    """A row for each passage: its sentences and its heading, embedded afresh."""
    rows = []
    for passage in passages:
        texts = [sentence.text for sentence in passage.sentences]
        found = embedder.embed([passage.section, *texts], "passage")
        rows.append(of_passage(found[0], found[1:].astype(np.float16), [len(text) for text in texts]))
    return np.stack(rows)
