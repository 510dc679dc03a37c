"""What a figure in running text measures: a measure of the lexicon, a share of something, or the
noun that is counted; and what narrows it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from corpus.dutch import FUNCTION_WORDS, fold
from corpus.lexicon import Lexicon, Qualifier
from ingest.nouns import is_participle, noun_phrase

_NEAR = 3
_INCLUDED = re.compile(
    r"\b(?:inclusief|incl\.?|meegeteld|meegerekend|meegenomen|meetellen|optellen|opgeteld|met inbegrip)\b"
    r"|\brekening\b.*\bgehouden\b|\bmet\b.*\btotaal\b|\btotaal\b.*\b(?:samen met|met)\b",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"\baantal(?=\s+[^\W\d_])", re.IGNORECASE)
_SHARE_NOUN = re.compile(r"\b(?:aandeel|percentage|gedeelte)(?=\s+(?:van\s+(?:de|het)\s+)?[^\W\d_])", re.IGNORECASE)
_RATE_WORD = re.compile(r"\b[a-z]{4,}(?:percentage|graad|quote|quotum|ratio)\b", re.IGNORECASE)
_OF_THE = re.compile(r"^\s*van\s+(?:de|het|alle|hun|onze)(?=\s+[^\W\d_])", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:dat|die|waar[a-z]*|of|zodat|omdat)\b")
_SUBJECT_ENDS = re.compile(r",?\s+(?:is|was|zijn|waren|bedraagt|bedroeg|steeg|daalde|groeide|nam)\b")
_STATES = re.compile(
    r"\s+(?:(?:voor|in|over|van)\s+(?:19|20)\d{2}\s+)?(?:is|was|zijn|waren|bedraagt|bedroeg|bedragen|bedroegen|kost|kostte|steeg|stegen|daalde|daalden|groeide|ging|gaat"
    r"|stijgt|daalt|ligt|lag|komt|kwam|duurt|duurde)\b[^.;,]*$"
)
_OPENS = re.compile(r"(?:^|[.;:,(]\s*|\b(?:en|dat|want|maar)\s+)(?:de|het|een)(?=\s)", re.IGNORECASE)
_AGREED = re.compile(r"\b(?:afgesproken|overeengekomen|toegezegd|taakgesteld)\b", re.IGNORECASE)
#: Units of time.
MOMENTS = frozenset("jaar jaren maand maanden week weken dag dagen uur uren minuut minuten kwartaal kwartalen".split())
_PEOPLE = frozenset(
    """
    personen mensen jongeren kinderen werknemers medewerkers werkenden studenten leerlingen inwoners burgers ouderen
    vrouwen mannen volwassenen werkzoekenden deelnemers kandidaten
    """.split()
)


class Measured(NamedTuple):
    """A measure, and what is counted in the words of the letter."""

    measure: str
    counts: str


class Surroundings(NamedTuple):
    """What stands around a figure: the text before it, behind its unit, and behind it up to the next figure."""

    before: str
    following: str
    stretch: str
    phrase: str
    unit: str
    changed: bool
    planned: bool
    in_sector: bool
    about_sector: bool
    bracketed: str
    """What the figure that this one follows in brackets counts: "142.421 (51,8%)"."""


def measure_of(around: Surroundings, qualifiers: tuple[str, ...], own: tuple[str, ...], lexicon: Lexicon) -> Measured:
    """The measure that a figure is of.

    A percentage is a measure in per cent that is named, else a share of what it is taken of. Jobs
    are of the measure that is named just before, behind, or anywhere before them, and under a
    sector without any other word its realisation. Time is a duration or an age. Everything else
    is the noun it counts.
    """
    if around.unit in ("%", "procentpunt"):
        return _percentage(around, qualifiers, own, lexicon)
    if around.unit in ("fta", "banen"):
        measure = _jobs(around, lexicon)
        return Measured(measure or fold(around.phrase), around.phrase)
    if fold(around.unit) in MOMENTS:
        return _time(around)
    number_of = nouns_after(_NUMBER_OF, around.before)
    if number_of and around.unit in {unit.id for unit in lexicon.unit} and fold(number_of[-1]) != around.unit:
        # "het aantal medewerkers is gestegen naar 200.750 fte"
        return Measured(fold(number_of[-1]), number_of[-1])
    stated = _clause_noun(around.before)
    if around.unit in ("", "euro") and stated:
        return Measured(fold(stated), stated)
    return Measured(fold(around.phrase) or around.unit or "aantal", around.phrase)


def _clause_noun(before: str) -> str:
    """Whose size a clause states: "*De subsidie* bedraagt", "*het verzuim* daalde van"."""
    for match in reversed(list(_OPENS.finditer(before))):
        _, phrase, end = noun_phrase(before, match.end())
        if phrase and _STATES.match(before, end):
            return phrase
    return ""


def _jobs(around: Surroundings, lexicon: Lexicon) -> str:
    earlier = _named(around.before, "fta", lexicon)
    if earlier and len(around.before[earlier[-1][0] :].split()) <= _NEAR:
        return earlier[-1][1]
    if _AGREED.search(around.before) and "doel" in lexicon.measures:
        return "doel"
    later = _named(around.following, "fta", lexicon)
    if later and not (around.planned and later[0][1] != "doel"):
        return later[0][1]
    if earlier:
        return earlier[-1][1]
    if around.in_sector and not around.planned:
        return next((m.id for m in lexicon.measure if m.weak and m.unit == "fta"), "")
    return ""


def _percentage(
    around: Surroundings, qualifiers: tuple[str, ...], own: tuple[str, ...], lexicon: Lexicon
) -> Measured:  # fmt: skip
    """The measure of a percentage: see :func:`measure_of`."""
    before = around.before
    if own:
        of = _of_the(around.stretch)
        return Measured("aandeel", of)
    whole = _of_the(around.following) if not around.changed else ""
    if whole:
        return Measured(f"aandeel {fold(whole)}", whole)
    strong = _named(before, "%", lexicon)
    if strong and not around.changed:
        return Measured(strong[-1][1], lexicon.measures[strong[-1][1]].label)
    shared = nouns_after(_SHARE_NOUN, before)
    if shared:
        return Measured(f"aandeel {fold(shared[-1])}", shared[-1])
    if around.bracketed:
        return Measured(f"aandeel {fold(around.bracketed)}", around.bracketed)
    if around.changed:
        named = [*strong, *_named(before, "fta", lexicon), *_named(before, "%", lexicon, weak=True)]
        if named:
            return Measured(max(named)[1], "verandering")
        moved = (nouns_after(_NUMBER_OF, before) or [_clause_noun(before)])[-1]
        return Measured(fold(moved) or "percentage", moved)
    rates = _RATE_WORD.findall(before)
    if rates:
        return Measured(fold(rates[-1]), rates[-1])
    counted = nouns_after(_NUMBER_OF, before)
    if counted:
        return Measured(f"aandeel {fold(counted[-1])}", _described(before, counted[-1]))
    realised = [m for _, m in _named(before, "fta", lexicon)] or [m for _, m in _named(before, "%", lexicon, weak=True)]
    included = around.in_sector and any(q.startswith("incl-") for q in qualifiers)
    if (around.about_sector and realised and realised[-1] != "doel") or included:
        measure = next((m for m in lexicon.measure if m.weak and m.unit == "%"), None)
        if measure is not None:
            return Measured(measure.id, measure.label)
    stated = _clause_noun(before)
    return Measured(fold(stated) or "percentage", stated)


def _described(before: str, noun: str) -> str:
    """What a number counts with the clause that narrows it: "besturen dat acties heeft ondernomen"."""
    start = before.rfind(noun)
    ends = [m.start() for m in _SUBJECT_ENDS.finditer(before, start + len(noun))]
    return before[start : ends[-1]].strip(" ,") if ends else noun


def _of_the(text: str) -> str:
    """What a percentage is taken of: "67,3% van de participatiebanen"."""
    match = _OF_THE.match(text)
    return noun_phrase(text, match.end())[1] if match else ""


def _time(around: Surroundings) -> Measured:
    """A duration with what lasts, or the age of people ("jongeren van 15 tot en met 39 jaar")."""
    owner = re.search(
        r"([^\W\d_][\w-]*)\s+(?:van|tussen(?:\s+de)?)\s*(?:\d+\s*(?:tot en met|tot|en|t/m|-|–)\s*)?$", around.before
    )
    if owner and fold(owner.group(1)) not in FUNCTION_WORDS:
        return Measured("leeftijd" if fold(owner.group(1)) in _PEOPLE else "duur", owner.group(1))
    lasts = noun_phrase(around.stretch, 0)[1]
    if not lasts or is_participle(lasts):
        lasts = _clause_noun(around.before)
    return Measured("duur", lasts)


def nouns_after(pattern: re.Pattern[str], text: str) -> list[str]:
    """The noun phrases that follow a word: "aantal *werkzame personen*", in order."""
    found = []
    for match in pattern.finditer(text):
        of_the = re.compile(r"\s+van\s+(?:de|het)(?=\s)").match(text, match.end())
        phrase = noun_phrase(text, of_the.end() if of_the else match.end())[1]
        if phrase:
            found.append(phrase)
    return found


def number_of(before: str) -> str:
    """What the last "aantal" before a figure is a number of."""
    found = nouns_after(_NUMBER_OF, before)
    return found[-1] if found else ""


def _named(text: str, unit: str, lexicon: Lexicon, *, weak: bool = False) -> list[tuple[int, str]]:
    """The measures of a unit named in a text, with their places, in order; shares are told otherwise."""
    return sorted(
        (position, measure.id)
        for measure in lexicon.measure
        if measure.unit == unit and measure.id != "aandeel"
        for name in (measure.weak if weak else measure.names)
        if not (weak and lexicon.unit_of(name))
        for position in positions(name, text)
    )


def positions(name: str, text: str) -> list[int]:
    """Where a name stands in a text, whatever its case and accents."""
    folded, sought = fold(text), fold(name)
    return [m.start() for m in _whole(sought).finditer(folded)] if sought in folded else []


@lru_cache(maxsize=4096)
def _whole(folded: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(folded)}(?!\w)")


# --- what narrows a figure -----------------------------------------------------------------------


def sentence_qualifiers(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The qualifiers a sentence names; ``incl-`` where it speaks of the total with it."""
    named = [q for q in lexicon.qualifier if q.of == "sentence" and _names(q, text)]
    return tuple(f"incl-{q.id}" if _INCLUDED.search(text) else q.id for q in named)


def figure_qualifiers(stretch: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The qualifiers named behind a figure before the next one, up to a clause of its own."""
    own = _RELATIVE.split(stretch, maxsplit=1)[0]
    return tuple(q.id for q in lexicon.qualifier if q.of == "figure" and _names(q, own))


def _names(qualifier: Qualifier, text: str) -> bool:
    return any(positions(name, text) for name in qualifier.names)
