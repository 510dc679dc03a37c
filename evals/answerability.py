"""Finds the weights by which a sentence is judged to answer (`assistant.answerability`), from written questions.

A question teaches "yes" when the best sentence holds the evidence and "no" when it must be refused; a
wrong sentence for a question that the letter answers teaches nothing. Ridge-penalised logistic regression
by Newton's method; the table of choices is made by ten-fold cross-validation. Questions with the same
evidence are in the same fold: another wording of a question says what its answer is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Status
from assistant.answerability import SIGNALS
from assistant.engine import Assistant
from evals.cases import Case

Array = NDArray[np.float64]
Place = tuple[str, int, int]
"""A letter and the characters ``[start, end)`` of its text."""
_PENALTY = 5.0
"""Half of this times the squared length of the weights (of signals scaled to a deviation of one) is paid."""
_FOLDS, _ROUNDS = 10, 8


@dataclass(frozen=True, slots=True)
class Sample:
    """The signals of the best sentence of each question, whether it holds the evidence, whether the letters
    answer the question at all, and the number of its evidence (`groups`)."""

    signals: Array
    right: NDArray[np.bool_]
    answerable: NDArray[np.bool_]
    group: NDArray[np.intp]


def sample(assistant: Assistant, cases: Sequence[Case]) -> Sample:
    """What the assistant sees of these questions, where words must settle them."""
    texts = {letter.id: assistant.store.letter(letter.id).text for letter in assistant.store.letters()}
    rows: list[list[float]] = []
    right: list[bool] = []
    answerable: list[bool] = []
    places: list[list[Place]] = []
    for case in cases:
        if case.session is not None or (case.status is Status.ANSWERED and not case.evidence):
            # What is said of a question whose evidence is not written down is neither right nor wrong.
            continue
        judged = assistant.judged(case.question)
        if judged is None:
            continue
        evidence, signals = judged
        text = texts[evidence.passage.letter]
        wanted = [(text.find(piece), text.find(piece) + len(piece)) for piece in case.evidence if piece in text]
        spans = [span for sentence in evidence.sentences for span in sentence.spans]
        rows.append([signals[name] for name in SIGNALS])
        right.append(any(span.start < end and start < span.end for span in spans for start, end in wanted))
        answerable.append(case.status is Status.ANSWERED)
        found = [(span.start, span.end) for span in spans]
        places.append([(evidence.passage.letter, start, end) for start, end in wanted or found])
    return Sample(np.array(rows), np.array(right), np.array(answerable), groups(places))


def groups(places: Sequence[Sequence[Place]]) -> NDArray[np.intp]:
    """A number for each question; two have the same where their places overlap, or where both overlap
    with those of a third. A place is what should be found, or what was where nothing should."""
    first = list(range(len(places)))

    def root(at: int) -> int:
        while first[at] != at:
            at = first[at]
        return at

    ordered = sorted((place, at) for at, own in enumerate(places) for place in own)
    letter, reach, last = "", 0, 0
    for (name, start, end), at in ordered:
        if name == letter and start < reach:
            first[root(at)] = root(last)
            reach = max(reach, end)
        else:
            letter, reach = name, end
        last = at
    return np.unique([root(at) for at in first], return_inverse=True)[1].astype(np.intp)


def joined(samples: Iterable[Sample]) -> Sample:
    """Several samples as one; letters of other kinds keep the weights from leaning on one of them."""
    parts = [part for part in samples if len(part.signals)]
    # Evidence of one letter is none of another.
    shifts = np.cumsum([0, *(int(part.group.max()) + 1 for part in parts)])
    return Sample(
        np.concatenate([part.signals for part in parts]), np.concatenate([part.right for part in parts]),
        np.concatenate([part.answerable for part in parts]),
        np.concatenate([part.group + shift for part, shift in zip(parts, shifts, strict=False)]),
    )  # fmt: skip


def fit(signals: Array, labels: NDArray[np.bool_]) -> tuple[float, Array]:
    """The intercept and the weight of each signal, by Newton's method (a few steps suffice)."""
    scale = signals.std(axis=0) + 1e-9
    x = np.hstack([np.ones((len(signals), 1)), signals / scale])
    penalty = np.diag([0.0, *([_PENALTY] * signals.shape[1])])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - labels) + penalty @ weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        weights -= np.linalg.solve(hessian, gradient)
    return float(weights[0]), weights[1:] / scale


def held_out(data: Sample) -> Array:
    """The likelihood of each question by weights that were found without it and without any other question
    about the same evidence, shape (rounds, n)."""
    rounds = []
    for seed in range(_ROUNDS):
        fold = np.random.default_rng(seed).permutation(int(data.group.max()) + 1)[data.group] % _FOLDS
        found = np.zeros(len(data.signals))
        for at in range(_FOLDS):
            teaches = (fold != at) & (data.right | ~data.answerable)
            intercept, weights = fit(data.signals[teaches], data.right[teaches])
            found[fold == at] = 1 / (1 + np.exp(-(intercept + data.signals[fold == at] @ weights)))
        rounds.append(found)
    return np.array(rounds)


def table(data: Sample) -> str:
    """For several thresholds: right and wrong sentences and false answers, by cross-validation."""
    likelihood = held_out(data)
    total = int(data.answerable.sum())
    lines = [
        f"{len(data.signals)} questions about {len(set(data.group.tolist()))} pieces of evidence "
        f"(at most {int(np.bincount(data.group).max())} about one), {total} answerable, "
        f"{int(data.right.sum())} with the evidence first",
        "| threshold | right | wrong sentence | refused | answered falsely |",
        "|---|---|---|---|---|",
    ]
    for threshold in np.arange(0.3, 0.91, 0.05):
        given = likelihood >= threshold
        right = (given & data.right).sum(axis=1).mean()
        wrong = (given & data.answerable & ~data.right).sum(axis=1).mean()
        false = (given & ~data.answerable).sum(axis=1).mean()
        lines.append(f"| {threshold:.2f} | {right:.0f} | {wrong:.0f} | {total - right - wrong:.0f} | {false:.0f} |")
    return "\n".join(lines)


def written(data: Sample, threshold: float) -> str:
    """The file of weights, as `assistant.answerability` reads it."""
    teaches = data.right | ~data.answerable
    intercept, weights = fit(data.signals[teaches], data.right[teaches])
    lines = [
        "# How the signs that a sentence answers are weighed: see assistant/answerability.py.",
        "# Found by `python -m evals answerability --write` on the shipped questions that words must settle;",
        "# the threshold was chosen by hand from the table that it prints.",
        f"intercept = {intercept:.3f}",
        f"threshold = {threshold:g}",
        "",
        "[weights]",
        *(f"{name} = {weight:.3f}" for name, weight in zip(SIGNALS, weights, strict=True)),
    ]
    return "\n".join(lines) + "\n"
