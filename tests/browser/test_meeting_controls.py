"""The controls of the meeting's screen: keys that fill and blacken it, a finger, buttons and lists that are whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.screen import LARGE, SMALL, new_page
from tests.browser.stage import blackened, place, show, shown


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = new_page(chromium, size=SMALL)
    yield opened
    opened.context.close()


def test_the_screen_goes_black_and_the_next_key_brings_the_slide_back_where_it_was(app_url: str, page: Page) -> None:
    show(page, f"{app_url}/seance?fonds=exemple&diapo=money")
    before = place(page)
    page.keyboard.press("b")
    assert blackened(page)
    page.keyboard.press("PageDown")
    assert not blackened(page)
    assert place(page) == before


def test_the_whole_screen_is_one_key_away(app_url: str, page: Page) -> None:
    show(page, f"{app_url}/seance?fonds=exemple&diapo=money")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement === document.documentElement")
    page.keyboard.press("f")
    page.wait_for_function("() => !document.fullscreenElement")
    # A button that was clicked keeps the focus: the keys are whole there too.
    page.mouse.move(600, 300)
    page.mouse.move(620, 330)
    at = place(page)[0]
    page.locator(".st-key-slide-next button").click()
    shown(page, at + 1)
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement === document.documentElement")
    page.keyboard.press("ArrowDown")
    shown(page, at + 2)


def test_on_a_touch_screen_the_controls_stay_and_a_finger_turns_the_slides(app_url: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 1024, "height": 768}, has_touch=True, is_mobile=True)
    page = show(context.new_page(), f"{app_url}/seance?fonds=exemple")
    page.wait_for_timeout(3_400)
    assert page.locator(".st-key-slide-next button").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.st-key-stage-bar')).opacity") == "1"
    fingers = context.new_cdp_session(page)
    for start, end, expected in ((800, 300, 2), (300, 800, 1)):
        point = {"y": 300}
        fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{**point, "x": start}]})
        fingers.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{**point, "x": end}]})
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        shown(page, expected)
    context.close()


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["1920", "1280"])
def test_the_controls_of_a_meeting_are_whole_and_a_long_choice_ends_in_an_ellipsis(
    app_url: str, chromium: Browser, size: ViewportSize
) -> None:
    page = new_page(chromium, size=size)
    page.goto(f"{app_url}/seance?fonds=exemple&diapo=contributions")
    page.locator(".st-key-stage-bar [role=combobox]").wait_for(state="attached")
    page.wait_for_selector(".js-plotly-plot")
    page.mouse.move(300, 300)
    page.mouse.move(320, 340)
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".st-key-stage-bar :is(button, a)")]
            .filter((each) => each.scrollWidth > each.clientWidth + 1 || each.getBoundingClientRect().left < 0)
            .map((each) => each.innerText)"""
    )
    assert cut == []
    field = page.locator(".st-key-stage-bar [role=combobox]")
    assert field.evaluate("(each) => each.scrollWidth > each.clientWidth")
    assert field.evaluate("(each) => getComputedStyle(each).textOverflow") == "ellipsis"
    field.click()
    page.locator("[role=option]").nth(3).wait_for()
    assert page.evaluate(
        """() => [...document.querySelectorAll("[role=option] *")]
            .filter((each) => each.scrollWidth > each.clientWidth && getComputedStyle(each).overflow === "hidden")
            .every((each) => getComputedStyle(each).textOverflow === "ellipsis")"""
    )
    page.context.close()
