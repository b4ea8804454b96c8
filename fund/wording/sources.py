"""Where a figure came from, as a person finds it: file, sheet, Excel rows, columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from fund.metric import Cells, Metric
from fund.model import Dataset
from fund.schema import BY_CODE
from fund.wording.contract import heading, made_heading
from fund.wording.language import Language, words

MOST_RANGES = 12
"""Ranges of rows that a sentence names before it cuts the list."""

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class SourceRows:
    """Rows of one sheet of one file. `ranges` are inclusive Excel rows; `positions` frame positions.

    `table` and `columns` are the schema codes of the sheet and of what was read there.
    """

    file: str
    sheet: str
    ranges: tuple[tuple[int, int], ...]
    positions: Positions
    table: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class SourceFinder:
    """Where the cells of one dataset stand. Figures share rows: each set of them is looked up once."""

    dataset: Dataset
    _seen: dict[tuple[str, bytes], tuple[SourceRows, ...]] = field(default_factory=dict)

    def of(self, cells: Iterable[Cells]) -> Iterator[SourceRows]:
        """Every sheet of every file that some cells stand in, once, with the columns read there."""
        gathered: dict[str, list[Cells]] = {}
        for each in cells:
            gathered.setdefault(each.table, []).append(each)
        for table, several in gathered.items():
            columns = tuple(dict.fromkeys(column for each in several for column in each.columns))
            for rows in self._rows(table, np.unique(np.concatenate([each.positions for each in several]))):
                yield SourceRows(rows.file, rows.sheet, rows.ranges, rows.positions, table, columns)

    def _rows(self, table: str, positions: Positions) -> tuple[SourceRows, ...]:
        key = (table, positions.tobytes())
        if key not in self._seen:
            self._seen[key] = source_rows(self.dataset, table, positions)
        return self._seen[key]


def source_rows(dataset: Dataset, table: str, positions: Positions) -> tuple[SourceRows, ...]:
    """Where rows of a table stand: one entry per file and sheet, Excel rows gathered into ranges."""
    if not len(positions):
        return ()
    rows = dataset.table(table)[["source_file", "source_sheet", "source_row"]].iloc[positions]
    found = []
    for (file, sheet), part in rows.assign(position=positions).groupby(
        ["source_file", "source_sheet"], observed=True, sort=True
    ):
        numbers = sorted(int(row) for row in part["source_row"])
        positions_here = part["position"].to_numpy(np.intp)
        found.append(SourceRows(str(file), str(sheet), _ranges(numbers), positions_here, table))
    return tuple(found)


def documents_and_files(
    dataset: Dataset, figures: Iterable[Metric], cells: Iterable[Cells] = ()
) -> tuple[list[str], list[str]]:
    """The documents that figures, or what they are made of, were reported in; the files of their cells and of others.

    Each once, in the order of the figures.
    """
    tree = [each for figure in figures for each in figure.tree()]
    documents = dict.fromkeys(each.source for each in tree if each.source and each.is_known)
    found = [each for each in (*cells, *(own for each in tree for own in each.cells)) if len(each.positions)]
    files = (dataset.table(each.table)["source_file"].iloc[each.positions].unique() for each in found)
    return list(documents), list(dict.fromkeys(str(file) for several in files for file in several))


def row_numbers(rows: SourceRows, *, most: int | None = None) -> str:
    """The Excel rows: « 4–26, 31 », cut after `most` ranges."""
    spans = [str(first) if first == last else f"{first}–{last}" for first, last in rows.ranges]
    return ", ".join(spans[:most]) + (" …" if len(spans[:most]) < len(spans) else "")


def where(rows: SourceRows, language: Language, *, most: int | None = MOST_RANGES) -> str:
    """« contributions.xlsx, feuille « Contributions », lignes 4–26 »; more than `most` ranges are cut."""
    said = words("tables.rows", language, n=len(rows.positions), range=row_numbers(rows, most=most))
    return words("tables.where", language, file=rows.file, sheet=rows.sheet, rows=said)


def column_names(rows: SourceRows, language: Language) -> str:
    """The columns by their headings; one that the reading adds goes by what it was made from."""
    known = {column.code: heading(column, language) for column in BY_CODE[rows.table].columns}
    codes = (code.removesuffix("_precision") for code in rows.columns)
    return ", ".join(
        dict.fromkeys(known.get(code) or made_heading(BY_CODE[rows.table], code, language) or code for code in codes)
    )


def _ranges(numbers: list[int]) -> tuple[tuple[int, int], ...]:
    starts = [numbers[0], *(after for before, after in pairwise(numbers) if after > before + 1)]
    ends = [*(before for before, after in pairwise(numbers) if after > before + 1), numbers[-1]]
    return tuple(zip(starts, ends, strict=True))
