"""Rows of a fund whose money comes and goes on known days."""

from __future__ import annotations

from datetime import date
from typing import Any

from fund.model import Moment
from tests.unit.datasets import Row

EAU = {"programme": "eau"}
GIVEN: Row = {"donor": "Arnage", "received_cents": 100_000_00, "received_on": date(2026, 2, 10)}


def due(cents: int, expected: date | Moment | None = None, **more: Any) -> Row:
    """A gift that was promised and of which nothing came."""
    return {
        "donor": "Laval",
        "committed_cents": cents,
        "committed_on": date(2026, 3, 1),
        "expected_on": expected,
    } | more


def tranche(number: int, cents: int | None, planned: date | None, **more: Any) -> Row:
    """A tranche of the programme « eau » that is not paid, unless more is told of it."""
    return EAU | {"number": number, "amount_cents": cents, "planned_on": planned} | more
