"""The presentation read back: the screen's words, native charts and tables, nothing to repair."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from functools import cache, partial
from io import BytesIO
from typing import Any

import pptx
import pytest
from openpyxl import load_workbook
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

from fund.charts.plot import Hue, Measure, Plot, PlotSeries, Shape
from fund.pack.presentation import presentation
from fund.slides.slide import Slide, SlideKind
from tests.unit.pack.office_package import faults
from tests.unit.pack.pack_funds import HOSTILE, alone, crowd, hostile, shipped
from tests.unit.pack.pack_slides import FOOT, MONEY, NAMES, STEPS, TABLE, UKRAINE, figure, slide

FUND_TITLE = "Fonds de solidarité pour l’Ukraine"


@cache
def written(*slides: Slide) -> tuple[bytes, float]:
    """The presentation, and the seconds of work it took."""
    start = time.process_time()
    content = presentation(slides, "fr", title=FUND_TITLE)
    return content, time.process_time() - start


@cache
def made(*slides: Slide) -> Any:
    content, _ = written(*slides)
    assert faults(content) == []
    return pptx.Presentation(BytesIO(content))


def texts(drawn: Any) -> list[str]:
    return [shape.text_frame.text for shape in drawn.shapes if shape.has_text_frame]


def charts(deck: Any) -> Iterator[Any]:
    for drawn in deck.slides:
        yield from (shape for shape in drawn.shapes if shape.has_chart)


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


def test_every_title_is_a_title_of_the_outline() -> None:
    deck = made(*UKRAINE)
    assert [drawn.shapes.title.text_frame.text for drawn in deck.slides] == [each.title for each in UKRAINE]


def test_the_deck_is_wide_and_says_what_it_is() -> None:
    deck = made(*UKRAINE)
    assert (deck.slide_width.inches, deck.slide_height.inches) == (pytest.approx(13.3333, abs=1e-4), 7.5)
    about = deck.core_properties
    assert (about.title, about.language, about.author) == (FUND_TITLE, "fr-FR", "Cités Unies France")


def test_the_report_s_figures_stand_as_the_screen_writes_them() -> None:
    said = texts(made(*UKRAINE).slides[1])
    assert "Collecté\n≈ 395\u202f000 €\n22 collectivités · déclaré".replace("\u202f", " ") in [
        text.replace("\u202f", " ").replace("\xa0", " ") for text in said
    ]
    assert any("382 h" in text for text in said)


def test_the_shipped_deck_says_every_large_figure_of_the_screen() -> None:
    fund = shipped("ukraine")
    deck = made(*fund.slides)
    for drawn, own in zip(deck.slides, fund.slides, strict=True):
        said = "\n".join(texts(drawn))
        assert [figure.value for figure in own.figures if figure.value not in said] == []
        assert own.title in said
        assert own.foot in said
    # The report: 395 000 EUR, 84,92 %, 75 000 €, 382 h, 2 230 h.
    whole = "\n".join(text for drawn in deck.slides for text in texts(drawn))
    for number in ("≈ 395\u202f000\xa0€", "84,92\xa0%", "75\u202f000\xa0€", "382\xa0h", "2\u202f230\xa0h"):
        assert number in whole


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


def test_months_on_an_axis_are_french_whatever_the_machine() -> None:
    assert chart_of(STEPS).category_axis.tick_labels.number_format == "[$-40C]mmm\\ yyyy"


def test_thousands_on_an_axis_are_parted_whatever_the_machine() -> None:
    assert '#"\u202f"000' in chart_of(STEPS).value_axis.tick_labels.number_format


def test_a_chart_of_nothing_is_said_in_words() -> None:
    deck = made(slide("x", SlideKind.MONEY, "x", plot=one(None, words=("",), alt="Rien n’est communiqué.")))
    assert list(charts(deck)) == []
    assert "Rien n’est communiqué." in texts(deck.slides[0])


def test_a_threshold_is_drawn_with_its_words() -> None:
    plot = one(0.5, words=("50 %",), measure=Measure.RATIO, extent=1, threshold=0.7, threshold_label="70 % à justifier")
    deck = made(slide("x", SlideKind.TRANCHES, "x", plot=plot))
    assert "70 % à justifier" in texts(deck.slides[0])
    (line,) = [
        shape for shape in deck.slides[0].shapes if shape.name.startswith("Threshold ") and not shape.has_text_frame
    ]
    (frame,) = charts(deck)
    layout = frame.chart._chartSpace.xpath("c:chart/c:plotArea/c:layout/c:manualLayout/*/@val")
    x, wide = float(layout[3]), float(layout[5])
    # 70 % of the plot area, which is 100 % wide.
    assert line.left == pytest.approx(frame.left + frame.width * (x + wide * 0.7), abs=Pt(1))


def test_charts_and_tables_have_a_text_alternative() -> None:
    deck = made(*UKRAINE)
    drawn = [shape for each in deck.slides for shape in each.shapes if shape.has_chart or shape.has_table]
    described = [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in drawn]
    assert described == [
        "Deux barres en euros.",
        "Lignes en escalier du collecté et du dépensé.",
        "Une barre par tranche. Tranche 1 : 84,92 % ; tranche 2 : non communiqué.",
        "Une colonne par mois.",
        "Barres des heures dispensées par activité, 382 h en tout.",
        "Deux décisions à suivre",
    ]


def test_a_table_is_a_table_with_its_heading() -> None:
    deck = made(slide("x", SlideKind.DECISIONS, "x", table=TABLE))
    (frame,) = [shape for shape in deck.slides[0].shapes if shape.has_table]
    assert frame.table.first_row
    assert [[cell.text for cell in row.cells] for row in frame.table.rows] == [
        list(TABLE.headings),
        *map(list, TABLE.rows),
    ]


def test_names_keep_their_accents() -> None:
    assert "\n".join(NAMES) in texts(made(slide("thanks", SlideKind.THANKS, "Merci", names=NAMES)).slides[0])


@pytest.mark.parametrize("fund", [partial(shipped, "ukraine"), partial(shipped, "exemple"), crowd])
def test_names_stay_above_the_foot(fund: Any) -> None:
    names = fund().slides[-1].names
    (drawn,) = made(slide("thanks", SlideKind.THANKS, "Merci", names=names)).slides
    (shape,) = [each for each in drawn.placeholders if each.placeholder_format.idx == 1]
    columns = int(shape.text_frame._txBody.bodyPr.get("numCol"))
    paragraphs = shape.text_frame.paragraphs
    assert len(paragraphs) == len(names)
    size = paragraphs[0].runs[0].font.size.pt
    # Calibri is about half an em wide on average; 20 points part two columns.
    room = (shape.width.pt - 20 * (columns - 1)) / columns
    lines = sum(math.ceil(len(each.text) * 0.5 * size / room) for each in paragraphs)
    # Its lines are 1.22 sizes high; 0.05 parts two names.
    assert math.ceil(lines / columns) * size * 1.27 <= shape.height.pt
    (foot,) = [each for each in drawn.placeholders if each.placeholder_format.type == PP_PLACEHOLDER.FOOTER]
    assert shape.top + shape.height <= foot.top


def test_the_speaker_s_line_is_in_the_notes_and_nowhere_else() -> None:
    deck = made(slide("x", SlideKind.MONEY, "x", line="Ne pas oublier CGLU."))
    assert deck.slides[0].notes_slide.notes_text_frame.text == "Ne pas oublier CGLU."
    assert "Ne pas oublier CGLU." not in texts(deck.slides[0])


def test_invented_data_say_so_on_every_slide_once() -> None:
    fund = shipped("exemple")
    deck = made(*fund.slides)
    assert [texts(drawn).count("Données fictives") for drawn in deck.slides] == [1] * len(fund.slides)


def test_a_real_fund_bears_no_mark() -> None:
    assert not any("fictives" in text for drawn in made(*shipped("ukraine").slides).slides for text in texts(drawn))


def test_a_simulation_says_so() -> None:
    assert "Simulation" in texts(made(slide("x", SlideKind.WHAT_IF, "x", marks=("simulation",))).slides[0])


def test_every_run_has_its_language() -> None:
    for drawn in made(*UKRAINE).slides:
        languages = {run.get("lang") for run in drawn.element.xpath(".//a:r/a:rPr | .//a:fld/a:rPr")}
        assert languages == {"fr-FR"}


def test_texts_are_never_smaller_than_twelve_points_but_at_the_foot() -> None:
    for drawn in made(*shipped("exemple").slides).slides:
        for shape in (shape for shape in drawn.shapes if shape.has_text_frame and not shape.name.startswith("Footer")):
            sizes = [run.font.size for each in shape.text_frame.paragraphs for run in each.runs if run.font.size]
            assert all(size >= Pt(12) for size in sizes), shape.name


def test_hostile_texts_stay_texts() -> None:
    fund = hostile()
    content = presentation(fund.slides, "fr", title=HOSTILE[0])
    assert faults(content) == []
    for frame in charts(pptx.Presentation(BytesIO(content))):
        book = load_workbook(BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
        cells = [cell for row in book["Sheet1"].iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize("fund", [alone, crowd], ids=["one donor, no programme", "300 donors, 12 programmes"])
def test_an_extreme_fund_stays_on_its_slides(fund: Any) -> None:
    deck = made(*fund().slides)
    for drawn in deck.slides:
        for shape in drawn.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height + Pt(1)


@pytest.mark.parametrize("value", ["0\xa0€", "1\u202f000\u202f000\u202f000\xa0€", "≈ 999\u202f999\u202f999,99\xa0€"])
def test_an_amount_stays_on_one_line(value: str) -> None:
    figures = tuple(figure("Collecté", value) for _ in range(4))
    deck = made(slide("fund", SlideKind.FUND, "x", figures=figures))
    boxes = [shape for shape in deck.slides[0].shapes if shape.name.startswith("Figure")]
    for box in boxes:
        run = box.text_frame.paragraphs[1].runs[0]
        # A digit of Calibri is half an em wide, a bold one a little more; what parts thousands, half of that.
        wide = sum(0.27 if character in "\u202f\xa0," else 0.53 for character in value)
        assert wide * run.font.size <= box.width


@pytest.mark.parametrize("fund", ["ukraine", "exemple"])
def test_a_presentation_takes_less_than_three_seconds(fund: str) -> None:
    _, seconds = written(*shipped(fund).slides)
    assert seconds < 3


def test_an_empty_slide_is_still_a_slide() -> None:
    deck = made(Slide(code="title", kind=SlideKind.TITLE, title="", foot=""), slide("x", SlideKind.NEXT, ""))
    assert FOOT in texts(deck.slides[1])
