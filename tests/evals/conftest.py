"""Shared by the tests over all shipped questions: each is answered once for all of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from assistant.answer import Answer
from assistant.engine import Assistant


@pytest.fixture(scope="session")
def answered(assistant: Assistant) -> Callable[[str], Answer]:
    """The answer to a question, remembered: that it is the same each time is a test of its own."""
    return cache(assistant.ask)
