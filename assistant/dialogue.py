"""The words by which Dutch follow-ups go back to what was said (``dialogue.toml``), ready for use."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

#: "Hoeveel zaten ze er toen boven?": Dutch parts these words, and puts the second one last.
_APART = re.compile(
    r"(?P<before>\b(?:[\w’'-]+[, ]+)*?)(?P<er>er|daar)(?P<between>(?: (?!er\b|daar\b|het\b|de\b)[\w’'-]+){0,3}?) "
    r"(?P<place>boven|onder|tussen)(?=[?.! ]*$| in (?:19|20)\d\d)",
    re.IGNORECASE,
)
#: "Maak daar een percentage van": the same figure, in another unit.
_MADE_INTO = re.compile(
    r"^(?:(?:maak|reken|zet|druk|geef)(?: je| u)?(?: er| daar| dat| het| die| dit)?(?: eens| maar| ook| even)*)"
    r"(?: (?:om|uit))?(?: (?:in|naar|als))?(?: een)? (?P<what>percentages?|procenten|procent|fta|banen)"
    r"(?: (?:van|om|uit))?$",
    re.IGNORECASE,
)
#: "Tel daar de politie bij op", "met het mbo erbij".
_ADDED = (
    r"(?:tel|doe|reken|neem)\b.*\b(?:erbij|bij|mee)(?: op)?$"
    r"|met (?!die|dat|deze)(?:de |het )?[\w’'-]+ (?:erbij|ook|mee)(?: erbij)?$"
)
#: "Zet de politie er nog onder": the same of them.
_PUT = re.compile(
    r"^zet (?P<who>(?:de |het )?[\w’'-]+(?: [\w’'-]+)?) (?:er|daar)(?: (?:ook|nog|maar|eens))* (?:onder|naast|achter)$",
    re.IGNORECASE,
)
#: "Ik wou dat streefgetal van 2023 hebben."
_WISH = re.compile(
    r"^(?:(?:nee|oh?|wacht|ho|even|sorry)[, ]+)*ik (?:wou|wilde|wil|had|bedoelde) (?:graag )?(?P<what>.+?)"
    r"(?: (?:graag|eigenlijk))?(?: (?:hebben|weten|zien|horen))(?:[, ]+sorry)?$",
    re.IGNORECASE,
)
#: "Komt er via inkoop dus hoeveel bij?" asks how many, whatever stands first.
_HOW_MANY_LATE = re.compile(
    r"^(?P<verb>kom(?:t|en)|(?:dat|dit) (?:is|zijn|was|waren)"
    r"|zijn|is|was|waren|zit(?:ten)?|scheelt)\b(?P<who>[^,.;:?!]*?) (?:dus |dan )?"
    r"(?P<asks>hoeveel(?: (?:procent|procentpunt|banen|fta))?)\b(?P<end>[^,.;:]*)$",
    re.IGNORECASE,
)
#: "Van wat er nu overblijft": of the figure just given; nothing falls short.
_LEFT_OVER = re.compile(
    r"\b(?:van )?wat er (?:(?:nu|dan|nog|toen|daarna|zo) )*(?:over ?blijft|overbleef|over is|resteert|rest)\b",
    re.IGNORECASE,
)
_SAME_SUM = re.compile(r"^(?:en |nu |maak |doe )*(?:de ?)?zelfde (?:som|rekensom|berekening|sommetje)\b", re.IGNORECASE)
#: "Met die banen erbij", "als je die meetelt".
_WITH_THOSE = re.compile(
    r"^(?:met|inclusief|en) (?:die|deze|dat)\b.*\b(?:erbij|mee|meegeteld|meegerekend)$"
    r"|^(?:die|deze|dat|als je die|als je dat|als die) (?:banen )?"
    r"(?:meegeteld|meegerekend|meetelt|mee ?telt|mee ?tellen|erbij)\b",
    re.IGNORECASE,
)
_PATH = Path(__file__).with_name("dialogue.toml")


@dataclass(frozen=True, slots=True)
class Hint:
    """What a follow-up may ask, and the words by which a sentence answers it. ``must``: no sentence without them
    does. ``instead``: the asking words name nothing by themselves ("waar loopt dat op vast?"). ``many``: several
    sentences answer together; ``heading`` matches the sections in which they stand."""

    asked: re.Pattern[str]
    said: re.Pattern[str]
    must: bool = False
    instead: bool = False
    many: bool = False
    heading: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The words of follow-ups.

    ``opening`` and ``closing`` match what stands around one, ``refers`` are the folded words that point
    back, ``switches`` matches what begins another subject and ``returns`` what goes back to one.
    ``several``, ``places`` and ``times`` give the number that a word stands for.
    """

    opening: re.Pattern[str]
    closing: re.Pattern[str]
    refers: frozenset[str]
    switches: re.Pattern[str]
    returns: re.Pattern[str]
    later: re.Pattern[str]
    frames: frozenset[str]
    nearness: frozenset[str]
    nearer: frozenset[str]
    asking: frozenset[str]
    adds: re.Pattern[str]
    takes: re.Pattern[str]
    by_how_much: re.Pattern[str]
    published: frozenset[str]
    vague_one: re.Pattern[str]
    other: frozenset[str]
    as_one: frozenset[str]
    which_ones: re.Pattern[str]
    what_is_that: re.Pattern[str]
    beside_goal: dict[str, str]
    opinion: re.Pattern[str]
    remake: re.Pattern[str]
    thanks: frozenset[str]
    remarks: frozenset[str]
    beside_thanks: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    exactly: frozenset[str]
    where: re.Pattern[str]
    again: re.Pattern[str]
    reword: re.Pattern[str]
    hints: tuple[Hint, ...]
    idioms: tuple[tuple[re.Pattern[str], str], ...]
    differs: frozenset[str]
    same_sum: re.Pattern[str]
    name_them: re.Pattern[str]
    with_those: re.Pattern[str]
    now: frozenset[str]
    within: frozenset[str]
    apart: frozenset[str]
    empty: frozenset[str]
    rest: frozenset[str]
    before: frozenset[str]
    of_how_many: re.Pattern[str]
    in_all: frozenset[str]
    several: dict[str, int]
    places: dict[str, int]
    ranked: dict[str, int]
    times: dict[str, int]

    def plainly(self, question: str) -> str:
        """A follow-up with what it says in words of its own put in those that the rules know."""
        for said, means in self.idioms:
            question = said.sub(means, question, count=1)
        return question

    def hinted(self, question: str) -> Hint | None:
        """What a follow-up like this asks; None where no words are known by which that is answered."""
        return next((hint for hint in self.hints if hint.asked.search(question)), None)

    def content(self, question: str) -> str:
        """The question without words that only ask after something by an idiom."""
        hint = self.hinted(question)
        return hint.asked.sub(" ", question) if hint is not None and hint.instead else question

    def bare(self, question: str) -> str:
        """A turn without the words around it."""
        return self.closing.sub("", self.opening.sub("", question)).strip()

    def stripped(self, question: str) -> str:
        """A follow-up without the words around it that ask nothing, and its places written out."""
        text = _WISH.sub(r"\g<what>", self.bare(question))
        text = _rejoined(_PUT.sub(r"\g<who>", text))
        text = _LEFT_OVER.sub("daarvan", text)
        text = _HOW_MANY_LATE.sub(r"\g<asks> \g<verb>\g<who>\g<end>", text)
        text = _MADE_INTO.sub(r"in \g<what>", text)
        return self.placed(text)

    def placed(self, text: str) -> str:
        """A text in which what points at a place says it in full ("eronder": "onder het doel")."""
        words = "|".join(map(re.escape, self.beside_goal))
        return re.sub(rf"\b({words})\b", lambda m: self.beside_goal[m[1].lower()], text, flags=re.IGNORECASE)


def _rejoined(text: str) -> str:
    """The text with "er … boven" as one word again, where that stands at the end or before a year."""
    return _APART.sub(lambda m: f"{m['before']}{m['between']} {m['er']}{m['place']}".replace("  ", " "), text)


def _any(phrases: str) -> str:
    found = sorted((" ".join(p.split()) for p in " ".join(phrases.split()).split("|")), key=len, reverse=True)
    return "|".join(re.escape(phrase) for phrase in found if phrase)


def _asks(raw: dict[str, str]) -> re.Pattern[str]:
    """Phrases that ask something of an answer, with the words that may stand in front of them and behind."""
    front, behind = _any(raw["front"]), _any(raw["behind"])
    return re.compile(rf"(?:(?:{front}) )*(?:{_any(raw['asks'])})(?: (?:{behind}))*")


def _hint(raw: dict[str, str]) -> Hint:
    asked, said = (re.compile(raw[key], re.IGNORECASE) for key in ("asked", "said"))
    heading = re.compile(raw["heading"], re.IGNORECASE) if "heading" in raw else None
    instead, many = bool(raw.get("instead")), bool(raw.get("many"))
    return Hint(asked, said, bool(raw.get("must")) or instead, instead, many, heading)


def _which_ones(raw: dict[str, str]) -> re.Pattern[str]:
    begins, ends, behind = _any(raw["begins"]), _any(raw["ends"]), _any(raw["with"])
    return re.compile(rf"^(?:{begins})\b.*\b(?:{ends})(?: (?:{behind}))*[?.! ]*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def dialogue() -> Dialogue:
    """The words that ship with the program."""
    raw = tomllib.loads(_PATH.read_text(encoding="utf-8"))
    opening, closing = _any(raw["opening"]), _any(raw["closing"])
    return Dialogue(
        opening=re.compile(rf"^(?:(?:(?:ff|even|nu|nog)\s+)?(?:{opening})\b[\s,:;.!]*)+", re.IGNORECASE),
        closing=re.compile(rf"[\s,]*\b(?:{closing})?\s*[?.!…]*\s*$", re.IGNORECASE),
        refers=frozenset(raw["refers"].split()),
        switches=re.compile(rf"\b(?:{_any(raw['switches'])})\b", re.IGNORECASE),
        returns=re.compile(rf"^(?:\W*(?:ok|oke|oké|goed)\W+)?(?:{_any(raw['returns'])})\b[\s,:]*", re.IGNORECASE),
        later=re.compile(rf"\b(?:{_any(raw['later'])})\b", re.IGNORECASE),
        frames=frozenset(raw["frames"].split()),
        nearer=frozenset(raw["nearer"].split()),
        nearness=frozenset(raw["nearness"].split()),
        asking=frozenset(raw["asking"].split()),
        adds=re.compile(rf"^(?:(?:{_any(raw['adds'])})\b|{_ADDED})", re.IGNORECASE),
        name_them=_asks(raw["name_them"]),
        takes=re.compile(rf"^(?:{_any(raw['takes'])})\b", re.IGNORECASE),
        by_how_much=re.compile(rf"^(?:en )?(?:{_any(raw['by_how_much'])})\b", re.IGNORECASE),
        published=frozenset(raw["published"].split()),
        vague_one=re.compile(rf"\b(?:(?:bij|van|voor) )?(?:{_any(raw['vague_one'])})\b(?! \w+sector)", re.IGNORECASE),
        other=frozenset(raw["other"].split()),
        as_one=frozenset(raw["as_one"].split()),
        which_ones=_which_ones(raw["which_ones"]),
        what_is_that=re.compile(rf"^(?:{_any(raw['what_is_that'])})(?: precies| eigenlijk)?$", re.IGNORECASE),
        beside_goal=dict(raw["beside_goal"]),
        opinion=re.compile(rf"\b(?:{_any(raw['opinion'])})\b", re.IGNORECASE),
        remake=re.compile(rf"\b(?:{_any(raw['remake'])})\b", re.IGNORECASE),
        thanks=frozenset(raw["thanks"].split()),
        remarks=frozenset(raw["remarks"].split()),
        yes=frozenset(raw["yes"].split()),
        no=frozenset(raw["no"].split()),
        exactly=frozenset(raw["exactly"].split()),
        beside_thanks=frozenset(raw["beside_thanks"].split()),
        where=_asks(raw["where"]),
        again=_asks(raw["again"]),
        reword=_asks(raw["reword"]),
        hints=tuple(_hint(one) for one in raw["hint"]),
        idioms=tuple((re.compile(one["said"], re.IGNORECASE), one["means"]) for one in raw["idiom"]),
        differs=frozenset(raw["differs"].split()),
        same_sum=_SAME_SUM,
        with_those=_WITH_THOSE,
        empty=frozenset(raw["empty"].split()),
        apart=frozenset(raw["apart"].split()),
        within=frozenset(raw["within"].split()),
        now=frozenset(raw["now"].split()),
        rest=frozenset(raw["rest"].split()),
        before=frozenset(raw["before"].split()),
        of_how_many=re.compile(rf"\b(?:{_any(raw['of_how_many'])})\b"),
        in_all=frozenset(raw["in_all"].split()),
        several=dict(raw["several"]),
        places=dict(raw["places"]),
        ranked=dict(raw["ranked"]),
        times=dict(raw["times"]),
    )
