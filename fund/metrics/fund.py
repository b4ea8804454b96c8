"""Every figure of a fund, put together from its programmes and its contributions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from fund.metric import Metric, Unit
from fund.metrics import money
from fund.metrics.contributions import contribution_metrics, earmarked
from fund.metrics.declared import NOTHING_DECLARED, Declared, declared_figures
from fund.metrics.figure import difference, of_programmes, or_declared, ratio
from fund.metrics.gifts import Gifts, gifts
from fund.metrics.implementation import hours, places
from fund.metrics.implementation.results import results, results_since
from fund.metrics.implementation.works import works
from fund.metrics.limits import with_excess
from fund.metrics.over_time.cash import cash_path
from fund.metrics.over_time.dated_figures import over_time
from fund.metrics.reconciliation import reconciliations
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.metrics.scope import Scope, Scopes, scopes
from fund.metrics.tender import tender
from fund.metrics.tranches import next_release, planned, tranche_metrics, transfers
from fund.model import Dataset, Finding


@dataclass(frozen=True, slots=True, eq=False)
class FundState:
    """A fund as published, proposed or supposed. `metrics` and `findings` are those of `dataset`."""

    dataset: Dataset
    metrics: FundMetrics
    findings: tuple[Finding, ...] = ()


def closed(fund: FundState) -> FundState:
    """The fund on its closing day, its figures as they are: rows added to it count, whatever their date."""
    return FundState(fund.metrics.columns.dataset, fund.metrics, fund.findings)


def state_of(dataset: Dataset, *, beside: FundState | None = None) -> FundState:
    """The tables with their figures, unchecked; those that `beside` has too are not read again."""
    return FundState(dataset, fund_metrics(dataset, beside=beside))


def fund_metrics(dataset: Dataset, *, beside: FundState | None = None) -> FundMetrics:
    """All figures of a dataset. Pure: the same dataset gives the same figures, and nothing in it is changed."""
    rows = scopes(dataset, beside=None if beside is None else beside.metrics.columns)
    declared = declared_figures(rows.fund)
    given = gifts(rows.fund)
    contributions = contribution_metrics(given, declared)
    raised = contributions.raised
    programmes = _programmes(rows, declared, gifts=given, beside=beside)

    def over_programmes(figure: Callable[[Scope, Declared], Metric], parts: Sequence[Metric]) -> Metric:
        rest = figure(rows.unassigned, NOTHING_DECLARED)
        return of_programmes(rest.code, Unit.CENTS, parts=(*parts, rest) if rest.cells else parts, declared=declared)

    allocated = over_programmes(money.allocated, [p.allocated for p in programmes])
    transferred = over_programmes(money.transferred, [p.transferred for p in programmes])
    spent = over_programmes(money.spent, [p.spent for p in programmes])
    running_costs = money.running_costs(rows.fund, declared)
    unassigned_hours = hours.programme_hours(rows.unassigned, NOTHING_DECLARED)
    return FundMetrics(
        columns=rows.fund.columns,
        contributions=contributions,
        allocated=allocated,
        unallocated=difference("unallocated", raised, allocated, running_costs),
        transferred=transferred,
        spent=spent,
        running_costs=running_costs,
        balance=or_declared(difference("balance", raised, transferred, running_costs), declared),
        delivery_rate=money.delivery_rate(spent, transferred, declared=declared),
        hours=hours.fund_hours(rows.fund, [*(p.hours for p in programmes), unassigned_hours], declared),
        programmes=programmes,
        transfers=partial(money.transferred_by_row, rows.fund),
        milestones=partial(places.fund_milestones, rows.fund),
        stories=partial(rows.unassigned.rows, "stories", *places.STORY_COLUMNS),
        declared=declared.every,
        reconcile=partial(reconciliations, rows),
        date_figures=partial(over_time, rows, given),
        follow_cash=partial(cash_path, rows.fund, given),
    )


def _programmes(
    rows: Scopes, declared: Declared, *, gifts: Gifts, beside: FundState | None
) -> tuple[ProgrammeMetrics, ...]:
    """The figures of each programme: those of `beside`, but for what is given for it, where no other table changed."""
    if beside is not None and _gifts_apart(rows.fund.dataset) == _gifts_apart(beside.metrics.columns.dataset):
        told = zip(beside.metrics.programmes, rows.programmes, strict=True)
        return tuple(replace(each, earmarked=earmarked(scope, gifts)) for each, scope in told)
    return tuple(_programme(scope, declared, gifts=gifts) for scope in rows.programmes)


def _gifts_apart(dataset: Dataset) -> tuple[object, ...]:
    """What tells two datasets apart but for their contributions: a table that was not written anew is the same one."""
    parts = {**dataset.tables, **{f"{name} left out": rows for name, rows in dataset.left_out.items()}}
    same = {name: id(part) for name, part in parts.items() if not name.startswith("contributions")}
    return dataset.fund, dataset.present, same


def _programme(programme: Scope, declared: Declared, *, gifts: Gifts) -> ProgrammeMetrics:
    """The figures of one programme; `gifts` are all those of the fund."""
    position = int(programme.positions["programmes"][0])
    allocated = money.allocated(programme, declared)
    transferred = money.transferred(programme, declared)
    spent = money.spent(programme, declared)
    tranches = with_excess(
        tranche_metrics(programme, declared), spent=spent, transferred=transferred, allocated=allocated
    )
    return ProgrammeMetrics(
        code=programme.programme,
        name=_text(programme, "name") or programme.programme,
        country=_text(programme, "country"),
        partner=_text(programme, "partner"),
        beneficiaries=_text(programme, "beneficiaries"),
        start=programme.moments("programmes", "start")[0],
        end=programme.moments("programmes", "end")[0],
        status=_text(programme, "status"),
        summary=_text(programme, "summary"),
        strand=_text(programme, "strand"),
        cofunding=_text(programme, "cofunding"),
        short_name=_text(programme, "short_name"),
        position=position,
        allocated=allocated,
        transferred=transferred,
        spent=spent,
        balance=difference("partner_balance", transferred, spent),
        delivery_rate=money.delivery_rate(spent, transferred, declared=declared),
        budget_share=ratio("budget_share", spent, allocated),
        earmarked=earmarked(programme, gifts),
        planned=planned(programme),
        tranches=tranches,
        next_release=None if programme.dataset.fund.is_closed else next_release(tranches),
        hours=hours.programme_hours(programme, declared),
        hour_cost=hours.hour_cost(programme),
        tender=tender(programme),
        places=places.places(programme, declared),
        planned_places=places.planned_places(programme),
        enrolments=places.enrolments(programme),
        spending=partial(money.spent_by_day, programme),
        by_category=partial(money.spent_by_name, programme, "category"),
        by_supplier=partial(money.spent_by_name, programme, "supplier"),
        unconverted=partial(money.unconverted, programme),
        steps=partial(programme.rows, "participants", "step", "count"),
        courses=partial(programme.rows, "courses", "title", "status", "enrolled"),
        sites=partial(programme.rows, "sites", *places.SITE_COLUMNS),
        milestones=partial(places.milestones, programme),
        stories=partial(programme.rows, "stories", *places.STORY_COLUMNS),
        works=partial(works, programme),
        transfers=partial(transfers, programme),
        count_results=partial(results, programme),
        count_results_since=partial(results_since, programme),
    )


def _text(programme: Scope, column: str) -> str:
    """What the programme's row says in a column, empty where it says nothing."""
    return programme.texts("programmes", column).tolist()[0]
