"""The annotated copy keeps a person's pictures without their metadata, and says what else it loses."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from PIL import Image

from fund.model import Finding, Severity, WorkbookFile
from fund.pictures.encode import REMOVED, encoded
from fund.workbook.writing.annotate import annotated_copy
from fund.workbook.writing.copy_losses import COMMENTS, PICTURES, SHAPES, VALUES, lost_in_copy
from tests.cases import CASES
from tests.pictures import MARK, png_bomb, telephone_photo
from tests.unit.workbook.packages import packed, parts_of
from tests.unit.workbook.pictured import EMF, FLOATING, LOGO, floating, pictured, pictured_ods, relations
from tests.unit.workbook.workbooks import WHOLE, workbook

PLAIN = parts_of(workbook(WHOLE))
DRAWN = parts_of(floating())
BACKGROUND = relations(("rId1", "http://a/relationships/image", "../media/image1.png"))
_DRAWING = "xl/drawings/drawing1.xml"


def _with_shape(xml: bytes) -> bytes:
    return DRAWN[_DRAWING].replace(b"</xdr:wsDr>", xml + b"</xdr:wsDr>").replace(b"</wsDr>", xml + b"</wsDr>")


@pytest.mark.parametrize(
    ("parts", "lost"),
    [
        (PLAIN, ()),
        (DRAWN, ()),
        ({**PLAIN, "xl/comments1.xml": b"<comments/>", "xl/drawings/commentsDrawing1.vml": b"<xml/>"}, ()),
        ({**PLAIN, "xl/charts/chart1.xml": b"<c/>"}, ()),
        ({**PLAIN, "xl/richData/richValueRel.xml": b"<rels/>"}, (PICTURES,)),
        ({**DRAWN, "xl/media/image3.EMF": EMF}, (PICTURES,)),
        ({**PLAIN, "xl/drawings/_rels/vmlDrawing1.vml.rels": b"<Relationships/>"}, (PICTURES,)),
        ({**PLAIN, "xl/worksheets/_rels/sheet1.xml.rels": BACKGROUND}, (PICTURES,)),
        ({**DRAWN, _DRAWING: _with_shape(b'<a:srcRect xmlns:a="a" l="1000"/>')}, (PICTURES,)),
        ({**DRAWN, _DRAWING: _with_shape(b'<a:srcRect xmlns:a="a" />')}, ()),
        ({**DRAWN, _DRAWING: _with_shape(b"<xdr:sp macro=''/>")}, (SHAPES,)),
        ({**DRAWN, _DRAWING: _with_shape(b"<xdr:grpSp></xdr:grpSp>")}, (SHAPES,)),
        ({**DRAWN, _DRAWING: _with_shape(b"<mc:AlternateContent></mc:AlternateContent>")}, (SHAPES,)),
        ({**PLAIN, "xl/ctrlProps/ctrlProp1.xml": b"<f/>"}, (SHAPES,)),
        ({**PLAIN, "xl/embeddings/oleObject1.bin": b"x"}, (SHAPES,)),
        ({**PLAIN, "xl/diagrams/data1.xml": b"<d/>"}, (SHAPES,)),
        ({**PLAIN, "xl/threadedComments/threadedComment1.xml": b"<t/>"}, (COMMENTS,)),
        (parts_of(pictured()), (PICTURES, SHAPES)),
    ],
)
def test_what_openpyxl_loses_is_told_by_the_parts_of_a_file(parts: dict[str, bytes], lost: tuple[str, ...]) -> None:
    assert lost_in_copy("essai.xlsx", packed(parts)) == lost


def test_what_is_no_xlsx_loses_what_it_has_besides_values() -> None:
    assert lost_in_copy("essai.ods", pictured_ods()) == (VALUES,)
    assert lost_in_copy("essai.csv", b"a;b\n1;2\n") == ()
    assert lost_in_copy("essai.xlsx", b"PK\3\4") == ()


def _copy(content: bytes, name: str = "essai.xlsx", language: str = "fr") -> bytes:
    found = [Finding("no_fund_row", Severity.ERROR, file=name, sheet="Fonds", row=2, cell="A2")]
    return annotated_copy(WorkbookFile(name, content), found, language)


def _notes(copy: bytes) -> str:
    sheet = load_workbook(BytesIO(copy)).worksheets[0]
    return "\n".join(str(cell.value) for row in sheet.iter_rows(max_row=4) for cell in row if cell.value)


@pytest.mark.parametrize("content", [floating(), pictured()], ids=["floating", "everywhere"])
def test_pictures_over_the_cells_stay_where_they_were_without_metadata(content: bytes) -> None:
    copy = _copy(content)
    assert not any(MARK in part for part in parts_of(copy).values())
    images = load_workbook(BytesIO(copy))["Fonds"]._images
    assert [(each.anchor._from.row, each.anchor._from.col) for each in images] == [(1, 1), (3, 3)]
    assert [each._data() for each in images] == [
        encoded(telephone_photo()).large,
        encoded(parts_of(content)[LOGO]).large,
    ]


def test_a_picture_that_cannot_be_written_anew_is_a_grey_point() -> None:
    parts = parts_of(floating())
    bomb = packed({**parts, FLOATING: png_bomb()})
    first, second = (each._data() for each in load_workbook(BytesIO(_copy(bomb)))["Fonds"]._images)
    assert first == REMOVED
    assert Image.open(BytesIO(second)).size == (400, 300)


def test_a_copy_that_lacks_something_says_what_and_is_not_one_to_send_back() -> None:
    lacking = _notes(_copy(pictured()))
    assert "Il manque à cette copie" in lacking
    assert "images placées dans des cellules" in lacking
    assert "formes, boutons ou objets" in lacking
    assert "fils de commentaires" not in lacking
    assert "renvoyez ce même fichier" not in lacking
    english = _notes(_copy(pictured(), language="en"))
    assert "do not send it back" in english
    assert "send this same file" not in english
    whole = _notes(_copy(floating()))
    assert "renvoyez ce même fichier" in whole
    assert "manque" not in whole


def test_an_ods_is_not_sent_back_as_a_copy_and_a_csv_may_be() -> None:
    ods = (CASES / "read" / "ods_filtered_and_merged.ods").read_bytes()
    assert "ne la renvoyez pas" in _notes(_copy(ods, "essai.ods"))
    csv = "Fonds;code\nFonds d’essai;essai\n".encode()
    assert "renvoyez ce même fichier" in _notes(_copy(csv, "Fonds.csv"))
