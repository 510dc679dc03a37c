"""What the cues of a question mean where they stand, and which part of a measure is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.asks import number_after
from assistant.cues import Cue
from assistant.reading import Kind, Mention, Reading
from corpus.dutch import fold, lemma
from corpus.lexicon import Lexicon

GOAL, REALISED = "doel", "realisatie"
_MODAL = frozenset({"moet", "moeten", "moest", "moesten", "behoren", "behoorde", "behoorden"})
_NEAR_PART = 2
_NEAR_BETWEEN = 5
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


def _between_measures(reading: Reading) -> bool:
    """Whether "tussen" stands before the target and the realisation."""
    at = [index for index, token in enumerate(reading.tokens) if token.fold == "tussen"]
    named = {
        m.value(Kind.MEASURE) for m in reading.of(Kind.MEASURE) if any(0 < m.first - i <= _NEAR_BETWEEN for i in at)
    }
    return {GOAL, REALISED} <= named


def _plus(reading: Reading, mention: Mention) -> Cue:
    """What "plus" does: it adds two names, or a part to the rest; else it is a rise."""
    names = (Kind.SECTOR, Kind.GROUP)
    earlier = any(m.last <= mention.first and any(m.value(kind) for kind in names) for m in reading.mentions)
    later = any(
        m.first >= mention.last and {t.fold for t in reading.tokens[mention.last : m.first]} <= _LINKING
        for m in reading.mentions
        if any(m.value(kind) for kind in names)
    )
    if earlier and later:
        return Cue.TOTAL
    if any(m.first == mention.last for m in reading.of(Kind.UNIT)):
        # "Welke sector + %": that as well.
        return Cue.TOPIC
    part = any(0 <= m.first - mention.last <= 1 for m in reading.of(Kind.QUALIFIER))
    return Cue.INCLUDING if part else Cue.RISE


_MANAGES = frozenset({"lukken", "slagen"})


def settled_cues(reading: Reading) -> list[set[Cue]]:
    """The meanings of each cue of a question, settled by what stands around it.

    "Over 2023" is about that year; "hoger dan" without a figure compares; a plus between names
    adds them; "om … het doel … te halen" and "komen aan het doel" speak of the way to the target.
    """
    found = []
    for mention in reading.mentions:
        cues = set(mention.cues)
        for cue, comparing in ((Cue.ABOVE, Cue.MORE), (Cue.BELOW, Cue.LESS)):
            if cue in cues and not number_after(reading, mention):
                if fold(mention.text).endswith("dan") or _before_name(reading, mention):
                    # "Ligt … boven Defensie" compares with it; "boven het doel" stays above it.
                    cues = (cues - {cue}) | {comparing}
                elif fold(mention.text) == "over":
                    cues = {Cue.TOPIC}
        at = reading.tokens[mention.first].start
        if fold(mention.text) in _SIGNS and reading.question[at - 1 : at] == "-":
            # "23 -> 24": an arrow.
            cues = {Cue.TOPIC}
        if Cue.MANNER in cues and len(cues) > 1 and mention.first:
            # "Wanneer" opens a question; further on it opens a condition.
            cues.discard(Cue.MANNER)
        if Cue.EARLIER in cues and fold(mention.text).split()[-1] in ("voor", "aan"):
            # "Het jaar voor 2024" is the year before it; "dit jaar voor Defensie" is no other year.
            cues = cues if any(m.first == mention.last for m in reading.of(Kind.YEAR)) else {Cue.TOPIC}
        if {Cue.ABOVE, Cue.MORE} <= cues:
            # "Bovenop het doel" is above it; "er kwamen … bovenop" is more.
            following = next((m for m in reading.mentions if m.first >= mention.last), None)
            cues = {Cue.ABOVE} if following is not None and following.value(Kind.MEASURE) == GOAL else {Cue.MORE}
        if Cue.SHORT in cues and fold(mention.text) == "nodig" and _asker_needs(reading):
            # "Ik heb voor de nota … nodig": the asker lacks it, nobody else.
            cues = {Cue.TOPIC}
        if Cue.RISE in cues and _adds(mention) and reading.of(Kind.QUALIFIER):
            # "Wat voegt inkoop toe?" asks for that part, not for its growth.
            cues = {Cue.TOPIC}
        if cues == {Cue.OVER} and reading.of(Kind.NUMBER) and fold(mention.text) in _PASSING:
            # "Over de 100% heen" is above that figure.
            cues = {Cue.ABOVE}
        if Cue.HYPOTHESIS in cues and fold(mention.text) in _WOULD and _must(reading):
            # "Zou moeten bieden" is what was to be met, and supposes nothing.
            cues = {Cue.TOPIC}
        if Cue.EARLIER in cues and _year_behind(reading, mention):
            # "Vorig jaar (2024)": the year that is named.
            cues = {Cue.TOPIC}
        if fold(mention.text) in _PLUS:
            cues = {_plus(reading, mention)}
        if cues:
            found.append(cues)
    for word, cue, comparing in (("meer", Cue.OVER, Cue.MORE), ("minder", Cue.SHORT, Cue.LESS)):
        if f"{word} dan nodig" in fold(reading.question):
            found = [c for c in found if not c & {Cue.SHORT, comparing, Cue.ABOVE, Cue.BELOW}] + [{cue}]
    present = {cue for cues in found for cue in cues}
    if Cue.TOTAL not in present and _sums_by_sign(reading):
        found.append({Cue.TOTAL})
    if any(Cue.HALF in m.cues and "aan" in reading.before(m, 2) for m in reading.mentions):
        # "Niet aan de helft van hun doel kwamen": did not reach it.
        found.append({Cue.ACHIEVE})
    if _between_measures(reading):
        # "Hoeveel zit er tussen doel en realisatie?"
        found.append({Cue.DIFFERENCE})
    for goal in (m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL):
        modal = any(fold(m.text) in _MODAL for m in reading.of(Kind.MEASURE) if m is not goal)
        # "Lukte het om het doel te halen?" says that it was met, not what is lacking.
        managed = any(lemma(token.text) in _MANAGES for token in reading.tokens[: goal.first])
        if "om" in reading.before(goal, 4) and "te" in reading.after(goal, 4) and not modal and not managed:
            found.append({Cue.SHORT})
        if fold(goal.text) in _MODAL and "nog" in {token.fold for token in reading.tokens}:
            found.append({Cue.SHORT})
        if "aan" in reading.before(goal, 2) and Cue.SHORT not in present:
            found.append({Cue.ACHIEVE})
    return found


def _must(reading: Reading) -> bool:
    """Whether a verb says what was to be done, and no clause opens with "als"."""
    words = [token.fold for token in reading.tokens]
    return bool(_MODAL & set(words)) and not {"als", "stel", "indien", "mits"} & set(words)


def _year_behind(reading: Reading, mention: Mention) -> bool:
    """Whether a year stands between brackets right behind."""
    return any(
        m.first == mention.last and reading.question[reading.tokens[m.first].start - 1] == "("
        for m in reading.of(Kind.YEAR)
    )


def _before_name(reading: Reading, mention: Mention) -> bool:
    """Whether the name of one sector follows that is not the first one named."""
    following = next((m for m in reading.mentions if m.first >= mention.last), None)
    earlier = any(m.last <= mention.first for m in reading.of(Kind.SECTOR))
    near = following is not None and following.first - mention.last <= 1 and following.value(Kind.SECTOR) is not None
    return earlier and near and fold(mention.text) != "over"


def _asker_needs(reading: Reading) -> bool:
    words = [token.fold for token in reading.tokens]
    return any((a in _ASKERS and b in _HAVE) or (a in _HAVE and b in _ASKERS) for a, b in pairwise(words))


def _adds(mention: Mention) -> bool:
    return fold(mention.text) in _ADDING


def _sums_by_sign(reading: Reading) -> bool:
    """Whether a plus sign stands between two names ("po+vo")."""
    names = [m for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP)]
    return any(
        reading.question[reading.tokens[a.last - 1].end : reading.tokens[b.first].start].strip() == "+"
        for a, b in pairwise(names)
    )


def cues_before(reading: Reading, mention: Mention) -> set[Cue]:
    """The cues that stand right before a mention."""
    return {cue for m in reading.mentions if m.last == mention.first for cue in m.cues}


def part_asked(reading: Reading, cues: list[set[Cue]], taken: set[Cue], lexicon: Lexicon) -> str:
    """The qualifier asked for: that part alone, or the total with it; cues used are taken.

    The words around its name decide: "inclusief", "met" and "en" before it or "meegeteld"
    after it mean the total, "via", "door" and "uit" the part, "zonder" neither.
    """
    named = reading.of(Kind.QUALIFIER)
    if not named:
        return ""
    mention = named[0]
    part = str(mention.value(Kind.QUALIFIER))
    alone = [m for m in named if not _placing(reading, m, cues, near=_NEAR_PART) & {Cue.INCLUDING, Cue.EXCLUDING}]
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
    if Cue.EXCLUDING in present and present & {Cue.DIFFERENCE, Cue.INCLUDING} and not _held_against_goal(reading):
        return f"incl-{part}"
    if Cue.EXCLUDING in present:
        taken.add(Cue.EXCLUDING)
        return ""
    if Cue.INCLUDING in present:
        taken.add(Cue.INCLUDING)
        return f"incl-{part}"
    if before & {"met", "en", "plus", "+", "ook"} and Cue.TOTAL not in present:
        return f"incl-{part}"
    return part


def _held_against_goal(reading: Reading) -> bool:
    """Whether the distance to the target is asked: then "zonder inkoop" says of which figure."""
    return GOAL in reading.values(Kind.MEASURE) and Cue.INCLUDING not in reading.cues


def _placing(reading: Reading, mention: Mention, cues: Sequence[set[Cue]], near: int | None = None) -> set[Cue]:
    """The meanings of a question's cues; with ``near``, of "inclusief" and the like only those
    that stand so many words from a mention."""
    placing = {Cue.INCLUDING, Cue.EXCLUDING}
    present = {cue for meanings in cues for cue in meanings}
    if near is None:
        return present
    close = [
        m for m in reading.mentions
        if m.cues & placing and (0 <= mention.first - m.last <= near or 0 <= m.first - mention.last <= near)
    ]  # fmt: skip
    return (present - placing) | {cue for m in close for cue in m.cues & placing}
