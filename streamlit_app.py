"""The pages in the browser: their frame and the way from one to another. Each page is a module of `assistant.page`."""

from __future__ import annotations

import streamlit as st

from assistant.page import about, briefing, figures, frame, letters, question

PAGES = {
    "Vraag": question.show,
    "Cijfers": figures.show,
    "Briefing": briefing.show,
    "Brieven": letters.show,
    "Over": about.show,
}


def main() -> None:
    """Shows the page that the address asks for, in the frame that all share."""
    st.set_page_config(page_title=frame.NAME, layout="wide")
    pages = [
        st.Page(frame.guarded(show), title=title, url_path=title.lower(), default=title == "Vraag")
        for title, show in PAGES.items()
    ]
    chosen = st.navigation(pages, position="hidden")
    frame.show_frame(pages, chosen)
    chosen.run()


if __name__ == "__main__":
    main()
