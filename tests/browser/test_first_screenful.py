"""What a page says before anyone scrolls, and on paper."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from playwright.sync_api import Browser, ViewportSize
from pypdf import PageObject, PdfReader

from tests.browser.screen import LARGE, SMALL, new_page, visit


def drawn_over(sheet: PageObject) -> list[str]:
    """Texts of a sheet that begin less than half a line below another's beginning."""
    begun: list[tuple[float, float, str]] = []

    def visit_text(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            begun.append((cm[0] * tm[4] + cm[2] * tm[5] + cm[4], cm[1] * tm[4] + cm[3] * tm[5] + cm[5], text))

    sheet.extract_text(visitor_text=visit_text)
    return [
        text
        for x, y, text in begun
        if any(abs(x - other_x) < 2 and 0.5 < abs(y - other_y) < 5 for other_x, other_y, _ in begun)
    ]


@pytest.mark.parametrize(
    "path",
    [
        "?fonds=exemple",
        "exemple-eau?fonds=exemple",
        "ukraine-rzeszow?fonds=ukraine",
        "ma-collectivite?donateur=Marsanvilliers",
    ],
)
def test_on_paper_a_page_has_neither_menu_nor_buttons_nor_an_empty_sheet(
    app_url: str, chromium: Browser, path: str
) -> None:
    page = new_page(chromium, size=SMALL, dark=True)
    visit(page, f"{app_url}/{path}{'' if 'fonds=' in path else '&fonds=exemple'}")
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert not [text for sheet in printed for text in drawn_over(sheet)]
    sheets = [sheet.extract_text() for sheet in printed]
    assert min(map(len, sheets)) > 100
    assert re.search(r"Version n°\s1, publiée le", sheets[0])
    for never in (
        "Vue d’ensemble",
        "Voir les données",
        "Choisir une période",
        "Espace de l’équipe",
        "Préparer une année",
        "pointillé",
        "Ouvrir les contrôles",
        "Voir les 21 achats",
    ):
        assert never not in "".join(sheets)
    page.emulate_media(media="print")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    page.context.close()


ANSWERS = {
    ("ukraine", "fr"): (
        "≈ 395 000 €",
        "84,92 %",
        "Reste à allouer, solde du fonds",
        "non communiqué",
        "Rien n’attend de décision",
    ),
    ("exemple", "fr"): ("982 600 €", "42,55 %", "Reste à allouer", "92 668 €", "la tranche 2"),
    ("ukraine", "en"): ("≈ €395,000", "84.92%", "Unallocated, fund balance", "not reported", "No decision is pending"),
    ("exemple", "en"): ("€982,600", "42.55%", "Unallocated", "€92,668", "tranche 2"),
}
"""What was raised, something that was done, what is left, and what is to be decided."""


HEADINGS = {
    "fr": ("Ce qui a été fait", "À décider", "À demander aux partenaires"),
    "en": ("What was done", "To decide", "To ask the partners"),
}


ONLY_ON_SCREEN = """() => {
  const texts = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
  const seen = [], range = document.createRange();
  while (texts.nextNode()) {
    range.selectNodeContents(texts.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth)
      seen.push(texts.currentNode.textContent);
  }
  return seen.join(' ').replace(/\\s+/g, ' ');
}"""


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["1280", "1920"])
@pytest.mark.parametrize(("fund", "language"), ANSWERS)
def test_the_first_screenful_says_what_was_raised_and_done_and_what_is_left_and_to_decide(
    app_url: str, chromium: Browser, fund: str, language: str, size: ViewportSize
) -> None:
    page = visit(new_page(chromium, size=size), f"{app_url}/?fonds={fund}&langue={language}")
    seen = page.evaluate(ONLY_ON_SCREEN)
    for said in (*ANSWERS[fund, language], *HEADINGS[language]):
        assert said in seen, said
    # Cells are for those who keep the workbook.
    assert not re.search(r"\bligne \d|\brow \d", seen)
    page.context.close()
