"""A small fund on which scenarios are worked out by hand.

As of 31 December 2024, amounts in euros:

- received 100 000 (Arnage 60 000 of 100 000 committed, Laval 40 000), outstanding 70 000,01
  (Arnage 40 000, Colombes 30 000,01 of a pledge);
- budgets: eau 50 000, nord 30 000, neuf 10 000 (in preparation): allocated 90 000; running costs 1 000;
  unallocated 100 000 − 90 000 − 1 000 = 9 000;
- tranches: eau 1 of 20 000 paid, eau 2 of 20 000 planned at 70 %, nord 1 of 10 000 paid: transferred 30 000;
  balance 100 000 − 30 000 − 1 000 = 69 000;
- spent: eau 6 000 + 3 000 + 1 000 + 2 000 = 12 000; nord 40 000 + 80 000 UAH at 40 for 1 € = 1 000 + 2 000 = 3 000;
  together 15 000;
- hours: eau 100 (120 € each, as its row says), nord 60 (50 € each);
- eau 2 asks for 70 % × 20 000 = 14 000 on eau 1: 2 000 are missing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from fund.currency import to_euros
from fund.metric import Metric
from fund.metrics.fund import state_of
from fund.metrics.result import FundMetrics
from fund.model import Dataset
from fund.whatif.answers import Answers
from fund.whatif.apply import Applied, apply
from fund.whatif.lever import Lever, Scenario
from tests.unit.datasets import Row, dataset

DAY = date(2024, 12, 31)
EAU, NORD = {"programme": "eau"}, {"programme": "nord"}
TABLES: dict[str, list[Row]] = {
    "contributions": [
        {
            "donor": "Arnage",
            "committed_cents": 100_000_00,
            "committed_on": date(2024, 1, 10),
            "received_cents": 60_000_00,
            "received_on": date(2024, 2, 1),
        },
        {"donor": "Colombes", "pledged_cents": 30_000_01, "pledged_on": date(2024, 3, 1)},
        {"donor": "Laval", "received_cents": 40_000_00, "received_on": date(2024, 4, 1)},
    ],
    "programmes": [
        {"code": "eau", "name": "Eau", "budget_cents": 50_000_00, "status": "running", "hour_cost_cents": 120_00},
        {"code": "nord", "name": "Nord", "budget_cents": 30_000_00, "status": "running", "hour_cost_cents": 50_00},
        {"code": "neuf", "name": "Neuf", "budget_cents": 10_000_00, "status": "preparation"},
    ],
    "tranches": [
        EAU | {"number": 1, "amount_cents": 20_000_00, "paid_on": date(2024, 3, 1)},
        EAU | {"number": 2, "amount_cents": 20_000_00, "planned_on": date(2025, 2, 1), "release_threshold": 0.7},
        NORD | {"number": 1, "amount_cents": 10_000_00, "paid_on": date(2024, 6, 1)},
    ],
    "expenses": [
        EAU | {"tranche": 1, "date": date(2024, 4, 15), "amount_cents": 6_000_00},
        EAU | {"tranche": 1, "date": date(2024, 10, 15), "amount_cents": 3_000_00},
        EAU | {"tranche": 1, "date": date(2024, 11, 15), "amount_cents": 1_000_00},
        EAU | {"tranche": 1, "date": date(2024, 12, 15), "amount_cents": 2_000_00},
        NORD | {"tranche": 1, "date": date(2024, 9, 10), "amount_cents": 40_000_00, "currency": "UAH"},
        NORD | {"tranche": 1, "date": date(2024, 12, 10), "amount_cents": 80_000_00, "currency": "UAH"},
    ],
    "rates": [
        {"currency": "UAH", "date": date(2024, 1, 1), "units_per_euro": 40.0},
        {"currency": "PLN", "date": date(2024, 1, 1), "units_per_euro": 4.0},
    ],
    "purchase_rules": [NORD | {"threshold_cents": 40_000_00, "currency": "UAH", "contract_rate": 38.4516}],
    "activities": [
        EAU | {"activity": "Cours", "hours_delivered": 100, "hours_planned": 120},
        NORD | {"activity": "Cours", "hours_delivered": 60},
    ],
    "running_costs": [{"date": date(2024, 5, 1), "label": "Banque", "amount_cents": 1_000_00}],
}


def fund(*, as_of: date | None = DAY, **tables: list[Row]) -> Dataset:
    """That fund, with some tables others than its own, its expenses converted as the reading does."""
    read = dataset(as_of=as_of, **(TABLES | tables))
    expenses = to_euros(read.table("expenses"), read.table("rates")).converted
    return replace(read, tables={**read.tables, "expenses": expenses}, version="v1")


def applied(*levers: Lever, on: Dataset | None = None) -> Applied:
    """Those levers applied to that fund, or to another."""
    data = fund() if on is None else on
    return apply(Scenario(levers), state_of(data))


def answered(*levers: Lever, **tables: list[Row]) -> Answers:
    """What those levers answer on that fund, with some tables others than its own."""
    return Answers(applied(*levers, on=fund(**tables)))


def cents(metrics: FundMetrics) -> dict[str, Any]:
    """The fund's amounts of money, in cents."""
    codes = ("raised", "outstanding", "allocated", "unallocated", "transferred", "spent", "running_costs", "balance")
    return {code: metrics.by_code[code].value for code in codes}


def moved(found: Applied) -> dict[str, Any]:
    """The amounts of the fund that a scenario changes, with the difference in cents."""
    before, after = cents(found.baseline.metrics), cents(found.simulated.metrics)
    return {code: after[code] - before[code] for code in before if after[code] != before[code]}


def every_figure(metrics: FundMetrics) -> dict[tuple[str, str, int | None], Metric]:
    """Each figure of the fund and its programmes, without the cells that it comes from."""
    found = list(metrics.by_code.values())
    for programme in metrics.programmes:
        found += [programme.allocated, programme.transferred, programme.spent, programme.balance]
        found += [programme.delivery_rate, programme.budget_share, programme.earmarked]
        found += [programme.hours.delivered, programme.hours.received, programme.hours.planned]
        for tranche in programme.tranches:
            found += [tranche.amount, tranche.spent, tranche.share, tranche.remaining]
    return {(f.programme, f.code, f.tranche): bare(f) for f in found}


def bare(metric: Metric) -> Metric:
    """A figure without its cells and parts."""
    return replace(metric, cells=(), numerator=None, denominator=None, terms=(), declared=None)
