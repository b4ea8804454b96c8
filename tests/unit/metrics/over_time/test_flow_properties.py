"""What holds of the flows of every fund: parts add up, states follow from them."""

from datetime import date
from itertools import pairwise

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from fund.metrics.fund import FundState, state_of
from fund.metrics.over_time.flows import figure_key
from fund.metrics.over_time.situation import situation
from fund.metrics.over_time.spans import span_of
from fund.metrics.result import FundMetrics
from fund.model import Moment, Precision
from fund.period import FIRST_DAY, LAST_DAY, Period, of_year
from tests.unit.datasets import Row, dataset
from tests.unit.metrics.over_time.flow_parts import CLOSING

EVERYTHING = Period(FIRST_DAY, LAST_DAY)


DAYS = st.none() | st.dates(date(2022, 1, 1), date(2025, 12, 31))


STARTS = st.none() | st.builds(
    lambda day, precision: Moment(span_of(Moment(day, precision)).first[0].item(), precision),
    st.dates(date(2022, 1, 1), date(2025, 6, 30)),
    st.sampled_from(Precision),
)


ENDS = STARTS.map(lambda when: when and Moment(span_of(when).last[0].item(), when.precision))


CENTS = st.none() | st.integers(0, 10**9)


OWNERS = st.none() | st.sampled_from(["eau", "nord", "inconnu"])


TABLES = {
    "contributions": {"programme": OWNERS, "received_cents": CENTS, "received_on": DAYS},
    "tranches": {"programme": OWNERS, "amount_cents": CENTS, "paid_on": DAYS},
    "expenses": {"programme": OWNERS, "amount_cents": st.none() | st.integers(-(10**6), 10**9), "date": DAYS},
    "running_costs": {"amount_cents": CENTS, "date": DAYS},
    "activities": {
        "programme": OWNERS,
        "hours_delivered": st.none() | st.integers(0, 99).map(float),
        "start": STARTS,
        "end": ENDS,
        "groups": st.none() | st.just(1),
    },
    "milestones": {"programme": OWNERS, "status": st.sampled_from(["done", "planned"]), "date": ENDS},
}


FUNDS = st.fixed_dictionaries(
    {table: st.lists(st.fixed_dictionaries(columns), max_size=6) for table, columns in TABLES.items()}
)


QUICK = settings(max_examples=12, phases=(Phase.explicit, Phase.generate))


def drawn(tables: dict[str, list[Row]]) -> FundState:
    programmes = [{"code": code, "name": code} for code in ("eau", "nord")]
    activities = [row | {"activity": "Cours"} for row in tables["activities"]]
    return state_of(dataset(as_of=CLOSING, programmes=programmes, **tables | {"activities": activities}))


def values(metrics: FundMetrics, period: Period) -> dict[object, float]:
    return {key: flow.part.value or 0 for key, flow in metrics.over_time.over(period).figures.items()}


def added(*parts: dict[object, float]) -> dict[object, float]:
    return {key: sum(part.get(key, 0) for part in parts) for key in set().union(*parts)}


@QUICK
@given(tables=FUNDS)
def test_the_months_of_a_year_add_up_to_the_year_and_the_years_to_everything(tables):
    metrics = drawn(tables).metrics
    firsts = [date(2023, month, 1) for month in range(1, 13)] + [date(2024, 1, 1)]
    months = [Period(first, date.fromordinal(after.toordinal() - 1)) for first, after in pairwise(firsts)]
    assert added(*(values(metrics, month) for month in months)) == values(metrics, of_year(2023))
    years = [of_year(year) for year in range(2020, 2030)]
    assert added(*(values(metrics, year) for year in years)) == values(metrics, EVERYTHING)


@QUICK
@given(tables=FUNDS)
def test_everything_that_has_a_date_and_what_has_none_are_the_whole(tables):
    metrics = drawn(tables).metrics
    figures = (metrics.contributions.raised, metrics.transferred, metrics.spent, metrics.running_costs)
    undated = {figure_key(each): each.value or 0 for each in metrics.over_time.undated()}
    for whole in (*figures, metrics.hours.delivered, metrics.hours.received):
        dated = values(metrics, EVERYTHING).get(figure_key(whole), 0)
        assert dated + undated.get(figure_key(whole), 0) == (whole.value or 0)


@QUICK
@given(tables=FUNDS, days=st.lists(st.dates(date(2022, 1, 1), date(2024, 12, 30)), min_size=2, max_size=2, unique=True))
def test_the_state_at_the_end_is_the_state_at_the_start_and_the_flow(tables, days):
    fund, (start, end) = drawn(tables), sorted(days)
    flow = Period(date.fromordinal(start.toordinal() + 1), end)
    before, after = (situation(fund, day).metrics for day in (start, end))
    for figure in ("transferred", "spent", "running_costs"):
        held = getattr(fund.metrics, figure)
        moved = values(fund.metrics, flow).get(figure_key(held), 0)
        assert (getattr(before, figure).value or 0) + moved == (getattr(after, figure).value or 0)
    for name in ("delivered", "received"):
        held = getattr(fund.metrics.hours, name)
        moved = values(fund.metrics, flow).get(figure_key(held), 0)
        assert (getattr(before.hours, name).value or 0) + moved == (getattr(after.hours, name).value or 0)
    moved = values(fund.metrics, flow).get(figure_key(fund.metrics.contributions.raised), 0)
    assert (before.contributions.raised.value or 0) + moved == (after.contributions.raised.value or 0)
    # Seen from its end, the period holds the same.
    here, then = values(fund.metrics, flow), values(after, flow)
    assert all(here[key] == then[key] for key in here.keys() & then.keys())


@QUICK
@given(tables=FUNDS)
def test_a_situation_on_the_closing_day_is_the_fund_itself(tables):
    fund = drawn(tables)
    assert situation(fund, CLOSING) is fund
