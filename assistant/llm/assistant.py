"""The assistant of the rules with a language model beside it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property

from assistant.answer import Answer, ModelUse, Note, NoteKind, Rejected
from assistant.conversation import Conversation
from assistant.engine import Assistant
from assistant.guard import Guard
from assistant.llm.budget import Budget, ModelFailedError
from assistant.llm.compose import can_phrase, phrase
from assistant.llm.model import Endpoint, Model, hold_tracing, need_packages
from assistant.llm.prompts import prompts
from assistant.settings import Settings
from corpus.facts import FactTable
from corpus.lexicon import Lexicon
from corpus.store import CorpusStore

Show = Callable[[str], None]
_log = logging.getLogger(__name__)


class ModelAssistant:
    """Answers as `Assistant` does, in the words of a language model where those hold.

    ``show`` gets each sentence as soon as the guard let it pass; should the words fail after all, the
    answer that is returned holds others. ``cancelled`` is asked whether the reader still waits.
    """

    def __init__(self, plain: Assistant, endpoint: Endpoint, settings: Settings) -> None:
        need_packages()
        prompts()
        hold_tracing(settings)
        self.plain = plain
        self.endpoint = endpoint
        self._seconds = settings.llm_seconds
        self._tokens = settings.llm_tokens

    @property
    def name(self) -> str:
        """What results are kept under."""
        return f"llm {self.endpoint.provider}:{self.endpoint.name}"

    @property
    def store(self) -> CorpusStore:
        """The store that is answered from."""
        return self.plain.store

    @property
    def facts(self) -> FactTable:
        """The figures that are answered from."""
        return self.plain.facts

    @property
    def lexicon(self) -> Lexicon:
        """The names that are known."""
        return self.plain.lexicon

    def ask(self, question: str, show: Show | None = None, cancelled: Callable[[], bool] | None = None) -> Answer:
        """The answer to one question."""
        return self._worded(self.plain.ask(question), show, cancelled)

    def with_id(self, question: str, identifier: str | None, show: Show | None = None) -> Answer:
        """The answer to one question, carrying the asker's own name for it."""
        return self.ask(question, show).model_copy(update={"id": identifier})

    def follow(
        self, conversation: Conversation, question: str, show: Show | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[Answer, Conversation]:  # fmt: skip
        """The answer to the next question of a conversation, and the conversation with that turn."""
        answer, after = self.plain.follow(conversation, question)
        return self._worded(answer, show, cancelled), after

    @cached_property
    def _guard(self) -> Guard:
        return Guard(self.plain.facts, self.plain.lexicon)

    def _worded(self, answer: Answer, show: Show | None, cancelled: Callable[[], bool] | None) -> Answer:
        if not can_phrase(answer):
            return answer
        budget = Budget(self._seconds, self._tokens, cancelled)
        rejected: list[Rejected] = []
        fallback = ""
        worded = answer
        try:
            checker = self._guard.of(answer)
            worded = phrase(Model(self.endpoint, budget), answer, checker, show or _nothing, rejected)
        except ModelFailedError as error:
            fallback = f"Het taalmodel {error}. Dit is het antwoord zonder taalmodel."
            note = Note(kind=NoteKind.ASSUMPTION, text=fallback)
            worded = answer.model_copy(update={"notes": (*answer.notes, note)})
        finally:
            budget.stop()
        for sentence in rejected:
            _log.info("held back a sentence of %s: %s", self.endpoint.name, sentence.reason)
        use = ModelUse(
            model=self.endpoint.name, host=self.endpoint.address, used_for=("verwoorden",), calls=budget.calls,
            fallback=fallback, rejected=tuple(rejected),
        )  # fmt: skip
        return worded.model_copy(update={"language_model": use})


def _nothing(sentence: str) -> None:
    """Nobody reads along."""
