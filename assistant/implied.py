"""What a question says without a word for it: "hoeveel zit er tussen A en B?" asks for a difference, "verder onder het
doel" for a larger shortfall. Pure functions of a reading."""

from __future__ import annotations

from itertools import pairwise

from assistant.asks import MODAL, asks_each, asks_yes_no, goal_behind, says_alone, supposes
from assistant.cues import Cue
from assistant.question import GOAL, REALISED
from assistant.reading import Kind, Mention, Reading
from corpus.dutch import fold, lemma

_ORDERS = frozenset(
    {"van hoog naar laag", "hoog naar laag", "van laag naar hoog", "laag naar hoog", "aflopend", "oplopend"}
)
_NEAR_BETWEEN = 5
TAKES = frozenset({"trek", "trekt", "trekken", "aftrek", "aftrekt", "aftrekken", "afgetrokken"})
_MANAGES = frozenset({"lukken", "slagen"})


def with_implied(reading: Reading, found: list[set[Cue]]) -> list[set[Cue]]:
    """The settled cues of a question with those that none of its words says."""
    for word, cue, comparing in (("meer", Cue.OVER, Cue.MORE), ("minder", Cue.SHORT, Cue.LESS)):
        if f"{word} dan nodig" in fold(reading.question):
            found = [c for c in found if not c & {Cue.SHORT, comparing, Cue.ABOVE, Cue.BELOW}] + [{cue}]
    present = {cue for cues in found for cue in cues}
    if Cue.ONLY not in present and _only_those(reading):
        found.append({Cue.ONLY})
    if Cue.TOTAL not in present and _sums_by_sign(reading):
        found.append({Cue.TOTAL})
    comes = {"kom", "komt", "kwam", "kwamen", "komen", "gekomen"} & {token.fold for token in reading.tokens}
    reached = {"aan", *(["op"] if comes else [])}
    if any(Cue.HALF in m.cues and reached & set(reading.before(m, 2)) for m in reading.mentions):
        # "Niet aan de helft van hun doel kwamen": did not reach it.
        found.append({Cue.ACHIEVE})
    if _between_measures(reading):
        # "Hoeveel zit er tussen doel en realisatie?"
        found.append({Cue.DIFFERENCE})
    if Cue.SHORT not in present and takes_away(reading) and {GOAL, REALISED} <= set(reading.values(Kind.MEASURE)):
        # "Trek af wat A realiseerde van wat er moest": what is lacking.
        several = len((*reading.of(Kind.SECTOR), *reading.of(Kind.GROUP))) > 1 and Cue.TOTAL not in present
        found = found if several else [c for c in found if Cue.DIFFERENCE not in c] + [{Cue.SHORT}]
    if Cue.DIFFERENCE not in present and _between_names(reading):
        # "Hoeveel zit er tussen A en B?"
        found.append({Cue.DIFFERENCE})
    if Cue.RANK not in present and _ORDERS & {fold(m.text) for m in reading.mentions} and asks_each(reading):
        # "Alle doelen van hoog naar laag": each of them.
        found.append({Cue.RANK})
    words = [token.fold for token in reading.tokens]
    below = any(Cue.BELOW in m.cues and goal_behind(reading, m) for m in reading.mentions)
    if below and further(reading):
        found.append({Cue.MORE})
    if Cue.POINTS in present and {"dichter", "richting"} & set(words):
        # "Hoeveel procentpunt dichter bij 100% dan in 2023?"
        found.append({Cue.RISE})
    if GOAL in reading.values(Kind.MEASURE) and {"verder", "dichter"} & set(words) and {"van", "bij"} & set(words):
        # "Verder van hun doel dan een jaar eerder": the shortfall grew.
        found += [{Cue.SHORT}, {Cue.MORE if "verder" in words else Cue.LESS}]
    return _of_the_goal(reading, found, present)


def _of_the_goal(reading: Reading, found: list[set[Cue]], present: set[Cue]) -> list[set[Cue]]:
    """The cues with what is said on the way to a target ("om … te halen", "nog moeten", "komen aan")."""
    words = [token.fold for token in reading.tokens]
    for goal in (m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL):
        modal = any(fold(m.text) in MODAL for m in reading.of(Kind.MEASURE) if m is not goal)
        # "Lukte het om het doel te halen?" says that it was met, not what is lacking.
        managed = any(lemma(token.text) in _MANAGES for token in reading.tokens[: goal.first])
        managed = managed or bool({"genoeg", "voldoende"} & set(words) and not reading.of(Kind.NUMBER))
        if "om" in reading.before(goal, 4) and "te" in reading.after(goal, 4) and not modal and not managed:
            found.append({Cue.SHORT})
        near = clause_words(reading, goal)
        if fold(goal.text) in MODAL and ("nog" in near or {"extra", "om"} <= set(words)):
            # "Hoeveel hadden ze extra moeten realiseren om op 75% te komen?"
            if Cue.THAN not in present:
                # "Had nog … hoger moeten zijn": than it was, and not than another year.
                found = [c for c in found if Cue.MORE not in c]
            found.append({Cue.SHORT})
        if "aan" in reading.before(goal, 2) and Cue.SHORT not in present:
            found.append({Cue.ACHIEVE})
    return found


def _only_those(reading: Reading) -> bool:
    """Whether something is claimed of those named alone ("haalde alleen de politie het doel?")."""
    claims = Cue.CLAIM in reading.cues or asks_yes_no(reading) or supposes(reading)
    return claims and says_alone(reading)


def takes_away(reading: Reading) -> bool:
    """Whether a verb takes one figure from another ("trek A af van B")."""
    return bool(TAKES & {token.fold for token in reading.tokens})


def _between_measures(reading: Reading) -> bool:
    """Whether "tussen" stands before the target and the realisation."""
    at = [index for index, token in enumerate(reading.tokens) if token.fold == "tussen"]
    named = {
        m.value(Kind.MEASURE) for m in reading.of(Kind.MEASURE) if any(0 < m.first - i <= _NEAR_BETWEEN for i in at)
    }
    return {GOAL, REALISED} <= named


def _between_names(reading: Reading) -> bool:
    """Whether "tussen" stands before two names, and how much is asked."""
    names = reading.of(Kind.SECTOR)
    words = [token.fold for token in reading.tokens]
    much = Cue.HOW_MANY in reading.cues or words[:2] in (
        ["wat", "zit"],
        ["wat", "zat"],
        ["wat", "ligt"],
        ["wat", "lag"],
    )
    at = [index for index, word in enumerate(words) if word == "tussen"]
    ranks = [m.first for m in reading.mentions if m.cues & {Cue.HIGHEST, Cue.LOWEST}]
    measures = {m.value(Kind.MEASURE) or m.value(Kind.WEAK_MEASURE) for m in reading.mentions} - {None}
    one = len(measures) < 2 or measures <= {REALISED}
    if (
        much
        and at
        and {Cue.HIGHEST, Cue.LOWEST, Cue.SECTOR} <= reading.cues
        and at[-1] < min(ranks)
        and one
        and not names
    ):
        # "Tussen de sector met de meeste en die met de minste banen."
        return True
    if not much or len(names) + len(reading.of(Kind.GROUP)) != 2 or reading.of(Kind.NUMBER):
        return False
    years = any(0 < m.first - index <= 1 for m in reading.of(Kind.YEAR) for index in at)
    # "Zet A en B naast elkaar: hoeveel zit er tussen?"
    ends = bool(at) and bool(_LIES & set(words)) and at[-1] == len(words) - 1
    return bool(at) and (ends or (bool(names) and at[-1] < names[0].first)) and not years


_LIES = frozenset("zit zitten zat zaten ligt liggen lag lagen".split())


def clause_words(reading: Reading, mention: Mention) -> list[str]:
    """The words of the clause in which something is mentioned."""
    start, end = reading.tokens[mention.first].start, reading.tokens[mention.last - 1].end
    breaks = [
        at for at, char in enumerate(reading.question) if char in ",;:?!" or reading.question[at : at + 2] == ". "
    ]
    first = max((at for at in breaks if at < start), default=-1)
    last = min((at for at in breaks if at >= end), default=len(reading.question))
    return [token.fold for token in reading.tokens if first < token.start < last]


def _sums_by_sign(reading: Reading) -> bool:
    """Whether a plus sign stands between two names ("po+vo")."""
    names = [m for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP)]
    return any(
        reading.question[reading.tokens[a.last - 1].end : reading.tokens[b.first].start].strip() == "+"
        for a, b in pairwise(names)
    )


def further(reading: Reading) -> bool:
    """Whether something is further than something else ("verder onder het doel dan B")."""
    return bool({"verder", "dieper"} & {t.fold for t in reading.tokens}) and Cue.THAN in reading.cues
