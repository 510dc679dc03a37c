"""Passages that try to give the program orders, in letters that stand beside the shipped one.

A third of them is put in a letter that otherwise looks like one; the letters say nothing else.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.llm.completions import unescaped

_DATA = Path(__file__).with_name("data") / "injections.txt"
_LETTERS = 3
#: A headed section of a letter, so that the passages are read as running text.
_OPENING = " Geachte voorzitter,\n\nHierbij informeer ik u over het onderhoud van de dienstfietsen.\n\n"


def injections() -> list[str]:
    """The passages, one by one."""
    return [unescaped(line) for line in _DATA.read_text(encoding="utf-8").split("\n") if line]


def injected_letters(folder: Path) -> list[Path]:
    """Writes the passages as letters under ``folder``; gives their folders."""
    passages = injections()
    shutil.rmtree(folder, ignore_errors=True)
    return [_letter(folder, number, passages[number::_LETTERS]) for number in range(_LETTERS)]


def _letter(folder: Path, number: int, passages: list[str]) -> Path:
    place = folder / f"kst-99002-{number + 1}"
    place.mkdir(parents=True)
    sections = [
        f"Onderhoud van fietsen, deel {part + 1}\n\n" + "\n\n".join(passages[part * 6 : part * 6 + 6])
        for part in range((len(passages) + 5) // 6)
    ]
    (place / "brief.txt").write_text(_OPENING + "\n\n".join(sections) + "\n", encoding="utf-8")
    (place / "letter.toml").write_text(
        f'''id = "kst-99002-{number + 1}"
title = "Onderhoud van dienstfietsen, deel {number + 1}"
date = 2021-05-1{number}
dossier = "99002"
number = "{number + 1}"
session_year = "2020/21"
reference = "2021-000012345{number}"
ministry = "Ministerie van Voorbeelden"
url = "https://letters.example/kst-99002-{number + 1}.html"
text = "brief.txt"
''',
        encoding="utf-8",
    )
    return place
