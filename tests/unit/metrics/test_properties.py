"""What holds for any fund: sums add up to the cent, nothing goes below zero, the order of rows does not count."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from fund.metric import Basis, Metric, Unit
from fund.metrics.contributions import contribution_metrics
from fund.metrics.declared import NOTHING_DECLARED
from fund.metrics.figure import ratio
from fund.metrics.fund import fund_metrics
from fund.metrics.gifts import gifts as gifts_of
from fund.metrics.result import ContributionMetrics, FundMetrics
from fund.metrics.scope import scopes
from tests.unit.datasets import Row, dataset

AMOUNTS = st.none() | st.integers(0, 10**9)
DAYS = st.none() | st.dates(date(2022, 1, 1), date(2024, 12, 31))
PROGRAMMES = st.none() | st.sampled_from(["eau", "nord", "inconnu"])
TYPES = {"Arnage": "municipality", "ARNAGE": "municipality", "Réseau": "network", "reseau": "network", "Laval": None}
GIFTS = st.fixed_dictionaries(
    {
        "donor": st.none() | st.sampled_from(list(TYPES)),
        "pledged_cents": AMOUNTS,
        "pledged_on": DAYS,
        "committed_cents": AMOUNTS,
        "committed_on": DAYS,
        "received_cents": AMOUNTS,
        "received_on": DAYS,
        "programme": PROGRAMMES,
    }
).map(lambda row: row | {"donor_type": TYPES.get(row["donor"])})
EXPENSES = st.fixed_dictionaries(
    {
        "programme": PROGRAMMES,
        "tranche": st.none() | st.integers(1, 3),
        "date": DAYS,
        "category": st.none() | st.sampled_from(["Équipement", "equipement", "Transport"]),
        "supplier": st.none() | st.sampled_from(["A", "B"]),
        "amount_cents": st.none() | st.integers(-(10**6), 10**9),
        "currency": st.none() | st.sampled_from(["EUR", "TRY"]),
    }
)
QUICK = settings(max_examples=10)
CODES = ("eau", "nord")


def fund(gifts: list[Row], expenses: list[Row]) -> FundMetrics:
    programmes = [{"code": code, "name": code} for code in CODES]
    return fund_metrics(
        dataset(as_of=date(2024, 12, 31), programmes=programmes, contributions=gifts, expenses=expenses)
    )


def contributions(rows: list[Row]) -> ContributionMetrics:
    return contribution_metrics(gifts_of(scopes(dataset(contributions=rows)).fund), NOTHING_DECLARED)


@QUICK
@given(gifts=st.lists(GIFTS, max_size=8))
def test_gifts_add_up_to_the_cent_whichever_way_they_are_grouped(gifts):
    found = contributions(gifts)
    raised = sum(row["received_cents"] or 0 for row in gifts)
    assert (found.raised.value or 0) == raised
    assert found.by_donor["received_cents"].sum() == raised
    assert found.by_type["received_cents"].sum() == raised
    dated = sum(row["received_cents"] or 0 for row in gifts if row["received_on"])
    assert found.by_month["received_cents"].sum() == dated
    assert found.outstanding_rows["due_cents"].sum() == (found.outstanding.value or 0)


@QUICK
@given(gifts=st.lists(GIFTS, max_size=8))
def test_outstanding_is_never_negative(gifts):
    found = contributions(gifts)
    assert (found.outstanding.value or 0) >= 0
    assert (found.outstanding_rows["due_cents"] > 0).all()
    assert (found.by_donor["outstanding_cents"].dropna() >= 0).all()


@QUICK
@given(expenses=st.lists(EXPENSES, max_size=8))
def test_expenses_add_up_to_the_cent_whichever_way_they_are_grouped(expenses):
    figures = fund([], expenses)
    known = [row for row in expenses if row["amount_cents"] is not None and row["currency"] != "TRY"]
    assert (figures.spent.value or 0) == sum(row["amount_cents"] for row in known)
    for code in CODES:
        mine = [row for row in known if row["programme"] == code]
        found = figures.programme(code)
        assert found.by_category["spent_cents"].sum() == sum(row["amount_cents"] for row in mine)
        assert found.by_supplier["spent_cents"].sum() == sum(row["amount_cents"] for row in mine)
        assert found.spending["spent_cents"].sum() == sum(row["amount_cents"] for row in mine if row["date"])


def bare(metric: Metric) -> Metric:
    """A figure without its cells, which follow the order of rows."""
    return replace(metric, cells=(), numerator=None, denominator=None, terms=())


def shuffled(rows: list[Row]) -> st.SearchStrategy[tuple[list[Row], list[Row]]]:
    return st.tuples(st.just(rows), st.permutations(rows))


@QUICK
@given(gifts=st.lists(GIFTS, max_size=8).flatmap(shuffled), expenses=st.lists(EXPENSES, max_size=8).flatmap(shuffled))
def test_the_order_of_rows_changes_no_figure(gifts, expenses):
    before, after = fund(gifts[0], expenses[0]), fund(gifts[1], expenses[1])
    for code, figure in before.by_code.items():
        assert bare(figure) == bare(after.by_code[code])


VALUES = st.none() | st.integers(-(10**6), 10**9)


@given(numerator=st.integers(0, 10**9), denominator=VALUES)
def test_a_ratio_is_empty_exactly_when_its_denominator_is_unknown_or_not_positive(numerator, denominator):
    def metric(value: int | None) -> Metric:
        return Metric(code="spent", unit=Unit.CENTS, value=value, basis=None if value is None else Basis.COMPUTED)

    found = ratio("budget_share", metric(numerator), metric(denominator))
    assert (found.value is None) == (denominator is None or denominator <= 0)
    assert (found.reason == "") == (found.value is not None)
