"""The names of a question: which are listed together, which are left out, and how many subjects they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.cues import Cue
from assistant.question import Target
from assistant.reading import Kind, Mention, Reading
from assistant.settling import REMAINING, cues_before
from corpus.dutch import enumerate_dutch, fold
from corpus.facts import FactTable
from corpus.lexicon import Lexicon

if TYPE_CHECKING:
    from assistant.slots import Slots

_NEAR_LEFT_OUT = 2
_LISTED = frozenset({"de", "het", "en", "of"})
#: What may stand between a name and "buiten beschouwing" or "er niet in" behind it.
_ASIDE = frozenset("mag mogen moet moeten kan kunnen hoort horen er dan wel dus even nu hier niet daarbij".split())
_OFF = frozenset({"eraf", "erbuiten", "daarbuiten", "eruit", "daargelaten", "uitgezonderd", "weglaat", "weglaten"})
#: Words that ask what is left of all, where no whole is named.
_LEAVES = frozenset("blijft blijven overblijft overblijven resteert resteren rest".split())
#: How far a word for a total stands behind a list that is taken as a whole ("A en B in 2024 samen"), and before one.
BEHIND_LIST, BEFORE_LIST = 2, 1
_BEHIND = frozenset({"buiten beschouwing", "niet meegerekend", "niet meegeteld", "buiten beschouwing gelaten"})


class NameReader:
    """Reads whom a question names."""

    facts: FactTable
    lexicon: Lexicon
    labels: dict[str, str]

    def _single(self, subject: str) -> Target:
        # Of who has no table the calculator says that there is no figure.
        label = self.labels.get(subject) or self.lexicon.sectors[subject].in_text
        return Target(label=label, members=(subject,))

    def _group_members(self, group: str) -> tuple[str, ...]:
        found = next(g for g in self.lexicon.group if g.id == group)
        members = self.facts.subjects if "*" in found.members else found.members
        return tuple(m for m in members if m in self.labels)

    def _group_label(self, group: str) -> str:
        return next(g.label for g in self.lexicon.group if g.id == group)

    def _everyone(self) -> list[str]:
        """The group that holds every sector."""
        return [g.id for g in self.lexicon.group if "*" in g.members][:1]

    def _leave_out(self, slots: Slots) -> None:
        """Settles "alle sectoren behalve X" and "X niet meegerekend": who is left out stands beside the words that
        say so, and the rest is asked."""
        if slots.part:
            return
        out: list[str] = []
        labels: list[str] = []
        kept: list[Mention] = []
        for names in self._lists_of_names(slots.reading):
            if not self._left_aside(slots.reading, names):
                kept += names
                continue
            for name in names:
                sector, group = name.value(Kind.SECTOR), name.value(Kind.GROUP)
                out += [sector] if sector is not None else self._group_members(str(group))
                labels.append(self.labels[sector] if sector is not None else self._group_label(str(group)))
        groups = [str(m.value(Kind.GROUP)) for m in kept if m.value(Kind.SECTOR) is None]
        of_all = slots.has(Cue.TOTAL, Cue.SECTOR) or bool(_LEAVES & {t.fold for t in slots.reading.tokens})
        whole = groups or (self._everyone() if of_all else [])
        if not out or not whole or any(m.value(Kind.SECTOR) for m in kept):
            return
        rest = [m for group in whole for m in self._group_members(group) if m not in out]
        if not rest:
            return
        slots.take(Cue.EXCLUDING)
        slots.sectors, slots.groups = list(dict.fromkeys(rest)), []
        slots.left_out = f"{self._group_label(whole[0])} zonder {enumerate_dutch(list(dict.fromkeys(labels)))}"

    def _lists_of_names(self, reading: Reading) -> list[list[Mention]]:
        """The names of a question, those that are listed together ("A, B en C") in one list."""
        found: list[list[Mention]] = []
        for mention in reading.mentions:
            sector = mention.value(Kind.SECTOR)
            if sector not in self.labels and mention.value(Kind.GROUP) is None:
                continue
            last = found[-1][-1] if found else None
            between = {t.fold for t in reading.tokens[last.last : mention.first]} if last is not None else {""}
            if between <= _LISTED:
                found[-1].append(mention)
            else:
                found.append([mention])
        return found

    @staticmethod
    def _left_aside(reading: Reading, names: Sequence[Mention]) -> bool:
        """Whether a list of names is left out by the words before it ("behalve A en B") or behind it ("A en B buiten
        beschouwing", "A eraf", "als je A niet meerekent")."""
        opens = next((at for at in range(names[0].first - 1, -1, -1) if reading.tokens[at].fold not in _LISTED), -1)
        if opens >= 0 and reading.tokens[opens].fold == "op" and reading.after(names[-1]) == ["na"]:
            # "Op de gemeenten na"
            return True
        for mention in reading.mentions:
            denied = Cue.INCLUDING in mention.cues and Cue.NOT in cues_before(reading, mention)
            if (Cue.EXCLUDING not in mention.cues and not denied) or fold(mention.text) in REMAINING:
                continue
            behind_part = any(m.last == mention.first for m in reading.of(Kind.QUALIFIER))
            if 0 <= names[0].first - mention.last <= _NEAR_LEFT_OUT and not (
                behind_part and fold(mention.text) in _BEHIND
            ):
                # "Inkoop buiten beschouwing, A en B" leaves the part out.
                return True
            aside = {t.fold for t in reading.tokens[names[-1].last : mention.first]} <= _ASIDE
            # "Met uitzondering van" tells what follows.
            last = fold(mention.text).split()[-1]
            tells = (len(mention.text.split()) > 1 and last != "van") or last in _OFF or denied
            if mention.first >= names[-1].last and aside and tells:
                return True
        return False

    @staticmethod
    def _taken_together(reading: Reading, names: Sequence[Mention]) -> bool:
        """Whether a word for a total stands right before or behind a list of names."""
        return any(
            Cue.TOTAL in m.cues
            and (0 <= m.first - names[-1].last <= BEHIND_LIST or 0 <= names[0].first - m.last <= BEFORE_LIST)
            for m in reading.mentions
        )

    def _subjects(self, slots: Slots) -> int:
        """How many subjects a question speaks of: those of a list that is taken as a whole are one."""
        if slots.left_out:
            return 1
        lists = self._lists_of_names(slots.reading)
        return sum(1 if self._taken_together(slots.reading, names) else len(names) for names in lists)
