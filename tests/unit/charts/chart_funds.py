"""A small fund for the charts' tests, and the rows it is made of."""

from __future__ import annotations

from datetime import date

from fund.metrics.fund import fund_metrics
from fund.metrics.result import FundMetrics
from tests.unit.datasets import dataset

FRENCH = {"language": "fr"}
AS_OF = date(2026, 9, 30)


def gift(donor: str, kind: str | None = "municipality", **fields):
    return {"donor": donor, "donor_type": kind, **fields}


def small_fund(*others: dict[str, object]) -> FundMetrics:
    """Raised 1 000 €, allocated 700 € to two programmes, transferred 500 €, spent 450 €, costs 50 €."""
    return fund_metrics(
        dataset(
            as_of=AS_OF,
            contributions=[
                gift("Alba", received_cents=60_000, received_on=date(2026, 1, 10)),
                gift(
                    "Brume", "department", received_cents=40_000, received_on=date(2026, 3, 5), committed_cents=90_000
                ),
                gift("Corail", "region", pledged_cents=20_000, pledged_on=date(2025, 1, 1)),
                *others,
            ],
            programmes=[
                {"code": "eau", "name": "Eau", "budget_cents": 50_000},
                {"code": "ecole", "name": "École", "budget_cents": 20_000},
            ],
            tranches=[
                {"programme": "eau", "number": 1, "amount_cents": 30_000, "paid_on": date(2026, 2, 1)},
                {"programme": "eau", "number": 2, "amount_cents": 20_000, "release_threshold": 0.8},
                {"programme": "ecole", "number": 1, "amount_cents": 20_000, "paid_on": date(2026, 4, 1)},
            ],
            expenses=[
                expense("eau", 20_000, date(2026, 3, 1), "Pompes", "Équipement"),
                expense("eau", 16_000, date(2026, 5, 1), "Pompes", "Travaux"),
                expense("ecole", 9_000, date(2026, 5, 2), "Briques", "Travaux"),
            ],
            running_costs=[{"date": date(2026, 6, 1), "label": "Banque", "amount_cents": 5_000}],
        )
    )


def expense(programme: str, cents: int, day: date, supplier: str, category: str):
    return {
        "programme": programme,
        "tranche": 1,
        "amount_cents": cents,
        "currency": "EUR",
        "date": day,
        "supplier": supplier,
        "category": category,
        "label": "achat",
    }
