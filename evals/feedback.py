"""From a reader's thumbs-down to a draft case: what was asked, what was given, what is wrong with it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from corpus.documents import Frozen
from evals.cases import CaseError

Complaint = Literal["cijfer fout", "bron fout", "onvolledig", "verouderd"]


class Feedback(Frozen):
    """One reaction to an answer: the question, the answer as JSON, the kind of fault and a remark."""

    question: str = Field(min_length=1)
    answer: dict[str, Any]
    kind: Complaint
    remark: str = ""


def draft_cases(path: Path) -> list[dict[str, Any]]:
    """A draft case for each reaction in a file of JSON lines, with what to fill in left empty.

    Raises:
        CaseError: the file or a line of it cannot be used.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path} kan niet gelezen worden. Geef een UTF-8-bestand met reacties.") from error
    return [_draft(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _draft(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        found = Feedback.model_validate(json.loads(line))
    except (ValueError, ValidationError) as error:
        raise CaseError(f"{path}, regel {number}: dit is geen reactie met question, answer en kind.") from error
    given = str(found.answer.get("text", ""))
    quotes = [str(c.get("quote", "")) for c in found.answer.get("citations", ()) if isinstance(c, dict)]
    return {
        "id": f"feedback-{hashlib.sha256(line.encode()).hexdigest()[:8]}", "question": found.question, "persona": "",
        "category": found.kind, "status": "answered", "value": None, "unit": None, "expected_text": [],
        "evidence": quotes if found.kind != "bron fout" else [],
        "comment": f"concept; gegeven was: {given} {found.remark}".strip(),
    }  # fmt: skip
