"""What is stored of a workbook holds no picture but those that may be, and reads as what was dropped."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from openpyxl import load_workbook
from PIL import Image

from fund.model import WorkbookFile
from fund.pictures.encode import REMOVED, encoded
from fund.workbook.cleaning.clean_workbook import REMOVED_DRAWING, clean_workbook
from fund.workbook.door.guard import admit
from fund.workbook.reading.file_reading import read_file
from tests.cases import CASES
from tests.pictures import MARK, telephone_photo
from tests.unit.workbook.packages import packed, parts_of
from tests.unit.workbook.pictured import FLOATING, IN_CELL, LOGO, floating, pictured, pictured_ods
from tests.unit.workbook.workbooks import WHOLE, read, workbook

MAC = CASES / "read" / "jpeg_logo_photoshop_mac.xlsx"
"""A logo with Photoshop's notes, in a workbook of Excel for Mac."""

_ODS = parts_of((CASES / "read" / "ods_filtered_and_merged.ods").read_bytes())
WITHOUT_THUMBNAIL = {name: part for name, part in _ODS.items() if not name.startswith("Thumbnails/")}
"""LibreOffice puts a picture of the first sheet into every file; this is one that has none."""


def _marks(content: bytes) -> list[str]:
    """The parts in which the mark stands, and "" where it stands between them."""
    found = [name for name, part in parts_of(content).items() if MARK in part]
    return [*found, ""] if MARK in content else found


def _pixels(data: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(data)).size


def test_every_picture_of_an_xlsx_goes_wherever_it_stands() -> None:
    dropped = pictured()
    assert len(_marks(dropped)) > 10
    clean = clean_workbook(dropped)
    assert _marks(clean) == []
    parts = parts_of(clean)
    gone = {"xl/embeddings/oleObject1.bin"}
    assert parts.keys() == parts_of(dropped).keys() - gone
    pictures = {name for name, part in parts.items() if part == REMOVED}
    assert pictures == {
        *(FLOATING, LOGO, IN_CELL, "xl/media/header.png", "xl/media/object.emf", "docProps/thumbnail.jpeg"),
        *("xl/media/orphan.tiff", "xl/media/orphan.emf", "xl/media/hdphoto1.wdp", "xl/worksheets/notes.xml"),
    }
    assert parts["xl/media/orphan.svg"] == REMOVED_DRAWING


def test_content_types_tell_of_the_new_pictures_and_no_more_of_what_went() -> None:
    types = parts_of(clean_workbook(pictured(), {FLOATING: encoded(telephone_photo()).large}))["[Content_Types].xml"]
    assert types.count(b'PartName="/xl/media/orphan.tiff" ContentType="image/png"') == 1
    assert types.count(b'PartName="/xl/media/image1.jpeg" ContentType="image/jpeg"') == 1
    assert types.count(b"orphan.svg") == 0
    assert b"oleObject1.bin" not in types
    assert types.endswith(b"</Types>")


def test_an_embedded_object_goes_with_what_the_sheet_says_of_it() -> None:
    parts = parts_of(clean_workbook(pictured()))
    assert b"oleObject" not in parts["xl/worksheets/sheet2.xml"]
    assert b"legacyDrawingHF" in parts["xl/worksheets/sheet2.xml"]
    assert b"oleObject" not in parts["xl/worksheets/_rels/sheet2.xml.rels"]
    assert parts["xl/worksheets/_rels/sheet2.xml.rels"].count(b"vmlDrawing") == 4  # two kinds, two targets


def test_every_picture_of_an_ods_goes_wherever_it_stands() -> None:
    dropped = pictured_ods()
    assert len(_marks(dropped)) >= 4
    clean = clean_workbook(dropped)
    assert _marks(clean) == []
    parts = parts_of(clean)
    assert parts.keys() == parts_of(dropped).keys()
    assert parts["Pictures/photo.jpg"] == parts["Thumbnails/thumbnail.png"] == parts["Object 1"] == REMOVED
    assert b"<office:binary-data>iVBORw0" in parts["content.xml"]
    assert clean[30:80].startswith(b"mimetypeapplication/vnd.oasis")


@pytest.mark.parametrize(("name", "content"), [("essai.xlsx", pictured()), ("essai.ods", pictured_ods())])
def test_a_clean_file_reads_as_the_one_dropped(name: str, content: bytes) -> None:
    before, after = read(content, name), read(clean_workbook(content), name)
    assert after.findings == before.findings
    assert after.dataset.present == before.dataset.present >= {"fund", "contributions", "programmes"}
    for table in before.dataset.present:
        assert after.dataset.table(table).equals(before.dataset.table(table))


@pytest.mark.parametrize("content", [pictured(), pictured_ods(), MAC.read_bytes()])
def test_a_clean_file_stays_as_it_is(content: bytes) -> None:
    clean = clean_workbook(content)
    assert clean != content
    assert clean_workbook(clean) is clean
    assert admit("essai.xlsx", clean).content is clean  # in its usual form


def test_a_picture_that_may_be_stays_as_it_was_encoded_and_no_other() -> None:
    photo = encoded(telephone_photo()).large
    clean = clean_workbook(pictured(), {FLOATING: photo, IN_CELL.upper(): photo, "xl/worksheets/sheet1.xml": photo})
    assert _marks(clean) == []
    parts = parts_of(clean)
    assert parts[FLOATING] == parts[IN_CELL] == photo
    assert parts[LOGO] == REMOVED
    assert parts["xl/worksheets/sheet1.xml"].startswith(b"<worksheet")
    assert encoded(parts[FLOATING]).digest == encoded(telephone_photo()).digest
    again = clean_workbook(clean, {FLOATING: photo})
    assert (parts_of(again)[FLOATING], parts_of(again)[IN_CELL]) == (photo, REMOVED)
    assert clean_workbook(clean, {FLOATING: photo, IN_CELL: photo}) is clean


def test_openpyxl_opens_a_clean_file_with_its_frames() -> None:
    book = load_workbook(BytesIO(clean_workbook(floating())))
    assert [_pixels(each._data()) for each in book["Fonds"]._images] == [(1, 1), (1, 1)]
    assert [each.anchor._from.row for each in book["Fonds"]._images] == [1, 3]


@pytest.mark.parametrize(
    "content",
    [workbook(WHOLE), packed(WITHOUT_THUMBNAIL), b"a;b\n1;2"],
    ids=["xlsx", "ods", "csv"],
)
def test_a_file_without_pictures_stays_byte_for_byte(content: bytes) -> None:
    assert clean_workbook(content) is content


@pytest.mark.parametrize("file", sorted((CASES / "read").glob("*.xlsx")), ids=lambda file: file.stem)
def test_workbooks_as_people_send_them_read_as_before(file: Path) -> None:
    content = file.read_bytes()
    before, after = (read_file(WorkbookFile("a.xlsx", each)) for each in (content, clean_workbook(content)))
    assert after.findings == before.findings
    assert len(after.tables) == len(before.tables)
    for one, other in zip(after.tables, before.tables, strict=True):
        assert one.frame.equals(other.frame)


def test_a_file_without_pictures_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("fund.workbook.door.parts.unpacked", lambda _content, entry: asked.append(entry.filename))
    content = workbook(WHOLE)
    assert clean_workbook(content) is content
    assert asked == []


def test_what_nobody_opens_is_left_alone() -> None:
    whole = pictured()
    for content in (
        b"",
        b"PK\3\4",
        whole[:-30],
        b"\xd0\xcf\x11\xe0",
        packed({"photo.jpg": telephone_photo()}),
        whole.replace(b"PK\3\4", b"PK\3\5").replace(b"PK\3\5", b"PK\3\4", 1),
    ):
        assert clean_workbook(content) is content


def test_it_is_the_same_file_on_every_machine() -> None:
    # Parts that don't change are taken over as they are packed, however well that was done.
    source, target = parts_of(floating()), BytesIO()
    with ZipFile(target, "w") as archive:
        for name, part in source.items():
            entry = ZipInfo(name.replace("/", "\\") if "theme" in name else name, (2020, 2, 3, 4, 5, 6))
            archive.writestr(entry, part, ZIP_DEFLATED, compresslevel=1)
    clean = clean_workbook(target.getvalue())
    theme = next(part for name, part in source.items() if "theme" in name)
    raw = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    assert raw.compress(theme) + raw.flush() in clean
    with ZipFile(BytesIO(clean)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(2020, 2, 3, 4, 5, 6)}
        assert [entry.orig_filename for entry in archive.infolist()] == [
            name.replace("/", "\\") if "theme" in name else name for name in source
        ]


def test_parts_that_describe_others_and_are_broken_keep_no_picture() -> None:
    parts, links = parts_of(pictured()), "xl/worksheets/_rels/sheet2.xml.rels"
    types = parts["[Content_Types].xml"]
    for broken in (
        {links: b"<Relationships><Relationship"},
        {links: parts[links].replace(b"rId2", b"rId1")},
        {"[Content_Types].xml": types.replace(b"</Types>", b"")},
        {"[Content_Types].xml": types + b"<!-- by hand -->"},
        {"[Content_Types].xml": types.replace(b"<Types", b"<c:Types").replace(b"</Types>", b"</c:Types>")},
    ):
        clean = parts_of(clean_workbook(packed({**parts, **broken})))
        assert not any(MARK in part for part in clean.values())
        assert clean[FLOATING] == REMOVED
    ods = parts_of(pictured_ods())
    clean = parts_of(clean_workbook(packed({**ods, "styles.xml": b"<!DOCTYPE a><a><office:binary-data"})))
    assert clean["Pictures/photo.jpg"] == REMOVED
    assert MARK not in clean["content.xml"]
