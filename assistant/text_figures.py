"""Figures of the running text: the one fact whose sentence answers, or what follows from two of them.

A question for a figure names what is counted, and says of what. Each fact of the running text is
rated by how much of that its sentence, heading and context explain; words that few sentences hold
weigh more. The best is the answer when it explains nearly all, and no other figure comes near. A
name, a year, a part or a denial that does not fit rules a fact out.
"""

from __future__ import annotations

import math
from collections import Counter
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from assistant.cues import Cue
from assistant.reading import Kind, Mention, Reading
from assistant.slots import RATE
from assistant.understand import Understood
from corpus.analysis import analyse
from corpus.dutch import fold, lemma, round_half_up, tokens
from corpus.facts import Fact, FactKind, FactTable, bare
from corpus.lexicon import Lexicon
from corpus.synonyms import synonymous
from corpus.words import related

#: Cues that ask, and so need not be found in the sentence that answers.
_ASKING = frozenset(
    {
        Cue.WHICH, Cue.HOW_MANY, Cue.VIA, Cue.SECTOR, Cue.LATEST, Cue.EACH, Cue.CLAIM, Cue.COMPARED, Cue.SAID,
        Cue.THAN, Cue.WITHIN, Cue.WHO, Cue.AS_PERCENT, Cue.ACHIEVE, Cue.INCLUDING, Cue.HOW_FAR, Cue.RECOMPUTE,
        Cue.AT_LEAST, Cue.AT_MOST,
    }
)  # fmt: skip
#: Cues that ask for something to be worked out, which a figure as it stands does not answer.
_SUMS = frozenset(
    {
        Cue.DIFFERENCE, Cue.RATIO, Cue.RANK, Cue.SHORT, Cue.OVER, Cue.DIVIDED, Cue.FITS, Cue.COMPARE, Cue.HYPOTHESIS,
        Cue.WEIGHTED, Cue.UNWEIGHTED, Cue.NEXT, Cue.MANNER, Cue.WHY, Cue.TOTAL, Cue.HIGHEST, Cue.LOWEST, Cue.MEAN,
    }
)  # fmt: skip
_MOVES = frozenset({Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.MORE, Cue.LESS})
#: How much of what is asked a sentence must explain, and how far it must be ahead of another figure.
_ENOUGH = 0.78
_LEAST = 0.62
_ENOUGH_UNIQUE = 0.6
_AHEAD = 0.12
_OWN = 0.45
_IN_HEADING = 0.8
_IN_CONTEXT = 0.6
_NEUTRAL = 0.5
_SYNONYM = 0.85
_NEARBY = 0.15
_ABOUT = 0.1
_VERB = 0.5
_WORD = 3
_WISHES = frozenset("ambitie ambities streven streeft streefdoel voornemen voornemens wens beoogt beoogd".split())
_OF_QUARTER = frozenset({"kwartaal", "eind", "einde", "ultimo", "december"})
_MODAL = frozenset({"moet", "moeten", "moest", "moesten"})
_UNIT_CLASSES = (
    frozenset({"fta", "banen", "baan", "plekken", "werkplekken"}),
    frozenset({"%", "procent", "procenten", "percentage", "aandeel"}),
    frozenset({"personen", "mensen", "persoon"}),
    frozenset({"fte"}),
    frozenset({"jaar", "jaren", "leeftijd"}),
)
_PERCENT = _UNIT_CLASSES[1]


class Part(StrEnum):
    """What is worked out from two figures: the share of one in the other, the rest of the whole,
    the change from one to the other (also in per cent), or what one was before it changed."""

    SHARE = "share"
    REST = "rest"
    CHANGE = "change"
    CHANGE_PERCENT = "change_percent"
    BEFORE = "before"


class TextFigure(NamedTuple):
    """A figure of the running text; with ``whole`` and ``part``, what is worked out from the two."""

    fact: Fact
    whole: Fact | None = None
    part: Part | None = None


class Asked(NamedTuple):
    """What a question asks of the running text: the words to explain with their weights, the names
    among them, and the nouns that may be what is counted."""

    weights: dict[str, float]
    names: frozenset[str]
    units: tuple[str, ...]
    unit_weight: float


class TextFigures:
    """Looks figures up by the words around them."""

    def __init__(self, facts: FactTable, lexicon: Lexicon) -> None:
        self._facts = [fact for fact in facts if not fact.from_table]
        self._lexicon = lexicon
        self._periods = set(facts.periods)
        self._by_id = {fact.id: fact for fact in self._facts}

    @cached_property
    def _there(self) -> dict[str, tuple[set[str], set[str], set[str]]]:
        """The analysed words of each fact: of its sentence, its heading, the sentence before it."""
        return {
            fact.id: (
                set(analyse(f"{fact.sentence} {fact.subject_label} {fact.measure}")),
                set(analyse(fact.section)),
                set(analyse(fact.context)),
            )
            for fact in self._facts
        }

    @cached_property
    def _nearby(self) -> dict[str, set[str]]:
        """The words closest to each figure: of its clause, what it counts and whom it is about."""
        return {f.id: _clause_words(f) | set(analyse(f"{f.subject_label} {f.measure}")) for f in self._facts}

    @cached_property
    def _frequency(self) -> Counter[str]:
        """In how many sentences with figures each word stands."""
        sentences = {fact.sentence: words for fact in self._facts for words in (self._there[fact.id][0],)}
        return Counter(word for words in sentences.values() for word in words)

    def find(self, understood: Understood) -> TextFigure | None:
        """The one figure that answers, as it stands or worked out from two; None when none or several do."""
        reading = understood.reading
        cues = reading.cues
        asked = self._asked(understood)
        if Cue.CLAIM in cues or not asked.units:
            return None
        if not asked.weights and not understood.sectors:
            # Only the thing itself is named: fine where the letters count it once.
            counted = {fact.value for fact in self._facts if any(_fits_unit(fact, unit) for unit in asked.units)}
            if len(counted) != 1:
                return None
        said = Cue.SAID in cues and bool(cues & _MOVES)
        if not asked.weights and not said and any(unit in names for unit in asked.units for names in _UNIT_CLASSES):
            # "Hoeveel procent van alle banen": a unit alone says of nothing what is asked.
            return None
        denies = bool(cues & {Cue.NOT, Cue.EXCLUDING}) or self._denied(understood)
        # "Geen capaciteit meer" compares nothing.
        moves = bool(cues & (_MOVES - ({Cue.MORE, Cue.LESS} if denies else set())))
        if Cue.EARLIER in cues or self._earlier_quarter(reading):
            return self._before(understood, asked)
        stated = self._best(understood, asked, changes=moves)
        if stated is not None and _negated(_clause(stated)) == denies:
            return None if self._denied_elsewhere(stated, asked) else TextFigure(stated)
        says_so = denies or "wel" in {token.fold for token in reading.tokens}
        whole = self._whole(stated) if stated is not None and says_so else None
        if stated is not None and whole is not None:
            return TextFigure(stated, whole, Part.REST)
        if stated is not None:
            return None
        if moves:
            return self._movement(understood, asked)
        if set(asked.units) & _PERCENT and asked.weights:
            part = self._best(understood, asked, shares=True)
            if part is not None and _negated(part.sentence) == denies:
                return TextFigure(part, self._by_id[part.whole], Part.SHARE)
        return None

    def _denied_elsewhere(self, stated: Fact, asked: Asked) -> bool:
        """Whether another figure of the same thing is denied what is asked, in words that the stated one lacks:
        "van 14 scholen zijn geen gegevens bekend" makes 51 no answer to "van hoeveel zijn er gegevens?"."""
        own = self._there[stated.id][0]
        lacking = [word for word in asked.weights if not _explained(word, own)]
        return not _negated(stated.sentence) and any(
            other.section == stated.section and other.value != stated.value and _negated(other.sentence)
            and any(_fits_unit(other, unit) for unit in asked.units)
            and any(_explained(word, self._there[other.id][0]) == 1.0 for word in lacking)
            for other in self._facts
        )  # fmt: skip

    def _whole(self, part: Fact) -> Fact | None:
        """What a figure is part of: as its sentence says, or the one of which it is the share given beside it."""
        if part.whole:
            return self._by_id[part.whole]
        shares = [f for f in self._facts if f.unit == "%" and f.sentence == part.sentence and f.kind is FactKind.LEVEL]
        found = [
            fact
            for fact in self._facts
            for share in shares
            if fact.unit == part.unit and fact.period == part.period and fact.section == part.section
            and fact.kind is FactKind.LEVEL and fact.value > part.value
            and round_half_up(part.value / fact.value * 100, share.decimals) == share.value
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    # --- what two figures give ---------------------------------------------------------------

    def _movement(self, understood: Understood, asked: Asked) -> TextFigure | None:
        """The change between the two ends of "van 870 naar 1.085", where it is not stated itself."""
        points = Cue.POINTS in understood.reading.cues
        percent = bool(set(asked.units) & _PERCENT) and not points
        ends = [
            (earlier, later)
            for earlier in self._facts
            for later in self._facts
            if earlier.sentence == later.sentence and earlier.at < later.at and earlier.unit == later.unit
            and earlier.kind is later.kind is FactKind.LEVEL and earlier.period < later.period
            and earlier.qualifiers == later.qualifiers and earlier.measure == later.measure
            and (earlier.unit != "%" or points)
        ]  # fmt: skip
        rated = [
            (self._rate(later, asked, understood, any_unit=percent or points), earlier, later)
            for earlier, later in ends
        ]
        best = max((rate for rate, _, _ in rated), default=0.0)
        chosen = [(earlier, later) for rate, earlier, later in rated if rate == best]
        if best < _ENOUGH or len(chosen) != 1:
            return None
        earlier, later = chosen[0]
        return TextFigure(later, earlier, Part.CHANGE_PERCENT if percent else Part.CHANGE)

    def _before(self, understood: Understood, asked: Asked) -> TextFigure | None:
        """What a figure was a quarter earlier: the figure less the change that stands beside it."""
        level = self._best(understood, asked, changes=False)
        if level is None or "Q" not in level.period:
            return None
        changes = [
            fact for fact in self._facts
            if fact.kind is FactKind.CHANGE and fact.unit == level.unit and fact.period == level.period
            and level.sentence in (fact.sentence, fact.context)
        ]  # fmt: skip
        return TextFigure(level, changes[0], Part.BEFORE) if len(changes) == 1 else None

    @staticmethod
    def _earlier_quarter(reading: Reading) -> bool:
        words = {token.fold for token in reading.tokens}
        return "kwartaal" in words and bool(words & {"eerder", "ervoor", "daarvoor", "vorig", "vorige", "voorgaande"})

    # --- rating ------------------------------------------------------------------------------

    def _best(
        self, understood: Understood, asked: Asked, *, shares: bool = False, changes: bool = False
    ) -> Fact | None:
        """The one fact that fits best; with ``shares`` among those that are part of another."""
        rated = [
            (self._rate(fact, asked, understood, any_unit=shares), fact)
            for fact in self._facts
            if (bool(fact.whole) if shares else (fact.kind is FactKind.CHANGE) == changes)
        ]
        enough = _ENOUGH_UNIQUE if self._counted_once(asked) else _ENOUGH
        rated = [(rate, fact) for rate, fact in rated if rate >= enough]
        best = max((rate for rate, _ in rated), default=0.0)
        chosen = [fact for rate, fact in rated if rate > best - _AHEAD]
        # The whole of "vier van de vijf" counts the same thing; the part is what is asked.
        wholes = {fact.whole for fact in chosen}
        chosen = [fact for fact in chosen if fact.id not in wholes]
        if len({(fact.sentence, fact.unit) for fact in chosen}) == 1:
            # "Van 870 naar 1.085": asked without a year, the later is meant.
            latest = max(fact.period for fact in chosen)
            chosen = [fact for fact in chosen if fact.period == latest]
        return chosen[0] if len({(fact.value, fact.unit) for fact in chosen}) == 1 else None

    def _counted_once(self, asked: Asked) -> bool:
        """Whether the letters count what is asked once: then little else need be said."""
        specific = [unit for unit in asked.units if not any(unit in names for names in _UNIT_CLASSES)]
        return len({f.value for f in self._facts if any(_fits_unit(f, unit) for unit in specific)}) == 1

    def _rate(self, fact: Fact, asked: Asked, understood: Understood, *, any_unit: bool) -> float:
        """How much of what is asked a fact explains, from 0 to 1; 0 where something rules it out."""
        reading = understood.reading
        years = set(reading.values(Kind.YEAR))
        if (years and fact.period[:4] not in years) or not (fact.partial or self._named(fact, reading)):
            return 0.0
        if not self._in_sectors(fact, understood):
            return 0.0
        if fact.unit == "%" and not any_unit and not _asks_percent(asked, reading):
            # "Hoeveel scholen" is not answered by a percentage of them.
            return 0.0
        if not any_unit and not any(_fits_unit(fact, unit) for unit in asked.units):
            return 0.0
        sentence, heading, context = self._there[fact.id]
        # What is counted is part of what is asked, and a fact that counts it explains it.
        gained = own = 0.0 if any_unit else asked.unit_weight
        for word, weight in asked.weights.items():
            here = (1.0 if word in _OF_QUARTER and "Q" in fact.period else _explained(word, sentence)) * weight
            around = max(_explained(word, heading) * _IN_HEADING, _explained(word, context) * _IN_CONTEXT) * weight
            gained, own = gained + max(here, around), own + here
            if word in asked.names and not max(here, around):
                return 0.0
        total = sum(asked.weights.values()) + (0.0 if any_unit else asked.unit_weight)
        if not total or (own < _OWN * total and len(asked.weights) > 1):
            # A sentence that holds little of the question is only near what is asked.
            return 0.0
        nearby = self._nearby[fact.id]
        about = set(analyse(fact.subject_label))
        close = sum(weight * _explained(word, nearby) for word, weight in asked.weights.items()) / total
        subject = any(_explained(word, about) for word in asked.weights if word in asked.names)
        # Nearness decides between figures, not whether any of them answers.
        return 0.0 if gained / total < _LEAST else gained / total + _NEARBY * close + _ABOUT * subject

    def _asked(self, understood: Understood) -> Asked:
        """The words that the sentence must explain; sectors and years are checked by themselves."""
        weights: dict[str, float] = {}
        names: set[str] = set()
        reading = understood.reading
        units = tuple("percentage" if u.endswith("percentage") else u for u in self._asked_units(understood))
        counted = {word for unit in units for word in analyse(unit)}
        for mention in reading.mentions:
            if mention.value(Kind.SECTOR) or mention.value(Kind.YEAR) or mention.value(Kind.GROUP):
                continue
            neutral = Cue.TOPIC in mention.cues
            if mention.cues & (_ASKING | _MOVES) and not neutral:
                continue
            if mention.value(Kind.UNIT) or mention.value(Kind.WEAK_MEASURE) or fold(mention.text) in _MODAL:
                continue
            if mention.value(Kind.QUALIFIER):
                continue
            text = mention.text[2:] if self._is_denial(mention.text) else mention.text
            for word in analyse(text):
                if word in counted or len(word) < _WORD:
                    continue
                known = any(related(word, other) for other in self._frequency)
                if neutral and not known:
                    continue
                weights[word] = self._weight(word) * (_NEUTRAL if neutral else 1.0)
                if mention.cues & _SUMS or (mention.value(Kind.OTHER) and _is_name(mention, reading)):
                    names.add(word)
        rarest = max((self._weight(word) for word in counted if word in self._frequency), default=1.0)
        return Asked(weights, frozenset(names), units, rarest)

    def _weight(self, word: str) -> float:
        """Rarer words weigh more (inverse document frequency over the sentences with figures); a verb
        may well be another ("bestaat uit 9 scanstraten", "er komen 9 scanstraten")."""
        rarity = math.log(1 + len(self._facts) / (0.5 + max(self._frequency.get(word, 0), 1)))
        return rarity * (_VERB if _is_verb(word) and word not in self._frequency else 1.0)

    def _named(self, fact: Fact, reading: Reading) -> bool:
        """Whether the question names what narrows the fact, and the measure that it is of."""
        parts, asked = {bare(q) for q in fact.qualifiers}, set(reading.values(Kind.QUALIFIER))
        if fact.measure in self._lexicon.measures and not parts <= asked:
            return False
        if not asked <= parts | {q for q in asked if self._names_part(fact, q)}:
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
            fact.subject not in self._lexicon.sectors
            or fact.measure not in self._lexicon.measures
            or bool(fact.whole)
            or Cue.SAID in reading.cues
            or (fact.period not in self._periods and fact.period in _years(reading))
        )

    def _names_part(self, fact: Fact, qualifier: str) -> bool:
        """Whether the sentence or heading of a fact names a part."""
        there = fold(f"{fact.section} {fact.sentence} {fact.context}")
        return any(fold(name) in there for name in self._lexicon.qualifiers[qualifier].names)

    def _denied(self, understood: Understood) -> bool:
        """Whether a word of the question denies by its prefix."""
        return any(self._is_denial(mention.text) for mention in understood.reading.others)

    def _is_denial(self, word: str) -> bool:
        """Whether a word denies by its prefix: "onvermeld", where the letters know "vermelden"."""
        return word.casefold().startswith("on") and lemma(word[2:]) in self._frequency

    @staticmethod
    def _asked_units(understood: Understood) -> list[str]:
        """The words that may say what is counted: the nouns behind "hoeveel" or "aantal" with their
        adjectives ("hoeveel externe jobcoaches"), a unit that is named, else any noun."""
        mentions = understood.reading.mentions
        for index, mention in enumerate(mentions):
            asks = mention.cues & {Cue.HOW_MANY, Cue.WHICH} or fold(mention.text) in ("wat voor", "welke", "welk")
            if not asks or index + 1 >= len(mentions) or mentions[index + 1].first - mention.last > 1:
                continue
            found = [mentions[index + 1]]
            for following in mentions[index + 2 : index + 4]:
                if found[-1].value(Kind.OTHER) and following.first == found[-1].last:
                    found.append(following)
            if Cue.HOW_MANY in mention.cues or found[0].value(Kind.OTHER) or found[0].value(Kind.UNIT):
                rates = [m for m in mentions if m.value(Kind.WEAK_MEASURE) == RATE or m.value(Kind.MEASURE) == RATE]
                return [_last_word(m) for m in (*found, *rates[:1])]
        units = [
            m for m in mentions if m.value(Kind.UNIT) or RATE in (m.value(Kind.WEAK_MEASURE), m.value(Kind.MEASURE))
        ]
        if units:
            return [_last_word(units[0])]
        return [_last_word(m) for m in mentions if m.value(Kind.OTHER) or m.cues & {Cue.PEOPLE}]

    def _in_sectors(self, fact: Fact, understood: Understood) -> bool:
        """Whether the fact is about every sector that is named."""
        names = {s: self._lexicon.sectors[s].label for s in understood.sectors if s in self._lexicon.sectors}
        there = set().union(*self._there[fact.id])
        return all(
            sector == fact.subject
            or (
                fact.subject not in self._lexicon.sectors
                and all(_explained(word, there) for word in set(analyse(label)))
            )
            for sector, label in names.items()
        )


def fell_by(change: Fact) -> bool:
    """Whether a change in running text is a fall, by the words of its clause."""
    words = {token.fold for token in tokens(change.sentence[max(change.at - 60, 0) : change.at + 60])}
    return bool(words & {"minder", "afname", "daling", "afgenomen", "gedaald"})


def _explained(word: str, there: set[str]) -> float:
    """How far some words explain one: wholly by itself or its kin, for the most part by a synonym."""
    if word in there or any(related(word, other) for other in there):
        return 1.0
    return _SYNONYM if any(synonymous(word, other) for other in there) else 0.0


def _asks_percent(asked: Asked, reading: Reading) -> bool:
    return bool(
        set(asked.units) & _PERCENT or reading.cues & {Cue.SHARE, Cue.POINTS, Cue.RELATIVE, Cue.HOW_FAR, Cue.AS_PERCENT}
        or {"aandeel", RATE} & {*reading.values(Kind.MEASURE), *reading.values(Kind.WEAK_MEASURE)}
    )  # fmt: skip


def _clause_words(fact: Fact) -> set[str]:
    """The words of the clause in which a figure stands."""
    return set(analyse(_clause(fact)))


def _clause(fact: Fact) -> str:
    """The clause of its sentence in which a figure stands."""
    text = fact.sentence
    start = max((text.rfind(sign, 0, fact.at) for sign in ",;:("), default=-1) + 1
    ends = [at for sign in ",;:)" if (at := text.find(sign + " ", fact.at)) >= 0]
    return text[start : min(ends, default=len(text))]


def _is_verb(word: str) -> bool:
    """Whether an analysed word is an infinitive, by its form."""
    return len(word) > 4 and word.endswith(("en", "aan", "ien"))


def _is_name(mention: Mention, reading: Reading) -> bool:
    """Whether a word is written as a name: with a capital, though no sentence starts with it."""
    return bool(mention.first) and mention.text[0].isupper() and reading.tokens[mention.first - 1].text[-1] not in ".?!"


def _years(reading: Reading) -> set[str]:
    return set(reading.values(Kind.YEAR))


def _negated(sentence: str) -> bool:
    """Whether a sentence denies something."""
    return bool({token.fold for token in tokens(sentence)} & {"geen", "niet", "nooit", "noch", "niks", "niets"})


def _last_word(mention: Mention) -> str:
    return mention.text.casefold().split()[-1]


def _fits_unit(fact: Fact, asked: str) -> bool:
    if not asked:
        return False
    if asked.endswith("percentage"):
        asked = "percentage"
    for names in _UNIT_CLASSES:
        if asked in names:
            return fact.unit in names or fact.written_unit in names
    written = analyse(f"{fact.written_unit} {fact.measure}")
    return any(
        word in written or any(related(word, w) or synonymous(word, w) for w in written) for word in analyse(asked)
    )
