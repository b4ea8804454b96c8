"""Rows that a scenario adds to a table: typed like the table's own, and marked so that nobody takes them for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

SIMULATION = "simulation"
"""What stands as file and sheet of a row that no workbook holds; the same word in French and English."""

NewRow = Mapping[str, object]
"""The cells of a row by frame column; those it does not name are empty."""


def appended(frame: pd.DataFrame, rows: Sequence[NewRow]) -> pd.DataFrame:
    """The table followed by those rows, every column keeping its dtype. The frame given is left as it is.

    Each column is copied once, lengthened by empty cells, and only the cells that a row names are written.
    """
    size, added = len(frame), len(rows)
    places = np.append(np.arange(size, dtype=np.intp), np.full(added, -1, dtype=np.intp))
    columns: dict[str, object] = {}
    for name, series in frame.items():
        column = series.array
        if name == "source_row":
            numbers = series.to_numpy()
            columns["source_row"] = np.append(numbers, np.arange(1, added + 1, dtype=numbers.dtype))
        elif name in ("source_file", "source_sheet"):
            columns[str(name)] = _simulated(series.cat.codes.to_numpy(), tuple(series.cat.categories), added)
        else:
            longer = column.take(places, allow_fill=True)
            for position, row in enumerate(rows, start=size):
                cell = row.get(str(name))
                if cell is not None:
                    longer[position] = pd.Timestamp(cell) if isinstance(cell, date) else cell
            columns[str(name)] = longer
    return pd.DataFrame(columns, copy=False)


def _simulated(codes: np.ndarray, names: tuple[str, ...], added: int) -> pd.Categorical:
    """The files or sheets of a table's rows, followed by « simulation » for those added."""
    known = names if SIMULATION in names else (*names, SIMULATION)
    new = np.full(added, known.index(SIMULATION), dtype=np.int32)
    return pd.Categorical.from_codes(np.append(codes.astype(np.int32), new), dtype=_sources(known))


@lru_cache(maxsize=64)
def _sources(names: tuple[str, ...]) -> pd.CategoricalDtype:
    """The dtype of a column of files or sheets: making it costs more than all the rest of the column."""
    return pd.CategoricalDtype(pd.Index(names, dtype="str"))
