"""Questions to start with, drawn from the index: about what it holds, and each one answerable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer import Route, Status
from assistant.engine import Assistant
from corpus.dutch import fold

EXAMPLES = 5
SCANNED = 500
"""How many passages are read in search of a name that the letters explain."""
_DEFINITION = re.compile(r"((?:De |Het )?[A-Z]\w+(?: [A-Z]\w+)*) is (?:de|het|een) ")


def examples(assistant: Assistant) -> tuple[str, ...]:
    """Questions of different kinds about what the corpus holds, each asked and found answered."""
    kinds = [(_with_part, Route.CALCULATION), (_levels, Route.CALCULATION), (_falls, Route.BOTH)]
    kinds += [(_definitions, Route.PASSAGES), (_lists, Route.CALCULATION), *[(_levels, Route.CALCULATION)] * EXAMPLES]
    chosen: list[str] = []
    for candidates, route in kinds:
        for question in candidates(assistant):
            answer = assistant.ask(question) if question not in chosen else None
            if answer and answer.status is Status.ANSWERED and answer.route is route:
                chosen.append(question)
                break
    return tuple(chosen[:EXAMPLES])


def _with_part(assistant: Assistant) -> Iterator[str]:
    """A figure with a part that the letter gives beside it, such as jobs through procurement."""
    for fact in sorted(assistant.facts, key=lambda fact: fact.period, reverse=True):
        sector = assistant.lexicon.sectors.get(fact.subject)
        part = assistant.lexicon.qualifiers.get("".join(fact.qualifiers))
        if sector and part and assistant.facts.find(fact.subject, fact.measure, fact.period):
            verb = "realiseerden" if sector.plural else "realiseerde"
            name = next((name for name in part.names if fold(name) in fold(fact.sentence)), part.names[0])
            yield f"Hoeveel {fact.unit} {verb} {sector.in_text} in {fact.period} inclusief {name}?"


def _levels(assistant: Assistant) -> Iterator[str]:
    """A figure of a table: first those that the letter contradicts, then the latest."""
    odd = {found.facts[0] for found in assistant.composer.inconsistencies}
    facts = sorted(assistant.facts, key=lambda fact: (fact.id in odd, fact.period), reverse=True)
    for fact in facts:
        sector = assistant.lexicon.sectors.get(fact.subject)
        if sector and fact.from_table:
            yield f"Wat was {assistant.composer.wording.noun(fact.measure)} van {sector.in_text} in {fact.period}?"


def _lists(assistant: Assistant) -> Iterator[str]:
    """Who reached the target, the latest year first."""
    for period in reversed(assistant.facts.periods):
        yield f"Welke sectoren haalden in {period} het doel?"


def _falls(assistant: Assistant) -> Iterator[str]:
    """Why a realisation fell, the deepest fall first."""
    periods, depths = assistant.facts.periods, {}
    for subject in assistant.facts.subjects:
        first, last = (assistant.facts.find(subject, "realisatie", period) for period in (periods[0], periods[-1]))
        if first and last and last.value < first.value:
            depths[subject] = last.value / first.value
    for subject in sorted(depths, key=lambda subject: depths[subject]):
        sector = assistant.lexicon.sectors[subject]
        yield f"Waarom daalde de realisatie van {sector.in_text} en met hoeveel?"


def _definitions(assistant: Assistant) -> Iterator[str]:
    """What a name is, for the names that a sentence of the letters explains."""
    for passage in assistant.store.passages([number for number, _ in assistant.store.passage_ids()[:SCANNED]]):
        found = (_DEFINITION.match(sentence.text) for sentence in passage.sentences)
        yield from (f"Wat is {match[1]}?" for match in found if match)
