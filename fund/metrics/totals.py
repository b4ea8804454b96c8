"""The workbook's TOTAL rows beside the sum of the rows they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from fund.metric import Basis, Cells, Metric, Unit
from fund.metrics.amounts import Positions, Values
from fund.metrics.figure import missing, total
from fund.metrics.scope import Scope
from fund.model import TotalRow
from fund.schema import BY_CODE, Kind


@dataclass(frozen=True, slots=True, eq=False)
class TotalCell:
    """A cell of a TOTAL row: what it says, and what its rows add up to."""

    row: TotalRow
    written: Metric
    summed: Metric

    @property
    def place(self) -> str:
        """Its file, sheet and cell."""
        return ", ".join(part for part in (self.row.file, self.row.sheet, self.row.cell) if part)


def total_cells(fund: Scope) -> Iterator[TotalCell]:
    """Every cell of a TOTAL row that adds up money, hours or whole numbers (a sum of rates means nothing)."""
    sheets = {key: _sheet(fund, *key) for key in {(row.table, row.file, row.sheet) for row in fund.dataset.totals}}
    for row in fund.dataset.totals:
        unit = _unit(row)
        if unit is None:
            continue
        excel_rows, positions = sheets[row.table, row.file, row.sheet]
        first = np.searchsorted(excel_rows, row.first_row, side="left")
        last = np.searchsorted(excel_rows, row.last_row, side="right")
        yield TotalCell(row, _written(fund, row, unit), _summed(fund, row, unit, positions[first:last]))


def _written(fund: Scope, row: TotalRow, unit: Unit) -> Metric:
    value = row.value if unit is Unit.HOURS else round(row.value)
    return Metric(code="total_row", unit=unit, value=value, basis=Basis.DECLARED, as_of=fund.as_of, source=row.file)


def _summed(fund: Scope, row: TotalRow, unit: Unit, rows: Positions) -> Metric:
    """The sum of those rows; no value where they are amounts that are not all in euros."""
    cells = (Cells(row.table, (row.column,), rows),) if len(rows) else ()
    if unit is Unit.CENTS and not _in_euros(fund, row.table, rows):
        return replace(missing(fund, "row_sum", unit, reason="foreign_currency"), cells=cells)
    read = fund.floats if unit is Unit.HOURS else fund.ints
    return total(fund, "row_sum", unit, amounts=read(row.table, row.column).where(rows), cells=cells)


def _sheet(fund: Scope, table: str, file: str, sheet: str) -> tuple[Values, Positions]:
    """The Excel rows of one sheet of one file, in order, and their positions in the table."""
    files, sheets = fund.texts(table, "source_file"), fund.texts(table, "source_sheet")
    positions = np.flatnonzero(files.equal(file) & sheets.equal(sheet))
    excel_rows = fund.ints(table, "source_row").values[positions]
    order = np.argsort(excel_rows, kind="stable")
    return excel_rows[order], positions[order]


def _in_euros(fund: Scope, table: str, rows: Positions) -> bool:
    if "currency" not in fund.dataset.table(table):
        return True
    currencies = fund.texts(table, "currency").where(rows)
    return bool((currencies.equal("EUR") | ~currencies.known).all())


def _unit(row: TotalRow) -> Unit | None:
    column = BY_CODE[row.table].column(row.column)
    if column.kind is Kind.NUMBER:
        return Unit.HOURS if column.unit == "h" else None
    return {Kind.MONEY: Unit.CENTS, Kind.INTEGER: Unit.COUNT}.get(column.kind)
