"""Findings of one kind together, with their rows and euros; what an update brought apart from what was there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fund.finding_groups import EurosAtStake, findings_since, grouped
from fund.metric import Basis, Metric, Unit
from fund.model import Finding, Severity


def finding(code: str = "not_a_number", severity: Severity = Severity.ERROR, **fields: Any) -> Finding:
    """A finding in row 3 of a sheet of contributions."""
    return replace(Finding(code, severity, "a.xlsx", "Contributions", 3), **fields)


def test_one_error_stands_before_three_thousand_warnings() -> None:
    late = [finding("late_pledge", Severity.WARNING, row=row) for row in range(4, 3004)]
    groups = grouped([*late, finding()])
    assert [(group.code, len(group.findings), group.rows) for group in groups] == [
        ("not_a_number", 1, 1),
        ("late_pledge", 3000, 3000),
    ]


def test_two_cells_of_one_row_are_two_findings_and_one_row() -> None:
    (group,) = grouped([finding(cell="F3"), finding(cell="G3")])
    assert (len(group.findings), group.rows) == (2, 1)


def test_a_kind_that_names_no_row_counts_no_rows() -> None:
    (group,) = grouped([finding(row=None), finding()])
    assert group.rows is None


def test_a_finding_about_several_rows_of_a_sheet_counts_them_all() -> None:
    (group,) = grouped([finding(details={"count": 2}), finding(sheet="Frais", details={"count": 3}), finding(row=9)])
    assert group.rows == 6


def test_the_euros_of_a_kind_are_added_up() -> None:
    (group,) = grouped([finding(details={"due_cents": 1_050}), finding(details={"due_cents": 950})])
    assert group.euros == EurosAtStake(2_000)


def test_a_finding_without_an_amount_makes_the_euros_a_part() -> None:
    (group,) = grouped([finding(details={"due_cents": 1_050}), finding()])
    assert group.euros == EurosAtStake(1_050, partial=True)


def test_what_is_too_much_counts_not_what_it_exceeds() -> None:
    excess = Metric(code="spent", unit=Unit.CENTS, value=700, basis=Basis.DECLARED, approximate=True)
    spent = replace(excess, value=100_000)
    (group,) = grouped([finding(details={"amount": spent, "excess": excess, "excess_bound": "at_least"})])
    assert group.euros == EurosAtStake(700, approximate=True, partial=True)


def test_an_amount_in_another_currency_is_no_euros() -> None:
    (group,) = grouped([finding(details={"amount_money": (5_000, "UAH")})])
    assert group.euros is None


def test_a_row_put_in_above_makes_nothing_new() -> None:
    since = findings_since([finding(cell="F3", seen="douze")], [finding(row=4, cell="F4", seen="douze")])
    assert (since.new, len(since.kept), since.gone) == ((), 1, 0)


def test_what_is_said_of_another_value_is_new_and_what_was_said_is_gone() -> None:
    since = findings_since([finding(seen="douze")], [finding(seen="treize")])
    assert ([each.seen for each in since.new], since.kept, since.gone) == (["treize"], (), 1)


def test_one_more_of_the_same_is_new_where_none_was() -> None:
    before = [finding(row=5), finding(row=9)]
    since = findings_since(before, [finding(row=5), finding(row=7), finding(row=9)])
    assert [each.row for each in since.new] == [7]
    assert [each.row for each in since.kept] == [5, 9]


def test_an_amount_in_the_words_of_a_finding_makes_it_another() -> None:
    before, after = (finding("late_pledge", details={"due_cents": due}) for due in (100, 200))
    since = findings_since([before], [after])
    assert (since.new, since.gone) == ((after,), 1)


def test_gaps_up_and_down_do_not_cancel_each_other() -> None:
    (group,) = grouped([finding(details={"gap_cents": -1_850}), finding(details={"gap_cents": 1_850})])
    assert group.euros == EurosAtStake(3_700)
