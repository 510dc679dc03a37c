"""Second thoughts about the mentions of a question: what a word means where it stands.

Each function takes the mentions of a reading and gives them back, with those changed that mean something
else beside the others.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.cues import Cue
from assistant.mentions import Kind, Meaning, Mention, Reading
from corpus.dutch import fold


def unexplained(mention: Mention) -> Mention:
    """The mention as a word that nothing explains."""
    return Mention(mention.first, mention.last, mention.text, (Meaning(Kind.OTHER, mention.text),))


def one_meaning(reading: Reading) -> list[Mention]:
    """The mentions, with an abbreviation that can be a name or a cue ("gem. realisatie van po en vo", "gem+prov")
    read as the name in a list of names, as the cue beside another name, and as neither by itself."""
    kinds = (Kind.SECTOR, Kind.GROUP)
    found = list(reading.mentions)
    for index, mention in enumerate(found):
        if mention.value(Kind.SECTOR) is None or not mention.cues:
            continue
        others = [m for m in found if m is not mention and any(m.value(kind) for kind in kinds)]
        listed = any(
            0 <= b.first - a.last <= 1 and {t.fold for t in reading.tokens[a.last : b.first]} <= {"+", "en", "&"}
            for other in others for a, b in [sorted((mention, other), key=lambda m: m.first)]
        ) and (len(others) > 1 or bool(_LISTS.search(reading.question)))  # fmt: skip
        named = bool(others) or any(Cue.SECTOR in m.cues for m in found)
        kept = tuple(m for m in mention.meanings if (m.kind is Kind.SECTOR) == listed)
        found[index] = Mention(
            mention.first, mention.last, mention.text, kept if listed or named else (Meaning(Kind.OTHER, mention.text),)
        )
    return found


_LISTS = re.compile(r"\w\s*[+&,/]\s*\w|\ben\b")


def points(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """The mentions, with a single "punt" that no figure or question word counts unexplained: it is a
    matter, and no percentage point."""
    return [
        unexplained(mention)
        if fold(mention.text) == "punt" and not _is_counted(reading, mentions, index)
        else mention
        for index, mention in enumerate(mentions)
    ]  # fmt: skip


def _is_counted(reading: Reading, mentions: list[Mention], index: int) -> bool:
    before = mentions[max(index - 2, 0) : index]
    counted = any(m.value(Kind.NUMBER) or m.value(Kind.UNIT) or Cue.HOW_MANY in m.cues for m in before)
    return counted or reading.before(mentions[index]) == ["in"]


def amounts(mentions: list[Mention], reading: Reading) -> list[Mention]:
    """The mentions, with the "aan" of "wat levert het op aan banen", which asks how many."""
    if not any(token.fold == "wat" for token in reading.tokens):
        return mentions
    found = list(mentions)
    for mention in mentions:
        near = reading.before(mention, _NEAR_AMOUNT)
        if (mention.value(Kind.UNIT) or Cue.PEOPLE in mention.cues) and "aan" in near:
            at = mention.first - len(near) + near.index("aan")
            if not any(m.first <= at < m.last for m in mentions):
                found.append(Mention(at, at + 1, "aan", (Meaning(Kind.CUE, Cue.HOW_MANY.value),)))
    return sorted(found, key=lambda m: m.first)


_NEAR_AMOUNT = 2


def narrowed(mentions: list[Mention]) -> list[Mention]:
    """The mentions, with an adjective that narrows the name behind it ("kleine hogescholen") unexplained."""
    found = list(mentions)
    for index, (adjective, name) in enumerate(pairwise(mentions)):
        named = name.value(Kind.SECTOR) or name.value(Kind.GROUP)
        if (
            named
            and name.first == adjective.last
            and adjective.cues == {Cue.TOPIC}
            and _NARROWS.fullmatch(fold(adjective.text))
        ):
            found[index] = Mention(
                adjective.first, adjective.last, adjective.text, (Meaning(Kind.OTHER, adjective.text),)
            )
    return found


_NARROWS = re.compile(r"(?:klei|gro|goe|slech|mooi|sterk|nieuw|bekend|beperk|zelfstandig|belangrijk)\w*e")


def without_denied_units(mentions: list[Mention]) -> list[Mention]:
    """The mentions, but for a unit that is set aside ("in fta, geen procenten") and what denies it."""
    denied = {
        index
        for index, (denial, unit) in enumerate(pairwise(mentions))
        if fold(denial.text) in ("niet", "geen", "dus niet")
        and unit.first == denial.last
        and (unit.value(Kind.UNIT) in _NOTATIONS or fold(unit.text) in ("percentage", "percentages"))
    }
    return [m for index, m in enumerate(mentions) if index not in denied and index - 1 not in denied]


#: Units in which the same figure may be given; "geen baan" denies the thing, and not its notation.
_NOTATIONS = frozenset({"fta", "fte", "%", "procentpunt"})
