"""What only a browser shows: sizes, overflow, other hosts, accessibility, the source of a figure."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

from tests.browser.screen import LARGE, NARROW, SMALL, new_page, settled, text_of, visit

UKRAINE = (
    "",
    "contributions",
    "ukraine-auc",
    "ukraine-moldavie",
    "ukraine-rzeszow",
    "controles",
    "definitions",
    "simulation",
)


EXAMPLE = (
    "?fonds=exemple",
    "contributions?fonds=exemple",
    "controles?fonds=exemple",
    "simulation?fonds=exemple&simulation=1~don.10000.Strasbourg",
)


DATA = ("mise-a-jour", "historique", "historique?langue=en", "aide", "aide?langue=en")


FRAMEWORK = ["[data-testid=stSidebarNav]", "[data-testid=stSidebarHeader]", "[data-testid=stHeader]"]


def _is_ours(message: ConsoleMessage) -> bool:
    # On a deep link Streamlit's front end first looks for its server beside the page: that 404 is its own.
    return message.type == "error" and "/_stcore/" not in message.location["url"]


def example_programmes(page: Page, app_url: str) -> list[str]:
    visit(page, f"{app_url}/?fonds=exemple")
    links = page.locator('[data-testid=stSidebarNavLink][href*="exemple-"]')
    return [str(link.get_attribute("href")).rsplit("/", 1)[-1] for link in links.all()]


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["1920", "1280"])
def test_nothing_is_cut_or_scrolls_sideways(app_url: str, chromium: Browser, size: ViewportSize) -> None:
    page = new_page(chromium, size=size)
    for path in (*UKRAINE, *EXAMPLE, *DATA, *example_programmes(page, app_url)):
        visit(page, f"{app_url}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        cut = page.evaluate(
            """() => [...document.querySelectorAll('.figure-value, .page-head h1, .chart-title, .card h3')]
                     .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"""
        )
        assert cut == [], path
    page.context.close()


def test_text_is_read_from_five_metres(app_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium, size=LARGE), f"{app_url}/?fonds=exemple")
    sizes = "(selector) => [...document.querySelectorAll(selector)].map(e => parseFloat(getComputedStyle(e).fontSize))"
    assert min(page.evaluate(sizes, ".figure-note, .soft, .text, .findings p")) >= 18
    assert min(page.evaluate(sizes, ".figure-value.known")) >= 40
    page.context.close()


def test_no_page_asks_another_host_or_breaks_its_own_policy(app_url: str, chromium: Browser) -> None:
    page = new_page(chromium)
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if _is_ours(message) else None)
    for path in (*UKRAINE, *EXAMPLE, *DATA, *example_programmes(page, app_url)):
        visit(page, f"{app_url}/{path}")
    own = (app_url, app_url.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
    assert errors == []
    page.context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_in_our_content(app_url: str, chromium: Browser, dark: bool) -> None:
    page = new_page(chromium, dark=dark)
    for path in (*UKRAINE, *EXAMPLE, *DATA, *example_programmes(page, app_url)):
        visit(page, f"{app_url}/{path}")
        result = Axe().run(page, context={"exclude": [[selector] for selector in FRAMEWORK]})
        serious = [
            (violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
            for violation in result.response["violations"]
            if violation["impact"] in ("serious", "critical") or violation["id"] == "heading-order"
        ]
        assert serious == [], path
    page.context.close()


@pytest.mark.parametrize("size", [LARGE, SMALL, NARROW])
def test_a_figure_says_where_it_comes_from_by_keyboard_and_takes_the_focus_back(
    app_url: str, chromium: Browser, size: ViewportSize
) -> None:
    page = visit(new_page(chromium, size=size), f"{app_url}/?fonds=ukraine")
    figure = page.get_by_role("button", name="Environ 395 000 €, collecté : d’où vient ce chiffre ?")
    figure.focus()
    page.keyboard.press("Enter")
    answer = page.locator("[data-testid=stPopoverBody]")
    answer.locator("table").wait_for()
    text = " ".join(answer.inner_text().split())
    assert "≈ 395 000 €" in text
    assert "déclaré" in text
    assert "contributions.xlsx, feuille « Chiffres déclarés »" in text
    assert "novembre 2023" in text
    # As wide as the screen lets it, and nothing of it outside.
    box = answer.bounding_box()
    assert box is not None
    assert box["width"] >= min(0.9 * size["width"], 1100)
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size["height"]
    assert page.evaluate("document.querySelector('[data-testid=stPopoverBody]').contains(document.activeElement)")

    for closed in (lambda: page.keyboard.press("Escape"), lambda: page.get_by_role("button", name="Fermer").click()):
        closed()
        answer.wait_for(state="detached")
        page.wait_for_function("() => document.activeElement.dataset.asks === 'source-overview-0'")
        settled(page)  # closing it is told to the server, which would close again what opens meanwhile
        page.keyboard.press("Enter")
        answer.locator(".closes").wait_for()
    # It stands at the top of the answer, in its corner.
    page.wait_for_function(
        """() => {
            const [body, button] = ["[data-testid=stPopoverBody]", ".closes"].map(
                (each) => document.querySelector(each)?.getBoundingClientRect());
            return body && button && button.top - body.top < 60 && body.right - button.right < 60 && button.top >= 0;
        }"""
    )
    page.context.close()


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("fund", ["ukraine", "exemple"])
def test_the_figures_of_a_row_have_one_size_and_one_baseline(
    app_url: str, chromium: Browser, fund: str, size: ViewportSize
) -> None:
    page = visit(new_page(chromium, size=size), f"{app_url}/?fonds={fund}")
    # The foot of an inline block without text stands on the line's baseline.
    rows = page.evaluate(
        """() => [...document.querySelectorAll('.figure-row .figure-value')].map(value => {
            const foot = document.createElement('span');
            foot.style.cssText = 'display: inline-block; width: 0; height: 0';
            value.append(foot);
            const known = value.classList.contains('known');
            return [Math.round(foot.getBoundingClientRect().bottom), known ? getComputedStyle(value).fontSize : ''];
        })"""
    )
    assert len(rows) >= 4
    assert len({baseline for baseline, _ in rows}) == 1
    assert len({size for _, size in rows if size}) == 1
    page.context.close()


def test_no_icon_is_read_out_of_a_figure_and_what_it_opens_is_not_reached_twice(
    app_url: str, chromium: Browser
) -> None:
    page = visit(new_page(chromium), f"{app_url}/?fonds=exemple")
    names = page.evaluate("[...document.querySelectorAll('.asks')].map(each => [each.ariaLabel, each.innerText])")
    assert len(names) >= 8
    assert all(
        name.endswith("d’où vient ce chiffre\u00a0?") and "expand" not in f"{name}{text}" for name, text in names
    )
    unseen = page.locator("[class*=st-key-source-] button")
    assert unseen.count() == len(names)
    assert not any(each.is_visible() for each in unseen.all())
    page.context.close()


def test_a_figure_on_a_slide_opens_its_own_answer(app_url: str, chromium: Browser) -> None:
    page = new_page(chromium)
    page.goto(f"{app_url}/seance?fonds=exemple&diapo=fund")
    figure = page.locator(".slide-value .asks").nth(1)
    assert str(figure.get_attribute("aria-label")).startswith("Au moins 500\u202f480\u00a0€, dépensé")
    figure.click()
    answers = page.locator("[data-testid=stPopoverBody] .source h3")
    answers.nth(2).wait_for()
    page.wait_for_function(
        """() => {
            const body = document.querySelector('[data-testid=stPopoverBody]');
            const top = (each) => each.getBoundingClientRect().top;
            const below = top(body.querySelectorAll('.source h3')[1]) - top(body);
            return below > -5 && below < 200;
        }"""
    )

    page.keyboard.press("Escape")

    page.wait_for_function("document.activeElement.matches('.slide-value .asks')")
    assert page.locator(".slide").get_attribute("data-code") == "fund"
    page.context.close()


def test_a_chart_gives_its_data_as_a_table_and_a_file(app_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium), f"{app_url}/ukraine-rzeszow")
    page.get_by_text("Voir les données").first.click()
    answer = page.locator("[data-testid=stPopoverBody]")
    answer.locator("table").wait_for()
    assert "180" in answer.inner_text()
    with page.expect_download() as download:
        answer.get_by_text("Télécharger le tableau").click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert "180" in content.decode("utf-8-sig")
    page.context.close()


def test_the_donors_table_is_searched_and_sorted_without_redrawing_the_page(app_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium), f"{app_url}/contributions?fonds=ukraine")
    page.locator(".st-key-donor-search input").fill("genest")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => [...document.querySelectorAll('caption')].some(c => c.innerText.startsWith('1\\u00a0donateur') "
        "|| c.innerText.startsWith('1 donateur'))"
    )
    settled(page)
    assert "Le Genest-Saint-Isle" in text_of(page)
    page.context.close()


COVERED = """() => {
    const words = [...document.querySelectorAll(".js-plotly-plot text, .bar-name, .bar-said")]
        .filter((each) => each.textContent.trim() && each.getClientRects().length)
        .map((each) => [each.textContent, each.getBoundingClientRect()]);
    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
    return words.flatMap(([text, place], at) => words.slice(at + 1)
        .filter(([_, other]) => over(place, other)).map(([other]) => [text, other]));
}"""
"""The labels of charts that stand on one another."""


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["1920", "1280"])
@pytest.mark.parametrize("fund", ["exemple", "ukraine"])
def test_no_label_of_what_was_received_covers_another(
    app_url: str, chromium: Browser, fund: str, size: ViewportSize
) -> None:
    page = visit(new_page(chromium, size=size), f"{app_url}/contributions?fonds={fund}")
    page.wait_for_function(
        """() => ["[class*=st-key-chart-received_over_time] text", ".bar-name", ".bar-said"]
            .every((words) => document.querySelectorAll(words).length > 3)"""
    )
    assert page.evaluate(COVERED) == []
    # It sees it where one does: a label is moved onto that of the row below, a mark's onto another's.
    for words in (".bar-said", "[class*=st-key-chart-received_over_time] text"):
        page.evaluate(
            """(words) => {
                const [one, other] = [...document.querySelectorAll(words)].slice(-2);
                const [from, to] = [one, other].map((each) => each.getBoundingClientRect());
                one.style.transform = `translate(${to.left - from.left}px, ${to.top - from.top}px)`;
            }""",
            words,
        )
        assert page.evaluate(COVERED), words
        page.evaluate("(words) => [...document.querySelectorAll(words)].at(-2).style.transform = ''", words)
    page.context.close()
