"""What a fund's own rows contradict: days out of order, amounts above what they are a part of, or far from their kind.

Each names the very cell, as a warning: which of two cells is wrong, a person tells. What only sums can show is checked
on the figures (`fund.checks`), which know the closing day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.model import Finding
from fund.schema import BY_CODE, Kind
from fund.schema.converted import in_euros
from fund.workbook.reading.findings import SheetSources

Values = npt.NDArray[np.float64]
Tables = Mapping[str, pd.DataFrame]

MUCH_ABOVE_PLEDGE = 2
MUCH_ABOVE_PLANNED = 1.5
FAR = ((8, 50, 10), (3, 200, 20))
"""From how many values on, how many times the median, and how many times the next one, is far: few values say less."""

_GIFT_DAYS = ("pledged_on", "decided_on", "committed_on", "received_on")
_SPAN = ("start", "end")
_IN_ORDER = {"contributions": _GIFT_DAYS} | dict.fromkeys(("programmes", "activities", "results", "stories"), _SPAN)
"""The days of a row that follow one another, by table."""
_KINDS = (
    ("contributions", ("pledged_cents", "committed_cents", "received_cents")),
    ("running_costs", ("amount_cents",)),
    ("expenses", ("amount_cents",)),
    ("activities", ("hours_planned", "hours_delivered")),
)


def contradictions(tables: Tables, sources: SheetSources) -> Iterator[Finding]:
    """Everything in the tables that something else in them contradicts."""
    yield from _day_findings(tables, sources)
    yield from _gift_findings(tables["contributions"], sources)
    yield from _size_findings(tables, sources)
    yield from _hours_findings(tables["activities"], sources)


def _numbers(frame: pd.DataFrame, code: str) -> Values:
    """A column of numbers, NaN where empty; amounts in euros where some had to be converted."""
    return frame[in_euros(code, frame.columns)].to_numpy(np.float64, na_value=np.nan)


def _days(frame: pd.DataFrame, code: str) -> npt.NDArray[np.datetime64]:
    return frame[code].to_numpy("datetime64[D]")


def _day_findings(tables: Tables, sources: SheetSources) -> Iterator[Finding]:
    """Stages of a gift, or ends of a span, out of order, at the later one; an expense before its programme began."""
    expenses, programmes = tables["expenses"], tables["programmes"]
    for table in _IN_ORDER:
        if len(tables[table]):
            yield from _order_findings(table, tables[table], sources)
    started = programmes[["code", "start"]].dropna().drop_duplicates("code").set_index("code")["start"]
    if len(expenses) and len(started):
        starts = expenses["programme"].map(started).to_numpy("datetime64[D]")
        early = np.flatnonzero(_days(expenses, "date") < starts)
        details = [{"other": _shown(starts[row])} for row in early]
        yield from sources.findings("expense_before_programme", expenses, where=early, column="date", details=details)


def _order_findings(table: str, rows: pd.DataFrame, sources: SheetSources) -> Iterator[Finding]:
    said, codes = np.zeros(len(rows), dtype=np.bool_), _IN_ORDER[table]
    days = {code: _days(rows, code) for code in codes}
    for code in codes[:0:-1]:
        for before in codes[: codes.index(code)]:
            wrong = np.flatnonzero((days[code] < days[before]) & ~said)
            said[wrong] = True
            header = BY_CODE[table].column(before).header
            details = [{"other_column": header, "other": _shown(days[before][row])} for row in wrong]
            yield from sources.findings("days_out_of_order", rows, where=wrong, column=code, details=details)


def _shown(day: np.datetime64) -> str:
    return f"{day.item():%d/%m/%Y}"


def _gift_findings(gifts: pd.DataFrame, sources: SheetSources) -> Iterator[Finding]:
    pledged, committed, received = (_numbers(gifts, f"{stage}_cents") for stage in ("pledged", "committed", "received"))
    above = np.flatnonzero(received > committed)
    yield from sources.findings("received_above_committed", gifts, where=above, column="received_cents")
    far = np.flatnonzero((pledged > 0) & (committed >= MUCH_ABOVE_PLEDGE * pledged))
    yield from sources.findings(
        "committed_above_pledged",
        gifts,
        where=far.tolist(),
        column="committed_cents",
        details=[{"other": pledged[row] / 100} for row in far],
    )
    # What is given back is on a row of its own.
    own = (received < 0) & ((committed > 0) | (pledged > 0))
    yield from sources.findings("repayment_contradicted", gifts, where=np.flatnonzero(own), column="received_cents")


def _size_findings(tables: Tables, sources: SheetSources) -> Iterator[Finding]:
    """Amounts and hours out of all proportion to the others of their column."""
    for table, codes in _KINDS:
        frame = tables[table]
        for code in codes if len(frame) >= FAR[-1][0] else ():
            values = np.abs(_numbers(frame, code))
            far, median = far_from_median(values)
            scale = 100 if BY_CODE[table].column(code).kind is Kind.MONEY else 1
            yield from sources.findings(
                "far_from_its_kind",
                frame,
                where=far.tolist(),
                column=code,
                details=[{"median": median / scale}] * len(far),
            )


def far_from_median(values: Values) -> tuple[npt.NDArray[np.intp], float]:
    """The places of values far from their median and from all others, and the median."""
    known = values[values > 0]
    rule = next((rule for rule in FAR if len(known) >= rule[0]), None)
    if rule is None:
        return np.array([], dtype=np.intp), 0.0
    median = float(np.median(known))
    _, times, next_times = rule
    ordered = np.sort(known)
    # The usual values end where the next one is so many times larger, or smaller, and far from the median.
    large = ordered[1:][(ordered[1:] > times * median) & (ordered[1:] > next_times * ordered[:-1])]
    small = ordered[:-1][(ordered[:-1] < median / times) & (next_times * ordered[:-1] < ordered[1:])]
    top, bottom = (large.min() if len(large) else np.inf), (small.max() if len(small) else 0.0)
    return np.flatnonzero((values >= top) | ((values <= bottom) & (values > 0))), median


def _hours_findings(activities: pd.DataFrame, sources: SheetSources) -> Iterator[Finding]:
    """More hours than were planned by far, or than all participants together received."""
    delivered = _numbers(activities, "hours_delivered")
    planned = _numbers(activities, "hours_planned")
    received = _numbers(activities, "participants") * _numbers(activities, "hours_per_participant")
    more = (planned > 0) & (delivered > MUCH_ABOVE_PLANNED * planned)
    beyond = (received > 0) & (delivered > received) & ~more
    for code, mask, others in (("hours_above_planned", more, planned), ("hours_above_received", beyond, received)):
        rows = np.flatnonzero(mask)
        yield from sources.findings(
            code,
            activities,
            where=rows.tolist(),
            column="hours_delivered",
            details=[{"other": float(others[row])} for row in rows],
        )
