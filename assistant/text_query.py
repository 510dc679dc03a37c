"""What a question asks of the running text: words to explain, what is counted, when, and which sum."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from assistant.cues import Cue
from assistant.nuances import ROUGHLY
from assistant.question import RATE, Comparator, Threshold
from assistant.reading import Kind, Mention, Reading
from corpus.analysis import analyse
from corpus.dutch import fold, lemma

#: Cues that ask, and so need not be found in the sentence that answers.
_ASKING = frozenset(
    {
        Cue.WHICH, Cue.HOW_MANY, Cue.VIA, Cue.SECTOR, Cue.LATEST, Cue.EACH, Cue.CLAIM, Cue.COMPARED, Cue.SAID,
        Cue.THAN, Cue.WITHIN, Cue.WHO, Cue.AS_PERCENT, Cue.ACHIEVE, Cue.INCLUDING, Cue.HOW_FAR, Cue.RECOMPUTE,
        Cue.AT_LEAST, Cue.AT_MOST, Cue.HALF, Cue.ABOVE, Cue.BELOW,
    }
)  # fmt: skip
#: Cues that ask for something to be worked out, which a figure as it stands does not answer.
SUMS = frozenset(
    {
        Cue.DIFFERENCE, Cue.RATIO, Cue.RANK, Cue.SHORT, Cue.OVER, Cue.DIVIDED, Cue.FITS, Cue.COMPARE, Cue.HYPOTHESIS,
        Cue.WEIGHTED, Cue.UNWEIGHTED, Cue.NEXT, Cue.MANNER, Cue.WHY, Cue.TOTAL, Cue.HIGHEST, Cue.LOWEST, Cue.MEAN,
        Cue.STATISTIC,
    }
)  # fmt: skip
MOVES = frozenset({Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.MORE, Cue.LESS})
_WORKING = frozenset("werk werkt werken werkten werkte werkzaam werkzame dienst slag loondienst".split())
_WORKERS = frozenset({"werkend", "werkende", "werkenden"})
#: The analysed word that stands for having work.
WORKING = "werkzaam"
_JOBS = frozenset({"baan", "banen", "arbeid"})
_WITHOUT = frozenset({"zonder", "geen"})
_MODAL = frozenset({"moet", "moeten", "moest", "moesten"})
_OF_QUARTER = frozenset("kwartaal kwartalen eind einde ultimo december".split())
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_EARLIER = frozenset("eerder ervoor daarvoor vorig vorige voorgaande voorgaand voorafgaande voorafgaand terug".split())
_QUARTER = re.compile(r"(?:\d{4})?[qk]([1-4])")
_AHEAD_OF = re.compile(r"\bkwartaal (?:eerder dan|voor|voorafgaand aan) (?:het )?(?:\d{4})?[qk][1-4]\b")
_NO_QUARTER = 9
_WORD = 3
_NEAR_UNIT = 4
_LACKING = frozenset({"ontbreken", "missen", "ontberen", "zwijgen", "verzwijgen", "nalaten", "overslaan", "verzuimen"})
_NOBODY = frozenset({"niemand", "niets", "niks", "nergens"})
_OF_WHOM = frozenset("bij van in voor door binnen uit vanuit namens per".split())
_TIMES = frozenset("dag week maand kwartaal jaar".split())
_ARTICLES = frozenset("de het een t dit dat deze die alle".split())
_UPPER = frozenset("tot maximaal hoogstens hooguit uiterlijk maximum oudste".split())
_LOWER = frozenset("vanaf minimaal minstens tenminste minimum jongste".split())
#: Words that name a unit and nothing of their own.
GENERIC_UNITS = frozenset(
    """
    fta banen baan plekken werkplekken arbeidsplaatsen % procent procenten percentage aandeel deel gedeelte
    personen mensen persoon mens ingeschrevenen geregistreerden jaar jaren leeftijd leeftijden lang oud aantal aantallen
    """.split()
)
_SIDES = frozenset({"dan", "als", "tegenover", "versus", "vs"})
_BOUNDS = (
    (Comparator.AT_LEAST, {Cue.AT_LEAST}), (Comparator.AT_MOST, {Cue.AT_MOST}),
    (Comparator.ABOVE, {Cue.ABOVE, Cue.MORE}), (Comparator.BELOW, {Cue.BELOW, Cue.LESS}),
)  # fmt: skip


class Weight(StrEnum):
    """How much a word says of what is asked: a name must be found, and a noun that says of whom or what
    ("van de nieuwkomers") too, if by another word; a word that also frames questions, or a verb, may well be put
    another way."""

    NAME = "name"
    WHOM = "whom"
    PLAIN = "plain"
    FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks of the running text.

    ``words`` are the analysed words to explain with their place and weight, ``units`` the words that
    may be what is counted, ``quarter`` the quarter (0 the last, -1 the one before it), ``numbers`` the
    figures that it names itself, ``bound`` whether the upper or lower end of a range is meant.
    """

    words: tuple[tuple[str, int, Weight], ...]
    units: tuple[str, ...]
    years: frozenset[str]
    quarter: int | None
    bound: str
    numbers: tuple[Mention, ...]
    cues: frozenset[Cue]
    denies: bool
    uncounted: bool = False
    """Whether what "hoeveel" asks ("hoeveel kilometer") is counted by no figure at all."""

    @property
    def moves(self) -> bool:
        """Whether a change is asked; "geen capaciteit meer" compares nothing."""
        return bool(self.cues & (MOVES - ({Cue.MORE, Cue.LESS} if self.denies else set())))

    def without(self, reading: Reading, cues: frozenset[Cue]) -> Asked:
        """The same without the words that only have one of these meanings."""
        at = {m.first for m in reading.mentions if m.cues & cues}
        return replace(self, words=tuple(w for w in self.words if w[1] not in at))

    def within(self, first: int, last: int) -> Asked:
        """The same, of a stretch of the question."""
        return replace(self, words=tuple(w for w in self.words if first <= w[1] < last))


def asked_of_text(
    reading: Reading,
    denies_by_prefix: Sequence[str],
    known: frozenset[str],
    counted: Callable[[str], bool],
    moved: Callable[[str], bool],
) -> Asked:
    """What a question asks; ``known`` are the words of sentences with figures, ``counted`` tells whether
    any figure counts what a word names and ``moved`` whether any change is of it ("hoeveel organisaties
    groeiden" counts organisations), ``denies_by_prefix`` are words that deny by their form
    ("onvermeld")."""
    units = tuple(dict.fromkeys(_units(reading, counted)))
    quarter = asked_quarter(reading)
    denies = bool(reading.cues & {Cue.NOT, Cue.EXCLUDING} or denies_by_prefix or _lacks(reading))
    cues = frozenset(reading.cues)
    counts_movers = (
        bool(units) and Cue.POINTS not in cues and not any(unit in GENERIC_UNITS or moved(unit) for unit in units)
    )
    if counts_movers:
        cues -= {Cue.RISE, Cue.FALL, Cue.CHANGE}
    words = _words(reading, units, denies_by_prefix, known, quarterly=quarter is not None, moving=counts_movers)
    return Asked(
        tuple(words), units,
        frozenset(reading.values(Kind.YEAR)), quarter, _bound(reading),
        tuple(m for m in reading.of(Kind.NUMBER) if m.number is not None), cues, denies,
        _uncounted(reading, counted),
    )  # fmt: skip


def _lacks(reading: Reading) -> bool:
    """Whether a verb says that something is not there ("ontbreken", "missen")."""
    return any(token.fold in _NOBODY or lemma(token.fold) in _LACKING for token in reading.tokens)


def _words(
    reading: Reading,
    units: Sequence[str],
    denials: Sequence[str],
    known: frozenset[str],
    *,
    quarterly: bool,
    moving: bool,
) -> Iterator[tuple[str, int, Weight]]:
    """The words that the sentence of a figure must explain; what only asks or counts is none."""
    for mention in reading.mentions:
        text = fold(mention.corrected or mention.text)
        parts = set(text.split())
        if any(mention.value(kind) for kind in (Kind.SECTOR, Kind.YEAR, Kind.GROUP, Kind.NUMBER, Kind.QUALIFIER)):
            continue
        if quarterly and (parts & (_OF_QUARTER | _EARLIER | set(_ORDINALS)) or _QUARTER.fullmatch(text)):
            continue
        jobless = parts & _JOBS and set(reading.before(mention)) & _WITHOUT
        # "De helft van de mensen heeft een baan."
        holds = parts == {"baan"} and reading.before(mention) == ["een"] and Cue.PEOPLE in reading.cues
        if parts & (_WORKING | _WORKERS) or jobless or holds:
            yield WORKING, mention.first, Weight.PLAIN
            continue
        if Cue.RELATIVE in mention.cues and "percentage" in units:
            # "De procentuele groei": what is counted says it.
            continue
        if lemma(text) in _LACKING:
            # "Van hoeveel ontbreken de gegevens?": `Asked.denies` says so.
            continue
        frames = Cue.TOPIC in mention.cues or Cue.PEOPLE in mention.cues or _in_all(mention, reading)
        if mention.cues & (_ASKING | MOVES | {Cue.NOT, Cue.SHARE, Cue.POINTS}) and not frames:
            if moving and mention.cues & {Cue.RISE, Cue.FALL}:
                yield from ((word, mention.first, Weight.PLAIN) for word in analyse(text))
            continue
        if text in _MODAL or text in GENERIC_UNITS or text.startswith("een aantal"):
            continue
        if text in _TIMES and reading.before(mention) == ["per"]:
            continue
        for word in analyse(text[2:] if mention.text in denials else text):
            # "De VU" is a name, however short.
            if (len(word) < _WORD or len(text) < _WORD) and not (mention.text.isupper() and len(word) > 1):
                continue
            if frames:
                if word in known:
                    yield word, mention.first, Weight.FRAME
                continue
            other = bool(mention.value(Kind.OTHER))
            narrows = other and _narrows(mention, reading) and not is_verb(word)
            named = bool(mention.cues & SUMS) or (other and is_name(mention, reading))
            yield word, mention.first, Weight.NAME if named else Weight.WHOM if narrows else Weight.PLAIN


def _in_all(mention: Mention, reading: Reading) -> bool:
    """Whether "in totaal" only says that all are meant."""
    return (fold(mention.text) == "totaal" and reading.before(mention) == ["in"]) or fold(mention.text) == "in totaal"


def _narrows(mention: Mention, reading: Reading) -> bool:
    """Whether a preposition makes a noun say of whom or what ("bij de belastingdienst")."""
    before = reading.before(mention, 3)
    while before and before[-1] in _ARTICLES:
        before.pop()
    if before[-1:] == ["per"]:
        return fold(mention.text) not in _TIMES
    return bool(before) and before[-1] in _OF_WHOM


def _units(reading: Reading, counted: Callable[[str], bool]) -> Iterator[str]:
    """The words that say what is counted: of the nouns behind "hoeveel", "aantal" or "welke" ("hoeveel
    externe jobcoaches") or else of all words, those that any figure counts; "welk deel" asks a share."""
    mentions = reading.mentions
    if any(pair == ("hoe", "lang") for pair in pairwise(token.fold for token in reading.tokens)):
        yield "lang"
        return
    in_unit = [last_word(m) for m in mentions if m.value(Kind.UNIT) == "fte" and reading.before(m) == ["in"]]
    if in_unit:
        # "Het personeelsbestand, in fte": the notation says which figure is meant.
        yield in_unit[0]
        return
    found: list[str] = []
    for index, mention in enumerate(mentions):
        asks = mention.cues & {Cue.HOW_MANY, Cue.WHICH} or fold(mention.text) in ("wat voor", "welke", "welk")
        if not asks:
            continue
        following = [m for m in mentions[index + 1 : index + 4] if m.first - mention.last <= _NEAR_UNIT]
        if following and Cue.SHARE in following[0].cues:
            yield "percentage"
            return
        found = _first_run(following, counted)
        if found:
            break
    if (Cue.HALF in reading.cues or Cue.HOW_FAR in reading.cues) and not found:
        yield "percentage"
        return
    rates = [m for m in mentions if RATE in (m.value(Kind.WEAK_MEASURE), m.value(Kind.MEASURE))]
    shares = [m for m in mentions if Cue.SHARE in m.cues or m.value(Kind.MEASURE) == "aandeel"]
    if rates or (shares and not found):
        yield "percentage"
    if found:
        yield from found[:1]
        return
    named = [m for m in mentions if m.value(Kind.UNIT) and m not in rates]
    own = [last_word(m) for m in mentions if m.value(Kind.OTHER) and counted(last_word(m))]
    if Cue.RELATIVE in reading.cues:
        yield "percentage"
    elif named and own and not reading.cues & {Cue.HOW_MANY, Cue.WHICH}:
        # "Accounthouders Blauwe Baan": the thing that is named for itself is counted, not the unit in a name.
        yield own[0]
    elif named:
        yield last_word(named[0])
    elif not rates and not shares:
        yield from (w for m in mentions if fold(m.text) not in _WORKING and counted(w := last_word(m)))


def _first_run(following: Sequence[Mention], counted: Callable[[str], bool]) -> list[str]:
    """The noun of the first words that are counted: the last of those that stand together."""
    run: list[Mention] = []
    for mention in following:
        reckons = mention.cues & (SUMS | MOVES) and mention.value(Kind.OTHER) is None
        # "Aantal detacheringen umc's": of whom, behind what is counted.
        # "Deelnemende departementen": counts those, though the whole of them has a table.
        described = bool(run) and is_verb(lemma(fold(run[-1].text)))
        reckons = reckons or (bool(run) and mention.value(Kind.SECTOR) is not None and not described)
        if reckons or not counted(last_word(mention)) or fold(mention.text) in _WORKING:
            if run:
                break
        elif not run or run[-1].last == mention.first:
            run.append(mention)
    return [last_word(run[-1])] if run else []


def _uncounted(reading: Reading, counted: Callable[[str], bool]) -> bool:
    """Whether "hoeveel" or "aantal" stands before a noun that no figure counts; an adjective before one
    that is counted ("hoeveel externe jobcoaches") does not matter."""
    mentions = reading.mentions
    for index, mention in enumerate(mentions[:-1]):
        if Cue.HOW_MANY not in mention.cues or mentions[index + 1].first != mention.last:
            continue
        run = [mentions[index + 1]]
        for following in mentions[index + 2 : index + 4]:
            if following.first == run[-1].last and fold(following.text) not in _WORKING:
                run.append(following)
        members = run[0].value(Kind.SECTOR) is not None and not run[0].value(Kind.WEAK_MEASURE)
        noun = fold(run[0].text)
        # "Hoeveel leerlingen", "hoeveel Kamerleden": words that only frame a question are counted here.
        framing = run[0].cues == {Cue.TOPIC} and noun != lemma(noun) and noun.endswith(("en", "s"))
        plain = members or ((framing or run[0].value(Kind.OTHER) is not None) and not is_verb(lemma(run[0].text)))
        measured = any(m.value(Kind.WEAK_MEASURE) or m.value(Kind.MEASURE) for m in run)
        return plain and not measured and not any(counted(last_word(m)) for m in run)
    return False


def asked_noun(reading: Reading) -> str:
    """The noun right behind "hoeveel"; empty where there is none."""
    for mention, following in pairwise(reading.mentions):
        if Cue.HOW_MANY in mention.cues and following.first == mention.last:
            return last_word(following)
    return ""


def is_verb(word: str) -> bool:
    """Whether an analysed word is an infinitive, by its form."""
    return len(word) > 4 and word.endswith(("en", "aan", "ien"))


def _bound(reading: Reading) -> str:
    """Whether the upper or the lower end of a range is asked ("tot welke leeftijd", "vanaf")."""
    words = {token.fold for token in reading.tokens}
    upper, lower = bool(words & _UPPER), bool(words & _LOWER)
    return "" if upper == lower else "max" if upper else "min"


def names_quarter(word: str) -> bool:
    """Whether a folded word is the code of a quarter ("q4", "2024k1")."""
    return _QUARTER.fullmatch(word) is not None


def asked_quarter(reading: Reading) -> int | None:
    """The quarter that is named: 1 to 4, 0 for the last, -1 for the one before; None when none is."""
    words = [token.fold for token in reading.tokens]
    for word in words:
        named = _QUARTER.fullmatch(word)
        if named:
            number = int(named.group(1))
            # "Een kwartaal vóór Q4": the one before it; that of a first quarter stands in another year.
            ahead = _AHEAD_OF.search(" ".join(words))
            return number if ahead is None else number - 1 or _NO_QUARTER
    if "kwartaal" not in words:
        return 0 if set(words) & (_OF_QUARTER - {"kwartaal"}) else None
    at = words.index("kwartaal")
    before, after = words[max(at - 2, 0) : at], words[at + 1 : at + 3]
    for word in before:
        if word in _ORDINALS:
            return _ORDINALS[word]
    return -1 if set(before + after) & _EARLIER else 0


def sides(reading: Reading, asked: Asked) -> tuple[Asked, Asked] | None:
    """The two things that a question sets beside each other ("meer A dan B"); None when it does not."""
    for at, token in enumerate(reading.tokens):
        if token.fold in _SIDES:
            one, other = asked.within(0, at), asked.within(at, len(reading.tokens))
            if one.words and other.words:
                return one, other
    return None


def claim_of(reading: Reading) -> Threshold | None:
    """The figure that a question claims, with the relation in which it puts it; None when it has none."""
    numbers = [m for m in reading.of(Kind.NUMBER) if m.number is not None and not _QUARTER.fullmatch(fold(m.text))]
    halves = [m for m in reading.mentions if Cue.HALF in m.cues]
    bound = next((comparator for comparator, cues in _BOUNDS if reading.cues & cues), Comparator.EQUAL)
    if len(numbers) == 2 and [t.fold for t in reading.tokens[numbers[0].last : numbers[1].first]][-1:] == ["naar"]:
        # "Van 33 naar 42 procent": what it became; what it was is compared apart.
        numbers = numbers[1:]
    if len(numbers) != 1:
        return None if numbers or not halves else Threshold(comparator=bound, value=Decimal(50), unit="%", decimals=6)
    mention = numbers[0]
    number = mention.number or Decimal(0)
    roughly = next((ROUGHLY[w] for w in reading.before(mention, 2) if w in ROUGHLY), None)
    following = [m for m in reading.mentions if m.first == mention.last]
    unit = str(following[0].value(Kind.UNIT) or "") if following else ""
    decimals = max(-int(number.as_tuple().exponent), 0)
    return Threshold(comparator=roughly or bound, value=number, unit=unit, decimals=decimals, loose=roughly is not None)


def is_name(mention: Mention, reading: Reading) -> bool:
    """Whether a word is written as a name: with a capital, though no sentence starts with it; or
    stands in front as what the question is about ("rotterdam: hoe ver …")."""
    end = reading.tokens[mention.last - 1].end
    if not mention.first and reading.question[end : end + 1] == ":":
        return True
    return bool(mention.first) and mention.text[0].isupper() and reading.tokens[mention.first - 1].text[-1] not in ".?!"


def is_denial(word: str, known: frozenset[str]) -> bool:
    """Whether a word denies by its prefix: "onvermeld", where the letters know "vermelden"."""
    return word.casefold().startswith("on") and lemma(word[2:]) in known


def last_word(mention: Mention) -> str:
    """The last word of a phrase, which is the noun of "externe jobcoaches"; a percentage is one by any name."""
    word = fold(mention.corrected or mention.text).split()[-1]
    return "percentage" if word.endswith("percentage") else word
