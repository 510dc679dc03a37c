"""Whether a question can be answered from the letters, and how to say that it cannot.

Three refusals are kept apart: the letters do not say, the question is not one for letters, or it
has several readings. Each names what was looked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from assistant.answer import Answer, Route, Status
from assistant.answer_types import AnswerType, answer_type, can_hold, can_name, how_many_asked, new_names
from assistant.answerability import Signals, shipped_weights
from assistant.asks import MODAL, asks_yes_no, opens_with_verb
from assistant.compose import Composer
from assistant.cues import Cue, vocabulary
from assistant.matching import parts
from assistant.nuances import asks_forecast
from assistant.other_thing import speaks_of_other
from assistant.reading import Kind, Reading
from assistant.retrieval import Evidence, Signs, analysed, enough
from assistant.sentences import asks_meaning, speaks_of_change
from assistant.understand import Understood
from corpus.analysis import analyse
from corpus.documents import Span
from corpus.dutch import FUNCTION_WORDS, enumerate_dutch, fold, is_word, lemma, parse_number_word, tokens
from corpus.facts import Fact, FactTable
from corpus.lexicon import Lexicon
from corpus.synonyms import synonyms

MAX_QUESTION = 1000
_IN_WORDS = frozenset({Cue.WHY, Cue.MANNER, Cue.WHO})
_COMPARES = frozenset({Cue.ABOVE, Cue.BELOW, Cue.MORE, Cue.LESS, Cue.DIFFERENCE, Cue.COMPARE, Cue.RATIO})
_RESULTS = frozenset({Cue.ACHIEVE, Cue.SHORT, Cue.OVER})
_ORDERS = frozenset({Cue.HIGHEST, Cue.LOWEST, Cue.RANK, Cue.RATIO, Cue.MEAN, Cue.DIFFERENCE})
_REFERS = frozenset("ze zij hun hen hem dat die deze dit daar daarvan eraan daarbij diezelfde dezelfde".split())
_FEW = 2
_THE_LETTER = frozenset("brief kamerbrief bijlage voortgangsbrief kamerstuk kamerstuknummer".split())
_MOVES = frozenset({Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.MORE, Cue.LESS, Cue.DIFFERENCE, Cue.TOTAL, Cue.MEAN})
_STEM = 6
_IN_OTHER_WORDS = re.compile(r"(?:en )?(?:\w+ )?(?:wie|waar\w*|wat|hoe(?!veel)|welke?|wanneer)\b")
#: What somebody thinks or promises is told in words, whatever it is about.
_WHAT_SAYS = re.compile(
    r"(?:en )?wat (?:vindt|vinden|vond|vonden|zegt|zeggen|belooft|beloven|beloofde|biedt|bieden|schrijft|verandert|"
    r"veranderde|gebeurt|gebeurde|doet|doen|deed|deden|wil|willen)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAREST = 0.8
"""The surety from which the best sentence is told with a refusal, as what the letter does say."""
_FAR = (0.45, 0.4)
"""The surety and the nearness up to which nothing in the letters is about a question."""
_OURS = 1.1
_LEVEL, _ALIKE = 4, 0.25
_SPECIFIC_WORD = 10
_MUCH = 8
_LOOSE = frozenset({AnswerType.OTHER, AnswerType.DEFINITION, AnswerType.CAUSE})
_NAME_LENGTH = 6  # shorter ones are abbreviations as often as names
_FOLLOWING = 0.5
"""What part of the likelihood is enough in a section that a conversation was about."""
_SPECIFIC = 8
#: Words that address the program itself, or ask it to make something up.
_COMMANDS = frozenset(
    """
    negeer negeren vergeet instructie instructies systeemprompt prompt prompts doe-alsof hack jailbreak
    gedicht gedichtje rijmpje limerick grap mop liedje verhaaltje sprookje recept vertaal
    vertalen programmeer programmacode python javascript sql wachtwoord ignore instructions pretend
    """.split()
)


#: Words that frame questions in English, German and French, and are no Dutch.
_FOREIGN = frozenset(
    """
    what which how many much the are were does did who whose why when where has been this these and for with from
    about please can could would should tell there their they your its
    viele welche warum haben hat ist sind und der das mit von fur uber bitte nicht
    quel quelle quels quelles combien pourquoi est sont les du et avec pour dans que qui
    """.split()
)
_LEAST_FOREIGN = 2


#: An order for all that follows; of a measure that holds "voortaan" may be asked.
_FROM_NOW = re.compile(
    r"\b(?:zeg|antwoord|schrijf|reageer)\b(?: \w+){0,3} (?:vanaf nu|voortaan)\b|\bdoe alsof\b|"
    r"^(?:vanaf nu|voortaan)\b.*\b(?:zeg|zegt|antwoord|antwoordt|schrijf|reageer|doe|geef|noem|moet je|ben je)\b"
)


class Scope:
    """Refuses what the letters cannot answer."""

    def __init__(
        self, facts: FactTable, lexicon: Lexicon, composer: Composer,
        frequency: Callable[[Sequence[str]], Mapping[str, int]], titles: Sequence[str] = (),
        counts: Callable[[Understood, Sequence[str]], bool] = lambda _, __: False,
    ) -> None:  # fmt: skip
        """``frequency`` tells in how many passages each of some analysed words occurs; ``titles`` are
        those of the letters; ``counts`` tells whether a figure in sentences counts what is asked."""
        self._counts = counts
        self._titles = titles
        self._facts = facts
        self._lexicon = lexicon
        self._composer = composer
        self._frequency = frequency
        self._weights = shipped_weights()

    def too_long(self, question: str) -> Answer | None:
        """The refusal of a question that is too long to be read, else None."""
        if len(question) <= MAX_QUESTION:
            return None
        return self._out(question, "De vraag is te lang. Stel een kortere vraag.")

    def refuse(self, question: str, understood: Understood) -> Answer | None:
        """The refusal of a question that need not be looked into, else None."""
        words = [token.fold for token in tokens(question)]
        if not any(word[0].isalnum() for word in words):
            return self._out(question, "Er staat geen vraag. Stel een vraag over de brief.")
        foreign, dutch = set(words) & _FOREIGN - self._own_names, {w for w in words if w in FUNCTION_WORDS} - _FOREIGN
        if len(foreign) >= _LEAST_FOREIGN and len(foreign) > len(dutch):
            return self._out(question, "Ik begrijp alleen Nederlands. Stel de vraag in het Nederlands.")
        if set(words) & _COMMANDS or _FROM_NOW.search(" ".join(words)):
            return self._out(
                question, "Dit is geen vraag over de brieven. Ik beantwoord alleen vragen met citaten uit de brieven."
            )
        return None

    @staticmethod
    def _about_figures(understood: Understood) -> bool:
        """Whether a question asks for a figure, or names one of somebody."""
        reading = understood.reading
        measured = reading.of(Kind.MEASURE) or reading.of(Kind.WEAK_MEASURE) or reading.cues & _RESULTS
        placed = reading.of(Kind.SECTOR) or reading.of(Kind.GROUP) or reading.of(Kind.YEAR)
        asks_words = bool(reading.cues & _IN_WORDS) or opens_with_verb(reading)
        return understood.numeric or bool(measured and placed and not asks_words)

    def no_year(self, question: str, understood: Understood) -> Answer | None:
        """The refusal of a figure of a year that no table has; None for any other question."""
        named = understood.reading.of(Kind.SECTOR) or understood.reading.of(Kind.GROUP)
        if not understood.unknown_years or understood.unexplained or not (named and self._about_figures(understood)):
            return None
        # "Volgend jaar" is not told by its number: no figure stands in an answer that nobody gave.
        told = all(year in question for year in understood.unknown_years)
        years = enumerate_dutch(understood.unknown_years) if told else "dat jaar"
        text = f"De brief geeft in de tabellen geen cijfers over {years}."
        return self._composer.refused(question, Status.NOT_IN_SOURCE, text, self._possible(understood))

    def sufficient(self, evidence: Evidence, understood: Understood, near: Sequence[str] = ()) -> bool:
        """Whether evidence that can answer (`can_answer`) does, as the signs together say; less is asked of it in
        the sections ``near`` that a conversation was about."""
        follows = any(section in evidence.passage.section for section in near)
        least = self._weights.threshold * (_FOLLOWING if follows else 1.0)
        return self.likelihood(evidence, understood) >= least

    def likelihood(self, evidence: Evidence, understood: Understood) -> float:
        """The likelihood, from 0 to 1, that evidence answers, where nothing makes it impossible."""
        return self._weights.likelihood(self.signals(evidence, understood))

    def can_answer(self, evidence: Evidence, understood: Understood) -> bool:
        """Whether nothing makes it impossible that evidence answers, however near it is."""
        question = understood.reading.question
        kind, texts = answer_type(question), [s.text for s in evidence.sentences]
        around = " ".join([evidence.passage.sentences[0].text, *texts])
        if not any(can_hold(text, kind, question, around) for text in texts) or speaks_of_other(question, texts):
            return False
        if asks_meaning(question) and evidence.signs is not None and not evidence.signs.defines:
            # A sentence that mentions a thing does not say what such a thing is.
            return False
        count = how_many_asked(question)
        if count is not None and not can_name(texts, count):
            return False
        asks_words = understood.reading.cues & _IN_WORDS
        moves = understood.reading.cues & _MOVES and not self._tells_movement(understood, texts)
        if not (understood.reading.others or asks_words) and moves:
            # Nothing but sums is asked: a quote does not work them out.
            return False
        asks_order = Cue.WHY not in understood.reading.cues and understood.reading.cues & _ORDERS
        if Cue.SECTOR in understood.reading.cues and asks_order:
            # Which sector comes first is worked out or refused, never quoted.
            return False
        if evidence.elsewhere or not self._explains_order(evidence, understood):
            return False
        if asks_forecast(understood.reading) and not self._foretells(texts):
            return False
        if understood.reading.cues & _COMPARES and not self._names_all(evidence, understood):
            return False
        if self._needs_figure(understood) and not (
            self._holds_figure(evidence, understood)
            or self._counts(understood, texts)
            or self._tells_movement(understood, texts)
        ):
            return False
        return _holds_names(evidence, understood) and _holds_numbers(evidence)

    @staticmethod
    def _tells_movement(understood: Understood, texts: Sequence[str]) -> bool:
        """Whether no more is asked than whether something rose or fell, and sentences say that it did either."""
        reading = understood.reading
        bounds = reading.of(Kind.NUMBER) or reading.of(Kind.UNIT) or reading.cues & (_COMPARES | _ORDERS | _RESULTS)
        named = reading.others or reading.of(Kind.QUALIFIER)
        moves = asks_yes_no(reading) and reading.cues & {Cue.RISE, Cue.FALL} and named
        return bool(moves) and not bounds and any(speaks_of_change(text) for text in texts)

    def _foretells(self, texts: Sequence[str]) -> bool:
        """Whether sentences speak of a target in a year after the last of the tables."""
        goals = [fold(name) for m in self._lexicon.measure if m.id == "doel" for name in (m.label, *m.rows)]
        later = [int(year) for text in texts for year in _YEAR.findall(text)]
        latest = max((int(p) for p in self._facts.periods if p.isdigit()), default=0)
        achieves = {"halen", "behalen", "bereiken"} & {lemma(t.text) for text in texts for t in tokens(text)}
        met = achieves or any(name in fold(text) for text in texts for name in goals)
        return bool(met) and any(year > latest for year in later)

    def _asks_figure(self, understood: Understood) -> bool:
        often = answer_type(understood.reading.question) is AnswerType.FREQUENCY
        return not (understood.wants_reason or often) and self._about_figures(understood)

    def _needs_figure(self, understood: Understood) -> bool:
        """Whether only a sentence with a figure answers: a realisation of somebody is one."""
        reading = understood.reading
        if _own_rate(reading):
            return not understood.wants_reason
        sums = _MOVES | _RESULTS | _COMPARES | _ORDERS
        measured = any(not m.first and fold(m.text) not in MODAL for m in reading.of(Kind.MEASURE))
        if asks_yes_no(reading) and not (reading.cues & sums or reading.of(Kind.NUMBER) or measured):
            # "Tellen die banen mee voor het doel?": yes or no.
            return False
        if self._asks_thing(reading) or _WHAT_SAYS.match(fold(reading.question)):
            return False
        # "Wie heeft de gids gemaakt?" asks for no jobs.
        in_words = _IN_OTHER_WORDS.match(fold(reading.question)) is not None
        realised = not in_words and {"realisatie", "realisatiepercentage"} & set(reading.values(Kind.MEASURE))
        return bool(realised and not understood.wants_reason) or (understood.numeric and self._asks_figure(understood))

    @staticmethod
    def _asks_thing(reading: Reading) -> bool:
        """Whether "welk" asks for a thing that is no figure ("welke kanttekening hoort bij de realisatie?")."""
        asked = [
            behind
            for mention, behind in pairwise(reading.mentions)
            if fold(mention.text).split()[-1] in ("welk", "welke") and behind.first == mention.last
        ]
        return Cue.HOW_MANY not in reading.cues and bool(asked) and asked[0].value(Kind.OTHER) is not None

    def signals(self, evidence: Evidence, understood: Understood) -> Signals:
        """What is weighed of evidence, by name (`assistant.answerability.SIGNALS`)."""
        kind = answer_type(understood.reading.question)
        signs = evidence.signs or Signs(0.0, 0.0, 0.0, shows_kind=False, defines=0.0)
        left = evidence.unexplained
        return {
            "surety": evidence.surety,
            "sentence_meaning": signs.meaning,
            "closest_meaning": signs.closest,
            "lead": signs.lead,
            "share": signs.share,
            "shows_kind": float(signs.shows_kind),
            "defines": signs.defines,
            "names_sector": float(bool(understood.sectors)),
            "asks_figure": float(self._asks_figure(understood)),
            # Why something happened is not told where it is not told that it happened.
            "untold_event": float(kind is AnswerType.CAUSE and any(word.endswith("en") for word in left)),
            # A compound or another long word is a thing of its own ("mantelzorger").
            "untold_thing": float(any(parts(word)[1:] or len(word) >= _SPECIFIC_WORD for word in left)),
            "told_itself": signs.told,
            "asked_much": min(signs.asked, _MUCH) / _MUCH,
            # A name, a day or an amount is there or is not: `can_answer` has seen that it is.
            "holds_kind": float(kind not in _LOOSE),
        }

    @staticmethod
    def _explains_order(evidence: Evidence, understood: Understood) -> bool:
        """Whether words that order or compare ("de beste", "de meeste") stand in the evidence: it is not
        for a quote to choose."""
        said = {token.fold for sentence in evidence.sentences for token in tokens(sentence.text)}
        forms = vocabulary().forms
        told = {cue for word in said for cue in forms.get((word,), ())}
        # "Op welke plek": a place in no order.
        # "Wat doet de nieuwe wet met dat verschil?": a thing, and no sum.
        orders = _ORDERS if understood.numeric else _ORDERS - {Cue.RANK, Cue.DIFFERENCE}
        return all(
            {token.fold for token in tokens(mention.text)} & said or mention.cues <= told
            for mention in understood.reading.mentions
            if mention.cues and mention.cues <= orders
        )

    def _names_all(self, evidence: Evidence, understood: Understood) -> bool:
        """Whether evidence speaks of every sector that a question sets against another."""
        named = [self._lexicon.sectors[s] for s in understood.sectors if s in self._lexicon.sectors]
        there = [analysed(evidence.passage.section), *(analysed(s.text) for s in evidence.sentences)]
        said = frozenset().union(*there)
        return len(named) < 2 or all(any(set(analyse(n)) <= said for n in (s.label, *s.names)) for s in named)

    def gives_cause(self, evidence: Evidence, understood: Understood) -> bool:
        """Whether evidence states a cause of what a "waarom" question is about."""
        question = understood.reading.question
        caused = any(can_hold(s.text, AnswerType.CAUSE, question) for s in evidence.sentences)
        return caused and not evidence.elsewhere and enough(evidence) and not _names(evidence.unexplained, understood)

    def no_reason(self, question: str, figure: Answer) -> Answer:
        """The refusal of a "waarom" for which the letters give no reason, with the figure that they do give."""
        text = f"De brief noemt hiervoor geen reden. Wel is dit bekend: {figure.text}"
        return figure.model_copy(
            update={
                "question": question, "status": Status.NOT_IN_SOURCE, "route": Route.NONE, "text": text,
                "value": None, "unit": None,
            }
        )  # fmt: skip

    def _holds_figure(self, evidence: Evidence, understood: Understood) -> bool:
        """Whether a figure of the letter, not a mere year, stands in the chosen sentences."""
        spans = [span for sentence in evidence.sentences for span in sentence.spans]
        rate = _own_rate(understood.reading)
        asks_share = "%" in understood.reading.values(Kind.UNIT) or understood.reading.of(Kind.WEAK_MEASURE) or rate
        measures = {m for m in understood.reading.values(Kind.MEASURE) if m in self._lexicon.measures and not rate}
        units = {self._lexicon.measures[m].unit for m in measures} | ({"banen"} if measures else set())
        return any(
            (asks_share or fact.unit != "%") and (not units or fact.unit in units)
            for span in spans
            for fact in self._figures_in(span)
        )

    def _figures_in(self, span: Span) -> list[Fact]:
        """The figures of the running text, but durations, that stand in a stretch of a letter."""
        figures, longest = self._figures.get(span.letter, ([], 0))
        first = bisect_left(figures, span.start - longest, key=lambda fact: fact.cell.start)
        last = bisect_left(figures, span.end, key=lambda fact: fact.cell.start)
        return [fact for fact in figures[first:last] if fact.cell.overlaps(span)]

    @cached_property
    def _figures(self) -> dict[str, tuple[list[Fact], int]]:
        """Those of each letter in their order, and the length of the longest."""
        found: dict[str, list[Fact]] = {}
        for fact in self._facts:
            if not fact.from_table and fact.measure != "duur":
                found.setdefault(fact.cell.letter, []).append(fact)
        return {
            letter: (sorted(own, key=lambda f: f.cell.start), max(f.cell.end - f.cell.start for f in own))
            for letter, own in found.items()
        }

    def _of_the_field(self, reading: Reading) -> bool:
        """Whether a question speaks of what the letters count or are about: a measure by name, a term,
        or a word of a title or heading."""
        words = {token.fold for token in reading.tokens}
        said = {word for token in reading.tokens for word in analyse(token.text)} | words
        return bool(said & self._field or words & _THE_LETTER)

    @cached_property
    def _own_names(self) -> frozenset[str]:
        """The words of names and abbreviations of the lexicon, which may look foreign."""
        names = [n for s in self._lexicon.sector for n in s.names] + [n for t in self._lexicon.term for n in t.names]
        return frozenset(token.fold for name in names for token in tokens(name))

    @cached_property
    def _field(self) -> frozenset[str]:
        counted = [n for m in self._lexicon.measure for n in (*m.rows, m.label, *(m.weak if m.unit == "fta" else ()))]
        terms = [name for term in self._lexicon.term for name in (*term.names, term.means)]
        headings = {fact.section for fact in self._facts}
        words = {word for text in (*counted, *terms, *self._titles, *headings) for word in analyse(text)}
        return frozenset(words)

    def unexplained(self, question: str, understood: Understood, evidence: Evidence | None) -> Answer:
        """The refusal of a question whose words the letters do not explain; it names them."""
        candidates = evidence.unexplained if evidence else tuple(analyse(" ".join(understood.unexplained)))
        frequency = self._frequency(candidates) if candidates else {}
        # Only what the letters never say may be named as not found.
        others = {word for mention in understood.reading.others for word in analyse(mention.text)}
        left = _as_typed([word for word in candidates if word not in frequency and word in others], question)
        reading = understood.reading
        named = understood.sectors or reading.of(Kind.GROUP) or reading.of(Kind.QUALIFIER) or Cue.SECTOR in reading.cues
        heard = self._frequency(sorted(others)) if others else {}
        # Names nobody of the letters, and hardly a word of it stands in them: not their field.
        specific = any(len(word) >= _SPECIFIC and not word.endswith("en") for word in heard)
        ours = bool(named) or self._of_the_field(reading)
        unheard = not (ours or specific) and len(heard) * 2 <= len(others)
        if (unheard or (not ours and _is_far(evidence))) and not _is_near(evidence):
            return self._out(question, "Dit is geen vraag waarop deze brieven antwoord geven.")
        text = "Geen zin of cijfer in de brief beantwoordt deze vraag."
        if left:
            names = enumerate_dutch([f"‘{word}’" for word in left[:3]])
            text = f"Dit staat niet in de brief: er is niets gevonden over {names}."
        near = evidence is not None and not evidence.elsewhere and evidence.surety >= _NEAREST
        nearest = (evidence.passage, evidence.sentences[:1]) if evidence is not None and near else None
        return self._composer.refused(question, Status.NOT_IN_SOURCE, text, self._possible(understood), nearest)

    def unclear(self, question: str, understood: Understood, found: Sequence[Evidence]) -> Answer | None:
        """A question that several sectors answer, or that points back at nothing, asked back; else None."""
        reading = understood.reading
        named = reading.of(Kind.SECTOR) or reading.of(Kind.GROUP) or _capitals(understood)
        years = {int(year) for year in reading.values(Kind.YEAR) if year.isdigit()}
        if asks_meaning(question):
            # What a word means is not asked of a sector.
            return None
        if named or not found or any(t.is_number and t.fold not in map(str, years) for t in reading.tokens):
            return None
        heavy = {word for m in reading.others for word in analyse(m.text)}
        if reading.cues & _ORDERS or (heavy and heavy - self._frequency(sorted(heavy)).keys()):
            # Which comes first, or what no letter speaks of, is not for one of the sectors to answer.
            return None
        refers = {token.fold for token in reading.tokens[1:]} & _REFERS
        head = found[0].passage.section.partition(" › ")[0]
        of_all = self._lexicon.sector_of_heading(head) is None and not (found[0].unexplained or refers)
        if heavy and (of_all or heavy & analysed(head)):
            # All of it is told of everybody, or "een gemeente" is one of those of whom it is told.
            return None
        passages = {e.passage.id: e.passage for e in found}.values() if heavy else ()
        sections = [p.section.partition(" › ")[0] for p in passages if heavy <= analysed(p.text)]
        # What the best sentences say of several sectors, none of them better, is asked of none.
        level = [e for e in found[:_LEVEL] if e.rate >= found[0].rate - _ALIKE]
        if self._lexicon.sector_of_heading(found[0].passage.section.partition(" › ")[0]) is None:
            # What is said of all is said of none of them in particular.
            level = []
        sections += [e.passage.section.partition(" › ")[0] for e in level if len(level) > 1 and not e.unexplained]
        about = [s for s in dict.fromkeys(sections) if self._lexicon.sector_of_heading(s) is not None]
        if not (refers and not heavy) and not (len(heavy) <= _FEW and len(about) > 1):
            return None
        text = "De vraag zegt niet over wie of wat het gaat. Bedoelt u een van deze vragen?"
        labels = [s for s in map(self._lexicon.sector_of_heading, about[:3]) if s is not None]
        asked = question.strip().rstrip("?. ")
        suggestions = [f"{asked} bij {sector.in_text}?" for sector in labels]
        if not suggestions:
            return self.ambiguous(question)
        return self._composer.refused(question, Status.AMBIGUOUS, text, suggestions)

    def ambiguous(self, question: str) -> Answer:
        """A question that does not say whom it is about; the suggestions are complete questions."""
        text = "De vraag zegt niet over welke sector het gaat. Bedoelt u een van deze vragen?"
        latest = self._facts.periods[-1:]
        unit = self._lexicon.unit_shown("fta", self._facts.subjects)
        everyone = [f"Hoeveel {unit} realiseerden alle sectoren samen in {year}?" for year in latest]
        some = [
            f"Hoeveel {sector.counts or 'fta'} realiseer{'den' if sector.plural else 'de'} {sector.in_text} in {year}?"
            for subject in self._facts.subjects[:3]
            for year in latest
            if (sector := self._lexicon.sectors.get(subject)) is not None
        ]
        return self._composer.refused(question, Status.AMBIGUOUS, text, [*some, *everyone])

    def _possible(self, understood: Understood) -> list[str]:
        """One question that the letters do answer, about a sector that was named."""
        for subject in understood.sectors[:1]:
            sector = self._lexicon.sectors.get(subject)
            if sector is not None and self._facts.periods:
                if asks_forecast(understood.reading):
                    grows = "groeien" if sector.plural else "groeit"
                    same = f"elk jaar evenveel {grows} als in {self._facts.periods[-1]}"
                    return [f"Als {sector.in_text} {same}, wanneer is het doel dan gehaald?"]
                verb = "realiseerden" if sector.plural else "realiseerde"
                return [f"Hoeveel {sector.counts or 'fta'} {verb} {sector.in_text} in {self._facts.periods[-1]}?"]
        return []

    def _out(self, question: str, text: str) -> Answer:
        return self._composer.refused(question, Status.OUT_OF_SCOPE, text)


def _names(words: Sequence[str], understood: Understood) -> list[str]:
    """The unexplained words that are names: written with a capital, or known to no dictionary."""
    capitals = _capitals(understood)
    return [word for word in words if word in capitals or _is_no_word(word)]


def _capitals(understood: Understood) -> set[str]:
    """The folded words of a question written with a capital though no sentence starts there."""
    question = understood.reading.question
    return {
        token.fold
        for index, token in enumerate(understood.reading.tokens)
        if index and token.text[0].isupper() and question[max(token.start - 2, 0) : token.start].strip() not in ".?!"
    }


def _is_no_word(word: str) -> bool:
    """Whether no dictionary knows a word, nor its parts: then it is a name, or a slip that cannot be read."""
    return len(word) >= _NAME_LENGTH and word.isalpha() and not (is_word(word) or synonyms(word) or parts(word))


def _own_rate(reading: Reading) -> bool:
    """Whether a percentage is named that no table has ("quotumpercentage")."""
    return any(m.text.casefold().endswith("percentage") for m in reading.others if m.text.casefold() != "percentage")


def _holds_names(evidence: Evidence, understood: Understood) -> bool:
    """Whether names in a question stand in the evidence as names: "Leiden" is not the verb "leiden"."""
    said = evidence.passage.sentences
    at = next((i for i, s in enumerate(said) if s.spans == evidence.sentences[0].spans), 0)
    # "Zij organiseren …": the name stands in the sentence before; not where this one names another.
    new = new_names(evidence.sentences[0].text, understood.reading.question)
    before = said[max(at - 1, 0) : at] if new else said[:at]
    there = " ".join([evidence.passage.section, *(s.text for s in before),
                      *(s.text for s in evidence.sentences)])  # fmt: skip
    others = {m.first for m in understood.reading.others}
    names = [
        token.text
        for index, token in enumerate(understood.reading.tokens)
        if index in others and index and token.text[0].isupper() and token.text[1:].islower()
    ]
    # "De Routekaart" is the one that the letter calls "de routekaart"; "Leiden" is not the verb.
    return all(
        re.search(rf"\b{re.escape(part[:_STEM])}", there, 0 if part.endswith("en") else re.IGNORECASE)
        for name in names for part in name.split("-") if part[:1].isupper()
    )  # fmt: skip


def _holds_numbers(evidence: Evidence) -> bool:
    """Whether each number of a question stands in the evidence, also written out, or as the year it is short for."""
    words = [token.fold for sentence in evidence.sentences for token in tokens(sentence.text)]
    said = {str(number) for word in words if (number := parse_number_word(word)) is not None}
    said |= {word[2:] for word in words if _YEAR.fullmatch(word)}
    return all(word in said for word in evidence.unexplained if word[0].isdigit())


def _is_far(evidence: Evidence | None) -> bool:
    """Whether nothing in the letters is about what is asked, by its words or by its meaning."""
    return evidence is None or (evidence.surety <= _FAR[0] and evidence.nearness <= _FAR[1])


def _is_near(evidence: Evidence | None) -> bool:
    """Whether the letters plainly speak of what is asked, though they do not answer it."""
    return evidence is not None and evidence.surety >= _OURS


def _as_typed(words: Sequence[str], question: str) -> list[str]:
    """The words as they stand in the question, where they can be told."""
    typed = {word: token.text for token in tokens(question) for word in (*analyse(token.text), token.fold)}
    return list(dict.fromkeys(typed.get(word, word) for word in words))
