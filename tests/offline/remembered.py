"""Vectors of the default encoder, made once for all processes of a run of the tests.

Nearly every test reads the same letter, and the encoder takes some 40 milliseconds a sentence. What it made is kept in
a file of that run, by role and text; nothing is kept from one run to the next.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.abc
import importlib.util
import os
import sqlite3
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

#: The file of a run, for the processes that its tests start.
VARIABLE = "TESTS_VECTORS"
_MODULE = "corpus.embedders"


def remember(module: ModuleType, file: str) -> None:
    """Lets the default encoder of `corpus.embedders` look up in ``file`` what it made before."""
    import numpy as np

    encoder = module.RetrievalEncoder
    made = encoder.embed

    def embed(self: Any, texts: Sequence[str], role: str) -> Any:
        if not texts:
            return made(self, texts, role)
        keys = [hashlib.sha256(f"{role}\0{t}".encode("utf-8", "surrogatepass")).digest() for t in texts]
        with contextlib.closing(sqlite3.connect(file, timeout=60)) as known, known:
            known.execute("PRAGMA synchronous = OFF")
            known.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
            found = {
                key: row[0]
                for key in dict.fromkeys(keys)
                if (row := known.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()) is not None
            }
            lacking = [at for at, key in enumerate(keys) if key not in found]
            if lacking:
                new = made(self, [texts[at] for at in lacking], role)
                fresh = {keys[at]: row.tobytes() for at, row in zip(lacking, new, strict=True)}
                known.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", fresh.items())
                found |= fresh
        return np.vstack([np.frombuffer(found[key], dtype=np.float32) for key in keys])

    encoder.embed = embed


class Remembering(importlib.abc.MetaPathFinder):
    """Has `remember` done when the module of the encoders is first imported, and not before: the start of the program
    is measured too."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        """The spec of that module; none of any other."""
        if fullname != _MODULE or VARIABLE not in os.environ:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        if spec is None or spec.loader is None:
            return spec
        run = spec.loader.exec_module

        def remembering(module: ModuleType) -> None:
            run(module)
            remember(module, os.environ[VARIABLE])

        # The loader is of this one spec. A loader of our own would have to hand on all that another may be asked.
        spec.loader.exec_module = remembering  # type: ignore[method-assign]
        return spec
