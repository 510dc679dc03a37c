"""What can be claimed of one subject, asked of many: which, how many, all, none, most, some, or one of two.

Only tried where the whole question has no reading. The words that stand for the many ("welke sectoren", "geen enkele
sector", "alle sectoren behalve X", "wie van A en B") give way to the name of one of them, and what is then claimed of
that one is asked of each. So whatever can be claimed can be listed and counted, and nothing here knows what that is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.asks import ALONE, asks_yes_no
from assistant.calculator import MissingFigureError, Result
from assistant.claims import as_list
from assistant.combine import EITHER, JOINS
from assistant.cues import Cue
from assistant.nuances import counts_compared
from assistant.quantity import UnfitRequestError
from assistant.question import Aggregation, Comparator, Request, Target, Threshold
from assistant.reading import Kind, Mention, Reading
from assistant.understand import Understander, Understood
from corpus.facts import with_unit

_COUNT, _LIST = "count", "list"
#: The words of each way to speak of many, the first that fits decides; they stand before the noun.
_WAYS = (
    (_COUNT, frozenset({"hoeveel"})),
    (_LIST, frozenset({"welke", "welk", "noem", "geef", "toon", "wie"})),
    ("none", frozenset({"geen"})),
    ("most", frozenset({"meeste", "meerderheid", "merendeel", "helft", "overgrote"})),
    ("some", frozenset({"minstens", "tenminste", "minste", "minimaal", "zijn", "is"})),
    ("all", frozenset({"alle", "elke", "elk", "iedere", "ieder", "iedereen"})),
    ("some", frozenset({"een"})),
)
_BEFORE = (
    frozenset().union(*(words for _, words in _WAYS))
    | frozenset("de het van er al één een enkele enkel meer dan ten op minst zijn groot deel grote".split())
    | frozenset(  # words that add nothing
        "niet me mij eens ook maar".split()
    )
)
_GROUPED = frozenset({"binnen", "van", "uit", "in", "onder", "de", "het"})
_BEHIND = frozenset({"zijn", "waren", "er", "het", "die", "dat", "welke", "van", "alle"})
_EXCEPT = frozenset({"behalve", "uitgezonderd", "buiten"})
_JOINS = frozenset({"en", "of", "de", "het", ",", "twee", "drie", "beide", "beiden", "samen"})
#: Who belong to the many, in brackets behind them.
_ASIDE = re.compile(r"^\s*\([^()]*\)")
_PICKING = frozenset({"met", "boven", "onder", "tussen", "van"})
_CLAIM = "Klopt het dat"


@dataclass(frozen=True, slots=True)
class Many:
    """The many of a question: the tokens ``[first, last)`` that stand for them, what is asked, and who they are."""

    first: int
    last: int
    way: str
    targets: tuple[Target, ...]
    count: int = 1


def asked_of_many(understander: Understander, run: Callable[[Request], Result], whole: Understood) -> Understood | None:
    """The question as a list or count of those of whom holds what it claims; None for any other question."""
    reading = whole.reading
    many = _many(understander, reading)
    if many is None or len(many.targets) < 2 or whole.unknown_years:
        return None
    if many.way == "all" and any(Cue.TOTAL in m.cues and m.first >= many.first for m in reading.mentions):
        # "Alle sectoren behalve A samen" is one, and nothing is said of each.
        return None
    named = {str(m.value(Kind.SECTOR)) for m in reading.of(Kind.SECTOR)}
    others = [t for t in many.targets if t.members[0] not in named] or list(many.targets)
    claims = [_claim_of(understander, reading, many, target) for target in (others[0], others[-1])]
    first, last = claims
    if first is None or last is None or first.claim is None:
        return None
    if first.claim.comparator is Comparator.EQUAL and first.claim.value and not first.claim.unit:
        # "Wie is nummer drie?" tells a place.
        return None
    if first.model_copy(update={"targets": (), "assumptions": ()}) != last.model_copy(
        update={"targets": (), "assumptions": ()}
    ):
        return None
    compares = (Aggregation.DIFFERENCE, Aggregation.RATIO)
    if first.aggregation in compares and first.targets[1:] == last.targets[1:] and len(first.targets) == 2:
        first = _beside(run, first)
    if first is None or first.aggregation is not Aggregation.VALUE or len(first.targets) != 1:
        return None
    quantifier = many.way if many.way not in (_COUNT, _LIST) else ""
    request = as_list(first, many.targets, quantifier)
    if request is None:
        return None
    request = request.model_copy(update={"count": many.count})
    if many.way == _COUNT:
        request = request.model_copy(update={"aggregation": Aggregation.COUNT})
    return replace(whole, request=request, unexplained=())


def _claim_of(understander: Understander, reading: Reading, many: Many, target: Target) -> Request | None:
    """What the question claims of one of the many."""
    name = target.label.partition(" (")[0]
    start, end = reading.tokens[many.first].start, reading.tokens[many.last - 1].end
    before, after = reading.question[:start], _ASIDE.sub("", reading.question[end:])
    picks = reading.tokens[many.last].fold in _PICKING if many.last < len(reading.tokens) else False
    picks = picks and many.way in (_LIST, _COUNT) and reading.tokens[many.last - 1].fold not in _BEHIND
    if picks or JOINS.search(f"{before} {after}") or EITHER.search(after):
        # Of two conditions, one reading would leave out one.
        return None
    claims = Cue.CLAIM in reading.cues or (before.strip() and asks_yes_no(reading))
    lead = before if claims else f"{_CLAIM} {before}"
    request = understander.understand(f"{lead}{name}{after}").request
    own = request is not None and request.targets[0].members == target.members
    return request if own else None


def _beside(run: Callable[[Request], Result], claim: Request) -> Request | None:
    """A comparison with one other as one with that other's figure."""
    one, other = claim.targets
    ratio = claim.aggregation is Aggregation.RATIO
    if claim.claim is None or bool(claim.claim.value) != ratio or claim.claim.loose or one.own or other.own:
        return None
    plain = claim.model_copy(
        update={"aggregation": Aggregation.VALUE, "targets": (other,), "claim": None, "denied": False}
    )
    try:
        level = run(plain).rows[0]
    except (MissingFigureError, UnfitRequestError):
        return None
    if level.exact <= 0:
        # Who rose more than one that fell is no matter of a bound.
        return None
    figure = with_unit(level.exact, level.unit)
    note = f"Vergeleken is met {other.label}: {'circa ' if level.approximate else ''}{figure} in {level.period}."
    figure_of = level.exact * claim.claim.value if ratio else level.exact
    bound = Threshold(comparator=claim.claim.comparator, value=figure_of, unit=level.unit, decimals=6)
    return plain.model_copy(
        update={
            "targets": (one,), "claim": bound, "denied": claim.denied, "assumptions": (*claim.assumptions, note),
        }
    )  # fmt: skip


def _many(understander: Understander, reading: Reading) -> Many | None:
    if counts_compared(reading):
        # "Zijn er meer sectoren boven de 50% dan eronder?" compares two numbers of them.
        return None
    for mention in reading.mentions:
        kind = Cue.SECTOR in mention.cues or bool(mention.value(Kind.GROUP))
        chosen = Cue.WHICH in mention.cues and not kind and _names(understander, reading, mention.last) is not None
        if kind or chosen or Cue.WHO in mention.cues or "iedereen" in mention.text.lower():
            return _around(understander, reading, mention)
        if mention.value(Kind.SECTOR):
            return _only(understander, reading, mention)
    return None


def _only(understander: Understander, reading: Reading, name: Mention) -> Many | None:
    """Those of whom alone something is claimed ("alleen A en B"), and after them all others."""
    alone = [at for at in range(max(name.first - 2, 0), name.first) if reading.tokens[at].fold in ALONE]
    if not alone:
        return None
    named = _names(understander, reading, name.first) or (
        name.last, (understander.target(str(name.value(Kind.SECTOR))),)
    )  # fmt: skip
    others = tuple(target for target in understander.everyone() if target not in named[1])
    return Many(alone[0], named[0], "only", (*named[1], *others), len(named[1]))


def _around(understander: Understander, reading: Reading, noun: Mention) -> Many | None:
    """The many that a noun names, with the words around it."""
    tokens = reading.tokens
    first = noun.first
    while first and tokens[first - 1].fold in _BEFORE:
        first -= 1
    said = {token.fold for token in tokens[first : noun.last]}
    way = next((way for way, words in _WAYS if said & words), "")
    if not way or ("helft" in said and "meer" not in said):
        return None
    if "niet" in said:
        if way != "all":
            return None
        way = "not all"
    last, targets = noun.last, understander.everyone()
    if noun.value(Kind.GROUP):
        targets = understander.members(str(noun.value(Kind.GROUP)))
    found = _names(understander, reading, last)
    if found is not None and way in (_LIST, _COUNT):
        last, targets = found
    else:
        last, targets = _grouped(understander, reading, last, targets)
        last, targets = _without(reading, last, targets)
    while last < len(tokens) and tokens[last].fold in _BEHIND and (way in (_COUNT, _LIST, "some")):
        if tokens[last].fold == "het" and (last + 1 >= len(tokens) or tokens[last + 1].fold != "die"):
            break
        last += 1
    return Many(first, last, way, targets)


def _grouped(
    understander: Understander, reading: Reading, last: int, targets: tuple[Target, ...]
) -> tuple[int, tuple[Target, ...]]:
    """The group that follows the noun ("sectoren binnen het onderwijs")."""
    for mention in reading.of(Kind.GROUP):
        between = {token.fold for token in reading.tokens[last : mention.first]}
        if mention.first >= last and between <= _GROUPED:
            return mention.last, understander.members(str(mention.value(Kind.GROUP)))
    return last, targets


def _without(reading: Reading, last: int, targets: tuple[Target, ...]) -> tuple[int, tuple[Target, ...]]:
    """Who are left out behind the noun ("alle sectoren behalve A en B")."""
    if last >= len(reading.tokens) or reading.tokens[last].fold not in _EXCEPT:
        return last, targets
    end, names = last + 1, set[str]()
    for mention in reading.of(Kind.SECTOR):
        if mention.first >= end and {token.fold for token in reading.tokens[end : mention.first]} <= _JOINS:
            names.add(str(mention.value(Kind.SECTOR)))
            end = mention.last
    return (end, tuple(t for t in targets if t.members[0] not in names)) if names else (last, targets)


def _names(understander: Understander, reading: Reading, last: int) -> tuple[int, tuple[Target, ...]] | None:
    """The names that are chosen from ("wie van A en B", "welke van de twee, A of B,")."""
    end, names = last, list[Target]()
    for mention in reading.of(Kind.SECTOR):
        between = {token.fold for token in reading.tokens[end : mention.first]}
        if mention.first < end or not between <= _JOINS | ({"van"} if not names else set()):
            break
        names.append(understander.target(str(mention.value(Kind.SECTOR))))
        end = mention.last
    return (end, tuple(names)) if len(names) > 1 else None


__all__ = ["asked_of_many"]
