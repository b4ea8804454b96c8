"""Rows or a declaration: which of the two stands, and what is told of the other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fund.checks import check
from fund.metric import Basis, Metric
from fund.metrics.fund import state_of
from fund.whatif.apply import apply
from fund.whatif.lever import Scenario
from fund.whatif.levers.whole_fund import ExtraContribution
from fund.wording import Language
from fund.wording.figures import basis_mark
from tests.unit.datasets import Row, dataset

WHEN = date(2024, 6, 30)
EAU = {"programme": "eau"}
UNITS = {"donors": "count", "sites": "count", "hours_delivered": "h"}
ROWS: dict[str, tuple[str, list[Row]]] = {
    # What the rows of each figure add up to: 50 (euros, hours, donors or places).
    "pledged": ("contributions", [{"donor": "A", "pledged_cents": 50_00}]),
    "committed": ("contributions", [{"donor": "A", "committed_cents": 50_00}]),
    "raised": ("contributions", [{"donor": "A", "received_cents": 50_00}]),
    "donors": ("contributions", [{"donor": f"Ville {number}"} for number in range(50)]),
    "allocated": ("programmes", [{"code": "eau", "budget_cents": 50_00}]),
    "transferred": ("tranches", [EAU | {"number": 1, "amount_cents": 50_00, "paid_on": WHEN}]),
    "spent": ("expenses", [EAU | {"amount_cents": 50_00, "date": WHEN}]),
    "running_costs": ("running_costs", [{"amount_cents": 50_00}]),
    "hours_delivered": ("activities", [EAU | {"hours_delivered": 50}]),
}


def fund(code: str, declared: float, **others: object) -> Any:
    table, rows = ROWS[code]
    row = {"indicator": code, "value": declared, "unit": UNITS.get(code, "EUR"), "date": WHEN, **others}
    tables: dict[str, list[Row]] = {"programmes": [{"code": "eau"}], table: rows, "declared": [row]}
    return state_of(dataset(as_of=date(2024, 12, 31), **tables))


def figure(state: Any, code: str) -> Metric:
    found: Metric = state.metrics.by_code[code]
    return found


def of(code: str, whole: float) -> float:
    """Euros as cents, hours and counts as they are."""
    return whole if code in UNITS else whole * 100


def findings(state: Any) -> set[str]:
    return {each.code for each in check(state.dataset, state.metrics)}


@pytest.mark.parametrize("code", ROWS)
def test_rows_that_explain_a_part_never_beat_what_is_declared(code: str):
    state = fund(code, 520)
    found = figure(state, code)
    assert (found.value, found.basis, found.declared) == (of(code, 520), Basis.DECLARED, None)
    assert found.detailed is not None
    assert found.detailed.value == of(code, 50)
    assert {cells.table for cells in found.all_cells()} == {"declared", ROWS[code][0]}
    assert "declared_in_part" in findings(state)
    assert "gap_declared_computed" not in findings(state)


@pytest.mark.parametrize("code", ROWS)
def test_rows_beyond_what_is_declared_stand_and_are_told_to_contradict_it(code: str):
    state = fund(code, 20)
    found = figure(state, code)
    assert (found.value, found.basis, found.detailed) == (of(code, 50), Basis.COMPUTED, None)
    # A figure declared half a year before may have grown since; rows dated by then contradict it all the same.
    same_day = fund(code, 20, date=date(2024, 12, 31))
    assert findings(same_day) & {"gap_declared_computed", "declared_contradicted"}
    assert "declared_in_part" not in findings(same_day)


@pytest.mark.parametrize("code", ROWS)
def test_rows_that_add_up_to_what_is_declared_stand_without_a_word(code: str):
    state = fund(code, 50)
    assert figure(state, code).basis is Basis.COMPUTED
    assert not findings(state) & {"declared_in_part", "gap_declared_computed", "declared_contradicted"}


def test_rows_about_as_much_as_what_is_about_declared_stand():
    state = fund("raised", 50.4, approximate=True)
    assert (figure(state, "raised").value, figure(state, "raised").basis) == (50_00, Basis.COMPUTED)
    assert "declared_in_part" not in findings(state)


def test_one_donor_fewer_than_declared_is_a_part():
    assert figure(fund("donors", 51), "donors").value == 51


def test_a_known_zero_never_beats_a_declared_amount():
    rows = [{"donor": "A", "pledged_cents": 50_00, "received_cents": 0}]
    declared = [{"indicator": "raised", "value": 520, "unit": "EUR", "date": WHEN}]
    found = state_of(dataset(contributions=rows, declared=declared)).metrics.contributions.raised
    assert (found.value, found.basis) == (520_00, Basis.DECLARED)
    # Nothing is explained of it: nothing is said to be.
    assert basis_mark(found, Language("fr")) == "déclaré"


@pytest.mark.parametrize("code", ["balance", "delivery_rate"])
def test_what_goes_up_and_down_is_computed_where_it_can_be(code: str):
    unit = "%" if code == "delivery_rate" else "EUR"
    rows = {
        "contributions": [{"donor": "A", "received_cents": 100_00}],
        "programmes": [{"code": "eau"}],
        "tranches": [EAU | {"number": 1, "amount_cents": 80_00, "paid_on": WHEN}],
        "expenses": [EAU | {"amount_cents": 40_00}],
        "running_costs": [{"amount_cents": 0}],
        "declared": [{"indicator": code, "value": 90, "unit": unit, "date": WHEN}],
    }
    found = state_of(dataset(**rows)).metrics.by_code[code]
    # 100 − 80 = 20 €; 40 ÷ 80 = 50 %.
    assert found.value == (0.5 if code == "delivery_rate" else 20_00)
    assert found.declared is not None


@pytest.mark.parametrize(
    ("code", "language", "said"),
    [
        ("raised", "fr", "déclaré, dont 50\u00a0€ détaillés"),
        ("raised", "en", "declared, €50 of it in detail"),
        ("donors", "fr", "déclaré, dont 50 nommées"),
        ("donors", "en", "declared, 50 of them named"),
        ("hours_delivered", "fr", "déclaré, dont 50\u00a0h détaillés"),
    ],
)
def test_what_rows_explain_is_said_beside_the_declared_figure(code: str, language: str, said: str):
    assert basis_mark(figure(fund(code, 520), code), Language(language)) == said


def test_a_simulated_gift_is_added_to_what_is_declared_not_to_its_rows():

    state = fund("raised", 520)
    found = apply(Scenario((ExtraContribution(10_00),)), state).simulated.metrics.contributions.raised
    assert (found.value, found.basis) == (530_00, Basis.DECLARED)
