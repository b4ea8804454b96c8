"""Native charts read back: their values can be changed, their words are the screen's."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx.enum.chart import XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from fund.charts.palette import LIGHT
from fund.charts.plot import Hue, Measure, Plot, PlotSeries, Shape
from fund.pack.office_text import text_width
from fund.slides.slide import SlideKind
from tests.unit.pack.pack_slides import MONEY, STEPS, slide
from tests.unit.pack.read_presentation import charts, made, texts


def chart_of(plot: Plot) -> Any:
    (frame,) = charts(made(slide("x", SlideKind.MONEY, "x", plot=plot)))
    return frame.chart


def labels(chart: Any) -> list[list[str]]:
    return [
        [
            p.data_label.text_frame.text
            for i, _ in enumerate(each.values)
            if (p := each.points[i]).data_label.has_text_frame
        ]
        for each in chart.plots[0].series
    ]


def one(*values: float | None, words: tuple[str, ...], **parts: Any) -> Plot:
    series = PlotSeries(name="Dépensé", values=values, labels=words, hue=Hue.SPENT)
    names = tuple(f"Rang {number}" for number in range(len(values)))
    return Plot(
        **{"shape": Shape.BARS, "measure": Measure.EUROS, "categories": names, "series": (series,), "alt": "x", **parts}
    )


def test_a_chart_keeps_its_values_and_the_screen_s_words() -> None:
    chart = chart_of(one(180, 100, words=("180 h", "100 h"), measure=Measure.HOURS))
    assert list(chart.plots[0].categories) == ["Rang 0", "Rang 1"]
    assert list(chart.plots[0].series[0].values) == [180, 100]
    assert labels(chart) == [["180 h", "100 h"]]


def test_the_workbook_in_a_chart_holds_the_same_values() -> None:
    book = load_workbook(BytesIO(chart_of(MONEY).part.chart_workbook.xlsx_part.blob))
    assert [[cell.value for cell in row] for row in book["Sheet1"].iter_rows()] == [
        [None, "Dépensé", "Reste"],
        ["Collecté", 75_000, 320_000],
        ["Alloué", 75_000, 500],
    ]


def test_what_is_not_communicated_is_a_gap_that_says_so() -> None:
    chart = chart_of(one(5, None, words=("5 €", "non communiqué")))
    assert list(chart.plots[0].series[0].values) == [5, None]
    assert list(chart.plots[0].categories)[1] == "Rang 1 · non communiqué"


def test_a_value_missing_beside_another_one_is_said_with_its_series() -> None:
    pair = (
        PlotSeries(name="Dispensé", values=(None,), labels=("",), hue=Hue.RECEIVED),
        PlotSeries(name="Prévu", values=(40,), labels=("40 h",), hue=Hue.PLANNED),
    )
    plot = Plot(shape=Shape.BARS, measure=Measure.HOURS, categories=("Cours",), series=pair, alt="x")
    assert list(chart_of(plot).plots[0].categories) == ["Cours · Dispensé\xa0: non communiqué"]


def test_words_that_do_not_fit_in_a_mark_stand_after_the_bar() -> None:
    chart = chart_of(MONEY)
    assert labels(chart) == [["75 000 €", "75 000 €"], ["320 000 €", "500 €"]]
    moved = chart.plots[0].series[1].points[1].data_label._dLbl.xpath("c:layout/c:manualLayout/c:x/@val")
    assert float(moved[0]) > 0


def test_no_words_are_lost_when_every_mark_is_filled() -> None:
    parts = (
        PlotSeries(name="Versé", values=(900,), labels=("900 €",), hue=Hue.RECEIVED),
        PlotSeries(name="Dû", values=(None,), labels=("reste non communiqué",), hue=Hue.OTHER),
        PlotSeries(name="Reste", values=(900,), labels=("900 € encore",), hue=Hue.REST),
    )
    plot = Plot(shape=Shape.STACKED, measure=Measure.EUROS, categories=("Fonds",), series=parts, alt="x")
    assert labels(chart_of(plot)) == [["900 €"], [], ["reste non communiqué · 900 € encore"]]


def test_a_step_line_turns_at_right_angles() -> None:
    chart = chart_of(STEPS)
    raised = chart.plots[0].series[0]
    # 31 August 2022 is day 44804 in Excel, 31 December 44926, 30 November 2023 45260.
    assert [float(x) for x in raised._element.xpath("c:xVal//c:v/text()")] == [44804, 44926, 44926, 45260, 45260]
    assert list(raised.values) == [300_000, 300_000, 400_000, 400_000, 395_000]
    assert labels(chart)[0] == ["≈ 300 000 €", "≈ 400 000 €"]


def test_words_stand_above_where_a_line_rises_and_on_the_left_where_it_falls() -> None:
    line = PlotSeries(name="Caisse", values=(300, 100, 200), labels=("300 €", "100 €", "200 €"), hue=Hue.RECEIVED)
    (drawn,) = chart_of(replace(STEPS, series=(line,))).plots[0].series
    placed = [drawn.points[at].data_label.position for at in (0, 2, 4)]
    assert placed == [XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.LEFT, XL_LABEL_POSITION.ABOVE]


def test_months_on_an_axis_are_french_whatever_the_machine() -> None:
    assert chart_of(STEPS).category_axis.tick_labels.number_format == "[$-40C]mmm\\ yyyy"


def test_thousands_on_an_axis_are_parted_whatever_the_machine() -> None:
    assert '#"\u202f"000' in chart_of(STEPS).value_axis.tick_labels.number_format


def test_below_zero_an_axis_says_so_and_its_months_stand_under_the_line() -> None:
    line = PlotSeries(name="Caisse", values=(300, -1500, -200), labels=("", "", ""), hue=Hue.RECEIVED)
    chart = chart_of(replace(STEPS, series=(line,)))
    # The amounts below zero have a part of their own, with a sign.
    assert chart.value_axis.tick_labels.number_format == '#,##0"\xa0€";−#,##0"\xa0€"'
    assert chart.value_axis.minimum_scale is None
    assert chart.category_axis.tick_label_position == XL_TICK_LABEL_POSITION.LOW
    assert chart_of(STEPS).value_axis.minimum_scale == 0


def test_a_chart_of_nothing_is_said_in_words() -> None:
    deck = made(slide("x", SlideKind.MONEY, "x", plot=one(None, words=("",), alt="Rien n’est communiqué.")))
    assert list(charts(deck)) == []
    assert "Rien n’est communiqué." in texts(deck.slides[0])


def test_a_share_stands_on_its_whole_with_all_its_words_after_it() -> None:
    chart = chart_of(one(0.6, 0, None, words=("60 %", "0 %", "non communiqué"), measure=Measure.RATIO, extent=1))
    part, rest = chart.plots[0].series
    assert list(part.values) == [0.6, None, None]
    assert list(rest.values) == [0.4, 1, None]
    # Words after the bar are crossed by no threshold.
    assert labels(chart) == [[], ["60 %", "0 %"]]
    assert list(chart.plots[0].categories)[2] == "Rang 2 · non communiqué"
    assert not chart.has_legend


@pytest.mark.parametrize(("words", "red"), [("103 % · dépassement", True), ("107 %", False)])
def test_only_what_is_overspent_is_red_and_says_so(words: str, red: bool) -> None:
    chart = chart_of(one(1.05, words=(words,), measure=Measure.RATIO, extent=1))
    found = chart._chartSpace.xpath("//c:ser[1]/c:dPt//a:srgbClr/@val")
    assert found == ([LIGHT.red[1:].upper()] if red else [])
    assert labels(chart)[0] == [words]


def test_a_threshold_is_drawn_over_its_own_row_with_its_words() -> None:
    shares = one(0.9, 0.5, 0.1, words=("90 %", "50 %", "10 %"), measure=Measure.RATIO, extent=1)
    plot = replace(shares, threshold=0.7, threshold_row=1, threshold_label="70 % à justifier")
    deck = made(slide("x", SlideKind.TRANCHES, "x", plot=plot))
    assert "70 % à justifier" in texts(deck.slides[0])
    (line,) = [
        shape for shape in deck.slides[0].shapes if shape.name.startswith("Threshold ") and not shape.has_text_frame
    ]
    (frame,) = charts(deck)
    layout = frame.chart._chartSpace.xpath("c:chart/c:plotArea/c:layout/c:manualLayout/*/@val")
    x, top, wide, high = (float(each) for each in layout[3:7])
    # 70 % of the plot area, which is 100 % wide.
    assert line.left == pytest.approx(frame.left + frame.width * (x + wide * 0.7), abs=Pt(1))
    # The second of three rows.
    first, last = (frame.top + frame.height * (top + high * part) for part in (1 / 3, 2 / 3))
    assert first - Pt(1) <= line.top < line.top + line.height <= last + Pt(1)


def test_the_words_of_a_threshold_touch_no_bar_where_tranches_are_many() -> None:
    shares = one(0.97, 0.5, None, None, words=("97 %", "50 %", "", ""), measure=Measure.RATIO, extent=1)
    plot = replace(shares, threshold=0.7, threshold_row=1, threshold_label="70 % à justifier")
    deck = made(slide("x", SlideKind.TRANCHES, "x", plot=plot))
    (label,) = [shape for shape in deck.slides[0].shapes if shape.name.startswith("Threshold label")]
    (frame,) = charts(deck)
    layout = frame.chart._chartSpace.xpath("c:chart/c:plotArea/c:layout/c:manualLayout/*/@val")
    top, high = (float(layout[at]) * frame.height for at in (4, 6))
    # A bar and its gap of 60 % share a row: the second of four bars ends at 2 rows less half of a gap.
    assert label.top >= frame.top + top + high / 4 * (2 - 0.3 / 1.6)


def test_the_words_after_a_whole_bar_end_within_the_chart() -> None:
    """Where they reach beyond it LibreOffice draws the chart smaller, and the threshold beside it is elsewhere."""
    said = "au moins 97,42\u00a0% · au moins 116\u202f900\u00a0€ sur 120\u202f000\u00a0€"
    plot = one(0.9742, 1.0, words=(said, said), measure=Measure.RATIO, extent=1, threshold=0.7, threshold_label="70 %")
    drawn = made(slide("x", SlideKind.TRANCHES, "x", plot=plot))
    (frame,) = charts(drawn)
    layout = frame.chart._chartSpace.chart.plotArea.find(".//{*}manualLayout")
    x, w = (float(layout.find(f"{{*}}{side}").get("val")) for side in ("x", "w"))
    assert Pt(text_width(said, 14)) <= (1 - x - w) * frame.width
