"""A table of text (.csv, .txt) as the one sheet of a workbook: parted by `;`, `,` or tabs, in UTF-8 or cp1252."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import PurePath

from fund.schema import SHEETS, Sheet
from fund.workbook.door.refusal import LIMITS, RefusedError
from fund.workbook.reading.header import find_header, header_like, sheets_named

DELIMITERS = (";", ",", "\t")


def delimited_rows(name: str, content: bytes) -> list[list[str]]:
    """The rows of the table, all of the same width, parted by what shows the most headers of the contract.

    Raises RefusedError `empty_file`, `too_many_columns`, `too_many_cells`, or `not_a_workbook` for what is no text.
    """
    if not content.strip():
        raise RefusedError("empty_file")
    text = _decoded(content)
    tables, faults = [], []
    for delimiter in DELIMITERS:
        try:
            tables.append(_rows(text, delimiter, PurePath(name).stem))
        except RefusedError as error:
            faults.append(error)
    if not tables:
        raise faults[0]
    return max(tables, key=lambda rows: (max(_fit(rows, schema) for schema in SHEETS), len(rows[0])))


def delimited_title(name: str, rows: Sequence[Sequence[object]]) -> str:
    """The title of the sheet that the table is, by the file's name or headers that leave no doubt; else its name."""
    stem = PurePath(name).stem
    named = sheets_named(stem)
    if named:
        return max(named, key=lambda schema: _fit(rows, schema)).title
    sure = header_like(rows, sure=True)
    return sure.sheet.title if sure else stem


def _fit(rows: Sequence[Sequence[object]], schema: Sheet) -> tuple[int, int]:
    """How well the table fits a sheet: whether its required columns are there, and how many are known."""
    header = find_header(rows, schema)
    if header is None:
        return (0, 0)
    return (int(schema.required_columns <= header.known.keys()), len(header.known))


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedError("not_a_workbook")


def _rows(text: str, delimiter: str, sheet: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise RefusedError("not_a_workbook") from error
    width = max(map(len, rows), default=0)
    if width > LIMITS.columns:
        raise RefusedError("too_many_columns", {"sheet": sheet, "columns": width, "limit": LIMITS.columns})
    if width * len(rows) > LIMITS.cells:
        raise RefusedError("too_many_cells", {"limit": LIMITS.cells})
    return [row + [""] * (width - len(row)) for row in rows]
