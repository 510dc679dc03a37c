"""The command line: ``kamerbrief``. Every failure is one Dutch sentence on stderr and exit code 1."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec

import typer

from assistant.answer import Answer
from assistant.dutch_cli import DutchCommand, DutchGroup
from assistant.errors import InputError, KamerbriefError
from assistant.settings import Settings

app = typer.Typer(
    cls=DutchGroup, add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Vragen over Kamerbrieven, beantwoord met het cijfer, de som erachter en de zin uit de brief.",
)  # fmt: skip
P = ParamSpec("P")
Json = Annotated[bool, typer.Option("--json", help="Geef JSON op standaarduitvoer, en niets anders.")]


def failing_clearly(command: Callable[P, None]) -> Callable[P, None]:
    """Turns a failure the program understands into its sentence and exit code 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except KamerbriefError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from error
        except BrokenPipeError:
            # The reader of a pipe ("| head") has seen enough.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            typer.echo("Afgebroken.", err=True)
            raise typer.Exit(1) from None

    return run


_YEAR_DIGITS = 4


@app.command(cls=DutchCommand)
@failing_clearly
def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PAD]...", readable=False, help="Tekstbestand of map met brieven.")
    ] = None,
) -> None:
    """Lees brieven in. Zonder pad: de meegeleverde brieven. Herhalen kan altijd."""
    from ingest.pipeline import Outcome
    from ingest.pipeline import ingest as run

    settings = Settings.load()
    words = {"new": "ingelezen", "changed": "opnieuw ingelezen", "unchanged": "niet gewijzigd"}

    def line(outcome: Outcome) -> str:
        passages = "1 passage" if outcome.passages == 1 else f"{outcome.passages} passages"
        facts_read = "1 cijfer" if outcome.facts == 1 else f"{outcome.facts} cijfers"
        size = f" ({passages}, {facts_read})" if outcome.passages else ""
        return f"{outcome.letter}: {words[outcome.change]}{size}"

    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Inlezen", total=None)
            outcomes = run(
                settings.data, paths or [], settings.make_embedder(),
                progress=lambda done, total, title: bar.update(
                    task, completed=done, total=total, description=title[:40]
                ),
            )  # fmt: skip
    else:
        outcomes = run(settings.data, paths or [], settings.make_embedder())
    for outcome in outcomes:
        typer.echo(line(outcome))


@app.command(cls=DutchCommand)
@failing_clearly
def ask(
    question: Annotated[str | None, typer.Argument(metavar="VRAAG", help="De vraag, tussen aanhalingstekens.")] = None,
    input_file: Annotated[
        Path | None, typer.Option("--input", metavar="BESTAND", readable=False, help="JSONL met per regel een vraag.")
    ] = None,
    who: Annotated[
        str | None, typer.Option("--assistant", metavar="WIE", help="default (zonder taalmodel) of llm (met).")
    ] = None,
    as_json: Json = False,
) -> None:
    """Stel één vraag, of alle vragen in een bestand.

    Zonder taalmodel blijft alles op deze computer. Met de instelling KAMERBRIEF_LLM (bijvoorbeeld
    ollama:<model>) gaan uw vraag, de vragen ervoor in hetzelfde gesprek, het antwoord en de stukken brief
    die erbij horen naar dat model: bij ollama op deze computer, anders naar het adres in
    KAMERBRIEF_LLM_BASE_URL of naar de aanbieder (openai: api.openai.com). Verder gaat er niets heen.
    """
    if (question is None) == (input_file is None):
        raise typer.BadParameter("Geef een vraag, of een bestand met --input.")
    if who not in (None, "default", "llm"):
        raise typer.BadParameter("Kies bij --assistant uit: default, llm.")
    from assistant.bootstrap import choose_assistant

    settings = Settings.load()
    with_model = bool(settings.llm) if who is None else who == "llm"
    if input_file is not None:
        from assistant.conversation import Conversation

        lines = list(_questions(input_file))
        assistant = choose_assistant(settings, with_model=with_model)
        conversations: dict[str, Conversation] = {}
        for identifier, text, session in lines:
            if session is None:
                answer = assistant.ask(text)
            else:
                answer, conversations[session] = assistant.follow(conversations.get(session, Conversation()), text)
            _print(answer.model_copy(update={"id": identifier}), as_json=as_json)
        return
    told: list[str] = []
    if with_model and not as_json:
        from assistant.bootstrap import make_model_assistant

        answer = make_model_assistant(settings).ask(question or "", show=lambda sentence: _tell(sentence, told))
    else:
        answer = choose_assistant(settings, with_model=with_model).ask(question or "")
    _print(answer, as_json=as_json, told=told)


def _tell(sentence: str, told: list[str]) -> None:
    """A sentence of an answer that is still being written."""
    typer.echo(f" {sentence}" if told else sentence, nl=False)
    told.append(sentence)


def _questions(path: Path) -> Iterator[tuple[str | None, str, str | None]]:
    """Id, question and session of each line. `InputError` names the line and the fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} kan niet gelezen worden. Geef een UTF-8-bestand met per regel een vraag.") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            identifier, question, session = row.get("id"), row["question"], row.get("session")
        except (ValueError, RecursionError, AttributeError, KeyError, TypeError) as error:
            raise InputError(
                f'{path}, regel {number}: verwacht JSON als {{"id": "q1", "question": "…"}}. Verbeter de regel.'
            ) from error
        if not isinstance(question, str) or any("\ud800" <= c <= "\udfff" for c in question):
            raise InputError(f"{path}, regel {number}: ‘question’ moet tekst zijn. Verbeter de regel.")
        if any("\ud800" <= c <= "\udfff" for c in str(identifier)):
            raise InputError(f"{path}, regel {number}: ‘id’ bevat een half teken. Verbeter de regel.")
        if session is not None and not isinstance(session, str | int):
            raise InputError(f"{path}, regel {number}: ‘session’ moet tekst zijn. Verbeter de regel.")
        yield None if identifier is None else str(identifier), question, None if session is None else str(session)


def _print(answer: Answer, *, as_json: bool, told: Sequence[str] = ()) -> None:
    """An answer, of which the sentences in ``told`` are on the screen."""
    if as_json:
        typer.echo(json.dumps(answer.as_json(), ensure_ascii=False))
        return
    if told:
        typer.echo()
    if told and " ".join(told) != answer.text:
        typer.echo("(Hiermee is de vraag niet beantwoord. Het antwoord zonder taalmodel:)")
        told = ()
    if not told:
        typer.echo(answer.text)
    if answer.calculation is not None:
        typer.echo(f"\nBerekening: {answer.calculation.expression} ({answer.calculation.rounding})")
        for operand in answer.calculation.operands:
            typer.echo(f"  {operand.label}: {_dutch(operand.value, operand.unit)} [{operand.citation}]")
    for note in answer.notes:
        typer.echo(f"Let op: {note.text}")
    if answer.citations:
        typer.echo("\nBronnen")
    for citation in answer.citations:
        quote = " ".join(citation.quote.split())
        typer.echo(f"  [{citation.marker}] {citation.letter}, p. {citation.page}, {citation.section}: “{quote}”")
    for suggestion in answer.suggestions:
        typer.echo(f"Misschien ook: {suggestion}")


def _dutch(value: Any, unit: str) -> str:
    from corpus.facts import with_unit

    return with_unit(value, unit)


@app.command(cls=DutchCommand)
@failing_clearly
def show(
    letter: Annotated[str, typer.Argument(metavar="BRIEF", help="De id van de brief.")],
    text: Annotated[
        bool, typer.Option("--text", help="De opgeslagen tekst, precies zoals citaten ernaar verwijzen.")
    ] = False,
    sections: Annotated[bool, typer.Option("--sections", help="De koppen met hun pagina.")] = False,
) -> None:
    """Toon een brief: gegevens, tekst (--text) of opbouw (--sections)."""
    from assistant.bootstrap import open_corpus

    stored = open_corpus(Settings.load()).letter(letter)
    if text:
        sys.stdout.write(stored.text)
        return
    if sections:
        for section in stored.outline.sections:
            typer.echo(f"{section.page:>4}  {'  ' * (len(section.path) - 1)}{section.path[-1]}")
        return
    info = stored.letter
    rows = {
        "id": info.id, "titel": info.title, "datum": info.date, "vindplaats": info.short_name,
        "kenmerk": info.reference, "ministerie": info.ministry, "url": info.url,
        "pagina's": max(stored.outline.pages.numbers),
    }  # fmt: skip
    for name, value in rows.items():
        if value is not None:
            typer.echo(f"{name:<11} {value}")


@app.command(cls=DutchCommand)
@failing_clearly
def facts(
    sector: Annotated[str | None, typer.Option("--sector", metavar="NAAM", help="Alleen deze sector.")] = None,
    year: Annotated[str | None, typer.Option("--year", metavar="JAAR", help="Alleen dit jaar.")] = None,
    as_json: Json = False,
) -> None:
    """Toon de cijfers uit de brieven, elk met eenheid, jaar en vindplaats."""
    from assistant.bootstrap import open_corpus
    from assistant.reading import Kind, Reader
    from corpus.lexicon import shipped_lexicon

    found = open_corpus(Settings.load()).facts()
    if sector is not None:
        known = {fact.subject: fact.subject_label for fact in found}
        named = Reader(shipped_lexicon(), known).read(sector).values(Kind.SECTOR)
        if not named:
            labels = ", ".join(dict.fromkeys(f.subject_label for f in found if f.from_table))
            raise InputError(f"De sector ‘{sector}’ is niet bekend. Kies uit: {labels}.")
        found = [fact for fact in found if {fact.subject, fact.sector} & set(named)]
    if year is not None:
        if len(year) != _YEAR_DIGITS or not year.isdecimal():
            raise InputError(f"‘{year}’ is geen jaar. Geef een jaar van vier cijfers, zoals 2024.")
        found = [fact for fact in found if fact.period[:4] == year]
    if not found and not as_json:
        typer.echo("Er zijn geen cijfers die hierbij horen. Kies een ander jaar of een andere sector.", err=True)
    if as_json:
        typer.echo(json.dumps([fact.model_dump(mode="json") for fact in found], ensure_ascii=False))
        return
    for fact in found:
        names = " ".join([fact.measure, *fact.qualifiers])
        way = " (verandering)" if fact.kind == "change" else ""
        rate = f" per {fact.per}" if fact.per else ""
        limit = {"min": "minimaal ", "max": "maximaal "}.get(fact.bound, "")
        typer.echo(
            f"{fact.letter} p. {fact.page:<3} {fact.subject_label[:34]:<34} {fact.period:<6} {names[:34]:<34} "
            f"{limit}{fact.shown}{rate}{way}"
        )


@app.command(cls=DutchCommand)
@failing_clearly
def check(as_json: Json = False) -> None:
    """Toon waar een brief zichzelf tegenspreekt."""
    from assistant.bootstrap import open_corpus

    found = open_corpus(Settings.load()).inconsistencies()
    if as_json:
        typer.echo(json.dumps([item.model_dump(mode="json") for item in found], ensure_ascii=False))
        return
    for item in found:
        typer.echo(f"{item.letter}, p. {item.spans[0].page}: {item.text}")
    if not found:
        typer.echo("Geen tegenspraak gevonden.")


@app.command(cls=DutchCommand)
@failing_clearly
def brief(
    subject: Annotated[
        str, typer.Argument(metavar="ONDERWERP", help="Een sector, meer sectoren, een thema of ‘de hele brief’.")
    ],
    output: Annotated[
        Path, typer.Option("--output", metavar="BESTAND", help="Waar het komt: .docx, .pdf, .md of .json.")
    ],
    form: Annotated[str, typer.Option("--vorm", metavar="VORM", help="factsheet, qa of annotatie.")] = "factsheet",
    date: Annotated[
        str | None, typer.Option("--datum", metavar="JJJJ-MM-DD", help="De datum op het stuk; anders vandaag.")
    ] = None,
    full: Annotated[bool, typer.Option("--uitgebreid", help="Ook wat niet op één A4 past.")] = False,
) -> None:
    """Maak een briefing van één A4: factsheet, Q&A of annotatie, met bij elke regel de bron."""
    from assistant.briefing.write import day_of, form_of, format_of

    kind, day = form_of(form), day_of(date)
    format_of(output)
    from assistant.bootstrap import make_assistant
    from assistant.briefing import make_briefing, write

    made = make_briefing(make_assistant(Settings.load()), subject, kind, date=day, one_page=not full)
    write(made, output)
    typer.echo(f"{output}: {made.form.label} over {made.title} ({made.status.lower()}).")


@app.command(cls=DutchCommand)
@failing_clearly
def chat(
    port: Annotated[int, typer.Option("--port", metavar="POORT", min=1, max=65535, help="Poort van de pagina.")] = 8501,
) -> None:
    """Open de vraagpagina in de browser."""
    from assistant.bootstrap import open_corpus

    settings = Settings.load()
    if settings.llm:
        from assistant.llm.model import endpoint, load_packages

        where = endpoint(settings)
        load_packages()
        typer.echo(f"Met taalmodel {where.name}: vragen en stukken brief gaan naar {where.address}.", err=True)
    open_corpus(settings).close()
    page = Path(__file__).resolve().parent.parent / "streamlit_app.py"
    headless = "false" if _has_browser() else "true"
    typer.echo(f"De pagina staat op http://127.0.0.1:{port} (stoppen met Ctrl+C).", err=True)
    os.execv(  # noqa: S606 - replaces this process, so that Ctrl+C reaches the page itself
        sys.executable,
        [
            sys.executable, "-m", "streamlit", "run", str(page), "--server.port", str(port),
            "--server.headless", headless,
        ],
    )  # fmt: skip


def _has_browser() -> bool:
    import webbrowser

    try:
        return bool(webbrowser.get()) and (sys.platform != "linux" or bool(os.environ.get("DISPLAY")))
    except webbrowser.Error:
        return False


def main() -> None:
    """The console script."""
    app()


if __name__ == "__main__":
    main()
