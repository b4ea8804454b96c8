"""Rows of bars in HTML: what is as long as what, what is said beside, and amounts over time told as rows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fund.charts.marks import MOST_DAYS, rows_of_steps
from fund.charts.palette import DARK, LIGHT, Palette
from fund.charts.plot import Hue, Measure, Plot, PlotSeries, Point, Shape
from pages.parts.show.bars import LEAST, bars
from pages.web.static_files import _OUR_STATIC

HOSTILE = '<b>%{x}</b><a href="http://x">&'


def series(values: tuple[float | None, ...], labels: tuple[str, ...], hue: Hue = Hue.SPENT, **more: Any) -> PlotSeries:
    return PlotSeries(name=more.pop("name", "Dépensé"), values=values, labels=labels, hue=hue, **more)


def plot(*parts: PlotSeries, shape: Shape = Shape.BARS, **more: Any) -> Plot:
    names = more.pop("categories", tuple(f"ligne {at}" for at in range(len(parts[0].values))))
    return Plot(shape=shape, measure=Measure.EUROS, categories=names, series=parts, alt="Barres.", **more)


def marks(given: Plot, look: str) -> list[tuple[float, float]]:
    """Where each mark of a look begins and how long it is, in per cent of the axis."""
    found = re.findall(rf'class="bar {look}"(?: title="[^"]*")? style="left:([\d.]+)%;width:([\d.]+)%"', bars(given))
    return [(float(start), float(length)) for start, length in found]


def test_bars_are_as_long_as_their_values_and_say_them_after_them() -> None:
    given = plot(series((50, 200), ("50\u00a0€", "200\u00a0€"), details=("déclaré", "")))
    assert marks(given, "of-spent") == [(0, 25), (0, 100)]
    html = bars(given)
    assert '<strong>50\u00a0€</strong> <span class="soft">déclaré</span>' in html
    # A row begins with a capital, whatever the workbook writes.
    assert '<div class="bar-name">Ligne 0</div>' in html
    assert 'role="img" aria-label="Barres."' in html


def test_what_is_not_communicated_has_no_lane_and_no_bold_number() -> None:
    html = bars(plot(series((None,), ("non communiqué",))))
    assert "bar-lane" not in html
    assert "<strong>" not in html
    assert "non communiqué" in html


def test_so_little_that_nothing_would_be_seen_is_seen_and_nothing_is_not() -> None:
    assert marks(plot(series((1, 100_000), ("1", "100 000"))), "of-spent")[0] == (0, LEAST)
    assert len(marks(plot(series((0, 100_000), ("0", "100 000"))), "of-spent")) == 1


def test_a_share_stands_on_its_whole_and_what_is_beyond_is_red() -> None:
    given = plot(series((0.5, 3.0), ("50 %", "300 %")), extent=1)
    # The axis ends at 1.25, where a bar stops that goes beyond its whole.
    assert marks(given, "of-rest") == [(0, 80), (0, 80)]
    assert marks(given, "of-spent") == [(0, 40), (0, 80)]
    assert marks(given, "of-broken") == [(80, 20)]


def test_what_is_below_zero_goes_the_other_way() -> None:
    assert marks(plot(series((-50, 150), ("−50 €", "150 €"))), "of-spent") == [(0, 25), (25, 75)]


def test_series_side_by_side_have_each_their_line_under_one_name() -> None:
    html = bars(plot(series((30,), ("30",)), series((10,), ("10",), Hue.PLANNED, name="Simulé")))
    assert html.count("Ligne 0") == 1
    assert html.count("bar-lane") == 2
    assert re.findall(r"</span> ([^<]+)</span>", html) == ["Dépensé", "Simulé"]


def test_of_what_is_published_and_supposed_of_a_day_the_shorter_stands_before_the_longer() -> None:
    for published, supposed in ((30.0, 10.0), (10.0, 30.0)):
        said = series((published,), ("…",)), series((supposed,), ("…",), Hue.PLANNED, name="Simulé")
        html = bars(plot(*said, shape=Shape.OVERLAID, turn=date(2026, 1, 2)))
        looks = re.findall(r'class="bar of-(\w+)" style', html)
        assert looks == (["spent", "planned"] if published > supposed else ["planned", "spent"])


def test_one_series_has_no_key() -> None:
    assert "bar-keys" not in bars(plot(series((30,), ("30",))))


def test_a_hostile_workbook_is_shown_as_it_is_written() -> None:
    parts = series((1,), (HOSTILE,), name=HOSTILE, hovers=(HOSTILE,)), series((1,), (HOSTILE,), Hue.OTHER, name=HOSTILE)
    html = bars(replace(plot(*parts, shape=Shape.STACKED, categories=(HOSTILE,)), alt=HOSTILE))
    assert "<a" not in html
    assert 'href="http' not in html
    assert html.count("&lt;a") >= 4


def steps(days: int) -> Plot:
    said = tuple(f"{at} janvier\nDépensé : {at} €" for at in range(1, days + 1))
    return plot(
        series(tuple(map(float, range(1, days + 1))), ("",) * days, hovers=said),
        shape=Shape.STEPS,
        categories=tuple(date(2026, 1, at) for at in range(1, days + 1)),
    )


def test_an_amount_over_time_is_told_as_few_rows_the_last_one_always() -> None:
    rows = rows_of_steps(steps(20))
    assert len(rows.categories) == MOST_DAYS
    assert (rows.categories[0], rows.categories[-1]) == ("1 janvier", "20 janvier")
    assert rows.series[0].labels[-1] == "Dépensé : 20 €"
    assert rows_of_steps(steps(2)).categories == ("1 janvier", "2 janvier")


def test_the_day_on_which_what_is_supposed_parts_most_from_what_is_published_is_among_the_few() -> None:
    published = steps(20)
    line = published.series[0]
    for day in range(2, 20):
        values = tuple(None if at < 2 else 1_000.0 if at == day else value for at, value in enumerate(line.values))
        beside = replace(line, values=values, name="simulé")
        both = replace(published, series=(line, beside), turn=date(2026, 1, 2), sides=("constaté", "prévu"))
        assert f"{day + 1} janvier" in rows_of_steps(both).categories


def test_a_line_that_has_not_begun_says_nothing_and_one_that_goes_on_says_what_it_had_reached() -> None:
    days = (date(2026, 1, 1), date(2026, 2, 1))
    paid = series((9.0, 9.0), ("", ""), Hue.OTHER, hovers=("1er janvier\nTransféré : 9 €", ""), name="Transféré")
    spent = series((None, 4.0), ("", ""), hovers=("", "1er février\nDépensé : 4 €"))
    rows = rows_of_steps(plot(paid, spent, shape=Shape.STEPS, categories=days))
    assert rows.said(0) == ("Transféré : 9 €",)
    assert rows.said(1) == ("Transféré : 9 €", "Dépensé : 4 €")
    assert rows.series[1].values == (0, 4)


def test_rows_of_what_is_only_planned_stand_apart_from_those_that_were_observed() -> None:
    sides = ("constaté", "prévu")
    observed, planned = rows_of_steps(replace(steps(3), turn=date(2026, 1, 3), sides=sides)).series
    assert (observed.name, planned.name) == sides
    assert (observed.values, planned.values) == ((1, 2, 0), (0, 0, 3))
    assert (observed.labels[2], planned.labels) == ("", ("", "", "Dépensé : 3 €"))
    assert planned.hue is Hue.PLANNED


def test_reported_amounts_stand_among_the_rows_by_their_day_as_declared() -> None:
    point = Point(day=date(2026, 1, 2), value=7, label="≈ 7 €", detail="janv. 2026", hover="")
    rows = rows_of_steps(replace(steps(3), points=(point,)))
    assert rows.categories == ("1 janvier", "2 janvier", "janv. 2026", "3 janvier")
    assert rows.series[-1].declared
    assert rows.said(2) == ("≈ 7 €",)


@pytest.mark.parametrize(("palette", "at"), [(LIGHT, 0), (DARK, 1)], ids=["light", "dark"])
def test_bars_have_the_colours_of_the_other_charts(palette: Palette, at: int) -> None:
    css = (_OUR_STATIC / "look.css").read_text("utf-8")
    for name in ("blue", "mid", "teal", "ochre", "red", "soft", "track", "declared"):
        found = re.findall(rf"--chart-{name}: (#[0-9a-f]{{6}});", css)
        assert found[at] == getattr(palette, name).lower(), name


def test_the_pointer_tells_only_what_does_not_stand_beside_the_bar() -> None:
    said = "ligne 0\n50\u00a0€\n15 dépenses"
    assert ' title="15 dépenses"' in bars(plot(series((50,), ("50\u00a0€",), hovers=(said,))))
    assert " title=" not in bars(plot(series((50,), ("50\u00a0€",), hovers=("ligne 0\n50\u00a0€",))))
