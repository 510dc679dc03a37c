"""One letter as a briefing sees it: its figures, its sentences by subject, and where it limits itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from assistant.answer import CitationBook
from assistant.briefing.figures import Book
from assistant.briefing.model import UsedLetter
from assistant.engine import Assistant
from assistant.reading import Kind
from corpus.documents import BlockKind, Footnote, Letter, Passage, Sentence, Span
from corpus.dutch import fold, tokens
from corpus.facts import Inconsistency, Remark

_LEANS = frozenset(
    """
    dit deze dat die zij ze hij hierbij hiermee hierdoor daarmee daardoor zo het daarbij hiervan daarvan hun
    vergeleken een dergelijke daarom hiervoor hieraan wat
    """.split()
)
_CHAIN = 3
_NAMED_AGAIN = frozenset("daling stijging toename afname cijfers sector groei ontwikkeling verschuiving".split())


class Excerpt(NamedTuple):
    """Sentences of one passage that are quoted together, word for word."""

    passage: Passage
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The sentences as they are quoted."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def spans(self) -> list[Span]:
        """Where they stand in the letter."""
        return [span for sentence in self.sentences for span in sentence.spans]

    @property
    def words(self) -> int:
        """How long they are."""
        return len(self.text.split())


class Source:
    """A letter of the corpus, with what was read from it."""

    def __init__(self, assistant: Assistant, letter: Letter, citations: CitationBook) -> None:
        """``citations`` is the book of the whole briefing."""
        self.assistant = assistant
        self.letter = letter
        self.lexicon = assistant.lexicon
        self.book = Book([fact for fact in assistant.facts if fact.letter == letter.id], assistant.lexicon)
        self._stored = assistant.store.letter(letter.id)
        self.citations = citations

    @property
    def used(self) -> UsedLetter:
        """How the letter is named in a briefing."""
        return used_letter(self.letter)

    @cached_property
    def passages(self) -> list[Passage]:
        """The passages of the letter, in its order."""
        store = self.assistant.store
        own = [number for number, name in store.passage_ids() if name.startswith(f"{self.letter.id}:")]
        return store.passages(own)

    @cached_property
    def footnotes(self) -> dict[int, Footnote]:
        """The footnotes by their number."""
        return {note.number: note for note in self._stored.outline.footnotes}

    @cached_property
    def inconsistencies(self) -> list[Inconsistency]:
        """Where the letter contradicts itself."""
        return [found for found in self.assistant.composer.inconsistencies if found.letter == self.letter.id]

    @cached_property
    def remarks(self) -> list[Remark]:
        """The sentences that limit its figures."""
        return [remark for remark in self.assistant.composer.remarks if remark.letter == self.letter.id]

    def subject_of(self, passage: Passage) -> str:
        """The subject in whose section a passage stands; empty for a general one."""
        return self._subjects_by_heading.get(passage.heading_path, "")

    @cached_property
    def _subjects_by_heading(self) -> dict[tuple[str, ...], str]:
        labels = {fold(self.book.label(subject)): subject for subject in self.book.subjects}
        return {path: self._subject(path, labels) for path in {p.heading_path for p in self.passages}}

    def _subject(self, path: tuple[str, ...], labels: dict[str, str]) -> str:
        for heading in path:
            sector = self.lexicon.sector_of_heading(heading)
            if sector is not None:
                return sector.id
            if fold(heading) in labels:
                return labels[fold(heading)]
            named = self.assistant.understander.reader.read(heading)
            whom = [s for s in named.values(Kind.SECTOR) if s in self.book.subjects]
            if len(whom) == 1 and len(named.tokens) == 2:
                # "Maatregelen Rijk": a heading of two words that names one subject is about it.
                return whom[0]
        return ""

    def of_subject(self, subject: str) -> Iterator[Excerpt]:
        """The sentences of a subject's sections, each with the one before it that it leans on."""
        for passage in self.passages:
            if self.subject_of(passage) == subject:
                yield from excerpts(passage)

    def general(self) -> Iterator[Excerpt]:
        """The sentences that stand in no subject's section."""
        yield from self.of_subject("")


def excerpts(passage: Passage) -> Iterator[Excerpt]:
    """The sentences of a passage that can be quoted by themselves.

    One that leans on those before it ("Dit kan betekenen …") is quoted with them. The
    opening of a list, and what a list leaves loose, are not quoted.
    """
    if passage.kind is BlockKind.FOOTNOTE:
        whole = tuple(s for s in passage.sentences if _complete(s.text))
        if whole and len(passage.sentences) == len(whole):
            yield Excerpt(passage, whole)
        return
    listing = False
    for at, sentence in enumerate(passage.sentences):
        whole = _list_from(passage, at)
        listing = listing or sentence.text.endswith(":")
        if whole:
            yield Excerpt(passage, whole)
        if not _complete(sentence.text) or (listing and _LOOSE.match(sentence.text)):
            continue
        first = next(
            (back for back in range(at, max(at - _CHAIN, -1), -1) if not leans(passage.sentences[back].text)), -1
        )
        chosen = passage.sentences[first : at + 1] if first >= 0 else ()
        if chosen and all(_complete(s.text) for s in chosen):
            yield Excerpt(passage, chosen)


_LOOSE = re.compile(r"(?:[Hh]et \w+en|[Dd]e (?:organisatie|\w+ing|\w+atie)) van\b")
_LIST_WORDS = 60


def _list_from(passage: Passage, at: int) -> tuple[Sentence, ...]:
    """An opening of a list with all that it lists, where that is short; else nothing."""
    lead, items = passage.sentences[at], passage.sentences[at + 1 :]
    words = sum(len(sentence.text.split()) for sentence in (lead, *items))
    if not lead.text.endswith(":") or len(items) < 2 or words > _LIST_WORDS or leans(lead.text):
        return ()
    return (lead, *items) if len(lead.text.split()) >= 5 and all(len(i.text.split()) < 20 for i in items) else ()


def leans(text: str) -> bool:
    """Whether a sentence points back to the one before it by how it begins."""
    words = [token.fold for token in tokens(text)[:2]]
    if not words or words[0] not in _LEANS:
        return False
    if words[0] in ("het", "wat"):
        return words[1:2] in (["verder"], ["gaat"], ["richt"], ["is"], ["betreft"])
    if words[0] == "een":
        return words[1:2] == ["voorbeeld"]
    return words[0] not in ("deze", "die", "dit") or words[1:2] == [] or words[1] not in _NAMED_AGAIN


_VERBS = re.compile(
    r"\b(?:is|zijn|was|waren|heeft|hebben|had|wordt|worden|werd|werden|zal|zullen|kan|kunnen|blijft|blijven|gaat|gaan|"
    r"laat|laten|biedt|bieden|geeft|geven|staat|staan|\w{3,}(?:t|en|de|den))\b"
)


def _complete(text: str) -> bool:
    return (
        text.endswith((".", ".”", ".)")) and text[:1].isupper() and len(text.split()) >= 5 and bool(_VERBS.search(text))
    )


def used_letter(letter: Letter) -> UsedLetter:
    """How a letter is named in a briefing: as a parliamentary paper, else by its title."""
    cited = letter.short_name
    if letter.session_year and letter.dossier and letter.number:
        cited = f"Kamerstukken II {letter.session_year}, {dossier(letter.dossier)}, nr. {letter.number}"
    return UsedLetter(id=letter.id, title=letter.title, cited=cited, short=letter.short_name, url=letter.url)


def dossier(number: str) -> str:
    """A dossier number as it is written: ``34 352``."""
    return f"{number[:2]} {number[2:]}" if number.isdigit() and len(number) == 5 else number
