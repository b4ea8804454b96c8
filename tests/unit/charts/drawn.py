"""A page's chart as it is drawn, and what is measured in it."""

from __future__ import annotations

from plotly.graph_objects import Figure

from fund.charts.chart import Chart
from fund.charts.drawing.figure import page_figure
from fund.charts.palette import LIGHT


def drawn(chart: Chart) -> Figure:
    """The chart as a page shows it, in the light."""
    return page_figure(chart.plot, LIGHT, "fr")


def lengths(figure: Figure, colour: str) -> list[float]:
    """The lengths of the bars of a colour, from the top."""
    return [x for trace in figure.data if trace.type == "bar" and trace.marker.color == colour for x in trace.x]


def ends(chart: Chart) -> list[str]:
    """The words at the right of the rows, without their tags."""
    words = next(trace for trace in drawn(chart).data if trace.type == "scatter" and trace.mode == "text").text
    return [text.split("<span")[0].replace("<b>", "").replace("</b>", "").replace("<br>", "").strip() for text in words]


def column(chart: Chart, header: str) -> list[str]:
    return list(chart.table[header])
