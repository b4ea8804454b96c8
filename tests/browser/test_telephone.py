"""On a telephone slides and tables are read without a magnifying glass or a sideways scroll; a finger is enough."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.screen import NARROW, new_page, settled, visit

READABLE = 12.5
"""Pixels of the smallest text."""


@pytest.fixture
def telephone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=NARROW, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def swipe(page: Page, by: int) -> None:
    """Draw a finger over the slide, as the browser tells of it."""
    touch = page.context.new_cdp_session(page)
    start = 300 if by < 0 else 90
    for kind, points in (
        ("touchStart", [{"x": start, "y": 300}]),
        ("touchMove", [{"x": start + by, "y": 304}]),
        ("touchEnd", []),
    ):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.mark.parametrize("fund", ["ukraine", "exemple"])
def test_every_slide_is_read_and_turned_with_a_finger(app_url: str, telephone: Page, fund: str) -> None:
    page = telephone
    page.goto(f"{app_url}/seance?fonds={fund}")
    code, seen = "", 0
    while True:
        page.wait_for_function(
            "(code) => ![code, undefined].includes(document.querySelector('.slide')?.dataset.code)", arg=code
        )
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        found = page.evaluate(
            """(readable) => {
              const sheet = document.querySelector('.st-key-stage'), bar = document.querySelector('.st-key-stage-bar');
              const written = [...sheet.querySelectorAll('*')].filter((each) => each.getClientRects().length
                && [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
              sheet.scrollTo(0, sheet.scrollHeight);
              return {
                code: sheet.querySelector('.slide').dataset.code,
                place: sheet.querySelector('.slide-place').textContent.split(' / '),
                drawing: [...sheet.querySelectorAll('[data-testid=stPlotlyChart]')].some((each) => each.offsetParent),
                small: written.filter((each) => parseFloat(getComputedStyle(each).fontSize) < readable)
                  .map((each) => each.textContent),
                cut: written.filter((each) => each.getBoundingClientRect().right > innerWidth
                  && !each.closest('.slide-table')).map((each) => each.textContent),
                hidden: sheet.querySelector('.slide-foot').getBoundingClientRect().bottom
                  > bar.getBoundingClientRect().top,
              };
            }""",
            READABLE,
        )
        code, (at, of), seen = found.pop("code"), found.pop("place"), seen + 1
        assert found == {"drawing": False, "small": [], "cut": [], "hidden": False}, code
        if at == of:
            break
        swipe(page, -180)
    assert seen == int(of) > 10
    swipe(page, 180)
    page.wait_for_function("(code) => document.querySelector('.slide').dataset.code !== code", arg=code)


@pytest.mark.parametrize(
    "path",
    ["contributions?fonds=exemple", "ma-collectivite?fonds=exemple&donateur=Castelvire", "calendrier?fonds=exemple"],
)
def test_a_table_is_read_without_scrolling_sideways(app_url: str, chromium: Browser, path: str) -> None:
    page = visit(new_page(chromium, size=NARROW), f"{app_url}/{path}")
    found = page.evaluate(
        """() => [...document.querySelectorAll('.table-frame')].map((frame) => ({
            cells: frame.querySelectorAll('td').length,
            wide: frame.scrollWidth > frame.clientWidth + 1,
            unnamed: [...frame.querySelectorAll('td')].filter((cell) =>
              cell.textContent && getComputedStyle(cell, '::before').content.length < 3).length,
        }))"""
    )
    assert found
    assert all(table["cells"] for table in found)
    assert [table for table in found if table["wide"] or table["unnamed"]] == []
    settled(page)
    page.context.close()
