"""From a reading of a question to a request for the calculator, or the reason there is none.

Slots first (whom, what, when, which part), then one reading of what is to be done with them. A
reading must use every cue that the question shows; one that leaves a cue or a content word
unexplained is no reading. That makes an unknown wording a question for the passages or a refusal,
never another question's answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.asks import (
    MODAL,
    as_choice,
    asks_count,
    asks_each,
    asks_members,
    asks_members_of_sector,
    asks_two_units,
    asks_which_jobs,
    asks_who,
    asks_yes_no,
    bounds_many,
    counts_unnamed,
    measures_listed,
    must_realise,
    only_must,
    opens_with_if,
    picks_some,
    supposes,
    told_by_rank,
)
from assistant.claimed import ClaimReader
from assistant.claims import (
    claim_of_each,
    claim_of_neither,
    denied_claim,
    offers_sides,
    one_side,
    untrue_claim,
    untrue_said,
    without_verdict,
)
from assistant.comparisons import crosswise_named
from assistant.cues import Cue
from assistant.nuances import (
    asks_size,
    asks_when,
    asks_years,
    compares_before,
    counts_compared,
    counts_staff,
    either_name,
    figure_aside,
    goal_told_in_percent,
    needs_goal,
    of_a_sentence,
    of_what_is_told,
    offers_two,
    one_of_group,
    others_beside,
    per_measure,
    points_at_sector,
    rates_shortfall,
    share_of_members,
    share_of_others,
    unanswerable_way,
    with_and_without,
)
from assistant.question import GOAL, RATE, REALISED, Aggregation, Metric, Request, Sense
from assistant.reading import Kind, Reading
from assistant.settling import passes_another
from assistant.slots import ORDERING, NoReadingError, Slots
from assistant.understood import Understood
from assistant.whatif import halves, speaks_of_repetition, supposition
from corpus.dutch import fold

_OTHER_SIDE = frozenset({"eronder", "erboven", "daaronder", "daarboven"})
_PAIR = 2
MOVING = (Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.DIFFERENCE, Cue.MORE, Cue.LESS, Cue.SHORT, Cue.OVER, Cue.ACHIEVE)
_SHORT_YEARS = re.compile(
    r"(?<![\d,.])'?(?P<one>\d\d)\s*(?:->|=>|>|→|–|-|/|naar|tot|vs\.?|t/m)\s*'?(?P<other>\d\d)(?![\d,.]*\d|\s*(?:%|procent\b|fta|banen|pp\b))"
)
#: What stands beside what is asked, and asks nothing ("zitten ze, ondanks de daling, nog boven het doel?").
_DESPITE = re.compile(r",\s*(?:ondanks|niettegenstaande)\s[^,?!.]{3,60},\s*", re.IGNORECASE)
_MOST_JOBS = re.compile(r"\bde meeste ([\w-]*(?:banen|plekken|aanstellingen|contracten))\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]+)\)")
_HAS = frozenset({"had", "hadden", "heeft", "hebben"})
#: Words that call the outcome of a supposition new ("nieuw percentage?").
_OUTCOME = frozenset({"nieuw", "nieuwe"})


class Understander(ClaimReader):
    """Understands numeric questions over the facts of a corpus."""

    def understand(self, question: str) -> Understood:
        """The request in a question."""
        reading = self.reader.read(_DESPITE.sub(" ", self._with_whole_years(question)))
        if asks_yes_no(reading) and reading.of(Kind.QUALIFIER) and len(reading.of(Kind.SECTOR)) == 1:
            # "Zijn de meeste banen bij A vast?": more than half of them.
            reading = self.reader.read(_MOST_JOBS.sub(r"meer dan de helft van de \1", reading.question))
        slots = self._slots(reading)
        without_table = [m for m in reading.of(Kind.SECTOR) if m.value(Kind.SECTOR) not in self.labels]
        unexplained = tuple(m.text for m in (*reading.others, *without_table))
        wants_reason = Cue.WHY in reading.cues
        numeric = self._is_numeric(reading)
        slots.notes += reading.corrections
        request = self._what_if(question) if self.facts.periods else None
        untrue = untrue_claim(question, lambda text: self.understand(text).request) if request is None else None
        if untrue_said(question):
            # What is asked is whether the opposite holds; no reading that leaves that out is an answer.
            return Understood(reading, untrue, unexplained, tuple(slots.unknown_years), numeric, wants_reason,
                              tuple(slots.sectors))  # fmt: skip
        choice = as_choice(reading) if request is None else ""
        chosen = self.understand(choice).request if choice else None
        if chosen is not None and chosen.aggregation is Aggregation.EXTREME and not chosen.qualifier:
            # With a part, of which one of the two may have no figure, there is nothing to choose from.
            request = chosen
        sides = one_side(reading) if request is None and asks_yes_no(reading) else []
        if sides:
            request = next(filter(None, (without_verdict(self.understand(side).request) for side in sides)), None)
        elif request is None and not unexplained and not slots.unknown_years and self.facts.periods:
            request = self._request(slots) or self._without_aside(reading) or self._claim_of_claims(reading)
            if request is not None and request.claim is not None and offers_sides(reading):
                # "Vooruit of achteruit gegaan?"
                request = without_verdict(request)
        return Understood(
            reading, request, unexplained, tuple(slots.unknown_years), numeric, wants_reason, tuple(slots.sectors)
        )

    def _claim_of_claims(self, reading: Reading) -> Request | None:
        """What a denied claim asks, or one of each of several names."""

        def read(question: str) -> Request | None:
            return self.understand(question).request

        if passes_another(reading):
            # "Gingen A B voorbij?": of the one against the other, and not of each.
            return None
        if "noch" in {token.fold for token in reading.tokens}:
            return claim_of_neither(reading, read)
        each = denied_claim(reading, read) or claim_of_each(reading, read)
        return _of_either(reading, each) if each is not None else None

    def _with_whole_years(self, question: str) -> str:
        """The question with two short years side by side ("23->24") written in full; where either is none of the
        tables, or is counted, they are figures."""
        years = {year[-2:]: year for year in self.facts.periods}

        def whole(found: re.Match[str]) -> str:
            one, other = found["one"], found["other"]
            known = one in years and other in years and one != other
            return f"{years[one]} naar {years[other]}" if known else found.group()

        return _SHORT_YEARS.sub(whole, question)

    def _without_aside(self, reading: Reading) -> Request | None:
        """The request without what brackets only explain: how it is worked out ("(totaal min regulier)"),
        or who belong to the group that is named ("de onderwijssectoren (po t/m wo)")."""
        found = _BRACKETS.search(reading.question)
        if found is None:
            return None
        aside = self.reader.read(found[1])
        members = {m for group in reading.values(Kind.GROUP) for m in self._group_members(group)}
        sectors = set(aside.values(Kind.SECTOR))
        reckons = bool(aside.cues & {Cue.DIFFERENCE, Cue.DIVIDED, Cue.TOTAL})
        narrows = any(aside.of(kind) for kind in (Kind.QUALIFIER, Kind.NUMBER, Kind.OTHER, Kind.GROUP))
        # Who is not counted narrows too; a year is of the whole question.
        narrows = narrows or bool(aside.cues & {Cue.NOT, Cue.EXCLUDING}) or bool(not sectors and aside.of(Kind.YEAR))
        if narrows or not (sectors <= members if sectors else reckons):
            return None
        years = " ".join(f"in {m.text}" for m in aside.of(Kind.YEAR))
        kept = f"{reading.question[: found.start()].rstrip()} {years} {reading.question[found.end() :].lstrip()}"
        slots = self._slots(self.reader.read(kept))
        return self._request(slots)

    @staticmethod
    def _is_numeric(reading: Reading) -> bool:
        """Whether a question asks for a figure: it says so, or names nothing but figures."""
        rate = RATE in (*reading.values(Kind.MEASURE), *reading.values(Kind.WEAK_MEASURE))
        asks = bool(reading.cues & {Cue.HOW_MANY, Cue.MEAN, Cue.POINTS, Cue.RELATIVE, Cue.HOW_FAR}) or rate
        measured = any(fold(m.text) not in MODAL for m in reading.of(Kind.MEASURE))
        return asks or (measured and not reading.others)

    def _request(self, slots: Slots) -> Request | None:
        """The first reading that fits, uses every cue and name, and gives the unit that is asked for."""
        if "fte" in slots.reading.values(Kind.UNIT):
            slots.notes.append("De brief telt banen in fta, niet in fte; dit cijfer is in fta.")
        claims = slots.take(Cue.CLAIM) or asks_yes_no(slots.reading) or supposes(slots.reading)
        self._leave_out(slots)
        if not claims:
            self._one_by_one(slots)
        parts: tuple[Callable[[Slots], Request | None], ...] = (self._portion, self._raised)
        for of_part in () if claims or asks_two_units(slots.reading) else parts:
            trial = slots.copy()
            portion = of_part(trial)
            if portion is not None and not trial.unused:
                return portion
        if (
            (claims and (bounds_many(slots.reading) or goal_told_in_percent(slots.reading)))
            or (claims and (self._compares_what_is_told(slots.reading) or offers_two(slots.reading.question)))
            or counts_compared(slots.reading)
            or of_what_is_told(slots.reading)
            or of_a_sentence(slots.reading)
            or per_measure(slots.reading)
            or asks_two_units(slots.reading)
            or told_by_rank(slots.reading)
            or compares_before(slots.reading)
            or share_of_members(slots.reading)
            or counts_staff(slots.reading)
            or not self._can_be_read(slots)
        ):
            return None
        for read in self._readings(slots, claim=claims):
            trial = slots.copy()
            try:
                if read not in (self._both_ways, self._uplift, self._unlike, self._parts_summed, self._gap_over_time):
                    self._refuse_mixtures(trial)
                request = read(trial)
                if request is not None and claims:
                    request = self._claimed(trial, request)
            except NoReadingError:
                continue
            if request is None or self._loses_a_member(slots, request):
                continue
            if not trial.unused and self._holds(trial, request, claim=claims):
                return _of_either(slots.reading, request).model_copy(update={"assumptions": tuple(trial.notes)})
        return None

    def _one_by_one(self, slots: Slots) -> None:
        """Names every subject, or every member of a group, where the figures of each are asked."""
        sums = slots.has(Cue.TOTAL, *ORDERING, Cue.NEXT, Cue.MEAN, Cue.WEIGHTED, Cue.UNWEIGHTED, Cue.SHARE, Cue.RATIO)
        if sums or slots.sectors or slots.numbers or slots.left_out or len(slots.groups) > 1:
            return
        if picks_some(slots.reading) or not asks_each(slots.reading):
            return
        group = slots.groups or self._everyone()
        slots.sectors, slots.groups = [m for g in group for m in self._group_members(g)], []

    def _what_if(self, question: str) -> Request | None:
        """What a what-if question asks: what its condition supposes, and the request under it."""
        split = halves(question)
        if split is None:
            return None
        condition = self._without_unchanged(split.condition)
        main = self.reader.read(split.main)
        asks = {"waar", "wat", "hoe", "welk", "welke", "hoeveel"} & {token.fold for token in main.tokens}
        figures = bool(main.cues & {Cue.SHORT, Cue.OVER, Cue.ACHIEVE} or main.of(Kind.MEASURE))
        if not (asks or figures or self._is_numeric(main)):
            # "Ik heb A als stijger": nothing is asked under a condition.
            return None
        periods = self.facts.periods
        later = [m.text for m in (*condition.of(Kind.YEAR), *main.of(Kind.YEAR)) if m.text > periods[-1]]
        unexplained = [m for m in condition.others if not speaks_of_repetition(condition, m)]
        unexplained += [m for m in main.others if fold(m.text) not in _OUTCOME]
        if unexplained or len(set(later)) > 1 or condition.of(Kind.QUALIFIER):
            return None
        if RATE in condition.values(Kind.MEASURE):
            # "Als het percentage 100 was": nothing says how many jobs that would be.
            return None
        named = tuple(m for m in condition.values(Kind.MEASURE) if m in (GOAL, REALISED)) or (REALISED,)
        supposed = supposition(condition, named, periods, later[0] if later else "")
        if supposed is None:
            return None
        years = self._years_to_goal(condition, main, supposed)
        if years is not None:
            told = f"Aangenomen is: {split.condition.strip(' ,')}. Dat is een aanname uit de vraag, niet uit de brief."
            return years.model_copy(update={"assumptions": (told,)})
        if asks_years(main) or asks_when(main):
            return None
        who = [m.text for m in (*main.of(Kind.SECTOR), *main.of(Kind.GROUP))]
        supposed_of = {m.text for m in (*condition.of(Kind.SECTOR), *condition.of(Kind.GROUP))}
        if len(supposed_of) > 1 or (supposed_of and who and self._named(condition) != self._named(main)):
            # What is supposed of one is no supposition of another.
            return None
        names = [] if who else [self.labels[s] for s in condition.values(Kind.SECTOR) if s in self.labels]
        names += [] if who else [self._group_label(g).partition(" (")[0] for g in condition.values(Kind.GROUP)]
        asked = " ".join(t.text for t in main.tokens if t.text not in later)
        measured = main.of(Kind.MEASURE) or main.of(Kind.WEAK_MEASURE) or main.cues & {Cue.SHORT, Cue.OVER}
        noun = "" if measured else f" {self.lexicon.measures[supposed.measure].label}"
        slots = self._slots(self.reader.read(f"{asked}{noun} {' '.join(names)} in {periods[-1]}"))
        slots.taken |= {Cue.HYPOTHESIS, Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.MORE, Cue.LESS, Cue.THAT_ONE}
        request = self._request(slots)
        plain = request is not None and request.aggregation is Aggregation.VALUE and not request.qualifier
        if request is None or not plain or request.metric not in (Metric.LEVEL, Metric.GAP, Metric.GAP_PERCENT):
            return None
        told = f"Aangenomen is: {split.condition.strip(' ,')}. Dat is een aanname uit de vraag, niet uit de brief."
        if later and (request.metric in (Metric.GAP, Metric.GAP_PERCENT) or RATE in request.measures):
            told += f" Het doel van {later[0]} is niet bekend; gerekend is met dat van {periods[-1]}."
        return request.model_copy(update={"supposed": supposed, "assumptions": (told,)})

    @staticmethod
    def _named(reading: Reading) -> set[str]:
        return {*reading.values(Kind.SECTOR), *reading.values(Kind.GROUP)}

    def _can_be_read(self, slots: Slots) -> bool:
        """Whether a question is one for the tables at all; takes the cues that only say so."""
        supposes = slots.has(Cue.HYPOTHESIS) or opens_with_if(slots.reading)
        ahead = needs_goal(slots.reading) and slots.has(Cue.RISE, Cue.MORE)
        if supposes and not (ahead or slots.part or slots.left_out or slots.has(Cue.UNWEIGHTED, Cue.RANK, Cue.TOTAL)):
            return False
        slots.take(Cue.HYPOTHESIS)
        if slots.part and len(slots.sectors) == 1 and any(fold(m.text) == "daarvan" for m in slots.reading.mentions):
            # "Universiteiten: hoeveel daarvan via inkoop?": of the jobs of the sector that is named.
            slots.take(Cue.THAT_ONE)
        people = slots.take(Cue.PEOPLE)
        if share_of_others(slots.reading):
            return False
        if people and not (slots.measures or slots.weak or Cue.TOPIC in slots.reading.cues):
            return False
        if slots.has(Cue.CHANGE):
            # "Hoe ontwikkelde de realisatie zich?" asks for the change, not for a manner.
            slots.take(Cue.MANNER)
        if not slots.reading.cues & (set(MOVING) - {Cue.ACHIEVE}) or Cue.CLAIM in slots.reading.cues:
            # The tables are the letter too; of a change it may say something else than they give, but whether
            # something told is true they settle.
            slots.take(Cue.SAID)
        return not (
            points_at_sector(slots.reading)
            or asks_members_of_sector(slots.reading)
            or slots.has(Cue.SAID, Cue.THAT_ONE, Cue.MANNER)
        )

    def _readings(self, slots: Slots, *, claim: bool) -> Iterator[Callable[[Slots], Request | None]]:
        """The ways to read the slots, the most specific first."""
        # "Waar werd ingeleverd? Alle sectoren graag."
        everyone = asks_who(slots.reading) and not slots.sectors and set(slots.groups) <= set(self._everyone())
        named = bool(slots.sectors or (slots.groups and not everyone))
        adds = slots.has(Cue.TOTAL) and not slots.has(*ORDERING)
        if Cue.SECTOR in slots.reading.cues and not named and adds and not picks_some(slots.reading):
            slots.groups, named = self._everyone(), True
        of_claims = (
            self._multiplied, self._only_one, self._claimed_extreme, self._own_sides, self._claimed_share,
            self._same_of_several,
        )  # fmt: skip
        yield from of_claims if claim else (self._both_ways,)
        yield self._uplift
        yield self._unlike
        yield self._recomputed
        if claim and (quantifier := self._quantifier(slots)):
            yield lambda s: self._all_or_none(s, quantifier)
            return
        self._drop_counts(slots)
        asks_sectors = (
            (Cue.SECTOR in slots.reading.cues and not slots.sectors and not (slots.groups and slots.has(Cue.TOTAL)))
            or asks_members(slots.reading)
            or (not named and asks_who(slots.reading))
        )
        asks_sectors = asks_sectors or (not named and counts_unnamed(slots.reading))
        if asks_sectors or slots.has(Cue.HIGHEST, Cue.LOWEST, Cue.RANK, Cue.NEXT):
            yield self._over_sectors
        picks = slots.reading.cues & {Cue.WHO, Cue.WHICH} or asks_count(slots.reading)
        if len(slots.sectors) > 1 and picks and not slots.has(Cue.MORE, Cue.LESS):
            # "A, B en C: wie haalde het doel?", "hoeveel van A, B en C haalden het doel?"
            yield self._over_sectors
        if picks_some(slots.reading):
            # What is asked of some is not the figure of all: see `assistant.steps`.
            return
        yield self._mean
        yield self._pooled_rate
        yield self._ratio
        yield self._parts_summed
        yield self._share_of_jobs
        yield self._share
        yield self._extreme_of_named
        yield self._moved_difference
        yield self._growth_to_goal
        yield self._gap_over_time
        if asks_sectors:
            if not claim:
                yield self._overview
            return
        if claim:
            yield self._claimed_rate
        self._drop_known_numbers(slots, claim=claim)
        if claim:
            yield self._unchanged
        yield self._change_or_gap
        yield self._difference
        yield lambda s: self._plain(s, claim=claim)
        if not claim:
            yield self._overview

    @staticmethod
    def _years_of_each(slots: Slots) -> bool:
        """Whether subjects that are taken together are each of a year of their own ("A in 2023 en B in 2024 samen")."""
        kinds = (Kind.SECTOR, Kind.GROUP, Kind.YEAR)
        order = [m.value(Kind.YEAR) is not None for m in slots.reading.mentions if any(m.value(k) for k in kinds)]
        apart = len(order) > _PAIR and order == [False, True] * (len(order) // _PAIR)
        return apart and Cue.TOTAL in slots.reading.cues

    @staticmethod
    def _asks_beside_sum(reading: Reading) -> bool:
        """Whether a movement of somebody is asked behind a sum of others ("tel A bij B op, en hoeveel daalde C?")."""
        asked = next((m.first for m in reading.mentions if Cue.HOW_MANY in m.cues), 0)
        names = [m.first for m in reading.of(Kind.SECTOR)]
        adds = any(Cue.TOTAL in m.cues and m.first < asked for m in reading.mentions)
        moves = any(m.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE} and m.first > asked for m in reading.mentions)
        return adds and moves and any(at < asked for at in names) and any(at > asked for at in names)

    def _loses_a_member(self, slots: Slots, request: Request) -> bool:
        """Whether one of a group is named beside it, and the request is only of the group ("hoeveel procent van het
        tekort van het onderwijs zit bij het po?")."""
        members = {m for group in slots.groups for m in self._group_members(group)}
        named = set(slots.sectors) & members
        return bool(named) and named < members and all(members <= set(t.members) for t in request.targets)

    def _refuse_mixtures(self, slots: Slots) -> None:
        """What no single request can hold: measures of different years or subjects, crosswise."""
        if (
            unanswerable_way(slots.reading)
            or with_and_without(slots.reading)
            or one_of_group(slots.reading)
            or (not slots.left_out and others_beside(slots.reading))
        ):
            raise NoReadingError
        spans = [m for m in slots.reading.of(Kind.NUMBER) if {"jaar", "jaren"} & set(slots.reading.after(m, 1))]
        if Cue.TOTAL in slots.reading.cues and spans and Cue.HYPOTHESIS not in slots.reading.cues:
            # "In drie jaar samen": a sum over years is no figure of one of them.
            raise NoReadingError
        if (
            self._asks_beside_sum(slots.reading)
            or rates_shortfall(slots.reading)
            or figure_aside(slots.reading)
            or self._years_of_each(slots)
        ):
            raise NoReadingError
        names = [*slots.reading.of(Kind.SECTOR), *slots.reading.of(Kind.GROUP)]
        words = {token.fold for token in slots.reading.tokens}
        held = slots.reading.cues & {Cue.MORE, Cue.LESS}
        if held and len(names) == 1 and "dan" in slots.reading.before(names[0], 2) and words & {"dat", "die", "dit"}:
            # "Is dat meer dan Defensie?": of what, the words before it say.
            raise NoReadingError
        sided = bool(_OTHER_SIDE & {token.fold for token in slots.reading.tokens})
        if sided and slots.numbers and len(slots.sectors) > 1:
            # "A zit boven de 85% en B eronder": each is held against that figure, and not against the other.
            raise NoReadingError
        years = {*slots.years, *([slots.base] if slots.base else [])}
        both = {GOAL, REALISED} <= set(slots.measures)
        compares = slots.has(Cue.DIFFERENCE, Cue.MORE, Cue.LESS, Cue.RATIO)
        several_of_something = self._subjects(slots) > 1 or len(years) > 1
        mixed = (slots.has(Cue.MEAN, Cue.TOTAL, Cue.SHARE) or RATE in slots.weak) and crosswise_named(slots.reading)
        # "Procentpunt meer van het doel gerealiseerd": of the percentage.
        both = both and not slots.has(Cue.POINTS)
        crosswise = (compares or mixed) and both and not must_realise(slots.reading) and several_of_something
        parts = len(slots.reading.values(Kind.QUALIFIER)) > 1
        pooled = slots.has(Cue.TOTAL) or bool(slots.left_out)
        of_one = (pooled or len(slots.sectors) + len(slots.groups) == 1) and len(years) < 2
        ratio = slots.has(Cue.RATIO) and ((both and not of_one) or slots.has(Cue.LESS))
        several = len(slots.sectors) > 1 and self._subjects(slots) > 1 and len(years) > 1 and compares
        points_of_goal = (
            slots.has(Cue.POINTS) and GOAL in slots.measures and not ({REALISED, RATE} & set(slots.measures))
        )
        gap = slots.has(Cue.SHORT, Cue.OVER, Cue.ABOVE, Cue.BELOW, Cue.ACHIEVE)
        if parts or ratio or crosswise or several or (points_of_goal and not gap):
            raise NoReadingError

    @staticmethod
    def _only_modal_goal(slots: Slots) -> bool:
        """Whether the target is named by "moest" alone, and nothing says that it was met or missed."""
        goals = [m for m in slots.reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL]
        return all(fold(m.text) in MODAL for m in goals) and not slots.has(Cue.SHORT, Cue.OVER, Cue.ABOVE, Cue.BELOW)

    def _plain(self, slots: Slots, *, claim: bool) -> Request | None:
        """A figure as it stands, of one or more subjects, or of several pooled."""
        achieved = slots.has(Cue.ACHIEVE) and GOAL in slots.measures and not slots.has(Cue.HOW_FAR)
        in_percent = RATE in slots.weak and not claim
        told = claim and slots.numbers and self._only_modal_goal(slots)
        if achieved and (told or (not claim and only_must(slots.reading))):
            # "Wat had het mbo moeten halen?" asks for the target itself, "ze moesten er 713 halen" tells it.
            achieved = False
        known = {m.number for m in slots.reading.of(Kind.NUMBER) if "van" in slots.reading.before(m, 2)}
        if slots.has(Cue.ACHIEVE) and must_realise(slots.reading) and known - {m.number for m in slots.numbers}:
            # "Hoeveel van de 713 die X moest realiseren zijn er gelukt?": what was realised.
            slots.measures = [m for m in slots.measures if m != GOAL]
            slots.take(Cue.ACHIEVE)
            return Request(measures=(REALISED,), targets=self._members(slots), periods=self._periods(slots))
        if achieved and Cue.ACHIEVE in slots.reading.cues and asks_size(slots.reading):
            # "Met hoeveel fta haalden ze het doel?": by how much they passed it.
            slots.take(Cue.ACHIEVE)
            return Request(metric=Metric.GAP_PERCENT if in_percent else Metric.GAP, sense=Sense.UP,
                           measures=(REALISED,), targets=self._targets(slots) or self._members(slots),
                           periods=self._period(slots), qualifier=self._qualifier(slots, REALISED))  # fmt: skip
        if achieved and not in_percent and (claim or Cue.HOW_MANY not in slots.reading.cues):
            return self._achieved(slots)
        achieves = slots.take(Cue.ACHIEVE)
        if asks_which_jobs(slots.reading):
            return None
        measure = self._measure(slots)
        has = _has_alone(slots.reading)
        if measure is None and (achieves or has) and not claim and Cue.HOW_MANY in slots.reading.cues:
            # "Hoeveel haalde het Rijk?", "hoeveel hadden ze samen?"
            measure = REALISED
        summed = False
        if not (slots.sectors or slots.groups):
            if not slots.take(Cue.TOTAL):
                return None
            slots.groups, summed = self._everyone(), True
        if measure is None:
            if not slots.part:
                return None
            measure = REALISED
        total = slots.take(Cue.TOTAL) or summed
        slots.take(Cue.COMPARE)
        if total and not self._settle_total(slots):
            return None
        pool = self._pool(slots) if total or slots.groups or slots.left_out else None
        apart = () if total or len(slots.groups) + len(slots.sectors) < _PAIR else self._named_apart(slots)
        targets = apart or ((pool,) if pool is not None else self._members(slots))
        measures: tuple[str, ...] = (measure,)
        both = {GOAL, REALISED} <= set(slots.measures)
        listed = measures_listed(slots.reading)
        if len(listed) > 1 and not claim:
            measures = listed
        elif both and RATE not in (*slots.measures, *slots.weak) and not must_realise(slots.reading):
            measures = (GOAL, REALISED)
        elif both and RATE in slots.weak:
            measures = (RATE,)
        return Request(
            measures=measures, targets=targets, periods=self._periods(slots), qualifier=self._qualifier(slots, measure)
        )

    @staticmethod
    def _settle_total(slots: Slots) -> bool:
        """Whether "totaal" beside a part of one subject can be told: the part alone ("totaal via
        inkoop"), or with the regular jobs ("inkoopbanen en reguliere banen samen")."""
        if len(slots.sectors) != 1 or slots.groups or not slots.part or slots.part.startswith("incl-"):
            return True
        words = {token.fold for token in slots.reading.tokens}
        if words & {"reguliere", "regulier", "eigen", "gewone"} and len(slots.reading.values(Kind.QUALIFIER)) == 1:
            slots.part = f"incl-{slots.part}"
            return True
        # "Alles wat niet vast is bij elkaar" is one figure too.
        return Cue.VIA in slots.reading.cues or slots.part.startswith("excl-")


def _has_alone(reading: Reading) -> bool:
    """Whether how many somebody has is asked, and nothing else stands there ("hoeveel heeft A beloofd?" does)."""
    names = {
        at for kind in (Kind.SECTOR, Kind.GROUP, Kind.YEAR, Kind.QUALIFIER, Kind.UNIT)
        for m in reading.of(kind) for at in range(m.first, m.last)
    }  # fmt: skip
    asks = {Cue.HOW_MANY, Cue.TOTAL, Cue.INCLUDING, Cue.EXCLUDING, Cue.EARLIER, Cue.LATEST, Cue.VIA}
    names |= {at for m in reading.mentions if m.cues & asks for at in range(m.first, m.last)}
    left = {token.fold for at, token in enumerate(reading.tokens) if at not in names}
    return bool(_HAS & left) and left - _HAS <= _BESIDE_HAS


_BESIDE_HAS = frozenset("de het in er en van nu dan eigenlijk precies".split())


def _of_either(reading: Reading, request: Request) -> Request:
    """A claim of each of several names as one of any of them, where "of" stands between them; which of two did more
    ("groeide A of B harder?") as the first of them."""
    if not either_name(reading):
        return request
    moved = reading.cues & {Cue.MORE, Cue.LESS} and reading.cues & {Cue.RISE, Cue.FALL}
    compares = bool(moved) and not reading.cues & {Cue.THAN, Cue.CLAIM, Cue.WHO, Cue.WHICH}
    lists = request.aggregation in (Aggregation.FILTER, Aggregation.EXTREME) and len(request.targets) == _PAIR
    if compares and lists and not reading.of(Kind.NUMBER):
        return Request(
            aggregation=Aggregation.EXTREME, metric=request.metric, sense=request.sense, measures=request.measures,
            targets=request.targets, periods=request.periods, base=request.base, qualifier=request.qualifier,
            highest=Cue.LESS not in reading.cues, assumptions=request.assumptions,
        )  # fmt: skip
    any_of_them = request.quantifier == "all"
    return request.model_copy(update={"quantifier": "some"}) if any_of_them else request


__all__ = ["Understander", "Understood"]
