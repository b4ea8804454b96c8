"""What a period holds of a figure, case by case, and what holds for any fund."""

from datetime import date

import pytest

from fund.metrics.fund import fund_metrics
from fund.metrics.over_time.flows import begun_rows
from fund.model import Moment, Precision
from fund.period import LAST_DAY, Period, of_year
from tests.unit.datasets import Row, dataset
from tests.unit.metrics.over_time.flow_parts import CLOSING, fund, part

EAU = {"programme": "eau"}


def test_money_counts_on_its_own_day():
    metrics = fund(
        contributions=[
            {
                "donor": "Laval",
                "pledged_cents": 900,
                "pledged_on": date(2022, 12, 31),
                "committed_cents": 800,
                "committed_on": date(2023, 1, 1),
                "received_cents": 700,
                "received_on": date(2024, 1, 1),
            },
            {"donor": "Brest", "received_cents": 50, "received_on": date(2023, 12, 31)},
        ],
        tranches=[
            EAU | {"number": 1, "amount_cents": 300, "paid_on": date(2023, 5, 5)},
            EAU | {"number": 2, "amount_cents": 400, "planned_on": date(2023, 9, 9)},
        ],
        expenses=[EAU | {"amount_cents": 30, "date": date(2023, 2, 2)}, {"amount_cents": 4, "date": date(2023, 3, 3)}],
        running_costs=[{"amount_cents": 20, "date": date(2023, 6, 6)}, {"amount_cents": 9, "date": date(2024, 6, 6)}],
    )
    year, given, eau = of_year(2023), metrics.contributions, metrics.programme("eau")
    assert part(metrics, given.pledged, year).part.value == 0
    assert part(metrics, given.committed, year).part.value == 800
    assert part(metrics, given.raised, year).part.value == 50
    assert part(metrics, metrics.transferred, year).part.value == 300
    assert part(metrics, metrics.spent, year).part.value == 34
    assert part(metrics, eau.spent, year).part.value == 30
    assert part(metrics, metrics.running_costs, year).part.value == 20
    counted = metrics.over_time.over(year).figures["", "payments_received", "", ""]
    assert counted.part.value == 1


def test_the_rows_of_a_period_are_the_cells_of_its_figure():
    metrics = fund(expenses=[EAU | {"amount_cents": 1, "date": date(year, 7, 1)} for year in (2022, 2023, 2023, 2024)])
    (cells,) = part(metrics, metrics.spent, of_year(2023)).part.cells
    assert cells.positions.tolist() == [1, 2]
    assert cells.columns == ("amount_cents", "date") or set(cells.columns) >= {"amount_cents", "date"}


def test_a_row_over_several_months_counts_whole_in_the_period_that_holds_its_end_and_is_told():
    course = EAU | {"activity": "Cours", "hours_delivered": 40.0, "start": date(2022, 11, 1), "end": date(2023, 2, 28)}
    metrics = fund(activities=[course])
    assert part(metrics, metrics.hours.delivered, of_year(2022)).part.value == 0
    found = part(metrics, metrics.hours.delivered, of_year(2023))
    assert (found.part.value, begun_rows(found)) == (40, 1)
    # Hours given and received are of the same row.
    assert begun_rows(*metrics.over_time.over(of_year(2023)).figures.values()) == 1


def test_a_row_known_to_the_month_or_the_year_counts_at_its_end():
    metrics = fund(
        milestones=[
            EAU | {"title": "a", "status": "done", "date": Moment(date(2023, 12, 31), Precision.YEAR)},
            EAU | {"title": "b", "status": "done", "date": Moment(date(2023, 5, 31), Precision.MONTH)},
            EAU | {"title": "c", "status": "planned", "date": date(2023, 5, 5)},
        ]
    )
    key = ("eau", "milestones_done", "", "")
    may = metrics.over_time.over(Period(date(2023, 5, 1), date(2023, 5, 31))).figures[key]
    assert (may.part.value, begun_rows(may)) == (1, 0)
    late = metrics.over_time.over(Period(date(2023, 12, 1), date(2023, 12, 31))).figures[key]
    assert (late.part.value, begun_rows(late)) == (1, 1)


def test_a_row_that_goes_on_after_the_closing_day_counts_by_then():
    course = EAU | {"activity": "Cours", "hours_delivered": 40.0, "start": date(2024, 11, 1), "end": date(2025, 2, 28)}
    metrics = fund(activities=[course])
    assert part(metrics, metrics.hours.delivered, of_year(2024)).part.value == 40


@pytest.mark.parametrize(
    "asked", [of_year(2025), Period(date(2025, 1, 1), date(2025, 1, 1)), Period(date(2030, 5, 1), LAST_DAY)]
)
def test_nothing_is_known_of_a_period_that_begins_after_the_closing_day(asked: Period):
    metrics = fund(
        contributions=[{"donor": "Laval", "received_cents": 700, "received_on": date(2025, 3, 1)}],
        expenses=[EAU | {"amount_cents": 30, "date": date(2023, 2, 2)}],
    )
    assert metrics.over_time.over(asked).figures == {}
    assert metrics.over_time.over(Period(CLOSING, asked.end)).of(metrics.spent) is not None


def test_what_has_no_date_is_in_no_period_and_said_with_its_euros():
    metrics = fund(
        expenses=[
            EAU | {"amount_cents": 30, "date": date(2023, 2, 2)},
            EAU | {"amount_cents": 500},
            EAU | {"label": "?"},
        ]
    )
    spent = part(metrics, metrics.spent, of_year(2023)).part
    # It may be of that year too.
    assert (spent.value, spent.partial) == (30, True)
    (undated,) = metrics.over_time.undated()
    assert (undated.code, undated.value, undated.cells[0].positions.tolist()) == ("spent", 500, [1])
    assert [each.value for each in metrics.over_time.undated("eau")] == [500]


def test_a_declared_figure_is_no_flow_and_its_rows_are_only_a_part_of_it():
    metrics = fund(
        contributions=[{"donor": "Laval", "received_cents": 5_000_00, "received_on": date(2023, 4, 4)}],
        declared=[
            {
                "indicator": "raised",
                "value": 395_000.0,
                "unit": "EUR",
                "approximate": "about",
                "date": date(2023, 11, 30),
            }
        ],
    )
    raised = metrics.contributions.raised
    assert raised.is_declared
    found = part(metrics, raised, of_year(2023)).part
    assert (found.value, found.at_least, found.approximate) == (5_000_00, True, False)
    (undated,) = metrics.over_time.undated()
    assert (undated.value, undated.approximate) == (390_000_00, True)


def test_states_have_no_part_in_a_period():
    metrics = fund(
        programmes=[{"code": "eau", "name": "Eau", "budget_cents": 900}],
        contributions=[{"donor": "Laval", "received_cents": 5, "received_on": date(2023, 4, 4)}],
        expenses=[EAU | {"amount_cents": 30, "date": date(2023, 2, 2)}],
    )
    eau = metrics.programme("eau")
    flows = metrics.over_time.over(of_year(2023))
    for figure in (metrics.allocated, metrics.unallocated, metrics.balance, eau.budget_share, eau.balance):
        assert flows.of(figure) is None


def test_a_fund_without_dates_has_nothing_in_any_period():
    metrics = fund(contributions=[{"donor": "Laval", "received_cents": 5}], expenses=[EAU | {"amount_cents": 30}])
    flows = metrics.over_time.over(of_year(2023))
    assert flows.of(metrics.contributions.raised) is None
    assert flows.of(metrics.spent) is None
    assert {each.code: each.value for each in metrics.over_time.undated()} == {"raised": 5, "spent": 30}


def test_a_nothing_that_is_known_is_nothing_in_every_period():
    metrics = fund_metrics(dataset(as_of=CLOSING, programmes=[{"code": "eau"}], present=("running_costs",)))
    assert part(metrics, metrics.running_costs, of_year(2023)).part.value == 0


def test_only_results_whose_periods_add_up_have_a_part():
    def row(indicator: str, achieved: float, month: int, *, since: bool) -> Row:
        start, end = date(2023, month, 1), date(2023, month, 28)
        told = {"indicator": indicator, "unit": "puits", "achieved": achieved, "cumulative": since}
        return EAU | told | {"start": start, "end": end}

    metrics = fund(
        results=[
            *(row("Puits", 4.0, month, since=False) for month in (1, 3, 5)),
            *(row("Ouverts", float(month), month, since=True) for month in (1, 3, 5)),
        ]
    )
    wells, opened = (each.achieved for each in metrics.programme("eau").results)
    spring = Period(date(2023, 3, 1), date(2023, 6, 30))
    assert part(metrics, wells, spring).part.value == 8
    assert part(metrics, wells, spring).part.counted_in == "puits"
    assert metrics.over_time.over(spring).of(opened) is None


def test_the_part_of_a_minimum_is_one_where_its_own_rows_are_and_what_is_not_there_yet_has_none():
    told = EAU | {"indicator": "Femmes", "unit": "visites", "achieved": 5.0, "cumulative": False}
    rows = [told | {"end": date(2022, 5, 1)}, told | {"end": date(2023, 5, 1), "precision": "at_least"}]
    metrics = fund(results=[*rows, EAU | {"indicator": "Puits", "target": 3.0, "end": date(2025, 5, 1)}])
    visits, wells = (each.achieved for each in metrics.programme("eau").results)
    assert [part(metrics, visits, of_year(year)).part.at_least for year in (2022, 2023)] == [False, True]
    assert (wells.pending, metrics.over_time.over(of_year(2023)).of(wells)) == (True, None)


def test_a_promise_repeated_on_the_rows_of_its_payments_counts_once():
    row = {"donor": "Laval", "pledged_cents": 900, "pledged_on": date(2023, 1, 5)}
    metrics = fund(
        contributions=[
            row | {"received_cents": 300, "received_on": date(2023, 2, 2)},
            row | {"received_cents": 600, "received_on": date(2024, 2, 2)},
        ]
    )
    assert metrics.contributions.pledged.value == 900
    assert part(metrics, metrics.contributions.pledged, of_year(2023)).part.value == 900
    assert part(metrics, metrics.contributions.raised, of_year(2023)).part.value == 300


def test_a_repayment_lowers_what_its_day_received():
    metrics = fund(
        contributions=[
            {"donor": "Laval", "received_cents": 900, "received_on": date(2023, 1, 5)},
            {"donor": "Laval", "received_cents": -200, "received_on": date(2024, 1, 5)},
        ]
    )
    assert part(metrics, metrics.contributions.raised, of_year(2024)).part.value == -200
    assert metrics.over_time.over(of_year(2024)).figures["", "payments_received", "", ""].part.value == 0
