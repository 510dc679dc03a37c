"""Cases: a question, what its answer should be, and the pieces of a letter that show it.

Three forms are read: our own JSON lines, a CSV of ``id,question,expected`` (with ``evidence`` and
``category`` if there are any), and SQuAD JSON. A fault names the file, the line and what is wrong.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from assistant.answer import Status
from assistant.errors import KamerbriefError
from corpus.documents import Frozen
from corpus.dutch import parse_number

_VALUE = re.compile(r"(-?\d[\d.]*(?:,\d+)?)\s*(%|[^\W\d_]*)")


class CaseError(KamerbriefError):
    """A file of cases that cannot be used; its text is one Dutch sentence that names the fault."""


class Case(Frozen):
    """One question with its expected outcome.

    ``status`` is how it should end; an answered one has a ``value`` with its ``unit``, or pieces of
    ``expected_text``, or both. ``evidence`` are verbatim pieces of a letter. Cases with the same
    ``session`` are the turns of one conversation, in order.
    """

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    session: str | None = None
    persona: str = ""
    category: str = ""
    status: Status = Status.ANSWERED
    value: Decimal | None = None
    unit: str | None = None
    expected_text: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    comment: str = ""
    source: Literal["jsonl", "csv", "squad"] = "jsonl"

    @property
    def answerable(self) -> bool:
        """Whether the letters answer it."""
        return self.status is Status.ANSWERED


def read_cases(path: Path) -> list[Case]:
    """The cases in a file, by its ending: ``.jsonl``, ``.csv`` or ``.json`` (SQuAD).

    Raises:
        CaseError: the file cannot be read or a case is not usable.
    """
    readers = {".jsonl": _jsonl, ".csv": _csv, ".json": _squad}
    reader = readers.get(path.suffix.casefold())
    if reader is None:
        raise CaseError(f"{path} is geen .jsonl, .csv of .json (SQuAD). Geef een bestand van een van die soorten.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path} kan niet gelezen worden. Geef een UTF-8-bestand met vragen.") from error
    cases = list(reader(path, text))
    if not cases:
        raise CaseError(f"In {path} staat geen enkele vraag. Geef een bestand met vragen.")
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise CaseError(f"{path}: de id ‘{case.id}’ komt twee keer voor. Geef elke vraag een eigen id.")
        seen.add(case.id)
    return cases


def _case(path: Path, line: int, fields: dict[str, Any]) -> Case:
    try:
        return Case.model_validate(fields)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise CaseError(f"{path}, regel {line}: ‘{where}’ ontbreekt of klopt niet. Verbeter die regel.") from error


def _jsonl(path: Path, text: str) -> Iterator[Case]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, parse_float=Decimal)
        except (ValueError, RecursionError) as error:
            raise CaseError(f"{path}, regel {number}: dit is geen JSON. Verbeter die regel.") from error
        if not isinstance(row, dict):
            raise CaseError(f"{path}, regel {number}: verwacht een object met ‘id’ en ‘question’. Verbeter die regel.")
        known = {key: value for key, value in row.items() if key in Case.model_fields and value is not None}
        yield _case(path, number, known | {"source": "jsonl"})


def _csv(path: Path, text: str) -> Iterator[Case]:
    rows = csv.DictReader(text.splitlines(), strict=True)
    needed = {"id", "question", "expected"}
    if not needed <= set(rows.fieldnames or ()):
        missing = ", ".join(sorted(needed - set(rows.fieldnames or ())))
        raise CaseError(f"{path}, regel 1: de kolom {missing} ontbreekt. Nodig zijn id, question en expected.")
    try:
        for row in rows:
            if None in row or None in row.values():
                raise CaseError(f"{path}, regel {rows.line_num}: het aantal kolommen klopt niet. Verbeter die regel.")
            evidence = (row["evidence"],) if row.get("evidence") else ()
            fields = {"id": row["id"], "question": row["question"], "category": row.get("category") or ""}
            yield _case(
                path, rows.line_num, fields | expected(row["expected"]) | {"evidence": evidence, "source": "csv"}
            )
    except csv.Error as error:
        raise CaseError(f"{path}, regel {rows.line_num}: dit is geen geldige CSV. Verbeter die regel.") from error


def expected(text: str) -> dict[str, Any]:
    """What a cell "expected" asks: a status ("not_in_source"), a figure ("826,3 fta"), or text."""
    bare = text.strip()
    if bare in set(Status):
        return {"status": bare}
    found = _VALUE.fullmatch(bare)
    if found is not None:
        try:
            return {"value": parse_number(found[1].lstrip("-")), "unit": found[2] or None}
        except ValueError:
            pass
    return {"expected_text": (bare,)} if bare else {}


def _squad(path: Path, text: str) -> Iterator[Case]:
    try:
        data = json.loads(text)["data"]
        for article in data:
            for paragraph in article["paragraphs"]:
                for qa in paragraph["qas"]:
                    answers = tuple(dict.fromkeys(answer["text"] for answer in qa.get("answers", ())))
                    status = Status.NOT_IN_SOURCE if qa.get("is_impossible") or not answers else Status.ANSWERED
                    fields = {"id": str(qa["id"]), "question": qa["question"], "status": status, "source": "squad"}
                    yield _case(path, 1, fields | {"expected_text": answers[:1], "evidence": answers})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CaseError(f"{path} is geen SQuAD-JSON (data › paragraphs › qas). Geef een ander bestand.") from error
