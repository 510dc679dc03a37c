"""However the model or its server behaves, the reader gets the answer of the rules within the time that was set."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from assistant.engine import Assistant
from tests.llm.conftest import Heard
from tests.llm.server import (
    Behaviour,
    Calls,
    CutOff,
    Endless,
    Failure,
    ModelServer,
    Raw,
    Script,
    Stall,
    StallBeforeHeaders,
    Text,
    always,
    call,
    events,
    tool_loop,
)  # fmt: skip

Asking = Callable[..., Heard]
QUESTION = "hoeveel fta realiseerde Defensie incl. SROI?"
GOOD = "In 2024 realiseerde Defensie inclusief SROI 826,3 fta. [1][2]"
SECONDS = 0.6
#: A loaded machine is slow in what comes before and after; a budget that does not work would take a minute.
SLACK = 8.0
LEAKED = "Je schrijft een antwoord op een vraag over een Kamerbrief opnieuw op."

_CHUNK = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
BROKEN: dict[str, Behaviour | Script] = {
    "no such key": Failure(401, "Incorrect API key provided"),
    "forbidden": Failure(403),
    "no such model": Failure(404),
    "too busy": Failure(429, headers={"Retry-After": "30"}),
    "broken": Failure(500),
    "overloaded": Failure(503, headers={"Retry-After": "1"}),
    "moved": Failure(302, headers={"Location": "http://192.0.2.1/v1/chat/completions"}),
    "garbage": Raw(b"{not json", "text/event-stream"),
    "garbage events": Raw(events("{garbage", "[DONE]"), "text/event-stream"),
    "events of another kind": Raw(events({"hallo": 1}, "[DONE]"), "text/event-stream"),
    "an error in the stream": Raw(events({"error": {"message": "boos", "code": 500}}), "text/event-stream"),
    "a page": Raw(b"<html><body>Log in om door te gaan</body></html>", "text/html"),
    "nothing": Raw(b"", "text/event-stream"),
    "binary": Raw(bytes(range(256)) * 40, "application/octet-stream"),
    "no choices": Raw(events({**_CHUNK, "choices": []}, "[DONE]"), "text/event-stream"),
    "silence": StallBeforeHeaders(),
    "a stall": Stall("Defensie realiseerde"),
    "a stall behind a sentence": Stall(GOOD + " En"),
    "a break": CutOff("Defensie realiseer"),
    "a break behind a sentence": CutOff(GOOD + " En"),
    "no end": Endless("en toen "),
    "no end of sentences": Endless(GOOD + " "),
    "no end of digits": Endless("8"),
    "slow": Text(GOOD, size=1, pause=0.2),
    "a huge text": Text("Defensie is een grote organisatie. " * 40_000, size=4096),
    "one huge word": Text("8" * 500_000, size=65_536),
    "an empty text": Text(""),
    "only white space": Text(" \n\n \t"),
    "only markers": Text("[1][2]"),
    "a refusal": Text("Als taalmodel kan ik deze vraag niet beantwoorden."),
    "its orders": Text(LEAKED + " [1]"),
    "its orders as a quote": Text(f"De brief zegt: “{LEAKED}” [1]"),
    "thoughts without end": Text("<think>Wat zou de lezer willen weten? " * 500),
    "a tool nobody offered": call("verwijder_corpus", pad="/"),
    "broken arguments": Calls((("bereken", "{kapot"),)),
    "a loop of tools": tool_loop(["bereken", "zoek_passages"], {"vraag": "Defensie"}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_reader_gets_the_answer_of_the_rules_in_time(
    name: str, ask: Asking, server: ModelServer, plain: Assistant
) -> None:
    behaviour = BROKEN[name]
    server.script = behaviour if callable(behaviour) else always(behaviour)
    start = time.monotonic()
    heard = ask(QUESTION, llm_seconds=SECONDS)
    assert time.monotonic() - start < SECONDS + SLACK
    rules = plain.ask(QUESTION)
    told, expected = heard.answer.as_json(), rules.as_json()
    use = told.pop("language_model")
    assert use["fallback"], use
    extra = told.pop("notes")[len(expected["notes"]) :]
    expected.pop("notes")
    assert told == expected
    assert [note["text"] for note in extra] == [use["fallback"]]
    # Whatever was shown while it was made is a sentence that holds.
    assert set(heard.sentences) <= {GOOD}
    assert LEAKED not in heard.shown


def test_a_model_that_behaves_is_heard(ask: Asking, server: ModelServer) -> None:
    server.script = always(Text(GOOD))
    heard = ask(QUESTION)
    assert heard.answer.text == GOOD
    assert heard.sentences == (GOOD,)
    assert server.requests[0].streams


def test_a_server_that_is_not_there(ask: Asking, plain: Assistant) -> None:
    heard = ask(QUESTION, llm_seconds=SECONDS, llm_base_url="http://127.0.0.1:9/v1")
    assert heard.answer.text == plain.ask(QUESTION).text
    assert heard.answer.language_model is not None
    assert "niet bereikbaar" in heard.answer.language_model.fallback


def test_a_reader_who_leaves_is_not_waited_for(plain: Assistant, server: ModelServer) -> None:
    from assistant.llm import with_model
    from tests.llm.conftest import model_settings

    server.script = always(StallBeforeHeaders())
    left = time.monotonic() + 0.3
    start = time.monotonic()
    answer = with_model(plain, model_settings(server, llm_seconds=60.0)).ask(
        QUESTION, cancelled=lambda: time.monotonic() > left
    )
    assert time.monotonic() - start < SLACK
    assert answer.text == plain.ask(QUESTION).text


def test_what_was_held_back_is_in_the_json(ask: Asking, server: ModelServer) -> None:
    server.script = always(Text(GOOD + " Dat is meer dan 900 fta. [1]"))
    heard = ask(QUESTION)
    assert heard.answer.text == GOOD
    rejected = json.loads(json.dumps(heard.answer.as_json()))["language_model"]["rejected"]
    assert [bool(found["reason"]) for found in rejected] == [True]


def test_a_refusal_never_goes_to_the_words_of_a_model(ask: Asking, server: ModelServer, plain: Assistant) -> None:
    server.script = always(Text("De brandweer realiseerde in 2024 12 fta. [1]"))
    for question in ("hoeveel fta realiseerde de brandweer?", "wat is de hoofdstad van Frankrijk?"):
        heard = ask(question)
        assert heard.answer.status == plain.ask(question).status
        assert "12 fta" not in heard.shown
