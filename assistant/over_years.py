"""Claims about several years: "haalde A nooit zijn doel?", "daalt het al drie jaar op rij?", "voor het eerst hoger?".

What is claimed is asked of every year of the tables by itself. A year in which it does not hold settles that it never
does not, or does not always; that it holds in all of them settles nothing of the years before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Note, NoteKind, Route, Status
from assistant.combine import joined
from assistant.cues import Cue
from assistant.mentions import Kind
from assistant.which_year import VERDICT, Judged, judged_in
from corpus.dutch import enumerate_dutch, parse_number_word

if TYPE_CHECKING:
    from assistant.engine import Assistant, Question

_NEVER = re.compile(r"\s*\b(?:nog )?nooit\b", re.IGNORECASE)
_ALWAYS = re.compile(
    r"\s*\b(?:altijd|elk jaar|ieder jaar|elk jaar weer|jaar na jaar|al jaren(?:lang)?|sinds jaar en dag)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\s*\bvoor het eerst\b", re.IGNORECASE)
_COUNT = r"(?P<count>twee|tweede|drie|derde|vier|vierde|vijf|vijfde|zes|zesde|tien|tiende|\d+|\d+e)"
_RUN = re.compile(
    rf"\s*\b(?:(?:nu )?al (?:zeker |minstens |ruim )?{_COUNT} jaar(?: (?:op rij|achter elkaar|achtereen|lang))?"
    rf"|(?:voor het )?{_COUNT.replace('count', 'other')} jaar (?:op rij|achter elkaar|achtereen))\b",
    re.IGNORECASE,
)
_ORDINALS = {"tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "tiende": 10}
#: Of how many years nothing is said.
_ALL = 0


def over_years(assistant: Assistant, text: str) -> Question | None:
    """The answer to a claim about several years; None for any other question."""
    reader = assistant.understander.reader
    for pattern, holds in _KINDS:
        found = pattern.search(text)
        if found is None:
            continue
        reading = reader.read(text)
        claims = assistant.understander.understand(text).yes_no or Cue.CLAIM in reading.cues
        if Cue.HYPOTHESIS in reading.cues or not claims or not (reading.of(Kind.SECTOR) or reading.of(Kind.GROUP)):
            return None
        rest = re.sub(r"\s+", " ", f"{text[: found.start()]} {text[found.end() :]}").strip(" ?.!")
        rest = re.sub(r"\s*\b(?:in|over) (?:19|20)\d{2}\b", "", rest)
        made = [one for year in assistant.facts.periods if (one := judged_in(assistant, f"{rest} in {year}?", year))]
        made = [one for one in made if VERDICT.match(one.answer.text)]
        if not made:
            return None
        return _told(assistant, text, made, holds(made, _count(found)))
    return None


def _count(found: re.Match[str]) -> int:
    groups = found.groupdict()
    word = (groups.get("count") or groups.get("other") or "").lower()
    number = parse_number_word(word.removesuffix("e") if word[:1].isdigit() else word) if word else None
    return _ORDINALS.get(word, int(number) if number is not None else _ALL)


def _says_yes(one: Judged) -> bool:
    return one.answer.text.startswith("Ja")


def _never(made: Sequence[Judged], _: int) -> bool | None:
    return False if any(map(_says_yes, made)) else None


def _always(made: Sequence[Judged], _: int) -> bool | None:
    return None if all(map(_says_yes, made)) else False


def _first(made: Sequence[Judged], _: int) -> bool | None:
    return False if not _says_yes(made[-1]) or any(map(_says_yes, made[:-1])) else None


def _run(made: Sequence[Judged], count: int) -> bool | None:
    last = made[-count:] if count else made
    if not all(map(_says_yes, last)):
        return False
    return True if count and len(last) == count else None


_KINDS: tuple[tuple[re.Pattern[str], Callable[[Sequence[Judged], int], bool | None]], ...] = (
    (_NEVER, _never), (_RUN, _run), (_ALWAYS, _always), (_FIRST, _first),
)  # fmt: skip


def _told(assistant: Assistant, text: str, made: Sequence[Judged], holds: bool | None) -> Question:
    both = joined(text, [one.answer for one in made], last=False)
    lines = [VERDICT.sub("", line) for line in both.text.split("\n")]
    notes = tuple(note for note in both.notes if "noemt geen jaar" not in note.text)
    years = enumerate_dutch([one.year for one in made])
    if holds is None:
        head = f"Dat is niet te zeggen: de tabellen gaan alleen over {enumerate_dutch(assistant.facts.periods)}."
        update = {"status": Status.NOT_IN_SOURCE, "route": Route.NONE, "text": "\n".join([head, *lines])}
        answer = both.model_copy(update=update)
    else:
        told = Note(kind=NoteKind.ASSUMPTION, text=f"Gekeken is naar {years}.")
        text_of = "\n".join([f"{'Ja' if holds else 'Nee'}. {lines[0]}", *lines[1:]])
        answer, notes = both.model_copy(update={"text": text_of}), (told, *notes)
    answer = answer.model_copy(update={"notes": notes})
    return replace(made[-1].asked, text=text, answer=answer)
