"""What Streamlit writes in English only is said in the page's language, to eyes and to screen readers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from fund.wording import words
from tests.browser.screen import NARROW, SMALL, new_page, settled, visit
from tests.browser.staff import sign_in

ENGLISH = re.compile(
    r"\b(?:the|to|of|option|choose|open|close|clear|select|selected|collapse|expand|sidebar|pages?|skip|main|content|"
    r"results?|previous|next|day|month|year|date|file|upload|copy|remove|search|press|value)\b",
    re.IGNORECASE,
)
BOTH_LANGUAGES = {"Date", "Pages", "date", "page", "pages"}
NAMES = """() => [...document.querySelectorAll(':is([aria-label], [title], [placeholder]):not([data-testid=stHtml] *)')]
    .flatMap((each) => ['aria-label', 'title', 'placeholder'].map((mark) => each.getAttribute(mark))).filter(Boolean)
    .concat([...document.querySelectorAll('[data-testid=stSkipToContent], [data-testid=stFileUploader] button p')]
    .map((each) => each.textContent),
    [...document.querySelectorAll('[data-testid$=Dropdown]')].map((each) => each.innerText))"""


def english(page: Page) -> list[str]:
    """The names on the page, and the words of Streamlit's own parts, in which some English word stands."""
    return sorted({name for name in page.evaluate(NAMES) if {*ENGLISH.findall(name)} - BOTH_LANGUAGES})


@pytest.mark.parametrize("path", ["", "contributions", "simulation", "ma-collectivite", "seances", "mise-a-jour"])
def test_a_french_page_has_no_english_name(staff_url: str, chromium: Browser, path: str) -> None:
    page = new_page(chromium, size=SMALL)
    sign_in(page, staff_url)
    visit(page, f"{staff_url}/{path}?fonds=exemple")
    page.wait_for_function("document.querySelector('[data-testid=stSkipToContent]').textContent === 'Aller au contenu'")
    assert english(page) == []
    page.context.close()


def test_what_opens_and_the_other_language_are_said_too(app_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium, size=NARROW), f"{app_url}/contributions?fonds=exemple")
    page.get_by_role("button", name="Ouvrir le menu").click()
    page.get_by_role("button", name="Replier le menu").wait_for()
    picker = page.locator(".st-key-switches [role=combobox]")
    picker.click()
    picker.fill("zzz")
    page.get_by_text("Aucun résultat").wait_for()
    assert english(page) == []
    page.keyboard.press("Escape")
    page.get_by_text("English", exact=True).click()
    settled(page)
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.get_by_role("button", name="Collapse sidebar").wait_for()
    page.context.close()


def test_a_day_that_is_not_possible_is_refused_in_the_page_s_language(staff_url: str, chromium: Browser) -> None:
    page = new_page(chromium, size=SMALL)
    sign_in(page, staff_url)
    visit(page, f"{staff_url}/seances?fonds=exemple")
    field = page.locator("[data-testid=stDateInput]").first
    field.get_by_role("spinbutton").last.click()
    page.keyboard.type("1900")
    said = re.compile(
        "^Erreur\u00a0: ce jour n’est pas possible. Choisissez-en un entre le ../../.... et le ../../....\\.$"
    )
    field.get_by_role("alert").filter(has_text=said).wait_for(state="attached")
    field.get_by_test_id("stTooltipErrorHoverTarget").hover()
    page.get_by_test_id("stTooltipErrorContent").get_by_text(said).wait_for()
    page.context.close()


def test_each_language_has_a_line_for_a_line() -> None:
    french, said = (words("pages.framework", language).split("\n") for language in ("fr", "en"))
    assert len(french) == len({*french}) == len(said) == len({*said})
