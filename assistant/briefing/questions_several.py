"""The Q&A of several subjects together, or of a whole letter."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.briefing import choose
from assistant.briefing.factsheet import met_line, total_line
from assistant.briefing.figures import DONE, Figures
from assistant.briefing.lines import Lines
from assistant.briefing.model import Question
from assistant.briefing.questions import Asker, made
from assistant.briefing.wording import said, signed, verb
from assistant.wording import capital


def of_several(lines: Lines, members: Sequence[Figures], total: Figures | None) -> list[Question]:
    """The questions to expect about several subjects together."""
    asker = Asker(lines)
    everyone = len(members) == len(lines.source.book.subjects)
    asked = [
        _who_met(asker, members, total, everyone), _together(asker, members, total, everyone),
        _who_fell(asker, members, total, everyone), _lowest(asker, members, total, everyone),
        *_contradictions(lines, members), _who_next(lines, members), _unknown_parts(lines, members),
    ]  # fmt: skip
    found = [question for question in asked if question is not None]
    return [q.model_copy(update={"yields": 2 * at if at else 0}) for at, q in enumerate(found)]


def _whom(members: Sequence[Figures], total: Figures | None, *, everyone: bool) -> str:
    """ "in het onderwijs", or nothing for every subject."""
    if everyone or total is None:
        return ""
    named = total.who.partition(" (")[0]
    return f" in {named}" if " (" in total.who else f" van {named}"


def _who_met(asker: Asker, members: Sequence[Figures], total: Figures | None, everyone: bool) -> Question | None:
    year = members[0].year
    question = f"Hoeveel sectoren{_whom(members, total, everyone=everyone)} haalden in {year} het doel?"
    core = met_line(asker.lines, members)
    answer = asker.answered(question)
    met = sum(bool(f.met) for f in members)
    if core is None or answer is None or (answer.value is not None and answer.value != met):
        return None
    short = sorted((f for f in members if f.met is False and f.gap is not None), key=_gap)[:3]
    facts = None
    if short:
        listed = "; ".join(f"{f.book.label(f.subject)} {said(f.gap)}" for f in short if f.gap is not None)
        facts = asker.lines.figures(f"Grootste tekorten: {listed}.", [f.gap for f in short], show=3)
    return made(question, answer, [core], [facts])


def _gap(figures: Figures) -> Decimal:
    return -abs(figures.gap.exact) if figures.gap is not None else Decimal(0)


def _together(asker: Asker, members: Sequence[Figures], total: Figures | None, everyone: bool) -> Question | None:
    if total is None or total.done is None:
        return None
    who = "alle sectoren" if everyone else total.who.partition(" (")[0]
    realised = "realiseerden" if everyone or total.plural else "realiseerde"
    question = f"Hoeveel {realised} {who} samen in {total.year}?"
    answer = asker.figure(question, total.done)
    core = total_line(asker.lines, members, total)
    if answer is None or core is None:
        return None
    return made(question, answer, [core])


def _who_fell(asker: Asker, members: Sequence[Figures], total: Figures | None, everyone: bool) -> Question | None:
    fell = [f for f in members if f.fell]
    if not fell:
        return None
    question = f"Bij welke sectoren{_whom(members, total, everyone=everyone)} daalde de realisatie?"
    lines = asker.lines
    if everyone and asker.answered(question) is None:
        return None
    names = "; ".join(f"{f.book.label(f.subject)} {signed(c)}" for f in fell if (c := f.change(DONE)) is not None)
    text = f"Bij {len(fell)} van {len(members)} sectoren: {names}."
    core = lines.figures(
        text, [f.change(DONE) for f in members], show=0, extra=(f"{len(fell)} van {len(members)} daalden",)
    )
    reasons = [
        lines.quote(e, label=f.book.label(f.subject), yields=3 + at)
        for at, f in enumerate(fell)
        for e in choose.moved(lines.source, f.subject)
        if choose.explains(e.text, rose=False)
    ]
    return made(question, None, [core], reasons[:2])


def _lowest(asker: Asker, members: Sequence[Figures], total: Figures | None, everyone: bool) -> Question | None:
    known = sorted((f for f in members if f.rate is not None), key=lambda f: f.rate.exact if f.rate else Decimal(0))
    if len(known) < 2 or known[0].rate is None:
        return None
    whom, year = _whom(members, total, everyone=everyone), known[0].year
    question = f"Welke sector{whom} heeft in {year} het laagste realisatiepercentage?"
    answer = asker.figure(question, known[0].rate)
    if answer is None:
        return None
    low, high = known[0], known[-1]
    if low.rate is None or high.rate is None:
        return None
    text = f"{capital(low.who)}, met {said(low.rate)} van het doel."
    text += f" Het hoogst {verb(high, 'staat', 'staan')} {high.who}, met {said(high.rate)}."
    core = asker.lines.figures(text, [low.rate, high.rate])
    ordered = "; ".join(f"{f.book.label(f.subject)} {said(f.rate)}" for f in known[:5] if f.rate is not None)
    return made(
        question, answer, [core], [asker.lines.figures(f"Van laag naar hoog: {ordered}.", [f.rate for f in known[:5]])]
    )


def _contradictions(lines: Lines, members: Sequence[Figures]) -> list[Question | None]:
    own = [found for f in members for found in lines.source.inconsistencies if found.subject == f.subject]
    if not own:
        return []
    told = [
        lines.remark(found.text, found.facts, found.spans, sums=(found.text,), yields=3 + at)
        for at, found in enumerate(own)
    ]
    return [made("Waar spreekt de brief zichzelf tegen?", None, told[:1], told[1:])]


def _who_next(lines: Lines, members: Sequence[Figures]) -> Question | None:
    plans = [(f, e) for f in members for e in choose.planned(lines.source, f.subject)[:1]]
    if not plans:
        return None
    year = int(members[0].year) + 1
    later = [(f, e) for f, e in plans if str(year) in e.text] or plans
    told = [lines.quote(e, label=f.book.label(f.subject), yields=4 + at) for at, (f, e) in enumerate(later[:4])]
    return made(f"Wat gebeurt er in {year}?", None, told[:1], told[1:])


def _unknown_parts(lines: Lines, members: Sequence[Figures]) -> Question | None:
    told = [
        lines.remark(f"“{r.text}”", (), r.spans, r.section, label=f.book.label(f.subject), yields=5 + at)
        for at, (f, r) in enumerate(
            (f, r) for f in members for r in lines.source.remarks if r.kind == "unknown" and r.subject == f.subject
        )
    ]
    return made("Welke cijfers zijn niet bekend?", None, told[:1], told[1:3]) if told else None
