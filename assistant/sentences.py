"""What a sentence shows by itself: a reason, a change, an obstacle, a definition, the list that it opens."""

from __future__ import annotations

import re

from assistant.answer_types import AnswerType, answer_type
from corpus.documents import BlockKind, Passage, Sentence
from corpus.dutch import FUNCTION_WORDS, tokens

_SAYS_WHAT = re.compile(r"(?:Dit|Deze|Het|Dat|Zij|Hij)\b(?: \w+)? (?:is|zijn|gaat|betreft)\b")
_DEFINES = frozenset("is zijn houdt betekent heeft richt bestaat ondersteunt helpt biedt zorgt werkt".split())
_CAUSES = frozenset(
    [
        "doordat",
        "omdat",
        "vanwege",
        "waardoor",
        "aangezien",
        "oorzaak",
        "oorzaken",
        "reden",
        "redenen",
        "wegens",
        "knelpunten",
    ]
)
_CHANGES = frozenset(
    """
    daling gedaald daalde daalden stijging gestegen steeg stegen toename afname toegenomen afgenomen hogere lagere
    groei groeide groeiden gegroeid krimp gekrompen minder meer
    """.split()
)
_OPENING = 8
_OBSTACLES = frozenset("knelpunten knelpunt uitdagingen uitdaging belemmeringen obstakels".split())
_HARD = frozenset("moeilijk lastig onrealistisch uitdagend uitdagender ingewikkeld eenvoudig doelstelling".split())
_CAUSE_PHRASES = ("komt door", "komt deels door", "als gevolg van", "leidt tot", "te maken met", "gevolg van")


def gives_reason(text: str) -> bool:
    """Whether a sentence states a cause, by the words Dutch uses for that."""
    words = {token.fold for token in tokens(text)}
    return bool(words & _CAUSES) or any(phrase in text.lower() for phrase in _CAUSE_PHRASES)


def speaks_of_change(text: str) -> bool:
    """Whether a sentence is about a rise or a fall."""
    return bool({token.fold for token in tokens(text)} & _CHANGES)


def names_obstacle(text: str) -> bool:
    """Whether a sentence says what stands in the way: obstacles are its subject, or it gives a cause."""
    opening = {token.fold for token in tokens(text)[:_OPENING]}
    everything = {token.fold for token in tokens(text)}
    formed = bool(everything & _OBSTACLES) and bool(everything & {"vormden", "vormen", "vormt"})
    return formed or bool(opening & _OBSTACLES) or (gives_reason(text) and bool(everything & _HARD))


def asks_list(question: str) -> bool:
    """Whether a question asks for several things."""
    words = {token.fold for token in tokens(question)}
    return bool(words & {"welke", "noem", "opsomming", "lijst", "allemaal"})


def definition(question: str, sentence: Sentence) -> float:
    """A bonus for a sentence that defines what a "wat is" question asks after."""
    words = [token.fold for token in tokens(question)]
    if len(words) < 3 or words[0] not in ("wat", "wie") or words[1] not in ("is", "zijn", "houdt", "betekent", "doet"):
        return 0.0
    asked = [w for w in words[2:] if w not in FUNCTION_WORDS]
    said = [token.fold for token in tokens(sentence.text)]
    if not asked:
        return 0.0
    for index in range(len(said) - len(asked)):
        if said[index : index + len(asked)] == asked and index <= 3:
            following = said[index + len(asked) : index + len(asked) + 2]
            if following[:1] and following[0] in _DEFINES:
                says_what = following[0] not in ("is", "zijn") or following[-1] in ("het", "een", "de")
                return 1.0 if says_what else 0.1
    subject = said[1:2] if said[:1] and said[0] in ("de", "het", "een") else said[:1]
    if subject == asked[:1] and said[said.index(subject[0]) + 1 : said.index(subject[0]) + 2] == ["is"]:
        return 0.5
    return 0.0


def _is_item(passage: Passage, at: int) -> bool:
    return passage.kind is not BlockKind.FOOTNOTE and at > 0


def _items(passage: Passage, lead: int) -> list[Sentence]:
    """The sentences of the list behind an opening sentence."""
    lines = passage.text.split("\n")
    opening = next((i for i, line in enumerate(lines) if line.endswith(passage.sentences[lead].text)), None)
    if opening is None:
        return []
    items = " ".join(lines[opening + 1 :])
    return [s for s in passage.sentences[lead + 1 :] if s.text in items][:12]


def with_its_list(passage: Passage, at: int, question: str) -> tuple[Sentence, ...]:
    """A sentence with the list that it opens; of a list that is asked for, all of it."""
    sentences = passage.sentences
    chosen = [sentences[at]]
    following = sentences[at + 1 : at + 2]
    if sentences[at].text.endswith(":"):
        chosen += _items(passage, at)
    elif answer_type(question) is AnswerType.DEFINITION and following and _SAYS_WHAT.match(following[0].text):
        # "Hiervoor is er het NL Design System. Dit is een community van …"
        chosen += following
    elif _is_item(passage, at) and at and sentences[0].text.endswith(":") and asks_list(question):
        chosen = [sentences[0], *_items(passage, 0)]
    return tuple(chosen)
