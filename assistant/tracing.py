"""Whether langchain may send what passes through it to a tracing service: no, unless the user asked for just that.

A question must not reach such a service because of a variable that was set for something else. Needs no
langchain: it is called before that is loaded.
"""

from __future__ import annotations

import os

from assistant.settings import Settings

_VARIABLES = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2")


def hold_tracing(settings: Settings | None = None) -> None:
    """Turns tracing off, unless ``KAMERBRIEF_TRACING`` is on; then langchain's own variables decide."""
    if not (settings or Settings.load()).tracing:
        for name in _VARIABLES:
            os.environ[name] = "false"
