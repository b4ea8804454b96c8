"""Workbooks with pictures, as Excel, Excel 365 and LibreOffice write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.drawing.spreadsheet_drawing import AbsoluteAnchor, AnchorMarker, OneCellAnchor, TwoCellAnchor
from openpyxl.drawing.xdr import XDRPoint2D, XDRPositiveSize2D
from PIL import Image

from tests.unit.workbook.workbooks import WHOLE, Rows, saved

HEADS = ["programme", "photo", "légende", "description", "personnes reconnaissables", "accord de publication"]
POINT = 12_700
ROW = 15 * POINT
"""The height of a row that does not tell its own."""


def picture(colour: str = "red", size: tuple[int, int] = (40, 30), form: str = "PNG") -> bytes:
    """A picture of one colour."""
    content = BytesIO()
    Image.new("RGB", size, colour).save(content, form)
    return content.getvalue()


def over(row: int, *, down: int = 0, height: int = ROW, column: int = 1) -> OneCellAnchor:
    """An anchor that begins so far down in a row (counted from 0)."""
    marker = AnchorMarker(col=column, row=row, rowOff=down)
    return OneCellAnchor(_from=marker, ext=XDRPositiveSize2D(cx=ROW, cy=height))


def between(row: int, last: int, *, down: int = 0, reached: int = 0, column: int = 1) -> TwoCellAnchor:
    """An anchor from a row to another one, so far down in each."""
    begin, end = AnchorMarker(column, 0, row, down), AnchorMarker(column + 1, 0, last, reached)
    return TwoCellAnchor(_from=begin, to=end)


def below(length: int, *, height: int = ROW) -> AbsoluteAnchor:
    """An anchor so far below the top of the sheet."""
    return AbsoluteAnchor(pos=XDRPoint2D(0, length), ext=XDRPositiveSize2D(ROW, height))


Anchored = Sequence[tuple[bytes, OneCellAnchor | TwoCellAnchor | AbsoluteAnchor]]


def photo_rows(number: int = 3, **cells: object) -> list[list[object]]:
    """The sheet of photos with so many rows; `cells` by header replace those of every row."""
    rows = [["auc", None, f"Légende {at}", f"Description {at}", "non", None] for at in range(1, number + 1)]
    return [list(HEADS), *([cells.get(head, cell) for head, cell in zip(HEADS, row, strict=True)] for row in rows)]


def floating(
    pictures: Anchored, rows: Rows | None = None, *, heights: Mapping[int, float] | None = None, above: int = 0
) -> bytes:
    """A whole fund in an .xlsx whose pictures float over the sheet « Photos »; `above` rows stand before its header.

    `heights` are points by Excel row.
    """
    book = Workbook()
    del book["Sheet"]
    for name, cells in {**WHOLE, "Photos": [*([["Nos photos"]] * above), *(rows or photo_rows())]}.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(list(row))
    sheet = book["Photos"]
    for row, height in (heights or {}).items():
        sheet.row_dimensions[row].height = height
    for content, anchor in pictures:
        image = SheetImage(BytesIO(content))
        image.anchor = anchor
        sheet.add_image(image)
    return saved(book)


METADATA = """<metadata xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:xlrd="http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"><metadataTypes count="1">
<metadataType name="XLRICHVALUE" minSupportedVersion="120000"/></metadataTypes>
<futureMetadata name="XLRICHVALUE" count="{count}">{future}</futureMetadata>
<valueMetadata count="{count}">{values}</valueMetadata></metadata>"""
FUTURE = '<bk><extLst><ext uri="{{3e2802c4-a4d2-4d8b-9148-e3be6c30e623}}"><xlrd:rvb i="{}"/></ext></extLst></bk>'
RICH = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def in_cells(pictures: Mapping[int, bytes], rows: Rows | None = None) -> bytes:
    """A whole fund whose pictures Excel 365 placed in cells B of the sheet « Photos », by Excel row."""
    given = [list(row) for row in rows or photo_rows()]
    content, target = BytesIO(floating([], given)), BytesIO()
    order = sorted(pictures)
    with ZipFile(content) as source, ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name in source.namelist():
            xml = source.read(name)
            if name == "xl/worksheets/sheet4.xml":
                for at, row in enumerate(order, start=1):
                    cell = f'<c r="B{row}" t="e" vm="{at}"><v>#VALUE!</v></c>'.encode()
                    empty = re.compile(rf'<c r="B{row}"[^>]*/>'.encode())
                    xml = empty.sub(cell, xml) if empty.search(xml) else _after_a(xml, row, cell)
            made.writestr(name, xml)
        parts = "".join(FUTURE.format(at) for at in range(len(order)))
        values = "".join(f'<bk><rc t="1" v="{at}"/></bk>' for at in range(len(order)))
        made.writestr("xl/metadata.xml", METADATA.format(count=len(order), future=parts, values=values))
        made.writestr(
            "xl/richData/rdrichvalue.xml",
            f'<rvData xmlns="{RICH}" count="1">'
            + "".join(f'<rv s="0"><v>{at}</v><v>5</v></rv>' for at in range(len(order)))
            + "</rvData>",
        )
        made.writestr(
            "xl/richData/rdrichvaluestructure.xml",
            f'<rvStructures xmlns="{RICH}" count="1"><s t="_localImage"><k n="_rvRel:LocalImageIdentifier" t="i"/>'
            '<k n="CalcOrigin" t="i"/></s></rvStructures>',
        )
        made.writestr(
            "xl/richData/richValueRel.xml",
            '<richValueRels xmlns="http://schemas.microsoft.com/office/spreadsheetml/2022/richvaluerel" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            + "".join(f'<rel r:id="rId{at}"/>' for at in range(1, len(order) + 1))
            + "</richValueRels>",
        )
        made.writestr(
            "xl/richData/_rels/richValueRel.xml.rels",
            f'<Relationships xmlns="{RELATIONS}">'
            + "".join(
                f'<Relationship Id="rId{at}" Type="{IMAGE}" Target="../media/placed{row}.png"/>'
                for at, row in enumerate(order, start=1)
            )
            + "</Relationships>",
        )
        for row in order:
            made.writestr(f"xl/media/placed{row}.png", pictures[row])
    return target.getvalue()


def _after_a(xml: bytes, row: int, cell: bytes) -> bytes:
    """The sheet with a cell behind the first one of a row."""
    return re.sub(rf'(<c r="A{row}"[^>]*>.*?</c>)'.encode(), lambda found: found[1] + cell, xml, count=1)


ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODS = f"""<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{ODF}:office:1.0"
 xmlns:table="{ODF}:table:1.0" xmlns:text="{ODF}:text:1.0" xmlns:draw="{ODF}:drawing:1.0"
 xmlns:svg="{ODF}:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:style="{ODF}:style:1.0"
 office:version="1.3"><office:automatic-styles><style:style style:name="high" style:family="table-row">
<style:table-row-properties style:row-height="3cm"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>{{tables}}</office:spreadsheet></office:body></office:document-content>"""
FRAME = '<draw:frame svg:y="{y}cm" svg:height="{height}cm"><draw:image xlink:href="Pictures/{name}.png"/></draw:frame>'


def open_document(
    pictures: Mapping[int, bytes],
    rows: Rows | None = None,
    *,
    y: float = 0.1,
    height: float = 2.8,
    on_page: bytes | None = None,
) -> bytes:
    """A whole fund in an .ods; `pictures` stand in cells B of the sheet « Photos » by row, one beside all cells."""
    tables = []
    for title, cells in {**WHOLE, "Photos": rows or photo_rows()}.items():
        written = []
        for at, row in enumerate(cells, start=1):
            drawn = []
            for column, cell in enumerate(row):
                is_picture = title == "Photos" and column == 1 and at in pictures
                frame = FRAME.format(y=y, height=height, name=at) if is_picture else ""
                text = "" if cell is None else f"<text:p>{cell}</text:p>"
                kind = "" if cell is None else ' office:value-type="string"'
                drawn.append(f"<table:table-cell{kind}>{frame}{text}</table:table-cell>")
            style = ' table:style-name="high"' if at in pictures and title == "Photos" else ""
            written.append(f"<table:table-row{style}>{''.join(drawn)}</table:table-row>")
        shapes = ""
        if title == "Photos" and on_page is not None:
            shapes = f"<table:shapes>{FRAME.format(y=y, height=height, name='page')}</table:shapes>"
        tables.append(f'<table:table table:name="{title}">{shapes}{"".join(written)}</table:table>')
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", ZIP_STORED)
        made.writestr("content.xml", ODS.format(tables="".join(tables)))
        made.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        for name, content in {**pictures, **({"page": on_page} if on_page else {})}.items():
            made.writestr(f"Pictures/{name}.png", content)
    return target.getvalue()
