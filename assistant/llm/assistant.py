"""The assistant of the rules with a language model beside it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property

from assistant.answer import Answer, ModelUse, Note, NoteKind, Rejected
from assistant.conversation import Conversation
from assistant.engine import Assistant
from assistant.guard import Guard
from assistant.llm.agent import Looking
from assistant.llm.budget import Budget, ModelFailedError
from assistant.llm.compose import can_phrase, phrase
from assistant.llm.model import Endpoint, Model, load_packages
from assistant.llm.prompts import prompts
from assistant.llm.understand import Understanding
from assistant.settings import Settings
from assistant.tracing import hold_tracing
from corpus.facts import FactTable
from corpus.lexicon import Lexicon
from corpus.store import CorpusStore

Show = Callable[[str], None]
Cancelled = Callable[[], bool]
_log = logging.getLogger(__name__)


class ModelAssistant:
    """Answers as `Assistant` does, in the words of a language model where those hold.

    ``show`` gets each sentence as soon as the guard let it pass; should the words fail after all, the
    answer that is returned holds others. ``cancelled`` is asked whether the reader still waits.
    """

    def __init__(self, plain: Assistant, endpoint: Endpoint, settings: Settings) -> None:
        hold_tracing(settings)
        prompts()
        load_packages()
        self.plain = plain
        self.endpoint = endpoint
        self.seconds = settings.llm_seconds
        self.tokens = settings.llm_tokens

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

    def ask(self, question: str, show: Show | None = None, cancelled: Cancelled | None = None) -> Answer:
        """The answer to one question."""
        return self._better(question, self.plain.ask(question), "", _Run(self, show, cancelled))[0]

    def with_id(self, question: str, identifier: str | None, show: Show | None = None) -> Answer:
        """The answer to one question, carrying the asker's own name for it."""
        return self.ask(question, show).model_copy(update={"id": identifier})

    def follow(
        self, conversation: Conversation, question: str, show: Show | None = None, cancelled: Cancelled | None = None
    ) -> tuple[Answer, Conversation]:
        """The answer to the next question of a conversation, and the conversation with that turn."""
        answer, after = self.plain.follow(conversation, question)
        before = conversation.turns[-1].resolved if conversation.turns else ""
        better, read_as = self._better(question, answer, before, _Run(self, show, cancelled))
        return better, self.plain.follow(conversation, read_as)[1] if read_as else after

    # --- what a model adds ------------------------------------------------------------------------

    def _better(self, question: str, answer: Answer, before: str, run: _Run) -> tuple[Answer, str]:
        """An answer of the rules with what the model could add, and the question it was read as, if another."""
        read_as = ""
        try:
            if self._understanding.may_read(question, answer, before):
                read_as = self._understanding.read(run.model_for("begrijpen"), question, before)
                answer = self._read_as(question, read_as) if read_as else answer
            if not read_as and self._looking.may_look(question, answer):
                found = self._looking.look(run.model_for("opzoeken"), question, run.show, run.rejected)
                answer = found or answer
            if can_phrase(answer) and answer.phrased_by is None:
                checker = self._guard.of(answer)
                answer = phrase(run.model_for("verwoorden"), answer, checker, run.show, run.rejected)
        except ModelFailedError as error:
            run.fallback = f"Het taalmodel {error}. Dit is het antwoord zonder taalmodel."
            note = Note(kind=NoteKind.ASSUMPTION, text=run.fallback)
            answer = answer.model_copy(update={"notes": (*answer.notes, note)})
        finally:
            run.budget.stop()
        return run.recorded(answer), read_as

    def _read_as(self, question: str, text: str) -> Answer:
        return self.plain.understood_as(self.plain.ask(text), question, text)

    @cached_property
    def _guard(self) -> Guard:
        return Guard(self.plain.facts, self.plain.lexicon)

    @cached_property
    def _looking(self) -> Looking:
        return Looking(self.plain, self._understanding, self._guard)

    @cached_property
    def _understanding(self) -> Understanding:
        return Understanding(self.plain)


class _Run:
    """One question on its way past the model: its budget, and what is to be told of it."""

    def __init__(self, owner: ModelAssistant, show: Show | None, cancelled: Cancelled | None) -> None:
        self.endpoint = owner.endpoint
        self.budget = Budget(owner.seconds, owner.tokens, cancelled)
        self.show = show or _nothing
        self.rejected: list[Rejected] = []
        self.used_for: list[str] = []
        self.fallback = ""
        self._model: Model | None = None

    def model_for(self, step: str) -> Model:
        """The model, opened when first asked, for one more step."""
        self.used_for.append(step)
        if self._model is None:
            self._model = Model(self.endpoint, self.budget)
        return self._model

    def recorded(self, answer: Answer) -> Answer:
        """The answer with what the model did for it; as it was when none was asked."""
        for sentence in self.rejected:
            _log.info("held back a sentence of %s: %s", self.endpoint.name, sentence.reason)
        if not self.used_for:
            return answer
        _log.info("%s at %s: %s in %d calls%s", self.endpoint.name, self.endpoint.address, ", ".join(self.used_for),
                  self.budget.calls, f"; {self.fallback}" if self.fallback else "")  # fmt: skip
        use = ModelUse(
            model=self.endpoint.name, host=self.endpoint.address, used_for=tuple(self.used_for),
            calls=self.budget.calls, fallback=self.fallback, rejected=tuple(self.rejected),
        )  # fmt: skip
        return answer.model_copy(update={"language_model": use})


def _nothing(sentence: str) -> None:
    """Nobody reads along."""
