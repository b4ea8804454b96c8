"""The workbook inside a native chart: what « Modifier les données » opens. Texts in it are never formulas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from pptx.chart.chart import Chart

from fund.workbook.writing.safe_text import put_text

SHEET = "Sheet1"
"""The name that the chart's references bear."""

Column = Sequence[str | float | date | None]


def embed(chart: Chart, columns: Sequence[Column], number_format: str) -> None:
    """Put these columns, their heading first, in place of the workbook that python-pptx writes.

    Its writer takes a text that starts with = for a formula and one that starts with http for a link.
    """
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    for number, column in enumerate(columns, start=1):
        for row, content in enumerate(column, start=1):
            cell = sheet.cell(row, number)
            if isinstance(content, str):
                if content:
                    put_text(cell, content)
            elif isinstance(content, date | datetime):
                cell.value, cell.number_format = content, "dd/mm/yyyy"
            elif content is not None:
                cell.value, cell.number_format = content, number_format
    sheet.column_dimensions["A"].width = 40
    written = BytesIO()
    book.save(written)
    part: Any = chart.part
    part.chart_workbook.update_from_xlsx_blob(written.getvalue())
