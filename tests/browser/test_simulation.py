"""« Et si… ? » as a room sees it: everything that answers on one screen, and a link that opens the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.screen import LARGE, SMALL, new_page, settled, text_of, visit

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
        ".st-key-answer .bars",
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


def test_a_slider_moved_faster_than_the_page_answers_stays_where_it_was_let_go(chromium: Browser, app_url: str):
    page = visit(new_page(chromium, size=SMALL), f"{app_url}/simulation?fonds=exemple")
    # The page is drawn twice when it is opened: the slider is taken hold of after.
    page.wait_for_timeout(1_000)
    slider = page.locator(".st-key-levers input[type=range]").first
    slider.focus()

    for _ in range(12):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(30)

    # Twelve steps of 10 000 €, by the keyboard which the slider never loses: the address, the exact number, the
    # slider and the figures say the same, and go on saying it.
    page.wait_for_function("() => location.search.includes('don.120000')")
    page.wait_for_timeout(1_000)
    assert "don.120000" in page.url
    assert slider.input_value() == "120000"
    assert page.locator(".st-key-levers [data-testid=stTextInput] input").first.input_value() == "120\u202f000"
    # 982 600 + 120 000 = 1 102 600.
    assert "1 102 600 €" in text_of(page)


def test_the_answer_stays_in_sight_while_the_last_lever_is_moved(chromium: Browser, app_url: str):
    page = visit(new_page(chromium, size=SMALL), f"{app_url}/simulation?fonds=exemple")
    folds = page.locator(".st-key-levers [data-testid=stExpander] summary")
    for place in range(1, folds.count()):
        folds.nth(place).click()
        page.locator(".st-key-levers input[type=range]").nth(place).wait_for()

    page.locator(".st-key-levers input[type=range]").last.scroll_into_view_if_needed()
    page.locator(".st-key-levers input[type=range]").last.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.supposing').innerText.includes('USD')")
    # Folds that are still opening push the lever down.
    settled(page).locator(".st-key-levers input[type=range]").last.scroll_into_view_if_needed()

    # The answer's chart is drawn after it, and moves what stands below once more.
    page.wait_for_function(
        """() => {
            const last = [...document.querySelectorAll('.st-key-levers input[type=range]')].at(-1);
            return ['.simulation-ribbon', '.answer'].map(part => document.querySelector(part)).concat(last)
                .map(part => part.getBoundingClientRect()).every(box => box.top >= 0 && box.bottom <= innerHeight);
        }"""
    )


def test_a_simulation_is_found_again_after_another_page_and_the_button_back(chromium: Browser, app_url: str):
    page = visit(new_page(chromium, size=SMALL), f"{app_url}/{LINK}")
    page.locator('[data-testid=stSidebarNavLink][href*="/contributions?"]').click()
    page.wait_for_url("**/contributions?*")
    # The page before stands until the new one is there, and goes back on its own when left before that.
    page.locator(".page-head h1", has_text="Contributions").wait_for()
    settled(page)
    assert "simulé" not in text_of(page)

    # The address of a page grows in steps after it is drawn, one of which may be left in the history.
    while "/contributions" in page.url:
        page.wait_for_timeout(1_000)
        page.go_back()
    page.locator(".answers").wait_for()

    assert "992 600 €" in text_of(page)
