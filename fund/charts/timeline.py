"""What was done and what is to come, on one line of time for the fund and one for each of its programmes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from fund.charts.chart import Chart, chart, choice, lines, remark
from fund.charts.plot import Event, EventKind, Timeline
from fund.metrics.cutoff import CONTEXT, SINCE
from fund.metrics.over_time.spans import span_of
from fund.model import FundIdentity, Moment, Precision, Record, records
from fund.wording import Language, count, words
from fund.wording.dates import moment_or_undated, stopped

TOP = 14
KINDS = MappingProxyType({"planned": EventKind.PLANNED, "running": EventKind.PLANNED, SINCE: EventKind.SINCE})
"""What an event is by its status: done by the closing day, unless it says otherwise."""
FUND = ""
"""The programme of what is the fund's own."""


def milestone_timeline(
    *, milestones: pd.DataFrame, fund: FundIdentity, language: Language, names: Mapping[str, str] | None = None
) -> Chart | None:
    """The dated milestones, at most fourteen: those nearest to the day the fund is as of; None where none has a date.

    `names` are those of the programmes by code: the milestones of a fund, which say whose they are, then have a lane
    for each that has one.
    """
    everything, as_of = records(milestones), fund.as_of
    dated = [row for row in everything if row["date"] is not None]
    if not dated:
        return None
    centre = as_of.day if as_of else max(row["date"].date() for row in dated)
    shown = sorted(dated, key=lambda row: abs((row["date"].date() - centre).days))[:TOP]
    owners = {FUND: words("charts.milestone_timeline.fund", language), **names} if names else {}
    lanes = [code for code in owners if any(_owner(row, owners) == code for row in shown)]
    events = [_event(row, lanes.index(_owner(row, owners)) if lanes else 0, language) for row in shown]
    if as_of:
        told = stopped(fund, language)
        kind = EventKind.AS_OF
        events.append(Event(first=as_of.day, last=as_of.day, when=told, title="", hover=told, kind=kind))
    titles = tuple(owners[code] for code in lanes) if len(lanes) > 1 else ("",)
    columns = {
        "date": [moment_or_undated(row["date"], row["date_precision"], language) for row in everything],
        "programme": [owners.get(_owner(row, owners), "") for row in everything],
        "milestone": [row["title"] or "" for row in everything],
        "status": [choice("milestones", "status", row["status"], language) for row in everything],
        "description": [row["description"] or "" for row in everything],
    }
    if not owners:
        columns.pop("programme")
    listing = [
        f"{moment_or_undated(row['date'], row['date_precision'], language)}, {row['title']}"
        for row in everything
        if row["status"] == "planned"
    ]
    return chart(
        "milestone_timeline",
        Timeline(events=tuple(sorted(events, key=lambda event: event.first)), lanes=titles),
        columns,
        language,
        counts=", ".join(_counts(everything, as_of, language)),
        listing=words("charts.separator", language).join(listing) or words("charts.none", language),
    ).about(remarks=[remark("and_others", len(everything) - len(shown), language)])


def _counts(milestones: Sequence[Record], as_of: Moment | None, language: Language) -> Iterator[str]:
    """How many are done, under way, announced since, to come, or were planned for a time that is over; not of none."""
    over = [row["status"] == "planned" and _is_over(row, as_of) for row in milestones]
    to_come = sum(row["status"] == "planned" for row in milestones) - sum(over)
    since = sum(row["status"] == SINCE for row in milestones)
    running, context = (sum(row["status"] == state for row in milestones) for state in ("running", CONTEXT))
    done = len(milestones) - since - running - context - to_come - sum(over)
    for code, number in {
        "done": done,
        "running": running,
        "since": since,
        "planned": to_come,
        "over": sum(over),
        "context": context,
    }.items():
        if number:
            yield words(f"charts.milestone_timeline.{code}", language, n=number, number=count(number, language))


def _is_over(row: Record, as_of: Moment | None) -> bool:
    return as_of is not None and row["date"] is not None and row["date"].date() <= as_of.day


def _owner(row: Record, owners: Mapping[str, str]) -> str:
    """The programme of a milestone; the fund where it names none, or one that the fund does not have."""
    code: str = row.get("programme") or FUND
    return code if code in owners else FUND


def _event(row: Record, lane: int, language: Language) -> Event:
    dated, title = moment_or_undated(row["date"], row["date_precision"], language), row["title"] or ""
    status = choice("milestones", "status", row["status"], language)
    kind = KINDS.get(row["status"], EventKind.DONE)
    told = Moment(row["date"].date(), Precision(row["date_precision"] or Precision.DAY))
    return Event(
        first=span_of(told).first[0].item(),
        last=row["date"].date(),
        when=dated if kind is EventKind.DONE and row["status"] != CONTEXT else f"{dated} · {status}",
        title=title,
        hover=lines(f"{dated} · {status}", title, row["description"] or ""),
        kind=kind,
        lane=lane,
    )
