"""Renews the pictures of three briefings in ``docs/``, from the PDF files themselves: ``make pictures``."""

from __future__ import annotations

import datetime
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from assistant.bootstrap import make_assistant
from assistant.briefing import Form, make_briefing, write
from assistant.settings import Settings

_DOCS = Path(__file__).resolve().parent.parent / "docs"
_SHOWN = {
    "briefing-factsheet": ("Defensie", Form.FACTSHEET),
    "briefing-qa": ("voortgezet onderwijs", Form.QA),
    "briefing-annotatie": ("universiteiten", Form.NOTE),
}
_DAY = datetime.date(2026, 11, 26)
_DPI = "100"
_COLOURS = 24


def main() -> None:
    """Writes a picture of each."""
    assistant = make_assistant(Settings.load())
    for name, (subject, form) in _SHOWN.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{name}.pdf"
            write(make_briefing(assistant, subject, form, date=_DAY), path)
            command = ["pdftoppm", "-r", _DPI, "-png", "-singlefile", str(path), str(path.with_suffix(""))]
            subprocess.run(command, check=True, timeout=60)
            # Few colours are enough for a page of text, and keep the repository small.
            with Image.open(path.with_suffix(".png")) as picture:
                picture.quantize(_COLOURS).save(_DOCS / f"{name}.png", optimize=True)
        print(f"docs/{name}.png: {(_DOCS / f'{name}.png').stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
