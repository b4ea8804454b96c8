"""Where a figure came from, as a person finds it: file, sheet, Excel rows, columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.metric import Basis, Cells, Metric
from fund.model import Dataset, records
from fund.schema import BY_CODE
from fund.schema.converted import euros_code, rate_code, rate_row_code
from fund.wording.contract import heading, made_heading
from fund.wording.dates import day, moment
from fund.wording.figures import formula, label_of, with_note
from fund.wording.language import Language, has, words
from fund.wording.numbers import count
from fund.wording.numbers import value as written
from fund.wording.stories import unbroken
from fund.wording.tables import shown_rows

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


@dataclass(frozen=True, slots=True, eq=False)
class RowValues:
    """What rows count for in a figure: the `column` of a frame or a figure's code, and each row's `values` by position
    (in `unit`, NA where not communicated).
    """

    column: str
    values: pd.Series
    unit: str


def source_table(
    rows: SourceRows, dataset: Dataset, names: Mapping[str, str], counted: RowValues | None, language: Language
) -> pd.DataFrame:
    """The rows as text: programmes by name, the rate that gave euros with its day and row, what each row counts for.

    A column « Taux » in which no row has anything is left out.
    """
    sheet, frame = BY_CODE[rows.table], dataset.table(rows.table).iloc[rows.positions]
    columns = tuple(code for code in rows.columns if code != "rate" or frame[code].notna().any())
    shown = shown_rows(frame, sheet, columns=columns, language=language)
    codes = {column.code for column in sheet.columns}
    if "programme" in codes and (head := heading(sheet.column("programme"), language)) in shown:
        shown[head] = [names.get(code, code) for code in shown[head]]
    for amount in sheet.converted:
        head = made_heading(sheet, rate_code(amount.code), language)
        if head in shown:
            shown[head] = [
                _rate(text, place, dataset, language)
                for text, place in zip(shown[head], frame[rate_row_code(amount.code)], strict=True)
            ]
    if counted is not None:
        values, head = counted.values.reindex(rows.positions), counted_heading(rows, counted, language)
        empty = words("tables.empty", language)
        known = list(shown[head]) if head in shown else [""] * len(values)
        shown[head] = [
            words("figures.unknown", language)
            if pd.isna(value)
            else empty
            if value == 0 and text == empty
            else written(float(value), counted.unit, language, exact=True)
            for value, text in zip(values, known, strict=True)
        ]
    return shown


def counted_heading(rows: SourceRows, counted: RowValues, language: Language) -> str:
    """What stands above the column that a figure adds up."""
    sheet = BY_CODE[rows.table]
    if made := made_heading(sheet, counted.column, language):
        return made
    stage = {"pledged": "pledged_cents", "committed": "committed_cents", "raised": "received_cents"}
    raw = stage.get(counted.column, counted.column) if rows.table == "contributions" else counted.column
    euros = made_heading(sheet, euros_code(raw), language) if euros_code(raw) in rows.columns else ""
    known = {column.code: heading(column, language) for column in sheet.columns}
    return euros or known.get(raw) or label_of(counted.column, language)


def silent_rows(rows: SourceRows, dataset: Dataset, counted: RowValues, language: Language) -> str:
    """The rows whose value is not communicated, by number and what they are called: « ligne 12 (Brest) »."""
    silent = counted.values.reindex(rows.positions).isna().to_numpy()
    frame = dataset.table(rows.table).iloc[rows.positions[silent]]
    name = next((code for code in BY_CODE[rows.table].names if code in frame), "")
    said = [
        words("tables.rows", language, n=1, range=str(row)) + (f" ({text})" if isinstance(text, str) and text else "")
        for row, text in zip(frame["source_row"], frame[name] if name else frame["source_row"], strict=True)
    ]
    return ", ".join(said[:MOST_RANGES]) + (" …" if len(said) > MOST_RANGES else "")


def answer(figure: Metric, rows: int, table: str, language: Language) -> str:
    """Where the figure comes from, in a sentence: « Calculé : somme de 66 versements », « Déclaré : … ».

    `rows` of the `table` add up to it, 0 where none do.
    """
    if figure.pending or not figure.is_known:
        reason = words(f"metrics.reasons.{figure.reason}", language) if figure.reason else ""
        return words("figures.answer.unknown", language, reason=reason) if reason else ""
    if figure.basis is Basis.DECLARED and (figure.stands_as_declared or not figure.parts()):
        date = words("dates.undated", language) if figure.as_of is None else moment(figure.as_of, language)
        source = unbroken(figure.source) or words("tables.empty", language)
        return words("figures.answer.declared", language, source=source, date=date)
    is_difference = bool(figure.terms) and figure.terms[0].code != figure.code
    if figure.basis is Basis.COMPUTED and rows and not (figure.numerator or is_difference):
        form = "sum" if rows > 1 else "one"
        return words(f"figures.answer.{form}", language, rows=row_count(figure.code, table, rows, language))
    form = {Basis.DECLARED: "with_declared", Basis.DERIVED: "derived"}.get(figure.basis or Basis.COMPUTED, "computed")
    return words(f"figures.answer.{form}", language, formula=formula(figure, language))


def row_count(code: str, table: str, rows: int, language: Language) -> str:
    """« 66 versements » of a figure's code, « 12 dépenses » of a table."""
    keys = [f"figures.answer.rows.{each}" for each in (code, table, "any")]
    key = next(each for each in keys if has(f"{each}.other", language))
    return words(key, language, n=rows, count=count(rows, language))


def _rate(text: str, place: float | None, dataset: Dataset, language: Language) -> str:
    """A rate with the day and the row of the sheet « Taux » that it stands in; one of the row itself as it is."""
    if place is None or pd.isna(place):
        return text
    (row,) = records(dataset.table("rates").iloc[[int(place)]])
    date = [] if row["date"] is None else [day(row["date"].date(), language, short=True)]
    return with_note(text, ", ".join([*date, words("tables.rate_row", language, row=row["source_row"])]), language)


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
