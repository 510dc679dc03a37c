"""Figures of the running text: the one fact whose sentence explains every word of the question."""

from __future__ import annotations

from assistant.cues import Cue
from assistant.reading import Kind, Mention
from assistant.understand import Understood
from corpus.analysis import analyse
from corpus.dutch import fold, tokens
from corpus.facts import Fact, FactKind, FactTable
from corpus.lexicon import Lexicon
from corpus.words import related

#: Cues that ask, and so need not be found in the sentence that answers.
_ASKING = frozenset({Cue.TOPIC, Cue.WHICH, Cue.HOW_MANY, Cue.VIA, Cue.SECTOR, Cue.LATEST, Cue.EACH, Cue.CLAIM})
_OWN = 0.5
_MODAL = frozenset({"moet", "moeten", "moest", "moesten"})
_UNIT_CLASSES = (
    frozenset({"fta", "banen", "baan", "plekken", "werkplekken"}),
    frozenset({"%", "procent", "percentage", "aandeel"}),
    frozenset({"personen", "mensen", "persoon"}),
    frozenset({"fte"}),
)


class TextFigures:
    """Looks figures up by the words around them."""

    def __init__(self, facts: FactTable, lexicon: Lexicon) -> None:
        self._facts = [fact for fact in facts if not fact.from_table]
        self._lexicon = lexicon
        self._words: dict[str, set[str]] = {}

    def find(self, understood: Understood) -> Fact | None:
        """The one figure that answers, or None when none or several do.

        Every content word must occur in the fact's sentence or heading, the thing counted must be
        the unit of the figure, and a named year must be its year.
        """
        reading = understood.reading
        wanted = self._wanted(understood)
        if not wanted:
            return None
        unit = self._asked_unit(understood)
        years = set(reading.values(Kind.YEAR))
        asks_change = bool(reading.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.MORE, Cue.LESS})
        fitting = [
            (self._own_share(fact, wanted), fact)
            for fact in self._facts
            if (not years or fact.period[:4] in years)
            and (fact.kind is FactKind.LEVEL or asks_change)
            and self._in_sectors(fact, understood)
            and _fits_unit(fact, unit)
            and self._explains(fact, wanted)
        ]
        best = max((share for share, _ in fitting), default=0.0)
        chosen = [fact for share, fact in fitting if share == best]
        values = {(fact.value, fact.unit) for fact in chosen}
        # With less than half of the question in its own sentence a figure is only near what is asked.
        if (
            len(values) != 1
            or (best < _OWN and len(wanted) > 1)
            or _negated(chosen[0].sentence) != (Cue.NOT in reading.cues)
        ):
            return None
        return chosen[0]

    def _own_share(self, fact: Fact, wanted: set[str]) -> float:
        """How much of what is asked the fact's own sentence explains, without heading and context."""
        there = set(analyse(fact.sentence))
        return sum(any(related(word, other) for other in there) for word in wanted) / len(wanted)

    def _wanted(self, understood: Understood) -> set[str]:
        """The content words that the sentence must explain; sectors are checked by themselves."""
        words: set[str] = set()
        for mention in understood.reading.mentions:
            if mention.value(Kind.SECTOR) or mention.value(Kind.YEAR):
                continue
            cue = mention.value(Kind.CUE)
            if cue is not None and Cue(cue) in _ASKING:
                continue
            if mention.value(Kind.UNIT) or mention.value(Kind.WEAK_MEASURE) or fold(mention.text) in _MODAL:
                continue
            words.update(analyse(mention.text))
        return words

    @staticmethod
    def _asked_unit(understood: Understood) -> str:
        """The word that says what is counted: the first noun after "hoeveel" or "aantal", or "percentage"."""
        mentions = understood.reading.mentions
        for index, mention in enumerate(mentions):
            if mention.value(Kind.CUE) == Cue.HOW_MANY and index + 1 < len(mentions):
                return _last_word(mentions[index + 1])
        units = [m for m in mentions if m.value(Kind.UNIT) or m.value(Kind.WEAK_MEASURE) == "realisatiepercentage"]
        return _last_word(units[0]) if units else ""

    def _in_sectors(self, fact: Fact, understood: Understood) -> bool:
        """Whether the fact is about every sector that is named."""
        names = {s: self._lexicon.sectors[s].label for s in understood.sectors if s in self._lexicon.sectors}
        return all(
            sector == fact.subject or self._explains(fact, set(analyse(label))) for sector, label in names.items()
        )

    def _explains(self, fact: Fact, words: set[str]) -> bool:
        there = self._words.get(fact.id)
        if there is None:
            there = self._words[fact.id] = set(analyse(f"{fact.section} {fact.context} {fact.sentence}"))
        left = [word for word in words if not any(related(word, other) for other in there)]
        # The verb may differ ("bestaat uit 9 scanstraten", "er komen 9 scanstraten"); a noun may not.
        return not left or (len(left) == 1 and len(words) > 1 and _is_verb(left[0]))


def _is_verb(word: str) -> bool:
    """Whether an analysed word is an infinitive, by its form."""
    return len(word) > 4 and word.endswith(("en", "aan", "ien"))


def _negated(sentence: str) -> bool:
    """Whether a sentence denies something."""
    return bool({token.fold for token in tokens(sentence)} & {"geen", "niet", "nooit", "noch"})


def _last_word(mention: Mention) -> str:
    return mention.text.casefold().split()[-1]


def _fits_unit(fact: Fact, asked: str) -> bool:
    if not asked:
        return False
    for names in _UNIT_CLASSES:
        if asked in names:
            return fact.unit in names or fact.written_unit in names
    written = analyse(fact.written_unit)
    return any(word in written or any(related(word, w) for w in written) for word in analyse(asked))
