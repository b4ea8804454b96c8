"""The one door every chart goes through: title, French locale, alternative text, data as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from fund.charts.chart import Chart
from fund.charts.drawing.layout import config
from fund.tables import source_rows
from pages.parts.session.view import View, current_view
from pages.parts.show.figure_source import where
from pages.parts.show.html_table import csv_button, html_table
from pages.parts.show.markup import draw, fill, join


def show_chart(chart: Chart | None) -> None:
    """Draw a chart under its title. Nothing is drawn where there is nothing to show."""
    if chart is None:
        return
    view = current_view()
    name = chart.code
    with st.container(key=f"chart-{name}"):
        draw('<h3 class="chart-title">{title}</h3><p class="chart-note">{note}</p>', title=chart.title, note=chart.note)
        st.plotly_chart(
            chart.figure, theme=None, config=config(view.language), alt=chart.alt, key=f"plot-{name}", width="stretch"
        )
        _data(chart, name)


def chart_grid(charts: Sequence[Chart | None]) -> None:
    """Several charts in two columns of about the same height; one alone takes the whole width."""
    drawn = [chart for chart in charts if chart is not None]
    if len(drawn) < 2:
        for chart in drawn:
            show_chart(chart)
        return
    columns, heights = st.columns(2, gap="large"), [0, 0]
    for chart in drawn:
        shorter = heights.index(min(heights))
        heights[shorter] += int(chart.figure.layout.height or 0)
        with columns[shorter]:
            show_chart(chart)


@st.fragment
def _data(chart: Chart, name: str) -> None:
    view = current_view()
    opener = st.popover(view.say("chart.data"), key=f"data-{name}", type="tertiary", on_change="rerun")
    if opener.open:
        with opener:
            draw("{table}{source}", table=html_table(chart.table, caption=chart.title), source=_source(chart, view))
            csv_button(
                chart.table, label=view.say("chart.download"), name=f"{view.fund.code}-{name}", key=f"csv-{name}"
            )


def _source(chart: Chart, view: View) -> Markup:
    """The files, sheets and rows behind a chart, one line each."""
    lines = dict.fromkeys(
        where(rows, view) for cells in chart.source for rows in source_rows(view.dataset, cells.table, cells.positions)
    )
    return join([fill('<p class="soft">{line}</p>', line=line) for line in lines])
