"""Prints the figures of the performance budget: ``make bench``.

Every figure is measured in this run on this machine: the median and the 99th percentile of many
calls for what happens inside a process, the fastest and the median of several starts for the
command line. Nothing here fails on a slow machine; it prints what it found beside the budget.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from assistant.bootstrap import make_assistant
from assistant.engine import Assistant
from assistant.guard import Guard
from assistant.question import Request
from assistant.settings import Settings
from evals.cases import read_cases
from evals.starter import standings
from ingest.pipeline import ingest
from ingest.read import read_letter, shipped_letters

NUMERIC = [
    "hoeveel fta realiseerde Defensie incl. SROI?",
    "wat was het doel van de waterschappen in 2024?",
    "welke sectoren zitten onder de 30%?",
    "hoeveel komt het onderwijs samen tekort?",
]
PASSAGE = [
    "Wat is De Blauwe Baan?",
    "op welke sporen zetten de provincies in?",
    "welke knelpunten ervaren de waterschappen?",
    "waarvoor is de Netwerkorganisatie Social Return opgericht?",
]
DATASETS = Path(__file__).with_name("datasets")
_LONG = re.compile(r"\b[a-z]{5,}\b")


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints one line a figure: what, measured, budget."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=main.__doc__)
    parser.add_argument("--starter-model", default="", help="a sentence-transformers model to stand beside")
    parser.add_argument("--asking", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.asking is not None:
        _asking(chosen.asking)
        return
    print(f"{'figure':<52}{'measured':>24}{'budget':>14}")
    with tempfile.TemporaryDirectory() as folder:
        small = Settings(data=Path(folder) / "small")
        start = time.perf_counter()
        read = sum(outcome.passages for outcome in ingest(small.data, [], small.make_embedder()))
        rate = read / (time.perf_counter() - start)
        _line(f"ingest, the letter, {small.make_embedder().name}", f"{rate:.0f} passages/s", "500/s")
        assistant = make_assistant(small)
        requests = [_request(assistant, question) for question in NUMERIC]
        run = assistant.calculator.run
        _inside("calculator, one request", lambda: [run(r) for r in requests], "1 ms", each=len(requests))
        _inside("numeric answer, warm", lambda: _ask(assistant, NUMERIC), "10 ms p50", each=len(NUMERIC))
        _each("the same, each question another", assistant, "numeric-1.jsonl", "10 ms p50")
        _ask(assistant, PASSAGE)
        _inside("passage answer, warm, the letter", lambda: _ask(assistant, PASSAGE), "10 ms p50", each=len(PASSAGE))
        _each("the same, each question another", assistant, "passages.jsonl", "10 ms p50")
        _guarded(assistant)
        _unchanged(small)
        _cold("command line from cold, numeric", small, NUMERIC[0], "1 s")
        _cold("command line from cold, passage", small, PASSAGE[0], "2 s")
        _large(Path(folder))
        _starters(assistant, chosen.starter_model)


def _request(assistant: Assistant, question: str) -> Request:
    request = assistant.understander.understand(question).request
    if request is None:
        raise RuntimeError("a question of the benchmark is no longer understood")
    return request


def _guarded(assistant: Assistant) -> None:
    """The guard on an answer's own text, evidence and all."""
    guard = Guard(assistant.facts, assistant.lexicon)
    answers = [assistant.ask(question) for question in (*NUMERIC, *PASSAGE)]

    def review() -> None:
        for answer in answers:
            guard.review(answer, answer.text)

    _inside("guard, one answer", review, "5 ms", each=len(answers))


def _ask(assistant: Assistant, questions: Sequence[str]) -> None:
    for question in questions:
        assistant.ask(question)


def _each(name: str, assistant: Assistant, dataset: str, budget: str) -> None:
    """Every question of a set, asked once: what was read of a question is of no use to the next."""
    taken = []
    for case in read_cases(DATASETS / dataset):
        start = time.perf_counter()
        assistant.ask(case.question)
        taken.append((time.perf_counter() - start) * 1000)
    p99 = statistics.quantiles(taken, n=100)[98]
    _line(f"  {name} ({len(taken)})", f"{statistics.median(taken):.2f} ms p50, {p99:.2f} p99", budget)


def _inside(name: str, call: Callable[[], object], budget: str, *, times: int = 200, each: int = 1) -> None:
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) / each * 1000)
    p99 = statistics.quantiles(taken, n=100)[98]
    _line(name, f"{statistics.median(taken):.2f} ms p50, {p99:.2f} p99", budget)


def _unchanged(settings: Settings) -> None:
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        ingest(settings.data, [], settings.make_embedder())
        taken.append(time.perf_counter() - start)
    _line("ingest, one unchanged letter", f"{min(taken) * 1000:.1f} ms", "1 ms")


def _cold(name: str, settings: Settings, question: str, budget: str) -> None:
    environment = os.environ | {"KAMERBRIEF_DATA": str(settings.data)}
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "assistant.cli", "ask", question, "--json"],
            check=True, capture_output=True, env=environment,
        )  # fmt: skip
        taken.append(time.perf_counter() - start)
    _line(name, f"{min(taken):.2f} s best, {statistics.median(taken):.2f} median", budget)


def _starters(assistant: Assistant, model: str) -> None:
    """This program and the usual starters on the shipped questions that words answer."""
    print(f"\n{'evidence among the first five, per question':<52}{'found':>24}{'p50':>14}")
    for name, found, questions, milliseconds in standings(assistant, model):
        print(f"{name:<52}{f'{found} of {questions} ({found / questions:.0%})':>24}{f'{milliseconds:.2f} ms':>14}")
    if find_spec("bm25s") is None:
        print("starter: bm25s: not installed here (pip install bm25s)")
    if not model:
        print("starter: all-MiniLM: no model at hand (--starter-model NAME or FOLDER)")
    print()


def _letters(folder: Path, *, distinct: bool, count: int = 100) -> None:
    """Letters (``count``) of a hundred passages, of the sentences of the shipped one, shuffled.

    With ``distinct``, three in ten of the longer words of each sentence give way to others of the letter,
    more of them where that gives a sentence that was there before: none returns.
    """
    folder.mkdir()
    source = read_letter(shipped_letters()[0])
    parts = [s.strip() for s in source.text.replace("\n", " ").split(". ")]
    # Two long words at least, so that any of them can vary a few hundred times.
    sentences = [s for s in parts if 40 < len(s) < 400 and len(_LONG.findall(s)) > 1]
    words = _LONG.findall(source.text)
    shuffler = random.Random(1)  # noqa: S311 - only to vary the text, the same each time

    seen: set[str] = set()

    def other(word: str, share: float) -> str:
        return shuffler.choice(words) if shuffler.random() < share else word

    def varied(sentence: str, share: float = 0.3) -> str:
        found = _LONG.sub(lambda m: other(m.group(), share), sentence)
        if found in seen:
            return varied(sentence, min(share + 0.1, 1.0))
        seen.add(found)
        return found

    for number in range(count):
        chosen = [shuffler.sample(sentences, 4) for _ in range(100)]
        paragraphs = [". ".join(varied(s) if distinct else s for s in four) + "." for four in chosen]
        text = "\n\n".join(f"Onderdeel {i}\n\n{p}" for i, p in enumerate(paragraphs))
        (folder / f"brief-{number}.txt").write_text(text, encoding="utf-8")


def _large(folder: Path) -> None:
    """Ten thousand passages: made, and asked in a process of its own; with the lighter encoder, since the default one
    takes half an hour for so many."""
    for name, distinct in (("sentences that return", False), ("no sentence returns", True)):
        place = folder / f"large-{distinct}"
        _letters(place, distinct=distinct)
        settings = Settings(data=folder / f"data-{distinct}", embedder="use")
        start = time.perf_counter()
        outcomes = ingest(settings.data, [place], settings.make_embedder())
        count = sum(outcome.passages for outcome in outcomes)
        rate = count / (time.perf_counter() - start)
        _line(f"ingest, {count} passages, {name}", f"{rate:.0f} passages/s", "500/s")
        # In a process of its own, since memory only counts at its peak.
        subprocess.run([sys.executable, "-m", "evals.bench", "--asking", str(settings.data)], check=True)
    _line("memory of the process that ingested these", f"{_peak():.0f} MB", "")


def _asking(data: Path) -> None:
    """Times and memory of a process that only asks."""
    assistant = make_assistant(Settings(data=data, embedder="use"))
    count = len(assistant.store.passage_ids())
    _ask(assistant, PASSAGE)
    _inside(f"passage answer, warm, {count} passages", lambda: _ask(assistant, PASSAGE), "10 ms p50", each=len(PASSAGE))
    _line("memory of a process that asked these", f"{_peak():.0f} MB", "400 MB")
    facts = len(assistant.facts)
    _ask(assistant, NUMERIC)
    _inside(
        f"numeric answer, warm, {facts} figures", lambda: _ask(assistant, NUMERIC), "10 ms p50", times=10,
        each=len(NUMERIC),
    )  # fmt: skip
    _line("memory of a process that asked both", f"{_peak():.0f} MB", "400 MB")


def _peak() -> float:
    """The most memory that this process has held, in MB.

    Linux hands what `getrusage` says on to a program that is started, so the process that only asks would
    be told the memory of the one that ingested; its own stands in ``/proc``.
    """
    status = Path("/proc/self/status")
    own = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text(), re.MULTILINE) if status.exists() else None
    if own is not None:
        return int(own[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _line(name: str, measured: str, budget: str) -> None:
    print(f"{name:<52}{measured:>24}{budget:>14}", flush=True)


if __name__ == "__main__":
    main()
