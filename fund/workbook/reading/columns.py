"""From the cells of a sheet's columns to a frame with the schema's columns and dtypes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from fund.schema import Column, Kind, Sheet
from fund.workbook.reading.cells import Cells
from fund.workbook.reading.date_cells import read_dates
from fund.workbook.reading.number_cells import read_numbers
from fund.workbook.reading.text_cells import read_booleans, read_choices, read_currencies, read_texts

_READERS: Mapping[Kind, Callable[[Column, Sequence[object]], Cells]] = {
    Kind.TEXT: read_texts,
    Kind.CODE: read_texts,
    Kind.INTEGER: read_numbers,
    Kind.NUMBER: read_numbers,
    Kind.MONEY: read_numbers,
    Kind.SHARE: read_numbers,
    Kind.DATE: read_dates,
    Kind.MOMENT: read_dates,
    Kind.CHOICE: read_choices,
    Kind.BOOLEAN: read_booleans,
    Kind.CURRENCY: read_currencies,
}


def read_column(column: Column, cells: Sequence[object]) -> Cells:
    """The cells of one column as its kind asks; an empty text is an empty cell."""
    return _READERS[column.kind](column, cells)


def to_frame(columns: Mapping[str, Cells], excel_rows: Sequence[int]) -> pd.DataFrame:
    """A frame of these columns, each moment followed by `<code>_precision`, and `source_row` (int32)."""
    data: dict[str, object] = {}
    for code, cells in columns.items():
        data[code] = cells.values
        if cells.precision is not None:
            data[f"{code}_precision"] = cells.precision
    data["source_row"] = np.array(excel_rows, dtype=np.int32)
    return pd.DataFrame(data)


def empty_frame(schema: Sheet) -> pd.DataFrame:
    """A table of no row with every column of the schema and its dtype."""
    return to_frame({column.code: read_column(column, []) for column in schema.columns}, [])
