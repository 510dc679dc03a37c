"""Briefings: one A4 before a debate, every line sourced. See :func:`make_briefing` and :func:`write`."""

from __future__ import annotations

from assistant.briefing.make import make_briefing
from assistant.briefing.model import Briefing, Form
from assistant.briefing.write import FORMATS, render, write

__all__ = ["FORMATS", "Briefing", "Form", "make_briefing", "render", "write"]
