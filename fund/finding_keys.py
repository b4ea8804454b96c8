"""What tells one warning from all others, wherever its rows stand: who and what it is about, never where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from fund.finding_groups import PLACES
from fund.metric import Metric
from fund.model import SOURCE_COLUMNS, Dataset, Finding, Moment, Record, Severity, records
from fund.records import Fact, FindingKey
from fund.schema import BY_CODE, Column, Kind, Sheet, folded

Place = tuple[str, str, int]
"""A file, a sheet and an Excel row."""

WHO = ("programme", "scope", "subject_metric", "tranche")
"""Details that say whose figure a warning is about; the others are what it says of it."""

DETAIL = "detail."
"""What the names of facts begin with that no column holds."""
COLUMN, SEEN = f"{DETAIL}column", f"{DETAIL}seen"
"""The column a warning is about, and its cell as it was typed."""

_ELSEWHERE = (PLACES - {"cells"}) | {"other_sheet", "place", "rows", "today", "days_days", "fund", "median"}
"""Details of where, of when the check was made and of what all rows make: they change while the row does not."""

_FACTS = frozenset(
    (Kind.CODE, Kind.CURRENCY, Kind.DATE, Kind.MOMENT, Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.SHARE)
)
"""The kinds of columns that are a row's facts whatever they are called; of words, those that name or liken rows are."""


def finding_keys(findings: Iterable[Finding], dataset: Dataset) -> dict[int, FindingKey]:
    """The key of each warning, by the `id` of the finding. Errors and notes have none: nobody explains them away."""
    warnings = [finding for finding in findings if finding.severity is Severity.WARNING]
    rows = _rows_of(warnings, dataset)
    turns: Counter[FindingKey] = Counter()
    keys: dict[int, FindingKey] = {}
    for finding in warnings:
        key = _key(finding, rows)
        keys[id(finding)] = replace(key, turn=turns[key])
        turns[key] += 1
    return keys


@dataclass(frozen=True, slots=True, eq=False)
class _RowsInSheets:
    """The sheet of the contract that each sheet of a file is, and the rows that warnings name."""

    sheets: Mapping[tuple[str, str], Sheet]
    records: Mapping[Place, Record]

    def of(self, finding: Finding) -> list[Record]:
        """The rows a warning is about that its table has: its own, and the other one that it names."""
        return [self.records[place] for place in _places(finding) if place in self.records]


def _places(finding: Finding) -> Iterator[Place]:
    if finding.row is not None:
        yield finding.file, finding.sheet, finding.row
    if "other_row" in finding.details:
        other = finding.details
        yield str(other["other_file"]), str(other["other_sheet"]), int(str(other["other_row"]))


def _rows_of(warnings: Sequence[Finding], dataset: Dataset) -> _RowsInSheets:
    wanted = {place for finding in warnings for place in _places(finding)}
    numbers = np.array(sorted({row for _, _, row in wanted}), dtype=np.int64)
    sheets: dict[tuple[str, str], Sheet] = {}
    found: dict[Place, Record] = {}
    for code, frame in dataset.tables.items():
        if code not in BY_CODE or frame.empty:
            continue
        for file, sheet in frame[["source_file", "source_sheet"]].drop_duplicates().itertuples(index=False, name=None):
            sheets[(str(file), str(sheet))] = BY_CODE[code]
        for record in records(frame[np.isin(frame["source_row"].to_numpy(), numbers)]):
            file, sheet, row = (record[name] for name in SOURCE_COLUMNS)
            if (place := (str(file), str(sheet), int(row))) in wanted:
                found[place] = record
    return _RowsInSheets(sheets, found)


def _key(finding: Finding, rows: _RowsInSheets) -> FindingKey:
    """The key of a warning, the first of its kind."""
    sheet = rows.sheets.get((finding.file, finding.sheet))
    about = rows.of(finding)
    column = _column(sheet, finding.column)
    who, value = [Fact(COLUMN, (column,))], []
    if sheet is not None and not finding.of_row and len(about) > 1:
        donor = _donor(finding, sheet, column, about)
        return FindingKey(finding.code, sheet.code, (*who, donor.who), (donor.value,))
    if sheet is None:
        who.append(Fact(f"{DETAIL}sheet", (finding.sheet,)))
    elif finding.of_row:
        for each in sheet.columns:
            fact = _fact(each, about)
            if fact.texts and each.code in (sheet.identity or sheet.names):
                who.append(fact)
            elif fact.texts and (each.code == column or _is_fact(sheet, each)):
                value.append(fact)
    if finding.seen:
        value.append(Fact(SEEN, (finding.seen,)))
    for name, detail in finding.details.items():
        if name not in _ELSEWHERE or (name == "rows" and isinstance(detail, int)):
            (who if name in WHO else value).append(Fact(f"{DETAIL}{name}", (_detail(detail),)))
    return FindingKey(finding.code, sheet.code if sheet else "", tuple(who), tuple(value))


@dataclass(frozen=True, slots=True)
class _Donor:
    """Of a warning that two rows of a donor make together: which donor, and what the two rows tell of it."""

    who: Fact
    value: Fact


def _donor(finding: Finding, sheet: Sheet, column: str, rows: Sequence[Record]) -> _Donor:
    """Whichever of the two rows comes first: that one gives the donor its name in both."""
    naming = [each for each in reversed(sheet.columns) if each.code in ("siren", *sheet.names)]  # the surest first
    who = next((fact for each in naming if (fact := _fact(each, rows)).texts), Fact(DETAIL, ()))
    names = {finding.seen, str(finding.details.get("donor", ""))}
    if column in sheet.names:
        return _Donor(who, Fact(column, tuple(sorted(names))))
    value = next((_fact(each, rows) for each in sheet.columns if each.code == column), Fact(column, (finding.seen,)))
    return _Donor(who, value)


def _is_fact(sheet: Sheet, column: Column) -> bool:
    """Whether a column says what a row is about, rather than telling of it: a remark may be written at any time."""
    naming = (sheet.names, *sheet.likenesses)
    return column.kind in _FACTS or any(column.code in columns for columns in naming)


def _column(sheet: Sheet | None, header: str) -> str:
    """The code of a column by its header; the header, folded, where the contract has none of that name."""
    name = folded(header)
    known = sheet.columns if sheet else ()
    return next((column.code for column in known if name in map(folded, column.spellings)), name)


def _fact(column: Column, rows: Sequence[Record]) -> Fact:
    """What rows hold in a column, each text once: two rows are a pair whichever comes first."""
    return Fact(column.code, tuple(sorted({text for row in rows if (text := _cell(column, row))})))


def _cell(column: Column, row: Record) -> str:
    value = row[column.code]
    if value is None or value == "":
        return ""
    if column.kind is Kind.MOMENT:
        return f"{value:%Y-%m-%d} {row[f'{column.code}_precision']}"
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else _number(value)


def _detail(detail: object) -> str:
    if isinstance(detail, Metric):
        return f"{_number(detail.value)} {detail.approximate} {detail.unknown}"
    if isinstance(detail, Moment):
        return f"{detail.day.isoformat()} {detail.precision}"
    if isinstance(detail, tuple):
        return " ".join(map(_number, detail))
    return detail.isoformat() if isinstance(detail, date) else _number(detail)


def _number(value: object) -> str:
    """A number without what the order of a sum leaves in its last digits; everything else as it is."""
    return f"{value:.9g}" if isinstance(value, float) else str(value)
