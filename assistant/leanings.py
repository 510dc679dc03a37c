"""What a question leans to, by its words, and by what a sentence shows that it holds that.

Unlike the kinds of `assistant.answer_types`, which a sentence must hold to answer at all, a leaning only
makes a sentence likelier: an aim may be told without a word for it.
"""

from __future__ import annotations

import re

from corpus.dutch import MONTHS, fold
from corpus.shorthand import written_out

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
_OFTEN = re.compile(
    r"\b(?:(?:ieder|elk|per) (?:jaar|maand|week|kwartaal|dag)|\w*(?:jaarlijks|maandelijks|wekelijks|dagelijks)\w*|keer|"
    r"(?:een|twee|drie|vier)maal|periodiek|regelmatig)\b",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(r"\bhoe (?:vaak|regelmatig|dikwijls)\b|\bhoeveel keer per\b")


def asks_members(question: str) -> bool:
    """Whether a question asks which things there are."""
    return bool(re.search(r"\b(?:welke|noem)\b", fold(written_out(question))))


#: What a question may lean to, by its words, and the words by which a sentence shows that it holds that.
#: The first kind that fits decides.
_LEANINGS = tuple(
    (re.compile(rf"\b(?:{asked})\b"), re.compile(said))
    for asked, said in (
        (
            r"waarom|waardoor|hoe k(?:omt|wam)|hoe k[ao]n het|vanwaar|reden(?:en)?|oorza(?:ak|ken)|verkla\w+|hoezo|"
            r"aanleiding|waaraan (?:ligt|lag)|ligt dat aan|te wijten|te danken|komt dat|achtergrond van|wat maakt",
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
            f"(?i:{_OFTEN.pattern})",
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
            r"voorbeeld(?:en)?|vb|bijvoorbeeld|bv|zoals wat",
            r"\b(?:voorbeeld(?:en)?|bijvoorbeeld|zoals|waaronder|denk aan|onder andere|onder meer)\b",
        ),
        (
            r"wanneer|wnr|welk jaar|welke maand|sinds wanneer|vanaf wanneer|hoe lang|tot wanneer|welk moment",
            f"(?i:{_MOMENT.pattern})" + r"|\b(?:uiterlijk|sinds|vanaf|termijn)\b",
        ),
        (
            r"vandaan|gebaseerd op|op basis waarvan|afkomstig|baseert|baseren|bron(?:nen)? van",
            r"\b(?:gebaseerd|afkomstig|op basis van|ontvangen|aangeleverd|ontleend|blijkt uit|uit onderzoek|volgens|"
            r"opgaven)\b",
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
    text = fold(written_out(question))
    return next((said for asked, said in _LEANINGS if asked.search(text)), None)
