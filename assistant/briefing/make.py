"""Makes a briefing: finds the subject, builds the form, lets it fit one page, and guards its figures."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from assistant.briefing import annotation, factsheet, questions, questions_several
from assistant.briefing.figures import Figures, figures_of
from assistant.briefing.fit import fit
from assistant.briefing.guard import guard
from assistant.briefing.lines import Lines
from assistant.briefing.model import Briefing, Form, Section, UsedLetter
from assistant.briefing.source import used_letter
from assistant.briefing.subject import Scope, Subject, resolve
from assistant.briefing.themes import ThemeForms
from assistant.engine import Assistant
from assistant.errors import InputError
from corpus.dutch import dutch_date

_PACKAGE = "kamerbrief-assistent"


def program_version() -> str:
    """The version of the program, as it stands in a briefing."""
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:
        return "onbekend"


def make_briefing(
    assistant: Assistant, subject: str, form: Form = Form.FACTSHEET, *, date: datetime.date | None = None,
    one_page: bool = True,
) -> Briefing:  # fmt: skip
    """The briefing on a subject: a sector, several, a theme, or a whole letter.

    The same corpus, subject, form and date give the same briefing. With ``one_page`` the least
    important lines give way until it fits one A4.

    Raises:
        InputError: nothing is named, or the letters say nothing about it.
    """
    found = resolve(assistant, subject)
    sections = tuple(section for section in _sections(found, form) if not section.empty)
    letters = _letters(assistant, found, sections)
    newest = found.source.letter
    about = [newest.title] if found.scope is not Scope.LETTER else []
    about += [found.source.used.cited] if found.source.used.cited != newest.title else []
    about += [dutch_date(newest.date)] if newest.date is not None else []
    briefing = Briefing(
        form=form, subject=found.name, title=found.name[:1].upper() + found.name[1:], subtitle=" · ".join(about),
        date=date or datetime.date.today(), version=program_version(), letters=letters, sections=sections,
    )  # fmt: skip
    years = [year for source in found.sources for year in source.book.years]
    given = [subject, briefing.subtitle, *years, str(int(years[-1]) + 1) if years else "", *(u.cited for u in letters)]
    given += [name for u in letters for name in (u.title, u.short)] + [
        f"p. {p.page}" for source in found.sources for p in source.passages
    ]
    return fit(guard(briefing, given)) if one_page else guard(briefing, given)


def _letters(assistant: Assistant, subject: Subject, sections: Sequence[Section]) -> tuple[UsedLetter, ...]:
    """The letters that a briefing is about, and any other that it cites."""
    used = [source.letter for source in subject.sources]
    lines = [line for section in sections for line in section.lines]
    cited = {citation.letter for line in lines for citation in line.citations}
    used += [letter for letter in assistant.store.letters() if letter.id in cited and letter not in used]
    return tuple(used_letter(letter) for letter in used)


def _sections(subject: Subject, form: Form) -> list[Section]:
    if subject.scope is Scope.THEME:
        return _of_theme(ThemeForms(subject), form)
    lines = Lines(subject.source)
    if subject.scope is Scope.ONE:
        figures = figures_of(subject.source.book, subject.members)
        if figures is None:
            raise InputError(f"De brief geeft geen cijfers van {subject.name}; noem een andere sector.")
        return _of_one(lines, figures, form)
    members = [f for member in subject.members if (f := figures_of(subject.source.book, [member])) is not None]
    if not members:
        raise InputError("Deze brief heeft geen tabellen met cijfers per sector; noem een thema uit de brief.")
    whole = subject.scope is Scope.LETTER
    name = f"de {len(members)} sectoren" if whole else subject.name
    total = figures_of(subject.source.book, subject.members, name) if len(members) > 1 else None
    return _of_several(lines, members, total, form, subject)


def _of_one(lines: Lines, figures: Figures, form: Form) -> list[Section]:
    if form is Form.FACTSHEET:
        return factsheet.of_one(lines, figures)
    asked = questions.of_one(lines, figures)
    return questions.section(asked) if form is Form.QA else annotation.of_one(lines, figures, asked)


def _of_several(
    lines: Lines, members: list[Figures], total: Figures | None, form: Form, subject: Subject
) -> list[Section]:
    whole = subject.scope is Scope.LETTER
    if form is Form.FACTSHEET:
        return factsheet.of_several(lines, members, total, whole)
    asked = questions_several.of_several(lines, members, total)
    if form is Form.QA:
        return questions.section(asked)
    return annotation.of_several(lines, members, total, asked, subject.name)


def _of_theme(forms: ThemeForms, form: Form) -> list[Section]:
    if form is Form.FACTSHEET:
        return forms.factsheet()
    asked = forms.questions()
    return questions.section(asked) if form is Form.QA else forms.note(asked)
