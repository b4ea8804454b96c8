"""Files a person might drop for the invented fund, made from those it is shipped with."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from fund.open_fund import SHIPPED

DONOR_ROW = 4
"""The first contribution: Castelvire, 40 000 € received of the fund's 982 600."""


def contributions_with(received: float | str | None, *, row: int = DONOR_ROW) -> bytes:
    """The invented fund's contributions, one amount received replaced."""
    book = load_workbook(SHIPPED / "exemple" / "contributions.xlsx")
    sheet = book["Contributions"]
    column = next(cell.column for cell in sheet[DONOR_ROW - 1] if cell.value == "montant versé")
    sheet.cell(row, column).value = received
    content = BytesIO()
    book.save(content)
    return content.getvalue()
