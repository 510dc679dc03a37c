"""Retrieval: full-text and vectors fused, then the sentences that answer, or the reason there are none.

Evidence decides. Every content word of a question has a weight (rarer is heavier); a sentence
answers when it, with its heading, explains enough of that weight. Words that nothing in the best
passage explains are the reason for a refusal, and are named in it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from assistant.answer_types import AnswerType, answer_type, can_hold
from corpus.analysis import analyse
from corpus.documents import BlockKind, Passage, Sentence
from corpus.dutch import FUNCTION_WORDS, tokens
from corpus.lexicon import Lexicon
from corpus.store import CorpusStore
from corpus.synonyms import synonymous
from corpus.words import related

if TYPE_CHECKING:
    from corpus.vectors import PassageVectors

_CANDIDATES = 50
_READ = 12
_LIGHT = 0.35
_YEAR = 1.6
_IN_NOTE = 0.25
_KINDRED = 0.9
_SYNONYM = 0.6
_BY_HEADING = 0.8
_BY_NEIGHBOUR = 0.35
_TYPED = 0.12
_DEFINED = 0.5
_NEAR = 0.5
_ELSEWHERE = 0.6
_SAYS_WHAT = re.compile(r"(?:Dit|Deze|Het|Dat|Zij|Hij)\b(?: \w+)? (?:is|zijn|gaat|betreft)\b")
_VECTOR_WEIGHT = 0.5
"""Weight of the vectors beside full-text in the fusion: they find by form, not by word, so they count for half."""
_STUB = 6
_RRF = 10
"""The constant of reciprocal rank fusion (Cormack et al. 2009), small because lists are short."""
_ENOUGH = 0.55
"""Share of the question's weight that the evidence must explain."""
_DEFINES = frozenset("is zijn houdt betekent heeft richt bestaat ondersteunt helpt biedt zorgt werkt".split())
_OF_SOURCES = frozenset(
    "voetnoot noot publicatie rapport titel document stuk kamerstuk website bron verwijzing boek".split()
)
_CAUSES = frozenset(
    [
        "doordat",
        "omdat",
        "vanwege",
        "waardoor",
        "aangezien",
        "oorzaak",
        "oorzaken",
        "reden",
        "redenen",
        "wegens",
        "knelpunten",
    ]
)
_CHANGES = frozenset(
    """
    daling gedaald daalde daalden stijging gestegen steeg stegen toename afname toegenomen afgenomen hogere lagere
    groei groeide groeiden gegroeid krimp gekrompen minder meer
    """.split()
)
_OPENING = 8
_OBSTACLES = frozenset("knelpunten knelpunt uitdagingen uitdaging belemmeringen obstakels".split())
_HARD = frozenset("moeilijk lastig onrealistisch uitdagend uitdagender ingewikkeld eenvoudig doelstelling".split())
_CAUSE_PHRASES = ("komt door", "komt deels door", "als gevolg van", "leidt tot", "te maken met", "gevolg van")


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with its fused score."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences chosen from a passage, and how much of the question they explain (0 to 1)."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    explained: float
    unexplained: tuple[str, ...]
    elsewhere: bool = False
    """Whether the question names sectors and the passage is about none of them."""


class Retriever:
    """Finds passages and sentences in a corpus; ``vectors`` are fetched when first needed."""

    def __init__(
        self, store: CorpusStore, vectors: Callable[[], PassageVectors | None], lexicon: Lexicon, count: int
    ) -> None:
        self._store = store
        self._vectors = vectors
        self._lexicon = lexicon
        self._count = max(count, 1)

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        """For each analysed word of a sector's name, all analysed words of its names."""
        found: dict[str, set[str]] = {}
        for sector in self._lexicon.sector:
            words = [analyse(name) for name in (*sector.names, sector.label)]
            everything = {word for name in words for word in name}
            for name in words:
                if len(name) == 1:
                    found.setdefault(name[0], set()).update(everything)
        for term in self._lexicon.term:
            short = {word for name in term.names for word in analyse(name)}
            long = set(analyse(term.means))
            for word in short:
                found.setdefault(word, set()).update(long)
            for word in long:
                found.setdefault(word, set()).update(short)
        return found

    def search(self, question: str, limit: int) -> list[Found]:
        """The best passages for a question, best first."""
        words = analyse(question)
        by_words = [hit.number for hit in self._store.search(self._widened(words), _CANDIDATES)]
        vectors = self._vectors()
        by_vector = [number for number, _ in vectors.search(question, _CANDIDATES)] if vectors else []
        scores: dict[int, float] = {}
        for weight, ranking in ((1.0, by_words), (_VECTOR_WEIGHT, by_vector)):
            for rank, number in enumerate(ranking):
                scores[number] = scores.get(number, 0.0) + weight / (_RRF + rank + 1)
        best = sorted(scores, key=lambda number: (-scores[number], number))[:limit]
        passages = self._store.passages(best)
        return [Found(p, scores[n]) for p, n in zip(passages, best, strict=True)]

    def _widened(self, words: Sequence[str]) -> list[str]:
        """The words with the other names of the sectors among them."""
        return [*words, *(w for word in words for w in sorted(self._names.get(word, ())) if w not in words)]

    def weights(self, words: Sequence[str]) -> dict[str, float]:
        """The weight of each word: its inverse document frequency, at most that of an unseen word."""
        known = self._store.document_frequency(words)
        return {w: math.log((self._count + 1) / (known.get(w, 0) + 0.5)) for w in dict.fromkeys(words)}

    def evidence(
        self, question: str, light: frozenset[str] = frozenset(), sectors: Sequence[str] = (), near: Sequence[str] = ()
    ) -> list[Evidence]:
        """The best sentence of each of the best passages, best first, with the list that it opens.

        Each sentence is rated by the weight of the question's words that it explains; what only its
        heading, a neighbour or its passage explains counts for less. ``light`` words only frame the
        question and weigh little; a passage that is not about any of the ``sectors`` hardly counts, and
        passages of the sections in ``near`` come first. The caller judges `Evidence.explained`.
        """
        words = analyse(question)
        if not words:
            return []
        weights = {
            w: v * (_YEAR if w.isdigit() else _LIGHT if w in light else 1.0) for w, v in self.weights(words).items()
        }
        total = sum(weights.values()) or 1.0
        kind = answer_type(question)
        found = self.search(" ".join([question, *near]), _READ)
        top = found[0].score if found else 1.0
        rated: list[tuple[float, Evidence]] = []
        for candidate in found:
            passage = candidate.passage
            if passage.kind is BlockKind.FOOTNOTE and len(passage.text.split()) < _STUB:
                # A title or an address answers nothing by itself.
                continue
            heading = self._degrees(weights, passage.section)
            own = [self._degrees(weights, sentence.text) for sentence in passage.sentences]
            rates = [
                self._rate(weights, own, heading, at) / total
                + _TYPED * can_hold(sentence.text, kind, question) * (kind is not AnswerType.OTHER)
                + _DEFINED * _definition(question, sentence)
                - 0.002 * at
                for at, sentence in enumerate(passage.sentences)
            ]
            rate, at = max((rate, -at) for at, rate in enumerate(rates))
            around = {w: max(heading[w], *(degrees[w] for degrees in own)) for w in weights}
            left = tuple(w for w in weights if not around[w])
            explained = sum(weights[w] * around[w] for w in weights) / total
            followed = _NEAR if any(section in passage.section for section in near) else 0.0
            elsewhere = bool(sectors) and not self.is_about(passage, sectors)
            followed -= _ELSEWHERE * elsewhere
            if passage.kind is BlockKind.FOOTNOTE and not _OF_SOURCES & {token.fold for token in tokens(question)}:
                # A note says where something stands rather than what it is.
                followed -= _IN_NOTE
            evidence = Evidence(passage, self._whole(passage, -at, question), explained, left, elsewhere)
            rated.append((rate + 0.3 * explained + 0.25 * candidate.score / top + followed, evidence))
        rated.sort(key=lambda pair: -pair[0])
        return [evidence for _, evidence in rated]

    def is_about(self, passage: Passage, sectors: Sequence[str]) -> bool:
        """Whether a passage stands in the section of one of these sectors, or names it."""
        there = _analysed(f"{passage.section} {passage.text}")
        for sector in sectors:
            found = self._lexicon.sectors.get(sector)
            names = (found.label, *found.names) if found is not None else (sector,)
            if any(set(analyse(name)) <= there for name in names if analyse(name)):
                return True
        return not sectors

    @staticmethod
    def _rate(weights: dict[str, float], own: Sequence[dict[str, float]], heading: dict[str, float], at: int) -> float:
        """The weight that one sentence explains, helped by its heading and its neighbours."""
        beside = [own[near] for near in (at - 1, at + 1) if 0 <= near < len(own)]
        return sum(
            weight * max(own[at][w], _BY_HEADING * heading[w], *(_BY_NEIGHBOUR * degrees[w] for degrees in beside), 0.0)
            for w, weight in weights.items()
        )

    def _degrees(self, weights: dict[str, float], text: str) -> dict[str, float]:
        """How far a text explains each word: wholly, by a kindred word, or by one of the same meaning."""
        there = _analysed(text)
        return {w: self._degree(w, there) for w in weights}

    def _degree(self, word: str, there: frozenset[str]) -> float:
        if word in there or (self._names.get(word, set()) & there):
            return 1.0
        if any(related(word, other) for other in there):
            return _KINDRED
        return _SYNONYM if any(synonymous(word, other) for other in there) else 0.0

    @staticmethod
    def _whole(passage: Passage, at: int, question: str) -> tuple[Sentence, ...]:
        """A sentence with the list that it opens; of a list that is asked for, all of it."""
        sentences = passage.sentences
        chosen = [sentences[at]]
        following = sentences[at + 1 : at + 2]
        if sentences[at].text.endswith(":"):
            chosen += _items(passage, at)
        elif answer_type(question) is AnswerType.DEFINITION and following and _SAYS_WHAT.match(following[0].text):
            # "Hiervoor is er het NL Design System. Dit is een community van …"
            chosen += following
        elif _is_item(passage, at) and at and sentences[0].text.endswith(":") and asks_list(question):
            chosen = [sentences[0], *_items(passage, 0)]
        return tuple(chosen)

    def reasons(self, question: str, sectors: Sequence[str], *, of_gap: bool) -> Evidence | None:
        """The sentence that gives a reason, in a section of the sectors: of a rise or fall, or, with
        ``of_gap``, of a target that was not met; None where the letter gives none."""
        labels = [self._lexicon.sectors[s].label for s in sectors if s in self._lexicon.sectors]
        weights = self.weights(analyse(question))
        names = {word for label in labels for word in analyse(label)} | set(self._names)
        best: tuple[float, Evidence] | None = None
        for found in self.search(" ".join([question, *labels]), _READ):
            if labels and not any(label in found.passage.section for label in labels):
                continue
            for sentence in found.passage.sentences:
                shared = self._explained(weights, sentence.text) - names
                text = sentence.text
                if names_obstacle(text) if of_gap else speaks_of_change(text) and gives_reason(text):
                    gain = sum(weights[w] for w in shared) + found.score
                    if best is None or gain > best[0]:
                        best = (gain, Evidence(found.passage, (sentence,), 1.0, ()))
        return best[1] if best else None

    def _explained(self, weights: dict[str, float], text: str) -> set[str]:
        """The question's words that a text explains: the word, another name, or a shared stem."""
        there = set(analyse(text))
        return {
            word
            for word in weights
            if word in there or (self._names.get(word, set()) & there) or any(related(word, other) for other in there)
        }


@lru_cache(maxsize=8192)
def _analysed(text: str) -> frozenset[str]:
    return frozenset(analyse(text))


def enough(evidence: Evidence) -> bool:
    """Whether the evidence explains enough of the question to answer it."""
    return evidence.explained >= _ENOUGH


def gives_reason(text: str) -> bool:
    """Whether a sentence states a cause, by the words Dutch uses for that."""
    words = {token.fold for token in tokens(text)}
    return bool(words & _CAUSES) or any(phrase in text.lower() for phrase in _CAUSE_PHRASES)


def speaks_of_change(text: str) -> bool:
    """Whether a sentence is about a rise or a fall."""
    return bool({token.fold for token in tokens(text)} & _CHANGES)


def names_obstacle(text: str) -> bool:
    """Whether a sentence says what stands in the way: obstacles are its subject, or it gives a cause."""
    opening = {token.fold for token in tokens(text)[:_OPENING]}
    everything = {token.fold for token in tokens(text)}
    formed = bool(everything & _OBSTACLES) and bool(everything & {"vormden", "vormen", "vormt"})
    return formed or bool(opening & _OBSTACLES) or (gives_reason(text) and bool(everything & _HARD))


def asks_list(question: str) -> bool:
    """Whether a question asks for several things."""
    words = {token.fold for token in tokens(question)}
    return bool(words & {"welke", "noem", "opsomming", "lijst", "allemaal"})


def _definition(question: str, sentence: Sentence) -> float:
    """A bonus for a sentence that defines what a "wat is" question asks after."""
    words = [token.fold for token in tokens(question)]
    if len(words) < 3 or words[0] not in ("wat", "wie") or words[1] not in ("is", "zijn", "houdt", "betekent", "doet"):
        return 0.0
    asked = [w for w in words[2:] if w not in FUNCTION_WORDS]
    said = [token.fold for token in tokens(sentence.text)]
    if not asked:
        return 0.0
    for index in range(len(said) - len(asked)):
        if said[index : index + len(asked)] == asked and index <= 3:
            following = said[index + len(asked) : index + len(asked) + 2]
            if following[:1] and following[0] in _DEFINES:
                says_what = following[0] not in ("is", "zijn") or following[-1] in ("het", "een", "de")
                return 1.0 if says_what else 0.1
    subject = said[1:2] if said[:1] and said[0] in ("de", "het", "een") else said[:1]
    if subject == asked[:1] and said[said.index(subject[0]) + 1 : said.index(subject[0]) + 2] == ["is"]:
        return 0.5
    return 0.0


def _is_item(passage: Passage, at: int) -> bool:
    return passage.kind is not BlockKind.FOOTNOTE and at > 0


def _items(passage: Passage, lead: int) -> list[Sentence]:
    """The sentences of the list behind an opening sentence."""
    lines = passage.text.split("\n")
    opening = next((i for i, line in enumerate(lines) if line.endswith(passage.sentences[lead].text)), None)
    if opening is None:
        return []
    items = " ".join(lines[opening + 1 :])
    return [s for s in passage.sentences[lead + 1 :] if s.text in items][:12]
