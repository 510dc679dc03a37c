"""Facts from running text: the figures in sentences, with what the sentence says they count.

A figure is a number in digits or words with the noun behind it as unit. Its period is the year
written behind it ("235,8 fta in 2023"), else before it, else the year of the tables. Its subject is
that of its section, or the party its sentence names. A qualifier (SROI, inkoop) holds for the
sentence, and for the next one where that points back ("in dat geval").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.documents import BlockKind, Document, Section, Sentence
from corpus.dutch import fold, round_half_up
from corpus.facts import Fact, FactKind
from corpus.lexicon import Lexicon
from ingest.limits import Place
from ingest.measures import (
    MOMENTS,
    Measured,
    Surroundings,
    figure_qualifiers,
    measure_of,
    number_of,
    sentence_qualifiers,
)
from ingest.periods import periods, quarter, reporting_year
from ingest.quantities import Quantity, is_noun, quantities
from ingest.subjects import Subject, Subjects
from ingest.table_facts import subject_of

_POINTS_BACK = re.compile(r"^\W*(?:in dat geval|dan|daarmee|zo|hiermee)\b", re.IGNORECASE)
_PART_OF = re.compile(r"\s*(?:van|op) de\s*")
_JOBS = ("fta", "banen", "%")
_OF_WHICH = re.compile(r"^[^.;:]*?,?\s*waarvan\b", re.IGNORECASE)


def narrative_facts(document: Document, lexicon: Lexicon) -> list[Fact]:
    """The facts in the running text, the captions and the footnotes."""
    return list(_Narrative(document, lexicon).facts())


@dataclass(slots=True)
class _Said:
    """What has been said before a sentence in its block."""

    context: str = ""
    period: str = ""
    subject: Subject | None = None
    """Whom the last figure is about."""
    named: Subject | None = None
    """The party, no sector, that the sentence before names as its grammatical subject."""
    facts: list[Fact] = field(default_factory=list)


class _Narrative:
    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon
        self.subjects = Subjects(document, lexicon)
        self.reporting = reporting_year(document)
        self.latest = str(document.letter.date.year) if document.letter.date else self.reporting
        self.in_fta = _subjects_in_fta(document, lexicon)

    def facts(self) -> Iterator[Fact]:
        """The facts in the order of the letter's blocks."""
        notes = {note.span.start: note.section for note in self.document.footnotes}
        carried: tuple[str, ...] = ()
        for block in self.document.blocks:
            if block.kind not in (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CAPTION, BlockKind.FOOTNOTE):
                continue
            section = self.document.sections[notes.get(block.covers[0].start, block.section)]
            said = _Said()
            last = max((n for n, s in enumerate(block.sentences) if quantities(s.text)), default=-1)
            for sentence in block.sentences[: last + 1]:
                said.period = quarter(sentence.text) or said.period
                own = sentence_qualifiers(sentence.text, self.lexicon)
                if not own and _POINTS_BACK.match(sentence.text):
                    own = carried
                carried = own
                facts = list(self._sentence(section, sentence, said, own))
                yield from _with_wholes(facts, said.facts)
                said.facts += facts
                said.context = sentence.text
                named = self.subjects.named(sentence.text, len(sentence.text), self._home(section)[0])
                said.named = None if named is None or named.id in self.lexicon.sectors else named
            for sentence in block.sentences[last + 1 :][-1:]:
                # What stands behind the last figure of a block only matters for what is carried on.
                own = sentence_qualifiers(sentence.text, self.lexicon)
                carried = own or (carried if _POINTS_BACK.match(sentence.text) else ())

    def _home(self, section: Section) -> tuple[str, str]:
        return subject_of(section.path, self.lexicon)

    def _sentence(
        self, section: Section, sentence: Sentence, said: _Said, qualifiers: tuple[str, ...]
    ) -> Iterator[Fact]:
        """The facts of one sentence, in order."""
        text = sentence.text
        found = quantities(text)
        when = periods(text, found, said.period or self.reporting)
        ids = [f"{self.document.letter.id}:{sentence.locate(q.start, q.end).start}" for q in found]
        wholes = {part: ids[whole] for part, whole in _parts(text, found)}
        counted = next((q.unit_word for q in reversed(quantities(said.context)) if is_noun(q.unit_word)), "")
        made: list[Fact] = []
        home, _ = self._home(section)
        sector = home if home in self.lexicon.sectors else ""
        for index, quantity in enumerate(found):
            place = Place(text, found, index)
            counted, phrase = _counted(quantity, place.before, counted)
            unit = self.lexicon.unit_of(counted) or fold(counted)
            subject = self._subject(section, text, quantity, said, jobs=unit in _JOBS)
            timed = fold(unit) in MOMENTS
            planned = not timed and (place.planned or _is_future(when[index], self.latest))
            around = Surroundings(
                before=place.before, following=re.split(r"[.;:,()]", place.stretch)[0], stretch=place.stretch,
                phrase=phrase, unit=unit, changed=place.changed, planned=planned,
                in_sector=bool(sector) and subject.id == sector, about_sector=subject.id in self.lexicon.sectors,
                bracketed=_bracketed(place.before, made),
            )  # fmt: skip
            own = figure_qualifiers(place.own, self.lexicon)
            measured = _like_before(measure_of(around, qualifiers, own, self.lexicon), around, made)
            of_lexicon = measured.measure in self.lexicon.measures
            if not timed and unit not in (*_JOBS, "procentpunt"):
                # "twee vaste externe jobcoaches": the adjective is part of what is counted already.
                own = ()
            if subject.id in self.in_fta and unit == "banen" and of_lexicon:
                # Where the table of a sector counts fta, its text writes "banen" for the same.
                unit = "fta"
            fact = Fact(
                id=ids[index], letter=self.document.letter.id, subject=subject.id, subject_label=subject.label,
                measure=measured.measure, period=when[index], value=quantity.value, unit=unit, written_unit=counted,
                qualifiers=own or qualifiers,
                kind=FactKind.CHANGE if place.changed or (place.is_new and of_lexicon) else FactKind.LEVEL,
                approximate=place.approximate, partial=place.is_partial(subject.id, self.lexicon),
                section=section.name, sector=sector, counts=measured.counts, per=place.per, bound=place.bound,
                planned=planned, whole=wholes.get(index, ""), sentence=text, context=said.context, at=quantity.start,
                spans=sentence.spans, cell=sentence.locate(quantity.start, quantity.end),
            )  # fmt: skip
            said.subject = subject
            made.append(fact)
            yield fact

    def _subject(self, section: Section, text: str, quantity: Quantity, said: _Said, *, jobs: bool) -> Subject:
        """Whom a figure is about: see :mod:`ingest.subjects`."""
        home = self.subjects.of_section(section)
        named = self.subjects.named(text, quantity.start, home.id)
        if home.id in self.lexicon.sectors:
            # A sentence that names nobody goes on about the party before it, but its jobs are the sector's.
            silent = named is None and not self.subjects.mentions(text, quantity.unit_end, home.id)
            other = self.subjects.elsewhere(text, quantity, home.id) if jobs and named is None else None
            return named or other or (said.named if silent and not jobs and said.named else None) or home
        return (
            named
            or self.subjects.measured(text, quantity.start, jobs=jobs)
            or self.subjects.place(text, quantity.unit_end, said.context)
            or (said.subject if self.subjects.refers_back(text) else None)
            or (said.named if not jobs else None)
            or home
        )


def _subjects_in_fta(document: Document, lexicon: Lexicon) -> set[str]:
    """The sectors whose table counts fta."""
    return {
        subject_of(document.sections[table.section].path, lexicon)[0]
        for table in document.tables
        if any(" fta" in cell.text for row in table.rows for cell in row.cells)
    }


def _parts(text: str, found: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """Which quantities are a part of which: "vier van de vijf", "Van de 51 scholen zijn er 44 …",
    "489 fta, waarvan 249 fta vast en 240 fta tijdelijk"."""
    for index, (first, second) in enumerate(pairwise(found)):
        between = text[first.end : second.start]
        if _PART_OF.fullmatch(between):
            yield index, index + 1
        elif (
            re.search(r"\bvan de\s*$", text[: first.start], re.IGNORECASE)
            and second.unit_word != "%"
            and re.search(r"\b(?:zijn|waren|hebben|hadden|is|was|doen|deden|kregen|gaven)(?:\s+er)?\s*$", between)
        ):
            yield index + 1, index
        elif _OF_WHICH.search(between) and second.unit_word == first.unit_word:
            yield from ((i, index) for i in range(index + 1, len(found)) if found[i].unit_word == first.unit_word)


def _with_wholes(facts: list[Fact], earlier: list[Fact]) -> Iterator[Fact]:
    """The facts of a sentence, its percentages tied to what they are taken of.

    That is the figure which the sentence opens with ("Van de 330,5 banen …"), or, for one in
    brackets behind a count, an earlier figure of which the count is that very percentage.
    """
    for index, fact in enumerate(facts):
        if fact.unit != "%" or fact.kind is FactKind.CHANGE:
            yield fact
            continue
        opening = next((f for f in facts[:index] if f.unit != "%"), None)
        whole = ""
        if opening is not None and re.fullmatch(r"\W*van de\s*", fact.sentence[: opening.at], re.IGNORECASE):
            whole = opening.id
        elif index and re.match(r"[^()]*\($", fact.sentence[: fact.at][facts[index - 1].at :]):
            part = facts[index - 1]
            candidates = [f for f in (*earlier, *facts[:index]) if f.kind is FactKind.LEVEL and f.value > part.value]
            whole = next(
                (
                    f.id
                    for f in reversed(candidates)
                    if round_half_up(part.value / f.value * 100, fact.decimals) == fact.value
                ),
                "",
            )
        yield fact.model_copy(update={"share_of": whole}) if whole else fact


def _counted(quantity: Quantity, before: str, earlier: str) -> tuple[str, str]:
    """What a number counts, as a noun and with its adjectives.

    Without a noun behind it: "het aantal personen … is 142.421", else what the number before it
    counted ("Dat zijn er 2.067 meer").
    """
    word = quantity.unit_word
    if word == "%" or word.startswith("%-punt") or is_noun(word) or fold(word) in ("brief", "document"):
        return word, quantity.phrase
    named = number_of(before)
    return (named.split()[-1], named) if named else (earlier, earlier)


def _like_before(measured: Measured, around: Surroundings, made: list[Fact]) -> Measured:
    """What a figure counts that leaves this to the one before it in its sentence.

    A change counts what the level counts ("142.421 …, een toename van 454"); a share is taken of
    what the sentence opened with ("Van de 330,5 banen …") or of what the share before it was.
    """
    if measured == ("aandeel", ""):
        shares = [f.counts for f in made if f.measure == "aandeel"]
        opened = [f.counts for f in made[:1] if re.fullmatch(r"\W*van de\s*", f.sentence[: f.at], re.IGNORECASE)]
        return Measured("aandeel", (shares or opened or [""])[-1])
    unit = "%" if around.unit == "procentpunt" else around.unit
    level = next((f for f in reversed(made) if f.kind is FactKind.LEVEL and f.unit == unit), None)
    unnamed = around.unit not in ("%", "procentpunt", "fta", "banen") or measured.measure == "percentage"
    if around.changed and level is not None and unnamed:
        return Measured(level.measure, level.counts)
    return measured


def _bracketed(before: str, made: list[Fact]) -> str:
    """What a count counts that a percentage in brackets follows: "142.421 (51,8%)"."""
    if not made or not re.search(r"[\w.%]\s*\($", before) or made[-1].unit in ("%", "fta", "banen"):
        return ""
    between = before[made[-1].at :]
    return made[-1].counts or made[-1].written_unit if between.count("(") == 1 else ""


def _is_future(period: str, latest: str) -> bool:
    return period[:4].isdigit() and latest[:4].isdigit() and period[:4] > latest[:4]
