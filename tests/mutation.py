"""Mutation testing: ``make mutation``.

As a pytest plugin it makes every run start with empty caches, or a changed rule would hide behind an
answer that was kept. Run by itself it reads the results of mutmut on standard input, prints them for
each module, and fails where fewer than ``LEAST`` per cent of the mutants were killed.
"""

from __future__ import annotations

import functools
import gc
import re
import sys
from collections import Counter

LEAST = 90
_RESULT = re.compile(r"^\s*(?P<module>[\w.]+?)\.(?:x_|xǁ)\S*: (?P<outcome>.+)$")
_KILLED = ("killed", "timeout", "segfault", "caught by type check")


def pytest_sessionstart() -> None:
    """Empties every ``lru_cache`` of this process."""
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper):
            found.cache_clear()


def main() -> int:
    """Prints the share of killed mutants for each module; 1 when one is below ``LEAST``, or none was tried."""
    outcomes: dict[str, Counter[str]] = {}
    for line in sys.stdin:
        result = _RESULT.match(line)
        if result is not None:
            outcomes.setdefault(result["module"], Counter())[result["outcome"]] += 1
    low = not outcomes
    for module, counts in sorted(outcomes.items()):
        killed, total = sum(counts[outcome] for outcome in _KILLED), counts.total()
        low = low or killed * 100 < LEAST * total
        print(f"{module}: {killed} of {total} mutants killed ({killed * 100 / total:.1f}%)", dict(counts))
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
