"""The calendar: what the fund has month by month, what is expected of whom and when, and what nobody told."""

import streamlit as st

from fund.charts.cash import cash_chart, cash_remarks, cash_sentence, likely_sentence
from fund.wording import exact_euros, words
from pages.parts.session.view import current_view
from pages.parts.show.chart import show_chart
from pages.parts.show.html_table import framed_table
from pages.parts.show.markup import bullets, draw, paragraph
from pages.parts.show.page_head import section, title

LIKELY = "calendar-likely"


@st.fragment
def cash() -> None:
    """The line of what is dated, and beside it, until it is switched off, what is only likely."""
    view = current_view()
    path, names = view.metrics.cash, view.metrics.short_names
    said = likely_sentence(path, view.language)
    if said:
        st.session_state.setdefault(LIKELY, True)
        st.toggle(view.say("calendar.likely"), key=LIKELY)
    likely = bool(said and st.session_state[LIKELY])
    chart = cash_chart(path, view.language, names, likely=likely)
    if chart is None:
        paragraph(cash_sentence(path, view.language, names))
    else:
        show_chart(chart, tag="h2")
        paragraph(said if likely else "")
    if remarks := cash_remarks(path, view.language, names):
        draw(bullets(remarks))
    if chart is not None:
        section(view.say("calendar.months"))
        heads = dict(zip(chart.table.columns, ("heading", "number", "number", "number", "words"), strict=True))
        rows = chart.table.itertuples(index=False, name=None)
        with st.container(key="calendar-months"):
            draw(framed_table(heads, rows, caption=view.say("calendar.months")))
    undated()


def undated() -> None:
    """Whose gifts, and which tranches, are due without a day."""
    view = current_view()
    rows = [
        (each.donor or view.metrics.names.get(each.programme, each.programme), exact_euros(each.cents, view.language))
        for each in view.metrics.cash.undated
        if each.cents is not None
    ]
    if rows:
        section(view.say("calendar.undated"), note=view.say("calendar.undated_note"))
        heads = {view.say("calendar.who"): "words", words("charts.columns.amount", view.language): "number"}
        draw(framed_table(heads, rows, caption=view.say("calendar.undated")))


view = current_view()
title(view, view.say("menu.calendrier"), subtitle=view.say("calendar.subtitle"))
cash()
