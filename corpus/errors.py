"""Failures the program understands; each message is one Dutch sentence that says what to do next."""


class KamerbriefError(Exception):
    """The base of every failure that is reported to the user instead of crashing."""


class CorpusError(KamerbriefError):
    """Something is wrong with what the corpus is made of: a letter file, its metadata, the lexicon."""


class StoreError(KamerbriefError):
    """The index cannot be opened, read or written."""


class NotBuiltError(StoreError):
    """The index is there but holds nothing yet: another process may be making it."""


class BusyError(StoreError):
    """Another process is writing to the index."""
