"""The command line under bad files, bad input and bad luck: one Dutch sentence, and the corpus as it was."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from corpus.documents import Document
from corpus.store import FILE_NAME
from ingest.read import MAX_BYTES
from tests.command_line import kamerbrief

DEFENSIE = "hoeveel fta realiseerde Defensie incl. SROI?"
_SLOW = ("torch", "sentence_transformers", "chromadb", "langchain_core")
_IMPORTS = f"""
import json, sys
from assistant.cli import app
try:
    app(sys.argv[1:], standalone_mode=False)
finally:
    print(json.dumps([name for name in {_SLOW!r} if name in sys.modules]), file=sys.stderr)
"""


def letter(folder: Path, metadata: str = 'text = "brief.txt"\n', text: bytes = b"Een brief.\n") -> Path:
    """A letter's folder."""
    folder.mkdir(parents=True)
    (folder / "letter.toml").write_text(metadata, encoding="utf-8")
    (folder / "brief.txt").write_bytes(text)
    return folder


def a_file(folder: Path, content: bytes) -> Path:
    """A text file of its own."""
    folder.mkdir(parents=True)
    (folder / "brief.txt").write_bytes(content)
    return folder / "brief.txt"


def too_large(folder: Path) -> Path:
    """A file beyond the limit that takes no room on disk."""
    path = a_file(folder, b"")
    os.truncate(path, MAX_BYTES + 1)
    return path


def one_faulty(folder: Path) -> Path:
    """A folder with a good letter and an empty one."""
    letter(folder / "a-good")
    (folder / "b-bad.txt").write_bytes(b"")
    return folder


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (lambda f: f / "nergens.txt", "nergens.txt bestaat niet. Controleer het pad."),
    "empty": (lambda f: a_file(f, b""), "brief.txt is leeg. Geef een bestand met de tekst van een brief."),
    "white-space": (lambda f: a_file(f, b" \r\n\t\n"), "brief.txt is leeg."),
    "binary": (lambda f: a_file(f, b"\x89PNG\r\n\x1a\n\xff\xfe"), "brief.txt is geen UTF-8-tekst."),
    "nul": (lambda f: a_file(f, b"Een brief\x00.\n"), "brief.txt is geen tekstbestand."),
    "encoding": (lambda f: a_file(f, "Eén brief.\n".encode("latin-1")), "brief.txt is geen UTF-8-tekst."),
    "no-letters": (lambda f: letter(f / "x") and f / "x" / ".." / "..", "staat geen brief. Geef een tekstbestand"),
    "too-large": (too_large, "brief.txt is groter dan 20 MB."),
    "syntax": (lambda f: letter(f, 'text = "brief.txt\n'), "letter.toml is geen geldig TOML-bestand: "),
    "unknown-field": (lambda f: letter(f, 'text = "brief.txt"\nkleur = 1\n'), "klopt het veld ‘kleur’ niet"),
    "bad-id": (lambda f: letter(f, 'text = "brief.txt"\nid = "A B"\n'), "is ‘A B’ geen geldige id."),
    "missing-text": (lambda f: letter(f, 'text = "ander.txt"\n'), "ander.txt bestaat niet of is geen bestand."),
    "one-of-two": (one_faulty, "b-bad.txt is leeg."),
}  # fmt: skip


# --- ingest -------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["missing", "empty", "binary", "syntax", "one-of-two"])
def test_a_bad_letter_is_refused_and_the_corpus_stays_as_it_was(own_corpus: Path, tmp_path: Path, fault: str) -> None:
    make, message = BAD[fault]
    before = (own_corpus / FILE_NAME).read_bytes()
    done = kamerbrief("ingest", make(tmp_path / "given" / "letters"), data=own_corpus)
    assert done.refused_clearly, done
    assert message in done.err
    assert (own_corpus / FILE_NAME).read_bytes() == before


def test_a_bad_letter_makes_no_corpus(tmp_path: Path) -> None:
    assert kamerbrief("ingest", a_file(tmp_path / "given", b""), data=tmp_path / "corpus").refused_clearly
    assert not (tmp_path / "corpus").exists()


def _shown(screen: int) -> bytes:
    """All that a terminal shows until its program ends; one that nobody reads stops the program when it is full."""
    shown = b""
    # Linux says the end of a terminal by an error.
    with suppress(OSError):
        while piece := os.read(screen, 4096):
            shown += piece
    return shown


def test_ingesting_on_a_terminal_leaves_the_output_clean_and_again_changes_nothing(tmp_path: Path) -> None:
    screen, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", "ingest"],
        env={**os.environ, "KAMERBRIEF_DATA": str(tmp_path / "corpus"), "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=terminal,
        text=True,
    ) as first:
        os.close(terminal)
        shown = _shown(screen)
        out, _ = first.communicate()
    os.close(screen)
    assert first.returncode == 0
    assert b"%" in shown
    assert out.startswith("kst-34352-348: ingelezen (")
    assert out.count("\n") == 1
    assert kamerbrief("ingest", data=tmp_path / "corpus") == (0, "kst-34352-348: niet gewijzigd\n", "")


# --- rights -------------------------------------------------------------------------------------


def test_a_letter_without_rights_in_a_folder_is_refused(own_corpus: Path, tmp_path: Path) -> None:
    path = letter(tmp_path / "given")
    (path / "brief.txt").chmod(0)
    done = kamerbrief("ingest", tmp_path / "given", data=own_corpus, without_rights=True)
    assert done.refused_clearly, done
    assert done.err.endswith("brief.txt mag niet gelezen worden. Geef uzelf leesrechten en probeer het opnieuw.\n")


@pytest.mark.parametrize("which", ["file", "folder"])
def test_a_path_without_rights_is_refused(own_corpus: Path, tmp_path: Path, which: str) -> None:
    path = letter(tmp_path / "given") if which == "folder" else a_file(tmp_path / "given", b"Een brief.\n")
    path.chmod(0)
    try:
        done = kamerbrief("ingest", path, data=own_corpus, without_rights=True)
    finally:
        path.chmod(0o700)
    assert done.refused_clearly, done


def test_a_file_of_questions_without_rights_is_refused(own_corpus: Path, tmp_path: Path) -> None:
    path = a_file(tmp_path / "given", b'{"question": "Hoi"}\n')
    path.chmod(0)
    assert kamerbrief("ask", "--input", path, data=own_corpus, without_rights=True).refused_clearly


def test_a_corpus_that_may_not_be_written_is_named(own_corpus: Path, tmp_path: Path) -> None:
    before = (own_corpus / FILE_NAME).read_bytes()
    own_corpus.chmod(0o500)
    try:
        done = kamerbrief("ingest", letter(tmp_path / "given"), data=own_corpus, without_rights=True)
    finally:
        own_corpus.chmod(0o700)
    assert done.refused_clearly, done
    assert "Geef uzelf schrijfrechten" in done.err
    assert (own_corpus / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("question", [DEFENSIE, "Wat is De Blauwe Baan?"])
def test_a_corpus_that_may_only_be_read_still_answers(own_corpus: Path, question: str) -> None:
    folders = [own_corpus, *(path for path in own_corpus.rglob("*") if path.is_dir())]
    for path in [*own_corpus.rglob("*"), own_corpus]:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        done = kamerbrief("ask", question, "--json", data=own_corpus, without_rights=True)
    finally:
        for path in folders:
            path.chmod(0o700)
    assert (done.code, done.err) == (0, ""), done
    assert json.loads(done.out)["status"] == "answered"


def test_a_corpus_that_may_not_be_entered_is_named(own_corpus: Path) -> None:
    own_corpus.chmod(0)
    try:
        done = kamerbrief("ask", DEFENSIE, data=own_corpus, without_rights=True)
    finally:
        own_corpus.chmod(0o700)
    assert done.refused_clearly


def test_an_index_that_may_not_be_read_is_not_called_missing(own_corpus: Path) -> None:
    (own_corpus / FILE_NAME).chmod(0)
    done = kamerbrief("ask", DEFENSIE, data=own_corpus, without_rights=True)
    assert done.refused_clearly, done
    assert "Er is nog geen index" not in done.err


# --- a corpus that is broken --------------------------------------------------------------------


def test_a_damaged_index_is_named_with_what_to_do(own_corpus: Path) -> None:
    (own_corpus / FILE_NAME).write_bytes(b"geen index" * 1000)
    for command in (["ask", DEFENSIE], ["ingest"]):
        done = kamerbrief(*command, data=own_corpus)
        assert done.refused_clearly, done
        assert "Verwijder het bestand en draai `kamerbrief ingest`." in done.err


def test_damaged_vectors_are_mended_and_the_question_is_answered(own_corpus: Path) -> None:
    (database,) = own_corpus.rglob("chroma.sqlite3")
    for path in (database, *database.parent.glob("*.npy")):
        path.write_bytes(b"geen index" * 1000)
    done = kamerbrief("ask", "Wat is De Blauwe Baan?", "--json", data=own_corpus)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["citations"][0]["page"] == 7
    assert not database.exists() or database.read_bytes().startswith(b"SQLite")


def test_a_file_in_the_place_of_the_corpus_is_named(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("x")
    done = kamerbrief("ask", DEFENSIE, data=tmp_path / "corpus")
    assert done.refused_clearly
    assert "KAMERBRIEF_DATA" in done.err


def test_a_setting_that_is_no_number_is_named(own_corpus: Path) -> None:
    done = kamerbrief("ask", DEFENSIE, data=own_corpus, env={"KAMERBRIEF_BATCH_SIZE": "veel"})
    assert done.refused_clearly
    assert "KAMERBRIEF_BATCH_SIZE" in done.err


def test_a_settings_file_that_is_no_text_is_named(own_corpus: Path) -> None:
    (own_corpus.parent / ".env").write_bytes("KAMERBRIEF_EMBEDDER=ngràm".encode("latin-1"))
    assert kamerbrief("show", "kst-34352-348", data=own_corpus).refused_clearly


# --- what is printed ----------------------------------------------------------------------------


def test_the_text_of_a_letter_is_printed_exactly_as_stored(own_corpus: Path, letter_text: str) -> None:
    assert kamerbrief("show", "kst-34352-348", "--text", data=own_corpus).out == letter_text


def test_a_quote_is_a_slice_of_the_printed_text(own_corpus: Path, letter_text: str) -> None:
    done = kamerbrief("ask", DEFENSIE, "--json", data=own_corpus)
    answer = json.loads(done.out)
    assert (answer["value"], answer["unit"], done.err) == ("826.3", "fta", "")
    assert [operand["value"] for operand in answer["calculation"]["operands"]] == ["595.4", "230.9"]
    assert [citation["page"] for citation in answer["citations"]] == [3, 3]
    for citation in answer["citations"]:
        assert letter_text[citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.parametrize(
    ("question", "banned"),
    [(DEFENSIE, _SLOW), ("Wat is De Blauwe Baan?", _SLOW[:2])],
)
def test_a_question_loads_no_library_it_does_not_need(own_corpus: Path, question: str, banned: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IMPORTS, "ask", question, "--json"],
        env={**os.environ, "KAMERBRIEF_DATA": str(own_corpus)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["question"] == question
    assert set(json.loads(done.stderr)).isdisjoint(banned)


def test_a_reader_who_has_seen_enough_is_no_failure(own_corpus: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", "facts", "--json"],
        env={**os.environ, "KAMERBRIEF_DATA": str(own_corpus)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1) == b"["
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


# --- in this process: many small cases ----------------------------------------------------------


def invoke(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command on the corpus of KAMERBRIEF_DATA; crashes are raised."""
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def questions(folder: Path, content: str | bytes) -> Path:
    """A file of questions."""
    path = folder / "vragen.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture(autouse=True)
def _shared(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> None:
    """Commands in this process read the shared corpus."""
    monkeypatch.setenv("KAMERBRIEF_DATA", str(data_dir))


@pytest.mark.parametrize("fault", BAD)
def test_each_fault_of_a_letter_has_its_own_sentence(tmp_path: Path, fault: str) -> None:
    make, message = BAD[fault]
    code, out, err = invoke("ingest", make(tmp_path / "given" / "letters"))
    assert (code, out) == (1, "")
    assert message in err
    assert err.endswith(".\n")
    assert err.count("\n") == 1


def test_answers_come_in_the_order_of_the_questions_with_their_ids(tmp_path: Path) -> None:
    lines = [
        {"id": "b", "question": DEFENSIE, "session": "x"},
        {"id": 7, "question": "Wat was het doel van de waterschappen in 2024?"},
        {"question": "Hoeveel fta realiseerde de brandweer?"},
    ]
    content = "\ufeff" + "\r\n\r\n".join(json.dumps(line) for line in lines) + "\r\n"
    code, out, err = invoke("ask", "--input", questions(tmp_path, content), "--json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [(a["id"], a["status"], a["value"]) for a in answers] == [
        ("b", "answered", "826.3"), ("7", "answered", "602.8"), (None, "not_in_source", None),
    ]  # fmt: skip
    assert "brandweer" in answers[2]["text"]


def test_no_questions_give_no_answers(tmp_path: Path) -> None:
    assert invoke("ask", "--input", questions(tmp_path, "\n \n"), "--json") == (0, "", "")


@pytest.mark.parametrize(
    "line", ["geen json", "[1]", '"tekst"', "null", "{}", '{"id": "q1"}', '{"question": null}', '{"question": ["x"]}']
)
def test_a_faulty_line_is_named_before_anything_is_answered(tmp_path: Path, line: str) -> None:
    path = questions(tmp_path, f'{{"question": "{DEFENSIE}"}}\n{line}\n')
    code, out, err = invoke("ask", "--input", path, "--json")
    assert (code, out) == (1, "")
    assert err.startswith(f"{path}, regel 2: ")
    assert err.endswith("Verbeter de regel.\n")
    assert err.count("\n") == 1


def test_a_file_of_questions_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "nergens.jsonl", tmp_path, questions(tmp_path, b"\xff\xfe\x00")):
        code, out, err = invoke("ask", "--input", path, "--json")
        assert (code, out) == (1, "")
        assert err == f"{path} kan niet gelezen worden. Geef een UTF-8-bestand met per regel een vraag.\n"


@pytest.mark.parametrize("sign", ["\u2028", "\x85"])
def test_a_question_may_hold_any_sign_that_json_allows(tmp_path: Path, sign: str) -> None:
    path = questions(tmp_path, json.dumps({"question": f"{DEFENSIE}{sign}"}, ensure_ascii=False) + "\n")
    code, out, _ = invoke("ask", "--input", path, "--json")
    assert code == 0
    assert json.loads(out)["value"] == "826.3"


@pytest.mark.parametrize(
    "line", ['{"question": "\\ud800 hoeveel?"}', "[" * 100_000, f'{{"id": {"1" * 5000}, "question": "x"}}'],
    ids=["half-a-character", "deeply-nested", "huge-number"],
)  # fmt: skip
def test_a_hostile_line_is_refused_clearly(tmp_path: Path, line: str) -> None:
    path = questions(tmp_path, line + "\n")
    code, out, err = invoke("ask", "--input", path, "--json")
    assert (code, out) == (1, "")
    assert err.startswith(f"{path}, regel 1: ")
    assert err.count("\n") == 1


def test_half_a_character_in_an_id_is_refused_clearly(tmp_path: Path) -> None:
    code, _, err = invoke("ask", "--input", questions(tmp_path, '{"id": "\\ud800", "question": "x"}\n'), "--json")
    assert (code, err.count("\n")) == (1, 1)


@pytest.mark.parametrize("question", ["", "   ", "?", "\x00", "x" * 20_000, "🙂", "' OR 1=1 --", "a\u2028b"])
def test_any_question_gets_an_answer_and_never_a_crash(question: str) -> None:
    code, out, err = invoke("ask", question, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["question"] == question
    assert json.loads(out)["status"] != "answered"


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "x", "--input", "y"], ["ask", "--bestaat-niet"], ["nergens"]])
def test_wrong_usage_is_exit_code_2_and_says_where_help_is(arguments: list[str]) -> None:
    code, out, err = invoke(*arguments)
    assert (code, out) == (2, "")
    assert "--help`" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", ["", "ingest", "ask", "show", "facts", "check", "chat"])
def test_every_command_explains_itself_in_dutch(command: str) -> None:
    code, out, err = invoke(*command.split(), "--help")
    assert (code, err) == (0, "")
    assert out.startswith("Gebruik: ")
    assert "Toon deze uitleg en stop." in out
    assert "Usage" not in out
    assert "Show this" not in out


def test_a_letter_with_a_byte_order_mark_and_windows_line_ends_is_read(
    own_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAMERBRIEF_DATA", str(own_corpus))
    path = letter(tmp_path / "given", text="\ufeffEen brief met één zin.\r\nNog een regel.\r\n".encode())
    assert invoke("ingest", path)[0] == 0
    assert invoke("show", "brief", "--text") == (0, "Een brief met één zin.\nNog een regel.\n", "")


def test_an_unknown_letter_is_refused_with_those_there_are() -> None:
    code, out, err = invoke("show", "kst-1", "--text")
    assert (code, out) == (1, "")
    assert err == "De brief ‘kst-1’ staat niet in de index. Wel aanwezig: kst-34352-348.\n"


def test_a_letter_shows_its_metadata_and_its_outline(document: Document) -> None:
    _, out, _ = invoke("show", "kst-34352-348")
    assert "Kamerstuk 34 352, nr. 348" in out
    assert "22" in out
    _, out, _ = invoke("show", "kst-34352-348", "--sections")
    lines = [line.split(maxsplit=1) for line in out.splitlines()]
    assert [(int(page), name) for page, name in lines] == [(s.page, s.path[-1]) for s in document.sections]


def test_facts_hold_the_78_cells_and_no_footnote_marker() -> None:
    code, out, err = invoke("facts", "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert sum(fact["from_table"] for fact in found) == 78
    assert sum(fact["from_table"] and fact["approximate"] for fact in found) == 6
    assert "20191" not in {fact["value"] for fact in found}
    assert all(isinstance(fact["value"], str) for fact in found)


def test_facts_of_one_sector_and_year_are_chosen_by_any_of_its_names() -> None:
    _, out, _ = invoke("facts", "--sector", "krijgsmacht", "--year", "2023", "--json")
    found = json.loads(out)
    assert {(fact["subject"], fact["period"]) for fact in found} == {("defensie", "2023")}
    _, plain, _ = invoke("facts", "--sector", "krijgsmacht", "--year", "2023")
    assert len(plain.splitlines()) == len(found)
    assert "508,5 fta" in plain


def test_a_year_that_is_none_or_has_no_figures_is_told() -> None:
    code, out, err = invoke("facts", "--year", "abc")
    assert (code, out) == (1, "")
    assert "geen jaar" in err
    code, out, err = invoke("facts", "--year", "1999")
    assert (code, out) == (0, "")
    assert "geen cijfers" in err
    assert json.loads(invoke("facts", "--year", "1999", "--json")[1]) == []


def test_an_unknown_sector_is_refused_with_those_there_are() -> None:
    code, out, err = invoke("facts", "--sector", "brandweer")
    assert (code, out) == (1, "")
    assert err.startswith("De sector ‘brandweer’ is niet bekend. Kies uit: Rijk, Defensie, ")


def test_contradictions_are_listed_with_their_page() -> None:
    _, out, _ = invoke("check", "--json")
    assert [item["subject"] for item in json.loads(out)] == ["waterschappen", "politie", "onderzoek", "onderzoek"]
    _, out, _ = invoke("check")
    assert [line.split(": ", 1)[0] for line in out.splitlines()] == [
        f"kst-34352-348, p. {page}" for page in (6, 7, 15, 15)
    ]


def test_breaking_off_is_said_in_one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ingest.pipeline.ingest", interrupted)
    assert invoke("ingest") == (1, "", "Afgebroken.\n")
