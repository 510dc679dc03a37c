"""A follow-up as the rules for follow-ups on figures need it: what it names, and whether it points back or claims."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.asks import asks_yes_no
from assistant.claims import one_side
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.question import GOAL, RATE, REALISED
from assistant.reading import Kind, Meaning, Reading
from assistant.slots import Slots
from assistant.understand import Understander
from corpus.dutch import fold

#: "Hoe was dat in 2023?" asks for the same figure.
_HOW_WAS_IT = re.compile(
    r"^((?:en|maar)\s+)?hoe\s+(?:is|was|zit|zat|stond|lag)\s+(?:dat|het|die)\b(?=\s+(?:in|voor)\s+\d)", re.I
)
_OPEN_END = re.compile(r"(?:\.\.\.|…)\s*\??\s*$")
_TWO_DIGITS = re.compile(r"\b'?(\d\d)\b(?!\s*(?:%|procent|fta|banen|sectoren|[.,]\d))")
_VERB_LATER = re.compile(
    r",\s*(?:is|zijn|was|waren|ligt|liggen|scoort|scoren|doet|doen|zit|zitten|haalt|halen)"
    r" (?:die|dat|deze|ze|zij|hij|het)\b"
)
#: "Het percentage" names a measure; "als percentage" and "in procenten" a unit.
_PERCENTAGE = re.compile(
    r"^(?:(?:wat|welk|hoe hoog) (?:is|was|zijn)? ?)?(?:het |t |hun |dat |'t )?(?:percentage|score)\b(?! van het)",
    re.IGNORECASE,
)
_WHICH_RATE = re.compile(r"\b(?:welk|het|hun|zijn) percentage\b(?! (?:van|is|zijn|was|daar))", re.IGNORECASE)
_WHICH_NUMBER = re.compile(r"^welk aantal\b", re.IGNORECASE)
_JOINED = re.compile(
    r"^(?:met )?(?P<who>(?!(?:hoo?r|zi[tj]|sta|is |val)[a-z]* )(?:de |het )?[\w’'-]+(?: [\w’'-]+)?) "
    r"(?:er ?bij|daarbij|er ook bij)(?: opgeteld| geteld)?\W*$",
    re.IGNORECASE,
)
_TOGETHER_WITH = re.compile(
    r"^(?:(?:en |dan )*(?:hoeveel|wat) (?:is|wordt|was) (?:dat|dit|het) )?"
    r"(?:samen|tezamen|gezamenlijk|opgeteld) (?:met|bij) (?P<who>(?:de |het )?[\w’'-]+(?: [\w’'-]+)?)\W*$",
    re.IGNORECASE,
)
_WITH = re.compile(r"\bmet\b", re.IGNORECASE)
_COMES = re.compile(r"\bkom(?:t|en)\b.*\b(?:bij|erbij)\b", re.IGNORECASE)
_WITH_IT = frozenset({"erbij", "mee", "erbij opgeteld", "erbij geteld"})


_FEW = 3
#: "Staat Defensie erbij?"
BELONGS = frozenset({"hoort", "horen", "zit", "zitten", "staat", "staan", "valt", "vallen", "is", "zijn"})


@dataclass(frozen=True, slots=True)
class Said:
    """A follow-up on its way: its text without what stands around it, its reading and slots, and the
    folded words of the whole of it."""

    text: str
    reading: Reading
    slots: Slots
    words: frozenset[str]
    claims: bool
    """Whether it claims something or asks yes or no."""
    offers: bool = False
    """Whether it offers both sides of a figure ("meer of minder dan"); its text has the first of them."""

    @property
    def cues(self) -> set[Cue]:
        """The cues it shows."""
        return self.reading.cues

    @property
    def refers(self) -> bool:
        """Whether a word of it points back."""
        return bool(self.words & dialogue().refers)

    @property
    def names_who(self) -> bool:
        """Whether it names a subject or a group."""
        return bool(self.slots.sectors or self.slots.groups)

    @property
    def asks_members(self) -> bool:
        """Whether "hoeveel" or "welke" counts or picks members of a subject ("hoeveel dep."): no table knows those."""
        return any(
            one.cues & {Cue.HOW_MANY, Cue.WHICH} and other.value(Kind.SECTOR) and other.first == one.last
            and not (other.value(Kind.WEAK_MEASURE) or other.value(Kind.MEASURE))
            for one, other in pairwise(self.reading.mentions)
        )  # fmt: skip

    @property
    def compares_places(self) -> bool:
        """Whether it claims something of one place beside another ("meer dan de laatste") and names nobody."""
        named = self.names_who or self.slots.years or self.slots.numbers or self.measure
        placed = self.cues & {Cue.HIGHEST, Cue.LOWEST, Cue.RANK, Cue.NEXT}
        return self.claims and Cue.THAN in self.cues and bool(placed) and not named

    @property
    def asks_change(self) -> bool:
        """Whether is asked how many more or fewer there are than before."""
        more = self.cues & {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW}
        before = self.cues & {Cue.THAN, Cue.EARLIER, Cue.COMPARED} or self.words & dialogue().before
        return Cue.HOW_MANY in self.cues and bool(more and before)

    @property
    def in_percent(self) -> bool:
        """Whether a percentage is asked."""
        rates = [m for m in self.reading.mentions if m.value(Kind.WEAK_MEASURE) == RATE]
        return bool(rates or self.cues & {Cue.RELATIVE, Cue.AS_PERCENT} or self.words & {"procent", "procenten", "%"})

    @property
    def in_jobs(self) -> bool:
        """Whether jobs are asked ("in fta", "hoeveel banen", "in absolute aantallen")."""
        if any(fold(m.text).split()[-2:-1] == ["absolute"] for m in self.reading.mentions):
            return True
        return "fta" in self.reading.values(Kind.UNIT) or "banen" in self.reading.values(Kind.UNIT)

    @property
    def measure(self) -> str:
        """The measure that it names; empty where it names none."""
        pointed = {
            m.value(Kind.MEASURE) for m in self.reading.of(Kind.MEASURE)
            if set(self.reading.before(m)) & {"die", "dat", "deze", "dit"} and len(self.slots.measures) > 1
        }  # fmt: skip
        named = [m for m in self.slots.measures if m in (GOAL, REALISED, RATE) and m not in pointed]
        if not named and _JOBS.match(self.text):
            # "En het aantal banen?", after a target.
            return REALISED
        if not named and _WHICH_RATE.search(self.text) and not self.cues & {Cue.SHARE, Cue.RISE, Cue.FALL, Cue.CHANGE}:
            return RATE
        if not named and _PERCENTAGE.search(self.text) and Cue.SHARE not in self.cues:
            return RATE
        return named[0] if len(set(named)) == 1 else RATE if RATE in named else ""


#: "Hoeveel van die banen zijn vast?": how many jobs are.
_OF_THOSE_JOBS = re.compile(r"\b(hoeveel|welk deel) van (?:die|deze|hun) banen\b", re.IGNORECASE)
#: "Hoe ver zit die van het doel?", "wie van de twee zit er verder van het doel?": whose shortfall is how large.
_HOW_FAR_FROM = re.compile(
    r"\bhoe ver (?:zit|zitten|zat|zaten|is|zijn|was|waren|staat|staan|ligt|liggen)(?: (?!van )\w+){0,3} "
    r"van (?:het|hun|zijn|haar|z'n) (?:eigen )?(?:doel|target|taakstelling|doelstelling)(?: af)?\b",
    re.IGNORECASE,
)
_FARTHER = re.compile(
    r"\b(?:zit|zitten|zat|zaten|is|zijn|was|waren|staat|staan)(?: er| nog| dan)* (?P<far>verder|(?:het )?verst|dichter|"
    r"(?:het )?dichtst) (?:van|bij) (?:het|hun|zijn|haar|z'n) (?:eigen )?(?:doel|target|doelstelling)(?: af)?\b",
    re.IGNORECASE,
)
_GAPS_TOLD = {
    "verder": "het grootste tekort", "verst": "het grootste tekort", "dichter": "het kleinste tekort",
    "dichtst": "het kleinste tekort",
}  # fmt: skip
_WHO_MORE = re.compile(
    r"(?P<who>\b(?:wie|welke) van (?:de|die) (?:twee|drie) (?:had|hadden|heeft|hebben|realiseerde|haalde)) "
    r"(?P<more>meer|minder)(?: banen)?(?=\W*$)",
    re.IGNORECASE,
)
_THAN_BEFORE = re.compile(
    r"(?P<than>\bdan|\bt\.?o\.?v\.?|\bten opzichte van|\bvergeleken met|\bvgl met) (?:een|1|één) jaar "
    r"(?:terug|geleden|eerder|ervoor|daarvoor)\b",
    re.IGNORECASE,
)
_JOBS = re.compile(
    r"^(?:(?:en|maar|dan) )*(?:(?:het aantal|de aantallen|aantal)(?: \w+)?|de banen)(?: dan| zelf)?\W*$",
    re.IGNORECASE,
)
_AFTER = frozenset({"daarna", "erna", "het jaar erop", "en toen", "toen"})


class SaidReader:
    """Reads follow-ups."""

    def __init__(self, understander: Understander) -> None:
        self._understander = understander

    def said(self, question: str, year: str = "") -> Said:
        """A follow-up as the rules need it; ``year`` is the one last spoken of."""
        later = f"in {int(year) + 1}" if year.isdigit() else ""
        known = str(int(year) + 1) in self._understander.facts.periods if later else False
        if known and fold(dialogue().stripped(question)).strip(" ?.!") in _AFTER:
            # "En daarna?", after a figure of one year.
            question = later
        if year.isdigit():
            # "Hoeveel procent meer dan een jaar terug?"
            question = _THAN_BEFORE.sub(rf"\g<than> in {int(year) - 1}", question)
        question = _HOW_FAR_FROM.sub("hoeveel is het tekort", question)
        question = _FARTHER.sub(lambda m: "heeft " + _GAPS_TOLD[m["far"].lower().split()[-1]], question)
        question = _WHO_MORE.sub(
            lambda m: f"{m['who']} de {'minste' if m['more'].lower() == 'minder' else 'meeste'} banen", question
        )
        question = _OF_THOSE_JOBS.sub(r"\1 banen", question)
        question = _HOW_WAS_IT.sub(r"\1wat was dat", question)
        text = self._full_years(dialogue().later.sub(later or r"\g<0>", dialogue().stripped(question)))
        joined = _JOINED.match(text)
        if joined is not None and self._understander.reader.read(joined["who"]).of(Kind.SECTOR):
            # "En het wo erbij?" adds it to what was said; nothing rose.
            text = f"plus {joined['who']}"
        together = _TOGETHER_WITH.match(text)
        if together is not None:
            # "En samen met Defensie?" is no figure of Defensie alone.
            text = f"plus {together['who']}"
        if _COMES.search(text) and self._understander.reader.read(text).of(Kind.QUALIFIER):
            # "Wat komt er met SROI bij?" asks for that part.
            text = _WITH.sub("via", text)
        text = _WHICH_NUMBER.sub("hoeveel", text)
        if set(fold(text).split()) <= dialogue().now and text:
            text = f"in {self._understander.facts.periods[-1]}" if self._understander.facts.periods else text
        reading = self._read(text)
        sides = one_side(reading)
        if sides:
            text, reading = sides[0], self._read(sides[0])
        words = frozenset(token.fold for token in self._understander.reader.read(question).tokens)
        opens = fold(question).split()[:1]
        claims = asks_yes_no(reading) or Cue.CLAIM in reading.cues
        asking = words & {"wat", "hoe", "wie", "welke", "welk", "hoeveel", "waar", "waarom"}
        claims = claims or (opens == ["dus"] and not asking and not _OPEN_END.search(question))
        asks = {Cue.HOW_MANY, Cue.WHICH, Cue.WHO, Cue.WHY, Cue.MANNER} & reading.cues
        # "Maar ze zitten nog wel boven het doel?"
        concludes = "dus" in words or (opens == ["maar"] and bool(words & {"wel", "toch", "niet", "nog"}))
        claims = claims or (concludes and not asks and question.rstrip().endswith("?") and len(words) > _FEW)
        claims = claims and not (_OPEN_END.search(question) and Cue.CLAIM not in reading.cues and "dus" in words)
        claims = claims or bool(sides) or bool(_VERB_LATER.search(fold(question)))
        return Said(text, reading, self._understander.slots(reading), words, claims, bool(sides))

    def _full_years(self, text: str) -> str:
        """The text with "23" as "2023" where that is a year of the tables and nothing is counted by it."""
        years = {year[-2:]: year for year in self._understander.facts.periods}
        return _TWO_DIGITS.sub(lambda found: years.get(found[1], found[0]) if found[1] in years else found[0], text)

    def _read(self, text: str) -> Reading:
        """A reading in which the "erbij" of "met inkoop erbij" is no rise."""
        reading = self._understander.reader.read(text)
        if dialogue().adds.match(text):
            added = Meaning(Kind.CUE, Cue.TOTAL.value)
            reading.mentions = [
                replace(m, meanings=(added,)) if not m.first and m.cues else m for m in reading.mentions
            ]
        if dialogue().with_those.match(text):
            counted = Meaning(Kind.CUE, Cue.INCLUDING.value)
            reading.mentions = [
                replace(m, meanings=(counted,)) if m.cues & {Cue.RISE, Cue.TOTAL, Cue.HYPOTHESIS} else m
                for m in reading.mentions
            ]
        if "tel" in {token.fold for token in reading.tokens}:
            # "Tel dat erbij op" adds; nothing rose.
            reading.mentions = [
                replace(m, meanings=tuple(x for x in m.meanings if x.value != Cue.RISE.value)) for m in reading.mentions
            ]
        if reading.of(Kind.QUALIFIER) and _COMES.search(text):
            # "Wat komt er via inkoop bij?": the part beside the figure; nothing rose.
            reading.mentions = [
                replace(m, meanings=tuple(x for x in m.meanings if x.value != Cue.RISE.value)) for m in reading.mentions
            ]
        if reading.of(Kind.QUALIFIER) and not reading.of(Kind.NUMBER):
            # "Stel dat SROI meetelt": nothing is supposed but that it is counted in.
            counted = Meaning(Kind.CUE, Cue.INCLUDING.value)
            reading.mentions = [
                replace(m, meanings=(counted,)) if Cue.HYPOTHESIS in m.cues else m for m in reading.mentions
            ]
        if reading.of(Kind.QUALIFIER):
            including = Meaning(Kind.CUE, Cue.INCLUDING.value)
            reading.mentions = [
                replace(m, meanings=(including,))
                if fold(m.text) in _WITH_IT and Cue.HOW_MANY not in reading.cues
                else m
                for m in reading.mentions
            ]
        return reading


def without_goal(said: Said) -> Said:
    """The same follow-up without the target that it only names to hold a figure against."""
    slots = said.slots.copy()
    slots.measures = [m for m in slots.measures if m != GOAL]
    return replace(said, slots=slots)
