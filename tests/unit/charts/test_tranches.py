"""The strip of tranches: what of each is justified, what is to come, late, or waited for."""

from __future__ import annotations

from datetime import date

import pytest

from fund.charts.chart import Chart
from fund.charts.plot import Stretch, Strip, TrancheState
from fund.charts.tranches import tranche_strip
from fund.metrics.fund import fund_metrics
from fund.model import Moment, Precision
from fund.wording import Language
from fund.wording.figures import value_alone
from tests.unit.charts.chart_funds import AS_OF, expense, small_fund
from tests.unit.charts.drawn import column
from tests.unit.datasets import dataset


def strip_of(
    *tranches: dict[str, object], expenses: tuple[dict[str, object], ...] = (), language: str = "fr", **tables: object
) -> Chart:
    own = [{"programme": "eau", "number": at, **each} for at, each in enumerate(tranches, 1)]
    fund = dataset(
        as_of=AS_OF, programmes=[{"code": "eau", "name": "Eau"}], tranches=own, expenses=list(expenses), **tables
    )
    chart = tranche_strip(programme=fund_metrics(fund).programmes[0], as_of=Moment(AS_OF), language=language)
    assert chart is not None
    return chart


def stretches(chart: Chart) -> tuple[Stretch, ...]:
    assert isinstance(chart.plot, Strip)
    return chart.plot.stretches


def paid(cents: int | None, **more: object) -> dict[str, object]:
    return {"amount_cents": cents, "paid_on": date(2026, 1, 1), **more}


def test_a_tranche_of_which_only_the_share_is_declared_is_drawn_as_declared():
    declared = {
        "programme": "eau",
        "tranche": 1,
        "indicator": "tranche_share",
        "value": 84.92,
        "unit": "%",
        "date": Moment(date(2023, 10, 31), Precision.MONTH),
        "source": "rapport",
    }
    chart = strip_of({}, declared=[declared])

    (one,) = stretches(chart)
    assert chart.title == "84,92\u00a0% de la tranche\u00a01 est dépensée"
    assert (one.state, one.share, one.declared) == (TrancheState.PAID, pytest.approx(0.8492), True)
    # Nobody says when it was paid, nor how much it is.
    assert (one.name, one.lines) == ("Tranche\u00a01 · montant non communiqué", ())
    assert column(chart, "Calculé ou déclaré") == ["déclaré"]


def test_above_the_whole_the_label_tells_all_and_nothing_is_left():
    chart = strip_of(paid(10_000), expenses=(expense("eau", 15_000, date(2026, 3, 1), "Pompes", "Travaux"),))

    (one,) = stretches(chart)
    assert (one.share, one.inside) == (1.5, "150\u00a0% · dépassement")
    assert one.lines == ("versée le 1er janvier 2026", "150\u00a0€ justifiés")


def test_the_next_tranche_s_condition_is_a_tick_on_the_tranche_to_justify():
    chart = tranche_strip(programme=small_fund().programme("eau"), as_of=Moment(AS_OF), language="fr")

    assert chart is not None
    first, second = stretches(chart)
    # Spent on tranche 1: 200 + 160 = 360 of 300.
    assert (first.inside, first.mark, first.mark_label) == ("120\u00a0% · dépassement", 0.8, "80\u00a0% à justifier")
    assert (second.mark, second.lines) == (None, ("", "si 80\u00a0% de la tranche\u00a01 sont justifiés")[1:])
    assert column(chart, "À justifier avant la tranche suivante (%)") == ["80\u00a0%", ""]


def test_tranches_are_as_wide_as_their_amounts_and_one_of_unknown_amount_as_the_others_are_on_average():
    chart = strip_of(paid(30_000), paid(10_000), {"planned_on": date(2027, 1, 1)})

    # Half of 300 and 100 together.
    assert [each.weight for each in stretches(chart)] == [30_000, 10_000, 20_000]


def test_what_is_planned_says_so_and_what_is_late_since_when():
    chart = strip_of(
        paid(10_000),
        {"amount_cents": 10_000, "planned_on": date(2026, 9, 29)},
        {"amount_cents": 10_000, "planned_on": AS_OF},
        {"amount_cents": 10_000},
    )

    late, due, undated = stretches(chart)[1:]
    assert (late.state, late.inside, late.lines) == (
        TrancheState.LATE,
        "en retard",
        ("en retard depuis le 29 septembre 2026",),
    )
    # The closing day is not over.
    assert (due.state, due.inside, due.lines) == (TrancheState.PLANNED, "prévue", ("prévue le 30 septembre 2026",))
    assert (undated.state, undated.lines) == (TrancheState.PLANNED, ())
    assert all(each.share is None for each in (late, due, undated))


def test_the_title_is_what_the_next_tranche_waits_for_or_that_it_may_be_paid():
    spent = (expense("eau", 7_000, date(2026, 3, 1), "Pompes", "Travaux"),)
    following = {"amount_cents": 5_000, "planned_on": date(2027, 1, 1)}

    # 80 % of 100 € are 80 €, of which 70 are justified.
    waiting = strip_of(paid(10_000), {**following, "release_threshold": 0.8}, expenses=spent)
    ready = strip_of(paid(10_000), {**following, "release_threshold": 0.7}, expenses=spent)

    assert waiting.title == "La tranche\u00a02 attend encore 10\u00a0€ de justificatifs"
    assert ready.title == "La tranche\u00a02 peut être versée"
    english = strip_of(paid(10_000), {**following, "release_threshold": 0.8}, expenses=spent, language="en")
    assert english.title == "Tranche\u00a02 still waits for €10 to be justified"


def test_where_not_all_expenses_are_known_what_is_left_is_at_most_that():
    unknown = {"programme": "eau", "tranche": 1, "date": date(2026, 4, 1), "label": "achat"}
    chart = strip_of(paid(10_000), expenses=(expense("eau", 7_000, date(2026, 3, 1), "P", "T"), unknown))

    assert stretches(chart)[0].lines[1:] == ("au moins 70\u00a0€ justifiés", "reste au plus 30\u00a0€")
    assert column(chart, "Reste à dépenser (€)") == ["au plus 30\u00a0€"]


def test_nothing_is_at_most_what_is_known_or_of_which_the_whole_is_not():
    eau = small_fund().programme("eau")
    assert eau.balance.is_known
    assert eau.balance.most is None
    no_whole = fund_metrics(
        dataset(
            programmes=[{"code": "eau", "name": "Eau"}],
            tranches=[{"programme": "eau", "number": 1, "paid_on": date(2026, 1, 1)}],
            expenses=[expense("eau", 7_000, date(2026, 3, 1), "P", "T")],
        )
    ).programmes[0]
    assert not no_whole.tranches[0].remaining.is_told
    assert value_alone(no_whole.tranches[0].remaining, Language("fr")) == "non communiqué"
