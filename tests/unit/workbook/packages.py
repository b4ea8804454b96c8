"""A small workbook as the parts of its package, to be written otherwise than usual."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.cases import CASES

Parts = dict[str, bytes]
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPILL = CASES / "read" / "error_spill.xlsx"
"""Four sheets with shared strings; C3 of « Frais », the fourth, is #SPILL!."""
COSTS = "xl/worksheets/sheet4.xml"
BOOK, BOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def parts_of(content: bytes) -> Parts:
    with ZipFile(BytesIO(content)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def packed(parts: Parts) -> bytes:
    """The zip of these parts, under these very names."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            entry = ZipInfo("x")
            entry.filename, entry.compress_type = name, ZIP_DEFLATED
            archive.writestr(entry, part)
    return target.getvalue()


PARTS = parts_of(SPILL.read_bytes())
