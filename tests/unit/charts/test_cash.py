"""The fund's cash in words and as lines: the first month short, what it is for, what is supposed beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fund.charts.cash import cash_chart, cash_plot, cash_sentence, likely_sentence
from fund.charts.plot import Hue, Plot, Stroke
from fund.metric import Basis, Metric, Unit
from fund.metrics.over_time.movements import CashPath, CostPace, Movement, MovementKind
from tests.unit.charts.drawn import drawn
from tests.unit.wording.sample_figures import plain

NAMES = {"eau": "Eau"}
BALANCE = Metric(code="balance", unit=Unit.CENTS, value=50_000_00, basis=Basis.COMPUTED)


def payment(cents: int | None, day: date | None) -> Movement:
    return Movement(kind=MovementKind.TRANCHE, cents=cents, day=day, programme="eau", number=2)


def path(*expected: Movement, balance: Metric = BALANCE, pace: CostPace | None = None) -> CashPath:
    return CashPath(balance=balance, closing=date(2026, 9, 30), expected=expected, pace=pace)


SHORT = path(payment(-57_332_00, date(2026, 12, 1)))


def test_the_first_month_short_is_named_with_how_much_and_for_what() -> None:
    said = plain(cash_sentence(SHORT, "fr", NAMES))
    assert said == "En décembre 2026, il manquerait 7 332 € en caisse (Eau, tranche 2 : −57 332 €)"
    english = plain(cash_sentence(SHORT, "en", NAMES))
    assert english == "In December 2026, €7,332 would be missing in cash (Eau, tranche 2: −€57,332)"


def test_of_a_balance_that_is_at_least_so_much_at_most_that_is_missing() -> None:
    said = plain(cash_sentence(path(*SHORT.expected, balance=replace(BALANCE, unknown=1)), "fr", NAMES))
    assert "il manquerait au plus 7 332 € en caisse" in said


def test_money_that_lasts_says_what_is_left_and_nothing_dated_is_no_forecast() -> None:
    kept = path(payment(-20_000_00, date(2026, 12, 1)))
    assert plain(cash_sentence(kept, "fr", NAMES)).endswith("il resterait 30 000 € fin décembre 2026")
    assert plain(cash_sentence(path(), "fr", NAMES)) == "Rien de daté n’est prévu : le fonds garde 50 000 €"
    unknown = path(*SHORT.expected, balance=replace(BALANCE, value=None, basis=None))
    assert "n’est pas communiqué" in cash_sentence(unknown, "fr", NAMES)
    assert cash_chart(unknown, "fr", NAMES) is None


def test_a_payment_of_which_no_amount_is_told_is_never_passed_over() -> None:
    """Whether the money lasts or not: else « au moins » would hold of a sum that a known payment lowers."""
    unknown = payment(None, date(2027, 4, 1))
    for known in ((), (payment(-20_000_00, date(2026, 12, 1)),), SHORT.expected):
        said = plain(cash_sentence(path(*known, unknown), "fr", NAMES))
        assert said.endswith(", sans compter Eau, tranche 2 (montant non communiqué)")
        two = plain(cash_sentence(path(*known, unknown, payment(None, None)), "fr", NAMES))
        assert two.endswith(", sans compter 2 paiements de montant non communiqué")
    # A gift of which no amount is told only adds: the sentence stays, as its « au moins » says.
    gift = replace(unknown, kind=MovementKind.GIFT, donor="Castelvire")
    assert plain(cash_sentence(path(gift), "fr", NAMES)) == plain(cash_sentence(path(), "fr", NAMES))


def test_the_month_of_such_a_payment_names_it() -> None:
    chart = cash_chart(path(payment(-20_000_00, date(2026, 12, 1)), payment(None, date(2027, 4, 1))), "fr", NAMES)
    assert chart is not None
    last = [plain(each) for each in chart.table.iloc[-1]]
    assert last == ["avril 2027", "30 000 €", "", "", "Eau, tranche 2 : non communiqué"]


def test_the_likely_line_says_its_own_first_month_short() -> None:
    found = path(payment(-49_000_00, date(2026, 11, 5)), pace=CostPace(12_000_00, 12))
    # 50 000 − 1 000 a month: 49 000, then −1 000 once 49 000 and two months are paid.
    said = plain(likely_sentence(found, "fr"))
    assert said == (
        "Avec les frais au rythme des 12 derniers mois (1 000 € par mois) : il manquerait 1 000 € en novembre "
        "2026, premier mois à découvert."
    )
    assert likely_sentence(path(payment(-1_00, date(2026, 11, 5))), "fr") == ""


def plotted(found: CashPath, **beside: CashPath) -> Plot:
    plot = cash_plot(found, "fr", NAMES, **beside)
    assert plot is not None
    return plot


def test_what_is_published_is_solid_and_what_is_supposed_dashed_over_the_same_months() -> None:
    plot = plotted(path(payment(-20_000_00, date(2026, 10, 5))), supposed=SHORT)
    published, simulated = plot.series
    assert (published.hue, published.stroke, simulated.hue, simulated.stroke) == (
        *(Hue.RECEIVED, Stroke.SOLID),
        *(Hue.PLANNED, Stroke.DASH),
    )
    # October, November, December, and where December ends.
    assert published.values == (30_000, 30_000, 30_000, 30_000)
    assert simulated.values == (50_000, 50_000, -7_332, -7_332)
    assert [point.day for point in plot.points] == [date(2026, 12, 1)]


def test_below_zero_the_axis_has_amounts_and_a_line_at_zero_and_two_ends_that_are_near_stand_apart() -> None:
    likely = path(payment(-69_000_00, date(2026, 12, 1)), pace=CostPace(12_000_00, 12))
    chart = cash_chart(likely, "fr", NAMES, likely=True)
    assert chart is not None
    figure = drawn(chart)
    # 50 000 € down to −19 000 € and, with 1 000 € a month, to −22 000 €.
    assert plain(" ".join(figure.layout.yaxis.ticktext)) == "−20 000 € 0 € 20 000 € 40 000 €"
    assert figure.layout.yaxis.zeroline
    assert {trace.textposition for trace in figure.data if trace.mode == "text"} == {"top right", "bottom right"}
    above = cash_chart(path(payment(-20_000_00, date(2026, 12, 1))), "fr", NAMES)
    assert above is not None
    assert not drawn(above).layout.yaxis.zeroline


def test_nothing_is_planned_in_ochre_nor_short_in_red_while_nothing_is_supposed() -> None:
    plot = plotted(path(payment(-20_000_00, date(2026, 10, 5)), payment(-5_00, None)))
    assert {series.hue for series in plot.series} == {Hue.RECEIVED}
    assert plot.points == ()
    assert plain(plot.series[0].details[0]) == "Eau, tranche 2 : −20 000 €"
