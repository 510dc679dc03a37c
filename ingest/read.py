"""From a path to the text and metadata of a letter. What comes after never sees the file format."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from corpus.documents import Letter
from corpus.dutch import MONTHS
from corpus.errors import CorpusError

MAX_BYTES = 20 * 1024 * 1024
METADATA = "letter.toml"
_CONTROL = bytes(sorted({*range(0x20), 0x7F} - set(b"\t\n\f\r")))
_LATER_CONTROL = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
"""The control characters above ASCII, as UTF-8 has them."""
_HEAD = 4000
"""Within so many characters a letter names its subject and its day."""
_WRITTEN = re.compile(
    rf"^\s*(?:Datum:?|(?:Den Haag|'?’?s-Gravenhage),?)\s+(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})"
    r"\s+(?P<year>(?:19|20)\d{2})\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_SHIPPED = Path(__file__).resolve().parent.parent / "corpus" / "letters"


class Source(NamedTuple):
    """A letter as it was found: how it is cited, its text, and a digest of the file's bytes."""

    letter: Letter
    text: str
    digest: str


def shipped_letters() -> list[Path]:
    """The folders of the letters that come with the program, in order of name."""
    return sorted(path.parent for path in _SHIPPED.glob(f"*/{METADATA}"))


def find_letters(path: Path) -> list[Path]:
    """The letters at a path: a text file, a letter's folder, or a folder of either.

    Raises:
        CorpusError: the path does not exist, may not be read, or holds no letter.
    """
    try:
        if not path.exists():
            raise CorpusError(f"{path} bestaat niet. Controleer het pad.")
        if path.is_file() or (path / METADATA).exists():
            return [path]
        found = sorted(p for p in path.iterdir() if p.suffix == ".txt" or (p / METADATA).is_file())
    except PermissionError as error:
        raise _unreadable(path) from error
    except OSError as error:
        raise CorpusError(f"{path} is geen geldig pad. Controleer het pad.") from error
    if not found:
        raise CorpusError(f"In de map {path} staat geen brief. Geef een tekstbestand (.txt) of een map met {METADATA}.")
    return found


def read_letter(path: Path) -> Source:
    """The letter in a text file, or in a folder with a ``letter.toml``.

    Raises:
        CorpusError: the file cannot be read, is empty, too large, or is no text; or its metadata
            is wrong. The message says what to do.
    """
    metadata = path / METADATA if path.is_dir() else path.with_name(METADATA)
    try:
        values = tomllib.loads(metadata.read_text(encoding="utf-8-sig")) if metadata.exists() else {}
    except PermissionError as error:
        raise _unreadable(metadata) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{metadata} is geen geldig TOML-bestand: {error}.") from error
    named = values.pop("text", None)
    if path.is_file() and path.name != named:
        # A text file beside another letter's metadata is a letter of its own.
        values = {}
    file = path if path.is_file() else path / str(named or "")
    if not path.is_file() and not named:
        raise CorpusError(f'{metadata} noemt geen tekstbestand. Voeg een regel toe als: text = "brief.txt".')
    raw = _bytes(file)
    text = _decode(raw, file)
    values.setdefault("id", letter_id(file.stem))
    values.setdefault("title", _title(text, file))
    written = _date(text)
    if written is not None:
        values.setdefault("date", written)
    try:
        letter = Letter.model_validate(values)
    except ValidationError as error:
        fault = error.errors()[0]
        field = ".".join(str(part) for part in fault["loc"])
        raise CorpusError(f"In {metadata} klopt het veld ‘{field}’ niet: {fault['msg']}.") from error
    if letter_id(letter.id) != letter.id:
        raise CorpusError(
            f"In {metadata} is ‘{letter.id}’ geen geldige id. Gebruik kleine letters, cijfers en streepjes."
        )
    digest = hashlib.sha256(raw + letter.model_dump_json().encode()).hexdigest()
    return Source(letter, text, digest)


def letter_id(name: str) -> str:
    """A name as an id: lower-case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "brief"


def _title(text: str, file: Path) -> str:
    """The subject line of a letter ("Betreft: …", "Onderwerp: …") when it has one, else the file's name."""
    subject = re.search(r"^\s*(?:Betreft|Onderwerp):?[ \t]+(\S.*)$", text[:_HEAD], re.MULTILINE)
    return subject.group(1).strip() if subject else file.stem.replace("-", " ").replace("_", " ")


def _date(text: str) -> date | None:
    """The day on which a letter says that it was written ("Datum 3 juli 2025", "Den Haag, 3 juli 2025")."""
    found = _WRITTEN.search(text[:_HEAD])
    try:
        return date(int(found["year"]), MONTHS.index(found["month"].lower()) + 1, int(found["day"])) if found else None
    except ValueError:
        return None


def _bytes(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise CorpusError(f"{file} bestaat niet of is geen bestand. Controleer het pad.")
        if file.stat().st_size > MAX_BYTES:
            raise CorpusError(f"{file} is groter dan {MAX_BYTES // 2**20} MB. Geef alleen de tekst van de brief.")
        return file.read_bytes()
    except PermissionError as error:
        raise _unreadable(file) from error
    except OSError as error:
        raise CorpusError(f"{file} kan niet gelezen worden ({error.strerror}).") from error


def _decode(raw: bytes, file: Path) -> str:
    """The text with line ends as ``\\n`` and without a byte order mark; nothing else is changed."""
    hint = "Sla de brief op als platte tekst (UTF-8) en probeer het opnieuw."
    if b"\x00" in raw:
        raise CorpusError(f"{file} is geen tekstbestand. {hint}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{file} is geen UTF-8-tekst. {hint}") from error
    if len(raw.translate(None, _CONTROL)) != len(raw) or (b"\xc2" in raw and _LATER_CONTROL.search(raw)):
        raise CorpusError(f"{file} bevat stuurtekens en is geen gewone tekst. {hint}")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise CorpusError(f"{file} is leeg. Geef een bestand met de tekst van een brief.")
    return text


def _unreadable(path: Path) -> CorpusError:
    return CorpusError(f"{path} mag niet gelezen worden. Geef uzelf leesrechten en probeer het opnieuw.")
