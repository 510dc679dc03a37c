"""Shared by the tests with a language model: a server, and assistants that ask it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.bootstrap import make_assistant
from assistant.engine import Assistant
from assistant.llm import with_model
from assistant.settings import Settings
from tests.llm.server import ModelServer, Text, always

KEY = "sleutel-die-niemand-ziet-7f3a"


@dataclass(frozen=True)
class Heard:
    """What came of one question: the answer, and the sentences that were shown while it was made."""

    answer: Answer
    sentences: tuple[str, ...]

    @property
    def shown(self) -> str:
        """All that is taken for the answer: text, JSON, stream; not the list of what was held back.

        Nor the address of the model: its port is any number, also that of a lie.
        """
        found: dict[str, Any] = self.answer.as_json()
        found["language_model"] = {**found.get("language_model", {}), "rejected": [], "host": ""}
        return "\n".join([self.answer.text, json.dumps(found, ensure_ascii=False), *self.sentences])


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """A model server that says something of no use until it gets a script."""
    with ModelServer(always(Text("Hallo."))) as running:
        yield running


@pytest.fixture(scope="session")
def plain(data_dir: Path) -> Iterator[Assistant]:
    """The assistant of the rules, which remembers what it answered."""
    made = make_assistant(Settings(data=data_dir))
    made.ask = lru_cache(made.ask)  # type: ignore[method-assign]
    yield made
    made.store.close()


def model_settings(server: ModelServer, **changes: Any) -> Settings:
    """Settings that name the server as the model."""
    named = {"llm": "openai:test-model", "llm_base_url": server.url, "llm_api_key": KEY, "llm_seconds": 10.0}
    return Settings(**(named | changes))


@pytest.fixture
def ask(plain: Assistant, server: ModelServer) -> Callable[..., Heard]:
    """Asks with the model; settings may be changed by name."""

    def asking(question: str, *, of: Assistant = plain, **changes: Any) -> Heard:
        sentences: list[str] = []
        answer = with_model(of, model_settings(server, **changes)).ask(question, show=sentences.append)
        return Heard(answer, tuple(sentences))

    return asking
