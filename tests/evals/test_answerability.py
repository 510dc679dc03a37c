"""The judgement whether a sentence answers, and how its weights are found."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answerability import SIGNALS, WEIGHTS, Weights, shipped_weights
from assistant.engine import Assistant
from evals.answerability import Sample, fit, groups, held_out, joined, sample, table, written
from evals.cases import read_cases

DATASETS = Path(__file__).parents[2] / "evals" / "datasets"


def test_the_file_weighs_every_signal_and_nothing_else() -> None:
    assert set(tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]) == set(SIGNALS)
    assert 0 < shipped_weights().threshold < 1


@given(st.sampled_from(SIGNALS), st.floats(-4, 4), st.floats(0, 2))
def test_more_of_a_signal_moves_the_likelihood_the_way_of_its_weight(name: str, value: float, more: float) -> None:
    weights = shipped_weights()
    signals = {**dict.fromkeys(SIGNALS, 0.0), name: value}
    before, after = weights.likelihood(signals), weights.likelihood({**signals, name: value + more})
    assert 0 <= before <= 1
    assert (after - before) * weights.of[name] >= 0


def test_the_weights_of_made_up_answers_are_found_back() -> None:
    random = np.random.default_rng(1)
    signals = random.normal(size=(4000, 3))
    likelihood = 1 / (1 + np.exp(-(0.5 + signals @ np.array([2.0, -1.0, 0.0]))))
    intercept, weights = fit(signals, random.random(4000) < likelihood)
    assert intercept == pytest.approx(0.5, abs=0.2)
    assert weights == pytest.approx([2.0, -1.0, 0.0], abs=0.25)


def test_a_question_is_judged_by_weights_found_without_it() -> None:
    """Labels of pure chance are not learned: held out, the likelihood does not tell them apart."""
    random = np.random.default_rng(2)
    labels = random.random(600) < 0.5
    data = Sample(random.normal(size=(600, len(SIGNALS))), labels, labels, np.arange(len(labels)))
    likelihood = held_out(data).mean(axis=0)
    assert abs(likelihood[labels].mean() - likelihood[~labels].mean()) < 0.05
    assert table(data).count("\n| 0.") == 13


def test_questions_about_the_same_evidence_are_judged_without_each_other() -> None:
    """Signals that only tell which evidence it is, with a label by chance: other wordings would give it away."""
    random = np.random.default_rng(4)
    group = np.repeat(np.arange(30), 20)
    signals = np.eye(30)[group][:, :30]
    labels = (random.random(30) < 0.5)[group]
    honest = held_out(Sample(signals, labels, labels, group)).mean(axis=0)
    naive = held_out(Sample(signals, labels, labels, np.arange(len(group)))).mean(axis=0)
    assert honest[labels].mean() - honest[~labels].mean() < 0.1
    assert naive[labels].mean() - naive[~labels].mean() > 0.3


def test_questions_are_of_one_group_where_their_places_meet() -> None:
    places = [[("a", 0, 10)], [("a", 5, 20), ("b", 0, 3)], [("b", 2, 4)], [("a", 20, 30)], [("c", 0, 10)], []]
    found = groups(places).tolist()
    assert found[0] == found[1] == found[2]
    assert len(set(found)) == 4


def test_evidence_of_one_letter_is_none_of_another() -> None:
    labels = np.array([True, False])
    one = Sample(np.zeros((2, len(SIGNALS))), labels, labels, np.array([0, 1]))
    assert joined([one, one]).group.tolist() == [0, 1, 2, 3]


def test_the_written_file_is_read_back(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    signals = random.normal(size=(300, len(SIGNALS)))
    labels = signals[:, 0] > 0
    text = written(Sample(signals, labels, labels, np.arange(len(labels))), 0.7)
    found = tomllib.loads(text)
    weights = Weights(found["intercept"], found["threshold"], found["weights"])
    high = weights.likelihood({**dict.fromkeys(SIGNALS, 0.0), SIGNALS[0]: 3.0})
    assert weights.threshold == 0.7
    assert high > 0.9
    assert math.isclose(sum(weights.of.values()), sum(found["weights"].values()))


def test_only_questions_that_words_settle_teach(assistant: Assistant) -> None:
    cases = read_cases(DATASETS / "passages.jsonl")[:12]
    figure = cases[0].model_copy(update={"question": "hoeveel fta realiseerde Defensie in 2024?"})
    data = sample(assistant, [*cases, figure])
    assert 0 < len(data.signals) <= len(cases)
    assert data.signals.shape[1] == len(SIGNALS)
    assert data.answerable.all()
    assert data.right.any()
