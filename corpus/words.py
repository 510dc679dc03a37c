"""Whether two Dutch words belong together, beyond having the same lemma."""

from __future__ import annotations

_STEM = 5
_ENDING = 4
#: Before a word these make another one of it, no kind of it: "betekenen", "onmogelijk".
_PREFIXES = frozenset({"be", "ver", "ont", "her", "ge", "er", "on", "mis", "wan"})


def related(asked: str, said: str) -> bool:
    """Whether a word that is asked is explained by a word that is said.

    It is when both share a stem ("aanbestedingen", "aanbesteding"), or when what is said is a kind
    of what is asked ("hogescholen" is a kind of "scholen"). Not the other way about: what is said
    of a "sector" need not hold for the "marktsector". Words below five letters and numbers must
    be the same.
    """
    if asked == said:
        return True
    if len(asked) < _STEM or len(said) < _STEM or asked[0].isdigit() or said[0].isdigit():
        return False
    short, long = sorted((asked, said), key=len)
    shares_start = long.startswith(short[: max(_STEM, len(short) - 2)]) and len(long) - len(short) <= _ENDING
    is_kind = len(asked) > _STEM and said.endswith(asked) and said.removesuffix(asked) not in _PREFIXES
    return shares_start or is_kind
