"""Counts how the assistant does on the numeric question sets: ``python -m evals.tally``.

Right is the expected value, or, where several figures are asked, every expected piece of text;
quoted is the right sentence without a value; refused and wrong speak for themselves.
"""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Status
from assistant.bootstrap import make_assistant
from assistant.settings import Settings

DATASETS = Path(__file__).with_name("datasets")


def outcome(case: dict[str, Any], answer: Answer) -> str:
    """What became of one case: right, quoted, refused, wrong, or answered though it should not be."""
    if case["status"] != Status.ANSWERED:
        return "rightly refused" if answer.status is not Status.ANSWERED else "answered in vain"
    if answer.status is not Status.ANSWERED:
        return "refused"
    if case["value"] is not None:
        if answer.value is None:
            quoted = {" ".join(c.quote.split()) for c in answer.citations}
            wanted = [" ".join(piece.split()) for piece in case["evidence"]]
            return "quoted" if any(w in q or q in w for w in wanted for q in quoted) else "other quote"
        return "right" if abs(answer.value) == abs(Decimal(case["value"])) else "wrong"
    text = answer.text.casefold()
    return "right" if all(piece.casefold() in text for piece in case["expected_text"]) else "other text"


def main() -> None:
    """Prints the counts of each numeric set and of all together."""
    assistant = make_assistant(Settings.load())
    total: Counter[str] = Counter()
    for path in sorted(DATASETS.glob("numeric*.jsonl")):
        cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        found = Counter(outcome(case, assistant.ask(case["question"])) for case in cases)
        print(path.stem, dict(sorted(found.items())))
        total += found
    print("all", dict(sorted(total.items())))


if __name__ == "__main__":
    main()
