"""What a word of a question was meant to be: a known word with a typing error, or cut short.

Only a word that no dictionary knows is changed, and only into the one known word (or the words of
one meaning) that it can be. A word cut short ("onderzoeksinst.", "real", "tijd. aanstelling") is one
that known words begin with; one with a full stop in mid sentence may also be a word by itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from corpus.dutch import FUNCTION_WORDS, Token, is_word, parse_number_word

TYPO_LENGTH = 6
_LONG_WORD = 11
_SHORTEST = 3
_ASKING = frozenset({"hoeveel", "waarom", "wanneer", "waardoor"})
_CUT = 2
_ENDING = 3
#: With one of these before it a verb is another verb ("ingeschreven" is no "geschreven"), and not a typing error.
_PREFIXES = ("aan", "af", "be", "bij", "in", "na", "om", "on", "op", "uit")
_LONG_FUNCTION_WORDS = tuple(sorted(word for word in FUNCTION_WORDS if len(word) >= TYPO_LENGTH))


class Speller:
    """Corrects words against those that names and cues are made of.

    ``parts`` are the words of names and phrases with all that each can mean, ``single`` those that are
    known by themselves, ``said`` other words of the letters, which a typing error may have hit too.
    """

    def __init__(
        self, parts: Mapping[str, frozenset[object]], names: Mapping[str, frozenset[object]], single: Iterable[str],
        said: Iterable[str] = (),
    ) -> None:  # fmt: skip
        self._parts = parts
        self._names = names
        self._single = frozenset(single)
        self._said = frozenset(word for word in said if len(word) >= TYPO_LENGTH)
        self._known = {word for word in parts if len(word) >= TYPO_LENGTH - 1}
        self._in_order = sorted(names)
        of_length: dict[int, set[str]] = defaultdict(set)
        for word in (*self._known, *self._said, *_LONG_FUNCTION_WORDS):
            of_length[len(word)].add(word)
        self._of_length = {length: sorted(words) for length, words in of_length.items()}

    def spelled(self, token: Token, question: str) -> str:
        """The word as names and cues write it: itself, or the one known word that it stands for."""
        word = token.fold
        whole = self._whole(token, question)
        if whole is not None:
            return whole
        known = word in self._known or word in self._single or word in self._said or word in FUNCTION_WORDS
        if known or len(word) < TYPO_LENGTH - 1:
            return word
        if not word.replace("-", "").isalpha() or parse_number_word(word) is not None:
            return word
        return self._corrected(word) or word

    def _whole(self, token: Token, question: str) -> str | None:
        """The whole word of one that is cut short; None when it is not, or when it can be several."""
        word = token.fold
        if len(word) < _SHORTEST or not word.replace("-", "").isalpha():
            return None
        dotted = cut_short(token, question)
        loud = token.text.isupper() and not question.isupper()
        if not dotted and (loud or word in self._parts or word in self._single or word in FUNCTION_WORDS):
            return None
        longer = [name for name in self._beginning_with(word) if len(name) >= len(word) + _CUT]
        if not longer or (not dotted and (word in self._said or is_word(word))):
            return None
        # A name by itself is likelier than a word of a longer one.
        longer = [name for name in longer if name in self._single] or longer
        shortest = min(longer, key=lambda name: (len(name), name))
        stem = shortest[:-_ENDING] if len(shortest) - _ENDING > len(word) else shortest
        means = self._names[shortest]
        same = all(self._names[name] & means or name.startswith(stem) for name in longer)
        return shortest if same else None

    def _beginning_with(self, word: str) -> list[str]:
        """The words of names that begin with some letters."""
        start = end = bisect_left(self._in_order, word)
        while end < len(self._in_order) and self._in_order[end].startswith(word):
            end += 1
        return self._in_order[start:end]

    @lru_cache(maxsize=1024)  # noqa: B019 - a speller lives as long as the program
    def _corrected(self, word: str) -> str | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if is_word(word):
            return None
        allowed = 2 if len(word) >= _LONG_WORD else 1
        near = [
            found
            for length in range(len(word) - allowed, len(word) + allowed + 1)
            for found in process.extract(
                word, self._of_length.get(length, ()), scorer=OSA.distance, score_cutoff=allowed, limit=None
            )
            if not (word.endswith(found[0]) and word.removesuffix(found[0]) in _PREFIXES)
        ]
        if not near:
            return None
        best = min(distance for _, distance, _ in near)
        candidates = {known for known, distance, _ in near if distance == best}
        # A name is likelier than a word that asks something, and a word that means something by itself than a part
        # of a phrase.
        candidates = candidates & self._names.keys() or candidates
        candidates = candidates & self._single or candidates
        if len(word) < TYPO_LENGTH:
            # A short word is near many: only what means something by itself and begins alike.
            alone = candidates & self._single
            candidates = {known for known in alone if known[0] == word[0] and len(known) > len(word)}
            if len(candidates) != 1:
                return None
        # Of the words that are as near, one that questions open with is by far the commonest.
        candidates = candidates & _ASKING or candidates
        shortest = min(candidates, key=len)
        if all(known.startswith(shortest) for known in candidates):
            # Forms of one word, whichever was meant.
            return max(candidates, key=len)
        meanings = {self._parts.get(known) for known in candidates}
        return min(candidates) if len(meanings) == 1 or len(candidates) == 1 else None


def cut_short(token: Token, question: str) -> bool:
    """Whether a full stop behind a word ends no sentence: small letters, a figure or a comma follow."""
    if question[token.end : token.end + 1] != ".":
        return False
    rest = question[token.end + 1 :].lstrip()
    return bool(rest) and (rest[0].islower() or rest[0].isdigit() or rest[0] in ",:;)+/-")
