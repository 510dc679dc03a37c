"""The prompts, read from one file and checked: every placeholder that a step fills in stands there, and no other."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from assistant.errors import InputError
from corpus.documents import Frozen

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

PROMPTS_PATH = Path(__file__).with_name("prompts.toml")
#: What each step fills in.
STEPS: Mapping[str, frozenset[str]] = {
    "verwoorden": frozenset({"vraag", "antwoord", "bronnen", "opmerkingen"}),
    "begrijpen": frozenset({"vraag", "eerder", "sectoren", "groepen", "maten", "jaren", "delen"}),
    "opzoeken": frozenset({"vraag", "sectoren", "groepen", "maten", "jaren", "delen"}),
}


class Prompt(Frozen):
    """The two texts of one step: the standing orders, and what is filled in for one question."""

    systeem: str
    gebruiker: str
    placeholders: tuple[str, ...]

    def messages(self, **values: str) -> list[BaseMessage]:
        """The messages with ``values`` as data: nothing in them can end the tags they stand between."""
        from langchain_core.messages import HumanMessage, SystemMessage

        return [SystemMessage(self.systeem.strip()), HumanMessage(self.gebruiker.strip().format(**values))]


def as_data(text: str) -> str:
    """Text of letters and questions, without the signs by which tags are written."""
    return text.replace("<", "‹").replace(">", "›")


@lru_cache(maxsize=4)
def prompts(path: Path = PROMPTS_PATH) -> dict[str, Prompt]:
    """The prompt of each step.

    Raises:
        InputError: the file is not there, is no TOML, or lacks a step or a placeholder; in Dutch.
    """
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        found = {step: Prompt.model_validate(read[step]) for step in STEPS}
        used = {step: _used(found[step].gebruiker) for step in STEPS}
        plain = all(not _used(found[step].systeem) for step in STEPS)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} kan niet gelezen worden. Zet het bestand terug zoals het was.") from error
    for step, needed in STEPS.items():
        wrong = sorted(needed ^ used[step] | needed ^ set(found[step].placeholders))
        if wrong or not plain:
            name = f" ‘{{{wrong[0]}}}’" if wrong else ""
            raise InputError(f"In {path} klopt bij [{step}] een plaatshouder niet{name}. Verbeter het bestand.")
    return found


def _used(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
