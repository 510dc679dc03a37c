"""The pages with an assistant that takes its time over one question, so that it can be stopped."""

from __future__ import annotations

import time
from typing import Any

import streamlit_app
from assistant.engine import Assistant

_follow = Assistant.follow


def _slowly(self: Assistant, conversation: Any, question: str, **named: Any) -> Any:
    if "langzaam" in question:
        time.sleep(20)
    return _follow(self, conversation, question, **named)


if Assistant.follow is _follow:
    Assistant.follow = _slowly  # type: ignore[method-assign, assignment]

streamlit_app.main()
