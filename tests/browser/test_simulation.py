"""« Et si… ? » as a room sees it: everything that answers on one screen, and a link that opens the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.screen import LARGE, SMALL, new_page, text_of, visit

LINK = "simulation?fonds=exemple&simulation=1~don.10000.Strasbourg"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["1280", "1920"])
@pytest.mark.parametrize("fund", ["exemple", "ukraine"])
def test_levers_answers_and_a_chart_stand_on_one_screen(
    chromium: Browser, app_url: str, fund: str, size: dict[str, int]
):
    page = visit(new_page(chromium, size=size), f"{app_url}/simulation?fonds={fund}&simulation=1~don.10000.Strasbourg")

    for part in (
        ".st-key-levers input[type=range]",
        ".simulation-ribbon",
        ".answer >> nth=3",
        ".st-key-answer .main-svg",
    ):
        box = page.locator(part).first.bounding_box()
        assert box is not None, part
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= size["height"], part
    # Nothing is wider than the screen.
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    # No figure is broken over two lines or cut off by its column.
    assert page.evaluate(
        "() => [...document.querySelectorAll('.answer .figure-value')].every(f => f.scrollWidth <= f.clientWidth + 1)"
    )


def test_moving_the_slider_changes_the_figures_and_the_address_which_opens_the_same(chromium: Browser, app_url: str):
    page = visit(new_page(chromium, size=SMALL), f"{app_url}/{LINK}")
    assert "992 600 €" in text_of(page)

    page.locator(".st-key-levers input[type=range]").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => !document.querySelector('.answers').innerText.includes('992')")
    moved = page.locator(".answers").inner_text()
    page.wait_for_function("() => !location.search.includes('don.10000.')")
    again = visit(new_page(chromium, size=SMALL), page.url)

    assert again.locator(".answers").inner_text() == moved
    assert "Strasbourg" in text_of(again)
