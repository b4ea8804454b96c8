"""What only a sheet's XML tells: rows that are hidden, cells that are merged."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fund.workbook.door.package import WorkbookError
from fund.workbook.reading.findings import column_index

MOST_MERGED_ROWS = 1_000_000
"""Rows that a sheet's merged cells may span, added up."""

_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
_HIDDEN = re.compile(rb'\shidden=["\'](?:1|true)["\']')
_NUMBER = re.compile(rb'\br=["\'](\d{1,7})["\']')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref=["\']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})["\']')


@dataclass(frozen=True, slots=True)
class MergedCells:
    """Cells merged downwards: a column and its first and last row, counted from 0."""

    column: int
    first: int
    last: int


def hidden_rows(xml: bytes) -> frozenset[int]:
    """The rows, counted from 0, that are hidden or filtered out."""
    if b"hidden=" not in xml:
        return frozenset()
    hidden = (found[1] for found in _ROW.finditer(xml) if _HIDDEN.search(b" " + found[1]))
    return frozenset(int(number[1]) - 1 for row in hidden if (number := _NUMBER.search(row)))


def merged_cells(xml: bytes) -> tuple[MergedCells, ...]:
    """The cells merged over several rows; raises WorkbookError `workbook_too_large` when they span too many."""
    found = _MERGED.findall(xml, max(xml.rfind(b"sheetData"), 0))
    merged = tuple(
        MergedCells(column_index(letters.decode()), int(first) - 1, int(last) - 1)
        for letters, first, last in found
        if first != last
    )
    if sum(cells.last - cells.first for cells in merged) > MOST_MERGED_ROWS:
        raise WorkbookError("workbook_too_large")
    return merged
