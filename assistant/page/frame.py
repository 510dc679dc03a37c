"""What all pages share: the look, the language, the way between them, and how a failure is told."""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from assistant.errors import KamerbriefError

NAME = "Kamerbrief-assistent"
UNEXPECTED = "Er ging iets mis. Laad de pagina opnieuw en probeer het nog een keer."
_HERE = Path(__file__).parent
_HEADER = (
    '<header class="kb-head"><p class="kb-name">{name}</p>'
    "<p>Dit is een automatische assistent. Hij antwoordt alleen met cijfers en zinnen uit de brieven.</p></header>"
)


def escaped(text: str) -> str:
    """Text as HTML that holds exactly its characters."""
    return html.escape(text).replace("\n", "&#10;")


def error_html(text: str) -> str:
    """One sentence that says what went wrong."""
    return f'<div class="kb" role="alert"><div class="kb-answer kb-error"><p>{escaped(text)}</p></div></div>'


def show_error(text: str) -> None:
    """One sentence on the page that says what went wrong."""
    st.html(error_html(text))


def guarded(show: Callable[[], None]) -> Callable[[], None]:
    """The page ``show``, where a failure is one sentence on it."""

    def safely() -> None:
        try:
            show()
        except KamerbriefError as error:
            show_error(str(error))
        except Exception:  # the last resort: what Streamlit shows itself is in English
            logging.getLogger(__name__).exception("the page failed")
            show_error(UNEXPECTED)

    return safely


def show_frame(pages: Sequence[Page], chosen: Page) -> None:
    """The head of every page: the name, what this is, and the links to the pages; ``chosen`` is the present one."""
    st.html(_HERE / "page.css")
    st.html(f"<script>{(_HERE / 'page.js').read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)
    st.html(_HEADER.format(name=NAME))
    with st.container(key="navigatie", horizontal=True, gap="small"):
        for page in pages:
            st.page_link(page, label=page.title)
    # Read by page.js: which of the links is the present page.
    st.html(f'<div id="inhoud" tabindex="-1" data-page="{escaped(chosen.title)}"></div>')
