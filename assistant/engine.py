"""The assistant over one corpus: understand → route → calculate, look up or retrieve → compose.

Each step is a plain function of the corpus. `assistant.chain` gives the same steps the form of
langchain runnables and tools; they stand here so that a question on the command line need not wait
for that library to load.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answer import READ_AS, Answer, CitationBook, Note, NoteKind, Route, Status
from assistant.answer_types import holds_kind
from assistant.answerability import Signals
from assistant.asks import asked_unit, picks_some
from assistant.calculator import Calculator, MissingFigureError, Result
from assistant.clauses import asked_apart, behind_lead, in_parts, without_default
from assistant.combine import JOINS, both_in_words, builds_on, clauses, joined, without_slip
from assistant.compose import Composer
from assistant.conversation import Conversation, Turn
from assistant.counted import counts_other, names_in_text, units_counted, words_counted
from assistant.cues import Cue
from assistant.either import either_list
from assistant.follow_up import FollowUps
from assistant.led import claim_behind_lead
from assistant.nuances import asks_forecast
from assistant.other_thing import speaks_of_other
from assistant.over_years import over_years
from assistant.preamble import after_statement
from assistant.quantity import UnfitRequestError
from assistant.question import REALISED, Aggregation, Metric, Request
from assistant.reading import Kind
from assistant.retrieval import Asked, Evidence, Retriever, enough
from assistant.rounding import rounded, without_rounding
from assistant.scope import Scope
from assistant.sentences import (
    IN_PASSING,
    asks_list,
    asks_source,
    moves_otherwise,
    names_obstacle,
    note_asked,
    speaks_of_change,
)
from assistant.steps import goes_on, in_steps, of_two_conditions
from assistant.text_figures import TextFigure, TextFigures
from assistant.topics import Topics, asks_summary, is_framed, opening, topic_of
from assistant.two_claims import two_claims
from assistant.understand import Understander, Understood
from assistant.view import Viewed
from assistant.views import Views
from assistant.which_year import which_year
from assistant.word_verdicts import verdict_in_words
from assistant.wording import shown
from assistant.years_told import with_years
from corpus.analysis import analyse
from corpus.documents import Letter, Passage, Sentence, Span
from corpus.facts import Fact, FactTable
from corpus.lexicon import Lexicon, shipped_lexicon
from corpus.shorthand import written_out
from corpus.store import CorpusStore

if TYPE_CHECKING:
    from assistant.talk import Talk
    from corpus.vectors import PassageVectors


#: Passages of a letter among which its opening is.
_OPENING = 12
#: Sentences that are quoted beside the figures of a sector.
_TOLD = 2
#: How many sentences are looked at for one that answers, and how many are quoted at most.
_TRIED = 3
_QUOTED = 3
#: A sentence that is rated at most this much lower than the best is quoted beside it: which of the two answers
#: is then hard to tell. A definition is enough by itself.
_BESIDE = 0.4
#: So likely a sentence answers a question that names nobody.
_CLEAR = 0.7
#: And it is not much less likely to answer: what only stands near widens what a paraphrase may claim.
_AS_LIKELY = 0.6
#: So many sentences of what stands under a heading are quoted.
_UNDER = 12
#: A sentence that is rated this much lower answers only what the best would have answered better.
_NEXT_BEST = 0.4


@dataclass(frozen=True, slots=True)
class Question:
    """A question on its way through the chain, with what was understood of it."""

    text: str
    understood: Understood
    result: Result | None = None
    first: Result | None = None
    answer: Answer | None = None


class Assistant:
    """Answers questions over one corpus, the same each time. ``vectors`` are read when first needed."""

    name = "default"

    def __init__(
        self, store: CorpusStore, vectors: Callable[[], PassageVectors | None], lexicon: Lexicon | None = None
    ) -> None:
        self.store = store
        letters = sorted(store.letters(), key=lambda letter: letter.id)
        letters.sort(key=lambda letter: str(letter.date or ""), reverse=True)
        self._newest_first = letters
        words = self._shipped = lexicon or shipped_lexicon()
        known: list[Fact] = []
        own: list[Fact] = []
        for fact in store.facts():
            (own if fact.from_table and fact.measure not in words.measures else known).append(fact)
        self.facts = FactTable(known, [letter.id for letter in letters])
        tables = {fact.subject: fact.subject_label for fact in self.facts if fact.from_table}
        self.lexicon = words.of_corpus(
            tables,
            words_counted(known, words),
            units_counted(known, words),
            names_in_text(known, tables, words.sectors),
        )
        self.views = Views(
            own, words, {letter.id: letter.title for letter in letters}, [letter.id for letter in letters]
        )
        self.understander = Understander(self.facts, self.lexicon)
        self.calculator = Calculator(self.facts, self.lexicon)
        self.composer = Composer(self.facts, self.lexicon, store.inconsistencies(), store.remarks(), self._book)
        self._load_vectors = vectors

    def ask(self, question: str) -> Answer:
        """The answer to one question."""
        plain, places = without_rounding(question)
        return rounded(self._judged_in_words(self.respond(self.understand(plain)), plain), question, places)

    def understand(self, text: str) -> Question:
        """The question with its request carried out, or with the answer or refusal that ends it."""
        too_long = self._scope.too_long(text)
        if too_long is not None:
            # Reading it would take long, and it is not answered anyhow.
            return Question(text, self.understander.understand(""), answer=too_long)
        text = without_default(self, without_slip(text))
        dated = with_years(self, text)
        if dated != text:
            return replace(self.understand(dated), text=text)
        long = over_years(self, text)
        if long is not None:
            return long
        claim = claim_behind_lead(self.understander.reader, text)
        if claim and claim != text:
            led = self.understand(claim)
            if led.result is not None and led.result.verdict is not None:
                return replace(led, text=text)
        of_year = which_year(self, text)
        if of_year is not None:
            return of_year
        asked = self.understand_one(text)
        if asked.answer is not None or asked.first is not None or asked.understood.wants_reason:
            return asked
        claimed = (behind_lead(self, text) if asked.result is None else None) or two_claims(self, text)
        claimed = claimed or either_list(self, text)
        if claimed is not None:
            return claimed
        apart = asked_apart(self, text) if asked.result is not None else None
        if apart is not None:
            return apart
        parts = clauses(text)
        twice = len(parts) > 1 and all(Cue.HOW_MANY in self.understander.reader.read(part).cues for part in parts)
        builds = len(parts) == 2 and builds_on(parts[1])
        # "Tel A en B op: hoeveel is dat?" asks one thing.
        twice = twice or (builds and (asked.result is None or self.understand_one(parts[0]).result is not None))
        found = in_parts(self, text) if asked.result is None or twice else None
        if isinstance(found, Question):
            return found
        answer = found
        if answer is None and asked.result is None and not self._in_text(asked.understood):
            answer = after_statement(self, text)
        return asked if answer is None else replace(asked, result=None, answer=answer)

    def _in_text(self, understood: Understood) -> bool:
        """Whether a figure of the running text is what a question asks."""
        return understood.asks_figure and self.text_figures.find(understood) is not None

    def with_id(self, question: str, identifier: str | None) -> Answer:
        """The answer to one question, carrying the asker's own name for it."""
        return self.ask(question).model_copy(update={"id": identifier})

    def follow(
        self, conversation: Conversation, question: str, alone: Callable[[str], Answer] | None = None
    ) -> tuple[Answer, Conversation]:
        """The answer to the next question of a conversation, and the conversation with that turn.

        A follow-up is written out in full first; the answer says how it was understood. What can
        not be answered so is answered as it stands, by ``alone`` where that is given.
        """
        too_long = self._scope.too_long(question)
        if too_long is not None:
            return too_long, conversation
        plain, places = without_rounding(question)
        answer, after = self._talk.follow(conversation, plain, alone)
        return rounded(self._judged_in_words(answer, plain), question, places), after

    def _judged_in_words(self, answer: Answer, question: str) -> Answer:
        """An answer in words with "Ja" or "Nee" before it, where its first sentence settles what is asked."""
        plain = answer.route is Route.PASSAGES and answer.status is Status.ANSWERED and answer.phrased_by is None
        if not plain or answer.value is not None or not answer.citations or answer.text.startswith(("Ja.", "Nee.")):
            return answer
        first, read = answer.citations[0], self.understander.reader.read
        asked = read(question)
        heading = self.lexicon.sector_of_heading(first.section.partition(" › ")[0])
        own = heading is not None and asked.values(Kind.SECTOR) == [heading.id]
        told = verdict_in_words(asked, " ".join(first.quote.split()), first.section, read, own=own)
        return (
            answer if told is None else answer.model_copy(update={"text": f"{'Ja' if told else 'Nee'}. {answer.text}"})
        )

    @cached_property
    def _talk(self) -> Talk:
        from assistant.talk import Talk

        return Talk(self)

    def understood_as(self, answer: Answer, question: str, text: str) -> Answer:
        """The answer with a note that says how its question was read."""
        note = Note(kind=NoteKind.ASSUMPTION, text=f"{READ_AS}{text}")
        return answer.model_copy(update={"question": question, "notes": (note, *answer.notes)})

    # --- the steps -----------------------------------------------------------------------------

    def understand_one(self, text: str) -> Question:
        """A question read as one."""
        understood = self.understander.understand(text)
        if asks_forecast(understood.reading) and understood.request is not None and understood.request.supposed is None:
            # "In welk jaar denkt ze het doel te halen?" is not whether she did.
            understood = replace(understood, request=None)
        refusal = self._scope.refuse(text, understood)
        if refusal is not None:
            return Question(text, understood, answer=refusal)
        first = None
        if understood.request is None or understood.wants_reason or goes_on(text, understood):
            steps = in_steps(self.understander, self.calculator.run, text, understood)
            if steps is not None:
                understood, first = steps
        elif understood.request.aggregation in (Aggregation.FILTER, Aggregation.COUNT) and (
            JOINS.search(text) or picks_some(understood.reading)
        ):
            # "Boven de 60% en het doel gehaald": one reading would leave a condition out.
            understood = of_two_conditions(self.understander, self.calculator.run, text, understood) or understood
        if understood.request is None:
            understood = replace(understood, request=self._figures_of_named(text, understood))
        if understood.request is None:
            return self._viewed(text, understood) or Question(text, understood)
        try:
            result = self.calculator.run(understood.request)
            other = counts_other(understood.reading, result, self._shipped)
            if other:
                why = f"De brief telt hier {result.rows[0].unit}, geen {other}."
                return Question(text, understood, answer=self.composer.refused(text, Status.NOT_IN_SOURCE, why))
            return Question(text, understood, result=result, first=first)
        except MissingFigureError as error:
            points = self._points_instead(understood.request)
            if points is not None:
                return Question(text, understood, result=points, first=first)
            share = self._share_instead(understood.request)
            if share is not None:
                told = self.composer.calculated(text, share, first)
                # A share is no number of jobs: it is told, but it is not the figure that was asked.
                told = told.model_copy(
                    update={
                        "text": f"De brief geeft dit niet als aantal, wel als aandeel. {told.text}", "value": None,
                        "unit": None,
                    }
                )  # fmt: skip
                return Question(text, understood, first=first, answer=told)
            return Question(text, understood, answer=self.composer.missing(text, error.missing, self.facts.periods))
        except UnfitRequestError:
            return Question(text, understood)

    def _figures_of_named(self, text: str, understood: Understood) -> Request | None:
        """The figures of the sectors, or of the groups, that are all that a question names ("hoe doet A het?", "A")."""
        topic, reading = topic_of(text), understood.reading
        if topic is None or understood.unknown_years or not self._topics.only_names(topic, understood):
            return None
        names = [m.text for kind in (Kind.SECTOR, Kind.GROUP) for m in reading.of(kind)]
        # Read as the question of who asks for the figures by that name.
        asks = f"cijfers van {' en '.join(names)} {' '.join(reading.values(Kind.YEAR))}"
        return self.understander.understand(asks).request

    def _viewed(self, text: str, understood: Understood) -> Question | None:
        """A question about a measure that only a table of the letters knows; asked back where it may be several."""
        found = [] if understood.wants_reason else self.views.read(text)
        if not found or (is_framed(text) and not found[0][1].named):
            # "Wat zegt de brief over Utrecht?" asks for more than a figure.
            return None
        found = [(view, viewed) for view, viewed in found if not _counts_what_costs(text, viewed)]
        if not found:
            return None
        if len(found) > 1:
            told = f"De brief geeft hiervan meer dan één cijfer: {self.views.what_is_measured(found)}. Welk bedoelt u?"
            answer = self.composer.refused(text, Status.AMBIGUOUS, told, self.views.suggestions(text, found))
            return Question(text, understood, answer=answer)
        ((view, viewed),) = found
        composer = Composer(view.facts, view.lexicon, self.store.inconsistencies(), (), self._book)
        answer = composer.calculated(text, viewed.result)
        notes = [Note(kind=NoteKind.ASSUMPTION, text=told) for told in viewed.notes]
        if not viewed.named:
            notes.append(Note(kind=NoteKind.ASSUMPTION, text=f"De vraag noemt geen maat; dit is ‘{view.label}’."))
        return Question(text, understood, answer=answer.model_copy(update={"notes": (*notes, *answer.notes)}))

    def _points_instead(self, request: Request) -> Result | None:
        """Where the letter gives the jobs with a part of one year only, the change of the percentage with it."""
        if request.metric is not Metric.CHANGE_PERCENT or not request.qualifier.startswith("incl-"):
            return None
        told = "De brief geeft dit in beide jaren alleen als realisatiepercentage; het verschil is in procentpunt."
        instead = request.model_copy(
            update={
                "metric": Metric.CHANGE, "measures": ("realisatiepercentage",),
                "assumptions": (*request.assumptions, told),
            }
        )  # fmt: skip
        try:
            return self.calculator.run(instead)
        except (MissingFigureError, UnfitRequestError):
            return None

    def _share_instead(self, request: Request) -> Result | None:
        """Where the letter gives a kind of contract only as a share, that share."""
        qualifier = self.lexicon.qualifiers.get(request.qualifier)
        if qualifier is None or qualifier.of != "figure" or request.metric is not Metric.LEVEL:
            return None
        try:
            return self.calculator.run(request.model_copy(update={"measures": ("aandeel",)}))
        except (MissingFigureError, UnfitRequestError):
            return None

    def respond(self, question: Question, near: Sequence[str] = ()) -> Answer:
        """The answer by the route that fits what was understood; a passage of the sections in
        ``near``, of which the conversation just was, comes first."""
        if question.answer is not None:
            return question.answer
        if question.result is None:
            return self.from_text(question, near)
        if question.understood.wants_reason:
            return self.explained(question)
        told = self.calculated(question)
        topic = topic_of(question.text)
        if topic is None or not self._topics.only_names(topic, question.understood):
            return told
        # Who only names a sector is also told what else the letters say of it.
        found = [e for e in self._retriever.evidence(as_asked(question)) if not e.elsewhere]
        return self.composer.with_words(told, _once(found[:_TOLD])) if found else told

    def calculated(self, question: Question) -> Answer:
        """The answer from the calculator alone."""
        if question.result is None:
            raise ValueError("nothing was calculated")
        answer = self.composer.calculated(question.text, question.result, question.first)
        relatively = self._relatively(question)
        return answer if relatively is None else answer.model_copy(update={"notes": (*answer.notes, relatively)})

    def _relatively(self, question: Question) -> Note | None:
        """Who moved most in proportion, where the question names no unit and that is somebody else."""
        result = question.result
        if result is None or result.request.aggregation is not Aggregation.EXTREME or question.first is not None:
            return None
        request, reading = result.request, question.understood.reading
        plain = request.metric is Metric.CHANGE and request.measures == (REALISED,) and request.count == 1
        if not plain or request.place or request.quantifier or asked_unit(reading) or reading.of(Kind.UNIT):
            return None
        try:
            other = self.calculator.run(request.model_copy(update={"metric": Metric.CHANGE_PERCENT}))
        except (MissingFigureError, UnfitRequestError):
            return None
        first = other.rows[0]
        if first.target in {row.target for row in result.rows}:
            return None
        told = f"Gerekend is in {result.rows[0].unit}; naar verhouding is het {first.target.label}, met {shown(first)}."
        return Note(kind=NoteKind.ASSUMPTION, text=told)

    def explained(self, question: Question) -> Answer:
        """The figure and, where the letter gives one, its explanation."""
        answer = self.calculated(question)
        if any(note.kind is NoteKind.PREMISE_CORRECTED for note in answer.notes):
            # There is no reason for what did not happen.
            return answer
        request = question.understood.request
        of_gap = request is not None and request.metric in (Metric.GAP, Metric.GAP_PERCENT)
        realised = request is not None and request.measures == (REALISED,)
        evidence = self._retriever.reasons(
            question.text, question.understood.sectors, of_gap=of_gap, of_realised=realised and not of_gap
        )
        if evidence is None:
            found = self._retriever.evidence(as_asked(question))
            # Of how many there are, only what made it so is a reason.
            level = realised and request is not None and request.metric is Metric.LEVEL
            moves = level or (request is not None and request.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT))
            able = [e for e in found[:2] if self._gives_cause(e, question.understood, moves=moves)]
            if realised:
                able = [e for e in able if not any(self._retriever.only_of_goal(s.text) for s in e.sentences)]
            # Why a target was missed is told by what stood in the way, and not by what is done.
            able = [e for e in able if not of_gap or any(names_obstacle(s.text) for s in e.sentences)]
            evidence = next(iter(able), None)
        asked = question.understood.reading.cues & {Cue.RISE, Cue.FALL}
        if evidence is not None and len(asked) == 1:
            # Why something rose is not told by why something else fell.
            told = " ".join(sentence.text for sentence in evidence.sentences)
            evidence = None if moves_otherwise(told, rose=Cue.RISE in asked) else evidence
        if evidence is None and not question.understood.asks_how_many:
            return self._scope.no_reason(question.text, answer)
        if evidence is None:
            return answer.model_copy(update={"text": f"{answer.text}\nGeen zin gevonden die hiervoor een reden noemt."})
        return self.composer.with_reason(answer, evidence.passage, evidence.sentences)

    def _gives_cause(self, evidence: Evidence, understood: Understood, *, moves: bool) -> bool:
        """Whether evidence states a cause of what is asked; of a rise or fall only where it speaks of one."""
        told = not moves or any(speaks_of_change(sentence.text) for sentence in evidence.sentences)
        return told and self._scope.gives_cause(evidence, understood)

    def from_text(self, question: Question, near: Sequence[str] = ()) -> Answer:
        """A figure of the running text, else the sentences that answer, else a refusal."""
        understood = question.understood
        both = self._both_in_words(question) if not near else None
        if both is not None:
            return both
        settled, evidence = self._looked_up(question, near)
        if settled is not None:
            return settled
        able = [e for e in self._tried(evidence) if self._scope.can_answer(e, understood)]
        tells = self.text_figures.tells_count
        # A sentence that leaves a word of the question open may count something else of the kind.
        sure = bool(evidence) and not evidence[0].unexplained
        able = [e for e in able if tells(understood, [s.text for s in e.sentences], sure=sure and e is evidence[0])]
        # "Hoeveel hadden er nog wél mensen?" is of the others wherever that stands.
        near_by = evidence[:_TRIED] if "wel" in {token.fold for token in understood.reading.tokens} else evidence[:1]
        others = self.text_figures.says_of_others
        if any(others(understood, [sentence.text for sentence in e.sentences]) for e in near_by):
            # The sentence that is nearest counts those of whom it does not hold: no other sentence counts the rest.
            able = []
        good = [e for e in able if self._scope.sufficient(e, understood, near)]
        # A figure in a sentence that explains every word of the question is sure enough by itself.
        told = good[:1] or [e for e in able if not e.unexplained][:1]
        texts = [sentence.text for e in told for sentence in e.sentences]
        if told and (understood.asks_figure or self.text_figures.counts_asked(understood, texts)):
            said = self.text_figures.quoted(
                understood, tuple(s.text for s in told[0].sentences), sure=sure and told[0] is evidence[0]
            )
            if said is not None:
                return self._stated(question, TextFigure(said))
        if not good:
            return self._scope.unexplained(question.text, understood, evidence[0] if evidence else None)
        full = next((e for e in able if e.signs is not None and e.signs.defines > IN_PASSING), None)
        if full is not None and good[0].signs is not None and 0 < good[0].signs.defines <= IN_PASSING:
            # What a thing is comes before where its name is written out in passing.
            return self.composer.quoted(question.text, _once([full, good[0]]))
        defined = good[0].signs is not None and good[0].signs.defines > IN_PASSING
        beside = 0.0 if defined else _BESIDE
        chosen = [good[0], *(e for e in able if self._beside(e, good[0], beside, understood))][:_QUOTED]
        if asks_list(question.text) and len(good[0].sentences) > _QUOTED:
            # A list is quoted in its order, and nothing beside it.
            chosen = sorted(
                (e for e in chosen if _follows_up(e, good[0])), key=lambda e: e.passage.sentences[-1].spans[0].start
            )
        return self.composer.quoted(question.text, _once(chosen))

    def _beside(self, evidence: Evidence, best: Evidence, within: float, understood: Understood) -> bool:
        """Whether evidence is quoted beside the best: it is rated hardly lower, and may well answer too."""
        close = best.rate - within <= evidence.rate <= best.rate and evidence is not best
        likely = self._scope.likelihood
        return close and likely(evidence, understood) >= _AS_LIKELY * likely(best, understood)

    def _both_in_words(self, question: Question) -> Answer | None:
        """The answers to both parts of a question that asks two things, the second as one that follows on the first;
        None where the letters do not answer each."""
        parts = both_in_words(question.text)
        first = self.understand_one(parts[0]) if parts is not None else None
        if parts is None or first is None or first.result is not None or first.answer is not None:
            return None
        answer = self.from_text(first)
        if answer.status is not Status.ANSWERED:
            return None
        second, _ = self.follow(Conversation((turn_of(parts[0], parts[0], first, answer),)), parts[1])
        sections = {citation.section for citation in answer.citations}
        beside = any(citation.section in sections for citation in second.citations)
        if second.status is not Status.ANSWERED or not beside:
            return None
        told = {(c.start, c.end) for c in answer.citations}
        if all((c.start, c.end) in told for c in second.citations):
            return answer.model_copy(update={"question": question.text})
        notes = [note for note in second.notes if not note.text.startswith(READ_AS)]
        both = joined(question.text, [answer, second.model_copy(update={"notes": tuple(notes)})], last=False)
        # A number and its reason: the number is the value, as where one sentence tells both.
        return (
            both if second.value is not None else both.model_copy(update={"value": answer.value, "unit": answer.unit})
        )

    def _looked_up(self, question: Question, near: Sequence[str] = ()) -> tuple[Answer | None, list[Evidence]]:
        """What is settled before sentences are judged: a figure, a source, or a question back; and the evidence."""
        understood = question.understood
        summary = self._summary(question) if asks_summary(question.text) else None
        if summary is not None:
            return summary, []
        figure = self.text_figures.find(understood) if understood.asks_figure else None
        if figure is not None and self._is_asked(figure, question.text):
            open_to_all = understood.reading.others and not near
            several = self._scope.unclear(question.text, understood, self._of_count(figure)) if open_to_all else None
            return several or self._stated(question, figure), []
        spoken = self._spoken(question) or self._under_heading(question)
        if spoken is not None:
            return spoken, []
        in_words = not understood.numeric and Cue.WHICH in understood.reading.cues
        if understood.says_too_little and not in_words:
            return self._scope.ambiguous(question.text), []
        evidence = self._retriever.evidence(as_asked(question), near)
        if understood.says_too_little and not self._clearly_told(understood, evidence):
            return self._scope.ambiguous(question.text), []
        no_year = self._scope.no_year(question.text, understood)
        if no_year is not None:
            return no_year, []
        written = self._written(question.text, evidence)
        if written is not None:
            return written, evidence
        return None if near else self._scope.unclear(question.text, understood, evidence), evidence

    def _clearly_told(self, understood: Understood, evidence: Sequence[Evidence]) -> bool:
        """Whether the best sentence answers a question all the same, though that names nobody."""
        best = evidence[0] if evidence else None
        return best is not None and (
            self._scope.can_answer(best, understood) and self._scope.likelihood(best, understood) >= _CLEAR
        )

    @staticmethod
    def _is_asked(figure: TextFigure, question: str) -> bool:
        """Whether a figure of the text is of the kind, and of the thing, that a question asks for."""
        return holds_kind(figure.fact.sentence, question) and not speaks_of_other(question, [figure.fact.sentence])

    @staticmethod
    def _tried(evidence: Sequence[Evidence]) -> list[Evidence]:
        return [e for e in evidence[:_TRIED] if e.rate >= evidence[0].rate - _NEXT_BEST]

    def judged(self, question: str) -> tuple[Evidence, Signals] | None:
        """The best evidence that can answer a question, with the signals by which it is judged; None for a
        question that no judgement of sentences settles."""
        asked = self.understand(question)
        settled, evidence = self._looked_up(asked)
        if settled is not None:
            return None
        able = [e for e in self._tried(evidence) if self._scope.can_answer(e, asked.understood)]
        return (able[0], self._scope.signals(able[0], asked.understood)) if able else None

    def _spoken(self, question: Question) -> Answer | None:
        """What the letters say of a thing, for a question that asks just that; else None."""
        understood = question.understood
        topic = topic_of(question.text)
        if understood.reading.mentions and all(m.cues & {Cue.NEXT} for m in understood.reading.mentions):
            # "De tweede": of what, nothing says.
            return None
        if topic is None or understood.asks_how_many or understood.wants_reason or understood.unknown_years:
            return None
        if self._topics.only_names(topic, understood) or understood.reading.of(Kind.YEAR):
            return None
        best, others = self._topics.find(topic, as_asked(question), understood)
        return self.composer.spoken(question.text, _once(best), others) if best else None

    def _under_heading(self, question: Question) -> Answer | None:
        """What the letters say under the heading that names what is asked of a sector."""
        passages = self._topics.under_heading(question.text, question.understood)
        if not passages:
            return None
        left, chosen = _UNDER, list[tuple[Passage, tuple[Sentence, ...]]]()
        for passage in passages:
            # The longest part is cut, so that each part is told of.
            share = max(left // max(len(passages) - len(chosen), 1), 1)
            chosen.append((passage, passage.sentences[:share]))
            left -= len(passage.sentences[:share])
        rest = sum(len(p.sentences) for p in passages) - sum(len(sentences) for _, sentences in chosen)
        return self.composer.under_heading(question.text, chosen, rest)

    def _summary(self, question: Question) -> Answer | None:
        """What the newest letter says up front; a summary in words of its own is not made."""
        letter = next(iter(self._newest_first), None)
        rows = [row for row in self.store.passage_ids() if letter is not None and row[1].startswith(f"{letter.id}:")]
        pieces = opening(letter, self.store.passages([n for n, _ in rows[:_OPENING]])) if letter is not None else []
        return self.composer.summarised(question.text, pieces) if pieces else None

    def _of_count(self, figure: TextFigure) -> list[Evidence]:
        """The passages that speak of what a figure counts: where several sectors have such things, a figure of
        one of them answers no question that names none."""
        found = self._retriever.search(figure.fact.counts or figure.fact.unit, _TRIED * _QUOTED)
        return [Evidence(f.passage, f.passage.sentences[:1], 0.0, (figure.fact.unit,)) for f in found]

    def _written(self, question: str, evidence: Sequence[Evidence]) -> Answer | None:
        """For a question about a source: the sentence that refers to it, and the footnote that names it."""
        if not asks_source(question):
            return None
        number = note_asked(question)
        if number is not None:
            marked = self._retriever.marked(number)
        else:
            marked = [(e.passage, s) for e in evidence[:_TRIED] for s in e.sentences if s.notes and enough(e)]
        for passage, sentence in marked[:1]:
            numbers = [number] if number is not None else list(sentence.notes)
            notes = self._retriever.notes(passage.letter, numbers)
            if notes:
                return self.composer.quoted(question, [(passage, (sentence,)), *((n, n.sentences) for n in notes)])
        return None

    def _stated(self, question: Question, figure: TextFigure) -> Answer:
        """A figure of the running text, with a note for every word that was read as another."""
        answer = self.composer.stated(question.text, figure)
        read = question.understood.reading.corrections
        notes = [Note(kind=NoteKind.ASSUMPTION, text=text) for text in read]
        return answer.model_copy(update={"notes": (*notes, *answer.notes)}) if notes else answer

    @cached_property
    def follow_ups(self) -> FollowUps:
        """What writes follow-up questions out in full."""
        return FollowUps(self.understander, self.lexicon)

    # --- for the turns of a conversation (`assistant.talk`) ---------------------------------------

    @property
    def retriever(self) -> Retriever:
        """What finds passages and sentences."""
        return self._retriever

    def stated(self, question: Question, figure: TextFigure) -> Answer:
        """The answer that gives a figure of the running text."""
        return self._stated(question, figure)

    def passages(self, text: str, limit: int) -> list[Passage]:
        """The passages of the letters that fit a text best, best first."""
        return [found.passage for found in self._retriever.search(text, limit)]

    # --- parts made when first needed ------------------------------------------------------------

    @cached_property
    def _passage_count(self) -> int:
        return len(self.store.passage_ids())

    @cached_property
    def vectors(self) -> PassageVectors | None:
        """The vectors of the corpus, read when first needed; None where they cannot be made now."""
        return self._load_vectors()

    @cached_property
    def _retriever(self) -> Retriever:
        return Retriever(self.store, lambda: self.vectors, self.lexicon, self._passage_count)

    @cached_property
    def text_figures(self) -> TextFigures:
        """What finds figures of the running text."""
        return TextFigures(self.facts, self.lexicon, self.store.document_frequency)

    @cached_property
    def _topics(self) -> Topics:
        return Topics(self._retriever, self.lexicon)

    @cached_property
    def _scope(self) -> Scope:
        titles = [letter.title for letter in self._letters if letter.title]
        return Scope(
            self.facts, self.lexicon, self.composer, self.store.document_frequency, titles,
            self.text_figures.counts_asked,
        )  # fmt: skip

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {letter.id: self.store.letter(letter.id).text for letter in self.store.letters()}

    def _book(self) -> CitationBook:
        return CitationBook({letter.id: letter for letter in self._letters}, self._texts)

    @cached_property
    def _letters(self) -> list[Letter]:
        return self.store.letters()


def as_asked(question: Question) -> Asked:
    """What retrieval must know of a question."""
    understood = question.understood
    naming = (word for mention in understood.reading.of(Kind.SECTOR) for word in analyse(mention.text))
    # One that has no table is asked about as well: what is said of others is no answer.
    sectors = dict.fromkeys((*understood.sectors, *understood.reading.values(Kind.SECTOR)))
    return Asked(written_out(question.text), understood.light, tuple(sectors), frozenset(naming))


def _follows_up(evidence: Evidence, first: Evidence) -> bool:
    """Whether evidence is of the passage of a list, or of the passage that goes on with it under the same opening."""
    return evidence.passage.sentences[0].spans == first.passage.sentences[0].spans


_HOW_MANY = re.compile(r"\bhoeveel\s+(?P<thing>[\w’'-]+)", re.IGNORECASE)


def _counts_what_costs(text: str, viewed: Viewed) -> bool:
    """Whether a question counts what a table gives the money of ("hoeveel dienstauto's?" of a table of costs)."""
    counted = _HOW_MANY.search(text)
    if viewed.named or counted is None:
        return False
    rows = viewed.result.rows
    of_it = any(set(analyse(counted["thing"])) & set(analyse(row.target.label)) for row in rows)
    return of_it and any("euro" in row.unit for row in rows)


def _once(chosen: Sequence[Evidence]) -> list[tuple[Passage, tuple[Sentence, ...]]]:
    """The sentences of each piece of evidence, each sentence once."""
    seen: set[tuple[Span, ...]] = set()
    pieces = []
    for evidence in chosen:
        new = tuple(sentence for sentence in evidence.sentences if sentence.spans not in seen)
        seen |= {sentence.spans for sentence in new}
        if new:
            pieces.append((evidence.passage, new))
    return pieces


def turn_of(question: str, text: str, asked: Question, answer: Answer) -> Turn:
    """The turn of a conversation that a question, its form in full and its answer make."""
    sections = tuple(dict.fromkeys(citation.section for citation in answer.citations))
    missing = answer.status is Status.NOT_IN_SOURCE and not answer.citations
    read = asked.answer is None or asked.result is not None or missing
    # A figure that the letters do not give was asked all the same: the next question may go on from it.
    request = asked.understood.request if read else None
    rows = asked.result.rows if asked.result is not None and request is not None else ()
    return Turn(question, text, request, sections, answer, rows)
