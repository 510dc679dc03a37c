"""Two questions in one: the clauses of a question, and one answer made of the answers to each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Citation, CitedCalculation, CitedOperand, Note, Route

#: What a clause that asks opens with.
ASKS = (
    r"(?:en\s+|maar\s+)?(?:dan\s+)?(?:met\s+|op\s+|in\s+|tot\s+)?"
    r"(?:hoeveel|hvl|wat|welk|welke|waarom|waardoor|hoe|wie|bereken|geef|noem|tekort)\b"
)
#: A full stop that ends a clause: not that of an abbreviation ("t.o.v. het kwartaal", "incl. SROI").
STOP = r"(?<!\.[a-zA-Z])(?<!\b[a-zA-Z])(?<!\bincl)(?<!\bexcl)(?<!\bnr)(?<!\bca)(?<!\bresp)(?<!\bbijv)\."
#: What ends a sentence that another follows.
SENTENCES = re.compile(rf"(?<=[\w)%])(?:[!?]|{STOP})\s+")
_CLAUSES = re.compile(
    rf"(?<=[\w)%])(?:[;:?!]|{STOP})\s+|\s*(?:->|=>|→)\s*|,\s+(?={ASKS})|\s+(?=(?:en|maar)\s+{ASKS})", re.IGNORECASE
)
#: What joins two conditions that the same sectors must fit.
JOINS = re.compile(
    r",?\s+(?:maar|terwijl|en|én|doch|alhoewel|hoewel|ondanks dat|en toch|en tegelijk(?:ertijd)?|en desondanks)\s+",
    re.I,
)
#: What joins two of which one is enough.
#: "500 fta of meer" bounds a figure, and joins nothing.
EITHER = re.compile(
    r",?\s+(?:of|ofwel|dan wel)\s+(?!(?:meer|minder|hoger|lager|daarboven|daaronder|langer|korter)\b"
    r"\s*(?:$|[?.,)]|van\b|in\b|uit\b|op\b|bij\b|aan\b|voor\b))",
    re.IGNORECASE,
)
_BUILDS_ON = re.compile(
    r"^(?:en\s+)?(?:dan\s+)?(?:op\s+|in\s+)?(?:wat|hoeveel|hvl|welk\w*)\s+(?:[\w%-]+\s+){0,6}(?:is|was|wordt|zijn)\s+(?:dat|dit)\b",
    re.I,
)
_IN_WORDS = (
    r"(?:met|op|in|tot|aan|van|voor|bij|door|uit|sinds|tegen|over|naar)?\s*"
    r"(?:wat|welke?|waar\w*|hoe|wie|wanneer|waarom)\b"
)
_BOTH = re.compile(rf"^(?P<first>.*\b(?:{_IN_WORDS}).{{8,}}?),?\s+en\s+(?P<second>{_IN_WORDS}.{{6,}})$", re.IGNORECASE)
_COUNTS = re.compile(r"\b(?:hoeveel|hvl|welk percentage|wat is|wat was)\b", re.IGNORECASE)
_NAME = 3
_MARKER = re.compile(r"\[(\d+)\]")


def clauses(question: str) -> list[str]:
    """The parts of a question that can be asked by themselves; one when there is nothing to split."""
    found = [part.strip(" ,;:") for part in _CLAUSES.split(question) if part and part.strip(" ,;:.?")]
    if len(found) > 2 and len(found[0].split()) <= _NAME:
        # "Binnenwerk: hoeveel … en hoeveel …?": a name in front belongs to what follows.
        found[:2] = [f"{found[0]}: {found[1]}"]
    return found


def both_in_words(question: str) -> tuple[str, str] | None:
    """The two parts of a question of which each asks for something that words tell ("Sinds wanneer is er een agenda,
    en hoe vaak wordt ze bijgewerkt?"); None for any other question."""
    found = _BOTH.match(question.strip())
    if found is None:
        return None
    return f"{found['first'].rstrip('?., ')}?", found["second"]


def led(parts: Sequence[str]) -> list[str]:
    """The parts of a question as what leads up to it and the question itself, where only the last asks."""
    if len(parts) > 2 and not any(_COUNTS.search(part) for part in parts[:-1]):
        return [". ".join(parts[:-1]), parts[-1]]
    return list(parts)


def builds_on(clause: str) -> bool:
    """Whether a clause asks something of the outcome of the clause before it ("en wat is dat in procenten?")."""
    return bool(_BUILDS_ON.search(clause))


def joined(question: str, answers: Sequence[Answer], *, last: bool) -> Answer:
    """One answer of several, with the markers of the later ones renumbered.

    With ``last`` the value is that of the last answer (it builds on those before it), else there
    is none: two figures are not one.
    """
    citations: list[Citation] = []
    lines: list[str] = []
    notes: list[Note] = []
    calculations: list[CitedCalculation] = []
    for answer in answers:
        renumbered: dict[int, int] = {}
        for citation in answer.citations:
            same = next((c for c in citations if (c.letter, c.start, c.end) == _place(citation)), None)
            if same is None:
                same = citation.model_copy(update={"marker": len(citations) + 1})
                citations.append(same)
            renumbered[citation.marker] = same.marker
        lines.append(_renumbered(answer.text, renumbered))
        notes += [note for note in answer.notes if note not in notes]
        if answer.calculation is not None:
            calculations.append(_moved(answer.calculation, renumbered))
    routes = {answer.route for answer in answers}
    final = answers[-1]
    return Answer(
        question=question, status=final.status, text="\n".join(lines),
        route=routes.pop() if len(routes) == 1 else Route.BOTH,
        value=final.value if last else None, unit=final.unit if last else None,
        calculation=_both(calculations), citations=tuple(citations), notes=tuple(notes),
        suggestions=final.suggestions,
    )  # fmt: skip


def _renumbered(text: str, markers: dict[int, int]) -> str:
    return _MARKER.sub(lambda match: f"[{markers[int(match.group(1))]}]", text)


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.letter, citation.start, citation.end


def _moved(calculation: CitedCalculation, markers: dict[int, int]) -> CitedCalculation:
    operands = tuple(o.model_copy(update={"citation": markers[o.citation]}) for o in calculation.operands)
    return calculation.model_copy(update={"operands": operands})


def _both(calculations: Sequence[CitedCalculation]) -> CitedCalculation | None:
    """The last calculation, with the lines and operands of those before it among its steps."""
    if not calculations:
        return None
    last = calculations[-1]
    operands: list[CitedOperand] = []
    steps: list[str] = []
    for calculation in calculations:
        operands += [operand for operand in calculation.operands if operand not in operands]
        steps += [*calculation.steps, *([calculation.expression] if calculation is not last else [])]
    return last.model_copy(update={"operands": tuple(operands), "steps": tuple(dict.fromkeys(steps))})


def without_slip(question: str) -> str:
    """The question without what the asker takes back in it ("hoeveel agenten… ik bedoel: hoeveel banen …?"); nothing is
    supposed by who is left out."""
    question = _SET_ASIDE.sub("Als ", question)
    found = _SLIP.match(question)
    rest = question[found.end() :] if found is not None else ""
    return rest if re.search(ASKS, rest, re.IGNORECASE) else question


#: "Stel dat je A buiten beschouwing laat" supposes nothing: it says of whom is asked.
_SET_ASIDE = re.compile(
    r"^stel(?: nu| eens)?(?: dat)? (?=(?:je|we|u|ik)\b[^:,;?]*\b(?:buiten beschouwing|weglaat|weglaten|niet mee\w*|"
    r"niet meerekent|eruit laat|eruit haalt|uitsluit)\b)",
    re.IGNORECASE,
)
_SLIP = re.compile(
    r"^.*?(?:\.\.+|…|[,;–-])\s*(?:nee,? |sorry,? |pardon,? )?ik bedoel(?:de)?(?: eigenlijk| dus)?\s*[:,]?\s+",
    re.IGNORECASE,
)
