"""The fund at an earlier day: what stood then, what is not known of then."""

from datetime import date

from fund.metrics.fund import state_of
from fund.metrics.over_time.situation import situation
from fund.metrics.result import FundMetrics
from fund.model import Moment, Precision
from tests.unit.datasets import Row, dataset

EAU = {"programme": "eau"}
THEN = date(2023, 6, 30)


def at(day: date, **tables: list[Row]) -> FundMetrics:
    tables.setdefault("programmes", [{"code": "eau", "name": "Eau"}])
    return situation(state_of(dataset(as_of=date(2024, 12, 31), **tables)), day).metrics


def test_the_declared_figure_of_that_day_stands_with_its_date():
    def declared(value: float, when: Moment) -> Row:
        return {"indicator": "raised", "unit": "EUR", "value": value, "date": when}

    metrics = at(
        THEN,
        declared=[
            declared(400_000.0, Moment(date(2022, 12, 31), Precision.MONTH)),
            declared(590_000.0, Moment(date(2023, 12, 31), Precision.MONTH)),
            # All of the year is not known in June.
            declared(500_000.0, Moment(date(2023, 12, 31), Precision.YEAR)),
        ],
    )
    raised = metrics.contributions.raised
    assert raised.value == 400_000_00
    assert raised.as_of == Moment(date(2022, 12, 31), Precision.MONTH)


def test_budgets_and_what_needs_them_are_not_datable():
    metrics = at(
        THEN,
        programmes=[{"code": "eau", "name": "Eau", "budget_cents": 900}],
        contributions=[{"donor": "Laval", "received_cents": 500, "received_on": date(2023, 1, 1)}],
        expenses=[EAU | {"amount_cents": 30, "date": date(2023, 2, 2)}],
        running_costs=[{"amount_cents": 20, "date": date(2023, 2, 2)}],
        tranches=[EAU | {"number": 1, "amount_cents": 100, "paid_on": date(2023, 1, 9)}],
    )
    eau = metrics.programme("eau")
    assert {each.reason for each in (metrics.allocated, metrics.unallocated, eau.budget_share)} == {"undatable"}
    assert metrics.contributions.raised.value == 500
    assert metrics.balance.value == 500 - 100 - 20
    assert eau.balance.value == 100 - 30


def test_a_budget_declared_by_then_is_known():
    metrics = at(
        THEN,
        programmes=[{"code": "eau", "name": "Eau", "budget_cents": 900}],
        declared=[EAU | {"indicator": "allocated", "unit": "EUR", "value": 7.0, "date": date(2023, 1, 1)}],
    )
    assert metrics.programme("eau").allocated.value == 700


def test_what_came_later_had_not_come():
    metrics = at(
        THEN,
        contributions=[
            {
                "donor": "Laval",
                "committed_cents": 800,
                "committed_on": date(2023, 1, 1),
                "received_cents": 800,
                "received_on": date(2023, 7, 1),
            },
            {"donor": "Brest", "pledged_cents": 50, "pledged_on": date(2023, 12, 31)},
        ],
        tranches=[EAU | {"number": 1, "amount_cents": 100, "paid_on": date(2023, 7, 9)}],
        expenses=[EAU | {"amount_cents": 30, "date": date(2023, 7, 2)}],
    )
    given = metrics.contributions
    assert (given.committed.value, given.raised.value, given.outstanding.value) == (800, 0, 800)
    assert (given.donors.value, given.donors_promised.value) == (1, 1)
    assert (metrics.transferred.value, metrics.spent.value) == (0, 0)


def test_what_has_no_date_is_not_known_then_rather_than_nothing():
    metrics = at(
        THEN,
        contributions=[{"donor": "Laval", "received_cents": 800}],
        expenses=[EAU | {"amount_cents": 30}],
        running_costs=[{"amount_cents": 20}],
        sites=[EAU | {"place": "Ici"}],
        courses=[EAU | {"title": "Cours", "enrolled": 3}],
    )
    eau = metrics.programme("eau")
    unknown = (metrics.contributions.raised, metrics.spent, metrics.running_costs, eau.places, eau.enrolments)
    assert [each.value for each in unknown] == [None] * 5
    assert {each.reason for each in unknown} == {"undatable"}


def test_an_amount_without_a_date_leaves_the_sum_a_minimum():
    metrics = at(
        THEN,
        contributions=[
            {"donor": "Laval", "pledged_cents": 900, "pledged_on": date(2023, 1, 1), "received_cents": 800},
            {"donor": "Brest", "received_cents": 50, "received_on": date(2023, 1, 1)},
        ],
    )
    raised = metrics.contributions.raised
    assert (raised.value, raised.is_minimum) == (50, True)


def test_an_activity_counts_when_it_is_over_and_an_event_when_its_period_is():
    def course(start: date, end: date) -> Row:
        return EAU | {"activity": "Cours", "hours_delivered": 10.0, "start": start, "end": end}

    metrics = at(
        THEN,
        activities=[course(date(2023, 1, 1), THEN), course(date(2023, 5, 1), date(2023, 7, 31))],
        milestones=[
            EAU | {"title": "a", "status": "done", "date": Moment(date(2023, 12, 31), Precision.YEAR)},
            EAU | {"title": "b", "status": "done", "date": THEN},
        ],
    )
    assert metrics.hours.delivered.value == 10
    # One that is over later is told as « since », not left out.
    assert metrics.milestones.set_index("title")["status"].to_dict() == {"b": "done", "a": "since"}


def test_a_fund_without_a_closing_day_has_situations_too():
    expense = EAU | {"amount_cents": 30, "date": date(2023, 7, 2)}
    fund = state_of(dataset(programmes=[{"code": "eau"}], expenses=[expense]))
    assert situation(fund, THEN).metrics.spent.value == 0
    assert situation(fund, date(2023, 7, 2)).metrics.spent.value == 30


def test_a_situation_changes_nothing_in_the_fund():
    fund = state_of(dataset(as_of=date(2024, 12, 31), expenses=[{"amount_cents": 30, "date": date(2023, 7, 2)}]))
    situation(fund, THEN)
    assert fund.metrics.spent.value == 30
    assert fund.dataset.fund.day == date(2024, 12, 31)


def test_what_a_later_text_or_photo_tells_and_how_far_a_programme_is_now_is_not_told_of_an_earlier_day():
    tables: dict[str, list[Row]] = {
        "programmes": [{"code": "eau", "name": "Eau", "status": "finished"}],
        "stories": [
            EAU | {"text": text, "start": start, "end": end}
            for text, start, end in (
                ("then", date(2023, 1, 1), THEN),
                ("begun", date(2023, 6, 1), date(2023, 7, 1)),
                ("later", date(2024, 1, 1), date(2024, 2, 1)),
                ("undated", None, None),
            )
        ],
        "photos": [
            EAU | {"photo": name, "taken_on": day, "people": False}
            for name, day in (
                ("then", THEN),
                ("month", Moment(THEN, Precision.MONTH)),
                ("year", Moment(date(2023, 12, 31), Precision.YEAR)),
                ("later", date(2024, 3, 12)),
                ("undated", None),
            )
        ],
    }
    then, now = at(THEN, **tables), at(date(2024, 12, 31), **tables)
    assert (then.programme("eau").status, now.programme("eau").status) == ("", "finished")
    assert then.programme("eau").stories["text"].tolist() == ["then"]
    assert [photo.name for photo in then.photos] == ["then", "month"]
    assert (len(now.programme("eau").stories), len(now.photos)) == (4, 5)
