"""How well a figure of the running text answers a question: the share of what is asked that it explains.

Each word that is asked is looked for in the clause of the figure, its sentence, its heading, the
sentence before it, and the rest of its section, each counting less than the one before; words that few
sentences hold weigh more. A name, a year, a part, a unit or a sector that does not fit rules a
figure out.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from assistant.cues import Cue
from assistant.question import RATE
from assistant.reading import Kind, Reading
from assistant.text_query import Asked, Weight, is_verb
from assistant.understand import Understood
from corpus.analysis import analyse
from corpus.dutch import FUNCTION_WORDS, fold, tokens
from corpus.facts import Fact, FactKind, FactTable, bare
from corpus.lexicon import Lexicon
from corpus.synonyms import synonymous
from corpus.words import related

_IN_HEADING = 0.8
_IN_CONTEXT = 0.6
_IN_SECTION = 0.45
_ALL = frozenset({"alle", "hele", "gehele", "totale"})
#: "Hoe lang mag …?" asks for a limit.
_ALLOWED = frozenset({"mag", "mogen", "maximaal", "maximale", "minimaal", "minimale", "hooguit"})
_POINTED_AT = 0.9
_TOLD_OF = 0.7
_POINTERS = frozenset({"dit", "dat", "deze", "zij", "hij", "ze"})
_FRAME = 0.4
_VERB = 0.35
_ELSEWHERE = 0.6
_SYNONYM = 0.85
_KIN = 0.8
_PARTLY = 0.75
_LEAST = 0.58
_OWN = 0.4
_NEARBY = 0.15
_ABOUT = 0.1
_STEM = 4
_PREFIXES = ("ge", "ver", "be", "her")
_ENDINGS = (
    "isering", "iseren", "atie", "eren", "eerd", "ering", "ingen", "ing", "enden", "ende", "end", "den", "ten", "en",
    "er", "ers", "heid", "e", "d", "t", "s",
)  # fmt: skip
_LONG = re.compile(r"([aeou])\1(?=[^aeiou]$)")
_LONG_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+")
_LINKING = ("", "s", "en", "e")
_WISHES = frozenset("ambitie ambities streven streeft streefdoel voornemen voornemens wens beoogt beoogd".split())
_UNIT_CLASSES = (
    frozenset({"fta", "banen", "baan", "plekken", "werkplekken", "arbeidsplaatsen"}),
    frozenset({"%", "procent", "procenten", "percentage", "aandeel", "deel", "gedeelte"}),
    frozenset(
        """
        personen mensen persoon mens werkende werkenden geregistreerden ingeschrevenen medewerkers collegas werknemers
        """.split()
    ),
    frozenset({"fte"}),
    frozenset({"jaar", "jaren", "leeftijd", "leeftijden", "lang", "oud"}),
)
#: Years may be a duration too, which is nobody's age.
_AGES = frozenset({"leeftijd", "leeftijden", "oud"})
_OLD = _AGES | {"oude", "ouder", "oudere", "jonger", "jongere"}
JOBS, PERCENT = _UNIT_CLASSES[0], _UNIT_CLASSES[1]
_PEOPLE = _UNIT_CLASSES[2]


class Place(NamedTuple):
    """The analysed words around a figure, from near to far."""

    nearby: frozenset[str]
    sentence: frozenset[str]
    heading: frozenset[str]
    context: frozenset[str]
    section: frozenset[str]


class _Named(NamedTuple):
    """What a question names: parts, years, measures and all its words; whether it asks for a limit, and for what
    is said."""

    parts: frozenset[str]
    years: frozenset[str]
    measures: frozenset[str]
    words: frozenset[str]
    limits: bool
    quotes: bool


class Rating:
    """Rates the figures of the running text of a corpus against what is asked."""

    def __init__(self, facts: FactTable, lexicon: Lexicon) -> None:
        self.facts = [fact for fact in facts if not fact.from_table]
        self.by_id = {fact.id: fact for fact in self.facts}
        self._lexicon = lexicon
        self._periods = set(facts.periods)
        nothing: frozenset[str] = frozenset()
        self._last: tuple[Reading | None, _Named] = (None, _Named(nothing, nothing, nothing, nothing, False, False))

    @cached_property
    def _places(self) -> dict[str, Place]:
        sections: dict[str, set[str]] = {}
        for fact in self.facts:
            sections.setdefault(fact.section, set()).update(analyse(f"{fact.sentence} {fact.context}"))
        # Figures share their words with those beside them: each set is held once, however many letters there are.
        held: dict[frozenset[str], frozenset[str]] = {}

        def once(words: Iterable[str]) -> frozenset[str]:
            found = frozenset(words)
            return held.setdefault(found, found)

        around = {section: once(words) for section, words in sections.items()}
        of_heading = {section: once(analyse(section)) for section in sections}
        places = {}
        for fact in self.facts:
            about = analyse(f"{fact.subject_label} {fact.measure} {fact.counts}")
            places[fact.id] = Place(
                once((*clause_words(fact), *about)), once((*analyse(fact.sentence), *about, *_initials(fact.sentence))),
                of_heading[fact.section], once(analyse(fact.context)), around[fact.section],
            )  # fmt: skip
        return places

    @cached_property
    def frequency(self) -> Counter[str]:
        """In how many sentences with figures each word stands."""
        sentences = {fact.sentence: self._places[fact.id].sentence for fact in self.facts}
        return Counter(word for words in sentences.values() for word in words)

    @cached_property
    def known(self) -> frozenset[str]:
        """The words of all sentences with figures."""
        return frozenset(self.frequency)

    def own_words(self, fact: Fact) -> frozenset[str]:
        """The words of the sentence in which a figure stands, and of what it is about."""
        return self._places[fact.id].sentence

    def near_words(self, fact: Fact) -> frozenset[str]:
        """The words of the clause of a figure, of what it counts and of whom."""
        return self._places[fact.id].nearby

    def topic_words(self, fact: Fact) -> frozenset[str]:
        """The words that only say what a figure is about: its heading, its subject and what it counts."""
        return self._places[fact.id].heading | frozenset(analyse(f"{fact.subject_label} {fact.counts}"))

    def weight(self, word: str, kind: Weight) -> float:
        """Rarer words weigh more (inverse document frequency over the sentences with figures); a verb
        may well be another ("bestaat uit 9 scanstraten", "er komen 9 scanstraten")."""
        rarity = math.log(1 + len(self.facts) / (0.5 + max(self.frequency.get(word, 0), 1)))
        if kind is Weight.FRAME:
            return rarity * _FRAME
        if word in self.known or kind in (Weight.NAME, Weight.WHOM):
            return rarity
        return rarity * (_VERB if is_verb(word) else _ELSEWHERE if not self.found_anywhere(word) else 1.0)

    @lru_cache(maxsize=4096)  # noqa: B019 - one rating lives as long as the program
    def found_anywhere(self, word: str) -> bool:
        """Whether any sentence with figures has a word, or one like it."""
        return explained(word, self.known) > 0

    def rate(
        self, fact: Fact, asked: Asked, understood: Understood, *, any_unit: bool = False, least: float = _LEAST
    ) -> float:
        """How much of what is asked a figure explains, from 0 to about 1; 0 where something rules it out."""
        reading = understood.reading
        if not self._in_time(fact, asked) or not (any_unit or self.counts(fact, asked, reading)):
            return 0.0
        if not (fact.partial or self._named(fact, reading)):
            return 0.0
        if fact.per and Cue.TOTAL in asked.cues:
            # So many for each are not so many in all.
            return 0.0
        if not self.in_sectors(fact, understood) or not self._of_whole(fact, reading):
            return 0.0
        if fact.partial and fact.measure == RATE and not self._says_which(fact, asked):
            return 0.0
        place = self._places[fact.id]
        gained = own = total = close = 0.0
        named: set[str] = set()
        said: list[float] = []
        about, back = frozenset(analyse(fact.subject_label)), points_back(fact.sentence)
        for word, at, kind in asked.words:
            weight = self.weight(word, kind)
            here = explained(word, place.sentence) * weight
            if back:
                # "Dit zal 266 banen opleveren": what "dit" stands for is said in the sentence before, or told up to it.
                before = explained(word, place.context) * _POINTED_AT, explained(word, place.section) * _TOLD_OF
                here = max(here, max(before) * weight)
            around = weight * max(
                explained(word, place.heading) * _IN_HEADING, explained(word, place.context) * _IN_CONTEXT,
                explained(word, place.section) * _IN_SECTION,
            )  # fmt: skip
            if kind is Weight.NAME and not self._called(word, at, place, reading):
                return 0.0
            if kind is Weight.WHOM and not any(explained(word, there) for there in place[1:]):
                return 0.0
            if kind is not Weight.FRAME and not is_verb(word):
                told = (place.sentence, place.heading, place.context, *([place.section] if back else []))
                said.append(max(explained(word, there) for there in told))
            total += weight
            gained += max(here, around)
            own += here
            close += weight * explained(word, place.nearby)
            if kind is not Weight.FRAME and explained(word, about) > 0:
                named.add(word)
        if not asked.words:
            # Only the thing itself is asked, of a sector that is named.
            return 1.0
        if not total or gained / total < least or (own < _OWN * total and len(asked.words) > 1):
            # A sentence that holds little of the question is only near what is asked.
            return 0.0
        plain = [word for word, _, kind in asked.words if kind is Weight.PLAIN]
        if plain and not any(explained(word, there) for word in plain for there in place[1:]):
            # Nothing that is said of what is counted is told ("hoeveel medewerkers vielen uit?").
            return 0.0
        if "nieuw" in analyse(fact.measure) and not any(
            term.startswith("nieuw") for term in analyse(understood.reading.question)
        ):
            # Those who are new are not all.
            return 0.0
        if said and set(said) <= {0.0, _SYNONYM}:
            # Not one thing is called as the question calls it: that is too little to name a figure.
            return 0.0
        # Nearness decides between figures, not whether any of them answers.
        # "De overheid" is more that of which "overheid" is the whole name than that of which it is one word of four.
        return gained / total + _NEARBY * close / total + _ABOUT * min(len(named) / max(len(about), 1), 1.0)

    @staticmethod
    def _says_which(fact: Fact, asked: Asked) -> bool:
        """Whether a question says anything but the measure, where a figure is of only some of a sector."""
        measured = frozenset(analyse(f"{fact.measure} {fact.counts}"))
        return any(kind is not Weight.FRAME and word not in measured for word, _, kind in asked.words)

    def _of_whole(self, fact: Fact, reading: Reading) -> bool:
        """Whether a question names those of whom a percentage is, where they are only some of a sector
        ("middelgrote hogescholen"): the percentage of all is another one."""
        if fact.partial and fact.measure == RATE and _ALL & {token.fold for token in reading.tokens}:
            # "Middelgrote hogescholen" are not all.
            return False
        if fact.measure != RATE or fact.subject in self._lexicon.sectors:
            return True
        asked = frozenset(analyse(reading.question))
        return all(explained(word, asked) for word in analyse(fact.subject_label))

    def _called(self, word: str, at: int, place: Place, reading: Reading) -> bool:
        """Whether a name stands near a figure; a synonym of a name is another name. What is written small is no name
        of its own, and may be told earlier."""
        small = reading.tokens[at].text[:1].islower()
        return any(explained(word, there) not in (0.0, _SYNONYM) for there in place[1 : 5 if small else 4])

    def holds(self, fact: Fact, asked: Asked, understood: Understood) -> bool:
        """Whether a figure is of the time and of all whom the question names, and denied where that denies."""
        if not (self._in_time(fact, asked) and self.in_sectors(fact, understood)):
            return False
        near = frozenset().union(*self._places[fact.id][1:4])
        names = [word for word, _, kind in asked.words if kind in (Weight.NAME, Weight.WHOM)]
        return all(explained(word, near) for word in names) and negated(clause(fact)) == asked.denies

    def _in_time(self, fact: Fact, asked: Asked) -> bool:
        """Whether a figure is of the year and the quarter that are asked (or of the one after: a figure
        of the quarter before may be worked out from it)."""
        if asked.years and fact.period[:4] not in asked.years:
            return False
        if asked.years and asked.quarter is None and fact.kind is FactKind.CHANGE and "Q" in fact.period:
            # By how much something grew in a quarter is not by how much it did in that year.
            return False
        if asked.bound and fact.bound and fact.bound != asked.bound:
            return False
        return not (asked.quarter and asked.quarter > 0) or "Q" not in fact.period or (
            int(fact.period[-1]) - asked.quarter in (0, 1)
        )  # fmt: skip

    def counts(self, fact: Fact, asked: Asked, reading: Reading) -> bool:
        """Whether a figure counts what is asked; "hoeveel scholen" is not answered by a percentage."""
        if not asked.units:
            return fact.unit != "%"
        return any(self.fits(fact, unit) for unit in asked.units) and (fact.unit != "%" or asks_percent(asked, reading))

    def counted(self, word: str) -> bool:
        """Whether any figure counts what a word names."""
        return word not in FUNCTION_WORDS and bool(self._counting(word))

    def fits(self, fact: Fact, unit: str) -> bool:
        """Whether a figure counts what a word names, also where both name a sector ("umc's")."""
        return fact.id in self._counting(unit)

    @lru_cache(maxsize=512)  # noqa: B019 - one rating lives as long as the program
    def _counting(self, unit: str) -> frozenset[str]:
        """The ids of the figures that count what a word names. Those with the same unit, measure and sector are alike
        in this, unless an age is asked, which their sentences must speak of."""
        if unit in _AGES:
            return frozenset(fact.id for fact in self.facts if self._counts(fact, unit))
        return frozenset(fact.id for alike in self._alike if self._counts(alike[0], unit) for fact in alike)

    def values_of(self, units: Sequence[str]) -> set[Decimal]:
        """The values of all figures that count what one of some words names."""
        return {self.by_id[found].value for unit in units for found in self._counting(unit)}

    @cached_property
    def _alike(self) -> list[list[Fact]]:
        found: dict[tuple[str, ...], list[Fact]] = {}
        for fact in self.facts:
            found.setdefault((fact.unit, fact.written_unit, fact.measure, fact.sector or ""), []).append(fact)
        return list(found.values())

    def _counts(self, fact: Fact, unit: str) -> bool:
        if fits_unit(fact, unit):
            return True
        sector, written = self._sector_names.get(unit), fold(fact.written_unit)
        # "Hoeveel umc's", "hoeveel mbo-scholen"
        return sector is not None and (
            self._sector_names.get(written) == sector or (fact.sector == sector and unit.endswith(written))
        )

    def moved(self, word: str) -> bool:
        """Whether any change is of what a word names."""
        return not self._changes.isdisjoint(self._counting(word))

    @cached_property
    def _changes(self) -> frozenset[str]:
        return frozenset(fact.id for fact in self.facts if fact.kind is FactKind.CHANGE)

    @cached_property
    def _sector_names(self) -> dict[str, str]:
        return {fold(name): sector.id for sector in self._lexicon.sector for name in sector.names if " " not in name}

    def _named(self, fact: Fact, reading: Reading) -> bool:
        """Whether the question names what narrows the fact, and the measure that it is of."""
        said = self._of_reading(reading)
        parts = {bare(q) for q in fact.qualifiers} if fact.qualifiers else set()
        known = fact.measure in self._lexicon.measures
        if known and not parts <= said.parts:
            return False
        if not all(part in parts or self._names_part(fact, part) for part in said.parts):
            return False
        named_year = fact.period in said.years
        wishes = _wishes(fact.sentence)
        limited = bool(fact.bound) and said.limits
        if wishes and not (wishes & said.words or "wil" in said.words or named_year or limited):
            # What is hoped for is not what there is.
            return False
        if said.measures and known and fact.measure not in said.measures:
            return False
        if RATE in said.measures and fact.unit == "%" and not known:
            # Another percentage is not the one that is named.
            return False
        # The measures of a sector are the calculator's: it knows of which year, part and whole.
        return (
            fact.subject not in self._lexicon.sectors
            or not known
            or bool(fact.whole)
            or said.quotes
            or (fact.period not in self._periods and named_year)
        )

    def _of_reading(self, reading: Reading) -> _Named:
        """What a question names, taken from its reading once for all figures."""
        of, last = self._last
        if of is not reading:
            last = _Named(
                frozenset(reading.values(Kind.QUALIFIER)), frozenset(reading.values(Kind.YEAR)),
                frozenset(m for m in reading.values(Kind.MEASURE) if m in self._lexicon.measures),
                frozenset(token.fold for token in reading.tokens),
                bool(reading.cues & {Cue.AT_LEAST, Cue.AT_MOST})
                or any(token.fold in _ALLOWED for token in reading.tokens),
                Cue.SAID in reading.cues,
            )  # fmt: skip
            self._last = (reading, last)
        return last

    def _names_part(self, fact: Fact, qualifier: str) -> bool:
        """Whether the sentence or heading of a fact names a part."""
        there = fold(f"{fact.section} {fact.sentence} {fact.context}")
        return any(fold(name) in there for name in self._lexicon.qualifiers[qualifier].names)

    def in_sectors(self, fact: Fact, understood: Understood) -> bool:
        """Whether the fact is about every sector that is named, or stands under its heading."""
        if not understood.sectors and understood.reading.of(Kind.GROUP) and fact.sector in self._lexicon.sectors:
            # A figure of one sector is none of several.
            return False
        everyone = {group.id for group in self._lexicon.group if "*" in group.members}
        some = set(understood.reading.values(Kind.GROUP)) - everyone and not understood.sectors
        unnamed = not {*analyse(fact.subject_label)} & {*analyse(understood.reading.question)}
        if some and unnamed and fact.subject not in self._lexicon.sectors:
            # A figure of a programme that the question does not name is none of a group that it names.
            return False
        names = {s: self._lexicon.sectors[s].label for s in understood.sectors if s in self._lexicon.sectors}
        if not names:
            return True
        there = frozenset().union(*self._places[fact.id][1:4])
        return all(
            sector == fact.subject
            or (
                fact.subject not in self._lexicon.sectors
                and (sector == fact.sector or all(explained(word, there) for word in set(analyse(label))))
            )
            for sector, label in names.items()
        )


@lru_cache(maxsize=65536)
def _wishes(sentence: str) -> frozenset[str]:
    """The words of a sentence that say that something is hoped for."""
    return _WISHES.intersection(token.fold for token in tokens(sentence))


def _initials(sentence: str) -> Iterator[str]:
    """How the first words of the names in a sentence are shortened ("TU" of "Technische Universiteit Delft")."""
    for name in _LONG_NAME.findall(sentence):
        firsts = "".join(word[0] for word in name.split()).casefold()
        yield from (firsts[:end] for end in range(2, len(firsts) + 1))


@lru_cache(maxsize=65536)
def explained(word: str, there: frozenset[str]) -> float:
    """How far some words explain one: wholly by itself, for the most part by its kin, by a synonym, or
    by both parts of a compound ("archiefdigitalisering" by "archieven" and "digitaliseren")."""
    if word in there or any(related(word, other) for other in there):
        return 1.0
    if any(synonymous(word, other) for other in there):
        return _SYNONYM
    if any(kin(word, other) for other in there):
        return _KIN
    return _PARTLY if _compounded(word, there) else 0.0


def kin(one: str, other: str) -> bool:
    """Whether two words are made of one root ("melding" and "vermelden")."""
    first, second = _root(one), _root(other)
    return first == second and len(first) >= _STEM


@lru_cache(maxsize=65536)
def _root(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + _STEM:
            word = word[len(prefix) :]
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            word = word[: -len(ending)]
            break
    # "Gedetacheerd" and "detachering": a long vowel is written once in an open syllable.
    return _LONG.sub(r"\1", word)


def _compounded(word: str, there: frozenset[str]) -> bool:
    if len(word) < 2 * _STEM:
        return False
    for at in range(_STEM, len(word) - _STEM + 1):
        tail = word[at:]
        heads = {word[:at].removesuffix(link) for link in _LINKING if word[:at].endswith(link)}
        if _says(tail, there) and any(len(head) >= _STEM and _says(head, there) for head in heads):
            return True
    return False


def _says(part: str, there: frozenset[str]) -> bool:
    return part in there or any(kin(part, other) or synonymous(part, other) for other in there)


def fits_unit(fact: Fact, asked: str) -> bool:
    """Whether a figure counts what a word names."""
    if not asked:
        return False
    if asked.endswith("percentage"):
        asked = "percentage"
    if asked in _AGES and "leeftijd" not in fact.measure and not _OLD & {token.fold for token in tokens(clause(fact))}:
        return False
    for names in _UNIT_CLASSES:
        if asked in names and (fact.unit in names or fact.written_unit in names):
            return True
    if any(asked in names for names in _UNIT_CLASSES if names is not _PEOPLE):
        return False
    written = frozenset(analyse(f"{fact.written_unit} {fact.measure}"))
    return any(
        word in written or any(related(word, w) or synonymous(word, w) or kin(word, w) for w in written)
        for word in analyse(asked)
    )


def is_unit(word: str) -> bool:
    """Whether a word names a unit and nothing of its own."""
    return any(word in names for names in _UNIT_CLASSES)


def asks_percent(asked: Asked, reading: Reading) -> bool:
    """Whether a share is asked."""
    return bool(
        set(asked.units) & PERCENT
        or reading.cues & {Cue.SHARE, Cue.POINTS, Cue.RELATIVE, Cue.HOW_FAR, Cue.AS_PERCENT, Cue.HALF}
        or {"aandeel", RATE} & {*reading.values(Kind.MEASURE), *reading.values(Kind.WEAK_MEASURE)}
    )


def points_back(sentence: str) -> bool:
    """Whether a sentence opens with a word that stands for what was said just before ("Dit zal …")."""
    first = next((token.fold for token in tokens(sentence)), "")
    return first in _POINTERS


def clause_words(fact: Fact) -> set[str]:
    """The words of the clause in which a figure stands."""
    return set(analyse(clause(fact)))


def clause(fact: Fact) -> str:
    """The clause of its sentence in which a figure stands."""
    text = fact.sentence
    start = max((text.rfind(sign, 0, fact.at) for sign in ",;:("), default=-1) + 1
    ends = [at for sign in ",;:)" if (at := text.find(sign + " ", fact.at)) >= 0]
    return text[start : min(ends, default=len(text))]


def negated(sentence: str) -> bool:
    """Whether a sentence denies something."""
    return bool({token.fold for token in tokens(sentence)} & {"geen", "niet", "nooit", "noch", "niks", "niets"})


def fell_by(change: Fact) -> bool:
    """Whether a change in running text is a fall, by the words of its clause."""
    words = {token.fold for token in tokens(change.sentence[max(change.at - 60, 0) : change.at + 60])}
    return bool(words & {"minder", "afname", "daling", "afgenomen", "gedaald"})


def levels(fact: Fact, *, changes: bool) -> bool:
    """Whether a figure is of the kind that is asked: a change, or how much there is. What was agreed
    to be added ("125.000 extra banen") is both."""
    agreed = fact.planned and not fact.per
    return (fact.kind is FactKind.CHANGE) == changes or (fact.kind is FactKind.CHANGE and agreed)
