"""Follow-up questions: what "en in 2023?", "wat is het verschil?" and "waarom?" ask, in full.

A conversation is a value: the turns so far, each with its question as it was understood. A
follow-up is written out in the words of the turns before it: what it names replaces what was named
there (ellipsis by substitution), or what it lacks is taken from there (anaphora). The whole
question is then read like any other, so nothing here computes or answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.cues import Cue
from assistant.question import Aggregation, Metric, Request
from assistant.reading import Kind, Mention, Reading
from assistant.slots import FREE, REALISED
from assistant.understand import Understander
from corpus.dutch import enumerate_dutch, fold
from corpus.facts import bare
from corpus.lexicon import Lexicon

_OPENING = re.compile(
    r"^(?:(?:en|maar|dus|toch|ok|oke|oké|goed|prima|dank|bedankt|ja|nee|dan|nou|tot slot|verder|hoe zit het met|"
    r"hoe zit dat (?:bij|met)|geldt dat ook voor|wat dacht je van|(?:(?:het|de) )?zelfde|hetzelfde|"
    r"(?:ff|even|nu|nog)?\s*(?:iets|wat) anders|doe (?:dan )?(?:maar|eens)|neem (?:dan )?(?:maar|eens))\b[\s,:]*)+",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[\s,]*\b(?:dan|bedoel ik|eigenlijk|ook alweer|graag|aub|a\.u\.b\.)?\s*[?.!]*\s*$", re.IGNORECASE
)
_REFERS = frozenset(
    """
    daar dat die deze dit hun ze zij hen hem het er daarvan ervan daarbij daarvoor daardoor daaraan eraan hiervan
    daarmee daarin daartoe zijn haar diezelfde dezelfde beide allebei daaruit eruit
    """.split()
)
_PLACING = frozenset({Cue.INCLUDING, Cue.EXCLUDING, Cue.EARLIER, Cue.THAT_ONE, Cue.CLAIM})
_TAIL = re.compile(r"[?.!\s]+$")
_SWITCHES = re.compile(r"\b(?:(?:iets|wat) (?:heel )?anders|(?:ander|nieuw) onderwerp|andere vraag)\b", re.IGNORECASE)
_POINTED = re.compile(
    r"\b(?:(?:van|bij|door) )?(?:(?:die|deze|alle) )?(beide|allebei|twee|drie|vier)\b"
    r"(?: (?:sectoren|organisaties|werkgevers|partijen))?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=\S)")
#: Words that point at a figure by where it lies, and what they say in full once that figure is the target.
_BESIDE_GOAL = {"erboven": "boven het doel", "daarboven": "boven het doel", "eronder": "onder het doel",
                "daaronder": "onder het doel"}  # fmt: skip
_SEVERAL = {"beide": 2, "allebei": 2, "tweeën": 2, "twee": 2, "drie": 3, "vier": 4}


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation, and how it was understood."""

    question: str
    resolved: str
    request: Request | None = None
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns so far, the oldest first."""

    turns: tuple[Turn, ...] = ()

    def then(self, turn: Turn) -> Conversation:
        """The conversation with one more turn."""
        return Conversation((*self.turns, turn))


class FollowUps:
    """Writes follow-up questions out in full."""

    def __init__(self, understander: Understander, lexicon: Lexicon) -> None:
        self._understander = understander
        self._lexicon = lexicon

    def stands_alone(self, question: str) -> bool:
        """Whether a question names all it needs, and points back at nothing."""
        understood = self._understander.understand(question)
        if _SWITCHES.search(question):
            return True
        if _OPENING.match(question) or understood.request is None:
            return False
        return not (
            self._holds_against(understood.reading)
            or understood.reading.cues & {Cue.THAT_ONE}
            or self._misses_who(understood.reading)
        )

    @staticmethod
    def _holds_against(reading: Reading) -> bool:
        """Whether a figure of before is held against that of whom is named ("hoeveel lager is die dan …?")."""
        words = {token.fold for token in reading.tokens}
        one = len(reading.of(Kind.SECTOR)) == 1 and not reading.of(Kind.YEAR)
        return one and Cue.THAN in reading.cues and bool(words & {"dat", "die", "dit", "deze"})

    @staticmethod
    def _misses_who(reading: Reading) -> bool:
        """Whether it is about everyone only because it names nobody ("hoeveel is dat samen?")."""
        named = reading.of(Kind.SECTOR) or reading.of(Kind.GROUP) or Cue.SECTOR in reading.cues
        words = {token.fold for token in reading.tokens}
        return not named and bool(words & _REFERS)

    def only_changes(self, question: str) -> bool:
        """Whether a question only names what changes, and so means nothing by itself."""
        return self._is_fragment(self._understander.reader.read(_CLOSING.sub("", _OPENING.sub("", question))))

    def candidates(self, conversation: Conversation, question: str) -> Iterator[str]:
        """The question in full, the likeliest way first; none when there is nothing to go back to."""
        if not conversation.turns:
            return
        previous = conversation.turns[-1]
        bare_text = _full(_CLOSING.sub("", _OPENING.sub("", question)).strip())
        reading = self._understander.reader.read(bare_text)
        before = self._understander.reader.read(previous.resolved)
        acts = previous.request is None and {"ze", "zij"} & {token.fold for token in reading.tokens}
        if self._is_fragment(reading) and not acts:
            whole = [*self._of_two(conversation.turns, reading), *self._substituted(previous, before, reading)]
            yield from whole
            if whole:
                return
        elif self._only_why(reading):
            yield f"Waarom: {_TAIL.sub('', previous.resolved)}?"
        else:
            yield from self._of_two(conversation.turns, reading)
        yield from self._completed(conversation.turns, bare_text, reading, question)

    def said_first(self, question: str) -> tuple[str, str] | None:
        """What is said before the question how many that ends a turn of several sentences, and that
        question; none for any other turn."""
        *before, last = _SENTENCE.split(question.strip())
        if not before or Cue.HOW_MANY not in self._understander.reader.read(last).cues:
            return None
        return " ".join(before), last

    def only_asks_how_many(self, question: str) -> bool:
        """Whether it asks for a number and names nothing ("met hoeveel?")."""
        reading = self._understander.reader.read(question)
        return Cue.HOW_MANY in reading.cues and all(m.cues for m in reading.mentions)

    def with_names_of(self, statement: Reading, question: str) -> str:
        """A question with the names, years and measures of a statement before it; empty where that
        has words that nothing explains, since they may narrow what is asked."""
        if any(m.text[0].isupper() or m.text[0].isdigit() for m in statement.others[1:]):
            return ""
        own = self._understander.reader.read(question)
        lacking = []
        for kinds in ((Kind.SECTOR, Kind.GROUP), (Kind.YEAR,), (Kind.MEASURE,), (Kind.QUALIFIER,)):
            if not any(own.of(kind) for kind in kinds):
                lacking += [m for kind in kinds for m in statement.of(kind)]
        words = " ".join(m.text for m in sorted(lacking, key=lambda m: m.first))
        return f"{_TAIL.sub('', question)} {words}?" if words else ""

    # --- what a follow-up is -----------------------------------------------------------------

    @staticmethod
    def _is_fragment(reading: Reading) -> bool:
        """Whether it only names what changes: whom, when, which part, in what unit."""
        asks = reading.cues - FREE - _PLACING
        if Cue.HOW_MANY in reading.cues and not all(m.value(Kind.UNIT) or m.cues for m in reading.mentions):
            return False
        if Cue.HOW_MANY in reading.cues and not {"dat", "het", "dit"} & {token.fold for token in reading.tokens}:
            return False
        measured = any(m.value(Kind.MEASURE) or _is_measure(m) for m in reading.mentions)
        names = [m for m in reading.mentions if not m.cues]
        return bool(names or reading.cues & _PLACING) and not (asks or reading.others or measured)

    @staticmethod
    def _only_why(reading: Reading) -> bool:
        names = (Kind.SECTOR, Kind.GROUP, Kind.MEASURE, Kind.OTHER)
        return Cue.WHY in reading.cues and not any(reading.of(kind) for kind in names)

    # --- substitution ------------------------------------------------------------------------

    def _substituted(self, previous: Turn, before: Reading, reading: Reading) -> Iterator[str]:
        """The previous question with what the follow-up names in the place of what stood there."""
        text = previous.resolved
        changes: list[tuple[int, int, str]] = []
        tail: list[str] = []
        who = _words(reading, _who(reading))
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

    # --- two turns ---------------------------------------------------------------------------

    def _of_two(self, turns: Sequence[Turn], reading: Reading) -> Iterator[str]:
        """A difference, sum or comparison with the figures of the turns before."""
        wants = reading.cues & {Cue.DIFFERENCE, Cue.TOTAL, Cue.COMPARE, Cue.RATIO, Cue.MORE, Cue.LESS}
        against = self._holds_against(reading)
        if not (wants or against) or (reading.others and not against):
            return
        levels = [t.request for t in turns if t.request is not None and t.request.metric is Metric.LEVEL]
        levels = [r for r in levels if r.aggregation is Aggregation.VALUE and len(r.targets) == len(r.periods) == 1]
        measures = reading.values(Kind.MEASURE)
        if measures and not (against and levels and measures == [levels[-1].measures[0]]):
            return
        named = [m.value(Kind.SECTOR) for m in reading.of(Kind.SECTOR)]
        if named and levels:
            other = levels[-1].model_copy(update={"targets": (self._understander.target(str(named[0])),)})
            levels = [levels[-1], other]
        if len(levels) < 2:
            return
        first, second = levels[-2:]
        noun = self._noun(second)
        if first.targets != second.targets:
            names = enumerate_dutch([first.targets[0].label, second.targets[0].label])
            about = f"van {names} in {second.periods[0]}{self._part(second)}"
        elif first.periods != second.periods:
            about = (
                f"van {second.targets[0].label}{self._part(second)} tussen {first.periods[0]} en {second.periods[0]}"
            )
        elif first.qualifier != second.qualifier:
            part = bare(second.qualifier or first.qualifier)
            name = self._lexicon.qualifiers[part].names[0]
            about = f"inclusief en exclusief {name} van {second.targets[0].label} in {second.periods[0]}"
        else:
            return
        if Cue.TOTAL in wants:
            yield f"Wat is {noun} {about} samen?"
        elif Cue.RATIO in wants:
            yield f"Hoeveel keer zo groot is {noun} {about}?"
        else:
            yield f"Wat is het verschil in {noun.partition(' ')[2]} {about}?"

    def _noun(self, request: Request) -> str:
        measure = self._lexicon.measures.get(request.measures[0])
        label = measure.label.lower() if measure else request.measures[0]
        return f"{'de' if label.startswith('realisatie') and label == 'realisatie' else 'het'} {label}"

    def _part(self, request: Request) -> str:
        if not request.qualifier:
            return ""
        qualifier = self._lexicon.qualifiers[bare(request.qualifier)]
        name = qualifier.names[0]
        if qualifier.of == "figure":
            return f" {name}"
        return f" inclusief {name}" if request.qualifier.startswith("incl-") else f" via {name}"

    # --- completion --------------------------------------------------------------------------

    def _completed(self, turns: Sequence[Turn], text: str, reading: Reading, question: str) -> Iterator[str]:
        """The follow-up with whom, when and which part it lacks taken from the turns before."""
        refers = bool({token.fold for token in reading.tokens} & _REFERS) or bool(_OPENING.match(question))
        lacking: list[str] = []
        if not _who(reading):
            several = self._several(turns, reading)
            if several and (pointed := _POINTED.search(text)):
                text = f"{text[: pointed.start()]}{text[pointed.end() :]}".strip()
            lacking += several or self._last_named(turns, refers=refers)
        last = turns[-1].request
        if not lacking and not _who(reading):
            return
        dated = reading.of(Kind.YEAR) or reading.cues & {Cue.EARLIER, Cue.LATEST, Cue.RISE, Cue.FALL, Cue.CHANGE}
        if Cue.EARLIER in reading.cues and not reading.of(Kind.YEAR):
            year = self._earlier(turns[-1], reading)
            lacking += [f"in {year}"] if year else []
        elif not dated:
            years = next((r.of(Kind.YEAR) for t in reversed(turns) if (r := self._read(t)).of(Kind.YEAR)), [])
            asked = turns[-1].request
            latest = (
                asked.periods[-1] if asked is not None and asked.periods else max((m.text for m in years), default="")
            )
            lacking += [f"in {latest}"] if years else []
        measure = self._measure_before(turns, reading)
        told = self._part_told(turns, reading)
        if told and lacking:
            yield f"Hoeveel banen zijn er gerealiseerd {' '.join(lacking)} {told}?"
            return
        if measure and lacking:
            part = self._part(last) if last is not None and not reading.of(Kind.QUALIFIER) else ""
            yield f"{_without_reference(text)} {measure} {' '.join(lacking)}{part}?"
        if last is not None and last.qualifier and not reading.of(Kind.QUALIFIER) and not reading.of(Kind.MEASURE):
            yield f"{_without_reference(text)} {' '.join(lacking)}{self._part(last)}?"
        if lacking:
            yield f"{_without_reference(text)} {' '.join(lacking)}?"

    def _measure_before(self, turns: Sequence[Turn], reading: Reading) -> str:
        """For a change whose measure is not named: the measure of the turn before, where it has one
        that a question does not mean of its own accord."""
        last = turns[-1].request
        changes = reading.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE}
        named = reading.of(Kind.MEASURE) or any(_is_measure(m) for m in reading.mentions)
        if last is None or not changes or named or last.metric not in (Metric.LEVEL, Metric.CHANGE):
            return ""
        return f"van {self._noun(last)}" if last.measures[0] != REALISED else ""

    def _part_told(self, turns: Sequence[Turn], reading: Reading) -> str:
        """For "wat leverde het hun op": the part that the text before was about, beside whom it was about."""
        words = {token.fold for token in reading.tokens}
        both = words & {"het", "dat", "dit"} and words & {"hun", "ze", "zij", "hen"}
        if not both or Cue.HOW_MANY not in reading.cues or reading.of(Kind.QUALIFIER) or turns[-1].request is not None:
            return ""
        for turn in reversed(turns):
            part = self._read(turn).values(Kind.QUALIFIER)
            if part:
                qualifier = self._lexicon.qualifiers[part[-1]]
                return f"via {qualifier.names[0]}" if qualifier.of == "sentence" else ""
        return ""

    def _several(self, turns: Sequence[Turn], reading: Reading) -> list[str]:
        """For "beide", "die drie": that many of the subjects named last, in the order they came up."""
        words = [token.fold for token in reading.tokens]
        pointed = [
            w for i, w in enumerate(words) if w in ("beide", "allebei") or (i and words[i - 1] in ("die", "deze"))
        ]
        wanted = next((_SEVERAL[word] for word in pointed if word in _SEVERAL), 0)
        found: list[str] = []
        for turn in reversed(turns):
            for name in reversed(self._read(turn).values(Kind.SECTOR)):
                if name not in found:
                    found.append(name)
        if not wanted or len(found) < wanted:
            return []
        labels = [self._understander.labels.get(name, name) for name in reversed(found[:wanted])]
        return [f"van {enumerate_dutch(labels)}"]

    def _last_named(self, turns: Sequence[Turn], *, refers: bool) -> list[str]:
        for turn in reversed(turns):
            read = self._read(turn)
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

    def _read(self, turn: Turn) -> Reading:
        return self._understander.reader.read(turn.resolved)


def _who(reading: Reading) -> list[Mention]:
    return [m for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP)]


def _full(text: str) -> str:
    """The text with "erboven" and its like written out."""
    words = "|".join(_BESIDE_GOAL)
    return re.sub(rf"\b({words})\b", lambda found: _BESIDE_GOAL[found[1].lower()], text, flags=re.IGNORECASE)


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


__all__ = ["Conversation", "FollowUps", "Turn", "fold"]
