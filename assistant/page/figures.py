"""The page *Cijfers*."""

from __future__ import annotations


def show() -> None:
    """The page *Cijfers*."""
