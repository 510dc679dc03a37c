"""How people shorten words when they type fast ("wnr", "vh", "vb", "vlgs"), written out."""

from __future__ import annotations

import re
from functools import lru_cache

#: Only what stands for one thing in every letter: "bv" may be a company, "gem" a municipality.
_SHORT = {
    "wnr": "wanneer", "wrm": "waarom", "hvl": "hoeveel", "hvk": "hoe vaak", "vh": "van het", "vd": "van de",
    "zn": "zijn",
    "v/h": "van het", "v/d": "van de", "i/d": "in de", "i/h": "in het", "o/d": "op de", "dmv": "door middel van",
    "d.m.v": "door middel van", "ipv": "in plaats van", "i.p.v": "in plaats van", "tgv": "ten gevolge van",
    "vlgs": "volgens", "vb": "voorbeeld", "vbn": "voorbeelden", "bijv": "bijvoorbeeld", "evt": "eventueel",
    "mss": "misschien", "idd": "inderdaad", "ihkv": "in het kader van", "i.h.k.v": "in het kader van",
    "tbv": "ten behoeve van", "t.b.v": "ten behoeve van", "mbv": "met behulp van", "m.b.v": "met behulp van",
    "mdw": "medewerkers", "mdws": "medewerkers", "stas": "staatssecretaris", "unis": "universiteiten",
    "uni": "universiteit", "dept": "departement", "depts": "departementen", "org": "organisatie",
    "orgs": "organisaties", "arbeidsbep": "arbeidsbeperking", "bijeenk": "bijeenkomst", "info": "informatie",
    "vgl": "vergelijk", "ong": "ongeveer", "stb": "staatsblad", "pag": "pagina", "blz": "bladzijde",
    "betr": "betreffende", "toel": "toelichting", "afd": "afdeling", "mnd": "maanden", "wkn": "weken", "ff": "even",
    "dwz": "dat wil zeggen",
}  # fmt: skip
#: With capitals these are names.
_ONLY_SMALL = frozenset({"uni", "info", "org"})
_WORD = re.compile(r"(?<![\w/.-])([a-zA-Z][a-zA-Z/.-]*[a-zA-Z])(?![\w/-])")


@lru_cache(maxsize=512)
def written_out(text: str) -> str:
    """A question with its shortened words in full; everything else as it is."""
    return _WORD.sub(_whole, text)


def _whole(found: re.Match[str]) -> str:
    word = found[1]
    if word in _ONLY_SMALL or word.casefold() not in _ONLY_SMALL:
        return _SHORT.get(word.casefold(), word)
    return word
