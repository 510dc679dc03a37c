"""Understanding: a question that the rules cannot read, read by a language model into a `Request`.

The model only chooses among what exists: sectors, measures, years and parts of the corpus. What it
chose must use every name, year, figure and cue that the rules did find in the question; then it is
written as a plain question, which the rules must read as that very request. They answer it, and the
answer says how the question was understood. A word that may be a name (the reason of a proper
refusal) is nothing a model may explain away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from assistant.answer import Answer, Status
from assistant.asks import asks, asks_members_of_sector
from assistant.cues import Cue
from assistant.engine import Assistant, Question
from assistant.llm.asked import Asking
from assistant.llm.budget import ModelFailedError
from assistant.llm.prompts import as_data, prompts
from assistant.question import GOAL, RATE, REALISED, Aggregation, Comparator, Metric, Request, Sense, Target
from assistant.reading import Kind, Mention, Reading
from assistant.understood import Understood
from corpus.analysis import analyse
from corpus.dutch import enumerate_dutch, fold, is_word, lemma
from corpus.facts import bare

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

    from assistant.llm.model import Model

TOOL = "cijfervraag"
_MOVES = (Metric.CHANGE, Metric.CHANGE_PERCENT)
_GAPS = (Metric.GAP, Metric.GAP_PERCENT)
_SELECTS = (Aggregation.FILTER, Aggregation.COUNT)
_AMONG = (*_SELECTS, Aggregation.EXTREME, Aggregation.MEAN, Aggregation.RANK, Aggregation.SPREAD)
_BEFORE_NOUNS = frozenset(
    "de het een dit dat deze die zijn haar hun ons onze elke elk alle geen bij van voor in door met via op aan uit "
    "over onder tussen naar per qua".split()
)
_LIGHT = frozenset(
    {
        Cue.WHICH, Cue.HOW_MANY, Cue.HOW_FAR, Cue.MANNER, Cue.WHO, Cue.SECTOR, Cue.VIA, Cue.SAID, Cue.COMPARED,
        Cue.COMPARE, Cue.THAN, Cue.LATEST, Cue.PEOPLE, Cue.TOPIC, Cue.STATISTIC, Cue.WITHIN, Cue.EACH, Cue.INCLUDING,
    }
)  # fmt: skip
_SETS_APART = (Aggregation.DIFFERENCE, Aggregation.RATIO, Aggregation.PERCENT_DIFFERENCE)


def _selects(request: Request, *comparators: Comparator) -> bool:
    return request.threshold is not None and request.threshold.comparator in comparators


def _moves(request: Request, not_way: Sense | None = None) -> bool:
    return request.metric in _MOVES and request.sense is not not_way


#: What a cue of the question asks of a request. One that stands neither here nor among the light ones has no
#: place in what a model may read.
_FITS: dict[Cue, Callable[[Request], bool]] = {
    Cue.RISE: lambda r: _moves(r, Sense.DOWN), Cue.FALL: lambda r: _moves(r, Sense.UP), Cue.CHANGE: _moves,
    Cue.MEAN: lambda r: r.aggregation is Aggregation.MEAN,
    Cue.HIGHEST: lambda r: r.highest and r.aggregation in (Aggregation.EXTREME, Aggregation.RANK),
    Cue.LOWEST: lambda r: not r.highest and r.aggregation is Aggregation.EXTREME,
    Cue.SHORT: lambda r: r.metric in _GAPS and (r.sense is Sense.DOWN or _selects(r, Comparator.BELOW)),
    Cue.OVER: lambda r: (
        r.metric in _GAPS and (r.sense is Sense.UP or _selects(r, Comparator.ABOVE, Comparator.AT_LEAST))
    ),
    Cue.ACHIEVE: lambda r: r.metric in _GAPS or r.measures[0] in (REALISED, RATE),
    Cue.NOT: lambda r: r.aggregation in _SELECTS and _selects(r, Comparator.BELOW),
    Cue.SHARE: lambda r: r.aggregation is Aggregation.SHARE or RATE in r.measures,
    Cue.RATIO: lambda r: r.aggregation is Aggregation.RATIO,
    Cue.POINTS: lambda r: RATE in r.measures or r.metric is Metric.GAP_PERCENT,
    Cue.TOTAL: lambda r: r.aggregation is Aggregation.SUM or any(t.pooled for t in r.targets) or r.whole is not None,
    Cue.DIFFERENCE: lambda r: r.aggregation in _SETS_APART or _moves(r) or r.metric in _GAPS,
    Cue.MORE: lambda r: r.aggregation in _SETS_APART or _moves(r, Sense.DOWN) or _selects(r, Comparator.ABOVE),
    Cue.LESS: lambda r: r.aggregation in _SETS_APART or _moves(r, Sense.UP) or _selects(r, Comparator.BELOW),
    Cue.ABOVE: lambda r: _selects(r, Comparator.ABOVE) or (r.metric in _GAPS and r.sense is Sense.UP),
    Cue.BELOW: lambda r: _selects(r, Comparator.BELOW) or (r.metric in _GAPS and r.sense is Sense.DOWN),
    Cue.AT_LEAST: lambda r: _selects(r, Comparator.AT_LEAST), Cue.AT_MOST: lambda r: _selects(r, Comparator.AT_MOST),
    Cue.RANK: lambda r: r.aggregation in (Aggregation.RANK, Aggregation.EXTREME),
    Cue.RELATIVE: lambda r: r.metric is Metric.CHANGE_PERCENT or r.aggregation is Aggregation.SHARE,
    Cue.AS_PERCENT: lambda r: (
        r.metric is Metric.CHANGE_PERCENT or RATE in r.measures or r.aggregation is Aggregation.SHARE
    ),
}  # fmt: skip

_COMPARES = frozenset({Cue.DIFFERENCE, Cue.MORE, Cue.LESS})
#: What must show in a question before a request may be of that kind.
_SHOWN: dict[Aggregation | Metric, frozenset[Cue]] = {
    Aggregation.SUM: frozenset({Cue.TOTAL}), Aggregation.DIFFERENCE: _COMPARES,
    Aggregation.RATIO: frozenset({Cue.RATIO}), Aggregation.SHARE: frozenset({Cue.SHARE, Cue.AS_PERCENT}),
    Aggregation.MEAN: frozenset({Cue.MEAN}),
    Aggregation.EXTREME: frozenset({Cue.HIGHEST, Cue.LOWEST, Cue.RANK}), Aggregation.RANK: frozenset({Cue.RANK}),
    Aggregation.FILTER: frozenset({Cue.SECTOR, Cue.WHO}), Aggregation.COUNT: frozenset({Cue.SECTOR}),
    Metric.CHANGE: _COMPARES | {Cue.RISE, Cue.FALL, Cue.CHANGE},
    Metric.CHANGE_PERCENT: _COMPARES | {Cue.RISE, Cue.FALL},
    Metric.GAP: _COMPARES | {Cue.SHORT, Cue.OVER, Cue.ACHIEVE, Cue.ABOVE, Cue.BELOW},
}  # fmt: skip
_BY_HOW_MUCH = re.compile(r"\bmet (?:hoeveel|welk)\b", re.IGNORECASE)


class Understanding:
    """Reads questions with a language model over one corpus."""

    def __init__(self, plain: Assistant) -> None:
        self._plain = plain
        self._understander = plain.understander
        self._asking = Asking(plain.lexicon, plain.composer.wording.noun)

    def may_read(self, question: str, answer: Answer, before: str = "") -> bool:
        """Whether a refused question is one that other eyes may read: it asks for a figure of someone it
        names, and every word that the rules could not place is a form of a verb.

        A verb that the letters use themselves ("uitgestroomd") is a matter of its own, not another word
        for what the tables hold.
        """
        if answer.status not in (Status.NOT_IN_SOURCE, Status.OUT_OF_SCOPE):
            return False
        asked = self._plain.understand(question)
        return asked.answer is None and self._readable(asked.understood, self._reading(before))

    def _readable(self, understood: Understood, earlier: Reading | None) -> bool:
        reading = understood.reading
        if understood.unknown_years or understood.wants_reason or not self._plain.facts.periods:
            return False
        sectors = bool(reading.cues & {Cue.WHICH, Cue.HOW_MANY}) and Cue.SECTOR in reading.cues
        if not (sectors or (understood.numeric and any(self._who(reading, earlier)))):
            return False
        if Cue.MANNER in reading.cues and not understood.asks_how_many:
            return False
        if asks_members_of_sector(reading) or asks(reading, Cue.HOW_MANY, (Kind.SECTOR,), sectors=False):
            return False
        said = [word for m in reading.others for word in analyse(m.text)]
        if said and self._plain.store.document_frequency(said):
            return False
        return all(is_verb(reading, m) for m in reading.others)

    def read(self, model: Model, question: str, before: str = "") -> str:
        """The question as the rules read it, in the form of another question; empty where that is not sure.

        Raises:
            ModelFailedError: the model failed.
        """
        messages = prompts()["begrijpen"].messages(vraag=as_data(question), eerder=as_data(before), **self.names())
        request = self.request(_arguments(model.call(messages, tool_schema())))
        return self.asked(question, request, before) if request is not None else ""

    def names(self) -> dict[str, str]:
        """What a model may choose among, as the prompts list it."""
        lexicon = self._plain.lexicon
        groups = [f"{g.id} = {g.label} ({', '.join(self._group(g.id))})" for g in lexicon.group]
        return {
            "sectoren": as_data("\n".join(f"{key} = {label}" for key, label in self._understander.labels.items())),
            "groepen": "\n".join(groups), "maten": "\n".join(f"{m.id} = {m.label}" for m in lexicon.measure),
            "delen": "\n".join(f"{q.id} = {q.label}" for q in lexicon.qualifier),
            "jaren": ", ".join(self._plain.facts.periods),
        }  # fmt: skip

    def request(self, raw: Any) -> Request | None:
        """The request in what a model gave, with every name that the corpus does not have refused.

        Words in it are made anew: labels and assumptions of a model reach no reader.
        """
        if not isinstance(raw, dict):
            return None
        try:
            made = dict(raw) | {"targets": [self._target(t) for t in raw["targets"]], "assumptions": ()}
            if made.get("whole") is not None:
                made["whole"] = self._target(made["whole"])
            request = Request.model_validate(made)
        except (ValidationError, KeyError, TypeError, ValueError):
            return None
        periods = self._plain.facts.periods
        if request.metric in _MOVES and not request.base and request.periods[0] in periods[1:]:
            request = request.model_copy(update={"base": periods[periods.index(request.periods[0]) - 1]})
        known = set(request.periods) <= set(periods) and request.base in ("", *periods)
        qualifiers = {"", *self._plain.lexicon.qualifiers}
        known = known and set(request.measures) <= set(self._plain.lexicon.measures)
        return request if known and bare(request.qualifier) in qualifiers else None

    def asked(self, question: str, request: Request, before: str = "") -> str:
        """The plain question of a request that covers a question, read back by the rules; else nothing."""
        understood, earlier = self._understander.understand(question), self._reading(before)
        if not (self._readable(understood, earlier) and self.covers(understood.reading, earlier, request)):
            return ""
        text = self._asking.question(request)
        read: Question | None = self._plain.understand(text) if text else None
        if read is None or read.result is None or read.understood.request is None:
            return ""
        return text if same(request, read.understood.request) else ""

    def covers(self, reading: Reading, earlier: Reading | None, request: Request) -> bool:
        """Whether a request takes up all that the rules found in a question, and adds nobody and nothing."""
        members = {m for target in request.targets for m in target.members}
        members |= set(request.whole.members) if request.whole is not None else set()
        named = set(self._who(reading, earlier))
        everyone = set(self._plain.facts.subjects)
        if named and request.aggregation is Aggregation.RANK:
            who = set(request.targets[0].members) == named
        elif request.aggregation is Aggregation.SHARE and request.whole is not None:
            who = members in (named, everyone) and {m for t in request.targets for m in t.members} <= named
        else:
            who = members == named if named else members == everyone and request.aggregation in _AMONG
        return (
            who and self._years_fit(reading, earlier, request) and self._figures_fit(reading, request)
            and self._kind_fits(reading, request) and _earned(reading, request)
            and all(any(_fits(cue, request) for cue in m.cues) for m in reading.mentions if m.cues)
        )  # fmt: skip

    # --- what was found ---------------------------------------------------------------------------

    def _reading(self, text: str) -> Reading | None:
        return self._understander.reader.read(text) if text else None

    def _group(self, group: str) -> list[str]:
        found = next(g for g in self._plain.lexicon.group if g.id == group)
        subjects = self._plain.facts.subjects
        return [m for m in (subjects if "*" in found.members else found.members) if m in subjects]

    def _who(self, reading: Reading, earlier: Reading | None = None) -> Iterable[str]:
        for source in (reading, earlier):
            if source is None:
                continue
            found = [s for s in source.values(Kind.SECTOR) if s in self._understander.labels]
            found += [m for group in source.values(Kind.GROUP) for m in self._group(group)]
            if found:
                return dict.fromkeys(found)
        return ()

    def _target(self, raw: Any) -> Target:
        """A target with the program's own names; `ValueError` for whom the tables do not have."""
        if isinstance(raw, str):
            raw = {"members": [raw]}
        members: list[str] = []
        for name in raw["members"]:
            group = next((g.id for g in self._plain.lexicon.group if g.id == name), None)
            members += (
                self._group(group) if group is not None and name not in self._understander.labels else [str(name)]
            )
        labels = self._understander.labels
        if not members or not set(members) <= set(labels):
            raise ValueError("unknown subject")
        if len(members) == 1:
            return self._understander.target(members[0])
        label = next(
            (g.label for g in self._plain.lexicon.group if set(self._group(g.id)) == set(members)),
            enumerate_dutch([labels[m] for m in members]),
        )
        return Target(label=label, members=tuple(dict.fromkeys(members)), pooled=True)

    def _years_fit(self, reading: Reading, earlier: Reading | None, request: Request) -> bool:
        periods = self._plain.facts.periods
        asked = {*request.periods, *((request.base,) if request.metric in _MOVES else ())}
        named = set(reading.values(Kind.YEAR))
        if not named and earlier is not None and Cue.LATEST not in reading.cues:
            named = set(earlier.values(Kind.YEAR))
        if request.metric not in _MOVES:
            return asked == (named or {periods[-1]})
        if len(named) > 1:
            return asked == named
        return bool(request.base) and (named <= asked) and max(asked) == max(named or {periods[-1]}, default="")

    def _figures_fit(self, reading: Reading, request: Request) -> bool:
        """Whether the figures of the question and those of the request are the same ones."""
        said = {m.number for m in reading.of(Kind.NUMBER) if m.number is not None}
        used: set[Decimal] = set()
        if request.threshold is not None and (request.metric is Metric.LEVEL or request.threshold.value):
            used.add(request.threshold.value)
        if request.count > 1:
            used.add(Decimal(request.count))
        return said == used

    def _kind_fits(self, reading: Reading, request: Request) -> bool:
        measures = set(reading.values(Kind.MEASURE))
        given = set(request.measures) | ({GOAL, REALISED} if request.metric in _GAPS else set())
        parts = set(reading.values(Kind.QUALIFIER))
        own = {bare(request.qualifier)} - {""}
        units = set(reading.values(Kind.UNIT))
        rate = units == {"%"} and not (
            RATE in request.measures
            or request.metric is Metric.CHANGE_PERCENT
            or request.aggregation is Aggregation.SHARE
        )
        return measures <= given and parts == own and not rate


def _earned(reading: Reading, request: Request) -> bool:
    """Whether a question shows that it asks for more than a figure as it stands."""
    moves = request.metric in _MOVES and (len(reading.of(Kind.YEAR)) > 1 or _BY_HOW_MUCH.search(reading.question))
    kinds: list[Aggregation | Metric] = [request.aggregation, *(() if moves else (request.metric,))]
    plain = (Aggregation.VALUE, Metric.LEVEL)
    return all(kind in plain or (kind in _SHOWN and bool(_SHOWN[kind] & reading.cues)) for kind in kinds)


def _fits(cue: Cue, request: Request) -> bool:
    return cue in _LIGHT or (cue in _FITS and _FITS[cue](request))


def is_verb(reading: Reading, mention: Mention) -> bool:
    """Whether a word of a question is surely a form of a verb and no name: "regelde", "wist", "te plaatsen"."""
    if mention.last - mention.first != 1 or not mention.text.islower() or not is_word(fold(mention.text)):
        return False
    before = reading.before(mention)
    root = lemma(mention.text)
    if not root.endswith(("en", "aan", "zien", "doen")) or set(before) & _BEFORE_NOUNS:
        return False
    # A plural ("jongeren") looks like an infinitive, which stands behind "te".
    return before == ["te"] or (root != fold(mention.text) and not mention.text.endswith(("en", "s")))


def same(request: Request, other: Request) -> bool:
    """Whether two requests ask the same, whatever their words."""

    def core(r: Request) -> tuple[Any, ...]:
        targets = sorted((t.members, t.pooled and len(t.members) > 1) for t in r.targets)
        threshold = (r.threshold.comparator, r.threshold.value, r.threshold.upper) if r.threshold else None
        ordered = r.aggregation in (Aggregation.DIFFERENCE, Aggregation.RATIO)
        return (
            r.aggregation, r.metric, r.measures, [t.members for t in r.targets] if ordered else targets, r.periods,
            r.base if r.metric in _MOVES else "", r.qualifier, r.count, r.place, threshold, r.claim, r.denied,
            r.supposed,
            r.highest if r.aggregation in (Aggregation.EXTREME, Aggregation.RANK) else True,
            set(r.whole.members) if r.whole is not None else None,
            r.sense if r.metric in (*_MOVES, *_GAPS) and r.aggregation is not Aggregation.VALUE else None,
        )  # fmt: skip

    return core(request) == core(other)


def tool_schema() -> dict[str, Any]:
    """What the model fills in: a request, as the chat API wants a tool described."""
    schema = Request.model_json_schema()
    schema["properties"].pop("assumptions", None)
    return {
        "type": "function",
        "function": {"name": TOOL, "description": "De cijfervraag die gesteld wordt.", "parameters": schema},
    }


def _arguments(message: AIMessage) -> Any:
    """What a model filled in: as a call of the tool, or as JSON in its text."""
    for call in message.tool_calls:
        if call["name"] == TOOL:
            return call["args"]
    text = message.text
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        return None
    try:
        return json.loads(text[start : end + 1])
    except (ValueError, RecursionError) as error:
        raise ModelFailedError("gaf een antwoord dat niet te lezen is") from error
