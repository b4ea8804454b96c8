"""Which rows of a sheet are rows of its table: not the empty ones, totals, notes, summaries or a template's examples.

Nothing is left out on one sign alone. A total has its label (« TOTAL », « Brest Résultat ») or lacks what its
neighbours have, and is the sum of rows above or below it; a note is a text alone under the last row; a summary stands
after an empty row and lacks what the table's rows have. Every row left out is said; where the signs disagree the row
stays in the table and an error asks what it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from fund.schema import Column, Kind
from fund.workbook.reading.grid import Grid
from fund.workbook.reading.row_keywords import balance_rows, cancelled_rows, period_rows
from fund.workbook.reading.row_labels import (
    AS_IT_IS,
    STEMS,
    TotalKind,
    TotalLabel,
    is_bare_statistic,
    is_example_label,
    is_note,
    is_statistic,
    is_summary_heading,
    says_none,
    total_kind,
    total_label,
)
from fund.workbook.reading.row_shapes import RowShapes, first_text, is_blank

_NAMES = frozenset((Kind.TEXT, Kind.CODE))


@dataclass(frozen=True, slots=True)
class TotalSpan:
    """A total row and the first and last of the rows it adds up, as 0-based rows of the sheet."""

    row: int
    first: int
    last: int


@dataclass(slots=True)
class SortedRows:
    """Rows of a sheet, counted from 0: those of the table (`doubtful` among them), and those that are none of it.

    `cancelled` are rows of the table that say that they don't count, with the words that say it.
    """

    data: Sequence[int] = ()
    totals: dict[int, TotalSpan] = field(default_factory=dict)
    notes: list[int] = field(default_factory=list)
    summary: list[int] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    examples: list[int] = field(default_factory=list)
    cancelled: dict[int, str] = field(default_factory=dict)


def sort_rows(grid: Grid, columns: Mapping[int, Column], *, start: int, broken: Collection[int]) -> SortedRows:
    """Sort the rows from `start` on.

    `columns` are the known columns by index, `broken` the rows that have a cell without a usable value.
    """
    found = SortedRows()
    if len(grid.rows) <= start:
        return found
    shapes = RowShapes(grid.rows, start, columns)
    marked = shapes.rows_with(AS_IT_IS)
    examples = shapes.rows_with("exemple") - marked
    found.examples = sorted(row for row in examples if is_example_label(first_text(grid.rows[row])))
    shapes.left_out.update(found.examples)
    if shapes.added:
        _Sorting(shapes, found, marked).sort()
    else:
        _sort_by_label(shapes, found)
    out = {*found.examples, *found.totals, *found.notes, *found.summary}
    filled = shapes.filled[start:] > 0
    filled[[row - start for row in broken]] = True
    filled[[row - start for row in out]] = False
    found.data = (np.flatnonzero(filled) + start).tolist()
    none = [row for row in found.data if shapes.filled[row] == 1 and says_none(first_text(grid.rows[row]))]
    if len(none) == len(found.data):
        found.notes, found.data = [*found.notes, *none], []
    found.doubtful = sorted({*found.doubtful, *none} - {*found.notes})
    if cancelled := cancelled_rows(shapes):
        data = {*found.data}
        found.cancelled = {row: text for row, text in sorted(cancelled.items()) if row in data}
    return found


def _sort_by_label(shapes: RowShapes, found: SortedRows) -> None:
    """Where nothing is added up, a total is only told by its label and by having no other words."""
    for row in sorted(shapes.rows_with(*STEMS) - shapes.rows_with(AS_IT_IS)):
        label = first_text(shapes.rows[row])
        if total_label(label) is TotalLabel.CERTAIN and shapes.only_numbers(row, label):
            found.totals[row] = TotalSpan(row, shapes.start, row - 1)


@dataclass(eq=False)
class _Sorting:
    """The rows that look unlike data, judged one by one from the top."""

    shapes: RowShapes
    found: SortedRows
    marked: Collection[int]
    after: dict[TotalKind, int] = field(default_factory=dict)
    has_unlabelled: bool = False

    def sort(self) -> None:
        """Tell totals, notes and summaries, and what can't be told."""
        shapes, found = self.shapes, self.found
        self.after = dict.fromkeys(TotalKind, shapes.start)
        found.notes += sorted(period_rows(shapes) - {*self.marked})
        shapes.left_out.update(found.notes)
        labels = {row: label for row in shapes.rows_with(*STEMS) if (label := self._label(row))}
        lacking = {int(row) + shapes.start for row in np.flatnonzero(shapes.lacking(labels))}
        statistics = {row for row in shapes.rows_with(*STEMS) if self._is_statistic(row, lacks=row in lacking)}
        odd = {row for row in lacking if shapes.filled[row]} | labels.keys() | statistics
        odd -= {*self.marked, *shapes.left_out}
        shapes.left_out.update(statistics)  # an average or a count is in no sum, wherever it stands
        for row in sorted(odd):
            kind = labels.get(row)
            span = self._total(row, kind, lacks=row in lacking)
            if span is not None:
                self._leave_out(row, span, kind)
        shapes.left_out.difference_update(statistics - found.totals.keys())
        self._ask_about_balances(lacking)
        self._sort_texts_below(odd, lacking)
        found.doubtful = sorted(set(found.doubtful) - set(found.notes) - set(found.summary))

    def _ask_about_balances(self, lacking: Collection[int]) -> None:
        """« Solde bancaire » beside nothing but numbers, or without what its neighbours have, is hardly a row."""
        for row in balance_rows(self.shapes) - {*self.marked, *self.shapes.left_out}:
            if row in lacking or self.shapes.only_numbers(row, first_text(self.shapes.rows[row])):
                self.found.doubtful.append(row)

    def _label(self, row: int) -> tuple[str, TotalLabel] | None:
        """The text of a row that is a total's label, the surest; beside the names of the row it is only possible."""
        best: tuple[str, TotalLabel] | None = None
        order = list(TotalLabel)
        first = first_text(self.shapes.rows[row])
        for index, cell in enumerate(self.shapes.rows[row]):
            if not isinstance(cell, str) or not (label := total_label(cell.strip())):
                continue
            column = self.shapes.columns.get(index)
            leads = cell == first or (column is not None and column.kind in _NAMES and column.required)
            if label is TotalLabel.LIKELY and not leads:
                label = TotalLabel.POSSIBLE
            if best is None or order.index(label) < order.index(best[1]):
                best = (cell, label)
        return best

    def _total(self, row: int, label: tuple[str, TotalLabel] | None, *, lacks: bool) -> TotalSpan | None:
        """The rows that a row adds up, None where it is no total; one that may be is doubtful."""
        if label is None:
            return self._unlabelled(row) if lacks else None
        text, sure = label
        bare = self.shapes.only_numbers(row, text)
        if (span := self._summed(row, sure, lacks=lacks)) is not None:
            if sure is TotalLabel.CERTAIN or lacks or bare:
                return span
            self.found.doubtful.append(row)  # « Total-sur-Osse », with all that its neighbours have, may be a donor
            return None
        if (sure is TotalLabel.CERTAIN and (lacks or bare)) or (sure is TotalLabel.LIKELY and lacks and bare):
            return self._span_of(row, text)
        if lacks or (sure is TotalLabel.LIKELY and bare):
            self.found.doubtful.append(row)
        return None

    def _summed(self, row: int, sure: TotalLabel, *, lacks: bool) -> TotalSpan | None:
        """The rows whose sum a labelled row holds; a donor « Total-sur-Osse » may have given what one row above did."""
        if lacks or sure is TotalLabel.CERTAIN:
            return self._span(row, every=False)
        span = self._span(row, every=True)
        if span is None or self.shapes.count(span.first, span.last) < 2:
            return None
        # A row that has all its neighbours have is no total of those that follow, unless it is the first one.
        return span if span.first < row or row == self.shapes.start else None

    def _unlabelled(self, row: int) -> TotalSpan | None:
        """What a row adds up that lacks what its neighbours have, all its numbers being sums of several rows.

        Where such sums stand under blocks, so they do under a block of one row.
        """
        span = self._span(row, every=True)
        if span is None:
            return None
        of_several, nameless = self.shapes.count(span.first, span.last) > 1, self._is_nameless(row)
        if nameless and (of_several or self.has_unlabelled):
            self.has_unlabelled = True
            return span
        if of_several or (nameless and self.shapes.only_numbers(row, "")):
            self.found.doubtful.append(row)
        return None

    def _span(self, row: int, *, every: bool) -> TotalSpan | None:
        """The rows whose sums a row holds: those since a total before it, all above, or those that follow."""
        for first in sorted({*self.after.values(), self.shapes.start}, reverse=True):
            if first < row and self.shapes.sums(row, first, row - 1, every=every):
                return TotalSpan(row, first, row - 1)
        above = self._end_above_gap(row)  # between it and the row a summary may stand
        if above is not None and self.shapes.sums(row, self.shapes.start, above, every=every):
            return TotalSpan(row, self.shapes.start, above)
        last = len(self.shapes.rows) - 1
        if row < last and self.shapes.sums(row, row + 1, last, every=every):
            return TotalSpan(row, row + 1, last)
        return None

    def _end_above_gap(self, row: int) -> int | None:
        """The last row before the nearest empty one above a row; None where there is none."""
        empty = np.flatnonzero(self.shapes.filled[self.shapes.start : row] == 0)
        return int(empty[-1]) + self.shapes.start - 1 if len(empty) and empty[-1] > 0 else None

    def _span_of(self, row: int, text: str) -> TotalSpan:
        """The rows that a total whose sum is not that of any rows is meant to add up, by its label."""
        if row == self.shapes.start:
            return TotalSpan(row, row + 1, len(self.shapes.rows) - 1)
        kind = total_kind(text)
        first = self.shapes.start if kind is TotalKind.GRAND else self.after[kind]
        # A total under another one, with no row between them, is the same total once more.
        return TotalSpan(row, first if self.shapes.count(first, row - 1) else self.shapes.start, row - 1)

    def _leave_out(self, row: int, span: TotalSpan, label: tuple[str, TotalLabel] | None) -> None:
        self.found.totals[row] = span
        self.shapes.left_out.add(row)
        self.after[TotalKind.BLOCK] = row + 1
        if label is not None and total_kind(label[0]) is not TotalKind.BLOCK:
            self.after[TotalKind.TOTAL] = row + 1

    def _is_nameless(self, row: int) -> bool:
        """Whether the row has none of the words that say which row it is."""
        required = [i for i, c in self.shapes.columns.items() if c.required and c.kind in _NAMES]
        return all(is_blank(self.shapes.rows[row][index]) for index in required)

    def _sort_texts_below(self, odd: Collection[int], lacking: Collection[int]) -> None:
        """Notes are texts alone in their row below the last row of the table; a summary is a table below it."""
        shapes, found = self.shapes, self.found
        whole = [row for row in np.flatnonzero(shapes.has_number) + shapes.start if row not in odd]
        last = max(whole, default=None)
        if last is None:
            return
        gap, heading = False, False
        alone = shapes.filled == 1
        alone_above = bool(np.any(alone[shapes.start : last] & ~shapes.has_number[: last - shapes.start]))
        for row in range(last + 1, len(shapes.rows)):
            if not shapes.filled[row]:
                gap = True
            elif row in shapes.left_out or row in self.marked:
                continue
            elif self._is_statistic(row, lacks=row in lacking):
                found.summary.append(row)
            elif alone[row] and not shapes.has_number[row - shapes.start]:
                heading = self._text_alone(row, gap=gap, is_usual=alone_above) or heading
            elif gap and row in lacking and not self._is_row_of_names(row):
                (found.summary if heading else found.doubtful).append(row)

    def _is_statistic(self, row: int, *, lacks: bool) -> bool:
        """Whether a row is a number about other rows: by its label, and by what it lacks or by being their average."""
        label = first_text(self.shapes.rows[row])
        return is_bare_statistic(label) or (is_statistic(label) and (lacks or self.shapes.describes(row)))

    def _text_alone(self, row: int, *, gap: bool, is_usual: bool) -> bool:
        """Leave out a note or the heading of a summary; returns whether it was one.

        A name alone may be a row of which nothing is known where other rows are so too (`is_usual`), or have little.
        """
        text = first_text(self.shapes.rows[row])
        usual = int(np.median(self.shapes.filled[self.shapes.start :][self.shapes.has_number]))
        if usual < 2 or not text:
            return False
        if is_note(text) or is_summary_heading(text) or (gap and (row - 1) in self.found.notes):
            self.found.notes.append(row)
            return True
        if gap or self._lacks_required(row) or (usual > 2 and not is_usual):
            self.found.doubtful.append(row)
        return False

    def _lacks_required(self, row: int) -> bool:
        """Whether the row is without a word that every row must have."""
        required = [i for i, column in self.shapes.columns.items() if column.required and column.kind in _NAMES]
        return any(is_blank(self.shapes.rows[row][index]) for index in required)

    def _is_row_of_names(self, row: int) -> bool:
        """Whether a row below the table holds no number that is added up: it changes no figure by itself."""
        return not self.shapes.has_number[row - self.shapes.start]


def is_totalled(column: Column) -> bool:
    """Whether a total row's cell in that column is a sum to reconcile."""
    return column.kind in {Kind.MONEY, Kind.NUMBER, Kind.INTEGER}
