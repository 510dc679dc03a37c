"""Passages: what explains a word, what a question asks for, and the sentences that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Status
from assistant.answer_types import can_name, how_many_asked
from assistant.engine import Assistant, as_asked
from assistant.matching import KINDRED, SYNONYM, WordMatcher, parts
from assistant.retrieval import Parts, Retriever
from assistant.sentences import definiendum, note_asked
from corpus.documents import BlockKind
from corpus.dutch import FUNCTION_WORDS, fold, lemma
from corpus.embedders import Embedder, NgramEmbedder, Role, Vectors
from corpus.lexicon import Lexicon
from corpus.synonyms import groups, synonyms
from corpus.vectors import PassageVectors
from evals.cases import read_cases
from ingest.pipeline import Reading

DATASETS = Path(__file__).parents[2] / "evals" / "datasets"

WORDS = sorted({word for group in groups() for word in group})


# --- words ----------------------------------------------------------------------------------------


@given(st.sampled_from(WORDS))
def test_what_is_a_synonym_of_a_word_has_it_as_a_synonym(word: str) -> None:
    assert word not in synonyms(word)
    assert all(word in synonyms(other) for other in synonyms(word))


def test_every_word_of_a_group_stands_there_as_it_is_analysed() -> None:
    for group in groups():
        assert len(set(group)) == len(group) > 1
        # A dictionary form stands there for the word that it is of, and need not have its own.
        forms = {fold(lemma(word)) for word in group}
        assert all(fold(lemma(word)) in {*group, *FUNCTION_WORDS} or word in forms for word in group), group


@pytest.mark.parametrize(
    ("asked", "said", "degree"),
    [
        ("aanbesteding", "aanbesteding", 1.0), ("aanbestedingen", "aanbesteding", KINDRED),
        ("school", "hogeschool", KINDRED), ("knelpunt", "probleem", SYNONYM), ("baangroei", "groei", 0.5),
        ("klusje", "klus", 1.0), ("politie", "brandweer", None), ("politievakbond", "politie", None),
    ],
)  # fmt: skip
def test_how_far_a_word_explains_another(lexicon: Lexicon, asked: str, said: str, degree: float | None) -> None:
    assert WordMatcher(lexicon).degrees([asked], [said, "iets"])[asked].get(said) == degree


def test_synonyms_can_be_left_out(lexicon: Lexicon) -> None:
    assert WordMatcher(lexicon, with_synonyms=False).degrees(["knelpunt"], ["probleem"]) == {"knelpunt": {}}


def test_a_subject_is_found_under_its_other_names_only_where_a_section_is_headed_by_it(lexicon: Lexicon) -> None:
    matcher = WordMatcher(lexicon)
    assert matcher.widened(["leger", "kost"], lambda _: False) == ["leger", "kost"]
    assert "defensie" in matcher.widened(["leger", "kost"], lambda name: list(name) == ["defensie"])


@pytest.mark.parametrize(
    ("word", "made_of"), [("baangroei", ("baan", "groei")), ("klusje", ("klus",)), ("politie", ()), ("xqzrt", ())]
)
def test_a_compound_is_taken_apart(word: str, made_of: tuple[str, ...]) -> None:
    assert parts(word) == made_of


# --- what is asked ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Wat is De Blauwe Baan?", ("blauwe", "baan")), ("NL Design System, wat is dat?", ("nl", "design", "system")),
        ("Wat houdt SROI precies in?", ("sroi",)), ("definitie Binnenwerk graag", ("binnenwerk",)),
        ("Wat wordt verstaan onder jobcarving?", ("jobcarving",)), ("Waar staat fta voor?", ("fta",)),
        ("Waarom daalde het aantal banen?", ()), ("Wie helpt de politie?", ()),
    ],
)  # fmt: skip
def test_what_a_question_wants_explained(question: str, words: tuple[str, ...]) -> None:
    found = definiendum(question)
    assert (found.words if found else ()) == words


@pytest.mark.parametrize(
    ("question", "count"),
    [("Op welke vijf sporen?", 5), ("Welke 3 dingen biedt het?", 3), ("Welke sporen?", None), ("Wie zijn het?", None)],
)
def test_how_many_things_are_asked(question: str, count: int | None) -> None:
    assert how_many_asked(question) == count


def test_a_sentence_names_as_many_as_it_enumerates() -> None:
    assert can_name(["contrast, ondertiteling en schaalbaarheid"], 3)
    assert not can_name(["vijf departementen"], 5)
    assert can_name(["Vijf sporen:", "a", "b", "c", "d", "e"], 5)


@pytest.mark.parametrize(
    ("question", "number"), [("Wat staat in voetnoot 9?", 9), ("noot nr. 11", 11), ("in 2024", None)]
)
def test_a_note_is_asked_by_its_number(question: str, number: int | None) -> None:
    assert note_asked(question) == number


# --- the answer ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Naar welk stuk verwijst noot 11?", "26 643"), ("kamerstuknummer van het Bestuurlijk Akkoord?", "nr. 165"),
        ("Wie heeft de brief ondertekend?", "Rijkaart"), ("NL Design System, wat is dat?", "een community"),
        ("Wat houdt SROI in?", "een tegenprestatie"), ("op welke vijf sporen zetten de provincies in?", "innovatie"),
        ("Welke knelpuntn ervaren de waterschappen?", "tijdgebrek"),
        ("hoe vaak wordt de werkagenda van de VNG bijgewerkt?", "ieder jaar"),
    ],
)  # fmt: skip
def test_the_sentence_that_answers_is_quoted(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "In welke stad komt de Rijksscanstraat?", "Wat kost de Rijksscanstraat?",
        "Waarom is het Vervangingsfonds gestopt met de routekaart?", "Wat vindt de politievakbond van De Blauwe Baan?",
        "Welke vijf departementen deden mee aan de Netwerkorganisatie?", "Welke gemeente doet het het best?",
    ],
)  # fmt: skip
def test_a_question_for_what_no_sentence_holds_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_IN_SOURCE
    assert answer.value is None


def test_a_refusal_tells_what_comes_nearest(assistant: Assistant) -> None:
    answer = assistant.ask("Waarom is het Vervangingsfonds gestopt met de routekaart?")
    assert "Het dichtst in de buurt komt: De routekaart is een project" in answer.text
    assert len(answer.citations) == 1


@pytest.mark.parametrize("question", ["Hoe werkt fotosynthese?", "Wie schreef De Avonden?", "wat kost een pizza"])
def test_what_the_letters_are_not_about_is_out_of_scope(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.citations) == (Status.OUT_OF_SCOPE, ())


def test_sentences_come_in_the_order_of_their_rate_and_slice_back(assistant: Assistant) -> None:
    question = assistant.understand("Welke knelpunten ervaren de waterschappen?")
    retriever = Retriever(assistant.store, lambda: assistant.vectors, assistant.lexicon, 88)
    found = retriever.evidence(as_asked(question))
    assert [e.rate for e in found] == sorted((e.rate for e in found), reverse=True)
    assert all(0 <= e.explained <= 1 and e.surety <= e.rate for e in found)
    alone = Retriever(assistant.store, lambda: None, assistant.lexicon, 88, Parts(synonyms=False))
    assert "tijdgebrek" in alone.evidence(as_asked(question))[0].sentences[0].text


def test_who_signed_is_a_passage_of_its_own(reading: Reading) -> None:
    (signed,) = [a.passage for a in reading.passages if a.passage.kind is BlockKind.SIGNATURE]
    assert signed.section == "Ondertekening"
    assert signed.text == " ".join(s.text for s in signed.sentences)
    text = reading.document.text
    assert [span.of(text).strip() for span in signed.sentences[0].spans][-1] == "F. Rijkaart"


class _Crowded:
    """N-grams with all vectors pushed to one side, as many transformers have them: cosines of 0.8 and above."""

    background = None

    def __init__(self) -> None:
        self._inner = NgramEmbedder()
        self.name, self.dimension = "crowded", self._inner.dimension + 1

    def embed(self, texts: Sequence[str], role: Role) -> Vectors:
        aside = np.full((len(texts), 1), 2.0, dtype=np.float32)
        made = np.hstack([self._inner.embed(texts, role), aside])
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def test_a_model_with_other_cosines_is_judged_as_readily(assistant: Assistant, tmp_path: Path) -> None:
    """What is near for one model is far for another: the judgement must not depend on that."""
    ids = assistant.store.passage_ids()
    passages = assistant.store.passages([number for number, _ in ids])
    said = [[s.text for s in passage.sentences] for passage in passages]
    told = [passage.text for passage in passages]

    def answered(embedder: Embedder, folder: str) -> list[bool]:
        vectors = PassageVectors.build(tmp_path / folder, "one", ids, told, embedder, said)
        other = Assistant(assistant.store, lambda: vectors)
        questions = [case.question for case in read_cases(DATASETS / "unanswerable.jsonl")[:25]]
        questions += [case.question for case in read_cases(DATASETS / "passages.jsonl")[:25]]
        return [other.ask(question).status is Status.ANSWERED for question in questions]

    plain, crowded = answered(NgramEmbedder(), "plain"), answered(_Crowded(), "crowded")
    assert sum(plain) > 5
    assert sum(a != b for a, b in zip(plain, crowded, strict=True)) <= 2
