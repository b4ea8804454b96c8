"""A programme in short: its card (how far it is, in one bar and one line), and the terms its page begins with."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from fund.metrics.result import ProgrammeMetrics
from fund.schema import BY_CODE
from fund.wording.contract import choice_label, heading
from fund.wording.dates import period
from fund.wording.figures import label, of_whole, value_alone
from pages.parts.session import listing
from pages.parts.session.view import View
from pages.parts.show.figure_source import basis_mark
from pages.parts.show.links import programme_link
from pages.parts.show.markup import bar, bullets, dotted, draw, fill, terms
from pages.parts.show.period_head import part_line, part_text

PER_ROW = 3
TO_COME = ("preparation",)
"""Of a programme that has not begun nothing is missing."""


def programme_cards(view: View) -> None:
    """Every programme of the fund, three to a row."""
    paths = listing.programme_paths(view.fund.code)
    programmes = view.metrics.programmes
    for first in range(0, len(programmes), PER_ROW):
        for column, programme in zip(st.columns(PER_ROW), programmes[first : first + PER_ROW], strict=False):
            with column:
                _card(programme, paths.get(programme.code, ""), view)


def _card(programme: ProgrammeMetrics, path: str, view: View) -> None:
    with st.container(border=True, height="stretch", key=f"card-{programme.position}"):
        facts = (programme.country, programme.partner, _status(programme, view))
        draw(
            '<div class="card"><h3>{name}</h3><p class="soft">{facts}</p>{progress}{results}</div>',
            name=programme.name,
            facts=dotted(facts),
            progress=_progress(programme, view),
            results=_results(programme, view),
        )
        if path:
            programme_link(path, view)


def _progress(programme: ProgrammeMetrics, view: View) -> Markup:
    """The best-known measure of progress: budget spent, else a tranche's share, each with a bar; else hours."""
    measured, hours = programme.progress, programme.hours.delivered
    others = (hours, programme.allocated, programme.places, programme.planned_places)
    shown = measured or next((each for each in others if each.is_known), programme.allocated)
    if not shown.is_known and programme.status in TO_COME:
        return Markup("")
    part = part_line(part_text(programme.spent if measured is programme.budget_share else shown, view))
    figure = fill(
        '<p class="card-figure"><strong>{value}</strong> {label} {mark}</p>',
        value=value_alone(shown, view.language),
        label=label(shown, view.language).lower(),
        mark=basis_mark(shown, view),
    )
    if measured is None:
        return figure + part
    note = fill('<p class="soft">{note}</p>', note=of_whole(measured, view.language))
    return figure + bar(float(measured.value or 0), "spent") + note + part


def _results(programme: ProgrammeMetrics, view: View) -> Markup:
    """The first results of the sheet, which its authors put first."""
    return bullets(
        (
            fill(
                "{label} <strong>{value}</strong> {part}",
                label=label(each, view.language),
                value=value_alone(each, view.language),
                part=part_text(each, view),
            )
            for each in programme.first_results
        ),
        "card-results",
    )


def identity(programme: ProgrammeMetrics, view: View) -> None:
    """Who, where, when and how far: what is known of the programme, as a list of terms."""
    columns = BY_CODE["programmes"]
    facts = {
        "country": programme.country,
        "partner": programme.partner,
        "beneficiaries": programme.beneficiaries,
        "strand": programme.strand,
        "cofunding": programme.cofunding,
        "period": period(programme.start, programme.end, view.language),
        "status": _status(programme, view),
    }
    # The period is of two columns; all else goes by what the workbook calls it.
    names = {
        name: view.say("identity.period") if name == "period" else heading(columns.column(name), view.language)
        for name in facts
    }
    if known := terms(((names[name], text) for name, text in facts.items()), "identity"):
        draw(known)


def _status(programme: ProgrammeMetrics, view: View) -> str:
    """Where the programme stands, in words; empty where the workbook does not say."""
    return choice_label("programmes", "status", programme.status, view.language) if programme.status else ""
