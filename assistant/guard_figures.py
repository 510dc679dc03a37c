"""Holds each figure of a sentence against the evidence: its value, unit, whose, when, of what, and in what sense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.guard_binding import Binding
from assistant.guard_evidence import GOAL, RATE, REALISED, Evidence, Known
from assistant.guard_prose import Prose
from assistant.guard_reading import Mention, Number, Said

_BASE = frozenset({"dan", "opzichte", "sinds", "vanaf"})
_JOINING = frozenset({"naar", "tegen", "tot", "en", "of", "op"})
_OF = frozenset({"van", "over", "uit", "alle"})


@dataclass(slots=True)
class Context:
    """What the sentences before were about; a sentence that names nothing leans on it."""

    subjects: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    measure: str = ""
    parts: set[str] = field(default_factory=set)


class Figures:
    """Checks the figures of one sentence."""

    def __init__(self, evidence: Evidence, said: Said, binding: Binding, context: Context, prose: Prose) -> None:
        self.evidence = evidence
        self.said = said
        self.binding = binding
        self.context = context
        self.prose = prose
        self.used: list[Known] = []

    def faults(self) -> Iterator[str]:
        """What is wrong with the figures of the sentence, in Dutch."""
        for number in self.said.numbers:
            reason = self._fault(number)
            if reason:
                yield f"‘{number.text}’: {reason}"

    def _fault(self, number: Number) -> str:
        if self._in_prose(number):
            return ""
        hedge = self._hedge(number)
        if hedge is None:
            return "een grens of afronding die het bewijs niet geeft"
        if self._side(self.said, number):
            return "" if self._is_told(number) else "deze grens staat niet in het bewijs"
        if number.ordinal:
            return "" if self._is_rank(number) else "deze plaats staat niet in het bewijs"
        if number.fraction or number.value is None:
            return "dit getal staat niet in het bewijs"
        if self._is_count(number) or self._is_told(number):
            return ""
        candidates = [k for k in self.evidence.known if k.value == number.value and self._unit_fits(number, k)]
        reason = "dit getal met deze eenheid staat niet in het bewijs"
        for known in candidates:
            reason = self._misfit(number, known, hedge=hedge)
            if not reason:
                self.used.append(known)
                return ""
        return reason

    # --- how a figure is written ----------------------------------------------------------------

    def _hedge(self, number: Number) -> bool | None:
        """Whether "circa" stands before a figure; None when it is given as a bound without ground."""
        start = number.first - 3
        near = [m for m in self.said.of("about", "bound") if start <= m.first and m.last <= number.first]
        near = [m for m in near if not set(self.said.words(m.last, number.first)) - {"de", "het", "een"}]
        if any(m.kind == "bound" for m in near):
            return None
        for more in self.said.of("more", "less"):
            if self.said.words(more.last, number.first) in (["dan"], ["dan", "de"], ["dan", "het"]):
                return False if self._compared(more, number) else None
        return bool(near)

    def _compared(self, more: Mention, number: Number) -> bool:
        """Whether "x, hoger dan y" is true of the two figures."""
        before = [n for n in self.said.numbers if n.last <= more.first and n.unit == number.unit]
        if not before or before[-1].value is None or number.value is None:
            return False
        higher = before[-1].value > number.value
        return before[-1].value != number.value and higher == (more.kind == "more")

    def _unit_fits(self, number: Number, known: Known) -> bool:
        following = self.said.words(number.last, number.last + 1)
        if following and following[0] in ("keer", "maal"):
            return known.unit == "keer"
        if number.unit:
            return number.unit == known.unit or self.prose.unit_as_written(number, known.markers)
        if following and following[0] not in _JOINING and number.last not in self.said.breaks:
            return False
        later = [n.unit for n in self.said.numbers if n.first > number.first and n.unit]
        return bool(later) and later[0] == known.unit

    # --- the parts of a figure's meaning -----------------------------------------------------------

    def _misfit(self, number: Number, known: Known, *, hedge: bool) -> str:
        """What does not fit between a figure and the evidence of the same value; empty when all does."""
        if not set(self.said.markers) & known.markers:
            return "de zin noemt niet de bron van dit getal"
        if hedge != known.approximate:
            return "‘circa’ ontbreekt" if known.approximate else "de brief geeft dit getal niet bij benadering"
        checks = (
            (self._sense_fits, "dit getal betekent in het bewijs iets anders"),
            (self._subject_fits, "dit getal hoort bij een ander onderwerp"),
            (self._period_fits, "dit getal hoort bij een ander jaar"),
            (self._measure_fits, "dit getal is van een andere maat"),
            (self._part_fits, "dit getal gaat over een ander deel"),
        )
        return next((reason for fits, reason in checks if not fits(number, known)), "")

    def _sense_fits(self, number: Number, known: Known) -> bool:
        said = self.said
        if known.kind == "supposed" or (said.has("suppose") and self.evidence.supposing and known.kind == "level"):
            return said.has("suppose")
        if (known.kind == "mean") != said.has("mean"):
            return False
        if known.kind == "level" and said.has("total") and known.stated and not known.parts - {()}:
            return False
        if known.kind == "share":
            following = said.words(number.last, number.last + 1)
            return "aandeel" in {m.value for m in said.of("measure")} or following == ["van"]
        if known.kind == "ratio":
            return {"groot", "veel", "die", "hoog"} & set(said.words(number.last, number.last + 4)) != set()
        moved, added = self.binding.says_difference(number), self.binding.is_added(number)
        if known.kind == "delta":
            return moved or added or self._listed(number)
        # "Via inkoop kwamen er 12 fta bij": a part is added to the rest.
        return not moved and (not added or bool(known.parts - {()}))

    def _listed(self, number: Number) -> bool:
        """Whether a figure stands by itself behind a name in a list of differences."""
        if not self.said.has("up", "down", "delta_noun", "above", "below"):
            return False
        before = self.said.text[: self.said.tokens[number.first].start].rstrip()
        return before.endswith(("(", ":"))

    def _subject_fits(self, number: Number, known: Known) -> bool:
        names, context = self.binding.subjects, self.context.subjects
        told = frozenset(m.value for s in self.evidence.told for m in s.of("subject")) or self._told_group()
        if known.kind == "mean":
            return not names or names in (known.subjects, self.binding.everyone)
        if known.kind == "share":
            return known.first <= names <= known.subjects
        if known.kind == "ratio":
            first = self.binding.named[:1]
            return bool(first) and self.binding.reader.subjects(first[0]) == known.first and names == known.subjects
        if known.kind == "delta" and len(known.subjects) == 2 and len(known.measures) == 1:
            return names == known.subjects or (not names and context == known.subjects)
        if len(known.subjects) > 1:
            return names == known.subjects or (not names and (context or told) == known.subjects)
        found = self.binding.subjects_at(number.first, number.last, self.binding.scope(number))
        told_at_all = found or context or told
        # Where the answer itself names nobody, the sentence need not either.
        return told_at_all == known.subjects if told_at_all else len(self._cited_subjects) <= 1

    @property
    def _cited_subjects(self) -> set[str]:
        return {f.subject for f, m in self.evidence.facts.values() if m in self.said.markers}

    def _told_group(self) -> frozenset[str]:
        groups = [m for s in self.evidence.told for m in s.of("group")]
        return frozenset(s for m in groups for s in self.binding.reader.subjects(m))

    def _period_fits(self, number: Number, known: Known) -> bool:
        years = self.binding.years_at(number)
        if known.kind == "supposed":
            return True
        pair = self.binding.pair(number)
        if pair and known.kind == "level":
            own = {m.value for m in years if self._own(number, m) and not self._opens(m, pair)}
            return (not own or own == known.periods) and self._in_order(number, known, pair)
        if len(known.periods) > 1:
            return self._runs(years, known.periods)
        values = {m.value for m in years} or set(self.context.years)
        same = self._periods_of_same(known)
        if values:
            return known.periods <= values <= same
        told = self.evidence.told_periods or {p for k in self.evidence.known if k.kind != "level" for p in k.periods}
        return told <= same

    def _periods_of_same(self, known: Known) -> set[str]:
        """The years in which the evidence has this very figure."""
        alike = (
            k for k in self.evidence.known
            if (k.value, k.unit, k.kind, k.subjects, k.measures, k.parts)
            == (known.value, known.unit, known.kind, known.subjects, known.measures, known.parts)
        )  # fmt: skip
        return {p for k in alike for p in k.periods}

    def _opens(self, year: Mention, pair: tuple[Number, Number]) -> bool:
        """Whether a year stands before "van x naar y", and is that of y."""
        latest = max((p for k in self.evidence.known if k.value == pair[1].value for p in k.periods), default="")
        opens = self.said.words(year.last, pair[0].first)[-1:] == ["van"]
        return year.last <= pair[0].first and opens and year.value == latest

    def _own(self, number: Number, mention: Mention) -> bool:
        start, end = self.binding.scope(number)
        return start <= mention.first < end

    def _in_order(self, number: Number, known: Known, pair: tuple[Number, Number]) -> bool:
        """Whether "van x naar y" runs with the years."""
        left, right = pair
        other = right if number is left else left
        for partner in self.evidence.known:
            same = (partner.subjects, partner.measures, partner.parts) == (known.subjects, known.measures, known.parts)
            if partner.value != other.value or not same or partner.kind != "level":
                continue
            first, last = (known, partner) if number is left else (partner, known)
            if max(first.periods, default="") < min(last.periods, default=""):
                return True
        return False

    def _runs(self, years: Sequence[Mention], periods: frozenset[str]) -> bool:
        """Whether the years named with a difference are those it runs between."""
        base = [m.value for m in years if _BASE & set(self.said.words(m.first - 3, m.first))]
        others = {m.value for m in years} - set(base)
        return set(base) <= {min(periods)} and (others <= {max(periods)} or others == periods)

    def _measure_fits(self, number: Number, known: Known) -> bool:
        found = self.binding.measure_at(number)
        if known.kind == "share":
            return {m.value for m in self.said.of("measure")} <= {*known.measures, "aandeel"}
        if not found and known.measures == {GOAL}:
            return self.context.measure == GOAL
        if not found and known.kind == "level" and self.context.measure == GOAL and known.measures != {GOAL}:
            return number.unit == "%"
        return not found or found in known.measures

    def _part_fits(self, number: Number, known: Known) -> bool:
        found = self.part_at(number)
        if found is None:
            leans = bool(self.context.parts) and self.said.has("total")
            return known.parts == {()} or (leans and all(p and p[0].startswith("incl-") for p in known.parts))
        return found in known.parts

    def part_at(self, number: Number) -> tuple[str, ...] | None:
        """The part that a figure is of: () for "eigen" or "zonder"; None when the sentence names none."""
        number = min(self.binding.pair(number) or (number,), key=lambda n: n.first)
        scope = self.binding.scope(number)
        mentions = sorted(self.said.of("part_name", "own"), key=lambda m: m.first)
        before = [m for m in mentions if m.last <= number.first and not self._between(m.last, number.first)]
        after = [m for m in mentions if m.first >= number.last and not self._between(number.last, m.first)]
        own = [m for m in before if m.first >= scope[0]] or [m for m in after if m.last <= scope[1]] or before or after
        if not own:
            against = "tegen" in self.said.words(number.first - 2, number.first)
            earlier = [n for n in self.said.numbers if n.last <= number.first and n.unit == number.unit]
            return self.part_at(earlier[-1]) if against and earlier else None
        found = own[-1] if own[-1].last <= number.first else own[0]
        if found.kind == "own":
            return ()
        near = (found.first - 3, found.last + 2)
        placing = [m for m in self.said.of("including", "excluding") if near[0] <= m.first and m.last <= near[1]]
        kinds = {m.kind for m in placing}
        if "excluding" in kinds:
            return ()
        figure = self.binding.reader.narrow.get(found.value) == "figure"
        return (f"incl-{found.value}",) if "including" in kinds and not figure else (found.value,)

    def _between(self, first: int, last: int) -> bool:
        return any(first <= n.first < last for n in self.said.numbers)

    # --- figures that are no measure of a sector -----------------------------------------------------

    def _is_rank(self, number: Number) -> bool:
        for said in self.evidence.told if self._told_years else ():
            ranked = [n for n in said.numbers if said.words(n.first - 1, n.first)[-1:] in (["plaats"], ["nummer"])]
            if any(n.value == number.value for n in ranked):
                subjects = frozenset(m.value for m in said.of("subject"))
                stands = self.said.has("ranked") or {"staat", "stond"} & {t.fold for t in self.said.tokens}
                moves = self.said.has("up", "down")
                return bool(stands) and not moves and self.binding.subjects in (subjects, frozenset())
        return False

    def _is_count(self, number: Number) -> bool:
        """Whether it is how many sectors were found, or of how many."""
        if not self._told_years:
            return False
        counts = self.evidence.counts
        following = self.said.words(number.last, number.last + 5)
        if counts is None or number.unit or not ({"sectoren", "sector"} & set(following) or not following):
            return self._is_place(number)
        whole = bool(_OF & set(self.said.words(number.first - 2, number.first)))
        return number.value == counts[1 if whole else 0]

    def _is_place(self, number: Number) -> bool:
        before = self.said.words(number.first - 1, number.first)
        total = bool(_OF & set(self.said.words(number.first - 2, number.first)))
        for said in self.evidence.told:
            for told in said.numbers:
                if told.value != number.value or told.unit or number.unit:
                    continue
                if before == ["plaats"] and said.words(told.first - 1, told.first) == before:
                    subjects = frozenset(m.value for m in said.of("subject"))
                    return not self.said.has("up", "down") and self.binding.subjects in (subjects, frozenset())
                following = set(self.said.words(number.last, number.last + 2))
                of_all = bool(_OF & set(said.words(told.first - 2, told.first)))
                if total and of_all and (not following or "sectoren" in following or self.said.has("ranked")):
                    return True
        return False

    def _is_told(self, number: Number) -> bool:
        """Whether it is a threshold of the answer, on the same side of it and true of all that are named."""
        side = self._side(self.said, number)
        for said in self.evidence.told if self._told_years else ():
            for told in said.numbers:
                same = told.value == number.value and told.unit == number.unit and number.unit
                if same and side and self._side(said, told) == side:
                    measure = self.binding.measure_at(number)
                    return (not measure or measure in {m.value for m in said.of("measure")}) and self._true_of_all(
                        number, side
                    )
        return False

    @property
    def _told_years(self) -> bool:
        """Whether the sentence is about no other year than the answer."""
        years, told = {m.value for m in self.binding.years}, self.evidence.told_periods
        return not told or years <= told

    @staticmethod
    def _side(said: Said, number: Number) -> str:
        """Whether a figure is given as a threshold: "onder (de) 30%"."""
        before = [m for m in said.of("above", "below") if m.last <= number.first]
        found = [m for m in before if said.words(m.last, number.first) in ([], ["de"], ["het"])]
        words = said.words(found[-1].first, found[-1].last) if found else []
        return found[-1].kind if words in (["onder"], ["boven"]) else ""

    def _true_of_all(self, number: Number, side: str) -> bool:
        periods = self.evidence.told_periods
        if not self.binding.named or number.value is None or len(periods) != 1:
            return True
        measure = RATE if number.unit == "%" else REALISED
        if self.binding.subjects == self.binding.everyone:
            return True
        for subject in self.binding.subjects:
            level = self.evidence.level(frozenset({subject}), measure, next(iter(periods)))
            if level is None or (level > number.value) != (side == "above"):
                return False
        return True

    def _in_prose(self, number: Number) -> bool:
        """Whether a cited sentence of the letter has it, where nothing says more of it than the words beside it."""
        known = (k for k in self.evidence.known if k.markers & set(self.said.markers))
        return not any(k.value == number.value and self._unit_fits(number, k) for k in known) and self.prose.holds(
            number
        )
