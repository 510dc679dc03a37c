"""Claims behind a lead of the asker's own: "zou u willen nagaan of …", "kan ik met droge ogen beweren dat …".

What people put in front of a claim varies without end and says nothing of it; what is claimed stands behind "dat" or
"of". Such a claim is asked as "klopt het dat …?".
"""

from __future__ import annotations

import re

from assistant.cues import Cue
from assistant.reading import Kind, Reader, Reading

_LEAD = re.compile(r"^(?P<lead>[^.:;?!]{0,90}?\b(?P<join>dat|of))\s+(?P<said>\S.+)$", re.IGNORECASE | re.DOTALL)
#: Who asks to have something checked, or says where it was heard.
_CHECKS = re.compile(
    r"\b(?:nagaan|na te gaan|nakijken|na te kijken|controle\w*|controleer\w*|check\w*|bevestig\w*|verifi\w*|uitzoeken|"
    r"toets\w*|beoordelen|zeggen|stellen|beweren|beweert|beweerde|schrijven|opschrijven|melden|volhouden|concluderen|"
    r"vertellen|aangeven|weet|weten|hoor\w*|gehoord|lees|las|gelezen|begrijp|begreep|begrepen|vernam|vernomen|benieuwd|"
    r"afvragen|vraag|meen|dacht|denk|geloof|vermoed|klopt|waar|juist|zeker|terecht)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,;.?!–-]*\b(?:klopt (?:dat|dit)(?: \w+){0,2}|is (?:dat|dit) (?:zo|waar|juist|correct|terecht)|"
    r"(?:dat|dit) klopt(?: toch)?|correct|juist|toch|nietwaar)[\s?.!]*$",
    re.IGNORECASE,
)
_WEIGHING = (Cue.HOW_MANY, Cue.WHICH, Cue.WHO, Cue.WHY, Cue.HOW_FAR, Cue.MANNER, Cue.SECTOR, Cue.HYPOTHESIS)
_NAMING = (Kind.SECTOR, Kind.GROUP, Kind.YEAR, Kind.MEASURE, Kind.QUALIFIER, Kind.NUMBER)


def claim_behind_lead(reader: Reader, question: str) -> str:
    """A claim that a lead opens, as "klopt het dat …?"; empty for any other question, or where the lead says something
    of what is asked."""
    found = _LEAD.match(question.strip())
    if found is None or not _CHECKS.search(found["lead"]):
        return ""
    lead, said = reader.read(found["lead"]), _TAIL.sub("", found["said"]).strip(" ?.!,")
    asks = any(cue in lead.cues for cue in _WEIGHING)
    if asks or any(lead.of(kind) for kind in _NAMING) or not _states(reader.read(said)):
        return ""
    return f"Klopt het dat {said}?"


def _states(said: Reading) -> bool:
    """Whether words state something of somebody, and ask for nothing."""
    asks = any(cue in said.cues for cue in _WEIGHING[:6])
    return not asks and bool(said.of(Kind.SECTOR) or said.of(Kind.GROUP) or Cue.SECTOR in said.cues)
