"""The report's pictures: photos with their words, native charts with their values."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.shape import WD_INLINE_SHAPE
from openpyxl import load_workbook

from fund.metrics.fund import state_of
from fund.metrics.photos import Audience, Photo
from fund.model import Picture
from fund.pack.report import report
from fund.slides.slide import DeckInput
from tests.shipped_funds import shipped_fund
from tests.unit.datasets import dataset
from tests.unit.pack.office_package import faults
from tests.unit.workbook.photo_workbooks import picture


def test_a_photo_of_the_fund_itself_stands_in_the_introduction_with_its_words():
    drawing = picture("red", (64, 48), "JPEG")
    own = Photo(
        position=0,
        key="comite.jpg",
        programme="",
        name="comite.jpg",
        picture=Picture("a" * 64, 64, 48),
        linked="",
        taken_on=None,
        caption="Le comité réuni",
        description="Cinq personnes autour d’une table",
        credit="",
        people=False,
        agreement="",
        audience=Audience.PUBLIC,
        rank=None,
    )
    material = DeckInput(fund=shipped_fund("exemple"), photos=(own,))
    written = docx.Document(BytesIO(report(material, "fr", photo=lambda digest: drawing)))
    said = [paragraph.text for paragraph in written.paragraphs]
    assert said.index("Photos") < said.index("Le comité réuni") < said.index("Les programmes")
    pictures = [each for each in written.inline_shapes if each.type == WD_INLINE_SHAPE.PICTURE]
    assert [shape._inline.docPr.get("descr") for shape in pictures] == ["Cinq personnes autour d’une table"]


@pytest.mark.parametrize(("fund", "charts"), [("ukraine", 3), ("exemple", 3)])
def test_every_programme_has_a_native_chart_with_its_words_and_its_values(fund: str, charts: int) -> None:
    content = report(DeckInput(fund=shipped_fund(fund)), "fr")
    written = docx.Document(BytesIO(content))
    drawn = [each for each in written.inline_shapes if each.type == WD_INLINE_SHAPE.CHART]
    assert len(drawn) == charts
    assert all(each._inline.docPr.get("descr") for each in drawn)
    with ZipFile(BytesIO(content)) as archive:
        books = [name for name in archive.namelist() if name.startswith("word/embeddings/")]
        assert len(books) == charts
        assert all(load_workbook(BytesIO(archive.read(name)))["Sheet1"]["B2"].value is not None for name in books)
    assert faults(content) == []


def test_a_programme_of_which_nothing_is_known_has_no_chart_and_no_figures() -> None:
    data = dataset(programmes=[{"code": "p", "name": "Eau"}])
    written = docx.Document(BytesIO(report(DeckInput(fund=state_of(data)), "fr")))
    assert not written.inline_shapes
    assert "Chiffres du programme" not in [paragraph.text for paragraph in written.paragraphs]
