"""Whom a question sets against each other: the names it lists, each list that is taken as a whole as one."""

from __future__ import annotations

from itertools import pairwise

from assistant.cues import Cue
from assistant.implied import TAKES
from assistant.names import BEHIND_LIST
from assistant.nuances import than_at
from assistant.question import RATE, Request, Target
from assistant.reading import Kind, Mention, Reading
from assistant.selection import SelectionReader
from assistant.slots import Slots
from corpus.dutch import enumerate_dutch, fold

_SEVERAL = 3
_OTHER = frozenset({"andere", "overige"})
#: What sets one figure against another, so that no figure of both together is asked.
_SETS_AGAINST = frozenset(
    {
        Cue.ABOVE, Cue.BELOW, Cue.MORE, Cue.LESS, Cue.OVER, Cue.DIFFERENCE, Cue.RATIO, Cue.SHARE, Cue.AS_PERCENT,
        Cue.DIVIDED, Cue.COMPARED, Cue.COMPARE,
    }
)  # fmt: skip
#: What may stand between "dan" or "als" and a name ("als bij de politie", "dan die van het hbo").
_LEADS_TO_NAME = frozenset("de het bij van voor die dat in aan".split())
_FAR_BEFORE = 5
TIMES = frozenset({"keer", "maal", "x", "malen", "keren"})
#: What joins names that do not stand in one list ("de realisatie van A en die van B").
_JOINS = frozenset({"en", "plus", "+", "met", "bij", "alsook", "evenals", "alsmede", "&", "tel"})


class PartyReader(SelectionReader):
    """Reads which subjects, and which groups of them taken together, a question names."""

    def _ordered(self, slots: Slots) -> tuple[Target, ...]:
        """Subjects and pooled groups in the order in which they are named; those of "A en B samen" are one."""
        found = tuple(dict.fromkeys(target for named in self._parties(slots) for target in named))
        # "Hoeveel meer dan A heeft B?": what stands behind "dan" or "als" is compared with.
        return found[::-1] if len(found) == 2 and self._is_reference(slots.reading) else found

    def _named_apart(self, slots: Slots) -> tuple[Target, ...]:
        """Where groups are named: each as one, beside the subjects that are named; empty where one holds another."""
        found = self._ordered(slots) if slots.groups and not slots.left_out else ()
        members = [member for target in found for member in target.members]
        return found if len(members) == len(set(members)) else ()

    def _parties(self, slots: Slots) -> list[list[Target]]:
        """The targets of each list of names in a question, one where the list is taken as a whole.

        It is where a word for that ("samen", "opgeteld") stands beside it, or where the other side of a comparison
        stands apart from it.
        """
        lists = self._lists_of_names(slots.reading)
        return [
            [self._as_one(slots, names)] if len(names) > 1 and self._taken_together(slots.reading, names)
            else [target for name in names if (target := self._named_target(slots, name)) is not None]
            for names in lists
        ]  # fmt: skip

    def _as_one(self, slots: Slots, names: list[Mention]) -> Target:
        targets = [target for name in names if (target := self._named_target(slots, name)) is not None]
        members = tuple(dict.fromkeys(member for target in targets for member in target.members))
        return Target(label=enumerate_dutch([t.label for t in targets]), members=members, pooled=True)

    def _named_target(self, slots: Slots, mention: Mention) -> Target | None:
        sector, group = mention.value(Kind.SECTOR), mention.value(Kind.GROUP)
        if sector is not None and sector in self.labels:
            return self._single(sector)
        return self._other_members(slots, mention, group) if group is not None else None

    def _two_sides(self, slots: Slots) -> tuple[Target, ...]:
        """The two that a question sets against each other; empty where it names more or fewer."""
        found = self._held_against_pool(slots) or self._ordered(slots)
        return found if len(found) == 2 and not slots.left_out else ()

    def _other_members(self, slots: Slots, mention: Mention, group: str) -> Target:
        """A group as one; "alle andere decentrale overheden" without the subjects that are named."""
        label, members = self._group_label(group), self._group_members(group)
        if not slots.sectors or not set(slots.reading.before(mention, 2)) & _OTHER:
            return Target(label=label, members=members, pooled=True)
        rest = tuple(m for m in members if m not in slots.sectors)
        names = enumerate_dutch([self.labels[s] for s in slots.sectors])
        return Target(label=f"{label} zonder {names}", members=rest, pooled=True)

    @staticmethod
    def _is_reference(reading: Reading) -> bool:
        """Whether the subject named first is the one that the other is compared with, or is taken from it."""
        named = [m for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP)]
        if {token.fold for token in reading.tokens} & TAKES and len(named) > 1:
            # "Trek A af van B" is B less A, "trek van A B af" is A less B.
            taken = next(at for at, token in enumerate(reading.tokens) if token.fold in TAKES)
            return [t.fold for t in reading.tokens[taken + 1 : taken + 2]] != ["van"]
        first = named[0]
        if any(Cue.COMPARED in m.cues and 0 <= first.first - m.last <= 1 and not m.first for m in reading.mentions):
            # "Vergeleken met A: hoeveel meer heeft B?"
            return True
        for mention in reading.mentions:
            # "Hoeveel keer het doel van A is dat van B?": so many times that of A.
            bare = Cue.RATIO in mention.cues and fold(mention.text) in TIMES
            between = [m for m in reading.mentions if mention.last <= m.first and m.last <= first.first]
            near = (
                bare
                and mention.last <= first.first
                and bool(between)
                and not reading.after(mention)[0].startswith("zo")
            )
            if near and all(m.value(Kind.MEASURE) or m.value(Kind.WEAK_MEASURE) for m in between):
                return True
        if any(
            fold(m.text) in TIMES and Cue.HOW_MANY in n.cues and n.first == m.last and n.last <= named[-1].first
            for m, n in pairwise(reading.mentions)
        ):
            # "A keer hoeveel is B?"
            return True
        told = any(
            m.cues & {Cue.MORE, Cue.LESS, Cue.SAME, Cue.RATIO} and m.last <= first.first for m in reading.mentions
        )
        # "Wij als waterschappen" compares with nobody.
        against = {"dan", "als"} if told else {"dan"}
        before = reading.before(first, _FAR_BEFORE)
        while before and before[-1] in _LEADS_TO_NAME:
            before.pop()
        return bool(before and before[-1] in against) or any(
            fold(m.text).endswith("dan") and 0 <= first.first - m.last <= 1 for m in reading.of(Kind.CUE)
        )

    def _held_against_pool(self, slots: Slots) -> tuple[Target, Target] | None:
        """One subject and the several that it is held against as one ("harder dan B en C samen"); None otherwise."""
        than = than_at(slots.reading)
        names = slots.reading.of(Kind.SECTOR)
        if than is None or len(names) < _SEVERAL or slots.groups or len(names) != len(slots.sectors):
            return None
        before = [m for m in names if m.first < than]
        behind = [str(m.value(Kind.SECTOR)) for m in names if m.first > than]
        together = any(m.first > than and Cue.TOTAL in m.cues for m in slots.reading.mentions)
        if len(before) != 1 or not together or not {*behind} <= {*self.labels}:
            return None
        label = enumerate_dutch([self.labels[name] for name in behind])
        pool = Target(label=label, members=tuple(behind), pooled=True)
        return self._single(str(before[0].value(Kind.SECTOR))), pool

    def _apart(self, slots: Slots) -> tuple[Target, ...]:
        """The two that a question names apart from each other, each one subject or several as a whole; empty where it
        names others."""
        parties = self._parties(slots)
        if len(parties) != 2 or any(len(named) != 1 for named in parties) or slots.left_out:
            return ()
        (one,), (other,) = parties
        return () if set(one.members) & set(other.members) else (one, other)

    def _nested(self, slots: Slots) -> tuple[Target, Target] | None:
        """A part and the whole that a question names, in that order; None where neither holds the other."""
        parties = self._parties(slots)
        if len(parties) != 2 or any(len(named) != 1 for named in parties) or slots.left_out:
            return None
        (one,), (other,) = parties
        if set(one.members) < set(other.members):
            return one, other
        return (other, one) if set(other.members) < set(one.members) else None

    def _mixes(self, slots: Slots, request: Request) -> bool:
        """Whether a request adds up what a question sets against each other, or a part and its whole."""
        if slots.left_out:
            return False
        lists = self._lists_of_names(slots.reading)
        members = [{m for t in named for m in t.members} for named in self._parties(slots)]
        # A "gat" is a shortfall, and no difference between two.
        against = {cue for m in slots.reading.mentions if Cue.SHORT not in m.cues for cue in m.cues & _SETS_AGAINST}
        if request.claim is not None or request.threshold is not None:
            # "Samen boven de 1.000?"
            against -= {Cue.ABOVE, Cue.BELOW, Cue.MORE, Cue.LESS}
        if request.measures == (RATE,):
            # "Realisatie gedeeld door doel"
            against -= {Cue.DIVIDED, Cue.SHARE, Cue.AS_PERCENT}
        for target in request.targets:
            mixed = [at for at, named in enumerate(members) if named & set(target.members)]
            if len(mixed) < 2 or not target.pooled or set(target.members) in members:
                continue
            between = {
                token.fold
                for a, b in pairwise(mixed)
                for token in slots.reading.tokens[lists[a][-1].last : lists[b][0].first]
            }
            start, end = lists[mixed[0]][-1].last, lists[mixed[-1]][0].first
            # "A en B samen" is a list by itself; "neem A, tel daar B bij" joins two.
            start += BEHIND_LIST if len(lists[mixed[0]]) > 1 else 0
            adds = "om" not in between and any(
                Cue.TOTAL in m.cues and start <= m.first < end for m in slots.reading.mentions
            )
            nested = any(members[a] < members[b] for a in mixed for b in mixed)
            if nested or against or not (adds or between & _JOINS):
                return True
        return False
