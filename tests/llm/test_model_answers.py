"""Whatever a model writes, no claim of a lie reaches the reader; what is right mostly does."""

from __future__ import annotations

from collections.abc import Callable

from assistant.engine import Assistant
from assistant.llm.compose import can_phrase
from tests.llm.completions import cited_by, lies, paraphrases, reaches
from tests.llm.conftest import Heard
from tests.llm.server import ModelServer, Text, always

Asking = Callable[..., Heard]
LIES, PARAPHRASES = lies(), paraphrases()


def test_no_lie_reaches_the_reader(ask: Asking, server: ModelServer) -> None:
    """A quarter of them on the whole way; `python -m tests.llm` takes all, as the guard's own tests do."""
    reached = []
    for lie in LIES[::4]:
        server.script = always(Text(lie.text, size=11))
        if reaches(lie, ask(lie.question).shown):
            reached.append(lie.text)
    assert reached == []
    assert len(server.requests) > 120


def test_paraphrases_reach_the_reader(ask: Asking, server: ModelServer, plain: Assistant) -> None:
    """Those of answers that a model may word at all: not of lists, which words make no better."""
    worded = [p for p in PARAPHRASES[::3] if can_phrase(plain.ask(p.question))]
    worded = [p for p in worded if cited_by(p) <= {c.marker for c in plain.ask(p.question).citations}]
    assert len(worded) >= 50
    kept, answers = [], []
    for completion in worded:
        server.script = always(Text(completion.text))
        heard = ask(completion.question)
        kept += [completion] if heard.answer.language_model and not heard.answer.language_model.rejected else []
        answers += [completion] if heard.answer.phrased_by else []
    assert len(kept) >= 0.95 * len(worded), [p.text for p in worded if p not in kept]
    # The others leave out something that was asked, such as a second figure, and then the rules answer.
    assert len(answers) >= 0.8 * len(worded), [p.text for p in kept if p not in answers]
