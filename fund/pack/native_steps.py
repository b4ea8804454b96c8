"""Amounts over time as a native chart: a line that rises by steps, over a true axis of dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from locale import windows_locale
from typing import Any

from openpyxl.utils.datetime import to_excel
from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from fund.charts.palette import LIGHT
from fund.charts.plot import Plot, PlotSeries
from fund.pack import native_chart
from fund.pack.bar_labels import largest_of, smallest_of
from fund.pack.native_chart import SIZE, Area
from fund.pack.office_text import of_axis, of_measure, one_line, tag, text_width
from fund.pack.pptx_private import finish_chart
from fund.pack.sheet_tables import Content
from fund.slides.geometry import Box
from fund.wording.language import Language, conventions

MONTH = 365.25 / 12
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
_TICKS = 9
_WINDOWS_CODES = {name: code for code, name in windows_locale.items()}
_READERS_OWN = 0x400


@dataclass(frozen=True, slots=True)
class _Point:
    """A corner of the line. One that `stands` for a value of its day carries the words of it."""

    day: date
    value: float
    label: str
    stands: bool = field(kw_only=True)


def draw_steps(shapes: SlideShapes, plot: Plot, box: Box, language: Language) -> None:
    """The plot in that box of the slide; a series of which no value is known has no line."""
    days = [each for each in plot.categories if isinstance(each, date)]
    drawn = [(each, line) for each in plot.series if (line := _corners(each, days))]
    lines = [line for _, line in drawn]
    largest = largest_of(plot)
    area = _area(plot, box, largest)
    number_format = of_measure(plot.measure, (point.value for line in lines for point in line), language)
    data = XyChartData(number_format=number_format)
    titles = [one_line(each.name) for each, _ in drawn]
    for title, line in zip(titles, lines, strict=True):
        series = data.add_series(title)
        for point in line:
            series.add_data_point(to_excel(point.day), point.value)
    chart = native_chart.add_chart(shapes, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data, area=area, plot=plot)
    _embed(chart, titles, lines, number_format)
    _axes(chart, plot, days, largest=largest, language=language)
    for mark, (each, line) in zip(chart.plots[0].series, drawn, strict=True):
        _draw(mark, each, line)
    finish_chart(chart, tag(language))


def _corners(each: PlotSeries, days: Sequence[date]) -> list[_Point]:
    """The line's corners: from each known value straight on to the next day, then up or down to its value."""
    found: list[_Point] = []
    for day, value, label in zip(days, each.values, each.texts, strict=True):
        if value is None:
            continue
        if found:
            found.append(_Point(day, found[-1].value, "", stands=False))
        found.append(_Point(day, value, one_line(label), stands=True))
    return found


def _area(plot: Plot, box: Box, largest: float) -> Area:
    longest = max((text_width(one_line(text), SIZE) for each in plot.series for text in each.texts), default=0)
    # As wide as the longest number of an axis that ends there.
    left = text_width(f"{largest:,.0f} €" if largest > 1 else "100 %", SIZE) + 14
    top = box.top + native_chart.tops(plot) + 22
    right = min(longest * 0.6 + 10, box.width * 0.2)
    inner = Box(left=box.left + left, top=top, width=box.width - left - right, height=box.bottom - top - 30)
    return Area(box=box, inner=inner)


def _embed(chart: Chart, titles: Sequence[str], lines: Sequence[Sequence[_Point]], number_format: str) -> None:
    """The corners of each series below those of the one before, as the chart's references have them."""
    days: list[Content] = []
    values: list[Content] = []
    for title, line in zip(titles, lines, strict=True):
        if days:
            days.append(None)
            values.append(None)
        days += ["", *(point.day for point in line)]
        values += [title, *(point.value for point in line)]
    native_chart.embed(chart, [days, values], number_format)


def _axes(chart: Chart, plot: Plot, days: Sequence[date], *, largest: float, language: Language) -> None:
    time, values = chart.category_axis, chart.value_axis
    for axis in (time, values):
        native_chart.bare_axis(axis)
        axis.tick_labels.font.size = Pt(SIZE)
    first, last = (min(days), max(days)) if days else (date(2000, 1, 1), date(2000, 12, 31))
    # Ticks in the middle of months stay in the month they name, however long months are.
    start = first.replace(day=15) - timedelta(days=40)
    span = max((last - start).days / MONTH, 1)
    every = next((step for step in _MONTHS if span / step <= _TICKS), _MONTHS[-1])
    time.minimum_scale, time.maximum_scale = to_excel(start.replace(day=15)), to_excel(last) + 2
    time.major_unit = round(every * MONTH, 4)
    time.major_tick_mark = XL_TICK_MARK.OUTSIDE
    time.tick_labels.number_format, time.tick_labels.number_format_is_linked = _months(language), False
    smallest = smallest_of(plot)
    if smallest < 0:
        # Round numbers below zero too, which the reader's program finds, and the months below them all.
        time.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    else:
        values.minimum_scale, values.maximum_scale = 0, largest * 1.02
    if all(one_line(text) for each in plot.series for text in each.texts):
        native_chart.hide(values)
        return
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = native_chart.colour(LIGHT.track)
    values.tick_labels.number_format = of_axis(plot.measure, largest, language, smallest=smallest)
    values.tick_labels.number_format_is_linked = False


def _months(language: Language) -> str:
    """The format of months in the deck's language, whatever the reader's machine."""
    code = _WINDOWS_CODES.get(str(conventions(language).locale), _READERS_OWN)
    return f"[$-{code:X}]mmm\\ yyyy"


def _draw(mark: Any, each: PlotSeries, line: Sequence[_Point]) -> None:
    mark.smooth = False
    mark.format.line.color.rgb, mark.format.line.width = native_chart.colour(native_chart.colour_of(each.hue)), Pt(3)
    mark.marker.style = XL_MARKER_STYLE.NONE
    if each.declared:
        mark.format.line.dash_style = MSO_LINE.DASH
    for number, point in enumerate(line):
        # The corners are where the line turns; a declared value is a dot, and so is a line of one point.
        if point.stands and (each.declared or len(line) == 1):
            dot = mark.points[number].marker
            dot.style, dot.size = XL_MARKER_STYLE.CIRCLE, 9
            dot.format.fill.solid()
            dot.format.fill.fore_color.rgb = native_chart.colour(native_chart.colour_of(each.hue))
            dot.format.line.color.rgb = native_chart.colour(LIGHT.declared)
        if point.label:
            label = mark.points[number].data_label
            native_chart.write_label(label, point.label)
            # Above where it rises; where it falls nothing is on the left of the lower corner.
            falls = number > 0 and point.value < line[number - 1].value
            label.position = XL_LABEL_POSITION.LEFT if falls else XL_LABEL_POSITION.ABOVE
