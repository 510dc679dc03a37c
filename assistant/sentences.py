"""What a sentence shows by itself: a reason, a change, an obstacle, a definition, the list that it opens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.documents import BlockKind, Passage, Sentence
from corpus.dutch import FUNCTION_WORDS, fold, tokens
from corpus.shorthand import written_out

_SAYS_WHAT = re.compile(r"(?:Dit|Deze|Het|Dat|Zij|Hij)\b(?: \w+)? (?:is|zijn|gaat|betreft)\b")
#: How a sentence opens that goes on about what the sentence before it speaks of.
_POINTS_BACK = re.compile(
    r"(?:Dit|Deze|Dat|Die|Zij|Hij|Ze|Hun|Daarbij|Hierbij|Daarin|Hierin|Daarmee|Hiermee|Daarvoor|Hiervoor|Daarvan|Hiervan|"
    r"Daardoor|Hierdoor|Daarnaast|Het gaat|Voorbeelden hiervan|Een voorbeeld (?:hiervan|daarvan)|Reden hiervoor|"
    r"De \w+ hiervan|Onder (?:haar|zijn|hun) \w+|In (?:dit|deze|dat|die) \w+)\b"
)
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
_PLAIN = frozenset("precies exact eigenlijk ook alweer begrip term woord in kort".split())
#: How people ask what something is; the group holds what they ask it of.
_EXPLAIN = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:en )?wat (?:is|zijn|was) (?:dat |er )?(?P<what>.+)$",
        r"^(?:en )?wie (?:is|zijn) (?P<what>.+)$",
        r"^wat (?:houdt|houden|betekent|betekenen|behelst|doet|doen) (?P<what>.+?)"
        r"(?: (?:nou|nu|precies|eigenlijk|hier|daar|dan|ook|alweer))*(?: in)?$",
        r"^(?:en )?(?:waar (?:staat|staan) )?(?:de |wat is de )?afkorting(?: van)? (?P<what>.+?)"
        r"(?: (?:nou|nu|precies|eigenlijk|hier|daar|dan|ook|alweer))*(?: voor)?(?: (?:van|bij) .+)?$",
        r"^(?P<what>[^,:]+)[,:] (?:wat|wie) (?:is|zijn|betekent|doet|houdt) (?:dat|die|het|ze|zij)\b.*$",
        r"^wat (?:wordt|verstaat|verstaan|bedoelt|bedoelen|bedoeld).*? (?:onder|met) (?P<what>.+)$",
        r"^(?:en )?waar (?:staat|staan) (?P<what>.+?)(?: (?:nou|nu|eigenlijk|daar|dan|ook|alweer))* voor"
        r"(?: (?:van|bij) .+)?$",
        r"\b(?:definitie|betekenis|uitleg|omschrijving|toelichting)(?: van| bij)? (?P<what>.+?)(?: graag| aub| svp)?$",
        r"^(?:leg|kun je|kunt u) .*?uit(?:leggen)? wat (?P<what>.+?) (?:is|zijn|doet|inhoudt|betekent)$",
    )
)
_MEANING = re.compile(
    r"^(?:en )?wat (?:is|zijn) (?:een |n )?(?!de |het |er |dat |die |hun )[\w&-]+$|"
    r"^wat (?:betekent|betekenen|houdt|houden)\b|\b(?:definitie|betekenis) van\b|"
    r"^(?:en )?waar (?:staat|staan) .+ voor(?: (?:van|bij) .+)?$|^(?:en )?(?:de )?afkorting \w+$"
)
#: A follow-up in full says first of whom it is.
_OF_WHOM = re.compile(r"^over [^:?]+: ")
_RISES = frozenset(
    """
    stijging gestegen steeg stegen stijgen stijgt toename toegenomen toenemen toeneemt hogere meer
    groei groeide groeiden groeien groeit gegroeid
    """.split()
)
_FALLS = frozenset(
    """
    daling gedaald daalde daalden dalen daalt afname afgenomen afnemen afneemt lagere minder krimp krimpen gekrompen
    """.split()
)
_CHANGES = _RISES | _FALLS
_THIS_MOVE = re.compile(r"\b(?:deze|die|de) (daling|afname|krimp|stijging|toename|groei)\b", re.IGNORECASE)
IN_PASSING = 0.9
"""What a name explained in passing counts beside a sentence that is about it."""
_RESETS = frozenset("herberekend herberekening herijkt herijking bijgesteld bijstelling herzien herziening".split())
_OPENING = 8
_KEYWORDS = 4
"""So many words without more ("NL Design System??") ask what something is."""
_LEADING = 2
_OBSTACLES = frozenset("knelpunten knelpunt uitdagingen uitdaging belemmeringen obstakels".split())
_HARD = frozenset("moeilijk lastig onrealistisch uitdagend uitdagender ingewikkeld eenvoudig doelstelling".split())
_CAUSE_PHRASES = ("komt door", "komt deels door", "als gevolg van", "leidt tot", "te maken met", "gevolg van")


def gives_reason(text: str) -> bool:
    """Whether a sentence states a cause, by the words Dutch uses for that."""
    words = {token.fold for token in tokens(text)}
    return bool(words & _CAUSES) or any(phrase in text.lower() for phrase in _CAUSE_PHRASES)


_ANNOUNCES = re.compile(
    r"\b(?:noem\w*|ken\w*|zijn er|er zijn|geld\w*|onderscheid\w*|zie\w*|gaf|gaven|geven)\b(?:[^.:]{0,40}?)"
    r"\b(?:twee|drie|vier|vijf|zes|enkele|verschillende|meerdere|diverse) [^.:]{3,60}\.?$",
    re.IGNORECASE,
)


def announces(text: str) -> bool:
    """Whether a sentence only says how many there are, before they are named ("UWV noemt twee oorzaken.")."""
    return _ANNOUNCES.search(text.strip()) is not None and len(text.split()) <= _SHORT


_SHORT = 16
_DEFINITE = frozenset({"de", "het", "dat", "dit", "deze", "die"})


def opens_definite(text: str) -> bool:
    """Whether a sentence opens with something known ("De vertraging ontstond …")."""
    return text.split(maxsplit=1)[0].casefold() in _DEFINITE if text.strip() else False


def speaks_of_change(text: str) -> bool:
    """Whether a sentence is about a rise or a fall."""
    return bool({token.fold for token in tokens(text)} & _CHANGES)


def moves_otherwise(text: str, *, rose: bool) -> bool:
    """Whether a sentence explains a fall ("deze daling komt …") where something ``rose``, or a rise where it fell."""
    told = {found[1].casefold() for found in _THIS_MOVE.finditer(text)}
    own, other = (_RISES, _FALLS) if rose else (_FALLS, _RISES)
    return bool(told & other) and not told & own


def speaks_of_reset(text: str) -> bool:
    """Whether a sentence is about a target that was set anew."""
    return bool({token.fold for token in tokens(text)} & _RESETS)


def names_obstacle(text: str) -> bool:
    """Whether a sentence says what stands in the way: obstacles are its subject, or it gives a cause."""
    opening = {token.fold for token in tokens(text)[:_OPENING]}
    everything = {token.fold for token in tokens(text)}
    formed = bool(everything & _OBSTACLES) and bool(everything & {"vormden", "vormen", "vormt"})
    return formed or bool(opening & _OBSTACLES) or (gives_reason(text) and bool(everything & _HARD))


_LISTS = frozenset("welke noem opsomming lijst lijstje rijtje allemaal alle onderdelen opsommen voorbeelden".split())


def points_back(text: str) -> bool:
    """Whether a sentence goes on about what the one before it names ("Dit is een community van …")."""
    return bool(_POINTS_BACK.match(text))


_HEAD = re.compile(
    r"\b(?:welke|noem(?: (?:alle|eens))?(?: de| het)?|wat (?:zijn|waren|is|was) (?:de|het)|som op:?(?: de)?|"
    r"(?:lijst\w*|opsomming|rijtje|overzicht)(?: graag| svp)? van(?: de| het)?|wat voor) "
    r"(?:(?:\d+|\w+[eks]te|twee|drie|vier|vijf|zes) )?(?P<head>[a-z][\w-]{3,})"
)


def head_asked(question: str) -> str | None:
    """The thing that a question asks for by its name ("de *speerpunten* van het plan"), folded; None where it
    names none."""
    found = _HEAD.search(fold(written_out(question)))
    return found["head"] if found is not None else None


def asks_list(question: str) -> bool:
    """Whether a question asks for several things."""
    words = {token.fold for token in tokens(question)}
    return bool(words & _LISTS) or {"som", "op"} <= words


@dataclass(frozen=True, slots=True)
class Definiendum:
    """What a question wants explained: its folded words, and the abbreviations among them."""

    words: tuple[str, ...]
    short: frozenset[str]


def definition(defined: Definiendum | None, sentence: Sentence) -> float:
    """How much a sentence looks like the definition of something: 1 where that is its subject and a verb
    of defining follows ("De Blauwe Baan is het …", "SROI houdt in dat …"), less where it may also say
    something else of it; 0 for any other sentence."""
    if defined is None:
        return 0.0
    asked = defined.words
    apposed = IN_PASSING if _apposed(defined, sentence.text) else 0.0
    said = [token.fold for token in tokens(sentence.text)]
    start = 1 if said[:1] and said[0] in ("de", "het", "een", "onder") else 0
    end = start
    while end < len(said) and said[end] in asked:
        end += 1
    named = end - start
    if not named or (named * 2 < len(asked) and said[start] not in defined.short):
        return apposed
    following = said[end : end + 2]
    if not following or following[0] not in _DEFINES:
        return apposed
    if following[0] in ("is", "zijn"):
        return 1.0 if following[-1] in ("het", "een", "de") else max(0.5, apposed)
    return 1.0


def _apposed(defined: Definiendum, text: str) -> bool:
    """Whether a sentence explains a name in passing: behind a comma ("Zestor, arbeidsmarktfonds voor het hbo, …") or
    with its abbreviation in brackets, on either side ("IPO (interprovinciaal overleg)")."""
    name = r"[ \-]".join(re.escape(word) for word in defined.words)
    folded = fold(text)
    comma = rf"\b{name}, (?!die\b|dat\b|en\b|of\b|maar\b|zodat\b|waar)[a-z][\w\- ]{{8,60}}[,.]"
    short = next(iter(defined.words), "") if len(defined.words) == 1 else ""
    brackets = rf"\b{name} \([a-z][\w\- &]{{6,}}\)" + (rf"|\w[\w\- ]{{6,}} \({re.escape(short)}\)" if short else "")
    return bool(re.search(comma, folded) or re.search(brackets, folded))


def definiendum(question: str) -> Definiendum | None:
    """What a question wants explained; None for any other question."""
    text = _OF_WHOM.sub("", fold(written_out(question))).strip(" ?!.")
    short = frozenset(token.fold for token in tokens(question) if len(token.text) > 1 and token.text.isupper())
    for pattern in _EXPLAIN:
        found = pattern.search(text)
        if found is not None:
            named = [t.fold for t in tokens(found["what"]) if t.fold not in FUNCTION_WORDS and t.fold not in _PLAIN]
            return Definiendum(tuple(named), short) if named else None
    return None


def asks_meaning(question: str) -> bool:
    """Whether a question asks what a word means ("wat is een fta?"), not which of several things it is of here
    ("wat is de aanpak?")."""
    return bool(_MEANING.search(_OF_WHOM.sub("", fold(question)).strip(" ?!.")))


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


def _leads_to(passage: Passage, at: int) -> int | None:
    """The opening sentence of a list to which a sentence leads up, close behind it in the same paragraph."""
    line = next((line for line in passage.text.split("\n") if passage.sentences[at].text in line), "")
    behind = range(at + 1, min(at + 1 + _LEADING, len(passage.sentences)))
    return next((i for i in behind if (text := passage.sentences[i].text).endswith(":") and text in line), None)


def with_its_list(passage: Passage, at: int, question: str, *, opening: bool) -> tuple[Sentence, ...]:
    """A sentence with the list that it opens; of a list that is asked for, all of it, where its opening
    sentence says something of what is asked (``opening``)."""
    sentences = passage.sentences
    chosen = [sentences[at]]
    following = sentences[at + 1 : at + 2]
    if sentences[at].text.endswith(":"):
        chosen += _items(passage, at)
    elif (
        following
        and _SAYS_WHAT.match(following[0].text)
        and (definiendum(question) or len(question.split()) <= _KEYWORDS)
    ):
        # "Hiervoor is er het NL Design System. Dit is een community van …"
        chosen += following
    elif asks_list(question) and (lead := _leads_to(passage, at)) is not None:
        chosen = [*sentences[at : lead + 1], *_items(passage, lead)]
    elif _is_item(passage, at) and at and sentences[0].text.endswith(":") and opening and asks_list(question):
        chosen = [sentences[0], *_items(passage, 0)]
    return tuple(chosen)


_SOURCES = re.compile(
    r"\b(?:(?:voet)?noo?t(?:en)?|publicaties?|rapport|titel|kamerstuk\w*|dossiernummer|staatsblad|stb|website|webadres|url|"
    r"link|bron|bronnen|verwijzing|vindplaats|document|stuk|boek)\b"
)
_NOTE_NUMBER = re.compile(r"\b(?:voet)?noot (?:nr\.? |nummer )?(\d{1,3})\b")


def asks_source(question: str) -> bool:
    """Whether a question asks where something is written: a document, its number, or a note."""
    return bool(_SOURCES.search(fold(question)))


def note_asked(question: str) -> int | None:
    """The number of the footnote that a question names."""
    found = _NOTE_NUMBER.search(fold(question))
    return int(found[1]) if found is not None else None
