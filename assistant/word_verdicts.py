"""Yes or no, by what a sentence says, for a question that asks no more than whether something is so.

Only where the sentence says the very thing, or denies it: the word that the question turns on ("tellen … mee",
"gehaald", "bekend") stands in one clause of it, plainly said. Everything else (bounds, comparisons, "alle", what may
or will be) gets the sentence and no verdict: the reader is better off with none than with one that is not the letter's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.asks import YES_NO_VERBS, asks_yes_no
from assistant.cues import Cue
from assistant.reading import Kind, Reading
from assistant.text_rating import explained
from corpus.analysis import analyse
from corpus.dutch import FUNCTION_WORDS, fold, tokens
from corpus.synonyms import synonymous

_DENYING = frozenset("niet geen nooit niemand niets niks nergens noch".split())
#: What is said under these is no plain fact.
_HEDGES = frozenset(
    """
    kan kunnen kon konden zou zouden mogelijk wellicht misschien wil willen wilde streeft streven beoogt beogen verwacht
    verwachten verwachting onderzocht onderzoekt onderzoeken hoop hoopt moet moeten mag mogen zal zullen
    deels gedeeltelijk sommige enkele bijna nauwelijks
    """.split()
)
#: With these a question asks more than whether something is so.
_BOUNDS = frozenset(
    """
    of alle alleen volledig helemaal altijd elke elk ieder iedere uitsluitend enkel genoeg voldoende vooral meestal veel
    weinig vaak soms nooit niemand geen niet iemand ergens zonder behalve zelf weer opnieuw ooit straks eerst mogelijk
    """.split()
)
_AUXILIARIES = frozenset(
    "is zijn was waren ben heeft hebben had hadden wordt worden werd werden kan kunnen mag mogen doet doen deed".split()
)
_MAY = frozenset({"kan", "kunnen", "mag", "mogen"})
_MUST = frozenset("moet moeten moest moesten zou zouden wil willen zal zullen gaat gaan ging lukt lukte klopt".split())
_COPULAS = frozenset({"is", "zijn", "was", "waren", "wordt", "worden", "werd", "werden"})
_PARTICLES = frozenset("mee op af aan uit in toe terug bij over door weg voor samen".split())
_SUBJECTS = frozenset("de het een er ze zij die dat dit deze hij u men".split())
_POINTING = frozenset("ze zij hij het die dat deze dit daar er hun".split())
#: What may be called otherwise where it is the same thing that is told of.
_GENERAL = frozenset({"deel", "doel", "doelstelling", "aantal", "brief", "jaar", "moment"})
_LONG = 6
_CLAUSES = re.compile(
    r"[,;:()]|\b(?:maar|terwijl|waarbij|waardoor|omdat|aangezien|doordat|hoewel|ondanks|zodat|dan)\b", re.IGNORECASE
)
_UNSETTLED = frozenset(
    {
        Cue.HIGHEST, Cue.LOWEST, Cue.RANK, Cue.NEXT, Cue.ONLY, Cue.HALF, Cue.ABOVE, Cue.BELOW, Cue.AT_LEAST,
        Cue.AT_MOST, Cue.MEAN, Cue.RATIO, Cue.DIFFERENCE, Cue.TOTAL, Cue.SAME, Cue.MULTIPLY,
    }
)  # fmt: skip
_WAYS = ({Cue.RISE, Cue.MORE}, {Cue.FALL, Cue.LESS})


def verdict_in_words(reading: Reading, sentence: str, section: str, read: Callable[[str], Reading]) -> bool | None:
    """Whether what a question asks is so, by one sentence of a section; None where that does not settle it."""
    words = [token.fold for token in reading.tokens]
    opens = words[:1] and (words[0] in YES_NO_VERBS or (words[0].endswith("t") and set(words[1:2]) & _SUBJECTS))
    if not opens or not asks_yes_no(reading):
        return None
    if Cue.THAN in reading.cues and reading.cues & {Cue.MORE, Cue.LESS}:
        return None
    if set(words) & _BOUNDS or reading.cues & _UNSETTLED or reading.question.count(",") or Cue.WHY in reading.cues:
        return None
    told = [token.fold for token in tokens(sentence)]
    conditional = told[:1] == ["als"] or bool({"tenzij", "indien"} & set(told))
    if reading.of(Kind.NUMBER) or words[0] in _MUST or conditional:
        # What is so under a condition is not told to be so.
        return None
    asked = _turning(reading, words)
    # "SROI-banen" is told of where either is.
    about = [
        parts for token in reading.tokens[words[0] not in _AUXILIARIES :]
        if (parts := [w for w in analyse(token.text) if w not in asked and not w.isdigit()])
        and token.fold not in _PARTICLES
    ]  # fmt: skip
    if not _speaks_of(about, words, sentence, section):
        return None
    ways = [way for way in _WAYS if reading.cues & way]
    for clause in _CLAUSES.split(sentence):
        if not clause or not clause.strip() or clause.split()[0].lower() == "als":
            continue
        said, folded = analyse(clause), {token.fold for token in tokens(clause)}
        turns = [w for w in asked if any(synonymous(w, other) for other in said)]
        if len(ways) == 1 and not turns:
            moved = [way for way in _WAYS if read(clause).cues & (way - {Cue.MORE, Cue.LESS})]
            there = frozenset((*said, *analyse(section)))
            inside = any(explained(w, frozenset(said)) for parts in about for w in parts)
            named = inside and all(any(explained(w, there) for w in parts) for parts in about)
            if len(moved) == 1 and named and not folded & (_HEDGES | _DENYING):
                return moved[0] is ways[0]
            continue
        if not turns:
            continue
        if folded & _HEDGES:
            return None
        denied = bool(folded & _DENYING) and "alleen" not in folded
        if words[0] in _MAY and not denied:
            # That it is done does not say that it may be.
            return None
        return not denied
    return None


def _turning(reading: Reading, words: Sequence[str]) -> list[str]:
    """The analysed words that a question turns on: its verb, the participle that closes it, or what is said of
    something by "is" ("bekend")."""
    if words[0] not in _AUXILIARIES:
        whole = analyse(words[0])
        ends = [word for word in words[1:] if word in _PARTICLES]
        # "Tellen … mee": one verb, in the two ways that words are put together here.
        joined = [f"{end}{sign}{_infinitive(word)}" for word in whole for end in ends for sign in ("", "_")]
        return joined if "mee" in ends or words[-1] in ends else whole
    content = [
        (token.fold, analyse(token.text)) for token in reading.tokens[1:]
        if token.fold not in FUNCTION_WORDS and not token.fold.isdigit()
    ]  # fmt: skip
    names = {t for kind in (Kind.SECTOR, Kind.GROUP, Kind.YEAR, Kind.QUALIFIER) for m in reading.of(kind)
             for t in fold(m.text).split()}  # fmt: skip
    content = [(word, parts) for word, parts in content if word not in names and parts]
    verbs = [parts for word, parts in content if _is_verb(word, parts)]
    if verbs:
        return verbs[-1]
    return content[-1][1] if content and words[0] in _COPULAS and content[-1][0] == words[-1] else []


def _infinitive(word: str) -> str:
    """The infinitive of a stem that analysis left ("tel"), else the word."""
    if word.endswith("en"):
        return word
    return f"{word}{word[-1]}en" if len(word) > 1 and word[-2] in "aeiou" else f"{word}en"


def _is_verb(word: str, parts: Sequence[str]) -> bool:
    """Whether a word is a participle or an infinitive by its form: its dictionary form is an infinitive."""
    base = parts[-1]
    return base.endswith(("en", "aan", "ien")) and (
        base.replace("_", "") == word or word.startswith("ge") or base != word
    )


def _speaks_of(about: Sequence[Sequence[str]], words: Sequence[str], sentence: str, section: str) -> bool:
    """Whether a sentence is about what a question is: all that it names stands there, or one thing of it where the
    question points back."""
    there = frozenset((*analyse(sentence), *analyse(section)))
    found = [
        any(explained(w, there) > 0 or (len(w) >= _LONG and any(other.startswith(w) for other in there)) for w in parts)
        for parts in about if parts[-1] not in _GENERAL
    ]  # fmt: skip
    if set(words) & _POINTING:
        return not found or any(found) or len(found) == 1
    return bool(found) and all(found)


__all__ = ["verdict_in_words"]
