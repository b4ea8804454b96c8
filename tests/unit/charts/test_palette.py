"""Colours, the common layout, and the texts inside figures."""

from datetime import date
from itertools import combinations

import pytest

from fund.charts.drawing.layout import HOVER, config, month_ticks, round_ticks, spread
from fund.charts.palette import DARK, LIGHT, Palette, contrast
from fund.charts.text import cut, escape, hover, width, wrap

both = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_of_black_on_white_is_21_and_of_a_colour_on_itself_1():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#6F93C5", "#6F93C5") == pytest.approx(1)


@both
def test_every_text_stands_seven_to_one_on_the_background(palette: Palette):
    for text in (palette.ink, palette.soft, palette.declared_text):
        assert contrast(text, palette.surface) >= 7


@both
def test_every_mark_stands_three_to_one_on_the_background(palette: Palette):
    marks = (palette.blue, palette.mid, palette.teal, palette.ochre, palette.red, palette.soft, palette.declared)
    for mark in marks:
        assert contrast(mark, palette.surface) >= 3


@both
def test_received_and_committed_differ_three_to_one_where_they_touch(palette: Palette):
    assert contrast(palette.blue, palette.mid) >= 3


@both
def test_spent_stands_three_to_one_on_its_track(palette: Palette):
    assert contrast(palette.teal, palette.track) >= 3


@both
def test_a_text_inside_a_mark_is_legible(palette: Palette):
    for fill in (palette.blue, palette.mid, palette.teal, palette.track):
        assert contrast(palette.text_on(fill), fill) >= 4.5


def test_no_two_meanings_share_a_colour():
    for palette in (LIGHT, DARK):
        hues = (palette.blue, palette.mid, palette.teal, palette.ochre, palette.red)
        assert all(one != other for one, other in combinations(hues, 2))


def test_the_french_configuration_brings_its_own_locale_and_no_tool_bar():
    french = config("fr")

    assert french["displayModeBar"] is False
    assert french["locale"] == "fr"
    assert french["locales"]["fr"]["format"]["decimal"] == ","
    assert french["locales"]["fr"]["format"]["thousands"] == "\u202f"
    assert french["locales"]["fr"]["format"]["months"][0] == "janvier"
    assert french["locales"]["fr"]["format"]["days"][0] == "dimanche"


def test_the_hover_template_holds_nothing_but_the_place_of_the_data():
    assert HOVER == "%{customdata}<extra></extra>"


def test_pseudo_html_is_escaped_and_quotes_stay():
    assert escape('<b>A & "B"</b> l\'eau') == '&lt;b&gt;A &amp; "B"&lt;/b&gt; l\'eau'


def test_a_hover_text_joins_what_there_is_to_say():
    assert hover("<i>Laval</i>", "", "395 000 €") == "&lt;i&gt;Laval&lt;/i&gt;<br>395 000 €"


def test_a_long_label_is_cut_after_a_word():
    assert cut("Conseil départemental d’Ille-et-Vilaine", 30) == "Conseil départemental…"
    assert cut("Laval", 30) == "Laval"


def test_a_label_is_wrapped_on_two_lines_at_most():
    assert wrap("Association des villes ukrainiennes", 24) == ["Association des villes", "ukrainiennes"]
    assert len(wrap("un mot " * 40, 24)) == 2
    assert wrap("un mot " * 40, 24)[1].endswith("…")


def test_a_longer_text_takes_more_room():
    assert width("395 000 €", 16) > width("395 €", 16) > 0


def test_close_dates_stand_on_different_levels_and_far_ones_on_the_first():
    # 100 px wide each: the first two overlap, the third is far from both.
    assert spread([0, 50, 400], [100, 100, 100]) == [-1, 1, 1]


def test_no_label_covers_another():
    starts = [0, 5, 10, 60, 61, 62, 150, 300, 310, 320, 330, 340, 350, 360, 500]
    rooms = [200, 180, 150, 190, 120, 170, 160, 200, 90, 100, 200, 150, 150, 150, 100]

    levels = spread(starts, rooms)

    for one, other in combinations(range(len(starts)), 2):
        if levels[one] == levels[other]:
            assert starts[other] >= starts[one] + rooms[one]


def test_an_axis_has_round_amounts():
    # 982 600 € in steps of 250 000 €.
    assert round_ticks(98_260_000) == [0, 25_000_000, 50_000_000, 75_000_000]


def test_an_axis_that_goes_below_zero_has_round_amounts_there_too():
    # From −146 332 € to 389 047 € in steps of 100 000 €; nothing above zero has a zero all the same.
    assert round_ticks(38_904_700, -14_633_200) == [-10_000_000, 0, 10_000_000, 20_000_000, 30_000_000]
    assert round_ticks(0, -600) == [-600, -500, -400, -300, -200, -100, 0]


def test_an_axis_has_at_most_five_months_evenly_apart():
    assert month_ticks(date(2022, 12, 12), date(2023, 12, 20)) == [
        date(2023, 1, 1),
        date(2023, 4, 1),
        date(2023, 7, 1),
        date(2023, 10, 1),
    ]
