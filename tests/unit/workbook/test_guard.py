"""Hostile and broken files are refused before anything of them is parsed, each with its reason in words."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fund.workbook
from fund.wording import languages
from fund.wording.findings import finding_text
from fund.workbook.door.guard import guard
from fund.workbook.door.package import open_package
from fund.workbook.door.refusal import Limits, RefusedError
from fund.workbook.door.sheet_size import Extent, extent
from tests.unit.workbook.hostile import (
    NAMESPACE,
    SHEET,
    WORKBOOK,
    entity_bomb,
    repacked,
    sheet,
    two_gigabytes_declared,
    zip_bomb,
)
from tests.unit.workbook.test_usual_form import packed
from tests.unit.workbook.workbooks import WHOLE, read, workbook


def refused(content: bytes, *, name: str = "essai.xlsx", limits: Limits | None = None) -> str:
    refusal = guard(name, content, limits) if limits else guard(name, content)
    return refusal.code if refusal else ""


def test_a_sound_workbook_and_a_text_table_pass() -> None:
    assert guard("essai.xlsx", WORKBOOK) is None
    assert guard("dons.csv", "collectivité;montant versé\nA;12,5\n".encode("cp1252")) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7 a report", "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "legacy_xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (WORKBOOK[: len(WORKBOOK) // 2], "truncated_zip"),
        (WORKBOOK + b"and more", "truncated_zip"),
    ],
)
def test_a_file_that_is_no_sound_workbook_is_refused(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_a_zip_that_holds_no_workbook_is_refused() -> None:
    assert refused(repacked({}, without=("xl/workbook.xml",))) == "not_a_workbook"


def test_bytes_that_are_no_text_are_no_text_table() -> None:
    assert refused(b"a;b\0c", name="essai.csv") == "not_a_workbook"
    assert refused(WORKBOOK, name="essai.csv") == "not_a_workbook"


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("xl/vbaProject.bin", b"macro", "macros"),
        ("xl/macrosheets/sheet1.xml", "<x/>", "macros"),
        ("xl/externalLinks/externalLink1.xml", "<x/>", "external_links"),
        ("xl/connections.xml", "<x/>", "external_links"),
        ("../../etc/passwd", "x", "unsafe_entry_name"),
        ("/etc/passwd", "x", "unsafe_entry_name"),
        ("xl\\..\\evil.xml", "x", "unsafe_entry_name"),
        ("C:/evil.xml", "x", "unsafe_entry_name"),
        ("XL/Workbook.xml", "<x/>", "duplicate_entries"),
        ("docProps/custom.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "entity"),
        ("docProps/custom.xml", "<!DOCTYPE x><x/>".encode("utf-16"), "entity"),
        ("xl/media/image1.svg", "<!DOCTYPE svg><svg/>", ""),
        ("xl/media/image1.jpeg", b"\xff\xd8 Photoshop <!DOCTYPE plist><plist/>", ""),
        ("xl/media/image1.emf", b"\xff\xfe<\0!\0", ""),
        ("customXml/item1.xml", "<x>1</x>".encode("utf-16"), ""),
        ("docProps/custom.xml", "<x><![CDATA[<!DOCTYPE html>]]></x>", ""),
        ("docProps/custom.xml", '<?xml version="1.0" encoding="EBCDIC-CP-FR"?><x/>', "not_a_workbook"),
    ],
)
def test_a_part_that_has_no_place_in_a_workbook_is_refused(part: str, content: str | bytes, code: str) -> None:
    assert refused(repacked({part: content})) == code


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OLD + "StrongEncryptionTransform".encode("utf-16-le"), "encrypted"),
        (OLD + "DRMEncryptedTransform".encode("utf-16-le"), "sensitivity_label"),
        (b"PK\x03\x04" + bytes(30), "truncated_zip"),
        (packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b""}), "binary_workbook"),
        (packed({"Index/Document.iwa": b"", "preview.jpg": b""}), "numbers_document"),
        (packed({"dons/contributions.xlsx": WORKBOOK}), "zipped_files"),
        (packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}), "not_a_workbook"),
        (b"<html><body><table><tr><td>1", "web_page"),
        (b"<?xml version='1.0'?>\n<office:document/>", "web_page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>', "web_page"),
    ],
)
def test_a_refusal_names_its_true_reason(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_a_workbook_whose_type_says_macros_is_refused_whatever_its_name() -> None:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        'PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    )
    assert refused(repacked({"[Content_Types].xml": types})) == "macros"


@pytest.mark.parametrize(
    ("kind", "code"), [("hyperlink", ""), ("image", "external_links"), ("externalLinkPath", "external_links")]
)
def test_a_cell_may_link_to_a_page_but_nothing_is_fetched_from_outside(kind: str, code: str) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        'Target="https://example.org/" TargetMode="External"/></Relationships>'
    )
    assert refused(repacked({"xl/worksheets/_rels/sheet1.xml.rels": relations})) == code


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


def test_two_sheets_of_one_name_are_refused() -> None:
    with ZipFile(BytesIO(WORKBOOK)) as archive:
        book = archive.read("xl/workbook.xml").replace(b'name="Contributions"', b'name="Fonds"')
    content = repacked({"xl/workbook.xml": book})
    assert refused(content) == "not_a_workbook"
    with pytest.raises(RefusedError), open_package(content):
        pass


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=40), st.integers(0, len(WORKBOOK)))
def test_whatever_the_bytes_the_guard_decides_and_what_passes_is_read(noise: bytes, place: int) -> None:
    content = WORKBOOK[:place] + noise + WORKBOOK[place + len(noise) :]
    if guard("essai.xlsx", content) is None:
        read(content)


CODES = sorted(
    {
        *("binary_workbook", "duplicate_entries", "empty_file", "encrypted", "entity", "external_links", "legacy_xls"),
        "list_of_rows",
        *(
            "macros",
            "numbers_document",
            "sensitivity_label",
            "web_page",
            "zipped_files",
            "not_a_workbook",
            "too_big_unpacked",
            "too_large",
            "too_many_cells",
            "too_many_columns",
            "too_many_entries",
        ),
        *("too_many_rows", "too_many_sheets", "too_much_text", "truncated_zip", "unsafe_entry_name", "zip_bomb"),
    }
)
"""What a refused upload is kept under in the audit list."""

DETAILS = {"size": 61, "limit": 50, "rows": 1_048_576, "columns": 16_384, "sheets": 90, "sheet": "A", "entry": "../x"}


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_is_said_in_both_languages(code: str) -> None:
    for language in languages():
        text = finding_text(RefusedError(code, DETAILS).finding("dons.xlsx"), language)
        assert "dons.xlsx" in text.what
        assert "{" not in text.title + text.what + text.todo


def test_every_code_that_a_file_is_refused_under_has_its_sentences() -> None:
    modules = [path.read_text(encoding="utf-8") for path in Path(fund.workbook.__path__[0]).rglob("*.py")]
    raised = {code for module in modules for code in re.findall(r'RefusedError\(\s*"(\w+)"', module)}
    others = {"encrypted", "legacy_xls", "numbers_document", "sensitivity_label", "zipped_files"}
    assert raised | others == set(CODES)


def test_numbers_of_a_refusal_are_written_as_the_language_does() -> None:
    refusal = RefusedError("too_many_rows", {"sheet": "Dons", "rows": 1_048_576, "limit": 200_000})
    assert "1\u202f048\u202f576 lignes" in finding_text(refusal.finding("a.xlsx"), "fr").what


def test_openpyxl_reads_with_defusedxml_even_where_lxml_is_installed():
    probe = "import fund.workbook.door.guard, openpyxl; print(openpyxl.LXML, openpyxl.DEFUSEDXML)"

    told = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

    assert told.stdout.split() == ["False", "True"]
