"""The one way every chart is shown: title, French locale, alternative text, data as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup
from plotly.graph_objects import Figure

from fund.charts.chart import Chart
from fund.charts.drawing.figure import page_figure
from fund.charts.drawing.layout import config
from fund.charts.plot import Timeline
from fund.wording.sources import source_rows, where
from pages.parts.session.view import View, current_view
from pages.parts.show.downloads import csv_button
from pages.parts.show.html_table import html_table
from pages.parts.show.markup import draw, fill, join


def show_chart(chart: Chart | None) -> None:
    """Draw a chart under its title. Nothing is drawn where there is nothing to show."""
    chart_grid([chart])


def chart_grid(charts: Sequence[Chart | None]) -> None:
    """Several charts in two columns of about the same height; one alone takes the whole width."""
    view = current_view()
    drawn = [(chart, page_figure(chart.plot, view.palette, view.language)) for chart in charts if chart is not None]
    if len(drawn) < 2:
        for chart, figure in drawn:
            _show(chart, figure, view)
        return
    columns, heights = st.columns(2, gap="large"), [0, 0]
    for chart, figure in drawn:
        shorter = heights.index(min(heights))
        heights[shorter] += int(figure.layout.height or 0)
        with columns[shorter]:
            _show(chart, figure, view)


def _show(chart: Chart, figure: Figure, view: View) -> None:
    name = chart.code
    with st.container(key=f"chart-{name}"):
        draw('<h3 class="chart-title">{title}</h3><p class="chart-note">{note}</p>', title=chart.title, note=chart.note)
        st.plotly_chart(
            figure, theme=None, config=config(view.language), alt=chart.plot.alt, key=f"plot-{name}", width="stretch"
        )
        if isinstance(chart.plot, Timeline):
            draw(_steps(chart.plot))
        _data(chart, name)


def _steps(timeline: Timeline) -> Markup:
    """The events as a list, which takes the place of the figure on a narrow screen."""
    items = [
        fill(
            '<li class="{kind}"><span class="soft">{when}{lane}</span>{title}</li>',
            kind=f"{event.kind} {'period' if event.first < event.last else ''}",
            when=event.when,
            lane=f" · {lane}" if (lane := timeline.lanes[event.lane]) and event.title else "",
            title=fill("<br>{title}", title=event.title) if event.title else "",
        )
        for event in timeline.events
    ]
    return fill('<ol class="steps">{items}</ol>', items=join(items))


@st.fragment
def _data(chart: Chart, name: str) -> None:
    view = current_view()
    opener = st.popover(view.say("chart.data"), key=f"data-{name}", type="tertiary", on_change="rerun")
    if opener.open:
        with opener:
            draw(html_table(chart.table, caption=chart.title) + _source(chart, view))
            file = f"{view.fund.code}-{name}"
            csv_button(lambda: chart.table, label=view.say("chart.download"), name=file, key=f"csv-{name}")


def _source(chart: Chart, view: View) -> Markup:
    """The files, sheets and rows behind a chart, one line each."""
    lines = dict.fromkeys(
        where(rows, view.language)
        for cells in chart.source
        for rows in source_rows(view.dataset, cells.table, cells.positions)
    )
    return join([fill('<p class="soft">{line}</p>', line=line) for line in lines])
