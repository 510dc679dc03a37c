"""Claims that other claims are made of: a denied one, and one of each of several names.

Only tried where a question has no reading as it stands. What is claimed is read by the same rules as ever, without
its "niet" or of one name; so nothing here knows what can be claimed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from assistant.asks import asks_yes_no
from assistant.combine import SENTENCES
from assistant.cues import Cue
from assistant.question import Aggregation, Comparator, Metric, Request, Sense, Target, Threshold
from assistant.reading import Kind, Mention, Reading
from corpus.dutch import fold

Read = Callable[[str], Request | None]

_NOT, _NO = "niet", "geen"
#: What "geen" and "niet" deny where they stand in front of these is who is meant, or how many.
_OF_WHO = frozenset(
    "alle alles al elk elke ieder iedere iedereen allemaal enkel enkele een één van alleen meeste zozeer".split()
)
_JOINED = frozenset({"en", "de", "het", "of", "als", "zowel", "plus", "noch"})
_EACH = frozenset({"allebei", "beide", "beiden", "alledrie", "allen", "elk", "ieder", "stuk", "voor"})
_LISTS = (Aggregation.FILTER, Aggregation.COUNT)
_ONE = (Aggregation.VALUE, Aggregation.DIFFERENCE)
_THAN = ("dan", "als")
#: The two sides of one figure; "het doel gehaald of gedaald" are two things told of it.
_SIDES = (
    (
        frozenset({Cue.MORE, Cue.ABOVE, Cue.OVER, Cue.AT_LEAST}),
        frozenset({Cue.LESS, Cue.BELOW, Cue.SHORT, Cue.AT_MOST}),
    ),
    (frozenset({Cue.RISE}), frozenset({Cue.FALL})),
    (frozenset({Cue.ACHIEVE}), frozenset({Cue.SHORT})),
)


def denied_claim(reading: Reading, read: Read) -> Request | None:
    """What a claim or list asks that has "niet" or "geen" in it, as the opposite of what it asks without that word;
    None for any other question.

    To a question that is itself denied ("haalde X het doel niet?") yes and no would both be misread: its figure is
    given without either.
    """
    at = _denial(reading)
    if at is None:
        return None
    token = reading.tokens[at]
    instead = "een " if token.fold == _NO else ""
    before, after = reading.question[: token.start], reading.question[token.end :].lstrip()
    plain = _reaching(reading, read(f"{before}{instead}{after}"))
    if plain is None:
        return None
    if plain.claim is not None and plain.aggregation in _ONE:
        if asks_yes_no(reading) and Cue.CLAIM not in reading.cues:
            return plain.model_copy(update={"claim": None})
        opposite = _opposite(plain.claim) if not plain.claim.value else None
        if opposite is not None:
            return plain.model_copy(update={"claim": opposite})
        return plain.model_copy(update={"denied": not plain.denied})
    if plain.quantifier == "first" and Cue.CLAIM in reading.cues:
        return plain.model_copy(update={"denied": not plain.denied})
    of_each = plain.quantifier == "all" and bool(reading.of(Kind.SECTOR)) and Cue.CLAIM in reading.cues
    if plain.aggregation in _LISTS and plain.threshold is not None and (not plain.quantifier or of_each):
        opposite = _opposite(plain.threshold)
        return plain.model_copy(update={"threshold": opposite}) if opposite is not None else None
    return None


def _reaching(reading: Reading, plain: Request | None) -> Request | None:
    """A claim of a figure that was not reached ("Defensie haalde geen 60%"), as one of at least that figure."""
    if plain is None or plain.claim is None or plain.claim.comparator is not Comparator.EQUAL or not plain.claim.value:
        return plain
    if Cue.ACHIEVE not in reading.cues or plain.metric is not Metric.LEVEL:
        return plain
    return plain.model_copy(update={"claim": plain.claim.model_copy(update={"comparator": Comparator.AT_LEAST})})


def one_side(reading: Reading) -> list[str]:
    """A question that offers both sides of a figure ("meer of minder dan", "boven of onder"), with one of them at a
    time; empty where it offers none. Either is an answer to it, and neither yes nor no."""
    for one, other in pairwise(reading.mentions):
        sides = any(
            (one.cues & up and other.cues & down) or (one.cues & down and other.cues & up) for up, down in _SIDES
        )
        # "Of minder" is one phrase; behind a number it bounds that.
        between = [token.fold for token in reading.tokens[one.last : other.last]][: other.first - one.last or 1]
        if sides and between == ["of"]:
            words = reading.tokens
            kept = words[other.last - 1].fold in _THAN and words[one.last - 1].fold not in _THAN
            rest = reading.question[words[other.last - 1 - kept].end :]
            second = reading.question[: words[one.first].start] + reading.question[words[one.last].end :].lstrip()
            return [reading.question[: words[one.last - 1].end] + rest, second]
    return []


def offers_sides(reading: Reading) -> bool:
    """Whether a question offers both sides of a figure, also in a phrase of its own ("steeg of daalde")."""
    return bool(one_side(reading)) or any(
        Cue.CHANGE in m.cues and "of" in fold(m.text).split() for m in reading.mentions
    )


def without_verdict(request: Request | None) -> Request | None:
    """The figure of which a request claims something; None where no single figure is it."""
    if request is None or request.aggregation not in _ONE or request.denied:
        return None
    # What rose by less than another is told as such; what one figure did is told without a sign.
    sense = Sense.EITHER if request.aggregation is Aggregation.VALUE else request.sense
    return request.model_copy(update={"claim": None, "sense": sense})


def untrue_said(question: str) -> bool:
    """Whether a question asks whether something is untrue ("is het onjuist dat X daalde?")."""
    return _UNTRUE.match(question) is not None


def untrue_claim(question: str, read: Read) -> Request | None:
    """What such a question asks: a claim that is denied; None for any other, or where that claim has no reading."""
    found = _UNTRUE.match(question)
    claim = read(f"Klopt het dat {question[found.end() :]}") if found is not None else None
    judged = claim is not None and (claim.claim is not None or claim.quantifier)
    return claim.model_copy(update={"denied": not claim.denied}) if claim is not None and judged else None


_UNTRUE = re.compile(
    r"^\s*(?:(?:is|was) (?:het|dat) )?(?:dus |dan )?"
    r"(?:onjuist|onwaar|incorrect|niet waar|niet juist|niet correct) (?:dus )?dat\s+",
    re.IGNORECASE,
)


def _opposite(claimed: Threshold) -> Threshold | None:
    if claimed.upper is not None or claimed.loose:
        return None
    return claimed.model_copy(update={"comparator": claimed.comparator.opposite})


def _denial(reading: Reading) -> int | None:
    """The place of the one word that denies what is told of a subject: it stands behind the subject, and not before
    a name or a word that says how many."""
    tags = {at for m in reading.mentions if Cue.CLAIM in m.cues for at in range(m.first, m.last)}
    found = [at for at, token in enumerate(reading.tokens) if token.fold in (_NOT, _NO) and at not in tags]
    subjects = [m for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP) or Cue.SECTOR in m.cues]
    subjects += [m for m in reading.mentions if Cue.WHO in m.cues]
    words = {token.fold for token in reading.tokens}
    if len(found) != 1 or not subjects or words & {"maar", "terwijl"}:
        return None
    (at,) = found
    names = {m.first for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP)}
    behind = at + 1
    while behind < len(reading.tokens) and reading.tokens[behind].fold in ("de", "het"):
        behind += 1
    follows = reading.tokens[behind].fold if behind < len(reading.tokens) else ""
    first = min(m.first for m in subjects)
    if SENTENCES.search(reading.question[reading.tokens[first].start : reading.tokens[at].start]):
        # "X is gedaald. Moet dat niet …?"
        return None
    of_who = follows in _OF_WHO or behind in names
    return None if at < first or of_who else at


def claim_of_neither(reading: Reading, read: Read) -> Request | None:
    """A claim that something holds of neither of two ("noch A noch B haalde het doel"); None for any other."""
    noch = [at for at, token in enumerate(reading.tokens) if token.fold == "noch"]
    names = _names(reading)
    if not noch or len(names) < 2 or any(not names[0].first - 2 <= at < names[-1].first for at in noch):
        return None
    start = reading.tokens[min(noch[0], names[0].first)].start
    both = " en ".join(name.text for name in names)
    words = f"{reading.question[:start]}{both}{reading.question[reading.tokens[names[-1].last - 1].end :]}"
    claim = read(words)
    if claim is None or claim.quantifier != "all" or claim.threshold is None:
        return None
    # Of each, with its figure, the opposite.
    opposite = _opposite(claim.threshold)
    return claim.model_copy(update={"threshold": opposite}) if opposite is not None else None


def claim_of_each(reading: Reading, read: Read) -> Request | None:
    """A claim of several names as one of each of them ("A en B zitten allebei onder de 50%"); None for any other."""
    names = _names(reading)
    if len(names) < 2 or Cue.TOTAL in reading.cues:
        return None
    start, end = reading.tokens[names[0].first].start, reading.tokens[names[-1].last - 1].end
    all_of = {at for at, t in enumerate(reading.tokens) if t.fold == "alle" and _is_number(reading, at + 1)}
    dropped = all_of | {at + 1 for at in all_of}
    tokens = [
        t for at, t in enumerate(reading.tokens)
        if at >= names[-1].last and at not in dropped and t.fold not in _EACH
    ]  # fmt: skip
    behind = reading.question[end:] if len(tokens) == len(reading.tokens) - names[-1].last else ""
    if not behind:
        behind = " ".join(["", *(t.text for t in tokens)])
    before = " ".join(t.text for t in reading.tokens if t.end <= start and t.fold not in _EACH)
    claims = [read(f"{before} {name.text} {behind.strip()}") for name in names]
    first = claims[0]
    if first is None or first.claim is None or first.aggregation is not Aggregation.VALUE or first.claim.loose:
        return None
    if any(c is None or c.model_copy(update={"targets": first.targets}) != first for c in claims):
        return None
    targets = tuple(target for claim in claims if claim is not None for target in claim.targets)
    return as_list(first, targets, "all")


def as_list(claim: Request, targets: tuple[Target, ...], quantifier: str) -> Request | None:
    """What is claimed of one figure as what a list of ``targets`` must satisfy; None where no list can say it."""
    threshold, sense = claim.claim, claim.sense
    if threshold is None or threshold.loose:
        return None
    same = threshold.comparator in (Comparator.EQUAL, Comparator.UNEQUAL)
    if threshold.value == 0 and claim.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT) and not same:
        # A fall is told as a fall.
        falls = threshold.comparator in (Comparator.BELOW, Comparator.AT_LEAST)
        strict = threshold.comparator in (Comparator.BELOW, Comparator.ABOVE)
        sense = Sense.DOWN if falls else Sense.UP
        threshold = threshold.model_copy(update={"comparator": Comparator.ABOVE if strict else Comparator.AT_MOST})
    elif threshold.value == 0 and claim.metric in (Metric.GAP, Metric.GAP_PERCENT):
        sense = Sense.UP
    if claim.denied:
        threshold = _opposite(threshold)
    if threshold is None:
        return None
    return claim.model_copy(
        update={
            "aggregation": Aggregation.FILTER, "quantifier": quantifier, "threshold": threshold, "claim": None,
            "denied": False, "targets": targets, "sense": sense,
        }
    )  # fmt: skip


def _is_number(reading: Reading, at: int) -> bool:
    return any(m.first == at and m.last == at + 1 for m in reading.of(Kind.NUMBER))


def _names(reading: Reading) -> list[Mention]:
    """The names that stand in a row and make up the subject."""
    names: list[Mention] = []
    for mention in reading.of(Kind.SECTOR):
        if names:
            between = reading.tokens[names[-1].last : mention.first]
            if any(token.fold not in _JOINED for token in between):
                break
        names.append(mention)
    return names if len(names) == len(reading.of(Kind.SECTOR)) else []


__all__ = ["Read", "as_list", "claim_of_each", "claim_of_neither", "denied_claim", "untrue_claim", "untrue_said"]
