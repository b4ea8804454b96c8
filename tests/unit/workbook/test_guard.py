"""Hostile and broken files are refused before anything of them is parsed, each with its reason in words."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fund.workbook.door.package import open_package
from fund.workbook.door.refusal import Limits, RefusedError
from tests.unit.workbook.hostile import (
    WORKBOOK,
    guard,
    repacked,
)
from tests.unit.workbook.test_usual_form import packed
from tests.unit.workbook.workbooks import read


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


def test_two_sheets_of_one_name_are_refused() -> None:
    with ZipFile(BytesIO(WORKBOOK)) as archive:
        book = archive.read("xl/workbook.xml").replace(b'name="Contributions"', b'name="Fonds"')
    content = repacked({"xl/workbook.xml": book})
    assert refused(content) == "not_a_workbook"
    with pytest.raises(RefusedError), open_package(content):
        pass


@settings(max_examples=60)
@given(st.binary(max_size=40), st.integers(0, len(WORKBOOK)))
def test_whatever_the_bytes_the_guard_decides_and_what_passes_is_read(noise: bytes, place: int) -> None:
    content = WORKBOOK[:place] + noise + WORKBOOK[place + len(noise) :]
    if guard("essai.xlsx", content) is None:
        read(content)
