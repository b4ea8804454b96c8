"""Files as people really send them: an old CSV, an .ods, the first files of a fund, a header nobody foresaw."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.browser.screen import new_page, settled, text_of, visit
from tests.browser.staff import drop, publish, raised, signed_in, upload
from tests.unit.workbook.test_open_document import number, ods, row, text
from tests.unit.workbook.workbooks import CONTRIBUTIONS, FUND, PROGRAMMES, WHOLE, workbook

FEES = "date;libellé;montant\n01/02/2026;Timbres réglés à l’été;1 234,56 €\n"
UNKNOWN = "encaissements du guichet"


def opened_rows(page: Page) -> str:
    """The text of the page once the rows that would change are unfolded."""
    page.locator("[class*=st-key-changes-] summary").first.click()
    page.locator("[class*=st-key-changes-] table").first.wait_for()
    return text_of(settled(page))


def test_a_csv_in_an_old_encoding_is_read_with_its_accents_and_commas(staff_url: str, chromium: Browser) -> None:
    page = signed_in(chromium, staff_url)
    upload(page, FEES.encode("cp1252"), name="frais.csv")
    assert page.locator("[class*=st-key-place-] input").input_value() == "s’ajoute aux fichiers du fonds"
    text = opened_rows(page)
    # 29 931,70 € of running costs and these; 382 668,30 € of balance without them.
    assert "29 931,70 € → 31 166,26 €" in text
    assert "au moins 382 668,30 € → au moins 381 433,74 €" in text
    assert "Timbres réglés à l’été" in text
    assert "1 234,56 €" in text
    page.context.close()


def test_an_ods_file_is_read_like_a_workbook(staff_url: str, chromium: Browser) -> None:
    page = signed_in(chromium, staff_url)
    header = row(text("date"), text("libellé"), text("montant"))
    upload(page, ods(header, row(text("février 2026"), text("Timbres"), number(68.30))), name="frais.ods")
    shown = opened_rows(page)
    # 29 931,70 + 68,30
    assert "29 931,70 € → 30 000 €" in shown
    assert "Timbres" in shown
    page.context.close()


def test_a_new_fund_opened_from_its_files_stands_in_the_menu(staff_url: str, chromium: Browser) -> None:
    page = signed_in(chromium, staff_url)
    drop(
        page,
        {
            "dons.xlsx": workbook({"Fonds": FUND, "Contributions": CONTRIBUTIONS}),
            "programmes.xlsx": workbook({"Programmes": PROGRAMMES}),
        },
    )
    page.get_by_text("Ouvre le fonds « essai »").wait_for()
    publish(page, "Ouverture du fonds")
    page.get_by_role("link", name="Voir le fonds").click()
    page.locator(".page-head h1", has_text="Fonds d'essai").wait_for()
    assert raised(settled(page)) == "100 €"
    assert page.locator('[data-testid=stSidebarNavLink][href*="essai-rzeszow"]').count() == 1

    viewer = visit(new_page(chromium), f"{staff_url}/?fonds=ukraine")
    viewer.locator(".st-key-pick_fonds input").click()
    viewer.get_by_role("option", name="essai").click()
    viewer.locator(".page-head h1", has_text="Fonds d'essai").wait_for()
    assert raised(settled(viewer)) == "100 €"
    for opened in (page, viewer):
        opened.context.close()


def test_a_header_once_matched_is_never_asked_for_again(staff_url: str, chromium: Browser) -> None:
    def with_unknown_header(amount: int) -> bytes:
        rows = [["collectivité", "type", UNKNOWN], ["Saint-Exemple", "commune", amount]]
        return workbook({**WHOLE, "Fonds": [["code", "nom"], ["guichet", "Guichet"]], "Contributions": rows})

    page = signed_in(chromium, staff_url)
    drop(page, {"guichet.xlsx": with_unknown_header(100)})
    page.get_by_text("Ouvre le fonds « guichet »").wait_for()
    page.locator("[class*=st-key-header-contributions] input").click()
    page.get_by_role("option", name="Montant versé", exact=True).click()
    page.get_by_text("Collecté : 100 €").first.wait_for()
    publish(page, "Première version")

    visit(page, f"{staff_url}/mise-a-jour?fonds=guichet")
    upload(page, with_unknown_header(250), name="guichet.xlsx")
    assert "Collecté : 100 € → 250 €" in text_of(page)
    assert "n’est pas reconnue" not in text_of(page)
    assert page.locator("[class*=st-key-header-]").count() == 0
    page.context.close()


def test_a_person_says_what_a_sheet_is_and_its_amounts_count(staff_url: str, chromium: Browser) -> None:
    rows = [["collectivité", "type", "montant versé"], ["Saint-Exemple", "commune", 100]]
    extra = [["collectivité", "type", "montant versé"], ["Autre-Exemple", "commune", 40]]
    fund = [["code", "nom"], ["feuilles", "Feuilles"]]
    page = signed_in(chromium, staff_url)
    drop(page, {"f.xlsx": workbook({**WHOLE, "Fonds": fund, "Contributions": rows, "Dons anciens": extra})})
    page.get_by_text("Quel tableau est-ce").wait_for()
    assert "Dons anciens · f.xlsx · 1 ligne · montant versé : 40 €" in text_of(settled(page))
    page.get_by_text("Collecté : 100 €").first.wait_for()
    page.locator("[class*=st-key-table-] input").click()
    page.get_by_role("option", name="Contributions").first.click()
    page.get_by_text("Collecté : 140 €").first.wait_for()
    page.context.close()
