"""Runs cases through the real assistant and sums the outcome up.

The result holds everything but the clock in one object, so that two runs on the same corpus can be
compared byte for byte; times stand apart, under ``timing``.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.bootstrap import make_assistant
from assistant.conversation import Conversation
from assistant.engine import Assistant
from assistant.llm.assistant import ModelAssistant
from assistant.settings import Settings
from evals.cases import Case, read_cases
from evals.scores import Fault, Score, percentile, score, wilson
from ingest.pipeline import ingest

_PACKAGES = ("kamerbrief-assistent", "chromadb", "langchain-core", "simplemma", "rapidfuzz")
HEADLINES = ("wrong_number", "wrong_passage", "wrong_refusal")


def run(assistant: Assistant | ModelAssistant, paths: Sequence[Path], settings: Settings) -> dict[str, Any]:
    """The results of the cases in these files, in their order.

    Raises:
        CaseError: a file cannot be used.
    """
    cases = [(path, case) for path in paths for case in read_cases(path)]
    letters = {letter.id: assistant.store.letter(letter.id).text for letter in assistant.store.letters()}
    rows: list[dict[str, Any]] = []
    times: list[float] = []
    for (path, case), (answer, seconds) in zip(cases, answers(assistant, [c for _, c in cases]), strict=True):
        times.append(seconds)
        rows.append(_row(path, case, answer, score(case, answer, letters)))
    return {
        "settings": {
            "assistant": assistant.name, "embedder": settings.embedder, "generation": assistant.store.generation,
            "versions": {name: version(name) for name in _PACKAGES},
            "datasets": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths},
        },
        "summary": summary(rows),
        "groups": {key: _groups(rows, key) for key in ("dataset", "category", "persona")},
        "cases": rows,
        "timing": {
            "finished": datetime.now(UTC).isoformat(timespec="seconds"), "seconds": round(sum(times), 3),
            "p50_ms": round(percentile(times, 0.5) * 1000, 2), "p95_ms": round(percentile(times, 0.95) * 1000, 2),
        },
    }  # fmt: skip


@contextmanager
def assistant_over(letters: Sequence[Path], settings: Settings) -> Iterator[tuple[Assistant, Settings]]:
    """The assistant over these letters alone, in a corpus that is gone afterwards; without any, over the corpus
    of the settings."""
    if not letters:
        yield make_assistant(settings), settings
        return
    with tempfile.TemporaryDirectory() as folder:
        own = settings.model_copy(update={"data": Path(folder) / "corpus"})
        ingest(own.data, list(letters), own.make_embedder())
        assistant = make_assistant(own)
        try:
            yield assistant, own
        finally:
            assistant.store.close()


def answers(assistant: Assistant | ModelAssistant, cases: Iterable[Case]) -> Iterable[tuple[Answer, float]]:
    """The answer to each case and the seconds it took; cases of one session are one conversation."""
    said: dict[str, Conversation] = {}
    for case in cases:
        start = time.perf_counter()
        if case.session is None:
            answer = assistant.ask(case.question)
        else:
            answer, said[case.session] = assistant.follow(said.get(case.session, Conversation()), case.question)
        yield answer, time.perf_counter() - start


def _row(path: Path, case: Case, answer: Answer, found: Score) -> dict[str, Any]:
    return {
        "id": case.id, "dataset": path.stem, "question": case.question, "session": case.session,
        "category": case.category, "persona": case.persona, "answerable": case.answerable,
        "expected": {
            "status": str(case.status), "value": None if case.value is None else f"{case.value:f}", "unit": case.unit,
            "text": list(case.expected_text), "evidence": [" ".join(piece.split()) for piece in case.evidence],
        },
        "given": {
            "status": str(answer.status), "route": str(answer.route),
            "value": None if answer.value is None else f"{answer.value:f}", "unit": answer.unit, "text": answer.text,
            "quotes": [" ".join(citation.quote.split()) for citation in answer.citations],
        },
        "score": found.model_dump(mode="json"),
    }  # fmt: skip


def summary(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The measures over some rows: each rate as hits, total, share and its 95% interval."""
    answerable = [row for row in rows if row["answerable"]]
    refusable = [row for row in rows if not row["answerable"]]
    figures = [row for row in rows if row["expected"]["value"] is not None]
    cited = [row for row in answerable if row["score"]["recall"] is not None]
    follow = [row for index, row in enumerate(rows) if _continues(rows, index)]
    refused = [row for row in rows if row["given"]["status"] != "answered"]
    return {
        "right": rate(rows, lambda row: row["score"]["fault"] == Fault.NONE),
        "wrong_number": rate(rows, lambda row: row["score"]["fault"] == Fault.WRONG_NUMBER),
        "wrong_passage": rate(
            rows, lambda row: row["score"]["fault"] in (Fault.WRONG_PASSAGE, Fault.FALSE_ANSWER, Fault.TEXT_MISSING)
        ),
        "wrong_refusal": rate(answerable, lambda row: row["score"]["fault"] == Fault.WRONG_REFUSAL),
        "numeric_exact": rate(figures, lambda row: row["score"]["fault"] == Fault.NONE),
        "follow_up_right": rate(follow, lambda row: row["score"]["fault"] == Fault.NONE),
        "evidence_first": rate(cited, lambda row: bool(row["score"]["hit_first"])),
        "verbatim": rate(rows, lambda row: row["score"]["verbatim"]),
        "refusal_precision": rate(refused, lambda row: not row["answerable"]),
        "refusal_recall": rate(refusable, lambda row: row["given"]["status"] != "answered"),
        "refusal_kind": {
            kind: rate(of_kind, lambda row: row["given"]["status"] == row["expected"]["status"])
            for kind in ("not_in_source", "out_of_scope", "ambiguous")
            if (of_kind := [row for row in refusable if row["expected"]["status"] == kind])
        },
        "citation_recall": _mean(cited, "recall"), "citation_precision": _mean(cited, "precision"),
        "mrr": _mean(cited, "reciprocal_rank"), "ndcg_10": _mean(cited, "ndcg"),
    }  # fmt: skip


def rate(rows: Sequence[dict[str, Any]], holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """In how many of some rows something holds, with the Wilson interval."""
    hits = sum(holds(row) for row in rows)
    low, high = wilson(hits, len(rows))
    share = hits / len(rows) if rows else 0.0
    return {"hits": hits, "of": len(rows), "share": round(share, 4), "low": round(low, 4), "high": round(high, 4)}


def _continues(rows: Sequence[dict[str, Any]], index: int) -> bool:
    session = rows[index]["session"]
    return session is not None and index > 0 and rows[index - 1]["session"] == session


def _mean(rows: Sequence[dict[str, Any]], name: str) -> float:
    figures = [float(row["score"][name]) for row in rows if row["score"][name] is not None]
    return round(sum(figures) / len(figures), 4) if figures else 0.0


def _groups(rows: Sequence[dict[str, Any]], key: str) -> dict[str, Any]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row[key] or "—"].append(row)
    kept = ("right", "wrong_number", "wrong_passage", "wrong_refusal")
    return {name: {k: v for k, v in summary(groups[name]).items() if k in kept} for name in sorted(groups)}


def same_outcome(result: dict[str, Any]) -> str:
    """A result without its times, as JSON: what two runs must have in common."""
    return json.dumps({k: v for k, v in result.items() if k != "timing"}, ensure_ascii=False, sort_keys=True)
