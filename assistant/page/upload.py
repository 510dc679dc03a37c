"""A letter that a visitor adds: checked first, written in one piece or not at all, and to be taken out again."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from assistant.errors import InputError
from assistant.settings import Settings
from corpus.lexicon import shipped_lexicon
from corpus.store import FILE_NAME, CorpusStore
from ingest.pipeline import Outcome, Progress, ingest, read_all, refresh_vectors, writing
from ingest.read import MAX_BYTES, METADATA, letter_id, read_letter, shipped_letters

SUFFIXES = ("txt",)
MAX_MEGABYTES = MAX_BYTES // 2**20
_LOCK_SECONDS = 30.0
_SHORTEST = 200
"""A text of fewer characters is no letter."""


class Details(NamedTuple):
    """What a text does not say of itself; everything may be empty."""

    title: str = ""
    date: datetime.date | None = None
    dossier: str = ""
    number: str = ""
    url: str = ""


def add_letter(
    settings: Settings, name: str, content: bytes, details: Details, *, replace: bool, progress: Progress | None = None
) -> Outcome:
    """Reads the letter in a file called ``name`` into the corpus.

    The file is read and checked away from the corpus; only then is the letter written, in one
    transaction. One that would take the place of another letter is refused unless ``replace``.

    Raises:
        KamerbriefError: the file is no letter, or the corpus cannot be written; nothing has changed.
    """
    if Path(name).suffix.lower().lstrip(".") not in SUFFIXES:
        raise InputError(
            f"‘{name}’ is geen tekstbestand. Sla de brief op als platte tekst (.txt) en probeer het opnieuw."
        )
    with tempfile.TemporaryDirectory() as folder:
        # The name that a visitor gives is no path.
        place = Path(folder) / letter_id(Path(name).stem)
        place.mkdir()
        (place / "brief.txt").write_bytes(content)
        (place / METADATA).write_text(_metadata(Path(name).stem, content, details), encoding="utf-8")
        try:
            _check(settings, place, replace=replace)
            (outcome,) = ingest(
                settings.data, [place], settings.make_embedder(), progress=progress, lock_seconds=_LOCK_SECONDS
            )
        except Exception as error:
            told = (
                str(error).replace(str(place / "brief.txt"), f"‘{name}’").replace(str(place / METADATA), "de gegevens")
            )
            if told != str(error):
                raise InputError(told) from error
            raise
    return outcome


def _metadata(stem: str, content: bytes, details: Details) -> str:
    """The details as a ``letter.toml``; a value that is not given is left to the text."""
    values = {
        "id": letter_id(stem), "title": details.title.strip() or _title(stem, content), "dossier": _digits(details),
        "number": details.number.strip(), "url": details.url.strip(), "text": "brief.txt",
    }  # fmt: skip
    lines = [f"{key} = {_quoted(value)}" for key, value in values.items() if value]
    return "\n".join([*lines, *([f"date = {details.date.isoformat()}"] if details.date else [])]) + "\n"


def _digits(details: Details) -> str:
    return details.dossier.replace(" ", "").replace(".", "").strip()


def _title(stem: str, content: bytes) -> str:
    """The subject line of the text ("Betreft: …"), else the name of the file."""
    for line in content[:8000].decode("utf-8", "ignore").splitlines():
        head, found, subject = line.strip().partition(":")
        if found and head == "Betreft" and subject.strip():
            return subject.strip()
    return stem.replace("-", " ").replace("_", " ")


def _quoted(text: str) -> str:
    """A TOML string of one line."""
    plain = "".join(c if c >= " " and c != "\x7f" else " " for c in text)
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _check(settings: Settings, place: Path, *, replace: bool) -> None:
    """Refuses what is no letter, and what would silently take the place of another one."""
    source = read_letter(place)
    found = read_all(source, shipped_lexicon())
    if len(source.text.strip()) < _SHORTEST or not found.passages:
        raise InputError("In dit bestand staat geen brief: er is te weinig tekst. Kies een ander bestand.")
    with CorpusStore(settings.data / FILE_NAME) as store:
        known = store.digests().get(source.letter.id)
    if known and known[0] != source.digest and not replace:
        raise InputError(
            f"Er is al een andere brief met de naam ‘{source.letter.id}’. Geef het bestand een andere naam, of kies "
            "dat deze brief de oude vervangt."
        )


def removable(letters: Mapping[str, object]) -> list[str]:
    """The letters that were added by hand; those that ship with the program stay."""
    shipped = {read_letter(folder).letter.id for folder in shipped_letters()}
    return [letter for letter in letters if letter not in shipped]


def remove_letter(settings: Settings, letter: str) -> None:
    """Takes a letter out of the corpus.

    Raises:
        KamerbriefError: the corpus cannot be written; nothing has changed.
    """
    with (
        writing(settings.data, _LOCK_SECONDS),
        CorpusStore(settings.data / FILE_NAME, writable=True) as store,
    ):
        store.remove(letter)
        refresh_vectors(settings.data, store, settings.make_embedder())
