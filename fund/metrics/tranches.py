"""A programme's tranches: spent, share spent, and whether the next one may be paid."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pandas as pd

from fund.metric import Metric, Release, Unit
from fund.metrics.amounts import Mask, sums_by_day
from fund.metrics.declared import Declared
from fund.metrics.figure import column_total, difference, exact, missing, or_declared, ratio
from fund.metrics.money import expenses_total
from fund.metrics.result import TrancheMetrics
from fund.metrics.scope import Scope, moment
from fund.model import Moment


def tranche_metrics(programme: Scope, declared: Declared) -> tuple[TrancheMetrics, ...]:
    """The tranches of a programme by number: those of the sheet, and those of which only a share is declared."""
    numbers = programme.ints("tranches", "number")
    listed = set(numbers.values[numbers.known].tolist())
    tranches: list[TrancheMetrics] = []
    for number in sorted(listed | declared.tranches(programme.programme)):
        rows = numbers.known & (numbers.values == number)
        tranches.append(_tranche(programme, declared, number, rows=rows, previous=tranches[-1] if tranches else None))
    return tuple(tranches)


def transfers(programme: Scope) -> pd.DataFrame:
    """What was paid to the partner day by day, columns as in `ProgrammeMetrics`."""
    days = sums_by_day(programme.days("tranches", "paid_on"), programme.euros("tranches", "amount_cents"))
    return days.frame("date", "paid_cents", "cumulative_cents")


def planned(programme: Scope) -> Metric:
    """What all rows of a programme's tranches come to, paid or not; one without a number is money as well."""
    return column_total(programme, "tranche_amount", Unit.CENTS, "tranches", "amount_cents")


def next_release(tranches: tuple[TrancheMetrics, ...]) -> Release | None:
    """The condition of the first tranche that has one and is not paid yet."""
    return next((t.release for t in tranches if t.release is not None and t.paid_on is None), None)


def _tranche(
    programme: Scope, declared: Declared, number: int, *, rows: Mask, previous: TrancheMetrics | None
) -> TrancheMetrics:
    amount = column_total(programme.only("tranches", rows), "tranche_amount", Unit.CENTS, "tranches", "amount_cents")
    amount, spent = replace(amount, tranche=number), replace(_spent(programme, declared, number), tranche=number)
    thresholds = programme.floats("tranches", "release_threshold").where(rows)
    threshold = next(iter(thresholds.values[thresholds.known].tolist()), None)
    return TrancheMetrics(
        programme=programme.programme,
        number=number,
        amount=amount,
        spent=spent,
        share=or_declared(ratio("tranche_share", spent, amount), declared),
        remaining=difference("tranche_remaining", amount, spent),
        planned_on=_first_day(programme, "planned_on", rows),
        paid_on=_first_day(programme, "paid_on", rows),
        release=None if previous is None or threshold is None else _release(programme, number, threshold, previous),
    )


def _spent(programme: Scope, declared: Declared, number: int) -> Metric:
    """The expenses charged to a tranche.

    A tranche without any has spent nothing yet where the programme's expenses name their tranches, unless a
    share of it is declared: then its expenses are not listed row by row.
    """
    charged = programme.ints("expenses", "tranche")
    rows = charged.known & (charged.values == number)
    listed = (charged.known & programme.euros("expenses", "amount_cents").known).any()
    listed |= "expenses" in programme.emptied
    if listed and not rows.any() and declared.latest("tranche_share", programme.programme, number) is None:
        return exact(programme, "tranche_spent", Unit.CENTS, value=0)
    return expenses_total(programme.only("expenses", rows), "tranche_spent")


def _release(programme: Scope, number: int, threshold: float, previous: TrancheMetrics) -> Release:
    """Whether the previous tranche is justified enough, to the cent where amounts are known, else by its share."""
    to_justify = _to_justify(programme, number, threshold, previous)
    share = previous.share.value
    met: bool | None = None
    if to_justify.value is not None:
        met = to_justify.value == 0
    elif share is not None and (share >= threshold or not previous.share.partial):
        met = share >= threshold
    return Release(
        tranche=number,
        previous=previous.number,
        threshold=threshold,
        met=met,
        to_justify=to_justify,
        share=previous.share,
    )


def _to_justify(programme: Scope, number: int, threshold: float, previous: TrancheMetrics) -> Metric:
    """What is still to justify: threshold × amount of the previous tranche, to the next cent, − spent on it."""
    amount, spent = previous.amount, previous.spent
    if amount.value is None or amount.partial or spent.value is None:
        figure = missing(programme, "to_justify", Unit.CENTS, reason="term_unknown")
    else:
        needed = math.ceil(Decimal(repr(threshold)) * int(amount.value))
        value = max(0, needed - int(spent.value))
        if value and spent.partial:
            figure = missing(programme, "to_justify", Unit.CENTS, reason="partial_term")
        else:
            figure = exact(programme, "to_justify", Unit.CENTS, value=value)
    return replace(figure, tranche=number, terms=(amount, spent))


def _first_day(programme: Scope, name: str, rows: Mask) -> Moment | None:
    """The first date that the tranche's rows give."""
    days = programme.days("tranches", name)[rows]
    dated = days[~np.isnat(days)]
    return moment(dated.min()) if len(dated) else None
