"""Whether sentences speak of another thing than the one asked, however alike their words are.

"Kleine hogescholen" are not the "middelgrote" of which the letter tells, a figure of 2024 is none of 2023, and
who takes part does not say who does not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache

from assistant.answer_types import TYPES_PATH
from corpus.dutch import FUNCTION_WORDS, fold, lemma, tokens

_YEARS = re.compile(r"\b((?:19|20)\d\d)(?:\s?[-–]\s?((?:19|20)\d\d))?\b")
_WHO = re.compile(r"\b(?:welke?|wie|noem|namen|lijst\w*) \b")
_ELSEWHERE = re.compile(r"\b(?:waardoor|dat|als|omdat|zodat|wanneer|terwijl|waarom|hoe)\b|[,;:]")
_NOT = frozenset(
    "niet geen zonder nooit noch nauwelijks evenmin nergens niemand buiten behalve ontbreekt ontbreken".split()
)
_ASKED_NOT = re.compile(r"\b(?:niet|geen|zonder|nooit)\b(?! (?:meer|alleen|langer|eerder|zo)\b)")


@lru_cache(maxsize=1)
def _contrasts() -> dict[str, tuple[int, int]]:
    """For each word of a contrast, the number of the contrast and of its side."""
    found = tomllib.loads(TYPES_PATH.read_text(encoding="utf-8"))["contrasts"]["groups"].strip().splitlines()
    return {
        word: (line, side)
        for line, text in enumerate(found)
        for side, words in enumerate(text.split("|"))
        for word in words.split()
    }


def speaks_of_other(question: str, sentences: Sequence[str]) -> bool:
    """Whether sentences speak of another side of a contrast, another year, or of who does where who does not is
    asked."""
    return (
        any(_is_opposite(question, sentence) for sentence in sentences[:1])
        or _of_other_year(question, sentences)
        or _says_who_does(question, sentences)
    )


def _is_opposite(question: str, sentence: str) -> bool:
    """Whether a sentence says of the other side of a contrast what is asked of one."""
    asked = _sides(_asking(question))
    said = _sides(sentence)
    for contrast, side, thing in asked:
        same = [other for line, other, what in said if line == contrast and _alike(what, thing)]
        if same and side not in same and not any(other in same for line, other, _ in asked if line == contrast):
            return True
    return False


def _asking(question: str) -> str:
    """The sentences of a text that ask, without those that only tell something beside."""
    asking = [part for part in re.findall(r"[^.?!]*\?", question) if part.strip()]
    return " ".join(asking) or question


def _sides(text: str) -> list[tuple[int, int, str]]:
    """The contrast, the side, and the word that follows, for each word of a contrast."""
    words = [token.fold for token in tokens(text)]
    known = _contrasts()
    return [
        (*known[word], next((w for w in words[at + 1 : at + 3] if w not in known and w not in FUNCTION_WORDS), ""))
        for at, word in enumerate(words)
        if word in known
    ]


def _alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    first, second = lemma(one), lemma(other)
    return first == second or one.endswith(other) or other.endswith(one)


def _of_other_year(question: str, sentences: Sequence[str]) -> bool:
    asked = _years(question)
    told = [_years(sentence) for sentence in sentences]
    said = frozenset().union(*told) if told else frozenset()
    return bool(asked and said) and not asked & said


def _years(text: str) -> frozenset[int]:
    """The years that a text names; of a period ("2025-2028") all of them."""
    found: set[int] = set()
    for first, last in _YEARS.findall(text):
        found |= set(range(int(first), int(last or first) + 1))
    return frozenset(found)


def _says_who_does(question: str, sentences: Sequence[str]) -> bool:
    asked = _WHO.search(fold(question))
    # "Knelpunten waardoor de waterschappen het niet halen" asks after what does hinder.
    clause = _ELSEWHERE.split(fold(question)[asked.end() :])[0] if asked is not None else ""
    if not _ASKED_NOT.search(clause):
        return False
    return not any({token.fold for token in tokens(sentence)} & _NOT for sentence in sentences)
