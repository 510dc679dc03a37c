"""The factsheet: message, figures, chart, what moved and why, what stands out, what is not said."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.briefing import choose, parts
from assistant.briefing.figures import DONE, RATE, Figures
from assistant.briefing.lines import Lines
from assistant.briefing.model import Line, Section
from assistant.briefing.source import Excerpt
from assistant.briefing.wording import change_line, gap_line, goal_line, result_line, said, signed, verb, with_part_line
from assistant.wording import capital
from corpus.dutch import enumerate_dutch

MESSAGE = "Kernboodschap"
_MOVED = "Wat bewoog, en waarom"


def of_one(lines: Lines, figures: Figures) -> list[Section]:
    """The factsheet of one subject."""
    moved = choose.moved(lines.source, figures.subject)
    plans = choose.planned(lines.source, figures.subject)
    message = [line for line in (result_line(lines, figures), change_line(lines, figures)) if line is not None]
    third = with_part_line(lines, figures) or gap_line(lines, figures)
    message += [third] if third is not None else []
    told = moved[:3] or choose.restated(lines.source, figures.subject)[:1]
    breaks = {r.text for r in lines.source.remarks if r.kind == "series_break"}
    kept = [sentence.text for excerpt in told for sentence in excerpt.sentences if sentence.text in breaks]
    quotes = [
        lines.quote(excerpt, yields=0 if not at or any(s.text in kept for s in excerpt.sentences) else 2 + at)
        for at, excerpt in enumerate(told)
    ]
    done = _fresh(choose.acted(lines.source, figures.subject), told)[:2]
    in_year = f"In {figures.year}"
    quotes += [
        lines.quote(e, label="" if e.text.startswith(in_year) else in_year, yields=5 + at * 2)
        for at, e in enumerate(done)
    ]
    next_up = _fresh(plans, [*told, *done])[:3]
    quotes += [lines.quote(e, label="Vooruitblik", yields=4 + at * 2) for at, e in enumerate(next_up)]
    goal = goal_line(lines, figures, yields=8)
    return [
        Section(heading=MESSAGE, lines=tuple(message)),
        Section(heading="Cijfers", grid=parts.own_grid(lines, figures), chart=parts.own_chart(figures)),
        Section(heading=_MOVED, lines=(*quotes, *([goal] if goal else []))),
        Section(heading="Wat opvalt", lines=tuple(parts.stands_out(lines, [figures], quoted=kept))),
        Section(heading="Wat niet in de brief staat", lines=tuple(parts.not_said(lines, figures))),
    ]


def _fresh(excerpts: Sequence[Excerpt], used: Sequence[Excerpt]) -> list[Excerpt]:
    """The excerpts of which no sentence is quoted already."""
    seen = {sentence.text for excerpt in used for sentence in excerpt.sentences}
    return [e for e in excerpts if not {sentence.text for sentence in e.sentences} & seen]


def of_several(lines: Lines, members: Sequence[Figures], total: Figures | None, whole: bool) -> list[Section]:
    """The factsheet of several subjects, or of a whole letter."""
    grid = parts.several_grid(lines, members, None if whole and len(members) > 8 else total)
    unsaid = [parts.unknown_line(lines, members), *unknown_of_several(lines, members)]
    return [
        Section(heading=MESSAGE, lines=tuple(message_of_several(lines, members, total))),
        Section(heading="Cijfers", grid=grid, chart=parts.several_chart(members)),
        Section(heading=_MOVED, lines=tuple(moved_of_several(lines, members, most=4))),
        Section(heading="Wat opvalt", lines=tuple(parts.stands_out(lines, members, named=True))),
        Section(
            heading="Wat niet in de brief staat",
            lines=tuple(line for line in (*unsaid, _no_total(lines, members)) if line is not None),
        ),
    ]


def unknown_of_several(lines: Lines, members: Sequence[Figures]) -> list[Line]:
    """What else is not known of these subjects by the letter's own words."""
    return [
        lines.remark(f"“{r.text}”", (), r.spans, r.section, label=f.book.label(f.subject), yields=3 + at)
        for f in members
        for at, r in enumerate(lines.source.remarks)
        if r.kind == "unknown" and r.subject == f.subject and f.part not in r.qualifiers
    ]


def _no_total(lines: Lines, members: Sequence[Figures]) -> Line:
    text = f"De brief geeft geen totaal over deze {len(members)} sectoren; sommen over sectoren zijn eigen optellingen."
    facts = [o.fact for f in members for figure in (f.done, f.goal) if figure is not None for o in figure.operands]
    return lines.remark(text, facts, sums=(f"{len(members)} sectoren met een tabel",), yields=3)


def message_of_several(lines: Lines, members: Sequence[Figures], total: Figures | None) -> list[Line]:
    """What several subjects realised together, who met the target, and who stands where."""
    found = [total_line(lines, members, total), met_line(lines, members), extremes_line(lines, members)]
    return [line for line in found if line is not None]


def total_line(lines: Lines, members: Sequence[Figures], total: Figures | None) -> Line | None:
    """What was realised together."""
    if total is None or total.done is None or total.goal is None or total.rate is None:
        return None
    who, realised = capital(total.who), verb(total, "realiseerde", "realiseerden")
    share = f"{said(total.rate)} van het doel van {said(total.goal)}"
    text = f"{who} {realised} samen in {total.year} {said(total.done)}, {share}"
    change = total.change(DONE)
    if change is not None:
        way = "meer" if change.rose else "minder"
        text += f"; dat is {said(change)} {way} dan in {total.before}"
    extra = (f"{len(members)} sectoren samen",)
    return lines.figures(
        f"{text} (eigen optelling).", [total.done, total.rate, total.goal, change], extra=extra, show=1
    )


def met_line(lines: Lines, members: Sequence[Figures]) -> Line | None:
    """How many met the target, and which."""
    known = [f for f in members if f.met is not None]
    met = [f for f in known if f.met]
    if not known:
        return None
    year, count = known[0].year, f"{len(met)} van {len(known)} sectoren haalde het doel"
    rates = [f.rate for f in known]
    if not met:
        text = f"Geen van de {len(known)} sectoren haalde in {year} het doel."
    else:
        names = enumerate_dutch([f"{f.who} ({said(f.rate)})" for f in met if f.rate is not None])
        reached = "haalde" if len(met) == 1 else "haalden"
        count_of = "Eén" if len(met) == 1 else str(len(met))
        text = f"{count_of} van de {len(known)} sectoren {reached} in {year} het doel: {names}."
    return lines.figures(text, [*rates, *(f.gap for f in known)], extra=(count,), show=0)


def extremes_line(lines: Lines, members: Sequence[Figures]) -> Line | None:
    """Who stands highest and lowest, and where less was realised than the year before."""
    known = sorted((f for f in members if f.rate is not None), key=lambda f: -_exact(f))
    if len(known) < 2 or known[0].rate is None or known[-1].rate is None:
        return None
    first, last = known[0], known[-1]
    highest, lowest = f"{first.who} ({said(known[0].rate)})", f"{last.who} ({said(known[-1].rate)})"
    text = f"Het hoogst {verb(first, 'staat', 'staan')} {highest}, het laagst {lowest}."
    fell = [f for f in members if f.fell]
    changes = [f.change(DONE) for f in members]
    if known[0].before and any(changes):
        if fell:
            names = enumerate_dutch([f"{f.who} ({signed(c)})" for f in fell if (c := f.change(DONE)) is not None])
            text += f" De realisatie daalde bij {names}."
        else:
            text += " Bij geen van deze sectoren daalde de realisatie."
    return lines.figures(text, [*(f.rate for f in known), *changes], show=0, extra=("op volgorde van percentage",))


def _exact(figures: Figures) -> Decimal:
    return figures.rate.exact if figures.rate is not None else Decimal(0)


def moved_of_several(lines: Lines, members: Sequence[Figures], *, most: int) -> list[Line]:
    """What the letter says on those that moved most, one sentence each, falls before rises."""
    ranked = sorted(members, key=lambda f: (not f.fell, _size(f)))
    found: list[Line] = []
    for figures in ranked:
        excerpts = choose.moved(lines.source, figures.subject)
        if not excerpts and len(members) <= most:
            excerpts = choose.restated(lines.source, figures.subject)
        if excerpts:
            label = figures.book.label(figures.subject)
            found.append(lines.quote(excerpts[0], label=label, yields=2 + len(found)))
    return found[:most]


def _size(figures: Figures) -> Decimal:
    change = figures.change(RATE)
    return -abs(change.exact) if change is not None else Decimal(0)
