"""The annotatie: what it is about, where it stands, what was said before, questions to expect.

What is sensitive is for the author: that place stays empty. Nothing in it advises.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.briefing import choose, parts
from assistant.briefing.factsheet import message_of_several, moved_of_several
from assistant.briefing.figures import DONE, GOAL, RATE, Figures
from assistant.briefing.lines import Lines
from assistant.briefing.model import Line, Question, Section
from assistant.briefing.wording import change_line, gap_line, result_line, then, with_part_line
from assistant.wording import capital
from corpus.dutch import dutch_date

FOR_AUTHOR = "[In te vullen door de auteur.]"


def of_one(lines: Lines, figures: Figures, questions: Sequence[Question]) -> list[Section]:
    """The annotatie of one subject."""
    source = lines.source
    quotes = choose.moved(source, figures.subject)[:2]
    standing = [
        result_line(lines, figures), change_line(lines, figures), gap_line(lines, figures, yields=4),
        with_part_line(lines, figures), *(lines.quote(e, yields=4) for e in quotes),
        *(lines.quote(e, label="Vooruitblik", yields=6) for e in choose.planned(source, figures.subject)[:1]),
        *(line.model_copy(update={"yields": 3}) for line in parts.stands_out(lines, [figures])),
    ]  # fmt: skip
    pages = parts.page_range([e.passage.page for e in source.of_subject(figures.subject)])
    return [
        Section(heading="Waarover", lines=tuple(about(lines, f"{figures.who} ({pages})" if pages else figures.who))),
        Section(heading="Stand van zaken", lines=_known(standing)),
        Section(
            heading="Eerder gemeld", lines=_known([_last_year(lines, figures), *documents(lines, figures.subject)])
        ),
        expected(questions),
        Section(heading="Gevoeligheden", for_author=FOR_AUTHOR),
    ]


def of_several(
    lines: Lines, members: Sequence[Figures], total: Figures | None, questions: Sequence[Question], name: str
) -> list[Section]:
    """The annotatie of several subjects, or of a whole letter."""
    standing: list[Line | None] = [*message_of_several(lines, members, total)]
    standing += moved_of_several(lines, members, most=3)
    standing += parts.stands_out(lines, members, named=True)
    whole = len(members) == len(lines.source.book.subjects)
    return [
        Section(heading="Waarover", lines=tuple(about(lines, "de hele brief" if whole else name))),
        Section(heading="Stand van zaken", lines=_known(standing)),
        Section(
            heading="Eerder gemeld", lines=_known([_last_total(lines, total), *documents(lines, None if whole else "")])
        ),
        expected(questions),
        Section(heading="Gevoeligheden", for_author=FOR_AUTHOR),
    ]


def expected(questions: Sequence[Question]) -> Section:
    """The questions to expect, each with its answer in short."""
    short = [q.model_copy(update={"facts": (), "further": (), "core": q.core[:1]}) for q in questions]
    kept = [q.model_copy(update={"yields": 2 * at if at > 1 else 0}) for at, q in enumerate(short)]
    return Section(heading="Verwachte vragen", questions=tuple(kept))


def _known(lines: Sequence[Line | None]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line is not None)


def about(lines: Lines, whom: str) -> list[Line]:
    """Which letter it is, of whom, and what this briefing takes from it."""
    source = lines.source
    referring = {excerpt.text for excerpt, _ in choose.earlier(source, "")}
    letter = source.letter
    text = f"Brief ‘{letter.title}’"
    text += f" van {dutch_date(letter.date)}" if letter.date is not None else ""
    text += f", {letter.ministry}" if letter.ministry else ""
    text += f" ({source.used.cited})" if letter.dossier else ""
    found = [lines.remark(f"{text}. Deze annotatie gaat over {whom}.")]
    informs = choose.informs(source)
    if informs is not None and informs.text not in referring:
        found.append(lines.quote(informs, yields=7))
    return found


def _last_year(lines: Lines, figures: Figures) -> Line | None:
    """The figures of the year before, as this letter gives them."""
    if not figures.before:
        return None
    done, goal, rate = (figures.level(measure, figures.before) for measure in (DONE, GOAL, RATE))
    if done is None or goal is None or rate is None:
        return None
    text = (
        f"Voor {figures.before} geeft de brief een realisatie van {then(figures, DONE)} bij een doel van "
        f"{then(figures, GOAL)}: {then(figures, RATE)}."
    )
    return lines.figures(text, [done, goal, rate])


def _last_total(lines: Lines, total: Figures | None) -> Line | None:
    if total is None or not total.before:
        return None
    done, goal, rate = (total.level(measure, total.before) for measure in (DONE, GOAL, RATE))
    if done is None or goal is None or rate is None:
        return None
    text = (
        f"Voor {total.before} is de realisatie samen {then(total, DONE)} bij een doel van {then(total, GOAL)}: "
        f"{then(total, RATE)} (eigen optelling)."
    )
    return lines.figures(text, [done, goal, rate])


def documents(lines: Lines, subject: str | None, headings: Collection[tuple[str, ...]] | None = None) -> list[Line]:
    """The earlier documents to which the letter refers, with the sentence that does; with ``headings``
    only those under these top headings."""
    found: list[Line] = []
    for at, (excerpt, document) in enumerate(choose.earlier(lines.source, subject)):
        if headings is not None and excerpt.passage.heading_path[:1] not in headings:
            continue
        line = lines.quote(excerpt, label=capital(document), yields=4 + at)
        note = next((n for n in lines.source.footnotes.values() if n.text == document), None)
        if note is not None:
            cited = lines.remark(document, (), [note.span], excerpt.passage.section).citations
            line = line.model_copy(update={"citations": (*line.citations, *cited)})
        found.append(line)
    return found
