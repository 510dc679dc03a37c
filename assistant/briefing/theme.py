"""Finds what the letters say about a theme: sentence by sentence, by the words of the theme.

A word is found as it is, by a form with the same stem, under the other names that the lexicon gives
it, or as the last part of a compound where it also stands by itself ("scholen" in "mbo-scholen").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.briefing.source import Excerpt, Source, excerpts
from assistant.reading import Kind, Mention
from corpus.analysis import analyse
from corpus.documents import BlockKind, Passage
from corpus.lexicon import Lexicon
from corpus.store import CorpusStore
from corpus.words import related

_LIMIT = 1000
_STEM = 5


@dataclass(frozen=True)
class Theme:
    """A theme and the sentences about it, in the order of the letters.

    ``qualifier`` is the part of the figures that the theme names, if any.
    """

    name: str
    qualifier: str
    found: tuple[tuple[Source, Excerpt], ...]

    def of(self, source: Source) -> list[Excerpt]:
        """The sentences in one letter."""
        return [excerpt for own, excerpt in self.found if own is source]


def find_theme(
    store: CorpusStore, lexicon: Lexicon, sources: Sequence[Source], name: str, words: Sequence[Mention],
    members: Sequence[str] = (),
) -> Theme:  # fmt: skip
    """What the letters say about a theme, in the sections of ``members`` only where some are given."""
    vocabulary = store.vocabulary()
    wanted = [Wanted.of(lexicon, mention, vocabulary) for mention in words]
    every = sorted({form for want in wanted for form in want.all})
    hits = {hit.number for hit in store.search(every, _LIMIT)} if all(want.possible for want in wanted) else set()
    passages = store.passages(sorted(hits))
    found = [
        (source, excerpt)
        for source in sources
        for passage in passages
        if passage.letter == source.letter.id and (not members or source.subject_of(passage) in members)
        for excerpt in _about(passage, wanted)
    ]
    qualifier = next((q for mention in words if (q := mention.value(Kind.QUALIFIER)) is not None), "")
    return Theme(name, qualifier, tuple(found))


@dataclass(frozen=True)
class Wanted:
    """One word of a theme: the ways to say it, each a list of alternatives for every word in it."""

    ways: tuple[tuple[frozenset[str], ...], ...]

    @classmethod
    def of(cls, lexicon: Lexicon, mention: Mention, vocabulary: Sequence[str]) -> Wanted:
        """The ways to say what a mention names, in the words that the letters use."""
        ways = [tuple(_alternatives(word, vocabulary) for word in form) for form in _forms(lexicon, mention) if form]
        return cls(tuple(way for way in ways if all(way)))

    @property
    def possible(self) -> bool:
        """Whether the letters hold it in any way."""
        return bool(self.ways)

    @property
    def all(self) -> set[str]:
        """Every word by which it can be found."""
        return {word for way in self.ways for words in way for word in words}

    def held_by(self, there: frozenset[str]) -> bool:
        """Whether these analysed words hold it."""
        return any(all(words & there for words in way) for way in self.ways)


def _forms(lexicon: Lexicon, mention: Mention) -> list[list[str]]:
    """The mention and its other names, as analysed words."""
    forms = [analyse(mention.corrected or mention.text)]
    qualifier = lexicon.qualifiers.get(mention.value(Kind.QUALIFIER) or "")
    if qualifier is not None:
        forms += [analyse(name) for name in qualifier.names]
    for term in lexicon.term:
        short = [analyse(name) for name in term.names]
        if forms[0] in short:
            forms.append(analyse(term.means))
        elif forms[0] == analyse(term.means):
            forms += short
    return forms


def _alternatives(word: str, vocabulary: Sequence[str]) -> frozenset[str]:
    """The words of the letters that mean a word; none where it only ends their compounds."""
    near = {said for said in vocabulary if related(word, said)}
    own = {said for said in near if said == word or said[:_STEM] == word[:_STEM]}
    return frozenset(near if own else ())


def _about(passage: Passage, wanted: Sequence[Wanted]) -> Iterator[Excerpt]:
    """The excerpts of a passage that hold all of the theme, in their last sentence or by their heading."""
    if passage.kind is BlockKind.FOOTNOTE:
        return
    leaf = frozenset(analyse(passage.heading_path[-1] if passage.heading_path else ""))
    headed = all(want.held_by(leaf) for want in wanted)
    chosen: list[Excerpt] = []
    for excerpt in excerpts(passage):
        there = frozenset(analyse(excerpt.sentences[-1].text))
        if headed or all(want.held_by(there) for want in wanted):
            if chosen and chosen[-1].sentences == excerpt.sentences[:-1]:
                chosen.pop()
            chosen.append(excerpt)
    yield from chosen
