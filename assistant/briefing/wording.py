"""The Dutch of a briefing: sentences around figures that the calculator gave."""

from __future__ import annotations

from assistant.briefing.figures import DONE, GOAL, RATE, Figures
from assistant.briefing.lines import Lines
from assistant.briefing.model import Line
from assistant.calculator import Row as Figure
from assistant.wording import capital, shown
from corpus.facts import with_unit


def said(figure: Figure) -> str:
    """A figure with its unit, without its sign, "circa" before an approximation."""
    return shown(figure, absolute=True)


def verb(figures: Figures, one: str, many: str) -> str:
    """A verb in the number of the subject."""
    return many if figures.plural else one


def result_line(lines: Lines, figures: Figures, *, place: bool = True) -> Line | None:
    """What was realised, of which target, and whether it was met."""
    done, goal, rate = figures.done, figures.goal, figures.rate
    if done is None or goal is None or rate is None or figures.gap is None:
        return None
    who, year = capital(figures.who), figures.year
    realised = verb(figures, "realiseerde", "realiseerden")
    reached = verb(figures, "haalde", "haalden")
    outcome = "" if figures.met else " niet"
    text = f"{who} {realised} in {year} {said(done)} en {reached} het doel van {said(goal)}{outcome}. "
    text += f"Het realisatiepercentage is {said(rate)}"
    extra = []
    if place and figures.place is not None:
        text += f", plaats {figures.place.rank} van {len(figures.place.considered)} sectoren"
        extra = [place_sum(figures)]
    return lines.figures(f"{text}.", [done, goal, rate], extra=extra)


def place_sum(figures: Figures, year: str = "") -> str:
    """A place among the others as a sum for the record."""
    result = figures.place if not year else figures.book.rank(figures.subject, year)
    if result is None:
        return ""
    order = sorted(result.considered, key=lambda row: -row.exact)
    listed = ", ".join(f"{row.target.label} {with_unit(row.value, row.unit)}" for row in order)
    return f"plaats {result.rank} van {len(order)}: {listed}"


def change_line(lines: Lines, figures: Figures, *, yields: int = 0) -> Line | None:
    """How what was realised changed, with the percentage."""
    change, rate = figures.change(DONE), figures.change(RATE)
    if change is None or rate is None:
        return None
    growth = figures.growth(DONE)
    if change.exact == 0:
        text = f"De realisatie bleef gelijk aan die van {figures.before}"
    else:
        way = "meer" if change.rose else "minder"
        percent = f" ({signed(growth)})" if growth is not None and not growth.approximate else ""
        text = f"Dat is {said(change)} {way} dan in {figures.before}{percent}"
    if rate.exact == 0:
        text += f"; het realisatiepercentage bleef {now(figures, RATE)}"
    else:
        went = "steeg" if rate.rose else "daalde"
        text += f"; het realisatiepercentage {went} van {then(figures, RATE)} naar {now(figures, RATE)}"
    return lines.figures(f"{text}.", [change, growth if change.exact else None, rate], yields=yields, show=1)


def then(figures: Figures, measure: str) -> str:
    """A measure in the year before."""
    found = figures.level(measure, figures.before)
    return said(found) if found is not None else ""


def now(figures: Figures, measure: str) -> str:
    """A measure in the latest year."""
    found = figures.level(measure)
    return said(found) if found is not None else ""


def signed(change: Figure) -> str:
    """A change with its sign and unit: ``+17,1%``, ``−90 fta``; ``0`` where nothing changed."""
    if change.exact == 0:
        return "0"
    rough = "circa " if change.approximate else ""
    return f"{rough}{'+' if change.rose else '−'}{with_unit(abs(change.value), change.unit)}"


def gap_line(lines: Lines, figures: Figures, *, yields: int = 0) -> Line | None:
    """How far what was realised is from the target."""
    gap = figures.gap
    if gap is None:
        return None
    if gap.exact == 0:
        return lines.figures("De realisatie is precies het doel.", [gap], yields=yields)
    where = "boven het doel" if gap.rose else "tekort om het doel te halen"
    came = verb(figures, "zit", "zitten") if gap.rose else verb(figures, "komt", "komen")
    return lines.figures(f"{capital(figures.who)} {came} {said(gap)} {where}.", [gap], yields=yields)


def part_name(figures: Figures) -> str:
    """How the letter calls the part that is counted beside the realisation; empty where there is none."""
    return figures.book.part_name(figures.part, figures.part_facts) if figures.part else ""


def with_part_line(lines: Lines, figures: Figures, *, yields: int = 0) -> Line | None:
    """What was realised with the part that does not count, where the letter gives it."""
    if not figures.part:
        return None
    whole, rate = (
        figures.level(DONE, qualifier=f"incl-{figures.part}"),
        figures.level(RATE, qualifier=f"incl-{figures.part}"),
    )
    if whole is None:
        return None
    name = part_name(figures)
    text = f"Inclusief {name} {verb(figures, 'komt', 'komen')} {figures.who} op {said(whole)}"
    if rate is not None:
        text += f", {said(rate)} van het doel"
    if figures.book.lexicon.qualifiers[figures.part].note_kind == "excluded_from_target":
        text += f"; {name} telt niet mee in de eigen realisatie"
    return lines.figures(f"{text}.", [whole, rate], yields=yields)


def goal_line(lines: Lines, figures: Figures, *, yields: int = 0) -> Line | None:
    """How the target itself changed."""
    change = figures.change(GOAL)
    if change is None or change.exact == 0:
        return None
    way = "hoger" if change.rose else "lager"
    ends = f"van {then(figures, GOAL)} naar {now(figures, GOAL)}"
    text = f"Het doel is {said(change)} {way} dan in {figures.before}: {ends}."
    return lines.figures(text, [change], yields=yields)
