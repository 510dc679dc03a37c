"""Opens the corpus for asking: built when missing, read again when its rules changed, repaired."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from assistant.settings import Settings
from corpus.dutch import use_dictionary
from corpus.errors import NotBuiltError, StoreError
from corpus.store import FILE_NAME, CorpusStore

if TYPE_CHECKING:
    from corpus.vectors import PassageVectors

VECTORS = "vectors"


class Builders(NamedTuple):
    """How a missing, outdated or damaged index is mended; handed in by the outermost layer, since
    nothing else of the assistant may call ingest."""

    build: Callable[[Settings], None]
    reread: Callable[[Settings], None]
    is_current: Callable[[CorpusStore], bool]
    revector: Callable[[Settings], None]


def open_store(settings: Settings, builders: Builders) -> CorpusStore:
    """The store, built or brought up to date first where that is needed.

    Raises:
        StoreError: it is damaged, or cannot be built.
    """
    use_dictionary(settings.data)
    path = settings.data / FILE_NAME
    try:
        missing = not path.exists() or not path.stat().st_size
    except OSError as error:
        raise StoreError(
            f"De map {settings.data} mag niet geopend worden. Geef uzelf rechten, of kies een andere map met "
            "KAMERBRIEF_DATA."
        ) from error
    if missing:
        builders.build(settings)
    try:
        store = CorpusStore(path)
    except NotBuiltError:
        # Whoever is making it holds the lock that building waits for.
        builders.build(settings)
        store = CorpusStore(path)
    if not store.digests():
        store.close()
        builders.build(settings)
        store = CorpusStore(path)
    if not builders.is_current(store):
        store.close()
        # Where it cannot be brought up to date now, what was read before still answers.
        with suppress(StoreError):
            builders.reread(settings)
        store = CorpusStore(path)
    return store


def open_vectors(settings: Settings, store: CorpusStore, builders: Builders) -> PassageVectors | None:
    """The vectors of the store as it is, made anew when they are missing or broken.

    None when they cannot be made now (another process is writing, the folder is read-only):
    full-text search does the work alone.
    """
    from corpus.vectors import PassageVectors

    embedder = settings.make_embedder()
    root = settings.data / VECTORS
    found = PassageVectors.read(root, store.generation, store.passage_ids(), embedder)
    if found is not None:
        return found
    try:
        builders.revector(settings)
    except StoreError:
        return None
    return PassageVectors.read(root, store.generation, store.passage_ids(), embedder)
