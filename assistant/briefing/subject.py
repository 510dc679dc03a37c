"""What a briefing is about: one subject of a letter, several, a theme, or the whole letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.briefing.source import Source
from assistant.briefing.theme import Theme, find_theme
from assistant.engine import Assistant
from assistant.errors import InputError
from assistant.reading import Kind, Mention, Reading
from assistant.wording import capital
from corpus.documents import Letter
from corpus.dutch import FUNCTION_WORDS, enumerate_dutch, fold
from corpus.lexicon import Lexicon

MAX_SUBJECT = 120
_LETTER_WORDS = frozenset(
    "brief kamerbrief voortgangsbrief voortgangsrapportage document alles geheel hele gehele".split()
)
_IGNORED = FUNCTION_WORDS | _LETTER_WORDS


class Scope(StrEnum):
    """How much of the letters a briefing covers."""

    ONE = "one"
    SEVERAL = "several"
    LETTER = "letter"
    THEME = "theme"


@dataclass(frozen=True)
class Subject:
    """The subject of a briefing, over the letters that it needs (newest first)."""

    scope: Scope
    name: str
    sources: tuple[Source, ...]
    members: tuple[str, ...] = ()
    theme: Theme | None = None

    @property
    def source(self) -> Source:
        """The letter whose tables count."""
        return self.sources[0]


def resolve(assistant: Assistant, text: str) -> Subject:
    """The subject that a user names.

    Raises:
        InputError: nothing is named, or the letters say nothing about it; the message says what can be.
    """
    name = " ".join(text.split())
    if not any(c.isalnum() for c in name):
        raise InputError(f"Noem een onderwerp voor de briefing: {_choices(assistant)}.")
    if len(name) > MAX_SUBJECT:
        raise InputError(f"Het onderwerp is te lang. Noem kort een onderwerp: {_choices(assistant)}.")
    book = assistant.composer.book()
    letters = sorted(assistant.store.letters(), key=lambda letter: letter.id)
    letters.sort(key=lambda letter: str(letter.date or ""), reverse=True)
    sources = [Source(assistant, letter, book) for letter in letters]
    named = [source for source in sources if fold(name) in _names_of(source.letter)]
    if named:
        return _whole(named[0])
    reading = assistant.understander.reader.read(name)
    unknown = [y for y in reading.values(Kind.YEAR) if not any(y in source.book.years for source in sources)]
    if unknown:
        raise InputError(f"De tabellen geven geen cijfers over {enumerate_dutch(unknown)}; noem {_choices(assistant)}.")
    members = _members(assistant.lexicon, reading, sources)
    words = _theme_words(reading, members=bool(members))
    if not words and not members and reading.tokens:
        return _whole(sources[0])
    if not words:
        return _of_members(assistant, sources, members)
    return _of_theme(assistant, sources, members, name, words)


def _names_of(letter: Letter) -> set[str]:
    names = {letter.id, letter.title, letter.short_name}
    if letter.dossier and letter.number:
        names |= {f"{letter.dossier}-{letter.number}", f"{letter.dossier}, nr. {letter.number}"}
    return {fold(name) for name in names}


def _whole(source: Source) -> Subject:
    return Subject(Scope.LETTER, source.letter.title, (source,), tuple(source.book.subjects))


def _members(lexicon: Lexicon, reading: Reading, sources: Sequence[Source]) -> tuple[str, ...]:
    """The subjects that are named, by themselves or as a group, in the order of the name."""
    groups = {group.id: group.members for group in lexicon.group}
    found: list[str] = []
    for mention in reading.mentions:
        sector, group = mention.value(Kind.SECTOR), mention.value(Kind.GROUP)
        if sector is not None:
            found.append(sector)
        elif group is not None:
            everyone = "*" in groups[group]
            found += sources[0].book.subjects if everyone else groups[group]
    return tuple(dict.fromkeys(found))


def _theme_words(reading: Reading, *, members: bool) -> list[Mention]:
    """What is named beside subjects: the words of a theme."""
    ignored = {Kind.SECTOR, Kind.GROUP, Kind.YEAR}
    ignored |= {Kind.MEASURE, Kind.WEAK_MEASURE, Kind.UNIT} if members else set()
    return [
        mention
        for mention in reading.mentions
        if not {meaning.kind for meaning in mention.meanings} & ignored
        and any(t.fold not in _IGNORED for t in reading.tokens[mention.first : mention.last])
    ]


def _of_members(assistant: Assistant, sources: Sequence[Source], members: tuple[str, ...]) -> Subject:
    source = next((s for s in sources if all(m in s.book.subjects for m in members)), None)
    source = source or next((s for s in sources if any(m in s.book.subjects for m in members)), None)
    if source is None:
        names = enumerate_dutch([sources[0].book.in_text(member) for member in members])
        raise InputError(f"De brieven geven geen cijfers van {names}. Kies uit: {_choices(assistant)}.")
    known = tuple(member for member in members if member in source.book.subjects)
    elsewhere = [m for m in members if m not in known and any(m in other.book.subjects for other in sources)]
    if elsewhere:
        names = enumerate_dutch([source.book.in_text(member) for member in (*known, *elsewhere)])
        raise InputError(f"De cijfers van {names} staan in verschillende brieven; maak van elke brief een briefing.")
    if set(known) == set(source.book.subjects) and len(known) > 1:
        return _whole(source)
    if len(known) == 1:
        return Subject(Scope.ONE, source.book.label(known[0]), (source,), known)
    return Subject(Scope.SEVERAL, _name(assistant.lexicon, source, known), (source,), known)


def _name(lexicon: Lexicon, source: Source, members: tuple[str, ...]) -> str:
    group = next((g for g in lexicon.group if set(g.members) == set(members)), None)
    return group.label if group is not None else enumerate_dutch([source.book.in_text(m) for m in members])


# --- themes ------------------------------------------------------------------------------------


def _of_theme(
    assistant: Assistant, sources: Sequence[Source], members: tuple[str, ...], name: str, words: Sequence[Mention]
) -> Subject:
    theme = find_theme(assistant.store, assistant.lexicon, sources, name, words, members)
    if not theme.found:
        where = f" bij {enumerate_dutch([sources[0].book.in_text(m) for m in members])}" if members else ""
        said = " ".join(mention.text for mention in words)
        raise InputError(
            f"De {'brieven zeggen' if len(sources) > 1 else 'brief zegt'}{where} niets over ‘{said}’; "
            f"noem {_choices(assistant)}."
        )
    used = tuple(source for source in sources if theme.of(source))
    return Subject(Scope.THEME, capital(name), used, members, theme)


def suggestions(assistant: Assistant) -> list[str]:
    """Subjects to choose from: the whole letter, its sectors, groups of them, and themes that it names."""
    labels = list(dict.fromkeys(f.subject_label for f in assistant.facts if f.from_table))
    known = {f.subject for f in assistant.facts if f.from_table}
    groups = [capital(g.names[0]) for g in assistant.lexicon.group if len(known & set(g.members)) > 1]
    parts = [q.names[0] for q in assistant.lexicon.qualifier if q.of == "sentence"]
    book = assistant.composer.book()
    sources = [Source(assistant, letter, book) for letter in assistant.store.letters()]
    headings = [
        passage.heading_path[0]
        for source in sources
        for passage in source.passages
        if not source.subject_of(passage)
        and passage.heading_path
        and fold(passage.heading_path[0]) not in map(fold, labels)
    ]
    themes = [theme for theme in dict.fromkeys([*parts, *headings]) if _is_theme(assistant, theme)]
    return ["De hele brief", *labels, *groups, *themes]


def _is_theme(assistant: Assistant, name: str) -> bool:
    if any(c.isdigit() for c in name):
        return False
    try:
        return resolve(assistant, name).scope is Scope.THEME
    except InputError:
        return False


def _choices(assistant: Assistant) -> str:
    """What can be named, as the end of a sentence."""
    labels = list(dict.fromkeys(f.subject_label for f in assistant.facts if f.from_table))
    some = [f"‘{label}’" for label in labels[:2]]
    groups = [f"‘{g.names[0]}’" for g in assistant.lexicon.group if "*" not in g.members and len(g.members) > 2][:1]
    kinds = ["een sector (" + enumerate_dutch([*some, "…"]).replace(" en …", ", …") + ")"] if some else []
    return " of ".join([", ".join([*kinds, *groups, "een thema uit de brief"]), "‘de hele brief’"])
