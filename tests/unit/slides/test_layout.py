"""Every slide of every fund stays within what can be read on the stage, however much there is to say."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from fund.charts.drawing.figure import stage_figure
from fund.charts.palette import DARK
from fund.charts.plot import MOST_MARKS, Shape
from fund.slides.deck import deck
from fund.slides.facts import BETWEEN_LINES, MOST_FACTS, fact_places, fact_size
from fund.slides.geometry import (
    FACT,
    FACT_ROOM,
    FACT_WIDTH,
    LINES,
    ROOM,
    SMALL,
    SUBTITLE,
    TITLE,
    Contents,
    css_properties,
    places,
)
from fund.slides.parts import figures
from fund.slides.slide import FUND_FIGURES, MOST_FIGURES, DeckInput, Slide, SlideFigure, SlideKind
from fund.slides.text_layout import (
    LINE_LENGTH,
    MOST_LINES,
    MOST_TABLE_ROWS,
    ROWS,
    ROWS_UNDER_FIGURES,
    TITLE_LINES,
    column,
    figure_size,
    headline,
    line_count,
    listed,
    name_columns,
    names_layout,
    places_of,
    shortened,
)
from fund.wording import languages
from tests.shipped_funds import shipped_fund
from tests.unit.slides.slide_funds import large, small

SMALLEST = 24


def shipped(code: str) -> DeckInput:
    return DeckInput(fund=shipped_fund(code))


FUNDS = {
    "ukraine": lambda: shipped("ukraine"),
    "exemple": lambda: shipped("exemple"),
    "one donor": small,
    "300 donors": large,
}


@cache
def decks(fund: str) -> tuple[Slide, ...]:
    given = FUNDS[fund]()
    return tuple(slide for language in languages() for slide in deck(given, language))


@pytest.mark.parametrize("fund", FUNDS)
def test_the_words_of_every_slide_fit(fund: str) -> None:
    for slide in decks(fund):
        assert slide.title
        assert line_count(slide.title, TITLE.size) <= TITLE_LINES, slide.title
        assert line_count(slide.subtitle, SUBTITLE.size) == 1, slide.subtitle
        assert line_count(slide.foot, SMALL.size) == 1, slide.foot
        assert line_count(slide.note, SMALL.size) == 1, slide.note
        # Each line of at most two rows, and as many more as the rows that are not used leave room for.
        rows = sum(line_count(line, 32, ROOM - 34) for line in slide.lines)
        assert rows * 42 + len(slide.lines) * 20 <= MOST_LINES * (2 * 42 + 20)
        # Few lines have the room to say twice as much.
        assert all(len(line) <= LINE_LENGTH * (2 if len(slide.lines) <= 3 else 1) for line in slide.lines)
        if len(slide.lines) <= 3:
            assert sum(line_count(line, 40) for line in slide.lines) <= 12, slide.code
        texts = (slide.title, slide.subtitle, slide.foot, slide.note, *slide.lines, *slide.names)
        assert not any("\n" in text for text in texts)


@pytest.mark.parametrize("fund", FUNDS)
def test_every_slide_has_few_figures_each_within_its_column(fund: str) -> None:
    for slide in decks(fund):
        assert len(slide.figures) <= (FUND_FIGURES if slide.kind is SlideKind.FUND else MOST_FIGURES)
        if slide.figures:
            assert figure_size(slide.figures) > SMALLEST
        for figure in slide.figures:
            room = column(len(slide.figures))
            assert line_count(figure.label, SMALL.size, room) == 1, figure.label
            assert line_count(figure.note, SMALL.size, room) <= 2, figure.note


@pytest.mark.parametrize("fund", FUNDS)
def test_every_slide_has_one_thing_to_look_at_cut_to_what_can_be_read(fund: str) -> None:
    for slide in decks(fund):
        assert sum(map(bool, (slide.plot, slide.table, slide.lines, slide.names))) <= 1, slide.code
        assert not slide.facts or not (slide.plot or slide.table or slide.names), slide.code
        if slide.table:
            assert len(slide.table.rows) <= MOST_TABLE_ROWS
            assert all(len(row) == len(slide.table.headings) for row in slide.table.rows)
        if slide.plot:
            most = ROWS_UNDER_FIGURES if slide.figures else ROWS
            if slide.plot.shape not in (Shape.BARS, Shape.STACKED):
                most = MOST_MARKS if slide.plot.shape is Shape.COLUMNS else len(slide.plot.categories)
            assert 0 < len(slide.plot.categories) <= most
            assert all(len(series.labels) == len(slide.plot.categories) for series in slide.plot.series)
            assert slide.plot.alt


@pytest.mark.parametrize("fund", FUNDS)
def test_every_plot_can_be_drawn_with_no_small_text(fund: str) -> None:
    for slide in decks(fund):
        if slide.plot:
            layout = stage_figure(slide.plot, DARK, "fr", width=1760, height=560).layout
            sizes = [layout.font.size, layout.xaxis.tickfont.size, layout.yaxis.tickfont.size]
            sizes += [note.font.size for note in layout.annotations]
            assert min(size for size in sizes if size is not None) >= SMALLEST


@pytest.mark.parametrize("fund", FUNDS)
def test_codes_are_ascii_and_name_one_slide_each(fund: str) -> None:
    found = decks(fund)
    codes = [slide.code for slide in found[: len(found) // 2]]
    assert len(set(codes)) == len(codes)
    assert all(code.isascii() and code == code.lower() and " " not in code for code in codes)
    assert codes == [slide.code for slide in found[len(found) // 2 :]]


@pytest.mark.parametrize("fund", FUNDS)
def test_facts_and_the_lines_under_them_stay_on_the_sheet(fund: str) -> None:
    for slide in decks(fund):
        if slide.facts or slide.told:
            body = places_of(slide).body
            stand = fact_places(slide, body)
            assert len(slide.facts) <= MOST_FACTS
            assert all(box.bottom <= body.bottom for box in stand.facts), slide.code
            assert stand.told.bottom <= stand.facts[0].top if slide.facts else True
            needed = len(slide.lines) * (LINES.line + BETWEEN_LINES) - BETWEEN_LINES
            assert not slide.lines or needed <= stand.lines.height, slide.code
            assert fact_size(slide.facts) > SMALLEST
            for fact in slide.facts:
                assert line_count(fact.value, fact_size(slide.facts), FACT_WIDTH) == 1, fact.value
                assert line_count(fact.said, FACT.size, FACT_ROOM) <= 2, fact.said


@pytest.mark.parametrize("fund", FUNDS)
def test_a_programme_has_one_to_three_slides_one_of_its_results_and_one_of_what_it_did(fund: str) -> None:
    found = decks(fund)[: len(decks(fund)) // 2]
    apart = {slide.programme for slide in found if slide.kind is SlideKind.RESULTS}
    done = {slide.programme for slide in found if slide.kind is SlideKind.PROGRAMME}
    programmes = {slide.programme for slide in found} - {""}
    counted = [sum(each.programme == code for each in found) - (code in apart) - (code in done) for code in programmes]
    assert all(0 <= number <= 3 for number in counted)
    assert apart == (programmes if fund == "exemple" else set())
    assert fund not in ("ukraine", "exemple") or done == programmes
    assert len(counted) == {"ukraine": 3, "exemple": 3, "one donor": 0, "300 donors": 12}[fund]


def test_three_hundred_donors_are_thanked_as_far_as_they_can_be_read() -> None:
    thanks = next(slide for slide in decks("300 donors") if slide.code == "thanks")
    columns, size = names_layout(thanks.names)
    assert size == SMALLEST
    room = (ROOM - 40 * (columns - 1)) / columns
    lines = sum(line_count(each, size, room) for each in thanks.names)
    # 682 px in lines of 24 × 1.28 = 30.72 px: 22 lines in each column.
    assert lines <= 22 * columns
    assert thanks.names[-1] == f"Et {303 - len(thanks.names) + 1}\u00a0autres donateurs"


def test_forty_donors_are_thanked_as_large_as_on_other_slides() -> None:
    thanks = next(slide for slide in decks("exemple") if slide.code == "thanks")
    assert len(thanks.names) == 42
    assert names_layout(thanks.names)[1] >= 28


def test_a_few_short_names_are_set_large_and_in_alphabetical_order() -> None:
    names = name_columns(["Saint-Nazaire", "Évreux", "Arnage", "Eaubonne"], "fr")
    assert names == ("Arnage", "Eaubonne", "Évreux", "Saint-Nazaire")
    assert names_layout(names)[1] == 40


def test_a_title_gives_up_its_name_before_its_figure() -> None:
    fields = {"delivered": "1\u202f000\u202f000\u00a0h", "received": "20\u202f000\u202f000\u00a0h"}
    title = headline("hours.title", "fr", {"programme": "Programme " + "de solidarité " * 20}, **fields)
    assert title.endswith("reçues par les participants")
    assert "…" in title
    assert line_count(title, TITLE.size) == 2


def test_a_word_longer_than_a_line_counts_for_the_lines_it_is_broken_on() -> None:
    # 0.561 em × 64 px = 35.9 px a letter: 49 letters on a line of 1760 px.
    assert line_count("a" * 49, 64) == 1
    assert line_count("a" * 50, 64) == 2
    assert line_count("a" * 99, 64) == 3


def test_a_figure_cut_to_its_column_keeps_what_says_how_well_it_is_known() -> None:
    balance, called = shipped("exemple").fund.metrics.balance, "L’eau potable · Part du budget dépensée, au moins"
    of = SlideFigure(label=called, value="43,74 %", metric=balance)
    (kept, *_) = figures([of] * 3)
    assert kept.label.startswith("L’eau potable · Part")
    assert kept.label.endswith("…, au moins")
    assert line_count(kept.label, SMALL.size, column(3)) == 1
    assert figures([of])[0].label == of.label


def test_a_text_is_cut_as_late_as_it_fits_and_a_short_one_is_kept() -> None:
    assert shortened("Laval", room=200) == "Laval"
    # 0.561 em × 26 px = 14.6 px a letter and 0.864 × 26 = 22.5 px for the sign: 12 letters in 200 px.
    assert shortened("a" * 40, room=200) == "a" * 12 + "…"
    assert line_count(shortened("mot " * 9_000, lines=2), SMALL.size) == 2


def test_the_body_takes_what_the_other_parts_leave() -> None:
    # 1080 − 48 above, 72 a title's line, 20 above the body, and 92 for the foot with what keeps it off.
    assert places(Contents()).body.height == 1080 - 48 - 72 - 20 - 92
    # 66 for the marks, 72 more for a second line, 62 for a subtitle, 44 + 56 + 3 × 35 for figures with two lines of
    # notes, 62 for a note.
    full = Contents(title=2, marks=True, subtitle=True, figures=True, notes=2, note=True)
    assert places(Contents()).body.height - places(full).body.height == 66 + 72 + 62 + 44 + 56 + 3 * 35 + 62
    assert places(full).note.top >= places(full).body.bottom
    assert places(full).body.width == ROOM


def test_every_length_that_the_stage_asks_for_is_the_sheet_s() -> None:
    static = Path(__file__).parents[3] / "pages" / "static"
    asked = set(re.findall(r"var\((--slide-[\w-]+)\)", (static / "meeting.css").read_text()))
    asked |= {f"--slide-{side}" for side in re.findall(r'side\("(\w+)"\)', (static / "page.js").read_text())}
    assert len(asked) > 30
    assert asked <= set(re.findall(r"(--slide-[\w-]+):", css_properties()))


def test_a_line_too_long_for_its_slide_leaves_its_brackets_rather_than_being_cut_in_them() -> None:
    said = "Annoncé depuis, 29 août 2024 : Pro Carpathia choisie pour une deuxième phase"
    told = f"{said} (La ville de Rzeszów choisit de nouveau l’ONG partenaire)"
    assert listed([told, *("a", "b", "c", "d", "e")], "fr")[0] == said
    assert listed([told], "fr") == (told,)
