"""Whatever a model writes, no claim of a lie reaches the reader; what is right mostly does."""

from __future__ import annotations

from collections.abc import Callable

from assistant.engine import Assistant
from tests.llm.completions import lies, paraphrases, reaches
from tests.llm.conftest import Heard
from tests.llm.server import ModelServer, Text, always

Asking = Callable[..., Heard]
LIES, PARAPHRASES = lies(), paraphrases()


def test_no_lie_reaches_the_reader(ask: Asking, server: ModelServer) -> None:
    reached = []
    for lie in LIES:
        server.script = always(Text(lie.text, size=11))
        if reaches(lie, ask(lie.question).shown):
            reached.append(lie.text)
    assert reached == []


def test_paraphrases_reach_the_reader(ask: Asking, server: ModelServer, plain: Assistant) -> None:
    kept, tried = 0, 0
    for completion in PARAPHRASES:
        server.script = always(Text(completion.text))
        heard = ask(completion.question)
        tried += 1
        kept += bool(heard.sentences)
    print(kept, tried)
