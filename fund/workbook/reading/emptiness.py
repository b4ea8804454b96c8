"""Empty cells that should not be: missing, expected, or an amount not communicated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from fund.model import Finding
from fund.schema import Sheet
from fund.workbook.reading.findings import Origin

_OWN_CODES = {
    ("tranches", "amount_cents"): "tranche_without_amount",
    ("expenses", "amount_cents"): "expense_without_amount",
}
_AMOUNTS_OF_A_GIFT = ("pledged_cents", "committed_cents", "received_cents")


def empty_cell_findings(
    schema: Sheet, origin: Origin, empty: Mapping[str, npt.NDArray[np.bool_]], excel_rows: Sequence[int]
) -> Iterator[Finding]:
    """The required and expected cells of a sheet that are empty, each with its code.

    `empty` says, by column, which rows' cells are empty; a cell that can't be read isn't.
    """
    for column in schema.columns:
        if column.code not in origin.headings or not (column.required or column.expected):
            continue
        code = "missing_value" if column.required else _OWN_CODES.get((schema.code, column.code), "missing_expected")
        for position in np.flatnonzero(empty[column.code]).tolist():
            yield origin.finding(code, row=excel_rows[position], column=column.code)
    if schema.code == "contributions":
        count = int(np.logical_and.reduce([empty[code] for code in _AMOUNTS_OF_A_GIFT]).sum())
        if count:
            yield origin.finding("amounts_not_communicated", details={"count": count})
