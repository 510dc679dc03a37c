"""Verbs of growth by a factor: by how much "verdubbeld" or "gehalveerd" multiplies."""

from __future__ import annotations

from decimal import Decimal

from assistant.cues import Cue
from assistant.reading import Reading
from corpus.dutch import fold

_FACTORS = {
    "dubbel": Decimal(2), "drievoudig": Decimal(3), "viervoudig": Decimal(4), "tienvoudig": Decimal(10),
    "halve": Decimal("0.5"),
}  # fmt: skip


def factor_of(reading: Reading) -> Decimal | None:
    """The factor by which a verb says that something grew ("verdubbeld"); None where none does."""
    for mention in reading.mentions:
        if Cue.MULTIPLY in mention.cues:
            return next((factor for stem, factor in _FACTORS.items() if stem in fold(mention.text)), None)
    return None
