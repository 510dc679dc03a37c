"""The words under which full-text search finds a text: lemmas without function words."""

from __future__ import annotations

from corpus.dutch import content_words


def analyse(text: str) -> list[str]:
    """The search words of a text, in order; the parts of a hyphenated word count beside the whole."""
    words = []
    for word in content_words(text):
        words.append(word)
        if "-" in word or "&" in word:
            words.extend(part for part in word.replace("&", "-").split("-") if len(part) > 2)
    return words
