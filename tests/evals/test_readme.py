"""What the README says of the benchmark is what its report says."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict

from evals.__main__ import DATASETS
from evals.scores import Fault

ROOT = DATASETS.parents[1]
REPORTED = json.loads((DATASETS.parent / "results" / "results.json").read_text(encoding="utf-8"))["cases"]
_ROW = re.compile(r"^\| [^|]*\(`([a-z]+)`\) \|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$", re.MULTILINE)


def _number(cell: str) -> int:
    return int(cell.replace(",", "").strip() or 0)


def test_the_counts_of_the_readme_are_those_of_the_report() -> None:
    faults: dict[str, Counter[str]] = defaultdict(Counter)
    for case in REPORTED:
        faults[re.sub(r"-\d+$", "", case["dataset"])][case["score"]["fault"]] += 1
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = {kind: tuple(map(_number, cells)) for kind, *cells in _ROW.findall(readme)}
    assert told == {
        kind: (found.total(), found[Fault.NONE], found[Fault.WRONG_REFUSAL], found[Fault.WRONG_NUMBER])
        for kind, found in faults.items()
    }
    assert f"the {len(REPORTED):,} hand-written questions" in readme


def test_the_list_of_question_sets_names_each_with_its_size() -> None:
    listed = (DATASETS / "README.md").read_text(encoding="utf-8")
    sizes = Counter(case["dataset"] for case in REPORTED)
    for kind in ("numeric", "passages", "unanswerable", "conversations"):
        for name in sorted(name for name in sizes if re.sub(r"-\d+$", "", name) == kind):
            assert re.search(rf"^\| `{name}\.jsonl` \| {sizes[name]}( turns)? \|", listed, re.MULTILINE), name
    ways = ", ".join(str(sizes[name]) for name in sorted(sizes) if name.startswith("ways-"))
    assert f"| {ways} |" in listed
