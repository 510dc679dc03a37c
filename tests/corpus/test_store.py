"""The store: what goes in comes out, searches are exact, and nothing is ever half written."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.analysis import analyse
from corpus.documents import Letter
from corpus.errors import StoreError
from corpus.facts import Fact
from corpus.lexicon import Lexicon
from corpus.store import FILE_NAME, Analysed, CorpusStore, Outline, StoredLetter
from ingest.pipeline import Reading, read_all
from ingest.read import Source


def put(store: CorpusStore, reading: Reading, *, digest: str = "d", reader: str = "r") -> None:
    """Writes a reading as ingest does."""
    document = reading.document
    outline = Outline(pages=document.pages, sections=document.sections, footnotes=document.footnotes)
    stored = StoredLetter(letter=document.letter, digest=digest, reader=reader, text=document.text, outline=outline)
    store.put(stored, reading.passages, reading.facts, reading.inconsistencies, reading.remarks)


def small(letter: str, text: str, lexicon: Lexicon) -> Reading:
    """What is read from a letter of one line."""
    return read_all(Source(Letter(id=letter, title=letter), text, "d"), lexicon)


def found(store: CorpusStore, word: str) -> set[str]:
    """The letters in which a word is found."""
    hits = store.search([word], 100)
    return {passage.letter for passage in store.passages([hit.number for hit in hits])}


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[CorpusStore]:
    """An empty store."""
    with CorpusStore(tmp_path / "new" / FILE_NAME, writable=True) as store:
        yield store


# --- what goes in comes out ---------------------------------------------------------------------


def test_the_letter_is_kept_character_for_character(store: CorpusStore, letter_text: str, reading: Reading) -> None:
    stored = store.letter("kst-34352-348")
    assert stored.text == letter_text
    assert stored.letter == reading.document.letter
    assert stored.outline.pages == reading.document.pages
    assert stored.outline.sections == reading.document.sections
    assert stored.outline.footnotes == reading.document.footnotes


def test_everything_that_was_read_is_kept_in_order(store: CorpusStore, reading: Reading) -> None:
    numbers = [number for number, _ in store.passage_ids()]
    assert store.passages(numbers) == [analysed.passage for analysed in reading.passages]
    assert store.facts() == reading.facts
    assert store.inconsistencies() == reading.inconsistencies
    assert store.remarks() == reading.remarks


def test_passages_come_in_the_order_asked_and_unknown_ones_are_left_out(store: CorpusStore) -> None:
    (first, one), (second, other) = store.passage_ids()[:2]
    assert [passage.id for passage in store.passages([second, 10**9, first])] == [other, one]
    assert store.passages([]) == []


def test_an_unknown_letter_is_refused_with_the_ones_there_are(store: CorpusStore) -> None:
    with pytest.raises(StoreError, match=r"‘kst-1’ staat niet in de index\. Wel aanwezig: kst-34352-348\.$"):
        store.letter("kst-1")


# --- searching ----------------------------------------------------------------------------------


def test_a_word_is_found_in_exactly_the_passages_that_hold_it(store: CorpusStore, reading: Reading) -> None:
    words = [set(analysed.heading_words) | set(analysed.body_words) for analysed in reading.passages]
    numbers = [number for number, _ in store.passage_ids()]
    for word in set.union(*words):
        hits = {hit.number for hit in store.search([word], 1000)}
        expected = {number for number, own in zip(numbers, words, strict=True) if word in own}
        assert hits == expected if word.isalpha() else hits >= expected, word


@pytest.mark.parametrize(("asked", "written"), [("25", "25,5"), ("5", "25,5"), ("24", "24,3")])
def test_a_number_is_not_found_inside_another(fresh: CorpusStore, lexicon: Lexicon, asked: str, written: str) -> None:
    put(fresh, small("a", f"Het is {written} uur.\n", lexicon))
    assert found(fresh, written) == {"a"}
    assert found(fresh, asked) == set()


def test_the_document_frequency_counts_passages(store: CorpusStore, reading: Reading) -> None:
    counts = Counter(
        word for _, heading, body in reading.passages for word in set(heading) | set(body)
    )  # fmt: skip
    words = {word: count for word, count in counts.items() if word.isalpha()}
    assert store.document_frequency([*words, "nergens"]) == words
    assert {word for word in store.vocabulary() if word.isalpha()} == set(words)


def test_each_passage_is_the_best_answer_to_its_own_words(store: CorpusStore, reading: Reading) -> None:
    numbers = [number for number, _ in store.passage_ids()]
    for number, (_, heading, body) in zip(numbers, reading.passages, strict=True):
        hits = store.search([*heading, *body], 5)
        assert hits[0].number == number
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_no_words_find_nothing(store: CorpusStore) -> None:
    assert store.search([], 5) == []
    assert store.document_frequency([]) == {}


@pytest.mark.parametrize("word", ['"', '"a" OR "b"', "NEAR(", "*", "heading:rijk", "'; DROP TABLE words; --"])
def test_a_word_is_never_read_as_a_query(store: CorpusStore, word: str) -> None:
    assert store.search([word], 5) == []
    assert store.search(["politie"], 5)


def test_words_with_signs_are_found(fresh: CorpusStore, lexicon: Lexicon) -> None:
    put(fresh, small("a", "De P&O-ers werken met 1.372 fta aan 2025-2028.\n", lexicon))
    for word in analyse("P&O-ers 1.372 2025"):
        assert found(fresh, word) == {"a"}, word


def test_many_threads_can_read_at_once(store: CorpusStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: store.search(["politie", "banenafspraak"], 10), range(64)))
    assert all(answer == answers[0] for answer in answers)


# --- writing ------------------------------------------------------------------------------------


def test_a_letter_written_again_takes_the_place_of_the_old_one(fresh: CorpusStore, lexicon: Lexicon) -> None:
    put(fresh, small("a", "De oude brief noemt molens en 5 fta.\n", lexicon))
    put(fresh, small("b", "Deze brief noemt bruggen.\n", lexicon))
    put(fresh, small("a", "De nieuwe brief noemt dijken.\n", lexicon), digest="e")
    assert found(fresh, "molen") == set()
    assert found(fresh, "dijk") == {"a"}
    assert found(fresh, "brug") == {"b"}
    assert fresh.digests() == {"a": ("e", "r"), "b": ("d", "r")}
    assert [letter.id for letter in fresh.letters()] == ["a", "b"]
    assert fresh.facts() == []
    assert "molen" not in fresh.vocabulary()


def test_a_letter_taken_out_leaves_nothing_behind(fresh: CorpusStore, reading: Reading, lexicon: Lexicon) -> None:
    put(fresh, small("a", "Deze brief noemt bruggen.\n", lexicon))
    before = fresh.generation
    put(fresh, reading)
    fresh.remove("kst-34352-348")
    assert [letter.id for letter in fresh.letters()] == ["a"]
    assert fresh.facts() == fresh.inconsistencies() == fresh.remarks() == []
    assert len(fresh.passage_ids()) == 1
    assert found(fresh, "politie") == set()
    assert fresh.generation == before


def test_a_failure_half_way_changes_nothing(fresh: CorpusStore, reading: Reading, lexicon: Lexicon) -> None:
    put(fresh, small("a", "Deze brief noemt bruggen.\n", lexicon))
    before = fresh.generation, fresh.digests(), fresh.vocabulary()

    def interrupted() -> Iterator[Analysed]:
        yield reading.passages[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(fresh, reading._replace(passages=interrupted()))  # type: ignore[arg-type]
    assert (fresh.generation, fresh.digests(), fresh.vocabulary()) == before
    put(fresh, reading)
    assert found(fresh, "politie") == {"kst-34352-348"}


def test_two_facts_with_one_id_are_refused_whole(fresh: CorpusStore, reading: Reading) -> None:
    double: list[Fact] = [reading.facts[0], reading.facts[0]]
    with pytest.raises(StoreError):
        put(fresh, reading._replace(facts=double))
    assert fresh.letters() == []


def test_the_generation_names_the_letters_and_rules_not_the_order(tmp_path: Path, lexicon: Lexicon) -> None:
    one, other = small("a", "Molens.\n", lexicon), small("b", "Bruggen.\n", lexicon)
    names = []
    for folder, order in (("x", [one, other]), ("y", [other, one])):
        with CorpusStore(tmp_path / folder / FILE_NAME, writable=True) as store:
            for reading in order:
                put(store, reading)
            names.append(store.generation)
            put(store, one, reader="other rules")
            assert store.generation != names[-1]
            put(store, one)
            assert store.generation == names[-1]
    assert names[0] == names[1]


def test_a_reader_sees_the_last_finished_state_while_another_writes(own_corpus: Path, lexicon: Lexicon) -> None:
    path = own_corpus / FILE_NAME
    with CorpusStore(path) as reader, CorpusStore(path, writable=True) as writer:
        before = reader.generation
        with writer.transaction():
            writer._remove("kst-34352-348")
            assert reader.generation == before
            assert found(reader, "politie") == {"kst-34352-348"}
        assert found(reader, "politie") == set()


def test_a_store_opened_for_reading_cannot_be_written(own_corpus: Path) -> None:
    with CorpusStore(own_corpus / FILE_NAME) as store:
        with pytest.raises(StoreError, match="mag niet geschreven worden"):
            store.remove("kst-34352-348")
        assert store.letters()


def test_a_store_that_another_program_keeps_locked_says_so(own_corpus: Path) -> None:
    other = sqlite3.connect(own_corpus / FILE_NAME, isolation_level=None)
    with CorpusStore(own_corpus / FILE_NAME) as store:
        store._db.execute("PRAGMA busy_timeout = 20")  # no need to wait as long as a person would
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match=r"in gebruik\. Wacht even"):
            store.facts()
        other.execute("ROLLBACK")
        assert store.facts()
    other.close()


# --- files that are no store --------------------------------------------------------------------


def test_a_missing_file_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Draai eerst `kamerbrief ingest`"):
        CorpusStore(tmp_path / FILE_NAME)
    assert not (tmp_path / FILE_NAME).exists()


def test_a_file_of_another_version_says_what_to_do(own_corpus: Path) -> None:
    path = own_corpus / FILE_NAME
    other = sqlite3.connect(path)
    other.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
    other.commit()
    other.close()
    for writable in (False, True):
        with pytest.raises(StoreError, match=r"van een andere versie\. Verwijder het bestand"):
            CorpusStore(path, writable=writable)


@pytest.mark.parametrize("writable", [False, True])
@pytest.mark.parametrize("content", [b"dit is geen index " * 500, b"SQLite format 3\x00" + b"\xff" * 8176])
def test_a_damaged_file_says_what_to_do(tmp_path: Path, content: bytes, *, writable: bool) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"is beschadigd .*Verwijder het bestand"):
        CorpusStore(path, writable=writable)
    assert path.read_bytes() == content


def test_damage_in_the_middle_is_reported_when_it_is_met(own_corpus: Path) -> None:
    path = own_corpus / FILE_NAME
    whole = path.read_bytes()
    path.write_bytes(whole[: 4096 * 4] + b"\xff" * (len(whole) - 4096 * 4))
    with CorpusStore(path) as store, pytest.raises(StoreError, match="is beschadigd"):
        store.passages([number for number, _ in store.passage_ids()])


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"De map .*file is niet te maken of te openen"):
        CorpusStore(tmp_path / "file" / FILE_NAME, writable=True)


def test_how_often_a_word_occurs_is_told_anew_after_another_wrote(own_corpus: Path) -> None:
    path = own_corpus / "corpus.sqlite3"
    with CorpusStore(path) as reader, CorpusStore(path, writable=True) as writer:
        before = reader.document_frequency(["waterschap", "bestaat-niet"])
        assert before == {"waterschap": before["waterschap"]}
        assert reader.document_frequency(["waterschap", "bestaat-niet"]) == before
        for letter in writer.letters():
            writer.remove(letter.id)
        assert reader.document_frequency(["waterschap"]) == {}
        assert writer.document_frequency(["waterschap"]) == {}
