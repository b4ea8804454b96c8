"""From a row of a table back to its cell in a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from fund.model import Finding
from fund.workbook.reading.findings import NO_DETAILS, Origin


@dataclass(frozen=True, slots=True)
class Origins:
    """The sheets that tables were read from, by file and sheet name."""

    by_sheet: Mapping[tuple[str, str], Origin]

    def findings(
        self,
        code: str,
        frame: pd.DataFrame,
        *,
        positions: Sequence[int],
        column: str = "",
        details: Sequence[Mapping[str, object]] = (),
    ) -> Iterator[Finding]:
        """A finding for each of these rows (0-based positions), showing the value of `column` where given.

        `details` are theirs, in the same order, or empty.
        """
        if not len(positions):
            return  # of most rules in most tables: a frame of no row takes as long as one of many
        rows = frame.iloc[list(positions)]
        seen = _seen(column, rows) if column else [""] * len(rows)
        places = zip(rows["source_file"], rows["source_sheet"], rows["source_row"].tolist(), strict=True)
        for (file, sheet, row), value, detail in zip(places, seen, details or [NO_DETAILS] * len(rows), strict=True):
            origin = self.by_sheet[(file, sheet)]
            yield origin.finding(code, row=row, column=column, seen=value, details=detail)


def _seen(column: str, rows: pd.DataFrame) -> list[object]:
    values = rows[column] / 100 if column.endswith("_cents") else rows[column]
    return ["" if pd.isna(value) else value for value in values.tolist()]
