"""Limits exceeded, as findings with their euros: the cases are worked out in the comments."""

from __future__ import annotations

from datetime import date

import pytest

from fund.checks import check
from fund.metrics.fund import fund_metrics
from fund.model import Finding, Severity, WorkbookFile
from fund.open_fund import open_files
from fund.wording import Language
from fund.wording.findings import finding_text
from tests.unit.datasets import Row, dataset
from tests.unit.workbook.workbooks import WHOLE, workbook

EAU = {"code": "eau", "name": "Eau", "budget_cents": 100_00}
OF_EAU = {"programme": "eau"}
PAID = OF_EAU | {"number": 1, "amount_cents": 60_00, "paid_on": date(2024, 1, 1)}


def told(code: str, **tables: list[Row]) -> list[str]:
    """What the findings of a code say, in French; each is a warning that names a sheet and a row."""
    data = dataset(as_of=date(2024, 12, 31), **{"programmes": [EAU], **tables})
    found: list[Finding] = [each for each in check(data, fund_metrics(data)) if each.code == code]
    assert all(each.severity is Severity.WARNING and each.sheet and each.row for each in found)
    return [finding_text(each, Language("fr")).what.replace("\u00a0", " ").replace("\u202f", " ") for each in found]


def test_spent_beyond_the_budget():
    (said,) = told("budget_overspent", expenses=[OF_EAU | {"amount_cents": 130_00}])
    assert said == "Eau : 130 € dépensés pour un budget de 100 €, soit 30 € de trop."
    assert not told("budget_overspent", expenses=[OF_EAU | {"amount_cents": 100_00}])


def test_spent_beyond_what_was_transferred_with_a_part_unknown():
    (said,) = told("partner_overspent", tranches=[PAID], expenses=[OF_EAU | {"amount_cents": 70_00}, OF_EAU])
    assert said == "Eau : au moins 70 € dépensés alors que 60 € ont été transférés, soit au moins 10 € de trop."
    # What was transferred is not wholly known: nothing can be said.
    unknown = OF_EAU | {"number": 2, "paid_on": date(2024, 2, 1)}
    assert not told("partner_overspent", tranches=[PAID, unknown], expenses=[OF_EAU | {"amount_cents": 70_00}])


def test_earmarked_beyond_the_budget():
    gifts = [{"donor": "A", "received_cents": 150_00, "programme": "eau"}, {"donor": "B", "received_cents": 9_00}]
    (said,) = told("earmarked_above_budget", contributions=gifts)
    assert "150 € sont fléchés vers ce programme pour un budget de 100 €, soit 50 € de trop" in said


@pytest.mark.parametrize(("amount", "found"), [(-3_00, True), (0, False), (3_00, False)])
def test_costs_below_zero(amount: int, found: bool):
    said = told("negative_costs", running_costs=[{"amount_cents": amount}])
    assert bool(said) is found
    assert all("3 € au-dessous de zéro" in each for each in said)


def test_spending_below_zero_but_not_one_refund():
    refund = OF_EAU | {"amount_cents": -5_00}
    (said,) = told("negative_spending", expenses=[refund])
    assert said == "Eau : le total des dépenses est négatif, 5 € au-dessous de zéro."
    assert not told("negative_spending", expenses=[refund, OF_EAU | {"amount_cents": 5_00}])


def test_a_tranche_that_is_ready_says_what_is_overspent():
    second = OF_EAU | {"number": 2, "amount_cents": 40_00, "release_threshold": 0.5}
    spent = OF_EAU | {"tranche": 1, "amount_cents": 65_00}
    (said,) = told("release_met_overspent", tranches=[PAID, second], expenses=[spent])  # 65 of 60
    assert "mais 5 € sont dépensés de trop" in said
    assert not told("release_met_overspent", tranches=[PAID, second], expenses=[spent | {"amount_cents": 60_00}])


TRANCHES = [OF_EAU | {"number": 1, "amount_cents": 40_00}, OF_EAU | {"number": 2, "amount_cents": 75_00}]


def test_tranches_beyond_the_budget_name_the_largest():
    (said,) = told("tranches_above_budget", tranches=TRANCHES)  # 40 + 75 of 100
    assert "les tranches font ensemble 115 € pour un budget de 100 €, soit 15 € de trop" in said
    assert said.endswith("la plus grande est celle-ci, 75 €.")
    assert not told("tranches_above_budget", tranches=[TRANCHES[0], TRANCHES[1] | {"amount_cents": 60_00}])


def test_tranches_beyond_the_budget_with_one_unknown_are_at_least_that():
    (said,) = told("tranches_above_budget", tranches=[*TRANCHES, OF_EAU | {"number": 3}])
    assert "soit au moins 15 € de trop" in said


def test_a_tranche_without_a_number_is_money_beyond_the_budget_as_well():
    (said,) = told("tranches_above_budget", tranches=[TRANCHES[0], TRANCHES[1] | {"number": None}])
    assert "115 €" in said


def test_tranches_are_not_compared_with_a_budget_that_is_not_known():
    assert not told("tranches_above_budget", tranches=TRANCHES, programmes=[{"code": "eau", "name": "Eau"}])


def test_a_tranche_paid_after_the_closing_day_is_planned_and_counts_against_the_budget():
    assert told("tranches_above_budget", tranches=[TRANCHES[0], TRANCHES[1] | {"paid_on": date(2025, 1, 1)}])


GIVEN = [{"donor": name, "received_cents": 3_00} for name in ("Brest", "Lyon", "Nantes")]


@pytest.mark.parametrize(
    ("gifts", "found"),
    [
        (GIVEN, True),  # 100 € of budget for 9 €
        ([{"donor": "Brest", "received_cents": 43_99}, *GIVEN[1:]], True),
        ([{"donor": "Brest", "received_cents": 44_00}, *GIVEN[1:]], False),  # 50 €: twice, not more
        ([*GIVEN, {"donor": "Metz", "pledged_cents": 41_00}], False),  # what is awaited counts
        ([*GIVEN, {"donor": "Metz", "pledged_cents": 41_00, "pledged_on": date(2025, 1, 1)}], True),  # pledged since
        ([*GIVEN, {"donor": "Metz"}], False),  # nobody knows what the fund has
        (GIVEN[:2], False),  # the beginning of a list
        ([], False),
    ],
)
def test_a_budget_more_than_twice_what_the_fund_has_or_expects(gifts: list[Row], found: bool):
    assert bool(told("budget_above_fund", contributions=gifts)) is found


def test_a_budget_more_than_twice_what_the_fund_declares():
    declared = {"indicator": "raised", "unit": "EUR", "value": 49.0, "date": date(2024, 1, 1), "source": "rapport"}
    (said,) = told("budget_above_fund", declared=[declared])
    assert said == "Eau : le budget, 100 €, est plus du double de tout ce que le fonds a reçu ou attend, 49 €."
    assert not told("budget_above_fund", declared=[declared | {"value": 50.0}])


GAVE, BACK = {"donor": "Brest", "received_cents": 5_00}, {"donor": "Brest", "received_cents": -7_00}


@pytest.mark.parametrize(
    ("gifts", "found"),
    [
        ([GAVE, BACK], True),
        ([GAVE, BACK | {"received_cents": -5_00}], False),  # all of it given back
        ([GAVE | {"received_on": date(2025, 2, 1)}, BACK], True),  # nothing given by the closing day
        ([GAVE, BACK | {"received_on": date(2025, 2, 1)}], False),  # nothing given back by then
        ([GAVE | {"received_cents": 8_00, "donor": "Lyon"}, GAVE, BACK], True),  # another donor's gift is not hers
        ([GAVE | {"donor": "BREST"}, GAVE, BACK], False),  # two rows of one donor, 10 € of which 7 € go back
    ],
)
def test_more_given_back_than_was_given(gifts: list[Row], found: bool):
    said = told("repaid_beyond_given", contributions=gifts)
    assert bool(said) is found


def test_money_given_back_says_its_euros_and_those_beyond():
    (said,) = told("repaid_beyond_given", contributions=[GAVE, BACK])
    assert said == "Brest : 7 € rendus, 2 € de plus que ce que ce donateur a versé."


def test_what_the_figures_show_names_the_cell_of_the_workbook():
    sheets = {
        "Programmes": [["nom", "code", "budget"], ["Eau", "eau", 100], ["Toit", "toit", 900_000]],
        "Tranches": [["n°", "programme", "montant"], [1, "eau", 400], [2, "eau", 900]],
        "Contributions": [["montant versé", "collectivité"], *([10, name] for name in ("Brest", "Lyon", "Metz"))],
    }
    file = WorkbookFile("essai.xlsx", workbook({**WHOLE, **sheets}))
    cells = {each.code: (each.sheet, each.cell) for each in open_files("essai", [file]).findings}
    assert cells["tranches_above_budget"] == ("Tranches", "C3")
    assert cells["budget_above_fund"] == ("Programmes", "C3")
