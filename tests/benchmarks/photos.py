"""Photos in a workbook and beside it: how long staff wait for findings, and what the server holds meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, sleep

import numpy as np
from openpyxl import Workbook
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image
from playwright.sync_api import sync_playwright

from fund.access.authenticator import hash_password
from tests.benchmarks.measure import Measure
from tests.benchmarks.server import Server, started
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.staff import PASSWORD, signed_in

NUMBER = 60
IN_WORKBOOK, DROPPED = (1400, 1050), (4400, 3300)
"""Pixels of a photo of 0.8 MB, and of one of 10 MB."""
PATIENCE = 300_000
HEADS = ("programme", "photo", "légende", "description", "personnes reconnaissables")
DONE = "() => document.querySelector('.st-key-severities') && document.querySelector('.st-key-publish')"
"""Once findings and the button to publish are drawn."""


def photos() -> Iterator[Measure]:
    """Sixty photos in a workbook of 50 MB, then sixty of 10 MB dropped beside it."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        placed, named = Path(folder, "photos.xlsx"), Path(folder, "noms.xlsx")
        placed.write_bytes(_workbook(_photos(IN_WORKBOOK, quality=84)))
        named.write_bytes(_workbook(()))
        files = []
        for number, content in enumerate(_photos(DROPPED, quality=90)):
            files.append(Path(folder, f"photo-{number}.jpg"))
            files[-1].write_bytes(content)
        yield Measure("size of the workbook", placed.stat().st_size / 1e6, "MB")
        yield Measure("size of a dropped photo", files[0].stat().st_size / 1e6, "MB")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        settings = {"FUND_STATE_DIR": str(Path(folder, "state")), "FUND_STAFF_PASSWORD_HASH": hash_password(PASSWORD)}
        with started(**settings, FUND_FIRST_START="1") as server:
            page = signed_in(browser, server.address)
            page.set_default_timeout(PATIENCE)
            with _Watch(server) as watch:
                start = perf_counter()
                page.locator(".st-key-upload input[type=file]").set_input_files(placed)
                page.wait_for_function(DONE, timeout=PATIENCE)
                yield Measure(f"{NUMBER} photos in a workbook → findings", perf_counter() - start, "s", 30)
            yield Measure("  memory of the server above before", watch.above, "MB", 300)
            page.context.close()
            page = signed_in(browser, server.address)
            page.set_default_timeout(PATIENCE)
            with _Watch(server) as watch:
                start = perf_counter()
                page.locator(".st-key-photo-drop summary").click()
                page.locator("input[data-photos]").set_input_files(files)
                page.get_by_text(f"{NUMBER} photos reçues").wait_for()
                page.locator(".st-key-upload input[type=file]").set_input_files(named)
                page.wait_for_function(DONE, timeout=PATIENCE)
                yield Measure(f"{NUMBER} photos of 10 MB dropped → findings", perf_counter() - start, "s", 90)
            yield Measure("  memory of the server above before", watch.above, "MB", 300)
        browser.close()


class _Watch:
    """The most that the server holds while something goes on, above what it held before."""

    def __init__(self, server: Server) -> None:
        self._server, self._over = server, Event()
        self._before = self._most = server.memory()
        self._thread = Thread(target=self._look, daemon=True)

    @property
    def above(self) -> float:
        """In megabytes."""
        return self._most - self._before

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.is_set():
            self._most = max(self._most, self._server.memory())
            sleep(0.05)


def _photos(size: tuple[int, int], *, quality: int) -> Iterator[bytes]:
    """As many files as are measured, no two alike: they differ in a comment."""
    one = _photo(size, quality=quality)
    for number in range(NUMBER):
        yield one[:2] + b"\xff\xfe\x00\x06" + number.to_bytes(4, "big") + one[2:]


def _photo(size: tuple[int, int], *, quality: int) -> bytes:
    """Blurred noise, which weighs what a photograph does."""
    width, height = size
    random = np.random.default_rng(1)
    grains = random.integers(0, 256, (height // 4, width // 4, 3), dtype=np.uint8)
    fine = random.integers(-24, 25, (height, width, 1), dtype=np.int16)
    image = np.asarray(Image.fromarray(grains).resize(size), dtype=np.int16) + fine
    content = BytesIO()
    Image.fromarray(np.clip(image, 0, 255).astype(np.uint8)).save(content, "JPEG", quality=quality)
    return content.getvalue()


def _workbook(pictures: Iterator[bytes] | tuple[bytes, ...]) -> bytes:
    """The sheet of photos, with pictures over its rows, or the names of files."""
    book = Workbook()
    sheet = book["Sheet"]
    sheet.title = "Photos"
    sheet.append(HEADS)
    found = list(pictures)
    for number in range(NUMBER):
        name = None if found else f"photo-{number}.jpg"
        sheet.append(("eau", name, f"Légende {number}", f"Description {number}", "non"))
        sheet.row_dimensions[number + 2].height = 90
    for number, content in enumerate(found):
        image = SheetImage(BytesIO(content))
        image.width, image.height = 150, 110
        sheet.add_image(image, f"B{number + 2}")
    written = BytesIO()
    book.save(written)
    return written.getvalue()
