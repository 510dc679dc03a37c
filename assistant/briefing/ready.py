"""A briefing with its preview and its files, made step by step for a page that shows how far it is."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from assistant.briefing.make import make_briefing
from assistant.briefing.model import Form
from assistant.briefing.write import file_name, preview, render
from assistant.engine import Assistant

EXPLAINED = {
    Form.FACTSHEET: "Kernboodschap, cijfers en grafiek",
    Form.QA: "Te verwachten vragen met antwoord",
    Form.NOTE: "Stand van zaken voor een overleg",
}
"""What each form is for, in a few words."""

_KINDS = {
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("PDF", "application/pdf"),
    "md": ("Markdown", "text/markdown"),
}


class File(NamedTuple):
    """A file to take along: what it is called in Dutch, its name, its type and its bytes."""

    label: str
    name: str
    mime: str
    content: bytes


class Ready(NamedTuple):
    """A briefing to look at and to take along; ``shown`` is a piece of HTML."""

    title: str
    shown: str
    files: tuple[File, ...]


def make_ready(
    assistant: Assistant, subject: str, form: Form, *, date: datetime.date | None = None,
    progress: Callable[[float, str], None] = lambda share, step: None,
) -> Ready:  # fmt: skip
    """The briefing with its files; ``progress`` hears the share that is done and what comes next.

    Raises:
        InputError: nothing is named, or the letters say nothing about it.
    """
    steps = 2 + len(_KINDS)
    progress(0.0, "Zinnen en cijfers kiezen …")
    briefing = make_briefing(assistant, subject, form, date=date)
    progress(1 / steps, "Voorbeeld maken …")
    shown = preview(briefing)
    files = []
    for done, (ending, (label, mime)) in enumerate(_KINDS.items(), 2):
        progress(done / steps, f"{label} maken …")
        files.append(File(label, file_name(briefing, ending), mime, render(briefing, ending)))
    progress(1.0, "Klaar.")
    return Ready(f"{form.label} over {briefing.title}", shown, tuple(files))
