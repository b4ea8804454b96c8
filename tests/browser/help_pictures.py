"""Make the help page's pictures from the real screen: `python -m tests.browser.help_pictures`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from fund.access.authenticator import hash_password
from tests.browser.conftest import CHROMIUM, FLAGS, ROOT, running_app
from tests.browser.screen import new_page, settled, visit
from tests.browser.staff import PASSWORD, upload
from tests.example_files import contributions_with

FOLDER = ROOT / "pages" / "static" / "help"
SIZE = {"width": 1280, "height": 900}
COLOURS = 64
HEIGHTS = {"sign_in": 520, "upload": 560}
"""Pixels kept of the pages that are empty below."""


def main() -> None:
    """Every picture in both languages."""
    FOLDER.mkdir(exist_ok=True)
    for language, publish in (("fr", "Publier"), ("en", "Publish")):
        with running_app(FUND_STAFF_PASSWORD_HASH=hash_password(PASSWORD)) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            _walk(new_page(browser, size=SIZE), url, language=language, publish=publish)
            browser.close()


def _walk(page: Page, url: str, *, language: str, publish: str) -> None:
    here = f"fonds=exemple%26langue={language}"
    page.goto(f"{url}/connexion?langue={language}&suite=/mise-a-jour%3F{here}")
    _keep(page, language, "sign_in")
    page.fill("input[name=mot_de_passe]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/mise-a-jour**")
    settled(page)
    _keep(page, language, "upload")
    upload(page, contributions_with("45 000,00 €"), publish=publish)
    _keep(page, language, "compare")
    page.fill(".st-key-note input", "Castelvire : 5 000 € de plus")
    page.keyboard.press("Tab")
    page.locator(".st-key-publish").scroll_into_view_if_needed()
    settled(page)
    _keep(page, language, "publish")
    page.get_by_role("button", name=publish).click()
    page.locator("[data-testid=stAlert]").wait_for()
    visit(page, f"{url}/historique?fonds=exemple&langue={language}")
    page.locator(".st-key-restore-1 summary").click()
    page.locator(".st-key-restore-now-1").wait_for()
    settled(page)
    _keep(page, language, "back")


def _keep(page: Page, language: str, step: str) -> None:
    page.wait_for_timeout(600)
    kept = {"x": 0, "y": 0, "width": SIZE["width"], "height": HEIGHTS.get(step, SIZE["height"])}
    picture = Image.open(BytesIO(page.screenshot(clip=kept))).convert("RGB").quantize(COLOURS)
    picture.save(Path(FOLDER, f"{language}-{step}.png"), optimize=True)


if __name__ == "__main__":
    main()
