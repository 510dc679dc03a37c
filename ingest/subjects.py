"""Whom a figure is about: the sector of its section, or who or what its sentence names.

A sentence under a sector speaks of that sector unless a proper name is its grammatical subject
("Tilburg University heeft …"). Elsewhere the subject is, in this order: the sector or proper name
that is the grammatical subject, the one a measure is "of", what an earlier sentence named, and at
last the nearest heading that stands only once.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from corpus.documents import Document, Section
from corpus.dutch import FUNCTION_WORDS, fold, parse_number_word
from corpus.lexicon import Lexicon
from ingest.quantities import Quantity
from ingest.read import letter_id
from ingest.table_facts import subject_of

_WORD = re.compile(r"[^\W\d_][\w’'&-]*|\d[\d.,]*|[^\w\s]")
_JOINERS = frozenset("at of for on and the van voor der den".split())
_PREPOSITIONS = frozenset(
    """
    aan achter behalve bij binnen boven buiten dan door gedurende in inzake langs met middels mede na naar naast namens
    om onder op over per sinds tegen tijdens tot tussen uit van vanuit via volgens voor vanaf zonder als
    """.split()
)
_VERBS = frozenset(
    """
    is was zijn waren wordt worden werd werden heeft had hebben hadden zal zullen zou zouden kan kunnen kon konden gaat
    gaan ging gingen komt komen kwam kwamen moet moeten moest moesten krijgt kreeg laat liet telt telde meldt meldde
    dat of omdat terwijl waar waarbij en maar
    """.split()
)
_SAYS_THAT = re.compile(r"\b(?:dat|of)\b", re.IGNORECASE)
_LOOK_BACK = 3
_ARTICLES = frozenset({"de", "het", "een"})
_RELATIVE = frozenset({"die", "welke", "uw", "mijn", "onze", "hun"})
_SOME = frozenset("elk elke ieder iedere per sommige enkele enige meeste veel andere alle beide".split())
#: Capitalised words that are addressed or pointed at, and never whom a figure is about.
_NO_PARTY = frozenset({"wet", "bijlage", "tabel", "figuur", "grafiek", "kamer", "tweede kamer", "eerste kamer"})
_REFERS_BACK = re.compile(r"^\W*(?:Dat|Dit|Deze|Die|Daarvan|Hiervan|Zij|Ze|Hij|Er)\b")
_PLACE = re.compile(r"\b(in|op|bij|onder) (?:het|de) ([^\W\d_][\w-]*)")
_NUMBER_IN = re.compile(
    r"\baantal\s+(?:[\w’'-]+\s+){1,3}?(?:in|bij|binnen|onder)\s+(?:de|het)?\s*([^\W\d_][\w-]*)\s+"
    r"(?:is|was|bedraagt|bedroeg|steeg|daalde|nam|groeide)\b",
    re.IGNORECASE,
)


class Subject(NamedTuple):
    """Whom a figure is about; ``own`` when its own sentence names them as grammatical subject."""

    id: str
    label: str
    own: bool = False


class Subjects:
    """Finds the subjects of the figures of one letter."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        self._lexicon = lexicon
        self._headings = Counter(section.path[-1] for section in document.sections)

    @cached_property
    def _names(self) -> frozenset[str]:
        """The words that are written with a capital inside a sentence and never without one."""
        capital: set[str] = set()
        small: set[str] = set()
        for block in self._document.blocks:
            for sentence in block.sentences:
                words = [m.group() for m in _WORD.finditer(sentence.text)]
                capital |= {word for word in words[1:] if word[0].isupper()}
                small |= {word.casefold() for word in words if word[0].islower()}
        return frozenset(word for word in capital if word.casefold() not in small)

    def of_section(self, section: Section) -> Subject:
        """The subject of a section as a whole."""
        home, label = subject_of(section.path, self._lexicon)
        if home in self._lexicon.sectors:
            return Subject(home, label)
        single = [heading for heading in section.path if self._headings[heading] == 1]
        heading = single[-1] if single else section.path[0]
        return Subject(letter_id(heading), heading)

    def named(self, text: str, at: int, home: str) -> Subject | None:
        """Who is the grammatical subject of ``text`` before the figure at ``at``, if it names one."""
        sector = home in self._lexicon.sectors
        found = [*self._proper_names(text, at), *self._sector_mentions(text, at, home if sector else "")]
        for start, end, subject in sorted(found, key=lambda f: f[0], reverse=True):
            if self._is_grammatical_subject(text, start) and not _SAYS_THAT.search(text[end:at]):
                return None if sector and subject.id == home else subject
        return None

    def measured(self, text: str, at: int, *, jobs: bool) -> Subject | None:
        """Whose figure it is by a preposition: "de doelstelling van de overheid is 25.000 banen".

        A sector after a preposition counts only for ``jobs`` and percentages.
        """
        before = text[:at]
        found: list[tuple[int, Subject]] = [
            (start, subject)
            for start, _, subject in self._sector_mentions(text, at, "")
            if jobs and re.search(r"\b(?:van|bij|voor|binnen)\s+(?:het\s+|de\s+)?$", before[:start], re.IGNORECASE)
        ]
        for match in [*self._measure_of.finditer(before), *_NUMBER_IN.finditer(before)]:
            if fold(match.group(1)) not in FUNCTION_WORDS:
                word = match.group(1)
                sector = self._lexicon.sector_of_heading(word)
                subject = Subject(sector.id, sector.label) if sector else Subject(letter_id(word), word)
                found.append((match.start(1), subject))
        return max(found, key=lambda f: f[0])[1] if found else None

    def mentions(self, text: str, at: int, home: str) -> bool:
        """Whether a sentence mentions the sector of its section before the figure at ``at``."""
        return bool(self._sector_mentions(text, at, home))

    @cached_property
    def _measure_of(self) -> re.Pattern[str]:
        measures = "|".join(re.escape(name) for m in self._lexicon.measure for name in m.names if len(name) > 3)
        return re.compile(rf"\b(?:{measures})\s+van\s+(?:de|het|alle)\s+([^\W\d_][\w-]*)", re.IGNORECASE)

    def elsewhere(self, text: str, quantity: Quantity, home: str) -> Subject | None:
        """The other sector that a figure under a sector is given for: "6.051 banen bij de gemeenten"."""
        behind = re.compile(r"\s*(?:bij|van|in|binnen)\s+(?:de\s+|het\s+)?").match(text, quantity.unit_end)
        if behind is not None:
            for start, _, subject in self._sector_mentions(text, len(text), ""):
                if start == behind.end():
                    return subject if subject.id != home else None
        mentioned = self._sector_mentions(text, quantity.start, "")
        last = max(mentioned, key=lambda mention: mention[:2], default=None)
        if last is None or last[2].id == home or any(m[2].id == home for m in mentioned):
            return None
        governed = re.search(
            r"(?<!opzichte )\b(?:bij|van|in|binnen)\s+(?:de\s+|het\s+)?$", text[: last[0]], re.IGNORECASE
        )
        return last[2] if governed and not re.search(r"\bdan\s+\w+\s+(?:de\s+|het\s+)?$", text[: last[0]]) else None

    @staticmethod
    def place(text: str, unit_end: int, context: str) -> Subject | None:
        """What "er … in" points back to: "stonden er 274.804 personen in", after "in het register"."""
        here = re.match(r"\s+(in|op|bij|onder)\b(?!\s+(?:de|het|een|dit|deze))", text[unit_end:])
        if here is None or not re.search(r"\ber\b", text[:unit_end], re.IGNORECASE):
            return None
        named = [word for preposition, word in _PLACE.findall(context) if preposition == here.group(1)]
        return Subject(letter_id(named[-1]), named[-1]) if named else None

    @staticmethod
    def refers_back(text: str) -> bool:
        """Whether a sentence opens with a word that points at the one before it."""
        return bool(_REFERS_BACK.match(text))

    def _sector_mentions(self, text: str, at: int, only: str) -> list[tuple[int, int, Subject]]:
        """The sectors named before ``at``, all or the one that is asked, in order."""
        pattern, sectors = self._sector_names
        found = []
        for match in pattern.finditer(text, 0, at):
            subject = sectors.get(fold(match.group()))
            if subject is not None and only in ("", subject.id) and not self._counted(text[: match.start()]):
                found.append((match.start(), match.end(), subject))
        return found

    @cached_property
    def _sector_names(self) -> tuple[re.Pattern[str], dict[str, Subject]]:
        """A pattern for the names of all sectors, longest first, and the sector of each folded name."""
        named = {
            name: Subject(sector.id, sector.label, own=True)
            for sector in self._lexicon.sector
            for name in (sector.label, *sector.names)
        }
        names = "|".join(_loosely(name) for name in sorted(named, key=len, reverse=True))
        pattern = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.IGNORECASE)
        return pattern, {fold(name): subject for name, subject in named.items()}

    @staticmethod
    def _counted(before: str) -> bool:
        """Whether a number or "sommige" stands before a name: then it is members, not the whole."""
        words = before.split()
        return bool(words) and (
            words[-1][-1].isdigit() or fold(words[-1]) in _SOME or parse_number_word(words[-1]) is not None
        )

    def _proper_names(self, text: str, at: int) -> list[tuple[int, int, Subject]]:
        """Runs of capitalised words; the first word of a sentence counts only where it is a name elsewhere."""
        words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text[:at])]
        found = []
        index = 0
        while index < len(words):
            run = self._run(words, index)
            if run == index:
                index += 1
                continue
            start, end = words[index][1], words[run - 1][2]
            name = text[start:end]
            if not self._lexicon.sector_of_heading(name) and not self._is_term(name):
                found.append((start, end, Subject(letter_id(name), name, own=True)))
            index = run
        return found

    def _run(self, words: list[tuple[str, int, int]], index: int) -> int:
        """Where the proper name that starts at a word ends; the same index when none starts there."""
        word = words[index][0]
        if not word[0].isupper() or fold(word) in FUNCTION_WORDS or parse_number_word(word) is not None:
            return index
        end = index + 1
        while end < len(words):
            after = words[end + 1][0] if end + 1 < len(words) else ""
            if words[end][0][0].isupper():
                end += 1
            elif words[end][0] in _JOINERS and after[:1].isupper() and fold(after) not in FUNCTION_WORDS:
                end += 2
            else:
                break
        return end if any(words[at][0] in self._names for at in range(index, end)) else index

    def _is_term(self, name: str) -> bool:
        """Whether a name is one of the lexicon's own words, and so no party of its own."""
        return fold(name) in self._terms or fold(name) in _NO_PARTY

    @cached_property
    def _terms(self) -> frozenset[str]:
        words = {fold(name) for q in self._lexicon.qualifier for name in q.names}
        words |= {fold(name) for t in self._lexicon.term for name in t.names}
        return frozenset(words | {fold(name) for m in self._lexicon.measure for name in (*m.names, *m.rows)})

    @staticmethod
    def _is_grammatical_subject(text: str, start: int) -> bool:
        """Whether no preposition governs the name that starts at ``start``, and it stands in no brackets."""
        if text.rfind("(", 0, start) > text.rfind(")", 0, start):
            return False
        words = [m.group() for m in _WORD.finditer(text[:start]) if fold(m.group()) not in _ARTICLES]
        for word in reversed(words[-_LOOK_BACK:]):
            if fold(word) in _PREPOSITIONS or fold(word) in _RELATIVE:
                return False
            if not word[0].isalpha() or fold(word) in _VERBS:
                return True
        return True


def _loosely(name: str) -> str:
    """A pattern for a name that does not mind which apostrophe is used, or none ("umc’s")."""
    return re.sub(r"s\b", "[’']?s", re.escape(name))
