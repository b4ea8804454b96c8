"""Workbooks with pictures wherever programs put them, each with a mark in what isn't pixels."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.image import Image as Floating

from tests.pictures import MARK, drawing, marked_png, telephone_photo, written
from tests.unit.workbook.packages import RELATIONS, Parts, packed, parts_of
from tests.unit.workbook.workbooks import WHOLE, saved

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RICH = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
_RICH_KIND = "http://schemas.microsoft.com/office/2017/06/relationships"
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="{id}" style="position:absolute;width:90pt;'
    'height:60pt"><v:imagedata o:relid="rId1" o:title="logo"/>{more}</v:shape></xml>'
)
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><desc>' + MARK + b"</desc></svg>"
EMF = b"\x01\0\0\0" + bytes(36) + b" EMF" + MARK
FLOATING, LOGO, IN_CELL = "xl/media/image1.jpeg", "xl/media/image2.png", "xl/media/incell.jpg"


def relations(*links: tuple[str, str, str]) -> bytes:
    """The XML of relations: id, address of the kind, target."""
    lines = "".join(f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in links)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def floating(sheets: Mapping[str, Sequence[Sequence[object]]] = WHOLE, on: str = "Fonds") -> bytes:
    """An .xlsx with a telephone's photo and a marked logo over the cells of a sheet."""
    book = Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book[on].add_image(Floating(BytesIO(telephone_photo())), "B2")
    book[on].add_image(Floating(BytesIO(marked_png())), "D4")
    return saved(book)


def pictured() -> bytes:
    """An .xlsx with a picture in every place that there is."""
    parts = parts_of(floating())
    _add_header_and_object(parts)
    _add_in_cell(parts)
    parts["docProps/thumbnail.jpeg"] = telephone_photo()
    root = f"{_PACKAGE}/relationships/metadata/thumbnail"
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>", relations(("rIdT", root, "docProps/thumbnail.jpeg")).partition(b">")[2]
    )
    # What nothing refers to, of every kind; the last one under the name of something else.
    parts["xl/media/orphan.tiff"] = written(drawing(40, 30), "TIFF", description=MARK.decode())
    parts["xl/media/orphan.emf"] = EMF
    parts["xl/media/orphan.svg"] = _SVG
    parts["xl/media/hdphoto1.wdp"] = b"II\xbc\1" + MARK
    parts["xl/worksheets/notes.xml"] = telephone_photo()
    ends = {"jpeg": "jpeg", "jpg": "jpeg", "tiff": "tiff", "emf": "x-emf", "svg": "svg+xml", "wdp": "vnd.ms-photo"}
    defaults = "".join(f'<Default Extension="{end}" ContentType="image/{kind}"/>' for end, kind in ends.items())
    types = parts["[Content_Types].xml"].replace(b'<Default Extension="jpeg" ContentType="image/jpeg"/>', b"")
    others = (
        '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        '<Override PartName="/xl/embeddings/oleObject1.bin" '
        'ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
    )
    parts["[Content_Types].xml"] = types.replace(b"</Types>", f"{defaults}{others}</Types>".encode())
    return packed(parts)


def _add_header_and_object(parts: Parts) -> None:
    """A logo in the header of the second sheet, and a document embedded in it."""
    parts["xl/drawings/vmlDrawing1.vml"] = _VML.format(id="CH", more="").encode()
    parts["xl/drawings/_rels/vmlDrawing1.vml.rels"] = relations(("rId1", f"{RELATIONS}/image", "../media/header.png"))
    parts["xl/media/header.png"] = marked_png()
    client = '<x:ClientData ObjectType="Pict"/>'
    parts["xl/drawings/vmlDrawing2.vml"] = _VML.format(id="_x0000_s1025", more=client).encode()
    parts["xl/drawings/_rels/vmlDrawing2.vml.rels"] = relations(("rId1", f"{RELATIONS}/image", "../media/object.emf"))
    parts["xl/media/object.emf"] = EMF
    parts["xl/embeddings/oleObject1.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + telephone_photo()
    parts["xl/worksheets/_rels/sheet2.xml.rels"] = relations(
        ("rId1", f"{RELATIONS}/vmlDrawing", "../drawings/vmlDrawing2.vml"),
        ("rId2", f"{RELATIONS}/oleObject", "../embeddings/oleObject1.bin"),
        ("rId3", f"{RELATIONS}/vmlDrawing", "../drawings/vmlDrawing1.vml"),
    )
    document = '<oleObject progId="Word.Document.12" shapeId="1025" r:id="rId2"/>'
    within = (
        f'<headerFooter xmlns:r="{RELATIONS}"><oddHeader>&amp;L&amp;G</oddHeader></headerFooter>'
        f'<legacyDrawing xmlns:r="{RELATIONS}" r:id="rId1"/><legacyDrawingHF xmlns:r="{RELATIONS}" r:id="rId3"/>'
        f'<oleObjects xmlns:r="{RELATIONS}">{document}</oleObjects>'
    )
    sheet = parts["xl/worksheets/sheet2.xml"]
    parts["xl/worksheets/sheet2.xml"] = sheet.replace(b"</worksheet>", f"{within}</worksheet>".encode())


def _add_in_cell(parts: Parts) -> None:
    """A picture placed in a cell of the third sheet, as Excel 365 does."""
    sheet = parts["xl/worksheets/sheet3.xml"]
    cell = b'<c r="E2" t="e" vm="1"><v>#VALUE!</v></c></row>'
    before, _, after = sheet.partition(b'<row r="2"')
    parts["xl/worksheets/sheet3.xml"] = before + b'<row r="2"' + after.replace(b"</row>", cell, 1)
    parts[IN_CELL] = telephone_photo()
    parts["xl/richData/richValueRel.xml"] = (
        f'<richValueRels xmlns="http://schemas.microsoft.com/office/spreadsheetml/2022/richvaluerel" '
        f'xmlns:r="{RELATIONS}"><rel r:id="rId1"/></richValueRels>'
    ).encode()
    parts["xl/richData/_rels/richValueRel.xml.rels"] = relations(("rId1", f"{RELATIONS}/image", "../media/incell.jpg"))
    parts["xl/richData/rdrichvalue.xml"] = (
        f'<rvData xmlns="{_RICH}" count="1"><rv s="0"><v>0</v><v>5</v></rv></rvData>'.encode()
    )
    parts["xl/richData/rdrichvaluestructure.xml"] = (
        f'<rvStructures xmlns="{_RICH}" count="1"><s t="_localImage"><k n="_rvRel:LocalImageIdentifier" t="i"/>'
        '<k n="CalcOrigin" t="i"/></s></rvStructures>'
    ).encode()
    parts["xl/metadata.xml"] = (
        f'<metadata xmlns="{_MAIN}" xmlns:xlrd="{_RICH}"><metadataTypes count="1"><metadataType name="XLRICHVALUE" '
        'minSupportedVersion="120000"/></metadataTypes><futureMetadata name="XLRICHVALUE" count="1"><bk><extLst>'
        '<ext uri="{3e2802c4-a4d2-4d8b-9148-e3be6c30e623}"><xlrd:rvb i="0"/></ext></extLst></bk></futureMetadata>'
        '<valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>'
    ).encode()
    links = parts["xl/_rels/workbook.xml.rels"]
    added = relations(
        ("rId91", f"{RELATIONS}/sheetMetadata", "metadata.xml"),
        ("rId92", f"{_RICH_KIND}/rdRichValue", "richData/rdrichvalue.xml"),
        ("rId93", f"{_RICH_KIND}/rdRichValueStructure", "richData/rdrichvaluestructure.xml"),
        (
            "rId94",
            "http://schemas.microsoft.com/office/2022/10/relationships/richValueRel",
            "richData/richValueRel.xml",
        ),
    ).partition(b">")[2]
    parts["xl/_rels/workbook.xml.rels"] = links.replace(b"</Relationships>", added)


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = "".join(
    f' xmlns:{name}="{_ODF}{place}"'
    for name, place in {
        "office": "office:1.0",
        "table": "table:1.0",
        "text": "text:1.0",
        "draw": "drawing:1.0",
        "svg": "svg-compatible:1.0",
        "manifest": "manifest:1.0",
    }.items()
)
_FRAME = '<draw:frame svg:width="4cm" svg:height="3cm" table:end-cell-address="">{}</draw:frame>'


def pictured_ods() -> bytes:
    """An .ods with a picture in a frame, one within the XML, a thumbnail, what stands for an object, the object."""
    picture = '<draw:image xlink:href="Pictures/photo.jpg" xlink:type="simple"/>'
    inline = (
        f"<draw:image><office:binary-data>{b64encode(telephone_photo()).decode()}</office:binary-data></draw:image>"
    )
    sheets = "".join(
        f'<table:table table:name="{name}"><table:shapes>{_FRAME.format(inline)}</table:shapes>'
        + "".join(
            "<table:table-row>" + "".join(_cell(value, _FRAME.format(picture)) for value in row) + "</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for name, rows in WHOLE.items()
    )
    content = (
        f'<office:document-content{_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">'
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    files = {
        "content.xml": content.encode(),
        "Pictures/photo.jpg": telephone_photo(),
        "Thumbnails/thumbnail.png": marked_png(),
        "ObjectReplacements/Object 1": EMF,
        "Object 1": b"\xd0\xcf\x11\xe0" + telephone_photo(),
    }
    kinds = {"/": "application/vnd.oasis.opendocument.spreadsheet", "Pictures/photo.jpg": "image/jpeg"}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kinds.get(name, "text/xml")}"/>'
        for name in ("/", *files)
    )
    files["META-INF/manifest.xml"] = f"<manifest:manifest{_SPACES}>{entries}</manifest:manifest>".encode()
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kinds["/"], ZIP_STORED)
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def _cell(value: object, frame: str) -> str:
    """A cell; the frame stands in the one of the fund's name."""
    kind = f'float" office:value="{value}"' if isinstance(value, int) else 'string"'
    more = frame if value == "Fonds d'essai" else ""
    return f'<table:table-cell office:value-type="{kind}><text:p>{value}</text:p>{more}</table:table-cell>'
