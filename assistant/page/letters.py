"""The page *Brieven*: the letters that are searched, their outline and text, and a way to add one."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import streamlit as st

from assistant.errors import KamerbriefError
from assistant.page.desk import Desk, open_desk
from assistant.page.frame import error_html, escaped
from assistant.page.sources import reflowed, web_address
from assistant.page.upload import MAX_MEGABYTES, SUFFIXES, Details, add_letter, removable, remove_letter
from assistant.settings import Settings
from corpus.dutch import dutch_date
from corpus.store import StoredLetter

AT_ONCE = 25
"""Pages of a letter that are shown together: a longer one is shown in parts."""
_REFUSED = "geweigerd"


class PageText(NamedTuple):
    """One page of a letter: its number, and the place of its text in the letter."""

    number: int
    start: int
    end: int


def pages_of(stored: StoredLetter) -> list[PageText]:
    """The pages of a letter, in order."""
    pages = stored.outline.pages
    bounds = [*pages.starts, len(stored.text)]
    return [PageText(n, a, b) for n, (a, b) in zip(pages.numbers, pairwise(bounds), strict=True)]


def details_html(stored: StoredLetter) -> str:
    """How a letter is named and cited."""
    letter = stored.letter
    url = web_address(letter.url)
    link = f'<a href="{escaped(url)}" target="_blank">{escaped(url)}</a> (opent in een nieuw tabblad)' if url else ""
    rows = {
        "Vindplaats": escaped(letter.short_name), "Datum": dutch_date(letter.date) if letter.date else "",
        "Ministerie": escaped(letter.ministry or ""),
        "Kenmerk": escaped(letter.reference or ""), "Omvang": f"{max(stored.outline.pages.numbers)} pagina’s",
        "Officiële tekst": link,
    }  # fmt: skip
    items = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows.items() if value)
    return f'<section class="kb"><h2>{escaped(letter.title)}</h2><dl class="kb-details">{items}</dl></section>'


def outline_html(stored: StoredLetter, shown: range) -> str:
    """The headings with their page; those of the pages shown are links into the text."""
    items = []
    for index, section in enumerate(stored.outline.sections):
        title, depth = escaped(section.path[-1]), min(len(section.path), 4)
        inside = f'<a href="#kop-{index}">{title}</a>' if section.page in shown else title
        items.append(f'<li class="kb-depth-{depth}">{inside} <span class="kb-page-of">p. {section.page}</span></li>')
    return (
        '<details class="kb kb-fold"><summary>Opbouw van de brief</summary>'
        f'<ul class="kb-outline">{"".join(items)}</ul></details>'
    )


def text_html(stored: StoredLetter, shown: range) -> str:
    """The text of these pages, word for word; only the line ends of the layout are undone."""
    heads = {section.start: index for index, section in enumerate(stored.outline.sections)}
    parts = []
    for page in pages_of(stored):
        if page.number not in shown:
            continue
        text = reflowed(stored.text[page.start : page.end])
        at, body = page.start, []
        for start in sorted(start for start in heads if page.start <= start < page.end):
            body += [escaped(text[at - page.start : start - page.start])]
            body += [f'<span id="kop-{heads[start]}" class="kb-anchor" tabindex="-1"></span>']
            at = start
        body.append(escaped(text[at - page.start :]))
        parts.append(
            f'<section class="kb-sheet" id="pagina-{page.number}" tabindex="-1"><h3>Pagina {page.number}</h3>'
            f'<div class="kb-text">{"".join(body).strip()}</div></section>'
        )
    return f'<div class="kb">{"".join(parts)}</div>'


def _pages_shown(stored: StoredLetter, wanted: int) -> range:
    """Which pages are shown: all, or of a long letter the part that is chosen."""
    last = max(stored.outline.pages.numbers)
    if last <= AT_ONCE:
        return range(1, last + 1)
    parts = [range(first, min(first + AT_ONCE, last + 1)) for first in range(1, last + 1, AT_ONCE)]
    index = min(max(wanted - 1, 0) // AT_ONCE, len(parts) - 1)
    return st.selectbox(
        "Deel van de brief", parts, index=index, format_func=lambda part: f"pagina {part[0]} tot en met {part[-1]}",
        key=f"deel-{stored.letter.id}",
    )  # fmt: skip


def _wanted() -> tuple[str, int]:
    """The letter and page that the address asks for, as links to a source do."""
    page = st.query_params.get("pagina", "1")
    return st.query_params.get("brief", ""), int(page) if page.isdecimal() and len(page) < 7 else 1


def show_letter(desk: Desk) -> None:
    """A letter of choice: how it is cited, its outline, its text."""
    ids = list(desk.letters)
    wanted, page = _wanted()
    if len(ids) > 1:
        letter = st.selectbox(
            "Welke brief?", ids, index=ids.index(wanted) if wanted in ids else 0,
            format_func=lambda i: f"{desk.letters[i].letter.title} ({i})", key="brief",
        )  # fmt: skip
    else:
        letter = ids[0]
    stored = desk.letters[letter]
    st.html(details_html(stored))
    if letter in removable(desk.letters):
        show_removal(letter)
    shown = _pages_shown(stored, page)
    st.html(outline_html(stored, shown) + text_html(stored, shown))
    if wanted == letter and page in shown:
        st.html(f"<script>window.kamerbrief?.turned({page});</script>", unsafe_allow_javascript=True)


def show_removal(letter: str) -> None:
    """A way to take out a letter that was added by hand, with a second thought."""
    with st.expander("Verwijder deze brief", type="compact", key=f"weg-{letter}"):
        st.html('<p class="kb">De assistent zoekt dan niet meer in deze brief. Uw eigen bestand blijft bestaan.</p>')
        if st.button("Ja, verwijder deze brief", key="verwijder"):
            try:
                remove_letter(Settings.load(), letter)
            except KamerbriefError as error:
                st.html(error_html(str(error)))
                return
            st.session_state["gelukt"] = f"De brief {letter} is verwijderd."
            st.query_params.clear()
            st.rerun()


def show_upload() -> None:
    """A form to add a letter; what goes wrong is said, and changes nothing."""
    with st.expander("Voeg een brief toe", key="toevoegen"), st.form("toevoegen-formulier", border=False):
        st.html(
            '<p class="kb">Kies de tekst van een brief: een tekstbestand (.txt, UTF-8) van hooguit '
            f"{MAX_MEGABYTES} MB. De brief blijft op deze computer.</p>"
        )
        file = st.file_uploader("Bestand", list(SUFFIXES), key="bestand", max_upload_size=MAX_MEGABYTES)
        st.html('<p class="kb">De volgende gegevens mogen leeg blijven. Ze komen in de bronvermelding.</p>')
        title = st.text_input("Titel", max_chars=300)
        left, right = st.columns(2)
        dossier = left.text_input("Kamerstuk (dossiernummer)", max_chars=20, placeholder="34352")
        number = right.text_input("Nummer in het dossier", max_chars=20, placeholder="348")
        date = left.date_input("Datum van de brief", value=None, format="DD-MM-YYYY")
        url = right.text_input("Webadres van de officiële tekst", max_chars=500, placeholder="https://")
        replace = st.checkbox("Vervang een brief die al zo heet")
        if st.form_submit_button("Voeg de brief toe", type="primary"):
            st.session_state.pop(_REFUSED, None)
            day = date if not isinstance(date, tuple) else None
            if file is None:
                st.session_state[_REFUSED] = "Kies eerst een bestand."
            else:
                _add(file.name, file.getvalue(), Details(title, day, dossier, number, url), replace=replace)
        # Kept until the next try: the page may be drawn again before anyone has read it.
        refused = st.session_state.get(_REFUSED, "")
        if refused:
            st.html(error_html(refused))


def _add(name: str, content: bytes, details: Details, *, replace: bool) -> None:
    bar = st.progress(0.1, text="Het bestand wordt gecontroleerd …")

    def progress(done: int, total: int, _: str) -> None:
        words = "De brief wordt gelezen …" if done < total else "De brief wordt doorzoekbaar gemaakt …"
        bar.progress(0.3 if done < total else 0.8, text=words)

    try:
        outcome = add_letter(Settings.load(), name, content, details, replace=replace, progress=progress)
    except KamerbriefError as error:
        bar.empty()
        st.session_state[_REFUSED] = f"De brief is niet toegevoegd. {error}"
        return
    if outcome.change == "unchanged":
        told = f"De brief ‘{outcome.title}’ stond er al, met dezelfde tekst."
    else:
        told = f"De brief ‘{outcome.title}’ is toegevoegd: {outcome.passages} passages en {outcome.facts} cijfers."
    st.session_state["gelukt"] = told
    st.query_params["brief"] = outcome.letter
    st.session_state.pop("brief", None)
    st.rerun()


def show() -> None:
    """The page."""
    desk = open_desk()
    st.html(
        f'<div class="kb"><h1>Brieven</h1><p>De assistent zoekt in {escaped(desk.size)}. '
        "Hieronder staat de tekst zoals die is ingelezen.</p></div>"
    )
    done = st.session_state.pop("gelukt", "")
    st.html(f'<div class="kb" role="status">{f"<p class=kb-done>{escaped(done)}</p>" if done else ""}</div>')
    show_upload()
    show_letter(desk)
