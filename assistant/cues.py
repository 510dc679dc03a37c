"""The words of Dutch questions that say what is to be done with the figures.

The words themselves stand in ``vocabulary.toml`` and ``wordings.toml``: general Dutch. Names of sectors and measures are
not there but in the lexicon. Each meaning that a question shows must be used by the reading of it;
a reading that leaves one unused is rejected, so that a word is never silently ignored.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from corpus.dutch import fold, tokens

_Key = TypeVar("_Key")
VOCABULARY_PATHS = tuple(Path(__file__).with_name(name) for name in ("vocabulary.toml", "wordings.toml"))


class Cue(StrEnum):
    """What a phrase of a question means for the calculation."""

    #: That of Enum is a Python function, and these are in thousands of sets per question.
    __hash__ = str.__hash__

    TOTAL = "total"
    DIFFERENCE = "difference"
    MORE = "more"
    LESS = "less"
    RISE = "rise"
    FALL = "fall"
    CHANGE = "change"
    SAME = "same"
    POINTS = "points"
    RELATIVE = "relative"
    MEAN = "mean"
    WEIGHTED = "weighted"
    UNWEIGHTED = "unweighted"
    SHORT = "short"
    OVER = "over"
    ACHIEVE = "achieve"
    NOT = "not"
    HIGHEST = "highest"
    LOWEST = "lowest"
    RANK = "rank"
    SHARE = "share"
    RATIO = "ratio"
    CLAIM = "claim"
    HYPOTHESIS = "hypothesis"
    INCLUDING = "including"
    EXCLUDING = "excluding"
    VIA = "via"
    SECTOR = "sector"
    WHICH = "which"
    HOW_MANY = "how_many"
    HOW_FAR = "how_far"
    WHY = "why"
    ABOVE = "above"
    BELOW = "below"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    THAN = "than"
    COMPARED = "compared"
    COMPARE = "compare"
    EARLIER = "earlier"
    LATEST = "latest"
    EACH = "each"
    HALF = "half"
    PEOPLE = "people"
    SAID = "said"
    AS_PERCENT = "as_percent"
    DIVIDED = "divided"
    THAT_ONE = "that_one"
    FITS = "fits"
    NEXT = "next"
    MANNER = "manner"
    WHO = "who"
    RECOMPUTE = "recompute"
    WITHIN = "within"
    TOPIC = "topic"
    STATISTIC = "statistic"
    FIGURES = "figures"
    MULTIPLY = "multiply"
    ONLY = "only"


FRAMING = frozenset({Cue.TOPIC, Cue.FIGURES, Cue.SAID, Cue.PEOPLE, Cue.ACHIEVE})
"""What only frames a question on the measures that the lexicon knows; in a table of another kind it may be a row."""

MOVING_TOO = FRAMING | {Cue.RISE, Cue.FALL, Cue.SHORT, Cue.OVER, Cue.SECTOR}
"""What a table of another kind may call a row or column, though it asks something elsewhere ("Gezakt",
"Deelnemers")."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of all cues, each with its meanings in the order of the file.

    ``forms`` holds phrases as written (folded words), ``lemmas`` dictionary forms, ``split`` the
    pairs of a verb's dictionary form and its particle ("lopen", "terug").
    """

    forms: dict[tuple[str, ...], tuple[Cue, ...]]
    lemmas: dict[str, tuple[Cue, ...]]
    split: dict[tuple[str, str], tuple[Cue, ...]]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the program: where the first of its files has a word, that decides."""
    first, more = (_read(path) for path in VOCABULARY_PATHS)
    known = {*first.forms, *((word,) for word in first.lemmas)}
    return Vocabulary(
        first.forms | {words: cues for words, cues in more.forms.items() if words not in known},
        more.lemmas | first.lemmas,
        more.split | first.split,
    )


def _read(path: Path) -> Vocabulary:
    forms: dict[tuple[str, ...], tuple[Cue, ...]] = {}
    lemmas: dict[str, tuple[Cue, ...]] = {}
    split: dict[tuple[str, str], tuple[Cue, ...]] = {}
    for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
        cue = Cue(name)
        for phrase in " ".join(entry.get("forms", "").split()).split("|"):
            plain = phrase.replace(" ", "").isalpha()
            words = tuple(fold(phrase).split()) if plain else tuple(token.fold for token in tokens(phrase))
            if words:
                _also(forms, words, cue)
        for word in entry.get("lemmas", "").split():
            _also(lemmas, word, cue)
        for verb in entry.get("split", "").split():
            particle, _, stem = verb.partition("_")
            _also(split, (stem, particle), cue)
            _also(lemmas, particle + stem, cue)
    return Vocabulary(forms, lemmas, split)


def _also(known: dict[_Key, tuple[Cue, ...]], key: _Key, cue: Cue) -> None:
    if cue not in known.get(key, ()):
        known[key] = (*known.get(key, ()), cue)
