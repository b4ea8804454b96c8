"""A card per programme: how far it is, in one bar and one line, with the way to its page."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from fund.metrics.result import ProgrammeMetrics
from fund.wording.figures import label, of_whole, value_alone
from pages.parts.programme.identity import status_label
from pages.parts.session import address
from pages.parts.session.funds import ProgrammeAddress, programme_addresses
from pages.parts.session.view import View
from pages.parts.show.figure_source import basis_mark
from pages.parts.show.markup import draw, fill

PER_ROW = 3


def programme_cards(view: View) -> None:
    """Every programme of the fund, three to a row."""
    addresses = {item.programme: item for item in programme_addresses() if item.fund == view.fund.code}
    programmes = view.metrics.programmes
    for first in range(0, len(programmes), PER_ROW):
        for column, programme in zip(st.columns(PER_ROW), programmes[first : first + PER_ROW], strict=False):
            with column:
                _card(programme, addresses.get(programme.code), view)


def _card(programme: ProgrammeMetrics, place: ProgrammeAddress | None, view: View) -> None:
    with st.container(border=True, height="stretch", key=f"card-{programme.position}"):
        facts = (programme.country, programme.partner, status_label(programme, view))
        draw(
            '<div class="card"><h3>{name}</h3><p class="soft">{facts}</p>{progress}</div>',
            name=programme.name,
            facts=" · ".join(fact for fact in facts if fact),
            progress=_progress(programme, view),
        )
        if place is not None:
            st.page_link(
                st.Page("programme.py", title=place.path, url_path=place.path),
                label=view.say("overview.open_programme"),
                query_params=address.query(),
            )


def _progress(programme: ProgrammeMetrics, view: View) -> Markup:
    """The best-known measure of progress: budget spent, else a tranche's share, else hours."""
    measured = programme.progress
    if measured is None:
        hours = programme.hours.delivered
        known = hours if hours.is_known else programme.allocated
        return fill(
            '<p class="card-figure"><strong>{value}</strong> {label} {mark}</p>',
            value=value_alone(known, view.language),
            label=label(known, view.language).lower(),
            mark=basis_mark(known, view),
        )
    width = min(max(float(measured.value or 0), 0.0), 1.0) * 100
    return fill(
        '<p class="card-figure"><strong>{value}</strong> {label} {mark}</p>'
        '<div class="track" aria-hidden="true"><div class="spent" style="width:{width}%"></div></div>'
        '<p class="soft">{note}</p>',
        value=value_alone(measured, view.language),
        label=label(measured, view.language).lower(),
        mark=basis_mark(measured, view),
        width=f"{width:.2f}",
        note=of_whole(measured, view.language),
    )
