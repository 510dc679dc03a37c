"""Holds what a sentence claims against the evidence: up or down, more or less, met or missed, highest, denied."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from assistant.guard_binding import Binding
from assistant.guard_evidence import GOAL, RATE, REALISED, Evidence
from assistant.guard_figures import Context
from assistant.guard_reading import Mention, Said
from corpus.dutch import FUNCTION_WORDS, lemma

_OPPOSITE = {
    "up": "down", "down": "up", "more": "less", "less": "more", "above": "below", "below": "above",
    "highest": "lowest", "lowest": "highest",
}  # fmt: skip
_ALIKE = {"up": ("up", "more"), "down": ("down", "less"), "more": ("more", "up"), "less": ("less", "down")}
#: Words that must stand in what is cited, or in the answer itself.
_AS_SAID = ("part", "plan", "cause", "modal", "everyone", "mean", "bound", "per", "relative", "condition")
#: How far from "niet" a word may stand that it denies.
_DENIED = 4
#: Words right before a year that put what is said in that year.
_IN_YEAR = frozenset("in van over voor tegen naar tot en of vanaf sinds tussen jaar dan met vergeleken uit".split())
#: Words of a source that a sentence made of it may not leave out.
_KEEPS = ("negation", "part", "plan", "modal", "only", "intent")
_AIMS = ("intent", "plan")


class Claims:
    """Checks what one sentence says beside its figures."""

    def __init__(self, evidence: Evidence, said: Said, binding: Binding, context: Context) -> None:
        self.evidence = evidence
        self.said = said
        self.binding = binding
        self.context = context
        self.prose = [binding.reader.read(evidence.quotes[m]) for m in said.markers if m in evidence.prose]
        #: The answer's own sentences that share a source with this one, or have none.
        self.told = [s for s in evidence.told if not s.markers or set(s.markers) & set(said.markers)]

    def faults(self) -> Iterator[str]:
        """What is wrong with the claims of the sentence, in Dutch."""
        checks = {
            "up": self._moved, "down": self._moved, "more": self._compared, "less": self._compared,
            "above": self._beside_goal, "below": self._beside_goal, "met": self._met, "highest": self._extreme,
            "lowest": self._extreme, "only": self._alone, "yes": self._verdict, "no": self._verdict,
            "stay": self._stayed, "same": self._unmoved, "next": self._follows, "intent": self._intended,
            "year": self._placed, "excluding": self._left_aside, "total": self._with_figure, "own": self._with_figure,
        }  # fmt: skip
        for mention in self.said.mentions:
            check = checks.get(mention.kind)
            holds = check(mention) if check else mention.kind not in _AS_SAID or self._as_said(mention)
            if not holds:
                words = " ".join(self.said.words(mention.first, mention.last))
                yield f"‘{words}’ volgt niet uit het bewijs"
        if self.said.has("negation") and not self._denial_fits():
            yield "de ontkenning volgt niet uit het bewijs"
        yield from self._left_out()

    # --- which way it went ------------------------------------------------------------------------

    def _who(self, mention: Mention) -> frozenset[str]:
        scope = self.said.segment(mention.first)
        return self.binding.subjects_at(mention.first, mention.last, scope) or self.context.subjects

    def _each(self, subjects: frozenset[str]) -> list[frozenset[str]]:
        """The subjects one by one, or as one where a group is named or the answer pools them."""
        pooled = any(m.kind == "group" and self.binding.reader.subjects(m) == subjects for m in self.binding.named)
        pooled = pooled and subjects != self.binding.everyone
        return [subjects] if pooled else [frozenset({s}) for s in sorted(subjects)]

    @property
    def _period(self) -> str:
        years = [m.value for m in self.binding.years] or sorted(self.evidence.told_periods)
        return max(years, default="")

    def _measures(self, mention: Mention) -> list[str]:
        """The measures that a claim is about: those named, else those of the answer."""
        named = [m for m in self.said.of("measure") if not self.binding.is_gap(m)]
        if named:
            scope = self.said.segment(mention.first)
            found = self.binding.nearest(named, mention.first, mention.last, scope) or named[-1]
            return [found.value]
        if any(m.value == RATE for m in self.said.of("weak")) and any(n.unit == "%" for n in self.said.numbers):
            return [RATE]
        if self.context.measure:
            return [self.context.measure]
        told = [m.value for s in self.evidence.told for m in s.of("measure") if not _gap_only(s, m)]
        return list(dict.fromkeys(told)) or [REALISED]

    def _moved(self, mention: Mention) -> bool:
        if not self._moves_to_year(mention):
            return False
        subjects = self._who(mention)
        measures = self._measures(mention)
        if subjects == self.binding.everyone and self._counted:
            return self._as_told(mention, frozenset())
        for one in self._each(subjects):
            moves = self.evidence.trends(one, measures, self._period)
            if not moves:
                return self._as_told(mention, subjects)
            if not all((move > 0) if mention.kind == "up" else (move < 0) for move in moves):
                return False
        return bool(subjects) or self._as_told(mention, subjects)

    @property
    def _counted(self) -> bool:
        """Whether the sentence says of how many sectors it holds ("vier van de dertien sectoren")."""
        counts = self.evidence.counts
        return counts is not None and counts[0] != counts[1] and counts[0] in {n.value for n in self.said.numbers}

    def _moves_to_year(self, mention: Mention) -> bool:
        """Whether a movement is not put in the first year of the evidence; a year behind "doordat" is of the cause."""
        causes = [m.first for m in self.said.of("cause")]
        years = {
            y.value for y in self.binding.years
            if not any(min(y.first, mention.first) < c < max(y.first, mention.first) for c in causes)
        }  # fmt: skip
        periods = self.evidence.periods
        return not years or len(periods) < 2 or max(years) != periods[0]

    def _as_told(self, mention: Mention, subjects: frozenset[str]) -> bool:
        """Whether the answer's own sentence, or a cited one, has a word of the same class and none against it."""
        alike = _ALIKE.get(mention.kind, (mention.kind,))
        told = {m.value for s in self.evidence.told for m in s.of("measure")}
        named = {m.value for m in self.said.of("measure") if not self.binding.is_gap(m)}
        if told and not self.prose and not named <= told:
            return False
        told = set() if self.prose else self.evidence.told_kinds(subjects)
        for kinds in (told, self._kinds_beside(mention)):
            if kinds & set(alike) and _OPPOSITE.get(mention.kind) not in kinds:
                return True
        return False

    def _kinds_beside(self, mention: Mention) -> set[str]:
        """The classes of words in those parts of the sources that have another word of this part too."""
        start, end = self.said.clause(mention.first)
        own = {w for w in self.said.words(start, end) if w not in FUNCTION_WORDS and w[0].isalpha()}
        own -= {w for m in self.said.of(*_OPPOSITE) for w in self.said.words(m.first, m.last)}
        sources = [*self.prose, *self.told]
        return {m.kind for s in sources for m in s.mentions if own & set(s.words(*s.segment(m.first)))}

    def _compared(self, mention: Mention) -> bool:
        """ "Hoger dan": than another subject, another year, or another figure."""
        words = self.said.words(mention.last, mention.last + 5)
        if "dan" not in words:
            return self._as_told(mention, self._who(mention))
        than = mention.last + words.index("dan") + 1
        end = next((b for b in self.said.breaks if b > than), len(self.said.tokens))
        others = [m for m in self.binding.named if than <= m.first < end]
        years = [m.value for m in self.binding.years if than <= m.first < end]
        higher = mention.kind == "more"
        if others:
            before = [m for m in self.binding.named if m.first < than - 1]
            if not before:
                return False
            left = self._value(self.binding.reader.subjects(before[-1]), mention)
            right = self._value(self.binding.reader.subjects(others[0]), mention)
            return left is not None and right is not None and left != right and (left > right) == higher
        if years:
            return years[0] < self._period and self._moved(
                Mention("up" if higher else "down", "", mention.first, mention.last)
            )
        numbers = [n for n in self.said.numbers if than <= n.first < end]
        # A figure against a figure is held against it where the figures are checked.
        return bool(numbers) or self._as_said(mention)

    def _value(self, subjects: frozenset[str], mention: Mention) -> Decimal | None:
        measures = self._measures(mention)
        return self.evidence.level(subjects, measures[0], self._period) if measures else None

    # --- against the target -------------------------------------------------------------------------

    def _gaps(self, subjects: frozenset[str]) -> list[Decimal] | None:
        gaps = [self.evidence.gap(one, self._period) for one in self._each(subjects)]
        return None if not gaps or any(gap is None for gap in gaps) else [gap for gap in gaps if gap is not None]

    def _beside_goal(self, mention: Mention) -> bool:
        words = self.said.words(mention.last, mention.last + 4)
        threshold = [n for n in self.said.numbers if 0 <= n.first - mention.last <= 1]
        noun = " ".join(self.said.words(mention.first, mention.last))
        if threshold and "doel" not in words:
            return self._as_told(mention, frozenset()) or bool(self.prose)
        end = self.said.segment(mention.first)[1]
        beside = [m for m in self.said.of("measure") if mention.last <= m.first < end]
        before = [m for m in self.said.of("measure") if m.last <= mention.first and not self.binding.is_gap(m)]
        if (beside and beside[0].value != GOAL and not before) or (before and beside and before[-1].value == GOAL):
            return bool(self.prose) and self._as_said(mention)
        goal = any(m.value == GOAL and 0 <= m.first - mention.last <= 3 for m in beside)
        if before and beside and not goal:
            return False
        if not goal and noun in ("onder", "boven", "bovenop", "eronder", "erboven"):
            return self._as_told(mention, self._who(mention))
        gaps = self._gaps(self._subjects(mention))
        if gaps is None:
            return self._as_told(mention, self._who(mention))
        return all((gap > 0) if mention.kind == "above" else (gap < 0) for gap in gaps) and not self._denied_at(mention)

    def _subjects(self, mention: Mention) -> frozenset[str]:
        return self._who(mention) or frozenset(m.value for s in self.evidence.told for m in s.of("subject"))

    @property
    def _denied(self) -> bool:
        return self.said.has("negation")

    def _denied_at(self, mention: Mention) -> bool:
        start, end = self.said.clause(mention.first)
        return any(start <= m.first < end for m in self.said.of("negation"))

    def _met(self, mention: Mention) -> bool:
        if GOAL not in {m.value for m in self.said.of("measure")} or mention.value != "met":
            return True
        if "te" in self.said.words(mention.first - 1, mention.first):
            return True
        gaps = self._gaps(self._subjects(mention))
        if gaps is not None:
            return all((gap < 0) if self._denied else (gap >= 0) for gap in gaps)
        told = [s for s in self.evidence.told if s.has("met")]
        return any(s.has("negation") == self._denied for s in told) and self._subjects(mention) <= frozenset(
            m.value for s in self.evidence.told for m in s.of("subject")
        )

    def _alone(self, mention: Mention) -> bool:
        """ "Alleen": the answer counted, and found just those that are named."""
        counts = self.evidence.counts
        subjects = self.binding.subjects
        same_year = {m.value for m in self.binding.years} <= self.evidence.told_periods
        found = counts is not None and counts[0] == len(subjects) > 0 and same_year and not self._others_moved
        return found or self._as_said(mention)

    @property
    def _others_moved(self) -> bool:
        """Whether anyone else in the evidence went the way that the sentence speaks of."""
        way = next((1 if m.kind == "up" else -1 for m in self.said.of("up", "down")), 0)
        others = {f.subject for f, _ in self.evidence.facts.values()} & self.evidence.sectors - self.binding.subjects
        measures = [m.value for m in self.said.of("measure")][:1] or [REALISED]
        moves = (v for s in others for v in self.evidence.trends(frozenset({s}), measures, self._period))
        return bool(way) and any(move * way > 0 for move in moves)

    # --- among all ------------------------------------------------------------------------------------

    def _extreme(self, mention: Mention) -> bool:
        subjects = self.binding.subjects or self.context.subjects
        values = self._ranked(mention)
        if not subjects or subjects == self.binding.everyone or len(values) < 3:
            return bool(subjects) and self._as_told(mention, subjects) and not values
        high = mention.kind == "highest"
        order = sorted(values, key=lambda s: values[s], reverse=high)
        near = self.binding.nearest(self.binding.named, mention.first, mention.last, self.said.segment(mention.first))
        count = self._how_many(mention)
        if count > 1 or near is None:
            return set(order[: max(count, len(subjects))]) == set(subjects)
        return set(self.binding.reader.subjects(near)) == {order[0]}

    def _how_many(self, mention: Mention) -> int:
        before = [n for n in self.said.numbers if n.last == mention.first and n.value is not None]
        return int(before[0].value or 1) if before else 1

    def _ranked(self, mention: Mention) -> dict[str, Decimal]:
        """What the subjects are compared on: a level, or the size of a rise, fall or shortfall."""
        following = [m.kind for m in self.said.mentions if 0 <= m.first - mention.last <= 1]
        if self.said.words(mention.first, mention.last) in (["meest"], ["minst"]):
            # "Steeg in 2024 het meest."
            start, end = self.said.clause(mention.first)
            following += [m.kind for m in self.said.mentions if start <= m.first < end]
        everyone = sorted({f.subject for f, _ in self.evidence.facts.values()} & self.evidence.sectors)
        values: dict[str, Decimal] = {}
        for subject in everyone:
            one = frozenset({subject})
            if "below" in following:
                gap = self.evidence.gap(one, self._period)
                value = -gap if gap is not None and gap < 0 else None
            elif {"up", "down"} & set(following):
                moves = self.evidence.trends(one, self._measures(mention)[:1], self._period)
                rises = "up" in following
                value = abs(moves[0]) if moves and moves[0] and (moves[0] > 0) == rises else None
            else:
                value = self.evidence.level(one, self._measures(mention)[0], self._period)
            if value is not None:
                values[subject] = value
        return values

    def _follows(self, mention: Mention) -> bool:
        """ "Gevolgd door": those named stand in the answer in this order, with nobody between them."""
        order = list(dict.fromkeys(m.value for s in self.evidence.told for m in s.of("subject")))
        named = [m.value for m in self.said.of("subject")]
        before = [s for s in order if s in self.context.subjects] if named[:1] not in ([s] for s in order[:1]) else []
        run = [*before[-1:], *named]
        places = [order.index(s) if s in order else -1 for s in run]
        return self._as_said(mention) or (len(run) > 1 and all(b == a + 1 for a, b in itertools.pairwise(places)))

    # --- yes, no, and what the source says ----------------------------------------------------------------

    def _verdict(self, mention: Mention) -> bool:
        opening = self.evidence.answer.text.split()[:1]
        return opening == (["Ja."] if mention.kind == "yes" else ["Nee."])

    def _unmoved(self, mention: Mention) -> bool:
        """ "Gelijk": in whatever words the source or the answer says so of the same, and as sure of it."""
        sources = [*self.prose, *self.told]
        sure = [_is_hedged(s, m) for s in sources for m in s.of("same")]
        said_so = "same" in self._kinds_beside(mention) or self._as_said(mention)
        return said_so and (not sure or _is_hedged(self.said, mention) in sure)

    def _stayed(self, mention: Mention) -> bool:
        """ "Bleef": beside the target or a threshold, the same, or as the source has it."""
        start, end = self.said.clause(mention.first)
        beside = [m for m in self.said.of("above", "below", "same") if start <= m.first < end]
        return bool(beside) or self._as_said(mention)

    def _intended(self, mention: Mention) -> bool:
        """ "Wil": where the source speaks of an aim too."""
        return any(s.has("intent", "plan") for s in [*self.prose, *self.told])

    def _placed(self, mention: Mention) -> bool:
        """Before a year stands a word that puts something in it; "na" and "vóór" only as the source has them."""
        before = self.said.words(mention.first - 1, mention.first)
        if before == ["voor"] and self.said.words(mention.first - 2, mention.first - 1) in (["jaar"], ["jaren"]):
            return False
        own = not before or before[0] in _IN_YEAR or mention.first in self.said.breaks
        return own or self._as_said(Mention("year", "", mention.first - 1, mention.last))

    def _left_aside(self, mention: Mention) -> bool:
        """ "Zonder": of a part that the figures know, or as the source has it."""
        parts = self.said.of("part_name", "own")
        return any(mention.first - 3 <= p.first <= mention.last + 2 for p in parts) or self._as_said(mention)

    def _with_figure(self, mention: Mention) -> bool:
        return bool(self.said.numbers) or self._as_said(mention)

    def _as_said(self, mention: Mention) -> bool:
        """Whether these very words stand in a cited sentence, or in the answer itself."""
        before, after = (mention.kind == "relative", mention.kind == "per")
        words = self.said.words(mention.first - before, mention.last + after)
        found = any(_contains(s, words) for s in [*self.prose, *self.told])
        if mention.kind == "mean":
            return found or any(k.kind == "mean" for k in self.evidence.known)
        if mention.kind == "everyone" and self._is_in_name(mention):
            return True
        return found

    def _is_in_name(self, mention: Mention) -> bool:
        return any(m.first <= mention.first and mention.last <= m.last for m in self.said.of("subject", "group"))

    def _denial_fits(self) -> bool:
        """Whether what is denied is denied in a source too: the word behind "niet" stands at a "niet" there."""
        if self.said.has("met") and GOAL in {m.value for m in self.said.of("measure")}:
            return True
        sources = [*self.prose, *self.told]
        if not any(source.has("negation") for source in sources):
            return False
        known = {t.fold for source in sources for t in source.tokens}
        near = {w for source in sources for m in source.of("negation") for w in _around(source, m, _DENIED)}
        behind = (self._word_behind(mention) for mention in self.said.of("negation"))
        return all(word in near for word in behind if word in known)

    def _word_behind(self, mention: Mention) -> str:
        words = self.said.words(mention.last, self.said.segment(mention.first)[1])
        return next((word for word in words if word not in FUNCTION_WORDS), "")

    def _left_out(self) -> Iterator[str]:
        """A sentence made of a source keeps its "indien", its "niet", its "deels" and its "kan"."""
        own = {t.fold for t in self.said.tokens if len(t.fold) > 3}
        for source in self.prose:
            shared = {t.fold for t in source.tokens if len(t.fold) > 3} & own
            if len(shared) > 1 and source.has("condition") and not self.said.has("condition", "suppose"):
                yield "de voorwaarde uit de bron ontbreekt"
                return
            edges = [0, *source.breaks, len(source.tokens)]
            for first, last in itertools.pairwise(edges):
                words = {t.fold for t in source.tokens[first:last] if len(t.fold) > 3}
                if len(words & own) < 2:
                    continue
                limits = [m for m in source.of(*_KEEPS) if first <= m.first < last]
                lost = [m for m in limits if not self.said.has(m.kind, *(_AIMS if m.kind in _AIMS else ()))]
                if lost:
                    yield f"‘{' '.join(source.words(lost[0].first, lost[0].last))}’ uit de bron ontbreekt"
                    return


def _around(said: Said, mention: Mention, reach: int) -> list[str]:
    return said.words(mention.first - reach, mention.last + reach)


def _is_hedged(said: Said, mention: Mention) -> bool:
    """Whether "ongeveer" or "bijna" stands right before a word."""
    return any(mention.first - 2 <= m.first < mention.first for m in said.of("about", "bound", "part"))


def _contains(said: Said, piece: list[str]) -> bool:
    words = [t.fold for t in said.tokens]
    places = range(len(words) - len(piece) + 1)
    return any(all(map(_alike, words[at : at + len(piece)], piece)) for at in places)


def _alike(word: str, other: str) -> bool:
    return word == other or lemma(word) == lemma(other)


def _gap_only(said: Said, measure: Mention) -> bool:
    """Whether the answer names the target only as what was reached or missed."""
    return measure.value == GOAL and said.has("met", "above", "below")
