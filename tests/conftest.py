"""Shared by all tests: an isolated home, no network, and one corpus of the real letter.

Fixtures that others build on: ``data_dir`` (the folder of that corpus), ``store``, ``reading``,
``document``, ``letter_text``, ``assistant``, ``own_corpus`` (a copy that a test may damage) and
``mini_path`` (the folder of the miniature letter). The shared ones are read, never written.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import NamedTuple

import hypothesis
import pytest

from assistant.bootstrap import make_assistant
from assistant.engine import Assistant
from assistant.settings import Settings
from corpus import embedders
from corpus.documents import Document
from corpus.embedders import NgramEmbedder
from corpus.lexicon import Lexicon, shipped_lexicon
from corpus.store import FILE_NAME, CorpusStore
from ingest.pipeline import Outcome, Reading, ingest, read_all
from ingest.read import read_letter
from tests.offline.loopback import refuse_network
from tests.offline.remembered import VARIABLE, remember

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
LETTER = ROOT / "corpus" / "letters" / "kst-34352-348"
LETTER_FILE = LETTER / "voortgang-banenafspraak-overheid-2024.txt"

#: Settings of the user that would send tests elsewhere.
_OURS = ("KAMERBRIEF_", "LANGSMITH_", "LANGCHAIN_", "OPENAI_", "AZURE_")

# The same examples each time: a failure that comes and goes helps nobody.
hypothesis.settings.register_profile("suite", deadline=None, database=None, derandomize=True, max_examples=100)
hypothesis.settings.load_profile("suite")


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Traces nothing under the mark ``no_cover``: in a process of pytest-xdist, pytest-cov starts two tracers and
    its own handling of the mark stops one, which takes five times as long."""
    if item.get_closest_marker("no_cover") is None:
        return (yield)
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


Over = Callable[[dict[str, str]], Assistant]
"""Makes an assistant over letters, given by name."""


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Over]:
    """Makes assistants over letters of a test's own; they are closed behind the last test of its module."""
    made: list[Assistant] = []

    def make(letters: dict[str, str]) -> Assistant:
        folder = tmp_path_factory.mktemp("letters")
        paths = [folder / f"{name}.txt" for name in letters]
        for path in paths:
            path.write_text(letters[path.stem], encoding="utf-8")
        ingest(folder / "corpus", paths, NgramEmbedder())
        made.append(make_assistant(Settings(data=folder / "corpus", embedder="ngram")))
        return made[-1]

    yield make
    for assistant in made:
        assistant.store.close()


class Corpus(NamedTuple):
    """A corpus on disk and what happened when it was made."""

    data: Path
    outcomes: list[Outcome]


@pytest.fixture(scope="session", autouse=True)
def _isolated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Neither the tests nor the programs they start touch the network or the user's folders."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.upper().startswith(_OURS) or name.upper().endswith("_PROXY")]:
            patch.delenv(name)
        patch.setenv("LANGSMITH_TRACING", "false")
        patch.setenv("NO_PROXY", "*")
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CACHE_HOME", str(home / ".cache"))
        patch.setenv("HF_HOME", str(home / ".huggingface"))
        patch.setenv("HF_HUB_OFFLINE", "1")
        patch.setenv("PYTHONPATH", f"{TESTS / 'offline'}{os.pathsep}{ROOT}")
        patch.setitem(Settings.model_config, "env_file", None)
        # The processes of pytest-xdist share the folder above their own.
        base = tmp_path_factory.getbasetemp()
        file = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "vectors.sqlite"
        patch.setenv(VARIABLE, str(file))
        remember(embedders, str(file))
        # For good: what a thread sends when the tests are over would find the guard gone.
        refuse_network(setattr)
        yield


@pytest.fixture(autouse=True)
def _own_data(_isolated: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that forgets to name a corpus gets an empty one of its own."""
    monkeypatch.setenv("KAMERBRIEF_DATA", str(tmp_path / "corpus"))


@pytest.fixture(scope="session")
def letter_text() -> str:
    """The real letter as its file holds it."""
    return LETTER_FILE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The lexicon that ships with the program."""
    return shipped_lexicon()


@pytest.fixture(scope="session")
def embedder() -> NgramEmbedder:
    """The embedder that needs no model."""
    return NgramEmbedder()


@pytest.fixture(scope="session")
def reading(lexicon: Lexicon) -> Reading:
    """All that is read from the real letter, in memory."""
    return read_all(read_letter(LETTER), lexicon)


@pytest.fixture(scope="session")
def document(reading: Reading) -> Document:
    """The structure of the real letter."""
    return reading.document


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The real letter, ingested once for all tests."""
    data = tmp_path_factory.mktemp("shared") / "corpus"
    return Corpus(data, ingest(data, [LETTER], Settings().make_embedder()))


@pytest.fixture(scope="session")
def data_dir(corpus: Corpus) -> Path:
    """The folder of the shared corpus."""
    return corpus.data


@pytest.fixture(scope="session")
def store(data_dir: Path) -> Iterator[CorpusStore]:
    """The store of the shared corpus, for reading."""
    with CorpusStore(data_dir / FILE_NAME) as opened:
        yield opened


@pytest.fixture(scope="session")
def assistant(data_dir: Path) -> Iterator[Assistant]:
    """An assistant over the shared corpus."""
    made = make_assistant(Settings(data=data_dir))
    yield made
    made.store.close()


@pytest.fixture
def own_corpus(data_dir: Path, tmp_path: Path) -> Path:
    """A copy of the shared corpus that a test may change or damage."""
    return shutil.copytree(data_dir, tmp_path / "corpus")


@pytest.fixture(scope="session")
def mini_path() -> Path:
    """The folder of the miniature letter: another ministry, every quirk of layout."""
    return TESTS / "data" / "mini"


@pytest.fixture(scope="session")
def mini_lexicon() -> Lexicon:
    """Names for the miniature letter, all but one of its subjects."""
    return Lexicon.load(TESTS / "data" / "mini-lexicon.toml")


@pytest.fixture(scope="session")
def mini(mini_path: Path, mini_lexicon: Lexicon) -> Reading:
    """All that is read from the miniature letter."""
    return read_all(read_letter(mini_path), mini_lexicon)
