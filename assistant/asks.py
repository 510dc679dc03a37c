"""What a question asks after, told from the order of its mentions. Pure functions of a reading."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from assistant.cues import Cue
from assistant.question import Comparator, Threshold
from assistant.reading import Kind, Mention, Reading
from corpus.dutch import FUNCTION_WORDS, fold, lemma

NEAR = 2
YES_NO_VERBS = frozenset(
    """
    is was zijn waren heeft hebben haalde haalden haalt halen realiseerde realiseerden klopt steeg
    stegen daalde daalden groeide groeiden voldoet voldeed kwam komt zit scoort scoorde doet deed
    ligt lag zat zaten mist miste misten schoot schoten viel vielen zag zagen gaf gaven ontbreekt ontbrak
    kwamen lagen stond stonden staat staan scoorden had hadden ging gingen deden werd
    werden boekte boekten overtrof overtroffen bleef bleven groeit stijgt daalt komen zitten liggen
    doen scoren voldoen voldeden kreeg kregen kan kunnen tellen telt krijgen krijgt levert leveren geldt
    gelden valt vallen werd wordt worden zakte zakten nam namen liep liepen bereikte bereikten lukte lukt
    moest moesten gold golden
    bedroeg bedroegen bedraagt bedragen luidde luidt laat laten liet lieten
    behaalde behaalden kende kennen bestaat bestaan stemt stemmen strookt werkt werken wil willen moet moeten
    """.split()
)


def at_zero(comparator: Comparator) -> Threshold:
    """A threshold at nought."""
    return Threshold(comparator=comparator, value=Decimal(0))


def bound(comparator: Comparator, value: Decimal, unit: str) -> Threshold:
    """A threshold at a figure with its unit."""
    return Threshold(comparator=comparator, value=value, unit=unit)


def asked_unit(reading: Reading) -> str:
    """The unit that "hoeveel" or "welk" asks for, or that stands at the end ("…, in fta")."""
    for mention, following in pairwise(reading.mentions):
        if not mention.cues & {Cue.HOW_MANY, Cue.WHICH} or following.first - mention.last > NEAR:
            continue
        if any(Cue.AS_PERCENT in m.cues and 0 <= mention.first - m.last <= 1 for m in reading.mentions):
            # "In procenten van het aantal fta": a percentage is asked.
            return "%"
        if Cue.POINTS in following.cues:
            return "procentpunt"
        counted = following.value(Kind.UNIT) in ("fta", "banen")
        if counted and fold(mention.text) == "aantal" and _in_percent(reading):
            # "De stijging van het aantal fta in procenten"
            return "%"
        if counted:
            return "fta"
        grows = following.cues & {Cue.RISE, Cue.FALL} and fold(following.text).endswith("percentage")
        if following.value(Kind.UNIT) == "%" or fold(following.text) == "percentage" or grows:
            return "%"
    # "…, in procentpunten"
    in_points = any(Cue.POINTS in m.cues and reading.before(m) == ["in"] for m in reading.mentions)
    return "procentpunt" if in_points else ""


def _in_percent(reading: Reading) -> bool:
    """Whether "in procenten" stands at the end of a clause, as the unit of what is asked."""
    percents = [m for m in reading.of(Kind.UNIT) if m.value(Kind.UNIT) == "%" and reading.before(m) == ["in"]]
    ends = (reading.question[reading.tokens[m.last - 1].end :].lstrip()[:1] for m in percents)
    return any(end in (",", "?", ".", ")", ";", "") for end in ends)


def names_the_rate(reading: Reading) -> bool:
    """Whether "het percentage" is what changed, and not the unit that is asked for."""
    named = [m for m in reading.mentions if m.value(Kind.WEAK_MEASURE) == "realisatiepercentage"]
    noun = any(fold(m.text) not in ("procent", "procenten", "%", "pct") for m in named)
    return noun and asked_unit(reading) != "%"


def asks_two_units(reading: Reading) -> bool:
    """Whether a number and a percentage are both asked for, each by its own "hoeveel" or "welk": two questions."""
    asked = set()
    for mention, following in pairwise(reading.mentions):
        if mention.cues & {Cue.HOW_MANY, Cue.WHICH} and following.first - mention.last <= NEAR:
            counts = following.value(Kind.UNIT) in ("fta", "banen") and not fold(mention.text).endswith("aantal")
            percent = following.value(Kind.UNIT) == "%" or fold(following.text) == "percentage"
            asked |= {"fta"} if counts else {"%"} if percent else set()
    return len(asked) > 1


def asks(reading: Reading, cue: Cue, kinds: tuple[Kind, ...], *, sectors: bool = True) -> bool:
    """Whether a cue stands before sectors or a group, only function words ("van de") between."""
    for mention, following in pairwise(reading.mentions):
        named = (sectors and Cue.SECTOR in following.cues) or any(following.value(kind) for kind in kinds)
        # "Het gerealiseerde aantal van de decentrale overheden" counts no overheden.
        of_what = fold(mention.text) == "aantal" and any(m.last == mention.first for m in reading.of(Kind.MEASURE))
        if cue in mention.cues and named and following.first - mention.last <= NEAR and not of_what:
            return True
    return False


def asks_members_of_sector(reading: Reading) -> bool:
    """Whether members of one sector are asked after ("welke departementen", "hoeveel gemeenten"):
    the tables know only whole sectors."""
    if asks(reading, Cue.WHICH, (Kind.SECTOR,), sectors=False):
        return True
    if any(reading.before(m) == ["er"] and reading.after(m) == ["die"] for m in reading.of(Kind.SECTOR)):
        # "Zijn er gemeenten die hun doel haalden?"
        return True
    return any(
        Cue.HOW_MANY in mention.cues
        and following.value(Kind.SECTOR) is not None
        and not (following.value(Kind.MEASURE) or following.value(Kind.WEAK_MEASURE))
        and following.first == mention.last
        and fold(following.corrected or following.text).endswith(("en", "es", "cs"))
        for mention, following in pairwise(reading.mentions)
    )


def asks_count(reading: Reading) -> bool:
    """Whether "hoeveel" or "aantal" asks after the sectors themselves ("hoeveel sectoren", "hoeveel van deze drie")."""
    if asks(reading, Cue.HOW_MANY, (Kind.GROUP,)) or _counts_of_group(reading):
        return True
    words = [token.fold for token in reading.tokens]
    asked = [m.last for m in reading.mentions if Cue.HOW_MANY in m.cues]
    sectors = [m.first for m in reading.mentions if Cue.SECTOR in m.cues]
    if any(
        " ".join(words[at : at + 2]) in _COUNT_THEM and sectors and sectors[0] < at and at + _TAIL >= len(words)
        for at in asked
    ):
        # "Er zijn sectoren die …, hoeveel zijn dat er?"
        return True
    counted = [m.first for m in reading.of(Kind.NUMBER)]
    names = [m.first for m in reading.of(Kind.SECTOR)]
    if len(names) > 1 and reading.cues & _HOLDING and not reading.of(Kind.UNIT):
        # "Hoeveel van A, B en C haalden het doel?"
        counted += names[:1]
    return any(
        words[at : at + 1] == ["van"]
        and (set(words[at + 1 : at + 3]) & _THOSE or at + 1 in names)
        and any(at <= n <= at + 3 for n in counted)
        for at in asked
    )


_COUNT_THEM = frozenset({"zijn dat", "zijn het", "zijn er", "waren dat", "waren het", "waren er"})
_TAIL = 4


def _counts_of_group(reading: Reading) -> bool:
    """Whether of the sectors of a group is asked how many do something ("van de vijf onderwijssectoren, hoeveel
    groeiden er?")."""
    groups = [m for m in reading.of(Kind.GROUP) if fold(m.text).endswith("sectoren")]
    of_those = any("van" in reading.before(m, 3) for m in groups)
    return of_those and any(
        Cue.HOW_MANY in m.cues and "er" in reading.after(m, 2) and m.first >= groups[0].last for m in reading.mentions
    )


_THOSE = frozenset({"deze", "die", "hen", "de", "het"})
_HOLDING = frozenset({Cue.ACHIEVE, Cue.RISE, Cue.FALL, Cue.ABOVE, Cue.BELOW})


def counts_unnamed(reading: Reading) -> bool:
    """Whether "hoeveel" counts those that a bound picks, without a word for them ("hoeveel zitten boven de 80%?")."""
    bounds = {Cue.ABOVE, Cue.BELOW, Cue.AT_LEAST, Cue.AT_MOST, Cue.MORE, Cue.LESS}
    asked = [m for m in reading.mentions if Cue.HOW_MANY in m.cues and not fold(m.text).endswith("aantal")]
    things = (Kind.UNIT, Kind.MEASURE, Kind.WEAK_MEASURE, Kind.OTHER, Kind.QUALIFIER)
    counted = any(
        any(m.value(kind) for kind in things) and 0 <= m.first - a.last <= NEAR for a in asked for m in reading.mentions
    )
    return bool(asked) and not counted and bool(reading.cues & bounds) and len(reading.of(Kind.NUMBER)) == 1


def asks_which_sector(reading: Reading) -> bool:
    """Whether "welke" asks after the sectors themselves."""
    return asks(reading, Cue.WHICH, (Kind.GROUP,))


def asks_whether_any(reading: Reading) -> bool:
    """Whether a question opens with "zijn er" or "is er" and names sectors: whether there are any, and which."""
    words = [token.fold for token in reading.tokens[:2]]
    return words in (["zijn", "er"], ["is", "er"], ["waren", "er"], ["was", "er"], ["bestaan", "er"])


def number_after(reading: Reading, mention: Mention) -> bool:
    """Whether a figure follows, at most one word between."""
    return any(0 <= m.first - mention.last <= 1 for m in reading.of(Kind.NUMBER))


def asks_who(reading: Reading) -> bool:
    """Whether the question opens with "wie", "bij wie" or "waar", or a clause of it with "wie": it asks after sectors
    without calling them so."""
    words = [token.fold for token in reading.tokens[:2]]
    if words[:1] in (["wie"], ["waar"]) or (words[1:] in (["wie"], ["wiens"]) and words[0] in _BEFORE_WHO):
        return True
    starts = {b.start for a, b in pairwise(reading.tokens) if set(reading.question[a.end : b.start]) & set(",:;.?!–")}
    return any(Cue.WHO in m.cues and reading.tokens[m.first].start in starts for m in reading.mentions)


_BEFORE_WHO = frozenset("bij door en voor van met aan op achter".split())


def opens_with_if(reading: Reading) -> bool:
    """Whether a clause opens with "als": elsewhere it compares ("even veel als …"). What the asker
    does ("als ik de raad spreek", "als je optelt") supposes nothing."""
    asker = frozenset({"ik", "je", "we", "wij", "u", "men", "jij"})
    following = {a.start: b.fold for a, b in pairwise(reading.tokens)}
    return any(
        token.fold == "als"
        and following.get(token.start) not in asker
        # "…, als factor?" tells the form of the answer.
        and index + _A_FORM < len(reading.tokens)
        and (index == 0 or reading.question[: token.start].rstrip()[-1:] in ",;:")
        for index, token in enumerate(reading.tokens)
    )


#: A clause of "als" and no more than this tells no condition.
_A_FORM = 2


def picks_some(reading: Reading) -> bool:
    """Whether only some of the sectors are meant ("de sectoren die groeiden", "de sectoren boven de 80%")."""
    return any(
        (Cue.SECTOR in m.cues and set(reading.after(m)) & _PICKING)
        or (m.value(Kind.GROUP) and set(reading.after(m)) & _RELATIVE)
        for m in reading.mentions
    )


def reaches(reading: Reading) -> bool:
    """Whether it is asked whether a figure was reached ("haalde het Rijk 80%?"), and not told that it is that one."""
    words = {token.fold for token in reading.tokens}
    return Cue.ACHIEVE in reading.cues and Cue.CLAIM not in reading.cues and not words & _PRECISELY


_PRECISELY = frozenset({"precies", "exact", "maar"})


def says_alone(reading: Reading) -> bool:
    """Whether something is told of those named alone ("alleen A en B zaten onder de 50%")."""
    names = reading.of(Kind.SECTOR)
    return bool(names) and bool(set(reading.before(names[0], 2)) & ALONE)


def bounds_many(reading: Reading) -> bool:
    """Whether a claim is of so many or of neither ("minstens één sector", "meer dan de helft van de sectoren", "noch A
    noch B"): see `assistant.of_many`."""
    if "noch" in {token.fold for token in reading.tokens}:
        return True
    named = [m for m in reading.mentions if Cue.SECTOR in m.cues or m.value(Kind.GROUP)]
    # "Alleen het onderwijs daalde" is of who is in it and who is not.
    alone = any(set(reading.before(m, 2)) & ALONE for m in reading.of(Kind.GROUP))
    # "Haalde een van de onderwijssectoren 30%?" asks whether any did.
    any_of = any(reading.before(m, 3) == ["een", "van", "de"] or _is_one(reading, m) for m in named)
    return alone or any_of or any(set(reading.before(m, 4)) & _SO_MANY for m in named)


def _is_one(reading: Reading, noun: Mention) -> bool:
    """Whether a noun stands for any one of its kind ("een sector", "een onderwijssector")."""
    return reading.before(noun, 1) == ["een"] and fold(noun.text).endswith("sector") and asks_yes_no(reading)


#: Words for those named and nobody else.
ALONE = frozenset({"alleen", "enkel", "slechts", "uitsluitend"})
_SO_MANY = frozenset({"minstens", "tenminste", "minimaal", "minste", "helft", "meerderheid", "merendeel"})


def asks_of_some(reading: Reading) -> bool:
    """Whether a figure is asked of the sectors that a clause picks ("de realisatie van de sectoren die …"), and not
    which or how many those are."""
    for mention in reading.mentions:
        kind = Cue.SECTOR in mention.cues or mention.value(Kind.GROUP)
        if not kind or not set(reading.after(mention)) & _PICKING:
            continue
        before = [m for m in reading.mentions if m.last <= mention.first]
        figure = any(
            m.value(Kind.MEASURE) or m.value(Kind.WEAK_MEASURE) or m.cues & {Cue.SHORT, Cue.OVER} for m in before
        )
        direct = before and before[-1].cues & {Cue.WHICH, Cue.HOW_MANY} and mention.first - before[-1].last <= NEAR
        return figure and not direct
    return False


_RELATIVE = frozenset({"die", "waar", "waarvan", "welke"})


def says_some(reading: Reading) -> bool:
    """Whether only some, not told which, are spoken of ("een aantal", "sommige", "enkele")."""
    words = [token.fold for token in reading.tokens]
    return bool({"sommige", "enkele"} & set(words)) or ("een", "aantal") in pairwise(words)


_PICKING = frozenset("die waar waarvan waarbij met zonder boven onder welke wier tussen".split())


def says_how_many(reading: Reading) -> bool:
    """Whether "hoeveel" or the like is said: "het aantal" also stands in questions for something else, unless it opens
    one without a verb."""
    opens = reading.question.strip(" ?!.").casefold().startswith("aantal ") and not opens_with_verb(reading)
    return any(
        Cue.HOW_MANY in m.cues and (not fold(m.text).endswith("aantal") or (opens and not m.first))
        for m in reading.mentions
    )


def asks_which(reading: Reading) -> bool:
    """Whether "welke" or "wie" asks after one of the sectors, or "A of B" for one of the two."""
    asks_one = bool(reading.cues & {Cue.WHICH, Cue.WHO}) and Cue.HOW_MANY not in reading.cues
    return asks_one or offers_choice(reading)


def as_choice(reading: Reading) -> str:
    """A question that opens with its verb and puts two sectors as a choice ("heeft A of B het grootste doel?", "heeft A
    een hoger doel of B?") as one for who of them; empty for any other."""
    named, tokens = reading.of(Kind.SECTOR), reading.tokens
    if reading.cues & {Cue.CLAIM, Cue.THAN, Cue.WHO, Cue.WHICH, Cue.HOW_MANY} or len(named) != _TWO:
        return ""
    one, other = named
    begin, turn = one.first, other.first
    while begin > 1 and tokens[begin - 1].fold in _ARTICLES:
        begin -= 1
    while turn > one.last and tokens[turn - 1].fold in _ARTICLES:
        turn -= 1
    if begin != 1 or tokens[turn - 1].fold != "of" or tokens[0].fold not in _STATES:
        # Behind anything but the verb the choice is of something else.
        return ""
    left = [m for m in reading.mentions if m.first and m not in named]
    if not any(m.value(kind) for m in left for kind in (Kind.MEASURE, Kind.WEAK_MEASURE)) and not any(
        m.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SHORT, Cue.OVER} or set(fold(m.text).split()) & _WELL
        for m in left
    ):
        # "Heeft A of B meer?", "is A of B de grootste werkgever?": of what, it does not say.
        return ""
    text, ends = reading.question, (tokens[one.last - 1].end, tokens[other.last - 1].end)
    verb, first, second = text[: tokens[0].end], text[tokens[1].start : ends[0]], text[tokens[turn].start : ends[1]]
    told = f"{text[ends[0] : tokens[turn - 1].start].strip()} {text[ends[1] :].strip(' ?.!')}".strip(" ,")
    return f"Wie {verb.lower()} {told}, {first} of {second}?"


_WELL = frozenset("best beste beter slechtst slechtste slechter verder verst dichter dichtst hoger lager".split())
_TWO = 2
#: Verbs by which somebody has, is or does what is compared; "verwacht A of B meer?" asks for no figure.
_STATES = frozenset(
    """
    heeft hebben had hadden is zijn was waren staat staan stond stonden zit zitten zat zaten scoort scoren scoorde
    scoorden haalt halen haalde haalden doet doen deed deden ligt liggen lag lagen groeit groeien groeide groeiden steeg
    stegen daalde daalden komt komen kwam kwamen realiseert realiseren realiseerde realiseerden presteert presteren
    presteerde presteerden mist missen miste misten
    """.split()
)
_ARTICLES = frozenset({"de", "het", "'t", "t"})


def offers_choice(reading: Reading) -> bool:
    """Whether two sectors are put as a choice: "A of B hoger?"."""
    named = reading.of(Kind.SECTOR)
    return len(named) > 1 and any(
        [t.fold for t in reading.tokens[one.last : other.first] if t.fold not in ("de", "het")] == ["of"]
        for one, other in pairwise(named)
    )


def asks_members(reading: Reading) -> bool:
    """Whether the members of a group are asked after: "welke onderwijssectoren", "hoeveel van de …"."""
    counts = asks(reading, Cue.HOW_MANY, (Kind.GROUP,)) or _counts_of_group(reading)
    return counts or asks(reading, Cue.WHICH, (Kind.GROUP,))


MODAL = frozenset("moet moeten moest moesten behoort behoren behoorde behoorden dient dienen diende dienden".split())


def must_realise(reading: Reading) -> bool:
    """Whether "realiseren" only completes "moest": then the target is asked, not what was realised."""
    words = {fold(m.text) for m in reading.of(Kind.MEASURE)}
    realised = {fold(m.text) for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == "realisatie"}
    return bool(words & MODAL) and bool(realised) and all(word.endswith("en") and word[:2] != "ge" for word in realised)


def only_must(reading: Reading) -> bool:
    """Whether the target is named only by "moest" or the like, in a question that opens with "wat" or "hoeveel"."""
    words = {fold(m.text) for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == "doel"}
    asked = ("wat", "hoeveel", "hvl", "welk")
    # "A en B opgeteld: wat moesten die halen?"
    modal = [m for m in reading.of(Kind.MEASURE) if fold(m.text) in MODAL]
    opens = bool(reading.tokens) and reading.tokens[0].fold in asked
    once = sum(token.fold in asked for token in reading.tokens) == 1
    opens = opens or (once and any(set(reading.before(m)) & set(asked) for m in modal))
    return opens and bool(words) and words <= MODAL


def goal_itself(reading: Reading) -> bool:
    """Whether the target is what is higher or lower, and not what something is held against
    ("hoeveel procent hoger lag het doel?")."""
    goals = [m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == "doel"]
    compares = any(m.cues & {Cue.MORE, Cue.LESS} and not m.cues & {Cue.ABOVE, Cue.BELOW} for m in reading.mentions)
    against = {"dan", "boven", "onder", "beneden", "tegenover", "op", "voor", "tot", "aan"}
    return bool(goals) and compares and all(
        fold(m.text) not in MODAL and not against & set(reading.before(m, 3)) for m in goals
    )  # fmt: skip


def goal_behind(reading: Reading, mention: Mention) -> bool:
    """Whether the target follows a word, no more than a word for whose between ("onder het eigen doel")."""
    return any(
        m.value(Kind.MEASURE) == "doel" and {t.fold for t in reading.tokens[mention.last : m.first]} <= _WHOSE
        for m in reading.mentions
        if m.first >= mention.last
    )


_WHOSE = frozenset("de het t zijn haar hun eigen".split())


def measures_listed(reading: Reading) -> tuple[str, ...]:
    """The measures that are asked side by side: joined by "en" or a comma ("doel en realisatie")."""
    named = [
        (m, str(m.value(Kind.MEASURE) or m.value(Kind.WEAK_MEASURE)))
        for m in reading.mentions
        if m.value(Kind.MEASURE) or (m.value(Kind.WEAK_MEASURE) and not m.value(Kind.SECTOR))
    ]
    found: list[str] = []
    for (first, one), (second, other) in pairwise(named):
        between = reading.question[reading.tokens[first.last - 1].end : reading.tokens[second.first].start]
        words = set(fold(between).replace(",", " en ").replace("/", " en ").replace("+", " en ").split())
        both = "als" in words and "zowel" in {token.fold for token in reading.tokens[: first.first]}
        if ("en" in words or both) and words <= FUNCTION_WORDS | {"percentage", "zowel"} and one != other:
            found += [one, other]
    known = ("doel", "realisatie", "realisatiepercentage")
    return tuple(dict.fromkeys(m for m in found if m in known))


_LISTING = frozenset(
    """
    tabel tabelletje tabelvorm overzicht overzichtje lijst lijstje rijtje staatje uitgesplitst uitgesplitste
    afzonderlijk afzonderlijke opsomming opsommen uitsplitsing
    """.split()
)
_EVERY = frozenset({"elke", "elk", "ieder", "iedere", "per"})


def asks_each(reading: Reading) -> bool:
    """Whether figures of all are asked one by one: as a list or table, of every one ("per sector", "elke sector"),
    or in the plural ("de realisaties", "alle realisatiepercentages")."""
    words = [token.fold for token in reading.tokens]
    if set(words) & _LISTING or ("een", "rij") in pairwise(words):
        # "Een rij Doel" is the row of a table.
        return set(words) & _LISTING != set() or "op" in words
    every = [m for m in reading.mentions if Cue.SECTOR in m.cues or m.value(Kind.GROUP)]
    if any({*reading.before(m), *fold(m.text).split()} & _EVERY for m in every):
        return True
    if any(
        Cue.EACH in m.cues and len(words := fold(m.text).split()) > 1 and words[0] in _EVERY for m in reading.mentions
    ):
        # "Per sector", "elke sector" as one phrase.
        return True
    measures = [m for m in reading.mentions if m.value(Kind.MEASURE) or m.value(Kind.WEAK_MEASURE)]
    return any(fold(m.text).split()[-1] in _PLURALS for m in measures if Cue.HOW_MANY not in m.cues)


_PLURALS = frozenset(
    "realisaties doelen doelstellingen percentages realisatiepercentages targets taakstellingen".split()
)
_IMPERATIVES = frozenset("geef noem toon bereken vertel vergelijk tel zet maak zoek reken neem pak som lijst".split())


def opens_with_verb(reading: Reading) -> bool:
    """Whether a question opens with a finite verb and so asks yes or no ("Tellen de banen mee?")."""
    first = reading.tokens[0] if reading.tokens else None
    if asked_unit(reading):
        # "Sprong in procentpunten?" asks how many.
        return False
    if first is None or first.fold in _IMPERATIVES | FUNCTION_WORDS or not reading.question.rstrip().endswith("?"):
        return False
    base = lemma(first.text.casefold())
    verb = base.endswith(("en", "aan", "ien")) and (base != first.fold or first.fold.endswith("en"))
    # "Resterende opgave?" opens with an adjective.
    verb = verb and not first.fold.endswith(("ende", "end"))
    # "Presteert" may stand for a measure, and is a verb all the same; "banen" is none.
    nouns = _NOUNS if first.fold.endswith("en") else set(_NOUNS) - {Kind.WEAK_MEASURE}
    named = [m for m in reading.mentions if m.first == 0 and any(m.value(kind) for kind in nouns)]
    taken = any(m.first == 0 and m.cues & {Cue.MEAN, Cue.WEIGHTED, Cue.UNWEIGHTED, Cue.TOTAL} for m in reading.mentions)
    return (
        not (named or taken)
        and verb
        and not any(m.first == 0 and m.value(Kind.OTHER) and m.text[1:].isupper() for m in reading.mentions)
    )


_NOUNS = (Kind.SECTOR, Kind.GROUP, Kind.WEAK_MEASURE, Kind.UNIT, Kind.QUALIFIER, Kind.YEAR, Kind.NUMBER)


def asks_which_jobs(reading: Reading) -> bool:
    """Whether "welke banen" or "wat voor werk" is asked: the kind of jobs, not their number."""
    return any(
        token.fold in ("welke", "voor") and following.fold in _JOBS for token, following in pairwise(reading.tokens)
    )


_JOBS = frozenset("banen baan plekken werkplekken arbeidsplaatsen functies functie werk werkzaamheden taken".split())


_BOTH_YEARS = re.compile(r"\b(?:beide|alle|allebei de|elk|ieder|per) (?:jaren|jaar)\b(?! (?:meer|minder))")


def asks_both_years(reading: Reading) -> bool:
    """Whether all years of the tables are meant ("in beide jaren", "per jaar", "over de drie jaren")."""
    return bool(_BOTH_YEARS.search(fold(reading.question))) or bool(years_counted(reading))


def years_counted(reading: Reading) -> list[Mention]:
    """The numbers of years that are meant together ("de drie jaren")."""
    return [
        m
        for m in reading.of(Kind.NUMBER)
        if reading.before(m, 1)[-1:] in (["de"], ["deze"], ["die"], ["alle"])
        and reading.after(m, 1)[:1] in (["jaren"], ["jaar"])
    ]


def told_by_rank(reading: Reading) -> Mention | None:
    """The word for a sector that is told by what it has the most or least of, behind what is asked of it ("het tekort
    van de *sector* met het laagste percentage"); None where there is none."""
    asked = (Kind.MEASURE, Kind.WEAK_MEASURE)
    if {Cue.HIGHEST, Cue.LOWEST} <= reading.cues and "tussen" in {token.fold for token in reading.tokens}:
        # "Tussen de sector met de meeste en die met de minste": the one against the other.
        return None
    for mention in reading.mentions:
        follows = mention.last < len(reading.tokens) and reading.tokens[mention.last].fold in _TOLD_BY
        ranks = any(m.first > mention.last and m.cues & {Cue.HIGHEST, Cue.LOWEST} for m in reading.mentions)
        before = any(
            m.last < mention.first
            and (any(m.value(k) for k in asked) or m.cues & {Cue.SHORT, Cue.OVER, Cue.RISE, Cue.FALL})
            for m in reading.mentions
        )
        if Cue.SECTOR in mention.cues and follows and ranks and before and reading.before(mention) in (["de"], ["het"]):
            return mention
    return None


_TOLD_BY = frozenset({"met", "die", "dat", "waar", "waarvan", "waarbij"})


def became(reading: Reading) -> bool:
    """Whether a question says that something became otherwise ("kleiner geworden", "liep op")."""
    return any(token.fold in _BECAME for token in reading.tokens)


_BECAME = frozenset("geworden werd werden wordt worden gemaakt maakte sinds inmiddels intussen".split())


def supposes(reading: Reading) -> bool:
    """Whether a statement asks whether it holds ("alle sectoren stegen?", "doel Rijk boven 500 fta?")."""
    asking = {Cue.WHICH, Cue.WHO, Cue.WHY, Cue.MANNER, Cue.FIGURES, Cue.HOW_FAR, Cue.COMPARE}
    words = [token.fold for token in reading.tokens]
    asked = any(Cue.HOW_MANY in m.cues and not fold(m.text).endswith("aantal") for m in reading.mentions)
    # "Aantal sectoren waarvan het doel lager lag?" asks how many; "het aantal banen hoger dan in 2023?" whether.
    of_sectors = any(
        Cue.HOW_MANY in m.cues and Cue.SECTOR in after.cues and after.first == m.last
        for m, after in pairwise(reading.mentions)
    )
    asked = asked or of_sectors
    if not words or asked or reading.cues & asking or set(words) & _ASKING or words[0] in (*_IMPERATIVES, "en"):
        return False
    if words[-1] == "he" and re.search(r",\s*h[èe]\s*\?\s*$", reading.question, re.IGNORECASE):
        # "… verdubbeld, hè?"
        return True
    if words[0] in _POLITE and words[1:2] in (["ik"], ["u"], ["je"]):
        # "Mag ik het behaalde percentage?"
        return False
    last = [
        at + 1
        for at, (a, b) in enumerate(pairwise(reading.tokens))
        if re.search(r"[.!?]\s", reading.question[a.end : b.start])
    ]
    if last and not YES_NO_VERBS & set(words[last[-1] : last[-1] + 2]):
        # "De hogescholen halen het niet. Tekort?"
        return False
    named = bool(reading.of(Kind.SECTOR) or reading.of(Kind.GROUP)) and Cue.SECTOR not in reading.cues
    if named and _bounds_a_figure(reading) and not asked_unit(reading):
        # "Realisatie gemeenten boven 5.000 fta?"
        return True
    if not reading.question.rstrip().endswith("?"):
        return False
    if asked_unit(reading):
        # "…: sprong in procentpunten?" asks how many.
        return False
    moves = [m for m in reading.mentions if m.cues & {Cue.RISE, Cue.FALL, Cue.ACHIEVE, Cue.SAME} and m.first]
    compared = [m for m in reading.mentions if m.cues & {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW} and m.first]
    against = (
        "dan" in words
        or {">", "<"} & {m.text for m in compared}
        or (Cue.COMPARED in reading.cues and bool(reading.of(Kind.YEAR)))
    )
    if (compared or words[0] in ("meer", "minder")) and against and not reading.of(Kind.NUMBER):
        # "Doel A hoger dan doel B?", "minder banen bij A vergeleken met 2023?"
        return True
    goals = [m for m in reading.mentions if m.value(Kind.MEASURE) == "doel"]
    sized = bool(reading.cues & {Cue.SHORT, Cue.OVER})
    if named and not sized and any(m.cues & {Cue.ABOVE, Cue.BELOW} and goal_behind(reading, m) for m in compared):
        # "De politie onder het doel gebleven?"
        return True
    ends = {len(words), *(goal.last for goal in goals)}
    done = [m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == "realisatie" and {m.first, m.last} & ends]
    if named and goals and any(_is_verb_form(fold(m.text)) for m in done):
        # "Doel van de politie helemaal gerealiseerd?"
        return True
    way = not any(speaks_verb(word) for word in words)
    return any(_is_verb_form(fold(m.text)) or (way and fold(m.text) in _WAYS) for m in moves)


#: Words that tell a way as a verb does ("realisatie omhoog?").
_WAYS = frozenset("omhoog omlaag vooruit achteruit".split())


def _bounds_a_figure(reading: Reading) -> bool:
    """Whether a figure stands behind what bounds it ("boven 5.000 fta", "> 5.000 fta"), or before it ("of meer")."""
    bounds = {Cue.ABOVE, Cue.BELOW, Cue.AT_LEAST, Cue.AT_MOST}
    for number in reading.of(Kind.NUMBER):
        if any(m.cues & bounds and fold(m.text) != "over" and m.last == number.first for m in reading.mentions):
            return True
        before = [m for m in reading.mentions if m.cues & {Cue.MORE, Cue.LESS} and m.last < number.first]
        if before and reading.before(number)[-1:] == ["dan"]:
            return True
    return False


_SHORT = 3


def speaks_verb(word: str) -> bool:
    """Whether a word is a finite verb: one of those that open a question, also behind what it is written with
    ("tekortkwamen"), or a past form of another ("daalden")."""
    plain = fold(word)
    if any(plain == verb or (len(verb) > _SHORT and plain.endswith(verb)) for verb in YES_NO_VERBS):
        return True
    return plain.endswith(("de", "te", "en")) and lemma(plain).endswith("en") and lemma(plain) != plain


def _is_verb_form(word: str) -> bool:
    """Whether a word is a form of a verb, by its ending or that of its base ("stegen", "haalde")."""
    return lemma(word).endswith("en") or (word.endswith("en") and not word.endswith("ingen"))


_ASKING = frozenset("wat waar welke welk wanneer hoe of als stel".split())


_POLITE = frozenset("wilt wil kunt kun kan mag zou zoudt".split())


def asks_yes_no(reading: Reading) -> bool:
    """Whether a question starts with a verb and so asks yes or no ("Haalde Defensie …?")."""
    tokens = reading.tokens
    if [t.fold for t in tokens[1:2]] in (["u"], ["je"], ["jij"], ["ik"], ["ge"], ["men"]) and tokens[0].fold in _POLITE:
        # "Kunt u de sectoren noemen die …?" asks which.
        return False
    starts = [
        at + 1 for at, (a, b) in enumerate(pairwise(tokens)) if set(reading.question[a.end : b.start]) & set(",:;.!–")
    ]
    asking = {Cue.HOW_MANY, Cue.WHICH, Cue.WHO, Cue.WHY, Cue.MANNER, Cue.HOW_FAR}
    before = any(m.cues & asking and not starts[-1:] <= [m.first] for m in reading.mentions)
    if starts and not before and reading.question.rstrip().endswith("?") and tokens[starts[-1]].fold in YES_NO_VERBS:
        # "Waterschappen, zijn die erop achteruitgegaan?"
        return True
    words = [token.fold for token in tokens[:2]]
    exists = words[1:] == ["er"] and Cue.SECTOR in reading.cues
    # "Zijn er sectoren die …?" asks which, not whether.
    if not words or exists:
        return False
    return words[0] in YES_NO_VERBS or opens_with_verb(reading)
