"""The hours of training and support that a programme gave, and those that its participants received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd

from fund.metric import Basis, Metric, Unit
from fund.metrics.amounts import Amounts, Mask, Positions, all_known
from fund.metrics.declared import Declared
from fund.metrics.figure import NO_ROWS, column_total, missing, of_programmes, or_declared, ratio, total
from fund.metrics.implementation.works import asks_no_hours
from fund.metrics.result import HoursMetrics
from fund.metrics.scope import Scope
from fund.metrics.texts import named_groups, ranked

RULES = np.array(["recorded", "individual", "group", "unknown", "mixed"], dtype="object")
UNKNOWN, MIXED = 3, 4
RECEIVED_COLUMNS = ("groups", "participants", "hours_delivered", "hours_per_participant")


@dataclass(frozen=True, slots=True, eq=False)
class Sessions:
    """The activities of a scope row by row.

    `rule` says how each row's hours received are known, as an index in `RULES`.
    """

    delivered: Amounts
    planned: Amounts
    received: Amounts
    participants: Amounts
    rule: Positions


def programme_hours(programme: Scope, declared: Declared) -> HoursMetrics:
    """The hours of one programme, or of the rows of no known programme."""
    programme = programme.only("activities", ~asks_no_hours(programme))
    rows = sessions(programme)
    delivered = _sum(programme, "hours_delivered", rows.delivered, "hours_delivered")
    received = _sum(programme, "hours_received", rows.received, *RECEIVED_COLUMNS)
    received = or_declared(replace(received, basis=received.basis and Basis.DERIVED), declared)
    return HoursMetrics(
        delivered=or_declared(delivered, declared),
        planned=column_total(programme, "hours_planned", Unit.HOURS, "activities", "hours_planned"),
        received=received,
        per_participant=_per_participant(programme, received, declared),
        by_kind=partial(by_kind, programme),
        by_row=partial(by_row, programme),
    )


def fund_hours(fund: Scope, parts: Sequence[HoursMetrics], declared: Declared) -> HoursMetrics:
    """The hours of the fund, from those of its programmes; a programme without any activity has none to tell."""
    fund = fund.only("activities", ~asks_no_hours(fund))
    received = _fund_sum([part.received for part in parts], declared)
    return HoursMetrics(
        delivered=_fund_sum([part.delivered for part in parts], declared),
        planned=_fund_sum([part.planned for part in parts], declared),
        received=received,
        per_participant=_per_participant(fund, received, declared),
        by_kind=partial(by_kind, fund),
        by_row=partial(by_row, fund),
    )


def sessions(scope: Scope) -> Sessions:
    """The activities row by row.

    Hours received are the hours per participant × the participants; without hours per participant,
    the hours delivered when there are no groups (one participant at a time), else one group's hours
    (delivered ÷ groups) × the participants. An activity that starts after the fund's as-of date, or is planned, has
    delivered nothing yet: its empty hours are zero, not unknown.
    """
    hours = scope.floats("activities", "hours_delivered")
    nothing_yet = (_to_come(scope) | scope.texts("activities", "status").equal("planned")) & ~hours.known
    each = scope.floats("activities", "hours_per_participant")
    groups = scope.floats("activities", "groups")
    people = scope.floats("activities", "participants")
    recorded = each.known & people.known & ~nothing_yet
    alone = hours.known & ~groups.known
    grouped = hours.known & groups.known & (groups.values > 0) & people.known
    of_a_group = np.divide(hours.values, groups.values, out=np.zeros_like(hours.values), where=groups.values > 0)
    conditions = [recorded, alone, grouped]
    received = np.select(conditions, [each.values * people.values, hours.values, of_a_group * people.values], 0.0)
    return Sessions(
        delivered=Amounts(hours.values, hours.known | nothing_yet),
        planned=scope.floats("activities", "hours_planned"),
        received=Amounts(received, recorded | alone | grouped | nothing_yet),
        participants=scope.ints("activities", "participants"),
        rule=np.select(conditions, [0, 1, 2], UNKNOWN),
    )


def by_kind(scope: Scope) -> pd.DataFrame:
    """The hours of each kind of activity (the activity's own name where it has none), as in `HoursMetrics`."""
    rows = sessions(scope)
    names = named_groups(scope.texts("activities", "kind").or_else(scope.texts("activities", "activity")))
    groups, size = names.groups, names.size
    sums = {
        "hours_delivered": rows.delivered.by_group(groups, size),
        "hours_planned": rows.planned.by_group(groups, size),
        "hours_received": rows.received.by_group(groups, size),
        "participants": _largest(rows.participants, groups, size),
        "sessions": all_known(np.bincount(groups, minlength=size)),
        "hours_delivered_unknown": all_known(np.bincount(groups[~rows.delivered.known], minlength=size)),
        "hours_received_unknown": all_known(np.bincount(groups[~rows.received.known], minlength=size)),
        "per_participant": _each(rows, groups, size),
    }
    rules = RULES[_common(rows.rule, groups, size)]
    return ranked({"kind": names.labels, "received_rule": rules}, sums, by=("hours_delivered", "hours_received"))


def by_row(scope: Scope) -> pd.DataFrame:
    """What each activity counts for, as in `HoursMetrics`."""
    rows = sessions(scope)
    counted = {"hours_delivered": rows.delivered.column(), "hours_received": rows.received.column()}
    return pd.DataFrame({"position": scope.positions["activities"], **counted})


def _largest(people: Amounts, groups: Positions, size: int) -> Amounts:
    """The most people that a row of each group had: those of several periods may be the same ones."""
    most = np.zeros(size, dtype=people.values.dtype)
    np.maximum.at(most, groups, people.values)
    return Amounts(most, people.by_group(groups, size).known)


def _each(rows: Sessions, groups: Positions, size: int) -> Amounts:
    """Hours received ÷ participants of each group of one row that tells both: of several, people are not known."""
    received, people = rows.received.by_group(groups, size), rows.participants.by_group(groups, size)
    known = (people.values > 0) & received.known & (np.bincount(groups, minlength=size) == 1)
    return Amounts(np.divide(received.values, people.values, out=np.zeros(size), where=known), known)


def _common(rules: Positions, groups: Positions, size: int) -> Positions:
    """The rule that all rows of a group follow, else `MIXED`."""
    lowest, highest = np.full(size, MIXED), np.zeros(size, dtype=np.intp)
    np.minimum.at(lowest, groups, rules)
    np.maximum.at(highest, groups, rules)
    return np.where(lowest == highest, lowest, MIXED)


def _to_come(scope: Scope) -> Mask:
    """Which activities start after the fund's as-of date."""
    starts = scope.days("activities", "start")
    as_of = scope.as_of
    return np.zeros(len(starts), dtype=np.bool_) if as_of is None else starts > np.datetime64(as_of.day)


def _sum(scope: Scope, code: str, amounts: Amounts, *columns: str) -> Metric:
    cells = scope.cells("activities", *columns)
    return total(scope, code, Unit.HOURS, amounts=amounts, cells=cells)


def _fund_sum(parts: Sequence[Metric], declared: Declared) -> Metric:
    reported = [part for part in parts if part.value is not None or part.unknown]
    return of_programmes(parts[0].code, Unit.HOURS, parts=reported, declared=declared)


def _per_participant(scope: Scope, received: Metric, declared: Declared) -> Metric:
    """Hours received ÷ the number of participants declared.

    Activities tell how many people each one had, not how many different people they had together: for a
    whole programme that number is declared or unknown. Nobody declared the quotient.
    """
    participants = declared.latest("participants", scope.programme)
    people = participants or missing(scope, "participants", Unit.COUNT, reason=NO_ROWS)
    figure = ratio("hours_per_participant", received, people, unit=Unit.HOURS)
    return replace(figure, basis=figure.basis and Basis.DERIVED)


def hour_cost(programme: Scope) -> Metric:
    """What an hour of the programme costs, as its own row says: all that it spends does not pay for hours."""
    figure = column_total(programme, "cost_per_hour", Unit.CENTS, "programmes", "hour_cost_cents")
    return figure if figure.value is not None else replace(figure, unknown=0, reason="no_hour_cost")
