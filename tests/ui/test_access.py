"""WCAG 2.2 A and AA on every page and state, the keyboard alone, a narrow screen, and no English."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import opened
from tests.ui.steps import DEFENSIE, ask, go, open_form, scrolls_sideways, settled, violations

REFUSED = "Hoeveel fta realiseerde de brandweer?"
LIST = "Welke sectoren haalden in 2024 het doel?"


def _empty(page: Page, address: str) -> None:
    go(page, address)


def _answered(page: Page, address: str) -> None:
    go(page, address)
    ask(page, DEFENSIE)


def _source_open(page: Page, address: str) -> None:
    _answered(page, address)
    page.locator(".kb-chip[href]").first.click()
    expect(page.locator("#bron-0-1")).to_be_visible()


def _refused(page: Page, address: str) -> None:
    go(page, address)
    ask(page, REFUSED)


def _list(page: Page, address: str) -> None:
    go(page, address)
    ask(page, LIST)
    page.locator("summary").first.click()


def _objecting(page: Page, address: str) -> None:
    _answered(page, address)
    page.get_by_text("Klopt er iets niet?").click()


def _figures(page: Page, address: str) -> None:
    go(page, address, "cijfers")


def _figure_source(page: Page, address: str) -> None:
    _figures(page, address)
    page.locator("#cel-politie-2024-2").click()
    expect(page.locator("#bron-politie-2024-2")).to_be_visible()


def _letters(page: Page, address: str) -> None:
    go(page, address, "brieven")


def _adding(page: Page, address: str) -> None:
    _letters(page, address)
    open_form(page)


def _error(page: Page, address: str) -> None:
    _adding(page, address)
    page.get_by_role("button", name="Voeg de brief toe").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies eerst een bestand.")


def _about(page: Page, address: str) -> None:
    go(page, address, "over")


def _choosing(page: Page, address: str) -> None:
    go(page, address, "briefing")


def _briefed(page: Page, address: str) -> None:
    _choosing(page, address)
    page.get_by_role("combobox").first.fill("Defensie")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Maak de briefing").click()
    page.get_by_role("button", name="Word").first.wait_for(state="visible", timeout=60_000)
    settled(page)


STATES: dict[str, Callable[[Page, str], None]] = {
    "empty": _empty, "answered": _answered, "source open": _source_open, "refused": _refused, "list": _list,
    "objecting": _objecting, "figures": _figures, "figure source": _figure_source, "letters": _letters,
    "adding": _adding, "error": _error, "about": _about,
    "choosing": _choosing, "briefed": _briefed,
}  # fmt: skip
ENGLISH = re.compile(
    r"\b(?:the|file|files|browse|drag|drop|press|enter|submit|message|your|send|running|limit|per file|close|open menu|"
    r"show|hide|fullscreen|download as png|remove|select|choose|loading|skip to|main menu|next|previous|upload)\b",
    re.IGNORECASE,
)
NAMES = """() => [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap(e =>
    ['aria-label', 'title', 'placeholder'].map(n => e.getAttribute(n)).filter(Boolean))"""
PROGRAM = """() => [...document.querySelectorAll(
    'button, label, summary, [data-testid=stFileUploader], .stAppHeader')].map(shown => {
        const copy = shown.cloneNode(true);
        copy.querySelectorAll('[data-testid=stIconMaterial]').forEach(icon => icon.remove());
        return copy.textContent;
    }).filter(Boolean)"""


@pytest.mark.parametrize("state", STATES)
def test_no_violation_of_wcag(page: Page, address: str, state: str) -> None:
    STATES[state](page, address)
    settled(page)
    assert violations(page) == []


@pytest.mark.parametrize("state", ["empty", "figures", "adding", "about", "objecting"])
def test_no_english_is_left(wide: Page, address: str, state: str) -> None:
    STATES[state](wide, address)
    settled(wide)
    assert wide.locator("html").get_attribute("lang") == "nl"
    names = [*wide.evaluate(NAMES), *wide.evaluate(PROGRAM)]
    assert [(name, found[0]) for name in names if (found := ENGLISH.search(name))] == []


@pytest.mark.parametrize("state", STATES)
def test_nothing_scrolls_sideways_on_the_narrowest_screen(
    browser: Browser, address: str, requests: list[str], state: str
) -> None:
    narrow = opened(browser, {"width": 320, "height": 640}, requests)
    STATES[state](narrow, address)
    assert not scrolls_sideways(narrow)
    narrow.context.close()


def _tab_to(page: Page, wanted: str, limit: int = 60) -> None:
    """Presses Tab until the element that has the focus matches a selector."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement?.matches(s) ?? false", wanted):
            return
    raise AssertionError(f"{wanted} was not reached with the Tab key")


def test_the_whole_flow_by_keyboard_alone(wide: Page, address: str) -> None:
    go(wide, address)
    _tab_to(wide, ".st-key-vraagveld textarea")
    wide.keyboard.type(DEFENSIE)
    wide.keyboard.press("Enter")
    wide.locator("#antwoord-0").wait_for()
    expect(wide.locator("#kb-status")).to_contain_text("826,3 fta")
    settled(wide)
    wide.keyboard.press("Escape")
    for _ in range(60):
        wide.keyboard.press("Shift+Tab")
        if wide.evaluate("document.activeElement.matches('#antwoord-0 .kb-chip')"):
            break
    wide.keyboard.press("Enter")
    expect(wide.locator(".kb-source:target")).to_be_visible()
    assert wide.evaluate("document.activeElement.matches('.kb-source:target')")
    wide.keyboard.press("Escape")
    expect(wide.locator(".kb-source:target")).to_have_count(0)
    assert wide.evaluate("document.activeElement.matches('#antwoord-0 .kb-chip')")
    _tab_to(wide, "[data-copy]")
    wide.keyboard.press("Enter")
    expect(wide.locator("#kb-status")).to_contain_text("Gekopieerd")
    _tab_to(wide, ".st-key-melding-0 summary, .st-key-melding-0 button")
    wide.keyboard.press("Enter")
    _tab_to(wide, ".st-key-melding-0 textarea")
    wide.keyboard.type("met het toetsenbord")
    _tab_to(
        wide,
        ".st-key-melding-0 [data-testid='stFormSubmitButton'] button, .st-key-melding-0 .stFormSubmitButton button",
    )
    wide.keyboard.press("Enter")
    expect(wide.locator(".kb-sent").first).to_contain_text("Bedankt.")
    _tab_to(wide, ".st-key-vraagveld textarea")
    wide.keyboard.type("en in 2023?")
    wide.keyboard.press("Enter")
    expect(wide.locator("#antwoord-1")).to_contain_text("2023")
