"""Shared by the tests of the briefings: each briefing is made once."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from assistant.briefing import Briefing, Form, make_briefing
from assistant.engine import Assistant

DAY = datetime.date(2026, 11, 26)
SECTORS = ("rijk", "defensie", "gemeenten", "provincies", "waterschappen", "politie", "umc", "po", "vo", "mbo", "hbo",
           "wo", "onderzoek")  # fmt: skip
THEMES = ("SROI", "doorstroom", "digitale toegankelijkheid")
WIDE = ("het onderwijs", "decentrale overheden", "Defensie en de politie", "de hele brief")
Made = Callable[[str, Form], Briefing]


@pytest.fixture(scope="session")
def made(assistant: Assistant) -> Made:
    """Makes a briefing of a subject, each once; a sector by its id."""
    kept: dict[tuple[str, Form], Briefing] = {}

    def make(subject: str, form: Form) -> Briefing:
        if (subject, form) not in kept:
            sector = assistant.lexicon.sectors.get(subject)
            name = sector.label if sector is not None else subject
            kept[subject, form] = make_briefing(assistant, name, form, date=DAY)
        return kept[subject, form]

    return make
