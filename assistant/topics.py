"""Questions that ask what the letters say of something ("wat staat er over jobcoaches?", "scanstraten").

They ask for no reason, person or figure, so no sentence answers them better than that it speaks of the
thing: the sentences that do are quoted, those that say most of it first, and how many more there are is
told. Nothing is quoted for a thing that is not called by its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from assistant.cues import Cue
from assistant.matching import KINDRED
from assistant.reading import Kind
from assistant.retrieval import Asked, Evidence, Retriever, analysed
from assistant.sentences import head_asked, speaks_of_change
from assistant.understand import Understood
from corpus.analysis import analyse
from corpus.documents import Letter, Passage, Sentence, Span
from corpus.dutch import FUNCTION_WORDS, fold, lemma, parse_number_word, tokens
from corpus.lexicon import Lexicon
from corpus.shorthand import written_out

QUOTED = 3
OPENING = 6
_RESULTS = frozenset(analyse("doelstelling doel resultaat gehaald behaald gerealiseerd"))
_BARE = 4
"""Words without a verb that are a keyword, not a question."""
_SAYERS = r"(?:de|deze|die|het|dit)(?: \w+)?|men|ze|je|u|jij"
_TOLD = "(?:gezegd|geschreven|gemeld|vermeld|genoemd|verteld|bekend|opgenomen|te vinden|te lezen|te zeggen|te melden)"
_PLACE = r"(?: in (?:de|deze|die) (?:kamer|voortgangs)?(?:brief|brieven|bijlage|tekst|stuk))"
#: Words by which people ask what is said of something; the group holds the thing.
_FRAMES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bwat (?:staat|staan|stond|lees ik|lezen we|vind ik|is)(?: er)?(?: \w+)?"
        rf"{_PLACE}?(?: {_TOLD})? over (?P<what>.+)$",
        rf"\bwat (?:zegt|zeggen|schrijft|meldt|vermeldt|vertelt|heeft|weet|weten)(?: (?P<who>{_SAYERS}))?(?: er)?"
        rf"{_PLACE}?(?: {_TOLD})? over (?P<what>.+)$",
        rf"\bwat (?:wordt|is|werd)(?: er)?{_PLACE}? over (?P<what>.+?) {_TOLD}$",
        rf"\bwat (?:wordt|is|werd)(?: er)?{_PLACE}?(?: \w+)? {_TOLD}{_PLACE}? (?:over|van) (?P<what>.+)$",
        r"\bhoe (?:zit|staat|gaat|is|ging|was|stond)(?: het)?(?: er)?(?: nu| nou| eigenlijk| precies)?"
        r"(?: (?:gesteld|gegaan))? (?:met|bij) (?P<what>.+)$",
        r"\bhoe (?:doet|doen|deed|deden|staat|staan|stond|stonden)(?: het)? (?P<what>.+?) (?:het|ervoor|er voor)$",
        r"\bhoe (?:presteer|scoor|draai)(?:t|de|den|en) (?P<what>.+?)$",
        r"\b(?:vertel|leg|zeg)\b(?: \w+){0,5} over (?P<what>.+)$",
        r"\b(?:alles|info|informatie|passages?|zinnen|fragment(?:en)?|tekst(?:en)?|citaten?|achtergrond|toelichting|"
        rf"uitleg|samenvatting)\b{_PLACE}?(?: \w+)? (?:over|omtrent|rond|rondom) (?P<what>.+)$",
        r"\b(?:geef|zoek|vind|toon|laat)\b(?: \w+){0,4} over (?P<what>.+)$",
        r"\bwaar (?:staat|staan|vind ik|lees ik|gaat)(?: er)?(?: iets| wat| informatie| info)?"
        rf"{_PLACE}? over (?P<what>.+)$",
        r"^(?P<what>[^,:]+)[,:] wat (?:staat|zegt|schrijft|is|weten|wordt)\b.*\b(?:daarover|erover|hierover)\b.*$",
    )
)
_TAIL = re.compile(rf"(?:{_PLACE}| {_TOLD}| allemaal| precies| eigenlijk| graag| aub| svp| alsjeblieft| alstublieft)+$")
#: "Hoe deden de provincies het in 2023?": a topic, of one year.
_YEAR = re.compile(r"(?: (?:in|over|van))? (?:19|20)\d\d$")
_SUMMARY = re.compile(
    r"\b(?:samenvatting|samen te vatten|samenvatten|(?:in )?hoofdlijn(?:en)?|in het kort|"
    r"(?:hoofd|kern)?(?:kern|punten|boodschap(?:pen)?)|conclusies?|bevindingen|uitkomsten|inhoud|strekking|"
    r"waar(?:over)? gaat (?:de|deze|dit|het) (?:(?:kamer|voortgangs)?brief|document|stuk|tekst)(?: over)?)\b"
)
_TWO_PARTS = re.compile(r"\bvat\b(.*)\bsamen\b")
_OF_LETTER = frozenset(
    """
    brief kamerbrief voortgangsbrief document stuk tekst hoofd kern belangrijk belangrijkste kort korte beknopt beknopte
    paar zinnen zin regels regel minister bewindspersoon kabinet geef maak schrijf kun kunt graag eens even wat is zijn
    staat zegt luidt ik wil krijg lees heb
    """.split()
)
_NO_KEYWORDS = frozenset(
    """
    wat wie waar welke welk waarom waardoor wanneer hoe hoeveel is zijn was waren heeft hebben wordt worden kan kunnen
    noem geef toon zet maak som lijst tel reken ze zij hun hen hem er daar daarvan ervan haar zijn beide allebei
    moet moeten zal zullen gaat gaan klopt doet doen mag wil en of maar dus nee ja ik je u we dat die deze dit dan
    """.split()
)
#: "Defensie en de politie" are a topic of two.
_NOT_IN_TOPIC = _NO_KEYWORDS - {"en"}


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question asks about, as typed and as analysed words."""

    text: str
    words: tuple[str, ...]


def topic_of(question: str) -> Topic | None:
    """The thing of which a question asks what the letters say; None for any other question."""
    text = fold(written_out(question)).strip(" ?!.")
    for pattern in _FRAMES:
        found = pattern.search(text) or pattern.search(_YEAR.sub("", text))
        if found is not None:
            said_by = found.groupdict().get("who") or ""
            who = "" if set(said_by.split()) & _OF_LETTER else said_by
            what = _YEAR.sub("", found["what"].strip())
            return _topic(f"{who} {_TAIL.sub('', what)}".strip())
    text = _YEAR.sub("", text)
    words = [token.fold for token in tokens(text) if token.fold[0].isalnum()]
    keyword = 0 < len(words) <= _BARE and not set(words[:1]) & _NO_KEYWORDS and not set(words) & _NOT_IN_TOPIC
    keyword = keyword and not any(parse_number_word(word) is not None for word in words)
    return _topic(text) if keyword else None


def is_framed(question: str) -> bool:
    """Whether a question says in words that it asks what the letters say of something."""
    text = fold(written_out(question)).strip(" ?!.")
    return any(pattern.search(text) for pattern in _FRAMES)


def asks_summary(question: str) -> bool:
    """Whether a question asks what a letter as a whole comes down to, and nothing else."""
    text = fold(written_out(question)).strip(" ?!.")
    left, found = _SUMMARY.subn(" ", _TWO_PARTS.sub(r"samenvatting \1", text))
    others = {w for w in analyse(left) if w not in FUNCTION_WORDS and parse_number_word(w) is None and not w.isdigit()}
    return bool(found) and not others - _OF_LETTER


def opening(letter: Letter, passages: Sequence[Passage]) -> list[tuple[Passage, tuple[Sentence, ...]]]:
    """What a letter says in front of its first heading: the sentence that names its subject, by the words of its
    title, and what it says of results; at most `OPENING` sentences, in order, as pieces of its ``passages``."""
    title = analysed(letter.title)
    first = [(p, s) for p in passages if p.section == passages[0].section for s in p.sentences]
    subject = next((s.spans for _, s in first if len(analysed(s.text) & title) * 2 > len(title)), ())
    telling = [(p, s) for p, s in first if s.spans == subject or _tells_result(s.text)][:OPENING]
    return [(p, tuple(s for _, s in found)) for p, found in groupby(telling, key=itemgetter(0))]


def _tells_result(text: str) -> bool:
    moved = speaks_of_change(text) and any(token.is_number for token in tokens(text))
    return moved or bool(analysed(text) & _RESULTS)


def _topic(text: str) -> Topic | None:
    if any(token.fold[0].isdigit() or token.fold in _NOT_IN_TOPIC for token in tokens(text)):
        # "Over hoeveel banen het gaat": more than a thing is asked.
        return None
    words = tuple(dict.fromkeys(w for w in analyse(text) if w not in FUNCTION_WORDS))
    return Topic(text, words) if words else None


#: "Wat doet Defensie?" asks for what it does.
_DEED = "activiteit"
_DEEDS = re.compile(
    r"\bwat (?:(?:doet|doen|deed|deden|onderneemt|ondernemen|ondernam|ondernamen)\b|"
    r"(?:gaat|gaan|heeft|hebben|wil|willen|is|zijn)\b.*\b(?:doen|gedaan|ondernemen|ondernomen)\b)"
)
#: Verbs that say no more than that something is done.
_SUPPORT = frozenset(
    "nemen ondernemen treffen uitvoeren verrichten leveren doen inzetten lopen zetten plannen voornemen hebben".split()
)
_OTHERWISE = frozenset("niet geen goed fout beter slecht anders minister kabinet staatssecretaris overheid".split())
_FIGURES = (Kind.MEASURE, Kind.QUALIFIER, Kind.NUMBER, Kind.GROUP)
_ASKED = frozenset({Cue.WHY, Cue.WHO, Cue.HOW_MANY, Cue.HIGHEST, Cue.LOWEST, Cue.CLAIM, Cue.DIFFERENCE})


class Topics:
    """Finds what letters say of a thing."""

    def __init__(self, retriever: Retriever, lexicon: Lexicon) -> None:
        self._retriever = retriever
        self._lexicon = lexicon

    @staticmethod
    def only_names(topic: Topic, understood: Understood) -> bool:
        """Whether a topic is sectors, or groups of them, and nothing else."""
        names = understood.sectors or understood.reading.of(Kind.GROUP)
        return bool(names) and not set(topic.words) - _naming(understood)

    def find(self, topic: Topic, asked: Asked, understood: Understood) -> tuple[list[Evidence], list[str]]:
        """The sentences that speak of a topic, best first, at most `QUOTED` of them, and the other sections with such.

        A sentence speaks of it that names every word of it, at most one of them in its heading only. The
        sectors that are named are the heading's matter.
        """
        naming = _naming(understood)
        things = [self._retriever.spelled(word) for word in topic.words if word not in naming]
        if not things:
            return [], []
        found = self._retriever.evidence(replace(asked, text=topic.text))
        speaking: dict[tuple[Span, ...], Evidence] = {}
        for evidence in found:
            sentence = evidence.sentences[0]
            if not evidence.elsewhere and self._speaks(things, evidence, sentence):
                speaking.setdefault(sentence.spans, evidence)
        best = list(speaking.values())
        told = {evidence.passage.section for evidence in best[:QUOTED]}
        others = dict.fromkeys(e.passage.section for e in best[QUOTED:] if e.passage.section not in told)
        return best[:QUOTED], list(others)

    def under_heading(self, question: str, understood: Understood) -> list[Passage]:
        """What stands under the heading of a sector that says what is asked of it, and nothing else ("welke maatregelen
        neemt Defensie?", under "Activiteiten in 2024"); empty for any other question."""
        reading = understood.reading
        thing = head_asked(question) or (_DEED if _DEEDS.search(fold(question)) else None)
        if thing is None or len(understood.sectors) != 1 or understood.numeric or reading.cues & _ASKED:
            return []
        words = {token.fold for token in reading.tokens}
        if words & _OTHERWISE:
            # "Wat doet A niet?", "wat doet A goed?", "wat doet de minister aan A?"
            return []
        left = {word for m in reading.others for word in analyse(m.text)} - {*analyse(thing)} - _SUPPORT
        # "Welke inspanningen levert het wo?": that verb measures nothing.
        figures = [m for kind in _FIGURES for m in reading.of(kind) if lemma(m.text) not in _SUPPORT]
        if left or figures:
            return []
        found: list[Passage] = []
        for section, passages in self._retriever.sections.items():
            head, _, last = section.partition(" › ")
            sector = self._lexicon.sector_of_heading(head)
            if last and sector is not None and sector.id == understood.sectors[0]:
                found += passages if self._means(thing, last) else []
        years = [*reading.values(Kind.YEAR), *map(str, understood.unknown_years)]
        return [_from_year(p, years) for p in found if _speaks_of(p, years)] if years else found

    def _speaks(self, things: Sequence[str], evidence: Evidence, sentence: Sentence) -> bool:
        own = self._named(things, sentence.text)
        return bool(own) and own | self._named(things, evidence.passage.section) == set(things)

    def _means(self, thing: str, heading: str) -> bool:
        """Whether a heading names a thing, in the same words or in others ("maatregelen", "Activiteiten in 2024")."""
        degrees = self._retriever.matcher.degrees(list(analyse(thing)[:1]), analysed(heading))
        return any(near for near in degrees.values())

    def _named(self, things: Sequence[str], text: str) -> set[str]:
        degrees = self._retriever.matcher.degrees(things, analysed(text))
        return {word for word, near in degrees.items() if max(near.values(), default=0.0) >= KINDRED}


def _speaks_of(passage: Passage, years: Sequence[str]) -> bool:
    return any(year in sentence.text for year in years for sentence in passage.sentences)


def _from_year(passage: Passage, years: Sequence[str]) -> Passage:
    """A passage from the first sentence on that speaks of one of these years."""
    first = next(at for at, s in enumerate(passage.sentences) if any(year in s.text for year in years))
    return passage.model_copy(update={"sentences": passage.sentences[first:]})


def _naming(understood: Understood) -> set[str]:
    named = [m for kind in (Kind.SECTOR, Kind.GROUP) for m in understood.reading.of(kind)]
    return {word for mention in named for word in analyse(mention.text)}
