"""Turns that are sums with the figures of turns before them (`assistant.reckoning`)."""

from __future__ import annotations

from functools import cached_property

from assistant.answer import Answer
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.reckoning import KINDS, Reckoning
from assistant.said import Said
from assistant.talk_near import NearTalk


class SumTalk(NearTalk):
    """Makes turns out of sums with what answers gave."""

    @staticmethod
    def _reckoned_turn(conversation: Conversation, question: str, said: Said, answer: Answer) -> Turn:
        """The turn of a sum with figures before; it stays about what those were about."""
        before = conversation.turns[-1]
        text = f"{said.text.rstrip('?. ')}?"
        return Turn(question, text, before.request, before.sections, answer, before.rows, reckoned=True)

    def _reckoned(self, conversation: Conversation, question: str, said: Said) -> Answer | None:
        """What is worked out from figures of the answers before, of which a follow-up may name one itself."""
        beside: Turn | None = None
        last = conversation.turns[-1]
        named = self._follow_ups.named_figure(conversation, said) if last.request is None else ""
        if named:
            asked = self._assistant.understand(named)
            beside = self._turn(named, named, asked, self._assistant.respond(asked))
            if not beside.answered:
                return None
        return self._reckoning.answer(conversation, question, said, beside)

    def _added(self, conversation: Conversation, question: str, said: Said) -> Answer | None:
        """A sum of figures before with that of one more of the same kind ("tel daar de provincies nog bij op")."""
        last = conversation.turns[-1]
        if not last.reckoned or last.request is None or not dialogue().adds.match(said.text):
            return None
        text = self._follow_ups.one_more(last.request, said)
        if not text:
            return None
        asked = self._assistant.understand(text)
        return self._reckoning.added(
            conversation, question, self._turn(text, text, asked, self._assistant.respond(asked))
        )

    def _part_of(self, conversation: Conversation, question: str, said: Said) -> Answer | None:
        """How many per cent the last figure is of the one that a follow-up names ("… van het Rijk is dat?")."""
        text = self._follow_ups.whole_of(conversation.turns[-1], said)
        if not text:
            return None
        asked = self._assistant.understand(text)
        whole = self._turn(text, text, asked, self._assistant.respond(asked))
        return self._reckoning.share(conversation, question, whole) if whole.answered else None

    def _summed(self, conversation: Conversation, question: str, said: Said) -> Answer | None:
        """A sum that names the kind of the figures ("samen, hoeveel missen ze?"): it is no other shortfall."""
        if Cue.TOTAL not in said.cues:
            return None
        added = self._added(conversation, question, said)
        if added is not None or not said.cues & KINDS:
            return added
        return self._reckoning.worked_out(conversation, question, said)

    @cached_property
    def _reckoning(self) -> Reckoning:
        return Reckoning(self._assistant.facts)


__all__ = ["SumTalk"]
