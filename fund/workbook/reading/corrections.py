"""What is put right once all workbooks are read: how programmes are spelled, expenses in euros."""

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
    """Programmes spelled as in their own sheet, expenses in euros."""
    spelled = _spelled_programmes(tables, sources)
    conversion = to_euros(spelled.tables["expenses"], spelled.tables["rates"])
    tables_in_euros = {**spelled.tables, "expenses": conversion.expenses}
    return Corrections(tables_in_euros, (*spelled.findings, *_conversion_findings(conversion, sources)))


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
