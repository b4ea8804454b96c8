"""Every figure of a fund, put together from its programmes and its contributions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from fund.metric import Metric, Unit
from fund.metrics import money, people
from fund.metrics.contributions import contribution_metrics
from fund.metrics.declared import NOTHING_DECLARED, Declared, declared_figures
from fund.metrics.figure import of_programmes
from fund.metrics.gifts import gifts
from fund.metrics.hours import fund_hours, programme_hours
from fund.metrics.programme import programme_metrics
from fund.metrics.reconciliation import reconciliations
from fund.metrics.result import FundMetrics
from fund.metrics.scope import Scope, scopes
from fund.model import Dataset


def fund_metrics(dataset: Dataset) -> FundMetrics:
    """All figures of a dataset. Pure: the same dataset gives the same figures, and nothing in it is changed."""
    rows = scopes(dataset)
    declared = declared_figures(rows.fund)
    given = gifts(rows.fund)
    contributions = contribution_metrics(given, declared)
    raised = contributions.raised
    programmes = tuple(programme_metrics(scope, declared, gifts=given) for scope in rows.programmes)

    def over_programmes(figure: Callable[[Scope, Declared], Metric], parts: Sequence[Metric]) -> Metric:
        stray = figure(rows.strays, NOTHING_DECLARED)
        every = (*parts, stray) if stray.cells else parts
        return of_programmes(stray.code, Unit.CENTS, parts=every, declared=declared)

    allocated = over_programmes(money.allocated, [p.allocated for p in programmes])
    transferred = over_programmes(money.transferred, [p.transferred for p in programmes])
    spent = over_programmes(money.spent, [p.spent for p in programmes])
    running_costs = money.running_costs(rows.fund, declared)
    stray_hours = programme_hours(rows.strays, NOTHING_DECLARED)
    every_figure = partial(
        FundMetrics,
        contributions=contributions,
        allocated=allocated,
        unallocated=money.unallocated(raised, allocated, running_costs),
        transferred=transferred,
        spent=spent,
        running_costs=running_costs,
        balance=money.balance(raised, transferred, running_costs, declared=declared),
        delivery_rate=money.delivery_rate(spent, transferred, declared=declared),
        hours=fund_hours(rows.fund, [*(p.hours for p in programmes), stray_hours], declared),
        programmes=programmes,
        milestones=partial(people.fund_milestones, rows.fund),
        stories=partial(people.stories, rows.strays),
        declared=declared.every,
    )
    figures = every_figure()
    # Not `dataclasses.replace`, which would make the frames to copy them.
    return every_figure(reconciliations=reconciliations(rows, figures))
