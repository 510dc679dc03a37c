"""Measures of one answer and of many, each exact: no judge, no model.

Per answer: whether it is right, its citations' precision and recall, and what kind of fault it is.
Over many: rates with Wilson intervals, McNemar's test and the paired bootstrap. Definitions and
sources stand at each function and in ``evals/README.md``.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from assistant.answer import Answer, Status
from corpus.documents import Frozen
from corpus.dutch import fold
from evals.cases import Case

_ALIKE = {
    "factor": "keer",
    "x": "keer",
    "maal": "keer",
    "procent": "%",
    "banen": "fta",
    "scholen": "mbo-scholen",
    "medewerkers": "personen",
    "mensen": "personen",
}


class Fault(StrEnum):
    """What is wrong with an answer; ``NONE`` when it is right."""

    NONE = "goed"
    WRONG_NUMBER = "verkeerd cijfer"
    WRONG_PASSAGE = "verkeerde passage"
    WRONG_REFUSAL = "ten onrechte geweigerd"
    FALSE_ANSWER = "beantwoord wat er niet staat"
    OTHER_KIND = "met een andere soort geweigerd"
    QUOTED_ONLY = "goede zin, geen cijfer"
    TEXT_MISSING = "tekst ontbreekt"


class Score(Frozen):
    """How one answer did. The citation measures are empty where a case has no evidence."""

    fault: Fault
    hit_first: bool | None = None
    recall: Decimal | None = None
    precision: Decimal | None = None
    reciprocal_rank: Decimal | None = None
    ndcg: Decimal | None = None
    verbatim: bool = True

    @property
    def right(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault is Fault.NONE


def score(case: Case, answer: Answer, letters: Mapping[str, str]) -> Score:
    """The score of an answer; ``letters`` are the stored texts, to hold quotes against."""
    verbatim = all(letters.get(c.letter, "")[c.start : c.end] == c.quote for c in answer.citations)
    ranks = _relevant(case, answer)
    if not case.evidence or not case.answerable:
        return Score(fault=fault(case, answer), verbatim=verbatim)
    found = [piece for piece in case.evidence if any(_overlap(c.quote, piece) for c in answer.citations)]
    hits = sum(ranks)
    gain = sum(1 / math.log2(at + 2) for at, hit in enumerate(ranks[:10]) if hit)
    ideal = sum(1 / math.log2(at + 2) for at in range(min(len(case.evidence), hits, 10)))
    first = next((at for at, hit in enumerate(ranks) if hit), None)
    return Score(
        fault=fault(case, answer), hit_first=bool(ranks) and ranks[0], verbatim=verbatim,
        recall=_ratio(len(found), len(case.evidence)), precision=_ratio(hits, len(ranks)) if ranks else Decimal(0),
        reciprocal_rank=_ratio(1, first + 1) if first is not None else Decimal(0),
        ndcg=round(Decimal(gain / ideal), 6) if ideal else Decimal(0),
    )  # fmt: skip


def fault(case: Case, answer: Answer) -> Fault:
    """What is wrong with an answer.

    A figure is right when its value is the expected one (sign left aside: a fall of 90 may be asked
    as 90) and its unit the same or a name for the same. Text is right when each expected piece is
    in it, case, white space and apostrophes aside. An expected figure given only inside the right
    quote is no wrong figure, but not a right answer either.
    """
    answered = answer.status is Status.ANSWERED
    if not case.answerable:
        if not answered:
            return Fault.NONE if answer.status is case.status else Fault.OTHER_KIND
        return Fault.WRONG_NUMBER if answer.value is not None else Fault.FALSE_ANSWER
    if not answered:
        return Fault.WRONG_REFUSAL
    evidence = any(_relevant(case, answer))
    if case.value is not None:
        if answer.value is None:
            return Fault.QUOTED_ONLY if evidence or not case.evidence else Fault.WRONG_PASSAGE
        same = abs(answer.value) == abs(case.value) and same_unit(case.unit, answer.unit)
        return Fault.NONE if same else Fault.WRONG_NUMBER
    if all(contains(answer.text, piece) for piece in case.expected_text):
        return Fault.NONE
    if case.evidence and not evidence:
        return Fault.WRONG_PASSAGE
    return Fault.TEXT_MISSING


def contains(text: str, piece: str) -> bool:
    """Whether a text holds a piece, case, accents, white space and apostrophes aside."""
    return fold(piece) in fold(text)


def same_unit(wanted: str | None, given: str | None) -> bool:
    """Whether two units are the same, or names for the same; what is not asked is not held against it."""
    if not wanted or not given:
        return not wanted
    one, other = fold(wanted), fold(given)
    return _ALIKE.get(one, one) == _ALIKE.get(other, other) or one in other or other in one


def _relevant(case: Case, answer: Answer) -> list[bool]:
    """Of each citation, whether it overlaps a piece of the evidence."""
    return [any(_overlap(citation.quote, piece) for piece in case.evidence) for citation in answer.citations]


def _overlap(quote: str, piece: str) -> bool:
    one, other = " ".join(quote.split()), " ".join(piece.split())
    return one in other or other in one


def _ratio(part: int, whole: int) -> Decimal:
    return round(Decimal(part) / Decimal(whole), 6) if whole else Decimal(0)


# --- over many --------------------------------------------------------------------------------


def wilson(hits: int, total: int, z: float = 1.959964) -> tuple[float, float]:
    """The 95% interval of a rate (Wilson 1927, JASA 22: 209-212); (0, 1) for nothing measured."""
    if not total:
        return 0.0, 1.0
    share, square = hits / total, z * z
    centre = (share + square / (2 * total)) / (1 + square / total)
    half = z * math.sqrt(share * (1 - share) / total + square / (4 * total * total)) / (1 + square / total)
    return max(0.0, centre - half), min(1.0, centre + half)


def mcnemar(lost: int, won: int) -> float:
    """The two-sided exact p of McNemar's test (1947) on the pairs that differ: a binomial with p = ½."""
    total = lost + won
    if not total:
        return 1.0
    tail = sum(math.comb(total, k) for k in range(min(lost, won) + 1))
    return min(1.0, 2.0 * tail / float(2**total))


def paired_bootstrap(before: Sequence[float], after: Sequence[float], rounds: int = 2000) -> tuple[float, float, float]:
    """The mean difference of paired figures and its 95% interval (Efron and Tibshirani 1993), seed fixed.

    Raises ValueError for sequences of different lengths.
    """
    differences = [b - a for a, b in zip(before, after, strict=True)]
    if not differences:
        return 0.0, 0.0, 0.0
    draw = random.Random(20251118)  # noqa: S311 - only to vary the sample, the same each time
    size = len(differences)
    means = sorted(sum(draw.choices(differences, k=size)) / size for _ in range(rounds))
    return sum(differences) / size, means[int(rounds * 0.025)], means[int(rounds * 0.975)]


def percentile(figures: Sequence[float], share: float) -> float:
    """The figure below which a share of all lies (nearest rank); nought for none."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0
