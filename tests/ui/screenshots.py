"""Renews the pictures of the pages in ``docs/``: ``make screenshots``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.ui.browser import MISSING, ROOT, find_browser, launch_options, serving
from tests.ui.conftest import NARROW, WIDE
from tests.ui.steps import DEFENSIE, ask, choose_bad_file, go, open_form, settled

DOCS = ROOT / "docs"
LIST = "Welke sectoren haalden in 2024 het doel?"
QUOTED = "Waarom daalde de realisatie van het voortgezet onderwijs en met hoeveel?"
REFUSED = "Waarom is het Vervangingsfonds gestopt met de routekaart?"


def _asked(page: Page, address: str, question: str) -> None:
    go(page, address)
    ask(page, question)
    settled(page)


def _source(page: Page, address: str) -> None:
    _asked(page, address, DEFENSIE)
    page.locator("#antwoord-0 .kb-chip").first.click()
    settled(page)


def _briefing(page: Page, address: str) -> None:
    go(page, address, "briefing")
    page.get_by_role("combobox").first.fill("Defensie")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Maak de briefing").click()
    page.get_by_role("button", name="Word").first.wait_for(state="visible", timeout=60_000)
    settled(page)


def _figure_source(page: Page, address: str) -> None:
    go(page, address, "cijfers")
    page.locator("#cel-politie-2024-2").click()


def _objecting(page: Page, address: str) -> None:
    _asked(page, address, DEFENSIE)
    page.get_by_text("Klopt er iets niet?").click()
    page.get_by_role("button", name="Bewaar melding").scroll_into_view_if_needed()
    settled(page)


def _refused_letter(page: Page, address: str) -> None:
    go(page, address, "brieven")
    open_form(page)
    choose_bad_file(page)
    page.get_by_role("button", name="Voeg de brief toe").click()
    page.get_by_role("alert").scroll_into_view_if_needed()
    settled(page)


SHOTS: dict[str, Callable[[Page, str], None]] = {
    "vraag-leeg": go,
    "vraag": _source,
    "vraag-lijst": lambda page, address: _asked(page, address, LIST),
    "vraag-geweigerd": lambda page, address: _asked(page, address, REFUSED),
    "vraag-citaat": lambda page, address: _asked(page, address, QUOTED),
    "vraag-melding": _objecting,
    "cijfers-bron": _figure_source,
    "brieven-fout": _refused_letter,
    "cijfers": lambda page, address: go(page, address, "cijfers"),
    "briefing": _briefing,
    "brieven": lambda page, address: go(page, address, "brieven"),
    "over": lambda page, address: go(page, address, "over"),
}
SMALL = ("vraag-leeg", "vraag", "cijfers")


def main() -> int:
    """Takes every picture; 1 where there is no browser."""
    if find_browser() is None:
        print(MISSING, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        ingest(data, [], Settings().make_embedder())
        with serving(data) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options())
            for name, show in SHOTS.items():
                for size, ending in ((WIDE, ""), (NARROW, "-smal")):
                    if ending and name not in SMALL:
                        continue
                    page = browser.new_page(viewport=size, locale="nl-NL")  # type: ignore[arg-type]
                    page.set_default_timeout(60_000)
                    show(page, address)
                    page.screenshot(path=str(DOCS / f"{name}{ending}.png"))
                    page.close()
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
