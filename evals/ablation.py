"""What each part of retrieval brings: passages on their own, and the sentence that is put first.

`passages_table` asks only which passage comes first, over a SQuAD file (one context a question) or
over cases with evidence in the shipped letters; `sentences_table` asks whether the first sentence
holds the evidence, with one part of its rate left out at a time.
"""

from __future__ import annotations

import json
import math
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from assistant.bootstrap import make_assistant
from assistant.engine import Assistant, as_asked
from assistant.retrieval import Parts, Retriever
from assistant.settings import Settings
from corpus.analysis import analyse
from corpus.documents import BlockKind, Letter, Pages, Passage, Sentence, Span
from corpus.dutch import sentence_bounds, tokens
from corpus.lexicon import shipped_lexicon
from corpus.store import Analysed, CorpusStore, Outline, StoredLetter
from corpus.vectors import PassageVectors
from evals.cases import Case, CaseError
from evals.scores import wilson
from ingest.passages import build_passages
from ingest.pipeline import VECTORS, read_all, refresh_vectors
from ingest.read import read_letter, shipped_letters

_DEPTH = 10
#: Each part of the rate of a sentence, and what is set to leave it out.
LEFT_OUT: dict[str, dict[str, float | bool]] = {
    "synonyms": {"synonyms": False},
    "heading": {"heading": 0.0},
    "neighbours": {"previous": 0.0, "following": 0.0},
    "words of the passage": {"passage_words": 0.0},
    "kind of answer": {"leaning": 0.0},
    "definitions": {"defined": 0.0},
    "meaning of the sentence": {"meaning": 0.0},
    "meaning of the passage": {"passage_meaning": 0.0},
    "subject asked": {"elsewhere": 0.0},
    "all vectors": {"meaning": 0.0, "passage_meaning": 0.0, "vectors": 0.0},
}


class Pool(NamedTuple):
    """Questions with the passages that answer them, over one store."""

    store: CorpusStore
    vectors: PassageVectors | None
    questions: Sequence[str]
    right: Sequence[frozenset[int]]


Ranking = Callable[[str], list[int]]


def of_letter(assistant: Assistant, cases: Sequence[Case]) -> Pool:
    """The passages of the corpus, with the cases that words answer."""
    store = assistant.store
    rows = store.passages([number for number, _ in store.passage_ids()])
    numbers = [number for number, _ in store.passage_ids()]
    told = [_bare(row.text) for row in rows]
    chosen, right = [], []
    for case in cases:
        pieces = [_bare(piece) for piece in case.evidence]
        found = frozenset(n for n, text in zip(numbers, told, strict=True) if any(piece in text for piece in pieces))
        if found:
            chosen.append(case.question)
            right.append(found)
    return Pool(store, assistant.vectors, chosen, right)


def _bare(text: str) -> str:
    """The letters of a text alone: line wraps, hyphens and footnote markers make no difference."""
    return "".join(filter(str.isalpha, text))


def of_squad(path: Path, folder: Path, settings: Settings) -> Pool:
    """The contexts of a SQuAD file, each as one passage of a corpus of its own in ``folder``.

    Raises:
        CaseError: the file is no SQuAD JSON.
    """
    try:
        articles = json.loads(path.read_text(encoding="utf-8"))["data"]
        pairs = [(qa["question"], p["context"]) for a in articles for p in a["paragraphs"] for qa in p["qas"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseError(f"{path} is geen SQuAD-JSON (data › paragraphs › qas). Geef een ander bestand.") from error
    contexts = list(dict.fromkeys(context for _, context in pairs))
    letter = Letter(id="squad", title="")
    passages, start = [], 0
    for context in contexts:
        passages.append(_passage(context, start))
        start += len(context) + 1
    outline = Outline(pages=Pages(starts=(0,), numbers=(1,)), sections=(), footnotes=())
    stored = StoredLetter(letter=letter, digest="squad", reader="squad", text="\n".join(contexts), outline=outline)
    store = CorpusStore(folder / "corpus.sqlite3", writable=True)
    store.put(stored, [Analysed(p, [], analyse(p.text)) for p in passages], [], [])
    ids = store.passage_ids()
    sentences = [[s.text for s in p.sentences] for p in passages]
    vectors = PassageVectors.build(
        folder / "vectors", "squad", ids, [p.section for p in passages], settings.make_embedder(), sentences
    )
    row = {context: ids[at][0] for at, context in enumerate(contexts)}
    return Pool(store, vectors, [q for q, _ in pairs], [frozenset({row[context]}) for _, context in pairs])


def _passage(context: str, start: int) -> Passage:
    sentences = tuple(
        Sentence(text=context[a:b], spans=(Span(letter="squad", start=start + a, end=start + b, page=1),))
        for a, b in sentence_bounds(context)
    )
    return Passage(
        id=f"squad:{start}:0", letter="squad", heading_path=("",), kind=BlockKind.PARAGRAPH, text=context,
        sentences=sentences,
    )  # fmt: skip


def rankings(pool: Pool) -> dict[str, Ranking]:
    """The ways to rank passages: by plain words, by full-text, by vectors, and fused."""
    lexicon = shipped_lexicon()
    fused = Retriever(pool.store, lambda: pool.vectors, lexicon, len(pool.store.passage_ids()))
    number = {passage_id: row for row, passage_id in pool.store.passage_ids()}
    plain = _Bm25(pool.store)
    found: dict[str, Ranking] = {
        "BM25 on plain words": plain.rank,
        "full-text": lambda q: [hit.number for hit in pool.store.search(analyse(q), _DEPTH)],
    }
    if pool.vectors is not None:
        vectors = pool.vectors
        found["vectors"] = lambda q: [row for row, _ in vectors.search(q, _DEPTH)]
    found["fused"] = lambda q: [number[f.passage.id] for f in fused.search(q, _DEPTH)]
    return found


class _Bm25:
    """Okapi BM25 over folded words, as a retrieval starter has it (k1 = 1.2, b = 0.75)."""

    def __init__(self, store: CorpusStore) -> None:
        numbers = [number for number, _ in store.passage_ids()]
        self._counts = {
            n: Counter(t.fold for t in tokens(p.text)) for n, p in zip(numbers, store.passages(numbers), strict=True)
        }
        self._frequency = Counter(word for count in self._counts.values() for word in count)
        self._mean = sum(count.total() for count in self._counts.values()) / max(len(self._counts), 1)

    def rank(self, question: str) -> list[int]:
        """The best passages by their row number."""
        size = len(self._counts)
        scores = dict.fromkeys(self._counts, 0.0)
        for word in {t.fold for t in tokens(question)} & self._frequency.keys():
            rarity = math.log(1 + (size - self._frequency[word] + 0.5) / (self._frequency[word] + 0.5))
            for number, count in self._counts.items():
                often = count[word]
                scores[number] += rarity * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * count.total() / self._mean))
        return sorted(scores, key=lambda number: (-scores[number], number))[:_DEPTH]


def passages_table(pool: Pool) -> str:
    """nDCG@10 with a bootstrap interval, and recall at 1 and 5 with Wilson intervals, as Markdown."""
    lines = [f"| {len(pool.questions)} vragen | nDCG@10 | R@1 | R@5 |", "|---|---|---|---|"]
    for name, rank in rankings(pool).items():
        places = [_place(rank(q), right) for q, right in zip(pool.questions, pool.right, strict=True)]
        gains = [1 / math.log2(place + 2) if place is not None else 0.0 for place in places]
        low, high = _bootstrap(gains)
        mean = sum(gains) / len(gains)
        lines.append(f"| {name} | {mean:.3f} ({low:.3f}–{high:.3f}) | {_share(places, 1)} | {_share(places, 5)} |")
    return "\n".join(lines)


def _place(ranked: Sequence[int], right: frozenset[int]) -> int | None:
    return next((at for at, number in enumerate(ranked) if number in right), None)


def _share(places: Sequence[int | None], depth: int) -> str:
    hits = sum(place is not None and place < depth for place in places)
    low, high = wilson(hits, len(places))
    return f"{hits / len(places):.3f} ({low:.3f}–{high:.3f})"


def _bootstrap(values: Sequence[float], rounds: int = 1000) -> tuple[float, float]:
    draw = random.Random(20251118)  # noqa: S311 - only to vary the sample, the same each time
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(rounds))
    return means[int(rounds * 0.025)], means[int(rounds * 0.975)]


def sentences_table(assistant: Assistant, cases: Sequence[Case]) -> str:
    """How often the first sentence, or one of the first three, holds the evidence, with every part and
    with one left out, as Markdown. Refusals play no part: the best sentences are looked at."""
    cases = [case for case in cases if case.answerable and case.evidence]
    lines = [f"| {len(cases)} vragen | eerste zin | bij de eerste drie |", "|---|---|---|"]
    variants = {"everything": Parts()} | {
        f"without {name}": replace(Parts(), **change)  # type: ignore[arg-type]  # each of the table's keys is a field
        for name, change in LEFT_OUT.items()
    }
    count = len(assistant.store.passage_ids())
    for name, parts in variants.items():
        retriever = Retriever(assistant.store, lambda: assistant.vectors, assistant.lexicon, count, parts)
        places = [_first_right(assistant, retriever, case) for case in cases]
        lines.append(f"| {name} | {_share(places, 1)} | {_share(places, 3)} |")
    return "\n".join(lines)


def _first_right(assistant: Assistant, retriever: Retriever, case: Case) -> int | None:
    pieces = [_bare(piece) for piece in case.evidence]
    for at, evidence in enumerate(retriever.evidence(as_asked(assistant.understand(case.question)))[:_DEPTH]):
        said = [_bare(sentence.text) for sentence in evidence.sentences]
        if any(piece in one or one in piece for piece in pieces for one in said if one):
            return at
    return None


SIZES = (300, 600, 900, 1200, 1800)


def sizes_table(cases: Sequence[Case], settings: Settings) -> str:
    """What the size of passages does: how many there are of the shipped letters, whether the right one is
    among the first five, and the right sentence first, as Markdown."""
    cases = [case for case in cases if case.answerable and case.evidence]
    lines = ["| tekens | passages | R@5 | eerste zin | bij de eerste drie |", "|---:|---:|---|---|---|"]
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            assistant = _of_size(size, Path(folder), settings)
            pool = of_letter(assistant, cases)
            fused = rankings(pool)["fused"]
            places = [_place(fused(q), right) for q, right in zip(pool.questions, pool.right, strict=True)]
            count = len(assistant.store.passage_ids())
            retriever = Retriever(assistant.store, lambda: assistant.vectors, assistant.lexicon, count)  # noqa: B023 - used within this round
            first = [_first_right(assistant, retriever, case) for case in cases]
            found = f"{_share(places, 5)} | {_share(first, 1)} | {_share(first, 3)}"
            lines.append(f"| {size} | {count} | {found} |")
            assistant.store.close()
    return "\n".join(lines)


def _of_size(size: int, folder: Path, settings: Settings) -> Assistant:
    """An assistant over the shipped letters, read into passages of a size."""
    store = CorpusStore(folder / "corpus.sqlite3", writable=True)
    lexicon = shipped_lexicon()
    for path in shipped_letters():
        source = read_letter(path)
        reading = read_all(source, lexicon)
        document = reading.document
        passages = [Analysed(p, analyse(p.section), analyse(p.text)) for p in build_passages(document, size)]
        outline = Outline(pages=document.pages, sections=document.sections, footnotes=document.footnotes)
        stored = StoredLetter(
            letter=source.letter, digest=source.digest, reader=str(size), text=source.text, outline=outline
        )
        store.put(stored, passages, reading.facts, reading.inconsistencies, reading.remarks)
    refresh_vectors(folder, store, settings.make_embedder())
    vectors = PassageVectors.read(folder / VECTORS, store.generation, store.passage_ids(), settings.make_embedder())
    return Assistant(store, lambda: vectors, lexicon)


def report(squad: Sequence[Path], cases: Sequence[Case], *, sizes: bool = False) -> str:
    """All tables: passages of each SQuAD file, and passages and sentences of the letters for the cases."""
    settings = Settings.load()
    assistant = make_assistant(settings)
    parts = []
    for path in squad:
        with tempfile.TemporaryDirectory() as folder:
            pool = of_squad(path, Path(folder), settings)
            parts.append(f"## Passages: {path.name}\n\n{passages_table(pool)}")
            pool.store.close()
    if cases:
        parts.append(f"## Passages: de brieven\n\n{passages_table(of_letter(assistant, cases))}")
        parts.append(f"## Zinnen: de brieven\n\n{sentences_table(assistant, cases)}")
    if sizes:
        parts.append(f"## Grootte van passages\n\n{sizes_table(cases, settings)}")
    return "\n\n".join(parts)
