"""The corpus on disk: one SQLite file that holds letters, passages, facts and the full-text index.

It is the record; the vectors are derived from it. A letter is written in one transaction, so a
process killed at any moment leaves either the old letter or the new one. This is the only module
that imports sqlite3.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self

from corpus.documents import Footnote, Frozen, Letter, Pages, Passage, Section, Sentence
from corpus.errors import NotBuiltError, StoreError
from corpus.facts import Fact, Inconsistency, Remark

SCHEMA = 1
FILE_NAME = "corpus.sqlite3"
_REMEMBERED = 20_000
_CACHE_KB = 16_000
"""What SQLite may keep in memory of the file: the full-text index of 10.000 passages fits in it."""
_HEADING_WEIGHT = 0.6
"""Weight in BM25 of a word in the heading path, against 1 for the text: a heading names the subject
of all that stands under it."""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE letters (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL, reader TEXT NOT NULL,
    letter TEXT NOT NULL, text TEXT NOT NULL, outline TEXT NOT NULL
);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    letter TEXT NOT NULL REFERENCES letters(id) ON DELETE CASCADE, passage TEXT NOT NULL
);
CREATE INDEX passages_of_letter ON passages(letter);
CREATE TABLE facts (
    id TEXT PRIMARY KEY, letter TEXT NOT NULL REFERENCES letters(id) ON DELETE CASCADE,
    number INTEGER NOT NULL, fact TEXT NOT NULL
);
CREATE INDEX facts_of_letter ON facts(letter);
CREATE TABLE inconsistencies (
    letter TEXT NOT NULL REFERENCES letters(id) ON DELETE CASCADE, number INTEGER NOT NULL, found TEXT NOT NULL
);
CREATE TABLE remarks (
    letter TEXT NOT NULL REFERENCES letters(id) ON DELETE CASCADE, number INTEGER NOT NULL, remark TEXT NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5(heading, body, tokenize = "unicode61 remove_diacritics 0 tokenchars '-&.,%_/'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row');
"""


class Outline(Frozen):
    """The parts of a letter that are looked up, not searched: pages, sections, footnotes."""

    pages: Pages
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    headings: tuple[Sentence, ...] = ()


class StoredLetter(Frozen):
    """A letter as the store keeps it. ``reader`` names the version of the rules that read it."""

    letter: Letter
    digest: str
    reader: str
    text: str
    outline: Outline


class Analysed(NamedTuple):
    """A passage with the words under which full-text search finds it."""

    passage: Passage
    heading_words: list[str]
    body_words: list[str]


class Hit(NamedTuple):
    """A passage found, by its row number, with a score: higher is better."""

    number: int
    score: float


@lru_cache(maxsize=512)
def _passage(written: str) -> Passage:
    """A passage as it is kept, read once: the same few are looked at for every question about a subject."""
    return Passage.model_validate_json(written)


class CorpusStore:
    """The SQLite file of a corpus. Readers see the last finished transaction; use one per process.

    Raises:
        StoreError: the file is missing, no index, damaged, or of another schema.
    """

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._frequency: dict[str, int] = {}
        self._frequency_of: tuple[int, int] | None = None
        try:
            if writable:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._db = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
                self._create_schema()
            else:
                # A writer that was killed leaves a journal; undoing it takes the right to write.
                halted = path.with_name(f"{path.name}-journal").exists()
                uri = f"{path.absolute().as_uri()}?mode={'rw' if halted else 'ro'}"
                self._db = sqlite3.connect(uri, uri=True, timeout=10, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            self._check_schema()
        except OSError as error:
            raise StoreError(f"De map {path.parent} is niet te maken of te openen ({error.strerror}).") from error
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def _create_schema(self) -> None:
        if self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return
        with self.transaction():
            for statement in _TABLES.split(";\n"):
                if statement.strip():
                    self._db.execute(statement)
            self._db.execute("INSERT INTO meta VALUES ('schema', ?), ('generation', '')", (str(SCHEMA),))

    def _check_schema(self) -> None:
        if not self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise NotBuiltError(f"De index {self.path} is nog leeg. Draai `kamerbrief ingest`.")
        row = self._db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        if row is None or row[0] != str(SCHEMA):
            raise StoreError(
                f"De index {self.path} is van een andere versie. Verwijder het bestand en draai `kamerbrief ingest`."
            )

    def _failure(self, error: sqlite3.Error) -> StoreError:
        if isinstance(error, sqlite3.OperationalError) and "unable to open" in str(error):
            if self.path.exists():
                return StoreError(f"De index {self.path} mag niet gelezen worden. Geef uzelf leesrechten.")
            return StoreError(f"Er is nog geen index op {self.path}. Draai eerst `kamerbrief ingest`.")
        if "readonly" in str(error):
            return StoreError(f"De index {self.path} mag niet geschreven worden. Geef uzelf schrijfrechten.")
        if "locked" in str(error):
            return StoreError(f"De index {self.path} is in gebruik. Wacht even en probeer het opnieuw.")
        return StoreError(
            f"De index {self.path} is beschadigd ({error}). Verwijder het bestand en draai `kamerbrief ingest`."
        )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is written, or nothing is."""
        with self._lock:
            try:
                self._db.execute("BEGIN IMMEDIATE")
                try:
                    yield
                except BaseException:
                    self._db.execute("ROLLBACK")
                    raise
                self._db.execute("COMMIT")
            except sqlite3.Error as error:
                raise self._failure(error) from error

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[str, ...]]:
        try:
            with self._lock:
                return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise self._failure(error) from error

    # --- writing -----------------------------------------------------------------------------

    def put(
        self,
        stored: StoredLetter,
        passages: Iterable[Analysed],
        facts: Iterable[Fact],
        found: Iterable[Inconsistency],
        remarks: Iterable[Remark] = (),
    ) -> None:
        """Writes a letter with all that was read from it, in place of what was there."""
        letter = stored.letter.id
        with self.transaction():
            self._remove(letter)
            self._db.execute(
                "INSERT INTO letters VALUES (?, ?, ?, ?, ?, ?)",
                (
                    letter, stored.digest, stored.reader, stored.letter.model_dump_json(), stored.text,
                    stored.outline.model_dump_json(),
                ),
            )  # fmt: skip
            for passage, heading, body in passages:
                number = self._db.execute(
                    "INSERT INTO passages (id, letter, passage) VALUES (?, ?, ?)",
                    (passage.id, letter, passage.model_dump_json()),
                ).lastrowid
                self._db.execute(
                    "INSERT INTO words (rowid, heading, body) VALUES (?, ?, ?)",
                    (number, " ".join(heading), " ".join(body)),
                )
            self._db.executemany(
                "INSERT INTO facts VALUES (?, ?, ?, ?)",
                (
                    (fact.id, letter, number, fact.model_dump_json(exclude_defaults=True))
                    for number, fact in enumerate(facts)
                ),
            )
            self._db.executemany(
                "INSERT INTO inconsistencies VALUES (?, ?, ?)",
                ((letter, number, item.model_dump_json()) for number, item in enumerate(found)),
            )
            self._db.executemany(
                "INSERT INTO remarks VALUES (?, ?, ?)",
                ((letter, number, item.model_dump_json()) for number, item in enumerate(remarks)),
            )
            self._stamp()

    def remove(self, letter: str) -> None:
        """Takes a letter out of the corpus."""
        with self.transaction():
            self._remove(letter)
            self._stamp()

    def _remove(self, letter: str) -> None:
        self._db.execute("DELETE FROM words WHERE rowid IN (SELECT number FROM passages WHERE letter = ?)", (letter,))
        self._db.execute("DELETE FROM letters WHERE id = ?", (letter,))

    def _stamp(self) -> None:
        """Names this state of the corpus; the same letters read by the same rules give the same name."""
        rows = self._db.execute("SELECT id, digest, reader FROM letters ORDER BY id").fetchall()
        generation = hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]
        self._db.execute("UPDATE meta SET value = ? WHERE key = 'generation'", (generation,))

    # --- reading -----------------------------------------------------------------------------

    @property
    def generation(self) -> str:
        """The name of this state of the corpus."""
        return self._rows("SELECT value FROM meta WHERE key = 'generation'")[0][0]

    def digests(self) -> dict[str, tuple[str, str]]:
        """For each letter the digest of its file and the version of the rules that read it."""
        return {row[0]: (row[1], row[2]) for row in self._rows("SELECT id, digest, reader FROM letters")}

    def letters(self) -> list[Letter]:
        """The letters in the corpus, in order of id."""
        return [Letter.model_validate_json(row[0]) for row in self._rows("SELECT letter FROM letters ORDER BY id")]

    def letter(self, letter: str) -> StoredLetter:
        """A letter as stored. `StoreError` when the corpus does not hold it."""
        rows = self._rows("SELECT digest, reader, letter, text, outline FROM letters WHERE id = ?", (letter,))
        if not rows:
            known = ", ".join(self.digests()) or "geen enkele"
            raise StoreError(f"De brief ‘{letter}’ staat niet in de index. Wel aanwezig: {known}.")
        digest, reader, info, text, outline = rows[0]
        return StoredLetter(
            letter=Letter.model_validate_json(info),
            digest=digest,
            reader=reader,
            text=text,
            outline=Outline.model_validate_json(outline),
        )

    def facts(self) -> list[Fact]:
        """Every fact, by letter and place."""
        # One row at a time: the text of tens of thousands of figures is not held beside the figures.
        try:
            with self._lock:
                rows = self._db.execute("SELECT fact FROM facts ORDER BY letter, number")
                return [Fact.model_validate_json(row[0]) for row in rows]
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def inconsistencies(self) -> list[Inconsistency]:
        """Every contradiction, by letter and place."""
        rows = self._rows("SELECT found FROM inconsistencies ORDER BY letter, number")
        return [Inconsistency.model_validate_json(row[0]) for row in rows]

    def remarks(self) -> list[Remark]:
        """Every sentence that limits figures, by letter and place."""
        rows = self._rows("SELECT remark FROM remarks ORDER BY letter, number")
        return [Remark.model_validate_json(row[0]) for row in rows]

    def passage_ids(self) -> list[tuple[int, str]]:
        """Row number and id of every passage, in order."""
        return [(int(row[0]), row[1]) for row in self._rows("SELECT number, id FROM passages ORDER BY number")]

    def passages(self, numbers: Sequence[int]) -> list[Passage]:
        """The passages with these row numbers, in the same order."""
        marks = ",".join("?" * len(numbers))
        rows = self._rows(f"SELECT number, passage FROM passages WHERE number IN ({marks})", list(numbers))
        found = {int(row[0]): row[1] for row in rows}
        return [_passage(found[number]) for number in numbers if number in found]

    def search(self, words: Sequence[str], limit: int) -> list[Hit]:
        """The passages that hold any of these analysed words, best first by BM25."""
        if not words:
            return []
        query = " OR ".join(f'"{word.replace(chr(34), "")}"' for word in dict.fromkeys(words))
        rows = self._rows(
            f"SELECT rowid, -bm25(words, {_HEADING_WEIGHT}, 1.0) AS score FROM words WHERE words MATCH ? "
            "ORDER BY score DESC, rowid LIMIT ?",
            (query, limit),
        )
        return [Hit(int(row[0]), float(row[1])) for row in rows]

    def is_heading(self, words: Sequence[str]) -> bool:
        """Whether all these analysed words stand in the heading path of some passage."""
        query = " ".join(f'"{word.replace(chr(34), "")}"' for word in words)
        return bool(self._rows("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (f"heading : ({query})",)))

    def document_frequency(self, words: Iterable[str]) -> dict[str, int]:
        """In how many passages each word occurs; words that occur nowhere are left out."""
        wanted = list(dict.fromkeys(words))
        with self._lock:
            # What is remembered holds until this or another connection writes.
            state = (int(self._rows("PRAGMA data_version")[0][0]), self._db.total_changes)
            if state != self._frequency_of or len(self._frequency) > _REMEMBERED:
                self._frequency, self._frequency_of = {}, state
            new = [word for word in wanted if word not in self._frequency]
            if new:
                marks = ",".join("?" * len(new))
                rows = self._rows(f"SELECT term, doc FROM vocabulary WHERE term IN ({marks})", new)
                self._frequency |= dict.fromkeys(new, 0) | {row[0]: int(row[1]) for row in rows}
            return {word: self._frequency[word] for word in wanted if self._frequency[word]}

    def vocabulary(self) -> list[str]:
        """Every analysed word of the corpus."""
        return [row[0] for row in self._rows("SELECT term FROM vocabulary ORDER BY term")]


__all__ = ["Analysed", "CorpusStore", "Hit", "Outline", "StoredLetter"]
