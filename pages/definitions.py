"""Definitions: every word with its rule, and what the workbooks hold, made from their contract itself."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from fund.metric import Basis
from fund.schema import SHEETS, Column, Sheet
from fund.wording import words
from fund.wording.contract import explanation, row_meaning, sheet_title, unit_label
from fund.wording.figures import label_of
from pages.parts.session.view import View, current_view
from pages.parts.show.html_table import html_table
from pages.parts.show.markup import draw, fill, terms
from pages.parts.show.page_head import section, title

WORDS = (
    *("pledged", "committed", "raised", "outstanding", "allocated", "unallocated", "transferred", "spent"),
    *("tranche_share", "delivery_rate", "budget_share", "balance", "running_costs", "hours_delivered"),
    *("hours_received", "donors", "undisclosed"),
)
"""In the order in which money moves, then hours, then people."""
COLUMNS = ("header", "type", "required", "explain", "spellings")


def glossary(view: View) -> None:
    """The words of the screen, each once, with its definition and its formula."""
    draw(terms(((label_of(code, view.language), rule(code, view)) for code in WORDS), "glossary"))


def rule(code: str, view: View) -> Markup:
    """What a figure is, and how it is computed."""
    return fill(
        '{definition}<br><span class="soft">{formula}</span>',
        definition=words(f"metrics.{code}.definition", view.language),
        formula=words(f"metrics.{code}.formula", view.language),
    )


def bases(view: View) -> None:
    """Computed, declared, derived: what each mark means."""
    explained = []
    for basis in Basis:
        label = words(f"metrics.basis.{basis}.label", view.language)
        mark = fill('<span class="mark {basis}">{label}</span>', basis=basis, label=label)
        explained.append((mark, words(f"metrics.basis.{basis}.explain", view.language)))
    draw(terms(explained, "glossary"))


def contract(view: View) -> None:
    """Every sheet and column, one fold per sheet."""
    for sheet in SHEETS:
        translated = sheet_title(sheet, view.language)
        heading = sheet.title if translated == sheet.title else f"{sheet.title} ({translated})"
        fold = st.expander(heading, key=f"sheet-{sheet.code}", on_change="rerun")
        if fold.open:
            with fold:
                columns(sheet, view)


def columns(sheet: Sheet, view: View) -> None:
    """A sheet's columns, under what one of its rows is."""
    rows = [described(column, view) for column in sheet.columns]
    frame = pd.DataFrame(rows, columns=[view.say(f"contract.columns.{name}") for name in COLUMNS])
    draw(
        '<p class="text">{row_is} {required}</p>{table}',
        row_is=view.say("contract.row_is", row=row_meaning(sheet, view.language)),
        required=view.say("contract.sheet_required" if sheet.required else "contract.sheet_optional"),
        table=html_table(frame, caption=sheet.title),
    )


def described(column: Column, view: View) -> tuple[str, ...]:
    """A column's header, what it holds, whether it must be there, its meaning and other spellings."""
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


view = current_view()
title(view, view.say("menu.definitions"), subtitle=view.say("definitions.subtitle"))
section(view.say("definitions.words"))
glossary(view)
section(view.say("definitions.bases"))
bases(view)
section(view.say("definitions.workbooks"), note=view.say("definitions.workbooks_note"))
contract(view)
