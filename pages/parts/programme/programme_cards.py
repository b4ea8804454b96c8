"""A programme in short: what it has done, in a figure and a few words, and the terms its page begins with."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st
from markupsafe import Markup

from fund.committee.achievements import told
from fund.metric import Metric
from fund.metrics.result import ProgrammeMetrics
from fund.schema import BY_CODE
from fund.wording.contract import WORKBOOK_LANGUAGE, choice_label, heading
from fund.wording.dates import period
from fund.wording.figures import label, minimum_mark, pair, value_alone, value_in_sentence
from fund.wording.stories import unbroken
from pages.parts.session import listing
from pages.parts.session.view import View
from pages.parts.show.figure_source import ask_source, asking, basis_mark, source_key
from pages.parts.show.links import programme_link
from pages.parts.show.markup import bullets, dotted, draw, fill, terms
from pages.parts.show.period_head import part_line, part_text


def programmes_done(view: View) -> None:
    """A row for every programme: its most telling figure, its results, what its latest text says first."""
    paths = listing.programme_paths(view.fund.code)
    known = {programme.code: _telling(programme) for programme in view.metrics.programmes}
    for programme in view.metrics.programmes:
        with st.container(key=f"done-{programme.position}"):
            # Where no programme has a figure their texts have all the room.
            said = st.container()
            if any(known.values()):
                figure, said = st.columns([1, 1.8], gap="medium")
                with figure:
                    _figure(known[programme.code], programme, view)
            with said:
                if path := paths.get(programme.code, ""):
                    programme_link(path, programme.called, view)
                draw(
                    '<p class="soft">{facts}</p>{results}<p lang="{language}">{text}</p>',
                    facts=dotted((programme.country, _status(programme, view), *_to_come(programme, view))),
                    results=_results(programme, view),
                    language=WORKBOOK_LANGUAGE,
                    text=unbroken(told(programme)),
                )


def _telling(programme: ProgrammeMetrics) -> Metric | None:
    """The best-known measure of what was done: budget spent, else a tranche's share; else hours, places, money."""
    measured, done = programme.progress, (programme.hours.delivered, programme.places, programme.enrolments)
    known = (each for each in (measured, *done, programme.spent, programme.transferred) if each and each.is_known)
    return next((each for each in known if not each.pending), None)


def _figure(shown: Metric | None, programme: ProgrammeMetrics, view: View) -> None:
    if shown is None:
        return
    draw(
        '<p class="done-figure">{label} <span class="soft">{least}</span> {mark}<br><strong>{value}</strong></p>{part}',
        value=asking(shown, view, key=source_key(f"done-{programme.position}")),
        least=minimum_mark(shown, view.language),
        label=label(shown, view.language),
        mark=basis_mark(shown, view),
        part=part_line(_spent_part(programme, view) if shown is programme.budget_share else part_text(shown, view)),
    )
    ask_source(shown, key=f"done-{programme.position}")


def _to_come(programme: ProgrammeMetrics, view: View) -> Iterator[str]:
    """What is only planned, where nothing that was done is told: the budget, the places."""
    if programme.progress is None:
        for planned in (programme.allocated, programme.planned_places):
            if planned.is_known:
                yield pair(label(planned, view.language), value_in_sentence(planned, view.language), view.language)


def _spent_part(programme: ProgrammeMetrics, view: View) -> str:
    """A share of a budget has no part in a period, what was spent has: « Dépensé : 178 700 €, dont … »."""
    part = part_text(programme.spent, view)
    value = value_in_sentence(programme.spent, view.language)
    return f"{pair(label(programme.spent, view.language), value, view.language)}, {part}" if part else ""


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
        "done-results",
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
