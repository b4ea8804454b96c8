"""What a viewer finds at the staff's addresses: nothing offered, nothing accepted."""

from __future__ import annotations

import urllib.error
import urllib.request

from playwright.sync_api import Browser

from tests.browser.screen import new_page, text_of, visit
from tests.browser.staff import signed_in, upload
from tests.example_files import contributions_with


def status_of(address: str, *, method: str = "GET", body: bytes | None = None) -> int:
    """The status that someone without a session gets."""
    request = urllib.request.Request(address, data=body, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_a_viewer_is_asked_to_sign_in_and_is_offered_nothing(staff_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium), f"{staff_url}/mise-a-jour?fonds=exemple")
    assert "réservée à l’équipe" in text_of(page)
    assert page.locator("input[type=file]").count() == 0
    assert page.get_by_role("button", name="Publier").count() == 0
    visit(page, f"{staff_url}/historique?fonds=exemple")
    assert "Qui a fait quoi" not in text_of(page)
    assert page.get_by_text("Fichiers d’origine").count() == 0
    assert page.get_by_text("Rétablir cette version").count() == 0
    page.context.close()


def test_the_staffs_own_links_give_a_viewer_nothing(staff_url: str, chromium: Browser) -> None:
    page = signed_in(chromium, staff_url)
    upload(page, contributions_with("douze mille"))
    annotated = str(page.get_by_text("annoté").first.get_attribute("href"))
    visit(page, f"{staff_url}/historique?fonds=exemple")
    files = str(page.get_by_text("Fichiers d’origine").first.get_attribute("href"))
    for link in (annotated, files):
        assert page.request.get(f"{staff_url}{link}").status == 200
        assert status_of(f"{staff_url}{link}") == 401
    page.context.close()


def test_the_upload_address_takes_no_file_from_a_viewer(staff_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium), f"{staff_url}/?fonds=exemple")
    # The viewer's own websocket session is real; the address is the one that Streamlit would be given.
    sent = page.evaluate(
        """async () => {
            const body = new FormData();
            body.append("file", new Blob(["a;b"]), "a.csv");
            const address = "/_stcore/upload_file/" + crypto.randomUUID() + "/" + crypto.randomUUID();
            return (await fetch(address, {method: "PUT", body})).status;
        }"""
    )
    assert sent == 401
    for method in ("PUT", "POST", "DELETE"):
        assert status_of(f"{staff_url}/_stcore/upload_file/a/b", method=method, body=b"x") == 401
    page.context.close()
