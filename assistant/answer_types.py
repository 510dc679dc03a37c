"""What kind of thing a question asks for, and whether a sentence can hold it.

A question for a name, a moment, one member of a group or a cause is answered only by a sentence in
which such a thing stands: the letter that says that "one university hospital" gave no figures does
not say which. The kinds follow the usual taxonomy of expected answer types (Li and Roth 2002); what
shows them stands in ``answer_types.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from assistant.leanings import asks_members
from corpus.dutch import FUNCTION_WORDS, Token, fold, is_word, lemma, parse_number_word, tokens
from corpus.shorthand import written_out

TYPES_PATH = Path(__file__).with_name("answer_types.toml")
_SEVERAL = re.compile(
    r"\b(?:welke|de|noem(?: de)?|(?:namen|lijst\w*|rijt?j?e?|opsomming|overzicht)(?: graag| svp)? van(?: de| alle)?)\s+"
    r"(\w+)\s+[a-z][\w-]+"
)
_LISTED = r"(?:namen|lijst\w*|rijtje|opsomming|overzicht)(?: graag| svp| aub)? van"
_PLACED = frozenset("in te uit naar rond nabij".split())
_SUCH = frozenset({"meer", "andere"})
"""Close "onder meer" and "onder andere", behind which a place may stand."""
_JOINING = frozenset({"en", "of"})
_SHORT_NAME = 2
_NAMED_NEAR = 4
"""How many words may stand between a thing and its name, where one is said to be the other."""


class AnswerType(StrEnum):
    """What a question asks for."""

    CAUSE = "cause"
    MOMENT = "moment"
    NAME = "name"
    MEMBER = "member"
    DEFINITION = "definition"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    TIME = "time"
    MONEY = "money"
    FREQUENCY = "frequency"
    DURATION = "duration"
    PLACE = "place"
    PERSON = "person"
    MAKER = "maker"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Kind:
    """By what a question asks for a kind of thing and a sentence holds one; with ``new`` the question does not
    hold the same."""

    asked: re.Pattern[str] | None
    held: re.Pattern[str] | None
    opens: re.Pattern[str] | None
    """By how a sentence begins that holds one, capitals and all."""
    new: bool


@dataclass(frozen=True, slots=True)
class _Named:
    """A thing that has a name of its own: how it is asked for (``asked``, and alone ``noun``), what must stand
    beside its name, and what is a name by itself."""

    asked: re.Pattern[str]
    noun: re.Pattern[str]
    where: re.Pattern[str] | None
    said: re.Pattern[str] | None
    known: re.Pattern[str] | None
    places: bool
    person: bool


@dataclass(frozen=True, slots=True)
class _Types:
    kinds: dict[AnswerType, _Kind]
    named: tuple[_Named, ...]
    indefinite: frozenset[str]
    no_names: frozenset[str]


@lru_cache(maxsize=1)
def _types() -> _Types:
    found = tomllib.loads(TYPES_PATH.read_text(encoding="utf-8"))
    words = {name: frozenset(text.split()) for name, text in found["words"].items()}
    patterns = {name: text.replace("\n", "") for name, text in found["patterns"].items()}
    kinds = {AnswerType(kind["name"]): _kind(kind, patterns) for kind in found["kind"]}
    named = tuple(_named(thing, words["between"]) for thing in found["named"])
    return _Types(kinds, named, words["indefinite"], words["no_names"])


def _kind(found: dict[str, Any], patterns: dict[str, str]) -> _Kind:
    def compiled(text: str | None, flags: int = 0) -> re.Pattern[str] | None:
        for name, pattern in patterns.items():
            text = text.replace("{" + name + "}", pattern) if text else text
        return re.compile(text.replace("\n", ""), flags) if text else None

    unknown = found.keys() - {"name", "asked", "held", "opens", "new"}
    if unknown:
        raise ValueError(f"{TYPES_PATH.name}: unknown keys {sorted(unknown)}")
    held = compiled(found.get("held"), re.IGNORECASE)
    return _Kind(compiled(found.get("asked")), held, compiled(found.get("opens")), found.get("new", False))


def _named(found: dict[str, Any], between: frozenset[str]) -> _Named:
    nouns = "|".join(found["asked"])
    gap = rf"(?:(?:\d+|{'|'.join(sorted(between))}|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)\s+){{0,2}}"
    opens = rf"welke?|{_LISTED}(?: de| het| alle)?|na(?:am|men) van(?: de| het| dat| die)?"
    said, known, where = ("|".join(found.get(name, ())) for name in ("said", "known", "where"))
    return _Named(
        re.compile(rf"\b(?:{opens}) {gap}(?:{nouns})\b"),
        re.compile(rf"(?:{nouns})"),
        re.compile(found["where"]) if where else None,
        re.compile(said) if said else None,
        re.compile(known) if known else None,
        found.get("places", False),
        found.get("person", False),
    )


@lru_cache(maxsize=256)
def answer_type(question: str) -> AnswerType:
    """The kind of thing that a question asks for."""
    text = fold(written_out(question)).strip(" ?!.")
    thing = _thing(question)
    at = thing.asked.search(text) if thing is not None else None
    first = [(at.start(), 0, AnswerType.MEMBER)] if at is not None else []
    for order, (kind, found) in enumerate(_types().kinds.items(), start=1):
        hit = found.asked.search(text) if found.asked is not None else None
        if hit is not None:
            # "Wat is de reden": that something is asked for in the most general words says least.
            first.append((len(text) if kind is AnswerType.DEFINITION else hit.start(), order, kind))
    # "Wanneer is het vastgesteld en waarom?": what is asked first decides.
    return min(first)[2] if first else AnswerType.OTHER


@lru_cache(maxsize=256)
def _thing(question: str) -> _Named | None:
    """The thing with a name of its own that a question asks for."""
    text = fold(written_out(question))
    return next(
        (one for one in _types().named if one.asked.search(text) and (one.where is None or one.where.search(text))),
        None,
    )


def can_hold(sentence: str, kind: AnswerType, question: str, around: str = "") -> bool:
    """Whether a thing of this kind, and not merely one that the question names, stands in a sentence; ``around``
    is what leads up to it."""
    if kind is AnswerType.MEMBER:
        return _names_member(sentence, question, around)
    if kind is AnswerType.MAKER:
        return bool(new_names(sentence, question))
    if kind is AnswerType.NAME:
        return bool(_held(AnswerType.PERSON, sentence, question)) or _names_thing(sentence, question)
    return _held(kind, sentence, question)


def _held(kind: AnswerType, sentence: str, question: str) -> bool:
    found = _types().kinds.get(kind)
    if found is None or found.held is None:
        return True
    if not found.new:
        return bool(found.held.search(sentence) or (found.opens and found.opens.search(sentence)))
    said, months = fold(question), _types().kinds[AnswerType.MONTH].held
    asked_month = months.search(said) if months is not None and kind is AnswerType.DATE else None
    return any(
        fold(hit.group()) not in said and (asked_month is None or asked_month.group() in fold(hit.group()))
        for hit in found.held.finditer(sentence)
    )


# --- names ------------------------------------------------------------------------------------


def _is_name(token: Token, *, opens: bool) -> bool:
    """Whether a word is a name, by its capital; where a sentence ``opens`` every word has one."""
    text = token.text
    if len(text) < _SHORT_NAME or not text[0].isupper() or any(c.isdigit() for c in text):
        return False
    parts = token.fold.split("-")
    if token.fold in _types().no_names or parts[0] in _types().no_names:
        return False
    return not opens or sum(c.isupper() for c in text) > 1 or not (is_word(token.fold) or token.fold in FUNCTION_WORDS)


def _names(text: str) -> list[tuple[int, Token]]:
    """The words of a text that are names, with their places among all words."""
    found = tokens(text)
    return [
        (at, token)
        for at, token in enumerate(found)
        if _is_name(token, opens=_opens(text, token)) and not _is_origin(found[at : at + 2])
    ]


def _is_origin(words: Sequence[Token]) -> bool:
    """Whether a word with a capital only says from where something is ("Nederlandse windparken")."""
    if len(words) < 2 or not words[0].fold.endswith("se") or not words[1].text[0].islower():
        return False
    # "De gemeente Lisse werkt samen": a name before its verb.
    return not lemma(words[1].text).endswith("en")


def _opens(text: str, token: Token) -> bool:
    before = text[: token.start].rstrip(" “\"'‘(")
    return not before or before[-1] in ".!?:"


def new_names(sentence: str, question: str) -> list[tuple[int, Token]]:
    """The names in a sentence that the question does not hold, with their places among all its words."""
    asked = {part for token in tokens(question) for part in (token.fold, *token.fold.split("-"))}
    return [(at, token) for at, token in _names(sentence) if token.fold not in asked]


def _names_member(sentence: str, question: str, around: str) -> bool:
    """Whether a sentence names one of the things that a question asks for, or describes them."""
    thing = _thing(question)
    if thing is None:
        return bool(new_names(sentence, question))
    said = fold(question)
    if thing.known and any(thing.known.fullmatch(t.fold) and t.fold not in said for t in tokens(sentence)):
        return True
    if thing.known and any(hit.group() not in said for hit in thing.known.finditer(fold(sentence)) if thing.person):
        return True
    if thing.person:
        return _held(AnswerType.PERSON, sentence, question)
    words = tokens(sentence)
    placed = _placed(words)
    told = [(at, name) for at, name in new_names(sentence, question) if thing.places or at not in placed]
    if thing.places and any(at in placed for at, _ in told):
        return True
    beside = thing.said is None or any(thing.said.fullmatch(t.fold) for t in tokens(f"{sentence} {around}"))
    count = how_many_asked(question) or 1
    # "Assen, Breda en Leeuwarden" are three; the words of one name follow upon each other.
    ends = {name.end for _, name in told}
    apart = sum(len(sentence[: name.start].rstrip()) not in ends for _, name in told)
    return (beside and apart >= count) or (count == 1 and _describes(words, thing, question))


def _placed(words: Sequence[Token]) -> set[int]:
    """The places of names behind "in" or "te", with those that are joined to them by "en"."""
    found: set[int] = set()
    for at, (before, token) in enumerate(pairwise(words), start=1):
        if not token.text[0].isupper():
            continue
        follows = before.fold in _PLACED | _SUCH or at - 1 in found or (before.fold in _JOINING and at - 2 in found)
        if follows or (before.fold in ("de", "het") and at > 1 and words[at - 2].fold in _PLACED):
            found.add(at)
    return found


def _describes(words: Sequence[Token], thing: _Named, question: str) -> bool:
    """Whether the things are told apart by an adjective or by what they are for ("middelgrote hogescholen",
    "scholen voor gespecialiseerd onderwijs"), which the question does not say."""
    text = fold(question)
    found = thing.asked.search(text)
    if found is None or not found[0].startswith("welke ") or not found[0].endswith(("en", "s")):
        return False
    asked = {token.fold for token in tokens(question)}
    for at, token in enumerate(words):
        if not thing.noun.fullmatch(token.fold) or not token.fold.endswith(("en", "s")):
            continue
        before = words[at - 1] if at else None
        if before is not None and (before.text.islower() or at == 1) and _modifies(before.fold, asked):
            return True
        after = [t.fold for t in words[at + 1 : at + 4]]
        if after[:1] == ["voor"] and len(after) > 1 and not set(after[1:]) & asked:
            return True
    return False


def _modifies(word: str, asked: set[str]) -> bool:
    """Whether a folded word is an adjective that tells some apart, and that is not among those ``asked``."""
    plain = word in _types().indefinite | FUNCTION_WORDS | asked or word.endswith(("ende", "se"))
    return word.endswith("e") and is_word(word) and parse_number_word(word) is None and not plain


_ASKED_NAME = re.compile(
    r"\b(?:hoe (?:heet|heette|heten|heetten)|(?:naam|titel) van)(?: de| het| een| dat| die| deze)?(?: \w+e)? (\w[\w-]+)"
)


def _names_thing(sentence: str, question: str) -> bool:
    """Whether a sentence gives a name, and, where it speaks of the thing whose name is asked, that thing's: right
    behind it, or joined to it as what it is ("Mentorwijs is een interne training")."""
    names = new_names(sentence, question)
    found = _ASKED_NAME.search(fold(question))
    words = tokens(sentence)
    things = [at for at, t in enumerate(words) if found is not None and t.fold.endswith(found[1])]
    if not things:
        return bool(names)
    quoted = re.search(r"[‘“\"]\w", sentence) is not None
    return quoted or any(_is_called(words, sentence, at, thing) for at, _ in names for thing in things)


def _is_called(words: Sequence[Token], sentence: str, name: int, thing: int) -> bool:
    if name == thing:
        return True
    first, last = sorted((name, thing))
    between = [t.fold for t in words[first + 1 : last]]
    if name > thing:
        # "Het project Slangenwacht", "het programma met de naam Gewoon Aan de Slag".
        return not between or "naam" in between or set(between) <= {"de", "het", "is", "heet"}
    comma = "," in sentence[words[first].end : words[last].start]
    says = comma or bool({"is", "was", "zijn", "heet"} & set(between))
    return len(between) <= _NAMED_NEAR and says and not {"van", "aan", "met", "door", "bij"} & set(between)


# --- how many -----------------------------------------------------------------------------------


def holds_kind(sentence: str, question: str) -> bool:
    """Whether a sentence with a figure can answer a question that asks for a thing of some kind: an amount of
    money, a place, a person or one member of a group is no other figure."""
    kind = answer_type(question)
    asked = (
        AnswerType.MEMBER, AnswerType.MONEY, AnswerType.PLACE, AnswerType.PERSON, AnswerType.DATE, AnswerType.MONTH,
        AnswerType.TIME, AnswerType.MAKER,
    )  # fmt: skip
    return kind not in asked or can_hold(sentence, kind, question)


def how_many_asked(question: str) -> int | None:
    """How many things a question asks to be named ("op welke vijf sporen": 5); None when it does not say."""
    text = fold(question)
    found = _SEVERAL.search(text) if asks_members(question) or re.search(_LISTED, text) else None
    if found is None:
        return None
    number = int(found[1]) if found[1].isdigit() else parse_number_word(found[1])
    return int(number) if number is not None and number > 1 else None


def can_name(sentences: Sequence[str], count: int) -> bool:
    """Whether sentences enumerate at least so many things: as items of a list, or between commas, "en" and "of"."""
    if len(sentences) > count:
        return True
    return any(len(re.split(r",|;|\b(?:en|of)\b", sentence)) >= count for sentence in sentences)
