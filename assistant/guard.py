"""The guard: no sentence reaches a reader unless the evidence of its answer bears it out.

Pure code, for every path on which somebody else than the composer chose the words. It knows an
answer's figures with whose, when, of what and in what sense they are, and its quotes; a sentence
passes only when everything in it is explained by those. What it cannot follow it rejects: a
rejected sentence costs some fluency, a wrong one costs the reader's trust.

    checker = Guard(facts, lexicon).of(answer)
    verdict = checker.check("Defensie realiseerde 595,4 fta. [1]")
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

from assistant.answer import Answer
from assistant.guard_binding import Binding
from assistant.guard_claims import Claims
from assistant.guard_evidence import Evidence, FactsAt, flat
from assistant.guard_figures import Context, Figures
from assistant.guard_prose import Prose, same_word
from assistant.guard_reading import MARKERS, Said, SentenceReader, split_sentences
from corpus.documents import Frozen
from corpus.dutch import FUNCTION_WORDS, Token, fold, lemma, tokens
from corpus.facts import FactTable
from corpus.lexicon import Lexicon

_ARITHMETIC = re.compile(r"\d%?\s*(?:[+−×/=*]|\s-\s)\s*[(\d]")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
#: Markup, links and code: words and figures are all that a sentence may bring.
_MARKUP = re.compile(r"[<>|`~^\\{}$#_]|\*|\]\s*\(|!\[|&#?\w+;|://|\bwww\.", re.IGNORECASE)
_QUOTE_MARKS = re.compile(r"[“”„\"«»]")
_FEW = 4
_LONGEST = 600
_NEGATIONS = frozenset({"niet", "geen", "nooit", "nauwelijks", "zonder", "deels"})


class Verdict(Frozen):
    """What became of a sentence: as it may be shown, or the Dutch ``reason`` why it may not."""

    sentence: str
    reason: str = ""

    @property
    def passes(self) -> bool:
        """Whether it may be shown."""
        return not self.reason


class Review(Frozen):
    """What became of a text: its sentences in order, each with its verdict."""

    verdicts: tuple[Verdict, ...]

    @property
    def text(self) -> str:
        """The sentences that pass."""
        text = ""
        for sentence in (v.sentence for v in self.verdicts if v.passes):
            # A line of a list stays a line.
            text += ("\n" if sentence.startswith(("- ", "• ")) else " ") + sentence
        return text.strip()

    @property
    def rejected(self) -> tuple[Verdict, ...]:
        """The sentences that do not."""
        return tuple(v for v in self.verdicts if not v.passes)


class Guard:
    """Guards texts over one corpus. Make it once; `of` gives a checker for one answer."""

    def __init__(self, facts: FactTable, lexicon: Lexicon) -> None:
        self._facts = facts
        self._reader = SentenceReader(lexicon, facts)
        self._at = FactsAt(facts)

    def of(self, answer: Answer) -> Checker:
        """A checker of sentences that are to be shown in the place of this answer's text."""
        return Checker(Evidence(answer, self._facts, self._reader, self._at), self._reader)

    def review(self, answer: Answer, text: str) -> Review:
        """The verdict on each sentence of a text."""
        checker = self.of(answer)
        return Review(verdicts=tuple(checker.check(sentence) for sentence in split_sentences(text)))


class Checker:
    """Checks the sentences of one text in their order; a later one may lean on those that passed."""

    def __init__(self, evidence: Evidence, reader: SentenceReader) -> None:
        self.evidence = evidence
        self._reader = reader
        self._context = Context()

    def check(self, sentence: str) -> Verdict:
        """Whether a sentence may be shown; one that passes gets the markers its figures still lack."""
        whole = flat(_BOLD.sub(r"\2", sentence))
        said = self._reader.read(self._without_sums(whole))
        everyone = self.evidence.sectors
        binding = Binding(said, self._reader, everyone)
        figures = Figures(self.evidence, said, binding, self._context, Prose(self.evidence, said, binding))
        reason = next(iter(self._faults(whole, said, binding, figures)), "")
        if reason:
            return Verdict(sentence=whole, reason=reason)
        self._remember(said, binding, figures)
        return Verdict(sentence=self._completed(whole, said, figures))

    def _faults(self, whole: str, said: Said, binding: Binding, figures: Figures) -> Iterable[str]:
        yield from self._form_faults(whole, said)
        yield from self._quote_faults(said)
        yield from figures.faults()
        yield from self._name_faults(said, binding, figures)
        yield from Claims(self.evidence, said, binding, self._context).faults()
        yield from self._word_faults(said)

    # --- form ------------------------------------------------------------------------------------

    def _form_faults(self, whole: str, said: Said) -> Iterable[str]:
        if not said.tokens and not said.quotes:
            yield "de zin zegt niets"
        if len(whole) > _LONGEST:
            yield "de zin is te lang om te controleren"
        if not said.markers:
            yield "de zin heeft geen bron"
        unknown = [str(m) for m in said.markers if m not in self.evidence.markers]
        if unknown:
            yield f"bron [{unknown[0]}] bestaat niet"
        if _MARKUP.search(whole) or not all(map(_is_plain, whole)):
            yield "de zin heeft tekens die geen tekst zijn"
        if _ARITHMETIC.search(said.text):
            yield "een eigen berekening"
        if _QUOTE_MARKS.search(said.text):
            yield "een aanhalingsteken zonder partner"

    def _without_sums(self, text: str) -> str:
        """A sentence without the calculations of the answer, which are right as they stand."""
        for line in sorted(self.evidence.expressions, key=len, reverse=True):
            for form in (line, line.partition(" = ")[0]):
                if re.search(r"\d [+−×/] [(\d]", form):
                    text = text.replace(f"({form})", "").replace(form, "")
        return text

    def _quote_faults(self, said: Said) -> Iterable[str]:
        sources = [self.evidence.quotes[m] for m in said.markers if m in self.evidence.quotes]
        for quote in said.quotes:
            for piece in re.split(r"\[?(?:…|\.\.\.)\]?", flat(quote)):
                bare = piece.strip(" .,;")
                if bare and not any(_verbatim(bare, source) for source in sources):
                    yield "het citaat staat niet zo in de bron"

    # --- names and words ------------------------------------------------------------------------

    def _name_faults(self, said: Said, binding: Binding, figures: Figures) -> Iterable[str]:
        """Whoever is named must be whom the cited places are about; every year one of theirs."""
        cited = [(fact, m) for fact, m in self.evidence.facts.values() if m in said.markers]
        subjects = {fact.subject for fact, _ in cited} | {fact.sector for fact, _ in cited}
        years = {fact.period[:4] for fact, _ in cited} | self._supposed_years
        parts = {q.removeprefix("incl-") for fact, _ in cited for q in fact.qualifiers}
        about = binding.subjects or self._context.subjects
        for marker in said.markers:
            source = self._reader.read(f"{self.evidence.quotes[marker]} {self.evidence.sections[marker]}")
            own = {s for m in source.of("subject", "group") for s in self._reader.subjects(m)}
            if marker in self.evidence.prose and about and own and not about & own:
                yield "de zin gaat over een ander dan de bron"
            subjects |= own
            years |= {m.value for m in source.of("year")}
            parts |= {m.value for m in source.of("part_name")}
        if binding.subjects != binding.everyone and not binding.subjects <= subjects:
            yield "de zin noemt iemand over wie de bron niet gaat"
        wrong = [m.value for m in binding.years if m.value not in years]
        if wrong:
            yield f"het jaar {wrong[0]} hoort niet bij de bron"
        for left, right in pairwise(binding.years):
            opens = {"van", "tussen", "vanaf"} & set(said.words(left.first - 1, left.first))
            if opens and right.first - left.last <= 1 and left.value >= right.value:
                yield "de jaren staan in de verkeerde volgorde"
        if not any(fact.from_table for fact, _ in cited):
            yield from figures.prose.year_faults()
        yield from figures.prose.order_faults()
        for part in said.of("part_name"):
            if part.value not in parts and not self._explained(" ".join(said.words(part.first, part.last))):
                yield "de zin noemt een deel dat de bron niet noemt"

    @cached_property
    def _supposed_years(self) -> set[str]:
        """In a what-if, the years that the question supposes something of."""
        if not self.evidence.supposing:
            return set()
        return {m.value for m in self._reader.read(self.evidence.answer.question).of("year")}

    def _word_faults(self, said: Said) -> Iterable[str]:
        """Every other word must stand in what is cited or told, or claim nothing."""
        covered = {i for m in said.mentions for i in range(m.first, m.last)}
        covered |= {i for n in said.numbers for i in range(n.first, n.last)}
        cited = {w for m in said.markers if m in self.evidence.quotes for w in self._words_at(m)}
        for index, token in enumerate(said.tokens):
            if token.text == "%" and index not in covered:
                yield "een procentteken zonder getal"
            if index in covered or token.fold in FUNCTION_WORDS or token.fold in cited or self._explained(token.fold):
                continue
            if not any(same_word(token.fold, word) for word in cited | self._told) and not self._is_form(token, said):
                yield f"‘{token.text}’ staat niet in de bron"

    def _words_at(self, marker: int) -> set[str]:
        text = f"{self.evidence.quotes[marker]} {self.evidence.sections[marker]}"
        return {part for t in tokens(text) for part in (t.fold, *t.fold.split("-"))}

    def _is_form(self, token: Token, said: Said) -> bool:
        """Whether a word as it is spelled, with its trema, is a form of one in the sources."""
        known = (t.text for m in said.markers if m in self.evidence.quotes for t in tokens(self.evidence.quotes[m]))
        return not token.text.isascii() and any(lemma(token.text) == lemma(text) for text in known)

    @cached_property
    def _told(self) -> set[str]:
        answer = self.evidence.answer
        labels = [o.label for o in answer.calculation.operands] if answer.calculation else []
        return {t.fold for text in (answer.text, *labels, *(n.text for n in answer.notes)) for t in tokens(text)}

    def _explained(self, words: str) -> bool:
        return all(word in self._told for word in words.split())

    # --- what a passing sentence leaves behind -----------------------------------------------------

    def _remember(self, said: Said, binding: Binding, figures: Figures) -> None:
        context = self._context
        context.subjects = binding.subjects or context.subjects
        context.years = frozenset(m.value for m in binding.years) or context.years
        measures = [m.value for m in said.of("measure") if not binding.is_gap(m)]
        context.measure = measures[-1] if measures else context.measure
        context.parts |= {m.value for m in said.of("part_name")}

    @staticmethod
    def _completed(whole: str, said: Said, figures: Figures) -> str:
        needed = [m for k in figures.used if len(k.markers) <= _FEW for m in sorted(k.markers)]
        lacking = dict.fromkeys(m for m in needed if m not in said.markers)
        return whole + "".join(f"[{m}]" for m in lacking)


def _is_plain(character: str) -> bool:
    """Whether a character is one of Dutch text: no invisible ones, no digits or letters of other scripts."""
    if character.isascii():
        return character.isprintable()
    kind = unicodedata.category(character)
    return kind[0] == "P" or character in "−×²€°" or (kind[0] == "L" and "LATIN" in unicodedata.name(character, ""))


def _verbatim(piece: str, source: str) -> bool:
    """Whether a piece stands in a source as whole words, and not just behind a denial."""
    at = source.find(piece)
    while at >= 0:
        before = source[:at]
        whole = not (before[-1:].isalnum() or source[at + len(piece) : at + len(piece) + 1].isalnum())
        if whole and not set(fold(before).split()[-2:]) & _NEGATIONS:
            return True
        at = source.find(piece, at + 1)
    return False


__all__ = ["MARKERS", "Checker", "Guard", "Review", "Verdict"]
