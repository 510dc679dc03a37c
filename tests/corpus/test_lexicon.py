"""The lexicon: what its names find, and that a slip of whoever edits it is explained in Dutch."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.dutch import fold
from corpus.errors import CorpusError
from corpus.lexicon import LEXICON_PATH, Lexicon

_SHIPPED = LEXICON_PATH.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("heading", "sector"),
    [
        ("Defensie", "defensie"),
        ("Universitaire medische centra (umc’s)", "umc"),
        ("UMC's", "umc"),
        ("Wetenschappelijk onderwijs", "wo"),
        ("primair onderwijs", "po"),
    ],
)
def test_a_heading_names_its_sector(lexicon: Lexicon, heading: str, sector: str) -> None:
    found = lexicon.sector_of_heading(heading)
    assert found is not None
    assert found.id == sector


@pytest.mark.parametrize("heading", ["Brandweer", "Algemeen beeld", "Defensie en politie", "", "(umc’s)"])
def test_a_heading_that_names_no_sector_gives_none(lexicon: Lexicon, heading: str) -> None:
    assert lexicon.sector_of_heading(heading) is None


def test_the_label_of_a_sector_finds_it_even_when_it_is_not_among_its_names(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text(
        'unit = []\nmeasure = []\n[[sector]]\nid = "x"\nlabel = "Zwembaden"\nin_text = "de zwembaden"\nnames = []\n'
    )
    found = Lexicon.load(path).sector_of_heading("Zwembaden")
    assert found is not None
    assert found.id == "x"


@pytest.mark.parametrize(
    ("label", "measure"),
    [("Doel", "doel"), ("TAAKSTELLING", "doel"), ("Realisatie in %", "realisatiepercentage"), ("Budget", None)],
)
def test_a_row_label_names_its_measure(lexicon: Lexicon, label: str, measure: str | None) -> None:
    found = lexicon.measure_of_row(label)
    assert (found.id if found else None) == measure


@pytest.mark.parametrize(
    ("word", "unit"),
    [("fta", "fta"), ("FTE", "fte"), ("procent", "%"), ("%", "%"), ("voltijdsbanen", "fta"), ("euro", None)],
)
def test_a_unit_is_known_by_any_of_its_names(lexicon: Lexicon, word: str, unit: str | None) -> None:
    assert lexicon.unit_of(word) == unit


def test_no_shipped_name_belongs_to_two_sectors(lexicon: Lexicon) -> None:
    names = Counter(fold(name) for sector in lexicon.sector for name in sector.names)
    assert [name for name, times in names.items() if times > 1] == []


def test_the_members_of_every_shipped_group_are_sectors(lexicon: Lexicon) -> None:
    members = {member for group in lexicon.group for member in group.members} - {"*"}
    assert members <= set(lexicon.sectors)


def test_another_lexicon_can_take_the_place_of_the_shipped_one(mini_lexicon: Lexicon) -> None:
    assert set(mini_lexicon.sectors) == {"musea", "archieven"}
    assert set(mini_lexicon.measures) == {"doel", "realisatie", "realisatiepercentage"}
    assert set(mini_lexicon.qualifiers) == {"inkoop"}
    assert mini_lexicon.sector_of_heading("Defensie") is None


def test_a_missing_lexicon_is_named_in_dutch(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"^De woordenlijst .*nergens\.toml kan niet gelezen worden\.$"):
        Lexicon.load(tmp_path / "nergens.toml")


def test_a_syntax_fault_gives_the_file_and_the_line(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text('[[sector]]\nid = "a\n')
    with pytest.raises(CorpusError) as caught:
        Lexicon.load(path)
    assert str(caught.value).startswith(f"In de woordenlijst {path} staat een fout: ")
    assert "line 2" in str(caught.value)
    assert "\n" not in str(caught.value)


_FAULTS = {
    "unknown-field": _SHIPPED.replace('label = "Rijk"', 'label = "Rijk"\nkleur = "blauw"', 1),
    "missing-field": _SHIPPED.replace('in_text = "Defensie"', "", 1),
    "wrong-kind": _SHIPPED.replace('names = ["fta", "ftas", "voltijdsbaan", "voltijdsbanen"]', "names = 3", 1),
    "wrong-choice": _SHIPPED.replace('\nof = "figure"', '\nof = "table"', 1),
}


@pytest.mark.parametrize("fault", _FAULTS)
def test_a_wrong_field_is_refused_in_one_dutch_sentence(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text(_FAULTS[fault], encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        Lexicon.load(path)
    assert str(caught.value).startswith(f"In de woordenlijst {path} staat een fout")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("fault", "field"), [("unknown-field", "kleur"), ("missing-field", "in_text")])
def test_a_wrong_field_is_named(tmp_path: Path, fault: str, field: str) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text(_FAULTS[fault], encoding="utf-8")
    with pytest.raises(CorpusError, match=field):
        Lexicon.load(path)


def test_a_lexicon_that_is_no_utf8_is_refused_in_dutch(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_bytes(_SHIPPED.encode("cp1252", errors="replace"))
    with pytest.raises(CorpusError, match="woordenlijst"):
        Lexicon.load(path)


_DOUBTFUL = {
    "group-of-nobody": _SHIPPED.replace('members = ["po", "vo", "mbo", "hbo", "wo"]', 'members = ["po", "brandweer"]'),
    "same-id-twice": _SHIPPED.replace('id = "vo"', 'id = "po"', 1),
}


@pytest.mark.parametrize("fault", _DOUBTFUL)
def test_ids_that_do_not_fit_together_are_refused(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text(_DOUBTFUL[fault], encoding="utf-8")
    with pytest.raises(CorpusError, match="woordenlijst"):
        Lexicon.load(path)
