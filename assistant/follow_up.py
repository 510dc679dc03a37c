"""Follow-up questions: what "en in 2023?", "wat is het verschil?" and "waarom?" ask, in full.

A follow-up on figures becomes the request that it asks (`assistant.edits`), and that request a question
(`assistant.phrasing`) which counts only where it reads back as the same request: so the question that
is shown is the question that is answered. Any other is written out in the words of the turns before it:
what it names replaces what was named there (ellipsis), or what it lacks is taken from there (anaphora).
The whole question is then read like any other; nothing here computes or answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.edits import Edits, Said
from assistant.phrasing import Phraser
from assistant.question import Aggregation, Metric, Request, Target
from assistant.reading import Kind, Mention, Reading
from assistant.slots import FREE, GOAL, REALISED
from assistant.understand import Understander
from corpus.dutch import enumerate_dutch
from corpus.lexicon import Lexicon

_PLACING = frozenset({Cue.INCLUDING, Cue.EXCLUDING, Cue.EARLIER, Cue.THAT_ONE, Cue.CLAIM})
_TAIL = re.compile(r"[?.!\s]+$")
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=\S)")
_FRAGMENT = re.compile(r"^(?:en |of )?(?:bij|van|voor|in|met|over|door)\b", re.IGNORECASE)
_SHORT = 6
_OFFERED = 4


class FollowUps:
    """Writes follow-up questions out in full."""

    def __init__(self, understander: Understander, lexicon: Lexicon) -> None:
        self._understander = understander
        self._lexicon = lexicon
        self._edits = Edits(understander, lexicon)
        self._phraser = Phraser(lexicon)

    # --- what a follow-up is -----------------------------------------------------------------

    def stands_alone(self, question: str) -> bool:
        """Whether a question names all it needs, and points back at nothing."""
        words = dialogue()
        understood = self._understander.understand(question)
        if words.opening.match(question) or understood.request is None:
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
        held = reading.cues & {Cue.THAN, Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW, Cue.COMPARE, Cue.DIFFERENCE}
        return one and bool(held) and bool(words & {"dat", "die", "dit", "deze"})

    @staticmethod
    def _misses_who(reading: Reading) -> bool:
        """Whether it is about everyone only because it names nobody ("hoeveel is dat samen?")."""
        named = reading.of(Kind.SECTOR) or reading.of(Kind.GROUP) or Cue.SECTOR in reading.cues
        words = {token.fold for token in reading.tokens}
        return not named and bool(words & dialogue().refers)

    def only_changes(self, question: str) -> bool:
        """Whether a question only names what changes, and so means nothing by itself."""
        return self._is_fragment(self._understander.reader.read(dialogue().stripped(question)))

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

    @staticmethod
    def _is_fragment(reading: Reading) -> bool:
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

    # --- figures -------------------------------------------------------------------------------

    def said(self, question: str, conversation: Conversation | None = None) -> Said:
        """A follow-up as its rules need it."""
        last = conversation.last_request if conversation is not None else None
        year = last.request.periods[-1] if last is not None and last.request is not None else ""
        return self._edits.said(question, year)

    def on_figures(self, conversation: Conversation, said: Said) -> str:
        """The question in full of a follow-up on figures; empty where it is none, or has no sure wording."""
        if self._left(conversation, said):
            own = self._understander.understand(said.text)
            return said.text if own.request is not None and not said.refers and not own.wants_reason else ""
        for request in self._edits.requests(conversation, said):
            text = self.worded(request)
            if text:
                return text
        return ""

    def worded(self, request: Request) -> str:
        """A question that reads as this request and no other; empty where there is none."""
        wanted = _plain(request)
        for text in self._phraser.questions(request):
            read = self._understander.understand(text).request
            if read is not None and _plain(read) == wanted:
                return text
        return ""

    @staticmethod
    def _left(conversation: Conversation, said: Said) -> bool:
        """Whether the conversation has left figures for words, and a follow-up does not go back to them."""
        last = next((turn for turn in reversed(conversation.turns) if turn.answered or turn.request is not None), None)
        if last is None or last.request is not None:
            return False
        back = said.measure or said.in_jobs or said.in_percent or said.cues & {Cue.SHORT, Cue.OVER}
        return not back or not said.names_who

    def named_figure(self, conversation: Conversation, said: Said) -> str:
        """The question for a figure of the tables that a follow-up names beside one of the text ("hun
        realisatie"): of whom the last turn was about; empty where it names none."""
        measure = REALISED if "realisatie" in said.words else said.measure
        if measure not in (GOAL, REALISED) or not said.in_percent or not said.refers or said.reading.others[1:]:
            return ""
        for turn in reversed(conversation.turns):
            sectors = [m for m in self._read(turn).values(Kind.SECTOR) if m in self._understander.labels]
            if len(sectors) == 1:
                years = said.slots.years or list(self._understander.facts.periods[-1:])
                target = self._understander.target(sectors[0])
                return self.worded(Request(measures=(measure,), targets=(target,), periods=(years[0],)))
        return ""

    def of_part(self, conversation: Conversation, said: Said) -> str:
        """ "Hoeveel banen levert dat op?" after words on a part ("doen ze iets met SROI?"): the figure of that
        part, of whom it was about; empty for any other."""
        last = conversation.turns[-1]
        jobs = (
            said.in_jobs and Cue.HOW_MANY in said.cues and said.words & {"dat", "het", "dit", "daarmee", "ermee", "die"}
        )
        if not jobs or last.request is not None or not last.answered or said.slots.part or said.names_who:
            return ""
        part: list[str] = []
        for turn in reversed(conversation.turns):
            part = self._read(turn).values(Kind.QUALIFIER)
            if part or turn.request is not None:
                break
        if len(part) != 1 or self._lexicon.qualifiers[part[0]].of != "sentence":
            return ""
        for turn in reversed(conversation.turns):
            sectors = [m for m in self._read(turn).values(Kind.SECTOR) if m in self._understander.labels]
            sectors = sectors or [
                s.id for s in self._lexicon.sector if any(s.label in section for section in turn.sections)
            ]
            if len(sectors) == 1:
                request = Request(measures=(REALISED,), targets=(self._understander.target(sectors[0]),),
                                  periods=self._understander.facts.periods[-1:], qualifier=part[0])  # fmt: skip
                return self.worded(request)
        return ""

    def why(self, conversation: Conversation, question: str) -> str:
        """ "Waarom?" after a figure: why what the last answer gives is so; empty for any other question."""
        last = conversation.turns[-1] if conversation.turns else None
        reading = self._understander.reader.read(question)
        if last is None or last.request is None or not last.rows or not self._only_why(reading):
            return ""
        request, row = last.request, last.rows[0]
        if len(last.focus) != 1:
            return ""
        who = row.target.label.partition(" (")[0]
        noun, part = self._phraser.noun(row.measure), self._phraser.part(request.qualifier)
        said = self.said(question)
        up, down = said.cues & {Cue.RISE, Cue.MORE}, said.cues & {Cue.FALL, Cue.LESS}
        moves = {Cue.RISE for _ in up} | {Cue.FALL for _ in down}
        measure = said.measure or ("realisatiepercentage" if said.in_percent else row.measure)
        if len(moves) == 1:
            years = self._understander.facts.periods[-2:]
            way = "gestegen" if Cue.RISE in moves else "gedaald"
            return f"Waarom is {self._phraser.noun(measure)} van {who}{part} {way} tussen {' en '.join(years)}?"
        changes = request.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT)
        if changes:
            way = "gestegen" if row.rose else "gedaald"
            return f"Waarom is {noun} van {who}{part} {way} tussen {request.base} en {row.period}?"
        if request.metric in (Metric.GAP, Metric.GAP_PERCENT) and not row.rose:
            return (
                f"Waarom {'halen' if self._plural(row.target) else 'haalt'} {who}{part} het doel niet in {row.period}?"
            )
        return f"Wat verklaart {noun} van {who}{part} in {row.period}?"

    def _plural(self, target: Target) -> bool:
        sector = self._lexicon.sectors.get(target.members[0])
        return target.pooled or (sector is not None and sector.plural)

    @staticmethod
    def _only_why(reading: Reading) -> bool:
        names = (Kind.SECTOR, Kind.GROUP, Kind.OTHER, Kind.QUALIFIER)
        return Cue.WHY in reading.cues and not any(reading.of(kind) for kind in names)

    def no_year(self, conversation: Conversation, said: Said) -> str:
        """ "En in 2025?" after a figure: the question before with a year that no table has; empty for any other."""
        last = conversation.last_request
        asks = said.words & dialogue().asking and not (said.in_jobs or said.in_percent)
        if not said.slots.unknown_years or asks or not self._is_fragment(said.reading):
            return ""
        if last is None or last.request is None:
            previous = conversation.turns[-1]
            return "" if previous.answered else f"{_TAIL.sub('', previous.resolved)} in {said.slots.unknown_years[0]}?"
        if self._left(conversation, said):
            return ""
        request = last.request.model_copy(update={"periods": (said.slots.unknown_years[0],), "claim": None})
        if request.base:
            request = request.model_copy(update={"base": str(int(request.periods[0]) - 1)})
        return next(self._phraser.questions(request), "") if request.periods[0].isdigit() else ""

    def foreign(self, conversation: Conversation, question: str, said: Said) -> str:
        """ "En bij de brandweer?" after a figure: the question before with that name; empty for any other."""
        last = conversation.last_request
        stays = conversation.turns and (
            conversation.turns[-1].request is not None or not conversation.turns[-1].answered
        )
        others = said.reading.others
        if (
            last is None
            or last.request is None
            or not stays
            or not others
            or said.names_who
            or len(said.reading.tokens) > _SHORT
        ):
            return ""
        if said.cues - FREE - {Cue.EARLIER, Cue.PEOPLE} or said.measure or said.slots.part or said.cues & {Cue.WHY}:
            return ""
        if not (_FRAGMENT.match(said.text) or dialogue().opening.match(question)):
            return ""
        if any(_is_verb(m.text) for m in others):
            return ""
        name = re.sub(r"^(?:hoeveel )?(?:bij|van|voor|in|met|over|door|en)\s+", "", _TAIL.sub("", said.text), flags=re.IGNORECASE)
        request = last.request
        if request.aggregation is not Aggregation.VALUE or request.metric is not Metric.LEVEL:
            request = Request(measures=request.measures[:1], targets=request.targets[:1], periods=request.periods[:1])
        target = Target(label=name, members=(name,))
        plain = request.model_copy(update={"targets": (target,), "claim": None})
        return next(self._phraser.questions(plain), "")

    # --- unclear referents ---------------------------------------------------------------------

    def unclear(self, conversation: Conversation, question: str, said: Said) -> list[str]:
        """The questions that a follow-up may mean, in full, where it points at one of several; else empty."""
        last = conversation.last_request
        if last is None or last.request is None or self._left(conversation, said):
            return []
        among = self._one_of(conversation, last, said)
        if not among:
            return []
        request = last.request
        groups = [m.text for m in said.reading.of(Kind.GROUP)]
        left = _without_referent(said.text)
        for name in groups:
            left = re.sub(rf"\b(?:(?:bij|van|voor|in) )?(?:(?:de|het|die) )?(?:andere )?{re.escape(name)}\b", "", left)
        bare_said = self._edits.said(left.strip())
        texts = []
        for target in among:
            base = request.model_copy(update={"targets": (target,), "assumptions": ()})
            if request.aggregation is not Aggregation.VALUE:
                base = Request(measures=request.measures[:1], targets=(target,), periods=request.periods[:1])
            talk = Conversation((Turn("", "", base, rows=last.rows),))
            found = next(self._edits.requests(talk, bare_said), base) if bare_said.text else base
            text = self.worded(found)
            if text and text not in texts:
                texts.append(text)
        return texts[:_OFFERED] if len(texts) > 1 else []

    def _one_of(self, conversation: Conversation, last: Turn, said: Said) -> list[Target]:
        """The subjects of which a follow-up means one without saying which; empty where it does say."""
        words = said.words
        targets = [t for t in last.focus if len(t.members) == 1]
        other = words & {"andere", "ander", "anderen"}
        groups = said.slots.groups
        if other and groups and not said.slots.sectors:
            mentioned = {m for t in self._edits.subjects(conversation) for m in t.members}
            members = [m for g in groups for m in self._understander.pool(g).members if m not in mentioned]
            return [self._understander.target(m) for m in members]
        if "ene" in words and "die" in words and last.request is not None and 1 < len(last.request.targets) <= _OFFERED:
            return list(last.request.targets)
        singular = re.search(r"\b(?:die|deze|dezelfde|diezelfde)\s+(?:ene\s+)?(?:sector|partij|organisatie|werkgever|ene)\b|\bdie ene\b",
                             said.text, re.IGNORECASE)  # fmt: skip
        several = len({t.members for t in targets}) > 1
        if singular and not said.names_who and several:
            return list(dict.fromkeys(targets))
        if groups and not said.slots.sectors and self._asks_one_figure(last, said):
            members = [m for g in groups for m in self._understander.pool(g).members]
            pools = [self._understander.pool(g) for g in groups]
            return [*pools, *(self._understander.target(m) for m in members)]
        return []

    def _asks_one_figure(self, last: Turn, said: Said) -> bool:
        """Whether a group is named where one subject was, and nothing says that it is to be one figure."""
        request = last.request
        if request is None or any(t.pooled for t in request.targets):
            return False
        if request.aggregation is not Aggregation.VALUE and not (said.measure or said.in_percent or said.in_jobs):
            return False
        whole = {"hele", "geheel", "gehele", "alle", "totaal", "samen", "gezamenlijk", "breed", "overheden", "sectoren"}
        pooled = said.cues & {Cue.TOTAL, Cue.EACH, Cue.SHARE, Cue.COMPARE, Cue.DIFFERENCE}
        every = any("*" in g.members for g in self._lexicon.group if g.id in said.slots.groups)
        plural = any(m.text.endswith(("sectoren", "overheden")) for m in said.reading.of(Kind.GROUP))
        picks = said.cues & {Cue.HIGHEST, Cue.LOWEST, Cue.NEXT, Cue.RANK, Cue.WHICH, Cue.WHO}
        return not (pooled or said.words & whole or every or plural or picks)

    # --- words ---------------------------------------------------------------------------------

    def candidates(self, conversation: Conversation, question: str) -> Iterator[str]:
        """The question in full, the likeliest way first; none when there is nothing to go back to."""
        if not conversation.turns:
            return
        said = self.said(question, conversation)
        figures = self.on_figures(conversation, said)
        if figures:
            yield figures
        yield from self.in_words(conversation, question, said)

    def in_words(self, conversation: Conversation, question: str, said: Said) -> Iterator[str]:
        """The question in full in the words of the turns before it."""
        previous = conversation.turns[-1]
        reading, text = said.reading, said.text
        before = self._understander.reader.read(previous.resolved)
        acts = previous.request is None and {"ze", "zij"} & {token.fold for token in reading.tokens}
        if self._is_fragment(reading) and not acts:
            whole = [*self._substituted(previous, before, reading)]
            yield from whole
            if whole:
                return
        elif self._only_why(reading) and not previous.resolved.startswith("Over "):
            yield f"Waarom: {_TAIL.sub('', previous.resolved)}?"
        yield from self._completed(conversation.turns, text, reading, question)

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

    def _completed(self, turns: Sequence[Turn], text: str, reading: Reading, question: str) -> Iterator[str]:
        """The follow-up with whom, when and which part it lacks taken from the turns before."""
        refers = bool({token.fold for token in reading.tokens} & dialogue().refers) or bool(
            dialogue().opening.match(question)
        )
        lacking: list[str] = []
        if not _who(reading):
            lacking += self._last_named(turns, refers=refers)
        if not lacking and not _who(reading):
            return
        last = turns[-1].request
        dated = reading.of(Kind.YEAR) or reading.cues & {Cue.EARLIER, Cue.LATEST, Cue.RISE, Cue.FALL, Cue.CHANGE}
        if Cue.EARLIER in reading.cues and not reading.of(Kind.YEAR):
            year = self._earlier(turns[-1], reading)
            lacking += [f"in {year}"] if year else []
        elif not dated:
            years = next((r.of(Kind.YEAR) for t in reversed(turns) if (r := self._read(t)).of(Kind.YEAR)), [])
            latest = last.periods[-1] if last is not None and last.periods else max((m.text for m in years), default="")
            lacking += [f"in {latest}"] if years else []
        inherits = last is not None and last.qualifier and not (reading.of(Kind.QUALIFIER) or reading.of(Kind.MEASURE))
        if last is not None and inherits:
            yield f"{_without_reference(text)} {' '.join(lacking)}{self._phraser.part(last.qualifier)}?"
        if lacking:
            yield f"{_without_reference(text)} {' '.join(lacking)}?"

    def _last_named(self, turns: Sequence[Turn], *, refers: bool) -> list[str]:
        for turn in reversed(turns):
            focus = [t.label.partition(" (")[0] for t in turn.focus]
            if 0 < len(focus) < _SHORT:
                return [f"van {enumerate_dutch(list(dict.fromkeys(focus)))}"]
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

    def topic(self, turn: Turn) -> str:
        """What a turn was about, in words: whom it names or found, else what its question names."""
        if turn.resolved.startswith("Over ") and ": " in turn.resolved:
            return turn.resolved.removeprefix("Over ").partition(": ")[0]
        read = self._read(turn)
        loud = [m for m in read.others if m.text[0].isupper() and m.first]
        if loud:
            return _words(read, loud)
        focus = [t.label.partition(" (")[0] for t in turn.focus]
        if 0 < len(focus) < _OFFERED:
            return enumerate_dutch(list(dict.fromkeys(focus)))
        names = [self._understander.labels.get(s, s) for s in read.values(Kind.SECTOR)]
        names += [g.label.partition(" (")[0] for g in self._lexicon.group if g.id in read.values(Kind.GROUP)]
        if names:
            return enumerate_dutch(list(dict.fromkeys(names)))
        return _words(read, read.others) if read.others else ""

    def _read(self, turn: Turn) -> Reading:
        return self._understander.reader.read(turn.resolved)


def _plain(request: Request) -> Request:
    """A request without what does not change its outcome: what was assumed, and how a target is called."""
    targets = tuple(t.model_copy(update={"label": ""}) for t in request.targets)
    whole = request.whole.model_copy(update={"label": ""}) if request.whole else None
    qualifier = "" if request.measures == (GOAL,) else request.qualifier
    return request.model_copy(update={"assumptions": (), "targets": targets, "whole": whole, "qualifier": qualifier})


def _is_verb(word: str) -> bool:
    """Whether a word looks like a finite verb: then it asks something of its own."""
    from corpus.dutch import lemma

    base = lemma(word.casefold())
    return base.endswith(("en", "aan", "ien")) and base != word.casefold() and not word.casefold().endswith("en")


def _without_referent(text: str) -> str:
    """The text without a word that points at one of several."""
    found = re.sub(
        r"\b(?:bij |van |voor )?(?:die|deze|dezelfde|diezelfde|de)\s+(?:ene|andere|ander)?\s*\w*(?:\bene|sector|partij|organisatie|werkgever|ene)\b",
        "", text, flags=re.IGNORECASE,
    )  # fmt: skip
    return re.sub(r"\s+", " ", found).strip()


def _who(reading: Reading) -> list[Mention]:
    return [m for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP)]


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


__all__ = ["FollowUps"]
