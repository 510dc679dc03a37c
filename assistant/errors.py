"""What the outermost layers do with failures: one Dutch sentence, and the exit code of the contract."""

from __future__ import annotations

from corpus.errors import BusyError, CorpusError, KamerbriefError, StoreError


class InputError(KamerbriefError):
    """What the user gave cannot be read: a line of an input file, a letter that is not there."""


__all__ = ["BusyError", "CorpusError", "InputError", "KamerbriefError", "StoreError"]
