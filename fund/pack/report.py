"""The progress report of a period as a Word document that staff finish instead of retyping its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
from docx.document import Document

from fund.changes import Recalculated, recalculated_sentence
from fund.metric import Metric
from fund.metrics.over_time.situation import undatable
from fund.metrics.result import FundMetrics
from fund.model import FundIdentity, records
from fund.pack.figure_list import Statement, statements
from fund.pack.office_text import PhotoBytes, no_photo, one_line, saved
from fund.pack.report_parts import Asked, add_figures, add_programme, add_stories
from fund.pack.report_photos import add_photos
from fund.pack.report_steps import add_fund_steps, add_next_steps, add_period_notes
from fund.pack.word import add_columns, add_footer, add_heading, add_mark, add_table, add_text, new_document
from fund.records import Decision
from fund.schema import folded
from fund.schema.choices import LOCAL_AUTHORITY_TYPES
from fund.slides.slide import DeckInput
from fund.wording import Language, day, words
from fund.wording.dates import standing
from fund.wording.figures import capitalised, rounded_note, value_in_sentence, with_basis
from fund.wording.givers import donors_apart, intentions, list_note
from fund.wording.periods import period_name, situation_note
from fund.wording.sources import SourceFinder
from fund.wording.tables import NUMERIC_DECISION_COLUMNS, decision_headings, decision_row

_COLUMNS = ((12, 1), (10_000, 2))
"""How many columns the donors' names are set in: two as soon as there are many."""

_OF_FUND = frozenset(
    (
        *("raised", "committed", "outstanding", "allocated", "unallocated", "transferred", "spent", "delivery_rate"),
        *("running_costs", "balance", "hours_delivered", "hours_received"),
    )
)
"""The figures of the fund that the introduction lists."""


@dataclass(frozen=True, slots=True, eq=False)
class Notes:
    """The sources of a report's figures: documents and sheets, numbered in the order in which they are named."""

    finder: SourceFinder
    language: Language
    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, metric: Metric) -> str:
        """The numbers of a figure's sources: « 1, 3 »; those of what it is made of are among them."""
        documents = [one_line(each.source) for each in metric.tree() if each.source and each.cells]
        sheets = [
            words("pack.report.sheet", self.language, file=one_line(each.file), sheet=one_line(each.sheet))
            for each in self.finder.of(metric.all_cells())
        ]
        found = {self.numbers.setdefault(each, len(self.numbers) + 1) for each in (*documents, *sheets)}
        return ", ".join(map(str, sorted(found)))


def periods(metrics: FundMetrics) -> tuple[str, ...]:
    """The periods that the workbook has texts of, as it writes them, in its order."""
    frames = [metrics.stories, *(programme.stories for programme in metrics.programmes)]
    named = (one_line(str(row["period"])) for frame in frames for row in records(frame) if row["period"])
    return tuple(dict.fromkeys(named))


def report(material: DeckInput, language: Language, *, period: str = "", photo: PhotoBytes = no_photo) -> bytes:
    """The .docx: introduction, donors, one part per programme, decisions, sources.

    `period` is the one its texts are of, as the workbook writes it; empty: those of the material's own, else all.
    `photo` gives the bytes of a photo.
    """
    fund = material.fund
    dataset, metrics = fund.dataset, fund.metrics
    name = one_line(dataset.fund.name)
    document = new_document(words("pack.report.document", language, fund=name), language)
    if dataset.fund.fictional:
        add_mark(document, capitalised(words("slides.fictional", language)))
    add_footer(document, name)
    _opening(document, material, language, period=period)
    _recalculated(document, material.recalculated, language)
    notes = Notes(SourceFinder(dataset), language)
    asked = Asked(material, notes.of, period)
    _introduction(document, asked, language)
    add_photos(document, material.photos_of(""), language, photo, level=2)
    _donors(document, metrics, language, fund=dataset.fund)
    add_heading(document, words("pack.report.programmes", language), 1)
    if not metrics.programmes:
        add_text(document, words("pack.report.no_programme", language))
    for number, programme in enumerate(metrics.programmes, start=1):
        add_programme(document, programme, asked, language, number=number)
        add_photos(document, material.photos_of(programme.code), language, photo)
        add_next_steps(document, programme, language)
    add_fund_steps(document, metrics, language)
    _decisions(document, metrics, language, material.decisions)
    _sources(document, notes, statements(fund, language), language)
    return saved(document)


def _opening(document: Document, material: DeckInput, language: Language, *, period: str) -> None:
    dataset, meeting = material.fund.dataset, material.meeting
    if not period and material.period is not None:
        period = period_name(material.period, language)
    add_heading(document, words("pack.report.title", language), 0)
    add_text(document, one_line(dataset.fund.name), style="Subtitle")
    lines = [words("pack.report.period", language, period=one_line(period)) if period else ""]
    if material.whole is not None and dataset.fund.day is not None:
        lines.append(situation_note(dataset.fund.day, undatable(material.whole.metrics), language))
    elif dataset.fund.as_of is not None or dataset.fund.closed_on is not None:
        lines.append(standing(dataset.fund, language))
    if meeting is not None:
        held = words("slides.title.meeting", language, date=day(meeting.held_on, language))
        lines.append(f"{held}, {one_line(meeting.place)}" if meeting.place else held)
    for line in lines:
        add_text(document, line)


def _recalculated(document: Document, recalculated: Recalculated | None, language: Language) -> None:
    """What today's rules give otherwise than the meeting showed, figure by figure."""
    if recalculated is None or not recalculated.figures:
        return
    date = day(recalculated.since.date(), language)
    add_mark(document, capitalised(words("slides.recalculated.mark", language)))
    for change in recalculated.figures:
        add_text(document, recalculated_sentence(change, language, date=date))


def _introduction(document: Document, asked: Asked, language: Language) -> None:
    metrics = asked.material.fund.metrics
    add_heading(document, words("pack.report.introduction", language), 1)
    add_stories(document, asked.told(metrics.stories), language)
    raised = metrics.contributions.raised
    said = with_basis(value_in_sentence(raised, language), raised, language)
    add_text(document, words("pack.report.raised", language, amount=said))
    pledged = metrics.contributions.pledged
    shown = [each for each in metrics.figures() if each.code in _OF_FUND or (each is pledged and each.is_told)]
    add_figures(document, words("pack.report.fund_figures", language), shown, asked, language)
    parts = [figure for programme in metrics.programmes for figure in programme.figures()]
    add_text(document, rounded_note((*metrics.figures(), *parts), language))
    add_period_notes(document, asked.material, language)


def _donors(document: Document, metrics: FundMetrics, language: Language, *, fund: FundIdentity) -> None:
    """How many paid and how many only promised; the authorities by name; who else gives; who only promised."""
    given = metrics.contributions
    donors: pd.DataFrame = given.by_donor
    local = donors["donor_type"].isin((*LOCAL_AUTHORITY_TYPES, "")).to_numpy()
    add_heading(document, words("pack.report.donors", language), 2)
    apart = donors_apart(given, language)
    if apart:
        add_text(document, f"{capitalised(apart)}.")
    names = _names(donors[local])
    if names:
        columns = next(number for most, number in _COLUMNS if len(names) <= most)
        add_columns(document, names, columns)
    elif not apart:
        add_text(document, words("pack.report.no_donor", language))
    others = _names(donors[~local])
    if others:
        listed = ", ".join(others)
        add_text(document, words("pack.report.others", language, n=len(others), names=listed))
    for note in (list_note(fund, language), intentions(records(given.intended), language)):
        add_text(document, note)
    promised = _names(given.promised_donors)
    if promised:
        add_text(document, words("pack.report.promised", language, names=", ".join(promised)))


def _names(donors: pd.DataFrame) -> list[str]:
    """Names in the order of the alphabet, accents and case apart."""
    return sorted({one_line(str(name)) for name in donors["donor"] if name}, key=lambda name: (folded(name), name))


def _decisions(document: Document, metrics: FundMetrics, language: Language, decisions: Sequence[Decision]) -> None:
    if not decisions:
        return
    add_heading(document, words("decisions.title", language), 1)
    rows = [
        decision_row(each, language, text=each.said, programme=metrics.names.get(each.programme, each.programme))
        for each in decisions
    ]
    title = words("decisions.title", language)
    add_table(document, title, decision_headings(language), rows, numeric=NUMERIC_DECISION_COLUMNS)


def _sources(document: Document, notes: Notes, found: Sequence[Statement], language: Language) -> None:
    """The notes: documents and sheets by their numbers, at last those of figures that stand in no table."""
    for each in found:
        if each.metric.is_known:
            notes.of(each.metric)
    add_heading(document, words("pack.report.sources", language), 1)
    add_text(document, words("pack.report.sources_note", language))
    for source, number in notes.numbers.items():
        add_text(document, words("pack.report.note", language, number=number, source=source), style="NoSpacing")
