"""What the staff's browser tests do over and over: sign in, drop files, read figures, publish."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Page

from tests.browser.screen import new_page, settled

PASSWORD = "un mot de passe pour essayer"


def raised(page: Page) -> str:
    """The first key figure of the overview, every kind of space made plain."""
    return " ".join(page.locator(".figure-value").first.inner_text().split())


def sign_in(page: Page, url: str, *, fund: str = "exemple", language: str = "fr") -> None:
    """Sign in and land on the update page."""
    page.goto(f"{url}/connexion?langue={language}&suite=/mise-a-jour%3Ffonds%3D{fund}%26langue%3D{language}")
    page.fill("input[name=mot_de_passe]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/mise-a-jour**")
    settled(page)


def signed_in(browser: Browser, url: str) -> Page:
    """The update page of the invented fund, in a context of its own."""
    page = new_page(browser)
    sign_in(page, url)
    return page


def drop(page: Page, files: dict[str, bytes]) -> None:
    """Give files to the drop zone, by name."""
    page.locator(".st-key-upload input[type=file]").set_input_files(
        [FilePayload(name=name, mimeType="application/octet-stream", buffer=body) for name, body in files.items()]
    )


def upload(page: Page, content: bytes, *, name: str = "contributions.xlsx", publish: str = "Publier") -> None:
    """Drop one file and wait until it is read and compared."""
    drop(page, {name: content})
    page.get_by_text(publish, exact=True).last.wait_for()
    settled(page)


def publish(page: Page, note: str) -> None:
    """Say why and publish; returns when it is public."""
    page.fill(".st-key-note input", note)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Publier").click()
    page.get_by_text("Publié : version n°").wait_for()
    settled(page)


def peak_memory(address: str) -> int:
    """The most memory, in bytes, that the server at an address has held since it started (Linux)."""
    port = address.rsplit(":", 1)[1]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            if b"--server.port" in words and port.encode() in words:
                line = next(x for x in (process / "status").read_text().splitlines() if x.startswith("VmHWM"))
                return int(line.split()[1]) * 1024
        except OSError:
            continue  # it ended meanwhile, or is not ours to read
    raise LookupError(f"no server listens on {port}")
