"""What small words make of a question: where a change began, what is held against what, what is set aside.

Pure functions of a reading, as those of `assistant.asks`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.asks import MODAL, NEAR, measures_listed, must_realise, number_after
from assistant.cues import Cue
from assistant.quantity import HUNDRED
from assistant.question import RATE, Comparator
from assistant.reading import Kind, Mention, Reading
from corpus.dutch import fold, lemma

#: What words before a figure say of how near it is.
ROUGHLY = {
    "ruim": Comparator.AT_LEAST, "goed": Comparator.AT_LEAST, "bijna": Comparator.AT_MOST, "krap": Comparator.AT_MOST,
    "ongeveer": Comparator.EQUAL, "circa": Comparator.EQUAL, "ca": Comparator.EQUAL, "zon": Comparator.EQUAL,
    "rond": Comparator.EQUAL, "grofweg": Comparator.EQUAL,
}  # fmt: skip


def needs_goal(reading: Reading) -> bool:
    """Whether a rise is spoken of as the way to the target ("met hoeveel moet X groeien om zijn doel te halen?"),
    so that it runs from what was realised to that target and not from one year to another."""
    goals = [m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == "doel" and fold(m.text) not in MODAL]
    words = {token.fold for token in reading.tokens}
    if not words & _AHEAD and Cue.SHORT not in reading.cues:
        # "Hoeveel is X gegroeid om het doel te halen?" asks what was, not what is still to be done.
        return False
    # "Voor ze aan 100% zitten": that is the target.
    goals += [m for m in reading.of(Kind.NUMBER) if m.number == HUNDRED]
    goals += [m for m in reading.mentions if Cue.ACHIEVE in m.cues and fold(m.text).endswith(" norm")]
    return any(
        set(reading.before(goal, _FAR_BEFORE)) & _TOWARDS
        and (Cue.ACHIEVE in reading.cues or _ARRIVES & set(reading.after(goal, 6)) or _until(reading, goal, words))
        for goal in goals
    )


_AHEAD = MODAL | frozenset(
    "nog zou zouden nodig vereist vereiste vergt kan kunnen wil willen benodigd benodigde".split()
)


def _until(reading: Reading, goal: Mention, words: set[str]) -> bool:
    """Whether something is to go on "tot het doel"; "het gat tot het doel" is one that is there."""
    return "tot" in reading.before(goal, 3) and bool(words & _AHEAD)


_ARRIVES = frozenset("te komen kom komt zitten zit staan staat uitkomen uitkomt vervullen voldoen".split())
_FAR_BEFORE = 6
_TOWARDS = frozenset(
    {"om", "voordat", "voor", "totdat", "tot", "wil", "willen", "zodat", "zodra", "als", "eer", "opdat"}
)


def told_in_percent(reading: Reading) -> bool:
    """Whether the outcome is asked as a percentage ("…, in %", "…, als percentage van die realisatie")."""
    percent = [m for m in reading.mentions if m.value(Kind.WEAK_MEASURE) == RATE]
    return any(reading.before(m) in (["in"], ["als"], ["welk"]) for m in percent) or any(
        Cue.AS_PERCENT in m.cues for m in reading.mentions
    )


def share_of_others(reading: Reading) -> bool:
    """Whether a share is asked of people, or of the organisations of a sector, of which no table counts how many
    there are ("hoeveel procent van het personeel …?", "welk deel van de gemeenten haalde het doel?")."""
    shares = [m for m in reading.mentions if Cue.SHARE in m.cues or m.value(Kind.WEAK_MEASURE) == RATE]
    met = Cue.ACHIEVE in reading.cues and any(
        m.value(Kind.MEASURE) == "doel" and fold(m.text) not in MODAL and "van" not in reading.before(m, 2)
        for m in reading.mentions
    )
    for share in shares:
        of = next((m for m in reading.mentions if m.first >= share.last and Cue.TOPIC not in m.cues), None)
        if of is None or not 1 <= of.first - share.last <= _OF_WHOM:
            continue
        between = [t.fold for t in reading.tokens[share.last : of.first]]
        people = Cue.PEOPLE in of.cues and of.value(Kind.WEAK_MEASURE) is None
        if between[0] == "van" and set(between) <= _OF and (people or (met and of.value(Kind.SECTOR))):
            return True
    return False


_OF_WHOM = 3
_OF = frozenset("van de het al alle onze hun zijn haar".split())


def tells_more(reading: Reading) -> bool:
    """Whether jobs are asked to be more or fewer, of one subject and beside nothing else ("hoeveel banen minder had
    X in 2024?"): then the year before is what they are held against. "Extra banen" is what the agreement calls all."""
    compares = [m for m in reading.mentions if m.cues & {Cue.MORE, Cue.LESS} and fold(m.text) in _THAN]
    asked = [m for m in reading.mentions if Cue.HOW_MANY in m.cues]
    beside = {"dan", "als", "tegenover"} & {token.fold for token in reading.tokens}
    near = any(0 <= c.first - a.last <= NEAR for c in compares for a in asked)
    return len(compares) == 1 and near and not beside and not reading.of(Kind.NUMBER)


_THAN = frozenset("meer minder".split())


def ends_asked(reading: Reading) -> tuple[bool, bool]:
    """Whether the start and the end of a change are asked for, and not its size ("van hoeveel naar hoeveel?",
    "tot welk percentage steeg X?", "hoe hoog was het voor de verhoging?")."""
    asked = [
        m for m in reading.mentions
        if m.cues & {Cue.HOW_MANY, Cue.WHICH} and Cue.SECTOR not in m.cues and not set(reading.after(m)) & _NO_FIGURE
    ]  # fmt: skip
    before = [set(reading.before(m)) for m in asked if not _opens_clause(reading, m)]
    moves = [set(reading.before(m, 2)) for m in reading.mentions if m.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE}]
    beside = {"de", "die", "deze", "het", "dat"}
    start = any(words & {"van", "vanaf", "vanuit"} for words in before) or any(
        "voor" in words and words & beside for words in moves
    )
    end = any(words & {"naar", "tot", "op"} for words in before) or any(
        "na" in words and words & beside for words in moves
    )
    return start, end


def meets_goal(reading: Reading, cues: set[Cue]) -> bool:
    """Whether "realiseren" is said of the target itself ("wie heeft zijn doel gerealiseerd?"), and compares nothing."""
    measures = reading.of(Kind.MEASURE)
    nouns = [m for m in measures if m.value(Kind.MEASURE) == "doel" and fold(m.text) not in MODAL]
    verbs = [m for m in measures if m.value(Kind.MEASURE) == "realisatie" and lemma(m.text).endswith("en")]
    compares = {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW, Cue.DIFFERENCE, Cue.SHARE, Cue.DIVIDED, Cue.RATIO, Cue.SHORT}
    asks = cues & {Cue.SECTOR, Cue.WHO} and not reading.of(Kind.NUMBER) and Cue.ACHIEVE not in cues
    moves = cues & {Cue.RISE, Cue.FALL, Cue.CHANGE}
    beside = [m for m in measures if m.value(Kind.MEASURE) == "realisatie" and m not in verbs]
    return bool(asks and nouns and verbs) and not (cues & compares or moves or beside or must_realise(reading))


def one_of_group(reading: Reading) -> bool:
    """Whether one of a group is meant, and not told which ("die ene onderwijssector")."""
    return any("ene" in reading.before(m) and fold(m.text).endswith("sector") for m in reading.of(Kind.GROUP))


def others_beside(reading: Reading) -> bool:
    """Whether all other sectors are spoken of beside one that is named: that one is not among them."""
    others = any(
        (Cue.SECTOR in m.cues or m.value(Kind.GROUP)) and set(reading.before(m, 2)) & {"andere", "overige"}
        for m in reading.mentions
    )
    compares = reading.cues & {
        Cue.SHARE,
        Cue.MORE,
        Cue.LESS,
        Cue.ABOVE,
        Cue.BELOW,
        Cue.DIFFERENCE,
        Cue.RATIO,
        Cue.COMPARE,
    }
    return others and Cue.TOTAL in reading.cues and bool(reading.of(Kind.SECTOR)) and not compares


def with_and_without(reading: Reading) -> bool:
    """Whether the figure with a part and that without it are both asked ("zonder SROI en met SROI, allebei")."""
    named = reading.of(Kind.QUALIFIER)
    without = [m for m in named if {"zonder", "exclusief", "excl"} & set(reading.before(m, 2))]
    both = {"allebei", "beide", "beiden", "zowel", "maar", "terwijl"} & {token.fold for token in reading.tokens}
    return bool(both) and 0 < len(without) < len(named)


_WITH = frozenset({"met", "inclusief", "incl", "inc"})
_LEFT_OUT = frozenset({"zonder", "exclusief", "excl", "exc"})
_ORDERS = frozenset({"en", "als", "dan", "eerst", "of", "daarna"})
_REACH = 3


def both_ways(reading: Reading) -> tuple[bool, bool] | None:
    """Whether the figure with one part and the one without are both asked ("met en zonder SROI", "eerst zonder inkoop,
    dan mét"), and which comes first (with it: True); None where they are not."""
    parts = reading.of(Kind.QUALIFIER)
    if not parts or len({m.value(Kind.QUALIFIER) for m in parts}) > 1:
        return None
    at = {m.first for m in parts}
    words = [token.fold for token in reading.tokens]
    left_out = [n for n, word in enumerate(words) if word in _LEFT_OUT]
    counted = [
        n for n, word in enumerate(words)
        if word in _WITH and (
            {n + 1, n + 2} & at or words[n + 1 : n + 2] in (["en"], ["of"]) or n + 1 == len(words)
            or any(0 < n - other <= _REACH for other in left_out)
        )
    ]  # fmt: skip
    if len(left_out) != 1 or len(counted) != 1:
        return None
    first, last = sorted((left_out[0], counted[0]))
    joined = set(words[first + 1 : last]) & _ORDERS
    near = last - first <= 2 * _REACH and any(abs(n - other) <= _REACH for n in (first, last) for other in at)
    return (counted[0] == first, left_out[0] == first) if joined and near else None


_OR = re.compile(
    r"\bof (?:is|zijn|was|waren|heeft|hebben|ging|gingen|bleef|bleven|daalde|steeg)"
    r" (?:ze|het|die|er|hij|zij)\b",
    re.I,
)


def offers_two(question: str) -> bool:
    """Whether a question asks which of two things is so ("haalde ze haar doel of is ze alleen gestegen?"): a yes would
    say neither."""
    return _OR.search(question) is not None


def than_year(reading: Reading) -> bool:
    """Whether what is compared with is a year ("een hoger doel dan in 2023"), and no one else."""
    thans = [m for m in reading.mentions if Cue.THAN in m.cues]
    return bool(thans) and all(
        (after := next((o for o in reading.mentions if o.first >= m.last), None)) is not None and after.value(Kind.YEAR)
        for m in thans
    )


def joined_names(reading: Reading) -> bool:
    """Whether the names of a question stand in a row with "en" between them."""
    names = reading.of(Kind.SECTOR)
    between = [{t.fold for t in reading.tokens[a.last : b.first]} for a, b in pairwise(names)]
    return bool(between) and all(words <= {"en", "als", "de", "het", "van", "die"} for words in between)


def than_at(reading: Reading) -> int | None:
    """The place of the "dan" behind which stands who or what is compared with; None where none does, or a figure."""
    numbers = {m.first for m in reading.of(Kind.NUMBER)}
    for mention in reading.mentions:
        compares = mention.cues & {Cue.THAN, Cue.ABOVE, Cue.BELOW, Cue.MORE, Cue.LESS}
        if compares and fold(mention.text).split()[-1] == "dan" and mention.last not in numbers:
            return mention.last - 1
    return None


def counts_compared(reading: Reading) -> bool:
    """Whether numbers of sectors are compared ("zijn er meer sectoren boven de 50% dan eronder?")."""
    more = any(
        Cue.SECTOR in m.cues and set(reading.before(m, 1)) & {"meer", "minder", "evenveel"} for m in reading.mentions
    )
    return more and any(token.fold in ("dan", "als") for token in reading.tokens)


def names_shortfall(reading: Reading) -> bool:
    """Whether a shortfall is spoken of by a noun ("het gat", "het tekort"), and not by what is needed for something."""
    return any(
        Cue.SHORT in m.cues
        and (Cue.DIFFERENCE in m.cues or fold(m.text).startswith(("tekort", "achterstand", "ontbrek")))
        for m in reading.mentions
    )


def points_at_sector(reading: Reading) -> bool:
    """Whether "deze sector" points at one that the question itself does not name."""
    pointed = any(
        Cue.SECTOR in m.cues
        and not fold(m.text).endswith("en")
        and reading.before(m)[:1] in (["deze"], ["die"], ["dezelfde"])
        for m in reading.mentions
    )
    return pointed and not (reading.of(Kind.SECTOR) or reading.of(Kind.GROUP))


def two_measures(reading: Reading) -> bool:
    """Whether two measures stand side by side with "en", "of" or "maar" between them."""
    named = [m for m in reading.mentions if m.value(Kind.MEASURE) or m.value(Kind.WEAK_MEASURE)]
    for one, other in pairwise(named):
        between = [t.fold for t in reading.tokens[one.last : other.first]]
        differ = (one.value(Kind.MEASURE) or one.value(Kind.WEAK_MEASURE)) != (
            other.value(Kind.MEASURE) or other.value(Kind.WEAK_MEASURE)
        )
        if differ and set(between) & {"en", "of", "maar"} and len(between) <= NEAR:
            return True
    return False


def either_name(reading: Reading) -> bool:
    """Whether "of" stands between the names of a question ("A of B")."""
    names = reading.of(Kind.SECTOR)
    between = [{t.fold for t in reading.tokens[a.last : b.first]} for a, b in pairwise(names)]
    return any("of" in words and words <= {"of", "de", "het", "die", "van", "dat"} for words in between)


def denied(reading: Reading, name: Mention) -> bool:
    """Whether "niet" stands right before a name, and so denies that, and not what is told of it ("niet alle")."""
    between = {"de", "het", "al", "alle", "elke", "iedere"}
    return any(
        Cue.NOT in m.cues and fold(m.text) == "niet" and m.last <= name.first
        and {t.fold for t in reading.tokens[m.last : name.first]} <= between
        for m in reading.mentions
    )  # fmt: skip


def unanswerable_way(reading: Reading) -> bool:
    """Whether a movement is asked that no two figures tell: since which year, what was done for a purpose ("hoeveel is
    X gegroeid om het doel te halen?"), or the way of one subject to the target of another."""
    years = [m for m in reading.mentions if Cue.WHICH in m.cues and {"jaar", "moment"} & set(reading.after(m))]
    if any({"vanaf", "tot", "sinds"} & set(reading.before(m)) for m in years):
        return True
    if _OPINION.search(fold(reading.question)):
        # "Wat vindt de NFU van de opgave?"
        return True
    goals = [m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == "doel" and fold(m.text) not in MODAL]
    aims = [m for m in goals if "om" in reading.before(m, 4) and {"te", "aan"} & set(reading.after(m, 6))]
    grew = any(m.cues & {Cue.RISE, Cue.FALL} and fold(m.text).startswith("ge") for m in reading.mentions)
    if aims and grew and not {token.fold for token in reading.tokens} & _AHEAD:
        return True
    names = reading.of(Kind.SECTOR)
    others = [n for m in goals for n in names if 0 <= n.first - m.last <= NEAR and "van" in reading.before(n, NEAR)]
    return bool(others) and any(n.value(Kind.SECTOR) != others[0].value(Kind.SECTOR) for n in names) and needs_goal(
        reading
    )  # fmt: skip


_OPINION = re.compile(r"\b(?:wat|hoe) (?:vindt|vinden|vond|vonden|denkt|denken|oordeelt|oordelen)\b")
#: "Tot welk jaar", "op welke manier": no figure is asked.
_NO_FIGURE = frozenset("jaar jaren moment manier wijze datum termijn periode plek plaats".split())


def asks_size(reading: Reading) -> bool:
    """Whether by how much something changed is asked ("met hoeveel steeg het, en naar hoeveel?")."""
    return any(Cue.HOW_MANY in m.cues and "met" in reading.before(m) for m in reading.mentions)


def _opens_clause(reading: Reading, mention: Mention) -> bool:
    """Whether a mark stands right before a mention."""
    before = reading.tokens[mention.first - 1].end if mention.first else 0
    return bool(set(reading.question[before : reading.tokens[mention.first].start]) & set(",;:.?!"))


def of_what_is_told(reading: Reading) -> bool:
    """Whether a whole is told by a clause ("van wat er overblijft"), which no name says."""
    words = [token.fold for token in reading.tokens]
    # "Los van wat via inkoop loopt" leaves that out.
    out = {m.last - 1 for m in reading.mentions if m.cues & {Cue.EXCLUDING, Cue.INCLUDING}}
    return any(pair == ("van", "wat") and at not in out for at, pair in enumerate(pairwise(words)))


def nearness(reading: Reading) -> str:
    """Whether who is nearest ("near") or farthest ("far") is asked; empty where neither is."""
    words = {word for m in reading.mentions if m.cues & {Cue.HIGHEST, Cue.LOWEST} for word in fold(m.text).split()}
    near, far = bool(words & _NEAREST), bool(words & _FARTHEST)
    return "" if near == far else "near" if near else "far"


_ONE_DOES = frozenset(
    "heeft had is was doet deed geeft gaf levert leverde vult vulde biedt bood werkt werkte meldt meldde".split()
)


def share_of_members(reading: Reading) -> bool:
    """Whether the share of the members of a sector that do something is asked ("welk percentage van de gemeenten heeft
    …?"): it is the percentage that does, and no table knows the members."""
    done = [m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == "realisatie"]
    if reading.of(Kind.QUALIFIER) or ({"is", "was"} & {t.fold for t in reading.tokens} and (
        done or Cue.ACHIEVE in reading.cues
    )):  # fmt: skip
        # "Welk percentage van de gemeenten is gehaald?"
        return False
    tokens = [token.fold for token in reading.tokens]
    asked = {m.last for m in reading.mentions if m.cues & {Cue.HOW_MANY, Cue.WHICH}}
    shares = {m.last for m in reading.mentions if m.value(Kind.WEAK_MEASURE) == RATE and m.first in asked}
    shares |= {m.last for m in reading.mentions if Cue.SHARE in m.cues}
    return any(
        fold(m.text).endswith(("en", "s")) and tokens[m.last : m.last + 1] and tokens[m.last] in _ONE_DOES
        and any(tokens[at] == "van" and 0 <= m.first - at <= 2 for at in shares if at < len(tokens))
        for m in reading.of(Kind.SECTOR)
    )  # fmt: skip


def goal_told_in_percent(reading: Reading) -> bool:
    """Whether the target is said to be a percentage ("haalde A haar doel van 50%?"), which no target is: a yes to that
    would say that the target was met. "50% van het doel" is a share of it, and 100% is the target itself."""
    percents = [m.first for m in reading.of(Kind.UNIT) if m.value(Kind.UNIT) == "%"]
    percents += [m.first for m in reading.mentions if m.value(Kind.WEAK_MEASURE) == RATE]
    told = [n for n in reading.of(Kind.NUMBER) if n.last in percents and n.number not in (None, HUNDRED)]
    return any(
        m.value(Kind.MEASURE) == "doel" and fold(m.text) not in MODAL and m.last < n.first <= m.last + _FAR_TOLD
        and reading.tokens[m.last].fold in _TOLD_BY
        for m in reading.mentions for n in told
    )  # fmt: skip


#: "Het doel van ruim 50%".
_FAR_TOLD = 3
_TOLD_BY = frozenset({"van", "ad"})


def counts_staff(reading: Reading) -> bool:
    """Whether the size of a staff is asked ("over hoeveel fte personeel …?"), and no jobs of the tables."""
    units = [m for m in reading.of(Kind.UNIT) if m.value(Kind.UNIT) == "fte"]
    return any(Cue.PEOPLE in m.cues and unit.last == m.first for unit in units for m in reading.mentions)


_STAYED = frozenset(
    """
    gebleven bleef bleven blijft blijven gehouden onveranderd ongewijzigd stabiel veranderd veranderde veranderden
    gewijzigd wijzigde bewogen unchanged stable vlak hangen staan verandering wijziging quo plaats
    """.split()
)


def says_stayed(reading: Reading) -> bool:
    """Whether that something is the same is said of two times ("gelijk gebleven", "hetzelfde als in 2023"), and not of
    two that are held against each other."""
    words = {token.fold for token in reading.tokens}
    years = reading.of(Kind.YEAR)
    times = years or reading.cues & {Cue.EARLIER, Cue.COMPARED}
    # "In 2024 gelijk aan dat in 2023": one of two years.
    of_years = len(years) > 1 and len(reading.of(Kind.SECTOR)) == 1 and "aan" in words
    return bool(words & _STAYED or of_years or (times and words & {"als", "dan", "t.o.v.", "tov", "opzichte"}))


def compares_before(reading: Reading) -> bool:
    """Whether two are held against each other in a sentence before the one that asks, which compares nothing ("A is
    kleiner dan B. Hoeveel hebben ze er?"): the difference is not asked, and of whom is not said."""
    tokens = reading.tokens
    ends = [at + 1 for at, (a, b) in enumerate(pairwise(tokens)) if set(reading.question[a.end : b.start]) & set(".!?")]
    if not ends or len(reading.of(Kind.SECTOR)) < 2:
        return False
    last = ends[-1]
    comparing = {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW, Cue.THAN, Cue.DIFFERENCE, Cue.RATIO, Cue.COMPARE, Cue.CLAIM}
    sides = {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW}
    before = any(m.cues & sides and m.last <= last for m in reading.mentions)
    asks = [m for m in reading.mentions if m.first >= last]
    named = any(m.value(Kind.SECTOR) for m in asks)
    counts = any(Cue.HOW_MANY in m.cues for m in asks)
    # A "gat tot het doel" is a shortfall, and no difference of the two.
    return before and counts and not named and not any(m.cues & comparing and Cue.SHORT not in m.cues for m in asks)


_ASIDE = re.compile(r"(?:,|\(|\s[–—-])\s*met (?:\w+ )?\d[\d.,]*\s*[\w%]*\s*(?:,|\)|[–—-]\s)", re.IGNORECASE)


def figure_aside(reading: Reading) -> bool:
    """Whether a figure is only told beside a comparison ("deed het Rijk, met 5.078 banen, meer dan Defensie?"): it is
    no difference that is claimed."""
    return bool(reading.cues & {Cue.MORE, Cue.LESS} and _ASIDE.search(reading.question))


def rates_shortfall(reading: Reading) -> bool:
    """Whether well or badly is said beside a shortfall ("hoeveel mist de slechtste?", "een slechter tekort"): more of
    it is worse, and who does worst by something else may lack least."""
    ordered = {Cue.HIGHEST, Cue.LOWEST, Cue.MORE, Cue.LESS}
    ranked = [m for m in reading.mentions if m.cues & ordered]
    words = {word for m in ranked for word in fold(m.text).split()}
    # "De minst presterende onderwijssector."
    performs = any(set(reading.after(m)) & _PERFORMING for m in ranked)
    return Cue.SHORT in reading.cues and (performs or bool(words & _QUALITY))


_PERFORMING = frozenset({"presterende", "presterend", "scorende", "scorend"})
_QUALITY = frozenset(
    """
    best beste beter betere slechtst slechtste slechter slechtere worst zwakst zwakste zwakker zwakkere koploper
    koplopers hekkensluiter hekkensluiters achterblijver achterblijvers uitblinker topscorer winnaar
    """.split()
)
_NEAREST = frozenset({"dichtst", "dichtste", "dichtstbij"})
_FARTHEST = frozenset({"verst", "verste"})


def offers_parts(reading: Reading) -> bool:
    """Whether two parts are put as a choice ("vaste of tijdelijke banen")."""
    named = reading.of(Kind.QUALIFIER)
    between = [[t.fold for t in reading.tokens[one.last : other.first]] for one, other in pairwise(named)]
    return ["of"] in between


def per_measure(reading: Reading) -> bool:
    """Whether a figure is asked for each of what is counted ("hoeveel medewerkers per baan"): no table gives that."""
    counted = (Kind.MEASURE, Kind.WEAK_MEASURE, Kind.UNIT)
    return any(
        "per" in reading.before(m, 2) and any(m.value(kind) for kind in counted) and not m.value(Kind.YEAR)
        for m in reading.mentions
    )


def of_a_sentence(reading: Reading) -> bool:
    """Whether what is asked points back at a sentence before it that names no measure ("… Hoeveel hoger ligt X
    daarbij?"): the tables do not hold what that sentence is about."""
    question = reading.question
    stops = [t.end for t, nxt in pairwise(reading.tokens) if set(question[t.end : nxt.start]) & set(".?!;")]
    back = [t.start for t in reading.tokens if t.fold in _BACK]
    start = max((stop for stop in stops if back and stop <= back[-1]), default=0)
    kinds = (Kind.MEASURE, Kind.WEAK_MEASURE, Kind.QUALIFIER)
    named = any(
        reading.tokens[m.first].start < start and (any(m.value(kind) for kind in kinds) or m.cues & _OF_FIGURES)
        for m in reading.mentions
    )
    return bool(start) and not named


_BACK = frozenset({"daarbij", "daarin", "daarop", "daarmee", "hierbij", "hierin", "daaraan", "daarover"})
_OF_FIGURES = frozenset({Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SHORT, Cue.OVER, Cue.ACHIEVE})


def fits_dimension(question: str, unit: str) -> bool:
    """Whether a word of one dimension in a question ("de langste", "de duurste") is asked of a measure in a unit of
    that dimension."""
    text = fold(question)
    return all(re.search(units, unit) for words, units in _DIMENSIONS if re.search(words, text))


_DIMENSIONS = (
    (r"\b(?:langste|langst|langer|kortste|kortst|korter)\b",
     r"\b(?:seconden|minuten|uren|uur|dagen|weken|maanden|jaren|jaar|km|kilometer|meter)\b"),
    (r"\b(?:duurste|duurst|duurder|goedkoopste|goedkoopst|goedkoper)\b", r"\beuro\b"),
    (r"\b(?:zwaarste|zwaarst|lichtste|lichtst)\b", r"\b(?:kg|kilo|kilogram|ton|gram)\b"),
    (r"\b(?:breedste|breedst|smalste|smalst)\b", r"\b(?:km|kilometer|meter|cm)\b"),
    (r"\b(?:drukste|drukst|rustigste|rustigst)\b", r"\b(?:reizigers|bezoekers|voertuigen|auto|personen)\b"),
)  # fmt: skip


def share_of_sectors(reading: Reading) -> bool:
    """Whether a percentage of the sectors themselves is asked ("hoeveel procent van de sectoren haalde het doel?")."""
    units = [m for m in reading.mentions if m.value(Kind.UNIT) == "%" or fold(m.text) == "percentage"]
    named = [m for m in reading.mentions if Cue.SECTOR in m.cues or m.value(Kind.GROUP)]
    return any(
        {t.fold for t in reading.tokens[unit.last : name.first]} <= {"van", "de", "alle", "die"}
        and "van" in {t.fold for t in reading.tokens[unit.last : name.first]}
        for unit in units for name in named if Cue.SECTOR in name.cues and fold(name.text).endswith("en")
    )  # fmt: skip


def asks_years(reading: Reading) -> bool:
    """Whether a number of years is asked ("na hoeveel jaar?")."""
    return any(
        Cue.HOW_MANY in m.cues and {"jaar", "jaren"} & {t.fold for t in reading.tokens[m.last : m.last + 2]}
        for m in reading.mentions
    )


def asks_when(reading: Reading) -> bool:
    """Whether it is asked when something will be, or how long it takes ("wanneer haalt ze het doel?")."""
    words = " ".join(token.fold for token in reading.tokens)
    return re.search(r"\b(?:wanneer|wnr|welke? jaar|hoe ?lang)\b", words) is not None


def asks_forecast(reading: Reading) -> bool:
    """Whether it is asked when a target will be met ("wanneer haalt Defensie het doel?", "hoe lang duurt het nog?")."""
    words = [token.fold for token in reading.tokens]
    opens = re.match(r"(?:en )?(?:\w+ )?(?:wanneer|wnr|welk jaar|hoe ?lang)\b", " ".join(words)) is not None
    goals = [m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == "doel" and fold(m.text) not in MODAL]
    ranks = bool(reading.cues & {Cue.HIGHEST, Cue.LOWEST, Cue.RANK})
    return opens and (bool(goals) or Cue.ACHIEVE in reading.cues) and not (ranks or PAST & set(words))


#: Verbs that tell of what has been.
PAST = frozenset(
    """
    was waren had hadden werd werden haalde haalden behaalde behaalden steeg stegen daalde daalden groeide groeiden zat
    zaten kwam kwamen lag lagen realiseerde realiseerden scoorde scoorden bereikte bereikten bleef bleven ging gingen
    deed deden nam namen kromp krompen
    """.split()
)


def two_conditions(reading: Reading) -> bool:
    """Whether who is asked for must fit two conditions ("die stegen in fta maar niet in procenten"): one list of
    either would be another answer."""
    joins = [at for at, token in enumerate(reading.tokens) if token.fold in ("maar", "terwijl", "doch")]
    kinds = (Kind.MEASURE, Kind.WEAK_MEASURE, Kind.UNIT)
    conditions = {Cue.RISE, Cue.FALL, Cue.SAME, Cue.ACHIEVE, Cue.SHORT, Cue.OVER, Cue.ABOVE, Cue.BELOW}
    for at in joins:
        before = [m for m in reading.mentions if m.last <= at]
        behind = [m for m in reading.mentions if m.first > at]
        first = any(m.cues & conditions for m in before)
        second = any(m.cues & conditions or any(m.value(kind) for kind in kinds) for m in behind)
        if first and second:
            return True
    words = [token.fold for token in reading.tokens]
    if "zowel" in words and "als" in words[words.index("zowel") :]:
        # "Zowel een lager percentage als minder banen".
        start = words.index("zowel")
        split = words.index("als", start)
        sides = [[m for m in reading.mentions if a < m.first < b] for a, b in ((start, split), (split, len(words)))]
        return all(any(any(m.value(kind) for kind in kinds) for m in side) for side in sides)
    return False


def told_beside(reading: Reading) -> bool:
    """Whether a shortfall is one of several figures that are asked side by side ("doel, realisatie en tekort")."""
    listed = len(measures_listed(reading)) > 1 and "tussen" not in {t.fold for t in reading.tokens}
    beside = [m for m in reading.mentions if m.cues & {Cue.SHORT, Cue.OVER}]
    return listed and any({"en"} & set(reading.before(m, 2)) for m in beside)


def bounds_goal(reading: Reading) -> bool:
    """Whether a claim is of the target itself ("is het doel hoger dan 33.000?"), and not of the distance to it."""
    goals = [m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == "doel" and fold(m.text) not in MODAL]
    bounds = [m for m in reading.mentions if m.cues & {Cue.ABOVE, Cue.BELOW, Cue.MORE, Cue.LESS}]
    against = {"boven", "onder", "beneden", "op", "aan", "van", "dan"}
    plain = [m for m in goals if not against & set(reading.before(m, 3))]
    return bool(plain) and any(m.first > plain[0].first and number_after(reading, m) for m in bounds)


def own_sides(reading: Reading) -> tuple[str, Comparator, str] | None:
    """The target and the realisation of a question, the one held against the other, in their order and with how
    ("ligt het doel boven de realisatie?"); None where they are not."""
    nouns = [m for m in reading.of(Kind.MEASURE) if fold(m.text) not in MODAL]
    if [m.value(Kind.MEASURE) for m in nouns] not in (["doel", "realisatie"], ["realisatie", "doel"]):
        return None
    first, second = nouns
    between = [
        m for m in reading.mentions
        if first.last <= m.first < second.first and m.cues & _HELD.keys() and not number_after(reading, m)
        and fold(m.text) != "over"
    ]  # fmt: skip
    if len(between) != 1 or reading.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.NOT, Cue.RATIO, Cue.SHARE}:
        return None
    held = next(comparator for cue, comparator in _HELD.items() if cue in between[0].cues)
    return str(first.value(Kind.MEASURE)), held, str(second.value(Kind.MEASURE))


def bound_before(reading: Reading, number: Mention) -> Comparator | None:
    """The bound that the words right before a figure set ("meer dan 300 fta onder het doel": above 300); None where
    they set none."""
    for mention in reading.mentions:
        if 0 <= number.first - mention.last <= 1 and mention.cues & _BOUNDING.keys():
            return next(comparator for cue, comparator in _BOUNDING.items() if cue in mention.cues)
    return None


def on_top_of_realised(reading: Reading) -> bool:
    """Whether a percentage of what was realised is asked ("% bovenop de realisatie", "als percentage van de
    realisatie")."""
    words = [token.fold for token in reading.tokens]
    percents = [m for m in reading.mentions if m.value(Kind.UNIT) == "%" or Cue.AS_PERCENT in m.cues]
    for named in reading.of(Kind.MEASURE):
        if named.value(Kind.MEASURE) != "realisatie" or lemma(named.text).endswith("en"):
            continue
        before = words[max(named.first - _BEFORE_BASE, 0) : named.first]
        near = any(0 <= named.first - m.last <= _BEFORE_BASE for m in percents)
        if near and {"bovenop", "op", "van"} & set(before) and set(before[-1:]) <= _OF_NOW | {"op", "van"}:
            return True
    return False


_BEFORE_BASE = 4
_OF_NOW = frozenset("de huidige eigen bestaande".split())


def figure_first(reading: Reading, number: Mention) -> bool:
    """Whether a figure is held against somebody, and not the other way about ("is 1.000 fta minder dan wat A had?")."""
    compared = next((m for m in reading.mentions if m.first >= number.last and m.cues & _COMPARING), None)
    names = [m for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP)]
    if compared is None or not names or names[0].first < compared.last:
        return False
    than = fold(compared.text).endswith("dan") or reading.after(compared, 1) == ["dan"]
    return than and not any(m.first < names[0].first for m in (*reading.of(Kind.MEASURE), *reading.of(Kind.YEAR)))


_COMPARING = frozenset({Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW})
FLIPPED = {
    Comparator.ABOVE: Comparator.BELOW, Comparator.BELOW: Comparator.ABOVE, Comparator.AT_LEAST: Comparator.AT_MOST,
    Comparator.AT_MOST: Comparator.AT_LEAST,
}  # fmt: skip


_HELD = {
    Cue.AT_LEAST: Comparator.AT_LEAST, Cue.AT_MOST: Comparator.AT_MOST, Cue.ABOVE: Comparator.ABOVE,
    Cue.MORE: Comparator.ABOVE, Cue.BELOW: Comparator.BELOW, Cue.LESS: Comparator.BELOW,
}  # fmt: skip
_BOUNDING = {
    Cue.AT_LEAST: Comparator.AT_LEAST, Cue.AT_MOST: Comparator.AT_MOST, Cue.ABOVE: Comparator.ABOVE,
    Cue.BELOW: Comparator.BELOW,
}  # fmt: skip
