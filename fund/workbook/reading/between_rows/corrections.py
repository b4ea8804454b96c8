"""What is put right once all workbooks are read: spellings of programmes, amounts in euros, minimums in a source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from fund.currency import EXPENSE, Conversion, needs_conversion, to_euros
from fund.model import Finding
from fund.schema import COLUMNS, SHEETS, folded
from fund.workbook.reading.between_rows.conversion_findings import conversion_findings
from fund.workbook.reading.between_rows.rate_findings import rate_findings
from fund.workbook.reading.findings import SheetSources

_MINIMUM = re.compile(
    r"(?<!pas )(?<!no )(?<!not )\b(?:plus de|pas moins de|au moins|au minimum|more than|(?:no|not) less than|at least)"
    r"\s+€?\s?(?P<whole>\d+(?:[\s.,]\d{3})*)(?:[.,](?P<part>\d{1,2}))?(?!\d)",
    re.IGNORECASE,
)
"""A number that a text gives as a minimum: « plus de 520 000 euros »; not « pas plus de »."""


@dataclass(frozen=True, slots=True, eq=False)
class Corrections:
    """Every table by code, some of them corrected, and what there is to say of it."""

    tables: Mapping[str, pd.DataFrame]
    findings: tuple[Finding, ...]


def corrections(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Corrections:
    """Programmes spelled as in their own sheet, amounts in euros, declared figures at least what their source says."""
    spelled = _spelled_programmes(tables, sources)
    quoted = _quoted_minimums(spelled.tables["declared"], sources)
    conversions = tuple(_conversions(spelled.tables))
    corrected = {**spelled.tables, **quoted.tables}
    for conversion in conversions:
        code = conversion.amount.table
        corrected[code] = corrected[code].assign(**conversion.columns)
    findings = (
        *spelled.findings,
        *quoted.findings,
        *conversion_findings(conversions, corrected["rates"], sources),
        *rate_findings(corrected, sources),
    )
    return Corrections(corrected, findings)


def _conversions(tables: Mapping[str, pd.DataFrame]) -> Iterator[Conversion]:
    """Every amount in euros, of expenses always, of another sheet where something on it has to be converted."""
    for sheet in SHEETS:
        table = tables[sheet.code]
        if sheet.converted and (EXPENSE in sheet.converted or needs_conversion(table, sheet)):
            yield from (to_euros(table, tables["rates"], amount) for amount in sheet.converted)


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


def _quoted_minimums(declared: pd.DataFrame, sources: SheetSources) -> Corrections:
    """A figure that its own source gives as a minimum is one, whatever « environ » says of it."""
    rows = zip(declared["value"].tolist(), declared["source"].tolist(), declared["approximate"].tolist(), strict=True)
    found = {
        position: said
        for position, (value, source, mark) in enumerate(rows)
        if mark != "at_least" and (said := _minimum_said(value, source))
    }
    if not found:
        return Corrections({}, ())
    marks = declared["approximate"].where(~declared.index.isin(list(found)), "at_least")
    details = [{"quoted": said} for said in found.values()]
    findings = sources.findings("minimum_quoted", declared, where=list(found), column="approximate", details=details)
    return Corrections({"declared": declared.assign(approximate=marks)}, tuple(findings))


def _minimum_said(value: object, source: object) -> str:
    """The words in which a source gives this very value as a minimum; empty where it does not."""
    if not isinstance(value, float) or not isinstance(source, str):
        return ""
    return next((each[0] for each in _MINIMUM.finditer(source) if _number(each) == value), "")


def _number(found: re.Match[str]) -> float:
    return float(f"{re.sub(r'[^0-9]', '', found['whole'])}.{found['part'] or 0}")
