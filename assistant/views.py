"""Figures of tables whose measures the lexicon does not know, asked about as all others are.

Such a measure ("Uitstoot van CO2", "Opgeleverde woningen") gets a view of its own: its figures as a realisation, a
norm of the same table as its target, and a lexicon in which the rows are the sectors and the measure bears its own
name. On that view questions are understood and worked out by the same rules as those about the measures that the
lexicon does know; nothing here knows what is measured. Of a question every word must be explained by the view, or
it is none for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assistant.calculator import Calculator, MissingFigureError, Result
from assistant.cues import Cue, vocabulary
from assistant.nuances import fits_dimension
from assistant.quantity import UnfitRequestError
from assistant.question import Aggregation, Request
from assistant.reading import Kind, Mention, Reading
from assistant.text_rating import explained
from assistant.understand import Understander, Understood
from corpus.analysis import analyse
from corpus.dutch import (
    FUNCTION_WORDS,
    NUMBER_PATTERN,
    enumerate_dutch,
    fold,
    format_number,
    is_word,
    lemma,
    parse_number,
    tokens,
)
from corpus.facts import MEAN_ROW, TOTAL_ROW, Fact, FactTable
from corpus.lexicon import Group, Lexicon, Measure, Sector, UnitName, sector_by_heading

REALISED, GOAL, RATE = "realisatie", "doel", "realisatiepercentage"
_KNOWN_AS = 0.5
"""How far a word must be explained by the words of a row or of the measure to be taken for it."""
_PART_OF = 0.5
"""How far a part of a compound explains it ("fiets" and "fietsvergoeding")."""
_SHORT = 3
_PARTICLES = frozenset("aan af bij door in mee om op over toe terug uit voort weg".split())
_MONEY = frozenset("uitgeven besteden kosten betalen uittrekken investeren geld bedrag uitgave".split())
"""What is done with money, for a measure in euros."""
_OF_PERCENT = frozenset({Cue.SHARE, Cue.POINTS, Cue.AS_PERCENT, Cue.RELATIVE, Cue.HOW_FAR})
_GENERAL = frozenset("aandeel percentage aantal gemiddelde gemiddeld totale totaal deel".split())
"""Words of a measure's name that ask something in a question: there they are part of the name."""
_DOUBLED = re.compile(r"([aeiou])\1")
_INITIALS = 3
_SCALES = {"duizend": 3, "miljoen": 6, "mln": 6, "miljard": 9, "mld": 9}
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER_PATTERN})(?:\s*(?P<scale>{'|'.join(_SCALES)})\b\.?)?(?![\d.,]*\d)", re.IGNORECASE
)
_PLAIN_YEAR = re.compile(r"(?:19|20)\d{2}")
_THOUSAND = 1000
#: Words that compare in one dimension, and what measures it.
_PARTS_OF = re.compile(r"^(?:waarvan|w\.?v\.?|daarvan|subtotaal)\b", re.IGNORECASE)
_DIFFERENCES = re.compile(r"^(?:verschil|mutatie|verandering|groei|toename|afname|ontwikkeling|stijging|daling)\b")
_BEHIND_HEAD = re.compile(r"\s+(?:per|van|bij|voor|in|onder|door|naar|op|met|uit|over)\s+\S.*$")
_RATES = re.compile(r"\bper\b|\bgemiddeld|\bpercentage|\baandeel|\bindex\b")


@dataclass(frozen=True, slots=True)
class Viewed:
    """A question as read on a view: with every word that stands for a row or the measure written as its name."""

    understood: Understood
    result: Result
    named: bool
    """Whether the question names the measure itself."""
    notes: tuple[str, ...] = ()


class View:
    """One measure of the letters with the rows that have it. ``others`` are the measures of the same tables."""

    def __init__(
        self, facts: Sequence[Fact], others: Sequence[Fact], base: Lexicon, shared: frozenset[str], title: str,
        kinds: Mapping[str, str], elsewhere: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        """``shared`` are words that several measures have in their names, ``title`` is that of the letter, ``kinds``
        what rows are, also where another table says it, ``elsewhere`` the words of the names of all measures."""
        first = facts[0]
        self.label = first.counts
        self.unit = first.unit
        self.measure = RATE if self.unit == "%" else REALISED
        rows = [f for f in facts if f.subject not in (TOTAL_ROW, MEAN_ROW)]
        named = {f.subject: f.subject_label for f in rows}
        goal = [f for f in others if f.unit == self.unit and _is_goal(f.counts, base)]
        kept = [f.model_copy(update={"measure": self.measure}) for f in facts]
        kept += [f.model_copy(update={"measure": GOAL}) for f in goal if f.subject in named]
        self.facts = FactTable(kept)
        about = {title, *(f"{f.section} {f.context} {f.counts}" for f in facts)}
        self.frame = frozenset(analyse(" ".join(about))) - set(analyse(" ".join({f.counts for f in others})))
        # What names another measure is no mere frame of this one.
        self.frame -= elsewhere - set(analyse(self.label))
        self.scale = Decimal(10) ** next((e for w, e in _SCALES.items() if w in self.unit.split()), 0)
        self.totals = frozenset(f.period for f in facts if f.subject == TOTAL_ROW)
        # Rows that are parts of others do not add up to the whole.
        self._nested = any(_PARTS_OF.match(label) for label in named.values())
        self.kinds = tuple(dict.fromkeys(kinds[s] for s in named if s in kinds))
        self.names = _measure_names(self.label, base, shared)
        self.lexicon = self._lexicon(base, named, goal[0].counts if goal else "")
        head = _BEHIND_HEAD.sub("", self.label)
        self._own = analyse(head)
        self._general = {t.fold for t in tokens(head) if t.fold in _GENERAL}
        # What is given per week or on average does not add up.
        self._sums = not _RATES.search(fold(self.label))

    def _lexicon(self, base: Lexicon, rows: dict[str, str], goal: str) -> Lexicon:
        units = [u for u in base.unit if u.id != self.unit]
        own = {fold(name) for name in self.names}
        called = tuple(n for n in dict.fromkeys((self.unit, *self.unit.split())) if n and fold(n) not in own)
        units += [UnitName(id=self.unit, label=self.unit, names=called)] if self.unit else []
        everyone = Group(id="alle", label="het geheel", members=("*",), names=_everyone(base))
        measures = []
        for measure in base.measure:
            if measure.id == self.measure:
                # "Hoeveel ton" and "hoeveel procent" name the measure by its unit.
                weak = measure.weak if self.unit == "%" else called
                measures.append(Measure(id=measure.id, label=self.label, unit=self.unit, rows=(), names=self.names,
                                        weak=weak, own=True))  # fmt: skip
            elif measure.id == GOAL and goal:
                names = tuple(dict.fromkeys((*measure.names, goal)))
                measures.append(measure.model_copy(update={"label": goal, "unit": self.unit, "names": names}))
            elif measure.id == REALISED:
                measures.append(measure.model_copy(update={"names": (), "weak": ()}))
            elif measure.id == RATE or self.unit == "%":
                measures.append(measure.model_copy(update={"names": ()}))
            else:
                measures.append(measure)
        # Made anew: a copy would keep what the lexicon has worked out of its own measures.
        kept = {name: getattr(base, name) for name in type(base).model_fields}
        return type(base)(
            **(kept | {
                "sector": tuple(_rows_by_name(rows)), "group": (everyone,), "measure": tuple(measures), "qualifier": (),
                "unit": tuple(units), "kind": self.kinds,
            })
        )  # fmt: skip

    @cached_property
    def understander(self) -> Understander:
        """What reads questions over this view."""
        return Understander(self.facts, self.lexicon)

    @cached_property
    def calculator(self) -> Calculator:
        """What works out requests over this view."""
        return Calculator(self.facts, self.lexicon)

    @property
    def subjects(self) -> dict[str, str]:
        """The label of each row."""
        return self.understander.labels

    def read(self, question: str) -> Viewed | None:
        """What the view gives for a question; None where a word of it is not of this view, or nothing is asked."""
        notes: list[str] = []
        text = self._canonical(question, notes)
        if text is None or not self._measures(question):
            return None
        text, scaled = self._in_scale(text)
        reading = self.understander.reader.read(text)
        named = bool(reading.of(Kind.MEASURE))
        if self.unit == "%" and not (named or reading.of(Kind.WEAK_MEASURE) or reading.cues & _OF_PERCENT):
            # "Hoeveel woningen" is answered by no percentage.
            return None
        for form in self._forms(text, reading, named=named):
            understood = self.understander.understand(form)
            if understood.request is None or understood.wants_reason:
                continue
            request = understood.request
            members = {m for t in request.targets for m in t.members}
            pooled = any(len(t.members) > 1 for t in request.targets) or request.aggregation is Aggregation.SUM
            if request.qualifier or not members <= set(self.facts.subjects) or (pooled and not self._adds(request)):
                continue
            if not self._is_to_scale(request, scaled):
                continue
            try:
                return Viewed(understood, self.calculator.run(request), named, tuple(notes))
            except (MissingFigureError, UnfitRequestError):
                continue
        return None

    def _forms(self, text: str, reading: Reading, *, named: bool) -> Iterator[str]:
        """A question as it stands, then with the measure that it leaves out, or as one about all rows where it names
        none of them and the table gives their total."""
        bare = text.rstrip(" ?.")
        yield text
        if not named:
            yield f"{bare}, {self.label}?"
        elif self.totals and not (reading.of(Kind.SECTOR) or reading.of(Kind.GROUP)):
            yield f"{bare} in totaal?"

    def _adds(self, request: Request) -> bool:
        """Whether the figures of several rows may be added up."""
        return self._sums and (not self._nested or set(request.periods) <= self.totals)

    def _measures(self, question: str) -> bool:
        """Whether what a question compares in one dimension ("langer", "duurder") is what the measure is in."""
        return fits_dimension(question, self.unit)

    def _in_scale(self, text: str) -> tuple[str, frozenset[Decimal]]:
        """The question with its amounts in the scale of the measure ("40.000" and "40 duizend" are 40 in duizend), and
        those that were written so."""
        found: set[Decimal] = set()

        def scaled(match: re.Match[str]) -> str:
            value, scale = parse_number(match["number"]), (match["scale"] or "").casefold()
            if not scale and (self.scale == 1 or value < _THOUSAND or _PLAIN_YEAR.fullmatch(match["number"])):
                return match.group()
            value = (value * 10 ** _SCALES.get(scale, 0) / self.scale).normalize()
            found.add(value)
            return format_number(value)

        return _AMOUNT.sub(scaled, text), frozenset(found)

    def _is_to_scale(self, request: Request, scaled: frozenset[Decimal]) -> bool:
        """Whether the limits of a request are in the scale of the measure: "meer dan 40" is not 40 duizend."""
        limits = [t for t in (request.threshold, request.claim) if t is not None and t.unit != "%"]
        return self.scale == 1 or all(limit.value in scaled or not limit.value for limit in limits)

    def _canonical(self, question: str, notes: list[str]) -> str | None:
        """The question with each word that no name or cue explains written as the row or measure it stands for, or
        left out where it only frames; None where one is neither."""
        text = self._joined(question)
        for token in reversed(tokens(text) if self._general else []):
            if token.fold in self._general:
                text = f"{text[: token.start]}{text[token.end :]}"
        reading = self.understander.reader.read(text)
        measured = bool(reading.of(Kind.MEASURE))
        particles = [t for t in reading.tokens if t.fold in _PARTICLES]
        for mention in reversed(reading.others):
            start, end = reading.tokens[mention.first].start, reading.tokens[mention.last - 1].end
            row = self._row(mention.text)
            if row:
                written = row
            elif self._of_measure(mention.text) or any(
                self._of_measure(t.fold + lemma(mention.text)) for t in particles
            ):
                written = "" if measured else self.label
                measured = True
            elif fold(mention.text) == "lang" and fits_dimension("langste", self.unit):
                # "Hoe lang is de wachttijd?"
                written = ""
            elif lemma(mention.text) == "gaan" and reading.after(mention, 3) and "euro" in self.unit:
                # "Welk deel ging naar …?"
                written = ""
            elif _is_counted(reading, mention):
                # What is counted is no mere frame: "hoeveel ambulances" is not answered by another number.
                return None
            elif all(explained(word, self.frame) for word in analyse(mention.text)):
                written = ""
            else:
                return None
            if row:
                notes.append(f"‘{mention.text}’ is gelezen als ‘{row}’.")
            text = f"{text[:start]}{written}{text[end:]}"
        return " ".join(text.split())

    def _joined(self, question: str) -> str:
        """The question with a separable verb that names the measure written as its name ("leverde … op")."""
        found = tokens(question)
        for at, verb in enumerate(found):
            base = lemma(verb.fold)
            for particle in found[at + 1 :] if base.endswith("en") else ():
                if particle.fold in _PARTICLES and self._of_measure(particle.fold + base):
                    kept = question[verb.end : particle.start]
                    return f"{question[: verb.start]}{self.label}{kept}{question[particle.end :]}"
        return question

    def _row(self, word: str) -> str:
        """The one row that a word stands for; empty where it is none, or may be several."""
        rates = {label: _stands_for(word, label) for label in self.subjects.values()}
        best = max(rates.values(), default=0.0)
        found = [label for label, rate in rates.items() if rate == best]
        return found[0] if best >= _KNOWN_AS and len(found) == 1 else ""

    def _of_measure(self, word: str) -> bool:
        asked = [lemma(w) for w in analyse(word)]
        if "euro" in self.unit and asked and set(asked) <= _MONEY:
            return True
        stems = {_stem(own) for own in self._own}
        return bool(asked) and all(explained(a, frozenset(self._own)) >= _KNOWN_AS or _stem(a) in stems for a in asked)


class Views:
    """The views of a corpus."""

    def __init__(self, facts: Iterable[Fact], base: Lexicon, titles: Mapping[str, str]) -> None:
        """``titles`` are those of the letters, by id."""
        by_measure: dict[str, list[Fact]] = {}
        for fact in facts:
            by_measure.setdefault(fact.measure, []).append(fact)
        kinds = {f.subject: f.kind_of_subject for own in by_measure.values() for f in own if f.kind_of_subject}
        words = [w for own in by_measure.values() for w in set(analyse(own[0].counts))]
        shared = frozenset(w for w in words if words.count(w) > 1)
        elsewhere = frozenset(w for own in by_measure.values() for w in analyse(_BEHIND_HEAD.sub("", own[0].counts)))
        self.views = tuple(
            View(
                own,
                [f for m, found in by_measure.items() if m != measure for f in found if _beside(f, own)],
                base,
                shared,
                titles.get(own[0].letter, ""),
                kinds,
                elsewhere,
            )
            for measure, own in by_measure.items()
            # Of a difference that a table gives beside its years, the years tell more.
            if len({f.unit for f in own}) == 1 and not _DIFFERENCES.match(fold(own[0].counts))
        )

    def read(self, question: str) -> list[tuple[View, Viewed]]:
        """The views that can answer a question: those whose measure it names, else all."""
        found = [(view, viewed) for view in self.views if (viewed := view.read(question)) is not None]
        named = [pair for pair in found if pair[1].named]
        return named or found


def _is_counted(reading: Reading, mention: Mention) -> bool:
    """Whether a word is what "hoeveel" or "aantal" counts."""
    return any(word in ("hoeveel", "aantal", "hvl") for word in reading.before(mention))


def _stands_for(word: str, label: str) -> float:
    """How far a word of a question stands for a row: by the same words, their kin, a part of a compound, or letters."""
    if word.isupper() and len(word) > 1 and _abbreviates(word, label):
        return 1.0
    said = frozenset(analyse(label))
    return min((explained(a, said) or _PART_OF * _part_of_any(a, said) for a in analyse(word)), default=0.0)


def _part_of_any(word: str, said: Iterable[str]) -> bool:
    """Whether a word is the first or last part of a compound among some words."""
    stem = _stem(word)
    return len(stem) >= _SHORT and any(
        (_plain(other).startswith(stem) and is_word(other[len(stem) :]))
        or (_plain(other).endswith(stem) and is_word(other[: -len(stem)].removesuffix("s")))
        for other in said
        if len(other) >= len(stem) + _SHORT
    )


def _abbreviates(word: str, label: str) -> bool:
    """Whether capitals are the first letters of a name, or stand in it in order, the first in front ("RWS")."""
    words = [t.fold for t in tokens(label) if t.fold[0].isalpha() and t.fold not in FUNCTION_WORDS]
    letters = iter("".join(words))
    in_order = bool(words) and words[0][0] == word[0].lower() and all(c in letters for c in word.lower())
    return "".join(w[0] for w in words) == word.lower() or (len(word) >= _INITIALS and len(words) == 1 and in_order)


def _plain(word: str) -> str:
    """A word with single vowels, as it is in an open syllable ("uitstoot", "uitstoten")."""
    return _DOUBLED.sub(r"\1", word)


def _stem(word: str) -> str:
    base = _plain(lemma(word))
    return base[:-2] if base.endswith("en") and len(base) > _SHORT + 2 else base


def _beside(fact: Fact, own: Sequence[Fact]) -> bool:
    """Whether a figure stands in a row of the same table."""
    rows = {span.start for other in own for span in other.spans}
    return bool(rows & {span.start for span in fact.spans})


def _is_goal(label: str, base: Lexicon) -> bool:
    names = base.measures.get(GOAL)
    return names is not None and bool({t.fold for t in tokens(label)} & {fold(n) for n in (*names.rows, *names.names)})


def _measure_names(label: str, base: Lexicon, shared: frozenset[str]) -> tuple[str, ...]:
    """What a measure is called: its label, and each of its words that is of this measure alone and asks nothing."""
    general = {words[0] for words in vocabulary().forms if len(words) == 1} | set(vocabulary().lemmas)
    general |= {fold(n) for m in base.measure for n in (*m.names, *m.weak)}
    words = [
        t.text for t in tokens(_BEHIND_HEAD.sub("", label)) if t.fold[0].isalpha() and t.fold not in FUNCTION_WORDS
    ]
    own = [w for w in words if fold(w) not in general and not set(analyse(w)) & shared and len(w) > _SHORT - 1]
    return tuple(dict.fromkeys((label, *own)))


def _everyone(base: Lexicon) -> tuple[str, ...]:
    return next((group.names for group in base.group if "*" in group.members), ())


def _rows_by_name(rows: dict[str, str]) -> Iterator[Sector]:
    """The rows as what a question may name: by label, by its initials, and by each word that no other row has."""
    words = {i: [t for t in tokens(label) if t.fold[0].isalpha() and t.fold not in FUNCTION_WORDS]
             for i, label in rows.items()}  # fmt: skip
    said = [w for own in words.values() for w in {x for t in own for x in analyse(t.text)}]
    for subject, label in rows.items():
        own = [t.text for t in words[subject] if all(said.count(w) == 1 for w in analyse(t.text)) and len(t.text) > 1]
        initials = "".join(t.text[0] for t in words[subject] if t.text[0].isupper())
        names = [label, label.partition(" (")[0], *own, *([initials] if len(initials) >= _INITIALS else [])]
        yield sector_by_heading(subject, label).model_copy(update={"names": tuple(dict.fromkeys(names))})


def suggestions(question: str, found: Sequence[tuple[View, Viewed]]) -> list[str]:
    """The question with each measure that it may be about."""
    return [f"{question.strip().rstrip('?. ')}, {view.label[:1].lower()}{view.label[1:]}?" for view, _ in found]


def what_is_measured(found: Sequence[tuple[View, Viewed]]) -> str:
    """The measures that a question may be about, in a sentence."""
    return enumerate_dutch([f"‘{view.label}’" for view, _ in found])


__all__ = ["Reading", "View", "Viewed", "Views", "suggestions", "what_is_measured"]
