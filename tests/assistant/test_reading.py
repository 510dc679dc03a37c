"""Words of questions: inflections, separable verbs, compounds, and what is set aside."""

from __future__ import annotations

import pytest

from assistant.cues import Cue, vocabulary
from assistant.reading import Kind, Reader
from corpus.dutch import fold
from corpus.lexicon import shipped_lexicon

READER = Reader(shipped_lexicon())


@pytest.mark.parametrize(
    ("question", "cue"),
    [
        ("hoeveel liep de realisatie in 2024 terug?", Cue.FALL),
        ("hoeveel nam het aantal banen af van 2023 op 2024?", Cue.FALL),
        ("kelderde het percentage?", Cue.FALL),
        ("hoeveel banen kwamen er bij Defensie bij?", Cue.RISE),
        ("hoe ver zit de politie van het doel af?", Cue.SHORT),
        ("is het percentage toegenomen?", Cue.RISE),
        ("zakten de banen?", Cue.FALL),
    ],
)
def test_a_verb_is_known_in_every_form_and_apart(question: str, cue: Cue) -> None:
    assert cue in READER.read(question).cues


@pytest.mark.parametrize("question", ["hoeveel banen kwamen er bij de politie?", "welk cijfer staat op de teller?"])
def test_a_preposition_is_no_particle(question: str) -> None:
    assert not READER.read(question).cues & {Cue.RISE, Cue.FALL}


@pytest.mark.parametrize(
    ("word", "kind", "value", "cue"),
    [
        ("politiebanen", Kind.SECTOR, "politie", None),
        ("inkoopdeel", Kind.QUALIFIER, "inkoop", None),
        ("banengroei", Kind.WEAK_MEASURE, "realisatie", Cue.RISE),
        ("onderwijsrealisatie", Kind.GROUP, "onderwijs", None),
    ],
)
def test_a_compound_means_what_its_parts_mean(word: str, kind: Kind, value: str, cue: Cue | None) -> None:
    reading = READER.read(word)
    assert value in reading.values(kind)
    assert cue is None or cue in reading.cues


@pytest.mark.parametrize("word", ["quotumpercentage", "netwerkbanen", "schoonmaakbanen", "topsector"])
def test_a_compound_with_an_unknown_part_stays_unknown(word: str) -> None:
    assert [m.text for m in READER.read(word).others] == [word]


def test_words_joined_by_a_slash_are_read_apart() -> None:
    assert READER.read("gat doel/realisatie po").values(Kind.MEASURE) == ["doel", "realisatie"]


def test_a_unit_that_is_set_aside_is_not_asked() -> None:
    reading = READER.read("wat haalde de politie? in fta, geen procenten")
    assert reading.values(Kind.UNIT) == ["fta"]
    assert Cue.NOT not in reading.cues


def test_a_phrase_does_not_run_over_a_bracket() -> None:
    assert Cue.AS_PERCENT not in READER.read("groei in procenten (van de fta)").cues


def test_the_vocabulary_is_folded_and_every_cue_has_words() -> None:
    words = vocabulary()
    assert all(fold(word) == word for phrase in words.forms for word in phrase)
    named = {cue for cues in (*words.forms.values(), *words.lemmas.values()) for cue in cues}
    assert named == set(Cue)
