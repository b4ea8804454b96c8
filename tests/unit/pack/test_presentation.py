"""The presentation read back: the screen's words, titles, tables and names, nothing to repair."""

from __future__ import annotations

import math
from functools import partial
from io import BytesIO
from typing import Any

import pptx
import pytest
from openpyxl import load_workbook
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

from fund.pack.presentation import presentation
from fund.slides.slide import Slide, SlideKind
from tests.unit.pack.office_package import faults
from tests.unit.pack.pack_funds import HOSTILE, alone, crowd, hostile, shipped
from tests.unit.pack.pack_slides import FOOT, NAMES, TABLE, UKRAINE, figure, slide
from tests.unit.pack.read_presentation import FUND_TITLE, charts, made, texts


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
        assert [each.value for each in (*own.figures, *own.facts) if each.value not in said] == []
        assert [each.said for each in own.facts if each.said not in said] == []
        assert own.told in said
        assert own.heading in said
        assert own.title in said
        assert own.foot in said
    # The report: 395 000 EUR, 84,92 %, 75 000 €, 382 h, 2 230 h.
    whole = "\n".join(text for drawn in deck.slides for text in texts(drawn))
    for number in ("≈ 395\u202f000\xa0€", "84,92\xa0%", "75\u202f000\xa0€", "382\xa0h", "2\u202f230\xa0h"):
        assert number in whole


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


def test_an_empty_slide_is_still_a_slide() -> None:
    deck = made(Slide(code="title", kind=SlideKind.TITLE, title="", foot=""), slide("x", SlideKind.NEXT, ""))
    assert FOOT in texts(deck.slides[1])
