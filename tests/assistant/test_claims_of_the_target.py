"""Claims about the target, and claims of two parts, each held against what doing the sums by hand gives."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Status
from assistant.conversation import Conversation
from assistant.engine import Assistant


@pytest.mark.parametrize(
    ("question", "verdict", "figures"),
    [
        ("Zit de politie boven het doel?", "Nee.", ["224 fta tekort"]),
        ("Zit de politie onder het doel?", "Ja.", ["224 fta tekort"]),
        ("Zitten de gemeenten onder hun doel?", "Nee.", ["511 fta boven"]),
        ("Komt de politie tekort?", "Ja.", ["224 fta tekort"]),
        ("Klopt het dat Defensie het doel niet haalde?", "Ja.", ["303,6 fta tekort"]),
        ("Klopt het dat de gemeenten het doel niet haalden?", "Nee.", ["511 fta boven"]),
        ("Klopt het dat politie en Defensie het doel niet haalden?", "Ja.", ["224 fta tekort", "303,6 fta tekort"]),
        ("Klopt het dat Defensie niet de hoogste realisatie had?", "Ja.", ["Gemeenten", "6.051 fta"]),
        ("Klopt het dat het voortgezet onderwijs niet het laagste percentage had?", "Nee.", ["20%"]),
        ("Is het waar dat alle sectoren onder hun doel zitten?", "Nee.", ["Gemeenten"]),
        ("Klopt het dat de umc's en de politie onder het doel zitten?", "Ja.", ["1.976 fta tekort", "224 fta tekort"]),
        ("Zitten politie en gemeenten boven het doel?", "Nee.", ["224 fta tekort"]),
        ("Haalt Defensie het doel met SROI erbij?", "Nee.", ["72,7 fta tekort"]),
        ("Klopt het dat het Rijk steeg en het doel miste?", "Ja.", ["561 fta", "916 fta tekort"]),
        ("Is het waar dat de gemeenten zijn gedaald maar toch het doel haalden?", "Ja.", ["269 fta", "511 fta boven"]),
        ("Klopt het dat Defensie groeide en boven de 80% zit?", "Nee.", ["86,9 fta", "66,2%"]),
        (
            "Mag ik in de speech zeggen dat het Rijk in 2024 meer banen realiseerde dan in 2023 maar het doel miste?",
            "Ja.",
            ["561 fta", "916 fta tekort"],
        ),
        ("Klopt het dat niet alle sectoren het doel haalden?", "Ja.", ["12 van de 13"]),
        ("Klopt het dat niet iedereen het doel haalde?", "Ja.", ["12 van de 13"]),
        ("Klopt het dat niet alle sectoren groeiden?", "Ja.", ["4 van de 13"]),
        ("Klopt het dat niet alle onderwijssectoren daalden?", "Ja.", ["2 van de 5"]),
        ("Klopt het dat alleen de politie onder het doel zit?", "Nee.", ["12 van de 13"]),
        ("Komt alleen de politie tekort?", "Nee.", ["12 van de 13"]),
        ("Klopt het dat alleen de gemeenten het doel haalden?", "Ja.", ["511 fta boven"]),
        ("Klopt het dat alleen Defensie en de politie groeiden?", "Nee.", ["9 van de 13"]),
        ("Klopt het dat noch Defensie noch de politie het doel haalde?", "Ja.", ["224 fta tekort", "303,6 fta tekort"]),
        ("Klopt het dat Defensie wel en de politie niet groeide?", "Nee.", ["86,9 fta", "102 fta"]),
        ("Groeiden Defensie en de politie allebei met meer dan 20%?", "Nee.", ["17,1%"]),
        ("Groeiden de gemeenten harder dan het mbo?", "Nee.", ["−269 fta tegen circa 6 fta"]),
        ("Daalde het voortgezet onderwijs harder dan het hbo?", "Ja.", ["90 fta tegen 19 fta"]),
        ("Klopt het dat minstens één sector het doel haalde?", "Ja.", ["1 van de 13"]),
        ("Klopt het dat meer dan de helft van de sectoren daalde?", "Nee.", ["4 van de 13"]),
        ("De politie miste het doel, waar of niet waar?", "Ja.", ["224 fta tekort"]),
        ("Kregen Defensie en de politie een hoger doel dan in 2023?", "Nee.", ["1 van de 2"]),
        ("Groeide Defensie met meer dan 10% in 2024?", "Ja.", ["17,1%"]),
        ("Haalde het Rijk 80%?", "Ja.", ["85%"]),
        ("Defensie haalde geen 60%, toch?", "Nee.", ["66,2%"]),
        ("Hebben Rijk noch provincies 80% gehaald?", "Nee.", ["89,4%"]),
        ("De politie steeg met 102 banen. Is dat meer dan Defensie?", "Ja.", ["102 fta tegen 86,9 fta"]),
        ("Groeide de politie harder dan het Rijk en Defensie samen?", "Nee.", ["545,9 fta lager"]),
        ("Had het Rijk meer fta dan politie en Defensie samen?", "Ja.", ["3.993,6 fta hoger"]),
        ("Alleen de provincies haalden meer dan 80%?", "Nee.", ["3 van de 13"]),
        ("Haalde een van de onderwijssectoren meer dan 30%?", "Ja.", ["2 van de 5"]),
        ("Is het onjuist dat het hbo daalde?", "Nee.", ["19 fta"]),
        ("Zit het po met inkoop boven het hbo met inkoop?", "Nee.", ["27% tegen 36%"]),
        ("Heeft Defensie meer dan de politie?", "Ja.", ["106,4 fta hoger"]),
        ("Doet Defensie het beter dan de politie?", "Nee.", ["2,2 procentpunt lager"]),
    ],
)
def test_a_claim_about_the_target_is_judged(
    assistant: Assistant, question: str, verdict: str, figures: list[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(verdict)
    assert [figure for figure in figures if figure not in answer.text] == []
    assert answer.value is None


@pytest.mark.parametrize(
    ("question", "told", "value"),
    [
        ("Haalde Defensie het doel niet?", "Defensie kwam in 2024 303,6 fta tekort", "303.6"),
        ("Groeide Defensie niet?", "De realisatie van Defensie is gestegen", "86.9"),
    ],
)
def test_yes_and_no_to_a_negative_question_would_both_be_misread(
    assistant: Assistant, question: str, told: str, value: str
) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(told)
    assert answer.value == Decimal(value)


@pytest.mark.parametrize(
    ("question", "told", "value"),
    [
        ("Realiseerde Defensie {} dan de politie?", "106,4 fta hoger", "106.4"),
        ("Is de realisatie van het mbo {} dan in 2023?", "gestegen met circa 6 fta", "6"),
        ("Is het percentage van Defensie {} dan dat van de politie?", "2,2 procentpunt lager", "2.2"),
        ("Is het tekort van Defensie {} dan dat van de politie?", "79,6 fta hoger", "79.6"),
    ],
)
@pytest.mark.parametrize("sides", ["meer of minder", "minder of meer", "hoger of lager", "groter of kleiner"])
def test_either_of_two_sides_is_no_yes_or_no(
    assistant: Assistant, question: str, sides: str, told: str, value: str
) -> None:
    answer = assistant.ask(question.format(sides))
    assert not answer.text.startswith(("Ja", "Nee"))
    assert told in answer.text
    assert answer.value is not None
    assert abs(answer.value) == Decimal(value)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Zit Defensie boven of onder het doel?", "303.6"),
        ("Zit de politie onder of boven de 70%?", "68.4"),
        ("Is de politie met meer of minder dan 10% gegroeid?", "26.4"),
        ("Is het hbo vooruit of achteruit gegaan?", "19"),
        ("Groeide Defensie sneller of langzamer dan de politie?", "15.1"),
    ],
)
def test_the_figure_answers_which_of_two_sides_holds(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert not answer.text.startswith(("Ja", "Nee"))
    assert answer.value is not None
    assert abs(answer.value) == Decimal(value)


def test_of_a_bound_behind_its_number_it_is_a_yes_or_no(assistant: Assistant) -> None:
    assert assistant.ask("Haalde Defensie 60% of meer?").text.startswith("Ja")
    assert assistant.ask("Haalde Defensie 60% of minder?").text.startswith("Nee")


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("hoeveel fta realiseerde het vo?", "is dat meer of minder dan in 2023?"), "90"),
        (("hoeveel fta realiseerde het mbo?", "is dat meer of minder dan het hbo?"), "227"),
        (("hoeveel fta realiseerde het vo?", "is dat genoeg of te weinig voor het doel?"), "3092"),
    ],
)
def test_a_follow_up_on_either_of_two_sides_is_no_yes_or_no(
    assistant: Assistant, turns: tuple[str, ...], value: str
) -> None:
    conversation = Conversation()
    for turn in turns:
        answer, conversation = assistant.follow(conversation, turn)
    assert not answer.text.startswith(("Ja", "Nee"))
    assert answer.value is not None
    assert abs(answer.value) == Decimal(value)


def test_a_claim_with_a_part_and_without_it_is_not_judged_as_one(assistant: Assistant) -> None:
    answer = assistant.ask("Klopt het dat Defensie zonder SROI het doel haalt maar met SROI niet?")
    assert not answer.text.startswith("Ja")


@pytest.mark.parametrize(
    "question", ["Klopt het dat alleen het onderwijs daalde?", "Daalden alleen onderwijssectoren?"]
)
def test_a_group_alone_is_not_judged_as_its_sum(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).text.startswith("Ja")


def test_both_of_two_conditions_are_asked_of_a_list(assistant: Assistant) -> None:
    answer = assistant.ask("Zijn er sectoren die zowel groeiden als hun doel haalden?")
    assert "doel van 2023 naar 2024" not in answer.text


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            "Welke sectoren daalden in realisatie en in percentage?",
            {"Gemeenten", "Voortgezet onderwijs", "Hoger beroepsonderwijs (hbo)", "Wetenschappelijk onderwijs"},
        ),
        (
            "Welke sectoren kwamen meer tekort dan Defensie maar minder dan het wo?",
            {"Rijk", "Hoger beroepsonderwijs (hbo)", "Middelbaar beroepsonderwijs (mbo)"},
        ),
        ("Welke sectoren scoorden beter dan de waterschappen maar slechter dan het Rijk?", {"Politie", "Defensie"}),
    ],
)
def test_a_second_condition_takes_what_it_leaves_out_from_the_first(
    assistant: Assistant, question: str, names: set[str]
) -> None:
    lines = [line[2:].split(":")[0] for line in assistant.ask(question).text.split("\n") if line.startswith("- ")]
    assert set(lines) == names


@pytest.mark.parametrize(
    "question",
    [
        "Groeide het Rijk minder dan alle andere sectoren samen?",
        "Zijn er meer sectoren boven de 50% dan eronder?",
        "Bij hoeveel sectoren werd het tekort groter?",
    ],
)
def test_what_the_tables_do_not_weigh_gets_no_other_figure(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is not Status.ANSWERED


def test_two_sides_of_one_figure_are_no_comparison(assistant: Assistant) -> None:
    answer = assistant.ask("Klopt het dat de provincies boven de 85% zitten en Defensie eronder?")
    assert not answer.text.startswith("Nee")


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("Zit de politie onder het doel?", "en de gemeenten?"), "Nee. De gemeenten zaten in 2024 511 fta boven"),
        (("Zit de politie onder het doel?", "en de gemeenten?", "en in 2023?"), "Nee. De gemeenten zaten in 2023"),
        (("Klopt het dat het Rijk steeg en het doel miste?", "en Defensie?"), "Ja. Defensie kwam in 2024 303,6 fta"),
        (("Klopt het dat Defensie het doel niet haalde?", "hoeveel kwamen ze tekort?"), "Defensie kwam in 2024 303,6"),
    ],
)  # fmt: skip
def test_a_claim_about_the_target_is_asked_on(assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    said = Conversation()
    for turn in turns:
        answer, said = assistant.follow(said, turn)
    assert answer.text.startswith(told)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            "Welke sectoren hebben in 2024 zowel een hoger doel als een lagere realisatie dan in 2023?",
            {"Gemeenten", "Voortgezet onderwijs", "Wetenschappelijk onderwijs"},
        ),
        (
            "Welke sectoren hebben in 2024 zowel een lager realisatiepercentage als minder banen dan in 2023?",
            {"Gemeenten", "Voortgezet onderwijs", "Wetenschappelijk onderwijs", "Hoger beroepsonderwijs (hbo)"},
        ),
    ],
)
def test_both_conditions_of_a_list_hold(assistant: Assistant, question: str, names: set[str]) -> None:
    lines = [line[2:].split(":")[0] for line in assistant.ask(question).text.split("\n") if line.startswith("- ")]
    assert set(lines) == names
