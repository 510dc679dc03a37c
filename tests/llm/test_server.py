"""The scripted model server speaks the API that langchain's client speaks."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import openai
import pytest
from langchain_core.messages import AIMessageChunk
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from pydantic import BaseModel

from tests.llm.server import (
    Calls,
    CutOff,
    Endless,
    Failure,
    ModelServer,
    Raw,
    Received,
    Stall,
    StallBeforeHeaders,
    Structured,
    Text,
    always,
    call,
    events,
    in_turn,
)  # fmt: skip

#: What the client raises where an answer is no answer: its own kinds, and those of what it reads with.
_FAULTS = (openai.OpenAIError, httpx.HTTPError, json.JSONDecodeError, ValueError, TypeError, KeyError, AttributeError)
_ASKED = "hoeveel?"


@tool
def bereken(maat: str, jaar: int) -> str:
    """Rekent."""
    return f"{maat} {jaar}"


class Cijfer(BaseModel):
    """Een cijfer met zijn jaar."""

    maat: str
    jaar: int


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(always(Text("Het doel was 602,8 fta. [1]"))) as running:
        yield running


@pytest.fixture
def model(server: ModelServer) -> Callable[..., ChatOpenAI]:
    def make(**settings: Any) -> ChatOpenAI:
        named = {"timeout": 5, "max_retries": 0, **settings}
        return ChatOpenAI(model="test-model", base_url=server.url, api_key="een-sleutel", **named)

    return make


def test_a_text_comes_whole_with_its_usage(server: ModelServer, model: Callable[..., ChatOpenAI]) -> None:
    said = model().invoke(_ASKED)
    assert said.content == "Het doel was 602,8 fta. [1]"
    assert said.usage_metadata is not None
    assert said.usage_metadata["total_tokens"] > 0


def test_a_text_comes_in_pieces_with_its_usage(server: ModelServer, model: Callable[..., ChatOpenAI]) -> None:
    chunks = list(model(stream_usage=True).stream(_ASKED))
    assert len([chunk for chunk in chunks if chunk.content]) > 2
    assert "".join(str(chunk.content) for chunk in chunks) == "Het doel was 602,8 fta. [1]"
    assert any(chunk.usage_metadata for chunk in chunks if isinstance(chunk, AIMessageChunk))


@pytest.mark.parametrize("streaming", [False, True])
def test_tools_are_called(server: ModelServer, model: Callable[..., ChatOpenAI], streaming: bool) -> None:
    server.script = always(Calls((("bereken", {"maat": "doel", "jaar": 2024}), ("bereken", {"maat": "é", "jaar": 1}))))
    bound = model().bind_tools([bereken])
    said: Any = None
    if streaming:
        for chunk in bound.stream(_ASKED):
            said = chunk if said is None else said + chunk
    else:
        said = bound.invoke(_ASKED)
    assert [found["args"] for found in said.tool_calls] == [{"maat": "doel", "jaar": 2024}, {"maat": "é", "jaar": 1}]
    assert server.requests[0].tools == ["bereken"]


@pytest.mark.parametrize("method", ["json_schema", "function_calling", "json_mode"])
def test_objects_come_in_the_way_they_are_asked_for(
    server: ModelServer, model: Callable[..., ChatOpenAI], method: Any
) -> None:
    server.script = always(Structured({"maat": "doel", "jaar": 2024}))
    assert model().with_structured_output(Cijfer, method=method).invoke(_ASKED) == Cijfer(maat="doel", jaar=2024)
    assert server.requests[0].wants_structure


def test_behaviours_follow_each_other(server: ModelServer, model: Callable[..., ChatOpenAI]) -> None:
    server.script = in_turn(call("bereken", maat="doel", jaar=2024), Text("klaar"))
    bound = model().bind_tools([bereken])
    assert [bool(bound.invoke(_ASKED).tool_calls) for _ in range(3)] == [True, False, False]


@pytest.mark.parametrize(
    ("status", "error"),
    [(401, openai.AuthenticationError), (429, openai.RateLimitError), (500, openai.InternalServerError)],
)
def test_errors_are_those_of_the_api(
    server: ModelServer, model: Callable[..., ChatOpenAI], status: int, error: type[Exception]
) -> None:
    server.script = always(Failure(status))
    with pytest.raises(error):
        model().invoke(_ASKED)


@pytest.mark.parametrize(
    "behaviour",
    [
        Raw(b"{not json"), Raw(b"<html>hallo</html>", "text/html"), Raw(b""), CutOff("Het doel was 60"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_an_error(server: ModelServer, model: Callable[..., ChatOpenAI], behaviour: Any) -> None:
    server.script = always(behaviour)
    with pytest.raises(_FAULTS):
        model().invoke(_ASKED)


@pytest.mark.parametrize("behaviour", [Raw(events("{garbage"), "text/event-stream"), CutOff("Het doel was 60")])
def test_a_stream_that_breaks_is_an_error(
    server: ModelServer, model: Callable[..., ChatOpenAI], behaviour: Any
) -> None:
    server.script = always(behaviour)
    with pytest.raises(_FAULTS):
        list(model().stream(_ASKED))


@pytest.mark.parametrize("behaviour", [StallBeforeHeaders(), Stall("Het doel")])
@pytest.mark.parametrize("streaming", [False, True])
def test_a_stall_lasts_as_long_as_the_client_waits(
    server: ModelServer, model: Callable[..., ChatOpenAI], behaviour: Any, streaming: bool
) -> None:
    server.script = always(behaviour)
    start = time.monotonic()
    with pytest.raises((openai.APITimeoutError, httpx.ReadTimeout)):
        list(model(timeout=0.2).stream(_ASKED)) if streaming else model(timeout=0.2).invoke(_ASKED)
    assert time.monotonic() - start < 10


def test_an_endless_stream_ends_when_the_client_goes(server: ModelServer, model: Callable[..., ChatOpenAI]) -> None:
    server.script = always(Endless())
    stream = model().stream(_ASKED)
    pieces = [next(stream) for _ in range(20)]
    stream.close()  # type: ignore[attr-defined]
    assert len(pieces) == 20


def test_every_request_is_kept(server: ModelServer, model: Callable[..., ChatOpenAI]) -> None:
    model().invoke([("system", "u bent streng"), ("human", _ASKED)])
    [request] = server.requests
    assert request.key == "een-sleutel"
    assert [message["role"] for message in request.messages] == ["system", "user"]
    assert _ASKED in server.sent
    server.forget()
    assert server.requests == []


def test_a_script_sees_the_request(server: ModelServer, model: Callable[..., ChatOpenAI]) -> None:
    def script(request: Received) -> Text:
        return Text(str(request.messages[-1]["content"])[::-1])

    server.script = script
    assert model().invoke("abc").content == "cba"


def test_another_path_is_not_found(server: ModelServer) -> None:
    assert httpx.post(server.url + "/responses", json={}, timeout=5).status_code == 404
