"""The order of the tests: what is fast first, what needs a browser last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, HOW_TO_GET_IT

ORDER = (
    *("unit", "cases", "disguise", "structure", "pins", "pages", "golden", "same_words", "third_language", "contract"),
    *("store", "fuzz", "office", "browser", "machines"),
)
"""Browser tests also leave an event loop running, in which no other may be started."""

# A machine that is slow for a moment makes no property false.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    items.sort(key=lambda item: ORDER.index(Path(item.path).relative_to(here).parts[0]))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of a process; each test opens contexts of its own."""
    if CHROMIUM is None:
        pytest.fail(HOW_TO_GET_IT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
