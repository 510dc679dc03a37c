"""Follow-ups in the words of the turns before: by ellipsis (what is named replaces what stood there) or by
anaphora (what is lacking is taken from there)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Status
from assistant.changes import MOVES
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.phrasing import Phraser
from assistant.question import REALISED
from assistant.reading import Kind, Mention, Reading
from assistant.said import Said
from assistant.slots import FREE
from assistant.understand import Understander
from corpus.dutch import enumerate_dutch
from corpus.lexicon import Lexicon

_PLACING = frozenset({Cue.INCLUDING, Cue.EXCLUDING, Cue.EARLIER, Cue.THAT_ONE, Cue.CLAIM})
_TAIL = re.compile(r"[?.!\s]+$")
_THING = re.compile(r"\b(?!bij |van |in |voor )\w{4,} (?:in|van|bij|uit) (?:de |het )?(?=\w)", re.IGNORECASE)
_MANY = 6
_OFFERED = 4


class InWords:
    """Writes follow-ups out in the words of the turns before them."""

    def __init__(self, understander: Understander, lexicon: Lexicon, phraser: Phraser) -> None:
        self._understander = understander
        self._lexicon = lexicon
        self._phraser = phraser

    def in_words(self, conversation: Conversation, question: str, said: Said) -> Iterator[str]:
        """The question in full in the words of the turns before it."""
        previous = conversation.turns[-1]
        reading, text = said.reading, said.text
        if _who(reading) and Cue.EXCLUDING in reading.cues and not reading.of(Kind.QUALIFIER):
            # "Zonder de politie" is asked of the others.
            return
        if said.words & dialogue().rest:
            # "De rest" is what a figure leaves; no question is asked of somebody of that name.
            return
        before = self._understander.reader.read(previous.resolved)
        acts = previous.request is None and {"ze", "zij"} & {token.fold for token in reading.tokens}
        if is_fragment(reading) and not acts:
            whole = [*self._substituted(previous, before, reading)]
            yield from whole
            if whole:
                return
        elif only_why(reading) and not previous.resolved.startswith("Over "):
            yield f"Waarom: {_TAIL.sub('', previous.resolved)}?"
        yield from self._completed(conversation.turns, text, reading, question)

    def _substituted(self, previous: Turn, before: Reading, reading: Reading) -> Iterator[str]:
        """The previous question with what the follow-up names in the place of what stood there."""
        text = previous.resolved
        changes: list[tuple[int, int, str]] = []
        tail: list[str] = []
        who = _words(reading, _who(reading))
        unread = previous.answer is not None and previous.answer.status in (Status.NOT_IN_SOURCE, Status.OUT_OF_SCOPE)
        if who and not _who(before) and unread:
            # What was not understood is not asked again of somebody else.
            return
        if who:
            _replace(changes, tail, before, _who(before), who, "bij " + who)
        years = _words(reading, reading.of(Kind.YEAR)) or self._earlier(previous, reading)
        if years:
            at = before.of(Kind.YEAR) or [m for m in before.mentions if m.cues & {Cue.EARLIER, Cue.LATEST}]
            _replace(changes, tail, before, at, years, "in " + years)
        part = reading.of(Kind.QUALIFIER)
        if part:
            placing = [m for m in reading.mentions if m.cues & {Cue.INCLUDING, Cue.EXCLUDING}]
            words = _words(reading, [*placing, *part])
            at = [m for m in before.mentions if m.value(Kind.QUALIFIER) or m.cues & {Cue.INCLUDING, Cue.EXCLUDING}]
            words = words if placing or at else self._part_words(reading, part)
            _replace(changes, tail, before, at, words, words)
        units = [m for m in reading.mentions if m.value(Kind.UNIT) or Cue.POINTS in m.cues]
        if units:
            at = [m for m in before.mentions if m.value(Kind.UNIT)]
            _replace(changes, tail, before, at[:1], _words(reading, units[:1]), "in " + _words(reading, units[:1]))
        if not changes and not tail:
            return
        for start, end, words in sorted(changes, reverse=True):
            text = text[:start] + words + text[end:]
        yield " ".join([_TAIL.sub("", text), *tail]) + "?"

    def other_thing(self, previous: Turn, reading: Reading) -> str:
        """ "En de besturen in het vo?", after a question on "schoolorganisaties in het po": that question of these;
        empty for any other."""
        before = self.read(previous)
        if len(reading.others) != 1 or not (_who(reading) and _who(before)):
            return ""
        new, old = (_thing(one) for one in (reading, before))
        if new is None or old is None or reading.others[0].text not in new.group():
            return ""
        ends = before.tokens[max(m.last for m in _who(before)) - 1].end
        last = reading.tokens[max(m.last for m in _who(reading)) - 1].end
        text = before.question[: old.start()] + reading.question[new.start() : last] + before.question[ends:]
        years = [m.text for m in reading.of(Kind.YEAR)]
        for mention in before.of(Kind.YEAR) if years else []:
            text = text.replace(mention.text, years[0])
        return text

    def _part_words(self, reading: Reading, part: Sequence[Mention]) -> str:
        beside = self._lexicon.qualifiers[str(part[0].value(Kind.QUALIFIER))].of == "sentence"
        with_it = {token.fold for token in reading.tokens} & {"met", "inclusief", "incl", "erbij", "mee"}
        return f"{'inclusief ' if beside and with_it else 'via ' if beside else ''}{_words(reading, part)}"

    def _earlier(self, previous: Turn, reading: Reading) -> str:
        """The year before that of the previous turn."""
        if Cue.EARLIER not in reading.cues:
            return ""
        periods = self._understander.facts.periods
        asked = previous.request.periods[0] if previous.request else (periods[-1] if periods else "")
        return str(int(asked) - 1) if asked.isdigit() else ""

    def _completed(self, turns: Sequence[Turn], text: str, reading: Reading, question: str) -> Iterator[str]:
        """The follow-up with whom, when and which part it lacks taken from the turns before."""
        refers = bool({token.fold for token in reading.tokens} & dialogue().refers) or bool(
            dialogue().opening.match(question)
        )
        lacking: list[str] = []
        last_answer = turns[-1].answer
        lost = last_answer is not None and not turns[-1].answered and turns[-1].request is None
        if lost and not _who(reading) and {"dat", "dit"} & {token.fold for token in reading.tokens} and _moves(reading):
            # "Met hoeveel steeg dat?", of what was not found: no other figure rose.
            return
        if not _who(reading):
            lacking += self._last_named(turns, refers=refers)
        if not lacking and not _who(reading):
            return
        last = turns[-1].request
        if lacking and last is not None and self._compares_unnamed(reading) and last.measures != (REALISED,):
            # "Hoeveel hoger dan in 2023?", after a target: that target, and nothing else of them.
            measured = f"van {self._phraser.noun(last.measures[0])}" if len(last.measures) == 1 else ""
            lacking = [f"{measured} {lacking[0]}".strip(), *lacking[1:]]
        # A rise has years of its own; one that is still needed is of the year that was spoken of.
        moves = reading.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE} and Cue.SHORT not in reading.cues
        dated = reading.of(Kind.YEAR) or reading.cues & {Cue.EARLIER, Cue.LATEST} or moves
        if Cue.EARLIER in reading.cues and not reading.of(Kind.YEAR):
            year = self._earlier(turns[-1], reading)
            lacking += [f"in {year}"] if year else []
        elif not dated:
            years = next((r.of(Kind.YEAR) for t in reversed(turns) if (r := self.read(t)).of(Kind.YEAR)), [])
            latest = last.periods[-1] if last is not None and last.periods else max((m.text for m in years), default="")
            lacking += [f"in {latest}"] if years else []
        inherits = last is not None and last.qualifier and not (reading.of(Kind.QUALIFIER) or reading.of(Kind.MEASURE))
        if last is not None and inherits:
            yield f"{_without_reference(text)} {' '.join(lacking)}{self._phraser.part(last.qualifier)}?"
        if lacking:
            yield f"{_without_reference(text)} {' '.join(lacking)}?"

    @staticmethod
    def _compares_unnamed(reading: Reading) -> bool:
        """Whether it compares or changes what it has no word for."""
        named = (Kind.MEASURE, Kind.WEAK_MEASURE, Kind.UNIT, Kind.QUALIFIER)
        compares = reading.cues & (MOVES | {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW, Cue.DIFFERENCE, Cue.COMPARED})
        return bool(compares) and not any(reading.of(kind) for kind in named)

    def _last_named(self, turns: Sequence[Turn], *, refers: bool) -> list[str]:
        for turn in reversed(turns):
            focus = [t.label.partition(" (")[0] for t in turn.focus]
            if 0 < len(focus) < _MANY:
                return [f"van {enumerate_dutch(list(dict.fromkeys(focus)))}"]
            read = self.read(turn)
            names = _who(read)
            if names:
                labels = [
                    self._understander.labels.get(str(m.value(Kind.SECTOR)), m.text) if m.value(Kind.SECTOR) else m.text
                    for m in names
                ]
                return [f"van {enumerate_dutch(list(dict.fromkeys(labels)))}"]
            if refers and read.others:
                return [_words(read, read.others)]
        return []

    def topic(self, turn: Turn) -> str:
        """What a turn was about, in words: whom it names or found, else what its question names."""
        if turn.resolved.startswith("Over ") and ": " in turn.resolved:
            return turn.resolved.removeprefix("Over ").partition(": ")[0]
        read = self.read(turn)
        loud = [m for m in read.others if m.text[0].isupper() and m.first]
        if loud:
            words, last = _words(read, loud), max(m.last for m in loud)
            name = last
            while name < len(read.tokens) and read.tokens[name].text[0].isupper():
                name += 1
            return words + read.question[read.tokens[last - 1].end : read.tokens[name - 1].end]
        focus = [t.label.partition(" (")[0] for t in turn.focus]
        if 0 < len(focus) < _OFFERED:
            return enumerate_dutch(list(dict.fromkeys(focus)))
        names = [self._understander.labels.get(s, s) for s in read.values(Kind.SECTOR)]
        names += [g.label.partition(" (")[0] for g in self._lexicon.group if g.id in read.values(Kind.GROUP)]
        if names:
            return enumerate_dutch(list(dict.fromkeys(names)))
        # "Bijlage 1 › Maatregelen Rijk › Kansrijke domeinen": the heading nearest to what was quoted.
        return f"‘{turn.sections[0].rpartition(' › ')[2]}’" if turn.sections else ""

    def read(self, turn: Turn) -> Reading:
        """The question of a turn in full, taken apart."""
        return self._understander.reader.read(turn.resolved)


def is_fragment(reading: Reading) -> bool:
    """Whether it only names what changes: whom, when, which part, in what unit."""
    asks = reading.cues - FREE - _PLACING
    if Cue.HOW_MANY in reading.cues and not all(m.value(Kind.UNIT) or m.cues for m in reading.mentions):
        return False
    if Cue.HOW_MANY in reading.cues and not {"dat", "het", "dit"} & {token.fold for token in reading.tokens}:
        return False
    folded = {token.fold for token in reading.tokens}
    if folded & dialogue().asking and Cue.HOW_MANY not in reading.cues and not reading.of(Kind.UNIT):
        return False
    measured = any(m.value(Kind.MEASURE) or _is_measure(m) for m in reading.mentions)
    names = [m for m in reading.mentions if not m.cues]
    return bool(names or reading.cues & _PLACING) and not (asks or reading.others or measured)


def _who(reading: Reading) -> list[Mention]:
    return [m for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP)]


def _moves(reading: Reading) -> bool:
    """Whether a change is asked of what is named by nothing."""
    named = any(m.value(Kind.MEASURE) or m.value(Kind.QUALIFIER) for m in reading.mentions)
    return bool(reading.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE}) and Cue.HOW_MANY in reading.cues and not named


def _thing(reading: Reading) -> re.Match[str] | None:
    """The words that name something of somebody ("schoolorganisaties in het"), right before whom."""
    start = reading.tokens[_who(reading)[0].first].start
    return next((found for found in _THING.finditer(reading.question) if found.end() == start), None)


def _is_measure(mention: Mention) -> bool:
    """Whether a weak name of a measure asks for that measure, not only for a unit."""
    return mention.value(Kind.WEAK_MEASURE) is not None and mention.value(Kind.UNIT) is None


def _words(reading: Reading, mentions: Sequence[Mention]) -> str:
    """The words of the mentions as they stand, with what stands between neighbours."""
    if not mentions:
        return ""
    first, last = min(m.first for m in mentions), max(m.last for m in mentions) - 1
    opening = reading.tokens[first - 1] if first else None
    start = reading.tokens[first].start
    if opening is not None and opening.fold in ("de", "het"):
        start = opening.start
    return reading.question[start : reading.tokens[last].end]


def _replace(
    changes: list[tuple[int, int, str]], tail: list[str], before: Reading, at: Sequence[Mention], words: str, added: str
) -> None:
    """Notes that the first of these mentions becomes ``words`` and the others go; else ``added`` goes at the end."""
    if not at:
        tail.append(added)
        return
    first, last = min(m.first for m in at), max(m.last for m in at) - 1
    start = before.tokens[first].start
    if first and before.tokens[first - 1].fold in ("de", "het"):
        start = before.tokens[first - 1].start
    changes.append((start, before.tokens[last].end, words))


def _without_reference(text: str) -> str:
    """The text without a closing word that only points back."""
    return re.sub(r"\s+(?:daar|daarvan|ervan|daarbij)$", "", text, flags=re.IGNORECASE)


def only_why(reading: Reading) -> bool:
    """Whether only the reason of what was said before is asked."""
    names = (Kind.SECTOR, Kind.GROUP, Kind.OTHER, Kind.QUALIFIER)
    return Cue.WHY in reading.cues and not any(reading.of(kind) for kind in names)
