"""What an update would change: alarms first, then money and hours, then rows side by side."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from fund.changes import Changes, RowText, TableChanges, alarm_sentence, row_texts, sentence, table_sentence
from pages.parts.session.view import View
from pages.parts.show.html_table import framed_table
from pages.parts.show.markup import draw, fill, join, plain_label

COLUMNS = ("kind", "row", "column", "before", "after")


def comparison(compared: Changes, view: View, *, key: str, nothing: str) -> None:
    """The whole comparison. `key` tells those of one page apart; `nothing` is said where all is the same."""
    for alarm in compared.alarms:
        draw('<p class="text broken" role="alert">{text}</p>', text=alarm_sentence(alarm, view.language))
    if not compared.figures and not compared.tables:
        draw('<p class="all-well">{text}</p>', text=nothing)
    items = [fill("<li>{text}</li>", text=sentence(figure, view.language, place=True)) for figure in compared.figures]
    if items:
        draw('<ul class="changes">{items}</ul>', items=join(items))
    for table in compared.tables:
        _table(table, compared, view, key=key)


def _table(table: TableChanges, compared: Changes, view: View, *, key: str) -> None:
    heading = plain_label(table_sentence(table, view.language))
    fold = st.expander(heading, key=f"{key}-{table.table}", on_change="rerun")
    if fold.open:
        heads = {view.say(f"update.columns.{name}"): "words" for name in COLUMNS}
        before = None if compared.before is None else compared.before.dataset
        words = row_texts(table, before, compared.after.dataset, view.language)
        rows = [line for row in words for line in _lines(row, view)]
        with fold:
            draw("{table}", table=framed_table(heads, rows, caption=heading))


def _lines(row: RowText, view: View) -> list[Markup]:
    """One line per cell: the old beside the new."""
    return [
        fill(
            '<tr class="{kind}"><td>{said}</td><td>{name}</td><td>{column}</td><td>{old}</td><td>{new}</td></tr>',
            kind=row.kind,
            said=view.say(f"update.kinds.{row.kind}"),
            name=row.name,
            column=cell.heading,
            old=cell.before,
            new=cell.after,
        )
        for cell in row.cells
    ]
