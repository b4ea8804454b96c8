"""Rows as people read them, translated headers above formatted cells: those of a dataset, and decisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from fund.model import Moment, Precision, records
from fund.records import Decision, DecisionState
from fund.schema import BY_CODE, Column, Kind, Sheet
from fund.schema.converted import amount_of
from fund.wording import Language, count, day, decimal, exact_euros, moment, percent, words
from fund.wording import money as money_words
from fund.wording.contract import choice_label, heading, made_heading
from fund.wording.dates import row_period
from fund.wording.figures import amount

IDENTIFYING = frozenset(
    (
        *("code", "name", "programme", "tranche", "number", "date", "currency", "donor", "label", "supplier"),
        *("activity", "kind", "title", "step", "place", "indicator"),
    )
)
"""The columns that say what a row is, shown beside the cells a figure was made from."""


def shown_rows(
    rows: pd.DataFrame, sheet: Sheet, *, columns: Iterable[str], language: Language, without: Collection[str] = ()
) -> pd.DataFrame:
    """Rows of a sheet's table as text, with their Excel row: the identifying columns and those asked for.

    `without` names identifying columns that what stands around the table already says. A column in
    which no row has anything is left out, unless it was asked for.
    """
    columns = tuple(columns)
    wanted = set(columns)
    shown: dict[str, list[str]] = {words("tables.row", language): [str(row) for row in rows["source_row"]]}
    for column in sheet.columns:
        identifies = column.code in IDENTIFYING and column.code not in without and rows[column.code].notna().any()
        if column.code in wanted or identifies:
            shown[heading(column, language)] = shown_cells(rows, column, language)
    for code in columns:
        if made := made_heading(sheet, code, language):
            write = partial(_made, code=code, language=language)
            shown[made] = [_blank(language) if pd.isna(value) else write(value) for value in rows[code]]
    return pd.DataFrame(shown)


def _made(value: float, *, code: str, language: Language) -> str:
    """The euros of an amount, or the rate that gave them."""
    return exact_euros(int(value), language) if amount_of(code) else decimal(float(value), language, digits=4)


def shown_cells(rows: pd.DataFrame, column: Column, language: Language) -> list[str]:
    """A column's cells as text in the reader's language; an empty cell says so."""
    values = list(rows[column.code])
    if column.kind is Kind.MOMENT:
        precisions = list(rows[f"{column.code}_precision"])
        return [
            _blank(language) if pd.isna(value) else moment(Moment(_date(value), Precision(precision)), language)
            for value, precision in zip(values, precisions, strict=True)
        ]
    if column.kind is Kind.MONEY:
        in_euros = column.in_euros or "currency" not in rows.columns
        currencies = ["EUR"] * len(values) if in_euros else list(rows["currency"])
        return [
            _blank(language)
            if pd.isna(value)
            else money_words(int(value), "EUR" if pd.isna(currency) else str(currency), language)
            for value, currency in zip(values, currencies, strict=True)
        ]
    return [_blank(language) if pd.isna(value) or value == "" else _shown(value, column, language) for value in values]


def _shown(value: Any, column: Column, language: Language) -> str:
    if column.kind is Kind.CHOICE:
        return choice_label(column.table, column.code, str(value), language)
    if column.kind is Kind.BOOLEAN:
        return words("tables.yes" if value else "tables.no", language)
    shown = {
        Kind.DATE: lambda: day(_date(value), language, short=True),
        Kind.SHARE: lambda: percent(float(value), language),
        Kind.NUMBER: lambda: decimal(float(value), language, digits=4),
        Kind.INTEGER: lambda: count(int(value), language),
    }.get(column.kind)
    return shown() if shown else str(value)


def _date(value: Any) -> date:
    return pd.Timestamp(value).date()


def _blank(language: Language) -> str:
    return words("tables.empty", language)


DECISION_COLUMNS = ("decision", "programme", "amount", "due", "state")
NUMERIC_DECISION_COLUMNS = frozenset((DECISION_COLUMNS.index("amount"),))
"""The 0-based columns set to the right."""


def decision_headings(language: Language) -> tuple[str, ...]:
    """What stands above the columns."""
    return tuple(words(f"decisions.columns.{column}", language) for column in DECISION_COLUMNS)


def decision_row(decision: Decision, language: Language, *, text: str, programme: str) -> tuple[str, ...]:
    """A decision's cells; its `text` and its `programme`'s name as there is room for them."""
    return (
        text,
        programme,
        decision_amount(decision, language),
        "" if decision.due is None else day(decision.due, language, short=True),
        state_label(decision.state, language),
    )


def decision_amount(decision: Decision, language: Language) -> str:
    """The amount that was decided, empty where none was."""
    return "" if decision.amount_cents is None else exact_euros(decision.amount_cents, language)


def state_label(state: DecisionState, language: Language) -> str:
    """How far a decision is: « à faire », « en cours »…"""
    return words(f"decisions.states.{state}", language)


def works_table(works: pd.DataFrame, language: Language) -> tuple[list[str], list[tuple[str, ...]]]:
    """The headings and rows of activities that are no training; a column that no row fills is left out."""
    sheet = BY_CODE["activities"]
    every = {
        heading(sheet.column("activity"), language): [str(row["activity"] or "") for row in records(works)],
        heading(sheet.column("kind"), language): [str(row["kind"] or "") for row in records(works)],
        words("charts.columns.period", language): [row_period(row, language) for row in records(works)],
        heading(sheet.column("status"), language): [
            choice_label("activities", "status", row["status"], language) if row["status"] else ""
            for row in records(works)
        ],
    }
    return _filled(every)


def sites_table(sites: pd.DataFrame, language: Language) -> tuple[list[str], list[tuple[str, ...]]]:
    """The headings and rows of places; a column of which no row tells anything is left out."""
    sheet, rows = BY_CODE["sites"], records(sites)
    texts = {name: [str(row[name] or "") for row in rows] for name in ("place", "country")}
    for name in ("budget_cents", "spent_cents"):
        known = any(row[name] is not None for row in rows)
        texts[name] = [amount(row[name], language) for row in rows] if known else []
    told = [row["status"] for row in rows]
    texts["status"] = [choice_label("sites", "status", each, language) if each else "" for each in told]
    return _filled({heading(sheet.column(name), language): cells for name, cells in texts.items()})


def _filled(columns: dict[str, list[str]]) -> tuple[list[str], list[tuple[str, ...]]]:
    """The columns that say something: their headings, and their rows."""
    filled = {name: cells for name, cells in columns.items() if any(cells)}
    return list(filled), list(zip(*filled.values(), strict=True))
