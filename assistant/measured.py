"""Which measures a question means, and what of its words is then said of them. Pure functions of a reading.

"Haalde 500 fta" says what was realised and "haalde het doel" that it was met; "een groter deel van het doel" is the
realisation percentage, and not a share.
"""

from __future__ import annotations

from typing import NamedTuple

from assistant.asks import MODAL, asks_yes_no, must_realise, says_how_many, supposes
from assistant.cues import Cue
from assistant.nuances import meets_goal
from assistant.question import GOAL, RATE, REALISED
from assistant.reading import Kind, Mention, Reading
from corpus.dutch import fold, lemma

_COMPARING = frozenset({Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW})
_GAINS = frozenset("halen behalen bereiken".split())
#: Words between a share and the whole that it is of.
_OF = frozenset("van de het een zijn haar hun eigen die deze dat t".split())


class Meant(NamedTuple):
    """The measures that are meant, those meant where no other is, and the cues that are left to explain."""

    measures: list[str]
    weak: list[str]
    cues: list[set[Cue]]


def measures_meant(reading: Reading, weak: list[str], cues: list[set[Cue]]) -> Meant:
    """The measures of a question, with the cues less what only says what is measured."""
    measures = reading.values(Kind.MEASURE)
    present = {cue for meanings in cues for cue in meanings}
    only_modal = all(fold(m.text) in MODAL for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL)
    if GOAL in measures and only_modal and RATE in (*measures, *weak) and present & {Cue.RISE, Cue.FALL}:
        # "Moest er qua percentage worden ingeleverd?": no target is spoken of.
        measures = [m for m in measures if m != GOAL]
    if any(reading.before(g, 2)[:1] == ["van"] and reading.after(g) == ["af"] for g in _goals(reading)):
        # "Minder dan 50 fta van het doel af": short of it.
        cues = [*cues, {Cue.SHORT}]
    if not measures and _is_expected(reading):
        return Meant([GOAL], [m for m in weak if m == RATE], cues)
    if rate_of_goal(reading):
        # "Wie realiseerde een hoger percentage van zijn doel dan X?"
        told = {Cue.SHARE, Cue.AS_PERCENT, Cue.RELATIVE, Cue.ACHIEVE}
        return Meant([RATE], [], [meanings for meanings in cues if not meanings & told])
    if gains_jobs(reading, present):
        # "Haalde A minder banen dan in 2023?": realised them.
        without = [meanings for meanings in cues if Cue.ACHIEVE not in meanings]
        return Meant([*measures, *([] if REALISED in measures else [REALISED])], weak, without)
    if meets_goal(reading, present) or _goal_is_realised(reading, present):
        # "Welke sectoren hebben het doel gerealiseerd?": met it.
        return Meant([m for m in measures if m != REALISED], weak, [*cues, {Cue.ACHIEVE}])
    return Meant(measures, weak, cues)


def _is_expected(reading: Reading) -> bool:
    """Whether a number is what was asked of somebody ("het aantal dat van het vo werd verwacht")."""
    words = {token.fold for token in reading.tokens}
    named = any("van" in reading.before(m, 2) for m in (*reading.of(Kind.SECTOR), *reading.of(Kind.GROUP)))
    return bool(words & _EXPECTED and words & _PASSIVE) and named


_EXPECTED = frozenset("verwacht verlangd gevraagd geeist gevergd".split())
_PASSIVE = frozenset("werd werden wordt worden".split())


def _goals(reading: Reading) -> list[Mention]:
    """The nouns that name the target."""
    return [m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL and fold(m.text) not in MODAL]


def _claims(reading: Reading) -> bool:
    return Cue.CLAIM in reading.cues or asks_yes_no(reading) or supposes(reading)


def _goal_is_realised(reading: Reading, present: set[Cue]) -> bool:
    """Whether a claim says of the target itself that it was realised ("is het doel van X bereikt?")."""
    measures = reading.of(Kind.MEASURE)
    nouns = _goals(reading)
    verbs = [m for m in measures if m.value(Kind.MEASURE) == REALISED and lemma(m.text).endswith("en")]
    beside = [m for m in measures if m.value(Kind.MEASURE) != GOAL and m not in verbs]
    plain = not (reading.of(Kind.NUMBER) or reading.of(Kind.QUALIFIER) or beside or must_realise(reading))
    other = _COMPARING | {
        Cue.DIFFERENCE, Cue.SHARE, Cue.DIVIDED, Cue.RATIO, Cue.SHORT, Cue.OVER, Cue.RISE, Cue.FALL, Cue.CHANGE,
        Cue.SECTOR, Cue.WHO, Cue.WHICH, Cue.AT_LEAST, Cue.AT_MOST,
    }  # fmt: skip
    if not (plain and (nouns or Cue.ACHIEVE in present) and verbs) or present & other or says_how_many(reading):
        return False
    # "Genoeg plekken ingevuld voor de norm?" is about meeting it; "banen gerealiseerd, gelet op het doel" is not.
    object_itself = bool(nouns) and not reading.of(Kind.WEAK_MEASURE)
    return (object_itself or Cue.ACHIEVE in present) and _claims(reading)


def gains_jobs(reading: Reading, present: set[Cue]) -> bool:
    """Whether "halen" is said of jobs, held against others or a figure ("haalde minder banen dan in 2023")."""
    achieved = [m for m in reading.mentions if Cue.ACHIEVE in m.cues]
    if not achieved or any(lemma(m.text) not in _GAINS for m in achieved):
        return False
    if {GOAL, RATE} & {*reading.values(Kind.MEASURE), *reading.values(Kind.WEAK_MEASURE)}:
        return False
    jobs = any(m.value(Kind.WEAK_MEASURE) == REALISED for m in reading.mentions)
    return jobs and bool(present & (_COMPARING | {Cue.AT_LEAST, Cue.AT_MOST}))


def rate_of_goal(reading: Reading) -> bool:
    """Whether a part of the own target is compared or moves ("een groter deel van het doel dan X"): that is the
    realisation percentage."""
    compares = reading.cues & (_COMPARING | {Cue.THAN, Cue.POINTS}) and Cue.NOT not in reading.cues
    if not compares or reading.of(Kind.NUMBER) or reading.cues & {Cue.SHORT, Cue.OVER, Cue.TOTAL}:
        return False
    return any(
        _is_part(reading, part, goal)
        for goal in _goals(reading)
        for part in reading.mentions
        if part.last <= goal.first
    )


def _is_part(reading: Reading, part: Mention, goal: Mention) -> bool:
    between = [t.fold for t in reading.tokens[part.last : goal.first]]
    named = fold(part.text)
    percent = part.value(Kind.WEAK_MEASURE) == RATE and named not in ("score", "scores")
    if Cue.AS_PERCENT in part.cues or ((percent or Cue.SHARE in part.cues) and "van" in between):
        return set(between) <= _OF
    more = set(between) <= _OF | {"meer", "minder", "verder"} and bool(between)
    return Cue.RELATIVE in part.cues and more and "van" in between
