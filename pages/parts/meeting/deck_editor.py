"""For staff: which slides are shown, in which order, and what the speaker says at each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from fund.records import Deck, DeckEntry
from fund.slides.deck import deck
from fund.slides.slide import Slide
from fund.store.errors import StaleRecord
from pages.parts.meeting.meeting_data import material, meeting_of
from pages.parts.session import funds
from pages.parts.session.staff import require_staff
from pages.parts.session.view import View
from pages.parts.show.forms import outcome, say_outcome
from pages.parts.show.markup import plain_label
from pages.parts.show.page_head import section

_OUTCOME = "deck_outcome"
_ORDER = "deck_order"
LONGEST_LINE = 1_000


def editor(view: View) -> None:
    """The slides one below the other: two buttons for the order, a tick for shown, a line for the speaker."""
    section(view.say("meetings.slides"), note=view.say("meetings.slides_note"))
    _rows(view)


@st.fragment
def _rows(view: View) -> None:
    say_outcome(_OUTCOME, view, fault=st.warning)
    kept = funds.store().decks.of(view.fund.code)
    slides = _every_slide(view)
    order = _order(kept, list(slides))
    with st.container(key="deck-rows"):
        for code in order:
            _row(slides[code], kept, order, view)
    st.button(view.say("meetings.save_deck"), key="save-deck", on_click=_save, args=(kept, order))


def _every_slide(view: View) -> dict[str, Slide]:
    """Every slide the fund can have, those left out too, in the order of the deck."""
    asked = material(view, meeting_of(view))
    every = deck(replace(asked, preferences=[replace(each, shown=True) for each in asked.preferences]), view.language)
    return {slide.code: slide for slide in every}


def _order(kept: Deck, codes: Sequence[str]) -> list[str]:
    """The order as it was moved since the deck was last saved; that of the deck where nothing was."""
    moved: tuple[int, list[str]] = st.session_state.get(f"{_ORDER}-{kept.fund}", (-1, []))
    return moved[1] if moved[0] == kept.revision and set(moved[1]) == set(codes) else list(codes)


def _row(slide: Slide, kept: Deck, order: list[str], view: View) -> None:
    """One slide. What a button or a field is for is said with the slide's title: not every reader sees the row."""
    code, title, place = slide.code, slide.title, order.index(slide.code)
    entry = next((each for each in kept.entries if each.slide == code), DeckEntry(code))
    with st.container(horizontal=True, vertical_alignment="center", key=f"deck-row-{code}"):
        for way, step in (("up", -1), ("down", 1)):
            to = place + step
            st.button(
                plain_label(view.say(f"meetings.deck.{way}", title=title)),
                key=f"deck-{way}-{code}",
                on_click=_move,
                args=(kept, order, place, to),
                disabled=not 0 <= to < len(order),
            )
        ticked = view.say("meetings.deck.numbered", place=place + 1, title=title)
        st.checkbox(plain_label(ticked), entry.shown, key=f"deck-shown-{code}-{kept.revision}", width=420)
        st.text_input(
            plain_label(view.say("meetings.deck.line", title=title)),
            entry.line,
            key=f"deck-line-{code}-{kept.revision}",
            placeholder=view.say("meetings.deck.line_hint"),
            max_chars=LONGEST_LINE,
            label_visibility="collapsed",
        )


def _move(kept: Deck, order: list[str], place: int, to: int) -> None:
    moved = list(order)
    moved[place], moved[to] = moved[to], moved[place]
    st.session_state[f"{_ORDER}-{kept.fund}"] = kept.revision, moved


def _save(kept: Deck, order: list[str]) -> None:
    author, typed = require_staff().name, st.session_state
    entries = [
        DeckEntry(code, bool(typed[f"deck-shown-{code}-{kept.revision}"]), typed[f"deck-line-{code}-{kept.revision}"])
        for code in order
    ]
    with outcome(_OUTCOME, {StaleRecord: "meetings.deck.stale"}, done="meetings.deck.saved"):
        funds.store().decks.save(replace(kept, entries=with_absent(kept.entries, entries)), author=author)


def with_absent(before: Sequence[DeckEntry], chosen: Sequence[DeckEntry]) -> tuple[DeckEntry, ...]:
    """The chosen entries, with those of slides that there are not now where they stood: they may be there again."""
    found, named = list(chosen), {entry.slide for entry in chosen}
    for at, entry in enumerate(before):
        if entry.slide not in named:
            places = [each.slide for each in found]
            found.insert(places.index(before[at - 1].slide) + 1 if at else 0, entry)
    return tuple(found)
