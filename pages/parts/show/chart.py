"""The one way every chart is shown: title, French locale, alternative text, data as a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, combinations

import streamlit as st
from markupsafe import Markup

from fund.charts.chart import Chart
from fund.charts.drawing.figure import page_figure
from fund.charts.drawing.layout import config
from fund.charts.marks import rows_of_steps
from fund.charts.plot import Plot, Shape, Strip, Timeline
from fund.wording.contract import WORKBOOK_LANGUAGE
from fund.wording.sources import source_rows, where
from pages.parts.session.view import View, current_view
from pages.parts.show.bars import bars, strip
from pages.parts.show.downloads import csv_button
from pages.parts.show.figure_source import close_button
from pages.parts.show.html_table import html_table
from pages.parts.show.markup import draw, fill, fill_if, join

OVER_TIME = (Shape.STEPS, Shape.COLUMNS)
"""What Plotly draws; as rows where there is no room for it, or on paper."""
AROUND_CHART, STEPS_HIGH = 4, 10
"""Heights in rows: of a chart's title and data, of one over time."""


def show_chart(chart: Chart | None, *, tag: str = "h3", anchor: str = "") -> None:
    """Draw a chart under its title, that of a section where it has an `anchor`; nothing where there is none."""
    if chart is not None:
        _show(chart, current_view(), tag="h2" if anchor else tag, anchor=anchor)


def chart_grid(charts: Sequence[Chart | None], *, tag: str = "h3") -> None:
    """Several charts in two columns of about the same height, one alone over both; `tag`: h2 outside any section."""
    shown, view = [chart for chart in charts if chart is not None], current_view()
    if len(shown) < 2:
        for chart in shown:
            _show(chart, view, tag=tag)
        return
    for column, charts_below in zip(st.columns(2, gap="large"), _shared_out(shown), strict=True):
        with column:
            for chart in charts_below:
                _show(chart, view, tag=tag)


def _shared_out(charts: Sequence[Chart]) -> tuple[list[Chart], list[Chart]]:
    """The charts of each of two columns, the higher of which is as low as it can be; the first chart is on the left."""
    heights = [_rows(chart) + AROUND_CHART for chart in charts]
    rest = range(1, len(charts))
    choices = chain.from_iterable(combinations(rest, number) for number in range(1, len(charts)))
    right = min(
        choices,
        key=lambda chosen: max(sum(heights[at] for at in chosen), sum(heights) - sum(heights[at] for at in chosen)),
    )
    return [each for at, each in enumerate(charts) if at not in right], [charts[at] for at in right]


def _rows(chart: Chart) -> int:
    """How high a chart is, in rows."""
    plot = chart.plot
    if isinstance(plot, (Timeline, Strip)) or plot.shape in OVER_TIME:
        return STEPS_HIGH
    return len(plot.categories) * (len(plot.series) if plot.shape is Shape.BARS else 1)


def _show(chart: Chart, view: View, *, tag: str, anchor: str = "") -> None:
    name, plot = chart.code, chart.plot
    with st.container(key=f"chart-{name}"):
        draw(
            '<{tag} class="{kind}"{anchor}>{title}</{tag}><p class="chart-note">{note}</p>',
            tag=tag,
            kind="section" if anchor else "chart-title",
            anchor=fill_if(anchor, ' id="{text}"'),
            title=chart.title,
            note=chart.note,
        )
        if isinstance(plot, Strip):
            draw(strip(plot))
        elif isinstance(plot, Timeline) or plot.shape in OVER_TIME:
            drawn = page_figure(plot, view.palette, view.language)
            st.plotly_chart(
                drawn, theme=None, config=config(view.language), alt=plot.alt, key=f"plot-{name}", width="stretch"
            )
            draw_as_rows(plot)
        else:
            draw(bars(plot))
        _data(chart, name)


def draw_as_rows(plot: Plot | Timeline) -> None:
    """What stands in a drawing's place where there is no room for it: rows of bars, or a list."""
    rows = (
        _steps(plot) if isinstance(plot, Timeline) else bars(rows_of_steps(plot) if plot.shape in OVER_TIME else plot)
    )
    draw('<div class="narrow">{rows}</div>', rows=rows)


def _steps(timeline: Timeline) -> Markup:
    """The events as a list, which takes the place of the figure on a narrow screen."""
    items = [
        fill(
            '<li class="{kind}"><span class="soft">{when}{lane}</span>{title}</li>',
            kind=f"{event.kind} {'period' if event.first < event.last else ''}",
            when=event.when,
            lane=f" · {lane}" if (lane := timeline.lanes[event.lane]) and event.title else "",
            title=fill(f'<br><span lang="{WORKBOOK_LANGUAGE}">{{title}}</span>', title=event.title)
            if event.title
            else "",
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
            close_button(view)
            named = not isinstance(chart.plot, (Timeline, Strip)) and chart.plot.quoted
            draw(html_table(chart.table, caption=chart.title, quoted=int(named)) + _source(chart, view))
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
