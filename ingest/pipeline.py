"""From letter files to a corpus: read, structure, find facts, check, store, derive vectors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from filelock import FileLock, Timeout

from corpus import analysis, dictionary, dutch, facts, lexicon
from corpus.analysis import analyse
from corpus.documents import Document
from corpus.errors import BusyError, CorpusError, StoreError
from corpus.facts import Fact, Inconsistency, Remark
from corpus.lexicon import Lexicon, shipped_lexicon
from corpus.store import FILE_NAME, Analysed, CorpusStore, Outline, StoredLetter
from ingest.checks import check
from ingest.narrative import narrative_facts
from ingest.passages import build_passages
from ingest.read import Source, find_letters, read_letter, shipped_letters
from ingest.remarks import remarks
from ingest.structure import build_document
from ingest.table_facts import table_facts

if TYPE_CHECKING:
    from corpus.embedders import Embedder
    from corpus.vectors import PassageVectors

LOCK = "write.lock"
VECTORS = "vectors"
_LOCK_SECONDS = 0.2


class Outcome(NamedTuple):
    """What happened to one letter: ``new``, ``changed`` or ``unchanged``, and its size."""

    letter: str
    title: str
    change: str
    passages: int = 0
    facts: int = 0


class Reading(NamedTuple):
    """All that is read from one letter."""

    document: Document
    passages: list[Analysed]
    facts: list[Fact]
    inconsistencies: list[Inconsistency]
    remarks: list[Remark]


Progress = Callable[[int, int, str], None]
"""Called with the letters done, the letters in all, and the name of the next one."""


def read_all(source: Source, words: Lexicon) -> Reading:
    """Everything that is found in a letter; touches no disk."""
    document = build_document(source.letter, source.text, words)
    found = table_facts(document, words) + narrative_facts(document, words)
    passages = [Analysed(p, analyse(p.section), analyse(p.text)) for p in build_passages(document)]
    return Reading(document, passages, found, check(found, words), remarks(document, words))


def ingest(
    data: Path, paths: Sequence[Path], embedder: Embedder, *, progress: Progress | None = None,
    lock_seconds: float = _LOCK_SECONDS,
) -> list[Outcome]:  # fmt: skip
    """Reads letters into the corpus in folder ``data``; without paths, those that ship with it.

    All letters are read and checked before the first is written, so a faulty file changes
    nothing. A letter that is unchanged and was read by the same rules costs only its digest.

    Raises:
        CorpusError: a path holds no readable letter.
        BusyError: another process is writing.
        StoreError: the index cannot be written.
    """
    folders = [letter for path in paths for letter in find_letters(path)] if paths else shipped_letters()
    sources = [read_letter(folder) for folder in folders]
    _refuse_twins(folders, sources)
    if _all_known(data, sources, embedder):
        # Nothing is written, so nobody need wait.
        return list(_unchanged(sources, progress))
    with writing(data, lock_seconds), CorpusStore(data / FILE_NAME, writable=True) as store:
        outcomes = list(_write(store, sources, progress))
        if any(o.change != "unchanged" for o in outcomes) or not _has_vectors(data, store, embedder):
            refresh_vectors(data, store, embedder)
    return outcomes


def _all_known(data: Path, sources: Sequence[Source], embedder: Embedder) -> bool:
    """Whether the corpus holds all these letters as they are, read by the present rules, and its vectors."""
    if not (data / FILE_NAME).exists():
        return False
    try:
        with CorpusStore(data / FILE_NAME) as store:
            known = store.digests()
            as_they_are = all(known.get(s.letter.id) == (s.digest, reader_version()) for s in sources)
            return as_they_are and _has_vectors(data, store, embedder)
    except StoreError:
        return False


def _unchanged(sources: Sequence[Source], progress: Progress | None) -> Iterator[Outcome]:
    for done, source in enumerate(sources):
        if progress is not None:
            progress(done, len(sources), source.letter.title)
        yield Outcome(source.letter.id, source.letter.title, "unchanged")
    if progress is not None:
        progress(len(sources), len(sources), "")


def _refuse_twins(folders: Sequence[Path], sources: Sequence[Source]) -> None:
    """Two different letters under one id would silently become one."""
    seen: dict[str, tuple[Path, str]] = {}
    for folder, source in zip(folders, sources, strict=True):
        other = seen.setdefault(source.letter.id, (folder, source.digest))
        if other[1] != source.digest:
            raise CorpusError(
                f"{other[0]} en {folder} krijgen allebei de id ‘{source.letter.id}’. Geef er een een andere naam."
            )


def _has_vectors(data: Path, store: CorpusStore, embedder: Embedder) -> bool:
    from corpus.vectors import PassageVectors

    return PassageVectors.present(data / VECTORS, store.generation, embedder)


def reread(data: Path, embedder: Embedder, *, lock_seconds: float = _LOCK_SECONDS) -> None:
    """Reads every stored letter again with the present rules, from the text in the store."""
    with writing(data, lock_seconds), CorpusStore(data / FILE_NAME, writable=True) as store:
        for letter, (digest, reader) in store.digests().items():
            if reader != reader_version():
                stored = store.letter(letter)
                _put(store, Source(stored.letter, stored.text, digest), shipped_lexicon())
        refresh_vectors(data, store, embedder)


def is_current(store: CorpusStore) -> bool:
    """Whether every letter in the store was read by the present rules."""
    return all(reader == reader_version() for _, reader in store.digests().values())


def refresh_vectors(data: Path, store: CorpusStore, embedder: Embedder) -> PassageVectors:
    """The vectors of the store as it is now, made anew when they are missing or broken.

    The caller holds the write lock.
    """
    from corpus.vectors import PassageVectors

    ids = store.passage_ids()
    found = PassageVectors.read(data / VECTORS, store.generation, ids, embedder)
    if found is not None:
        return found
    passages = store.passages([number for number, _ in ids])
    headings = [passage.section for passage in passages]
    sentences = [[sentence.text for sentence in passage.sentences] for passage in passages]
    return PassageVectors.build(data / VECTORS, store.generation, ids, headings, embedder, sentences)


def _write(store: CorpusStore, sources: Sequence[Source], progress: Progress | None) -> Iterator[Outcome]:
    before = store.digests()
    for done, source in enumerate(sources):
        letter = source.letter
        if progress is not None:
            progress(done, len(sources), letter.title)
        if before.get(letter.id) == (source.digest, reader_version()):
            yield Outcome(letter.id, letter.title, "unchanged")
            continue
        reading = _put(store, source, shipped_lexicon())
        change = "changed" if letter.id in before else "new"
        yield Outcome(letter.id, letter.title, change, len(reading.passages), len(reading.facts))
    if progress is not None:
        progress(len(sources), len(sources), "")


def _put(store: CorpusStore, source: Source, words: Lexicon) -> Reading:
    reading = read_all(source, words)
    document = reading.document
    outline = Outline(pages=document.pages, sections=document.sections, footnotes=document.footnotes)
    stored = StoredLetter(
        letter=source.letter, digest=source.digest, reader=reader_version(), text=source.text, outline=outline
    )
    store.put(stored, reading.passages, reading.facts, reading.inconsistencies, reading.remarks)
    return reading


@contextmanager
def writing(data: Path, seconds: float = _LOCK_SECONDS) -> Iterator[None]:
    """Holds the right to write to the corpus in ``data``: one process at a time.

    The lock is the operating system's, so it ends with the process that holds it, however it ends.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        with FileLock(data / LOCK, timeout=seconds):
            dictionary.keep(data)
            dutch.use_dictionary(data)
            yield
    except Timeout as error:
        raise BusyError(
            "Een ander proces werkt de index op dit moment bij. Wacht tot het klaar is en probeer het opnieuw."
        ) from error
    except OSError as error:
        raise StoreError(
            f"In {data} kan niet geschreven worden ({error.strerror}). Geef uzelf schrijfrechten of kies met "
            "KAMERBRIEF_DATA een andere map."
        ) from error


@lru_cache(maxsize=1)
def reader_version() -> str:
    """A name for the rules that read letters: it changes with the code of ingest and the lexicon."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    sources += [Path(str(module.__file__)) for module in (analysis, dutch, facts, lexicon)]
    sources += [lexicon.LEXICON_PATH]
    digest = hashlib.sha256()
    for path in sources:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
