"""What a first visit carries, and what a second one need not carry again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from pages.web.static_files import PACKERS
from tests.browser.screen import new_page, visit

MOST = 1_100_000 if "br" in PACKERS else 1_300_000
"""Bytes of a first visit to the overview, headers included."""
AGAIN = 100_000


class Traffic:
    """The bytes that come to a page, by address."""

    def __init__(self, session: CDPSession) -> None:
        self.bytes: dict[str, int] = {}
        self.kept: dict[str, str] = {}
        self.answers: list[str] = []
        self._addresses: dict[str, str] = {}
        session.send("Network.enable")
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._finished)

    def _answered(self, event: dict[str, Any]) -> None:
        url = str(event["response"]["url"])
        self._addresses[str(event["requestId"])] = url
        self.answers.append(url)
        headers = {str(name).lower(): value for name, value in event["response"]["headers"].items()}
        self.kept[url] = str(headers.get("cache-control", ""))

    def _finished(self, event: dict[str, Any]) -> None:
        url = self._addresses.get(str(event["requestId"]), "")
        self.bytes[url] = self.bytes.get(url, 0) + int(event["encodedDataLength"])


@pytest.fixture
def first(app_url: str, chromium: Browser) -> Iterator[tuple[Page, Traffic]]:
    page = new_page(chromium)
    traffic = Traffic(page.context.new_cdp_session(page))
    visit(page, f"{app_url}/?fonds=exemple")
    yield page, traffic
    page.context.close()


def test_a_first_visit_is_small_and_what_never_changes_is_kept(first: tuple[Page, Traffic]) -> None:
    page, traffic = first
    assert 500_000 < sum(traffic.bytes.values()) <= MOST, sorted(traffic.bytes.items(), key=lambda each: -each[1])[:10]
    scripts = {
        url: kept for url, kept in traffic.kept.items() if "/static/" in url and not url.endswith((".woff2", ".png"))
    }
    assert len(scripts) > 30
    assert set(scripts.values()) == {"public, max-age=31536000, immutable"}
    # What was on its way with the page is not asked for again.
    asked = [url for url in traffic.answers if ".woff2" not in url]  # one font stands for another
    assert len(asked) == len(set(asked))
    assert sum("/_stcore/" in url for url in asked) == 2
    traffic.bytes.clear()
    visit(page, page.url)
    assert sum(traffic.bytes.values()) < AGAIN


def test_no_font_comes_that_the_page_does_not_use(first: tuple[Page, Traffic]) -> None:
    page, traffic = first
    fonts = {url.rpartition("/")[2]: size for url, size in traffic.bytes.items() if ".woff2" in url}
    assert sum(fonts.values()) < 250_000
    assert all(size < 20_000 for name, size in fonts.items() if not name.startswith("inter-"))
    loaded = page.evaluate(
        "() => [...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)"
    )
    assert any("Inter" in family for family in loaded)


def test_every_sign_is_drawn_as_one(first: tuple[Page, Traffic], app_url: str) -> None:
    page, _ = first
    drawn = 0
    for path in ("", "simulation", "contributions", "seances"):
        visit(page, f"{app_url}/{path}?fonds=exemple")
        signs = page.evaluate(
            """() => [...document.querySelectorAll('[data-testid=stIconMaterial]')].filter(sign => sign.offsetWidth)
                .map(sign => [sign.innerText, sign.scrollWidth / parseFloat(getComputedStyle(sign).fontSize)])"""
        )
        # A name without a sign in the font is written out, and wider than it is high.
        assert [name for name, width in signs if width > 1.3] == []
        drawn += len(signs)
    assert drawn > 0


def test_every_kind_of_trace_is_in_the_script_for_charts(first: tuple[Page, Traffic], app_url: str) -> None:
    page, _ = first
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    drawn = 0
    for path in ("", "contributions", "exemple-eau", "simulation?simulation=1~don.10000.Strasbourg"):
        visit(page, f"{app_url}/{path}{'&' if '?' in path else '?'}fonds=exemple")
        kinds = page.evaluate(
            """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(
                chart => chart._fullData.map((known, at) => [chart.data[at].type ?? 'scatter', known._module?.name]))"""
        )
        assert all(asked == known for asked, known in kinds), kinds
        drawn += len(kinds)
    assert drawn > 5
    assert errors == []
