"""The Q&A: the questions to expect, the most likely first, each with an answer that can be spoken.

A question stands in it only when the assistant itself answers it, with the same figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from assistant.answer import Answer, Route, Status
from assistant.briefing import choose, parts
from assistant.briefing.figures import DONE, GOAL, RATE, Figures
from assistant.briefing.lines import Lines
from assistant.briefing.model import Line, LineKind, Question, Section
from assistant.briefing.source import Excerpt
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


def made(
    text: str, answer: Answer | None, core: Iterable[Line | None], facts: Iterable[Line | None] = (),
    further: Iterable[Line | None] = (), yields: int = 0,
) -> Question:  # fmt: skip
    """A question with its lines and what the assistant answers to it."""
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
    asked = [
        _target(asker, figures), _moved(asker, figures), _contradiction(lines, figures), _why_not(asker, figures),
        _part(asker, figures), _next(asker, figures), _place(asker, figures), _acted(asker, figures),
        _kinds(asker, figures), _goal(asker, figures),
    ]  # fmt: skip
    found = [question for question in asked if question is not None]
    low = figures.place is not None and (figures.place.rank or 0) > len(figures.place.considered) - _LOW
    if low:
        order = [q.question for q in found]
        found.sort(key=lambda q: 1.5 if q.question.startswith("Op welke plaats") else order.index(q.question))
    return [q.model_copy(update={"yields": 2 * at if at else 0}) for at, q in enumerate(once(found))]


def once(questions: Iterable[Question]) -> Iterator[Question]:
    """The questions without what an earlier one quotes already."""
    seen: set[str] = set()
    for question in questions:
        seen |= {line.text for line in question.core}
        kept = {}
        for part in ("facts", "further"):
            own: tuple[Line, ...] = getattr(question, part)
            kept[part] = tuple(line for line in own if line.kind is not LineKind.QUOTE or line.text not in seen)
            seen |= {line.text for line in kept[part]}
        yield question.model_copy(update=kept)


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
    return made(
        question, answer, [lines.figures(text, [done, rate, goal, gap], show=0)],
        [lines.figures(facts, [goal, done, gap])],
    )  # fmt: skip


def _moved(asker: Asker, figures: Figures) -> Question | None:
    change, rate, growth = figures.change(DONE), figures.change(RATE), figures.growth(DONE)
    if change is None or rate is None or not change.exact:
        return None
    lines, source = asker.lines, asker.lines.source
    moved = choose.moved(source, figures.subject)
    reasons = [e for e in moved if choose.explains(e.text, rose=change.rose)]
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
    further = [lines.quote(e, yields=5) for e in moved if e not in reasons[:1] or not asks_why][:1]
    if not reasons:
        movement = "stijging" if change.rose else "daling"
        text = f"In de paragrafen over {figures.who} staat geen zin die de {movement} verklaart."
        further.append(lines.remark(text, [o.fact for o in change.operands], yields=6))
    shown = [change, *([growth] if growth is not None and not growth.approximate else []), rate]
    return made(question, answer, core, [lines.figures(facts, shown, show=1)], further)


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
    return made(question, None, [core], [lines.stated(f"{capital(listed)}.", facts[1:])], more)


def _measure(lines: Lines, fact: object) -> str:
    measure = getattr(fact, "measure", "")
    known = lines.source.lexicon.measures.get(measure)
    return known.label.lower() if known is not None else measure


def _why_not(asker: Asker, figures: Figures) -> Question | None:
    """Why a target was not met, in the letter's words, or that it does not say."""
    if figures.met is not False:
        return None
    lines = asker.lines
    question = f"Waarom {verb(figures, 'haalt', 'halen')} {figures.who} het doel niet?"
    answer = asker.figure(question, figures.gap)
    hurdles = choose.obstacles(lines.source, figures.subject) or _own_words(lines, figures, answer)
    if hurdles:
        core = [lines.quote(hurdles[0], label="De brief noemt")]
        more = [lines.quote(e, yields=6) for e in hurdles[1:2]]
        return made(question, answer, core, [gap_line(lines, figures)], more)
    pages = parts.page_range([e.passage.page for e in lines.source.of_subject(figures.subject)])
    where = f"de paragrafen over {figures.who}" + (f" ({pages})" if pages else "")
    text = f"In {where} is geen zin gevonden die dat verklaart."
    return made(question, None, [lines.remark(text)], [gap_line(lines, figures)])


def _own_words(lines: Lines, figures: Figures, answer: Answer | None) -> list[Excerpt]:
    """The sentence with which the assistant explains a figure, where it gives one."""
    if answer is None or answer.route is not Route.BOTH:
        return []
    found = choose.sentence_at(lines.source, figures.subject, answer.citations[-1].start)
    return [found] if found is not None else []


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
    return made(question, answer, [lines.figures(text, used, extra=extra)])


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
        return None if answer is None else made(question, answer, [core], told)
    unknown = [r for r in lines.source.remarks if r.kind == "unknown" and r.subject == figures.subject and r.qualifiers]
    if not unknown:
        return None
    question = f"Hoeveel banen {realised} {figures.who} via {name}?"
    text = f"Dat is niet bekend. De brief zegt: “{unknown[0].text}”"
    return made(question, None, [lines.remark(text, (), unknown[0].spans, unknown[0].section)])


def _next(asker: Asker, figures: Figures) -> Question | None:
    """What is done next, in the letter's words."""
    plans = choose.planned(asker.lines.source, figures.subject)
    question = f"Wat {verb(figures, 'doet', 'doen')} {figures.who} in {int(figures.year) + 1}?"
    return _told(asker, question, plans)


def _acted(asker: Asker, figures: Figures) -> Question | None:
    """What was done in the latest year, in the letter's words."""
    done = choose.acted(asker.lines.source, figures.subject)
    question = f"Wat {verb(figures, 'deed', 'deden')} {figures.who} in {figures.year}?"
    return _told(asker, question, done)


def _told(asker: Asker, question: str, excerpts: Sequence[Excerpt]) -> Question | None:
    """A question that sentences of the letter answer."""
    if not excerpts or asker.answered(question) is None:
        return None
    core = asker.lines.quote(excerpts[0], label="De brief zegt hierover")
    more = [asker.lines.quote(e, yields=5 + 6 * at) for at, e in enumerate(excerpts[1:3])]
    return made(question, None, [core], [], more)


def _kinds(asker: Asker, figures: Figures) -> Question | None:
    """How the jobs are divided over kinds of contract, where the letter gives that."""
    lexicon = asker.lines.source.lexicon
    kinds = {q.id: q.label for q in lexicon.qualifier if q.of == "figure"}
    own = [
        f for f in figures.book.table
        if f.subject == figures.subject and f.period == figures.year and f.is_level and len(f.qualifiers) == 1
        and f.qualifiers[0] in kinds and f.measure in (DONE, "aandeel")
    ]  # fmt: skip
    if len(own) < 2:
        return None
    kind = kinds[own[0].qualifiers[0]]
    question = f"Hoeveel banen van {figures.who} zijn {kind}?"
    if own[0].measure != DONE:
        question = f"Welk aandeel van de banen van {figures.who} is {kind}?"
    answer = asker.answered(question)
    if answer is None or answer.value != own[0].value:
        return None
    listed = enumerate_dutch([f"{kinds[f.qualifiers[0]]} {f.shown}" for f in own])
    core = asker.lines.stated(f"De brief geeft voor {figures.year} deze verdeling: {listed}.", own)
    return made(question, answer, [core], [asker.lines.quote_sentence(own[0])])


def _goal(asker: Asker, figures: Figures) -> Question | None:
    """How the target changed."""
    core, change = goal_line(asker.lines, figures), figures.change(GOAL)
    question = f"Hoeveel is het doel van {figures.who} veranderd?"
    answer = asker.figure(question, change) if core is not None else None
    return None if answer is None else made(question, answer, [core])


def section(questions: Sequence[Question]) -> list[Section]:
    """The questions under one heading."""
    return [Section(heading="Te verwachten vragen", questions=tuple(questions))]
