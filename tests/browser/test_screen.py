"""What only a browser shows: sizes, overflow, other hosts, accessibility, the source of a figure."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize
from pypdf import PdfReader

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

# Streamlit's own marks, which we can't change and which hold none of our content.
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


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["1920", "1280"])
@pytest.mark.parametrize("fund", ["exemple", "ukraine"])
def test_no_label_of_what_was_received_covers_another(
    app_url: str, chromium: Browser, fund: str, size: ViewportSize
) -> None:
    page = visit(new_page(chromium, size=size), f"{app_url}/contributions?fonds={fund}")
    chart = page.locator("[class*=st-key-chart-received_over_time], [class*=st-key-chart-by_type]").first
    chart.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.bar-rows, .js-plotly-plot text')")
    covered = page.evaluate(
        """() => {
            const words = [...document.querySelectorAll(".js-plotly-plot text, .bar-name, .bar-said")]
                .filter((each) => each.textContent.trim() && each.getClientRects().length)
                .map((each) => [each.textContent, each.getBoundingClientRect()]);
            const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
            return {
                words: words.length,
                over: words.flatMap(([text, place], at) => words.slice(at + 1)
                    .filter(([_, other]) => over(place, other)).map(([other]) => [text, other])),
            };
        }"""
    )
    assert covered["words"] > 5
    assert covered["over"] == []
    page.context.close()


@pytest.mark.parametrize(
    "path", ["?fonds=exemple", "exemple-eau?fonds=exemple", "ma-collectivite?donateur=Marsanvilliers"]
)
def test_on_paper_a_page_has_neither_menu_nor_buttons_nor_an_empty_sheet(
    app_url: str, chromium: Browser, path: str
) -> None:
    page = new_page(chromium, size=SMALL, dark=True)
    visit(page, f"{app_url}/{path}{'' if 'fonds=' in path else '&fonds=exemple'}")
    sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    assert min(map(len, sheets)) > 100
    assert re.search(r"Version n°\s1, publiée le", sheets[0])
    for never in (
        "Vue d’ensemble",
        "Voir les données",
        "Choisir une période",
        "Espace de l’équipe",
        "Préparer une année",
    ):
        assert never not in "".join(sheets)
    page.emulate_media(media="print")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    page.context.close()


ANSWERS = {
    ("ukraine", "fr"): (
        "≈ 395 000 €",
        "84,92 %",
        "Reste à allouer, solde du fonds",
        "non communiqué",
        "Rien n’attend de décision",
    ),
    ("exemple", "fr"): ("982 600 €", "42,55 %", "Reste à allouer", "92 668 €", "la tranche 2"),
    ("ukraine", "en"): ("≈ €395,000", "84.92%", "Left to allocate, fund balance", "not reported", "Nothing waits"),
    ("exemple", "en"): ("€982,600", "42.55%", "Unallocated", "€92,668", "tranche 2"),
}
"""What was raised, something that was done, what is left, and what is to be decided."""
HEADINGS = {
    "fr": ("Ce qui a été fait", "À décider", "À demander aux partenaires"),
    "en": ("What was done", "To decide", "To ask the partners"),
}
ONLY_ON_SCREEN = """() => {
  const texts = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
  const seen = [], range = document.createRange();
  while (texts.nextNode()) {
    range.selectNodeContents(texts.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth)
      seen.push(texts.currentNode.textContent);
  }
  return seen.join(' ').replace(/\\s+/g, ' ');
}"""


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["1280", "1920"])
@pytest.mark.parametrize(("fund", "language"), ANSWERS)
def test_the_first_screenful_says_what_was_raised_and_done_and_what_is_left_and_to_decide(
    app_url: str, chromium: Browser, fund: str, language: str, size: ViewportSize
) -> None:
    page = visit(new_page(chromium, size=size), f"{app_url}/?fonds={fund}&langue={language}")
    seen = page.evaluate(ONLY_ON_SCREEN)
    for said in (*ANSWERS[fund, language], *HEADINGS[language]):
        assert said in seen, said
    # Cells are for those who keep the workbook.
    assert not re.search(r"\bligne \d|\brow \d", seen)
    page.context.close()
