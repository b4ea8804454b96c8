"""The cells a figure came from, as a person finds them: file, sheet, Excel rows, columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from fund.metric import Cells, Metric
from fund.model import Dataset
from fund.schema import BY_CODE
from fund.wording import Language, words
from fund.wording.contract import heading
from fund.wording.tables import SourceRows, source_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Rows of one sheet of one file: `rows` as « 4–26, 31 », `columns` by their headings."""

    file: str
    sheet: str
    rows: str
    columns: str


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """Where the cells of one dataset stand. Figures share rows: each set of them is looked up once."""

    dataset: Dataset
    language: Language
    _seen: dict[tuple[str, bytes], tuple[SourceRows, ...]] = field(default_factory=dict)

    def of_metric(self, metric: Metric) -> tuple[Origin, ...]:
        """Every sheet that a figure or what it is made of came from."""
        return self.of(metric.all_cells())

    def of(self, cells: Iterable[Cells]) -> tuple[Origin, ...]:
        """Every sheet that some cells stand in, once, with the columns read there."""
        gathered: dict[str, list[Cells]] = {}
        for each in cells:
            gathered.setdefault(each.table, []).append(each)
        return tuple(
            Origin(
                file=rows.file,
                sheet=rows.sheet,
                rows=", ".join(str(first) if first == last else f"{first}–{last}" for first, last in rows.ranges),
                columns=_columns(table, several, self.language),
            )
            for table, several in gathered.items()
            for rows in self._rows(table, np.unique(np.concatenate([each.positions for each in several])))
        )

    def _rows(self, table: str, positions: npt.NDArray[np.intp]) -> tuple[SourceRows, ...]:
        key = (table, positions.tobytes())
        if key not in self._seen:
            self._seen[key] = source_rows(self.dataset, table, positions)
        return self._seen[key]


def place(origin: Origin, language: Language) -> str:
    """An origin in one sentence: « contributions.xlsx, feuille « Contributions », lignes 4–26 »."""
    several = not origin.rows.isdecimal()
    rows = words("tables.rows", language, n=2 if several else 1, range=origin.rows)
    return words("tables.where", language, file=origin.file, sheet=origin.sheet, rows=rows)


def _columns(table: str, several: Iterable[Cells], language: Language) -> str:
    """The columns by their headings; one that the reading adds goes by what it was made from."""
    names = dict.fromkeys(name.removesuffix("_precision") for cells in several for name in cells.columns)
    known = {column.code: heading(column, language) for column in BY_CODE[table].columns}
    made = {"amount_eur_cents": words("tables.amount_eur", language)}
    return ", ".join(dict.fromkeys(known.get(name) or made.get(name, name) for name in names))
