"""Questions of more than one sentence or clause: what the first says, and what the second asks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Answer, Status
from assistant.asks import opens_with_if
from assistant.combine import SENTENCES, clauses, joined, led
from assistant.conversation import Conversation
from assistant.cues import Cue
from assistant.nuances import names_shortfall
from assistant.preamble import supposes_something
from assistant.question import GOAL, Aggregation, Metric, Request
from assistant.reading import Kind
from assistant.steps import onward
from assistant.understand import MOVING, Understood
from assistant.whatif import halves
from corpus.analysis import analyse

if TYPE_CHECKING:
    from assistant.engine import Assistant, Question

#: So many words in front of a question are its topic ("inhuur Rijk: hoeveel …"); more may lead up to it.
_TOPIC = 3
_SPECIFIES = re.compile(r"^(?:dus |en )?(?:niet|geen|in (?:hele )?(?:procent\w*|fta|banen))\b", re.IGNORECASE)


def without_default(assistant: Assistant, text: str) -> str:
    """A question without a last sentence that only says what holds anyhow ("Graag exclusief inkoop.")."""
    sentences = SENTENCES.split(text)
    if len(sentences) < 2:
        return text
    tail = assistant.understander.reader.read(sentences[-1])
    left = {Cue.EXCLUDING} & tail.cues or {Cue.INCLUDING, Cue.NOT} <= tail.cues
    only = tail.cues <= {Cue.EXCLUDING, Cue.INCLUDING, Cue.NOT, Cue.TOPIC, Cue.VIA, Cue.CLAIM}
    parts = tail.values(Kind.QUALIFIER)
    beside = all(
        assistant.lexicon.qualifiers[part].of == "sentence" for part in parts if part in assistant.lexicon.qualifiers
    )
    names = any(tail.of(kind) for kind in (Kind.SECTOR, Kind.GROUP, Kind.YEAR, Kind.NUMBER))
    if not (parts and beside and left and only) or names or tail.others or "?" in sentences[-1]:
        return text
    return text[: text.rindex(sentences[-1])].rstrip()


def behind_lead(assistant: Assistant, text: str) -> Question | None:
    """A question that is whole by itself, behind sentences that give no figure and name nobody else ("De VNG zal erop
    wijzen. Van alle banen …, welk percentage zat bij gemeenten?"); None for any other."""
    sentences = SENTENCES.split(text)
    if len(sentences) < 2:
        return None
    lead = assistant.understander.reader.read(". ".join(sentences[:-1]))
    if lead.cues & _ASKING or any(lead.of(kind) for kind in _TELLING):
        return None
    if _ONLY & {token.fold for token in lead.tokens} or any(m.first and m.text[0].isupper() for m in lead.others):
        # "Ik bedoel alleen Amsterdam. …": it narrows what is asked.
        return None
    asked = assistant.understand_one(sentences[-1])
    own = asked.understood.reading
    names = [*own.values(Kind.SECTOR), *own.values(Kind.GROUP)]
    if _POINTS_BACK & {token.fold for token in own.tokens}:
        return None
    if asked.result is None or not names or not {*lead.values(Kind.SECTOR), *lead.values(Kind.GROUP)} <= {*names}:
        return None
    return replace(asked, text=text)


_ONLY = frozenset("alleen enkel slechts uitsluitend bedoel bedoelde gaat mij specifiek".split())
_POINTS_BACK = frozenset("dat dit daarvan hiervan ervan hun ze zij daar daarmee hiermee".split())
_TELLING = (Kind.YEAR, Kind.QUALIFIER, Kind.NUMBER, Kind.MEASURE, Kind.UNIT)
_ASKING = frozenset(
    {Cue.HYPOTHESIS, Cue.EXCLUDING, Cue.INCLUDING, Cue.HOW_MANY, Cue.WHICH, Cue.WHO, Cue.WHY, Cue.HOW_FAR, *MOVING}
)


def asked_apart(assistant: Assistant, text: str) -> Question | None:
    """A question behind a sentence that tells of a movement or a shortfall, which is not what is asked ("X en Y
    blijven achter. Wat is hun percentage samen?"), with the names of that sentence; None for any other."""
    sentences = SENTENCES.split(text)
    if len(sentences) != 2:
        return None
    told, asked = sentences
    statement, own = (assistant.understander.reader.read(part) for part in (told, asked))
    moving = set(MOVING)
    asks = statement.cues & {Cue.HOW_MANY, Cue.WHICH, Cue.WHO, Cue.HOW_FAR, Cue.HYPOTHESIS}
    if asks or not statement.cues & moving or own.cues & moving or own.others:
        return None
    if Cue.CLAIM in own.cues and not own.cues & {Cue.HOW_MANY, Cue.WHICH, Cue.HOW_FAR}:
        # "Klopt dat?" is of all that the sentence before it says.
        return None
    if own.cues & {Cue.WHO, Cue.SECTOR, Cue.RANK, Cue.NEXT, Cue.HIGHEST, Cue.LOWEST}:
        # "Het Rijk groeide het meest. Wie komt daarna?" goes on with that order.
        return None
    if assistant.follow_ups.asks_size_alone(own) or supposes_something(statement, assistant.facts):
        return None
    named = own.of(Kind.SECTOR) or own.of(Kind.GROUP)
    for whole in assistant.follow_ups.with_names_of(statement, asked) or ([asked] if named else []):
        found = assistant.understand_one(whole)
        if found.result is not None:
            return replace(found, text=whole, answer=assistant.understood_as(assistant.respond(found), text, whole))
    return None


_POINTS_AT = re.compile(r"\b(?:dat|dit)\b", re.IGNORECASE)


def in_parts(assistant: Assistant, question: str) -> Question | Answer | None:
    """The answer to a question of two clauses, of which the second may build on the first.

    A clause that only states something gives the names that the other lacks; of two that ask,
    both must be answered, and one of them with a figure.
    """
    from assistant.engine import turn_of

    parts = led(clauses(question))
    if len(parts) != 2:
        return None
    supposed = halves(question)
    if supposed is not None and question.find(supposed.condition) < question.find(supposed.main):
        # What is asked under a condition is another question without it.
        return None
    first, second = (assistant.understand_one(part) for part in parts)
    if Cue.HYPOTHESIS in first.understood.reading.cues or opens_with_if(first.understood.reading):
        return None
    if question[:4].casefold() == "als " and first.understood.reading.of(Kind.NUMBER):
        # "Als je alle banen op 100% stelt, …": what is asked is of that.
        return None
    if first.result is None and first.understood.reading.cues & {Cue.DIVIDED} and _POINTS_AT.search(parts[1]):
        # "A min B, gedeeld door B: hoeveel procent is dat?"
        return None
    onwards = onward(assistant.understander, first.understood.request, parts[1]) if first.understood.request else None
    if first.answer is None and not first.understood.asks and first.result is not None and onwards is None:
        return None
    if first.understood.unexplained and _is_topic(parts[0], question, first.understood):
        return None
    if first.result is None and first.answer is None and not first.understood.asks_how_many:
        if _narrows(assistant, first.understood, second.understood) or not _asks_something(second.understood):
            return None
        wholes = assistant.follow_ups.with_names_of(first.understood.reading, parts[1])
        for whole in wholes or ([parts[1]] if first.understood.only_leads else []):
            asked = assistant.understand_one(whole)
            if asked.result is not None and not _leaves_shortfall(first.understood, asked.result.request):
                answer = assistant.understood_as(assistant.respond(asked), question, whole)
                return replace(asked, text=whole, answer=answer)
        return None
    if _SPECIFIES.match(parts[1]):
        # "… dus niet in banen maar in procenten": says how the first is meant.
        return None
    answer = assistant.respond(first)
    conversation = Conversation((turn_of(parts[0], parts[0], first, answer),))
    if answer.status is not Status.ANSWERED:
        return None
    if onwards is not None:
        told = assistant.composer.calculated(parts[1], assistant.calculator.run(onwards))
        return joined(question, [answer, told], last=onwards.aggregation is not Aggregation.VALUE)
    alone = second.result is not None and bool(second.understood.sectors)
    # "Wie heeft het hoogste doel, en wie het laagste?": two figures are not one.
    two = alone or bool(second.understood.reading.cues & {Cue.HIGHEST, Cue.LOWEST})
    for text in [parts[1]] if alone else [*assistant.follow_ups.candidates(conversation, parts[1])]:
        asked = assistant.understand_one(text)
        other = assistant.respond(asked)
        if asked.result is not None and _leaves_shortfall(first.understood, asked.result.request):
            continue
        if asked.result is None and first.result is None and other.value is None:
            continue
        figure = asked.result is not None or other.value is not None
        if other.status is Status.ANSWERED and (figure or not asked.understood.numeric):
            both = joined(question, [answer, other], last=not two and other.value is not None)
            # What follows goes on from the last figure.
            return both if asked.result is None else replace(asked, text=question, answer=both)
    return None


def _leaves_shortfall(statement: Understood, asked: Request) -> bool:
    """Whether a statement speaks of a shortfall, and what is asked of it was read as of something else."""
    gap = asked.metric in (Metric.GAP, Metric.GAP_PERCENT) or GOAL in {target.measure for target in asked.targets}
    return names_shortfall(statement.reading) and not gap


def _narrows(assistant: Assistant, statement: Understood, asked: Understood) -> bool:
    """Whether a statement speaks of something that figures of the text are about, of which a question that
    names no measure asks on ("Meer besturen namen actie. Hoeveel procentpunt meer?")."""
    if supposes_something(statement.reading, assistant.facts):
        return True
    if asked.reading.of(Kind.MEASURE) or asked.sectors:
        return False
    return any(word in assistant.text_figures.known for m in statement.reading.others for word in analyse(m.text))


def _asks_something(understood: Understood) -> bool:
    """Whether a clause asks for a figure: it says so, or names what is measured."""
    reading = understood.reading
    named = any(reading.of(kind) for kind in (Kind.MEASURE, Kind.WEAK_MEASURE, Kind.QUALIFIER, Kind.UNIT))
    return named or bool(reading.cues - {Cue.TOPIC, Cue.NOT, Cue.WHY, Cue.CLAIM, Cue.LATEST, Cue.SAID})


def _is_topic(lead: str, question: str, understood: Understood) -> bool:
    """Whether words in front of a question name what is asked, so that all of them count: a few words, or words
    before a colon that name somebody ("leger en agenten samen: hoeveel …")."""
    before_colon = question.partition(lead)[2].lstrip()[:1] == ":"
    return len(lead.split()) <= _TOPIC or (before_colon and bool(understood.sectors))
