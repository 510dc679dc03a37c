"""The contract of an answer, checked from outside: what every answer of every test must hold to."""

from __future__ import annotations

import json
import re

from assistant.answer import Answer, Status

NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?")


def figures(text: str) -> set[str]:
    """The numbers in a Dutch text, without thousands marks."""
    return {m.replace(".", "").lstrip("0") or "0" for m in NUMBER.findall(text)}


def breaches(answer: Answer, letter_text: str) -> list[str]:
    """Every way in which an answer breaks the contract; empty when it keeps it."""
    out = []
    for citation in answer.citations:
        if letter_text[citation.start : citation.end] != citation.quote:
            out.append(f"no slice: {citation.quote[:40]!r}")
        if citation.page < 1:
            out.append("no page")
    markers = {c.marker for c in answer.citations}
    used = {int(m) for m in re.findall(r"\[(\d+)\]", answer.text)}
    if used - markers:
        out.append(f"markers without a citation: {used - markers}")
    if answer.status is Status.ANSWERED and not answer.citations:
        out.append("answered without a citation")
    if answer.value is not None and not answer.unit:
        out.append("a value without a unit")
    allowed = figures(answer.question)
    if answer.calculation is not None:
        allowed |= figures(json.dumps(answer.calculation.model_dump(mode="json"), ensure_ascii=False))
        out += [f"operand {o.label} has no citation" for o in answer.calculation.operands if o.citation not in markers]
    for citation in answer.citations:
        allowed |= figures(citation.quote) | figures(citation.section)
    for note in answer.notes:
        allowed |= figures(note.text)
    loose = figures(re.sub(r"\[\d+\]", " ", answer.text)) - allowed
    return [*out, f"figures from nowhere: {sorted(loose)}"] if loose else out
