"""What the pages answer with: one assistant and its corpus, made once for every visitor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st
from langchain_core.runnables import Runnable

from assistant.answer import Answer
from assistant.bootstrap import make_assistant, open_corpus
from assistant.chain import build_chat
from assistant.conversation import Conversation
from assistant.engine import Assistant
from assistant.examples import examples
from assistant.settings import Settings
from corpus.facts import Fact, FactTable, Inconsistency, Remark
from corpus.lexicon import Lexicon
from corpus.store import StoredLetter

if TYPE_CHECKING:
    from assistant.llm.assistant import ModelAssistant


class Desk(NamedTuple):
    """One state of the corpus, read once: the chain, the letters by id with their facts, what is odd in
    them, how much there is to search, and questions to start with."""

    chat: Runnable[tuple[Conversation, str], tuple[Answer, Conversation]]
    letters: Mapping[str, StoredLetter]
    table: FactTable
    facts_of: Mapping[str, Sequence[Fact]]
    inconsistencies: Sequence[Inconsistency]
    remarks: Sequence[Remark]
    lexicon: Lexicon
    passages: int
    examples: tuple[str, ...]
    model: ModelAssistant | None = None

    def answer(
        self, said: Conversation, question: str, show: Callable[[str], None], cancelled: Callable[[], bool]
    ) -> tuple[Answer, Conversation]:
        """The answer to the next question of a conversation, and the conversation with that turn; a language
        model that is set tells each sentence of it to ``show`` meanwhile."""
        if self.model is None:
            return self.chat.invoke((said, question))
        return self.model.follow(said, question, show, cancelled)

    @property
    def subjects(self) -> dict[str, str]:
        """Whom the tables are about: the name of each subject, with its id."""
        return {fact.subject_label: fact.subject for fact in self.table if fact.from_table}

    @property
    def size(self) -> str:
        """How much is searched for an answer: ``88 passages en 240 cijfers uit 1 brief``."""
        count = len(self.letters)
        letters = "1 brief" if count == 1 else f"{count} brieven"
        return f"{self.passages} passages en {len(self.table)} cijfers uit {letters}"


@st.cache_resource(show_spinner="De brieven worden geopend …", max_entries=2)
def _desk(data: str, generation: str, model: str) -> Desk:
    """The assistant over the state ``generation`` of the corpus in ``data``; ``model`` names the language model."""
    settings = Settings.load()
    assistant = make_assistant(settings)
    store = assistant.store
    facts_of: dict[str, list[Fact]] = {}
    for fact in assistant.facts:
        facts_of.setdefault(fact.letter, []).append(fact)
    return Desk(
        chat=build_chat(assistant), letters={letter.id: store.letter(letter.id) for letter in store.letters()},
        table=assistant.facts, facts_of=facts_of, inconsistencies=store.inconsistencies(), remarks=store.remarks(),
        lexicon=assistant.lexicon, passages=len(store.passage_ids()), examples=examples(assistant),
        model=_with_model(assistant, settings) if model else None,
    )  # fmt: skip


def open_desk() -> Desk:
    """The desk over the corpus as it is now; a missing index is built first."""
    settings = Settings.load()
    with closing(open_corpus(settings)) as store:
        return _desk(str(settings.data.absolute()), store.generation, f"{settings.llm} {settings.llm_base_url}".strip())


def _with_model(assistant: Assistant, settings: Settings) -> ModelAssistant:
    from assistant.llm import with_model

    return with_model(assistant, settings)
