"""What an update would change: alarms first, then money and hours, then rows side by side."""

from __future__ import annotations

import streamlit as st

from fund.changes import Changes, TableChanges, alarm_sentence, row_texts, sentence, table_sentence
from fund.slides.expected import expected_lines, expected_sentence
from pages.parts.session.view import View
from pages.parts.show.html_table import framed_table
from pages.parts.show.markup import alert, bullets, draw, plain_label

COLUMNS = ("kind", "row", "column", "before", "after")


def comparison(compared: Changes, view: View, *, key: str, nothing: str) -> None:
    """The whole comparison. `key` tells those of one page apart; `nothing` is said where all is the same."""
    for alarm in compared.alarms:
        alert(alarm_sentence(alarm, view.language))
    if not compared.figures and not compared.tables:
        draw('<p class="all-well">{text}</p>', text=nothing)
    if compared.figures:
        draw(bullets((sentence(each, view.language, place=True, exact=True) for each in compared.figures), "changes"))
    if expected := expected_lines(compared.before, compared.after, view.language):
        draw(bullets((expected_sentence(each, view.language) for each in expected), "changes"))
    for table in compared.tables:
        _table(table, compared, view, key=key)


def _table(table: TableChanges, compared: Changes, view: View, *, key: str) -> None:
    """One line per cell: the old beside the new."""
    heading = plain_label(table_sentence(table, view.language))
    fold = st.expander(heading, key=f"{key}-{table.table}", on_change="rerun")
    if fold.open:
        heads = {view.say(f"update.columns.{name}"): "words" for name in COLUMNS}
        before = None if compared.before is None else compared.before.dataset
        cells = [
            (row, cell) for row in row_texts(table, before, compared.after.dataset, view.language) for cell in row.cells
        ]
        rows = [
            (view.say(f"update.kinds.{row.kind}"), row.name, cell.heading, cell.before, cell.after)
            for row, cell in cells
        ]
        with fold:
            draw(framed_table(heads, rows, caption=heading, kinds=[row.kind for row, _ in cells]))
