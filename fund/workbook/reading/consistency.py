"""What must hold between a row's cells and between tables, checked once all workbooks are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd
from stdnum.fr import siren

from fund.currency import UNKNOWN_CURRENCY, Conversion, to_euros
from fund.model import Finding
from fund.schema import SHEETS, Kind
from fund.schema.choices import INDICATOR_UNITS, UNITS
from fund.workbook.reading.duplicates import duplicate_findings
from fund.workbook.reading.findings import SheetSources
from fund.workbook.reading.references import Checked, link_programmes, tranche_findings

_RATES = (("expenses", "rate"), ("rates", "units_per_euro"), ("purchase_rules", "contract_rate"))
_UNIT_LABELS = {unit.code: unit.label for unit in UNITS}


def check_tables(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Checked:
    """Programmes spelled as in their sheet, declared percentages in percent, expenses in euros; and what is wrong."""
    linked = link_programmes(tables, sources)
    result = linked.tables
    percent = _fractions_of_percent(result["declared"])
    scaled = result["declared"]["value"].where(~percent, result["declared"]["value"] * 100)
    findings = (
        *linked.findings,
        *sources.findings("percent_rescaled", result["declared"], positions=_at(percent), column="value"),
    )
    result["declared"] = result["declared"].assign(value=scaled)
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


def _at(mask: pd.Series | npt.NDArray[np.bool_]) -> list[int]:
    """The positions where a mask is true; unknown counts as false."""
    known = mask.fillna(value=False) if isinstance(mask, pd.Series) else mask
    return [int(position) for position in np.flatnonzero(known)]


def _fractions_of_percent(declared: pd.DataFrame) -> pd.Series:
    """Declared percentages between 0 and 1: what a cell formatted as a percentage holds."""
    value = declared["value"]
    return ((declared["unit"] == "%") & (value > 0) & (value <= 1)).fillna(value=False).astype(bool)


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
    for schema in SHEETS:
        for column in schema.columns:
            if column.minimum is None:
                continue
            least = column.minimum * 100 if column.kind is Kind.MONEY else column.minimum
            frame = tables[schema.code]
            positions = _at(frame[column.code] < least)
            yield from sources.findings(
                "below_minimum",
                frame,
                positions=positions,
                column=column.code,
                details=[{"minimum": f"{column.minimum:g}".replace(".", ",")}] * len(positions),
            )
    for table, code in _RATES:
        frame = tables[table]
        yield from sources.findings("zero_rate", frame, positions=_at(frame[code] == 0), column=code)


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
