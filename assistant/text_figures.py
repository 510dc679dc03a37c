"""Figures of the running text: the one fact whose sentence explains every word of the question."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from assistant.cues import Cue
from assistant.reading import Kind, Mention, Reading
from assistant.understand import Understood
from corpus.analysis import analyse
from corpus.dutch import fold, lemma, tokens
from corpus.facts import Fact, FactKind, FactTable, bare
from corpus.lexicon import Lexicon
from corpus.words import related

#: Cues that ask, and so need not be found in the sentence that answers.
_ASKING = frozenset({Cue.TOPIC, Cue.WHICH, Cue.HOW_MANY, Cue.VIA, Cue.SECTOR, Cue.LATEST, Cue.EACH, Cue.CLAIM})
_OWN = 0.5
_WISHES = frozenset("ambitie ambities streven streeft streefdoel voornemen voornemens wens beoogt beoogd".split())
_MODAL = frozenset({"moet", "moeten", "moest", "moesten"})
_UNIT_CLASSES = (
    frozenset({"fta", "banen", "baan", "plekken", "werkplekken"}),
    frozenset({"%", "procent", "percentage", "aandeel"}),
    frozenset({"personen", "mensen", "persoon"}),
    frozenset({"fte"}),
)


class Part(StrEnum):
    """What is asked of a figure that is part of another: its share of it in per cent, or the rest."""

    SHARE = "share"
    REST = "rest"


class TextFigure(NamedTuple):
    """A figure of the running text; with ``whole`` and ``part``, what is worked out from the two."""

    fact: Fact
    whole: Fact | None = None
    part: Part | None = None


class TextFigures:
    """Looks figures up by the words around them."""

    def __init__(self, facts: FactTable, lexicon: Lexicon) -> None:
        self._facts = [fact for fact in facts if not fact.from_table]
        self._lexicon = lexicon
        self._by_id = {fact.id: fact for fact in self._facts}
        self._words: dict[str, set[str]] = {}

    @cached_property
    def _vocabulary(self) -> set[str]:
        """The analysed words of all sentences with figures."""
        return {word for fact in self._facts for word in analyse(fact.sentence)}

    def find(self, understood: Understood) -> TextFigure | None:
        """The one figure that answers, or None when none or several do.

        Every content word must occur in the fact's sentence or heading, the thing counted must be
        the unit of the figure, and a named year must be its year. Of a figure that is part of
        another in its sentence, the share may be asked, or, by denying, the rest.
        """
        wanted = self._wanted(understood)
        units = self._asked_units(understood)
        if not units or not wanted:
            return None
        if not (wanted - {word for unit in units for word in analyse(unit)} or understood.sectors):
            # Only the thing itself is named: fine where the letters count it once.
            counted = {fact.value for fact in self._facts if any(_fits_unit(fact, unit) for unit in units)}
            if len(counted) != 1:
                return None
        cues = understood.reading.cues
        if Cue.CLAIM in cues:
            return None
        denies = bool(cues & {Cue.NOT, Cue.EXCLUDING}) or self._denied(understood)
        stated = self._best(understood, wanted, units, shares=False)
        if stated is not None and _negated(stated.sentence) == denies:
            return TextFigure(stated)
        says_so = denies or "wel" in {token.fold for token in understood.reading.tokens}
        if stated is not None and stated.whole and says_so:
            return TextFigure(stated, self._by_id[stated.whole], Part.REST)
        if stated is None and units[0] in _UNIT_CLASSES[1]:
            part = self._best(understood, wanted, units, shares=True)
            if part is not None and _negated(part.sentence) == denies:
                return TextFigure(part, self._by_id[part.whole], Part.SHARE)
        return None

    def _best(self, understood: Understood, wanted: set[str], units: list[str], *, shares: bool) -> Fact | None:
        """The one fact that fits best; with ``shares`` among those that are part of another."""
        reading = understood.reading
        years = set(reading.values(Kind.YEAR))
        words = [token.fold for token in reading.tokens]
        came = bool({"kwam", "kwamen", "komt", "komen"} & set(words)) and "bij" in words
        asks_change = came or bool(reading.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.MORE, Cue.LESS})
        fitting = [
            (self._own_share(fact, wanted), fact)
            for fact in self._facts
            if (not years or fact.period[:4] in years)
            and (shares or (fact.kind is FactKind.CHANGE) == asks_change)
            and (fact.partial or self._named(fact, reading))
            and self._in_sectors(fact, understood)
            and (bool(fact.whole) if shares else any(_fits_unit(fact, unit) for unit in units))
            and self._explains(fact, wanted)
        ]
        best = max((share for share, _ in fitting), default=0.0)
        chosen = [fact for share, fact in fitting if share == best]
        # The whole of "vier van de vijf" counts the same thing; the part is what is asked.
        wholes = {fact.whole for fact in chosen}
        chosen = [fact for fact in chosen if fact.id not in wholes]
        # With less than half of the question in its own sentence a figure is only near what is asked.
        if len({(fact.value, fact.unit) for fact in chosen}) != 1 or (best < _OWN and len(wanted) > 1):
            return None
        return chosen[0]

    def _named(self, fact: Fact, reading: Reading) -> bool:
        """Whether the question names what narrows the fact, and the measure that it is of."""
        parts = {bare(q) for q in fact.qualifiers}
        if not parts <= set(reading.values(Kind.QUALIFIER)):
            return False
        wishes = {token.fold for token in tokens(fact.sentence)} & _WISHES
        if wishes and not wishes & {token.fold for token in reading.tokens} and fact.period not in _years(reading):
            # What is hoped for is not what there is.
            return False
        named = {m for m in reading.values(Kind.MEASURE) if m in self._lexicon.measures}
        if named and fact.measure in self._lexicon.measures and fact.measure not in named:
            return False
        # The measures of a sector are the calculator's: it knows of which year, part and whole.
        return (
            fact.subject not in self._lexicon.sectors or fact.measure not in self._lexicon.measures or bool(fact.whole)
        )

    def _denied(self, understood: Understood) -> bool:
        """Whether a word of the question denies by its prefix."""
        return any(self._is_denial(mention.text) for mention in understood.reading.others)

    def _own_share(self, fact: Fact, wanted: set[str]) -> float:
        """How much of what is asked the fact's own sentence explains, without heading and context."""
        there = set(analyse(fact.sentence))
        return sum(any(related(word, other) for other in there) for word in wanted) / len(wanted)

    def _wanted(self, understood: Understood) -> set[str]:
        """The content words that the sentence must explain; sectors are checked by themselves."""
        words: set[str] = set()
        for mention in understood.reading.mentions:
            if mention.value(Kind.SECTOR) or mention.value(Kind.YEAR):
                continue
            if mention.cues & _ASKING:
                continue
            if mention.value(Kind.UNIT) or mention.value(Kind.WEAK_MEASURE) or fold(mention.text) in _MODAL:
                continue
            bare = mention.text[2:] if self._is_denial(mention.text) else mention.text
            words.update(analyse(bare))
        return words

    def _is_denial(self, word: str) -> bool:
        """Whether a word denies by its prefix: "onvermeld", where the letters know "vermelden"."""
        return word.casefold().startswith("on") and lemma(word[2:]) in self._vocabulary

    @staticmethod
    def _asked_units(understood: Understood) -> list[str]:
        """The words that may say what is counted: the nouns behind "hoeveel" or "aantal" with their
        adjectives ("hoeveel externe jobcoaches"), else a unit that is named."""
        mentions = understood.reading.mentions
        for index, mention in enumerate(mentions):
            if Cue.HOW_MANY not in mention.cues or index + 1 >= len(mentions):
                continue
            found = [mentions[index + 1]]
            for following in mentions[index + 2 : index + 4]:
                if found[-1].value(Kind.OTHER) and following.first == found[-1].last:
                    found.append(following)
            return [_last_word(m) for m in found]
        units = [m for m in mentions if m.value(Kind.UNIT) or m.value(Kind.WEAK_MEASURE) == "realisatiepercentage"]
        return [_last_word(units[0])] if units else []

    def _in_sectors(self, fact: Fact, understood: Understood) -> bool:
        """Whether the fact is about every sector that is named."""
        names = {s: self._lexicon.sectors[s].label for s in understood.sectors if s in self._lexicon.sectors}
        return all(
            sector == fact.subject
            or (fact.subject not in self._lexicon.sectors and self._explains(fact, set(analyse(label))))
            for sector, label in names.items()
        )

    def _explains(self, fact: Fact, words: set[str]) -> bool:
        there = self._words.get(fact.id)
        if there is None:
            there = self._words[fact.id] = set(analyse(f"{fact.section} {fact.context} {fact.sentence}"))
        left = [word for word in words if not any(related(word, other) for other in there)]
        # The verb may differ ("bestaat uit 9 scanstraten", "er komen 9 scanstraten"); a noun may not.
        return not left or (len(left) == 1 and len(words) > 1 and _is_verb(left[0]))


def _years(reading: Reading) -> set[str]:
    return set(reading.values(Kind.YEAR))


def _is_verb(word: str) -> bool:
    """Whether an analysed word is an infinitive, by its form."""
    return len(word) > 4 and word.endswith(("en", "aan", "ien"))


def _negated(sentence: str) -> bool:
    """Whether a sentence denies something."""
    return bool({token.fold for token in tokens(sentence)} & {"geen", "niet", "nooit", "noch"})


def _last_word(mention: Mention) -> str:
    return mention.text.casefold().split()[-1]


def _fits_unit(fact: Fact, asked: str) -> bool:
    if not asked:
        return False
    for names in _UNIT_CLASSES:
        if asked in names:
            return fact.unit in names or fact.written_unit in names
    written = analyse(fact.written_unit)
    return any(word in written or any(related(word, w) for w in written) for word in analyse(asked))
