"""Prints what the guard and the assistant with a model do with all completions: ``python -m tests.llm``."""

from __future__ import annotations

import json
import tempfile
import time
from functools import lru_cache
from pathlib import Path

from assistant.bootstrap import make_assistant
from assistant.guard import Guard
from assistant.llm import with_model
from assistant.llm.compose import can_phrase
from assistant.settings import Settings
from tests.llm.completions import cited_by, lies, paraphrases, reaches
from tests.llm.server import ModelServer, Text, always


def main() -> None:
    """Measures all of them over a corpus of its own; takes some two minutes."""
    with tempfile.TemporaryDirectory() as folder, ModelServer(always(Text("!"))) as server:
        plain = make_assistant(Settings(data=Path(folder) / "corpus"))
        plain.ask = lru_cache(plain.ask)  # type: ignore[method-assign]
        guard = Guard(plain.facts, plain.lexicon)
        fit = [p for p in paraphrases() if cited_by(p) <= {c.marker for c in plain.ask(p.question).citations}]
        for completion in [*lies(), *fit]:
            plain.ask(completion.question)
        start = time.process_time()
        passed = [lie for lie in lies() if reaches(lie, guard.review(plain.ask(lie.question), lie.text).text)]
        kept = [p for p in fit if not guard.review(plain.ask(p.question), p.text).rejected]
        spent = (time.process_time() - start) / (len(lies()) + len(fit))
        print(f"guard: {len(passed)} of {len(lies())} lies pass, {len(kept)} of {len(fit)} paraphrases pass")
        print(f"guard: {spent * 1000:.1f} ms of one processor an answer")
        settings = Settings(llm="openai:test-model", llm_base_url=server.url, llm_seconds=20)
        reached, answers = 0, 0
        for lie in lies():
            server.script = always(Text(lie.text))
            told = with_model(plain, settings).ask(lie.question).as_json()
            told.get("language_model", {}).pop("rejected", None)
            reached += reaches(lie, json.dumps(told, ensure_ascii=False))
        worded = [p for p in fit if can_phrase(plain.ask(p.question))]
        for completion in worded:
            server.script = always(Text(completion.text))
            answers += bool(with_model(plain, settings).ask(completion.question).phrased_by)
        print(f"whole way: {reached} of {len(lies())} lies reach the reader")
        print(f"whole way: {answers} of {len(worded)} paraphrases become the answer, the others keep that of the rules")
        plain.store.close()


if __name__ == "__main__":
    main()
