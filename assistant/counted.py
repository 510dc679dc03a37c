"""What the tables of a corpus count, and the words that its letters have for it.

A table of targets and results may count jobs, buildings or anything else. The noun behind its figures asks for a
result; so do the words that the text beside a table has for the same figure ("de 1.402 verduurzaamde gebouwen").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from assistant.reading import Kind, Reading
from assistant.results import Result
from assistant.view_words import is_cue, is_participle
from corpus.dutch import fold, lemma, tokens
from corpus.facts import Fact
from corpus.lexicon import Lexicon

#: Smaller figures are alike by chance.
_LEAST = 10
#: A shorter beginning of a heading says too little.
_NAME = 5


def words_counted(facts: Sequence[Fact], lexicon: Lexicon) -> dict[str, set[str]]:
    """By the unit that the lexicon gives to a measure, the words for what the tables count where that is another."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for unit, cells in _counting_otherwise(facts, lexicon).items():
        found[unit] |= {form for cell in cells for form in (fold(cell.unit), lemma(cell.unit))}
        told = {(_heading(cell), abs(cell.value)) for cell in cells} | _moved(cells)
        for fact in facts:
            if not fact.from_table and fact.value >= _LEAST and (_heading(fact), fact.value) in told:
                found[unit] |= _words_of(fact, lexicon)
    return dict(found)


def units_counted(facts: Sequence[Fact], lexicon: Lexicon) -> dict[str, str]:
    """What the table of each subject counts, where that is not the unit that the lexicon gives to its measures."""
    return {cell.subject: cell.unit for cells in _counting_otherwise(facts, lexicon).values() for cell in cells}


def names_in_text(facts: Sequence[Fact], subjects: Mapping[str, str], known: Collection[str]) -> dict[str, set[str]]:
    """Shorter names that a section has for its own subject: the first part of the heading above its table, where the
    text of no other section has it in front of its own ("scholen" under "Schoolgebouwen")."""
    headings = {subject: fold(label) for subject, label in subjects.items() if subject not in known}
    said: defaultdict[str, set[str]] = defaultdict(set)
    for fact in facts:
        for subject, heading in headings.items():
            if not fact.from_table and fold(_heading(fact)) == heading:
                said[subject] |= {token.fold for token in tokens(fact.sentence) if token.fold.isalpha()}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for subject, words in said.items():
        for word in words:
            base = lemma(word)
            fits = [own for own, heading in headings.items() if heading.startswith(base) and heading != base]
            if len(base) >= _NAME and fits == [subject] and not is_cue(word):
                found[subject] |= {word, base}
    return dict(found)


def counts_other(reading: Reading, result: Result, shipped: Lexicon) -> str:
    """The word of a question for what it wants counted, where its figures count something else ("hoeveel banen" of a
    table of buildings); empty where they do not, or none is named. ``shipped`` knows no words of the letters."""
    known = {unit.id for unit in shipped.unit}
    others = {row.unit for row in result.rows} - known
    named = [m.text for m in reading.of(Kind.UNIT) if m.value(Kind.UNIT) not in ("%", "procentpunt")]
    theirs = [word for word in named if (shipped.unit_of(word) is None) != bool(others)]
    counts = bool(result.rows) and all(row.unit not in ("%", "procentpunt", "keer", "jaar") for row in result.rows)
    return theirs[0] if counts and len(theirs) == len(named) and named else ""


def _counting_otherwise(facts: Sequence[Fact], lexicon: Lexicon) -> dict[str, list[Fact]]:
    """The cells of results that are in a unit of their own, by the unit that the lexicon gives to what they measure."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        measure = lexicon.measures.get(fact.measure)
        other = measure is not None and fact.from_table and lexicon.unit_of(fact.unit) is None and fact.unit.isalpha()
        if measure is not None and other and measure.weak:
            found[measure.unit].append(fact)
    return found


def _heading(fact: Fact) -> str:
    return fact.section.partition(" › ")[0]


def _moved(cells: Sequence[Fact]) -> set[tuple[str, object]]:
    """By how much each subject rose or fell between two years that follow each other."""
    by_subject: defaultdict[str, list[Fact]] = defaultdict(list)
    for cell in sorted(cells, key=lambda fact: fact.period):
        by_subject[cell.subject].append(cell)
    return {(_heading(b), abs(b.value - a.value)) for row in by_subject.values() for a, b in pairwise(row)}


def _words_of(fact: Fact, lexicon: Lexicon) -> set[str]:
    """The noun of a figure of the text with its participles, in their forms; not what the lexicon knows."""
    words = [token.fold for token in tokens(fact.counts)]
    kept = words[-1:] + [word for word in words[:-1] if is_participle(word)]
    forms = {form for word in kept for form in (word, word.removesuffix("e"), lemma(word)) if len(form) > 2}
    return {form for form in forms if form.isalpha() and lexicon.unit_of(form) is None}
