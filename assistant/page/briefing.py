"""The page for briefings."""

from __future__ import annotations


def show() -> None:
    """The page for briefings."""
