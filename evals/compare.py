"""Two results side by side, and the gate that a change must pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evals.run import HEADLINES
from evals.scores import Fault, mcnemar, paired_bootstrap

_SIGNIFICANT = 0.05
_FAULTS = {
    "wrong_number": {Fault.WRONG_NUMBER},
    "wrong_passage": {Fault.WRONG_PASSAGE, Fault.FALSE_ANSWER, Fault.TEXT_MISSING},
    "wrong_refusal": {Fault.WRONG_REFUSAL},
}


def compare(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """What changed from one result to another, line by line: McNemar's test over right and wrong, a
    paired bootstrap over the graded measures, and the questions that got better or worse."""
    pairs = paired(before, after)
    worse = [new for old, new in pairs if _right(old) and not _right(new)]
    better = [new for old, new in pairs if not _right(old) and _right(new)]
    lines = [
        f"{len(pairs)} vragen in beide; goed: {sum(_right(o) for o, _ in pairs)} → {sum(_right(n) for _, n in pairs)}",
        f"beter {len(better)}, slechter {len(worse)}; McNemar p = {mcnemar(len(worse), len(better)):.3f}",
    ]
    for name in ("recall", "precision", "ndcg"):
        both = [(o["score"][name], n["score"][name]) for o, n in pairs]
        known = [(float(o), float(n)) for o, n in both if o is not None and n is not None]
        mean, low, high = paired_bootstrap([o for o, _ in known], [n for _, n in known])
        lines.append(f"{name}: verschil {mean:+.3f} (95%: {low:+.3f} tot {high:+.3f}, {len(known)} vragen)")
    for title, rows in (("Slechter", worse), ("Beter", better)):
        lines += [f"{title}: {row['id']} ({row['score']['fault']}) {row['question']}" for row in rows]
    return lines


def gate(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Why a result may not pass; empty when it may.

    A wrong number that the baseline does not have, a quote that is no slice, a question that is gone,
    or a headline rate that rose significantly (McNemar, p < 0.05) each stop it.
    """
    pairs = paired(before, after)
    out = [
        f"verkeerd cijfer: {new['id']} {new['question']}"
        for old, new in pairs
        if new["score"]["fault"] == Fault.WRONG_NUMBER and old["score"]["fault"] != Fault.WRONG_NUMBER
    ]
    out += [f"citaat is geen stuk van de brief: {new['id']}" for _, new in pairs if not new["score"]["verbatim"]]
    gone = {_key(row) for row in before["cases"]} - {_key(row) for row in after["cases"]}
    out += [f"vraag ontbreekt: {' '.join(key)}" for key in sorted(gone)]
    for name in HEADLINES:
        rose = sum(_has(n, name) and not _has(o, name) for o, n in pairs)
        fell = sum(_has(o, name) and not _has(n, name) for o, n in pairs)
        if rose > fell and mcnemar(rose, fell) < _SIGNIFICANT:
            out.append(f"{name} steeg: {rose} erbij, {fell} eraf (p = {mcnemar(rose, fell):.3f})")
    return out


def paired(before: dict[str, Any], after: dict[str, Any]) -> Sequence[tuple[dict[str, Any], dict[str, Any]]]:
    """The rows of the questions that both results have, as pairs."""
    known = {_key(row): row for row in before["cases"]}
    return [(known[_key(row)], row) for row in after["cases"] if _key(row) in known]


def _key(row: dict[str, Any]) -> tuple[str, str]:
    return row["dataset"], row["id"]


def _right(row: dict[str, Any]) -> bool:
    return bool(row["score"]["fault"] == Fault.NONE)


def _has(row: dict[str, Any], name: str) -> bool:
    return row["score"]["fault"] in _FAULTS[name]
