"""Words: an answer of the rules written again by a language model, sentence by sentence past the guard.

The model sees the answer and its numbered evidence; it places markers, code resolves them. A sentence
that the guard rejects is left out. What remains must still answer: it keeps the figure, the yes or no,
whom the answer names and, of a calculation, every source. Else the answer of the rules stands as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from assistant.answer import Answer, Rejected, Route, Status
from assistant.guard import MARKERS, Verdict
from assistant.guard_evidence import flat
from assistant.guard_reading import split_off, split_sentences
from assistant.llm.budget import ModelFailedError
from assistant.llm.prompts import as_data, prompts
from corpus.dutch import NUMBER_PATTERN, fold, parse_number

if TYPE_CHECKING:
    from assistant.guard import Checker
    from assistant.llm.model import Model

LONGEST_LIST = 5
"""Lines of an answer from which it is a list, which words make no better."""
_MOST = 8
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_DRESS = re.compile(r"\*\*|__|`|^#+\s*|^\s*[-•*]\s+", re.MULTILINE)
_MAY_END = re.compile(r"[.!?\]】\n>A-Z\d]")
_HALF_MARK = re.compile(r"【[^】]*\Z")
_NAME_BEFORE_COLON = re.compile(r"^- ([^:\n(]+)", re.MULTILINE)
"""Whom a line of an order names ("- Gemeenten: 6.051 fta")."""
_FOREIGN_MARKS = re.compile(r"【(\d+)[^】]*】")


def can_phrase(answer: Answer) -> bool:
    """Whether words may be chosen for an answer: never for a refusal, nor for a list."""
    return answer.status is Status.ANSWERED and len(answer.text.splitlines()) < LONGEST_LIST


def phrase(
    model: Model, answer: Answer, checker: Checker, show: Callable[[str], None], rejected: list[Rejected]
) -> Answer:
    """The answer in the model's words. What the guard holds back goes into ``rejected``.

    Raises:
        ModelFailedError: it failed, or what passes the guard is no answer.
    """
    kept: list[str] = []
    own = {flat(sentence) for sentence in split_sentences(answer.text)}
    for sentence in _sentences(model, answer):
        verdict = checker.check(sentence)
        if flat(sentence) in own and not verdict.passes:
            # A sentence of the rules needs no proof, though the guard may not follow it.
            verdict = Verdict(sentence=flat(sentence))
        if not verdict.passes:
            rejected.append(Rejected(sentence=verdict.sentence, reason=verdict.reason))
        elif verdict.sentence not in kept:
            kept.append(verdict.sentence)
            show(verdict.sentence)
        if len(kept) + len(rejected) >= _MOST:
            break
    if not kept:
        raise ModelFailedError("schreef geen zin die klopt met de bron" if rejected else "schreef niets")
    text = " ".join(kept)
    lacking = lacks(answer, text)
    if lacking:
        raise ModelFailedError(f"liet {lacking} weg")
    return answer.model_copy(update={"text": text, "phrased_by": model.endpoint.name})


def lacks(answer: Answer, text: str) -> str:
    """What a text leaves out that the answer cannot do without, in Dutch; empty when it is whole."""
    opening = re.match(r"(?:Ja|Nee)\b", answer.text)
    if opening and not text.startswith(opening[0]):
        return "het ja of nee"
    figures = {abs(parse_number(n)) for n in re.findall(NUMBER_PATTERN, MARKERS.sub("", text))}
    told = {abs(parse_number(n)) for n in re.findall(NUMBER_PATTERN, MARKERS.sub("", answer.text))}
    if answer.value is not None and abs(answer.value) in told and abs(answer.value) not in figures:
        return "het gevraagde cijfer"
    if opening and told and not told & figures:
        return "het cijfer dat het ja of nee draagt"
    names = set(_NAME_BEFORE_COLON.findall(answer.text))
    if any(fold(name).split()[0] not in fold(text) for name in names):
        return "over wie het gaat"
    own, needed = _markers(text), _markers(answer.text)
    if answer.route is Route.CALCULATION and needed - own:
        return "een bron"
    if answer.route is Route.BOTH:
        operands = {o.citation for o in answer.calculation.operands} if answer.calculation else set()
        reasons = needed - operands
        if (needed & operands) - own or (reasons and not reasons & own):
            return "een bron"
    return ""


def _markers(text: str) -> set[int]:
    return {int(n) for found in MARKERS.findall(text) for n in found.split(",")}


def _sentences(model: Model, answer: Answer) -> Iterator[str]:
    """The sentences that the model writes, each as soon as it is surely whole."""
    sources = "\n".join(
        f'<bron nummer="{c.marker}" plaats="{as_data(c.section)}, p. {c.page}">{as_data(c.quote)}</bron>'
        for c in answer.citations
    )
    messages = prompts()["verwoorden"].messages(
        vraag=as_data(answer.question), antwoord=as_data(answer.text), bronnen=sources,
        opmerkingen=as_data("\n".join(note.text for note in answer.notes)),
    )  # fmt: skip
    written, done = "", 0
    for piece in model.stream(messages):
        written += piece
        if not _MAY_END.search(piece):
            # Nothing can have become whole: a long text is not read again for every piece of it.
            continue
        whole, _ = split_off(plain_text(written))
        yield from whole[done:]
        done = len(whole)
    whole, rest = split_off(plain_text(written))
    yield from whole[done:]
    if rest.strip():
        yield rest.strip()


def plain_text(text: str) -> str:
    """A text without thoughts, bold signs, bullets and headings, and with markers as they are written here."""
    bare = _DRESS.sub("", _THOUGHT.sub("", text))
    # A marker that is still being written keeps its sentence open.
    return _HALF_MARK.sub("[", _FOREIGN_MARKS.sub(r"[\1]", bare)).lstrip()
