"""The assistant with a language model beside it: better words, the same numbers.

Optional. The rules answer first, always; the model may put an answer into words, read a question
that the rules cannot, or look further. Whatever it writes passes the guard, and whatever goes
wrong ends in the answer of the rules.

    assistant = with_model(make_assistant(settings), settings)
    answer = assistant.ask("…", show=print)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.engine import Assistant
    from assistant.llm.assistant import ModelAssistant
    from assistant.settings import Settings


def with_model(assistant: Assistant, settings: Settings | None = None) -> ModelAssistant:
    """The assistant with the language model of the settings (those of the environment without any).

    Raises:
        InputError: no model is set, its setting cannot be used, or the extra ``llm`` is not installed.
    """
    from assistant.llm.assistant import ModelAssistant
    from assistant.llm.model import endpoint
    from assistant.settings import Settings

    used = settings or Settings.load()
    return ModelAssistant(assistant, endpoint(used), used)


__all__ = ["with_model"]
