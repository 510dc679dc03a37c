"""What the cues of a question mean where they stand, and which part of a measure is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.asks import MODAL, goal_behind, number_after
from assistant.cues import Cue
from assistant.implied import further, takes_away, with_implied
from assistant.question import GOAL, REALISED
from assistant.reading import Kind, Mention, Reading
from corpus.dutch import fold, lemma
from corpus.lexicon import Lexicon

_NEAR_PART = 2
_NEAR = 3
_DENYING = frozenset({"niet", "geen", "niemand", "niets", "nooit"})
_SIGNS = frozenset({">", "<"})
_PLUS = frozenset({"plus", "+"})
#: Words between a plus sign and the second name ("plus dat van de …").
_LINKING = frozenset("de het een dat die van bij voor in".split())
_PASSING = frozenset({"heen", "gaat", "gaan", "ging", "gingen", "schoot", "schoten", "kwam", "kwamen", "komt", "komen"})
_COUNTED = frozenset(
    "telt tellen telde telden meetelt meetellen meetelde meetelden geteld meegeteld meegerekend".split()
)
_WOULD = frozenset({"zou", "zouden"})
_ASKERS = frozenset({"ik", "we", "wij"})
_HAVE = frozenset({"heb", "hebben", "had", "hadden"})
_ADDING = frozenset("voegt voegde voegen toe toevoegt toevoegen toegevoegd toevoegde".split())


_MOVES = frozenset({Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SAME, Cue.DIFFERENCE})


def _gives_a_reason(reading: Reading, mention: Mention) -> bool:
    """Whether something is only told as the reason to ask ("omdat jaren schommelen werk ik met een gemiddelde: …")."""
    if [token.fold for token in reading.tokens[:1]] not in (["omdat"], ["aangezien"], ["daar"]):
        return False
    names = (*reading.of(Kind.SECTOR), *reading.of(Kind.GROUP), *reading.of(Kind.MEASURE))
    ends = next((at for at, char in enumerate(reading.question) if char in ",:;"), 0)
    return reading.tokens[mention.first].start < ends and not any(reading.tokens[m.first].start < ends for m in names)


def _asked_later(reading: Reading, mention: Mention) -> bool:
    """Whether a sentence is supposed to be so, and another behind it asks ("… hè, meer dan 500. Welke zijn dat?")."""
    end = reading.tokens[mention.last - 1].end
    stop = next(
        (at for at in range(end, len(reading.question) - 1) if reading.question[at : at + 2] in (". ", "! ")), 0
    )
    later = [m for m in reading.mentions if stop and reading.tokens[m.first].start > stop]
    return any(m.cues & {Cue.HOW_MANY, Cue.WHICH, Cue.WHO, Cue.DIFFERENCE} for m in later)


def _plus(reading: Reading, mention: Mention) -> Cue:
    """What "plus" does: it adds two names, or a part to the rest; else it is a rise."""
    names = (Kind.SECTOR, Kind.GROUP)
    earlier = any(m.last <= mention.first and any(m.value(kind) for kind in names) for m in reading.mentions)
    later = any(
        m.first >= mention.last and {t.fold for t in reading.tokens[mention.last : m.first]} <= _LINKING
        for m in reading.mentions
        if any(m.value(kind) for kind in names)
    )
    years = reading.of(Kind.YEAR)
    if earlier and later:
        return Cue.TOTAL
    if any(y.last == mention.first for y in years) and any(0 <= y.first - mention.last <= _NEAR_PART for y in years):
        # "In 2023 plus die in 2024": of both years.
        return Cue.TOTAL
    if any(m.first == mention.last for m in reading.of(Kind.UNIT)):
        # "Welke sector + %": that as well.
        return Cue.TOPIC
    part = any(0 <= m.first - mention.last <= 1 for m in reading.of(Kind.QUALIFIER))
    return Cue.INCLUDING if part else Cue.RISE


_SURPASS = frozenset({"overtreffen", "overstijgen", "overschrijden", "overvleugelen"})
#: These tell what is left, and take no part away.
REMAINING = frozenset({"overige", "resterende"})
_TOGETHER = frozenset({"samen", "tezamen", "gezamenlijk"})
_THAT_OF = frozenset({"de", "het", "die", "dat", "van", "bij"})
_LEFT = frozenset("blijft blijven bleef bleven over overblijft overblijven resteert resteren".split())
_LACK = frozenset({"missen", "ontbreken", "ontbrekend"})
_OF_DATA = frozenset("cijfers cijfer gegevens data getallen informatie".split())
_KEPT = frozenset("houd houdt houden over".split())


def settled_cues(reading: Reading) -> list[set[Cue]]:
    """The meanings of each cue of a question, settled by what stands around it.

    "Over 2023" is about that year; "hoger dan" without a figure compares; a plus between names
    adds them; "om … het doel … te halen" and "komen aan het doel" speak of the way to the target.
    """
    found = []
    for mention in reading.mentions:
        cues = set(mention.cues)
        for rule in (_compared, _timed, _lacking, _placed, _listed, _reached, _surpassed, _supposed):
            cues = rule(mention, cues, reading)
        if fold(mention.text) in _PLUS:
            cues = {_plus(reading, mention)}
        if cues & _MOVES and _gives_a_reason(reading, mention):
            cues = {Cue.TOPIC}
        if Cue.CLAIM in cues and _asked_later(reading, mention):
            cues = {Cue.TOPIC}
        if fold(mention.text).endswith("rij") and {"sluit", "sluiten", "sloot", "sloten"} & {
            t.fold for t in reading.tokens
        }:
            # "Welke drie sluiten in 2024 de rij?"
            cues = {Cue.LOWEST}
        if cues:
            found.append(cues)
    return with_implied(reading, found)


def _compared(mention: Mention, cues: set[Cue], reading: Reading) -> set[Cue]:
    """What "boven", "onder" and signs compare."""
    for cue, comparing in ((Cue.ABOVE, Cue.MORE), (Cue.BELOW, Cue.LESS)):
        if cue in cues and not number_after(reading, mention):
            if fold(mention.text).endswith("dan") or _before_name(reading, mention) or beside_year(reading, mention):
                # "Ligt … boven Defensie" compares with it; "boven het doel" stays above it.
                cues = (cues - {cue}) | {comparing}
            elif fold(mention.text) == "over" and Cue.HOW_MANY in reading.cues and goal_behind(reading, mention):
                # "Met hoeveel banen ging A over het doel?"
                cues = {Cue.ABOVE}
            elif fold(mention.text) == "over":
                half = any(Cue.HALF in m.cues and 0 <= m.first - mention.last <= 1 for m in reading.mentions)
                # "Over de helft" is above it.
                cues = {Cue.ABOVE} if half else {Cue.TOPIC}
    behind = next((m for m in reading.mentions if 0 <= m.first - mention.last <= 1), None)
    ranks = reading.cues & {Cue.HIGHEST, Cue.LOWEST, Cue.WHO} or Cue.WHICH in reading.cues
    named = behind is not None and (behind.value(Kind.SECTOR) or behind.value(Kind.GROUP)) and ranks
    if Cue.BELOW in cues and behind is not None and (Cue.SECTOR in behind.cues or named):
        # "Onder de sectoren A, B en C", "de laagste onder A, B en C": among them.
        return {Cue.TOPIC}
    if cues & {Cue.ABOVE, Cue.OVER, Cue.MORE} and passes_another(reading):
        # "Ging A (aan) B voorbij?": had more than it; the verb says no more than that.
        return {Cue.MORE} if fold(mention.text) == "voorbij" else {Cue.TOPIC}
    at = reading.tokens[mention.first].start
    if fold(mention.text) in _SIGNS and reading.question[at - 1 : at] == "-":
        # "23 -> 24": an arrow.
        return {Cue.TOPIC}
    if Cue.MORE in cues and fold(mention.text) == "meer" and set(reading.before(mention, _NEAR)) & _DENYING:
        held = {token.fold for token in reading.tokens[mention.last : mention.last + 1]} & {"dan", "of"}
        # "Konden niemand meer leveren": no longer, and nothing is compared.
        return cues if held else {Cue.TOPIC}
    if {Cue.ABOVE, Cue.MORE} <= cues:
        # "Bovenop het doel" is above it; "er kwamen … bovenop" is more.
        following = next((m for m in reading.mentions if m.first >= mention.last), None)
        return {Cue.ABOVE} if following is not None and following.value(Kind.MEASURE) == GOAL else {Cue.MORE}
    return cues


def _timed(mention: Mention, cues: set[Cue], reading: Reading) -> set[Cue]:
    """Which words speak of another year, or of a manner."""
    ranks = reading.cues & {Cue.HIGHEST, Cue.LOWEST}
    if Cue.MANNER in cues and ranks and fold(mention.text).split()[-1] == "wie":
        # "Wat is het hoogste percentage, en door wie?": who has it is told anyhow.
        return {Cue.TOPIC}
    if Cue.MANNER in cues and any(m.last == mention.first and Cue.SECTOR in m.cues for m in reading.mentions):
        # "Sectoren waarvoor een doel gold": says which sectors.
        return {Cue.TOPIC}
    if Cue.MANNER in cues and len(cues) > 1 and mention.first:
        # "Wanneer" opens a question; further on it opens a condition.
        cues = cues - {Cue.MANNER}
    if Cue.EARLIER in cues and fold(mention.text).split()[-1] in ("voor", "aan"):
        # "Het jaar voor 2024" is the year before it; "dit jaar voor Defensie" is no other year.
        cues = cues if any(m.first == mention.last for m in reading.of(Kind.YEAR)) else {Cue.TOPIC}
    # "Vorig jaar (2024)": the year that is named.
    return {Cue.TOPIC} if Cue.EARLIER in cues and _year_behind(reading, mention) else cues


def _lacking(mention: Mention, cues: set[Cue], reading: Reading) -> set[Cue]:
    """Which words that may speak of a shortfall do."""
    if Cue.NOT in cues and _leaves_undone(reading, mention):
        # "Hoeveel procent van het doel is nog niet gerealiseerd?"
        return {Cue.SHORT}
    of_goal = goal_behind(reading, mention)
    if fold(mention.text) in REMAINING and of_goal:
        # "De resterende opgave" is what is lacking.
        return {Cue.SHORT}
    if Cue.HOW_FAR in cues and Cue.AS_PERCENT not in reading.cues and _away_from_goal(reading):
        # "Hoe ver zit A van het doel?"; "hoe ver is A met de realisatie van het doel?" asks how much was met.
        return {Cue.SHORT}
    if Cue.COMPARED in cues and fold(mention.text) == "vanaf" and Cue.HOW_FAR in reading.cues:
        behind = [m for m in reading.mentions if m.first == mention.last]
        # "Hoe ver zat die er nog vanaf?"
        return cues if any(m.value(Kind.YEAR) or m.number is not None for m in behind) else {Cue.SHORT}
    if Cue.HIGHEST in cues and mention.first == 0 and reading.question[reading.tokens[0].end :].startswith(","):
        # "Beste, hoeveel …" greets.
        return {Cue.TOPIC}
    if Cue.BELOW in cues and of_goal and further(reading):
        # "Hoeveel banen zat A verder onder het doel dan B?": the one shortfall is larger than the other.
        return {Cue.SHORT}
    if {Cue.DIFFERENCE, Cue.SHORT} <= cues and _between_names(reading, mention):
        # "Het gat tussen het doel van A en dat van B": no shortfall of either.
        return {Cue.DIFFERENCE}
    if Cue.DIFFERENCE in cues and Cue.SHORT not in cues and _distance_to_goal(reading, mention):
        # "De afstand tot het doel" is a shortfall.
        return {Cue.SHORT, Cue.DIFFERENCE}
    if Cue.OVER in cues and takes_away(reading) and fold(mention.text) in _KEPT:
        # "Trek A af van B, hoeveel houd je over?"
        return {Cue.DIFFERENCE}
    if Cue.SHORT not in cues:
        return cues
    if fold(mention.text) == "te gaan" and reading.before(mention) == ["na"]:
        # "Bewering om na te gaan: …"
        return {Cue.TOPIC}
    if _trails(mention, reading):
        # "Defensie loopt achter op het Rijk": has less than it.
        return {Cue.LESS}
    text, left = fold(mention.text), bool(_LEFT & set(fold(mention.text).split()))
    if lemma(mention.text) in _LACK and _OF_DATA & {t.fold for t in reading.tokens}:
        # "Er ontbraken cijfers": nothing is short of a target.
        return {Cue.SAID}
    if text == "vereiste" and of_goal:
        # "De vereiste target" is the target.
        return {Cue.TOPIC}
    if text == "nodig" and (_asker_needs(reading) or _needed_to_tell(reading, mention)):
        # "Ik heb voor de nota … nodig": the asker lacks it, nobody else.
        return {Cue.TOPIC}
    if left and _leaves_out(reading):
        # "Wat blijft over als je het Rijk niet meerekent?": the rest, and no shortfall.
        return {Cue.TOPIC}
    if text == "mis" and set(_ASKERS) & {t.fold for t in reading.tokens[: mention.first]}:
        # "Ik maak een overzicht en mis nog één getal": the asker lacks it.
        return {Cue.TOPIC}
    if left and takes_away(reading):
        # "Wat blijft over als je A van B aftrekt?" asks for what that gives.
        return {Cue.DIFFERENCE}
    # "Wat staat er achter realisatie 2023?"
    return {Cue.TOPIC} if text == "achter" and _measure_behind(reading, mention) else cues


def _placed(mention: Mention, cues: set[Cue], reading: Reading) -> set[Cue]:
    """What is counted in or left out."""
    placing = {Cue.EXCLUDING, Cue.INCLUDING}
    if Cue.INCLUDING in cues and fold(mention.text) == "samen met":
        named = [m for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP)]
        beside = [m for m in named if m.last == mention.first], [m for m in named if 0 <= m.first - mention.last <= 1]
        if len(named) > 1 and beside[0] and not beside[1] and not reading.of(Kind.QUALIFIER):
            # "A en B samen met hun gerealiseerde banen": the two together.
            return {Cue.TOTAL}
    if Cue.RISE in cues and reading.before(mention, 2) == ["te", "laten"]:
        # "Hoe kun je mensen laten doorgroeien?" tells of people.
        return {Cue.TOPIC}
    if Cue.RISE in cues and fold(mention.text) == "erbij" and _left_out_before(reading, mention):
        # "Zonder de umc's erbij": nothing rose.
        return {Cue.TOPIC}
    if Cue.RISE in cues and fold(mention.text) == "erbij" and set(reading.before(mention, 1)) & _FIGURES:
        # "Graag met het aantal erbij": told with it.
        return {Cue.TOPIC}
    if Cue.RISE in cues and _adds(mention) and reading.of(Kind.QUALIFIER):
        # "Wat voegt inkoop toe?" asks for that part, not for its growth.
        return {Cue.TOPIC}
    if cues & placing and Cue.NOT in cues_before(reading, mention):
        # "Niet buiten beschouwing" is counted in, "niet meegerekend" left out.
        return {Cue.INCLUDING if Cue.EXCLUDING in cues else Cue.EXCLUDING}
    denies = Cue.NOT in cues and any(m.first == mention.last and m.cues & placing for m in reading.mentions)
    return {Cue.TOPIC} if denies else cues


def _listed(mention: Mention, cues: set[Cue], reading: Reading) -> set[Cue]:
    """Whether "som … op" asks for a list, and "de umc's samen" for their own figure: no sums."""
    if Cue.TOTAL in cues and fold(mention.text) in _TOGETHER and _of_one(reading, mention):
        return {Cue.TOPIC}
    sums = Cue.TOTAL in cues and fold(mention.text) == "som" and not mention.first
    apart = any(token.fold == "op" for token in reading.tokens[mention.last : mention.last + 4])
    return {Cue.WHICH} if sums and apart else cues


def _of_one(reading: Reading, mention: Mention) -> bool:
    """Whether one name stands right before that is held against another ("de umc's samen meer dan de politie")."""
    names = reading.of(Kind.SECTOR)
    own = next((m for m in names if m.last == mention.first), None)
    if own is None or not reading.cues & {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW}:
        return False
    between = [reading.tokens[at].fold for at in range(max(0, own.first - 2), own.first)]
    listed = {"en", "plus", "met"} & set(between) or "," in reading.question[: reading.tokens[own.first].start][-6:]
    return len(names) > 1 and not listed


def _surpassed(mention: Mention, cues: set[Cue], reading: Reading) -> set[Cue]:
    """What is beyond what."""
    several = len((*reading.of(Kind.SECTOR), *reading.of(Kind.GROUP))) > 1 and (
        GOAL not in reading.values(Kind.MEASURE) or _that_of_name(reading, mention)
    )
    surpasses = Cue.OVER in cues and lemma(mention.text) in _SURPASS
    if surpasses and reading.of(Kind.NUMBER) and GOAL not in reading.values(Kind.MEASURE):
        # "Overschreed de realisatie de (grens van) 1.000 fta?": was above that figure.
        return {Cue.ABOVE}
    if surpasses and several:
        # "Defensie overtreft de politie" is more than it; of a target it is a surplus.
        return {Cue.MORE}
    # "Over de 100% heen" is above that figure.
    passing = cues == {Cue.OVER} and reading.of(Kind.NUMBER) and fold(mention.text) in _PASSING
    return {Cue.ABOVE} if passing else cues


def _reached(mention: Mention, cues: set[Cue], reading: Reading) -> set[Cue]:
    """ "Niet aan de 50%" stays below it."""
    numbers = [m for m in reading.of(Kind.NUMBER) if "aan" in reading.before(m, 2) and m.first > mention.first]
    return {Cue.BELOW} if Cue.NOT in cues and numbers and Cue.ACHIEVE not in reading.cues else cues


def _supposed(mention: Mention, cues: set[Cue], reading: Reading) -> set[Cue]:
    """Whether "zou" supposes something: not in "ik zou graag vernemen", nor in "zou moeten bieden"."""
    if Cue.HYPOTHESIS in cues and fold(mention.text) in ("mocht", "mochten") and mention.first:
        before = reading.tokens[mention.first - 1]
        marked = set(reading.question[before.end : reading.tokens[mention.first].start]) & set(",;:.?!")
        if not marked and before.fold not in ("en", "maar", "want"):
            # "Welke sector mocht zich geslaagd noemen?"
            return {Cue.TOPIC}
    would = Cue.HYPOTHESIS in cues and fold(mention.text) in _WOULD
    return {Cue.TOPIC} if would and (_polite(reading, mention) or _must(reading)) else cues


def _away_from_goal(reading: Reading) -> bool:
    """Whether "van" and what it may take with it stand right before the target, and no measure before that."""
    measured = {m.last for kind in (Kind.MEASURE, Kind.WEAK_MEASURE, Kind.UNIT) for m in reading.of(kind)}
    measured |= {at + 1 for at, token in enumerate(reading.tokens) if token.fold == "opzichte"}
    for mention in reading.of(Kind.MEASURE):
        at = mention.first - 1
        while at > 0 and reading.tokens[at].fold in _BEFORE_GOAL:
            at -= 1
        if mention.value(Kind.MEASURE) == GOAL and at > 0 and reading.tokens[at].fold == "van" and at not in measured:
            return True
    return False


_BEFORE_GOAL = frozenset({"het", "de", "hun", "haar", "zijn", "z'n", "zn", "eigen", "ons", "onze"})


def _needed_to_tell(reading: Reading, mention: Mention) -> bool:
    """Whether it is figures that are needed ("overzichtje nodig voor de nota: …")."""
    return any(Cue.FIGURES in m.cues and m.last == mention.first for m in reading.mentions)


def _measure_behind(reading: Reading, mention: Mention) -> bool:
    """Whether the name of a measure follows, or "het woord" and the like."""
    return any(m.first == mention.last for m in reading.of(Kind.MEASURE))


def _left_out_before(reading: Reading, mention: Mention) -> bool:
    """Whether who is left out stands right before ("zonder A erbij")."""
    named = any(m.last == mention.first for m in (*reading.of(Kind.SECTOR), *reading.of(Kind.GROUP)))
    return named and any(Cue.EXCLUDING in m.cues and m.last <= mention.first for m in reading.mentions)


def _leaves_out(reading: Reading) -> bool:
    """Whether names are left out of a whole."""
    out = any(
        Cue.EXCLUDING in m.cues or (Cue.INCLUDING in m.cues and Cue.NOT in cues_before(reading, m))
        for m in reading.mentions
    )
    return out and bool(reading.of(Kind.SECTOR)) and GOAL not in reading.values(Kind.MEASURE)


def _leaves_undone(reading: Reading, mention: Mention) -> bool:
    """Whether how much of a target was not realised is asked."""
    done = any(
        m.first == mention.last and (m.value(Kind.MEASURE) == REALISED or Cue.ACHIEVE in m.cues)
        for m in reading.mentions
    )
    return done and GOAL in reading.values(Kind.MEASURE) and bool(reading.cues & {Cue.HOW_MANY}) and (
        Cue.SECTOR not in reading.cues
    )  # fmt: skip


_FIGURES = frozenset("aantal aantallen percentage percentages cijfer cijfers getal getallen naam namen".split())


def _trails(mention: Mention, reading: Reading) -> bool:
    """Whether one is told to be behind another who is named, and not behind a target."""
    names = reading.of(Kind.SECTOR)
    if len(names) != 2 or GOAL in reading.values(Kind.MEASURE) or "achter" not in fold(mention.text):
        return False
    behind = {t.fold for t in reading.tokens[names[0].last : names[1].first]}
    told = fold(mention.text).startswith("achterstand")
    return bool(behind & {"op", "bij"}) and mention.first < names[1].first and not told


def _polite(reading: Reading, mention: Mention) -> bool:
    """Whether "zou" is said of who asks, or of who is asked."""
    beside = {*reading.before(mention), *reading.after(mention)}
    return bool(beside & {*_ASKERS, "u", "je", "jij", "jullie", "ge", "gij", "graag", "iemand"}) and not {
        "als", "stel", "indien", "mits"
    } & {token.fold for token in reading.tokens}  # fmt: skip


def _must(reading: Reading) -> bool:
    """Whether a verb says what was to be done, and no clause opens with "als"."""
    words = [token.fold for token in reading.tokens]
    return bool(MODAL & set(words)) and not {"als", "stel", "indien", "mits"} & set(words)


def _year_behind(reading: Reading, mention: Mention) -> bool:
    """Whether a year stands between brackets right behind."""
    return any(
        m.first == mention.last and reading.question[reading.tokens[m.first].start - 1] == "("
        for m in reading.of(Kind.YEAR)
    )


def passes_another(reading: Reading) -> bool:
    """Whether "voorbij" stands behind the name of a sector that is not the first one named, and no target does."""
    at = next((n for n, token in enumerate(reading.tokens) if token.fold == "voorbij"), -1)
    names = sorted((*reading.of(Kind.SECTOR), *reading.of(Kind.GROUP)), key=lambda m: m.first)
    return any(name.last == at for name in names[1:])


def _before_name(reading: Reading, mention: Mention) -> bool:
    """Whether the name of one sector follows that is not the first one named."""
    following = next((m for m in reading.mentions if m.first >= mention.last), None)
    earlier = any(m.last <= mention.first for m in (*reading.of(Kind.SECTOR), *reading.of(Kind.GROUP)))
    between = {t.fold for t in reading.tokens[mention.last : following.first]} if following is not None else set()
    one = following is not None and (following.value(Kind.SECTOR) or following.value(Kind.GROUP)) is not None
    if _FALLS & {t.fold for t in reading.tokens}:
        # "Hoeveel procent valt onder X?": is of X.
        return False
    return earlier and one and between <= _THAT_OF and fold(mention.text) != "over"


_FALLS = frozenset("valt vallen viel vielen".split())


def _between_names(reading: Reading, mention: Mention) -> bool:
    """Whether a gap is one between two subjects, and not between the target of each and what was realised."""
    names = [m.first for m in (*reading.of(Kind.SECTOR), *reading.of(Kind.GROUP)) if m.first > mention.last]
    tussen = [n for n, token in enumerate(reading.tokens) if token.fold == "tussen" and n >= mention.last]
    measures = {m.value(Kind.MEASURE) for m in reading.of(Kind.MEASURE)}
    goals = [m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL]
    ends = {GOAL, REALISED} <= measures or any({"tot", "naar"} & set(reading.before(m, 2)) for m in goals)
    return len(names) > 1 and bool(tussen) and tussen[0] - mention.last <= 1 and not ends


def _distance_to_goal(reading: Reading, mention: Mention) -> bool:
    """Whether a distance is one to the target ("de afstand tot de doelstelling")."""
    behind = {t.fold for t in reading.tokens[mention.last : mention.last + 2]} & {"tot", "naar"}
    goals = [m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL]
    return bool(behind) and any(0 < m.first - mention.last <= _TO_GOAL for m in goals)


_TO_GOAL = 3


def beside_year(reading: Reading, mention: Mention) -> bool:
    """Whether what is above or below is held against a figure of another year ("boven die van 2023")."""
    if fold(mention.text) == "over" or len({y.text for y in reading.of(Kind.YEAR)}) < 2:
        return False
    year = next((y for y in reading.of(Kind.YEAR) if y.first >= mention.last), None)
    if year is None or reading.before(year) != ["van"] or year.first - mention.last > _YEAR_BEHIND:
        return False
    between = [m for m in reading.mentions if mention.last <= m.first < year.first]
    return not any(m.value(kind) for m in between for kind in (Kind.NUMBER, Kind.SECTOR, Kind.GROUP))


_YEAR_BEHIND = 6


def _that_of_name(reading: Reading, mention: Mention) -> bool:
    """Whether "dat van" and a name stand beside a word ("dat van X overstijgt")."""
    pairs = zip(reading.tokens, reading.tokens[1:], reading.tokens[2:], strict=False)
    names = {m.first for m in reading.of(Kind.SECTOR)}
    return any(
        a.fold in ("dat", "die") and b.fold in ("van", "bij") and names & {at + 2, at + 3}
        for at, (a, b, _) in enumerate(pairs)
        if abs(at - mention.first) <= _YEAR_BEHIND
    )


def _asker_needs(reading: Reading) -> bool:
    words = [token.fold for token in reading.tokens]
    if any((a in _ASKERS and b in _HAVE) or (a in _HAVE and b in _ASKERS) for a, b in pairwise(words)):
        return True
    # "… Heb het nodig voor een motie": who asks leaves "ik" out.
    marks = [set(reading.question[a.end : b.start]) & set(".?!;,") for a, b in pairwise(reading.tokens)]
    return "heb" in words and any(mark and word == "heb" for mark, word in zip([True, *marks], words, strict=False))


def _adds(mention: Mention) -> bool:
    return fold(mention.text) in _ADDING


def cues_before(reading: Reading, mention: Mention) -> set[Cue]:
    """The cues that stand right before a mention."""
    return {cue for m in reading.mentions if m.last == mention.first for cue in m.cues}


_AGAINST = frozenset({"met", "tussen", "dan", "tov", "t.o.v.", "opzichte", "sinds", "vergeleken"})


def part_asked(reading: Reading, cues: list[set[Cue]], taken: set[Cue], lexicon: Lexicon) -> str:
    """The qualifier asked for: that part alone, or the total with it; cues used are taken.

    The words around its name decide: "inclusief", "met" and "en" before it or "meegeteld"
    after it mean the total, "via", "door" and "uit" the part, "zonder" neither.
    """
    named = _parts_apart(reading)
    if not named:
        return ""
    asked = [m for m in named if _beside_how_many(reading, m)]
    mention = asked[0] if len(asked) == 1 else named[0]
    part = str(mention.value(Kind.QUALIFIER))
    if len(asked) == 1 and len(named) > 1 and set(reading.before(mention, 2)) & _WITHOUT:
        # "Het hbo kwam met inkoop op 605. Hoeveel is dat zonder inkoop?"
        taken |= {Cue.INCLUDING, Cue.EXCLUDING}
        return ""
    alone = [
        m for m in named
        if not _placing(reading, m, cues, near=_NEAR_PART) & {Cue.INCLUDING, Cue.EXCLUDING}
        and not ({"met", "plus"} & set(reading.before(m)) and _tells_figure(reading))
    ]  # fmt: skip
    if len(named) > 1 and len(alone) == 1 and len({m.value(Kind.QUALIFIER) for m in named}) == 1 and not (
        {c for meanings in cues for c in meanings} & {Cue.DIFFERENCE, Cue.MORE, Cue.RISE}
    ):  # fmt: skip
        # "… van het totaal inclusief inkoop is aan die inkoop te danken": the one by itself is asked.
        taken |= {Cue.INCLUDING, Cue.EXCLUDING, Cue.TOTAL}
        return part
    before = set(reading.before(mention, 2))
    present = _placing(reading, mention, cues)
    placed = present & {Cue.INCLUDING, Cue.EXCLUDING}
    if len(named) > 1 and len(placed) == 1 and not present & {Cue.DIFFERENCE, Cue.MORE, Cue.RISE}:
        # "Het inkoopdeel, afgeleid uit het totaal inclusief inkoop": the first says what is asked.
        present = _placing(reading, mention, cues, near=_NEAR_PART)
        taken |= {Cue.INCLUDING, Cue.EXCLUDING}
    if reading.after(mention) == ["erbij"]:
        rises = [m for m in reading.mentions if Cue.RISE in m.cues]
        taken |= {Cue.RISE} if len(rises) == 1 else set()
        return f"incl-{part}"
    if lexicon.qualifiers[part].of == "figure" and (
        Cue.EXCLUDING in present or Cue.NOT in cues_before(reading, mention)
    ):
        # "Zonder de inhuur" and "niet vast" take a part away from the realisation.
        taken |= {Cue.EXCLUDING, Cue.NOT}
        return f"excl-{part}"
    if set(reading.after(mention, 3)) & _COUNTED and not set(reading.after(mention, 3)) & {"niet", "geen"}:
        # "Als SROI wél telt": counted in.
        taken |= {Cue.INCLUDING}
        return f"incl-{part}"
    # "Het verschil met en zonder inkoop" is what it adds; between two subjects, or two years, "zonder inkoop" leaves it
    # out of both.
    words = {token.fold for token in reading.tokens}
    years = any(set(reading.before(m, 2)) & _AGAINST for m in reading.of(Kind.YEAR))
    out_of_both = years or (len(reading.values(Kind.SECTOR)) > 1 and "met" not in words)
    sides = {Cue.INCLUDING} if out_of_both else {Cue.DIFFERENCE, Cue.INCLUDING}
    if Cue.EXCLUDING in present and present & sides and not _held_against_goal(reading):
        return f"incl-{part}"
    if Cue.EXCLUDING in present and any(
        Cue.EXCLUDING in m.cues and fold(m.text) not in REMAINING for m in reading.mentions
    ):
        taken.add(Cue.EXCLUDING)
        return ""
    if Cue.INCLUDING in present:
        taken.add(Cue.INCLUDING)
        return f"incl-{part}"
    if Cue.TOTAL in present and "ook" in before:
        # "In totaal, ook via SROI."
        return f"incl-{part}"
    if before & {"via", "zijn", "haar", "hun", "zn", "z'n", "hr", "d'r"}:
        # "Met hun ingekochte banen", "en via inkoop": those by themselves.
        return part
    if Cue.TOTAL in present:
        # "A + B inkoop samen" is the part of both; "A met inkoop, totaal" counts it in.
        return f"incl-{part}" if set(reading.before(mention)) & {"met", "plus", "+"} else part
    if before & {"met", "en", "plus", "+", "ook"} and lexicon.qualifiers[part].of != "figure":
        return f"incl-{part}"
    return part


def _held_against_goal(reading: Reading) -> bool:
    """Whether the distance to the target is asked: then "zonder inkoop" says of which figure."""
    return GOAL in reading.values(Kind.MEASURE) and Cue.INCLUDING not in reading.cues


def _tells_figure(reading: Reading) -> bool:
    """Whether a figure is told, or pointed at, of which a part is asked ("… met inkoop op 605: hoeveel daarvan …?")."""
    return bool(reading.of(Kind.NUMBER) or Cue.THAT_ONE in reading.cues)


def _parts_apart(reading: Reading) -> list[Mention]:
    """The parts that are named, of those in a row ("SROI en inkoop", "inkoop via SROI") the first."""
    named = reading.of(Kind.QUALIFIER)
    return [
        m for at, m in enumerate(named)
        if not at or {t.fold for t in reading.tokens[named[at - 1].last : m.first]} - _JOINING
        or m.first - named[at - 1].last > 1
    ]  # fmt: skip


_JOINING = frozenset({"en", "of", "via", "en/of", "/", "door"})


def _beside_how_many(reading: Reading, mention: Mention) -> bool:
    """Whether something is named in the clause that asks how many."""
    asks = [m for m in reading.mentions if Cue.HOW_MANY in m.cues]
    ends = [reading.tokens[m.last - 1].end for m in (*asks[-1:], mention)]
    return bool(asks) and not _CLAUSE_STOP.search(reading.question[min(ends) : max(ends)])


_WITHOUT = frozenset({"zonder", "exclusief", "excl"})
_CLAUSE_STOP = re.compile(r"[.;:?!](?=\s)|,\s")


def _placing(reading: Reading, mention: Mention, cues: Sequence[set[Cue]], near: int | None = None) -> set[Cue]:
    """The meanings of a question's cues; with ``near``, of "inclusief" and the like only those
    that stand so many words from a mention."""
    placing = {Cue.INCLUDING, Cue.EXCLUDING}
    present = {cue for meanings in cues for cue in meanings}
    if near is None:
        return present
    # "Met inkoop is inkoop": what stands right before the one places that one, and not the other.
    others = {m.first for m in _parts_apart(reading) if m.first != mention.first}
    close = [
        m for m in reading.mentions
        if m.cues & placing and m.last not in others
        and (0 <= mention.first - m.last <= near or 0 <= m.first - mention.last <= near)
    ]  # fmt: skip
    return (present - placing) | {cue for m in close for cue in m.cues & placing}
