"""The frame of the command line in Dutch: headings of the help pages, and what is said of wrong usage."""

from __future__ import annotations

import re
import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

WRONG_USAGE = 2
_FRAME = (
    (r"^Usage:", "Gebruik:"), (r"\[OPTIONS\]", "[OPTIES]"), (r"COMMAND \[ARGS\]\.\.\.", "COMMANDO [ARGUMENTEN]..."),
    (r"^Options:", "Opties:"), (r"^Commands:", "Commando's:"), (r"^Arguments:", "Argumenten:"),
    (r"\[required\]", "[verplicht]"),
    (r"Show this message and exit\.", "Toon deze uitleg en stop."), (r"\[default: ", "[standaard: "),
    (r" +<(?:str|path|int|list\[path\])>", ""),
)  # fmt: skip
_FAULTS = (
    (r"No such option: (\S+)", r"De optie \1 bestaat niet."),
    (r"No such command '(.+?)'", r"Het commando ‘\1’ bestaat niet."),
    (r"Missing option '(\S+).*'", r"De optie \1 ontbreekt."),
    (r"Missing argument '(.+?)'", r"Er ontbreekt een argument: \1."),
    (r"Missing command", "Er ontbreekt een commando."),
    (r"Option '(.+?)' requires an argument", r"De optie \1 vraagt een waarde."),
    (r"Option '(.+?)' does not take a value", r"De optie \1 heeft geen waarde."),
    (r"Got unexpected extra argument\S* \((.+)\)", r"Te veel argumenten (\1). Zet de vraag tussen aanhalingstekens."),
    (r"Invalid value for '(.+?)'", r"De waarde bij \1 klopt niet."),
    (r"Invalid value: (.+)", r"\1"),
)


def dutch_frame(text: str) -> str:
    """A help page with its headings in Dutch."""
    for english, dutch in _FRAME:
        text = re.sub(english, dutch, text, flags=re.MULTILINE)
    return text


def dutch_fault(message: str) -> str:
    """What is wrong with the usage, as one Dutch sentence."""
    for english, dutch in _FAULTS:
        match = re.match(english, message)
        if match:
            return match.expand(dutch)
    return "Het commando is niet goed geschreven."


class DutchCommand(TyperCommand):
    """A command whose help page is Dutch."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return dutch_frame(super().get_help(ctx))


class DutchGroup(TyperGroup):
    """The commands together; wrong usage is told in Dutch, with exit code 2."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return dutch_frame(super().get_help(ctx))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the command line and leaves with its exit code."""
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except Exception as error:
            # The classes of typer's errors are private; they are known by what they can say.
            message = getattr(error, "format_message", None)
            if message is None or getattr(error, "exit_code", None) != WRONG_USAGE:
                raise
            context = getattr(error, "ctx", None)
            name = context.command_path if context is not None else "kamerbrief"
            said = str(message())
            # Without a command the library's message is the help page itself.
            shown = said if said.startswith("Gebruik:") else f"{dutch_fault(said)} Zie `{name} --help`."
            typer.echo(shown, err=True)
            sys.exit(WRONG_USAGE)
        sys.exit(code if isinstance(code, int) else 0)
