"""Renews the pictures in docs/: every state of the pages, wide and narrow, from a real server and browser."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.ui.browser import MISSING, ROOT, find_browser, launch_options, serving
from tests.ui.steps import DEFENSIE, ask, go, settled

DOCS = ROOT / "docs"
WIDE, NARROW = (1280, 900), (390, 844)
LIST = "Welke sectoren haalden in 2024 het doel?"


def _asked(*questions: str) -> Callable[[Page, str], None]:
    def prepare(page: Page, address: str) -> None:
        go(page, address)
        for question in questions:
            ask(page, question)

    return prepare


def _source(page: Page, address: str) -> None:
    _asked(DEFENSIE)(page, address)
    settled(page)
    page.locator(".kb-sum .kb-operand").first.click()


def _figures(page: Page, address: str) -> None:
    go(page, address, "cijfers")


def _figure_source(page: Page, address: str) -> None:
    _figures(page, address)
    page.locator("#cel-politie-2024-2").click()


def _letters(page: Page, address: str) -> None:
    go(page, address, "brieven")
    page.locator("summary", has_text="Opbouw van de brief").click()


def _refused_letter(page: Page, address: str) -> None:
    go(page, address, "brieven")
    page.get_by_text("Voeg een brief toe").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "foto.txt", "mimeType": "text/plain", "buffer": b"\x00\x01" * 400}
    )
    page.get_by_role("button", name="Voeg de brief toe").click()
    page.get_by_role("alert").wait_for()
    page.get_by_role("alert").scroll_into_view_if_needed()


def _about(page: Page, address: str) -> None:
    go(page, address, "over")


def _objecting(page: Page, address: str) -> None:
    _asked(DEFENSIE)(page, address)
    page.get_by_text("Klopt er iets niet?").click()
    page.get_by_role("button", name="Bewaar melding").scroll_into_view_if_needed()


STATES: dict[str, tuple[Callable[[Page, str], None], tuple[int, int]]] = {
    "leeg": (_asked(), WIDE), "vraag": (_source, WIDE), "lijst": (_asked(LIST), (1280, 1300)),
    "citaat": (_asked("Waarom daalde de realisatie van het voortgezet onderwijs en met hoeveel?"), WIDE),
    "geweigerd": (_asked("Hoeveel fta realiseerde de brandweer?"), WIDE), "melding": (_objecting, WIDE),
    "gesprek": (_asked("hoeveel fta realiseerde Defensie in 2024?", "en in 2023?"), WIDE),
    "cijfers": (_figures, (1280, 1700)), "cijfers-bron": (_figure_source, WIDE), "brieven": (_letters, (1280, 1100)),
    "brieven-fout": (_refused_letter, WIDE), "over": (_about, (1280, 1300)), "smal-leeg": (_asked(), NARROW),
    "smal-bron": (_source, NARROW), "smal-cijfers": (_figures, NARROW), "smal-brieven": (_letters, NARROW),
}  # fmt: skip


def main() -> None:
    """Writes one picture for each state."""
    if find_browser() is None:
        sys.exit(MISSING)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        with serving(Path(folder) / "data") as address:
            browser = playwright.chromium.launch(**launch_options())
            for name, (prepare, (width, height)) in STATES.items():
                context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
                page = context.new_page()
                page.set_default_timeout(60_000)
                prepare(page, address)
                settled(page)
                page.wait_for_timeout(700)
                page.screenshot(path=DOCS / f"{name}.png")
                context.close()
            browser.close()
        shutil.rmtree(Path(folder) / "data", ignore_errors=True)


if __name__ == "__main__":
    main()
