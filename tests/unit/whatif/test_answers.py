"""What a scenario answers on the fund of `funds`: hours, rate of spending, dates, tenders, constraints."""

from dataclasses import replace
from datetime import date

import pytest

from fund.currency import to_euros
from fund.metrics.fund import fund_metrics
from fund.model import Dataset
from fund.schema import BY_CODE
from fund.whatif.answers import Answers, changed
from fund.whatif.levers.programme_funding import NewTranche
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import ExtraContribution, OutstandingReceived, RateChange, RunningCosts
from fund.whatif.remaining import Resource, Runway, spending_rate
from fund.whatif.sentences import runway_sentence
from tests.unit.whatif.funds import DAY, EAU, TABLES, answered, applied, fund
from tests.unit.wording.sample_figures import plain


def runway(found: Answers, programme: str, resource: Resource) -> Runway:
    """What the scenario makes of a resource."""
    (answer,) = [a for a in found.runways if (a.scenario.programme, a.scenario.resource) == (programme, resource)]
    return answer.scenario


def test_each_figure_stands_beside_what_it_becomes_and_the_difference():
    found = answered(ExtraContribution(10_000_00))
    raised = next(a for a in found.figures if a.scenario.code == "raised")
    assert (raised.baseline.value, raised.scenario.value, changed(raised.baseline, raised.scenario).value) == (
        100_000_00,
        110_000_00,
        10_000_00,
    )
    spent = next(a for a in found.figures if (a.scenario.code, a.programme) == ("spent", "eau"))
    assert (spent.baseline.value, changed(spent.baseline, spent.scenario).value) == (12_000_00, 0)


def test_the_difference_is_exact_where_figures_are_at_least():
    gifts = [*TABLES["contributions"], {"donor": "Dijon"}]
    (raised,) = [
        a for a in answered(ExtraContribution(5_00), contributions=gifts).figures if a.scenario.code == "raised"
    ]
    assert raised.baseline.unknown == raised.scenario.unknown == 1
    assert (changed(raised.baseline, raised.scenario).value, changed(raised.baseline, raised.scenario).unknown) == (
        5_00,
        0,
    )


def test_no_difference_is_made_of_what_is_unknown():
    found = answered(ExtraContribution(5_00), tranches=[])
    (balance,) = [a for a in found.figures if a.scenario.code == "balance"]
    assert balance.scenario.value is None
    assert changed(balance.baseline, balance.scenario) is None


def test_an_expense_of_which_nothing_is_told_makes_what_is_left_at_most():
    found = answered(RunningCosts(1), expenses=[*TABLES["expenses"], EAU | {"tranche": 1}])
    left = runway(found, "eau", Resource.PARTNER)
    # 20 000 − 12 000 of which the amount is told.
    assert (left.remaining.value, left.remaining.most) == (None, 8_000_00)
    assert "il reste au plus 8 000 €, dépensé au plus tard" in plain(runway_sentence(left, "fr"))


def test_a_tranche_stands_beside_itself_and_a_new_one_alone():
    found = answered(PlannedExpense("eau", 1, 3_000_00), NewTranche("eau", 1_000_00, DAY))
    first, second, third = [a for a in found.tranches if a.programme == "eau"]
    # 12 000 ÷ 20 000, then 15 000 ÷ 20 000.
    assert (first.baseline.share.value, first.scenario.share.value) == (0.6, 0.75)
    assert second.baseline is not None
    assert (third.scenario.number, third.baseline) == (3, None)


def test_the_recent_rate_is_what_was_spent_over_each_window():
    # eau began on 15 April 2024: three months hold 3 000 + 1 000 + 2 000 = 6 000 €, 2 000 a month. Six months hold
    # the same, 1 000 a month. Twelve months go back before the first expense and say nothing.
    data = fund()
    found = spending_rate(data, fund_metrics(data).programme("eau"))
    assert [(w.months, w.first, w.spent_cents, w.per_month_cents, w.days) for w in found.windows] == [
        (3, date(2024, 10, 1), 6_000_00, 2_000_00, 92),
        (6, date(2024, 7, 1), 6_000_00, 1_000_00, 184),
    ]
    assert not found.at_least


def test_what_remains_runs_out_between_the_fastest_and_the_slowest_rate():
    # 8 000 € are left with the partner. At 6 000 in 92 days: 8 000 × 92 ÷ 6 000 = 122,67, hence 123 days: 3 May 2025.
    # At 6 000 in 184 days: 245,33, hence 246 days: 3 September 2025.
    span = runway(answered(RunningCosts(1)), "eau", Resource.PARTNER).span
    assert (span.earliest, span.latest) == (date(2025, 5, 3), date(2025, 9, 3))


def test_a_purchase_brings_the_end_nearer_without_changing_the_rate():
    # 2 000 € are left: 2 000 × 92 ÷ 6 000 = 30,67, hence 31 days; × 184 = 61,33, hence 62 days.
    found = answered(PlannedExpense("eau", 1, 6_000_00))
    span = runway(found, "eau", Resource.TRANCHE).span
    assert (span.earliest, span.latest) == (date(2025, 1, 31), date(2025, 3, 3))
    assert found.rates[0].baseline == found.rates[0].scenario


def test_a_falling_currency_makes_what_is_left_last_longer():
    # nord spent 80 000 UAH in three months: 2 000 €. At 10 % less they are 1 800 €.
    found = answered(RateChange("UAH", -0.1))
    nord = next(a for a in found.rates if a.programme == "nord")
    assert [w.spent_cents for w in nord.baseline.windows] == [2_000_00]
    assert [w.spent_cents for w in nord.scenario.windows] == [1_800_00]
    # 7 000 € left × 92 ÷ 1 800 = 357,78, hence 358 days after 31 December 2024.
    assert runway(found, "nord", Resource.PARTNER).span.earliest == date(2025, 12, 24)


def test_nothing_runs_out_twice():
    exhausted = runway(answered(PlannedExpense("eau", 1, 8_000_00)), "eau", Resource.PARTNER)
    assert (exhausted.cents, exhausted.span, exhausted.reason) == (0, None, "")


def spending(*expenses: tuple[date, int]) -> list[dict[str, object]]:
    return [EAU | {"tranche": 1, "date": day, "amount_cents": amount} for day, amount in expenses]


@pytest.mark.parametrize(
    ("expenses", "reason"),
    [
        (spending((date(2024, 11, 1), 1_00)), "too_recent"),
        (spending((date(2022, 1, 1), 1_00)), "no_recent_spending"),
        ([EAU | {"tranche": 1, "amount_cents": 1_00}], "no_dated_spending"),
        (spending((date(2023, 1, 1), 0), (date(2024, 12, 1), 1)), "not_within_sight"),
    ],
)
def test_no_date_is_guessed(expenses, reason):
    found = runway(answered(RunningCosts(1), expenses=expenses), "eau", Resource.BUDGET)
    assert (found.span, found.reason) == (None, reason)


def test_the_range_is_open_where_the_slowest_rate_is_none():
    # Nothing in the last three months, 92 € in the last six (and in the last twelve): the six months are the fastest.
    found = runway(
        answered(RunningCosts(1), expenses=spending((date(2023, 1, 1), 1_00), (date(2024, 8, 1), 92_00))),
        "eau",
        Resource.TRANCHE,
    )
    # 20 000 − 93 = 19 907 € × 184 ÷ 92 = 39 814 days: more than a hundred years.
    assert found.reason == "not_within_sight"
    spent = spending((date(2023, 1, 1), 1_00), (date(2024, 8, 1), 9_999_00))
    span = runway(answered(RunningCosts(1), expenses=spent), "eau", Resource.TRANCHE).span
    # 10 000 € × 184 ÷ 9 999 = 184,02, hence 185 days.
    assert (span.earliest, span.latest) == (date(2025, 7, 4), None)


def test_without_an_as_of_date_nothing_is_dated():
    assert runway(answered(RunningCosts(1), as_of=None), "eau", Resource.PARTNER).reason == "no_day"


def test_spending_that_is_only_partly_dated_says_that_the_rate_is_at_least():
    expenses = [*TABLES["expenses"], EAU | {"tranche": 1, "amount_cents": 1_00}]
    assert answered(RunningCosts(1), expenses=expenses).rates[0].scenario.at_least


def test_a_release_says_what_is_missing_and_when_to_expect_it():
    # 2 000 missing: 2 000 × 92 ÷ 6 000 = 30,67, hence 31 days: 31 January; × 184 = 61,33: 62 days: 3 March.
    (release,) = answered(HoursChange("eau", 10)).releases
    assert (release.baseline.release.tranche, release.baseline.release.to_justify.value) == (2, 2_000_00)
    assert (release.baseline.span.earliest, release.baseline.span.latest) == (date(2025, 1, 31), date(2025, 3, 3))
    # After 10 h of 120 €, 800 are missing: 12,27 and 24,53 days, hence 13 and 25.
    assert release.scenario.release.to_justify.value == 800_00
    assert (release.scenario.span.earliest, release.scenario.span.latest) == (date(2025, 1, 13), date(2025, 1, 25))


def test_a_release_that_is_met_waits_for_nothing():
    (release,) = answered(PlannedExpense("eau", 1, 2_000_00)).releases
    assert release.scenario.release.met
    assert release.scenario.span is None


def test_a_release_has_no_date_while_the_tranche_before_is_not_paid():
    third = EAU | {"number": 3, "amount_cents": 1_000_00, "planned_on": DAY, "release_threshold": 0.5}
    releases = answered(RunningCosts(1), tranches=[*TABLES["tranches"], third]).releases
    assert [(r.scenario.release.tranche, r.scenario.reason) for r in releases] == [(2, ""), (3, "previous_not_paid")]


FOREIGN_GIFTS = [
    {"donor": "Gdańsk", "committed_cents": 400_00, "committed_on": date(2024, 6, 1), "currency": "PLN"},
    {"donor": "Lyon", "received_cents": 100_00, "received_on": date(2024, 6, 1)},
]


def foreign() -> Dataset:
    read = fund(contributions=FOREIGN_GIFTS)
    gifts = read.table("contributions")
    for amount in BY_CODE["contributions"].converted:
        gifts = gifts.assign(**to_euros(gifts, read.table("rates"), amount).columns)
    return replace(read, tables={**read.tables, "contributions": gifts})


def test_a_gift_added_is_in_euros() -> None:
    done = applied(ExtraContribution(50_00, "", ""), on=foreign())
    given = done.simulated.metrics.contributions
    # 100 and 50 received; 400 PLN at 4 still due.
    assert (given.raised.value, given.raised.unknown, given.outstanding.value) == (150_00, 0, 100_00)


def test_what_is_due_in_another_currency_comes_in_in_euros() -> None:
    done = applied(OutstandingReceived(1.0), on=foreign())
    given = done.simulated.metrics.contributions
    assert (given.raised.value, given.outstanding.value) == (200_00, 0)
