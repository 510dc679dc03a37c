"""Ties the assistant to ingest for the command line and the page: the outermost layer's own glue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.corpus_access import Builders, open_store, open_vectors
from assistant.engine import Assistant
from assistant.settings import Settings
from corpus.store import FILE_NAME, CorpusStore
from ingest.pipeline import ingest, is_current, refresh_vectors, reread, writing

if TYPE_CHECKING:
    from assistant.llm.assistant import ModelAssistant

_WAIT_SECONDS = 30.0


def _build(settings: Settings) -> None:
    ingest(settings.data, [], settings.make_embedder(), lock_seconds=_WAIT_SECONDS)


def _reread(settings: Settings) -> None:
    reread(settings.data, settings.make_embedder(), lock_seconds=_WAIT_SECONDS)


def _revector(settings: Settings) -> None:
    with writing(settings.data), CorpusStore(settings.data / FILE_NAME, writable=True) as store:
        refresh_vectors(settings.data, store, settings.make_embedder())


BUILDERS = Builders(build=_build, reread=_reread, is_current=is_current, revector=_revector)


def open_corpus(settings: Settings) -> CorpusStore:
    """The store of the settings, built from the shipped letters when it is missing."""
    return open_store(settings, BUILDERS)


def make_assistant(settings: Settings) -> Assistant:
    """An assistant over the corpus of the settings."""
    store = open_corpus(settings)
    return Assistant(store, lambda: open_vectors(settings, store, BUILDERS))


def make_model_assistant(settings: Settings) -> ModelAssistant:
    """An assistant over the corpus of the settings, with the language model that they name."""
    from assistant.llm import with_model

    return with_model(make_assistant(settings), settings)


def choose_assistant(settings: Settings, *, with_model: bool) -> Assistant | ModelAssistant:
    """The one or the other."""
    return make_model_assistant(settings) if with_model else make_assistant(settings)
