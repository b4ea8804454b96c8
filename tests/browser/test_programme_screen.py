"""A programme's page on a telephone, and how long it is."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.screen import SMALL, new_page, visit


def test_on_a_telephone_the_milestones_are_a_list_in_place_of_the_chart(app_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium, size={"width": 390, "height": 844}), f"{app_url}/?fonds=exemple")
    steps = page.locator(".st-key-chart-milestone_timeline")
    assert not steps.locator("[data-testid=stPlotlyChart]").is_visible()
    listed = steps.locator(".steps li")
    assert listed.first.is_visible()
    assert "mars 2025 · Le fonds" in listed.first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 720})
    steps.locator("[data-testid=stPlotlyChart] .main-svg").first.wait_for()
    assert not listed.first.is_visible()
    page.context.close()


def test_on_a_telephone_no_bar_is_cut_or_without_width_and_its_name_stands_above_it(
    app_url: str, chromium: Browser
) -> None:
    page = new_page(chromium, size={"width": 390, "height": 844})
    for path in ("?fonds=exemple", "exemple-eau?fonds=exemple", "contributions?fonds=exemple"):
        visit(page, f"{app_url}/{path}")
        found = page.evaluate(
            """() => {
              const seen = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.offsetParent);
              const box = (e) => e.getBoundingClientRect();
              return {
                cut: seen('.bar-name, .bar-said, .strip li, .chart-title').filter((e) => box(e).right > innerWidth
                  || e.scrollWidth > e.clientWidth + 1).map((e) => e.innerText),
                thin: seen('.bars .bar, .strip .bar').filter((e) => box(e).width < 1).length,
                beside: seen('.bar-name').filter((e) => e.nextElementSibling?.className === 'bar-lane'
                  && box(e).bottom > box(e.nextElementSibling).top + 1).length,
                bars: seen('.bars .bar').length,
                charts: seen('[data-testid=stPlotlyChart]').length,
              };
            }"""
        )
        assert found.pop("bars") > 5, path
        assert found == {"cut": [], "thin": 0, "beside": 0, "charts": 0}, path
    page.context.close()


def test_the_parts_of_a_programme_s_page_are_reached_from_its_top_and_by_their_address(
    app_url: str, chromium: Browser
) -> None:
    page = visit(new_page(chromium, size=SMALL), f"{app_url}/exemple-eau?fonds=exemple")
    in_sight = """(part) => {
        const found = document.getElementById(`partie-${part}`), place = found.getBoundingClientRect();
        return place.top >= 0 && place.top < innerHeight - 100 && found.closest("details")?.open !== false;
    }"""
    for name, part in (
        ("Lieux", "lieux"),
        ("Étapes", "etapes"),
        ("Récit", "recit"),
        ("Heures et personnes", "personnes"),
    ):
        assert not page.evaluate(in_sight, part)
        page.locator(".contents a", has_text=name).click()
        page.wait_for_function(in_sight, arg=part)
        page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    visit(page, f"{app_url}/exemple-eau?fonds=exemple#partie-etapes")
    page.wait_for_function(in_sight, arg="etapes")
    page.context.close()


HALF_AS_HIGH = {"exemple-eau": 8_061, "exemple-metiers": 7_068, "ukraine-rzeszow": 3_299, "ukraine-auc": 1_916}
"""Pixels at 1280 × 720 of programmes' pages when they told everything at once."""


def test_a_programme_s_page_is_half_as_high_as_it_was(app_url: str, chromium: Browser) -> None:
    page = new_page(chromium, size=SMALL)
    for path, before in HALF_AS_HIGH.items():
        visit(page, f"{app_url}/{path}?fonds={path.partition('-')[0]}")
        high = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        assert 720 <= high <= before / 2, path
    page.context.close()
