"""« Et si… ? » as a room sees it: everything that answers on one screen, and a link that opens the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.screen import LARGE, SMALL, new_page, settled, text_of, visit

LINK = "simulation?fonds=exemple&simulation=1~don.10000.Strasbourg"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["1280", "1920"])
@pytest.mark.parametrize("fund", ["exemple", "ukraine"])
def test_questions_and_the_answer_stand_on_one_screen(chromium: Browser, app_url: str, fund: str, size: dict[str, int]):
    page = visit(new_page(chromium, size=size), f"{app_url}/simulation?fonds={fund}&simulation=1~don.10000.Strasbourg")

    for part in (
        "[class*=st-key-simulation-questions]",
        ".st-key-supposed",
        ".simulation-ribbon",
        ".answer-sentence",
        ".answer",
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


def test_a_question_is_asked_by_the_keyboard_alone_and_its_address_opens_the_same(chromium: Browser, app_url: str):
    page = visit(new_page(chromium, size=SMALL), f"{app_url}/simulation?fonds=exemple")
    page.wait_for_timeout(1_000)
    page.locator("[class*=st-key-simulation-questions] button").first.focus()
    page.keyboard.press("Enter")
    page.locator(".answer-sentence").wait_for()
    amount = page.locator(".st-key-asking input").nth(1)
    amount.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("120000")
    page.keyboard.press("Enter")

    # 982 600 + 120 000 = 1 102 600.
    page.wait_for_function("() => document.querySelector('.answers').innerText.replace(/\\s/g, '').includes('1102600')")
    page.wait_for_function("() => location.search.includes('don.120000')")
    again = visit(new_page(chromium, size=SMALL), page.url)
    assert again.locator(".answers").inner_text() == page.locator(".answers").inner_text()


def test_at_rest_nothing_is_ochre(chromium: Browser, app_url: str):
    page = visit(new_page(chromium, size=SMALL), f"{app_url}/simulation?fonds=exemple")
    assert page.locator(".simulated, .mark.simulation").count() == 0
    assert "382 668 €" in text_of(page)


def test_the_button_back_leaves_a_simulation_at_once_and_finds_it_again_as_its_address_says(
    chromium: Browser, app_url: str
):
    page = visit(new_page(chromium, size=SMALL), f"{app_url}/contributions?fonds=exemple")
    follow(page, "simulation")
    for asked, address in (("Un donateur verse plus", "1~don.10000"), ("Les frais changent", "~frais.1000")):
        page.locator("[class*=st-key-simulation-questions] button", has_text=asked).click()
        page.wait_for_function("(said) => location.search.includes(said)", arg=address)
    supposed = page.locator(".st-key-supposed button").count()
    follow(page, "contributions")
    assert "simulé" not in text_of(page)

    page.go_back()
    page.locator(".answers").wait_for()
    assert "simulation=1~don.10000~frais.1000" in page.url
    assert "992 600 €" in text_of(settled(page))
    assert page.locator(".st-key-supposed button").count() == supposed

    # What is supposed is in the address, and no step of the history: one more leads to the page before.
    page.go_back()
    page.locator(".page-head h1", has_text="Contributions").wait_for()
    page.go_forward()
    page.locator(".answers").wait_for()
    assert "992 600 €" in text_of(page)


def follow(page: Page, path: str) -> None:
    """Go to another page by the menu: the one before stands until it is there."""
    page.locator(f'[data-testid=stSidebarNavLink][href*="/{path}?"]').click()
    page.wait_for_url(f"**/{path}?*")
    page.locator(".page-head h1", has_text={"simulation": "Et si"}.get(path, path.capitalize())).wait_for()
    settled(page)
