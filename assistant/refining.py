"""Second thoughts about the mentions of a question: what a word means where it stands.

Each function takes the mentions of a reading and gives them back, with those changed that mean something
else beside the others.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.cues import Cue
from assistant.mentions import Kind, Meaning, Mention, Reading
from assistant.question import GOAL, RATE, REALISED
from corpus.dutch import fold, is_word


def unexplained(mention: Mention) -> Mention:
    """The mention as a word that nothing explains."""
    return Mention(mention.first, mention.last, mention.text, (Meaning(Kind.OTHER, mention.text),))


def one_meaning(reading: Reading) -> list[Mention]:
    """The mentions, with an abbreviation that can be a name or a cue ("gem. realisatie van po en vo", "gem+prov")
    read as the name in a list of names, as the cue beside another name, and as neither by itself."""
    kinds = (Kind.SECTOR, Kind.GROUP)
    found = list(reading.mentions)
    for index, mention in enumerate(found):
        if mention.value(Kind.SECTOR) is None or not mention.cues or len(mention.text) > _ABBREVIATION:
            # A compound ("politiegroei") means both.
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


def divided(reading: Reading) -> list[Mention]:
    """The mentions, with the "deel" that opens a sentence with "door" further on ("Deel A door B") as a division."""
    behind = {token.fold for token in reading.tokens[1:]}
    first = reading.mentions[0] if reading.mentions else None
    if first is None or first.first or fold(first.text) != "deel" or "door" not in behind:
        return list(reading.mentions)
    divides = Mention(first.first, first.last, first.text, (Meaning(Kind.CUE, Cue.DIVIDED.value),))
    return [divides, *reading.mentions[1:]]


def as_one(reading: Reading) -> list[Mention]:
    """The mentions, with what takes several as one ("als één werkgever", "in één staafje") as their sum."""
    tokens = reading.tokens
    for at, (before, one) in enumerate(pairwise(tokens)):
        noun = tokens[at + 2] if at + 2 < len(tokens) else None
        stressed = one.text.casefold() in ("één", "1", "eén") or {
            t.fold[:4] for t in tokens[at + 2 : at + 7]
        } & _TAKEN_AS  # fmt: skip
        single = noun is not None and noun.fold.isalpha() and not noun.fold.endswith(_SEVERAL)
        if before.fold not in ("als", "in") or one.fold not in ("een", "1") or not (stressed and single):
            continue
        named = any(m.first == at + 2 and (m.value(Kind.UNIT) or m.value(Kind.YEAR)) for m in reading.mentions)
        if named or (before.fold == "in" and noun is not None and noun.fold in _TIMES):
            continue
        text = reading.question[before.start : tokens[at + 2].end]
        whole = Mention(at, at + 3, text, (Meaning(Kind.CUE, Cue.TOTAL.value),))
        kept = [m for m in reading.mentions if m.last <= at or m.first >= at + 3]
        return sorted([*kept, whole], key=lambda m: m.first)
    return list(reading.mentions)


#: How the verbs begin that take several as one ("beschouwt", "ziet", "neemt", "bekijkt", "behandelt", "telt").
_TAKEN_AS = frozenset({"besc", "ziet", "zie", "zien", "neem", "beki", "beha", "telt", "tel", "rek", "zou"})
_SEVERAL = ("en", "s")
_TIMES = frozenset({"jaar", "keer", "klap", "oogopslag", "zin", "woord", "tabel", "overzicht", "mail", "antwoord"})


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
        # "Niet in procentpunt"
        and 0 <= unit.first - denial.last <= 1
        and (unit.value(Kind.UNIT) in _NOTATIONS or fold(unit.text) in ("percentage", "percentages"))
    }
    return [m for index, m in enumerate(mentions) if index not in denied and index - 1 not in denied]


def without_stress(mentions: list[Mention]) -> list[Mention]:
    """The mentions, but for "juist" where it only stresses what follows ("werd juist lager gelegd"); "vandaan" asks
    for the cause of a movement alone ("waar komt die daling vandaan?")."""
    moves = any(m.cues & _STRESSED for m in mentions)
    if "vandaan" in {fold(m.text) for m in mentions} and not (
        moves and mentions[-1:] and fold(mentions[-1].text) == "vandaan"
    ):
        unknown = (Meaning(Kind.OTHER, "vandaan"),)
        mentions = [replace(m, meanings=unknown) if fold(m.text) == "vandaan" else m for m in mentions]
    return [
        m
        for at, m in enumerate(mentions)
        if not (
            fold(m.text) == "juist"
            and m.first
            and any(n.first == m.last and n.cues & _STRESSED for n in mentions[at + 1 : at + 2])
        )
    ]


_STRESSED = frozenset({Cue.MORE, Cue.LESS, Cue.RISE, Cue.FALL, Cue.ABOVE, Cue.BELOW, Cue.HIGHEST, Cue.LOWEST})


def without_contrast(mentions: list[Mention], reading: Reading) -> list[Mention]:
    """The mentions, but for what is set aside before something else of the kind ("niet in procenten maar in fta")."""
    kinds = (Kind.UNIT, Kind.WEAK_MEASURE, Kind.MEASURE)
    words = [token.fold for token in reading.tokens]
    for at, word in enumerate(words):
        if word not in ("niet", "geen") or "maar" not in words[at:]:
            continue
        turn = words.index("maar", at)
        denied = [m for m in mentions if at < m.first < turn]
        meant = [m for m in mentions if m.first > turn]
        named = all(any(m.value(kind) for m in group for kind in kinds) for group in (denied, meant))
        if named and not any(m.value(Kind.SECTOR) or m.value(Kind.GROUP) or m.value(Kind.YEAR) for m in denied):
            return [m for m in mentions if not at <= m.first < turn]
    return mentions


#: Units in which the same figure may be given; "geen baan" denies the thing, and not its notation.
_NOTATIONS = frozenset({"fta", "fte", "%", "procentpunt"})


def askers(mentions: list[Mention], reading: Reading) -> list[Mention]:
    """The mentions, with what only says who asks, and why, as words that frame a question: "ik werk op een school en
    vraag me af:", "voor onze HR-notitie", "onze bond wil weten", "een raadslid vroeg me", "op een feest hoorde ik dat",
    "ik moet de directie uitleggen hoeveel". A name with a capital stays, and so does what a preposition or a name
    behind it makes narrow what is asked."""
    found = list(mentions)
    clauses = _clauses(reading)
    for index, mention in enumerate(mentions):
        first, last = next(c for c in clauses if c[0] <= mention.first < c[1])
        if _needs(mention, reading):
            found[index] = replace(mention, meanings=(Meaning(Kind.CUE, Cue.TOPIC.value),))
        if mention.value(Kind.OTHER) is None or not _is_common(mention) or _narrows_name(mention, mentions):
            continue
        words = [t.fold for t in reading.tokens[first:last]]
        own = reading.before(mention, 2)
        behind = words[mention.last - first :]
        owned = bool(own) and own[-1] in _OURS and own[0] in _FOR
        told = any(a in _HEARD and b in _SELF for a, b in pairwise(behind))
        inside = [m for m in mentions if first <= m.first < last]
        asking = next((m.first for m in inside if m.cues & {Cue.HOW_MANY, Cue.WHICH}), None)
        led = asking is not None and mention.first < asking and _tells(words[: asking - first])
        specifies = bool(own) and own[-1] in _SPECIFYING
        if owned or told or _asks_to_know(behind) or _of_asker(words, inside) or (led and not specifies):
            found[index] = replace(mention, meanings=(Meaning(Kind.CUE, Cue.TOPIC.value),))
    return found


def _needs(mention: Mention, reading: Reading) -> bool:
    """Whether "moet" is said of the asker ("ik moet even weten"), and names no target: "hoeveel moeten wij halen?"
    asks what is to be met."""
    beside = {*reading.before(mention), *reading.after(mention)}
    if fold(mention.text) not in _MUST or mention.value(Kind.MEASURE) is None or not beside & _SELF:
        return False
    first, last = next(c for c in _clauses(reading) if c[0] <= mention.first < c[1])
    asked = any(first <= m.first < mention.first and m.cues & _ASKED for m in reading.mentions)
    asked = asked or "wat" in {token.fold for token in reading.tokens[first : mention.first]}
    return not asked or bool(_TELLING & {token.fold for token in reading.tokens[mention.last : last]})


def _narrows_name(mention: Mention, mentions: list[Mention]) -> bool:
    """Whether a name stands right behind a word ("grote hogescholen")."""
    return any(m.first == mention.last and (m.value(Kind.SECTOR) or m.value(Kind.GROUP)) for m in mentions)


def _tells(words: list[str]) -> bool:
    """Whether the asker is to tell somebody ("ik moet de directie uitleggen")."""
    return any((a in _SELF and b in _WILL) or (a in _WILL and b in _SELF) for a, b in pairwise(words))


def _is_common(mention: Mention) -> bool:
    """Whether a word is no name: a dictionary knows it, or the last part of it ("HR-notitie")."""
    last = fold(mention.text).split("-")[-1]
    name = mention.first > 0 and mention.text[0].isupper() and "-" not in mention.text
    # "Ik zit bij P&O": an abbreviation names no place.
    short = mention.text.isupper() and len(mention.text) <= _ABBREVIATION
    return short or (is_word(last) and not name)


def _clauses(reading: Reading) -> list[tuple[int, int]]:
    """The stretches of tokens between marks, as ``[first, last)``."""
    ends = [
        at + 1
        for at, (one, other) in enumerate(pairwise(reading.tokens))
        if set(reading.question[one.end : other.start]) & set(",;:.?!–")
    ]
    return list(pairwise([0, *ends, len(reading.tokens)]))


def _asks_to_know(words: list[str]) -> bool:
    """Whether a verb of asking follows ("wil weten", "vraagt zich af")."""
    if not words:
        return False
    wants, curious = words[0] in _WANTS and "weten" in words[:4], words[0] in _BE and "benieuwd" in words[:3]
    return wants or curious or words[0] in _ASK


def _of_asker(words: list[str], mentions: list[Mention]) -> bool:
    """Whether a clause tells of the asker ("ik werk zelf op een school") and asks or specifies nothing."""
    asks = any(m.cues & {Cue.HOW_MANY, Cue.WHICH, Cue.WHY} or m.value(Kind.NUMBER) for m in mentions)
    does = any((a in _SELF and b in _SITUATED) or (a in _SITUATED and b in _SELF) for a, b in pairwise(words))
    return does and not asks


_ABBREVIATION = 4
_SELF = frozenset({"ik", "we", "wij"})
_OURS = frozenset({"mijn", "onze", "ons", "mn", "m'n"})
_FOR = frozenset({"voor", "tbv", "t.b.v", "namens"})
_WANTS = frozenset({"wil", "willen", "wilde", "wilden", "wou"})
_ASK = frozenset({"vraagt", "vragen", "vroeg", "vroegen"})
_BE = frozenset({"is", "zijn", "was", "waren"})
_HEARD = frozenset({"hoorde", "hoor", "las", "lees", "zag", "vernam", "begreep"})
_SITUATED = frozenset("werk werken zit zitten ben zijn woon wonen schrijf schrijven bereid maak maken sta kan".split())
_MUST = frozenset({"moet", "moeten", "moest", "moesten"})
_ASKED = frozenset({Cue.HOW_MANY, Cue.WHICH})
_TELLING = frozenset("weten vertellen uitleggen zeggen schrijven melden doorgeven invullen opschrijven".split())
_WILL = frozenset("moet moeten wil willen ga gaan zou mag kan kom".split())
#: Behind these stands what is asked about, and not who asks.
_SPECIFYING = frozenset("van bij over in op uit door zonder per".split())


def with_gap_in_one(mentions: list[Mention], reading: Reading) -> list[Mention]:
    """The mentions with a gap between the target and what was realised as the shortfall that it is, where it puts
    several in order ("bij welke sector is het gat tussen doel en realisatie het grootst?")."""
    if not any(m.cues & {Cue.HIGHEST, Cue.LOWEST, Cue.RANK} for m in mentions):
        return mentions
    for at, gap in enumerate(mentions[:-2]):
        one, other = mentions[at + 1 : at + 3]
        ends = {one.value(Kind.MEASURE), other.value(Kind.MEASURE)}
        between = [token.fold for token in reading.tokens[gap.last : one.first]]
        beside = [m for m in mentions if m.cues & {Cue.HIGHEST, Cue.LOWEST, Cue.RANK} and _orders(m, gap, mentions)]
        if Cue.DIFFERENCE in gap.cues and ends == _OF_A_GAP and between[:1] == ["tussen"] and beside:
            short = replace(gap, meanings=(Meaning(Kind.CUE, Cue.SHORT.value),))
            return [*mentions[:at], short, *mentions[at + 3 :]]
    return mentions


def _orders(rank: Mention, gap: Mention, mentions: list[Mention]) -> bool:
    """Whether a superlative is of a gap ("het grootste gat", "het gat … het grootst"), and not of a sector."""
    noun = next((m for m in mentions if m.first == rank.last), None)
    return rank.last == gap.first or (rank.first > gap.last and (noun is None or Cue.SECTOR not in noun.cues))


#: The measures between which a shortfall lies.
_OF_A_GAP = {GOAL, REALISED}


def with_rate_by_name(mentions: list[Mention]) -> list[Mention]:
    """The mentions with "procentueel" as the percentage reached, where nothing moves or is compared of which it could
    be the unit ("hoe doet het primair onderwijs het procentueel?")."""
    cues = {cue for m in mentions for cue in m.cues}
    kinds = (Kind.MEASURE, Kind.WEAK_MEASURE, Kind.UNIT, Kind.OTHER, Kind.NUMBER, Kind.QUALIFIER)
    who = any(m.value(Kind.SECTOR) or m.value(Kind.GROUP) for m in mentions)
    if Cue.RELATIVE not in cues or cues - _PLAIN or not who or any(m.value(k) for m in mentions for k in kinds):
        return mentions
    rate = (Meaning(Kind.WEAK_MEASURE, RATE),)
    return [replace(m, meanings=rate) if Cue.RELATIVE in m.cues else m for m in mentions]


_PLAIN = frozenset({Cue.RELATIVE, Cue.TOPIC, Cue.LATEST, Cue.WHICH})
