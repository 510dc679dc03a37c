"""How likely the best sentence answers the question: a logistic regression over what retrieval and reading saw.

Thresholds on each sign by itself refuse too much and still let near misses through; weighing the signs
together does neither (answerability of unanswerable questions: Rajpurkar et al. 2018, "Know What You
Don't Know"). The weights stand in ``answerability.toml``, with how they were found;
``python -m evals answerability`` finds them again.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("answerability.toml")
SIGNALS = (
    "surety",
    "sentence_meaning",
    "closest_meaning",
    "lead",
    "share",
    "shows_kind",
    "defines",
    "names_sector",
    "asks_figure",
    "untold_event",
    "untold_thing",
    "told_itself",
    "asked_much",
    "holds_kind",
)
"""What is weighed. All are 0 or 1 but the first five: the surety of retrieval (about -1 to 4), the cosine
similarity of the question with the sentence and with the nearest of all sentences, how far the rate of the
sentence lies above the fifth best, and its share among all that might be chosen; and ``told_itself``, the share
of the question that the quoted sentences explain with their heading, and ``asked_much``, how many words must be
explained (8 or more: 1). That two words are explained says less than that six are."""

Signals = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal adds to the log-odds, and from which likelihood a sentence answers."""

    intercept: float
    threshold: float
    of: Mapping[str, float]

    def likelihood(self, signals: Signals) -> float:
        """The likelihood, from 0 to 1, that a sentence with these signals answers the question."""
        odds = self.intercept + sum(self.of[name] * signals[name] for name in SIGNALS)
        return 1 / (1 + math.exp(-odds))


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights that come with the program."""
    found = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(found["intercept"], found["threshold"], {name: found["weights"][name] for name in SIGNALS})
