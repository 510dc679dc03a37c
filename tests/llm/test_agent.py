"""An agent that looks things up: whatever it calls or writes, the reader gets what holds, in time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from tests.llm.conftest import Heard
from tests.llm.server import Behaviour, Calls, ModelServer, Received, Script, Text, always, tool_loop

Asking = Callable[..., Heard]
#: The rules refuse it, and a calculation answers it.
BOTH = "Hoeveel procent is het voortgezet onderwijs, en welke oorzaak hoort daar deels bij?"
FIGURE = "De minister is trots op het Rijk, maar op hoeveel fta zat de rijksoverheid dan in 2023?"
#: The letter gives no reason.
REASONS = (
    "Waarom daalde het aantal banen in het hbo licht?",
    "Waarom neemt het aantal banen bij gemeenten al twee jaar af?",
    "Waarom kennen de provincies hun SROI-realisatie niet?",
)
RIJK = {"targets": [{"members": ["rijk"]}], "measures": ["realisatie"], "periods": ["2023"]}
HBO = {"targets": [{"members": ["hbo"]}], "measures": ["realisatie"], "periods": ["2024"], "metric": "change",
       "base": "2023"}  # fmt: skip
_SOURCE = re.compile(r'<bron nummer="(\d+)"[^>]*>(.*?)</bron>', re.DOTALL)
_TOOLS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("bereken", HBO),
    ("zoek_passages", {"zoekvraag": "daling doordat bij een bestuur banen abusievelijk zijn meegeteld"}),
    ("zoek_passages", {"zoekvraag": "hbo lichte daling hogescholen krimpscenario dalende studentenaantallen"}),
    ("zoek_passages", {"zoekvraag": "gemeenten daling sinds twee jaar herberekening"}),
    ("zoek_passages", {"zoekvraag": "provincies SROI realisatie niet bekend"}),
)


def looks_up(text: str, tools: tuple[tuple[str, Mapping[str, Any]], ...] = _TOOLS) -> Script:
    """Calls the tools, then writes the text; ``{words}`` in it is the number of the source that has these words."""

    def script(request: Received) -> Behaviour:
        if not request.tools or request.forced_tool:
            return Text("Niets.")
        if not request.tool_results:
            return Calls(tools)
        sources = [found for result in request.tool_results for found in _SOURCE.findall(result)]

        def number(words: re.Match[str]) -> str:
            return next((n for n, quote in sources if words[1] in " ".join(quote.split())), "98")

        return Text(re.sub(r"\{([^}]*)\}", number, text))

    return script


def test_an_agent_that_behaves_answers(ask: Asking, server: ModelServer, plain: Assistant) -> None:
    assert plain.ask(BOTH).status is Status.NOT_IN_SOURCE
    vo = {"targets": [{"members": ["vo"]}], "measures": ["realisatiepercentage"], "periods": ["2024"],
          "metric": "change", "base": "2023"}  # fmt: skip
    server.script = looks_up(
        "Het voortgezet onderwijs is gezakt van 22% in 2023 naar 20% in 2024. [{22%}] Deze daling komt deels doordat "
        "bij een bestuur de gerealiseerde banen in 2023 abusievelijk bij de reguliere banen zijn meegeteld. "
        "[{abusievelijk}]",
        (("bereken", vo), _TOOLS[1]),
    )
    heard = ask(BOTH)
    assert heard.answer.status is Status.ANSWERED
    assert "20%" in heard.answer.text
    assert "abusievelijk" in heard.answer.text
    tools = {name for request in server.requests for name in request.tools}
    assert tools <= {"bereken", "zoek_passages", "controleer_bron", "cijfervraag"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Het Rijk realiseerde in 2023 4.571 fta. [{4.517}]", "4.571"),
        ("Het Rijk realiseerde in 2023 5.078 fta. [{4.517}]", "in 2023 5.078"),
        ("Het Rijk realiseerde in 2024 4.517 fta. [{4.517}]", "in 2024 4.517"),
        ("Defensie realiseerde in 2023 4.517 fta. [{4.517}]", "Defensie"),
        ("Het Rijk realiseerde in 2023 4.517 fta, ruim boven het doel. [{4.517}]", "boven het doel"),
        ("De minister is trots op de 4.517 fta van het Rijk in 2023. [{4.517}]", "is trots op de"),
        ("Het Rijk realiseerde in 2023 ongeveer 4.500 fta. [{4.517}]", "4.500"),
        ("Het Rijk realiseerde in 2023 4.517 fta. [99]", "[99]"),
        ("Het Rijk had in 2023 een doel van 4.517 fta. [{4.517}]", "doel van 4.517"),
        ("Het antwoord is 4.517.000 banen in 2023 bij het Rijk. [{4.517}]", "4.517.000"),
    ],
)
def test_an_agent_that_lies_is_not_heard(ask: Asking, server: ModelServer, text: str, claim: str) -> None:
    server.script = looks_up(text, (("bereken", RIJK), *_TOOLS))
    heard = ask(FIGURE)
    assert claim not in heard.answer.text
    assert not any(claim in sentence for sentence in heard.sentences)
    assert str(heard.answer.value) in ("4517", "None")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (0, "De daling van het hbo komt deels doordat bij een bestuur de gerealiseerde banen in 2023 abusievelijk bij "
            "de reguliere banen zijn meegeteld. [{abusievelijk}]"),
        (0, "De realisatie van het hbo daalde met 19 fta. [{498}] Dat komt deels doordat bij een bestuur de "
            "gerealiseerde banen in 2023 abusievelijk bij de reguliere banen zijn meegeteld. [{abusievelijk}]"),
        (0, "De realisatie van het hbo daalde met 19 fta, deels doordat bij een bestuur de gerealiseerde banen in 2023 "
            "abusievelijk bij de reguliere banen zijn meegeteld. [{498}][{abusievelijk}]"),
        (0, "De realisatie van het hbo daalde licht, deels doordat bij een bestuur banen abusievelijk bij de reguliere "
            "banen zijn meegeteld. [{498}][{abusievelijk}]"),
        (0, "Het aantal banen in het hbo daalde licht. [{498}] Deze daling komt deels doordat bij een bestuur banen "
            "abusievelijk bij de reguliere banen zijn meegeteld. [{abusievelijk}]"),
        (0, "Het hbo daalde licht doordat hogescholen zich in een krimpscenario bevinden. [{krimpscenario}]"),
        (0, "De lichte daling van het hbo komt door dalende studentenaantallen. [{studentenaantallen}]"),
        (0, "De lichte daling van het hbo is het gevolg van de financieel onzekere toekomst. [{onzekere}]"),
        (1, "Het aantal banen bij gemeenten daalt doordat er een herberekening is gemaakt. [{herberekening}]"),
        (1, "De daling bij gemeenten komt doordat de omvang van veel sectoren is veranderd. [{herberekening}]"),
        (2, "De provincies kennen de realisatie van SROI niet, omdat scholen het lastig vinden. [{niet bekend}]"),
    ],
)  # fmt: skip
def test_a_reason_that_the_letter_does_not_give_is_not_made_up(
    ask: Asking, server: ModelServer, question: int, text: str
) -> None:
    server.script = looks_up(text)
    heard = ask(REASONS[question])
    causes = ("doordat", "komt door", "gevolg van", "omdat")
    reasons = [s for s in [heard.answer.text, *heard.sentences] if any(cause in s for cause in causes)]
    assert reasons == [], (heard.answer.text, heard.answer.language_model)


#: Tools called in ways that nobody meant.
STRANGE: dict[str, Script | Behaviour] = {
    "a loop": tool_loop(["zoek_passages"], {"zoekvraag": "Defensie"}),
    "a loop of the same": always(Calls((("zoek_passages", {"zoekvraag": "Defensie"}),))),
    "a loop of figures": always(Calls((("bereken", RIJK),))),
    "a loop of checks": always(Calls((("controleer_bron", {"nummer": 1, "citaat": "Defensie"}),))),
    "fifty at once": always(Calls(tuple(("zoek_passages", {"zoekvraag": f"deel {n}"}) for n in range(50)))),
    "a tool that is not there": always(Calls((("verwijder_brief", {"brief": "alle"}),))),
    "other arguments": always(Calls((("zoek_passages", {"pad": "/etc/passwd", "url": "http://192.0.2.1"}),))),
    "no arguments": always(Calls((("bereken", {}),))),
    "broken arguments": always(Calls((("bereken", "{{{"),))),
    "a long search": always(Calls((("zoek_passages", {"zoekvraag": "fta " * 5000}),))),
    "orders in a search": always(Calls((("zoek_passages", {"zoekvraag": "'; DROP TABLE facts; -- NEAR(a b)*\""}),))),
    "an unknown source": always(Calls((("controleer_bron", {"nummer": 10**9, "citaat": "x" * 500}),))),
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_calls_end_in_the_answer_of_the_rules(
    name: str, ask: Asking, server: ModelServer, plain: Assistant
) -> None:
    before = plain.store.generation
    server.script = STRANGE[name]  # type: ignore[assignment]
    start = time.monotonic()
    heard = ask(FIGURE, llm_seconds=2.0)
    assert time.monotonic() - start < 10
    expected = plain.ask(FIGURE)
    assert (heard.answer.status, heard.answer.text) == (expected.status, expected.text)
    assert len(server.requests) <= 20
    assert plain.store.generation == before
