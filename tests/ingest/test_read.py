"""From a path to a letter: every file that is none is refused in one Dutch sentence."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError
from ingest import read
from ingest.read import MAX_BYTES, METADATA, find_letters, letter_id, read_letter, shipped_letters

_TEXT = "Een brief van één zin.\n"


def refused(path: Path) -> str:
    """The sentence with which a path is refused, at finding or at reading."""
    with pytest.raises(CorpusError) as caught:
        _ = [read_letter(letter) for letter in find_letters(path)]
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A letter's folder with a text and as little metadata as may be."""
    made = tmp_path / "letter"
    made.mkdir()
    (made / "brief.txt").write_text(_TEXT, encoding="utf-8")
    (made / METADATA).write_text('text = "brief.txt"\n', encoding="utf-8")
    return made


# --- letters that are read ----------------------------------------------------------------------


def test_the_shipped_letter_is_found_with_its_metadata() -> None:
    (path,) = shipped_letters()
    letter = read_letter(path).letter
    assert (letter.id, letter.number, letter.date) == ("kst-34352-348", "348", datetime.date(2025, 11, 18))
    assert letter.short_name == "Kamerstuk 34 352, nr. 348"


def test_a_text_file_is_a_letter_named_after_the_file(tmp_path: Path) -> None:
    path = tmp_path / "Één Brief_2024.txt"
    path.write_text(_TEXT, encoding="utf-8")
    source = read_letter(path)
    assert (source.letter.id, source.letter.title, source.text) == ("een-brief-2024", "Één Brief 2024", _TEXT)


def test_the_subject_line_is_the_title(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text(f"Datum 1 mei\nBetreft:  Voortgang leerbanen \n\n{_TEXT}", encoding="utf-8")
    assert read_letter(path).letter.title == "Voortgang leerbanen"


def test_a_folder_of_letters_gives_all_of_them_in_order(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "b.txt").write_text(_TEXT)
    (tmp_path / "notes.md").write_text("# geen brief")
    (tmp_path / "empty").mkdir()
    assert find_letters(tmp_path) == [tmp_path / "b.txt", folder]
    assert find_letters(folder) == [folder]


def test_the_text_named_in_the_metadata_gets_that_metadata_and_its_neighbour_does_not(folder: Path) -> None:
    (folder / METADATA).write_text('id = "kst-1-2"\ntitle = "Titel"\ntext = "brief.txt"\n')
    (folder / "ander.txt").write_text(_TEXT)
    assert read_letter(folder).letter.id == read_letter(folder / "brief.txt").letter.id == "kst-1-2"
    assert read_letter(folder / "ander.txt").letter.id == "ander"


@pytest.mark.parametrize(
    "raw",
    [
        "Regel één\r\nRegel twee\r\n".encode(),
        "Regel één\rRegel twee\r".encode(),
        "Regel één\nRegel twee\n".encode("utf-8-sig"),
        "Regel één\r\nRegel twee\r\n".encode("utf-8-sig"),
    ],
)
def test_a_byte_order_mark_and_other_line_ends_make_no_difference(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "brief.txt"
    path.write_bytes(raw)
    assert read_letter(path).text == "Regel één\nRegel twee\n"


def test_other_white_space_and_signs_are_left_as_they_are(tmp_path: Path) -> None:
    text = " \uf0b7 één\t– umc’s\u00a0\f\n  „zo” \n "
    path = tmp_path / "brief.txt"
    path.write_text(text, encoding="utf-8", newline="")
    assert read_letter(path).text == text


def test_the_digest_changes_with_the_text_and_with_the_metadata(folder: Path) -> None:
    digests = [read_letter(folder).digest, read_letter(folder).digest]
    (folder / "brief.txt").write_text(_TEXT + "En nog een.\n")
    digests.append(read_letter(folder).digest)
    (folder / METADATA).write_text('text = "brief.txt"\ntitle = "Nieuw"\n')
    digests.append(read_letter(folder).digest)
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


@given(st.text())
def test_any_name_makes_a_usable_id(name: str) -> None:
    made = letter_id(name)
    assert made == letter_id(made)
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


# --- files that are no letter -------------------------------------------------------------------


_HINT = "Sla de brief op als platte tekst (UTF-8) en probeer het opnieuw."
BAD_FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is leeg. Geef een bestand met de tekst van een brief."),
    "white-space": (b" \n\t\r\n\f \n", "is leeg."),
    "only-a-mark": (b"\xef\xbb\xbf", "is leeg."),
    "nul": (b"Een brief\x00 met niets", f"is geen tekstbestand. {_HINT}"),
    "utf16": ("Een brief\n".encode("utf-16"), f"is geen tekstbestand. {_HINT}"),
    "latin1": ("Eén brief\n".encode("latin-1"), f"is geen UTF-8-tekst. {_HINT}"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", f"is geen UTF-8-tekst. {_HINT}"),
    "control": (b"Een brief\x1b[31m\n", f"bevat stuurtekens en is geen gewone tekst. {_HINT}"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, name: str) -> None:
    content, message = BAD_FILES[name]
    path = tmp_path / "brief.txt"
    path.write_bytes(content)
    assert refused(path).startswith(f"{path} {message}")


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "nergens") == f"{tmp_path / 'nergens'} bestaat niet. Controleer het pad."


def test_a_path_that_cannot_exist_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / ("x" * 300)).endswith("is geen geldig pad. Controleer het pad.")


def test_a_folder_without_letters_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x")
    assert refused(tmp_path).startswith(f"In de map {tmp_path} staat geen brief.")


def test_a_pipe_is_no_letter(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe").endswith("Controleer het pad.")


def test_a_folder_with_the_name_of_a_text_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "map.txt").mkdir()
    assert "map.txt" in refused(tmp_path)


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "brief.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read"))
    assert refused(path) == f"{path} is groter dan 20 MB. Geef alleen de tekst van de brief."


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_BYTES", len(_TEXT.encode()))
    path = tmp_path / "brief.txt"
    path.write_text(_TEXT, encoding="utf-8")
    assert read_letter(path).text == _TEXT
    path.write_text(_TEXT + "\n", encoding="utf-8")
    assert "is groter dan" in refused(path)


# --- rights -------------------------------------------------------------------------------------


def deny(monkeypatch: pytest.MonkeyPatch, method: str, name: str) -> None:
    """Makes one operation on paths of this name fail as it does without rights."""
    allowed = getattr(Path, method)

    def denied(self: Path, *rest: object, **named: object) -> object:
        if self.name == name:
            raise PermissionError(13, "Permission denied", str(self))
        return allowed(self, *rest, **named)

    monkeypatch.setattr(Path, method, denied)


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("read_bytes", "brief.txt"),
        ("stat", "brief.txt"),
        ("read_text", METADATA),
        ("iterdir", "outer"),
        ("exists", "outer"),
        ("exists", METADATA),
    ],
)
def test_what_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, name: str
) -> None:
    inner = tmp_path / "outer" / "letter"
    inner.mkdir(parents=True)
    (inner / "brief.txt").write_text(_TEXT)
    (inner / METADATA).write_text('text = "brief.txt"\n')
    deny(monkeypatch, method, name)
    message = refused(tmp_path / "outer")
    assert message.endswith("mag niet gelezen worden. Geef uzelf leesrechten en probeer het opnieuw.")
    assert name in message or name == METADATA


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("which", ["file", "folder"])
def test_what_really_may_not_be_read_is_refused(folder: Path, which: str) -> None:
    path = folder / "brief.txt" if which == "file" else folder
    path.chmod(0)
    try:
        assert refused(folder).endswith("Geef uzelf leesrechten en probeer het opnieuw.")
    finally:
        path.chmod(0o700)


def test_a_disk_that_fails_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", broken)
    assert refused(folder) == f"{folder / 'brief.txt'} kan niet gelezen worden (Input/output error)."


# --- metadata -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        ('text = "brief.txt"\ntitle = "Open\n', "is geen geldig TOML-bestand: "),
        ('text = "brief.txt"\nkleur = "blauw"\n', "klopt het veld ‘kleur’ niet"),
        ('text = "brief.txt"\ndate = "gisteren"\n', "klopt het veld ‘date’ niet"),
        ('text = "brief.txt"\ntitle = 5\n', "klopt het veld ‘title’ niet"),
        ('text = "brief.txt"\nid = "Kamerstuk 1/2"\n', "is ‘Kamerstuk 1/2’ geen geldige id."),
        ('text = "brief.txt"\nid = ""\n', "geen geldige id."),
        ('text = "nergens.txt"\n', "nergens.txt bestaat niet of is geen bestand."),
        ('text = "."\n', "bestaat niet of is geen bestand."),
        ('title = "Zonder tekst"\n', "noemt geen tekstbestand. Voeg een regel toe als: "),
        ("text = 5\n", "bestaat niet of is geen bestand."),
    ],
)
def test_wrong_metadata_is_refused_with_what_is_wrong(folder: Path, metadata: str, message: str) -> None:
    (folder / METADATA).write_text(metadata)
    assert message in refused(folder)


def test_metadata_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / METADATA).write_bytes(b"\xff\xfe\x00")
    assert "is geen geldig TOML-bestand" in refused(folder)


def test_metadata_with_a_byte_order_mark_is_read(folder: Path) -> None:
    (folder / METADATA).write_text('text = "brief.txt"\n', encoding="utf-8-sig")
    assert read_letter(folder).text == _TEXT


@pytest.mark.parametrize(
    ("head", "written"),
    [
        ("Datum 3 juli 2025", datetime.date(2025, 7, 3)),
        ("Den Haag, 12 mei 2026", datetime.date(2026, 5, 12)),
        ("’s-Gravenhage, 1 maart 1999", datetime.date(1999, 3, 1)),
        ("Datum 31 februari 2025", None),
        ("Op Den Haag, 12 mei 2026 kom ik terug.", None),
    ],
)
def test_a_letter_tells_its_own_day(tmp_path: Path, head: str, written: datetime.date | None) -> None:
    path = tmp_path / "brief.txt"
    path.write_text(f"Ministerie\n{head}\n\nGeachte voorzitter,\n\nDit is een brief.\n", encoding="utf-8")
    assert read_letter(path).letter.date == written
