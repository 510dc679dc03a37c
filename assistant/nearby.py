"""What a letter says around the sentences just quoted: where the next thing asked usually stands.

A follow-up in words ("en wie helpt ze daarbij?") names little. Of the sentences near the last quotes the
best is the one that explains most of what it does name, stands close behind what was quoted, and shows
the kind of thing that is asked. A sentence that was just quoted answers again only where the follow-up's
own words stand in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer_types import answer_type, can_hold
from assistant.dialogue import dialogue
from assistant.leanings import leaning
from assistant.retrieval import Retriever, analysed
from corpus.analysis import analyse
from corpus.documents import BlockKind, Passage, Sentence

Quote = tuple[str, int, int]
#: How many passages before and behind a quote count as beside it, and how many of its chapter are looked at.
_AROUND = 8
_CHAPTER = 40
#: What the rest of its passage adds to a sentence, and what one loses that stands further off.
_PASSAGE = 0.25
_FAR = 0.1
#: What a sentence gains by the kind of words that a follow-up asks for ("waar loopt dat op vast?").
_HINTS = 0.45
_HEADED = 0.35
_BEFORE = 0.35
_LEANS = 0.25
_EXAMPLE = 0.5
#: What the names of the question before add, and what they add where the follow-up names nothing itself.
_NAMED, _ALONE = 0.05, 0.4
#: What names with a capital add.
_LOUD = 0.25
_MEANS = 0.5
_KIND = 0.1
_QUOTED = 0.3
#: What a sentence gains by standing so many behind the last quote.
_BEHIND = (0.3, 0.2, 0.12, 0.06)
#: What it loses under another heading.
_ELSEWHERE = 0.15
#: The same where the conversation is about what its own heading names.
_OTHER_TOPIC = 0.7
_LIGHT = 0.3
#: "Wat voor werk is dat?" asks for what a sentence names as examples.
_WHAT_KIND = re.compile(r"\b(?:wat voor|welke? soort|voorbeeld(?:en)?|bijvoorbeeld|zoal)\b", re.IGNORECASE)
_EXAMPLES = re.compile(
    r"\b(?:zoals|bijvoorbeeld|onder andere|onder meer|waaronder|denk aan|voorbeelden)\b|\bo\.a\.", re.IGNORECASE
)
#: A long word that opens a compound ("e-learning", "e-learningmodule") is nearly explained by it.
_LONG = 6
_OPENS = 0.8


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence near the last quotes: how much of the follow-up's own words it explains (0 to 1, with the
    sentence before it), its score, and whether it was quoted just now."""

    passage: Passage
    at: int
    explained: float
    score: float
    quoted: bool
    follows: bool = False
    """Whether it stands close behind what was quoted."""
    next: bool = False
    """Whether it stands right behind it."""
    hinted: bool = False
    """Whether it holds the kind of words that the follow-up asks for."""

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.passage.sentences[self.at]


class Nearby:
    """Looks around quotes."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def best(
        self,
        question: str,
        quotes: Sequence[Quote],
        light: frozenset[str],
        under: Sequence[str] = (),
        named: frozenset[str] = frozenset(),
        loud: frozenset[str] = frozenset(),
    ) -> list[Near]:
        """The sentences around some quotes, the one that answers a follow-up best first.

        ``light`` are the analysed words that only frame it, ``under`` the sections in which the quotes stand,
        ``named`` the analysed words of what the conversation is about, ``loud`` those that are names.
        """
        passages, beside = self._around(quotes, under)
        if not passages:
            return []
        hint = dialogue().hinted(question)
        content = dialogue().content(question)
        words = [self._retriever.spelled(word) for word in analyse(content)]
        weights = {w: v * (_LIGHT if w in light else 1.0) for w, v in self._retriever.weights(words).items()}
        total = sum(weights.values())
        said = {word for p in passages for s in p.sentences for word in analysed(s.text)}
        degrees = self._retriever.matcher.degrees(weights, said)
        kinds = _WHAT_KIND.search(question)
        kind, leans = answer_type(question), leaning(question)
        meant = self._retriever.meanings(content, passages)
        heads = {word for section in under for word in analysed(section.rpartition(" › ")[2])}
        elsewhere = _OTHER_TOPIC if named & heads else _ELSEWHERE
        # What the heading names, every sentence under it is about.
        loud = loud - heads
        sections = {p.section for p in passages if any(_is_quoted(s, quotes) for s in p.sentences)}
        found: list[Near] = []
        behind: int | None = None
        before: dict[str, float] = {}
        for number, passage in enumerate(passages):
            whole = self._explaining(degrees, f"{passage.section} {passage.text}")
            around = _PASSAGE * (sum(weights[w] * d for w, d in whole.items()) / total if total else 0.0)
            around -= _FAR * (passage.id not in beside)
            for at, sentence in enumerate(passage.sentences):
                quoted = _is_quoted(sentence, quotes)
                behind = 0 if quoted else None if behind is None else behind + 1
                own = self._explaining(degrees, f"{sentence.text}")
                told = (
                    own if not at else {w: max(own.get(w, 0.0), _BEFORE * before.get(w, 0.0)) for w in {*own, *before}}
                )
                explained = sum(weights[w] * d for w, d in told.items()) / total if total else 0.0
                hinted = hint is not None and bool(hint.said.search(sentence.text))
                headed = hint is not None and hint.heading is not None and bool(hint.heading.search(passage.section))
                score = (
                    explained
                    + around
                    + _HINTS * hinted
                    + _HEADED * headed
                    + (_MEANS * meant[number][at] if meant[number] else 0.0)
                )
                score += (_NAMED if total else _ALONE) * len(named & analysed(sentence.text)) / max(len(named), 1)
                score += _LOUD * len(loud & analysed(sentence.text)) / max(len(loud), 1)
                score += _LEANS * (leans is not None and bool(leans.search(sentence.text)))
                score += _EXAMPLE * bool(kinds and _EXAMPLES.search(sentence.text))
                score += _KIND * can_hold(sentence.text, kind, question)
                score -= elsewhere * (passage.section not in sections)
                if quoted:
                    score -= _QUOTED * (1.0 - max(explained, float(hinted)))
                elif behind is not None and 0 < behind <= len(_BEHIND):
                    score += _BEHIND[behind - 1]
                follows = behind is not None and 0 < behind <= len(_BEHIND)
                found.append(Near(passage, at, explained, score, quoted, follows, behind == 1, hinted))
                before = own
        return sorted(found, key=lambda near: -near.score)

    def names(self, name: str, text: str) -> bool:
        """Whether a text names in full what an abbreviation or other name stands for."""
        there = analysed(text)
        return any(means <= there for word in analyse(name) for means in self._retriever.matcher.meant.get(word, ()))

    def sources(self, quotes: Sequence[Quote]) -> list[tuple[Passage, Sentence, list[Passage]]]:
        """The sentences last quoted that refer to footnotes, each with those footnotes."""
        found = []
        for passage in self._around(quotes)[0]:
            told = [at for at, sentence in enumerate(passage.sentences) if _is_quoted(sentence, quotes)]
            # The marker may stand at the sentence beside the one that was quoted.
            for at, sentence in sorted(enumerate(passage.sentences), key=lambda pair: pair[0] not in told):
                if sentence.notes and any(abs(at - other) <= 1 for other in told):
                    found.append((passage, sentence, self._retriever.notes(passage.letter, list(sentence.notes))))
        return [(passage, sentence, notes) for passage, sentence, notes in found if notes]

    def heard(self, question: str) -> float:
        """The share of a follow-up's content words that the letters use at all (1 where it has none)."""
        words = list(dict.fromkeys(self._retriever.spelled(word) for word in analyse(question)))
        known = self._retriever.known(words) | self._retriever.matcher.meant.keys()
        return sum(word in known for word in words) / len(words) if words else 1.0

    def _explaining(self, degrees: dict[str, dict[str, float]], text: str) -> dict[str, float]:
        """How far a text explains each word; an abbreviation only where all that it stands for is there."""
        there = analysed(text)
        meant = self._retriever.matcher.meant
        found: dict[str, float] = {}
        for word, near in degrees.items():
            if word in meant and word not in there:
                found[word] = float(any(means <= there for means in meant[word]))
            else:
                found[word] = max((d for other, d in near.items() if other in there), default=0.0)
            if not found[word] and len(word) >= _LONG and any(other.startswith(word) for other in there):
                found[word] = _OPENS
        return {word: degree for word, degree in found.items() if degree}

    def _around(self, quotes: Sequence[Quote], under: Sequence[str] = ()) -> tuple[list[Passage], set[str]]:
        """The passages of the chapters of some quotes, in the order of the letter, with the ids of those beside a
        quote; of a long chapter those around it."""
        rows: dict[int, None] = {}
        anchors: set[int] = set()
        near: set[int] = set()
        for letter in dict.fromkeys(letter for letter, _, _ in quotes):
            starts = sorted(self._retriever.starts(letter))
            places = [start for start, _ in starts]
            for other, start, _ in quotes:
                at = bisect_right(places, start) - 1
                if other == letter and at >= 0:
                    anchors.add(starts[at][1])
                    near |= {row for _, row in starts[max(at - _AROUND, 0) : at + _AROUND + 1]}
                    rows |= dict.fromkeys(row for _, row in starts[max(at - _CHAPTER, 0) : at + _CHAPTER + 1])
        numbers = sorted(rows)
        passages = self._retriever.passages(numbers)
        # A row of a table is no passage: the one before it may stand in another chapter.
        chapters: set[tuple[str, ...]] = {(section.partition(" › ")[0],) for section in under} or {
            p.heading_path[:1] for p, n in zip(passages, numbers, strict=True) if n in anchors
        }
        kept = [
            (p, n) for p, n in zip(passages, numbers, strict=True)
            if p.heading_path[:1] in chapters or p.kind is BlockKind.FOOTNOTE
        ]  # fmt: skip
        return [p for p, _ in kept], {p.id for p, n in kept if n in near}


def _is_quoted(sentence: Sentence, quotes: Sequence[Quote]) -> bool:
    return any(
        s.letter == letter and s.start < end and start < s.end for s in sentence.spans for letter, start, end in quotes
    )
