"""Writes a briefing to a file: Word, PDF, Markdown or JSON, by the ending of its name."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path

from assistant.briefing.model import Briefing, Form
from assistant.errors import InputError
from corpus.dutch import tokens


def _docx(briefing: Briefing) -> bytes:
    from assistant.briefing.word import as_docx

    return as_docx(briefing)


def _pdf(briefing: Briefing) -> bytes:
    from assistant.briefing.pdf import as_pdf

    return as_pdf(briefing)


def _markdown(briefing: Briefing) -> bytes:
    from assistant.briefing.markdown import as_markdown

    return as_markdown(briefing).encode()


def _json(briefing: Briefing) -> bytes:
    from assistant.briefing.markdown import as_json

    return as_json(briefing).encode()


FORMATS: dict[str, Callable[[Briefing], bytes]] = {"docx": _docx, "pdf": _pdf, "md": _markdown, "json": _json}
"""How a briefing is made into a file, by the ending of its name."""


def format_of(path: Path) -> str:
    """The format that the name of a file asks for. `InputError` when it is none of ours."""
    name = path.suffix.lower().removeprefix(".")
    if name not in FORMATS:
        raise InputError(f"Kies voor {path.name} een naam die eindigt op .docx, .pdf, .md of .json.")
    return name


def form_of(name: str) -> Form:
    """The form of this name. `InputError` when there is none."""
    try:
        return Form(name.strip().lower().replace("&", ""))
    except ValueError as error:
        raise InputError(f"De vorm ‘{name}’ bestaat niet; kies factsheet, qa of annotatie.") from error


def day_of(text: str | None) -> datetime.date | None:
    """The date in a text such as ``2026-11-26``; None for none. `InputError` when it is no date."""
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"‘{text}’ is geen datum; schrijf hem als JJJJ-MM-DD, bijvoorbeeld 2026-11-26.") from error


def render(briefing: Briefing, name: str) -> bytes:
    """The bytes of a briefing in a format of `FORMATS`."""
    return FORMATS[name](briefing)


def preview(briefing: Briefing) -> str:
    """The briefing as a piece of HTML, for the page."""
    from assistant.briefing.html import as_html

    return as_html(briefing)


def file_name(briefing: Briefing, ending: str) -> str:
    """A name for the file of a briefing: ``factsheet-defensie-2026-11-26.docx``."""
    words = "-".join(token.fold for token in tokens(briefing.subject.partition(" (")[0]))
    return f"{briefing.form.value}-{words[:60]}-{briefing.date.isoformat()}.{ending}"


def write(briefing: Briefing, path: Path) -> None:
    """Writes the file whole or not at all: what stood there stays until the new one is ready.

    Raises:
        InputError: the ending of the name is unknown, or the file cannot be written.
    """
    if not path.parent.is_dir():
        raise InputError(f"De map {path.parent} bestaat niet; maak haar eerst of kies een andere plaats.")
    made = render(briefing, format_of(path))
    ready = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            ready.write_bytes(made)
            ready.replace(path)
        finally:
            ready.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"{path} kan niet geschreven worden ({error.strerror}). Sluit het bestand of kies een andere plaats."
        ) from error
