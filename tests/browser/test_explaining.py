"""A warning explained at an upload: published, told in the history, quiet where its row goes, loud when changed."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Browser, Page

from fund.open_fund import SHIPPED
from tests.browser.screen import settled, text_of, visit
from tests.browser.staff import publish, signed_in, upload
from tests.example_files import DONOR_ROW

REASON = "SIREN demandé à la mairie <b>le 3 mars</b>"


def contributions(*, row: int = DONOR_ROW, received: int = 40_000) -> bytes:
    """The invented fund's contributions, a doubtful SIREN in the first; that one moved to a row, with an amount."""
    book = load_workbook(SHIPPED / "exemple" / "contributions.xlsx")
    sheet = book["Contributions"]
    columns = {cell.value: cell.column for cell in sheet[DONOR_ROW - 1]}
    sheet.cell(DONOR_ROW, columns["SIREN"]).value = "123456780"
    sheet.cell(DONOR_ROW, columns["montant versé"]).value = received
    for column in columns.values():
        first, other = sheet.cell(DONOR_ROW, column), sheet.cell(row, column)
        first.value, other.value = other.value, first.value
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def folds(page: Page) -> list[str]:
    """The labels of the folds of findings."""
    labels = page.locator("summary").all_inner_texts()
    return [" ".join(label.split()) for label in labels]


def test_a_warning_explained_stays_quiet_until_its_value_changes(staff_url: str, chromium: Browser) -> None:
    page = signed_in(chromium, staff_url)
    upload(page, contributions())
    doubtful = page.locator("[class*=st-key-found-new-warning-siren_invalid]")
    doubtful.get_by_role("button", name="Expliquer…").click()
    field = page.get_by_label("Pourquoi ce n’est pas une faute")
    field.fill(REASON)
    page.get_by_role("button", name="Expliquer", exact=True).click()
    page.get_by_text("C’est noté").wait_for()
    doubtful.wait_for(state="detached")
    settled(page)
    assert any(label.endswith("Expliqué · 1 avertissement") for label in folds(page))
    publish(page, "SIREN expliqué")

    visit(page, f"{staff_url}/historique?fonds=exemple")
    history = text_of(page)
    assert "1 avertissement était expliqué" in history
    assert REASON in history
    assert page.locator("main b", has_text="le 3 mars").count() == 0

    visit(page, f"{staff_url}/mise-a-jour?fonds=exemple")
    upload(page, contributions(row=DONOR_ROW + 6))
    assert any(label.endswith("Expliqué · 1 avertissement") for label in folds(page))
    assert not any("SIREN douteux" in label for label in folds(page))

    visit(page, f"{staff_url}/mise-a-jour?fonds=exemple")
    upload(page, contributions(row=DONOR_ROW + 6, received=41_000))
    assert any("SIREN douteux" in label for label in folds(page))
    said = text_of(page)
    assert "Déjà expliqué, puis changé" in said
    assert "Montant versé : 40 000 € → 41 000 €" in said
    page.context.close()
