"""The address: what it selects, keeps, shares and refuses."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Browser

from tests.browser.screen import new_page, settled, text_of, visit


def test_fund_and_language_survive_menu_reload_and_back(app_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium), f"{app_url}/?fonds=exemple&langue=en")
    assert "Fictional data" in text_of(page)
    page.locator('[data-testid=stSidebarNavLink][href*="/contributions?"]').click()
    page.wait_for_url("**/contributions?*")
    settled(page)
    assert "fonds=exemple" in page.url
    assert "langue=en" in page.url
    page.reload()
    settled(page)
    assert "Contributions" in page.locator("h1").inner_text()
    assert "Fictional data" in text_of(page)
    page.go_back()
    page.wait_for_url(lambda url: "contributions" not in url)
    settled(page)
    assert "Fictional data" in text_of(page)
    page.context.close()


def test_a_link_of_the_menu_opened_in_another_tab_shows_the_same_fund(app_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium), f"{app_url}/?fonds=exemple&langue=en")
    link = page.locator('[data-testid=stSidebarNavLink][href*="/contributions?"]')
    with page.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    other = settled(opened.value)
    assert "Fictional data" in text_of(other)
    assert other.title() == "Contributions · Îles Orvanes (fictif)"
    assert other.locator(".page-fund").inner_text() == "Fonds de solidarité pour les îles Orvanes (exemple fictif)"
    # The other tab's fund is its own: what is chosen there changes nothing here.
    other.goto(f"{app_url}/contributions?fonds=ukraine")
    settled(other)
    link.click()
    page.wait_for_url("**/contributions?*")
    assert "Fictional data" in text_of(settled(page))
    page.context.close()


def test_the_focus_shows_on_links_as_on_buttons(app_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium), f"{app_url}/?fonds=exemple")
    for link in ("[data-testid=stSidebarNavLink]", "[data-testid=stPageLink-NavLink]", "[data-testid=stHtml] a"):
        shown = page.locator(link).last
        page.keyboard.press("Tab")  # the keyboard is in use
        shown.focus()
        assert shown.evaluate("(it) => getComputedStyle(it).outline").endswith("solid 3px"), link
    page.context.close()


def test_the_language_switch_changes_every_word_and_the_declared_language(app_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium), f"{app_url}/?fonds=ukraine")
    assert page.evaluate("document.documentElement.lang") == "fr"
    page.get_by_text("English", exact=True).click()
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    page.wait_for_function("() => document.querySelector('.figure-label').innerText.startsWith('Raised')")
    assert "langue=en" in page.url
    page.context.close()


@pytest.mark.parametrize("asked", ["", "?fonds=ukraine&langue=fr"])
def test_choosing_another_fund_leaves_the_programme_of_the_first(app_url: str, chromium: Browser, asked: str) -> None:
    page = visit(new_page(chromium), f"{app_url}/ukraine-auc{asked}")
    page.locator(".st-key-switches [data-baseweb=select], .st-key-switches [role=combobox]").first.click()
    page.get_by_role("option").nth(1).click()
    page.wait_for_url(lambda url: "ukraine-auc" not in url)
    settled(page)
    assert "Données fictives" in text_of(page)
    page.context.close()


@pytest.mark.parametrize(("path", "then"), [("contributions", "contributions"), ("ukraine-auc", "")])
def test_the_button_back_shows_the_fund_that_the_address_says(app_url: str, chromium: Browser, path: str, then: str):
    page = visit(new_page(chromium), f"{app_url}/{path}?fonds=ukraine")
    page.locator(".st-key-switches [data-baseweb=select], .st-key-switches [role=combobox]").first.click()
    page.get_by_role("option").nth(1).click()
    shown = "([fund, name]) => location.search.includes(`fonds=${fund}`) && document.title.includes(name)"
    page.wait_for_function(shown, arg=["exemple", "Orvanes"])
    for way, address, name in ((page.go_back, "ukraine", "Ukraine"), (page.go_forward, "exemple", "Orvanes")):
        settled(page)
        way()
        page.wait_for_function(shown, arg=[address, name])
    assert page.url.split("?")[0] == f"{app_url}/{then}"
    page.context.close()


def test_a_programme_address_selects_its_own_fund(app_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium), f"{app_url}/ukraine-moldavie?fonds=exemple")
    assert "Données fictives" not in text_of(page)
    assert "75 000 €" in text_of(page)
    page.context.close()


def test_an_address_that_is_no_page_is_a_404_in_words(app_url: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{app_url}/nulle-part?langue=en", timeout=10)
    assert refused.value.code == 404
    assert "There is no such page" in refused.value.read().decode()


def test_the_page_declares_its_language_and_protects_itself(app_url: str) -> None:
    with urllib.request.urlopen(f"{app_url}/contributions?langue=en", timeout=10) as answer:
        assert '<html lang="en" ' in answer.read().decode()
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with urllib.request.urlopen(f"{app_url}/?langue=xx", timeout=10) as answer:
        assert '<html lang="fr" ' in answer.read().decode()
