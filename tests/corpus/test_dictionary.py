"""The dictionary beside the index gives what simplemma gives, and a damaged one is made again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import simplemma
from hypothesis import example, given
from hypothesis import strategies as st

from corpus import dictionary, dutch

ODD = ["", "½", "ß", "é", "x" * 300, "foto’s", "scheepsbouwers-vereniging", "\U0001f6e0"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the dictionary."""
    made = tmp_path_factory.mktemp("dictionary")
    dictionary.keep(made)
    return made


@given(st.integers(min_value=0), st.integers(min_value=0))
def test_every_form_has_the_lemma_that_simplemma_gives(folder: Path, one: int, other: int) -> None:
    kept = dictionary.read(folder)
    assert kept is not None
    forms = kept._form  # the place of a form is of no use to others
    word = forms(one % len(kept)).decode()
    dutch.use_dictionary(folder)
    assert dutch.lemma(word) == dutch.fold(simplemma.lemmatize(word.casefold(), lang="nl"))
    compound = word + forms(other % len(kept)).decode()
    assert dutch.lemma(compound) == dutch.fold(simplemma.lemmatize(compound.casefold(), lang="nl"))
    assert dutch.is_word(word) == simplemma.is_known(word, lang="nl")


@given(st.text(min_size=1))
@example("ijsje")
@example("'s")
def test_any_text_is_looked_up_as_simplemma_does(folder: Path, word: str) -> None:
    dutch.use_dictionary(folder)
    assert dutch.is_word(word) == simplemma.is_known(word, lang="nl")
    assert dutch.lemma(word) == dutch.fold(simplemma.lemmatize(word.casefold(), lang="nl"))


def test_words_that_are_no_words_are_not_in_it(folder: Path) -> None:
    kept = dictionary.read(folder)
    assert kept is not None
    assert [word for word in ODD if word in kept] == [word for word in ODD if simplemma.is_known(word or "\0", "nl")]
    assert list(kept)[:1] == [next(iter(kept))]
    assert len(list(kept)) == len(kept) > 300_000


@pytest.mark.parametrize("damage", ["empty", "halved", "other-version", "one-byte", "no-count"])
def test_a_damaged_dictionary_is_made_again(folder: Path, tmp_path: Path, damage: str) -> None:
    [source] = folder.iterdir()
    whole = source.read_bytes()
    raw = {
        "empty": b"", "halved": whole[: len(whole) // 2],
        "other-version": whole.replace(b"simplemma-", b"simplemma-9", 1),
        "one-byte": whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:], "no-count": b"x" + whole,
    }[damage]  # fmt: skip
    (tmp_path / source.name).write_bytes(raw)
    assert dictionary.read(tmp_path) is None
    dictionary.keep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [source.name]
    assert (tmp_path / source.name).read_bytes() == whole
    assert dictionary.read(tmp_path) is not None


def test_a_word_of_the_dictionary_is_found_without_loading_simplemma(folder: Path) -> None:
    program = (
        "import sys, pathlib; from corpus import dutch; dutch.use_dictionary(pathlib.Path(sys.argv[1]));"
        "print(dutch.lemma('departementen'), 'simplemma' in sys.modules, dutch.lemma('blauwebanenplan'))"
    )
    done = subprocess.run([sys.executable, "-c", program, folder], capture_output=True, text=True, check=True)
    assert done.stdout.split()[:2] == ["departement", "False"]
