"""What the committee takes home, opened by LibreOffice: every page is there, with its words and its charts."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest

from fund.pack.figures_workbook import figures_workbook
from fund.pack.presentation import presentation
from fund.pack.report import report
from fund.slides.slide import DeckInput
from tests.office.conftest import Converted
from tests.unit.pack.pack_funds import MEETING, PackFund, alone, crowd, shipped


def pages(pdf: bytes) -> int:
    """How many pages a PDF of LibreOffice has: it writes each page's dictionary in clear."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def words(xml: bytes) -> str:
    """The words of a flat document, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", xml.decode()).replace("&apos;", "'").replace("&amp;", "&"))


def deck(fund: PackFund) -> bytes:
    return presentation(fund.slides, "fr", title=fund.dataset.fund.name)


Fund = Callable[[], PackFund]
FUNDS = pytest.mark.parametrize(
    "fund",
    [partial(shipped, "ukraine"), partial(shipped, "exemple"), alone, crowd],
    ids=["Ukraine", "example", "one donor", "300 donors"],
)


@FUNDS
def test_a_presentation_has_a_page_for_each_slide(fund: Fund, converted: Converted) -> None:
    assert pages(converted(deck(fund()), "pptx", "pdf")) == len(fund().slides)


def test_a_presentation_keeps_its_words_and_charts(converted: Converted) -> None:
    fund = shipped("ukraine")
    flat = converted(deck(fund), "pptx", "fodp")
    said = words(flat)
    for text in ("≈ 395 000 €", "84,92 %", "75 000 €", "382 h", "2 230 h", "Aÿ-Champagne", "Rzeszów"):
        assert text in re.sub("[\u202f\xa0]", " ", said)
    drawn = sum(1 for slide in fund.slides if slide.plot is not None)
    # A chart is an object that holds a document of its own.
    assert flat.count(b'office:mimetype="application/vnd.oasis.opendocument.chart"') == drawn


@FUNDS
def test_a_report_has_pages(fund: Fund, converted: Converted) -> None:
    own = fund()
    content = report(DeckInput(fund=own, meeting=MEETING), "fr")
    # At least a page for every two programmes, and no page for every paragraph.
    assert 1 + len(own.metrics.programmes) / 2 <= pages(converted(content, "docx", "pdf")) <= 120


def test_a_report_keeps_its_words(converted: Converted) -> None:
    fund = shipped("ukraine")
    said = words(converted(report(DeckInput(fund=fund), "fr"), "docx", "fodt"))
    for text in ("Rzeszów", "Aÿ-Champagne", "TOV Skywell", "mai à octobre 2023", "84,92"):
        assert text in said


@FUNDS
def test_a_workbook_of_figures_has_pages(fund: Fund, converted: Converted) -> None:
    own = fund()
    content = figures_workbook(own, own.slides, "fr")
    drawn = sum(1 for slide in own.slides if slide.plot is not None or slide.table is not None)
    # The figures, then a page or more for each chart and table.
    assert pages(converted(content, "xlsx", "pdf")) >= 1 + drawn


def test_a_workbook_of_figures_keeps_its_values(converted: Converted) -> None:
    own = shipped("ukraine")
    flat = converted(figures_workbook(own, own.slides, "fr"), "xlsx", "fods").decode()
    for value in ("395000", "0.8492", "75000", "382", "2230", "1040.27"):
        assert f'office:value="{value}"' in flat
    assert "table:formula" not in flat
