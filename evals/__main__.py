"""The benchmark: ``python -m evals run|compare|gate|robust|retrieval|feedback|answerability``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.answerability import WEIGHTS, shipped_weights
from assistant.bootstrap import make_assistant
from assistant.errors import KamerbriefError
from assistant.llm import with_model
from assistant.settings import Settings
from evals import answerability
from evals.ablation import report
from evals.cases import CaseError, read_cases
from evals.compare import compare, gate
from evals.feedback import draft_cases
from evals.report import junit, markdown, misses, page, percent
from evals.robust import LEVELS, robustness, table
from evals.run import HEADLINES, assistant_over, run

DATASETS = Path(__file__).with_name("datasets")
LETTERS = Path(__file__).with_name("letters")


def main(arguments: list[str] | None = None) -> int:
    """Carries out one command; returns 0, 1 for a fault it understands or a gate that is shut, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.carry_out(options))
    except KamerbriefError as error:
        print(error, file=sys.stderr)
        return 1


def _run(options: argparse.Namespace) -> int:
    settings = Settings.load()
    paths = options.dataset or sorted(DATASETS.glob("*.jsonl"))
    with assistant_over(options.letter or [], settings) as (plain, used):
        result = run(with_model(plain, used) if options.assistant == "llm" else plain, paths, used)
    if options.output is not None:
        write(result, options.output)
    for name, rate in result["summary"].items():
        if name in ("right", *HEADLINES):
            print(f"{name}: {rate['hits']} van {rate['of']} ({percent(rate['share'])})")
    print(f"niet goed: {len(misses(result))}; {result['timing']['seconds']} s")
    return 0


def write(result: dict[str, Any], folder: Path) -> None:
    """Writes results.json, report.md, report.html and junit.xml into a folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
        for name, content in (
            ("results.json", text), ("report.md", markdown(result)), ("report.html", page(result)),
            ("junit.xml", junit(result)),
        ):  # fmt: skip
            (folder / name).write_text(content, encoding="utf-8")
    except OSError as error:
        raise CaseError(f"In de map {folder} kan niet geschreven worden. Geef met --output een andere map.") from error


def _compare(options: argparse.Namespace) -> int:
    print("\n".join(compare(_result(options.before), _result(options.after))))
    return 0


def _gate(options: argparse.Namespace) -> int:
    before = _result(options.baseline)
    if options.result is not None:
        after = _result(options.result)
    else:
        settings = Settings.load()
        paths = [DATASETS / name for name in before["settings"]["datasets"]]
        after = run(make_assistant(settings), paths, settings)
    faults = gate(before, after)
    print("\n".join(faults) if faults else "De poort is open: niets werd slechter.")
    return 1 if faults else 0


def _feedback(options: argparse.Namespace) -> int:
    for case in draft_cases(options.file):
        print(json.dumps(case, ensure_ascii=False))
    return 0


def _robust(options: argparse.Namespace) -> int:
    found = list(robustness(options.noise, options.dataset or sorted(DATASETS.glob("*.jsonl"))))
    if len(found) < len(LEVELS):
        print(f"Te weinig ruis voor meer dan {found[-1][0]}%: geef met --noise meer tekst.", file=sys.stderr)
    print(table(found))
    return 0


def _retrieval(options: argparse.Namespace) -> int:
    paths = options.dataset or [DATASETS / "passages.jsonl"]
    print(report(options.squad or [], [case for path in paths for case in read_cases(path)], sizes=options.sizes))
    return 0


def _answerability(options: argparse.Namespace) -> int:
    data = answerability.joined(_taught(options.dataset))
    print(answerability.table(data))
    if options.write:
        threshold = options.threshold or shipped_weights().threshold
        WEIGHTS.write_text(answerability.written(data, threshold), encoding="utf-8")
    return 0


def _taught(datasets: Sequence[Path] | None) -> Iterator[answerability.Sample]:
    """What questions teach: the files given, else the shipped ones and those about the invented letters."""
    own = [case for path in datasets or sorted(DATASETS.glob("*.jsonl")) for case in read_cases(path)]
    with assistant_over([], Settings.load()) as (assistant, _):
        yield answerability.sample(assistant, own)
    for path in [] if datasets else sorted(LETTERS.glob("*.jsonl")):
        with assistant_over([path.with_suffix(".txt")], Settings.load()) as (assistant, _):
            yield answerability.sample(assistant, read_cases(path))


def _result(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        found["cases"], found["settings"]["datasets"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseError(f"{path} is geen uitkomst (results.json). Maak er een met: python -m evals run.") from error
    return dict(found)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m evals", description="Meet hoe goed de assistent antwoordt.")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT")
    one = commands.add_parser("run", help="beantwoordt de vragen en schrijft een verslag")
    one.add_argument("--dataset", type=Path, nargs="+", help="JSONL, CSV of SQuAD-JSON; anders de meegeleverde vragen")
    one.add_argument("--letter", type=Path, nargs="+", help="alleen over deze brieven, in plaats van het corpus")
    one.add_argument("--assistant", choices=("default", "llm"), default="default", help="wie er antwoordt")
    one.add_argument("--output", type=Path, help="map voor results.json, report.md, report.html en junit.xml")
    one.set_defaults(carry_out=_run)
    two = commands.add_parser("compare", help="zet twee uitkomsten naast elkaar")
    two.add_argument("before", type=Path, metavar="A", help="results.json van eerst")
    two.add_argument("after", type=Path, metavar="B", help="results.json van nu")
    two.set_defaults(carry_out=_compare)
    three = commands.add_parser("gate", help="sluit de poort als er iets slechter werd (uitgang 1)")
    three.add_argument("--baseline", type=Path, required=True, help="results.json om tegenaan te houden")
    three.add_argument("--result", type=Path, help="uitkomst om te beoordelen; anders wordt opnieuw gemeten")
    three.set_defaults(carry_out=_gate)
    four = commands.add_parser("feedback", help="maakt van reacties op de pagina proefvragen")
    four.add_argument("file", type=Path, metavar="BESTAND", help="JSONL met reacties")
    four.set_defaults(carry_out=_feedback)
    five = commands.add_parser("robust", help="meet met andere teksten naast de brief")
    five.add_argument("--noise", type=Path, nargs="+", required=True, help="teksten of SQuAD-JSON als ruis")
    five.add_argument("--dataset", type=Path, nargs="+", help="vragen; anders de meegeleverde")
    five.set_defaults(carry_out=_robust)
    six = commands.add_parser("retrieval", help="meet wat elk onderdeel van het zoeken bijdraagt")
    six.add_argument("--squad", type=Path, nargs="+", help="SQuAD-JSON: één context per vraag")
    six.add_argument("--dataset", type=Path, nargs="+", help="vragen over de brieven; anders passages.jsonl")
    six.add_argument("--sizes", action="store_true", help="ook passages van andere grootte")
    six.set_defaults(carry_out=_retrieval)
    seven = commands.add_parser("answerability", help="leert uit vragen wanneer een zin een antwoord is")
    seven.add_argument("--dataset", type=Path, nargs="+", help="vragen; anders de meegeleverde")
    seven.add_argument("--write", action="store_true", help="schrijft de gewichten op hun plaats")
    seven.add_argument("--threshold", type=float, help="vanaf welke kans een zin antwoordt; anders die van nu")
    seven.set_defaults(carry_out=_answerability)
    return parser


if __name__ == "__main__":
    sys.exit(main())
