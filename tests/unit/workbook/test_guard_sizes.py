"""Bombs and files that are too large are refused, whatever they say of their own size."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from fund.workbook.door.refusal import Limits
from fund.workbook.door.sheet_size import Extent, extent
from tests.unit.workbook.hostile import (
    NAMESPACE,
    SHEET,
    WORKBOOK,
    entity_bomb,
    guard,
    repacked,
    sheet,
    two_gigabytes_declared,
    zip_bomb,
)
from tests.unit.workbook.test_guard import refused
from tests.unit.workbook.workbooks import WHOLE, workbook


def test_an_entity_bomb_is_refused() -> None:
    assert refused(entity_bomb()) == "entity"


def test_a_document_type_split_between_two_pieces_is_seen() -> None:
    filler = "<!-- " + "x" * (2**20 - 5) + "-->"
    for shift in range(9):
        part = filler[: 5 + 2**20 - 5 - shift - 3] + "-->" + "<!DOCTYPE x><x/>"
        assert refused(repacked({"docProps/custom.xml": part})) == "entity"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert refused(zip_bomb()) == "zip_bomb"
    assert refused(two_gigabytes_declared()) == "zip_bomb"


def test_a_part_that_unpacks_to_more_than_it_says_is_a_bomb() -> None:
    content = bytearray(repacked({"xl/media/image1.png": bytes(3 * 2**20)}))
    # The last catalogue line is the picture's: checksum and size stand 16 and 24 bytes after the line's mark.
    line = content.rindex(b"PK\x01\x02")
    struct.pack_into("<L", content, line + 16, zlib.crc32(bytes(100)))
    struct.pack_into("<L", content, line + 24, 100)
    assert refused(bytes(content)) == "zip_bomb"


def test_entries_that_share_their_bytes_are_a_bomb() -> None:
    content = bytearray(repacked({"a.bin": b"1" * 64, "b.bin": b"1" * 64}))
    last = content.rindex(b"PK\x01\x02")
    before = content.rindex(b"PK\x01\x02", 0, last)
    content[last + 42 : last + 46] = content[before + 42 : before + 46]
    assert refused(bytes(content)) in {"zip_bomb", "truncated_zip"}


def test_a_damaged_part_is_said() -> None:
    target = BytesIO()
    with ZipFile(BytesIO(WORKBOOK)) as source, ZipFile(target, "w", ZIP_STORED) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
    assert guard("essai.xlsx", target.getvalue()) is None
    assert refused(target.getvalue().replace(b"Saint-Exemple", b"Saint-Exempla")) == "truncated_zip"


SMALL = Limits(content=50_000, entries=20, unpacked=60_000, sheets=4, rows=50, columns=20, cells=300)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (WORKBOOK, ""),
        (WORKBOOK + bytes(60_000), "too_large"),
        (repacked({f"docProps/{number}.xml": "<x/>" for number in range(20)}), "too_many_entries"),
        (repacked({"docProps/long.xml": "x" * 60_000}), "too_big_unpacked"),
        (workbook({**WHOLE, "a": [["x"]], "b": [["y"]]}), "too_many_sheets"),
        (sheet('<row r="51"><c r="A51"><v>1</v></c></row>'), "too_many_rows"),
        (sheet('<row><c r="A51"><v>1</v></c></row>'), "too_many_rows"),
        (sheet('<row r="51"><c><v>1</v></c></row>'), "too_many_rows"),
        (sheet("<row><c><v>1</v></c></row>" * 51), "too_many_rows"),
        (sheet("", dimension='<dimension ref="A1:B1048576"/>'), ""),
        (sheet('<row r="1048576" s="1"></row>'), ""),
        (sheet('<row r="1048576"><c r="A1048576" s="1"/><c r="U1048576"></c></row>'), ""),
        (sheet('<row r="51"><c r="A51" t="str"><f>""</f><v></v></c></row>'), "too_many_rows"),
        (sheet('<row r="1"><c r="U1"><v>1</v></c></row>'), "too_many_columns"),
        (sheet("<row r='1'><c r = 'U1'><v>1</v></c></row>"), "too_many_columns"),
        (sheet('<row r="1"><c r="&#85;1"><v>1</v></c></row>'), "too_many_columns"),
        (sheet(f"<row>{'<c><v>1</v></c>' * 21}</row>"), "too_many_columns"),
        (sheet('<row r="40"><c r="A40"><v>1</v></c></row><row r="1"><c r="I1"><v>1</v></c></row>'), "too_many_cells"),
        (sheet('<row r="40"><c r="A40"/></row><row r="1"><c r="I1"/></row>'), ""),
        (sheet("".join(f'<row r="{row}">{"<c/>" * 10}</row>' for row in range(1, 41))), "too_many_cells"),
    ],
)
def test_what_is_too_large_is_refused_whatever_the_file_says_of_itself(content: bytes, code: str) -> None:
    assert refused(content, limits=SMALL) == code


def test_two_sheets_may_not_be_too_wide_together() -> None:
    rows = [["x"] * 10] * 20  # 200 cells each, 300 allowed
    assert refused(workbook({"a": rows, "b": rows}), limits=SMALL) == "too_many_cells"


def test_a_text_that_every_cell_repeats_is_refused() -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 41))
    content = repacked(
        {
            SHEET: f"<worksheet {NAMESPACE}><sheetData>{cells}</sheetData></worksheet>",
            "xl/sharedStrings.xml": f"<sst {NAMESPACE}><si><t>{'x' * 500}</t></si></sst>",
        }
    )
    # 40 cells of 500 characters, and some thousands of bytes of XML around them.
    assert refused(content, limits=Limits(text=30_000)) == ""
    assert refused(content, limits=Limits(text=20_000)) == "too_much_text"


def test_a_long_text_written_once_is_no_reason_to_refuse() -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>1</v></c></row>' for row in range(2, 41))
    content = repacked(
        {
            SHEET: f"<worksheet {NAMESPACE}><sheetData>{cells}</sheetData></worksheet>",
            "xl/sharedStrings.xml": f"<sst {NAMESPACE}><si><t>{'x' * 5000}</t></si><si><t>y</t></si></sst>",
        }
    )
    assert refused(content, limits=Limits(text=30_000)) == ""


def test_a_text_table_with_too_many_rows_is_refused() -> None:
    assert refused(b"a;b\n" * 51, name="essai.csv", limits=SMALL) == "too_many_rows"


def test_reading_finds_the_same_extent_in_bulk_and_tag_by_tag() -> None:
    usual = b'<worksheet><sheetData><row r="3"><c r="B3" s="1"/><c r="AB3"><v>1</v></c></row></sheetData></worksheet>'
    unusual = usual.replace(b'<c r="AB3">', b"<c s='1' r='AB3'>")
    for xml in (usual, unusual):
        for size in (1, 7, 1000):
            pieces = [xml[start : start + size] for start in range(0, len(xml), size)]
            assert extent(lambda pieces=pieces: pieces, most_cells=10) == Extent(rows=3, columns=28, cells=2)
