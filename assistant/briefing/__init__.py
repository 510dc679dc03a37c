"""Briefings: one A4 before a debate, every line sourced. See :func:`make_briefing` and :func:`write`."""

from __future__ import annotations

from assistant.briefing.make import make_briefing
from assistant.briefing.model import Briefing, Form
from assistant.briefing.ready import EXPLAINED, Ready, make_ready
from assistant.briefing.subject import suggestions
from assistant.briefing.write import FORMATS, file_name, preview, render, write

__all__ = [
    "EXPLAINED",
    "FORMATS",
    "Briefing",
    "Form",
    "Ready",
    "file_name",
    "make_briefing",
    "make_ready",
    "preview",
    "render",
    "suggestions",
    "write",
]
