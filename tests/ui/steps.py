"""What a visitor does, in a few words."""

from __future__ import annotations

import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

# Long enough for a machine that does other things too; what is measured is measured apart.
expect.set_options(timeout=30_000)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]}}
DEFENSIE = "hoeveel fta realiseerde Defensie incl. SROI?"


def go(page: Page, address: str, path: str = "") -> None:
    """Opens a page and waits until it is whole."""
    page.goto(f"{address}/{path}")
    expect(page.locator(".kb h1").first).to_be_attached()
    settled(page)


def settled(page: Page) -> None:
    """Waits until the server has nothing more to say."""
    expect(page.locator("[data-testid='stApp'][data-test-script-state='notRunning']")).to_be_attached()
    page.wait_for_timeout(150)


def ask(page: Page, question: str) -> float:
    """Asks a question, and gives the seconds from Enter until its answer is on the screen."""
    number = page.locator("[id^='antwoord-']").count()
    field = page.get_by_placeholder("Stel een vraag over de brief")
    field.fill(question)
    began = time.perf_counter()
    field.press("Enter")
    page.locator(f"#antwoord-{number} .kb-answer").wait_for(state="visible")
    return time.perf_counter() - began


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA, each with the first element it concerns."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0].get('failureSummary', '')[:200]}" for v in found]


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than the screen."""
    script = (
        "[document.documentElement, document.querySelector('.stMain')].some(e => e.scrollWidth > e.clientWidth + 1)"
    )
    return bool(page.evaluate(script))


def open_form(page: Page) -> None:
    """Opens the form to add a letter, and waits until it stands still: a button that moves swallows a click."""
    page.get_by_text("Voeg een brief toe").click()
    page.locator("input[type=file]").wait_for(state="attached")
    page.wait_for_timeout(500)


def choose_bad_file(page: Page) -> None:
    """Chooses a file that is no text in that form."""
    page.locator("input[type=file]").set_input_files(
        {"name": "foto.txt", "mimeType": "text/plain", "buffer": b"\x00\x01" * 400}
    )
    page.get_by_text("foto.txt").wait_for()
    page.wait_for_timeout(500)
