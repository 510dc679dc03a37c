"""What the rows and the measure of a table are called in a question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.cues import FRAMING, Cue, vocabulary
from assistant.view_words import cues_of
from corpus.analysis import analyse
from corpus.dutch import FUNCTION_WORDS, fold, tokens
from corpus.lexicon import Lexicon, Sector, sector_by_heading

GOAL = "doel"
_SHORT = 3
_INITIALS = 3
BEHIND_HEAD = re.compile(
    r"\s+(?:per|van|bij|voor|in|onder|door|naar|op|met|uit|over|aan|tot|tussen|tegen|zonder)\s+\S.*$"
)


def is_goal(label: str, base: Lexicon) -> bool:
    """Whether a column is the target of another."""
    names = base.measures.get(GOAL)
    return names is not None and bool({t.fold for t in tokens(label)} & {fold(n) for n in (*names.rows, *names.names)})


def measure_names(label: str, base: Lexicon, shared: frozenset[str], *, has_goal: bool) -> tuple[str, ...]:
    """What a measure is called: its label, and each of its words that is of this measure alone and asks nothing. A
    "tekort" is such a word where its table has no target."""
    general = {words[0] for words in vocabulary().forms if len(words) == 1} | set(vocabulary().lemmas)
    general |= {fold(n) for m in base.measure for n in (*m.names, *m.weak)}
    words = [t.text for t in tokens(BEHIND_HEAD.sub("", label)) if t.fold[0].isalpha() and t.fold not in FUNCTION_WORDS]
    if not has_goal:
        general -= {w.casefold() for w in words if cues_of(w) and cues_of(w) <= {Cue.SHORT, Cue.OVER}}
    own = [w for w in words if fold(w) not in general and not set(analyse(w)) & shared and len(w) > _SHORT - 1]
    return tuple(dict.fromkeys((label, *own)))


def names_of_all(base: Lexicon) -> tuple[str, ...]:
    """What all subjects together are called."""
    return next((group.names for group in base.group if "*" in group.members), ())


def rows_by_name(rows: dict[str, str], measured: str, base: Lexicon) -> Iterator[Sector]:
    """The rows as what a question may name: by label, by its initials, by each word that neither another row nor the
    measure has, and as the lexicon calls it."""
    words = {i: [t for t in tokens(label) if t.fold[0].isalpha() and t.fold not in FUNCTION_WORDS]
             for i, label in rows.items()}  # fmt: skip
    said = [w for own in words.values() for w in {x for t in own for x in analyse(t.text)}] + 2 * analyse(measured)
    for subject, label in rows.items():
        own = [t.text for t in words[subject] if all(said.count(w) == 1 for w in analyse(t.text)) and len(t.text) > 1]
        # A word that says what to do with figures ("totaal", "meer") names no row.
        own = [w for w in own if cues_of(w) <= FRAMING]
        initials = "".join(t.text[0] for t in words[subject] if t.text[0].isupper())
        names = [label, label.partition(" (")[0], *own, *([initials] if len(initials) >= _INITIALS else [])]
        sector = base.sectors.get(subject)
        names += [*sector.names, sector.label] if sector is not None else []
        known = sector_by_heading(subject, label)
        # Rows are called as the table calls them: "de" is not of every one.
        yield known.model_copy(update={"names": tuple(dict.fromkeys(names)), "in_text": label})
