"""What kind of thing a question asks for, and whether a sentence can hold it.

A question for a name, a moment, one member of a group or a cause is answered only by a sentence in
which such a thing stands: the letter that says that "one university hospital" gave no figures does
not say which. The kinds follow the usual taxonomy of expected answer types (Li and Roth 2002).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from corpus.dutch import MONTHS, fold, parse_number_word, tokens

_A_MONTH = "|".join(MONTHS)
_MOMENT = re.compile(
    rf"\b(?:{_A_MONTH}|(?:19|20)\d\d|kwartaal|"
    r"najaar|voorjaar|zomer|winter|jaarlijks|ieder jaar|elk jaar|maandelijks|wekelijks|volgend jaar|komende? jaren?)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:doordat|omdat|vanwege|waardoor|aangezien|oorza(?:ak|ken)|reden(?:en)?|wegens|want|namelijk|hierdoor|daardoor|"
    r"immers|zodat|dankzij|komt (?:deels |mede |vooral |onder andere )?door|als gevolg van|gevolg van|leidt tot|"
    r"te maken met|mede door|door de|gezien|van invloed|invloed van|daarmee|daarom|om te|om\b.+\bte\b|onvoldoende|"
    r"gebrek aan|tekort aan|knelpunt(?:en)?|uitdaging(?:en)?)\b"
    r"|^(?:Door|Vanwege|Om|Gezien|Voor een|Aangezien|Omdat|Doordat|Dankzij|Wegens)\b"
)
_NAMED = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w&’'-]*")
_WHY = re.compile(r"\b(?:waarom|waardoor|hoe komt|hoe kan het|reden(?:en)?|oorzaak|oorzaken|vanwaar|waaraan ligt)\b")
_WHEN = re.compile(
    r"\b(?:wanneer|wnr|welke datum|welk jaar|welke maand|welke dag|per wanneer|hoe lang geleden|sinds wanneer)\b"
)
_DATE = re.compile(r"\b(?:welke|exacte|precieze|op welke) datum\b|\bdatum van\b")
_DAY = re.compile(
    rf"\b\d{{1,2}} (?:{_A_MONTH})\b",
    re.IGNORECASE,
)
_ROLE = (
    r"\w*(?:staatssecretaris|minister|bewindspersoon|voorzitter|directeur|jobcoach|coach|projectleider|ambtsvoorganger|"
    r"voorganger|persoon|baas|leider|contactpersoon|woordvoerder|secretaris|burgemeester)"
)
_PERSON = re.compile(
    rf"\b(?:naam van|namen van|hoe hee?t(?:te|ten|en)?|heten|wie is|wie was|wie zijn)\b.*\b{_ROLE}|\bnaam {_ROLE}"
)
_MONEY_ASKED = re.compile(
    r"\b(?:wat kost(?:te|ten|en)?|hoe duur|kosten|kostenplaatje|welk bedrag|"
    r"hoeveel (?:geld|euro|miljoen|miljard|budget|subsidie|kost(?:te|en)?|investeer\w*|betaal\w*|ontving\w*))\b"
)
_MONEY = re.compile(r"€|\beuro\b|\b(?:miljoen|miljard)\b", re.IGNORECASE)
_HOW_OFTEN = re.compile(r"\bhoe (?:vaak|regelmatig|dikwijls)\b|\bhoeveel keer per\b")
_OFTEN = re.compile(
    r"\b(?:(?:ieder|elk|per) (?:jaar|maand|week|kwartaal|dag)|\w*(?:jaarlijks|maandelijks|wekelijks|dagelijks)\w*|keer|"
    r"(?:een|twee|drie|vier)maal|periodiek|regelmatig)\b",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(r"\bhoe ?lang (?:duur\w*|loopt|lopen|mag|mogen|kan|kunnen|blijft|blijven|is|zijn|krijg\w*)\b")
_LASTING = re.compile(
    r"\b(?:\d+|een|twee|drie|vier|vijf|zes|acht|tien|enkele|meerdere|half|anderhalf) "
    r"(?:jaar|jaren|maand(?:en)?|weken|week|dag(?:en)?|uur|uren|middag(?:en)?)\b|\btot en met\b",
    re.IGNORECASE,
)
_PLACE_ASKED = re.compile(
    r"\b(?:in|op|uit) welke (?:stad|plaats|regio|gemeente|provincie|plek|straat|locatie|land)\b|^waar ligt\b"
)
_PLACE = re.compile(r"\b(?:in|te|uit|bij)\s+(?:de |het )?[A-Z][\w’'-]+")
_SEVERAL = re.compile(r"\b(?:welke|de|noem(?: de)?)\s+(\w+)\s+[a-z][\w-]+")
_SOMEBODY = re.compile(
    r"\b(?:[A-Z]\.\s?)+[A-Z][a-z]+"
    r"|\b(?:lid|leden|heer|mevrouw|mevr\.|dhr\.|minister|staatssecretaris) (?:De |Van |Ter )?"
    r"(?!van\b)[A-Z][a-z]+\b(?! (?:van|en)\b)"
)
_NAME = re.compile(r"\b(?:hoe (?:heet(?:te|ten|en)?|heten)|naam van|namen van|heet de|heette|titel)\b|^naam\b")
_MEMBER = re.compile(
    r"\bwelke?\s+(?:\w+\s+)?(?:umcs?|universiteit(?:en)?|hogeschool|hogescholen|gemeenten?|provincies?|waterschap(?:pen)?|"
    r"departement(?:en)?|ministeries?|\w*scholen|\w*school|organisaties?|instellingen?|bedrijven|bedrijf|partijen|partij|"
    r"werkgevers?|leveranciers?|rocs?|korps(?:en)?|personen|persoon|minister|staatssecretaris|fracties?)\b"
)
_WHAT = re.compile(r"^(?:wat (?:is|zijn|houdt|betekent|doet)\b|\w+, wat is\b)")


class AnswerType(StrEnum):
    """What a question asks for."""

    CAUSE = "cause"
    MOMENT = "moment"
    NAME = "name"
    MEMBER = "member"
    DEFINITION = "definition"
    DATE = "date"
    MONEY = "money"
    FREQUENCY = "frequency"
    DURATION = "duration"
    PLACE = "place"
    PERSON = "person"
    OTHER = "other"


def answer_type(question: str) -> AnswerType:
    """The kind of thing that a question asks for."""
    text = fold(question)
    kinds = (
        (_WHY, AnswerType.CAUSE),
        (_MONEY_ASKED, AnswerType.MONEY),
        (_HOW_OFTEN, AnswerType.FREQUENCY),
        (_HOW_LONG, AnswerType.DURATION),
        (_PLACE_ASKED, AnswerType.PLACE),
        (_DATE, AnswerType.DATE),
        (_PERSON, AnswerType.PERSON),
        (_WHEN, AnswerType.MOMENT),
        (_NAME, AnswerType.NAME),
        (_MEMBER, AnswerType.MEMBER),
        (_WHAT, AnswerType.DEFINITION),
    )
    return next((kind for pattern, kind in kinds if pattern.search(text)), AnswerType.OTHER)


def can_hold(sentence: str, kind: AnswerType, question: str) -> bool:
    """Whether a thing of this kind, and not merely one that the question names, stands in a sentence."""
    if kind is AnswerType.CAUSE:
        return bool(_CAUSE.search(sentence))
    if kind is AnswerType.MONEY:
        return bool(_MONEY.search(sentence))
    if kind is AnswerType.FREQUENCY:
        return bool(_OFTEN.search(sentence))
    if kind is AnswerType.DURATION:
        return bool(_LASTING.search(sentence))
    if kind is AnswerType.PLACE:
        asked = {token.fold for token in tokens(question)}
        return any(tokens(found.group())[-1].fold not in asked for found in _PLACE.finditer(sentence))
    if kind is AnswerType.DATE:
        return bool(_DAY.search(sentence))
    if kind is AnswerType.PERSON:
        return bool(_SOMEBODY.search(sentence))
    if kind is AnswerType.MOMENT:
        said = fold(question)
        return any(fold(found.group()) not in said for found in _MOMENT.finditer(sentence))
    if kind is AnswerType.NAME and _SOMEBODY.search(sentence):
        return True
    if kind in (AnswerType.NAME, AnswerType.MEMBER):
        asked = {token.fold for token in tokens(question)}
        return any(fold(found.group()) not in asked for found in _NAMED.finditer(sentence))
    return True


def holds_kind(sentence: str, question: str) -> bool:
    """Whether a sentence with a figure can answer a question that asks for a thing of some kind: an amount of
    money, a place, a person or one member of a group is no other figure."""
    kind = answer_type(question)
    asked = (AnswerType.MEMBER, AnswerType.MONEY, AnswerType.PLACE, AnswerType.PERSON, AnswerType.DATE)
    return kind not in asked or can_hold(sentence, kind, question)


def how_many_asked(question: str) -> int | None:
    """How many things a question asks to be named ("op welke vijf sporen": 5); None when it does not say."""
    found = _SEVERAL.search(fold(question)) if asks_members(question) else None
    if found is None:
        return None
    number = int(found[1]) if found[1].isdigit() else parse_number_word(found[1])
    return int(number) if number is not None and number > 1 else None


def asks_members(question: str) -> bool:
    """Whether a question asks which things there are."""
    return bool(re.search(r"\b(?:welke|noem)\b", fold(question)))


def can_name(sentences: Sequence[str], count: int) -> bool:
    """Whether sentences enumerate at least so many things: as items of a list, or between commas and "en"."""
    if len(sentences) > count:
        return True
    return any(len(re.split(r",|;|\ben\b", sentence)) >= count for sentence in sentences)


#: What a question may lean to, by its words, and the words by which a sentence shows that it holds that.
#: The first kind that fits decides.
_LEANINGS = tuple(
    (re.compile(rf"\b(?:{asked})\b"), re.compile(said))
    for asked, said in (
        (
            r"waarom|waardoor|hoe komt|hoe kan het|vanwaar|reden(?:en)?|oorza(?:ak|ken)|verkla\w+|hoezo|aanleiding|"
            r"waaraan (?:ligt|lag)|ligt dat aan|te wijten|te danken|komt dat|achtergrond van",
            _CAUSE.pattern,
        ),
        (
            r"met welk doel|waartoe|waarvoor|doel van|bedoeling|wat wil(?:len)?|wil .* bereiken|beoog\w*|nut van|"
            r"waar (?:is|zijn|dient|dienen) .* voor|streef\w*|ambitie",
            r"\b(?:om\b.*\bte\b|zodat|met als doel|met het doel|met de wens|gericht op|richt zich op|doel|doelstelling|"
            r"ten behoeve van|ambitie|streven|beoogd\w*|bedoeling|teneinde|opdat|waarmee|waardoor)\b",
        ),
        (
            _HOW_OFTEN.pattern,
            _OFTEN.pattern,
        ),
        (
            r"knelpunt\w*|problemen|probleem|obstakel\w*|belemmering\w*|drempel\w*|hobbel\w*|uitdaging\w*|moeilijk\w*|"
            r"lastig\w*|wringt|tegenaan|struikel\w*|bottleneck\w*|pijnpunt\w*|zorgen|zorgelijk|nade(?:el|len)|"
            r"hindernis\w*|moeite|ingewikkeld",
            r"\b(?:knelpunt\w*|problemen|probleem|obstakel\w*|belemmering\w*|drempel\w*|uitdag\w+|moeilijk\w*|lastig\w*|"
            r"moeite|tijdgebrek|onvoldoende|gebrek\w*|tekort\w*|mismatch|krapte|echter|niet eenvoudig|complex\w*|"
            r"onzeker\w*|bezuiniging\w*|ontbre\w+|versnipperd|zorgelijk|onrealistisch|onder druk)\b",
        ),
        (
            r"wanneer|wnr|welk jaar|welke maand|sinds wanneer|vanaf wanneer|hoe lang|tot wanneer|welk moment",
            _MOMENT.pattern + r"|\b(?:uiterlijk|sinds|vanaf|termijn)\b",
        ),
        (
            r"waar|in welke (?:stad|plaats|regio)|op welke (?:plek|locatie|website|site)|locatie",
            r"(?<![.!?] )(?<!^)\b(?:in|te|op|bij|via|binnen|terecht)\s+(?:de |het |een )?[A-Z]\w+|https?://|"
            r"\b(?:\w*platform|\w*forum|website|\w*pagina|locaties?|terrein\w*|\w*terreinen|campus|werkvloer)\b",
        ),
    )
)


def leaning(question: str) -> re.Pattern[str] | None:
    """The words by which a sentence shows the kind of thing (a cause, an aim, an obstacle, a moment …) that a
    question leans to; None for a question that leans to none."""
    text = fold(question)
    return next((said for asked, said in _LEANINGS if asked.search(text)), None)
