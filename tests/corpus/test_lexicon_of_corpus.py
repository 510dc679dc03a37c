"""The lexicon for letters that it was not made for: other, merged and missing subjects."""

from __future__ import annotations

from corpus.lexicon import Lexicon

BASE = {"mbo": "mbo", "hbo": "hbo", "wo": "wo"}


def group(lexicon: Lexicon, identifier: str) -> tuple[str, ...]:
    """The members of a group, none where the group is not there."""
    return next((g.members for g in lexicon.group if g.id == identifier), ())


def test_a_subject_that_is_not_known_is_known_by_its_heading(lexicon: Lexicon) -> None:
    found = lexicon.of_corpus(BASE | {"veiligheidsregios": "Veiligheidsregio’s", "kunstfonds": "Kunstfonds"}).sectors
    assert (found["veiligheidsregios"].in_text, found["veiligheidsregios"].plural) == ("de veiligheidsregio’s", True)
    assert (found["kunstfonds"].in_text, found["kunstfonds"].plural) == ("Kunstfonds", False)


def test_a_table_with_the_name_of_a_group_takes_the_place_of_its_members(lexicon: Lexicon) -> None:
    merged = lexicon.of_corpus(BASE | {"funderend-onderwijs": "Funderend onderwijs"})
    assert group(merged, "funderend") == ()
    assert group(merged, "onderwijs") == ("funderend-onderwijs", "mbo", "hbo", "wo")
    label = next(g.label for g in merged.group if g.id == "onderwijs")
    assert "Funderend onderwijs" in label
    assert "po" not in label.split()


def test_of_a_group_only_those_with_a_table_are_left_and_named(lexicon: Lexicon) -> None:
    some = lexicon.of_corpus({"gemeenten": "Gemeenten", "waterschappen": "Waterschappen"})
    found = next(g for g in some.group if g.id == "decentraal")
    assert found.members == ("gemeenten", "waterschappen")
    assert "provincies" not in found.label
    assert group(some, "onderwijs") == ()
    assert group(some, "alle") == ("*",)


def test_the_lexicon_is_the_same_for_the_letters_that_it_was_made_for(lexicon: Lexicon) -> None:
    assert lexicon.of_corpus({s.id: s.label for s in lexicon.sector}) == lexicon


def test_what_tables_count_is_asked_for_as_the_unit_of_the_measure(lexicon: Lexicon) -> None:
    known = {"musea": "Musea", "scholen": "Schoolgebouwen"}
    found = lexicon.of_corpus(
        known, {"fta": {"panden", "pand"}}, {"musea": "panden", "scholen": "panden"}, {"scholen": {"school"}}
    )
    assert found.unit_of("pand") == "fta"
    assert "panden" in found.measures["realisatie"].weak
    assert "behaalde panden" in found.measures["realisatie"].names
    assert "school" in found.sectors["scholen"].names
    assert found.unit_shown("fta", ["musea", "scholen"]) == "panden"
    assert found.unit_shown("fta", ["musea", "rijk"]) == "fta"
    assert found.unit_shown("%", ["musea"]) == "%"
