"""Questions of two clauses: "neem de laagste sector: hoeveel komt die tekort?", "waarom … en hoeveel …?".

Only tried where the whole question has no reading. Each clause is read by itself, so nothing here
knows what can be asked; it only carries a name from one clause to the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.asks import (
    asks_count,
    asks_of_some,
    asks_whether_any,
    asks_which_sector,
    asks_who,
    names_the_rate,
    picks_some,
    speaks_verb,
    told_by_rank,
)
from assistant.calculator import MissingFigureError, Result
from assistant.combine import JOINS, STOP
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.of_many import asked_of_many
from assistant.quantity import UnfitRequestError
from assistant.question import GOAL, RATE, REALISED, Aggregation, Metric, Request, Sense, Target
from assistant.reading import Kind, Mention, Reading
from assistant.understand import MOVING, Understander, Understood
from corpus.dutch import enumerate_dutch, fold
from corpus.facts import with_unit

_ASKS = (
    r"(?:en\s+)?(?:dan\s+)?(?:met\s+|op\s+)?"
    r"(?:hoeveel|hvl|wat|welk|waarom|waardoor|hoe|bereken|geef|noem|dan|tekort)\b"
)
_CLAUSES = re.compile(
    rf"(?:[;:?!]|{STOP})\s+|\s*(?:->|=>|→)\s*|\s+[–—-]\s+|,\s+(?={_ASKS})"
    rf"|\s+en\s+(?=(?:dan\s+)?(?:met\s+)?{_ASKS})",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:van\s+)?(?:die|deze|dezelfde|diezelfde)\s+sector\b|\bdaarvan\b|\b(?:was|is|bedroeg)\s+(?:dat|dit)\b"
    r"|\b(?:in|voor|over|van)\s+(?:dat|hetzelfde)\s+jaar\b|\b(?:die|deze|daar)\b"
    r"|(?<=geef )(?:zijn|haar|hun|diens)\b|(?<=noem )(?:zijn|haar|hun|diens)\b",
    re.IGNORECASE,
)


_CLAUSE_STOP = re.compile(
    r"[,;:?!(]|\bbij elkaar\b|\bsamen\b|\bopgeteld\b|\bin totaal\b|\bgemiddeld\b|\bgezamenlijk\b", re.IGNORECASE
)
_BARE = re.compile(r"^(?:alle|de|die|het)\s+", re.IGNORECASE)
_DETERMINER = re.compile(r"\b(?:de|alle|die|al de|al die)\s+$", re.IGNORECASE)
#: Who is left out anyway ("(gemeenten dus niet meetellen)") need not be said.
_ASIDE = re.compile(r"\s*\([^()]*\)")


_LISTS = (Aggregation.FILTER, Aggregation.COUNT)
_BOTH = re.compile(
    r"\s*\b(?:in\s+)?(?:zowel\s+)?(?:(?:beide|alle|twee)\s+jaar\w*\s+(?:op\s+(?:een\s+)?rij\s*)?)?"
    r"\(?(?:in\s+)?(?:19|20)\d{2}\s+(?:als|en)\s+(?:in\s+)?(?:19|20)\d{2}\)?",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"^(?:er zijn (?:ook |toch |er )?(?:een paar )?)?(?:(?:de )?sectoren )?(?P<rest>.{12,}?)[,:;.]\s+"
    r"(?:(?:bij )?welke(?: sector(?:en)?)?|wie|noem ze|(?P<many>hoeveel))(?: (?:zijn|waren|is|was) (?:dat|die|het))?"
    r"(?: (?:ook|dan|eens|allemaal|alweer|er|precies))*\s*[?.!]*$",
    re.IGNORECASE,
)
#: "Sectoren met een doel boven de 2.000 fta die …": what stands with them is a condition as well.
_WITHIN = re.compile(
    r"^(?:welke |de )?(?P<first>sectoren (?:met|boven|onder|waarvan)\b.+?)\s+die\s+(?P<second>.+?)"
    r"(?:,\s*welke (?:zijn|waren) dat)?[\s?.!]*$",
    re.IGNORECASE,
)
_BOTH_MEASURES = re.compile(
    r"\bzowel\s+(?P<one>(?:de |het |hun |in |een )*(?:\w+er |\w+ere |meer |minder |aantal )?[\w-]+)"
    r"\s+als\s+(?:in\s+)?(?P<other>(?:de |het |hun |in |een )*(?:\w+er |\w+ere |meer |minder |aantal )?[\w-]+)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:dan|toch|ook|nog|wel|nu|desondanks|tegelijk|tegelijkertijd|daarbij|die|waar\w*|hun)\s+)+", re.I
)
#: "Sectoren die zowel groeiden als hun doel haalden."
_TWOFOLD = re.compile(
    r"^(?P<lead>.*\b(?:sectoren|wie|sector)(?: die)?)\s+zowel\s+(?P<first>.+?)\s+als\s+(?P<second>.+)$", re.IGNORECASE
)
#: "Van de sectoren die groeiden, hoeveel haalden er het doel?"
_OF_THOSE = re.compile(r",?\s+(?:welke|hoeveel|wie)(?:\s+(?:daarvan|er))?\s+(?P<rest>\S.*)$", re.IGNORECASE)
_HOW_MANY_OF = re.compile(r"^\W*(?:van|uit|onder) (?:de|alle) .+?\bhoeveel\b", re.IGNORECASE)
#: What may stand behind "de sectoren" where it says which of them are meant.
_RELATIVE = frozenset({"die", "waarvan", "waar"})
_PICKING = _RELATIVE | {"met", "boven", "onder"}
#: All that may be said where who is above or below another is asked, and nothing else.
_BESIDE = frozenset(
    {Cue.SECTOR, Cue.WHO, Cue.WHICH, Cue.HOW_MANY, Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW, Cue.THAN, Cue.TOPIC}
)
_ASKS_SIZE = r"(?:wat|hoeveel|hvl|welke?|hoe (?:ver|groot|hoog|laag|veel|klein))\b"
_ONWARD = re.compile(
    rf"[,;]? en (?:met |op )?(?:{_ASKS_SIZE}.*\b(?:daar|daarvan|die|dat|diezelfde|hun|haar|zijn)"
    r"|(?:geef|noem)(?: (?:me|mij|ook|dan))* (?:zijn|haar|hun|diens))\b",
    re.IGNORECASE,
)
_APART = re.compile(
    rf"(?:[.;:?!,]|\s[–—-]|->|→)\s+(?:en |dan )?(?:met |op )?{_ASKS_SIZE}"
    r".*\b(?:daar|daarvan|die|deze|hun|haar)\b",
    re.IGNORECASE,
)
_WITH_RATE = re.compile(r"\bmet (?:welk|wat voor) percentage\b", re.IGNORECASE)
_OF_IT = re.compile(r"\b(?:daar|daarvan|die sector)\b", re.IGNORECASE)
_CLOSING = frozenset({Cue.SHORT, Cue.OVER, Cue.RISE, Cue.FALL, Cue.CHANGE})
_HOW_WELL = frozenset({"beste", "slechtste", "zwakste", "sterkste", "minste"})
_MOVED = frozenset({Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SHORT, Cue.OVER, Cue.HIGHEST, Cue.LOWEST})


def in_steps(
    understander: Understander, run: Callable[[Request], Result], question: str, whole: Understood
) -> tuple[Understood, Result | None] | None:
    """What two clauses ask together: the request of the second, and the result of the first where
    that names the subject of the second; None when they do not add up to a question."""
    fronted = _FRONTED.match(question.strip())
    if fronted is not None and whole.request is None:
        # "Boven de 50 procent, welke zijn dat?": asked at the end.
        asked = "Hoeveel" if fronted["many"] else "Welke"
        turned = f"{asked} sectoren {_LEAD.sub('', fronted['rest'].strip())}?"
        read = understander.understand(turned)
        if read.request is not None and read.request.aggregation in _LISTS:
            return read, None
        stepped = in_steps(understander, run, turned, read) if fronted["many"] else None
        if stepped is not None:
            return stepped
        listed = of_two_conditions(understander, run, turned, read)
        if listed is not None:
            return listed, None
    beside = _beside_one(understander, run, whole)
    if beside is not None:
        return beside, None
    listed = of_two_conditions(understander, run, question, whole)
    if listed is not None:
        return listed, None
    many = asked_of_many(understander, run, whole) if whole.request is None else None
    if many is not None:
        return many, None
    some = _of_some(understander, run, whole, question)
    if some is not None:
        return some, None
    nested = _nested(whole, question)
    if nested:
        return next((found for parts in nested if (found := _subject_first(understander, run, parts))), None)
    clauses = [clause.strip() for clause in _CLAUSES.split(question) if clause and clause.strip()]
    if len(clauses) == 3 and not understander.understand(clauses[0]).asks:
        # "Universiteiten: waarom …, en hoeveel …?": the name in front is of both.
        clauses = [f"{clauses[0]} {clauses[1]}", clauses[2]]
    if len(clauses) != 2:
        return None
    return _reason_and_figure(understander, clauses, whole) or _subject_first(understander, run, clauses)


def _nested(whole: Understood, question: str) -> list[list[str]]:
    """A question about a sector that is told by what it is ("het tekort van de sector met het laagste percentage") as
    two, in the ways it may be parted, the likeliest first: which sector that is, and what is asked of it."""
    mention, tokens = told_by_rank(whole.reading), whole.reading.tokens
    if mention is None:
        quality = told_by_quality(whole.reading, question)
        return [quality] if quality is not None else []
    lead = question[: tokens[mention.first - 1].start].strip(" ,")
    start, end = tokens[mention.first].start, _end_of_rank(whole.reading, mention)
    ways = [[f"Welke {question[start:].strip(' ?.!')}?", f"{lead} die sector?"]]
    if end:
        told, rest = question[start:end].strip(" ?.!,"), question[end:].strip(" ?.!,")
        ways.append([f"Welke {told}?", f"{lead} die sector {rest}?"])
    return ways


def _end_of_rank(reading: Reading, sector: Mention) -> int:
    """Where what tells a sector by its rank ends before the question does: behind "met het laagste percentage in 2024",
    where no more follows than how the question closes ("… tekort?"); 0 where anything else does."""
    tokens = reading.tokens
    closing = [
        m for m in reading.mentions
        if m.first > sector.last and (m.value(Kind.MEASURE) or m.value(Kind.WEAK_MEASURE))
    ]  # fmt: skip
    if tokens[sector.last].fold != "met" or not closing:
        return 0
    last = closing[0].last
    year = next((m for m in reading.of(Kind.YEAR) if 0 <= m.first - last <= 1), None)
    last = year.last if year is not None else last
    rest = [m for m in reading.mentions if m.first >= last]
    plain = all(m.cues and m.cues <= _CLOSING and not m.value(Kind.MEASURE) for m in rest)
    left = {t.fold for t in tokens[last:]} - {t.fold for m in rest for t in tokens[m.first : m.last]}
    return tokens[last - 1].end if rest and plain and not left else 0


def goes_on(text: str, understood: Understood) -> bool:
    """Whether a question that finds somebody goes on to ask of them ("welke sector …, en wat was daar …?")."""
    request = understood.request
    if request is None or request.aggregation is not Aggregation.EXTREME:
        return False
    if _ONWARD.search(text) or told_by_quality(understood.reading, text):
        return True
    apart = _APART.search(text)
    if apart is None:
        return False
    # "Neem de sector met het kleinste doel. Hoeveel fta heeft die gerealiseerd?": what is measured is told anew.
    behind = [m for m in understood.reading.mentions if understood.reading.tokens[m.first].start > apart.start()]
    measured = any(m.value(Kind.MEASURE) or m.value(Kind.WEAK_MEASURE) for m in behind)
    if measured and _OF_IT.search(text[apart.start() :]):
        # "Sector met de grootste daling: wat is daar het percentage?"
        return True
    return any(m.value(Kind.MEASURE) not in (None, *request.measures) or m.cues & set(MOVING) for m in behind)


def told_by_quality(reading: Reading, question: str) -> list[str] | None:
    """A question about a sector that is told by how well it does ("het tekort van de slechtst presterende sector") as
    two: which sector that is, by the percentage, and what is asked of it; None for any other."""
    tokens = reading.tokens
    for sector in reading.mentions:
        if Cue.SECTOR not in sector.cues:
            continue
        ranked = [m for m in reading.mentions if m.last == sector.first and m.cues & {Cue.HIGHEST, Cue.LOWEST}]
        well = ranked and (ranked[0].last - ranked[0].first > 1 or fold(ranked[0].text) in _HOW_WELL)
        if not well or reading.before(ranked[0]) != ["de"]:
            continue
        start, end = tokens[ranked[0].first - 1].start, tokens[sector.last - 1].end
        asked = [m for m in reading.mentions if m not in (sector, ranked[0])]
        if any(m.value(Kind.MEASURE) or m.cues & _MOVED for m in asked):
            year = "".join(f" in {m.text}" for m in reading.of(Kind.YEAR)[:1])
            asked_of_it = f"{question[:start].strip(' ,')} die sector {question[end:].strip(' ?.!,')}?"
            return [f"Wat is {question[start:end]}{year}?", asked_of_it]
    return None


def _beside_one(understander: Understander, run: Callable[[Request], Result], whole: Understood) -> Understood | None:
    """Who does better or worse than one who is named ("welke sectoren scoren hoger dan de politie?"), as who is above
    or below that one's figure; None for any other question."""
    reading = whole.reading
    named = reading.of(Kind.SECTOR)
    more = [m for m in reading.mentions if m.cues & {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW}]
    counts = asks_count(reading)
    listed = {Cue.WHICH, Cue.SECTOR} <= reading.cues
    asks = counts or listed or asks_which_sector(reading) or asks_who(reading)
    groups = reading.of(Kind.GROUP)
    plain = not (reading.of(Kind.NUMBER) or reading.of(Kind.QUALIFIER) or reading.others) and len(groups) < 2
    picked = asks_of_some(reading) if listed else picks_some(reading)
    if not (asks and plain) or reading.cues - _BESIDE or picked:
        return None
    if len(named) != 1 or len(more) != 1 or GOAL in reading.values(Kind.MEASURE):
        return None
    between = {token.fold for token in reading.tokens[more[0].last - 1 : named[0].first]}
    if more[0].first > named[0].first or not between & {"dan", "boven", "onder"} or len(reading.of(Kind.YEAR)) > 1:
        return None
    measure = REALISED if REALISED in (*reading.values(Kind.MEASURE), *reading.values(Kind.WEAK_MEASURE)) else RATE
    target = understander.target(str(named[0].value(Kind.SECTOR)))
    year = next((m.text for m in reading.of(Kind.YEAR)), understander.facts.periods[-1])
    try:
        level = run(Request(measures=(measure,), targets=(target,), periods=(year,))).rows[0]
    except (MissingFigureError, UnfitRequestError):
        return None
    up = bool(more[0].cues & {Cue.MORE, Cue.ABOVE})
    if groups and groups[0].first > more[0].first:
        return None
    opening = "Hoeveel sectoren" if counts else "Welke sectoren"
    opening += f" van {groups[0].text}" if groups else ""
    figure = with_unit(level.exact, level.unit)
    read = understander.understand(f"{opening} zaten in {year} {'boven' if up else 'onder'} {figure}?")
    if read.request is None:
        return None
    roughly = "circa " if level.approximate else ""
    note = f"Vergeleken is met {target.label}: {roughly}{figure} in {year}."
    return replace(read, request=read.request.model_copy(update={"assumptions": (note,)}))


def _of_some(
    understander: Understander, run: Callable[[Request], Result], whole: Understood, question: str
) -> Understood | None:
    """What is asked of those that a clause picks ("het tekort van de sectoren die hun doel misten"): they are found
    first, and the rest of the question is asked of them; None for any other question."""
    reading = whole.reading
    kinds = [m for m in reading.mentions if Cue.SECTOR in m.cues or m.value(Kind.GROUP)]
    others = understander.reader.read(_ASIDE.sub(" ", question)).of(Kind.SECTOR) if kinds else []
    for mention in kinds:
        behind = reading.after(mention)
        if not set(behind) & _PICKING or others:
            continue
        start = reading.tokens[mention.last].start
        stop = _CLAUSE_STOP.search(question, start)
        end = stop.start() if stop else len(question)
        relative = set(behind) <= _RELATIVE
        opens = reading.tokens[mention.last].end if relative else start
        noun, clause = mention.text, question[opens:end].strip(" ?.!,")
        picked = understander.understand(f"Welke {_BARE.sub('', noun)} {clause}?").request
        if picked is None or picked.aggregation is not Aggregation.FILTER or picked.quantifier:
            continue
        try:
            found = [row.target for row in run(picked).rows]
        except (MissingFigureError, UnfitRequestError):
            continue
        if not found:
            continue
        before, after = question[: reading.tokens[mention.first].start], question[end:]
        return _asked_of(
            understander,
            _DETERMINER.sub("", before),
            after,
            found,
            picked,
            f"{noun} {behind[0]} {clause}" if relative else f"{noun} {clause}",
        )
    return None


def of_two_conditions(
    understander: Understander, run: Callable[[Request], Result], question: str, whole: Understood
) -> Understood | None:
    """Who fits two conditions ("welke sectoren stegen maar zitten onder de 50%?", "wie haalde in beide jaren …?"): the
    second is asked of those who fit the first; None for any other question."""
    counts = asks_count(whole.reading) or bool(_HOW_MANY_OF.search(question))
    if not (counts or Cue.SECTOR in whole.reading.cues or asks_who(whole.reading)):
        return None

    def listed(text: str) -> Understood:
        found = understander.understand(text)
        return found if found.request is not None else asked_of_many(understander, run, found) or found

    for first, words in _conditions(question, whole):
        if re.match(r"(?:en )?(?:met )?hoeveel\b", words.strip(), re.IGNORECASE):
            # "… en met hoeveel kwam die erboven?" asks on of who was found.
            continue
        read = listed(first)
        told = read.request
        if told is None or told.aggregation not in _LISTS or told.quantifier not in ("", "some") or told.claim:
            continue
        told = told.model_copy(update={"aggregation": Aggregation.FILTER, "quantifier": ""})
        second = _completed(understander, first, words)
        year = "" if re.search(r"\b(?:19|20)\d{2}\b", second) or told.base else f" in {told.periods[0]}"
        known = understander.facts.periods
        # "Realiseerden juist minder banen": than the year before.
        compares = len(known) > 1 and understander.reader.read(second).cues & {Cue.MORE, Cue.LESS}
        tails = (year, f" dan in {known[-2]}") if compares else (year,)
        tried = (listed(f"Welke sectoren {second}{tail}?").request for tail in tails)
        other = next((r for r in tried if r is not None and r.aggregation is Aggregation.FILTER), None)
        if other is None or other.quantifier:
            continue
        if set(other.targets) != set(understander.everyone()) or _same_condition(told, other):
            continue
        try:
            found = tuple(row.target for row in run(told).rows)
        except (MissingFigureError, UnfitRequestError):
            continue
        if not found:
            continue
        names = enumerate_dutch([target.label for target in found])
        note = f"Aan de eerste voorwaarde ({first.strip(' ?.!,')}) voldoen: {names}."
        return replace(
            read,
            request=other.model_copy(
                update={
                    "targets": found, "assumptions": (*other.assumptions, note),
                    "aggregation": Aggregation.COUNT if counts else Aggregation.FILTER,
                    "quantifier": "some" if asks_whether_any(whole.reading) and not counts else "",
                }
            ),
        )  # fmt: skip
    return None


def _same_condition(one: Request, other: Request) -> bool:
    told = (one.metric, one.measures, one.threshold, one.periods)
    return told == (other.metric, other.measures, other.threshold, other.periods)


_SPAN = re.compile(r"\b(?:tussen|van|sinds|vanaf)\s+(?:19|20)\d{2}\b", re.IGNORECASE)
"""A year that a change starts from: "tussen 2023 en 2024" are not both years."""


def _conditions(question: str, whole: Understood) -> Iterator[tuple[str, str]]:
    """A question that sets two conditions, as one with the first and the words of the second."""
    years = [m.text for m in whole.reading.of(Kind.YEAR)]
    if len(set(years)) == 2 and _BOTH.search(question) and not _SPAN.search(question):
        first = _BOTH.sub(f" in {years[0]}", question)
        opening = re.search(r"\b(?:sectoren|sector|wie|hoeveel)\b", first, re.IGNORECASE)
        rest = _BOTH.sub(f" in {years[1]}", question)
        if opening is not None:
            start = re.search(r"\b(?:sectoren|sector|wie|hoeveel)\b", rest, re.IGNORECASE)
            yield first, _LEAD.sub("", rest[start.end() if start else 0 :].strip(" ?.!"))
    both = _BOTH_MEASURES.search(question)
    if both is not None:
        one, other = (f"{question[: both.start()]}{both[name]}{question[both.end() :]}" for name in ("one", "other"))
        opening = re.match(r"^.*?\b(?:sectoren|sector|wie|waar)\s+(?:die\s+)?", other, re.IGNORECASE)
        yield one, other[opening.end() if opening else 0 :].strip(" ?.!")
    twofold = _TWOFOLD.match(question)
    if twofold is not None:
        yield f"{twofold['lead']} {twofold['first']}?", _LEAD.sub("", twofold["second"].strip(" ?.!"))
    yield from _picked(whole)
    within = _WITHIN.match(question)
    if within is not None:
        yield f"Welke {within['first']}?", _LEAD.sub("", within["second"])
    for join in JOINS.finditer(question):
        first, second = question[: join.start()].strip(" ,"), question[join.end() :].strip(" ?.!,")
        if first and second:
            yield f"{first}?", _LEAD.sub("", second)


def _completed(understander: Understander, first: str, second: str) -> str:
    """A second condition with what it leaves out of the first: its verb ("daalden in realisatie en in percentage"),
    or all but the comparison ("kwamen meer tekort dan A maar minder dan B")."""
    if any(speaks_verb(word) for word in re.findall(r"\w+", second)):
        return second
    said, shorter = _COMPARISON.search(first), _SHORTER.match(second)
    if said is not None and shorter is not None:
        opens = re.match(r"^.*?\b(?:sectoren|sector|wie)\s+(?:die\s+)?", first, re.IGNORECASE)
        start = opens.end() if opens else 0
        return f"{first[start : said.start()]}{shorter['more']}{said['between']} dan {shorter['name']}"
    verb = next(
        (m.text for m in understander.reader.read(first).mentions if m.cues & {Cue.RISE, Cue.FALL}), ""
    ) if second.lower().startswith("in ") else ""  # fmt: skip
    return f"{verb} {second}".strip()


_MORE_WORDS = r"(?:meer|minder|hoger|lager|beter|slechter|groter|kleiner|harder|sneller)"
_COMPARISON = re.compile(rf"\b{_MORE_WORDS}(?P<between>(?: \w+)??) dan (?P<name>[^,]+?)[?. ]*$", re.IGNORECASE)
_SHORTER = re.compile(rf"^(?:wel |toch )?(?P<more>{_MORE_WORDS}) dan (?P<name>.+)$", re.IGNORECASE)


def _picked(whole: Understood) -> Iterator[tuple[str, str]]:
    """Of a question about those that a clause picks ("welke sectoren met een doel boven de 500 fta groeiden?", "van de
    sectoren die …, hoeveel …?"), what picks them, as a question, and what is asked of them."""
    reading, tokens = whole.reading, whole.reading.tokens
    noun = next((m for m in reading.mentions if Cue.SECTOR in m.cues), None)
    if noun is None or noun.last >= len(tokens) or tokens[noun.last].fold not in _PICKING or Cue.CLAIM in reading.cues:
        return
    start = tokens[noun.last].start
    behind = _OF_THOSE.search(reading.question, start)
    if behind is not None:
        yield f"Welke sectoren {reading.question[start : behind.start()].strip(' ,')}?", behind["rest"].strip(" ?.!")
    verbs = [at for at in range(noun.last + 2, len(tokens)) if speaks_verb(tokens[at].text)]
    if tokens[noun.last].fold in _RELATIVE:
        # A relative clause ends in a verb of its own; the one that asks comes after it.
        verbs = [at for at in reversed(verbs) if at < len(tokens) - 1 or at - 1 in verbs]
    for at in verbs:
        first = reading.question[start : tokens[at].start].strip(" ,")
        yield f"Welke sectoren {first}?", reading.question[tokens[at].start :].strip(" ?.!")


def _asked_of(
    understander: Understander, before: str, after: str, found: list[Target], picked: Request, told: str
) -> Understood | None:
    """The question ``before`` and ``after`` a name, asked of those that were found."""
    names = enumerate_dutch([target.label for target in found])
    year = "" if re.search(r"\b(?:19|20)\d{2}\b", before + after) or picked.base else f" in {picked.periods[0]}"
    rest = _ASIDE.sub(" ", after)
    means = Cue.MEAN in understander.reader.read(f"{before} {rest}").cues
    read = understander.understand(f"{before}{names}{'' if means else ' samen'}{rest.rstrip(' ?.!')}{year}?")
    request = read.request
    members = {m for target in found for m in target.members}
    if request is None or {m for target in request.targets for m in target.members} != members:
        return None
    if request.aggregation not in (Aggregation.VALUE, Aggregation.SUM, Aggregation.MEAN):
        return None
    note = f"{told.strip()[0].upper()}{told.strip()[1:]}: {names}."
    return replace(read, request=request.model_copy(update={"assumptions": (*request.assumptions, note)}))


def _reason_and_figure(
    understander: Understander, clauses: list[str], whole: Understood
) -> tuple[Understood, None] | None:
    """One clause asks why, the other for a figure; the subject may stand in either."""
    if not whole.wants_reason:
        return None
    names = " ".join(m.text for m in whole.reading.of(Kind.SECTOR) + whole.reading.of(Kind.GROUP))
    for clause in clauses:
        read = understander.understand(clause)
        if read.wants_reason or (whole.request is not None and not _measures(read)):
            continue
        if not read.sectors:
            read = understander.understand(f"{clause} {names}")
        if read.request is not None:
            return replace(read, wants_reason=True, sectors=whole.sectors), None
    return None


def _subject_first(
    understander: Understander, run: Callable[[Request], Result], clauses: list[str]
) -> tuple[Understood, Result] | None:
    """The first clause finds a sector, the second asks something of it."""
    first = understander.understand(clauses[0]).request
    if first is None or first.aggregation not in (Aggregation.EXTREME, Aggregation.FILTER):
        return None
    try:
        result = run(first)
    except (MissingFigureError, UnfitRequestError):
        return None
    if len(result.rows) != 1:
        return None
    found = result.rows[0].target
    second = understander.understand(clauses[1])
    if second.sectors or not _refers(second, clauses[1]):
        return None
    asked = dialogue().placed(_POINTS_BACK.sub(" ", clauses[1]))
    moves = first.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT)
    # "… en wat is daar het percentage?" asks how high that is; "met welk percentage was dat?" by how much it moved.
    level = names_the_rate(second.reading) and "met" not in {token.fold for token in second.reading.tokens}
    if moves and not (level or second.reading.cues & _MOVED or second.reading.of(Kind.MEASURE)):
        # "… het sterkst, en met hoeveel procent was dat?" asks after the same movement.
        asked = " ".join(
            t.text
            for t in second.reading.tokens
            if not any(
                Cue.DIFFERENCE in m.cues and m.first <= second.reading.tokens.index(t) < m.last
                for m in second.reading.mentions
            )
        )
        asked = _WITH_RATE.sub("met hoeveel procent", _POINTS_BACK.sub(" ", asked))
        asked += " gedaald" if first.sense is Sense.DOWN else " gestegen" if first.sense is Sense.UP else " veranderd"
    year = "" if re.search(r"\b(?:19|20)\d{2}\b", asked) else f" in {first.periods[0]}"
    read = understander.understand(f"{asked.rstrip(' .')} {found.label}{year}")
    return (read, result) if read.request is not None else None


def onward(understander: Understander, first: Request, clause: str) -> Request | None:
    """What a second clause asks of the figure of the first: the share of one that is in it ("welk deel daarvan is
    X?"), or what became of a target ("en hoeveel werd het?"); None when it asks neither."""
    reading = understander.reader.read(clause)
    members = tuple(dict.fromkeys(m for target in first.targets for m in target.members))
    named = reading.values(Kind.SECTOR)
    level = first.aggregation in (Aggregation.VALUE, Aggregation.SUM) and first.metric is Metric.LEVEL
    if not level or reading.others or len(first.measures) != 1 or first.measures[0] == RATE:
        return None
    share = Cue.SHARE in reading.cues or RATE in reading.values(Kind.WEAK_MEASURE)
    back = Cue.THAT_ONE in reading.cues or bool(_POINTS_BACK.search(clause))
    if share and back and len(named) == 1 and named[0] in members and len(members) > 1:
        whole = first.targets[0] if len(first.targets) == 1 else None
        labels = " en ".join(target.label for target in first.targets)
        whole = whole or first.targets[0].model_copy(update={"label": labels, "members": members, "pooled": True})
        return Request(
            aggregation=Aggregation.SHARE, measures=first.measures, targets=(understander.target(named[0]),),
            periods=first.periods, whole=whole, qualifier=first.qualifier,
        )  # fmt: skip
    met = Cue.ACHIEVE in reading.cues or REALISED in reading.values(Kind.MEASURE)
    if first.measures == (GOAL,) and share and back and met and not named:
        return first.model_copy(update={"measures": (RATE,), "assumptions": ()})
    bare = not (named or reading.of(Kind.GROUP) or reading.of(Kind.MEASURE) or reading.of(Kind.YEAR))
    if first.measures == (GOAL,) and bare and _BECAME.match(clause):
        return first.model_copy(update={"measures": (REALISED,), "assumptions": ()})
    return None


_BECAME = re.compile(
    r"^(?:en\s+|maar\s+)?(?:hoeveel|hvl|wat)\s+(?:fta\s+|banen\s+)?(?:werd|werden|is|zijn|was|waren|kwam|kwamen|haalde\w*)"
    r"\s+(?:het|er|dat|ze|zij)\b(?:\s+(?:uiteindelijk|er|echt|werkelijk|daadwerkelijk|van|terecht|geworden|gehaald|dan))*[\s?.!]*$",
    re.IGNORECASE,
)


def _refers(understood: Understood, clause: str) -> bool:
    return Cue.THAT_ONE in understood.reading.cues or bool(_POINTS_BACK.search(clause))


def _measures(understood: Understood) -> bool:
    """Whether a clause says by itself what is measured; "en met hoeveel fta" completes the other one."""
    return bool(understood.reading.of(Kind.MEASURE) or understood.reading.cues & _MOVED)
