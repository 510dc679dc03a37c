"""What a claim or a yes-or-no question claims of what a question asks, and whether a reading holds all of it.

The readings say what is computed; here a figure, a way or a side is claimed of that, and a reading is refused that
leaves out a name, a figure or a year of the question.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.asks import (
    MODAL,
    asked_unit,
    asks_count,
    asks_which_sector,
    asks_who,
    asks_yes_no,
    at_zero,
    became,
    must_realise,
    reaches,
    says_alone,
    says_how_many,
    supposes,
)
from assistant.combine import SENTENCES
from assistant.cues import Cue
from assistant.measured import rate_of_goal
from assistant.movements import MovementReader
from assistant.nuances import (
    FLIPPED,
    ROUGHLY,
    asks_years,
    bound_before,
    either_name,
    figure_first,
    fits_dimension,
    joined_names,
    names_shortfall,
    offers_parts,
    own_sides,
    says_stayed,
    share_of_sectors,
    than_at,
    than_year,
    two_measures,
)
from assistant.quantity import HUNDRED
from assistant.question import GOAL, RATE, REALISED, Aggregation, Comparator, Metric, Request, Sense, Threshold
from assistant.reading import Kind, Reading
from assistant.selection import fraction_told
from assistant.slots import NoReadingError, Slots
from corpus.dutch import fold
from corpus.facts import bare

#: Decimals at which figures are compared as they are.
FINE = 6
_PAIR = 2


class ClaimReader(MovementReader):
    """Reads what is claimed, and holds readings against the question."""

    def _claimed(self, slots: Slots, request: Request) -> Request | None:
        """The request with what is claimed of it: a figure, or the way that something went."""
        if request.claim is not None or request.quantifier or request.recomputed:
            return request
        if request.aggregation is Aggregation.RATIO and {"wat", "hoeveel"} & {t.fold for t in slots.reading.tokens}:
            # "Is A twee keer B? Wat is de verhouding?" asks for the figure.
            slots.numbers = []
            return request
        if slots.numbers:
            return self._with_claim(slots, request)
        if request.metric is Metric.CHANGE and request.measures != (RATE,) and slots.take(Cue.HALF):
            # "Met een kwart gegroeid" claims a percentage, and a round one.
            told = fraction_told(slots.reading)
            bounds = next((bound_before(slots.reading, m) for m in slots.reading.mentions if Cue.HALF in m.cues), None)
            claim_of = Threshold(comparator=Comparator.EQUAL, value=told, unit="%", loose=True)
            if bounds is not None:
                # "Met meer dan een kwart" is a bound, and not about that much.
                claim_of = Threshold(comparator=bounds, value=told, unit="%", decimals=FINE)
            return request.model_copy(update={"metric": Metric.CHANGE_PERCENT, "claim": claim_of})
        if request.measures == (RATE,) and slots.has(Cue.HALF) and len(request.targets) > 1:
            return None
        if request.measures in ((RATE,), ("aandeel",)) and slots.take(Cue.HALF):
            # Who gets beyond half of the target has reached it.
            met = slots.has(Cue.ACHIEVE) or Cue.ACHIEVE in {*slots.taken, *slots.reading.cues}
            reached = Comparator.AT_LEAST if met else Comparator.EQUAL
            comparator = self._comparator(slots) or reached
            of_half = next((m for m in slots.reading.mentions if Cue.HALF in m.cues), None)
            near = slots.reading.before(of_half, 2) if of_half is not None else []
            roughly = next((ROUGHLY[w] for w in near if w in ROUGHLY), None)
            if roughly is not None and request.measures == ("aandeel",):
                # "Ruim een derde is tijdelijk."
                comparator = roughly
            # "De helft is vast" is no figure of one decimal.
            loose = request.measures == ("aandeel",) and (roughly is not None or comparator is Comparator.EQUAL)
            told = fraction_told(slots.reading)
            said = Threshold(comparator=comparator, value=told, unit="%", decimals=6, loose=loose)
            return request.model_copy(update={"claim": said})
        if says_how_many(slots.reading):
            # "Het is gestegen, las ik. Met hoeveel?" asks for the figure; a wrong premise is corrected with it.
            return request
        moved = request.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT) and request.sense is not Sense.EITHER
        moved = moved and request.aggregation is not Aggregation.DIFFERENCE
        if moved and request.aggregation is Aggregation.VALUE and len(request.targets) > 1:
            # "Zijn A en B allebei gestegen?" holds where each did.
            return request.model_copy(
                update={
                    "aggregation": Aggregation.FILTER, "quantifier": "all", "threshold": at_zero(Comparator.ABOVE),
                }
            )  # fmt: skip
        if moved:
            # "Is het gestegen?" asks which way it went, not by how much.
            return self._sided(request)
        one = request.aggregation is Aggregation.VALUE and len(request.targets) == len(request.periods) == 1
        ways = [m for m in slots.reading.mentions if m.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE}]
        if request.metric is Metric.CHANGE and one and (len(ways) > 1 or any("of" in m.text.split() for m in ways)):
            # "Steeg of daalde het?"
            return request
        if request.metric is Metric.CHANGE and one and Cue.HOW_MANY not in slots.reading.cues:
            # "Is het veranderd?" holds where it did not stay the same.
            other = Threshold(comparator=Comparator.UNEQUAL, value=Decimal(0), decimals=FINE)
            return request.model_copy(update={"claim": other})
        beside_goal = request.metric in (Metric.GAP, Metric.GAP_PERCENT) and request.sense is not Sense.EITHER
        if beside_goal and request.aggregation is Aggregation.VALUE:
            return self._on_side(slots, request)
        if request.aggregation is Aggregation.DIFFERENCE and slots.compares is not None:
            if than_year(slots.reading):
                # "Hadden A en B een hoger doel dan in 2023?": each than it had, not A than B.
                return None
            if Cue.THAN not in slots.reading.cues and became(slots.reading) and len(slots.sectors) > 1:
                # "Werd het doel van A of B lager?": than it was.
                return None
            if Cue.THAN not in slots.reading.cues and either_name(slots.reading):
                # "Is A of B groter?" asks which of them.
                return request
            if Cue.THAN not in slots.reading.cues and len(slots.sectors) > 1 and joined_names(slots.reading):
                # "Werd het doel van A en B lager?": of each.
                return None
            if offers_parts(slots.reading):
                # "Meer vaste of tijdelijke?" asks which, and not whether.
                return request
            way = Comparator.ABOVE if slots.compares is Sense.UP else Comparator.BELOW
            return request.model_copy(update={"claim": Threshold(comparator=way, value=Decimal(0), decimals=6)})
        # What asks for yes or no must end in one of them.
        return request if says_how_many(slots.reading) else None

    def _own_sides(self, slots: Slots) -> Request | None:
        """A claim that holds the own realisation against the own target ("was de realisatie minstens zo hoog als het
        doel?", "ligt het doel meer dan 70 fta boven de realisatie?")."""
        sides = own_sides(slots.reading)
        pooled = slots.has(Cue.TOTAL) or bool(slots.left_out)
        if sides is None or (self._subjects(slots) != 1 and not pooled) or slots.part or len(slots.numbers) > 1:
            return None
        first, compared, _ = sides
        targets = self._targets(slots)
        slots.take(Cue.ABOVE, Cue.BELOW, Cue.MORE, Cue.LESS, Cue.ACHIEVE, Cue.TOTAL, Cue.SHORT, Cue.OVER)
        if targets is None or len(targets) != 1:
            return None
        above = (compared in (Comparator.ABOVE, Comparator.AT_LEAST)) == (first == REALISED)
        sense = Sense.UP if above else Sense.DOWN
        equal = compared in (Comparator.AT_LEAST, Comparator.AT_MOST)
        slots.take(Cue.AT_LEAST, Cue.AT_MOST)
        if equal and slots.numbers:
            return None
        way = Comparator.AT_LEAST if above else Comparator.AT_MOST
        return Request(
            metric=Metric.GAP, sense=Sense.EITHER if equal else sense, measures=(REALISED,), targets=targets,
            periods=self._period(slots),
            claim=Threshold(comparator=way, value=Decimal(0), decimals=FINE) if equal else None,
        )  # fmt: skip

    def _same_of_several(self, slots: Slots) -> Request | None:
        """A claim that two have the same figure ("hebben A en B evenveel banen?"), and not that it stayed the same."""
        of_time = len(slots.years) > 1 or slots.base or says_stayed(slots.reading)
        several = len(slots.sectors) > 1 and not slots.groups and not slots.left_out
        if not slots.has(Cue.SAME) or not several or of_time or slots.numbers:
            return None
        if len(slots.sectors) > _PAIR:
            # That three have the same is no request of its own.
            raise NoReadingError
        slots.take(Cue.SAME, Cue.COMPARE, Cue.DIFFERENCE, Cue.ACHIEVE)
        measure = self._measure(slots) or REALISED
        return Request(
            aggregation=Aggregation.DIFFERENCE, measures=(measure,), targets=self._members(slots),
            periods=self._period(slots), qualifier=self._qualifier(slots, measure),
            claim=Threshold(comparator=Comparator.EQUAL, value=Decimal(0), decimals=FINE),
        )  # fmt: skip

    def _on_side(self, slots: Slots, request: Request) -> Request | None:
        """A claim that someone is above or below the target ("zit de politie onder het doel?"), or that each is."""
        reading = slots.reading
        if Cue.HOW_MANY in reading.cues:
            return request
        ends = (reading.mentions[0], reading.mentions[-1])
        asks = asks_yes_no(reading) or any(Cue.CLAIM in m.cues for m in ends)
        asks = asks or (supposes(reading) and not SENTENCES.search(reading.question.strip()))
        *_, last = SENTENCES.split(reading.question.strip())
        asks_back = self.reader.read(last).cues <= {Cue.CLAIM, Cue.TOPIC}
        several = SENTENCES.search(reading.question.strip()) is not None and not (
            asks_back and Cue.CLAIM in reading.mentions[-1].cues
        )
        if not asks or several or {"wat", "welke", "welk"} & {token.fold for token in reading.tokens}:
            # "De hogescholen halen het niet. Tekort?" asks how much.
            return None
        if Cue.NOT in reading.cues and Cue.ACHIEVE not in reading.cues:
            # "Zit het niet boven het doel?"
            return None
        if len(request.targets) > 1 and (GOAL not in reading.values(Kind.MEASURE) or Cue.THAN in reading.cues):
            # "Laat A B achter zich?", "loopt A verder achter dan B?": who of them.
            return None
        if len(request.targets) > 1:
            way = Comparator.ABOVE if request.sense is Sense.UP else Comparator.BELOW
            return request.model_copy(
                update={
                    "aggregation": Aggregation.FILTER, "quantifier": "all", "threshold": at_zero(way),
                    "sense": Sense.UP,
                }
            )  # fmt: skip
        return self._sided(request)

    @staticmethod
    def _sided(request: Request) -> Request:
        """The claim that a figure is on the side that a request tells: above nought or below it."""
        way = Comparator.ABOVE if request.sense is Sense.UP else Comparator.BELOW
        claim = Threshold(comparator=way, value=Decimal(0), decimals=6)
        return request.model_copy(update={"claim": claim, "sense": Sense.EITHER})

    def _claimed_rate(self, slots: Slots) -> Request | None:
        """The percentage of the target that a claim says was met ("66% van haar doel gehaald")."""
        percent = any(self._unit_after(slots.reading, m) == "%" for m in slots.numbers) or slots.has(Cue.HALF)
        # "Was de politie al over de helft?": of its target, where nothing else is named.
        bare = slots.has(Cue.HALF) and not (slots.measures or slots.weak or slots.part or slots.numbers)
        bare = bare and len(slots.sectors) == 1 and slots.has(Cue.ABOVE, Cue.BELOW)
        if not bare and not (percent and GOAL in slots.measures and (slots.sectors or slots.groups)):
            return None
        slots.take(Cue.ACHIEVE, Cue.SHARE)
        targets = self._targets(slots)
        slots.take(Cue.TOTAL)
        return Request(
            measures=(RATE,), targets=targets or self._members(slots), periods=self._period(slots),
            qualifier=self._qualifier(slots, RATE),
        )  # fmt: skip

    def _with_claim(self, slots: Slots, request: Request) -> Request | None:
        """The request with the figure that is claimed of it."""
        if len(slots.numbers) != 1:
            return None
        mention = slots.numbers[0]
        number = mention.number
        if number is None:
            return None
        roughly = next((ROUGHLY[w] for w in slots.reading.before(mention, 2) if w in ROUGHLY), None)
        reached = number == HUNDRED and request.measures == (RATE,) and Cue.ACHIEVE in slots.reading.cues
        if reached and bound_before(slots.reading, mention) is None:
            # Who gets beyond a hundred per cent of the target has met it.
            roughly = roughly or Comparator.AT_LEAST
        # What bounds the figure stands before it; "onder het doel" further on says of what.
        bounds, told = bound_before(slots.reading, mention), self._comparator(slots)
        comparator = roughly or bounds or told or Comparator.EQUAL
        if figure_first(slots.reading, mention):
            # "Is 1.000 fta minder dan wat A realiseerde?": A realised more than that.
            comparator = FLIPPED.get(comparator, comparator)
        if comparator is Comparator.EQUAL and asks_yes_no(slots.reading) and reaches(slots.reading):
            # "Haalde het Rijk 80%?" holds of who got further; "klopt het dat het 80% haalde?" tells the figure.
            comparator = Comparator.AT_LEAST
        # A figure is held against what it is at the same precision; a bound against the exact figure.
        decimals = max(-int(number.as_tuple().exponent), 0) if comparator is Comparator.EQUAL or roughly else FINE
        unit = self._unit_after(slots.reading, mention)
        gap = request.metric in (Metric.GAP, Metric.GAP_PERCENT) and unit == "%"
        if gap and not slots.reading.cues & {Cue.SHORT, Cue.OVER, Cue.POINTS}:
            # "85% van het doel" is no distance to it.
            return None
        if len(request.targets) > 1 and request.aggregation is Aggregation.VALUE:
            # One figure is claimed, and of each of several nobody said which.
            return None
        if unit == "%" and self._unit(request) not in ("%", "procentpunt"):
            # "Zit meer dan 60% in vaste dienst?": of its jobs, where the part is a kind of contract.
            part = self.lexicon.qualifiers.get(bare(request.qualifier)) if request.qualifier else None
            if part is None or part.of != "figure" or request.metric is not Metric.LEVEL:
                return None
            request = request.model_copy(update={"measures": ("aandeel",)})
        claim = Threshold(comparator=comparator, value=number, unit=unit, decimals=decimals, loose=roughly is not None)
        return request.model_copy(update={"claim": claim})

    def _holds(self, slots: Slots, request: Request, *, claim: bool) -> bool:
        """Whether a request uses every name and figure of the question and gives the unit asked for."""
        unit = self.lexicon.measures[request.measures[0]].unit if request.measures[0] in self.lexicon.measures else ""
        if not fits_dimension(slots.reading.question, unit):
            return False
        if asks_years(slots.reading) and request.aggregation is not Aggregation.YEARS:
            return False
        if request.aggregation is Aggregation.EXTREME and request.metric in (Metric.GAP, Metric.GAP_PERCENT):
            ranked = [m for m in slots.reading.mentions if m.cues & {Cue.HIGHEST, Cue.LOWEST}]
            after = [n.value(Kind.MEASURE) for m in ranked for n in slots.reading.mentions if n.first == m.last]
            if {GOAL, REALISED} & set(after):
                # "De sector met de hoogste doelstelling, en hoeveel die tekortkwam": not the largest shortfall.
                return False
        if share_of_sectors(slots.reading) and request.aggregation in (Aggregation.FILTER, Aggregation.COUNT):
            # How many per cent of the sectors is no number or list of them.
            return False
        listed = request.aggregation in (Aggregation.FILTER, Aggregation.COUNT) and request.metric is Metric.CHANGE
        if listed and request.measures == (GOAL,) and Cue.ACHIEVE in slots.reading.cues:
            # "Groeiden en haalden hun doel": that it was met says nothing of how it moved.
            return False
        if claim and self._across_than(slots, request):
            return False
        if claim and request.quantifier != "only" and says_alone(slots.reading):
            return False
        if request.aggregation is Aggregation.DIFFERENCE and self._of_another(slots, request):
            return False
        if self._mixes(slots, request):
            return False
        if request.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT) and names_shortfall(slots.reading):
            # How a shortfall changed is not how what was realised did.
            return False
        grouped = {m for group in slots.groups for m in self._group_members(group)}
        plain = request.aggregation in (Aggregation.VALUE, Aggregation.SUM, Aggregation.MEAN) and not slots.left_out
        if plain and grouped & set(slots.sectors) and not grouped <= set(slots.sectors):
            # One of a group named beside it ("wat dragen de hogescholen bij aan het onderwijs?"): no sum of both.
            return False
        members = {m for target in request.targets for m in target.members}
        members |= set(request.whole.members) if request.whole else set()
        if not slots.left_out and not set(slots.reading.values(Kind.SECTOR)) & set(self.labels) <= members:
            return False
        if slots.numbers and request.claim is None and request.threshold is None:
            return False
        sides = (*request.targets, *((request.whole,) if request.whole else ()))
        periods = {*request.periods, request.base, *(side.period for side in sides)}
        if not {*slots.years, *([slots.base] if slots.base else [])} <= periods:
            return False
        if not self._uses_measures(slots, request):
            return False
        if len(request.measures) > 1:
            return True
        in_percent = request.metric is Metric.CHANGE_PERCENT or request.aggregation is Aggregation.PERCENT_DIFFERENCE
        if in_percent and Cue.RELATIVE in slots.reading.cues:
            # "De procentuele groei van het aantal fta" is a percentage of that number.
            return True
        asked, given = asked_unit(slots.reading), self._unit(request)
        # "Hoeveel procent steeg het realisatiepercentage?" is answered in points, and a note says so.
        in_points = asked == "%" and given == "procentpunt" and RATE in slots.measures
        return not asked or not given or asked == given or in_points

    @staticmethod
    def _uses_measures(slots: Slots, request: Request) -> bool:
        """Whether a change or list is of every measure that is named: a second one is a second condition."""
        if request.metric not in (Metric.CHANGE, Metric.CHANGE_PERCENT) or len(request.measures) != 1:
            return True
        nouns = [m for m in slots.reading.of(Kind.MEASURE) if fold(m.text) not in MODAL]
        named = {m.value(Kind.MEASURE) for m in nouns} & {GOAL, REALISED, RATE} - {request.measures[0]}
        if request.measures[0] == RATE and two_measures(slots.reading):
            # "Daalden in realisatie en in percentage": two conditions.
            return False
        if request.measures[0] == RATE:
            named -= {REALISED, GOAL} if rate_of_goal(slots.reading) else {REALISED}
            named -= {*([GOAL] if Cue.DIVIDED in slots.taken or Cue.SHARE in slots.taken else [])}
        return not named or must_realise(slots.reading)

    @staticmethod
    def _across_than(slots: Slots, request: Request) -> bool:
        """Whether a request takes who is compared and who is compared with as one, or leaves out the latter."""
        than = than_at(slots.reading)
        if than is None:
            return False
        names = [(m.first < than, str(m.value(Kind.SECTOR))) for m in slots.reading.of(Kind.SECTOR)]
        sides = [{name for before, name in names if before is first} for first in (True, False)]
        pooled = [set(target.members) for target in request.targets if len(target.members) > 1]
        mixes = any(sides[0] & members and sides[1] & members for members in pooled)
        behind = any(m.first > than and (m.value(Kind.GROUP) or Cue.SECTOR in m.cues) for m in slots.reading.mentions)
        return mixes or (behind and request.aggregation is Aggregation.VALUE and not pooled)

    @staticmethod
    def _of_another(slots: Slots, request: Request) -> bool:
        """Whether a difference of two is not what is asked: each is held against a year, or those of a group are."""
        own = any(target.period for target in request.targets)
        lists = asks_count(slots.reading) or asks_which_sector(slots.reading)
        grew = became(slots.reading) and Cue.THAN not in slots.reading.cues and request.metric is Metric.LEVEL
        compares = slots.compares is not None and len(slots.reading.of(Kind.SECTOR)) > 1
        held = (than_year(slots.reading) or (grew and compares)) and not own
        than = than_at(slots.reading)
        names = slots.reading.of(Kind.SECTOR)
        if (lists or asks_who(slots.reading)) and than is not None and len(names) > 1:
            # "Welke sectoren hadden meer dan A maar minder dan B?": none of them is asked.
            held = held or all(m.first > than for m in names)
        return held or (lists and any(t.pooled for t in request.targets))

    def _compares_what_is_told(self, reading: Reading) -> bool:
        """Whether a sentence tells a figure that the last one compares ("De politie steeg met 102. Is dat meer dan
        Defensie?"): see `assistant.preamble`."""
        *before, last = SENTENCES.split(reading.question.strip())
        if not before:
            return False
        asked = self.reader.read(last)
        points = {"dat", "die", "dit", "deze"} & {token.fold for token in asked.tokens}
        return bool(points and asked.cues & {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW} and asks_yes_no(asked))
