"""Bars and columns as native charts: side by side, or end to end with the words that do not fit written after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from fund.charts.palette import LIGHT
from fund.charts.plot import Measure, Plot, Shape
from fund.pack import bar_labels, native_chart
from fund.pack.bar_labels import RowWords
from fund.pack.native_chart import SIZE, Area
from fund.pack.office_text import SMALLEST, lines_of, of_axis, of_measure, one_line, tag, text_width
from fund.pack.pptx_private import cross_at_end, finish_chart, move_label
from fund.slides.geometry import Box
from fund.wording import Language

_NAMES_SHARE, _LABELS_SHARE = 0.36, 0.44
_THICKEST, _AXIS = 72.0, 26.0
"""Points: a bar with what parts it from the next one; the axis of a whole, with its labels."""


def draw_bars(shapes: SlideShapes, shown: Plot, box: Box, language: Language) -> None:
    """The plot in that box of the slide."""
    plot = bar_labels.with_wholes(shown, language)
    largest = bar_labels.largest_of(plot)
    names = bar_labels.bar_names(plot, language)
    area = _area(plot, names, box, top=native_chart.tops(shown))
    rows = bar_labels.row_words(plot, names, area, largest)
    number_format = of_measure(plot.measure, (value for each in plot.series for value in each.values), language)
    data = CategoryChartData(number_format=number_format)
    data.categories = [row.name for row in rows]
    titles = bar_labels.series_titles(plot, language)
    for title, each in zip(titles, plot.series, strict=True):
        data.add_series(title, bar_labels.drawn_values(each))
    native_chart.draw_threshold(shapes, plot, area, largest=largest)
    chart = native_chart.add_chart(shapes, _kind(plot), data, area=area, plot=shown)
    columns = [[title, *bar_labels.drawn_values(each)] for title, each in zip(titles, plot.series, strict=True)]
    native_chart.embed(chart, [["", *(row.name for row in rows)], *columns], number_format)
    _axes(chart, plot, largest=largest, language=language)
    for number, each in enumerate(plot.series):
        mark = chart.plots[0].series[number]
        mark.invert_if_negative = False
        native_chart.paint(mark.format, each.hue, declared=each.declared)
        for row in range(len(plot.categories)):
            if each.values[row] and bar_labels.overspent(plot, row, language):
                mark.points[row].format.fill.solid()
                mark.points[row].format.fill.fore_color.rgb = native_chart.colour(LIGHT.red)
    _write(chart, plot, rows, language, area=area)
    finish_chart(chart, tag(language))


def _kind(plot: Plot) -> Any:
    if plot.shape is Shape.COLUMNS:
        return XL_CHART_TYPE.COLUMN_CLUSTERED
    return XL_CHART_TYPE.BAR_STACKED if bar_labels.end_to_end(plot) else XL_CHART_TYPE.BAR_CLUSTERED


def _ends(plot: Plot) -> bool:
    """Whether the series share one bar per row."""
    return plot.shape in (Shape.STACKED, Shape.OVERLAID)


def _whole(plot: Plot) -> bool:
    """Whether bars are shares of a whole, whose end is worth an axis."""
    return plot.measure is Measure.RATIO and plot.extent is not None and plot.shape is not Shape.COLUMNS


def _area(plot: Plot, names: Sequence[str], box: Box, *, top: float) -> Area:
    """Room for the names on the left (below columns) and for the words after the longest bar, `top` left free above."""
    top += box.top
    if plot.shape is Shape.COLUMNS:
        wide = box.width / max(len(names), 1) - 8
        below = 8 + max((lines_of(name, SIZE, wide) for name in names), default=1) * SIZE * 1.25
        inner = Box(left=box.left + 6, top=top + 26, width=box.width - 12, height=box.bottom - below - top - 26)
        return Area(box=box, inner=inner)
    # A name that also says why it has no mark stands on two lines.
    told = [any(each.values[row] is not None for each in plot.series) for row in range(len(names))]
    widths = [text_width(name, SIZE) / (1 if known else 1.7) for name, known in zip(names, told, strict=True)]
    left = min(max(widths, default=0) + 16, box.width * _NAMES_SHARE)
    said = [
        [one_line(each.texts[row]) for each in plot.series if each.values[row] is not None] for row in range(len(names))
    ]
    after = max((text_width(" · ".join(filter(None, row)), SIZE) for row in said), default=0) + 2 * bar_labels.GAP
    right = min(max(after, 40), box.width * _LABELS_SHARE)
    below = _AXIS if _whole(plot) else 4
    height = min(box.bottom - top - below, _THICKEST * len(names) * max(1, 0 if _ends(plot) else len(plot.series)))
    inner = Box(left=box.left + left, top=top, width=box.width - left - right, height=height)
    return Area(box=box, inner=inner)


def _show_whole(axis: Any, language: Language) -> None:
    """0 to 100 % by quarters, under the bars: the first of them is at the top, where the axis would stand."""
    native_chart.bare_axis(axis)
    axis.major_unit = 0.25
    axis.tick_labels.font.size = Pt(SMALLEST)
    axis.tick_labels.number_format = of_axis(Measure.RATIO, 1, language)
    axis.tick_labels.number_format_is_linked = False
    cross_at_end(axis)


def _axes(chart: Chart, plot: Plot, *, largest: float, language: Language) -> None:
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale = bar_labels.smallest_of(plot), largest
    if _whole(plot):
        _show_whole(values, language)
    else:
        native_chart.hide(values)
    native_chart.bare_axis(names)
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.tick_labels.font.size = Pt(SIZE)
    names.reverse_order = plot.shape is not Shape.COLUMNS
    bars = chart.plots[0]
    bars.vary_by_categories = False
    bars.gap_width = 60
    bars.overlap = 100 if _ends(plot) else -5


def _write(chart: Chart, plot: Plot, rows: Sequence[RowWords], language: Language, *, area: Area) -> None:
    series = chart.plots[0].series
    if not bar_labels.end_to_end(plot):
        size = _column_size(plot, area)
        for each, mark in zip(plot.series, series, strict=True):
            for row, (value, text) in enumerate(zip(each.values, each.texts, strict=True)):
                if value is not None and one_line(text):
                    label = mark.points[row].data_label
                    native_chart.write_label(label, text, size=size)
                    label.position = XL_LABEL_POSITION.OUTSIDE_END
        return
    scale = area.inner.width / (bar_labels.largest_of(plot) - bar_labels.smallest_of(plot))
    for row, said in enumerate(rows):
        for number, text in said.inside.items():
            label = series[number].points[row].data_label
            native_chart.write_label(label, text, ink=LIGHT.text_on(native_chart.colour_of(plot.series[number].hue)))
            label.position = XL_LABEL_POSITION.CENTER
        if said.after and said.last is not None:
            label = series[said.last].points[row].data_label
            ink = LIGHT.red if bar_labels.overspent(plot, row, language) else LIGHT.ink
            native_chart.write_label(label, said.after, ink=ink)
            label.position = XL_LABEL_POSITION.CENTER
            move_label(label, bar_labels.distance_after(plot, row, said, scale) / area.box.width)


def _column_size(plot: Plot, area: Area) -> float:
    """Labels over columns get smaller where there are many; never below what can be read."""
    if plot.shape is not Shape.COLUMNS:
        return SIZE
    room = area.inner.width / max(len(plot.categories) * len(plot.series), 1)
    longest = max((text_width(one_line(text), SIZE) for each in plot.series for text in each.texts), default=0)
    return SIZE if longest <= room else SMALLEST
