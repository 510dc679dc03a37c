"""Yes or no, by what a sentence says, for a question that asks no more than whether something is so.

Two things are told so plainly that they settle it. That something is *not* so: the very word that the question turns
on stands denied in one clause, which is of all that the question names ("heeft de markt het doel gehaald?": "… hebben
het doel niet gehaald"). And which way something moved: one clause is of all that is named, and says that it rose or
fell. That something *is* so is left to the sentence: a plan, a part or an exception is put in the same words. Synonyms
settle nothing either: in a list made for finding, "bekend" stands beside "onbekend".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from assistant.asks import YES_NO_VERBS, asks_yes_no
from assistant.cues import Cue
from assistant.reading import Kind, Reading
from corpus.analysis import analyse
from corpus.dutch import FUNCTION_WORDS, fold, parse_number_word, tokens
from corpus.words import related

_DENYING = frozenset({"niet", "geen"})
#: What is said with these is no plain fact, or is of some only.
_HEDGES = frozenset(
    """
    kan kunnen kon konden zou zouden mogelijk wellicht misschien wil willen wilde streeft streven beoogt beogen verwacht
    verwachten verwachting onderzocht onderzoekt onderzoeken hoop hoopt moet moeten mag mogen zal zullen indien
    tenzij om te vanaf uiterlijk ambitie plan voornemen deels gedeeltelijk sommige enkele enige bijna nauwelijks veelal
    meestal vaak soms grotendeels ongeveer hooguit alleen slechts enkel eerst altijd nooit behalve uitgezonderd
    """.split()
)
#: With these a question asks more than whether something is so.
_BOUNDS = frozenset(
    """
    of alle alleen volledig helemaal altijd elke elk ieder iedere uitsluitend enkel genoeg voldoende vooral meestal veel
    weinig vaak soms nooit niemand geen niet iemand ergens zonder behalve zelf weer opnieuw ooit straks eerst mogelijk
    naar meer minder vaker meerderheid minderheid merendeel meeste helft flink licht sterk fors ruim iets nauwelijks
    ongeveer precies exact bijna beide allebei
    """.split()
)
_MUST = frozenset("moet moeten moest moesten zou zouden wil willen zal zullen gaat gaan ging lukt lukte klopt".split())
_AUXILIARIES = frozenset("is zijn was waren heeft hebben had hadden wordt worden werd werden".split())
_PARTICLES = frozenset("mee op af aan uit in toe terug bij over door weg voor samen".split())
_POINTING = frozenset("ze zij hij het die dat deze dit daar er hun".split())
_QUANTITIES = frozenset({"aantal", "aantallen", "aandeel", "deel", "percentage"})
_JOINS = frozenset({"en", "maar", "of"})
_REACH = 6
_CLAUSES = re.compile(
    r"[,;:()]|\b(?:maar|terwijl|waarbij|waardoor|omdat|aangezien|doordat|hoewel|ondanks|zodat|dan|dat|die)\b",
    re.IGNORECASE,
)
_UNSETTLED = frozenset(
    {
        Cue.HIGHEST, Cue.LOWEST, Cue.RANK, Cue.NEXT, Cue.ONLY, Cue.HALF, Cue.ABOVE, Cue.BELOW, Cue.AT_LEAST,
        Cue.AT_MOST, Cue.THAN, Cue.MEAN, Cue.RATIO, Cue.DIFFERENCE, Cue.TOTAL, Cue.SAME, Cue.MULTIPLY, Cue.WHY,
    }
)  # fmt: skip


def verdict_in_words(
    reading: Reading, sentence: str, section: str, read: Callable[[str], Reading], *, own: bool = False
) -> bool | None:
    """Whether what a question asks is so, by one sentence of a section; None where that does not settle it. ``own``:
    the section is that of the sector that the question names."""
    words = [token.fold for token in reading.tokens]
    if not words or words[0] not in YES_NO_VERBS or words[0] in _MUST or not asks_yes_no(reading):
        return None
    if set(words) & (_BOUNDS | _POINTING - {"het"}) or reading.question.count(",") or reading.of(Kind.NUMBER):
        return None
    # "Dan wel" compares nothing.
    unsettled = reading.cues & (_UNSETTLED - ({Cue.THAN} if "dan" in words and "wel" in words else set()))
    told = {token.fold for token in tokens(sentence)}
    if unsettled or any(m.text not in told for m in reading.of(Kind.YEAR)):
        return None
    ways = [way for way in (Cue.RISE, Cue.FALL) if way in reading.cues]
    if ways and not set(words) & _QUANTITIES:
        # What is no number may grow in other ways ("is het kenniscentrum uitgebreid?").
        return None
    turning = _turning(reading, words)
    sectors = {at for m in reading.of(Kind.SECTOR) for at in range(m.first, m.last)} if own else set()
    for clause in _clauses(sentence, section, _named(reading, words, turning, sectors)):
        if len(ways) == 1:
            moved = [way for way in (Cue.RISE, Cue.FALL) if way in read(clause).cues]
            if len(moved) == 1 and not {token.fold for token in tokens(clause)} & _DENYING:
                return moved[0] is ways[0]
        elif turning and _denies(clause, turning):
            return False
    return None


def _clauses(sentence: str, section: str, named: Sequence[Sequence[str]]) -> Iterator[str]:
    """The clauses of a sentence that are of all that is named, of nothing but that ("van 14 scholen"), and plain."""
    heading = analyse(section)
    for clause in _CLAUSES.split(sentence):
        folded = [token.fold for token in tokens(clause or "")]
        counts = any(parse_number_word(word) is not None for word in folded if word != "een")
        figures = any(token.is_number and len(token.text) != len("2024") for token in tokens(clause or ""))
        conditional = "als" in folded and "zowel" not in folded
        if not folded or counts or figures or conditional or set(folded) & _HEDGES or "een" in folded[:2]:
            continue
        said = analyse(clause)
        inside = [any(related(w, other) for w in parts for other in said) for parts in named]
        above = [any(w in heading for w in parts) for parts in named]
        if any(inside) and all(one or other for one, other in zip(inside, above, strict=True)):
            yield clause


def _denies(clause: str, turning: Sequence[str]) -> bool:
    """Whether a clause denies the word that a question turns on, right before it."""
    folded = [(token.fold, analyse(token.text)) for token in tokens(clause)]
    for at, (_, parts) in enumerate(folded):
        if not set(parts) & set(turning):
            continue
        before = [word for word, _ in folded[max(at - _REACH, 0) : at]]
        denied = [n for n, word in enumerate(before) if word in _DENYING]
        return bool(denied) and not set(before[denied[-1] :]) & _JOINS
    return False


def _turning(reading: Reading, words: Sequence[str]) -> list[str]:
    """The analysed words that a question turns on: its verb, the participle that closes it, or what is said of
    something by "is" ("bekend")."""
    if words[0] not in _AUXILIARIES:
        whole = analyse(words[0])
        ends = [word for word in words[1:] if word in _PARTICLES]
        # "Tellen … mee": one verb, in the two ways that words are put together here.
        joined = [f"{end}{sign}{_infinitive(word)}" for word in whole for end in ends for sign in ("", "_")]
        return joined if "mee" in ends or words[-1] in ends else whole
    last = next((token for token in reversed(reading.tokens) if token.fold not in FUNCTION_WORDS), None)
    return analyse(last.text) if last is not None and last.fold == words[-1] and last.text.islower() else []


def _infinitive(word: str) -> str:
    """The infinitive of a stem that analysis left ("tel"), else the word."""
    if word.endswith("en"):
        return word
    return f"{word}{word[-1]}en" if len(word) > 1 and word[-2] in "aeiou" else f"{word}en"


def _named(reading: Reading, words: Sequence[str], turning: Sequence[str], sectors: Collection[int]) -> list[list[str]]:
    """The analysed words of each thing that a question names, but for the one that it turns on and some places."""
    moves = {t for m in reading.mentions if m.cues & {Cue.RISE, Cue.FALL} for t in fold(m.text).split()}
    opens = words[0] not in _AUXILIARIES
    named = []
    for at, token in enumerate(reading.tokens):
        if at in sectors or (opens and not at) or token.fold in _PARTICLES | moves:
            continue
        named.append([w for w in analyse(token.text) if w not in turning and not w.isdigit()])
    return [parts for parts in named if parts]


__all__ = ["verdict_in_words"]
