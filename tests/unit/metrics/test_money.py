"""Rules about the fund's money: allocated, transferred, spent, and what is left."""

from datetime import date

from fund.metric import Basis
from fund.metrics.fund import fund_metrics
from fund.metrics.result import FundMetrics
from tests.unit.datasets import Row, dataset

EAU = {"code": "eau", "name": "Eau"}
NORD = {"code": "nord", "name": "Nord"}


def fund(**tables: list[Row]) -> FundMetrics:
    return fund_metrics(dataset(as_of=date(2024, 12, 31), **tables))


def declared(code: str, value: float, programme: str | None = None, unit: str = "EUR") -> Row:
    return {"indicator": code, "value": value, "unit": unit, "programme": programme, "date": date(2024, 6, 30)}


def test_money_flows_from_raised_to_what_is_left():
    found = fund(
        contributions=[{"donor": "A", "received_cents": 1_000_00}],
        programmes=[EAU | {"budget_cents": 600_00}, NORD | {"budget_cents": 100_00}],
        tranches=[
            {"programme": "eau", "number": 1, "amount_cents": 400_00, "paid_on": date(2024, 1, 1)},
            {"programme": "eau", "number": 2, "amount_cents": 200_00, "planned_on": date(2025, 1, 1)},
            {"programme": "nord", "number": 1, "amount_cents": 100_00},
        ],
        expenses=[
            {"programme": "eau", "amount_cents": 250_00},
            {"programme": "eau", "amount_cents": -50_00},
            {"programme": "nord", "amount_cents": 10_00},
        ],
        running_costs=[{"amount_cents": 30_00}],
    )
    assert found.allocated.value == 700_00
    assert found.unallocated.value == 1_000_00 - 700_00 - 30_00
    assert found.transferred.value == 400_00
    assert found.spent.value == 210_00
    assert found.balance.value == 1_000_00 - 400_00 - 30_00
    assert found.delivery_rate.value == 210 / 400
    assert [term.code for term in found.balance.terms] == ["raised", "transferred", "running_costs"]
    eau = found.programme("eau")
    assert (eau.balance.value, eau.delivery_rate.value, eau.budget_share.value) == (200_00, 0.5, 200 / 600)


def test_a_tranche_paid_without_an_amount_makes_transferred_partial_and_forbids_what_subtracts_it():
    found = fund(
        contributions=[{"donor": "A", "received_cents": 1_000_00}],
        programmes=[EAU],
        tranches=[
            {"programme": "eau", "number": 1, "amount_cents": 400_00, "paid_on": date(2024, 1, 1)},
            {"programme": "eau", "number": 2, "paid_on": date(2024, 2, 1)},
        ],
        expenses=[{"programme": "eau", "amount_cents": 100_00}],
        present=["running_costs"],
    )
    assert (found.transferred.value, found.transferred.unknown) == (400_00, 1)
    assert (found.balance.value, found.balance.reason) == (None, "partial_term")
    assert (found.delivery_rate.value, found.delivery_rate.reason) == (None, "partial_denominator")


def test_a_tranche_of_which_nothing_is_told_is_unknown_and_one_that_is_planned_is_not():
    found = fund(
        programmes=[EAU, NORD],
        tranches=[
            {"programme": "eau", "number": 1},
            {"programme": "nord", "number": 1, "planned_on": date(2025, 3, 1)},
        ],
    )
    assert (found.programme("eau").transferred.value, found.programme("eau").transferred.unknown) == (None, 1)
    assert (found.programme("nord").transferred.value, found.programme("nord").transferred.unknown) == (0, 0)


def test_a_partial_numerator_gives_a_lower_bound():
    found = fund(
        programmes=[EAU | {"budget_cents": 200_00}],
        expenses=[
            {"programme": "eau", "amount_cents": 100_00},
            {"programme": "eau", "currency": "TRY", "amount_cents": 1},
        ],
    ).programme("eau")
    assert (found.spent.value, found.spent.unknown) == (100_00, 1)
    assert (found.budget_share.value, found.budget_share.unknown, found.budget_share.approximate) == (0.5, 1, False)


def test_no_sheet_of_running_costs_means_not_communicated_and_an_empty_one_means_none():
    rows = [{"donor": "A", "received_cents": 1_00}]
    absent = fund(contributions=rows)
    assert (absent.running_costs.value, absent.unallocated.value) == (None, None)
    none = fund_metrics(dataset(contributions=rows, present=("running_costs",)))
    assert (none.running_costs.value, none.running_costs.basis) == (0, Basis.COMPUTED)


def test_the_fund_adds_declared_programmes_to_computed_ones_and_counts_the_silent_ones():
    found = fund(
        programmes=[EAU, NORD, {"code": "sud", "name": "Sud"}],
        expenses=[{"programme": "eau", "amount_cents": 10_00}],
        declared=[declared("spent", 5, "nord")],
    )
    assert (found.spent.value, found.spent.basis, found.spent.unknown) == (15_00, Basis.DECLARED, 1)
    assert found.spent.as_of is not None
    assert found.spent.as_of.day == date(2024, 6, 30)


def test_a_figure_declared_for_the_whole_fund_says_more_than_declared_parts():
    found = fund(programmes=[EAU, NORD], declared=[declared("spent", 5, "nord"), declared("spent", 20)])
    assert (found.spent.value, found.spent.unknown) == (20_00, 0)


def test_a_programme_that_has_not_begun_does_not_outweigh_a_figure_declared_for_the_whole_fund():
    found = fund(
        programmes=[EAU, NORD],
        tranches=[{"programme": "nord", "number": 1, "amount_cents": 9_00, "planned_on": date(2025, 3, 1)}],
        declared=[declared("transferred", 300)],
    )
    assert found.programme("nord").transferred.value == 0
    assert (found.transferred.value, found.transferred.basis) == (300_00, Basis.DECLARED)


def test_an_expense_of_an_unknown_programme_counts_for_the_fund_and_shows_as_a_gap():
    found = fund(
        programmes=[EAU],
        expenses=[{"programme": "eau", "amount_cents": 10_00}, {"programme": "perdu", "amount_cents": 3_00}],
    )
    assert found.spent.value == 13_00
    (line,) = [line for line in found.reconciliations if line.code == "programme_fund" and line.subject == "spent"]
    assert (line.left.value, line.right.value, line.gap, line.ok) == (10_00, 13_00, -3_00, False)


def test_a_programme_in_preparation_without_rows_has_received_and_spent_nothing_yet():
    found = fund(
        programmes=[EAU | {"status": "preparation"}, NORD],
        tranches=[{"programme": "nord", "number": 1, "amount_cents": 1_00, "paid_on": date(2024, 1, 1)}],
        expenses=[{"programme": "nord", "amount_cents": 1_00}],
    )
    assert (found.programme("eau").spent.value, found.programme("eau").transferred.value) == (0, 0)
    assert (found.transferred.unknown, found.spent.unknown) == (0, 0)


def test_a_declared_rate_is_used_where_its_parts_are_unknown_and_keeps_them():
    found = fund(programmes=[EAU], declared=[declared("delivery_rate", 62.5, "eau", unit="%")]).programme("eau")
    assert (found.delivery_rate.value, found.delivery_rate.basis) == (0.625, Basis.DECLARED)
    assert found.delivery_rate.numerator is not None
    assert found.delivery_rate.numerator.value is None


def test_a_ratio_by_zero_is_empty():
    found = fund(programmes=[EAU | {"budget_cents": 0}], expenses=[{"programme": "eau", "amount_cents": 1_00}])
    share = found.programme("eau").budget_share
    assert (share.value, share.reason) == (None, "denominator_not_positive")


def test_a_budget_that_is_only_declared_counts_as_allocated():
    found = fund(programmes=[EAU, NORD | {"budget_cents": 5_00}], declared=[declared("allocated", 7, "eau")])
    assert (found.allocated.value, found.allocated.basis, found.allocated.unknown) == (12_00, Basis.DECLARED, 0)


def test_every_figure_of_the_fund_is_found_by_its_code():
    found = fund(contributions=[{"donor": "A", "received_cents": 1_00}])
    assert found.by_code["raised"] is found.contributions.raised
    assert found.by_code["hours_delivered"] is found.hours.delivered
    assert found.by_code["balance"] is found.balance
