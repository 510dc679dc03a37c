"""Whether the assistant answers the generated questions exactly: `python -m evals.exact [LETTER.txt]`.

Asks all of `evals.generate`, `evals.grid`, `evals.wordings` and `evals.dialogues` over one letter and prints how many
of each kind are right, refused, answered in words and wrong, and every wrong one. Exit status 1 where a question of the
first two is not right, or where any other gets the opposite verdict: `wordings.toml` and `dialogues.toml` hold wordings
that are not all understood yet.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from assistant.answer import Answer, Status
from assistant.bootstrap import make_assistant
from assistant.conversation import Conversation
from assistant.engine import Assistant
from assistant.settings import Settings
from corpus.embedders import NgramEmbedder
from evals.dialogues import dialogues
from evals.generate import Case, generate, made_of_letter
from evals.grid import grid
from evals.wordings import wordings
from ingest.pipeline import ingest

_VERDICTS = (("Ja",), ("Nee",))


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


def turn_is_right(case: Case, answer: Answer) -> bool:
    """Whether the answer to a turn has the value with its unit, the verdict, or just the names that it asks for."""
    if case.value is not None or not case.contains:
        return is_right(case, answer)
    if case.contains in _VERDICTS:
        return answer.text.startswith(case.contains[0])
    listed = [line for line in answer.text.splitlines() if line.startswith("- ")] or [answer.text]
    return len(listed) == len(case.contains) and all(
        sum(name.casefold() in line.casefold() for line in listed) == 1 for name in case.contains
    )


def outcome_of(case: Case, answer: Answer, *, right: bool) -> str:
    """What became of a question, in one word."""
    if right:
        return "goed"
    if answer.status is not Status.ANSWERED:
        return "geweigerd"
    if case.contains in _VERDICTS and not answer.text.startswith(("Ja", "Nee")):
        # The figure with its way, of which no yes or no is told.
        return "in woorden"
    if case.value is not None and answer.value is None and answer.calculation is not None:
        # The figures that it is made of, and not the one that is asked.
        return "zonder uitkomst"
    return "fout" if answer.calculation is not None else "in woorden"


def last_turns(conversations: Iterable[Sequence[Case]], assistant: Assistant) -> Iterator[tuple[Case, str, Answer]]:
    """The last turn of each conversation, with what was asked before it and its answer."""
    for conversation in conversations:
        so_far = Conversation()
        for case in conversation:
            answer, so_far = assistant.follow(so_far, case.question)
        yield conversation[-1], " | ".join(case.question for case in conversation), answer


def opposed(case: Case, answer: Answer) -> bool:
    """Whether an answer says yes where no is right, or the other way about."""
    return case.contains in _VERDICTS and answer.text.startswith(("Ja", "Nee")) and not turn_is_right(case, answer)


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask all questions of one letter and print what became of them; returns the exit status."""
    made = made_of_letter(
        arguments, "python -m evals.exact", "Stelt alle gemaakte vragen.",
        lambda text: ([*generate(text), *grid(text)], wordings(text), dialogues(text)),
    )  # fmt: skip
    if made is None:
        return 1
    letter, (cases, worded, conversations) = made
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "corpus"
        ingest(data, [letter], NgramEmbedder())
        assistant = make_assistant(Settings(data=data))
        outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        others: dict[str, Counter[str]] = defaultdict(Counter)
        wrong_way = 0
        for counted, asked in ((outcomes, cases), (others, worded)):
            for case in asked:
                answer = assistant.ask(case.question)
                outcome = outcome_of(case, answer, right=is_right(case, answer))
                counted[case.operation][outcome] += 1
                wrong_way += opposed(case, answer)
                if outcome == "fout" or (counted is outcomes and outcome != "goed"):
                    print(f"{outcome}: {case.question} -> {answer.text[:120]!r}")
        turns: dict[str, Counter[str]] = defaultdict(Counter)
        for case, turns_asked, answer in last_turns(conversations, assistant):
            outcome = outcome_of(case, answer, right=turn_is_right(case, answer))
            turns[case.operation][outcome] += 1
            wrong_way += opposed(case, answer)
            if outcome == "fout":
                print(f"{outcome}: {turns_asked} -> {answer.text[:120]!r}")
    for counted in (outcomes, others, turns):
        for kind, counts in sorted(counted.items()):
            print(f"{kind}: {', '.join(f'{count} {name}' for name, count in counts.items())}")
    alone, any_subject, asked_on = (sum(counted.values(), Counter[str]()) for counted in (outcomes, others, turns))
    for what, total in (
        ("losse vragen", alone), ("vragen over elk soort onderwerp", any_subject), ("vervolgvragen", asked_on),
    ):  # fmt: skip
        told = ", ".join(
            f"{total[name]} {name}" for name in ("goed", "geweigerd", "in woorden", "zonder uitkomst", "fout")
        )
        print(f"{total.total()} {what}: {told}")
    print(f"tegengestelde oordelen: {wrong_way}")
    return 0 if alone["goed"] == alone.total() and not wrong_way else 1


if __name__ == "__main__":
    sys.exit(main())
