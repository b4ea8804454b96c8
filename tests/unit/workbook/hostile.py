"""Workbooks that nobody sends by mistake: made from a small sound one, part by part."""

from __future__ import annotations

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from fund.workbook.door.guard import admit
from fund.workbook.door.refusal import LIMITS, Limits, RefusedError
from tests.unit.workbook.workbooks import WHOLE, workbook

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
WORKBOOK = workbook(WHOLE)


def guard(name: str, content: bytes, limits: Limits = LIMITS) -> RefusedError | None:
    """Why this file must not be read, None when it may be."""
    try:
        admit(name, content, limits)
    except RefusedError as refused:
        return refused
    return None


def repacked(parts: dict[str, str | bytes], without: tuple[str, ...] = ()) -> bytes:
    """The small workbook with some parts replaced, added or left out."""
    target = BytesIO()
    with ZipFile(BytesIO(WORKBOOK)) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if name not in without:
                archive.writestr(name, parts.pop(name, source.read(name)))
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def sheet(rows: str, dimension: str = "") -> bytes:
    """The small workbook whose first sheet has these rows."""
    return repacked({SHEET: f"<worksheet {NAMESPACE}>{dimension}<sheetData>{rows}</sheetData></worksheet>"})


def zip_bomb() -> bytes:
    """A picture of 20 MB of zeros, which packs to 20 KB."""
    return repacked({"xl/media/image1.png": bytes(20 * 2**20)})


def entity_bomb() -> bytes:
    """A sheet whose XML doubles itself."""
    bomb = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return repacked({SHEET: f"{bomb}<worksheet {NAMESPACE}>&b;</worksheet>"})


def two_gigabytes_declared() -> bytes:
    """A workbook whose catalogue says that its first sheet unpacks to 2 GB."""
    content = bytearray(WORKBOOK)
    # The catalogue's line of the sheet: the unpacked size stands 24 bytes after the line's mark, the name 46.
    line = content.rindex(SHEET.encode()) - 46
    struct.pack_into("<L", content, line + 24, 2**31)
    return bytes(content)
