"""What a turn does beside asking something of the letters: thanking, asking where the last answer stands or how
it was come by, or choosing one of the questions that were offered."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.answer import READ_AS, Answer, Note, NoteKind, Route, Status
from assistant.conversation import Conversation
from assistant.dialogue import dialogue
from corpus.dutch import fold, tokens

_WELCOME = "Graag gedaan. Stel gerust een volgende vraag over de brief."
_HEARD = "Stel gerust een volgende vraag over de brief."
_WHICH = "Welke van deze vragen bedoelt u? Antwoord bijvoorbeeld met ‘de eerste’."
_NONE = "Stel de vraag dan anders, bijvoorbeeld met de sector, het jaar en het cijfer dat u zoekt."
_NOWHERE = "De vorige vraag is niet uit de brief beantwoord; er is dus geen vindplaats."
_NOTHING = "Er is nog geen antwoord om op terug te komen. Stel de vraag voluit."
_NEAREST = "De vorige vraag is niet uit de brief beantwoord. Wat er wel is aangehaald, staat zo in de brief:"
_HERE = "Dit staat zo in de brief:"
_AS_WRITTEN = "In andere of minder woorden kan ik dit niet zeggen: ik geef de tekst van de brief zelf."
#: How the notes begin that say as what a question was read.
_READ = (READ_AS, "Gelezen als", "Gelezen in het verband")
_CHOICE = re.compile(
    r"^(?:ja )?(?:ik bedoel |doe maar |graag )?(?:de |het |optie |nummer |vraag |nr )?(\w+)(?: graag| vraag)?$"
)


_ITEM = re.compile(r"- (.*) \[(\d+)\]$")
_FEW = 2
_FILLERS = frozenset("even eens misschien ook svp".split())


class Act(StrEnum):
    """What a turn does: ``thanks`` and ``remark`` ask nothing, ``yes`` and ``no`` answer what was asked back,
    ``where`` asks for the place of the last answer, ``again`` for it once more or how it was come by, ``reword``
    for it in other words."""

    THANKS = "thanks"
    REMARK = "remark"
    YES = "yes"
    NO = "no"
    WHERE = "where"
    AGAIN = "again"
    REWORD = "reword"


def act(question: str) -> Act | None:
    """What a turn does beside asking something of the letters; None for any other."""
    words = dialogue()
    said = {token.fold for token in tokens(question)}
    asks = question.rstrip().endswith("?")
    if asks and said & words.exactly and said <= words.exactly | words.beside_thanks:
        return Act.AGAIN
    if not asks and said <= words.thanks | words.remarks | words.yes | words.no | words.beside_thanks:
        for kind, known in (
            (Act.THANKS, words.thanks - words.yes), (Act.NO, words.no & words.remarks),
            (Act.YES, words.yes & words.remarks), (Act.THANKS, words.thanks), (Act.REMARK, words.remarks),
        ):  # fmt: skip
            if said & known:
                return kind
    text = fold(words.bare(question))
    texts = (text, " ".join(word for word in text.split() if word not in _FILLERS))
    for kind, pattern in ((Act.WHERE, words.where), (Act.AGAIN, words.again), (Act.REWORD, words.reword)):
        if any(pattern.fullmatch(one) for one in texts):
            return kind
    return None


def answered_to(kind: Act, conversation: Conversation, question: str) -> Answer | None:
    """The answer to such a turn; None where there is no answer before it to speak of."""
    if kind in (Act.THANKS, Act.REMARK, Act.YES, Act.NO):
        return _heard(kind, conversation, question)
    last = conversation.turns[-1] if conversation.turns else None
    if kind is not Act.WHERE and last is not None and last.answer is not None and _asks_back(last.answer):
        return _heard(Act.YES, conversation, question)
    if last is None or last.answer is None or not last.answer.citations:
        text = _NOWHERE if kind is Act.WHERE else _NOTHING
        return Answer(question=question, status=Status.NOT_IN_SOURCE, route=Route.NONE, text=text)
    told = tuple(n for n in last.answer.notes if not n.text.startswith(_READ))
    if kind in (Act.AGAIN, Act.REWORD):
        note = Note(kind=NoteKind.ASSUMPTION, text=f"{READ_AS}{last.resolved}")
        again = last.answer.model_copy(update={"question": question, "notes": (note, *told)})
        own_words = last.answer.route is Route.CALCULATION or not last.answered
        if kind is Act.AGAIN or own_words:
            return again
        # A quote is not put in other words.
        return again.model_copy(update={"text": f"{_AS_WRITTEN}\n{last.answer.text}", "notes": told})
    note = Note(kind=NoteKind.ASSUMPTION, text=f"{READ_AS}Waar staat het antwoord op ‘{last.resolved}’?")
    opening = _HERE if last.answered else _NEAREST
    lines = [f"{' '.join(c.quote.split())} [{c.marker}]" for c in last.answer.citations]
    return last.answer.model_copy(
        update={
            "question": question, "text": "\n".join([opening, *lines]), "route": Route.PASSAGES, "value": None,
            "unit": None, "calculation": None, "notes": (note,), "suggestions": (),
        }
    )  # fmt: skip


def _heard(kind: Act, conversation: Conversation, question: str) -> Answer:
    """The answer to a turn that asks nothing: of what was asked back, yes is no choice and no chooses nothing."""
    offered = conversation.turns[-1].answer if conversation.turns else None
    if kind is Act.YES and offered is not None and _asks_back(offered):
        return Answer(
            question=question, status=Status.AMBIGUOUS, route=Route.NONE, text=_WHICH, suggestions=offered.suggestions
        )
    text = {Act.THANKS: _WELCOME, Act.NO: _NONE}.get(kind, _HEARD)
    return Answer(question=question, status=Status.OUT_OF_SCOPE, route=Route.NONE, text=text)


def _asks_back(answer: Answer) -> bool:
    return answer.status is Status.AMBIGUOUS and bool(answer.suggestions)


def chosen(conversation: Conversation, question: str) -> str:
    """The question that a turn chooses of those that were offered ("de tweede"); empty where it chooses none."""
    last = conversation.turns[-1] if conversation.turns else None
    answer = last.answer if last is not None else None
    if answer is None or answer.status is not Status.AMBIGUOUS:
        return ""
    said = _CHOICE.match(" ".join(token.fold for token in tokens(question)))
    if len(answer.suggestions) == 1 and {token.fold for token in tokens(question)} <= dialogue().yes:
        return answer.suggestions[0]
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


__all__ = ["Act", "act", "answered_to", "chosen", "item"]
