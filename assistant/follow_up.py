"""Follow-up questions: what "en in 2023?", "wat is het verschil?" and "waarom?" ask, in full.

A follow-up on figures becomes the request that it asks (`assistant.edits`), and that request a question
(`assistant.phrasing`) which counts only where it reads back as the same request: so the question that
is shown is the question that is answered. Any other is written out in the words of the turns before it:
what it names replaces what was named there (ellipsis), or what it lacks is taken from there (anaphora).
The whole question is then read like any other; nothing here computes or answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.after_words import AfterWords
from assistant.answer import Status
from assistant.changes import GAPS, OF_SO_MANY
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.in_words import is_fragment, only_why
from assistant.nuances import asks_size, ends_asked, one_of_group
from assistant.question import GOAL, RATE, REALISED, Aggregation, Metric, Request, Target
from assistant.reading import Kind, Reading
from assistant.said import BELONGS, Said
from assistant.settling import REMAINING
from assistant.slots import FREE
from corpus.analysis import analyse
from corpus.dutch import enumerate_dutch, fold

_THEIRS = frozenset("ze zij hun hen daar".split())
_PART_OF = re.compile(
    r"\b(?:percentage|procent|aandeel|deel) van (?:(?:de |het )?[\w’'-]+ van )?(?:de |het )?[\w’'-]+"
    r"(?: [\w’'-]+)? (?:is|zijn|was|waren) (?:dat|dit)\b"
    r"|^(?:en |maar |dus )*(?:(?:dat|dit) (?:is|zijn|was|waren)|(?:is|zijn|was|waren) (?:dat|dit))"
    r" (?:dan |dus )?(?:hoeveel|welk) (?:percentage|procent|deel) van\b",
    re.IGNORECASE,
)
_MAKES = re.compile(r"ma(?:ak|ken)", re.IGNORECASE)
_PLACING = frozenset({Cue.INCLUDING, Cue.EXCLUDING, Cue.EARLIER, Cue.THAT_ONE, Cue.CLAIM})
#: How a follow-up begins that supposes something, and who it is then about.
_SUPPOSES = re.compile(
    r"^(?:en |maar |wat |dus )*(?:als|stel(?: nu)?(?: eens)?(?: dat)?|indien|mochten?|wat als)\s+", re.IGNORECASE
)
#: "Samen hoeveel?" is of those that were spoken of; "in totaal" may be of all.
_TOGETHER = frozenset({"samen", "tezamen", "gezamenlijk", "opgeteld", "bijeen"})
_PRONOUN = re.compile(r"\b(?:ze|zij|die|deze|dat|het|hij)\b", re.IGNORECASE)
_TAIL = re.compile(r"[?.!\s]+$")
#: What a statement may say of how the figures that are asked after it are to be taken.
_TAKEN = frozenset(
    {Cue.EXCLUDING, Cue.TOTAL, Cue.MEAN, Cue.WEIGHTED, Cue.UNWEIGHTED, Cue.RATIO, Cue.SHARE,
     Cue.AS_PERCENT, Cue.MULTIPLY,
     Cue.DIVIDED}
)  # fmt: skip
#: What a statement may say that a bare size is asked of.
_MOVING = frozenset(
    {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SAME, Cue.SHORT, Cue.OVER, Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW, Cue.HALF,
     Cue.ACHIEVE, Cue.DIFFERENCE}
)  # fmt: skip
_HARMLESS = (
    frozenset(
        {Cue.TOTAL, Cue.TOPIC, Cue.CLAIM, Cue.THAN, Cue.EACH, Cue.SECTOR, Cue.LATEST, Cue.WHICH, Cue.ACHIEVE, Cue.SAID}
    )
    | _MOVING
)
_OTHERS = frozenset("andere anderen overige overigen resterende rest".split())
_DENIES = frozenset("niet geen nooit niets noch".split())
_SIZED = frozenset(
    {Cue.HOW_MANY, Cue.WHICH, Cue.TOPIC, Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW, Cue.DIFFERENCE, Cue.COMPARED,
     Cue.THAN}
)  # fmt: skip
_LINKS = frozenset(
    """
    en dan dus precies na op met is was dat het de er hoe om nu eigenlijk wat welk welke gaat ging hoort daar te staan
    staat moet
    """.split()
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=\S)")
_TWO = 2
_RAISED = re.compile(
    r"^(?:en |dan )?(?P<sign>\+|plus|-|−|min|minus) ?(?P<number>\d+(?:,\d+)?) ?(?:%|procent)\W*$", re.IGNORECASE
)
_APART = re.compile(r"\bverschil|\bscheel|\bscheelt|\buit elkaar|\bertussen|\btussen\b|\bhoe ver\b", re.IGNORECASE)
#: What points at whom was spoken of.
_IN_THAT_LIST = re.compile(
    r"\b(?:die|deze|dat|dit) (?:rij|rijtje|lijst|lijstje|volgorde|ranglijst|top)\b", re.IGNORECASE
)
_OURS = frozenset({"ze", "zij", "hun", "hen", "daarmee", "dat", "dit"})
_BARE_WHO = re.compile(
    r"^(?P<lead>(?:(?:en|maar|dus|dan|ok|oke|oké),? )*)(?:wie|welke)(?: van hen| daarvan| ervan)? "
    r"(?P<rest>(?!van\b|zijn dat|is dat|was dat|waren dat)\S.*)$",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(
    r"^(?:(?:en|dan|nu) )*(?:met )?(?:(?:de|het) )?[\w-]+(?: [\w-]+)? (?:er ?bij|erbij)\W*$", re.IGNORECASE
)
_ORDERED = (Aggregation.EXTREME, Aggregation.FILTER)
_COUNTED = frozenset({"twee", "drie", "vier", "vijf"})
_PICKS = frozenset(
    {Cue.HIGHEST, Cue.LOWEST, Cue.MORE, Cue.LESS, Cue.RISE, Cue.FALL, Cue.ACHIEVE, Cue.SHORT, Cue.OVER, Cue.ABOVE}
)
_ELLIPTIC = re.compile(
    r"^(?P<name>(?:(?:en|maar|ook|dan) )*(?:(?:bij|in|van|voor) )?(?:het|de) [\w-]+)(?P<end>(?: dan| ook)?\s*\??)$",
    re.IGNORECASE,
)
_OF_THOSE = re.compile(
    r"^(?:en |maar |dus |oké,? |bij |(?:kunt u|kun je) (?:aangeven|zeggen) )*"
    r"(?P<ask>wie|welke|hoeveel)(?: sectoren)? (?:daarvan|hiervan|ervan|daaruit|"
    r"(?:van|uit|onder|in) (?:die|deze|hen|dat|dit)(?: (?:twee|drie|vier|vijf))?"
    r"(?: (?:groep|groepje|rijtje|rij|lijst|lijstje|sectoren|\w+))??) (?P<rest>\S.*)$",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"^(?:en |of )?(?:bij|van|voor|in|met|over|door)\b", re.IGNORECASE)
_SHORT = 6
_OFFERED = 4


class FollowUps(AfterWords):
    """Writes follow-up questions out in full."""

    # --- what a follow-up is -----------------------------------------------------------------

    def stands_alone(self, question: str) -> bool:
        """Whether a question names all it needs, and points back at nothing."""
        words = dialogue()
        understood = self._understander.understand(question)
        folded = {token.fold for token in understood.reading.tokens}
        joins = bool(words.adds.match(question) or words.takes.match(question))
        joins = joins or (Cue.SHARE in understood.reading.cues and bool(folded & words.within))
        if not joins and self._is_whole(question):
            return True
        if words.opening.match(question) or joins or understood.request is None or _PART_OF.search(question):
            return False
        reading = understood.reading
        if _IN_THAT_LIST.search(question):
            # "De hoeveelste in die rij is X?": by what that list was ordered.
            return False
        if _ONE_MORE.match(question.strip()) and len(reading.of(Kind.SECTOR)) == 1:
            # "De politie erbij?": added to what was said; nothing rose.
            return False
        if folded & {"plek", "plaats"} and folded & {"hoger", "lager"} and not understood.reading.of(Kind.SECTOR):
            # "Wie staat een plek hoger?": than the one before.
            return False
        if folded & {"erbij", "daarbij"} and set(fold(question).split()[:1]) & BELONGS:
            # "Staat Defensie erbij?"
            return False
        if (
            reading.cues & {Cue.RISE, Cue.FALL}
            and reading.cues & {Cue.MORE, Cue.LESS}
            and Cue.CLAIM not in reading.cues
        ):
            than = reading.cues & {Cue.THAN, Cue.HOW_MANY, Cue.WHO, Cue.WHICH} or reading.of(Kind.NUMBER)
            if len(reading.of(Kind.SECTOR)) == 1 and not than:
                # "Groeide het hbo harder?": than the one before.
                return False
        figures = reading.of(Kind.MEASURE) or reading.of(Kind.WEAK_MEASURE)
        moves = reading.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SHORT, Cue.OVER, Cue.MORE, Cue.LESS}
        if reading.cues & {Cue.HIGHEST, Cue.LOWEST} and not (figures or moves or reading.of(Kind.YEAR)):
            # "Welke sector had de meeste?": of what was asked.
            return False
        if reading.cues & {Cue.NEXT, Cue.RANK} and not (figures or moves or reading.of(Kind.SECTOR)):
            # "De tweede?", after a list; "de hoeveelste zijn ze daarmee van alle sectoren?"
            return False
        if OF_SO_MANY.search(question) and not reading.of(Kind.SECTOR):
            # "Wie van de twee had de grootste stijging?"
            return False
        of_all = reading.of(Kind.GROUP) or Cue.SECTOR in reading.cues
        rates = [m for m in reading.mentions if m.value(Kind.WEAK_MEASURE) == RATE or Cue.AS_PERCENT in m.cues]
        if rates and of_all and folded & _OURS and not (reading.of(Kind.MEASURE) or reading.of(Kind.SECTOR)):
            # "Voor hoeveel procent dragen ze bij aan het totaal van alle sectoren?": of what was asked.
            return False
        if "ook" in folded and reading.of(Kind.SECTOR) and not reading.of(Kind.YEAR):
            # "Kunt u het tekort ook voor X geven?": of the year that was spoken of.
            return False
        return not (
            self._holds_against(understood.reading)
            or understood.reading.cues & {Cue.THAT_ONE}
            or self.misses_who(understood.reading)
            or self._points_at_figure(understood.reading)
        )

    def _is_whole(self, question: str) -> bool:
        """Whether a question behind "en" names whom, when and what itself ("en op hoeveel procent zat A in 2023?")."""
        bare = dialogue().bare(question)
        understood = self._understander.understand(bare)
        request, reading = understood.request, understood.reading
        level = request is not None and request.metric is Metric.LEVEL and request.aggregation is Aggregation.VALUE
        if not level or bare == question or reading.cues & {Cue.INCLUDING, Cue.EXCLUDING, Cue.THAT_ONE}:
            return False
        named = reading.of(Kind.MEASURE) or reading.of(Kind.WEAK_MEASURE)
        refers = {token.fold for token in reading.tokens} & (dialogue().refers - {"het", "er"})
        asks = Cue.HOW_MANY in reading.cues
        return bool(asks and named and reading.of(Kind.SECTOR) and reading.of(Kind.YEAR)) and not refers

    @staticmethod
    def _holds_against(reading: Reading) -> bool:
        """Whether a figure of before is held against that of whom is named ("hoeveel lager is die dan …?")."""
        words = {token.fold for token in reading.tokens}
        one = len(reading.of(Kind.SECTOR)) == 1 and not reading.of(Kind.YEAR)
        held = reading.cues & {Cue.THAN, Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW, Cue.COMPARE, Cue.DIFFERENCE}
        return one and bool(held) and bool(words & {"dat", "die", "dit", "deze"})

    @staticmethod
    def _points_at_figure(reading: Reading) -> bool:
        """Whether a figure that was told is meant ("reken dat percentage om naar fta")."""
        kinds = (Kind.WEAK_MEASURE, Kind.MEASURE, Kind.UNIT)
        named = [m for m in reading.mentions if any(m.value(kind) for kind in kinds) and m.value(Kind.SECTOR) is None]
        return any(set(reading.before(m)) & {"dat", "die", "dit", "deze"} for m in named)

    @staticmethod
    def misses_who(reading: Reading) -> bool:
        """Whether it is about everyone only because it names nobody ("hoeveel is dat samen?")."""
        named = reading.of(Kind.SECTOR) or reading.of(Kind.GROUP) or Cue.SECTOR in reading.cues
        words = {token.fold for token in reading.tokens}
        return not named and (FollowUps._goes_on(reading) or bool(words & (dialogue().refers | _TOGETHER)))

    @staticmethod
    def _goes_on(reading: Reading) -> bool:
        """Whether a follow-up can only be of what was told ("van hoeveel in totaal?", "het percentage dan?")."""
        words = [token.fold for token in reading.tokens]
        return words[-1:] == ["dan"] or words[:2] == ["van", "hoeveel"]

    def only_changes(self, question: str) -> bool:
        """Whether a question only names what changes, and so means nothing by itself."""
        return is_fragment(self._understander.reader.read(dialogue().stripped(question)))

    def said_first(self, question: str) -> tuple[str, str] | None:
        """What is said before the question how many that ends a turn of several sentences, and that
        question; none for any other turn."""
        *before, last = _SENTENCE.split(question.strip())
        if not before or Cue.HOW_MANY not in self._understander.reader.read(last).cues:
            return None
        return " ".join(before), last

    def among_last(self, conversation: Conversation, question: str) -> str:
        """A question for who does most, or does something, right behind a few set side by side ("wie heeft het
        hoogste percentage?"), as one of those few; any other as it is."""
        found, last = _BARE_WHO.match(question.strip()), conversation.turns[-1] if conversation.turns else None
        if found is None or last is None or last.request is None or not last.answered:
            return question
        targets = {t.members for t in last.request.targets}
        side_by_side = last.request.aggregation in (Aggregation.VALUE, Aggregation.EXTREME)
        word = next((w for w, n in dialogue().several.items() if n == len(targets) and w in _COUNTED), "")
        reading = self._understander.reader.read(question)
        named = any(reading.of(kind) for kind in (Kind.SECTOR, Kind.GROUP)) or Cue.SECTOR in reading.cues
        if not side_by_side or not word or any(len(m) != 1 for m in targets) or named or not reading.cues & _PICKS:
            return question
        return f"{found['lead']}wie van de {word} {found['rest']}"

    def with_names(self, conversation: Conversation, question: str) -> str:
        """A follow-up on two places in the order that was just told ("… tussen de eerste en de tweede?"), with the
        names of who have them; any other as it is."""
        last, ranked = conversation.last_request, dialogue().ranked
        listed = last is not None and last.request is not None and last.request.aggregation in _ORDERED
        words = "|".join(map(re.escape, sorted(ranked, key=len, reverse=True)))
        # "De eerste twee", "het laatste jaar" are no places.
        placed = re.compile(rf"\b(?:de |het )?(?P<place>{words})\b(?=\W*$|\W+(?:en|of|op|uit|in|met)\b)", re.IGNORECASE)
        named = {ranked[found["place"].lower()] for found in placed.finditer(question)}
        request = last.request if last is not None else None
        if last is None or request is None or not listed or len(named) < _TWO or max(named) > len(last.focus):
            return question
        if not request.highest and request.aggregation is Aggregation.EXTREME:
            # Who leads a list of the lowest?
            return question

        def name(found: re.Match[str]) -> str:
            place = ranked[found["place"].lower()]
            return last.focus[place if place < 0 else place - 1].label.partition(" (")[0]

        labels = [name(found) for found in placed.finditer(question)]
        if len(set(labels)) < len(named):
            return question
        if len(labels) == _TWO and _APART.search(question) and request.metric is Metric.LEVEL and request.periods:
            noun = self._phraser.noun(request.measures[0])
            return f"wat is het verschil tussen {noun} van {labels[0]} en dat van {labels[1]} in {request.periods[0]}?"
        return placed.sub(name, question)

    def with_noun(self, conversation: Conversation, question: str) -> str:
        """A follow-up that leaves out the noun of the name before it ("en het voortgezet?", after "het primair
        onderwijs"), with that noun; any other as it is."""
        found, last = _ELLIPTIC.match(question.strip()), conversation.last_request
        if found is None or last is None or len(last.focus) != 1:
            return question
        read = self._understander.reader.read(question)
        if any(read.of(kind) for kind in (Kind.SECTOR, Kind.GROUP, Kind.MEASURE, Kind.WEAK_MEASURE, Kind.QUALIFIER)):
            return question
        noun = last.focus[0].label.partition(" (")[0].rpartition(" ")[2]
        whole = f"{found['name']} {noun}{found['end']}"
        word = fold(found["name"]).split()[-1]
        named = self._understander.reader.read(whole).of(Kind.SECTOR)
        return whole if any(fold(m.text).split() == [word, fold(noun)] for m in named) else question

    def moved_as_said(self, last: Turn | None, said: Said) -> str:
        """The measure that went the way that is said ("wat verklaart de daling?"), of those that were all given of one
        subject; what was realised where that did, or where none is said."""
        way = said.cues & {Cue.RISE, Cue.FALL}
        if last is None or last.request is None or len(last.focus) != 1 or len(way) != 1:
            return REALISED
        known, subject = list(self._understander.facts.periods), last.focus[0].members[0]
        ends_at = known.index(last.request.periods[-1]) + 1 if last.request.periods[-1] in known else len(known)
        years = known[max(ends_at - 2, 0) : ends_at]
        for measure in (REALISED, RATE, GOAL):
            ends = [self._understander.facts.find(subject, measure, year) for year in years]
            values = [fact.value for fact in ends if fact is not None]
            moved = len(values) == len(years) > 1 and values[0] != values[1]
            if moved and (values[1] > values[0]) == (Cue.RISE in way):
                return measure
        return REALISED

    @staticmethod
    def asks_part_of(question: str) -> bool:
        """Whether it asks what part of somebody "that" is ("hoeveel procent van het Rijk is dat?")."""
        return _PART_OF.search(question) is not None

    def whole_of(self, last: Turn, said: Said) -> str:
        """The figure of which "that" is asked as a part, as a question in full; empty where it is none of one
        subject, or more is asked of it than its level."""
        request = last.request
        own = said.slots.years or said.slots.part or said.reading.others or said.slots.numbers or said.slots.groups
        if own or said.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SHORT, Cue.OVER} or len(said.slots.sectors) > 1:
            return ""
        targets = tuple(self._understander.target(s) for s in said.slots.sectors) or last.focus
        before = request.measures[0] if request is not None and request.metric is Metric.LEVEL else REALISED
        measure = said.measure if said.measure in (GOAL, REALISED) else before
        years = request.periods[:1] if request is not None else tuple(self._understander.facts.periods[-1:])
        if len(targets) != 1 or not years or measure not in (GOAL, REALISED):
            return ""
        return self.worded(Request(measures=(measure,), targets=targets, periods=years))

    def asks_of_us(self, question: str) -> bool:
        """Whether it asks what the program thinks, or to make something up; no measure or unit is asked then
        ("maak daar een percentage van")."""
        reading = self._understander.reader.read(question)
        named = [m for m in (*reading.of(Kind.MEASURE), *reading.of(Kind.WEAK_MEASURE)) if not _MAKES.match(m.text)]
        figures = named or reading.of(Kind.UNIT) or reading.cues & {Cue.AS_PERCENT, Cue.FIGURES}
        return bool(dialogue().opinion.search(question) or (dialogue().remake.search(question) and not figures))

    @staticmethod
    def only_asks_why(said: Said) -> bool:
        """Whether only a reason is asked, and nothing of what."""
        return only_why(said.reading) and not said.reading.others

    @staticmethod
    def says_something(said: Said) -> bool:
        """Whether a follow-up names anything by itself, or only says that it is much, good or more."""
        asks = said.cues & {Cue.WHY, Cue.WHO, Cue.MANNER, Cue.SECTOR, Cue.EARLIER, Cue.LATEST, Cue.EACH}
        if said.names_who or asks or said.slots.unknown_years or said.words & {"daarna", "erna"}:
            return True
        return any(word not in dialogue().empty for word in analyse(said.text))

    @staticmethod
    def only_compares(said: Said) -> bool:
        """Whether figures are to be set side by side, and no difference is asked."""
        asks = said.cues & {Cue.DIFFERENCE, Cue.HOW_MANY, Cue.MORE, Cue.LESS, Cue.RATIO, Cue.POINTS}
        return Cue.COMPARE in said.cues and not asks and not said.claims

    def only_asks_how_many(self, question: str) -> bool:
        """Whether it asks for a number and names nothing ("met hoeveel?"), nor a sum of what was said."""
        reading = self._understander.reader.read(question)
        sums = Cue.TOTAL in reading.cues
        return Cue.HOW_MANY in reading.cues and not sums and all(m.cues for m in reading.mentions)

    def with_names_of(self, statement: Reading, question: str) -> list[str]:
        """A question in full, with what a statement before it says, the likeliest way first.

        The whole statement is kept where it says how figures are to be taken, or where the question by itself asks
        for no more than a size; else its names, years and measures will do. Empty where it has words that nothing
        explains, since they may narrow what is asked, or where it denies one of those names.
        """
        if any(m.text[0].isupper() or m.text[0].isdigit() for m in statement.others[1:]):
            return []
        own = self._understander.reader.read(question)
        sides = {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW}
        compared = len(statement.of(Kind.SECTOR)) > 1 and statement.cues & sides and not self.asks_size_alone(own)
        asked = {cue for m in own.mentions if Cue.SHORT not in m.cues for cue in m.cues}
        if compared and not asked & {*sides, Cue.DIFFERENCE, Cue.RATIO, Cue.COMPARE, Cue.TOTAL}:
            # "A is kleiner dan B. Hoeveel hebben ze er?" asks no difference, and does not say of whom.
            return []
        asks = _TAIL.sub("", question)
        says = {cue for m in statement.mentions if fold(m.text) not in REMAINING for cue in m.cues}
        taken = (says - own.cues) & _TAKEN
        moves = statement.cues & _MOVING
        moved = moves if self.asks_size_alone(own) else set()
        # What moved is not what a question of its own asks.
        whole = moved or (taken and not moves)
        found = [f"{asks}, {_TAIL.sub('', statement.question)}?"] if whole else []
        if taken - {Cue.TOTAL} or moved - {Cue.ACHIEVE} or (taken and statement.cues - own.cues - _HARMLESS):
            return found
        lacking, with_it = [], set[int]()
        # "Er zijn banen bijgekomen": what they became is not what is asked.
        measured = statement.of(Kind.MEASURE) or own.of(Kind.MEASURE)
        weak = [] if moves or measured else [(Kind.WEAK_MEASURE,)]
        for kinds in ((Kind.SECTOR, Kind.GROUP), (Kind.YEAR,), (Kind.MEASURE,), *weak, (Kind.QUALIFIER,)):
            if not any(own.of(kind) for kind in kinds):
                lacking += [m for kind in kinds for m in statement.of(kind)]
                if Kind.QUALIFIER in kinds and statement.of(Kind.QUALIFIER):
                    # "Inclusief inkoop" is another figure than "inkoop".
                    lacking += [m for m in statement.mentions if m.cues & {Cue.INCLUDING, Cue.EXCLUDING}]
                    with_it |= {m.first for m in statement.of(Kind.QUALIFIER) if statement.before(m) == ["met"]}
        if any(set(statement.before(m, 2)) & _DENIES for m in lacking) or one_of_group(statement):
            return found
        # "Als je A en B bij elkaar optelt": not each apart.
        lacking += [m for m in statement.mentions if Cue.TOTAL in m.cues and Cue.TOTAL in taken]
        lacking += [m for m in statement.mentions if m.cues & moved]
        ordered = sorted(dict.fromkeys(lacking), key=lambda m: m.first)
        if {token.fold for token in own.tokens} & _OTHERS and statement.of(Kind.SECTOR):
            # "Haal A eruit, hoeveel hebben de andere samen?": of those that are not named.
            return [*found, f"{asks}, behalve {enumerate_dutch([m.text for m in statement.of(Kind.SECTOR)])}?"]
        words = " ".join(f"met {m.text}" if m.first in with_it else m.text for m in ordered)
        if words and own.cues & {Cue.EXCLUDING} and own.of(Kind.QUALIFIER):
            # "…, inkoop buiten beschouwing": what stands behind it would be left out as well.
            return [*found, f"{words}: {question}"]
        return [*found, f"{asks} {words}?"] if words else found

    @staticmethod
    def asks_size_alone(reading: Reading) -> bool:
        """Whether no more than a size is asked ("en hoeveel fta?", "wat is het precieze percentage?"): of what, the
        words before it say."""
        said = {t.fold for m in reading.mentions for t in reading.tokens[m.first : m.last]}
        rest = {token.fold for token in reading.tokens} - said
        cues = reading.cues - _SIZED
        kinds = (Kind.SECTOR, Kind.GROUP, Kind.MEASURE, Kind.QUALIFIER)
        # "Met hoeveel procent t.o.v. 2023?" is of what the words before it say too.
        named = any(reading.of(kind) for kind in (kinds if asks_size(reading) else (*kinds, Kind.YEAR)))
        sized = bool(reading.cues & {Cue.HOW_MANY, Cue.WHICH}) or bool(reading.of(Kind.WEAK_MEASURE))
        # "Op hoeveel kwam het uit?" asks for what it became.
        ends = any(ends_asked(reading)) and "na" not in rest
        return sized and not ends and not (cues or named or reading.others) and rest <= _LINKS

    # --- figures -------------------------------------------------------------------------------

    def on_figures(self, conversation: Conversation, said: Said) -> str:
        """The question in full of a follow-up on figures; empty where it is none, or has no sure wording."""
        if self.left(conversation, said):
            bare = self._bare_measure(conversation, said)
            if bare:
                return bare
            back = self._back_to_figures(conversation, said)
            if back:
                return back
            own = self._understander.understand(said.text)
            names = said.names_who or said.measure or said.in_jobs or said.in_percent or Cue.SECTOR in said.cues
            # "Van hoeveel in totaal?" is of what was told.
            asks = own.request is not None and not (said.refers or own.wants_reason or self._goes_on(own.reading))
            return said.text if asks and names else ""
        for request in self._edits.requests(conversation, said):
            text = self.worded(request)
            if text:
                return text
        return ""

    def of_another(self, conversation: Conversation, said: Said) -> str:
        """ "Het Rijk als geheel dan?", after a figure of somebody that the letters do not know: that figure, of whom is
        named now; empty where the question before asked more than one figure, or was of somebody they know."""
        last = conversation.turns[-1]
        allowed = {Cue.TOPIC, Cue.TOTAL, Cue.EACH, Cue.EXCLUDING, Cue.INCLUDING, Cue.THAN}
        refused = last.answer is not None and last.answer.status is Status.NOT_IN_SOURCE and last.request is None
        if not refused or not said.names_who or said.measure or said.cues - allowed or said.reading.others:
            return ""
        before = self._understander.understand(last.question)
        if before.request is not None or before.sectors or not before.reading.others or before.reading.of(Kind.NUMBER):
            return ""
        asked = before.reading.of(Kind.MEASURE) or before.reading.of(Kind.WEAK_MEASURE)
        measures = {str(m.value(Kind.MEASURE) or m.value(Kind.WEAK_MEASURE)) for m in asked}
        if len(measures) != 1 or before.reading.cues - {Cue.TOPIC, Cue.HOW_MANY, Cue.WHICH}:
            return ""
        years = before.reading.values(Kind.YEAR)[:1] or self._understander.facts.periods[-1:]
        request = self._edits.of_another(measures.pop(), str(years[0]), said)
        return self.worded(request) if request is not None else ""

    def raised(self, conversation: Conversation, question: str) -> str:
        """ "+ 10%", after one figure: that figure with so much more, in full; empty for any other."""
        found, last = _RAISED.match(question.strip()), conversation.turns[-1]
        request = last.request
        if found is None or request is None or request.metric is not Metric.LEVEL or request.supposed is not None:
            return ""
        if len(last.focus) != 1 or request.measures not in ((GOAL,), (REALISED,)) or request.qualifier:
            return ""
        sign = "plus" if found["sign"] in ("+", "plus") else "min"
        noun = self._phraser.noun(request.measures[0])
        return f"Hoeveel is {noun} van {last.focus[0].label} in {request.periods[0]} {sign} {found['number']}%?"

    def gap_against(self, conversation: Conversation, said: Said) -> str:
        """ "Is hun tekort kleiner dan dat van X?", whatever figure of them came before: the one shortfall against the
        other, in full; empty for any other."""
        last = conversation.last_request
        compares = Cue.THAN in said.cues and len(said.cues & {Cue.MORE, Cue.LESS}) == 1 and Cue.SHORT in said.cues
        of_one = len(said.slots.sectors) == 1 and not (said.slots.groups or said.slots.years or said.slots.numbers)
        if not (said.claims and compares and of_one) or last is None or last.request is None or len(last.focus) != 1:
            return ""
        own, other = last.focus[0], self._understander.target(said.slots.sectors[0])
        year = last.request.periods[0] if last.request.periods else ""
        way = "groter" if Cue.MORE in said.cues else "kleiner"
        if own.members == other.members or not year:
            return ""
        return f"Is het tekort van {own.label} in {year} {way} dan dat van {other.label}?"

    def of_those(self, conversation: Conversation, said: Said) -> str:
        """ "Welke daarvan haalden het doel?", after a list: the question with the names of that list; empty for any
        other, and where who of them comes first is asked."""
        found = _OF_THOSE.match(said.text)
        last = conversation.last_request
        if found is None or last is None or last.request is None or self.left(conversation, said) or said.names_who:
            return ""
        ordered = said.cues & {Cue.HIGHEST, Cue.LOWEST, Cue.NEXT, Cue.RANK, Cue.TOTAL, Cue.MEAN, Cue.DIFFERENCE}
        listed = last.request.aggregation in (Aggregation.FILTER, Aggregation.COUNT, Aggregation.EXTREME)
        # "Hoeveel van die drie haalden het doel?", after their sum.
        those = last.focus if listed else self._edits.pointed(conversation, said)
        names = [t.label.partition(" (")[0] for t in those if len(t.members) == 1]
        if ordered or len(names) < _TWO or len(names) != len(those):
            return ""
        years = said.slots.years or said.slots.base or said.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.EARLIER}
        when = "" if years else f" in {last.request.periods[0]}"
        return f"{found['ask']} van {enumerate_dutch(names)} {found['rest'].strip(' ?.!')}{when}?"

    def unsaid(self, conversation: Conversation, said: Said) -> bool:
        """Whether a follow-up on figures is understood but has no sure wording, or whether the conversation has
        left figures: then the words of the turns before make no other figure of it."""
        if self.left(conversation, said):
            return not said.names_who
        return next(self._edits.requests(conversation, said), None) is not None

    @staticmethod
    def left(conversation: Conversation, said: Said) -> bool:
        """Whether the conversation has left figures for words, and a follow-up does not go back to them."""
        last = next((turn for turn in reversed(conversation.turns) if turn.answered or turn.request is not None), None)
        if last is None or last.request is not None:
            return False
        back = said.measure or said.in_jobs or said.in_percent or said.cues & {Cue.SHORT, Cue.OVER}
        return not back or not said.names_who

    def why(self, conversation: Conversation, question: str) -> str:
        """ "Waarom?" after a figure: why what the last answer gives is so; empty for any other question."""
        last = next((t for t in reversed(conversation.turns[-2:]) if t.answered or t.request is not None), None)
        reading = self._understander.reader.read(question)
        if last is None or not only_why(reading):
            return ""
        if last.request is None:
            return self._why_moved(conversation, question)
        if not last.rows:
            return ""
        request, row = last.request, last.rows[0]
        if len(last.focus) != 1:
            return ""
        who = row.target.label.partition(" (")[0]
        noun, part = self._phraser.noun(row.measure), self._phraser.part(request.qualifier)
        said = self.said(question)
        up, down = said.cues & {Cue.RISE, Cue.MORE}, said.cues & {Cue.FALL, Cue.LESS}
        moves = {Cue.RISE for _ in up} | {Cue.FALL for _ in down}
        measure = said.measure or ("realisatiepercentage" if said.in_percent else row.measure)
        if len(moves) == 1:
            years = self._understander.facts.periods[-2:]
            way = "gestegen" if Cue.RISE in moves else "gedaald"
            return f"Waarom is {self._phraser.noun(measure)} van {who}{part} {way} tussen {' en '.join(years)}?"
        differs = said.words & dialogue().differs and len(years := self._understander.facts.periods[-2:]) > 1
        figures = [self._understander.facts.find(row.target.members[0], measure, y) for y in years] if differs else []
        if len(figures) > 1 and figures[0] is not None and figures[1] is not None and not request.qualifier:
            way = "gestegen" if figures[1].value > figures[0].value else "gedaald"
            return f"Waarom is {self._phraser.noun(measure)} van {who} {way} tussen {' en '.join(years)}?"
        changes = request.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT)
        if changes:
            way = "gestegen" if row.rose else "gedaald"
            return f"Waarom is {noun} van {who}{part} {way} tussen {request.base} en {row.period}?"
        if request.metric in (Metric.GAP, Metric.GAP_PERCENT) and not row.rose:
            return (
                f"Waarom {'halen' if self._plural(row.target) else 'haalt'} {who}{part} het doel niet in {row.period}?"
            )
        return f"Wat verklaart {noun} van {who}{part} in {row.period}?"

    def _plural(self, target: Target) -> bool:
        sector = self._lexicon.sectors.get(target.members[0])
        return target.pooled or (sector is not None and sector.plural)

    def supposing(self, conversation: Conversation, said: Said) -> str:
        """ "En als ze er 50 bij krijgen?" after a figure: that figure under the condition; empty for any other."""
        last = conversation.last_request
        opened = _SUPPOSES.match(said.text)
        if opened is None or last is None or last.request is None or self.left(conversation, said):
            return ""
        request = last.request
        one = len(request.targets) == 1 and request.aggregation is Aggregation.VALUE
        if not one or request.metric not in (Metric.LEVEL, *GAPS) or request.supposed is not None:
            return ""
        who = self._phraser.who(request.targets)
        condition, _, main = _TAIL.sub("", said.text[opened.end() :]).partition(",")
        if not said.names_who:
            named = _PRONOUN.sub(who, condition, count=1)
            condition = named if named != condition else f"{who} {condition}"
        asked = f"{main.strip()} {who}" if main.strip() else self.worded(request.model_copy(update={"claim": None}))
        if not asked:
            return ""
        text = f"Als {condition.strip()}, {asked[0].lower()}{_TAIL.sub('', asked[1:])}?"
        read = self._understander.understand(text).request
        return text if read is not None and read.supposed is not None else ""

    def of_whole(self, conversation: Conversation, said: Said) -> str:
        """ "Geef dan het hele primair onderwijs maar", after a number of jobs that was refused: that of the sector;
        empty for any other."""
        last = conversation.turns[-1]
        only = said.names_who and not (said.reading.others or said.measure or said.slots.part)
        if last.answered or last.request is not None or not only or said.cues - {Cue.TOPIC, Cue.TOTAL}:
            return ""
        asked = self._words.read(last)
        jobs = "fta" in asked.values(Kind.UNIT) or "banen" in asked.values(Kind.UNIT)
        targets = self._edits.named(said)
        plain = Cue.HOW_MANY in asked.cues and asked.cues <= {Cue.HOW_MANY, Cue.TOPIC, Cue.THAT_ONE}
        if not (jobs and plain) or asked.of(Kind.QUALIFIER) or asked.of(Kind.SECTOR) or len(targets) != 1:
            return ""
        years = said.slots.years or list(self._understander.facts.periods[-1:])
        return self.worded(Request(measures=(REALISED,), targets=targets, periods=(years[0],)))

    def no_year(self, conversation: Conversation, said: Said) -> str:
        """ "En in 2025?" after a figure: the question before with a year that no table has; empty for any other."""
        last = conversation.last_request
        asks = said.words & dialogue().asking and not (said.in_jobs or said.in_percent)
        if not said.slots.unknown_years or asks or not is_fragment(said.reading):
            return ""
        if last is None or last.request is None:
            previous = conversation.turns[-1]
            return "" if previous.answered else f"{_TAIL.sub('', previous.resolved)} in {said.slots.unknown_years[0]}?"
        if self.left(conversation, said):
            return ""
        request = last.request.model_copy(update={"periods": (said.slots.unknown_years[0],), "claim": None})
        if request.base:
            request = request.model_copy(update={"base": str(int(request.periods[0]) - 1)})
        return next(self._phraser.questions(request), "") if request.periods[0].isdigit() else ""

    def foreign(self, conversation: Conversation, question: str, said: Said) -> str:
        """ "En bij de brandweer?" after a figure: the question before with that name; empty for any other."""
        last = conversation.last_request
        stays = conversation.turns and (
            conversation.turns[-1].request is not None or not conversation.turns[-1].answered
        )
        others = said.reading.others
        if said.words & dialogue().rest:
            return ""
        if (
            last is None
            or last.request is None
            or not stays
            or not others
            or said.names_who
            or len(said.reading.tokens) > _SHORT
        ):
            return ""
        if said.cues - FREE - {Cue.EARLIER, Cue.PEOPLE} or said.measure or said.slots.part or said.cues & {Cue.WHY}:
            return ""
        if not (_FRAGMENT.match(said.text) or dialogue().opening.match(question)):
            return ""
        if any(_is_verb(m.text) for m in others):
            return ""
        name = re.sub(
            r"^(?:hoeveel )?(?:bij|van|voor|in|met|over|door|en)\s+", "", _TAIL.sub("", said.text), flags=re.IGNORECASE
        )
        request = last.request
        if request.aggregation is not Aggregation.VALUE or request.metric is not Metric.LEVEL:
            request = Request(measures=request.measures[:1], targets=request.targets[:1], periods=request.periods[:1])
        target = Target(label=name, members=(name,))
        plain = request.model_copy(update={"targets": (target,), "claim": None})
        return next(self._phraser.questions(plain), "")

    # --- unclear referents ---------------------------------------------------------------------

    def unclear(self, conversation: Conversation, question: str, said: Said) -> list[str]:
        """The questions that a follow-up may mean, in full, where it points at one of several; else empty."""
        last = conversation.last_request
        if last is None or last.request is None or self.left(conversation, said):
            return []
        if said.words & dialogue().rest and conversation.turns[-1] is last:
            known = next(self._edits.requests(conversation, said), None) is not None
            rests = [] if known else self._edits.remainders(last, last.request)
            return [text for text in map(self.worded, rests) if text]
        among = self._one_of(conversation, last, said)
        if not among:
            return []
        request = last.request
        groups = [m.text for m in said.reading.of(Kind.GROUP)]
        left = _without_referent(said.text)
        for name in groups:
            left = re.sub(rf"\b(?:(?:bij|van|voor|in) )?(?:(?:de|het|die) )?(?:andere )?{re.escape(name)}\b", "", left)
        bare_said = self._reader.said(left.strip())
        texts = []
        for target in among:
            base = request.model_copy(update={"targets": (target,), "assumptions": ()})
            if request.aggregation is not Aggregation.VALUE:
                base = Request(measures=request.measures[:1], targets=(target,), periods=request.periods[:1])
            talk = Conversation((Turn("", "", base, rows=last.rows),))
            found = next(self._edits.requests(talk, bare_said), base) if bare_said.text else base
            text = self.worded(found)
            if text and text not in texts:
                texts.append(text)
        return texts[:_OFFERED] if len(texts) > 1 else []

    def _one_of(self, conversation: Conversation, last: Turn, said: Said) -> list[Target]:
        """The subjects of which a follow-up means one without saying which; empty where it does say."""
        words = said.words
        targets = [t for t in last.focus if len(t.members) == 1]
        other = words & dialogue().other
        groups = said.slots.groups
        if other and groups and not said.slots.sectors:
            mentioned = {m for t in self._edits.subjects(conversation) for m in t.members}
            members = [m for g in groups for m in self._understander.pool(g).members if m not in mentioned]
            return [self._understander.target(m) for m in members]
        pooled = last.request.targets if last.request is not None else ()
        if "ene" in words and "die" in words and len(pooled) == 1 and 1 < len(pooled[0].members) <= _OFFERED:
            # "Die ene", after the sum of three.
            return [self._understander.target(m) for m in pooled[0].members]
        if "ene" in words and "die" in words and last.request is not None and 1 < len(last.request.targets) <= _OFFERED:
            return list(last.request.targets)
        singular = dialogue().vague_one.search(said.text)
        several = len({t.members for t in targets}) > 1
        if singular and not said.names_who and several:
            return list(dict.fromkeys(targets))
        if groups and not said.slots.sectors and self._asks_one_figure(last, said):
            members = [m for g in groups for m in self._understander.pool(g).members]
            pools = [self._understander.pool(g) for g in groups]
            return [*pools, *(self._understander.target(m) for m in members)]
        return []

    def _asks_one_figure(self, last: Turn, said: Said) -> bool:
        """Whether a group is named where one subject was, and nothing says that it is to be one figure."""
        request = last.request
        if request is None or any(t.pooled for t in request.targets):
            return False
        if request.aggregation is not Aggregation.VALUE and not (said.measure or said.in_percent or said.in_jobs):
            return False
        whole = dialogue().as_one
        pooled = said.cues & {Cue.TOTAL, Cue.EACH, Cue.SHARE, Cue.COMPARE, Cue.DIFFERENCE}
        every = any("*" in g.members for g in self._lexicon.group if g.id in said.slots.groups)
        plural = any(m.text.endswith(("sectoren", "overheden")) for m in said.reading.of(Kind.GROUP))
        picks = said.cues & {Cue.HIGHEST, Cue.LOWEST, Cue.NEXT, Cue.RANK, Cue.WHICH, Cue.WHO}
        return not (pooled or said.words & whole or every or plural or picks)

    # --- words ---------------------------------------------------------------------------------

    def candidates(self, conversation: Conversation, question: str) -> Iterator[str]:
        """The question in full, the likeliest way first; none when there is nothing to go back to."""
        if not conversation.turns:
            return
        said = self.said(question, conversation)
        figures = self.on_figures(conversation, said)
        if figures:
            yield figures
        yield from self._words.in_words(conversation, question, said)

    def in_words(self, conversation: Conversation, question: str, said: Said) -> Iterator[str]:
        """The question in full in the words of the turns before it, the likeliest way first."""
        return self._words.in_words(conversation, question, said)

    def other_thing(self, conversation: Conversation, said: Said) -> str:
        """The question before of another thing of somebody ("en de besturen in het vo?"); empty for any other."""
        asks = said.cues or said.words & dialogue().asking
        return "" if asks else self._words.other_thing(conversation.turns[-1], said.reading)

    def names(self, turn: Turn) -> tuple[frozenset[str], frozenset[str]]:
        """The analysed words by which the question of a turn names something that no table knows, and those of
        them that it writes with a capital."""
        read = self._words.read(turn)
        named = [*read.others, *read.of(Kind.QUALIFIER)]
        loud = [m for m in read.others if m.first and m.text[0].isupper()]
        words = [frozenset(word for m in mentions for word in analyse(m.text)) for mentions in (named, loud)]
        return words[0], words[1]

    def topic(self, turn: Turn) -> str:
        """What a turn was about, in words."""
        return self._words.topic(turn)


def _is_verb(word: str) -> bool:
    """Whether a word looks like a finite verb: then it asks something of its own."""
    from corpus.dutch import lemma

    base = lemma(word.casefold())
    return base.endswith(("en", "aan", "ien")) and base != word.casefold() and not word.casefold().endswith("en")


def _without_referent(text: str) -> str:
    """The text without a word that points at one of several."""
    found = dialogue().vague_one.sub("", text)
    return re.sub(r"\s+", " ", found).strip()


__all__ = ["FollowUps"]
