"""What was done and what is to come, on one line of time."""

from __future__ import annotations

from types import MappingProxyType

import pandas as pd

from fund.charts.chart import Chart, chart, choice, lines, remark
from fund.charts.plot import Event, EventKind, Timeline
from fund.metrics.cutoff import SINCE
from fund.model import Moment, Record, records
from fund.wording import Language, count, moment, words
from fund.wording.dates import moment_or_undated

TOP = 14
KINDS = MappingProxyType({"planned": EventKind.PLANNED, SINCE: EventKind.SINCE})
"""What an event is by its status: done by the closing day, unless it says otherwise."""


def milestone_timeline(*, milestones: pd.DataFrame, as_of: Moment | None, language: Language) -> Chart | None:
    """The dated milestones, at most fourteen: those nearest to `as_of`; None where none has a date."""
    everything = records(milestones)
    dated = [row for row in everything if row["date"] is not None]
    if not dated:
        return None
    centre = as_of.day if as_of else max(row["date"].date() for row in dated)
    shown = sorted(dated, key=lambda row: abs((row["date"].date() - centre).days))[:TOP]
    events = [_event(row, language) for row in shown]
    if as_of:
        told = words("charts.milestone_timeline.as_of", language, date=moment(as_of, language))
        events.append(Event(day=as_of.day, when=told, title="", hover=told, kind=EventKind.AS_OF))
    since = sum(row["status"] == SINCE for row in everything)
    planned = sum(row["status"] == "planned" for row in everything)
    done = len(everything) - since - planned
    ahead = [
        f"{moment_or_undated(row['date'], row['date_precision'], language)}, {row['title']}"
        for row in everything
        if row["status"] == "planned"
    ]
    return chart(
        "milestone_timeline",
        Timeline(events=tuple(sorted(events, key=lambda event: event.day))),
        {
            "date": [moment_or_undated(row["date"], row["date_precision"], language) for row in everything],
            "milestone": [row["title"] or "" for row in everything],
            "status": [choice("milestones", "status", row["status"], language) for row in everything],
            "description": [row["description"] or "" for row in everything],
        },
        language,
        form="since" if since else "",
        n=done,
        done=count(done, language),
        since=count(since, language),
        planned=count(planned, language),
        listing=words("charts.separator", language).join(ahead) or words("charts.none", language),
    ).noted(remark("and_others", len(everything) - len(shown), language))


def _event(row: Record, language: Language) -> Event:
    dated, title = moment_or_undated(row["date"], row["date_precision"], language), row["title"] or ""
    status = choice("milestones", "status", row["status"], language)
    kind = KINDS.get(row["status"], EventKind.DONE)
    return Event(
        day=row["date"].date(),
        when=dated if kind is EventKind.DONE else f"{dated} · {status}",
        title=title,
        hover=lines(f"{dated} · {status}", title, row["description"] or ""),
        kind=kind,
    )
