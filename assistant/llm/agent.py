"""Looking further: an agent with three tools that only read, for a question of several parts.

The tools hand out numbered evidence, made by the same steps that answer without a model. What the agent
writes in the end passes the guard with that evidence as its facts, and must take up all that was asked;
else the refusal of the rules stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Answer, Note, NoteKind, Rejected, Route, Status
from assistant.answer_types import AnswerType, can_hold
from assistant.asks import asks_members_of_sector
from assistant.calculator import MissingFigureError
from assistant.combine import clauses, joined
from assistant.cues import Cue
from assistant.engine import Assistant, Question
from assistant.guard import MARKERS
from assistant.guard_evidence import flat
from assistant.guard_reading import SentenceReader, split_sentences
from assistant.llm.budget import ModelFailedError
from assistant.llm.compose import plain_text
from assistant.llm.prompts import as_data, prompts
from assistant.llm.understand import Understanding, tool_schema
from assistant.quantity import UnfitRequestError
from assistant.reading import Kind
from corpus.analysis import analyse
from corpus.dutch import NUMBER_PATTERN, fold, is_word, parse_number
from corpus.synonyms import synonyms

if TYPE_CHECKING:
    from langchain.agents.middleware import AgentMiddleware
    from langchain_core.tools import BaseTool

    from assistant.guard import Guard
    from assistant.llm.budget import Budget
    from assistant.llm.model import Model

STEPS = 6
"""How often the model is asked for one question."""
CALLS = 12
"""How many tools it may call."""
#: Steps of the graph for one call of the model: the model, the tools, and what watches them, with room.
_NODES = 20
_PASSAGES = 4
_SENTENCES = 8
_CITED = 60
_YEAR = re.compile(r"(?:19|20)\d{2}")
FOUND = "Dit antwoord heeft het taalmodel bij elkaar gezocht. Elke zin is gecontroleerd met de bron die erbij staat."


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Search(_Strict):
    """What `zoek_passages` takes."""

    zoekvraag: Annotated[str, Field(min_length=2, max_length=300, description="Waar het over moet gaan.")]


class Check(_Strict):
    """What `controleer_bron` takes."""

    nummer: Annotated[int, Field(ge=1, le=_CITED, description="Het nummer van de bron.")]
    citaat: Annotated[
        str, Field(min_length=2, max_length=600, description="De woorden die er letterlijk moeten staan.")
    ]


class Findings:
    """The evidence that the tools of one question handed out, numbered through."""

    def __init__(self, question: str) -> None:
        self._question = question
        self.parts: list[Answer] = []

    @property
    def answer(self) -> Answer | None:
        """All of it as one answer; None where nothing was found."""
        return joined(self._question, self.parts, last=False) if self.parts else None

    def add(self, found: Answer) -> str:
        """Keeps what a tool found; gives its text with the numbers it has here, each source quoted."""
        before = self.answer
        self.parts.append(found)
        whole = self.answer
        if whole is None or len(whole.citations) > _CITED:
            self.parts.pop()
            return "Er is genoeg gezocht. Schrijf nu het antwoord."
        text = whole.text[len(before.text) :].strip() if before is not None else whole.text
        cited = markers_of(text)
        sources = [
            f'<bron nummer="{c.marker}" plaats="{as_data(c.section)}, p. {c.page}">{as_data(flat(c.quote))}</bron>'
            for c in whole.citations
            if c.marker in cited
        ]
        notes = [f"<opmerking>{as_data(note.text)}</opmerking>" for note in found.notes]
        # What is quoted says itself what was found.
        told = [] if found.route is Route.PASSAGES else [f"<gevonden>{as_data(text)}</gevonden>"]
        return "\n".join([*told, *sources, *notes])


class Looking:
    """Answers questions of several parts with an agent over one corpus."""

    def __init__(self, plain: Assistant, understanding: Understanding, guard: Guard) -> None:
        self._plain = plain
        self._understanding = understanding
        self._guard = guard
        self._reader = SentenceReader(plain.lexicon, plain.facts)

    def may_look(self, question: str, answer: Answer) -> bool:
        """Whether a refused question is one to look further for: it has several parts, names nobody that is
        unknown, no year without figures, and is a question."""
        if answer.status is not Status.NOT_IN_SOURCE:
            return False
        asked = self._plain.understand(question)
        understood = asked.understood
        if asked.answer is not None or understood.unknown_years or any(map(_may_be_name, _others(asked))):
            return False
        several = len(clauses(question)) > 1 or len(understood.sectors) > 1
        return several and not asks_members_of_sector(understood.reading)

    def look(self, model: Model, question: str, show: Callable[[str], None], rejected: list[Rejected]) -> Answer | None:
        """The answer that an agent put together; None when it is none.

        Raises:
            ModelFailedError: the model failed, or needed too many steps.
        """
        findings = Findings(question)
        written = model.run(lambda: self._run(model, question, findings))
        evidence = findings.answer
        if evidence is None or not isinstance(written, str):
            return None
        checker = self._guard.of(evidence)
        kept: list[str] = []
        for sentence in split_sentences(plain_text(written)):
            verdict = checker.check(sentence)
            if verdict.passes:
                kept.append(verdict.sentence)
            else:
                rejected.append(Rejected(sentence=verdict.sentence, reason=verdict.reason))
        answer = self._answer(question, kept, findings) if kept else None
        if answer is None or not self._takes_up(self._plain.understand(question), answer):
            return None
        for sentence in split_sentences(answer.text):
            show(sentence)
        return answer.model_copy(update={"phrased_by": model.endpoint.name})

    # --- the agent ---------------------------------------------------------------------------------

    def _run(self, model: Model, question: str, findings: Findings) -> str:
        from langchain.agents import create_agent
        from langchain.agents.middleware import ModelCallLimitMiddleware, ToolCallLimitMiddleware

        system, user = prompts()["opzoeken"].messages(vraag=as_data(question), **self._understanding.names())
        limits: list[AgentMiddleware[Any, Any]] = [
            ModelCallLimitMiddleware(run_limit=STEPS, exit_behavior="error"),
            ToolCallLimitMiddleware(run_limit=CALLS, exit_behavior="error"), _watching(model.budget),
        ]  # fmt: skip
        agent = create_agent(
            model.chat, self.tools(findings, model.budget), system_prompt=system.text, middleware=limits
        )
        asked: Any = {"messages": [user]}
        done = agent.invoke(asked, {"recursion_limit": _NODES * STEPS})
        return str(done["messages"][-1].text)

    def tools(self, findings: Findings, budget: Budget | None = None) -> list[BaseTool]:
        """The three tools. They take validated arguments, and write, fetch and run nothing."""
        from langchain_core.tools import StructuredTool

        def watched(tool: Callable[..., str]) -> Callable[..., str]:
            def run(**arguments: Any) -> str:
                if budget is not None:
                    budget.check()
                return tool(**arguments)

            return run

        def zoek_passages(zoekvraag: str) -> str:
            found = [one.passage for one in self._plain.retriever.search(zoekvraag, _PASSAGES)]
            if not found:
                return "Niets gevonden."
            chosen = [(passage, passage.sentences[:_SENTENCES]) for passage in found]
            return findings.add(self._plain.composer.quoted(zoekvraag, chosen))

        def bereken(**request: Any) -> str:
            made = self._understanding.request(request)
            if made is None:
                return "Deze cijfervraag kan niet: gebruik alleen de sectoren, maten, delen en jaren die er staan."
            try:
                result = self._plain.calculator.run(made)
            except MissingFigureError:
                return "Dit cijfer staat niet in de brief."
            except UnfitRequestError:
                return "Deze som kan niet met deze cijfers."
            return findings.add(self._plain.composer.calculated("", result))

        def controleer_bron(nummer: int, citaat: str) -> str:
            whole = findings.answer
            cited = next((c for c in whole.citations if c.marker == nummer), None) if whole is not None else None
            if cited is None:
                return f"Bron [{nummer}] bestaat niet."
            there = flat(citaat) in flat(cited.quote)
            return f"{'Ja' if there else 'Nee'}, dit staat {'' if there else 'niet '}letterlijk in bron [{nummer}]."

        about = tool_schema()["function"]["parameters"]
        make = StructuredTool.from_function
        return [
            make(watched(zoek_passages), name="zoek_passages", args_schema=Search,
                 description="Zoekt zinnen in de brieven. Geeft genummerde bronnen."),
            make(watched(bereken), name="bereken", args_schema=about,
                 description="Rekent met de cijfers van de sectoren. Geeft het antwoord met genummerde bronnen."),
            make(watched(controleer_bron), name="controleer_bron", args_schema=Check,
                 description="Zegt of woorden letterlijk in een genummerde bron staan."),
        ]  # fmt: skip

    # --- the answer ---------------------------------------------------------------------------------

    def _answer(self, question: str, kept: Sequence[str], findings: Findings) -> Answer | None:
        """The sentences that passed with the evidence they cite, numbered anew from one."""
        whole = findings.answer
        if whole is None:
            return None
        text = " ".join(kept)
        places = {c.marker: (c.letter, c.start, c.end) for c in whole.citations}
        cited = {places[marker] for marker in markers_of(text)}
        used = [p for p in findings.parts if cited & {(c.letter, c.start, c.end) for c in p.citations}]
        sums = [part for part in used if part.calculation is not None]
        merged = joined(question, used, last=False)
        needed = {o.citation for o in merged.calculation.operands} if merged.calculation is not None else set()
        citations = [c for c in merged.citations if (c.letter, c.start, c.end) in cited or c.marker in needed]
        numbers = {(c.letter, c.start, c.end): number for number, c in enumerate(citations, 1)}
        again = {c.marker: numbers[(c.letter, c.start, c.end)] for c in citations}
        calculation = merged.calculation
        if calculation is not None:
            operands = tuple(o.model_copy(update={"citation": again[o.citation]}) for o in calculation.operands)
            calculation = calculation.model_copy(update={"operands": operands})
        figures = {abs(parse_number(n)) for n in re.findall(NUMBER_PATTERN, MARKERS.sub("", text))}
        one = sums[0] if len(sums) == 1 and sums[0].value is not None and abs(sums[0].value) in figures else None
        prose = any(part.route is Route.PASSAGES for part in used)
        return Answer(
            question=question, status=Status.ANSWERED, text=_renumbered(text, {m: numbers[places[m]] for m in places
                                                                               if places[m] in numbers}),
            route=Route.BOTH if sums and prose else Route.CALCULATION if sums else Route.PASSAGES,
            value=one.value if one else None, unit=one.unit if one else None, calculation=calculation,
            citations=tuple(c.model_copy(update={"marker": again[c.marker]}) for c in citations),
            notes=(Note(kind=NoteKind.ASSUMPTION, text=FOUND), *merged.notes),
        )  # fmt: skip

    def _takes_up(self, asked: Question, answer: Answer) -> bool:
        """Whether an answer speaks of everyone, every year and every matter that the question names, gives a
        figure where one is asked, and words of the letter where a reason is."""
        said = [self._reader.read(sentence) for sentence in split_sentences(answer.text)]
        subjects = {s for one in said for m in one.of("subject", "group") for s in self._reader.subjects(m)}
        years = {m.value for one in said for m in one.of("year")}
        cited = " ".join(f"{c.quote} {c.section}" for c in answer.citations)
        words = set(analyse(f"{cited} {answer.text}"))
        reading = asked.understood.reading
        figures: set[Decimal] = {n.value for one in said for n in one.numbers if n.value is not None}
        told = self._plain.understander.reader.read(MARKERS.sub("", answer.text))
        for kind in (Kind.MEASURE, Kind.QUALIFIER):
            if not set(reading.values(kind)) <= set(told.values(kind)):
                return False
        if reading.cues & _WORKED_OUT:
            # True figures beside each other are not the sum, the difference or the times that is asked.
            return False
        if figures and not reading.values(Kind.YEAR) and years and self._plain.facts.periods[-1] not in years:
            return False
        return (
            set(asked.understood.sectors) <= subjects
            and set(reading.values(Kind.YEAR)) <= years
            and all(_told(word, words) for word in _others(asked))
            and (bool(figures) or not (asked.understood.asks_how_many or asked.understood.numeric))
            and (not asked.understood.wants_reason or self._gives_reason(asked.text, answer))
        )

    @staticmethod
    def _gives_reason(question: str, answer: Answer) -> bool:
        cited = markers_of(answer.text)
        return any(can_hold(flat(c.quote), AnswerType.CAUSE, question) for c in answer.citations if c.marker in cited)


_WORKED_OUT = frozenset(
    {
        Cue.TOTAL, Cue.DIFFERENCE, Cue.RATIO, Cue.MEAN, Cue.SHARE, Cue.MORE, Cue.LESS, Cue.HIGHEST, Cue.LOWEST,
        Cue.RANK, Cue.MULTIPLY, Cue.DIVIDED,
    }
)  # fmt: skip
"""What asks for an outcome; the agent has no way to show that it worked out that very one."""


def _others(asked: Question) -> list[str]:
    return [mention.text for mention in asked.understood.reading.others]


def _may_be_name(text: str) -> bool:
    """Whether words that nothing explains may be a name: with a capital, a figure, or in no dictionary."""
    return any(not part.islower() or not is_word(fold(part)) for part in text.split())


def _told(text: str, words: set[str]) -> bool:
    """Whether a word of the question, or one of the same meaning, stands in the answer or its sources."""
    return all(word in words or bool(synonyms(word) & words) for word in analyse(text))


def markers_of(text: str) -> set[int]:
    """The numbers of the sources in a text."""
    return {int(n) for found in MARKERS.findall(text) for n in found.split(",")}


def _renumbered(text: str, numbers: dict[int, int]) -> str:
    def again(found: re.Match[str]) -> str:
        return " " + "".join(f"[{numbers[int(n)]}]" for n in found[1].split(","))

    return re.sub(r"(\]) +(\[)", r"\1\2", MARKERS.sub(again, text))


def _watching(budget: Budget) -> AgentMiddleware[Any, Any]:
    """Counts what an agent writes, and ends it with its budget."""
    from langchain.agents.middleware import AgentMiddleware

    class Watching(AgentMiddleware[Any, Any]):
        def before_model(self, state: Any, runtime: Any) -> None:
            budget.calls += 1
            budget.check()

        def after_model(self, state: Any, runtime: Any) -> None:
            last = state["messages"][-1]
            budget.spend(f"{last.text}{last.tool_calls}")

    return Watching()


__all__ = ["Findings", "Looking", "ModelFailedError"]
