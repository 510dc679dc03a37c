"""Traces every figure of a briefing, read back from its file, to a figure of a letter or a sum of them.

It shares nothing with the program that makes briefings but the facts and the text of the letters:
it reads the Word, PDF or Markdown file, takes out what it can prove (quotes that stand in the letter
word for word, pages that there are, sums that come out) and holds every number that is left against
the facts of the subjects and what follows from them. ``python -m evals.briefings`` does so for every
sector and form, and prints what could not be traced.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from corpus.documents import Letter, Sentence
from corpus.facts import Fact, bare
from corpus.store import CorpusStore

_N = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_NUMBER = re.compile(rf"(?P<number>{_N})(?: ?(?P<unit>procentpunt|%|fta|fte|banen))?")
_SUM = re.compile(rf"(?P<left>[(\d][\d.,()\s+−/×]*?[+−/×][\d.,()\s+−/×]*?\d\)?) (?:=|is) (?P<right>{_N})")
_PAGES = re.compile(r"p\. (\d+(?:(?:, |– ?)\d+)*)")
_QUOTE = re.compile(r"“([^“”]+)”")
_DATE = re.compile(
    r"\b\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december) \d{4}\b"
)


class Traced(NamedTuple):
    """How many figures a document holds, and those that could not be traced, each with its surroundings."""

    figures: int
    loose: tuple[str, ...]


class Ground:
    """What figures of a document may come from: the facts of its subjects, and the letters' words."""

    def __init__(self, store: CorpusStore, subjects: Sequence[str]) -> None:
        facts = store.facts()
        letters = store.letters()
        self.words = "".join(_bare(s.text) for p in _passages(store) for s in p)
        self.pages = max(number for letter in letters for number in store.letter(letter.id).outline.pages.numbers)
        self.given = [given for letter in letters for given in _given(letter)]
        self.given += [note.text for letter in letters for note in store.letter(letter.id).outline.footnotes]
        self.given.sort(key=len, reverse=True)
        self.years = {f.period[:4] for f in facts if f.from_table}
        self.years |= {str(int(year) + 1) for year in self.years}
        self.values = set(_derived(facts, subjects))
        everyone = {f.subject for f in facts if f.from_table}
        self.counts = {str(number) for number in range(1, len(everyone) + 1)} if len(everyone) > 1 else set()
        self.stated = {(_dutch(f.value), f.unit) for f in facts if {f.subject, f.sector} & set(subjects)}
        self.places = _places(facts)
        self.subjects = subjects


def trace(text: str, ground: Ground) -> Traced:
    """Every figure of a document's text, held against what it may come from."""
    loose: list[str] = []
    total = len(_NUMBER.findall(text))
    text = " ".join(text.replace("\u00a0", " ").split())
    for given in ground.given:
        text = text.replace(given, " ")
    text = re.sub(r"kamerbrief-assistent \d+(?:\.\d+)+", " ", _DATE.sub(" ", text))
    text = _without(_QUOTE, text, lambda m: _bare(m[1]) in ground.words, loose)
    text = _without(_PAGES, text, lambda m: all(1 <= int(n) <= ground.pages for n in re.findall(r"\d+", m[1])), loose)
    text = _without(_SUM, text, lambda m: _comes_out(m["left"], m["right"], ground), loose)
    text = re.sub(r"(?<=\s)\d{1,2}\. (?=[A-Z])", " ", f" {text}")
    text = _without(re.compile(r"[Pp]laats (\d+)"), text, lambda m: int(m[1]) in ground.places, loose)
    text = _without(re.compile(r"(\d+) van (?:de )?(\d+)"), text, lambda m: {m[1], m[2]} <= ground.counts, loose)
    text = _without(re.compile(r"(\d+) sectoren"), text, lambda m: m[1] in ground.counts, loose)
    for found in _NUMBER.finditer(text):
        if not _known(found["number"], found["unit"] or "", ground):
            loose.append(text[max(found.start() - 30, 0) : found.end() + 30])
    return Traced(total, tuple(loose))


def _known(number: str, unit: str, ground: Ground) -> bool:
    if number in ground.years:
        return True
    known = ground.values | ground.stated
    plain = _dutch(_value(number))
    return (plain, unit) in known if unit else any(value == plain for value, _ in known)


def _without(pattern: re.Pattern[str], text: str, proven: Callable[[re.Match[str]], bool], loose: list[str]) -> str:
    """The text without what a pattern finds; what cannot be proven is noted."""

    def gone(found: re.Match[str]) -> str:
        if not proven(found):
            loose.append(found[0])
        return " "

    return pattern.sub(gone, text)


def _comes_out(left: str, right: str, ground: Ground) -> bool:
    """Whether a sum gives what stands behind it, and its terms are figures of the subjects."""
    terms = re.findall(_N, left)
    if any(not _known(term, "", ground) and term != "100" for term in terms):
        return False
    value = _Sum(left).value()
    shown = _value(right)
    places = max(-int(shown.as_tuple().exponent), 0)
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) == shown or (
        "×" not in left and "/" in left and (value * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) == shown
    )


class _Sum:
    """The value of a sum in Dutch notation: + − × / and brackets."""

    def __init__(self, text: str) -> None:
        self._parts = re.findall(rf"{_N}|[+−×/()]", text)

    def value(self) -> Decimal:
        found = self._factor()
        while self._parts and self._parts[0] in "+−":
            sign = self._parts.pop(0)
            other = self._factor()
            found = found + other if sign == "+" else found - other
        return found

    def _factor(self) -> Decimal:
        found = self._atom()
        while self._parts and self._parts[0] in "×/":
            sign = self._parts.pop(0)
            other = self._atom()
            found = found * other if sign == "×" else found / other
        return found

    def _atom(self) -> Decimal:
        part = self._parts.pop(0)
        if part == "(":
            found = self.value()
            self._parts.pop(0)
            return found
        return _value(part)


# --- what follows from the facts ----------------------------------------------------------------


def _derived(facts: Sequence[Fact], subjects: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every figure that follows from the tables of the subjects, each with its unit."""
    levels = {s: _levels(facts, s) for s in subjects}
    pooled = _pooled(list(levels.values())) if len(subjects) > 1 else {}
    count = next((f.unit for f in facts if f.subject in subjects and f.from_table and f.unit != "%"), "")
    yield ("100", "%")
    for level in (*levels.values(), pooled):
        years = sorted({year for _, year in level})
        for (measure, _), value in level.items():
            unit = "%" if measure.endswith("rate") else count
            yield from (
                (_dutch(value), unit),
                (_dutch(_round(value)), unit),
                (f"{_round(value):f}".replace(".", ","), unit),
            )
        for year in years:
            if ("done", year) in level and ("goal", year) in level:
                yield _dutch(abs(level["done", year] - level["goal", year])), count
        for before, after in pairwise(years):
            for measure in ("done", "goal", "part", "rate", "with-rate", "with"):
                if (measure, before) in level and (measure, after) in level:
                    old, new = level[measure, before], level[measure, after]
                    points = measure.endswith("rate")
                    yield (
                        _dutch(_round(abs(new - old)) if points else abs(new - old)),
                        "procentpunt" if points else count,
                    )
                    if not points and old:
                        yield _dutch(_round(abs(new / old - 1) * 100)), "%"


def _levels(facts: Sequence[Fact], subject: str) -> dict[tuple[str, str], Decimal]:
    """The figures of one subject by year: target, realised, rate; the part beside it, and with it."""
    found: dict[tuple[str, str], Decimal] = {}
    names = {"doel": "goal", "realisatie": "done", "realisatiepercentage": "rate"}
    own = [f for f in facts if f.subject == subject and f.is_level and f.measure in names]
    for fact in sorted(own, key=lambda f: f.from_table):
        if not fact.qualifiers and fact.from_table:
            found[names[fact.measure], fact.period] = fact.value
        elif len(fact.qualifiers) == 1 and fact.measure != "doel":
            part = fact.qualifiers[0]
            kind = "with" if part != bare(part) else "part"
            found[f"{kind}-rate" if fact.measure == "realisatiepercentage" else kind, fact.period] = fact.value
    for year in {year for _, year in found}:
        done, goal = found.get(("done", year)), found.get(("goal", year))
        if done is not None and ("part", year) in found:
            found.setdefault(("with", year), done + found["part", year])
        if done is not None and ("with", year) in found:
            found.setdefault(("part", year), found["with", year] - done)
        if goal and ("with", year) in found:
            found.setdefault(("with-rate", year), _round(found["with", year] / goal * 100))
    return found


def _pooled(levels: Sequence[Mapping[tuple[str, str], Decimal]]) -> dict[tuple[str, str], Decimal]:
    """The sums over several subjects, and the rate that follows from them."""
    found: dict[tuple[str, str], Decimal] = {}
    for year in {year for level in levels for _, year in level}:
        for measure in ("done", "goal"):
            values = [level[measure, year] for level in levels if (measure, year) in level]
            if len(values) == len(levels):
                found[measure, year] = sum(values, Decimal(0))
        if ("done", year) in found and ("goal", year) in found:
            found["rate", year] = found["done", year] / found["goal", year] * 100
    return found


def _places(facts: Sequence[Fact]) -> set[int]:
    """The places that there are among the subjects with a table."""
    return set(range(1, len({f.subject for f in facts if f.from_table}) + 1))


def place_of(store: CorpusStore, subject: str, year: str) -> int | None:
    """The place of a subject by its stated percentage, highest first, worked out from the table alone."""
    rates = {
        f.subject: f.value
        for f in store.facts()
        if f.from_table and f.measure == "realisatiepercentage" and f.period == year and not f.qualifiers
    }
    if subject not in rates:
        return None
    return 1 + sum(rate > rates[subject] for rate in rates.values())


def _round(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _value(number: str) -> Decimal:
    return Decimal(number.replace(".", "").replace(",", "."))


def _dutch(value: Decimal) -> str:
    """A number in Dutch notation without noughts at the end."""
    whole, _, decimals = f"{value.normalize():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{decimals}" if decimals else grouped


def _bare(text: str) -> str:
    """A text without white space, so that the turn of a line makes no difference."""
    return "".join(text.split())


def _given(letter: Letter) -> Iterator[str]:
    """How a letter is named in a document."""
    dossier, number, year = letter.dossier, letter.number, letter.session_year
    if dossier and number and year:
        yield f"Kamerstukken II {year}, {dossier[:2]} {dossier[2:]}, nr. {number}"
    yield from (letter.short_name, letter.title)


def _passages(store: CorpusStore) -> Iterable[Sequence[Sentence]]:
    passages = store.passages([number for number, _ in store.passage_ids()])
    return [passage.sentences for passage in passages]


# --- reading files back -------------------------------------------------------------------------


def read_docx(path: Path) -> str:
    """All that a reader sees of a Word file, and what is read out for its pictures."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document(str(path))
    lines = []
    for part in (
        document.element.body,
        *(s.header._element for s in document.sections),
        *(s.footer._element for s in document.sections),
    ):
        for paragraph in part.iter(qn("w:p")):
            lines.append("".join(node.text or "" for node in paragraph.iter(qn("w:t"))))
        lines += [found.get("descr", "") for found in part.iter(qn("wp:docPr"))]
    return "\n".join(lines)


def read_pdf(path: Path) -> str:
    """The text of a PDF file, by poppler; without the numbers along the axis of a chart."""
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, timeout=60)
    lines = done.stdout.decode().splitlines()
    return "\n".join(line for line in lines if not re.fullmatch(r"\s*0(?:\s+[\d.]+)+\s*", line))


def read_markdown(path: Path) -> str:
    """The text of a Markdown file without its marks."""
    text = re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))
    return re.sub(r"[*|#]|:?---+:?", " ", re.sub(r"\\(.)", r"\1", text))


def can_read_pdf() -> bool:
    """Whether poppler is here."""
    return shutil.which("pdftotext") is not None


READERS = {"docx": read_docx, "pdf": read_pdf, "md": read_markdown}


def pages_in_office(documents: Sequence[Path], folder: Path) -> dict[str, int]:
    """How many pages LibreOffice makes of Word files, by the name of the file."""
    home, into = folder / "office", folder / "set"
    command = ["soffice", f"-env:UserInstallation={home.absolute().as_uri()}", "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(into), *map(str, documents)]
    subprocess.run(command, capture_output=True, check=True, timeout=600)
    return {path.stem: pages_of((into / f"{path.stem}.pdf").read_bytes()) for path in documents}


def pages_of(pdf: bytes) -> int:
    """The number of pages of a PDF file, as the root of its page tree says."""
    counts = re.findall(rb"<<(?:[^<>]|<<[^<>]*>>)*?/Type\s*/Pages\b(?:[^<>]|<<[^<>]*>>)*?>>", pdf)
    return max((int(n) for tree in counts for n in re.findall(rb"/Count (\d+)", tree)), default=0)


def main() -> int:
    """Makes every briefing of every sector, reads each back, and prints what could not be traced, and
    what does not fit its page: in the PDF, and in LibreOffice where that is here."""
    from assistant.bootstrap import make_assistant
    from assistant.briefing import Form, make_briefing, write
    from assistant.settings import Settings

    assistant = make_assistant(Settings.load())
    subjects = {f.subject: f.subject_label for f in assistant.facts if f.from_table}
    formats = [name for name in READERS if name != "pdf" or can_read_pdf()]
    total = 0
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for subject, label in subjects.items():
            ground = Ground(assistant.store, [subject])
            for form in Form:
                briefing = make_briefing(assistant, label, form)
                for ending in READERS:
                    write(briefing, folder / f"{subject}-{form.value}.{ending}")
                for ending in formats:
                    path = folder / f"{subject}-{form.value}.{ending}"
                    traced = trace(READERS[ending](path), ground)
                    total += traced.figures
                    faults += [f"{path.name}: not traced: {found}" for found in traced.loose]
        pages = {path.name: pages_of(path.read_bytes()) for path in folder.glob("*.pdf")}
        if shutil.which("soffice"):
            office = pages_in_office(sorted(folder.glob("*.docx")), folder)
            pages |= {f"{stem}.docx": count for stem, count in office.items()}
    faults += [f"{file}: {count} pages" for file, count in sorted(pages.items()) if count != 1]
    print(*faults, sep="\n", end="\n" if faults else "")
    documents = len(subjects) * len(Form)
    print(f"{documents} briefings as {', '.join(formats)}: {total} figures traced, {len(pages)} files of one page")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
