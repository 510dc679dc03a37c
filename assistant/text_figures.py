"""Figures of the running text: the one fact whose sentence answers, or what follows from several.

A question for a figure names what is counted, and says of what (`assistant.text_query`). Each fact of
the running text is rated by how much of that it explains (`assistant.text_rating`). The best is the
answer when it explains nearly all, and no other figure comes near. What is asked of it may still have
to be worked out: a share, the rest of a whole, a change, the quarter before, a sum, a comparison.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from assistant.asks import MODAL, asks_count, picks_some
from assistant.cues import Cue
from assistant.question import GOAL, RATE, REALISED, Threshold
from assistant.reading import Kind, Reading
from assistant.text_query import (
    GENERIC_UNITS,
    MOVES,
    SUMS,
    WORKING,
    Asked,
    Weight,
    asked_noun,
    asked_of_text,
    claim_of,
    is_denial,
    is_verb,
    last_word,
    names_quarter,
    sides,
)
from assistant.text_rating import (
    JOBS,
    PERCENT,
    Rating,
    asks_percent,
    clause,
    clause_words,
    explained,
    is_unit,
    levels,
    negated,
)
from assistant.understand import Understood
from corpus.analysis import analyse
from corpus.dutch import fold, round_half_up, tokens
from corpus.facts import Fact, FactKind, FactTable
from corpus.lexicon import Lexicon
from corpus.words import related

#: How much of what is asked a sentence must explain, and how far it must be ahead of another figure.
_ENOUGH = 0.72
_ENOUGH_UNIQUE = 0.6
_AHEAD = 0.1
_FROM_TO = ("van", "naar")
#: What asks how large something is, and not how long it takes.
_SIZE = frozenset({"hoe groot", "hoe hoog", "hoe omvangrijk"})
_PAST_LIMIT = frozenset({"eronder", "erboven", "daaronder", "daarboven"})
#: "Hoeveel waren het er voor de groei?": what it was before is told by no change.
_BEFORE_MOVE = re.compile(r"\b(?:voor|vóór) (?:de|die) (?:groei|stijging|daling|toename|afname|krimp)\b", re.IGNORECASE)
_QUOTED = 0.35
_CODE = re.compile(r"(?=.*[A-Z])[A-Z\d-]{2,}[a-z]?")
_SMALL = 20
_HOW_MUCH = frozenset("stand omvang grootte totaal cijfer getal".split())
_HOW_MANY = frozenset({"hoeveel", "hvl", "#"})
#: Words of quantity with the noun that they count.
_SOME = re.compile(r"\b(?:een|één|enkele|geen|alle|beide)\s+(\w+)", re.IGNORECASE)
_YEARS = frozenset({"jaar", "jaren"})
_NEAR = 4
_EACH = frozenset({"elk", "elke", "ieder", "iedere", "per"})
_LASTING = frozenset({"leeftijd", "duur"})
_LEFT = frozenset("aftrek rest overig resteren resterend overblijven over_blijven".split())


class Part(StrEnum):
    """What is worked out from several figures: the share of one in the other, the rest of the whole
    (also of a hundred per cent), the change from one to the other (also in per cent), what one was
    before it changed, the sum, the difference, how many times one is the other, a percentage of one."""

    SHARE = "share"
    REST = "rest"
    REST_SHARE = "rest_share"
    CHANGE = "change"
    CHANGE_PERCENT = "change_percent"
    BEFORE = "before"
    SUM = "sum"
    DIFFERENCE = "difference"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class TextFigure:
    """A figure of the running text; with ``part``, what is worked out from it and ``others``.

    ``claim`` is what a yes-or-no question says of the outcome.
    """

    fact: Fact
    others: tuple[Fact, ...] = ()
    part: Part | None = None
    claim: Threshold | None = None


class TextFigures:
    """Looks figures up by the words around them."""

    def __init__(
        self, facts: FactTable, lexicon: Lexicon, frequency: Callable[[Sequence[str]], Mapping[str, int]]
    ) -> None:
        """``frequency`` tells in how many passages of the letters each of some analysed words stands."""
        self._frequency = frequency
        self._rating = Rating(facts, lexicon)
        self._facts = self._rating.facts
        self._by_id = self._rating.by_id
        self._goals = [fold(n) for m in lexicon.measure if m.id == GOAL for n in (m.label, *m.rows, *m.names)]
        self._last: tuple[Understood | None, TextFigure | None] = (None, None)

    @property
    def known(self) -> frozenset[str]:
        """The words of all sentences with figures."""
        return self._rating.known

    def find(self, understood: Understood) -> TextFigure | None:
        """The one figure that answers, as it stands or worked out; None when none or several do."""
        of, last = self._last
        if of is not understood:
            # Asked once to tell what kind of question it is, and once to answer it.
            last = self._once_found(understood)
            self._last = (understood, last)
        return last

    def _once_found(self, understood: Understood) -> TextFigure | None:
        found = self._of_those(self._found(understood), understood)
        worked = found is not None and (found.part is not None or found.claim is not None)
        stands = found is None or worked or self._is_whole(found.fact, understood)
        return found if stands else None

    def _of_those(self, found: TextFigure | None, understood: Understood) -> TextFigure | None:
        """What was found; of "hoeveel van de nieuwe medewerkers …?" the part of them that is told, and never all."""
        if found is not None and found.part is None and self._is_article(found.fact, understood):
            return None
        words = [token.fold for token in understood.reading.tokens]
        whole = "totaal" in words and words.count("hoeveel") < 2
        if found is not None and found.part is None and found.claim is None and found.fact.whole and whole:
            # "Om hoeveel ging het in totaal?": all of them; where the part is asked too, that comes first.
            return TextFigure(self._by_id[found.fact.whole])
        if found is None or found.part is not None or found.claim is not None or not self._of_some(understood):
            return found
        parts = [fact for fact in self._facts if fact.whole == found.fact.id]
        if not parts:
            # "Hoeveel van de departementen": how many there are is not of how many it holds, where parts are told.
            return None if not found.fact.whole and self._parts_told(found.fact) else found
        tells = len(parts) == 1 and self._tells_part_of(parts[0], self._asked(understood))
        return TextFigure(parts[0]) if tells else None

    def _is_article(self, fact: Fact, understood: Understood) -> bool:
        """Whether a one counts nothing: "de cijfers van één umc", or "één umc … en één umc …", which are two."""
        if fact.value != 1:
            return False
        alike = [f for f in self._facts if (f.sentence, f.unit, f.value) == (fact.sentence, fact.unit, fact.value)]
        return len(alike) > 1 or not self._names_more(understood)

    def _parts_told(self, fact: Fact) -> bool:
        """Whether the letter tells a part of what a figure counts, of the same subject."""
        return any(f.whole and (f.unit, f.subject) == (fact.unit, fact.subject) for f in self._facts)

    @staticmethod
    def _of_some(understood: Understood) -> bool:
        """Whether is asked how many of some ("hoeveel van de departementen …")."""
        words = [token.fold for token in understood.reading.tokens]
        return any(pair in (("hoeveel", "van"), ("hoeveel", "daarvan")) for pair in pairwise(words))

    def _tells_part_of(self, part: Fact, asked: Asked) -> bool:
        """Whether what is asked of some is what the sentence tells of a part, and nothing else ("… zijn vrouw")."""
        told = self._rating.own_words(part)
        plain = [w for w, _, kind in asked.words if kind is Weight.PLAIN and not is_verb(w)]
        return all(explained(word, told) for word in plain)

    def _names_more(self, understood: Understood) -> bool:
        """Whether a question says more of what it counts than that."""
        return any(kind is not Weight.FRAME for _, _, kind in self._asked(understood).words)

    def _is_whole(self, fact: Fact, understood: Understood) -> bool:
        """Whether a figure that is given as it stands leaves nothing of the question out: a figure that it names, a
        limit that it asks the distance to, or an abbreviation or code ("CO2") that no word near the figure is."""
        reading = understood.reading
        if reading.cues & {Cue.AS_PERCENT, Cue.RELATIVE} and fact.unit != "%":
            # "De toename als percentage" is no number of jobs.
            return False
        goals = [m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL and fold(m.text) not in MODAL]
        if goals and fact.measure != GOAL and not any(name in fold(fact.sentence) for name in self._goals):
            # "Per gerealiseerd pand, hoeveel in het doel?"
            return False
        near = f"{fact.subject_label} {fact.section} {fact.context} {fact.sentence}"
        there = {token.fold for token in tokens(near)}
        if any(m.text not in fact.sentence and m.text not in there for m in reading.of(Kind.NUMBER)):
            return False
        # "Waar niets over bekend is" sets no limit.
        limits = [m for m in reading.mentions if m.cues & {Cue.ABOVE, Cue.BELOW} and m.text.casefold() != "over"]
        years = {m.first for m in reading.of(Kind.YEAR)}
        if not reading.of(Kind.NUMBER) and any(not years & {m.last, m.last + 1} for m in limits):
            # "In 2024 boven het tussendoel" names the year, and another limit.
            return False
        if self._asks_distance(reading):
            return False
        if fact.measure == "duur" and any(fold(m.text) in _SIZE for m in reading.mentions):
            return False
        # The quarter of a figure has been compared by then.
        codes = [t.fold for t in reading.tokens if _CODE.fullmatch(t.text) and not names_quarter(t.fold)]
        others = {token.fold for mention in reading.others for token in tokens(mention.text)}
        return all(code in there for code in codes if code in others)

    @staticmethod
    def _asks_distance(reading: Reading) -> bool:
        """Whether how far somebody was from a limit is asked ("hoeveel zat men eronder?", "… onder het doel?"): no
        figure that only tells how many there are, or have to be, is that."""
        goals = [m.first for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL]
        below = [m.last for m in reading.mentions if m.cues & {Cue.BELOW, Cue.ABOVE} and fold(m.text) != "over"]
        beside = any(0 <= goal - end <= 1 for goal in goals for end in below)
        return beside or bool({token.fold for token in reading.tokens} & _PAST_LIMIT)

    def _found(self, understood: Understood) -> TextFigure | None:
        asked = self._asked(understood)
        reading = understood.reading
        if asks_count(reading) and Cue.SECTOR in reading.cues and reading.cues & {Cue.SHORT, Cue.OVER, Cue.ACHIEVE}:
            # How many sectors that holds for is counted in the tables or nowhere.
            return None
        if Cue.SECTOR in reading.cues and reading.cues & {Cue.HIGHEST, Cue.LOWEST, Cue.RANK}:
            # Which of the sectors comes first, a sentence about one of them does not tell.
            return None
        named = (Kind.UNIT, Kind.MEASURE, Kind.WEAK_MEASURE, Kind.QUALIFIER, Kind.NUMBER)
        nothing = not reading.others and not any(reading.of(kind) for kind in named)
        if understood.sectors and nothing and not self._things(understood, asked):
            # "Hoeveel haalde het Rijk?" names nothing that a figure of the text could count.
            return None
        if asked.uncounted or self._says_nothing(asked, understood) or _BEFORE_MOVE.search(reading.question):
            return None
        if {GOAL, REALISED} <= {*reading.values(Kind.MEASURE)} and not (reading.others or understood.sectors):
            # "Hoeveel procent van het doel is gerealiseerd?" is of the tables, and of nobody in particular.
            return None
        claims = Cue.CLAIM in asked.cues or understood.yes_no
        if claims:
            return self._claimed(understood, asked)
        if Cue.HALF in reading.cues and Cue.HOW_MANY not in reading.cues:
            # "De helft van de realisatie": no percentage of the text is that.
            return None
        wholes = self._given(asked)
        if wholes:
            return self._of_given(asked, wholes)
        if picks_some(understood.reading):
            # "De sectoren boven de 80%" are some of the table; no figure of the text is of those.
            return None
        return self._compared(understood, asked) or self._summed(understood, asked) or self._one(understood, asked)

    def quoted(self, understood: Understood, sentences: tuple[str, ...], *, sure: bool = False) -> Fact | None:
        """The one figure in sentences that were found to answer, where it counts what is asked; in those that answer
        best (``sure``) also where few words of the question are theirs."""
        asked = self._asked(understood)
        held = Cue.THAN in asked.cues or not self._things(understood, asked)
        moves = asked.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE} or (asked.moves and held)
        if not asked.units or moves or asked.numbers or Cue.CLAIM in asked.cues or understood.yes_no:
            return None
        if self._asks_distance(understood.reading):
            return None
        sized = any(fold(m.text) in _SIZE for m in understood.reading.mentions)
        counting = [
            fact for fact in self._facts
            if fact.sentence in sentences and fact.kind is FactKind.LEVEL and not (sized and fact.measure == "duur")
        ]  # fmt: skip
        found = [
            fact for fact in counting
            if negated(clause(fact)) == asked.denies
            and (not asked.denies or self._counts_thing(fact, asked, understood))
            and self._is_of_those(fact, asked, understood)
            and not self._is_article(fact, understood)
            and self._rating.rate(fact, asked, understood, least=_QUOTED)
        ]  # fmt: skip
        found = found or [fact for fact in counting if sure and self._counts_thing(fact, asked, understood)]
        parts = [fact for fact in found if fact.whole and self._by_id[fact.whole] in found]
        if len(parts) == 1:
            # "Hoeveel van de departementen …": some of them, and not all that there are.
            if Cue.TOTAL in asked.cues:
                return self._by_id[parts[0].whole]
            return parts[0] if self._of_some(understood) and self._tells_part_of(parts[0], asked) else None
        if self._of_some(understood) and found and not found[0].whole and self._parts_told(found[0]):
            return None
        return found[0] if len({(fact.value, fact.unit) for fact in found}) == 1 else None

    def counts_asked(self, understood: Understood, sentences: Sequence[str]) -> bool:
        """Whether a figure in sentences counts the thing that "hoeveel" is asked of ("contractpartners"), which no
        table counts."""
        asked = self._asked(understood)
        near = (fact for fact in self._facts if fact.sentence in sentences)
        return any(self._counts_thing(fact, asked, understood) for fact in near)

    def says_of_others(self, understood: Understood, sentences: Sequence[str]) -> bool:
        """Whether a figure in sentences counts what is asked, but of how many it does not hold ("vier van de vijf
        konden niet", where is asked how many could), or the other way about."""
        asked = self._asked(understood)
        turned = replace(asked, denies=not asked.denies)
        near = [fact for fact in self._facts if fact.sentence in sentences]
        return any(self._counts_thing(fact, turned, understood) for fact in near) and not any(
            self._counts_thing(fact, asked, understood) for fact in near
        )

    def _counts_thing(self, fact: Fact, asked: Asked, understood: Understood) -> bool:
        """Whether a figure counts a thing of its own that is asked, at that time and of whom."""
        reading = understood.reading
        if fact.unit in JOBS or (fact.unit == "%" and not asks_percent(asked, reading)) or fact.value == 1:
            # "Eén umc" may be no more than an article.
            return False
        if fact.planned or fact.per or (fact.bound and not asked.bound):
            # What is hoped for, or is so many for each, is not how many there are.
            return False
        rates = {fold(m.text) for m in reading.others if fold(m.text).endswith("percentage")} - PERCENT
        written = frozenset(analyse(f"{fact.written_unit} {fact.measure}"))
        of_thing = any(
            self._rating.fits(fact, thing) and any(related(w, other) for w in analyse(thing) for other in written)
            for thing in self._things(understood, asked)
        )
        return (of_thing or fact.measure in rates) and self._rating.holds(fact, asked, understood)

    def _things(self, understood: Understood, asked: Asked) -> list[str]:
        """What "hoeveel" asks that is a thing of its own, and no job, person or percentage."""
        reading = understood.reading
        if Cue.HOW_MANY not in reading.cues and not reading.of(Kind.UNIT):
            return []
        # "Gedetacheerden bij de umc's, hoeveel?" counts no umc's, nor does "hoeveel daarvan moet elk umc …?"
        asks = [m.last for m in reading.mentions if Cue.HOW_MANY in m.cues]
        counted = {last_word(m) for m in reading.mentions if any(0 <= m.first - at < _NEAR for at in asks)}
        sectors = {fold(m.text) for m in reading.of(Kind.SECTOR)} - counted
        sectors -= {fold(fact.written_unit) for fact in self._facts}
        sectors |= {last_word(m) for m in reading.mentions if set(reading.before(m)) & _EACH}
        return [unit for unit in asked.units if (unit not in GENERIC_UNITS or unit in _YEARS) and unit not in sectors]

    def _is_of_those(self, fact: Fact, asked: Asked, understood: Understood) -> bool:
        """Whether a figure in a sentence is of the thing a share is asked of ("aandeel in alle banen"), and of the
        sector that is named, also where that has no table of its own."""
        own = self._rating.own_words(fact)
        things = (
            [u for u in asked.units if u not in PERCENT and not u.endswith("percentage")] if fact.unit == "%" else []
        )
        names = [m.text for m in understood.reading.of(Kind.SECTOR) if m.text in understood.unexplained]
        named = own | self._rating.topic_words(fact)
        return all(explained(word, own) for u in things for word in analyse(u)) and all(
            explained(word, named) for name in names for word in analyse(name)
        )

    def tells_count(self, understood: Understood, sentences: Sequence[str], *, sure: bool = False) -> bool:
        """Whether sentences tell how many there are of what "hoeveel" asks: a figure counts it, or a word
        does ("een leidinggevende"). True where the question asks for no number. ``sure`` as in `quoted`."""
        asks = any(token.fold in _HOW_MANY for token in understood.reading.tokens)
        if not asks or understood.wants_reason or Cue.MANNER in understood.reading.cues:
            return True
        asked = self._asked(understood)
        near = [f for f in self._facts if f.sentence in sentences and self._rating.in_sectors(f, understood)]
        # Of how many it does not hold is no answer to of how many it does.
        near = [f for f in near if asked.denies or not negated(clause(f))]
        # "Jongeren van 15 tot en met 39 jaar" are not counted.
        near = [f for f in near if f.measure not in _LASTING or f.unit in asked.units]
        if not asked.uncounted and any(
            self._rating.rate(fact, asked, understood, least=_QUOTED)
            or (sure and self._counts_thing(fact, asked, understood))
            for fact in near
        ):
            return True
        noun = frozenset(analyse(asked_noun(understood.reading)))
        return bool(noun) and any(
            noun & frozenset(analyse(found[1])) for sentence in sentences for found in _SOME.finditer(sentence)
        )

    def _asked(self, understood: Understood) -> Asked:
        known = self._rating.known
        denials = [m.text for m in understood.reading.others if is_denial(m.text, known)]
        return asked_of_text(understood.reading, denials, known, self._rating.counted, self._rating.moved)

    def _says_nothing(self, asked: Asked, understood: Understood) -> bool:
        """Whether a unit alone is asked ("hoeveel procent van alle banen"), of nothing that is named."""
        heavy = [word for word, _, kind in asked.words if kind is not Weight.FRAME]
        if heavy and not understood.sectors and {w for u in asked.units for w in analyse(u)} >= set(heavy):
            # Only the thing itself is named: fine where the letters speak of it once.
            once = Cue.HOW_MANY in asked.cues and self._counted_once(asked)
            return not once and any(count > 1 for count in self._frequency(heavy).values())
        if asked.words:
            how_much = Cue.HOW_MANY in asked.cues or bool({t.fold for t in understood.reading.tokens} & _HOW_MUCH)
            return not asked.units and (not how_much or all(kind is Weight.FRAME for _, _, kind in asked.words))
        said = Cue.SAID in asked.cues and bool(asked.cues & MOVES)
        return not said and (not understood.sectors or all(unit in GENERIC_UNITS for unit in asked.units))

    # --- a part of a figure that the question names ---------------------------------------------

    def _given(self, asked: Asked) -> list[Fact]:
        """The figures of the letters that a question names itself ("van de 125.000 banen …")."""
        values = {mention.number for mention in asked.numbers}
        found = [fact for fact in self._facts if fact.value in values and fact.value > _SMALL and fact.unit != "%"]
        return [fact for fact in found if any(o.sentence == fact.sentence and o.id != fact.id for o in self._facts)]

    def _of_given(self, asked: Asked, wholes: Sequence[Fact]) -> TextFigure | None:
        """The part of such a figure that is asked, its share, or what is left without it."""
        found = [
            (part, whole) for whole in wholes for part in self._facts
            if part.unit == whole.unit and part.value < whole.value and part.sentence == whole.sentence
            and part.kind is FactKind.LEVEL and self._is_told(part, whole, asked)
        ]  # fmt: skip
        if not found and set(asked.units) & PERCENT and len(wholes) == 1:
            # "25.000 van de banen uit het akkoord: welk aandeel is dat?": the part is what is given.
            given = wholes[0]
            found = [
                (given, whole) for whole in self._facts
                if whole.sentence == given.sentence and whole.unit == given.unit and whole.value > given.value
                and self._is_told(given, whole, asked)
            ]  # fmt: skip
        if len(found) != 1 or not asked.words:
            return None
        part, whole = found[0]
        if Cue.SHORT in asked.cues or asked.denies or any(word in _LEFT for word, _, _ in asked.words):
            return TextFigure(part, (whole,), Part.REST)
        return TextFigure(part, (whole,), Part.SHARE) if set(asked.units) & PERCENT else TextFigure(part)

    def _is_told(self, part: Fact, whole: Fact, asked: Asked) -> bool:
        """Whether all words that are asked stand in the sentence of a part, and one of them tells the part from
        its whole ("van de 125.000 banen uit het akkoord: hoeveel voor de overheid?"). Verbs, and words that no
        sentence with figures has ("voor rekening van"), may be other ones where such a word is there."""
        words = [(w, kind) for w, _, kind in asked.words if kind is not Weight.FRAME and w not in _LEFT]
        near, other = frozenset(clause_words(part)), frozenset(clause_words(whole))
        telling = [word for word, _ in words if explained(word, near) and not explained(word, other)]
        told = near if not telling else self._rating.own_words(part)
        loose = [
            word for word, kind in words
            if telling and kind is Weight.PLAIN and (is_verb(word) or not self._rating.found_anywhere(word))
        ]  # fmt: skip
        return all(explained(word, told) for word, _ in words if word not in loose)

    # --- one figure ----------------------------------------------------------------------------

    def _one(self, understood: Understood, asked: Asked) -> TextFigure | None:
        """A figure as it stands, or what is left of its whole, or what it was before, or its share."""
        if asked.quarter == -1 and not asked.moves:
            return self._before(understood, asked)
        stated = self._best(understood, asked, changes=asked.moves)
        of_quarter = stated is not None and asked.quarter and asked.quarter > 0 and "Q" in stated.period
        if of_quarter and stated is not None and int(stated.period[-1]) != asked.quarter:
            return self._before(understood, asked)
        if stated is not None and negated(clause(stated)) == asked.denies:
            return self._unless_denied(stated, asked, understood)
        if stated is not None and asked.denies and stated.unit == "%" and stated.share_of:
            return TextFigure(stated, part=Part.REST_SHARE)
        says_so = asked.denies or "wel" in {token.fold for token in understood.reading.tokens}
        whole = self._whole(stated) or self._total_of(stated) if stated is not None and says_so else None
        if stated is not None:
            return None if whole is None else TextFigure(stated, (whole,), Part.REST)
        over_time = Cue.DIFFERENCE in asked.cues and (len(asked.years) > 1 or asked.cues & {Cue.EARLIER, Cue.POINTS})
        if asked.moves or over_time:
            return self._movement(understood, asked.without(understood.reading, SUMS))
        return self._share(understood, asked)

    def _unless_denied(self, stated: Fact, asked: Asked, understood: Understood) -> TextFigure | None:
        """The figure, unless another figure of the same thing is denied what is asked, in words that it
        lacks ("van 14 scholen zijn geen gegevens bekend"): then the rest of the whole, which is it."""
        own = self._rating.own_words(stated)
        lacking = [word for word, _, _ in asked.words if not explained(word, own)]
        denied = [
            other for other in self._facts
            if other.section == stated.section and other.value != stated.value and negated(other.sentence)
            and self._rating.counts(other, asked, understood.reading)
            and any(explained(word, self._rating.own_words(other)) == 1.0 for word in lacking)
        ]  # fmt: skip
        told_not = [
            other for other in self._facts
            if other.subject == stated.subject and negated(other.sentence) and other.sentence != stated.sentence
            and self._rating.counts(other, asked, understood.reading)
        ]  # fmt: skip
        if not denied and told_not and "wel" in {token.fold for token in understood.reading.tokens}:
            # "Hoeveel konden er nog wél?": where the letter tells how many could not, no other count is it.
            return None
        if negated(stated.sentence) or not denied:
            return TextFigure(stated)
        rest = len(denied) == 1 and denied[0].unit == stated.unit and denied[0].value < stated.value
        return TextFigure(denied[0], (stated,), Part.REST) if rest else None

    def _share(self, understood: Understood, asked: Asked) -> TextFigure | None:
        """The share of a figure in what it is part of ("welk percentage van de scholen …")."""
        if not (set(asked.units) & PERCENT and asked.words) or RATE in understood.reading.values(Kind.MEASURE):
            # A percentage that is named is no share of something else.
            return None
        part = self._best(understood, asked, shares=True)
        told = part is not None and any(self._tells_part(word, [part]) for word, _, _ in asked.words)
        if part is not None and told and negated(part.sentence) == asked.denies:
            return TextFigure(part, (self._by_id[part.whole],), Part.SHARE)
        part = self._best(understood, asked, any_unit=True) if part is None else None
        whole = self._total_of(part) if part is not None else None
        if part is not None and whole is not None and negated(clause(part)) == asked.denies:
            return TextFigure(part, (whole,), Part.SHARE)
        return None

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

    def _total_of(self, fact: Fact) -> Fact | None:
        """All of what a figure counts some of: a figure of its section of which another is a part."""
        wholes = {f.whole for f in self._facts if f.whole}
        found = [
            other for other in self._facts
            if other.id in wholes and other.section == fact.section and other.value > fact.value
            and other.written_unit == fact.written_unit
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _before(self, understood: Understood, asked: Asked) -> TextFigure | None:
        """What a figure was a quarter earlier: the figure less the change that stands beside it."""
        level = self._best(understood, asked)
        if level is None or "Q" not in level.period:
            return None
        changes = [
            fact for fact in self._facts
            if fact.kind is FactKind.CHANGE and fact.unit == level.unit and fact.period == level.period
            and level.sentence in (fact.sentence, fact.context) and fact.subject == level.subject
        ]  # fmt: skip
        return TextFigure(level, (changes[0],), Part.BEFORE) if len(changes) == 1 else None

    # --- several figures -----------------------------------------------------------------------

    def _claimed(self, understood: Understood, asked: Asked) -> TextFigure | None:
        """A figure with what is claimed of it."""
        claim = claim_of(understood.reading)
        if claim is None or asked.denies:
            return None
        if claim.unit == "%" and not asks_percent(asked, understood.reading):
            return None
        given = [m.number for m in asked.numbers]
        ends = len(given) == len(_FROM_TO)
        found = self._best(understood, asked, changes=asked.moves and Cue.MORE not in asked.cues and not ends)
        if found is None or negated(clause(found)) or (claim.unit == "%") != (found.unit == "%"):
            return None
        if ends:
            # "Van 33 naar 42": both of them, or it does not hold.
            before = {f.value for f in self._facts if f.sentence == found.sentence and f.at < found.at}
            return TextFigure(found, claim=claim) if given[0] in before else None
        return TextFigure(found, claim=claim)

    def _compared(self, understood: Understood, asked: Asked) -> TextFigure | None:
        """Two figures set beside each other: the difference, or how many times one is the other."""
        if not asked.cues & {Cue.DIFFERENCE, Cue.MORE, Cue.LESS, Cue.RATIO}:
            return None
        parted = sides(understood.reading, asked.without(understood.reading, SUMS))
        if parted is None:
            return None
        changes = bool(asked.cues & {Cue.RISE, Cue.FALL})
        ratio = Cue.RATIO in asked.cues
        one, other = (self._best(understood, side, changes=changes, any_unit=ratio) for side in parted)
        if one is None or other is None or one.id == other.id or one.unit != other.unit or not other.value:
            return None
        return TextFigure(one, (other,), Part.RATIO if ratio else Part.DIFFERENCE)

    def _summed(self, understood: Understood, asked: Asked) -> TextFigure | None:
        """Figures of several members, in one sentence, taken together ("twee umc's samen")."""
        adding = asked.without(understood.reading, frozenset({Cue.TOTAL}))
        if Cue.TOTAL not in asked.cues or not (understood.sectors or adding.words):
            return None
        if {"erbij", "daarbij"} & {token.fold for token in understood.reading.tokens}:
            # "Als je ze erbij optelt": to something else, and not to each other.
            return None
        rated = [
            (self._rating.rate(fact, adding, understood), fact)
            for fact in self._facts if fact.partial and fact.kind is FactKind.LEVEL
        ]  # fmt: skip
        chosen = [fact for rate, fact in rated if rate >= _ENOUGH_UNIQUE]
        alike = len({(f.sentence, f.unit, f.measure, f.period, f.qualifiers, f.per) for f in chosen}) == 1
        counted = [number.number for number in asked.numbers]
        if len(chosen) < 2 or not alike or (counted and counted != [Decimal(len(chosen))]):
            return None
        return TextFigure(chosen[0], tuple(chosen[1:]), Part.SUM)

    def _movement(self, understood: Understood, asked: Asked) -> TextFigure | None:
        """The change between the two ends of "van 870 naar 1.085", where it is not stated itself."""
        points = Cue.POINTS in asked.cues
        percent = bool(set(asked.units) & PERCENT) and not points
        if Cue.AS_PERCENT in asked.cues and not percent:
            return None
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
            (self._rating.rate(later, asked, understood, any_unit=percent or points), earlier, later)
            for earlier, later in ends
        ]
        best = max((rate for rate, _, _ in rated), default=0.0)
        chosen = [(earlier, later) for rate, earlier, later in rated if rate == best]
        if best < _ENOUGH or len(chosen) != 1:
            return None
        earlier, later = chosen[0]
        return TextFigure(later, (earlier,), Part.CHANGE_PERCENT if percent else Part.CHANGE)

    def _best(
        self, understood: Understood, asked: Asked, *, shares: bool = False, changes: bool = False,
        any_unit: bool = False,
    ) -> Fact | None:  # fmt: skip
        """The one fact that fits best; with ``shares`` among those that are part of another."""
        rated = [
            (self._rating.rate(fact, asked, understood, any_unit=shares or any_unit), fact)
            for fact in self._facts
            if (bool(fact.whole) if shares else levels(fact, changes=changes))
        ]
        rated = self._of_workers(rated, asked)
        if Cue.CLAIM not in asked.cues and not understood.yes_no:
            # What the question says itself is not what it asks.
            given = {mention.number for mention in asked.numbers}
            rated = [(rate, fact) for rate, fact in rated if fact.value not in given]
        enough = _ENOUGH_UNIQUE if self._counted_once(asked) else _ENOUGH
        best = max((rate for rate, _ in rated), default=0.0)
        if best < enough:
            return None
        chosen = [fact for rate, fact in rated if rate > best - _AHEAD]
        if not asked.words:
            # "Eén umc deed mee" does not say how many there are.
            chosen = [fact for fact in chosen if not fact.partial and fact.value != 1]
        if any(self._tells_part(word, chosen) for word, _, _ in asked.words):
            # The whole of "vier van de vijf" counts the same thing; the part is what is asked.
            wholes = {fact.whole for fact in chosen}
            chosen = [fact for fact in chosen if fact.id not in wholes]
        else:
            chosen = [fact for fact in chosen if not fact.whole and not negated(clause(fact))] or chosen
        if len({(fact.sentence, fact.unit) for fact in chosen}) == 1:
            # "Van 870 naar 1.085": asked without a year, the later is meant.
            latest = max(fact.period for fact in chosen)
            chosen = [fact for fact in chosen if fact.period == latest]
        return chosen[0] if len({(fact.value, fact.unit) for fact in chosen}) == 1 else None

    def _of_workers(self, rated: list[tuple[float, Fact]], asked: Asked) -> list[tuple[float, Fact]]:
        """Where it is asked who have work, or none, the figures of who work: not of all beside them."""
        if not any(word == WORKING for word, _, _ in asked.words):
            return rated
        working = [(rate, fact) for rate, fact in rated if rate and explained(WORKING, self._rating.near_words(fact))]
        return working or rated

    def _tells_part(self, word: str, chosen: Sequence[Fact]) -> bool:
        """Whether a word says which part of a whole is meant, and not only of what."""
        return any(
            explained(word, self._rating.own_words(fact)) and not explained(word, self._rating.topic_words(fact))
            for fact in chosen
        )

    def _counted_once(self, asked: Asked) -> bool:
        """Whether the letters count what is asked once: then little else need be said."""
        return len(self._rating.values_of([unit for unit in asked.units if not is_unit(unit)])) == 1
