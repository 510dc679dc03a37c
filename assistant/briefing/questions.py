"""The Q&A: the questions to expect, the most likely first, each with an answer that can be spoken.

A question stands in it only when the assistant itself answers it, with the same figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.answer import Answer, Status
from assistant.briefing import choose, parts
from assistant.briefing.factsheet import met_line, together, total_line
from assistant.briefing.figures import DONE, GOAL, RATE, Figures
from assistant.briefing.lines import Lines
from assistant.briefing.model import Line, Question, Section
from assistant.briefing.wording import (
    gap_line,
    goal_line,
    now,
    part_name,
    place_sum,
    said,
    signed,
    then,
    verb,
    with_part_line,
)  # fmt: skip
from assistant.calculator import Row as Figure
from assistant.wording import capital
from corpus.dutch import enumerate_dutch
from corpus.facts import with_unit

_LOW = 3
"""How near the last place asks for a question about it first."""


class Asker:
    """Puts questions to the assistant, and keeps those that it answers with the figure at hand."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._ask = lines.source.assistant.ask

    def figure(self, question: str, expected: Figure | None) -> Answer | None:
        """The answer to a question for a figure, where it is this one."""
        answer = self._ask(question)
        if expected is None or answer.status is not Status.ANSWERED:
            return None
        return answer if answer.value is None or abs(answer.value) == abs(expected.value) else None

    def place(self, question: str, rank: int) -> Answer | None:
        """The answer to a question for a place, where it is this one."""
        answer = self._ask(question)
        return answer if answer.status is Status.ANSWERED and answer.value == Decimal(rank) else None

    def answered(self, question: str) -> Answer | None:
        """The answer to a question that is answered in any way."""
        answer = self._ask(question)
        return answer if answer.status is Status.ANSWERED else None


def _question(
    text: str, answer: Answer | None, core: Iterable[Line | None], facts: Iterable[Line | None] = (),
    further: Iterable[Line | None] = (), yields: int = 0,
) -> Question:  # fmt: skip
    value = "" if answer is None or answer.value is None else f"{answer.value:f}"
    return Question(
        question=text, core=_known(core), facts=_known(facts), further=_known(further), value=value,
        unit="" if answer is None or not value else answer.unit or "", yields=yields,
    )  # fmt: skip


def _known(lines: Iterable[Line | None]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line is not None)


def of_one(lines: Lines, figures: Figures) -> list[Question]:
    """The questions to expect about one subject, the most likely first."""
    asker = Asker(lines)
    made = [
        _target(asker, figures), _moved(asker, figures), _contradiction(lines, figures), _why_not(asker, figures),
        _place(asker, figures), _part(asker, figures), _next(lines, figures),
    ]  # fmt: skip
    found = [question for question in made if question is not None]
    low = figures.place is not None and (figures.place.rank or 0) > len(figures.place.considered) - _LOW
    if low:
        found.sort(key=lambda q: 1.5 if q.question.startswith("Op welke plaats") else found.index(q))
    return [q.model_copy(update={"yields": 2 * at if at else 0}) for at, q in enumerate(found)]


def _target(asker: Asker, figures: Figures) -> Question | None:
    question = f"{verb(figures, 'Haalde', 'Haalden')} {figures.who} in {figures.year} het doel?"
    answer = asker.figure(question, figures.gap)
    done, goal, rate, gap = figures.done, figures.goal, figures.rate, figures.gap
    if answer is None or done is None or goal is None or rate is None or gap is None:
        return None
    lines = asker.lines
    who = capital(figures.who)
    text = f"{'Ja' if figures.met else 'Nee'}. {who} {verb(figures, 'realiseerde', 'realiseerden')} {said(done)}"
    text += f", {said(rate)} van het doel van {said(goal)}."
    text += f" Dat is {said(gap)} {'meer' if gap.rose else 'minder'} dan het doel." if gap.exact else ""
    facts = f"Doel {figures.year}: {said(goal)}. Realisatie: {said(done)}. Verschil: {said(gap)}."
    return _question(
        question, answer, [lines.figures(text, [done, rate, goal, gap], show=0)],
        [lines.figures(facts, [goal, done, gap])], [goal_line(lines, figures, yields=6)],
    )  # fmt: skip


def _moved(asker: Asker, figures: Figures) -> Question | None:
    change, rate, growth = figures.change(DONE), figures.change(RATE), figures.growth(DONE)
    if change is None or rate is None or not change.exact:
        return None
    lines, source = asker.lines, asker.lines.source
    moved = choose.moved(source, figures.subject)
    reasons = [e for e in moved if choose.gives_reason(e.text)]
    asks_why = bool(figures.fell and reasons)
    went = "gestegen" if change.rose else "gedaald"
    question = f"{'Waarom is' if asks_why else 'Hoeveel is'} de realisatie van {figures.who} {went}?"
    answer = asker.figure(question, change)
    if answer is None:
        return None
    way = "meer" if change.rose else "minder"
    text = (
        f"De realisatie ging van {then(figures, DONE)} in {figures.before} naar {now(figures, DONE)} in {figures.year}"
    )
    text += f": {said(change)} {way}."
    went_rate = "bleef" if not rate.exact else "steeg" if rate.rose else "daalde"
    after = now(figures, RATE) if not rate.exact else f"van {then(figures, RATE)} naar {now(figures, RATE)}"
    text += f" Het realisatiepercentage {went_rate} {after}."
    core = [lines.figures(text, [change, rate], show=0)]
    if asks_why:
        core.append(lines.quote(reasons[0], label="De brief zegt hierover"))
    facts = f"Realisatie: {signed(change)}"
    facts += f" ({signed(growth)})" if growth is not None and not growth.approximate else ""
    facts += f". Realisatiepercentage: {signed(rate)}." if rate.exact else "."
    further: list[Line | None] = [lines.quote(e, yields=5) for e in moved if e not in reasons[:1] or not asks_why][:1]
    if not further and not reasons:
        text = f"In de paragrafen over {figures.who} staat geen zin die de {'stijging' if change.rose else 'daling'} verklaart."
        further = [lines.remark(text, [o.fact for o in change.operands], yields=6)]
    shown = [change, *([growth] if growth is not None and not growth.approximate else []), rate]
    return _question(question, answer, core, [lines.figures(facts, shown, show=1)], further)


def _contradiction(lines: Lines, figures: Figures) -> Question | None:
    """A percentage of the latest year that the letter's own figures contradict, else any contradiction."""
    own = [found for found in lines.source.inconsistencies if found.subject == figures.subject]
    if not own:
        return None
    own.sort(key=lambda found: (found.period != figures.year, found.kind != "percentage"))
    found = own[0]
    facts = [lines.facts[fact] for fact in found.facts]
    stated = with_unit(found.stated, facts[0].unit)
    if found.kind == "percentage":
        question = f"Klopt het dat het realisatiepercentage van {figures.who} in {found.period} {stated} {'was'}?"
    else:
        question = f"Klopt de verandering van {stated} die de brief voor {figures.who} noemt?"
    core = lines.remark(found.text, found.facts, found.spans, sums=(found.text,))
    listed = "; ".join(f"{_measure(lines, f)} {f.period}: {f.shown}" for f in facts[1:])
    more = [lines.remark(f"Ook: {other.text}", other.facts, other.spans, sums=(other.text,)) for other in own[1:2]]
    return _question(question, None, [core], [lines.stated(f"{capital(listed)}.", facts[1:])], more)


def _measure(lines: Lines, fact: object) -> str:
    measure = getattr(fact, "measure", "")
    known = lines.source.lexicon.measures.get(measure)
    return known.label.lower() if known is not None else measure


def _why_not(asker: Asker, figures: Figures) -> Question | None:
    """Why a target was not met, in the letter's words, or that it does not say."""
    if figures.met is not False:
        return None
    lines = asker.lines
    hurdles = choose.obstacles(lines.source, figures.subject)
    question = f"Waarom {verb(figures, 'haalt', 'halen')} {figures.who} het doel niet?"
    if not hurdles:
        pages = parts.page_range([e.passage.page for e in lines.source.of_subject(figures.subject)])
        where = f"de paragrafen over {figures.who}" + (f" ({pages})" if pages else "")
        text = f"De brief noemt daarvoor geen reden: in {where} is geen zin gevonden die dat verklaart."
        core = [lines.remark(text, [o.fact for f in (figures.gap,) if f is not None for o in f.operands])]
        return _question(question, None, core, [], [goal_line(lines, figures, yields=6)])
    core = [lines.quote(hurdles[0], label="De brief noemt")]
    return _question(question, None, core, [gap_line(lines, figures)], [lines.quote(e, yields=6) for e in hurdles[1:2]])


def _place(asker: Asker, figures: Figures) -> Question | None:
    result = figures.place
    if result is None or result.rank is None or figures.rate is None:
        return None
    lines = asker.lines
    stands = verb(figures, "staat", "staan")
    question = f"Op welke plaats {stands} {figures.who} met het realisatiepercentage?"
    answer = asker.place(question, result.rank)
    if answer is None:
        return None
    count = len(result.considered)
    text = f"Op plaats {result.rank} van {count} sectoren, met {said(figures.rate)}."
    if result.rank == count:
        text = f"{capital(figures.who)} {stands} met {said(figures.rate)} op de laatste plaats van {count} sectoren."
    earlier = figures.book.rank(figures.subject, figures.before) if figures.before else None
    extra = [place_sum(figures)]
    if earlier is not None and earlier.rank is not None:
        text += f" In {figures.before} was dat plaats {earlier.rank}, met {then(figures, RATE)}."
        extra.append(place_sum(figures, figures.before))
    used = [figures.rate, figures.level(RATE, figures.before) if figures.before else None]
    return _question(question, answer, [lines.figures(text, used, extra=extra)])


def _part(asker: Asker, figures: Figures) -> Question | None:
    """What comes beside the realisation, or that it is not known."""
    if not figures.part:
        return None
    lines = asker.lines
    name = part_name(figures)
    realised = verb(figures, "realiseerde", "realiseerden")
    whole = figures.level(DONE, qualifier=f"incl-{figures.part}")
    if whole is not None:
        question = f"Hoeveel {realised} {figures.who} in {figures.year} inclusief {name}?"
        answer = asker.figure(question, whole)
        beside = figures.level(DONE, qualifier=figures.part)
        before = figures.level(DONE, figures.before, figures.part) if figures.before else None
        told = []
        if beside is not None:
            text = f"Via {name}: {said(beside)} in {figures.year}"
            text += f", {said(before)} in {figures.before}" if before is not None else ""
            told.append(lines.figures(f"{text}.", [beside, before]))
        core = with_part_line(lines, figures)
        return None if answer is None else _question(question, answer, [core], told)
    unknown = [r for r in lines.source.remarks if r.kind == "unknown" and r.subject == figures.subject and r.qualifiers]
    if not unknown:
        return None
    question = f"Hoeveel banen {realised} {figures.who} via {name}?"
    text = f"Dat is niet bekend. De brief zegt: “{unknown[0].text}”"
    return _question(question, None, [lines.remark(text, (), unknown[0].spans, unknown[0].section)])


def _next(lines: Lines, figures: Figures) -> Question | None:
    """What is done next, in the letter's words."""
    plans = choose.planned(lines.source, figures.subject)
    if not plans:
        return None
    question = f"Wat {verb(figures, 'doet', 'doen')} {figures.who} in {int(figures.year) + 1}?"
    core = lines.quote(plans[0], label="De brief zegt hierover")
    return _question(question, None, [core], [], [lines.quote(e, yields=5) for e in plans[1:2]])


# --- several subjects --------------------------------------------------------------------------


def of_several(lines: Lines, members: Sequence[Figures], total: Figures | None) -> list[Question]:
    """The questions to expect about several subjects together."""
    asker = Asker(lines)
    everyone = len(members) == len(lines.source.book.subjects)
    made = [
        _who_met(asker, members, everyone), _together(asker, members, total, everyone),
        _who_fell(asker, members, everyone), _lowest(asker, members, everyone), *_contradictions(lines, members),
        _who_next(lines, members), _unknown_parts(lines, members),
    ]  # fmt: skip
    found = [question for question in made if question is not None]
    return [q.model_copy(update={"yields": 2 * at if at else 0}) for at, q in enumerate(found)]


def _whom(members: Sequence[Figures], *, everyone: bool) -> str:
    return "" if everyone else f" van {enumerate_dutch([f.who for f in members])}"


def _who_met(asker: Asker, members: Sequence[Figures], everyone: bool) -> Question | None:
    year = members[0].year
    names = enumerate_dutch([f.who for f in members])
    question = f"Hoeveel sectoren haalden in {year} het doel?" if everyone else f"Haalden {names} in {year} het doel?"
    core = met_line(asker.lines, members)
    answer = asker.answered(question)
    met = sum(bool(f.met) for f in members)
    if core is None or answer is None or (everyone and answer.value is not None and answer.value != met):
        return None
    short = sorted((f for f in members if f.met is False and f.gap is not None), key=_gap)[:3]
    facts = None
    if short:
        listed = "; ".join(f"{f.book.label(f.subject)} {said(f.gap)}" for f in short if f.gap is not None)
        facts = asker.lines.figures(f"Grootste tekorten: {listed}.", [f.gap for f in short], show=3)
    return _question(question, answer, [core], [facts])


def _gap(figures: Figures) -> Decimal:
    return -abs(figures.gap.exact) if figures.gap is not None else Decimal(0)


def _together(asker: Asker, members: Sequence[Figures], total: Figures | None, everyone: bool) -> Question | None:
    if total is None or total.done is None:
        return None
    who = "alle sectoren" if everyone else together(members, total).partition(" (")[0]
    realised = "realiseerden" if everyone or total.plural else "realiseerde"
    question = f"Hoeveel {realised} {who} samen in {total.year}?"
    answer = asker.figure(question, total.done)
    core = total_line(asker.lines, members, total)
    if answer is None or core is None:
        return None
    return _question(question, answer, [core])


def _who_fell(asker: Asker, members: Sequence[Figures], everyone: bool) -> Question | None:
    fell = [f for f in members if f.fell]
    if not fell:
        return None
    question = f"Bij welke sectoren{_whom(members, everyone=everyone)} daalde de realisatie?"
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
        for e in choose.moved(lines.source, f.subject)[:1]
    ]
    return _question(question, None, [core], reasons[:2])


def _lowest(asker: Asker, members: Sequence[Figures], everyone: bool) -> Question | None:
    known = sorted((f for f in members if f.rate is not None), key=lambda f: f.rate.exact if f.rate else Decimal(0))
    if len(known) < 2 or known[0].rate is None:
        return None
    question = (
        f"Welke sector{_whom(members, everyone=everyone)} heeft in {known[0].year} het laagste realisatiepercentage?"
    )
    answer = asker.figure(question, known[0].rate)
    if answer is None:
        return None
    low, high = known[0], known[-1]
    core = asker.lines.figures(
        f"{capital(low.who)}, met {said(low.rate)} van het doel. Het hoogst staat {high.who}, met {said(high.rate)}."
        if low.rate is not None and high.rate is not None else "", [low.rate, high.rate],
    )  # fmt: skip
    ordered = "; ".join(f"{f.book.label(f.subject)} {said(f.rate)}" for f in known[:5] if f.rate is not None)
    return _question(
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
    return [_question("Waar spreekt de brief zichzelf tegen?", None, told[:1], told[1:])]


def _who_next(lines: Lines, members: Sequence[Figures]) -> Question | None:
    plans = [(f, e) for f in members for e in choose.planned(lines.source, f.subject)[:1]]
    if not plans:
        return None
    year = int(members[0].year) + 1
    later = [(f, e) for f, e in plans if str(year) in e.text] or plans
    told = [lines.quote(e, label=f.book.label(f.subject), yields=4 + at) for at, (f, e) in enumerate(later[:4])]
    return _question(f"Wat gebeurt er in {year}?", None, told[:1], told[1:])


def _unknown_parts(lines: Lines, members: Sequence[Figures]) -> Question | None:
    told = [
        lines.remark(f"“{r.text}”", (), r.spans, r.section, label=f.book.label(f.subject), yields=5 + at)
        for at, (f, r) in enumerate(
            (f, r) for f in members for r in lines.source.remarks if r.kind == "unknown" and r.subject == f.subject
        )
    ]
    return _question("Welke cijfers zijn niet bekend?", None, told[:1], told[1:3]) if told else None


def section(questions: Sequence[Question]) -> list[Section]:
    """The questions under one heading."""
    return [Section(heading="Te verwachten vragen", questions=tuple(questions))]


__all__ = ["GOAL", "of_one", "of_several", "section"]
