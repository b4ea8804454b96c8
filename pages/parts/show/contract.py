"""The workbooks' contract as a page: every sheet and column, made from the schema itself."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from fund.schema import SHEETS, Column, Sheet
from fund.wording import words
from fund.wording.contract import explanation, row_meaning, sheet_title, unit_label
from pages.parts.session.view import View
from pages.parts.show.html_table import html_table
from pages.parts.show.markup import draw

COLUMNS = ("header", "type", "required", "explain", "spellings")


def contract(view: View) -> None:
    """One fold per sheet."""
    for sheet in SHEETS:
        translated = sheet_title(sheet, view.language)
        heading = sheet.title if translated == sheet.title else f"{sheet.title} ({translated})"
        fold = st.expander(heading, key=f"sheet-{sheet.code}", on_change="rerun")
        if fold.open:
            with fold:
                _sheet(sheet, view)


def _sheet(sheet: Sheet, view: View) -> None:
    required = view.say("contract.sheet_required" if sheet.required else "contract.sheet_optional")
    rows = [_row(column, view) for column in sheet.columns]
    frame = pd.DataFrame(rows, columns=[view.say(f"contract.columns.{name}") for name in COLUMNS])
    draw(
        '<p class="text">{row_is} {required}</p>{table}',
        row_is=view.say("contract.row_is", row=row_meaning(sheet, view.language)),
        required=required,
        table=html_table(frame, caption=sheet.title),
    )


def _row(column: Column, view: View) -> tuple[str, ...]:
    kind, unit = view.say(f"contract.kinds.{column.kind}"), unit_label(column, view.language)
    if column.choices:
        kind = " · ".join(choice.label for choice in column.choices)
    return (
        column.header,
        f"{kind} ({unit})" if unit else kind,
        words("tables.yes" if column.required else "tables.no", view.language),
        explanation(column, view.language),
        ", ".join(column.synonyms),
    )
