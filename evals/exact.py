"""Whether the assistant answers the generated questions exactly: `python -m evals.exact [LETTER.txt]`.

Asks all of `evals.generate` and `evals.grid` over one letter, prints how many of each operation are right, refused and
wrong, and every wrong one; exit status 1 where one is not right.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from assistant.answer import Answer, Status
from assistant.bootstrap import make_assistant
from assistant.engine import Assistant
from assistant.settings import Settings
from corpus.embedders import NgramEmbedder
from evals.generate import LETTERS, Case, generate
from evals.grid import grid
from ingest.pipeline import ingest


def is_right(case: Case, answer: Answer) -> bool:
    """Whether an answer has the value of the case with its unit, or just the names or the words that it asks for."""
    if case.value is not None:
        unit = case.unit is None or answer.unit == case.unit
        return answer.value is not None and abs(answer.value) == case.value and unit
    if case.operation.startswith("list_") or case.operation == "list":
        listed = [line for line in answer.text.splitlines() if line.startswith("- ")]
        return len(listed) == len(case.contains) and all(
            sum(name.casefold() in line.casefold() for line in listed) == 1 for name in case.contains
        )
    if case.operation.startswith("claim_"):
        return answer.text.startswith(case.contains[0])
    return all(words.casefold() in answer.text.casefold() for words in case.contains)


def missed(cases: Iterable[Case], assistant: Assistant) -> list[str]:
    """The questions that are not answered right."""
    return [case.question for case in cases if not is_right(case, assistant.ask(case.question))]


def main(arguments: list[str] | None = None) -> int:
    """Ask all questions of one letter and print what became of them; returns the exit status."""
    parser = argparse.ArgumentParser("python -m evals.exact", description="Stelt alle gemaakte vragen.")
    parser.add_argument("letter", nargs="?", type=Path, help="tekst van de brief; anders de eerste meegeleverde brief")
    letter = parser.parse_args(arguments).letter or min(LETTERS.glob("*/*.txt"), default=LETTERS)
    try:
        text = letter.read_text(encoding="utf-8")
        cases = [*generate(text), *grid(text)]
    except (OSError, ValueError) as error:
        print(f"Geen leesbare brief met sectortabellen: {letter} ({error}). Geef een ander bestand.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "corpus"
        ingest(data, [letter], NgramEmbedder())
        assistant = make_assistant(Settings(data=data))
        outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        for case in cases:
            answer = assistant.ask(case.question)
            right = is_right(case, answer)
            outcome = "goed" if right else "geweigerd" if answer.status is not Status.ANSWERED else "fout"
            outcomes[case.operation][outcome] += 1
            if outcome == "fout":
                print(f"fout: {case.question} -> {answer.text[:120]!r}")
    for operation, counts in sorted(outcomes.items()):
        print(f"{operation}: {', '.join(f'{count} {name}' for name, count in counts.items())}")
    total = sum(outcomes.values(), Counter[str]())
    print(f"{total['goed']} van {total.total()} goed, {total['geweigerd']} geweigerd, {total['fout']} fout")
    return 0 if total["goed"] == total.total() else 1


if __name__ == "__main__":
    sys.exit(main())
