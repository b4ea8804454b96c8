"""The staff's whole path: sign in, upload, read, mend, compare, publish, see it public, go back."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page

from fund.access.passwords import hash_password
from fund.shelf import SHIPPED
from tests.browser.conftest import running_app
from tests.browser.screen import new_page, settled, text_of, visit

PASSWORD = "un mot de passe pour essayer"
DONOR_ROW = 4
"""The first contribution of the invented fund: 40 000 € received. 982 600 − 40 000 + 999 999,50 = 1 942 599,50."""


@pytest.fixture(scope="module")
def staff_url() -> Iterator[str]:
    with running_app(FUND_STAFF_PASSWORD_HASH=hash_password(PASSWORD)) as address:
        yield address


def raised(page: Page) -> str:
    """The first key figure of the overview, every kind of space made plain."""
    return " ".join(page.locator(".figure-value").first.inner_text().split())


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/connexion?suite=/mise-a-jour%3Ffonds%3Dexemple")
    page.fill("input[name=mot_de_passe]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/mise-a-jour**")
    settled(page)


def contributions_with(received: object) -> bytes:
    """The invented fund's contributions, one amount received replaced."""
    book = load_workbook(SHIPPED / "exemple" / "contributions.xlsx")
    sheet = book["Contributions"]
    column = next(cell.column for cell in sheet[DONOR_ROW - 1] if cell.value == "montant versé")
    sheet.cell(DONOR_ROW, column).value = received
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def upload(page: Page, content: bytes, *, name: str = "contributions.xlsx", publish: str = "Publier") -> None:
    page.locator(".st-key-upload input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_text(publish, exact=True).last.wait_for()
    settled(page)


def test_a_viewer_is_asked_to_sign_in_and_sees_no_upload(staff_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium), f"{staff_url}/mise-a-jour?fonds=exemple")
    assert "réservée à l’équipe" in text_of(page)
    assert page.locator("input[type=file]").count() == 0
    visit(page, f"{staff_url}/historique?fonds=exemple")
    assert "Qui a fait quoi" not in text_of(page)
    assert page.get_by_text("Fichiers d’origine").count() == 0
    page.context.close()


def test_from_a_messy_file_to_the_public_page_and_back(staff_url: str, chromium: Browser, tmp_path: Path) -> None:
    viewer = visit(new_page(chromium), f"{staff_url}/?fonds=exemple")
    assert raised(viewer) == "982 600 €"

    page = new_page(chromium)
    sign_in(page, staff_url)
    upload(page, contributions_with("douze mille"))
    text = text_of(page)
    assert "douze mille" in text
    assert page.get_by_role("button", name="Publier").is_disabled()
    with page.expect_download() as download:
        page.get_by_text("annoté").first.click()
    annotated = tmp_path / "annote.xlsx"
    download.value.save_as(annotated)
    book = load_workbook(annotated)
    assert any(cell.comment for row in book["Contributions"].iter_rows() for cell in row)

    visit(page, f"{staff_url}/mise-a-jour?fonds=exemple")
    upload(page, contributions_with("999 999,50 €"))
    text = text_of(page)
    assert "982 600 €" in text
    page.fill(".st-key-note input", "Essai de mise à jour")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Publier").click()
    page.get_by_text("Publié").wait_for()

    viewer.get_by_text("Une nouvelle version est disponible").wait_for()
    assert raised(viewer) == "982 600 €"
    viewer.get_by_role("button", name="L’afficher").click()
    viewer.get_by_text("Une nouvelle version est disponible").wait_for(state="detached")
    settled(viewer)
    assert raised(viewer) == "1 942 599,50 €"

    visit(page, f"{staff_url}/historique?fonds=exemple")
    assert "Essai de mise à jour" in text_of(page)
    page.locator(".st-key-version-1").get_by_text("Rétablir").click()
    page.get_by_text("Rétablir cette version").click()
    page.locator(".st-key-version-3").wait_for()
    visit(viewer, f"{staff_url}/?fonds=exemple")
    assert raised(viewer) == "982 600 €"
    visit(viewer, f"{staff_url}/?fonds=exemple&version=2")
    assert "lecture seule" in text_of(viewer)
    assert raised(viewer) == "1 942 599,50 €"
    for opened in (viewer, page):
        opened.context.close()


def test_a_file_that_must_not_be_read_is_refused_in_words(staff_url: str, chromium: Browser) -> None:
    page = new_page(chromium)
    sign_in(page, staff_url)
    page.locator(".st-key-upload input[type=file]").set_input_files(
        {
            "name": "vieux.xlsx",
            "mimeType": "application/octet-stream",
            "buffer": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        }
    )
    page.locator(".refusal").wait_for()
    assert "vieux.xlsx" in page.locator(".refusal").inner_text()
    page.context.close()
