"""What a model may answer: correct paraphrases, and completions that each make one claim that is false.

Both were written from the letter. In the files a question stands behind ``#``, its completions below
it, one a line; ``\\n`` and ``\\u200b`` are the characters they name. A lie ends in ``⇒`` and the piece of it that
may not reach a reader: said in answer to that question it is false or has no ground.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).with_name("data")
_ESCAPE = re.compile(r"\\(n|u[0-9a-f]{4})")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_MARKUP = re.compile(r"[*_`~$]")


class Completion(NamedTuple):
    """A text that a model writes in answer to a question; ``claim`` is what is false in it, or empty."""

    question: str
    text: str
    claim: str = ""


def paraphrases() -> list[Completion]:
    """Correct ways to say what the assistant answers."""
    return list(_read("paraphrases.txt"))


def lies() -> list[Completion]:
    """Completions that make a false claim."""
    return list(_read("lies.txt"))


def seen(text: str) -> str:
    """A text as a reader sees it: no invisible characters or markup, digits of any kind as plain ones, one space."""
    plain = unicodedata.normalize("NFKC", html.unescape(text))
    plain = _MARKUP.sub("", _INVISIBLE.sub("", plain))
    return " ".join(plain.replace("\\n", " ").split()).casefold()


def reaches(completion: Completion, shown: str) -> bool:
    """Whether the false claim of a completion stands in what was shown, as words of their own."""
    claim = seen(completion.claim)
    return re.search(rf"(?<!\w){re.escape(claim)}" if claim[0].isalnum() else re.escape(claim), seen(shown)) is not None


def unescaped(text: str) -> str:
    """A line of a file with the characters that it names."""
    return _ESCAPE.sub(_character, text)


def cited_by(completion: Completion) -> set[int]:
    """The numbers of the sources that a completion names."""
    return {int(number) for number in re.findall(r"\[(\d+)\]", completion.text)}


def _read(name: str) -> Iterator[Completion]:
    question = ""
    for line in filter(None, (_DATA / name).read_text(encoding="utf-8").split("\n")):
        if line.startswith("# "):
            question = line[2:]
            continue
        text, _, claim = (unescaped(part).strip() for part in line.partition("⇒"))
        yield Completion(question, text, claim)


def _character(found: re.Match[str]) -> str:
    code = found[1]
    return "\n" if code == "n" else chr(int(code[1:], 16))
