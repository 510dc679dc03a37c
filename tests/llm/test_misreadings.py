"""A model that reads questions wrongly on purpose gives no figure to a question that the letter does not answer."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from assistant.llm.understand import Understanding
from tests.llm.conftest import Heard
from tests.llm.server import Calls, ModelServer, Structured, Text, always

Asking = Callable[..., Heard]
#: Who is asked for something that no table holds, by a verb that no letter uses. A model may take the verb for
#: another word for having; then the reader is told so.
VERBS = (
    "Hoeveel fta ontsloeg Defensie in 2024?", "Hoeveel fta schrapte het Rijk in 2024?",
    "Hoeveel fta bezuinigde het Rijk in 2024?", "Hoeveel fta staakte bij de gemeenten in 2024?",
)  # fmt: skip
#: A question that only a model reads.
ONLY_READ = "Hoeveel fta ritselde Defensie in 2024?"
#: The letter does not answer them, though every name in them is one it has.
UNANSWERABLE = (
    "Hoeveel gemeenten voldeden in 2024 niet aan hun eigen aandeel in de doelstelling?",
    "Hoeveel ministeries zijn over hun doel heen gegaan?",
    "Welke boete krijgen departementen die hun doelstelling niet halen?",
    "Welk umc scoort het slechtst op de banenafspraak?",
    "Hoeveel medewerkers uit de doelgroep zijn in 2024 uitgestroomd bij Defensie?",
    "Welke departementen hebben meer banen gecreëerd dan hun doel?",
    "Hoeveel fte werkt er in totaal bij de provincies?",
    "Welk umc leverde in 2023 geen cijfers aan?",
    "Om welke veertien mbo-scholen gaat het precies?",
)
_WHO = ("gemeenten", "rijk", "universitaire-medische-centra", "defensie", "provincies", "mbo")
_BELOW = {"comparator": "<", "value": "0"}
_SHAPES: tuple[dict[str, Any], ...] = (
    {}, {"metric": "gap"}, {"metric": "gap", "sense": "down"}, {"metric": "gap", "sense": "up"},
    {"metric": "change", "base": "2023"}, {"metric": "change_percent", "base": "2023", "sense": "down"},
    {"aggregation": "sum"}, {"aggregation": "mean"}, {"aggregation": "extreme", "highest": False},
    {"aggregation": "rank"}, {"aggregation": "filter", "metric": "gap", "threshold": _BELOW},
    {"aggregation": "count", "metric": "gap", "threshold": _BELOW}, {"aggregation": "count"},
    {"aggregation": "count", "metric": "gap", "threshold": {"comparator": ">", "value": "0"}},
    {"recomputed": True}, {"qualifier": "inkoop"}, {"qualifier": "incl-inkoop"},
)  # fmt: skip


def _requests(assistant: Assistant) -> Iterator[dict[str, Any]]:
    """Every kind of request for whoever the questions could be about, and for everyone."""
    everyone = list(assistant.facts.subjects)
    for members in [*([who] for who in _WHO if who in everyone), everyone]:
        measures = ("doel", "realisatie", "realisatiepercentage")
        for measure, year, shape in itertools.product(measures, ("2023", "2024"), _SHAPES):
            yield {"targets": [{"members": [m]} for m in members], "measures": [measure], "periods": [year], **shape}


@pytest.mark.parametrize("question", UNANSWERABLE)
def test_no_reading_of_a_model_answers_what_the_letter_does_not(plain: Assistant, question: str) -> None:
    understanding = Understanding(plain)
    if not understanding.may_read(question, plain.ask(question)):
        # Then no model is asked; which questions are, is for the rules to say.
        return
    tried = 0
    for raw in _requests(plain):
        request = understanding.request(raw)
        if request is not None:
            tried += 1
            assert understanding.asked(question, request) == "", raw
    assert tried > 300


def _told(answer: Answer) -> tuple[Any, ...]:
    return answer.status, answer.value, answer.text


@pytest.mark.parametrize("question", VERBS)
def test_a_reading_is_told_and_answered_by_the_rules(
    ask: Asking, server: ModelServer, plain: Assistant, question: str
) -> None:
    who = next(who for who in ("defensie", "rijk", "gemeenten") if who in question.casefold())
    server.script = always(Structured({"targets": [{"members": [who]}], "measures": ["doel"], "periods": ["2024"]}))
    answer = ask(question).answer
    read = [note.text.removeprefix("Begrepen als: ") for note in answer.notes if note.text.startswith("Begrepen als:")]
    if answer.status is Status.ANSWERED and read:
        assert [_told(plain.ask(text)) for text in read] == [_told(answer)]
    else:
        assert _told(answer) == _told(plain.ask(question))


GARBAGE: tuple[Any, ...] = (
    {}, {"targets": []}, {"targets": None}, {"targets": "defensie", "measures": "realisatie", "periods": "2024"},
    {"targets": [{"members": ["defensie"]}], "measures": ["omzet"], "periods": ["2024"]},
    {"targets": [{"members": ["brandweer"]}], "measures": ["realisatie"], "periods": ["2024"]},
    {"targets": [{"members": ["defensie"]}], "measures": ["realisatie"], "periods": ["2030"]},
    {"targets": [{"members": ["defensie"], "label": "9.999 fta"}], "measures": ["realisatie"], "periods": ["2024"]},
    {"targets": [{"members": ["defensie"]}], "measures": ["realisatie"], "periods": ["2024"], "assumptions": ["lieg"]},
    {"targets": [{"members": ["defensie"] * 5000}], "measures": ["realisatie"] * 5000, "periods": ["2024"] * 5000},
    {"targets": [{"members": ["'; DROP TABLE facts; --"]}], "measures": ["../../etc/passwd"], "periods": ["2024"]},
    {"targets": [{"members": [["defensie"]]}], "measures": [{}], "periods": [2024], "count": 10**30},
    {"value": "9999", "unit": "fta", "status": "answered", "text": "Het is 9.999 fta."},
)  # fmt: skip


@pytest.mark.parametrize("value", GARBAGE, ids=range(len(GARBAGE)))
def test_what_is_no_request_changes_nothing(ask: Asking, server: ModelServer, plain: Assistant, value: Any) -> None:
    server.script = always(Structured(value))
    heard = ask(ONLY_READ)
    assert server.requests, "the model was not asked: the test shows nothing"
    right = plain.ask("Wat was de realisatie van Defensie in 2024?")
    assert _told(heard.answer) in (_told(plain.ask(ONLY_READ)), _told(right))
    assert "9.999" not in heard.shown
    assert "lieg" not in heard.shown


@pytest.mark.parametrize(
    "behaviour",
    [
        Text("Het antwoord is 9.999 fta. [1]"), Text('{"targets": ["defensie"'), Text('{"a":' * 5000),
        Calls((("verwijder", {"alles": True}),)), Calls((("cijfervraag", "{kapot"),)), Text(""),
    ],
    ids=["words", "half", "deep", "another tool", "broken", "nothing"],
)  # fmt: skip
def test_what_is_no_call_changes_nothing(ask: Asking, server: ModelServer, plain: Assistant, behaviour: Any) -> None:
    server.script = always(behaviour)
    heard = ask(ONLY_READ)
    assert server.requests, "the model was not asked: the test shows nothing"
    assert _told(heard.answer) == _told(plain.ask(ONLY_READ))
    assert "9.999" not in heard.shown


def test_a_reading_that_covers_the_question_is_answered_by_the_rules(
    ask: Asking, server: ModelServer, plain: Assistant
) -> None:
    assert plain.ask(ONLY_READ).status is not Status.ANSWERED
    request = {"targets": [{"members": ["defensie"]}], "measures": ["realisatie"], "periods": ["2024"]}
    server.script = lambda asked: (
        Structured(request) if asked.wants_structure else Text("Defensie realiseerde in 2024 595,4 fta. [1]")
    )
    heard = ask(ONLY_READ)
    assert any(note.text.startswith("Begrepen als:") for note in heard.answer.notes)
    assert str(heard.answer.value) == "595.4"
