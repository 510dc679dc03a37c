"""Retrieval: full-text and vectors fused, then the sentences that answer, best first.

Evidence decides. Every content word of a question has a weight (rarer is heavier); a sentence is rated
by how much of that weight it explains, with what its heading and neighbours explain, by how near it and
its passage are in meaning, and by whether it shows the kind of thing that is asked. The weights of
these parts were chosen on two question sets written without sight of the program (``evals/README.md``
says how, and what each part brings).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from assistant.answer_types import AnswerType, answer_type
from assistant.leanings import leaning
from assistant.matching import WordMatcher
from assistant.sentences import (
    announces,
    definiendum,
    definition,
    gives_reason,
    head_asked,
    names_obstacle,
    opens_definite,
    points_back,
    speaks_of_change,
    speaks_of_reset,
    with_its_list,
)
from corpus.analysis import analyse
from corpus.documents import BlockKind, Footnote, Passage, Sentence
from corpus.dutch import is_word, lemma
from corpus.lexicon import Lexicon
from corpus.store import CorpusStore
from corpus.synonyms import synonyms

if TYPE_CHECKING:
    from corpus.embedders import Vectors
    from corpus.vectors import PassageVectors

_CANDIDATES = 60
"""How many passages full-text and the vectors each bring to the fusion."""
_READ = 24
"""Of how many passages the sentences are rated: they hold the evidence of 97% of the questions."""
_RATED = 24
"""How many of the best sentences are handed on."""
_FIFTH = 5
_EVEN = 0.1
"""How far apart the rates of two sentences are of which one is e times as likely to be the one."""
_SCALE = ((0.07, 0.114), (0.24, 0.152))
"""On what scale similarities are compared, whoever made the vectors: the mean and the deviation of the cosine
similarity of any two sentences, and of any two passages."""
_LIGHT = 0.35
_GOES_ON = 0.15
"""The share of a question that the next sentence must explain besides, to be quoted with one."""
_HEAD = 1.5
"""How much more the thing weighs that a question asks for by its name."""
_POINTS_BACK = 0.7
"""How far what a sentence explains counts for the next one, where that goes on about the same thing."""
_YEAR = 1.6
_STUB = 6
_TYPO_LENGTH = 6
_LONG_WORD = 11
_FEW = 2000
SUBJECT = "§"
"""Stands among the weighted words for the subject that a question names."""
ENOUGH = 0.6
"""The rate, less the share of the question that no letter speaks of, from which a sentence answers."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What each part of the rate of a sentence weighs; the words that it explains itself weigh 1 in all.

    ``vectors`` is their part in the search for passages; ``synonyms`` says whether those explain at all.
    """

    vectors: float = 1.0
    synonyms: bool = True
    heading: float = 1.0
    previous: float = 0.35
    following: float = 0.1
    passage_words: float = 1.0
    leaning: float = 0.3
    defined: float = 0.8
    meaning: float = 0.9
    passage_meaning: float = 1.3
    near: float = 0.5
    elsewhere: float = 0.6
    later: float = 0.002


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as retrieval needs it: its text, the analysed words that only frame it ("hoe heet"), the
    subjects it names, and the analysed words by which it names them."""

    text: str
    light: frozenset[str] = frozenset()
    sectors: tuple[str, ...] = ()
    naming: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with its fused score."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Signs:
    """What was seen of a sentence: its cosine similarity with the question (``meaning``) and that of the nearest
    of all sentences (``closest``), how far its rate lies above the fifth best (``lead``), its share among all that
    might be chosen (``share``: of the exponentials of their rates, over `_EVEN`), whether it shows the kind of thing
    that is asked, how much it looks like the definition that is asked (0 to 1), the share of the
    question that it explains with its heading and what is quoted with it (``told``), of so many weighted words
    (``asked``)."""

    meaning: float
    closest: float
    lead: float
    shows_kind: bool
    defines: float
    told: float = 0.0
    asked: int = 0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences chosen from a passage and how well they answer.

    ``explained`` is the share of the question's weight that the passage with its heading explains (0 to
    1), ``unexplained`` the words of which it explains nothing. ``rate`` orders sentences; ``surety`` is
    the rate less the share of the question that no passage at all speaks of.
    """

    passage: Passage
    sentences: tuple[Sentence, ...]
    explained: float
    unexplained: tuple[str, ...]
    elsewhere: bool = False
    """Whether the question names sectors and the passage is about none of them."""
    rate: float = 0.0
    surety: float = 0.0
    nearness: float = 0.0
    """The cosine similarity of the question and the passage."""
    signs: Signs | None = None
    """What else was seen of the first sentence; None where nothing was searched."""


class Retriever:
    """Finds passages and sentences in a corpus; ``vectors`` are fetched when first needed."""

    def __init__(
        self, store: CorpusStore, vectors: Callable[[], PassageVectors | None], lexicon: Lexicon, count: int,
        parts: Parts | None = None,
    ) -> None:  # fmt: skip
        self._store = store
        self._vectors = vectors
        self._lexicon = lexicon
        self._count = max(count, 1)
        self._parts = parts or Parts()
        self._headed: dict[tuple[str, ...], bool] = {}
        self._matcher = WordMatcher(lexicon, with_synonyms=self._parts.synonyms)

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        return self._matcher.names

    # --- passages --------------------------------------------------------------------------------

    def search(self, question: str, limit: int) -> list[Found]:
        """The best passages for a question, best first.

        The score is that of full-text, as a share of the best one's, plus the cosine similarity of the
        vectors: a linear fusion, which keeps how far apart passages are where rank fusion does not
        (Bruch et al. 2023, "An Analysis of Fusion Functions for Hybrid Retrieval").
        """
        return self._search(question, limit, self._query(question))

    def _is_headed(self, name: Sequence[str]) -> bool:
        key = tuple(name)
        if key not in self._headed:
            self._headed[key] = self._store.is_heading(key)
        return self._headed[key]

    def _query(self, question: str) -> Vectors | None:
        vectors = self._vectors()
        return self._embedded(question) if vectors and vectors.numbers else None

    @lru_cache(maxsize=64)  # noqa: B019 - a retriever lives as long as the program
    def _embedded(self, question: str) -> Vectors:
        """The vector of a question: one answer asks for it more than once."""
        vectors = self._vectors()
        assert vectors is not None
        row: Vectors = vectors.embedder.embed([question], "query")[0]
        return row

    def _search(self, question: str, limit: int, query: Vectors | None) -> list[Found]:
        hits = self._store.search(
            self._as_written(self._matcher.widened(analyse(question), self._is_headed)), _CANDIDATES
        )
        top = hits[0].score if hits and hits[0].score > 0 else 1.0
        scores = {hit.number: hit.score / top for hit in hits}
        vectors = self._vectors()
        if vectors is not None and query is not None:
            near = dict(vectors.nearest(query, _CANDIDATES))
            rest = [number for number in scores if number not in near]
            near |= zip(rest, vectors.to_passages(query, rest), strict=True)
            slope, shift = self._scales[1]
            for number, cosine in near.items():
                scores[number] = scores.get(number, 0.0) + self._parts.vectors * (slope * cosine + shift)
        best = sorted(scores, key=lambda number: (-scores[number], number))[:limit]
        passages = self._store.passages(best)
        return [Found(p, scores[n]) for p, n in zip(passages, best, strict=True)]

    def _as_written(self, words: Sequence[str]) -> list[str]:
        """The words, and for those that no letter uses the ones of the same meaning that they do use."""
        if not self._parts.synonyms:
            return list(words)
        known = self._store.document_frequency(words)
        meant = {other: None for word in words if word not in known for other in sorted(synonyms(word))}
        used = self._store.document_frequency(list(meant))
        return [*words, *(other for other in meant if other in used and other not in words)]

    # --- sentences -------------------------------------------------------------------------------

    def weights(self, words: Sequence[str]) -> dict[str, float]:
        """The weight of each word: its inverse document frequency, at most that of an unseen word."""
        known = self._store.document_frequency(words)
        return {w: math.log((self._count + 1) / (known.get(w, 0) + 0.5)) for w in dict.fromkeys(words)}

    def evidence(self, asked: Asked, near: Sequence[str] = ()) -> list[Evidence]:
        """The best sentences of the best passages, best first, each with the list that it opens.

        A passage that is about none of the subjects asked counts for less, and passages of the sections in
        ``near`` come first. The caller judges by `Evidence.surety` and by what is left unexplained.
        """
        words = [self._spelled(word) for word in analyse(asked.text)]
        if not words:
            return []
        question, sectors = asked.text, asked.sectors
        rating = _Rating(question, self._weighted(words, asked), self._matcher, self._parts)
        text = " ".join([question, *near])
        query = self._query(text)
        found = self._search(text, _READ, query)
        passages = [f.passage for f in found if not _is_stub(f.passage)]
        rating.read(passages, {p.id for p in passages if sectors and self.is_about(p, sectors)})
        lost = self._lost(rating)
        parts = self._parts
        rated: list[tuple[float, int, int]] = []
        told: list[tuple[float, tuple[str, ...], bool]] = []
        near_to: list[float] = []
        meant_by: list[list[float]] = []
        for row, (passage, (whole, meant)) in enumerate(zip(passages, self._similar(query, passages), strict=True)):
            shift = parts.passage_meaning * whole + parts.near * any(section in passage.section for section in near)
            elsewhere = bool(sectors) and passage.id not in rating.about
            shift -= parts.elsewhere * elsewhere
            explained, left = rating.of_passage(passage)
            told.append((explained, left, elsewhere))
            near_to.append(whole)
            meant_by.append(meant or [0.0] * len(passage.sentences))
            for at, own in enumerate(rating.of_sentences(passage)):
                meaning = parts.meaning * meant[at] if meant else 0.0
                rated.append((own + parts.passage_words * explained + shift + meaning, row, at))
        rated.sort(key=lambda found: -found[0])
        best = []
        closest = max((max(meant) for meant in meant_by if meant), default=0.0)
        fifth = rated[min(_FIFTH, len(rated)) - 1][0] if rated else 0.0
        spread = sum(math.exp((rate - rated[0][0]) / _EVEN) for rate, _, _ in rated[:_RATED])
        for rate, row, at in rated[:_RATED]:
            passage = passages[row]
            chosen = with_its_list(passage, at, question, opening=rating.opens(passage))
            if len(chosen) == 1 and (rating.goes_on(passage, at) or rating.told_next(passage, at)):
                chosen = passage.sentences[at : at + 2]
            signs = Signs(
                meant_by[row][at], closest, rate - fifth, *rating.shown(passage, at),
                told=rating.told_by(passage, chosen), asked=len(rating.weights),
                share=math.exp((rate - rated[0][0]) / _EVEN) / spread,
            )  # fmt: skip
            best.append(Evidence(passage, chosen, *told[row], rate, rate - lost, near_to[row], signs))
        return best

    def _weighted(self, words: Sequence[str], asked: Asked) -> dict[str, float]:
        """The weight of each word; those that name a subject give way to that subject as a whole, which
        every passage about it explains, by whatever name."""
        defined = definiendum(asked.text)
        # "Wat houdt … in?": what frames the thing to be explained says nothing of it.
        light = asked.light | (set(words) - analysed(" ".join(defined.words)) if defined is not None else set())
        found = {
            w: v * (_YEAR if w.isdigit() else _LIGHT if w in light else 1.0) for w, v in self.weights(words).items()
        }
        head = head_asked(asked.text) if defined is None else None
        for word in analyse(head) if head else ():
            # "Noem de speerpunten van het plan": what speaks of the plan alone gives none.
            if word in found and word not in light:
                found[word] *= _HEAD
        # "Wat is Zestor?" asks of the name itself.
        explained = analysed(" ".join(defined.words)) if defined is not None else frozenset()
        named = [found.pop(word) for word in asked.naming - explained if word in found]
        return found | ({SUBJECT: max(named)} if named else {})

    def _spelled(self, word: str) -> str:
        """A word as the letters write it, where it is in no dictionary and one of theirs is hardly different."""
        if len(word) < _TYPO_LENGTH or word[0].isdigit() or self._store.document_frequency([word]) or synonyms(word):
            return word
        if is_word(word):
            return word
        # A form with a letter too many ("gebasseerd") is told by what it is a form of.
        for at in range(1, len(word)):
            form = word[:at] + word[at + 1 :]
            if is_word(form) and self._store.document_frequency([lemma(form)]):
                return lemma(form)
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = 2 if len(word) >= _LONG_WORD else 1
        near = process.extractOne(word, self._vocabulary, scorer=OSA.distance, score_cutoff=allowed)
        return near[0] if near else word

    @cached_property
    def _vocabulary(self) -> list[str]:
        return self._store.vocabulary()

    def _similar(self, query: Vectors | None, passages: Sequence[Passage]) -> list[tuple[float, list[float]]]:
        """The cosine similarity of a question with each passage and with each of its sentences, on the scale of the
        embedder by which the weights were found: what is near differs from one model to another."""
        vectors = self._vectors()
        numbers = [self._numbers.get(passage.id) for passage in passages]
        known = [number for number in numbers if number is not None]
        if vectors is None or query is None:
            return [(0.0, [])] * len(passages)
        (slope, shift), (passage_slope, passage_shift) = self._scales
        whole = (passage_slope * one + passage_shift for one in vectors.to_passages(query, known))
        meant = ([slope * one + shift for one in part] for part in vectors.to_sentences(query, known))
        of = dict(zip(known, zip(whole, meant, strict=True), strict=True))
        return [(0.0, []) if number is None else of[number] for number in numbers]

    @cached_property
    def _scales(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """By what similarities to sentences, and to passages, are multiplied and then moved, so that they lie as
        `_SCALE` says. An embedder that states what its similarities are is taken at its word, so that they mean the
        same over every corpus; of another they are measured on this one."""
        vectors = self._vectors()
        if vectors is None:
            return (1.0, 0.0), (1.0, 0.0)
        stated = vectors.embedder.background
        if stated is None and len(vectors.numbers) < _STUB:
            return (1.0, 0.0), (1.0, 0.0)
        scales = []
        for (mean, deviation), (wanted, spread) in zip(stated or vectors.background(), _SCALE, strict=True):
            slope = spread / max(deviation, 1e-6)
            scales.append((slope, wanted - slope * mean))
        return scales[0], scales[1]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {passage_id: number for number, passage_id in self._store.passage_ids()}

    def _lost(self, rating: _Rating) -> float:
        """The share of a question's weight in words that no letter uses, nor any of the same meaning."""
        open_words = [word for word in rating.never_explained if word != SUBJECT]
        meanings = {word: synonyms(word) for word in open_words}
        known = self._store.document_frequency([*open_words, *(other for m in meanings.values() for other in m)])
        lost = [word for word in open_words if word not in known and not meanings[word] & known.keys()]
        return sum(rating.weights[word] for word in lost) / rating.total

    def is_about(self, passage: Passage, sectors: Sequence[str]) -> bool:
        """Whether a passage stands in the section of one of these sectors, or names it."""
        heading, words = analysed(passage.section), _in_a_row(passage.text)
        for sector in sectors:
            found = self._lexicon.sectors.get(sector)
            names = (found.label, *found.names) if found is not None else (sector,)
            for name in filter(None, map(analyse, names)):
                # Of a text the words must follow upon each other: "middelbare" and "scholen" are also of the mbo.
                if set(name) <= heading or f" {' '.join(name)} " in words:
                    return True
        return not sectors

    # --- for looking around a quote (`assistant.nearby`) ---------------------------------------

    @property
    def matcher(self) -> WordMatcher:
        """What matches words of questions with words of letters."""
        return self._matcher

    def spelled(self, word: str) -> str:
        """An analysed word as the letters write it."""
        return self._spelled(word)

    def known(self, words: Sequence[str]) -> set[str]:
        """Those of some analysed words that the letters use, or words of the same meaning."""
        meanings = {word: synonyms(word) for word in words}
        used = self._store.document_frequency([*words, *(other for m in meanings.values() for other in m)])
        heard = {word for word in words if word in used or meanings[word] & used.keys()}
        # "E-learning" is heard in "e-learningmodule".
        rest = [word for word in words if word not in heard and len(word) >= _TYPO_LENGTH]
        return heard | {word for word in rest if any(other.startswith(word) for other in self._vocabulary)}

    def starts(self, letter: str) -> list[tuple[int, int]]:
        """Where each passage of a letter starts, and its row number."""
        return self._starts(letter)

    def passages(self, numbers: Sequence[int]) -> list[Passage]:
        """The passages with these row numbers."""
        return self._store.passages(numbers)

    def meanings(self, question: str, passages: Sequence[Passage]) -> list[list[float]]:
        """For each passage the nearness of its sentences to a question; empty where there are no vectors."""
        query = self._query(question)
        return [meant for _, meant in self._similar(query, passages)]

    # --- footnotes -------------------------------------------------------------------------------

    def notes(self, letter: str, numbers: Sequence[int]) -> list[Passage]:
        """The footnotes of a letter with these numbers, as passages, in order."""
        wanted = [note.span for note in self._footnotes(letter) if note.number in numbers]
        # A passage starts at the text of a note, behind its number.
        return self._store.passages(
            [row for span in wanted for at, row in self._starts(letter) if span.start <= at < span.end]
        )

    def marked(self, number: int) -> list[tuple[Passage, Sentence]]:
        """The sentences that refer to the footnote with this number, with their passages."""
        passages = self._store.passages(list(self._numbers.values())) if self._count <= _FEW else []
        return [(passage, s) for passage in passages for s in passage.sentences if number in s.notes]

    @cached_property
    def sections(self) -> dict[str, list[Passage]]:
        """The passages of each section but footnotes and tables, by its path; empty over many letters, where it would
        take long."""
        found: dict[str, list[Passage]] = {}
        for passage in self._store.passages(list(self._numbers.values())) if self._count <= _FEW else []:
            if passage.kind not in (BlockKind.FOOTNOTE, BlockKind.TABLE):
                found.setdefault(passage.section, []).append(passage)
        return found

    def _starts(self, letter: str) -> list[tuple[int, int]]:
        """Where each passage of a letter starts, and its row number."""
        return [(int(i.split(":")[-2]), row) for i, row in self._numbers.items() if i.startswith(f"{letter}:")]

    @lru_cache(maxsize=64)  # noqa: B019 - a retriever lives as long as the program
    def _footnotes(self, letter: str) -> tuple[Footnote, ...]:
        return self._store.letter(letter).outline.footnotes

    def reasons(
        self, question: str, sectors: Sequence[str], *, of_gap: bool, of_realised: bool = False
    ) -> Evidence | None:
        """The sentence that gives a reason, in a section of the sectors: of a rise or fall, or, with
        ``of_gap``, of a target that was not met; with ``of_realised`` of what was realised, for which the
        target is no reason. None where the letter gives none."""
        labels = [self._lexicon.sectors[s].label for s in sectors if s in self._lexicon.sectors]
        weights = self.weights(analyse(question))
        names = {word for label in labels for word in analyse(label)} | set(self._names)
        of_goal = bool({"doel", "doelstelling", "taakstelling"} & weights.keys())
        best: tuple[float, Evidence] | None = None
        for found in self.search(" ".join([question, *labels]), _READ):
            if labels and not any(label in found.passage.section for label in labels):
                continue
            for at, sentence in enumerate(found.passage.sentences):
                text = sentence.text
                # "Dit komt doordat …": what moved stands in the sentence before.
                whole = f"{found.passage.sentences[at - 1].text} {text}" if at and points_back(text) else text
                if of_realised and not of_goal and self.only_of_goal(whole):
                    continue
                moves = speaks_of_reset(whole) if of_goal else speaks_of_change(whole)
                if names_obstacle(text) if of_gap else moves and gives_reason(text):
                    degrees = self._matcher.degrees(weights, analysed(text))
                    shared = {word for word in weights if degrees[word]} - names
                    gain = sum(weights[w] for w in shared) + found.score
                    if best is None or gain > best[0]:
                        best = (gain, Evidence(found.passage, (sentence,), 1.0, ()))
        return best[1] if best else None

    def only_of_goal(self, text: str) -> bool:
        """Whether a sentence speaks of the target or of setting it anew, and of no other measure or what it counts."""
        said = analysed(text)
        return (bool(said & self._measured["doel"]) or speaks_of_reset(text)) and not said & self._measured[""]

    @cached_property
    def _measured(self) -> dict[str, frozenset[str]]:
        """The words for the target, and (under "") for every other measure and what they count."""
        goal: set[str] = set()
        other: set[str] = set()
        for measure in self._lexicon.measure:
            words = {word for name in (*measure.names, *measure.weak) for word in analyse(name)}
            if measure.id == "doel":
                goal |= words
            else:
                other |= words
        return {"doel": frozenset(goal - other), "": frozenset(other - goal)}


class _Rating:
    """How far passages and their sentences explain the weighted words of one question."""

    def __init__(self, question: str, weights: dict[str, float], matcher: WordMatcher, parts: Parts) -> None:
        self.question = question
        self.weights = weights
        self.total = sum(weights.values()) or 1.0
        self._parts = parts
        self._leaning = leaning(question)
        self._defined = definiendum(question)
        self._asks_cause = answer_type(question) is AnswerType.CAUSE
        self._matcher = matcher
        self._degrees: dict[str, dict[str, float]] = {}
        #: The words of the passages that explain any, each with what it explains and how far.
        self._explained: dict[str, list[tuple[str, float]]] = {}
        self._explaining: frozenset[str] = frozenset()
        self._known: dict[str, tuple[dict[str, float], list[dict[str, float]]]] = {}
        self.about: set[str] = set()

    def read(self, passages: Sequence[Passage], about: set[str]) -> None:
        """Matches the words of the question with all words of these passages, once; ``about`` are the ids of
        those that are about the subject of the question."""
        self.about = about
        said = frozenset().union(
            *(analysed(text) for p in passages for text in (p.section, *(s.text for s in p.sentences)))
        )
        self._degrees = self._matcher.degrees(self.weights, said)
        self._explained = {}
        for word, near in self._degrees.items():
            for other, degree in near.items():
                self._explained.setdefault(other, []).append((word, degree))
        self._explaining = frozenset(self._explained)

    @property
    def never_explained(self) -> list[str]:
        """The words that nothing in the passages explains."""
        return [word for word in self.weights if not self._degrees[word] and (word != SUBJECT or not self.about)]

    def _by(self, text: str) -> dict[str, float]:
        """How far a text explains each word: from 0 to 1; nothing of what does not occur."""
        found: dict[str, float] = {}
        for other in analysed(text) & self._explaining:
            for word, degree in self._explained[other]:
                if degree > found.get(word, 0.0):
                    found[word] = degree
        # In the order of the question: sums of the same figures in another order may differ.
        return {word: found[word] for word in self._degrees if word in found}

    def _told(self, passage: Passage) -> tuple[dict[str, float], list[dict[str, float]]]:
        """What the heading of a passage explains, and what each of its sentences does."""
        if passage.id not in self._known:
            heading = self._by(passage.section)
            if SUBJECT in self.weights and passage.id in self.about:
                heading[SUBJECT] = 1.0
            self._known[passage.id] = (heading, [self._by(sentence.text) for sentence in passage.sentences])
        return self._known[passage.id]

    def of_passage(self, passage: Passage) -> tuple[float, tuple[str, ...]]:
        """The share of the weight that a passage with its heading explains, and the words it leaves."""
        heading, own = self._told(passage)
        degrees = dict(heading)
        for sentence in own:
            degrees |= {word: degree for word, degree in sentence.items() if degree > degrees.get(word, 0.0)}
        left = tuple(word for word in self.weights if word not in degrees)
        return sum(self.weights[word] * degree for word, degree in degrees.items()) / self.total, left

    def opens(self, passage: Passage) -> bool:
        """Whether the first sentence of a passage explains anything but the subject."""
        return bool(self._told(passage)[1][0])

    def told_by(self, passage: Passage, chosen: Sequence[Sentence]) -> float:
        """The share of the weight that some sentences of a passage explain with its heading."""
        heading, own = self._told(passage)
        degrees = dict(heading)
        quoted = {sentence.spans for sentence in chosen}
        for at, sentence in enumerate(passage.sentences):
            if sentence.spans in quoted:
                degrees |= {word: degree for word, degree in own[at].items() if degree > degrees.get(word, 0.0)}
        return sum(self.weights[word] * degree for word, degree in degrees.items()) / self.total

    def goes_on(self, passage: Passage, at: int) -> bool:
        """Whether the sentence behind one goes on about the same thing and says what the question asks of it:
        words that neither this one nor the heading explains ("Deze bijeenkomst richtte zich op …")."""
        if at + 1 >= len(passage.sentences) or not points_back(passage.sentences[at + 1].text):
            return False
        heading, own = self._told(passage)
        new = {word for word in own[at + 1] if word not in own[at] and word not in heading and word != SUBJECT}
        return sum(self.weights[word] * own[at + 1][word] for word in new) >= _GOES_ON * self.total

    def told_next(self, passage: Passage, at: int) -> bool:
        """Whether the sentence behind one gives the cause that is asked of what this one tells, or names what this one
        only counts ("UWV noemt twee oorzaken. …")."""
        if at + 1 >= len(passage.sentences):
            return False
        text, following = passage.sentences[at].text, passage.sentences[at + 1].text
        if announces(text) and head_asked(self.question) is not None:
            return True
        causes = self._asks_cause and not gives_reason(text) and gives_reason(following)
        return causes and opens_definite(following)

    def of_sentences(self, passage: Passage) -> list[float]:
        """For each sentence the share that it explains, with its heading and neighbours, and what it shows."""
        heading, own = self._told(passage)
        rates = []
        for at, sentence in enumerate(passage.sentences):
            degrees = {word: self._parts.heading * degree for word, degree in heading.items()}
            before = own[at - 1] if at else {}
            after = own[at + 1] if at + 1 < len(own) else {}
            # "Dit is …": what the sentence before it names is spoken of here.
            back = _POINTS_BACK if at and points_back(sentence.text) else self._parts.previous
            for near, share in ((own[at], 1.0), (before, back), (after, self._parts.following)):
                for word, degree in near.items():
                    if share * degree > degrees.get(word, 0.0):
                        degrees[word] = share * degree
            rate = sum(self.weights[word] * degree for word, degree in degrees.items())
            leans, defines = self.shown(passage, at)
            shown = self._parts.leaning * leans + self._parts.defined * defines
            rates.append(rate / self.total + shown - self._parts.later * at)
        return rates

    def shown(self, passage: Passage, at: int) -> tuple[bool, float]:
        """Whether a sentence shows the kind of thing asked, and how much it looks like the definition asked."""
        sentence = passage.sentences[at]
        leans = self._leaning is not None and _shows(self._leaning, sentence.text)
        told = self._defined is not None and self._told(passage)[1][at]
        return leans, definition(self._defined, sentence) if told else 0.0


def _is_stub(passage: Passage) -> bool:
    """Whether a passage is a footnote that only names a title or an address: it answers nothing by itself."""
    return passage.kind is BlockKind.FOOTNOTE and len(passage.text.split()) < _STUB


@lru_cache(maxsize=65536)
def _shows(sign: re.Pattern[str], text: str) -> bool:
    return bool(sign.search(text))


@lru_cache(maxsize=1024)
def _in_a_row(text: str) -> str:
    """The analysed words of a text in their order, between spaces."""
    return f" {' '.join(analyse(text))} "


@lru_cache(maxsize=16384)
def analysed(text: str) -> frozenset[str]:
    """The analysed words of a text, as a set."""
    return frozenset(analyse(text))


def enough(evidence: Evidence) -> bool:
    """Whether the evidence is sure enough to answer."""
    return evidence.surety >= ENOUGH
