"""Photos in a real browser: dropped past Streamlit, loaded when they come into sight, without a jump of the page."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, FilePayload, Request

from tests.browser.screen import new_page, settled, text_of, visit
from tests.browser.staff import publish, signed_in, upload
from tests.unit.workbook.photo_workbooks import HEADS
from tests.unit.workbook.workbooks import workbook


def photo(colour: str) -> bytes:
    content = BytesIO()
    Image.new("RGB", (2000, 1500), colour).save(content, "JPEG")
    return content.getvalue()


def test_photos_dropped_beside_a_workbook_are_shown_once_it_is_published(staff_url: str, chromium: Browser) -> None:
    page = signed_in(chromium, staff_url)
    page.locator(".st-key-photo-drop summary").click()
    named = {"Pont n° 1.jpg": photo("red"), "école.jpg": photo("blue"), "abîmée.jpg": b"\xff\xd8\xff nothing"}
    page.locator("input[data-photos]").set_input_files(
        [FilePayload(name=name, mimeType="image/jpeg", buffer=content) for name, content in named.items()]
    )
    page.get_by_text("3 photos reçues").wait_for()
    rows = [list(HEADS), *(["eau", name, f"Légende {name}", "Une photo", "non", None] for name in named)]
    upload(page, workbook({"Photos": rows}), name="photos.xlsx")
    # The photos alone were a draft already, whose « Publier » stands until the workbook is read too.
    page.get_by_text("Image illisible").wait_for()
    publish(page, "Deux photos")
    shown = visit(page, f"{staff_url}/exemple-eau?fonds=exemple")
    assert "Légende Pont n° 1.jpg" in text_of(shown)
    assert "Légende abîmée.jpg" not in text_of(shown)
    assert shown.locator(".photos img").count() == 4  # two drawings, for the committee and for all, and these
    page.context.close()


def test_a_photo_is_asked_for_when_it_comes_into_sight_and_nothing_moves(staff_url: str, chromium: Browser) -> None:
    page = new_page(chromium)
    page.set_viewport_size({"width": 1280, "height": 400})
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/photos/" in request.url:
            asked.append(request.url)

    page.on("request", note)
    visit(page, f"{staff_url}/exemple-metiers?fonds=exemple")
    image = page.locator(".photos img").first
    image.wait_for(state="attached")
    before = image.evaluate("image => [image.clientHeight, image.closest('figure').clientHeight]")
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.photos img').naturalWidth > 0")
    after = (
        settled(page)
        .locator(".photos img")
        .first.evaluate("image => [image.clientHeight, image.closest('figure').clientHeight]")
    )
    assert before[0] > 100
    assert after == before
    assert asked
    assert all(address.endswith("-480.jpg") for address in asked)
    page.context.close()
