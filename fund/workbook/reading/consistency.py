"""What must hold between a row's cells and between tables, checked once all workbooks are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.model import Finding
from fund.schema import SHEETS, Column, Kind, Sheet, folded
from fund.schema.choices import INDICATOR_UNITS, UNITS
from fund.workbook.reading.findings import SheetSources

_WORDS = frozenset((Kind.TEXT, Kind.CODE, Kind.CHOICE, Kind.CURRENCY, Kind.BOOLEAN))
_UNIT_LABELS = {unit.code: unit.label for unit in UNITS}


def check_tables(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    """What is wrong in the corrected tables."""
    yield from _duplicate_findings(tables, sources)
    yield from _minimum_findings(tables, sources)
    yield from _remarks(tables, sources)
    yield from _unit_findings(tables["declared"], sources)
    yield from _tranche_findings(tables, sources)


def _columns() -> Iterator[tuple[Sheet, Column]]:
    return ((schema, column) for schema in SHEETS for column in schema.columns)


def _at(mask: pd.Series | npt.NDArray[np.bool_]) -> list[int]:
    """The positions where a mask is true; unknown counts as false."""
    known = mask.fillna(value=False) if isinstance(mask, pd.Series) else mask
    return [int(position) for position in np.flatnonzero(known)]


def _duplicate_findings(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    """Repeated keys (errors) and repeated rows (warnings), each naming the first of its kind."""
    for schema in SHEETS:
        frame = tables[schema.code]
        if len(frame) < 2:
            continue  # pandas takes its time on few rows too, and most funds leave most sheets out
        if schema.identity and not schema.single_row:  # a second row there is a fault of its own
            keys = _identities(schema, frame)
            yield from _repeats("duplicate_key", schema, frame, keys=keys, sources=sources)
        if schema.repeats_warn:
            yield from _repeats("duplicate_row", schema, frame, keys=_likely_repeats(schema, frame), sources=sources)


def _identities(schema: Sheet, frame: pd.DataFrame) -> pd.DataFrame:
    """The identity columns, words folded, without the rows that miss a required part."""
    required = [code for code in schema.identity if schema.column(code).required]
    keys = frame[list(schema.identity)].dropna(subset=required)
    words = [code for code in schema.identity if schema.column(code).kind in {Kind.TEXT, Kind.CODE}]
    return keys.assign(**{code: keys[code].map(folded, na_action="ignore") for code in words})


def _likely_repeats(schema: Sheet, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows whose numbers and dates all stand in another row: comparing texts is ten times slower."""
    columns = [column.code for column in schema.columns]
    quick = [column.code for column in schema.columns if column.kind not in _WORDS]
    return frame.loc[frame.duplicated(quick, keep=False), columns] if quick else frame[columns]


def _repeats(
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


def _minimum_findings(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    for schema, column in _columns():
        frame = tables[schema.code]
        if column.minimum is not None and not frame.empty:
            least = column.minimum * 100 if column.kind is Kind.MONEY else column.minimum
            positions = _at(frame[column.code] < least)
            yield from sources.findings(
                "below_minimum",
                frame,
                positions=positions,
                column=column.code,
                details=[{"minimum": f"{column.minimum:g}".replace(".", ",")}] * len(positions),
            )
        if column.not_zero:
            positions = _at(frame[column.code] == 0)
            yield from sources.findings("zero_rate", frame, positions=positions, column=column.code)


def _remarks(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    fund, gifts, expenses = tables["fund"], tables["contributions"], tables["expenses"]
    yield from sources.findings("several_funds", fund, positions=range(1, len(fund)), column="code")
    more = gifts["received_cents"] > gifts["committed_cents"]
    yield from sources.findings("received_above_committed", gifts, positions=_at(more), column="received_cents")
    back = gifts["received_cents"] < 0
    yield from sources.findings("repayment", gifts, positions=_at(back), column="received_cents")
    yield from sources.findings("refund", expenses, positions=_at(expenses["amount_cents"] < 0), column="amount_cents")


def _unit_findings(declared: pd.DataFrame, sources: SheetSources) -> Iterator[Finding]:
    due = declared["indicator"].map(INDICATOR_UNITS)
    positions = _at(declared["unit"].notna() & due.notna() & (declared["unit"] != due))
    yield from sources.findings(
        "unit_mismatch",
        declared.assign(unit=declared["unit"].map(_UNIT_LABELS)),
        positions=positions,
        column="unit",
        details=[{"unit": _UNIT_LABELS[unit]} for unit in due.iloc[positions]],
    )


def _tranche_findings(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    """Expenses on a tranche that their programme doesn't have; none when no tranche is known."""
    tranches, expenses = tables["tranches"], tables["expenses"]
    known = set(zip(tranches["programme"], tranches["number"], strict=True))
    if not known:
        return
    charged = expenses[["programme", "tranche"]].dropna()
    pairs = charged.drop_duplicates()
    strange = [pair for pair in zip(pairs["programme"], pairs["tranche"], strict=True) if pair not in known]
    if strange:
        rows = charged.index[pd.MultiIndex.from_frame(charged).isin(strange)]
        yield from sources.findings("unknown_tranche", expenses, positions=rows.tolist(), column="tranche")
