"""Files meant to harm, through the real page: refused in words, or shown as the plain text they are."""

from __future__ import annotations

import re
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser, Page

from fund.open_fund import SHIPPED
from fund.schema import SHEETS, Kind, folded
from fund.wording import words
from tests.browser.screen import new_page, settled, text_of, visit
from tests.browser.staff import drop, peak_memory, publish, raised, signed_in
from tests.unit.workbook.hostile import (
    WORKBOOK,
    entity_bomb,
    repacked,
    sheet,
    two_gigabytes_declared,
    zip_bomb,
)
from tests.unit.workbook.test_open_document import ods, row, text

MOST_MEMORY = 400_000_000
HOSTILE = {
    "bombe.xlsx": (zip_bomb, "zip_bomb"),
    "deux-go.xlsx": (two_gigabytes_declared, "zip_bomb"),
    "entites.xlsx": (entity_bomb, "entity"),
    "macros.xlsx": (lambda: repacked({"xl/vbaProject.bin": b"macro"}), "macros"),
    "lien.xlsx": (lambda: repacked({"xl/externalLinks/externalLink1.xml": "<x/>"}), "external_links"),
    "coupe.xlsx": (lambda: WORKBOOK[: len(WORKBOOK) // 2], "truncated_zip"),
    "million.xlsx": (lambda: sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "too_many_rows"),
    "repete.ods": (lambda: ods(row(text("x" * 30_000, repeats=300), repeats=20_000)), "too_much_text"),
    "chemin.xlsx": (lambda: repacked({"../../etc/passwd": "x"}), "unsafe_entry_name"),
    "vieux.xlsx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "legacy_xls"),
}
MARKUP = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'><b>gras</b> "
    "![image](https://ailleurs.invalid/i.png) [lien](https://ailleurs.invalid) $x^2$ :red[rouge] "
    "www.ailleurs.invalid https://ailleurs.invalid moi@ailleurs.invalid &lt; a_b *c* `d` ~e~ (f) -- :smile:"
)
PAGES = (
    "",
    "contributions",
    "simulation",
    "ma-collectivite",
    "seances",
    "controles",
    "definitions",
    "historique",
)
FORMULA = "=cmd|' /C calc'!A0"


@dataclass
class Watch:
    """How another client fares meanwhile: seconds it waited for each answer, and what went wrong."""

    waits: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@contextmanager
def another_client(address: str) -> Iterator[Watch]:
    """Ask for the home page ten times a second from a thread of its own."""
    watch, over = Watch(), threading.Event()

    def ask() -> None:
        while not over.wait(0.1):
            start = time.monotonic()
            try:
                with urllib.request.urlopen(address, timeout=10) as answer:
                    answer.read()
            except OSError as error:
                watch.faults.append(str(error))
            watch.waits.append(time.monotonic() - start)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield watch
    finally:
        over.set()
        thread.join()


def test_each_hostile_file_is_refused_in_its_own_words_while_others_are_served(
    staff_url: str, chromium: Browser
) -> None:
    page = signed_in(chromium, staff_url)
    viewer = new_page(chromium)
    with another_client(f"{staff_url}/") as watch:
        drop(page, {name: make() for name, (make, _) in HOSTILE.items()})
        page.locator(".refusal").nth(len(HOSTILE) - 1).wait_for()
        visit(viewer, f"{staff_url}/?fonds=exemple")
    assert raised(viewer) == "982 600 €"
    said = {text.split(" · ")[0]: text for text in page.locator(".refusal").all_inner_texts()}
    for name, (_, code) in HOSTILE.items():
        assert words(f"findings.{code}.title", "fr") in said[name], name
    assert page.get_by_role("button", name="Publier").count() == 0
    assert watch.faults == []
    assert len(watch.waits) > 5
    assert max(watch.waits) < 5
    assert peak_memory(staff_url) < MOST_MEMORY
    for opened in (page, viewer):
        opened.context.close()


def poisoned(name: str) -> bytes:
    """A workbook of the invented fund with `MARKUP` in every text column, and `FORMULA` in the row below."""
    book = load_workbook(SHIPPED / "exemple" / name)
    for schema in SHEETS:
        if schema.title in book.sheetnames:
            texts = {folded(column.header) for column in schema.columns if column.kind is Kind.TEXT}
            _poison(book[schema.title], texts)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _poison(rows: Worksheet, headers: set[str]) -> None:
    header = max(rows.iter_rows(max_row=6), key=lambda row: sum(folded(str(cell.value)) in headers for cell in row))
    for cell in header:
        if folded(str(cell.value)) in headers:
            for below, text in ((1, MARKUP), (2, FORMULA)):
                target = rows.cell(cell.row + below, cell.column)
                if target.value is not None:
                    target.value = text
                    target.data_type = "s"  # else openpyxl writes a formula


@pytest.fixture(scope="module")
def poisoned_url(staff_url: str, chromium: Browser) -> str:
    """The invented fund updated, through the page, with hostile texts everywhere."""
    page = signed_in(chromium, staff_url)
    drop(page, {file.name: poisoned(file.name) for file in (SHIPPED / "exemple").glob("*.xlsx")})
    page.get_by_text("Publier", exact=True).last.wait_for()
    settled(page)
    for fold in page.locator("[class*=st-key-changes-] summary").all():
        fold.click()
        settled(page)
    assert MARKUP in text_of(page).replace("\u2060", "")
    assert_unharmed(page)
    publish(page, MARKUP)
    assert_unharmed(page)
    page.context.close()
    return staff_url


def assert_unharmed(page: Page) -> None:
    """Nothing of a workbook's text became a script, an image, a link, bold type or a formula."""
    assert page.evaluate("window.hacked") is None
    made = page.evaluate(
        """() => [...document.querySelectorAll('#root script, #root [onerror], #root [src*=ailleurs], #root .katex, '
            + '#root a, #root b, #root del, #root [data-testid=stMarkdownContainer] :is(code, em)')]
            .filter(element => element.localName !== 'a' || (element.href && element.host !== location.host))
            .map(element => element.outerHTML.slice(0, 200))"""
    )
    assert made == [], page.url
    seen = page.locator("[data-testid=stApp]").inner_text()
    names = page.evaluate(
        """() => [...document.querySelectorAll('[aria-label], [title], [alt], [placeholder]')].flatMap(element =>
            ['aria-label', 'title', 'alt', 'placeholder'].map(name => element.getAttribute(name) ?? ''))"""
    )
    assert [name for name in (seen, page.title(), *names) if "\\" in name] == [], page.url
    assert not re.search(r"\(\s*\)|«\s*»|&amp;", seen), page.url


def test_hostile_texts_are_plain_text_on_every_page(poisoned_url: str, chromium: Browser) -> None:
    page = new_page(chromium)
    elsewhere: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url) if "ailleurs" in request.url else None)
    visit(page, f"{poisoned_url}/?fonds=exemple")
    links = page.locator('[data-testid=stSidebarNavLink][href*="exemple-"]').all()
    programmes = [str(link.get_attribute("href")).rsplit("/", 1)[-1].partition("?")[0] for link in links]
    assert len(programmes) == 3
    for path in (*PAGES, *programmes):
        visit(page, f"{poisoned_url}/{path}?fonds=exemple")
        assert_unharmed(page)
    # The tab says the programme's name as it is, and that of the next page after it.
    visit(page, f"{poisoned_url}/{programmes[0]}?fonds=exemple")
    page.wait_for_function("title => document.title.startsWith(title)", arg=MARKUP[:60])
    page.locator('[data-testid=stSidebarNavLink][href*="contributions"]').click()
    page.wait_for_function("() => document.title.startsWith('Contributions · ')")
    page.goto(f"{poisoned_url}/seance?fonds=exemple")
    page.locator(".stage-title, h1").first.wait_for()
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    assert_unharmed(page)
    visit(page, f"{poisoned_url}/contributions?fonds=exemple")
    assert MARKUP in text_of(page).replace("\u2060", "")
    assert FORMULA in text_of(page)
    visit(page, f"{poisoned_url}/historique?fonds=exemple")
    assert MARKUP in text_of(page).replace("\u2060", "")
    assert elsewhere == []
    page.context.close()


def test_hostile_texts_are_plain_text_on_what_only_staff_see_too(poisoned_url: str, chromium: Browser) -> None:
    page = signed_in(chromium, poisoned_url)
    for path in ("historique", "seances", "controles", "mise-a-jour", "simulation"):
        visit(page, f"{poisoned_url}/{path}?fonds=exemple")
        if path == "historique":
            folds = page.locator("[class*=st-key-photo-fold-]")
            assert MARKUP in folds.first.inner_text().replace("\u2060", "")
            folds.first.locator("summary").click()
            settled(page)
        assert_unharmed(page)
    page.context.close()


def test_a_name_for_screen_readers_says_what_the_label_shows(staff_url: str, chromium: Browser) -> None:
    page = signed_in(chromium, staff_url)
    name = "a*b* ~c~ $d$ `e` :smile: :red[h] f_g_.csv"
    drop(page, {name: "collectivité;versé le;montant versé\nVille;01/03/2024;10\n".encode()})
    place = page.locator(".stSelectbox", has_text="a*b*")
    place.wait_for()
    settled(page)
    said = place.locator("input").get_attribute("aria-label")
    assert said is not None
    assert name in said.replace("\u2060", "")
    assert name in place.inner_text().replace("\u2060", "")
    assert_unharmed(page)
    page.context.close()
