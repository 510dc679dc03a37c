"""What a turn does beside asking something of the letters: thanking, asking where the last answer stands or how
it was come by, or choosing one of the questions that were offered."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.answer import READ_AS, Answer, Note, NoteKind, Route, Status
from assistant.conversation import Conversation, Turn
from assistant.dialogue import dialogue
from corpus.dutch import fold, tokens

_WELCOME = "Graag gedaan. Stel gerust een volgende vraag over de brief."
_NOWHERE = "De vorige vraag is niet uit de brief beantwoord; er is dus geen vindplaats."
_HERE = "Dit staat zo in de brief:"
_CHOICE = re.compile(
    r"^(?:ja )?(?:ik bedoel |doe maar |graag )?(?:de |het |optie |nummer |vraag |nr )?(\w+)(?: graag| vraag)?$"
)


_ITEM = re.compile(r"- (.*) \[(\d+)\]$")
_FEW = 2
_FILLERS = frozenset("even eens misschien ook svp".split())


class Act(StrEnum):
    """What a turn does: ``thanks`` asks nothing, ``where`` asks for the place of the last answer, ``again`` for
    how it was come by or put differently."""

    THANKS = "thanks"
    WHERE = "where"
    AGAIN = "again"


def act(question: str) -> Act | None:
    """What a turn does beside asking something of the letters; None for any other."""
    words = dialogue()
    said = [token.fold for token in tokens(question)]
    if said and set(said) <= words.thanks | words.beside_thanks and set(said) & words.thanks:
        return Act.THANKS
    text = fold(words.bare(question))
    texts = (text, " ".join(word for word in text.split() if word not in _FILLERS))
    if any(words.where.fullmatch(one) for one in texts):
        return Act.WHERE
    return Act.AGAIN if any(words.again.fullmatch(one) for one in texts) else None


def answered_to(kind: Act, conversation: Conversation, question: str) -> Answer | None:
    """The answer to such a turn; None where there is no answer before it to speak of."""
    if kind is Act.THANKS:
        return Answer(question=question, status=Status.OUT_OF_SCOPE, route=Route.NONE, text=_WELCOME)
    last = last_answered(conversation)
    if last is None or last.answer is None:
        return Answer(question=question, status=Status.NOT_IN_SOURCE, route=Route.NONE, text=_NOWHERE)
    note = Note(kind=NoteKind.ASSUMPTION, text=f"{READ_AS}Waar staat het antwoord op ‘{last.resolved}’?")
    if kind is Act.AGAIN:
        note = Note(kind=NoteKind.ASSUMPTION, text=f"{READ_AS}{last.resolved}")
        notes = (note, *(n for n in last.answer.notes if not n.text.startswith(READ_AS)))
        return last.answer.model_copy(update={"question": question, "notes": notes})
    lines = [f"{' '.join(c.quote.split())} [{c.marker}]" for c in last.answer.citations]
    return last.answer.model_copy(
        update={
            "question": question, "text": "\n".join([_HERE, *lines]), "route": Route.PASSAGES, "value": None,
            "unit": None, "calculation": None, "notes": (note,), "suggestions": (),
        }
    )  # fmt: skip


def last_answered(conversation: Conversation) -> Turn | None:
    """The last turn, where that was answered with quotes."""
    last = conversation.turns[-1] if conversation.turns else None
    return last if last is not None and last.answered and last.answer is not None and last.answer.citations else None


def chosen(conversation: Conversation, question: str) -> str:
    """The question that a turn chooses of those that were offered ("de tweede"); empty where it chooses none."""
    last = conversation.turns[-1] if conversation.turns else None
    answer = last.answer if last is not None else None
    if answer is None or answer.status is not Status.AMBIGUOUS:
        return ""
    said = _CHOICE.match(" ".join(token.fold for token in tokens(question)))
    if said is None:
        return ""
    places = dialogue().places
    at = int(said[1]) if said[1].isdigit() else places.get(said[1], 0)
    if said[1] == "laatste":
        at = len(answer.suggestions)
    return answer.suggestions[at - 1] if 0 < at <= len(answer.suggestions) else ""


def item(conversation: Conversation, question: str) -> Answer | None:
    """The item at a place of the list that was just quoted ("en de derde?"); None for any other turn."""
    last = conversation.turns[-1] if conversation.turns else None
    said = _CHOICE.match(" ".join(token.fold for token in tokens(dialogue().bare(question))))
    if last is None or last.request is not None or last.answer is None or said is None:
        return None
    lines = [found for line in last.answer.text.splitlines() if (found := _ITEM.match(line))]
    place = len(lines) if said[1] == "laatste" else dialogue().places.get(said[1], 0)
    if not 0 < place <= len(lines) or len(lines) < _FEW:
        return None
    citation = next((c for c in last.answer.citations if c.marker == int(lines[place - 1][2])), None)
    if citation is None:
        return None
    note = Note(
        kind=NoteKind.ASSUMPTION, text=f"Gelezen als: het onderdeel op die plaats in het antwoord op ‘{last.resolved}’"
    )
    return Answer(
        question=question, status=Status.ANSWERED, route=Route.PASSAGES, text=f"{lines[place - 1][1]} [1]",
        citations=(citation.model_copy(update={"marker": 1}),), notes=(note,),
    )  # fmt: skip


__all__ = ["Act", "act", "answered_to", "chosen", "item", "last_answered"]
