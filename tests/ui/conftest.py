"""A browser, a server and a page for each test; every request to another host is recorded and fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.ui.browser import MISSING, find_browser, launch_options, serving

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Says what to install where there is no browser."""
    if find_browser() is None and any("tests/ui/" in str(item.path) for item in items):
        pytest.exit(MISSING, returncode=1)


@pytest.fixture(scope="session")
def browser(_isolated: None) -> Iterator[Browser]:
    """Chromium, without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**launch_options())
        yield started
        started.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Path:
    """The folder of the corpus that the shared server shows."""
    return shutil.copytree(data_dir, tmp_path_factory.mktemp("served") / "data")


@pytest.fixture(scope="session")
def address(served: Path) -> Iterator[str]:
    """The address of a server that has answered before: a warm page."""
    with serving(served) as url:
        yield url


@pytest.fixture
def requests() -> list[str]:
    """Every address that the pages of a test asked for."""
    return []


@pytest.fixture(params=[WIDE, NARROW], ids=["1280", "390"])
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    """The two sizes of screen at which everything must work."""
    return dict(request.param)


def opened(browser: Browser, size: dict[str, int], requests: list[str]) -> Page:
    """A page of a new visitor whose computer is Dutch."""
    context = browser.new_context(viewport=size, locale="nl-NL", accept_downloads=True)  # type: ignore[arg-type]
    context.grant_permissions(["clipboard-read", "clipboard-write"])

    def note(request: Request) -> None:
        requests.append(request.url)

    context.on("request", note)
    page = context.new_page()
    page.set_default_timeout(20_000)
    return page


@pytest.fixture
def page(browser: Browser, size: dict[str, int], requests: list[str], address: str) -> Iterator[Page]:
    """A new visitor at each size; no request may have gone anywhere but to the server."""
    made = opened(browser, size, requests)
    yield made
    made.context.close()
    foreign = [
        url for url in requests if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
    ]
    assert not foreign
    assert requests


@pytest.fixture
def wide(browser: Browser, requests: list[str], address: str) -> Iterator[Page]:
    """A new visitor on a wide screen."""
    made = opened(browser, WIDE, requests)
    yield made
    made.context.close()


os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", "0")
