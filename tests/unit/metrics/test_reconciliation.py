"""Rules about two ways to the same amount."""

from datetime import date

import pytest

from fund.metric import Reconciliation
from fund.metrics.fund import fund_metrics
from fund.model import TotalRow
from tests.unit.datasets import Row, dataset

EAU = {"code": "eau", "name": "Eau"}
OF_EAU = {"programme": "eau"}
AS_OF = date(2024, 12, 31)


def lines(code: str, **tables: list[Row]) -> list[Reconciliation]:
    return [line for line in fund_metrics(dataset(as_of=AS_OF, **tables)).reconciliations if line.code == code]


def declared(code: str, value: float, *, when: date = AS_OF, **others: object) -> Row:
    return {"indicator": code, "value": value, "unit": "EUR", "date": when, **others}


def money(balance: list[Row]) -> dict[str, list[Row]]:
    return {
        "contributions": [{"donor": "A", "received_cents": 100_00}],
        "programmes": [EAU],
        "tranches": [OF_EAU | {"number": 1, "amount_cents": 60_00, "paid_on": date(2024, 1, 1)}],
        "running_costs": [{"amount_cents": 5_00}],
        "declared": balance,
    }


def test_raised_is_compared_with_its_uses_by_the_declared_balance():
    (line,) = lines("raised_uses", **money([declared("balance", 30)]))
    assert (line.left.value, line.right.value, line.gap, line.ok) == (100_00, 95_00, 5_00, False)
    assert [term.value for term in line.right.terms] == [60_00, 5_00, 30_00]


def test_raised_is_not_compared_with_its_uses_when_the_balance_is_what_is_left():
    # 100 − 60 − 5 = 35 is the balance by definition: the comparison could not fail.
    assert not lines("raised_uses", **money([]))


def test_a_side_that_is_unknown_leaves_no_gap_and_no_verdict():
    (line,) = lines(
        "raised_uses", contributions=[{"donor": "A", "received_cents": 1_00}], declared=[declared("balance", 1)]
    )
    assert (line.gap, line.ok) == (None, None)


def test_transferred_is_compared_with_spent_and_what_remains_of_paid_tranches():
    # An expense charged to no tranche that was paid is spent without leaving any tranche.
    expenses = [{"tranche": 1, "amount_cents": 40_00}, {"amount_cents": 3_00}]
    (line,) = lines("transferred_uses", **money([]), expenses=[OF_EAU | row for row in expenses])
    found = (line.left.value, line.right.value, line.gap, line.ok, line.programme)
    assert found == (60_00, 63_00, -3_00, False, "eau")


@pytest.mark.parametrize("others", [[], [{"tranche": 1}]], ids=["all known", "one without an amount"])
def test_transferred_is_not_compared_where_all_is_spent_on_paid_tranches(others: list[Row]):
    expenses = [OF_EAU | row for row in ({"tranche": 1, "amount_cents": 40_00}, *others)]
    assert not lines("transferred_uses", **money([]), expenses=expenses)


@pytest.mark.parametrize(
    ("value", "others", "ok"),
    [
        (100, {}, True),
        (101, {}, False),
        (99, {}, False),
        (101, {"approximate": "about"}, True),
        (101.5, {"approximate": "about"}, False),
        # Declared before: less than the rows may be growth since, more can't.
        (99, {"when": date(2024, 6, 30)}, None),
        (101, {"when": date(2024, 6, 30)}, False),
    ],
)
def test_a_declared_figure_agrees_with_its_rows_within_one_percent_if_approximate(
    value: float, others: dict[str, object], ok: bool | None
):
    (line,) = lines(
        "declared_computed",
        contributions=[{"donor": "A", "received_cents": 100_00}],
        declared=[declared("raised", value, **others)],
    )
    assert (line.subject, line.left.value, line.right.value, line.ok) == ("raised", round(value * 100), 100_00, ok)


def test_amounts_not_communicated_may_explain_a_gap_in_one_direction_only():
    contributions = [{"donor": "A", "received_cents": 100_00}, {"donor": "B"}]
    (more,) = lines("declared_computed", contributions=contributions, declared=[declared("raised", 150)])
    (less,) = lines("declared_computed", contributions=contributions, declared=[declared("raised", 50)])
    assert (more.gap, more.ok) == (50_00, None)
    assert (less.gap, less.ok) == (-50_00, False)


def test_places_are_compared_with_their_programme_where_they_have_amounts():
    found = lines(
        "sites_programme",
        programmes=[EAU | {"budget_cents": 10_00}],
        sites=[OF_EAU | {"place": "Val", "budget_cents": 6_00}, OF_EAU | {"place": "Mont", "budget_cents": 3_00}],
    )
    assert [(line.subject, line.left.value, line.right.value, line.gap) for line in found] == [
        ("allocated", 9_00, 10_00, -1_00)
    ]


def total(table: str, column: str, value: float, *, first: int = 2, last: int = 100) -> TotalRow:
    sheet = {"contributions": "Contributions", "expenses": "Dépenses", "activities": "Activités"}[table]
    return TotalRow(
        table=table,
        file="fonds.xlsx",
        sheet=sheet,
        row=last + 1,
        column=column,
        value=value,
        first_row=first,
        last_row=last,
        cell="F9",
    )


def total_line(row: TotalRow, **tables: list[Row]) -> Reconciliation:
    found = fund_metrics(dataset(totals=(row,), **tables)).reconciliations
    (line,) = [line for line in found if line.code == "total_rows"]
    return line


def test_a_total_row_is_compared_with_the_rows_it_stands_for_only():
    rows = [
        {"donor": "A", "received_cents": 1_00, "source_row": 5},
        {"donor": "B", "received_cents": 2_00, "source_row": 6},
        {"donor": "C", "received_cents": 4_00, "source_row": 9},
        {"donor": "D", "received_cents": 8_00, "source_row": 6, "source_file": "autre.xlsx"},
    ]
    line = total_line(total("contributions", "received_cents", 3_50.0, first=5, last=8), contributions=rows)
    assert (line.left.value, line.right.value, line.gap, line.ok) == (3_50, 3_00, 50, False)
    assert (line.subject, line.place) == ("received_cents", "fonds.xlsx, Contributions, F9")
    assert line.right.cells[0].positions.tolist() == [0, 1]


def test_a_total_of_hours_is_in_hours():
    line = total_line(
        total("activities", "hours_delivered", 12.5), activities=[{"activity": "A", "hours_delivered": 12.5}]
    )
    assert (line.unit, line.left.value, line.gap, line.ok) == ("hours", 12.5, 0, True)


def test_a_total_of_amounts_in_several_currencies_is_not_compared():
    rows = [{"amount_cents": 1_00}, {"amount_cents": 1_00, "currency": "UAH"}]
    line = total_line(total("expenses", "amount_cents", 2_00.0), expenses=rows)
    assert (line.gap, line.ok, line.right.reason) == (None, None, "foreign_currency")


def test_a_total_of_rates_means_nothing_and_is_not_shown():
    row = total("expenses", "rate", 80.0)
    found = fund_metrics(dataset(totals=(row,), expenses=[{"amount_cents": 1_00}])).reconciliations
    assert not [line for line in found if line.code == "total_rows"]
