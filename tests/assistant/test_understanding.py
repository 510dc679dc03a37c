"""Laws of understanding, on the real letter: what may change in a question without changing its answer."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant.answer import Status
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue, vocabulary
from assistant.engine import Assistant
from assistant.reading import Kind, Reader
from corpus.dutch import tokens
from corpus.lexicon import shipped_lexicon
from tests.assistant.contract import breaches

LEXICON = shipped_lexicon()
QUESTIONS = [
    "hoeveel fta realiseerde Defensie inclusief inkoop in 2024?",
    "wat was het realisatiepercentage van de waterschappen in 2023?",
    "hoeveel komt het voortgezet onderwijs tekort in 2024?",
    "met hoeveel procentpunt steeg het realisatiepercentage van de politie?",
    "wat is het verschil in realisatie tussen gemeenten en provincies?",
    "welke sector heeft het hoogste realisatiepercentage in 2024?",
    "hoeveel sectoren haalden hun doelstelling in 2024?",
    "totale realisatie van de decentrale overheden in 2024",
    "gemiddelde doelstelling van alle sectoren in 2023",
]
LAWS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def typos(draw: st.DrawFn) -> tuple[str, str]:
    """A question, and the same with one edit in a word of six letters or more."""
    question = draw(st.sampled_from(QUESTIONS))
    words = [t for t in tokens(question) if len(t.text) >= 6 and t.text.isalpha()]
    word = draw(st.sampled_from(words))
    at = draw(st.integers(word.start, word.end - 2))
    letter = draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    edit = draw(st.sampled_from(["drop", "swap", "replace", "insert"]))
    head, tail = question[:at], question[at:]
    changed = {
        "drop": head + tail[1:], "swap": head + tail[1] + tail[0] + tail[2:], "replace": head + letter + tail[1:],
        "insert": head + letter + tail,
    }[edit]  # fmt: skip
    return question, changed


@LAWS
@given(typos())
def test_one_typing_error_never_gives_another_value(assistant: Assistant, pair: tuple[str, str]) -> None:
    question, changed = pair
    was, now = assistant.ask(question), assistant.ask(changed)
    if now.status is Status.ANSWERED and now.calculation is not None:
        assert (now.value, now.unit) == (was.value, was.unit)


@LAWS
@given(
    st.sampled_from(
        [
            "hoeveel fta realiseerde {} in 2024?", "doel van {} 2023", "realisatiepercentage {}",
            "hoeveel komt {} tekort?", "verschil tussen {} en Defensie",
        ]
    ),
    st.text("bcdfgklmnprstvz", min_size=7, max_size=12),
)  # fmt: skip
@example("hoeveel fta realiseerde {} in 2024?", "brandweer")
@example("doel van {} 2023", "Rijkswaterstaat")
def test_an_unknown_name_never_yields_a_value(assistant: Assistant, frame: str, name: str) -> None:
    answer = assistant.ask(frame.format(name))
    assert answer.value is None
    assert answer.status is not Status.ANSWERED


@pytest.mark.parametrize("sector", LEXICON.sector, ids=lambda s: s.id)
def test_every_name_of_a_sector_gives_the_same_figure(assistant: Assistant, sector) -> None:  # type: ignore[no-untyped-def]
    values = {assistant.ask(f"wat was het doel van {name} in 2024?").value for name in sector.names}
    assert len(values) == 1
    assert None not in values


@pytest.mark.parametrize(
    ("typed", "subject"),
    [
        ("defesnie", "defensie"),
        ("gemeentne", "gemeenten"),
        ("waterschapen", "waterschappen"),
        ("umc’s", "umc"),
        ("UMC's", "umc"),
    ],
)
def test_names_survive_typing_errors_and_apostrophes(typed: str, subject: str) -> None:
    assert Reader(LEXICON).read(f"doel {typed}").values(Kind.SECTOR) == [subject]


@pytest.mark.parametrize("word", ["politiek", "provincie", "inclusie", "gemeente", "hogeschool"])
def test_a_real_word_is_never_taken_for_a_typing_error(word: str) -> None:
    reading = Reader(LEXICON).read(f"doel {word}")
    assert reading.values(Kind.SECTOR) == []
    assert [m.text for m in reading.others] == [word]


def test_compounds_of_a_name_and_a_measure_are_both() -> None:
    reading = Reader(LEXICON).read("hoeveel politiebanen en SROI-banen")
    assert reading.values(Kind.SECTOR) == ["politie"]
    assert reading.values(Kind.QUALIFIER) == ["inkoop"]


def test_members_of_a_sector_are_not_the_sector(assistant: Assistant) -> None:
    for question in ("welke departementen haalden het doel?", "welke universiteiten haalden het doel?"):
        assert assistant.ask(question).calculation is None


WORDS = [
    *(name for sector in LEXICON.sector for name in sector.names[:2]), *(n for g in LEXICON.group for n in g.names[:1]),
    *(name for measure in LEXICON.measure for name in (*measure.names[:2], *measure.weak[:2])), "SROI", "vast", "2023",
    *(" ".join(words) for cue in Cue for words in [w for w, cues in vocabulary().forms.items() if cues[0] is cue][:3]),
    "2024", "50%", "100 fta", "twee", "3", "brandweer", "wat", "hoeveel", "?", "als", ",", "en", "niet", "geen",
]  # fmt: skip


@pytest.mark.no_cover
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
def test_no_string_of_words_breaks_the_contract(assistant: Assistant, words: list[str]) -> None:
    answer, _ = assistant.follow(Conversation((Turn("doel politie", "doel politie"),)), " ".join(words))
    assert breaches(answer, assistant.store.letter("kst-34352-348").text) == []
    whole = assistant.ask(" ".join(words))
    assert breaches(whole, assistant.store.letter("kst-34352-348").text) == []
