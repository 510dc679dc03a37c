"""Whether two Dutch words belong together, beyond having the same lemma."""

from __future__ import annotations

_STEM = 5
_ENDING = 4


def related(word: str, other: str) -> bool:
    """Whether two analysed words share a stem, or one is the end of a compound of the other.

    "aanbesteding" and "aanbestedingen" are; "scholen" and "hogescholen" are; words below five
    letters and numbers never are.
    """
    if word == other:
        return True
    if len(word) < _STEM or len(other) < _STEM or word[0].isdigit() or other[0].isdigit():
        return False
    short, long = sorted((word, other), key=len)
    shares_start = long.startswith(short[: max(_STEM, len(short) - 2)]) and len(long) - len(short) <= _ENDING
    return shares_start or (len(short) > _STEM and long.endswith(short))
