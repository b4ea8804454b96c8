"""The parts of the report: texts of a period, figures known and unknown, and all there is on one programme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd
from docx.document import Document

from fund.charts.chart import choice
from fund.charts.targets import share_said
from fund.charts.tranches import used_words
from fund.metric import Metric, Unit
from fund.metrics.implementation.results import Result
from fund.metrics.over_time.spans import row_spans
from fund.metrics.result import ProgrammeMetrics
from fund.model import Record, records
from fund.pack.office_text import one_line
from fund.pack.report_steps import add_changes
from fund.pack.word import add_heading, add_table, add_text
from fund.pack.word_chart import add_chart
from fund.slides.programme import programme_plot
from fund.slides.slide import DeckInput
from fund.whatif.sentences import release_pace
from fund.wording import Language, figures, moment, words
from fund.wording.contract import WORKBOOK_LANGUAGE, choice_label
from fund.wording.dates import moment_or_undated, payment
from fund.wording.dates import period as period_text
from fund.wording.periods import short_part
from fund.wording.releases import release_sentence
from fund.wording.stories import stories_in_order, unbroken
from fund.wording.tables import sites_table, works_table

_LISTED = frozenset(
    (
        *("allocated", "earmarked", "transferred", "spent", "partner_balance", "delivery_rate", "budget_share"),
        *("tender_threshold", "hours_delivered", "hours_received", "enrolments", "sites"),
    )
)
"""The figures that a programme's list has; those of its tranches stand in a table of their own."""
_NUMERIC = MappingProxyType({"steps": (1,), "courses": (2,)})
"""The 0-based columns that are set to the right."""
_ASKED = frozenset(("allocated", "transferred", "spent"))


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What a report is asked for: the fund, with the period that stands beside its figures, and that of its texts.

    `texts` is a period as the workbook writes it, empty for all; where the fund's has dates, texts are those of them.
    `notes` gives the numbers of a figure's sources in the list at the end.
    """

    material: DeckInput
    notes: Callable[[Metric], str]
    texts: str = ""

    def told(self, stories: pd.DataFrame) -> pd.DataFrame:
        """The texts of the period and those of no known one, every one where none is chosen."""
        if self.texts:
            return stories[stories["period"].fillna("").map(one_line) == one_line(self.texts)]
        period = self.material.period
        if period is None:
            return stories
        told = row_spans(stories)
        held = (told.last >= np.datetime64(period.start)) & (told.last <= np.datetime64(period.end))
        return stories[held | told.undated]

    def part(self, figure: Metric, language: Language) -> str:
        """What the period holds of a figure; empty without a period, or of a state."""
        flow = self.material.part_of(figure)
        return "" if flow is None else figures.value_alone(flow.part, language)


def add_programme(
    document: Document, programme: ProgrammeMetrics, asked: Asked, language: Language, *, number: int
) -> None:
    """The part of the programme that comes `number`th."""
    name = one_line(programme.name)
    key = "pack.report.first" if number == 1 else "pack.report.nth"
    add_heading(document, words(key, language, number=number, name=name), 2)
    status = choice_label("programmes", "status", programme.status, language) if programme.status else ""
    dates = period_text(programme.start, programme.end, language)
    facts = (one_line(programme.partner), one_line(programme.country), dates, status)
    add_text(document, " · ".join(fact for fact in facts if fact))
    add_text(document, programme.summary)
    if programme.cofunding:
        add_text(document, words("programmes.cofunding", language, text=one_line(programme.cofunding)))
    add_stories(document, asked.told(programme.stories), language, level=3)
    add_changes(document, programme, asked.material, language)
    figures = [figure for figure in programme.figures() if figure.code in _LISTED]
    # Nothing lacks where no place is planned.
    figures += [figure for figure in (programme.planned_places,) if figure.is_known]
    if programme.status == "preparation":
        # Nothing is missing of what has not begun.
        figures = [figure for figure in figures if figure.is_told]
    add_figures(document, words("pack.report.figures", language), figures, asked, language)
    if (plot := programme_plot(programme, asked.material, language)) is not None:
        add_chart(document, plot, language)
    _results(document, programme, asked, language)
    _hours(document, programme, language)
    _lists(document, programme, language)
    _tranches(document, programme, asked, language)
    # What is to come is told as such, at the end.
    events = programme.milestones
    _rows(document, "milestones", events[events["status"] != "planned"], _milestone, language)


def _table(
    document: Document, kind: str, rows: Sequence[Sequence[str]], language: Language, numeric: Sequence[int]
) -> None:
    headings = words(f"pack.report.{kind}.columns", language).split("|")
    add_table(document, words(f"programmes.{kind}", language), headings, rows, numeric=numeric)


def _tranches(document: Document, programme: ProgrammeMetrics, asked: Asked, language: Language) -> None:
    """Each tranche, then whether the next one may be paid."""
    if not programme.tranches:
        return
    rows = [
        (
            str(tranche.number),
            _with_basis(tranche.amount, language),
            *used_words(tranche, language, _with_basis),
            payment(tranche.paid_on, tranche.planned_on, language),
            asked.notes(tranche.share),
        )
        for tranche in programme.tranches
    ]
    _table(document, "tranches", rows, language, (1, 2, 3, 4))
    if programme.next_release is not None:
        release = programme.next_release
        said = release_sentence(release, language, amount=programme.amount_of(release.tranche))
        pace = release_pace(asked.material.fund.dataset, programme, language)
        add_text(document, f"{figures.capitalised(said)}. {pace}")


def _with_basis(metric: Metric, language: Language) -> str:
    """A figure, of a ratio with what is divided by what, and whether it is declared."""
    return figures.with_basis(with_parts(metric, language), metric, language)


def _results(document: Document, programme: ProgrammeMetrics, asked: Asked, language: Language) -> None:
    """What was reached of each target; then what was reached since the closing day."""
    rows = []
    for result in programme.results:
        # A result without a target lacks nothing.
        known = result.target.is_known
        target = one_line(figures.value_alone(result.target, language)) if known else words("tables.empty", language)
        share = one_line(share_said(result, language))
        name, value, when = _result(result, language)
        if (flow := asked.material.part_of(result.achieved)) is not None and asked.material.period is not None:
            value = figures.with_note(value, one_line(short_part(flow.part, asked.material.period, language)), language)
        rows.append((name, value, when, target, share, one_line(result.gap_reason), asked.notes(result.achieved)))
    if rows:
        _table(document, "results", rows, language, (1, 3, 4))
    if programme.results_since:
        since = [_result(result, language) for result in programme.results_since]
        _table(document, "results_since", since, language, (1,))


def _result(result: Result, language: Language) -> tuple[str, ...]:
    """What was reached, how much of it, and in which period."""
    reached = result.achieved
    name, value = one_line(figures.label(reached, language)), one_line(figures.value_alone(reached, language))
    return name, value, period_text(result.start, result.end, language)


def _hours(document: Document, programme: ProgrammeMetrics, language: Language) -> None:
    """The hours of each kind, delivered and received, then their totals."""
    rows = [
        (
            one_line(str(row["kind"] or "")),
            figures.at_least(row["participants"], Unit.COUNT, language, partial=row["sessions"] > 1),
            *(
                figures.at_least(row[name], Unit.HOURS, language, partial=bool(row[f"{name}_unknown"]))
                for name in ("hours_delivered", "hours_received")
            ),
        )
        for row in records(programme.hours.by_kind)
        if any(row[name] is not None for name in ("participants", "hours_delivered", "hours_received"))
    ]
    if rows:
        hours = programme.hours
        total = (words("pack.report.total", language), "", figures.value_alone(hours.delivered, language))
        _table(document, "hours", [*rows, (*total, figures.value_alone(hours.received, language))], language, (1, 2, 3))
        add_text(document, words("figures.hours_note", language))


def _lists(document: Document, programme: ProgrammeMetrics, language: Language) -> None:
    """People, courses, works and places: a table of each, its rows in the words of its columns."""
    _rows(document, "steps", programme.steps, _step, language)
    _rows(document, "courses", programme.courses, _course, language)
    for kind, (heads, found) in (
        ("works", works_table(programme.works, language)),
        ("sites", sites_table(programme.sites, language)),
    ):
        if found:
            rows = [tuple(map(one_line, row)) for row in found]
            add_table(document, words(f"programmes.{kind}", language), heads, rows)


def _rows(
    document: Document,
    kind: str,
    frame: pd.DataFrame,
    cells: Callable[[Record, Language], tuple[str, ...]],
    language: Language,
) -> None:
    rows = [tuple(one_line(text) for text in cells(row, language)) for row in records(frame)]
    if rows:
        _table(document, kind, rows, language, _NUMERIC.get(kind, ()))


def _step(row: Record, language: Language) -> tuple[str, ...]:
    return str(row["step"] or ""), figures.number_or_unknown(row["count"], Unit.COUNT, language)


def _course(row: Record, language: Language) -> tuple[str, ...]:
    status = choice("courses", "status", row["status"], language)
    return str(row["title"] or ""), status, figures.number_or_unknown(row["enrolled"], Unit.COUNT, language)


def _milestone(row: Record, language: Language) -> tuple[str, ...]:
    date = moment_or_undated(row["date"], row["date_precision"], language)
    status = choice("milestones", "status", row["status"], language)
    return date, str(row["title"] or ""), status, str(row["description"] or "")


def add_stories(document: Document, stories: pd.DataFrame, language: Language, *, level: int = 0) -> None:
    """Texts, in the language they were written in.

    With a `level`, each period has a heading of its own: « Pour la période de … à … ».
    """
    for when, texts in _by_period(stories).items():
        parts = stories_in_order(texts, language)
        if parts and level and when:
            add_heading(document, words("pack.report.for_period", language, period=when), level)
        for part in parts:
            below = level if level and not when else max(level, 1) + 1
            if part.code != "story":
                add_heading(document, part.heading, below)
            for row in part.rows:
                _story(document, row, language, level=below + (part.code != "story"))


def _story(document: Document, row: Record, language: Language, *, level: int) -> None:
    if row["title"]:
        add_heading(document, str(row["title"]), level, language=WORKBOOK_LANGUAGE)
    add_text(document, unbroken(str(row["text"])), language=WORKBOOK_LANGUAGE)
    if row["source"]:
        add_text(document, figures.capitalised(words("programmes.stories.source", language, source=row["source"])))


def _by_period(stories: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The texts by the period they are of, in the workbook's order."""
    periods = stories["period"].fillna("").map(one_line)
    return {each: stories[periods == each] for each in dict.fromkeys(periods)}


def add_figures(document: Document, caption: str, metrics: Sequence[Metric], asked: Asked, language: Language) -> None:
    """The figures that are known as a table, each with its part in the period; then the names of those that are not."""
    told = [metric for metric in metrics if metric.is_told]
    if told:
        part = ("part",) if any(asked.part(metric, language) for metric in told) else ()
        columns = ("figure", "value", *part, "basis", "date", "notes")
        rows = [
            (
                figures.label(metric, language),
                with_parts(metric, language),
                *(asked.part(metric, language) for _ in part),
                figures.basis_label(metric, language),
                "" if metric.as_of is None else moment(metric.as_of, language),
                asked.notes(metric),
            )
            for metric in told
        ]
        headings = [words(f"figures.facts.{column}", language) for column in columns]
        add_table(document, caption, headings, rows, numeric=(1, 2) if part else (1,))
    # What the workbooks say nothing of is not listed, but for what every reader of the fund's money asks; nor is what
    # is made of figures that lack: those are named.
    asked_always = [metric.code in _ASKED and not metric.programme for metric in metrics]
    untold = [
        metric
        for metric, always in zip(metrics, asked_always, strict=True)
        if not metric.is_told and (always or (metric.is_spoken_of and (metric.code in _ASKED or not metric.parts())))
    ]
    # At an earlier day, a budget that is told but has no date is not missing.
    for key, undatable in (("untold", False), ("undatable", True)):
        names = [figures.label(each, language) for each in untold if (each.reason == "undatable") is undatable]
        if names:
            add_text(document, words(f"pack.report.{key}", language, names=", ".join(names)))


def with_parts(metric: Metric, language: Language) -> str:
    """A figure in words; a ratio with what is divided by what."""
    return figures.with_parts(figures.value_alone(metric, language), metric, language)
