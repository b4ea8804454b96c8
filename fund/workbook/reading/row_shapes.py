"""The rows below a header seen from afar: what each has and lacks, and which sums its numbers are.

Everything is counted from 0 as in the sheet. Frames of 100,000 rows pass here: columns are looked at whole, and sums
are made only for the rows that are asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import cached_property
from itertools import chain, repeat
from math import isnan
from operator import ne

import numpy as np
import numpy.typing as npt

from fund.schema import Column, Kind
from fund.workbook.reading.cells import CellError
from fund.workbook.reading.formatted_cells import as_hours
from fund.workbook.reading.number_cells import may_be_grouped, parse_number, suffixes
from fund.workbook.reading.row_labels import plain_letters

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]

_BESIDE_TOTAL = frozenset((Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.SHARE, Kind.CURRENCY, Kind.CODE))
_WORDS = frozenset((Kind.TEXT, Kind.CODE, Kind.CHOICE))
_BETWEEN_TEXTS = "\x00"
"""A sign that no workbook can hold."""

TOLERANCE = 0.005
"""Half a cent: two sums that differ by less are the same."""
USUAL = 0.9
"""A column is usual when that part of the rows fills it, or all but one do."""
OFTEN = 0.5
"""The same for a column that every row must fill: subtotals between the rows leave it empty."""
FEWEST_REMARKED = 5
"""So many rows, and all of them, must have a remark for one without it to be unlike them."""


@dataclass(frozen=True, eq=False)
class RowShapes:
    """The cells of a sheet from row `start` on; `columns` are its known columns by index."""

    rows: Sequence[Sequence[object]]
    start: int
    columns: Mapping[int, Column]
    left_out: set[int] = field(default_factory=set)
    """The rows found to be no data so far: in no sum."""

    def rows_with(self, *stems: str) -> set[int]:
        """The rows one of whose texts holds one of these lower-case stems."""
        if not any(stem in self._texts for stem in stems):
            return set()
        found = {text for text in self._spellings if any(stem in plain_letters(text).lower() for stem in stems)}
        width = len(self.rows[self.start])
        cells = enumerate(self._cells)
        return {at // width + self.start for at, cell in cells if type(cell) is str and cell in found}

    @cached_property
    def _cells(self) -> Sequence[object]:
        """Every cell, row after row: laid end to end, a sheet is looked through five times faster."""
        return list(chain.from_iterable(self.rows[self.start :]))

    @cached_property
    def _spellings(self) -> set[str]:
        """Every text that a cell holds."""
        return {cell for cell in self._cells if type(cell) is str}

    @cached_property
    def _texts(self) -> str:
        """All of them as one lower-case text: most sheets hold none of the words that are looked for."""
        return plain_letters(_BETWEEN_TEXTS.join(self._spellings)).lower()

    @cached_property
    def _filled_cells(self) -> Mask:
        """Which cells hold something, a row for each from `start` on."""
        blank = {text for text in self._spellings if is_blank(text)}
        if blank <= {""}:
            filled = bytes(map(ne, self._cells, repeat("")))  # twice as fast as a list of the same
        else:
            filled = bytes(type(cell) is not str or cell not in blank for cell in self._cells)
        return np.frombuffer(filled, dtype=np.bool_).reshape(len(self.rows) - self.start, -1)

    @cached_property
    def filled(self) -> npt.NDArray[np.int64]:
        """How many cells of each row of the sheet hold something; 0 above `start`."""
        above = np.zeros(self.start, dtype=np.int64)
        return np.concatenate((above, self._filled_cells.sum(axis=1, dtype=np.int64)))

    def cells_filled(self, index: int) -> Mask:
        """Which rows, from `start` on, hold something in that column."""
        return self._filled_cells[:, index]

    @cached_property
    def first_block(self) -> slice:
        """The rows of the table up to the first empty one, from `start`."""
        empty = np.flatnonzero(self.filled[self.start :] == 0)
        after = empty[empty > 0]
        return slice(0, int(after[0])) if len(after) else slice(0, len(self.rows) - self.start)

    @cached_property
    def added(self) -> tuple[int, ...]:
        """The columns a total adds up: amounts and hours, else counts (a number from 1 on is a rank)."""
        amounts = [
            i for i, c in self.columns.items() if c.kind is Kind.MONEY or (c.kind is Kind.NUMBER and c.unit == "h")
        ]
        return tuple(amounts or [i for i, c in self.columns.items() if c.kind is Kind.INTEGER and c.minimum != 1])

    @cached_property
    def has_number(self) -> Mask:
        """Which rows, from `start` on, have something in a column that is added up."""
        masks = [self.cells_filled(index) for index in self.added]
        size = len(self.rows) - self.start
        return np.logical_or.reduce(masks) if masks else np.zeros(size, dtype=np.bool_)

    def lacking(self, labelled: Collection[int]) -> Mask:
        """Which rows, from `start` on, lack a word that the rows with a number usually have.

        The rows `labelled` as totals do not tell what is usual.
        """
        size = len(self.rows) - self.start
        lacking, nameless = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
        told = np.zeros(size, dtype=np.bool_)
        told[self.first_block] = self.has_number[self.first_block]
        told[[row - self.start for row in labelled]] = False
        for index, column in sorted(self.columns.items(), key=lambda each: not each[1].required):
            told_of_each = column.kind in _WORDS or column.expected or column.required
            if not told_of_each or index in self.added:
                continue  # a date may be missing because nothing happened yet
            # Sums without a word, which lack what every row must have, do not tell what else is usual.
            telling = told if column.required else told & ~nameless
            count, filled = int(telling.sum()), self.cells_filled(index)
            if count and int(filled[telling].sum()) >= _fewest(column, count):
                lacking |= ~filled
                nameless |= ~filled & column.required
        return lacking

    def numbers(self, row: int) -> Mapping[int, float]:
        """The numbers of a row that a total would add up, by column."""
        found = {index: float(values[row]) for index, values in self._values.items()}
        return {index: value for index, value in found.items() if not isnan(value)}

    @cached_property
    def _values(self) -> Mapping[int, Numbers]:
        """By column, the number of each row, not a number above `start`."""
        above = [float("nan")] * self.start
        return {
            index: np.array([*above, *(_number(self.columns[index], row[index]) for row in self.rows[self.start :])])
            for index in self.added
        }

    @cached_property
    def _cumulated(self) -> Mapping[int, Numbers]:
        """By column, the sum of the rows before each row."""
        return {index: np.concatenate(([0.0], np.nancumsum(values))) for index, values in self._values.items()}

    @cached_property
    def _described(self) -> Mapping[int, npt.NDArray[np.float64]]:
        """By column, the average, the count, the least and the most of the numbers up to each row."""
        found = {}
        for index, values in self._values.items():
            counts = np.cumsum(~np.isnan(values))
            mean = self._cumulated[index][1:] / np.maximum(counts, 1)
            found[index] = np.array([mean, counts, np.fmin.accumulate(values), np.fmax.accumulate(values)])
        return found

    def sums(self, row: int, first: int, last: int, *, every: bool) -> bool:
        """Whether the row's numbers are the sums of the data rows from `first` to `last`, not all zero.

        One column must agree, and with `every` all that hold a number.
        """
        numbers = self.numbers(row)
        agreeing = [index for index in numbers if self._agrees(index, numbers[index], first, last)]
        return any(abs(numbers[index]) > 2 * TOLERANCE for index in agreeing) and (
            not every or len(agreeing) == len(numbers)
        )

    def describes(self, row: int) -> bool:
        """Whether each number of the row is the average, the count, the least or the most of those above it."""
        numbers = self.numbers(row)
        return bool(numbers) and all(
            np.any(np.abs(self._described[index][:, row - 1] - number) < TOLERANCE) for index, number in numbers.items()
        )

    def only_numbers(self, row: int, label: str) -> bool:
        """Whether nothing stands beside a label but numbers, currencies and codes: no date, no other text."""
        others = [(index, cell) for index, cell in enumerate(self.rows[row]) if cell not in {"", label}]
        return all(
            isinstance(cell, float | int) or (index in self.columns and self.columns[index].kind in _BESIDE_TOTAL)
            for index, cell in others
        )

    def count(self, first: int, last: int) -> int:
        """How many rows from `first` to `last` have a number and are data."""
        return sum(
            1 for row in range(first, last + 1) if self.has_number[row - self.start] and row not in self.left_out
        )

    def _agrees(self, index: int, value: float, first: int, last: int) -> bool:
        cumulated = self._cumulated[index]
        others = [row for row in self.left_out if first <= row <= last]
        total = cumulated[last + 1] - cumulated[first] - np.nansum(self._values[index][others])
        return bool(abs(total - value) < TOLERANCE + abs(value) * 1e-12)


def _fewest(column: Column, rows: int) -> float:
    """Of so many rows, how many must have a word for one without it to be unlike them."""
    if column.kind is Kind.TEXT and not column.required and not column.expected:
        return max(rows, FEWEST_REMARKED)  # a remark on most gifts says nothing of the others
    return max(1, min(rows - 1, (OFTEN if column.required else USUAL) * rows))


def first_text(row: Sequence[object]) -> str:
    """The first text of a row that is more than spaces; empty where there is none."""
    return next((cell for cell in row if isinstance(cell, str) and cell and not cell.isspace()), "")


def is_blank(cell: object) -> bool:
    """Whether a cell is empty or holds only spaces."""
    return isinstance(cell, str) and not cell.strip()


def _number(column: Column, cell: object) -> float:
    """The number in a cell of an added column; not a number where there is none."""
    if isinstance(cell, timedelta | time):
        cell = as_hours(cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return float(cell)
    if not isinstance(cell, str) or not cell:
        return float("nan")
    try:
        return float(parse_number(cell, units=suffixes(column), grouped=may_be_grouped(column)))
    except CellError:
        return float("nan")
