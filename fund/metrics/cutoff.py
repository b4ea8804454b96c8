"""A fund as it was on its closing day: what is dated after it is left out, or has not happened yet.

Rows keep their positions: a table is never shortened, so that every figure still points at the rows of the workbook.
A row without a date counts. A date that is not a full day counts where its period has begun by the closing day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd

from fund.metrics.amounts import Mask
from fund.metrics.over_time.spans import column_spans, row_spans, span_of
from fund.model import Dataset, Moment, Precision
from fund.schema import folded
from fund.schema.converted import euros_code
from fund.schema.keywords import OF_HOURS

ROWS = MappingProxyType({"expenses": "date", "running_costs": "date", "activities": "start", "milestones": "date"})
"""The tables whose rows count or do not, and the date that says which; an event that does not is still shown."""
STAGES = ("pledged", "decided", "committed", "received")
"""What a contribution goes through, each with a date of its own; all but a deliberation have an amount."""
AMOUNTS = frozenset(("pledged", "committed", "received"))
UNDATED = ("sites", "courses", "participants")
"""The tables whose rows have no date: at an earlier day nothing is known of them."""
OF_NOW = ("budget_cents", "status")
"""What a programme's row says of today: at an earlier day it is not known."""
DATE = "date"
"""Under this name stand, of a table seen at an earlier day, the rows left out for want of one."""
CONTEXT = "context"
"""The status of an event that nobody did: the crisis that the fund answers to."""
BEYOND_INTENTION = ("decided_on", "committed_on", "committed_cents", "received_on", "received_cents")
"""What a contribution that is only considered does not tell yet."""
SINCE = "since"
"""The status of an event that is done, but after the closing day."""


def at_closing(dataset: Dataset) -> Dataset:
    """The dataset on its closing day, the same one where it has none and counts every row.

    Rows of `ROWS` that are later are marked as left out, and so are results, and contributions of which nothing is told
    by then, or that are only considered.
    A later stage of a contribution has not happened (`left_out` has its cells too), a tranche paid later is planned,
    an event done later is `SINCE`. The result has no closing day: rows added to it count, whatever their date.
    """
    dataset = _crisis_apart(dataset)
    if dataset.closing is None:
        return _without_intentions(dataset)
    closing = dataset.closing
    masks = _not_over(dataset, closing) if dataset.earlier else _later_rows(dataset, closing)
    tables = {**dataset.tables, "milestones": _done_by_then(dataset.table("milestones"), masks.pop("milestones"))}
    left_out = {table: mask for table, mask in masks.items() if mask.any()}
    contributions = dataset.table("contributions")
    stages = later_stages(contributions, closing)
    if dataset.earlier:
        undated = _undated_amounts(contributions)
        stages = {stage: late | undated.get(stage, late) for stage, late in stages.items()}
        left_out |= {f"contributions.{stage}_cents.{DATE}": rows for stage, rows in undated.items() if rows.any()}
        programmes = dataset.table("programmes")
        undatable = {name: programmes[name].mask(programmes.index >= 0) for name in OF_NOW}
        tables["programmes"] = programmes.assign(**undatable)
    if any(late.any() for late in stages.values()):
        gone = _not_begun(contributions, stages)
        left_out |= {"contributions": gone} if gone.any() else {}
        left_out |= {f"contributions.{stage}_cents": late for stage, late in stages.items() if late.any()}
        # What came in of a gift that is left out whole stands in no figure, and in the fund's cash to come.
        stages = {**stages, "received": stages["received"] & ~gone}
        tables["contributions"] = _stages_to_come(contributions, stages)
    tables["tranches"] = _paid_by_then(dataset.table("tranches"), closing)
    return _without_intentions(replace(dataset, tables=tables, closing=None, left_out=left_out))


def intentions(contributions: pd.DataFrame) -> Mask:
    """The contributions that are only considered: no gift yet. One that was voted, signed or paid is no intention."""
    considered: Mask = (contributions["state"] == "considered").to_numpy(dtype=np.bool_)
    for name in BEYOND_INTENTION if considered.any() else ():
        considered = considered & contributions[name].isna().to_numpy()
    return considered


def _without_intentions(dataset: Dataset) -> Dataset:
    """The dataset, its intentions left out too; rows are only ever added at the end of a table."""
    considered = intentions(dataset.table("contributions"))
    before = dataset.left_out.get("contributions")
    if before is not None:
        considered = considered | np.append(before, np.zeros(len(considered) - len(before), dtype=np.bool_))
    if np.count_nonzero(considered) == (0 if before is None else np.count_nonzero(before)):
        return dataset
    return replace(dataset, left_out={**dataset.left_out, "contributions": considered})


def _later_rows(dataset: Dataset, closing: date) -> dict[str, Mask]:
    """The rows of each table that are later than the closing day."""
    masks = {table: later(dataset.table(table), name, closing) for table, name in ROWS.items()}
    masks["activities"] = later_activities(dataset, closing)
    return {**masks, "results": later_results(dataset.table("results"), closing)}


def _not_over(dataset: Dataset, day: date) -> dict[str, Mask]:
    """The rows of each table that are not over by an earlier day, or have no date; of `DATE` those without one."""
    dated, over_months = ("expenses", "running_costs", "milestones"), ("activities", "results")
    spans = {table: column_spans(dataset.table(table), "date") for table in dated}
    spans |= {table: row_spans(dataset.table(table)) for table in over_months}
    masks = {table: ~(each.last <= np.datetime64(day)) for table, each in spans.items()}
    masks["results"] &= dataset.table("results")["achieved"].notna().to_numpy()
    masks |= {table: np.ones(len(dataset.table(table)), dtype=np.bool_) for table in UNDATED}
    # Texts and photos are of no figure: nothing is said of those that have no date.
    told = {"stories": row_spans(dataset.table("stories")), "photos": column_spans(dataset.table("photos"), "taken_on")}
    masks |= {table: ~(each.last <= np.datetime64(day)) for table, each in told.items()}
    return masks | {f"{table}.{DATE}": each.undated for table, each in spans.items()}


def _undated_amounts(contributions: pd.DataFrame) -> dict[str, Mask]:
    """The contributions that tell the amount of a stage and no date for it."""
    return {
        stage: (contributions[f"{stage}_on"].isna() & contributions[f"{stage}_cents"].notna()).to_numpy(dtype=np.bool_)
        for stage in STAGES
        if stage in AMOUNTS
    }


def later(frame: pd.DataFrame, name: str, closing: date) -> Mask:
    """The rows whose date is after the closing day: a period is when none of it has begun."""
    days = frame[name].to_numpy()
    after: Mask = days > np.datetime64(closing)
    if after.any() and f"{name}_precision" in frame:
        rows = np.flatnonzero(after)
        after[rows] = column_spans(frame.iloc[rows], name).first > np.datetime64(closing)
    return after


def later_activities(dataset: Dataset, closing: date) -> Mask:
    """The activities that begin after the closing day; one that is to come and tells no hours yet is none."""
    activities, programmes = dataset.table("activities"), dataset.table("programmes")
    after = later(activities, "start", closing)
    if after.any():
        prepared = programmes["code"][programmes["status"] == "preparation"]
        untold = activities["status"].isna() & activities["programme"].isin(prepared)
        to_come = (activities["status"] == "planned") | untold
        after &= ~(to_come & activities[list(OF_HOURS)].isna().all(axis=1)).to_numpy(dtype=np.bool_)
    return after


def later_results(results: pd.DataFrame, closing: date) -> Mask:
    """The results reached in a period that begins after the closing day; a target to come is none."""
    undated = results["start"].isna().to_numpy()
    begun_later = later(results, "start", closing) | (undated & later(results, "end", closing))
    reached: Mask = begun_later & results["achieved"].notna().to_numpy()
    return reached


def around(frame: pd.DataFrame, name: str, closing: date) -> Mask:
    """The rows whose date is a period that holds the closing day and goes on after it."""
    going_on: Mask = (frame[name].to_numpy() > np.datetime64(closing)) & ~later(frame, name, closing)
    return going_on


def later_stages(contributions: pd.DataFrame, closing: date) -> Mapping[str, Mask]:
    """The contributions of which each stage is dated after the closing day, those only considered apart."""
    given = ~intentions(contributions)
    return {stage: later(contributions, f"{stage}_on", closing) & given for stage in STAGES}


def begun(when: Moment, closing: date) -> bool:
    """Whether a date is not after the closing day, or is a period that has begun by then."""
    return bool(span_of(when).first[0] <= np.datetime64(closing))


def _not_begun(contributions: pd.DataFrame, stages: Mapping[str, Mask]) -> Mask:
    """The contributions with a later date, none of whose other dates or amounts is told."""
    begun = np.zeros(len(contributions), dtype=np.bool_)
    for stage, late in stages.items():
        dated = contributions[f"{stage}_on"].notna().to_numpy()
        # A stage may be told by its amount alone; a deliberation has none.
        amounts = contributions[f"{stage}_cents"].notna().to_numpy() if stage in AMOUNTS else dated
        begun |= (dated | amounts) & ~late
    gone: Mask = np.logical_or.reduce(list(stages.values())) & ~begun
    return gone


def _stages_to_come(contributions: pd.DataFrame, stages: Mapping[str, Mask]) -> pd.DataFrame:
    """The contributions without their later stages."""
    columns = {}
    for stage, late in stages.items():
        columns[f"{stage}_on"] = contributions[f"{stage}_on"].mask(late)
        for name in (f"{stage}_cents", euros_code(f"{stage}_cents")):
            if name in contributions:
                columns[name] = contributions[name].mask(late)
    # A payment that came later was expected then, where the workbook does not say when it was.
    came = stages["received"] & contributions["expected_on"].isna().to_numpy() & contributions["received_on"].notna()
    if came.any():
        columns["expected_on"] = contributions["expected_on"].mask(came, contributions["received_on"])
        columns["expected_on_precision"] = contributions["expected_on_precision"].mask(came, Precision.DAY.value)
    return contributions.assign(**columns)


def _paid_by_then(tranches: pd.DataFrame, closing: date) -> pd.DataFrame:
    """The tranches, those paid later not paid; planned for that day where the workbook does not say for when."""
    late = later(tranches, "paid_on", closing)
    if not late.any():
        return tranches
    planned = tranches["planned_on"]
    return tranches.assign(
        paid_on=tranches["paid_on"].mask(late),
        planned_on=planned.mask(late & planned.isna().to_numpy(), tranches["paid_on"]),
    )


def _crisis_apart(dataset: Dataset) -> Dataset:
    """The dataset, what happened before anybody did anything (« Séisme », as the fund's crisis is called) not done."""
    events, crisis = dataset.table("milestones"), _telling(dataset.fund.crisis)
    if events.empty or not crisis:
        return dataset
    named = np.array([told[:1] == crisis[:1] and {*told} <= {*crisis} for told in map(_telling, events["title"])])
    own = named & (events["status"] == "done").to_numpy(dtype=np.bool_)
    if not own.any():
        return dataset
    return replace(
        dataset, tables={**dataset.tables, "milestones": events.assign(status=events["status"].mask(own, CONTEXT))}
    )


def _telling(text: object) -> list[str]:
    """The words of a text as they are compared, without the shortest."""
    return [word for word in map(folded, str(text).split()) if len(word) > 2] if isinstance(text, str) else []


def _done_by_then(milestones: pd.DataFrame, late: Mask) -> pd.DataFrame:
    """The events, those done later marked so."""
    since = (milestones["status"] == "done").to_numpy(dtype=np.bool_) & late
    return milestones.assign(status=milestones["status"].mask(since, SINCE)) if since.any() else milestones
