"""What must hold between a row's cells and between tables, checked once all workbooks are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd
from stdnum.fr import siren

from fund.currency import UNKNOWN_CURRENCY, Conversion, to_euros
from fund.model import Finding
from fund.schema import SHEETS, Column, Kind, Sheet
from fund.schema.choices import INDICATOR_UNITS, UNITS
from fund.workbook.reading.duplicates import duplicate_findings
from fund.workbook.reading.findings import SheetSources
from fund.workbook.reading.references import Checked, link_programmes, tranche_findings

_UNIT_LABELS = {unit.code: unit.label for unit in UNITS}


def check_tables(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Checked:
    """Programmes spelled as in their sheet, declared percentages in percent, expenses in euros; and what is wrong."""
    linked = link_programmes(tables, sources)
    result = linked.tables
    findings = [*linked.findings, *_percent_findings(result, sources)]
    conversion = to_euros(result["expenses"], result["rates"])
    result["expenses"] = conversion.expenses
    return Checked(
        result,
        (
            *findings,
            *_conversion_findings(conversion, sources),
            *duplicate_findings(result, sources),
            *_minimum_findings(result, sources),
            *_remarks(result, sources),
            *_unit_findings(result["declared"], sources),
            *tranche_findings(result, sources),
        ),
    )


def _columns() -> Iterator[tuple[Sheet, Column]]:
    return ((schema, column) for schema in SHEETS for column in schema.columns)


def _at(mask: pd.Series | npt.NDArray[np.bool_]) -> list[int]:
    """The positions where a mask is true; unknown counts as false."""
    known = mask.fillna(value=False) if isinstance(mask, pd.Series) else mask
    return [int(position) for position in np.flatnonzero(known)]


def _percent_findings(tables: dict[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    """Percentages between 0 and 1, what a cell formatted as a percentage holds, are put in percent in `tables`."""
    for schema, column in _columns():
        if column.unit_column:
            frame = tables[schema.code]
            value = frame[column.code]
            is_fraction = (frame[column.unit_column] == "%") & (value > 0) & (value <= 1)
            fractions = is_fraction.fillna(value=False).astype(bool)
            tables[schema.code] = frame.assign(**{column.code: value.where(~fractions, value * 100)})
            yield from sources.findings("percent_rescaled", frame, positions=_at(fractions), column=column.code)


def _conversion_findings(conversion: Conversion, sources: SheetSources) -> Iterator[Finding]:
    expenses = conversion.expenses
    undated = np.isin(conversion.unconverted, conversion.undated)
    for code, positions in (
        ("undated_conversion", conversion.unconverted[undated]),
        ("no_rate", conversion.unconverted[~undated]),
    ):
        currencies = expenses["currency"].iloc[positions]
        named = (currencies != UNKNOWN_CURRENCY).to_numpy(dtype=bool)
        yield from sources.findings(
            code,
            expenses,
            positions=positions[named].tolist(),
            column="amount_cents",
            details=[{"currency": currency} for currency in currencies[named]],
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
    wrong = [number for number in gifts["siren"].dropna().unique() if not siren.is_valid("".join(number.split()))]
    yield from sources.findings("siren_invalid", gifts, positions=_at(gifts["siren"].isin(wrong)), column="siren")
    more = gifts["received_cents"] > gifts["committed_cents"]
    yield from sources.findings("received_above_committed", gifts, positions=_at(more), column="received_cents")
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
