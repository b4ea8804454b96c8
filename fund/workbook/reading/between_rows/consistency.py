"""What must hold between a row's cells and between tables, checked once all workbooks are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from fund.model import Finding
from fund.schema import COLUMNS, Kind, folded
from fund.schema.choices import INDICATOR_UNITS, UNITS
from fund.workbook.reading.between_rows.contradictions import contradictions
from fund.workbook.reading.between_rows.repeats import repeat_findings
from fund.workbook.reading.findings import SheetSources

_REFUND = ("rembours", "avoir", "troppercu", "annul", "extourne", "ristourne", "refund", "creditnote", "cancel")
"""What the label of a cost that was given back says."""

_UNIT_LABELS = {unit.code: unit.label for unit in UNITS}


def check_tables(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    """What is wrong in the corrected tables."""
    yield from repeat_findings(tables, sources)
    yield from _minimum_findings(tables, sources)
    yield from _remarks(tables, sources)
    yield from _unit_findings(tables["declared"], sources)
    yield from _tranche_findings(tables, sources)
    yield from contradictions(tables, sources)


def _minimum_findings(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    for column in COLUMNS:
        frame = tables[column.table]
        if column.minimum is not None and not frame.empty:
            least = column.minimum * 100 if column.kind is Kind.MONEY else column.minimum
            minimum = {"minimum": f"{column.minimum:g}".replace(".", ",")}
            low = frame[column.code] < least
            yield from sources.findings("below_minimum", frame, where=low, column=column.code, details=minimum)
        if column.not_zero:
            yield from sources.findings("zero_rate", frame, where=frame[column.code] == 0, column=column.code)


def _remarks(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    fund, gifts, expenses = tables["fund"], tables["contributions"], tables["expenses"]
    yield from sources.findings("several_funds", fund, where=range(1, len(fund)), column="code")
    yield from sources.findings("repayment", gifts, where=gifts["received_cents"] < 0, column="received_cents")
    yield from sources.findings("refund", expenses, where=expenses["amount_cents"] < 0, column="amount_cents")
    costs = tables["running_costs"]
    negative, refunds = costs["amount_cents"].lt(0).fillna(value=False), costs["label"].map(_names_a_refund)
    yield from sources.findings("refund", costs, where=negative & refunds, column="amount_cents")
    yield from sources.findings("negative_cost", costs, where=negative & ~refunds, column="amount_cents")


def _names_a_refund(label: object) -> bool:
    return isinstance(label, str) and any(word in folded(label) for word in _REFUND)


def _unit_findings(declared: pd.DataFrame, sources: SheetSources) -> Iterator[Finding]:
    due = declared["indicator"].map(INDICATOR_UNITS)
    other = declared["unit"].notna() & due.notna() & (declared["unit"] != due)
    yield from sources.findings(
        "unit_mismatch",
        declared.assign(unit=declared["unit"].map(_UNIT_LABELS)),
        where=other,
        column="unit",
        details=[{"unit": _UNIT_LABELS[unit]} for unit in due[other]],
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
        yield from sources.findings("unknown_tranche", expenses, where=rows.to_numpy(), column="tranche")
