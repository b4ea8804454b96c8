"""What must hold between a row's cells and between tables, checked once all workbooks are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.model import Finding
from fund.schema import SHEETS, Column, Kind, Sheet
from fund.schema.choices import INDICATOR_UNITS, UNITS
from fund.workbook.reading.contradictions import contradictions
from fund.workbook.reading.findings import SheetSources
from fund.workbook.reading.repeats import repeat_findings

_UNIT_LABELS = {unit.code: unit.label for unit in UNITS}


def check_tables(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    """What is wrong in the corrected tables."""
    yield from repeat_findings(tables, sources)
    yield from _minimum_findings(tables, sources)
    yield from _remarks(tables, sources)
    yield from _unit_findings(tables["declared"], sources)
    yield from _tranche_findings(tables, sources)
    yield from contradictions(tables, sources)


def _columns() -> Iterator[tuple[Sheet, Column]]:
    return ((schema, column) for schema in SHEETS for column in schema.columns)


def _at(mask: pd.Series | npt.NDArray[np.bool_]) -> list[int]:
    """The positions where a mask is true; unknown counts as false."""
    known = mask.fillna(value=False) if isinstance(mask, pd.Series) else mask
    return [int(position) for position in np.flatnonzero(known)]


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
