"""The page *Over*."""

from __future__ import annotations


def show() -> None:
    """The page *Over*."""
