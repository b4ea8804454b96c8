"""What is put right once all workbooks are read: how programmes are spelled, percentages, expenses in euros."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fund.currency import UNKNOWN_CURRENCY, Conversion, to_euros
from fund.model import Finding
from fund.schema import COLUMNS, folded
from fund.workbook.reading.findings import SheetSources


@dataclass(frozen=True, slots=True, eq=False)
class Corrections:
    """Every table by code, some of them corrected, and what there is to say of it."""

    tables: Mapping[str, pd.DataFrame]
    findings: tuple[Finding, ...]


def corrections(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Corrections:
    """Programmes spelled as in their own sheet, declared percentages in percent, expenses in euros."""
    spelled = _spelled_programmes(tables, sources)
    whole = _whole_percentages(spelled.tables, sources)
    conversion = to_euros(whole.tables["expenses"], whole.tables["rates"])
    return Corrections(
        {**whole.tables, "expenses": conversion.expenses},
        (*spelled.findings, *whole.findings, *_conversion_findings(conversion, sources)),
    )


def _spelled_programmes(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Corrections:
    """Spell each programme as in its own sheet; one that isn't there stays as typed and is an error.

    Without any programme there is no finding: the missing sheet is one.
    """
    spellings = {folded(code): code for code in tables["programmes"]["code"].dropna()}
    corrected = dict(tables)
    findings: list[Finding] = []
    if not spellings:
        return Corrections(tables, ())
    for column in COLUMNS:
        if column.refers_to != "programmes":
            continue
        frame = corrected[column.table]
        typed = frame[column.code]
        known = {text: spellings.get(folded(text)) for text in typed.dropna().unique().tolist()}
        if any(text != code for text, code in known.items()):
            renamed = typed.map({text: code or text for text, code in known.items()}).astype("str")
            corrected[column.table] = frame.assign(**{column.code: renamed})
            findings += sources.findings(
                "unknown_programme",
                frame,
                where=typed.isin([text for text, code in known.items() if code is None]),
                column=column.code,
                details={"known": ", ".join(spellings.values())},
            )
    return Corrections(corrected, tuple(findings))


def _whole_percentages(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Corrections:
    """Percentages between 0 and 1, which a cell formatted as a percentage holds, put in percent."""
    corrected = dict(tables)
    findings: list[Finding] = []
    for column in COLUMNS:
        if not column.unit_column:
            continue
        frame = corrected[column.table]
        value = frame[column.code]
        is_fraction = (frame[column.unit_column] == "%") & (value > 0) & (value <= 1)
        fractions = is_fraction.fillna(value=False).to_numpy(dtype=bool)
        if fractions.any():
            corrected[column.table] = frame.assign(**{column.code: value.where(~fractions, value * 100)})
            findings += sources.findings("percent_rescaled", frame, where=fractions, column=column.code)
    return Corrections(corrected, tuple(findings))


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
            where=positions[named],
            column="amount_cents",
            details=[{"currency": currency} for currency in currencies[named]],
        )
