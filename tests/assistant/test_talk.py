"""Turns beside the questions themselves, sums with what answers gave, and follow-ups that words answer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.acts import chosen
from assistant.answer import READ_AS, Answer, NoteKind, Route, Status
from assistant.conversation import Conversation, Turn
from assistant.engine import Assistant
from tests.assistant.test_conversation import talk
from tests.conftest import Over

SMALL = """Voortgang verzuim 2024

Den Haag, 3 juli 2024

Geachte voorzitter,

Met deze brief informeer ik uw Kamer over het verzuim.

Verzuim

Het ziekteverzuim bij de bakkers is in 2024 gestegen van 2,5% naar 3,5% van alle werkdagen.

Het aantal winkels bij de slagers is in 2024 gedaald van 1.250,5 naar 1.200 winkels.

Het aantal klachten bij de slagers was 400 meldingen. Het aantal vragen bij de kappers was 150 meldingen.

Het aantal leerlingen bij de bakkers was 320, dat is een afname van 30 leerlingen ten opzichte van het kwartaal ervoor.

Van de 60 scholen voor kappers hebben er 45 scholen een plan gemaakt.
"""


def last_of(assistant: Assistant, *questions: str) -> Answer:
    return talk(assistant, *questions)[-1]


# --- beside asking --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(over: Over) -> Assistant:
    """An assistant over a letter with a change of a percentage, a part, and counts that have nothing to do with
    one another."""
    return over({"verzuim": SMALL})


@pytest.mark.parametrize("thanks", ["bedankt!", "ok duidelijk", "dank je wel hoor", "Top, helder"])
def test_thanks_are_no_turn(assistant: Assistant, thanks: str) -> None:
    answers = talk(assistant, "realisatie Rijk 2024", thanks, "en Defensie?")
    assert answers[1].status is Status.OUT_OF_SCOPE
    assert answers[2].value == Decimal("595.4")


@pytest.mark.parametrize(
    "asks", ["waar staat dat?", "Op welke pagina?", "heb je daar een bron van?", "weet je het zeker?"]
)
def test_where_it_stands_is_the_quote_of_the_last_answer(assistant: Assistant, asks: str) -> None:
    first, where = talk(assistant, "wat is de Blauwe Baan?", asks)
    assert [c.quote for c in where.citations] == [c.quote for c in first.citations]
    assert " ".join(first.citations[0].quote.split()) in where.text


def test_where_a_refused_answer_stands_is_nowhere(assistant: Assistant) -> None:
    assert last_of(assistant, "hoeveel haalde de brandweer?", "waar staat dat?").status is not Status.ANSWERED


@pytest.mark.parametrize("asks", ["hoe kom je daaraan?", "kun je dat even uitleggen?", "hoe heb je dat berekend?"])
def test_how_it_was_come_by_is_the_last_answer_once_more(assistant: Assistant, asks: str) -> None:
    first, again = talk(assistant, "hoeveel komt Defensie tekort?", asks)
    assert (again.text, again.value, again.calculation) == (first.text, first.value, first.calculation)


def test_one_of_the_questions_that_were_offered_is_chosen_by_its_place(assistant: Assistant) -> None:
    asked, chosen = talk(assistant, "hoeveel procent is dat", "de tweede")
    assert asked.status is Status.AMBIGUOUS
    assert chosen.value == assistant.ask(asked.suggestions[1]).value


def test_an_item_of_a_list_is_found_by_its_place(assistant: Assistant) -> None:
    listed, third = talk(assistant, "Wat zijn de vijf sporen van de provincies?", "en de derde?")
    items = [line for line in listed.text.splitlines() if line.startswith("- ")]
    assert third.citations[0].quote.split()[-1] in items[2]


@pytest.mark.parametrize(
    "asks", ["en wat vind jij daarvan?", "maak er een rap van", "Moet mijn fractie daarom tegen stemmen?"]
)
def test_what_is_asked_of_the_program_itself_is_out_of_scope(assistant: Assistant, asks: str) -> None:
    assert last_of(assistant, "hoeveel haalde het Rijk?", asks).status is Status.OUT_OF_SCOPE


@pytest.mark.parametrize("asks", ["komt er nog meer?", "dat is veel toch?", "verschil"])
def test_what_names_nothing_is_not_answered_with_any_sentence(assistant: Assistant, asks: str) -> None:
    assert last_of(assistant, "wat is de Blauwe Baan?", asks).status is not Status.ANSWERED


@pytest.mark.parametrize("asks", ["ok?", "ja?", "duidelijk?"])
def test_a_question_mark_is_no_thanks(assistant: Assistant, asks: str) -> None:
    assert "Graag gedaan" not in last_of(assistant, "realisatie Rijk 2024", asks).text


@pytest.mark.parametrize("says", ["ja", "nee", "hallo", "ok", "jammer", "precies"])
def test_what_is_no_thanks_is_not_welcomed(assistant: Assistant, says: str) -> None:
    answer = last_of(assistant, "realisatie Rijk 2024", says)
    assert answer.status is Status.OUT_OF_SCOPE
    assert "Graag gedaan" not in answer.text


def test_yes_to_several_questions_asks_which_and_leaves_them_to_choose_from(assistant: Assistant) -> None:
    asked, which, second = talk(assistant, "hoeveel procent is dat", "ja", "de tweede")
    assert which.status is Status.AMBIGUOUS
    assert which.suggestions == asked.suggestions
    assert second.value == assistant.ask(asked.suggestions[1]).value


def test_yes_to_one_question_asks_it() -> None:
    one = "Wat was de realisatie van Defensie in 2024?"
    offered = Answer(question="?", status=Status.AMBIGUOUS, route=Route.NONE, text="?", suggestions=(one,))
    assert chosen(Conversation((Turn("?", "?", answer=offered),)), "ja graag") == one


def test_exactly_is_the_figure_once_more_with_what_the_letter_says_of_it(assistant: Assistant) -> None:
    first, exactly = talk(assistant, "Hoeveel fta realiseerde het mbo in 2024?", "precies?")
    assert exactly.value == first.value
    assert any(note.kind is NoteKind.APPROXIMATE for note in exactly.notes)


@pytest.mark.parametrize("asks", ["kun je dat korter zeggen?", "vat dat samen", "in gewone taal", "leg uit"])
def test_a_quote_is_not_put_in_other_words(assistant: Assistant, asks: str) -> None:
    first, second, other = talk(assistant, "wat is de Blauwe Baan?", "en wie helpt ze daarbij?", asks)
    assert first.text != second.text
    assert other.text.startswith("In andere of minder woorden kan ik dit niet zeggen")
    assert other.text.endswith(second.text)
    assert not [n for n in other.notes if n.text.startswith((READ_AS, "Gelezen"))]


def test_where_a_refusal_stands_is_what_it_quoted(assistant: Assistant) -> None:
    refused, where = talk(assistant, "Waarom is het realisatiepercentage van de umc's gestegen?", "waar staat dat?")
    assert refused.status is Status.NOT_IN_SOURCE
    assert refused.citations
    assert where.status is Status.NOT_IN_SOURCE
    assert where.citations == refused.citations
    assert "niet uit de brief beantwoord" in where.text


# --- sums with what answers gave ------------------------------------------------------------------


def test_figures_that_go_opposite_ways_are_not_taken_apart(assistant: Assistant) -> None:
    answer = last_of(assistant, "tekort van het Rijk", "en van de gemeenten?", "wat is het verschil?")
    assert answer.value is None


def test_two_figures_in_one_sentence_are_added(assistant: Assistant) -> None:
    answer = last_of(assistant, "Twee umc's noemen SROI-banen.", "Hoeveel zijn dat er bij elkaar?")
    assert answer.value == Decimal(52)
    assert any("schatting" in note.text for note in answer.notes)


def test_what_a_whole_leaves_beside_a_part(assistant: Assistant) -> None:
    answer = last_of(assistant, "hoeveel nieuwe medewerkers van de Erasmus zijn statushouder?", "en hoeveel niet?")
    assert answer.value == Decimal(6)


def test_a_number_that_asks_of_its_own_is_no_rest(assistant: Assistant) -> None:
    questions = ("Hoeveel mbo-scholen vermelden de banenafspraak?", "van hoeveel scholen is er niks bekend?")
    assert last_of(assistant, *questions).value in (None, Decimal(14))


def test_growth_that_was_told_is_worked_out_from_where_it_began(assistant: Assistant) -> None:
    answers = talk(assistant, "Hoeveel banen heeft Binnenwerk?", "groei?", "en in procenten?")
    assert [a.value for a in answers[1:]] == [Decimal(215), Decimal("24.7")]


@pytest.mark.parametrize(
    ("questions", "value", "unit"),
    [
        (
            ("Hoeveel procent van alle werkdagen was het ziekteverzuim in 2024?", "met hoeveel steeg dat?"),
            "1",
            "procentpunt",
        ),
        (
            ("Hoeveel procent van alle werkdagen was het ziekteverzuim in 2024?", "hoeveel procent groei is dat?"),
            "40",
            "%",
        ),
        (("Hoeveel procent van alle werkdagen was het ziekteverzuim in 2024?", "groei?", "naar hoeveel?"), "3.5", "%"),
        (("Hoeveel winkels hadden de slagers in 2024?", "van hoeveel?"), "1250.5", "winkels"),
        (("Hoeveel winkels hadden de slagers in 2024?", "met hoeveel daalde dat?"), "50.5", "winkels"),
        (("Hoeveel leerlingen waren er bij de bakkers?", "en het kwartaal ervoor?"), "350", "leerlingen"),
        (("Hoeveel scholen hebben een plan gemaakt?", "van de hoeveel in totaal?"), "60", "scholen"),
        (("Hoeveel scholen hebben een plan gemaakt?", "en de rest?"), "15", "scholen"),
        (("Hoeveel scholen hebben een plan gemaakt?", "en hoeveel niet?", "zet om in een percentage"), "25", "%"),
    ],
)
def test_sums_take_the_figures_as_the_letter_gives_them(
    small: Assistant, questions: tuple[str, ...], value: str, unit: str
) -> None:
    answer = last_of(small, *questions)
    assert (answer.value, answer.unit) == (Decimal(value), unit)
    assert answer.citations


def test_a_change_that_goes_down_is_told_so(small: Assistant) -> None:
    assert "gedaald met 50,5" in last_of(small, "Hoeveel winkels hadden de slagers in 2024?", "verandering?").text


def test_of_two_figures_that_the_letter_does_not_tie_neither_is_the_whole(small: Assistant) -> None:
    two = ("Hoeveel meldingen waren er bij de slagers?", "Hoeveel meldingen waren er bij de kappers?")
    assert [a.value for a in talk(small, *two)] == [Decimal(400), Decimal(150)]
    assert last_of(small, *two, "en de rest?").value is None


def test_a_result_is_not_added_to_the_figures_it_was_made_of(small: Assistant, assistant: Assistant) -> None:
    two = ("Hoeveel meldingen waren er bij de slagers?", "Hoeveel meldingen waren er bij de kappers?")
    answers = talk(small, *two, "verschil?", "tel die twee op", "verschil?")
    assert [a.value for a in answers[2:]] == [Decimal(250), Decimal(550), Decimal(250)]
    gaps = talk(assistant, "Hoeveel fta kwam het hbo tekort?", "en het mbo?", "hoeveel meer?", "tel die twee op")
    assert [a.value for a in gaps[2:]] == [Decimal(34), Decimal(2412)]


def test_what_is_made_of_a_rough_figure_is_rough(assistant: Assistant) -> None:
    for answer in talk(assistant, "Hoeveel fta kwam het hbo tekort?", "en het mbo?", "hoeveel meer?", "samen?")[2:]:
        assert "circa" in answer.text
        assert any(note.kind is NoteKind.APPROXIMATE for note in answer.notes)


def test_a_note_tells_which_figures_no_answer_gave(assistant: Assistant) -> None:
    note = last_of(assistant, "Hoeveel banen heeft Binnenwerk?", "groei?").notes[0].text
    assert "het cijfer uit dit gesprek: 1.085 banen" in note
    assert "870 banen uit de zin die hierboven is aangehaald" in note


@pytest.mark.parametrize(
    ("questions", "value", "unit"),
    [
        (("Hoeveel komt Defensie tekort?", "en de politie?", "samen, hoeveel missen ze?"), "527.6", "fta"),
        (("Welke sector zit het verst onder zijn doel?", "en daarna?", "die twee tekorten samen?"), "7578", "fta"),
        (("Met hoeveel steeg Defensie?", "en de politie?", "die stijgingen samen?"), "188.9", "fta"),
        (
            ("Hoeveel komt Defensie tekort?", "en de politie?", "samen, hoeveel missen ze?", "plus de provincies"),
            "577.5",
            "fta",
        ),
        (
            (
                "Hoeveel komt Defensie tekort?",
                "en de politie?",
                "welke van die twee is naar verhouding het dichtst bij zijn doel?",
                "samen, hoeveel missen ze?",
            ),
            "527.6",
            "fta",
        ),
        (
            ("Welk deel van de banen van de waterschappen is vast?", "en bij het hbo?", "verschil?"),
            "14.4",
            "procentpunt",
        ),
        (("Hoeveel procent van de besturen ondernam actie?", "en de rest?"), "38", "%"),
        (("wo, realisatie 24", "incl. SROI?", "dan komt er via inkoop dus hoeveel bij?"), "183", "fta"),
        (("Inkoopbanen basisonderwijs in 2024?", "hoeveel procent meer is dat dan een jaar eerder?"), "41.5", "%"),
        (
            (
                "Realisatie van alle sectoren samen?",
                "zonder het Rijk?",
                "hoeveel van wat er overblijft is po en vo samen?",
            ),
            "2122",
            "fta",
        ),
    ],
)
def test_sums_by_the_name_of_what_is_summed(
    assistant: Assistant, questions: tuple[str, ...], value: str, unit: str
) -> None:
    answer = last_of(assistant, *questions)
    assert (answer.value, answer.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "questions",
    [
        ("Hoeveel komt Defensie tekort?", "en de politie?", "die overschotten samen?"),
        ("Hoeveel komt Defensie tekort?", "en de gemeenten?", "samen, hoeveel missen ze?"),
        ("Hoeveel komt Defensie tekort?", "en de politie?", "samen, hoeveel missen ze?", "plus de politie"),
        ("Hoeveel komt het mbo tekort?", "en het hbo?", "verschil?", "hoeveel procent is dat?"),
        ("Hoeveel doorverwijzingen zijn er?", "en het kwartaal ervoor?"),
        ("Hoeveel mensen stonden er in het doelgroepregister?", "hoeveel daarvan werken er?", "en een jaar ervoor?"),
        ("Hoeveel banen heeft Binnenwerk?", "en hoeveel niet?"),
    ],
)
def test_what_the_figures_of_a_conversation_do_not_give_is_no_figure(
    assistant: Assistant, questions: tuple[str, ...]
) -> None:
    assert last_of(assistant, *questions).value is None


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        (("Wat is het percentage?", "van het vo bedoel ik, 2024, zonder inkoop"), "20"),
        (("Wat is het percentage?", "van het vo bedoel ik, 2024, zonder inkoop", "en mét?"), "37"),
        (("En hoe zat dat in 2023?", "de provincies, realisatie in fta"), "395.5"),
        (("Wat was het percentage in 2024?", "Ik bedoel dat van Defensie", "en in 2023?"), "61.9"),
    ],
)
def test_a_question_that_was_asked_back_is_completed(
    assistant: Assistant, questions: tuple[str, ...], value: str
) -> None:
    answers = talk(assistant, *questions)
    assert answers[0].status is Status.AMBIGUOUS
    assert answers[-1].value == Decimal(value)


@pytest.mark.parametrize("asks", ["en de rest?", "en hoeveel is de rest?", "de overige?"])
def test_the_rest_of_no_known_whole_is_asked_back(assistant: Assistant, asks: str) -> None:
    answer = last_of(assistant, "Hoeveel fta realiseerde Defensie in 2024?", asks)
    assert answer.status is Status.AMBIGUOUS
    assert [assistant.ask(q).value for q in answer.suggestions] == [Decimal("17337.6"), Decimal("303.6")]
    assert not [n for n in answer.notes if n.text.startswith(READ_AS)]


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        (("Hoeveel fta haalt het onderwijs?", "hoeveel daarvan is het po?", "en de rest?"), "2959"),
        (("Hoeveel fta realiseerden alle sectoren samen?", "en het Rijk?", "hoeveel is de rest?"), "12855"),
        (("Hoeveel procent van de banen van de waterschappen is vast?", "en de rest?"), "47.1"),
        (("Hoeveel fta realiseerde Defensie via SROI?", "en de rest?"), None),
    ],
)
def test_the_rest_of_a_whole_that_was_spoken_of(
    assistant: Assistant, questions: tuple[str, ...], value: str | None
) -> None:
    assert last_of(assistant, *questions).value == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        (("Hoeveel fta haalde Defensie?", "hoeveel procent van het Rijk is dat?"), "11.7"),
        (("Hoeveel fta haalde Defensie?", "dat is hoeveel procent van de realisatie van het Rijk?"), "11.7"),
        (("Hoeveel fta kwam Defensie tekort?", "hoeveel procent van het doel is dat?"), "33.8"),
        (("Met hoeveel steeg Defensie?", "hoeveel procent van de stijging van het Rijk is dat?"), None),
        (("wat is de Blauwe Baan?", "hoeveel procent van het Rijk is dat?"), None),
        (("Hoeveel haalde de politie?", "samen met Defensie?"), "1084.4"),
        (("Hoeveel komt de politie tekort?", "samen met Defensie?"), None),
        (("Wat is de realisatie van Defensie?", "wat komt er met SROI bij?"), "230.9"),
    ],
)
def test_that_is_the_figure_just_given(assistant: Assistant, questions: tuple[str, ...], value: str | None) -> None:
    assert last_of(assistant, *questions).value == (None if value is None else Decimal(value))


def test_a_comparison_gives_both_figures_and_neither_as_the_value(assistant: Assistant) -> None:
    answer = last_of(assistant, "realisatiepercentage van de politie", "vergelijk dat met Defensie")
    assert answer.value is None
    assert "68,4%" in answer.text
    assert "66,2%" in answer.text


def test_a_sum_that_was_not_made_is_not_made_for_another(assistant: Assistant) -> None:
    answer = last_of(assistant, "hoeveel geld kreeg het po?", "zelfde som voor het vo")
    assert answer.value is None


def test_without_one_of_two_the_other_is_left(assistant: Assistant) -> None:
    answers = talk(assistant, "hoeveel fta haalde Defensie?", "en zonder Defensie?")
    assert answers[1].value is None


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        (("Hoeveel fta haalt het onderwijs?", "welk deel daarvan is het po?", "aandeel hbo daarin?"), "11.1"),
        (("tekort van Defensie", "en van de politie?", "welke is groter?", "hoeveel groter?"), "79.6"),
        (("realisatie Rijk", "realisatie Defensie", "welke is hoger?", "hoeveel hoger?"), "4482.6"),
        (("Welke sectoren zijn gedaald?", "hoeveel zijn er gestegen?"), "9"),
        (("Gemiddelde realisatiepercentage van alle sectoren?", "en zonder gemeenten?"), "47.9"),
        (("Hebben de gemeenten hun doel gehaald?", "met hoeveel?"), "511"),
        (("wat wordt de realisatie van de politie als die net zo hard groeit?", "en Defensie?"), "682.3"),
        (("Wat betekent SROI?", "Hoeveel bij Defensie?"), "230.9"),
        (("Welke sector daalde het meest in procenten?", "met hoeveel?"), "10.7"),
    ],
)
def test_operations_on_what_was_answered(assistant: Assistant, questions: tuple[str, ...], value: str) -> None:
    assert last_of(assistant, *questions).value == Decimal(value)


@pytest.mark.parametrize(
    "questions",
    [
        (
            "Realisatie Rijk",
            "Realisatie Defensie",
            "Realisatie politie",
            "totaal van deze drie",
            "aandeel Rijk daarin?",
        ),
        ("Wat zijn de vijf sporen van de provincies?", "en de negende?"),
        ("hoeveel haalde de politie?", "en bij de brandweer?"),
        ("doel Rijk 2024", "wat is het verschil met het doel van 2019?"),
    ],
)
def test_what_cannot_be_worked_out_is_no_other_figure(assistant: Assistant, questions: tuple[str, ...]) -> None:
    assert last_of(assistant, *questions).value is None


def test_figures_of_several_are_told_apart(assistant: Assistant) -> None:
    answer = last_of(assistant, "Hoeveel banen heeft het onderwijs?", "uitgesplitst per sector?")
    assert all(figure in answer.text for figure in ("1.372", "750", "706", "479", "1.024"))


@pytest.mark.parametrize(
    ("list_of", "asks", "found"),
    [
        ("Wie haalde het doel?", "en wie het verst onder?", "Primair onderwijs"),
        ("Wie haalde het doel?", "wie zit er het verst onder?", "Primair onderwijs"),
        ("Welke sectoren haalden hun doel niet?", "wie zit er het verst boven?", "Gemeenten"),
        ("Welke sectoren haalden hun doel niet?", "welke sector zit er het dichtste bij?", "Provincies"),
    ],
)
def test_the_side_that_is_named_counts(assistant: Assistant, list_of: str, asks: str, found: str) -> None:
    assert f"- {found}" in last_of(assistant, list_of, asks).text


def test_the_nearest_and_furthest_of_a_list(assistant: Assistant) -> None:
    answers = talk(
        assistant,
        "welke sectoren haalden het doel niet?",
        "welke daarvan zit er het verst vanaf?",
        "en het dichtst bij?",
    )
    assert "Primair onderwijs" in answers[1].text
    assert "Provincies" in answers[2].text


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (("Halen de waterschappen hun doel?", "En waar loopt dat op vast?"), "tijdgebrek"),
        (("Wat is de Blauwe Baan?", "wie zitten daar allemaal in?"), "accounthouders"),
        (("hoeveel procent haalt de politie?", "welk programma zit daarachter?"), "Blauwe Baan"),
        (("Waarvoor bestaat de Netwerkorganisatie Social Return?", "en als het ophoudt?"), "geen doorgang"),
        (("Wat zegt de brief over het VN-verdrag?", "Wie helpt daarbij?"), "werkgroep"),
        (("Realisatie umc's 2024?", "Is die vergelijking wel eerlijk?"), "ontbraken"),
        (("Hoeveel banen via SROI heeft Defensie?", "tellen die mee voor het doel?"), "meetellen"),
        (("Wat is Binnenwerk?", "wat voor werk doen ze?"), "catering"),
        (("wat zei de motie van Buijsse en De Kort?", "is hij afgedaan?"), "afgedaan"),
        (("Wat was het doel van de gemeenten in 2024?", "waarom is dat anders dan in 2023?"), "herberekening"),
        (("hoe gaat het met de onderzoeksinstellingen?", "Wat verklaart de daling?"), "44%"),
    ],
)
def test_a_follow_up_in_words_finds_its_sentence(assistant: Assistant, questions: tuple[str, ...], said: str) -> None:
    answer = last_of(assistant, *questions)
    assert answer.status is Status.ANSWERED
    assert said in " ".join([answer.text, *(c.quote for c in answer.citations)])


def test_a_refusal_does_not_end_what_was_spoken_of(assistant: Assistant) -> None:
    questions = (
        "Waarvoor bestaat de Netwerkorganisatie Social Return?",
        "Welke departementen haakten af?",
        "en als het stopt?",
    )
    assert "geen doorgang" in last_of(assistant, *questions).text


def test_the_same_conversation_has_the_same_answers(assistant: Assistant) -> None:
    questions = ("Wat is Binnenwerk?", "wat voor werk doen ze?", "waar staat dat?", "hoe groot zijn ze?", "groei?")
    assert talk(assistant, *questions) == talk(assistant, *questions)


def test_a_turn_that_is_no_turn_leaves_the_conversation_as_it_was(assistant: Assistant) -> None:
    _, before = assistant.follow(Conversation(), "realisatie Rijk 2024")
    for asks in ("dank je", "waar staat dat?", "maak er een rap van"):
        _, after = assistant.follow(before, asks)
        assert after == before


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("Hoeveel fta realiseerden po en vo samen?", "en als je het mbo er nog bij telt?"), "2828"),
        (("Hoeveel fta realiseerden het Rijk en Defensie samen?", "En als je de politie erbij optelt?"), "6162.4"),
        (("Hoeveel fta realiseerden po en vo samen?", "en het gewogen percentage dan?"), "21.9"),
        (("Realisatie van het onderwijs in 2024?", "wie van die vijf doet het procentueel het best?"), "38"),
        (("hbo of wo, wie heeft het hoogste percentage?", "hoeveel schelen ze in gerealiseerde fta?"), "545"),
        (("welk type hogeschool scoort gemiddeld het hoogst", "met welk percentage?"), "50.6"),
        (("Hoeveel fta realiseerde ProRail in 2023?", "en de gemeenten dan?"), "6320"),
        (("Haalt de politie in 2024 haar doel?", "hoeveel fta zitten ze eraf"), "224"),
        (("Hoeveel sectoren haalden hun doel in 2024?", "welke was dat?"), "511"),
    ],
)
def test_what_goes_on_from_a_sum_a_pick_or_somebody_unknown(
    assistant: Assistant, turns: tuple[str, ...], value: str
) -> None:
    assert last_of(assistant, *turns).value == Decimal(value)


@pytest.mark.parametrize(
    "turns",
    [
        ("Wat zijn de knelpunten bij de waterschappen?", "van hoeveel in totaal?"),
        ("Hoeveel banen zijn er in het sociaal akkoord afgesproken?", "Van hoeveel banen in totaal?"),
        ("Hoeveel deelnemende departementen konden geen capaciteit leveren?", "Welke zijn dat met naam?"),
        ("Hoeveel fta realiseerde ProRail in 2023?", "en het doel van ProRail dan?"),
    ],
)
def test_what_goes_on_from_nothing_gets_no_figure(assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert last_of(assistant, *turns).value is None


def test_a_conclusion_in_a_follow_up_gets_a_verdict(assistant: Assistant) -> None:
    turns = ("hoeveel gemeentebanen zijn er minder dan in 2023?", "Maar ze zitten nog wel boven het doel?")
    assert last_of(assistant, *turns).text.startswith("Ja.")
