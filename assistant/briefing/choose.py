"""Chooses which sentences of a letter stand in a briefing: what moved and why, what hinders, what is next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.briefing.source import Excerpt, Source
from assistant.reading import Kind
from assistant.sentences import gives_reason, speaks_of_change
from corpus.dutch import MONTHS, fold, tokens

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = rf"(?:{'|'.join(MONTHS)}|najaar|voorjaar|zomer)"
_PLANS = re.compile(
    r"\b(?:zal|zullen|ambitie|voornemen|komende jaren|volgend jaar|komende? jaar|voortgezet|vanaf|doorkijk|"
    r"meerjarenplan|wordt ingezet op|blijft|blijven)\b",
    re.IGNORECASE,
)
_UP = frozenset("stijging toename groei gestegen toegenomen gegroeid steeg stegen".split())
_DOWN = frozenset("daling afname krimp gedaald afgenomen gekrompen daalde daalden".split())
_OF_TARGET = frozenset("doelstelling doelstellingen doel opgave taakstelling herberekening".split())
_LONG = 45
_SHORT = 18
_JUDGED = frozenset("zorgelijk helaas ruimschoots kanttekening opvallend opmerkelijk".split())
_COUNTED = frozenset("banen fta realisatie doelstelling doel percentage realisatiepercentage taakstelling".split())
_TABLE_FIGURE = re.compile(r"\d(?:[.,\d]*)(?: fta| banen|%)")
_HURDLES = frozenset(
    "knelpunten knelpunt uitdagingen obstakels belemmeringen onrealistisch uitdagender bemoeilijkt".split()
)
_ELSEWHERE = frozenset("oplossingsrichtingen oplossingen gezien".split())
_HARD = re.compile(
    r"\bniet eenvoudig\b|\bmoeilijk om\b|\blastig omdat\b|\bvraagt onverminderd veel\b|\bvan invloed op\b"
)


def moved(source: Source, subject: str) -> list[Excerpt]:
    """What the letter says on what moved and why, best first: reasons, then obstacles, then changes."""
    rated = []
    for at, excerpt in enumerate(source.of_subject(subject)):
        rate = _rate_moved(source, excerpt, subject)
        if rate > 0:
            rated.append((-rate, at, excerpt))
    rated.sort(key=lambda item: item[:2])
    return apart(excerpt for _, _, excerpt in rated)


def _rate_moved(source: Source, excerpt: Excerpt, subject: str) -> float:
    text = excerpt.text
    beside_table = _is_table_section(source, excerpt, subject)
    rate = 0.0
    if _says_unknown(source, excerpt):
        return 0
    about = bool({token.fold for token in tokens(text)} & _COUNTED)
    if explains(text):
        rate += 3
    elif gives_reason(text) and (beside_table or (about and speaks_of_change(text))):
        rate += 1.5
    if hinders(text):
        rate += 2.5
    judged = bool({token.fold for token in tokens(text)} & _JUDGED)
    if speaks_of_change(text) and (beside_table or all(year in text for year in source.book.years[-2:])):
        rate += 1.5 + 1.5 * judged
    if not rate:
        return 0
    if beside_table:
        rate += 1
    if not gives_reason(text) and not hinders(text) and not judged and beside_table and _restates(excerpt):
        return 0
    return rate - max(excerpt.words - _LONG, 0) / 10 - _ahead(source, text) * 1.0


def _is_table_section(source: Source, excerpt: Excerpt, subject: str) -> bool:
    """Whether an excerpt stands under the heading of the subject's table."""
    sections = {fact.section for fact in source.book.table if fact.from_table and fact.subject == subject}
    return excerpt.passage.section in sections


def _restates(excerpt: Excerpt) -> bool:
    """Whether it only says which way a figure of the table went."""
    return len(excerpt.text.split()) < _SHORT or bool(_TABLE_FIGURE.search(excerpt.text))


def _says_unknown(source: Source, excerpt: Excerpt) -> bool:
    """Whether it says that a figure is not known: that stands elsewhere in a briefing."""
    own = {sentence.text for sentence in excerpt.sentences}
    return any(remark.kind == "unknown" and remark.text in own for remark in source.remarks)


def explains(text: str, *, rose: bool | None = None) -> bool:
    """Whether a sentence gives a reason for a rise or fall of what was realised, not of the target;
    ``rose`` None asks for either."""
    words = {token.fold for token in tokens(text)}
    ways = _UP | _DOWN if rose is None else _UP if rose else _DOWN
    return gives_reason(text) and bool(words & ways) and not words & _OF_TARGET


def hinders(text: str) -> bool:
    """Whether a sentence says what makes a target hard to meet."""
    words = {token.fold for token in tokens(text)}
    named = bool(words & _HURDLES) and not words & _ELSEWHERE
    return named or bool(_HARD.search(fold(text)))


def _ahead(source: Source, text: str) -> bool:
    """Whether a sentence names a year after those of the tables."""
    years = source.book.years
    return bool(years) and any(year > years[-1] for year in _YEAR.findall(text))


def planned(source: Source, subject: str) -> list[Excerpt]:
    """What the letter says is done next, best first: sentences that name a later year, then plans."""
    years = source.book.years
    rated = []
    following: tuple[str, int] | None = None
    for at, excerpt in enumerate(source.of_subject(subject)):
        text = excerpt.text
        later = [year for year in _YEAR.findall(text) if years and year > years[-1]]
        rate = 0.0
        if later:
            opening = re.match(r"(?:In|Voor|Vanaf|De ambitie voor|Tot) ", text)
            rate = 3.0 + (2.0 if opening and text.find(later[0]) < 30 else 0.0)
            earlier = [year for year in _YEAR.findall(text) if year <= years[-1]]
            rate -= 1.5 * bool(earlier) + 0.5 * ("(" in text[: text.find(later[0])][-12:])
            following = (excerpt.passage.id, at) if opening else None
        elif following == (excerpt.passage.id, at - 1) and not re.search(rf"\b{_MONTH}\b", text):
            # What follows "Voor 2025 …" in the same passage goes on about it.
            rate, following = 2.8, (excerpt.passage.id, at)
        elif _PLANS.search(text) and not _YEAR.search(text):
            rate = 1.0
        if rate:
            rated.append((-(rate - max(excerpt.words - _LONG, 0) / 10), at, excerpt))
    rated.sort(key=lambda item: item[:2])
    return apart(excerpt for _, _, excerpt in rated)


def acted(source: Source, subject: str) -> list[Excerpt]:
    """What the letter says was done in the latest year, best first: outside the section of the table."""
    years = source.book.years
    rated = []
    for at, excerpt in enumerate(source.of_subject(subject)):
        text = excerpt.text
        own_section = _is_table_section(source, excerpt, subject)
        if own_section or _ahead(source, text) or _says_unknown(source, excerpt) or hinders(text):
            continue
        named = bool(years) and years[-1] in text
        opens = bool(re.match(r"In (?!.*\bzal\b)|Het in |Er (?:is|zijn|werd|werden) ", text))
        rate = (2.0 * opens + 1.0) * named + 1.0 * (opens and text.startswith("Er "))
        if rate and excerpt.passage.kind == "paragraph":
            rated.append((-(rate - max(excerpt.words - _LONG, 0) / 10), at, excerpt))
    rated.sort(key=lambda item: item[:2])
    return apart(excerpt for _, _, excerpt in rated)


def sentence_at(source: Source, subject: str, start: int) -> Excerpt | None:
    """The excerpt whose last sentence starts at a place in the letter."""
    return next((e for e in source.of_subject(subject) if e.sentences[-1].spans[0].start == start), None)


def restated(source: Source, subject: str) -> list[Excerpt]:
    """What the letter itself says of the change, where it says no more than the table shows."""
    found = [
        e for e in source.of_subject(subject) if _is_table_section(source, e, subject) and speaks_of_change(e.text)
    ]
    return [e for e in apart(found) if not _says_unknown(source, e)]


def obstacles(source: Source, subject: str) -> list[Excerpt]:
    """What the letter says stands in the way of a subject's target: in its own sections, then in general
    about a group that it belongs to."""
    found = [e for e in source.of_subject(subject) if hinders(e.text) and not _says_unknown(source, e)]
    groups = {group.id for group in source.lexicon.group if subject in group.members}
    read = source.assistant.understander.reader.read
    general = [e for e in source.general() if hinders(e.text) and groups & set(read(e.text).values(Kind.GROUP))]
    return apart([*found, *general])


def informs(source: Source) -> Excerpt | None:
    """The sentence in which a letter says what it is about."""
    opening = re.compile(r"\b(?:informeer|informeren wij|bied ik|stuur ik|zend ik|bericht ik)\b")
    return next((e for e in source.general() if opening.search(e.text)), None)


def earlier(source: Source, subject: str | None) -> Iterator[tuple[Excerpt, str]]:
    """Sentences that refer to an earlier document in a footnote, with that document.

    ``subject`` None reads the whole letter; any other its opening and the sections of that subject.
    """
    opening = source.passages[0].heading_path[:1] if source.passages else ()
    official = re.compile(r"Kamerstuk|Handelingen|Staatsblad|Staatscourant|Aanhangsel|Bijlage bij")
    for passage in source.passages:
        if subject is not None and not (passage.heading_path[:1] == opening or source.subject_of(passage) == subject):
            continue
        for sentence in passage.sentences:
            for number in sentence.notes:
                note = source.footnotes.get(number)
                if note is not None and official.match(note.text):
                    yield Excerpt(passage, (sentence,)), note.text


def apart(chosen: Iterable[Excerpt]) -> list[Excerpt]:
    """The excerpts without those that share a sentence with one before them."""
    kept: list[Excerpt] = []
    seen: set[str] = set()
    for excerpt in chosen:
        own = {sentence.text for sentence in excerpt.sentences}
        if not own & seen:
            kept.append(excerpt)
            seen |= own
    return kept


def in_order(chosen: Sequence[Excerpt]) -> list[Excerpt]:
    """Excerpts in the order of the letter."""
    return sorted(chosen, key=lambda e: e.sentences[0].spans[0].start)
