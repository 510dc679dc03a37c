"""A written sentence taken apart for the guard: names, measures, years, figures and what is said of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from corpus.dutch import (
    Token,
    fold,
    parse_half,
    parse_number,
    parse_number_word,
    parse_ordinal_word,
    parse_share,
    tokens,
)  # fmt: skip
from corpus.facts import FactTable
from corpus.lexicon import Lexicon

WORDS_PATH = Path(__file__).with_name("guard_words.toml")
MARKERS = re.compile(r"\s*\[(\d+(?:\s*,\s*\d+)*)\]")
_QUOTED = re.compile(
    r"“([^”]*)”|„([^”“]*)[”“]|\"([^\"]*)\"|«([^»]*)»"
    r"|‘([^’\s][^’]*\s[^’]*)’(?!\w)|(?<!\w)'([^']*\s[^']*)'(?!\w)"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_END = re.compile(r"[.!?][\"”’)»]*(?P<marks>(?:\s*\[\d+(?:\s*,\s*\d+)*\])*)(?=\s+\S|\s*$)|\n")
_SEPARATORS = frozenset("en tegen naar terwijl maar waarvan".split())
_BREAKING = re.compile(r"[,;:()\n–—]")
_WRITTEN_YEAR = re.compile(r"tweeduizend(?:en)?[ -]?(\w+)", re.IGNORECASE)


@lru_cache(maxsize=1)
def word_classes() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The phrases of ``guard_words.toml`` as folded words, each with the classes it stands in."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for kind, entry in tomllib.loads(WORDS_PATH.read_text(encoding="utf-8")).items():
        for phrase in entry["words"].split("|"):
            key = tuple(token.fold for token in tokens(phrase))
            if key:
                found[key] = (*found.get(key, ()), kind)
    return found


@dataclass(frozen=True, slots=True)
class Mention:
    """What the words ``[first, last)`` of a sentence mean: a kind, and which one of it."""

    kind: str
    value: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in a sentence: its value (None when it is not well formed), unit and place.

    ``ordinal`` and ``fraction`` tell "vierde" and "de helft" from four and a half.
    """

    value: Decimal | None
    unit: str
    first: int
    last: int
    text: str
    ordinal: bool = False
    fraction: bool = False


@dataclass(slots=True)
class Said:
    """One sentence, taken apart. ``breaks`` are the places (token indices) where a new part starts."""

    text: str
    markers: tuple[int, ...]
    quotes: tuple[str, ...]
    tokens: list[Token]
    mentions: list[Mention] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Mention]:
        """The mentions of these kinds, in order."""
        return [m for m in self.mentions if m.kind in kinds]

    def has(self, *kinds: str) -> bool:
        """Whether a word of one of these kinds stands in it."""
        return any(m.kind in kinds for m in self.mentions)

    def words(self, first: int, last: int) -> list[str]:
        """The folded words of a stretch of tokens."""
        return [t.fold for t in self.tokens[max(first, 0) : last]]

    def clause(self, at: int) -> tuple[int, int]:
        """The part between marks of punctuation that a token stands in; wider than its segment."""
        marks = [b for b in self.breaks if self.tokens[b].fold not in _SEPARATORS]
        start = max((b for b in marks if b <= at), default=0)
        return start, min((b for b in marks if b > at), default=len(self.tokens))

    def segment(self, at: int) -> tuple[int, int]:
        """The part of the sentence that a token stands in."""
        start = max((b for b in self.breaks if b <= at), default=0)
        end = min((b for b in self.breaks if b > at), default=len(self.tokens))
        return start, end


class SentenceReader:
    """Takes sentences apart with the names of a lexicon and of the subjects of a corpus."""

    def __init__(self, lexicon: Lexicon, facts: FactTable) -> None:
        self._phrases: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for words, kinds in word_classes().items():
            self._phrases[words] = [(kind, kind) for kind in kinds]
        for sector in lexicon.sector:
            self._add("subject", sector.id, (*sector.names, sector.label, sector.in_text))
        for fact in facts:
            if fact.from_table and fact.subject not in lexicon.sectors:
                self._add("subject", fact.subject, (fact.subject_label,))
        self.members = {
            group.id: frozenset(facts.subjects if "*" in group.members else group.members) for group in lexicon.group
        }
        for group in lexicon.group:
            self._add("group", group.id, (*group.names, group.label))
        for measure in lexicon.measure:
            self._add("measure", measure.id, (*measure.names, *measure.rows, measure.label))
            self._add("weak", measure.id, [name for name in measure.weak if not lexicon.unit_of(name)])
        for qualifier in lexicon.qualifier:
            self._add("part_name", qualifier.id, (*qualifier.names, qualifier.label))
        self.units = {fold(name): unit.id for unit in lexicon.unit for name in unit.names}
        self.narrow = {qualifier.id: qualifier.of for qualifier in lexicon.qualifier}
        self._longest = max(map(len, self._phrases))

    def _add(self, kind: str, value: str, names: Sequence[str]) -> None:
        for name in names:
            words = tuple(token.fold for token in tokens(name))
            if words and (kind, value) not in self._phrases.setdefault(words, []):
                self._phrases[words].append((kind, value))

    def read(self, sentence: str) -> Said:
        """A sentence with its markers, quotations, names and figures."""
        markers = tuple(int(n) for found in MARKERS.findall(sentence) for n in found.split(","))
        bare = _WRITTEN_YEAR.sub(_as_year, MARKERS.sub("", sentence))
        quotes = tuple(next(filter(None, m.groups()), "") for m in _QUOTED.finditer(bare))
        plain = _QUOTED.sub(" ", bare)
        said = Said(plain, markers, quotes, tokens(plain))
        self._mentions(said)
        self._numbers(said)
        self._breaks(said)
        return said

    def _mentions(self, said: Said) -> None:
        at, words = 0, [t.fold for t in said.tokens]
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                meanings = self._phrases.get(tuple(words[at : at + length]))
                if meanings:
                    said.mentions += [Mention(kind, value, at, at + length) for kind, value in meanings]
                    at += length
                    break
            else:
                at += 1

    def _numbers(self, said: Said) -> None:
        """Every figure, in digits or words; a year is a mention unless a unit follows it."""
        at, items = 0, said.tokens
        while at < len(items):
            number = self._number(said, at)
            if number is None:
                at += 1
                continue
            if _YEAR.fullmatch(number.text) and not number.unit:
                said.mentions.append(Mention("year", number.text, at, at + 1))
            else:
                said.numbers.append(number)
            at = number.last
        taken = {(n.first, n.last) for n in said.numbers if n.fraction}
        said.numbers += [
            Number(None, "", m.first, m.last, " ".join(said.words(m.first, m.last)), fraction=True)
            for m in said.of("fraction")
            if not any(first <= m.first < last for first, last in taken)
        ]
        said.numbers.sort(key=lambda n: n.first)

    def _number(self, said: Said, at: int) -> Number | None:
        token = said.tokens[at]
        following = said.tokens[at + 1].fold if at + 1 < len(said.tokens) else ""
        if token.text[0].isdigit():
            if not re.fullmatch(r"[\d.,]+", token.text):
                return Number(None, "", at, at + 1, token.text)
            try:
                value: Decimal | None = parse_number(token.text)
            except ValueError:
                value = None
            return self._with_unit(said, value, at, at + 1, token.text)
        share = parse_share(f"{token.fold} {following}") if following else None
        if share is not None:
            return Number(None, "", at, at + 2, f"{token.fold} {following}", fraction=True)
        word = parse_number_word(token.text)
        if word is not None:
            return self._with_unit(said, Decimal(word), at, at + 1, token.fold)
        half = parse_half(token.text)
        if half is not None:
            return Number(None, "", at, at + 1, token.fold, fraction=True)
        order = parse_ordinal_word(token.text)
        return None if order is None else Number(Decimal(order), "", at, at + 1, token.fold, ordinal=True)

    def _with_unit(self, said: Said, value: Decimal | None, first: int, last: int, text: str) -> Number:
        unit = self.units.get(said.tokens[last].fold, "") if last < len(said.tokens) else ""
        between = said.text[said.tokens[last - 1].end : said.tokens[last].start] if unit else ""
        return Number(value, "" if between.strip() else unit, first, last + bool(unit and not between.strip()), text)

    @staticmethod
    def _breaks(said: Said) -> None:
        for index, token in enumerate(said.tokens[1:], 1):
            between = said.text[said.tokens[index - 1].end : token.start]
            if _BREAKING.search(between) or (token.fold in _SEPARATORS and not _lists(said, index)):
                said.breaks.append(index)

    def subjects(self, mention: Mention) -> frozenset[str]:
        """The sectors that a mention of a subject or group stands for."""
        return self.members[mention.value] if mention.kind == "group" else frozenset({mention.value})


def _lists(said: Said, at: int) -> bool:
    """Whether an "en" stands between two names ("de gemeenten en de provincies")."""
    named = said.of("subject", "group")
    before = any(m.last == at for m in named)
    after = any(m.first > at and set(said.words(at + 1, m.first)) <= {"de", "het"} for m in named)
    return said.tokens[at].fold == "en" and before and after


def _as_year(found: re.Match[str]) -> str:
    rest = parse_number_word(found[1])
    return str(2000 + rest) if rest is not None and rest < 100 else found[0]


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, each with the markers behind its full stop; "Ja." stays with what follows."""
    done, rest = split_off(text)
    return [*done, rest.strip()] if rest.strip() else done


def split_off(text: str) -> tuple[list[str], str]:
    """The sentences of a growing text that are surely finished, and the rest of it."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        piece = text[start:end].strip()
        if match.group() != "\n":
            following = text[end:].lstrip(" ")
            if not following or (following[0].islower() and not match["marks"]) or _abbreviated(piece):
                continue
            if following[0] == "[":
                # A marker that is still being written belongs to this sentence.
                continue
        if fold(piece.rstrip(".!")) in ("ja", "nee") or not piece:
            continue
        found.append(piece)
        start = end
    return found, text[start:]


def _abbreviated(piece: str) -> bool:
    """Whether the full stop at the end belongs to an abbreviation ("i.p.v.", "nr.")."""
    last = piece.rsplit(maxsplit=1)[-1]
    return bool(re.search(r"(?:^|\W)(?:[a-z]\.){2,}$|^(?:nr|nrs|ca|incl|excl|art|jl|bijv|resp)\.$", last))
