"""What a scenario adds to a fund some of whose amounts are in another currency."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fund.currency import to_euros
from fund.model import Dataset
from fund.schema import BY_CODE
from fund.whatif.levers.whole_fund import ExtraContribution, OutstandingReceived
from tests.unit.whatif.funds import applied, fund

GIFTS = [
    {"donor": "Gdańsk", "committed_cents": 400_00, "committed_on": date(2024, 6, 1), "currency": "PLN"},
    {"donor": "Lyon", "received_cents": 100_00, "received_on": date(2024, 6, 1)},
]


def foreign() -> Dataset:
    read = fund(contributions=GIFTS)
    gifts = read.table("contributions")
    for amount in BY_CODE["contributions"].converted:
        gifts = gifts.assign(**to_euros(gifts, read.table("rates"), amount).columns)
    return replace(read, tables={**read.tables, "contributions": gifts})


def test_a_gift_added_is_in_euros() -> None:
    done = applied(ExtraContribution(50_00, "", ""), on=foreign())
    given = done.simulated.metrics.contributions
    # 100 and 50 received; 400 PLN at 4 still due.
    assert (given.raised.value, given.raised.unknown, given.outstanding.value) == (150_00, 0, 100_00)


def test_what_is_due_in_another_currency_comes_in_in_euros() -> None:
    done = applied(OutstandingReceived(1.0), on=foreign())
    given = done.simulated.metrics.contributions
    assert (given.raised.value, given.outstanding.value) == (200_00, 0)
