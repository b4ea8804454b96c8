"""Rows that stand twice: keys that must be unique, and whole rows alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from fund.model import Finding
from fund.schema import SHEETS, Kind, Sheet, folded
from fund.workbook.reading.findings import SheetSources

_WORDS = frozenset((Kind.TEXT, Kind.CODE, Kind.CHOICE, Kind.CURRENCY, Kind.BOOLEAN))


def duplicate_findings(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    """Repeated keys (errors) and repeated rows (warnings), each naming the first of its kind."""
    for schema in SHEETS:
        frame = tables[schema.code]
        if len(frame) < 2:
            continue  # pandas takes its time on few rows too, and most funds leave most sheets out
        if schema.identity and not schema.single_row:  # a second row there is a fault of its own
            keys = _keys(schema, frame)
            yield from _findings("duplicate_key", schema, frame, keys=keys, sources=sources)
        if schema.repeats_warn:
            yield from _findings("duplicate_row", schema, frame, keys=_suspects(schema, frame), sources=sources)


def _keys(schema: Sheet, frame: pd.DataFrame) -> pd.DataFrame:
    """The identity columns, words folded, without the rows that miss a required part."""
    required = [code for code in schema.identity if schema.column(code).required]
    keys = frame[list(schema.identity)].dropna(subset=required)
    words = [code for code in schema.identity if schema.column(code).kind in {Kind.TEXT, Kind.CODE}]
    return keys.assign(**{code: keys[code].map(folded, na_action="ignore") for code in words})


def _suspects(schema: Sheet, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows whose numbers and dates all stand in another row: comparing texts is ten times slower."""
    columns = [column.code for column in schema.columns]
    quick = [column.code for column in schema.columns if column.kind not in _WORDS]
    return frame.loc[frame.duplicated(quick, keep=False), columns] if quick else frame[columns]


def _findings(
    code: str, schema: Sheet, frame: pd.DataFrame, *, keys: pd.DataFrame, sources: SheetSources
) -> Iterator[Finding]:
    columns = list(keys.columns)
    alike = keys[keys.duplicated(columns, keep=False)]
    if alike.empty:
        return  # as in nearly every sheet: what follows takes longer than all else here
    groups = pd.Series(alike.groupby(columns, dropna=False).ngroup().to_numpy(), index=alike.index)
    first = groups.drop_duplicates()
    first_of = dict(zip(first, first.index, strict=True))
    later = groups[groups.duplicated()]
    others = frame.iloc[[first_of[group] for group in later]]
    yield from sources.findings(
        code,
        frame,
        positions=later.index.tolist(),
        column=columns[0] if code == "duplicate_key" else "",
        details=[
            {"other_file": file, "other_sheet": sheet, "other_row": row}
            for file, sheet, row in zip(
                others["source_file"], others["source_sheet"], others["source_row"].tolist(), strict=True
            )
        ],
    )
