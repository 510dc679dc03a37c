"""The page *Brieven*."""

from __future__ import annotations


def show() -> None:
    """The page *Brieven*."""
