"""The page *Briefing*: a subject and a form in; a preview and the files to take along out.

What is in a briefing, and how it is written, is the work of `assistant.briefing`; this page only asks,
shows how far it is, and hands over. Text never passes through markdown.
"""

from __future__ import annotations

from contextlib import closing
from typing import NamedTuple

import streamlit as st

from assistant.bootstrap import make_assistant, open_corpus
from assistant.briefing import EXPLAINED, Form, Ready, make_ready, suggestions
from assistant.engine import Assistant
from assistant.errors import KamerbriefError
from assistant.page.frame import show_error
from assistant.settings import Settings

HEADING = (
    '<header class="kb"><h1>Briefing</h1><p>Kies een onderwerp en een vorm. U krijgt één A4 waarin bij elke regel '
    "staat waar het in de brief staat. Een mens moet het nog nakijken.</p></header>"
)
READY = "briefing-klaar"


class Desk(NamedTuple):
    """What makes briefings, and the subjects to choose from."""

    assistant: Assistant
    subjects: list[str]


@st.cache_resource(show_spinner="De brieven worden geopend …", max_entries=2)
def _desk(data: str, generation: str) -> Desk:
    """What makes briefings over one state of the corpus in ``data``, made once for all visitors."""
    assistant = make_assistant(Settings.load())
    return Desk(assistant, suggestions(assistant))


def open_desk() -> Desk:
    """What makes briefings over the corpus as it is now; a missing index is built first."""
    settings = Settings.load()
    with closing(open_corpus(settings)) as store:
        return _desk(str(settings.data.absolute()), store.generation)


def show() -> None:
    """The page for briefings."""
    st.html(HEADING)
    desk = open_desk()
    with st.form("briefing", border=False):
        subject = st.selectbox(
            "Onderwerp", desk.subjects, index=None, accept_new_options=True, key="onderwerp",
            placeholder="Kies een onderwerp, of typ zelf een thema",
        )  # fmt: skip
        form = st.radio(
            "Vorm", list(Form), format_func=lambda form: form.label, captions=[EXPLAINED[form] for form in Form],
            horizontal=True, key="vorm",
        )  # fmt: skip
        asked = st.form_submit_button("Maak de briefing", type="primary")
    if asked:
        st.session_state.pop(READY, None)
        _make(desk.assistant, subject, form or Form.FACTSHEET)
    ready: Ready | None = st.session_state.get(READY)
    if ready is not None:
        _show(ready)


def _make(assistant: Assistant, subject: str | None, form: Form) -> None:
    """Makes the briefing while a bar shows how far it is; what is wrong is told in one sentence."""
    if not subject:
        show_error("Kies eerst een onderwerp, of typ er zelf een.")
        return
    bar = st.progress(0.0)

    def progress(share: float, step: str) -> None:
        bar.progress(share, text=step)

    try:
        st.session_state[READY] = make_ready(assistant, subject, form, progress=progress)
    except KamerbriefError as error:
        show_error(str(error))
    finally:
        bar.empty()


def _show(ready: Ready) -> None:
    """The files to take along, and under them what is in them."""
    with st.container(horizontal=True, gap="small"):
        for file in ready.files:
            st.download_button(
                f"Download {file.label}", file.content, file.name, file.mime, key=f"download-{file.label}",
                on_click="ignore",
            )  # fmt: skip
    st.html(ready.shown)
