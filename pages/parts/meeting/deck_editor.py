"""For staff: which slides are shown, in which order, and what the speaker says at each."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from fund.records import Deck, DeckEntry
from fund.slides.deck import deck
from fund.store.errors import StaleRecord
from pages.parts.meeting.meeting_data import material, meeting_of
from pages.parts.session import funds
from pages.parts.session.staff import require_staff
from pages.parts.session.view import View
from pages.parts.show.forms import outcome, say_outcome
from pages.parts.show.page_head import section

_OUTCOME = "deck_outcome"


def editor(view: View) -> None:
    """The slides as a table to edit: a number for the order, a tick for shown, a line for the speaker."""
    section(view.say("meetings.slides"), note=view.say("meetings.slides_note"))
    say_outcome(_OUTCOME, view, fault=st.warning)
    kept = funds.store().decks.of(view.fund.code)
    rows = _rows(kept, view)
    edited = st.data_editor(
        rows,
        key=f"deck-{kept.revision}",
        hide_index=True,
        disabled=["title"],
        column_order=["order", "shown", "title", "line"],
        column_config={
            "order": st.column_config.NumberColumn(view.say("meetings.columns.order"), step=1, width="small"),
            "shown": st.column_config.CheckboxColumn(view.say("meetings.columns.shown"), width="small"),
            "title": st.column_config.TextColumn(view.say("meetings.columns.title"), width="large"),
            "line": st.column_config.TextColumn(view.say("meetings.columns.line"), width="large", max_chars=1_000),
        },
    )
    st.button(view.say("meetings.save_deck"), key="save-deck", on_click=_save, args=(kept, edited))


def _rows(kept: Deck, view: View) -> pd.DataFrame:
    """Every slide the fund can have, those left out too, in the order of the deck."""
    entries = {entry.slide: entry for entry in kept.entries}
    asked = material(view, meeting_of(view))
    every = deck(replace(asked, preferences=[replace(each, shown=True) for each in asked.preferences]), view.language)
    return pd.DataFrame(
        {
            "slide": [slide.code for slide in every],
            "order": range(1, len(every) + 1),
            "shown": [entries.get(slide.code, DeckEntry(slide.code)).shown for slide in every],
            "title": [slide.title for slide in every],
            "line": [entries.get(slide.code, DeckEntry(slide.code)).line for slide in every],
        }
    )


def _save(kept: Deck, edited: pd.DataFrame) -> None:
    author = require_staff().name
    ordered = edited.sort_values("order", kind="stable")
    entries = tuple(
        DeckEntry(str(row.slide), bool(row.shown), str(row.line or "")) for row in ordered.itertuples(index=False)
    )
    with outcome(_OUTCOME, {StaleRecord: "meetings.deck.stale"}, done="meetings.deck.saved"):
        funds.store().decks.save(replace(kept, entries=entries), author=author)
