"""Limits exceeded, as findings with their euros: the cases are worked out in the comments."""

from __future__ import annotations

from datetime import date

import pytest

from fund.checks import check
from fund.metrics.fund import fund_metrics
from fund.model import Finding, Severity
from fund.wording import Language
from fund.wording.findings import finding_text
from tests.unit.datasets import Row, dataset

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


def test_tranches_above_the_budget():
    planned = OF_EAU | {"number": 2, "amount_cents": 50_00, "planned_on": date(2025, 1, 1)}
    (said,) = told("tranches_above_budget", tranches=[PAID, planned])  # 60 + 50 of 100
    assert said == "Eau : les tranches font 110 € en tout pour un budget de 100 €, soit 10 € de trop."


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
