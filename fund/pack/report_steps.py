"""What a period changed in a programme, and what comes next: lists of sentences under their headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd
from docx.document import Document

from fund.metrics.cutoff import CONTEXT, SINCE
from fund.metrics.over_time.flows import begun_rows
from fund.metrics.over_time.spans import span_of
from fund.metrics.photos import undated as undated_photos
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.model import Moment, Precision, records
from fund.pack.office_text import one_line
from fund.pack.word import add_bullets, add_heading, add_text
from fund.period import Period
from fund.slides.changes import restated_lines
from fund.slides.programme import event_lines, next_lines
from fund.slides.slide import DeckInput
from fund.wording import Language, words
from fund.wording.dates import moment_or_undated
from fund.wording.figures import capitalised, label, pair, value_in_sentence
from fund.wording.periods import period_name, period_notes, undated_note


def add_changes(document: Document, programme: ProgrammeMetrics, material: DeckInput, language: Language) -> None:
    """What the period holds of each figure, and the events in it; nothing without a period, or where it holds none."""
    period = material.period
    if period is None:
        return
    lines = [*_parts(programme, material, language), *_events(programme.milestones, period, language)]
    _add(document, words("pack.report.changed", language, period=period_name(period, language)), lines)
    add_period_notes(document, material, language, programme=programme.code)


def add_period_notes(document: Document, material: DeckInput, language: Language, *, programme: str = "") -> None:
    """What is to be known of the period's figures, of a programme or (without one) of the fund; nothing without one."""
    if material.period is None:
        return
    if not programme:
        events = list(_events(_of_fund(material.fund.metrics), material.period, language))
        changed = words("pack.report.changed_of_fund", language, period=period_name(material.period, language))
        corrected = () if material.period.meeting is None else restated_lines(material, language)
        _add(document, changed, [*events, *corrected], level=2)
    dated = material.fund.metrics.over_time
    found = dated.over(material.period).figures.items()
    begun = begun_rows(*(flow for (owner, *_), flow in found if owner == programme))
    # When figures end, and what is in no period, is said once, of the fund.
    closing = None if programme else dated.closing
    photos = undated_photos(material.photos, material.period)
    undated = "" if programme else undated_note(dated.undated(), language, photos=photos)
    for note in period_notes(material.period, language, closing=closing, begun=begun, undated=undated):
        add_text(document, f"{capitalised(note)}.")


def add_next_steps(document: Document, programme: ProgrammeMetrics, language: Language) -> None:
    """What comes next; nothing where nothing is said to come."""
    _add(document, words("pack.report.next", language), next_lines(programme, language))


def add_fund_steps(document: Document, metrics: FundMetrics, language: Language) -> None:
    """What comes next of the fund itself: the events of no programme."""
    lines = list(event_lines(_of_fund(metrics), language, ("running", "planned", SINCE)))
    _add(document, words("pack.report.next_of_fund", language), lines, level=1)


def _of_fund(metrics: FundMetrics) -> pd.DataFrame:
    """The events of the fund itself, and of programmes that it does not have."""
    events: pd.DataFrame = metrics.milestones
    return events[~events["programme"].isin(metrics.names)]


def _add(document: Document, heading: str, lines: Sequence[str], *, level: int = 3) -> None:
    if lines:
        add_heading(document, heading, level)
        add_bullets(document, [capitalised(one_line(line)) for line in lines])


def _parts(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Iterator[str]:
    """The figures of which the period holds something, results among them."""
    for figure in (*programme.figures(), *(result.achieved for result in programme.results)):
        flow = material.part_of(figure)
        if flow is not None and flow.part.value:
            yield pair(label(figure, language), value_in_sentence(flow.part, language), language)


def _events(milestones: pd.DataFrame, period: Period, language: Language) -> Iterator[str]:
    """The events that are done, in the period that holds their last day."""
    for row in records(milestones):
        if row["date"] is None or row["status"] in ("planned", "running", CONTEXT):
            continue
        when = Moment(row["date"].date(), Precision(row["date_precision"] or Precision.DAY))
        if period.start <= span_of(when).last[0].item() <= period.end:
            date = moment_or_undated(row["date"], row["date_precision"], language)
            yield words("slides.next.event", language, date=date, title=str(row["title"] or ""))
