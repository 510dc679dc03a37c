"""Only the host that was named hears anything, with its own key, and only of what the answer cites."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.engine import Assistant
from assistant.llm import with_model
from assistant.settings import Settings
from tests.command_line import kamerbrief
from tests.llm.conftest import KEY, Heard, model_settings
from tests.llm.server import Failure, ModelServer, Text, always

Asking = Callable[..., Heard]
QUESTION = "hoeveel fta realiseerde Defensie incl. SROI?"
GOOD = "In 2024 realiseerde Defensie inclusief SROI 826,3 fta. [1][2]"
OTHERS = {
    "OPENAI_API_KEY": "een-andere-sleutel-a1", "AZURE_OPENAI_API_KEY": "een-andere-sleutel-b2",
    "ANTHROPIC_API_KEY": "een-andere-sleutel-c3", "LANGSMITH_API_KEY": "een-andere-sleutel-d4",
    "OPENAI_ORG_ID": "organisatie-e5", "OPENAI_PROJECT_ID": "project-f6", "OPENAI_ORGANIZATION": "organisatie-g7",
}  # fmt: skip


def test_only_the_named_host_gets_only_its_own_key(
    ask: Asking, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.script = always(Text(GOOD))
    with ModelServer(always(Text("!"))) as another:
        for name, value in OTHERS.items():
            monkeypatch.setenv(name, value)
        for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, another.url)
        assert ask(QUESTION).answer.text == GOOD
        assert another.requests == []
    [request] = server.requests
    assert request.key == KEY
    sent = f"{request.text} {dict(request.headers)}"
    assert not [value for value in OTHERS.values() if value in sent]


def test_without_a_key_of_its_own_a_named_host_gets_no_key(
    ask: Asking, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.script = always(Text(GOOD))
    for name, value in OTHERS.items():
        monkeypatch.setenv(name, value)
    assert ask(QUESTION, llm_api_key=None).answer.text == GOOD
    assert not [value for value in OTHERS.values() if value in str(dict(server.requests[0].headers))]


def test_nothing_of_the_letter_is_sent_but_what_is_cited(ask: Asking, server: ModelServer, letter_text: str) -> None:
    server.script = always(Text(GOOD))
    heard = ask(QUESTION)
    cited = " ".join(" ".join(c.quote.split()) for c in heard.answer.citations)
    lines = [" ".join(line.split()) for line in letter_text.splitlines()]
    lines = [line for line in lines if len(line) > 40 and line not in cited]
    assert len(lines) > 300
    assert [line for line in lines if line in server.sent and line not in heard.answer.text] == []
    assert str(Path.home()) not in server.sent
    assert len(server.requests[0].text) < 8000


@pytest.mark.parametrize("message", ["kapot", f"Incorrect API key provided: {KEY}"])
def test_no_key_in_anything_that_is_written(
    plain: Assistant, server: ModelServer, caplog: pytest.LogCaptureFixture, message: str
) -> None:
    caplog.set_level(logging.DEBUG)
    server.script = always(Failure(401, message))
    settings = model_settings(server)
    assistant = with_model(plain, settings)
    answer = assistant.ask(QUESTION)
    written = [caplog.text, repr(settings), str(settings), repr(assistant), repr(assistant.endpoint), repr(answer)]
    written += [settings.model_dump_json(), answer.model_dump_json(), str(vars(assistant))]
    assert not [text for text in written if KEY in text]


def test_tracing_stays_off_unless_the_user_turns_it_on(
    plain: Assistant, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2")
    server.script = always(Text(GOOD))
    with ModelServer(always(Text("!"))) as tracer:
        for name in names:
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracer.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "sleutel-van-een-ander")
        assert with_model(plain, model_settings(server)).ask(QUESTION).text == GOOD
        assert [os.environ[name] for name in names] == ["false", "false"]
        assert tracer.requests == []


def test_the_command_line_keeps_it_all_too(data_dir: Path, server: ModelServer, tmp_path: Path) -> None:
    server.script = always(Text("Defensie realiseerde in 2024 inclusief SROI 862,3 fta. [1][2]"))
    env = {
        "KAMERBRIEF_LLM": "openai:test-model", "KAMERBRIEF_LLM_BASE_URL": server.url, "KAMERBRIEF_LLM_API_KEY": KEY,
        "KAMERBRIEF_LLM_SECONDS": "10", "LANGSMITH_TRACING": "true", **OTHERS,
    }  # fmt: skip
    ran = kamerbrief("ask", QUESTION, data=data_dir, env=env)
    assert ran.code == 0
    assert "826,3 fta" in ran.out
    assert "862,3" not in ran.out + ran.err
    assert KEY not in ran.out + ran.err
    assert [request.key for request in server.requests] == [KEY]


def test_nothing_is_sent_where_no_model_is_set(data_dir: Path, server: ModelServer) -> None:
    env = {"KAMERBRIEF_LLM_BASE_URL": server.url, "KAMERBRIEF_LLM_API_KEY": KEY, **OTHERS}
    ran = kamerbrief("ask", QUESTION, "--json", data=data_dir, env=env)
    assert ran.code == 0
    assert "language_model" not in ran.out
    assert server.requests == []


def test_settings_without_a_model_name_none() -> None:
    assert Settings().llm == ""
