"""Slides of a period: its part under each figure, never in its place, and its name in the foot."""

from __future__ import annotations

from datetime import date

from fund.period import Period, since
from fund.slides.slide import DeckInput
from tests.shipped_funds import shipped_fund
from tests.unit.slides.slide_funds import slides
from tests.unit.wording.sample_figures import plain

SUMMER = Period(date(2026, 4, 1), date(2026, 9, 30))


def test_a_slide_says_the_part_of_the_period_under_the_whole_figure():
    fund = shipped_fund("exemple")
    before, after = (slides(DeckInput(fund=fund, period=period))["fund"] for period in (None, SUMMER))
    assert [each.value for each in before.figures] == [each.value for each in after.figures]
    notes = {each.metric.code: plain(each.note) for each in after.figures}
    assert notes["raised"].startswith("dont sur la période : au moins 157 800 €")
    assert notes["spent"].startswith("dont sur la période : au moins 153 571 €")
    assert "dont" not in notes["unallocated"]
    assert "période : avril à septembre 2026" in plain(after.foot)
    assert "période" not in before.foot


def test_the_first_slide_names_the_period():
    fund = shipped_fund("exemple")
    last = since(date(2026, 3, 5), fund.dataset.fund.day)
    opening = slides(DeckInput(fund=fund, period=last))["title"]
    assert "depuis la séance du 5 mars 2026" in plain(opening.note)
    figure = slides(DeckInput(fund=fund, period=last))["fund"].figures[0]
    assert plain(figure.note).startswith("dont depuis la séance du 5 mars 2026 : ")
