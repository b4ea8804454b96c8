"""A slide's plot drawn for the stage: its numbers, its words, its marks."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from plotly.graph_objects import Figure

from fund.charts.drawing.figure import stage_figure
from fund.charts.drawing.layout import HOVER
from fund.charts.palette import DARK, LIGHT
from fund.charts.plot import Hue, Measure, Plot, PlotSeries, Shape
from tests.unit.charts.drawn import lengths

HOSTILE = '<b>%{x}</b><a href="http://x">&'


def series(values: tuple[float | None, ...], labels: tuple[str, ...], hue: Hue = Hue.SPENT, **more: Any) -> PlotSeries:
    return PlotSeries(name=more.pop("name", "Dépensé"), values=values, labels=labels, hue=hue, **more)


def plot(*parts: PlotSeries, shape: Shape = Shape.BARS, measure: Measure = Measure.EUROS, **more: Any) -> Plot:
    names = more.pop("categories", tuple(f"Ligne {at}" for at in range(len(parts[0].values))))
    return Plot(shape=shape, measure=measure, categories=names, series=parts, alt="", **more)


def drawn(given: Plot, **more: Any) -> Figure:
    return stage_figure(given, LIGHT, "fr", width=1760, height=560, **more)


def words(figure: Figure) -> list[str]:
    return [text for trace in figure.data if trace.type == "scatter" for text in trace.text or ()]


def test_a_bar_has_its_length_and_its_words_at_its_end() -> None:
    figure = drawn(plot(series((57.5, 20), ("57,50\u00a0€", "20\u00a0€"), details=("déclaré", ""))))
    assert lengths(figure, LIGHT.teal) == [57.5, 20]
    assert "<b>57,50\u00a0€</b>" in words(figure)[0]
    assert "déclaré" in words(figure)[0].split("</b>")[1]
    assert list(figure.layout.yaxis.ticktext) == ["Ligne 0", "Ligne 1"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]


def test_what_is_not_communicated_has_no_bar_and_words_that_are_not_bold() -> None:
    figure = drawn(plot(series((None, 20), ("non communiqué", "20\u00a0€"))))
    assert lengths(figure, LIGHT.teal) == [20]
    assert "non communiqué" in words(figure)[0]
    assert "<b>" not in words(figure)[0]


def test_a_share_stands_on_its_whole_and_stops_a_quarter_beyond_it() -> None:
    figure = drawn(plot(series((0.5, 1.1, 3.0), ("a", "b", "c")), measure=Measure.RATIO, extent=1))
    assert lengths(figure, LIGHT.track) == [1, 1, 1]
    assert lengths(figure, LIGHT.teal) == [0.5, 1, 1]
    assert lengths(figure, LIGHT.red) == pytest.approx([0.1, 0.25])
    ends = next(trace for trace in figure.data if trace.type == "scatter")
    # The words stand after the whole, never on it.
    assert list(ends.x) == pytest.approx([1, 1.1, 1.25])


def test_bars_end_to_end_begin_where_the_one_before_ends() -> None:
    parts = (series((30, None), ("30", "?")), series((10, 5), ("reste 10", "reste 5"), Hue.REST, name="Reste"))
    figure = drawn(plot(*parts, shape=Shape.STACKED))
    rest = next(trace for trace in figure.data if trace.type == "bar" and trace.marker.color == LIGHT.track)
    assert (list(rest.x), list(rest.base)) == ([10, 5], [30, 0])
    assert "reste 10" in words(figure)[0]


def test_bars_side_by_side_share_their_row() -> None:
    parts = (series((30,), ("30",)), series((10,), ("10",), Hue.OTHER, name="Autre"))
    bars = [trace for trace in drawn(plot(*parts)).data if trace.type == "bar"]
    heights = [(trace.y[0] - trace.width / 2, trace.y[0] + trace.width / 2) for trace in bars]
    assert -0.5 < heights[0][0] < heights[0][1] < heights[1][0] < heights[1][1] < 0.5
    assert [trace.base[0] for trace in bars] == [0, 0]


def test_a_legend_of_words_stands_above_several_series_and_none_above_one() -> None:
    one, other = series((1,), ("1",)), series((2,), ("2",), Hue.PLANNED, name="Prévu")
    assert not drawn(plot(one)).layout.annotations
    notes = drawn(plot(one, other, shape=Shape.STACKED)).layout.annotations
    assert [note.text for note in notes] == ["Dépensé", "Prévu"]
    assert notes[0].xshift < notes[1].xshift
    assert all(note.font.size >= 24 and note.yshift > 0 for note in notes)


def test_a_declared_bar_is_dashed() -> None:
    figure = drawn(plot(series((0.8492,), ("84,92\u00a0%",), declared=True), measure=Measure.RATIO, extent=1))
    (dashed,) = figure.layout.shapes
    assert (dashed.x0, dashed.x1, dashed.line.color) == (0, 0.8492, LIGHT.declared)
    assert dashed.line.dash


def test_the_threshold_is_a_line_across_its_own_row_alone_with_its_words_at_its_head() -> None:
    given = plot(series((0.9, 0.5, None), ("90\u00a0%", "50\u00a0%", "")), measure=Measure.RATIO, extent=1)
    figure = drawn(replace(given, threshold=0.7, threshold_row=1, threshold_label="70\u00a0% à justifier"))
    (line,) = figure.layout.shapes
    assert (line.x0, line.x1, line.yref) == (0.7, 0.7, None)
    assert (0.5 <= line.y0 < 0.7, 1.3 < line.y1 <= 1.5) == (True, True)
    (note,) = figure.layout.annotations
    assert (note.text, note.x, note.xanchor) == ("70\u00a0% à justifier", 0.7, "right")
    assert (note.yref, note.y) == ("y", 0.5)
    assert figure.layout.margin.t > drawn(given).layout.margin.t


def test_columns_say_their_numbers_where_they_have_the_room() -> None:
    few = plot(series((10, 20), ("10\u00a0€", "20\u00a0€")), shape=Shape.COLUMNS, categories=("janv.", "févr."))
    (columns,) = drawn(few).data
    assert (list(columns.y), list(columns.text)) == ([10, 20], ["10\u00a0€", "20\u00a0€"])
    many = plot(series((1e9,) * 12, ("1\u202f000\u202f000\u202f000\u00a0€",) * 12), shape=Shape.COLUMNS)
    (columns,) = drawn(many).data
    assert set(columns.text) == {""}
    assert drawn(many).layout.yaxis.ticktext[-1].endswith("€")


@pytest.mark.parametrize(
    ("measure", "top", "tick"),
    [
        (Measure.EUROS, 8_000, "2\u202f000\u00a0€"),
        (Measure.RATIO, 0.8, "20\u00a0%"),
        (Measure.HOURS, 80, "20\u00a0h"),
        (Measure.COUNT, 80, "20"),
    ],
)
def test_an_axis_says_its_unit(measure: Measure, top: float, tick: str) -> None:
    figure = drawn(plot(series((top,), ("x",)), shape=Shape.COLUMNS, measure=measure))
    # Four even steps reach 8 000, 0.8 or 80.
    assert figure.layout.yaxis.ticktext[1] == tick


def test_a_line_stays_at_what_it_had_reached_and_says_it_at_its_end() -> None:
    days = (date(2024, 1, 1), date(2024, 2, 1))
    figure = drawn(plot(series((None, 150.0), ("", "150\u00a0€")), shape=Shape.STEPS, categories=days))
    line, end = figure.data
    assert (list(line.x), list(line.y), line.line.shape) == (["2024-02-01"], [150], "hv")
    assert (list(end.y), "150\u00a0€" in end.text[0]) == ([150], True)


def test_two_lines_that_end_close_together_have_their_words_apart() -> None:
    days = (date(2024, 1, 1), date(2024, 2, 1))
    parts = (series((0, 100.0), ("", "100")), series((0, 99.0), ("", "99"), Hue.OTHER, name="Autre"))
    ends = [trace for trace in drawn(plot(*parts, shape=Shape.STEPS, categories=days)).data if trace.mode == "text"]
    assert [(trace.y[0], trace.textposition) for trace in ends] == [(99, "bottom right"), (100, "top right")]


@pytest.mark.parametrize("shape", [Shape.BARS, Shape.STACKED, Shape.COLUMNS])
def test_a_hostile_workbook_is_shown_as_it_is_written(shape: Shape) -> None:
    parts = (series((1,), (HOSTILE,), name=HOSTILE), series((1,), (HOSTILE,), Hue.OTHER, name=HOSTILE))
    given = plot(*parts, shape=shape, categories=(HOSTILE,), threshold=0.5, threshold_label=HOSTILE)
    figure = json.loads(drawn(given).to_json())
    assert "<a" not in json.dumps(figure)
    assert "&lt;a" in json.dumps(figure)
    templates = {trace["hovertemplate"] for trace in figure["data"] if "hovertemplate" in trace}
    assert templates == {HOVER}


@pytest.mark.parametrize("shape", [Shape.BARS, Shape.STACKED, Shape.COLUMNS])
def test_a_plot_of_nothing_but_zeros_and_gaps_can_be_drawn(shape: Shape) -> None:
    figure = drawn(plot(series((0, None), ("0\u00a0€", "non communiqué")), shape=shape))
    assert figure.layout.height == 560


def test_a_plot_has_the_size_it_is_asked_for_and_the_palette_s_ink() -> None:
    figure = stage_figure(plot(series((1,), ("1",))), DARK, "en", width=1200, height=400)
    assert (figure.layout.width, figure.layout.height) == (1200, 400)
    assert figure.layout.font.color == DARK.ink
