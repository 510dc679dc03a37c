"""What kind of thing a question asks for, and whether a sentence can hold it.

A question for a name, a moment, one member of a group or a cause is answered only by a sentence in
which such a thing stands: the letter that says that "one university hospital" gave no figures does
not say which. The kinds follow the usual taxonomy of expected answer types (Li and Roth 2002).
"""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.dutch import fold, tokens

_CAUSES = frozenset(
    """
    doordat omdat vanwege waardoor aangezien oorzaak oorzaken reden redenen wegens want namelijk hierdoor daardoor
    immers zodat knelpunten knelpunt uitdagingen uitdaging
    """.split()
)
_CAUSE_PHRASES = ("komt door", "komt deels door", "als gevolg van", "leidt tot", "te maken met", "gevolg van", "om ")
_MOMENT = re.compile(
    r"\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|(?:19|20)\d\d|kwartaal|"
    r"najaar|voorjaar|zomer|winter|jaarlijks|ieder jaar|elk jaar|maandelijks|wekelijks|volgend jaar|komende? jaren?)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w&’'-]*")
_WHY = re.compile(r"\b(?:waarom|waardoor|hoe komt|hoe kan het|reden(?:en)?|oorzaak|oorzaken|vanwaar|waaraan ligt)\b")
_WHEN = re.compile(
    r"\b(?:wanneer|wnr|welke datum|welk jaar|welke maand|welke dag|per wanneer|hoe lang geleden|sinds wanneer)\b"
)
_DATE = re.compile(r"\b(?:welke|exacte|precieze|op welke) datum\b|\bdatum van\b")
_DAY = re.compile(
    r"\b\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)
_ROLE = (
    r"(?:staatssecretaris|minister|bewindspersoon|voorzitter|directeur|jobcoach|coach|projectleider|ambtsvoorganger|"
    r"voorganger|persoon|baas|leider|contactpersoon|woordvoerder|secretaris|burgemeester)"
)
_PERSON = re.compile(rf"\b(?:naam van|hoe heet|heet|wie is|wie was|wie zijn)\b.*\b{_ROLE}|\bnaam {_ROLE}")
_SOMEBODY = re.compile(
    r"\b(?:[A-Z]\.\s?)+[A-Z][a-z]+"
    r"|\b(?:lid|leden|heer|mevrouw|mevr\.|dhr\.|minister|staatssecretaris) (?:De |Van |Ter )?"
    r"(?!van\b)[A-Z][a-z]+\b(?! (?:van|en)\b)"
)
_NAME = re.compile(r"\b(?:hoe heet(?:te|ten|en)?|naam van|namen van|heet de|heette|titel)\b|^naam\b")
_MEMBER = re.compile(
    r"\bwelke?\s+(?:\w+\s+)?(?:umcs?|universiteit(?:en)?|hogeschool|hogescholen|gemeenten?|provincies?|waterschap(?:pen)?|"
    r"departement(?:en)?|ministeries?|scholen|school|organisaties?|instellingen?|bedrijven|bedrijf|partijen|partij|"
    r"werkgevers?|leveranciers?|rocs?|korps(?:en)?|personen|persoon|minister|staatssecretaris|fracties?)\b"
)
_WHAT = re.compile(r"^(?:wat (?:is|zijn|houdt|betekent|doet)\b|\w+, wat is\b)")


class AnswerType(StrEnum):
    """What a question asks for."""

    CAUSE = "cause"
    MOMENT = "moment"
    NAME = "name"
    MEMBER = "member"
    DEFINITION = "definition"
    DATE = "date"
    PERSON = "person"
    OTHER = "other"


def answer_type(question: str) -> AnswerType:
    """The kind of thing that a question asks for."""
    text = fold(question)
    kinds = (
        (_WHY, AnswerType.CAUSE),
        (_DATE, AnswerType.DATE),
        (_PERSON, AnswerType.PERSON),
        (_WHEN, AnswerType.MOMENT),
        (_NAME, AnswerType.NAME),
        (_MEMBER, AnswerType.MEMBER),
        (_WHAT, AnswerType.DEFINITION),
    )
    return next((kind for pattern, kind in kinds if pattern.search(text)), AnswerType.OTHER)


def can_hold(sentence: str, kind: AnswerType, question: str) -> bool:
    """Whether a thing of this kind, and not merely one that the question names, stands in a sentence."""
    if kind is AnswerType.CAUSE:
        words = {token.fold for token in tokens(sentence)}
        return bool(words & _CAUSES) or any(phrase in fold(sentence) for phrase in _CAUSE_PHRASES)
    if kind is AnswerType.DATE:
        return bool(_DAY.search(sentence))
    if kind is AnswerType.PERSON:
        return bool(_SOMEBODY.search(sentence))
    if kind is AnswerType.MOMENT:
        said = fold(question)
        return any(fold(found.group()) not in said for found in _MOMENT.finditer(sentence))
    if kind in (AnswerType.NAME, AnswerType.MEMBER):
        asked = {token.fold for token in tokens(question)}
        return any(fold(found.group()) not in asked for found in _NAMED.finditer(sentence))
    return True
