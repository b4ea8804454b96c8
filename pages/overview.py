"""The overview: the fund in a few figures, where the money is, each programme, what comes next."""

import streamlit as st

from fund.charts.money import where_the_money_is
from fund.charts.timeline import milestone_timeline
from fund.wording.figures import hours_received
from fund.wording.givers import donors_apart
from pages.parts.meeting.decisions import to_do
from pages.parts.programme.programme_cards import programme_cards
from pages.parts.session.view import View, current_view
from pages.parts.show.chart import show_chart
from pages.parts.show.findings_list import attention
from pages.parts.show.key_figures import (
    KeyFigure,
    first_and_known,
    key_figures,
    ratio_note,
)
from pages.parts.show.page_head import section, stories, title
from pages.parts.show.period_head import period_head


def figures(view: View) -> list[KeyFigure]:
    """The figures a committee asks for first, the known ones of them, at most five."""
    metrics = view.metrics
    shares = [
        KeyFigure(tranche.share, note=programme.name)
        for programme in metrics.programmes
        for tranche in programme.tranches
        if tranche.share.is_declared
    ]
    chosen = [
        KeyFigure(metrics.contributions.raised, note=donors_apart(metrics.contributions, view.language)),
        KeyFigure(metrics.transferred),
        KeyFigure(metrics.spent, note=ratio_note(metrics.delivery_rate, view)),
        *shares[:1],
        KeyFigure(metrics.balance),
        KeyFigure(metrics.hours.delivered, note=hours_received(metrics.hours.received, view.language)),
    ]
    return first_and_known(chosen)


view = current_view()
fund = view.dataset.fund
title(view, fund.name or view.fund.code, subtitle=fund.crisis)
period_head(view)
key_figures(figures(view), view, key="overview")

left, right = st.columns([3, 2], gap="large")
with left:
    show_chart(where_the_money_is(metrics=view.metrics, language=view.language))
with right:
    # What is to be looked at is of now.
    if view.whole is None:
        attention(view)
    to_do(view)

section(view.say("overview.programmes"))
programme_cards(view)
show_chart(
    milestone_timeline(
        milestones=view.metrics.milestones, as_of=fund.as_of, language=view.language, names=view.metrics.names
    )
)
stories(view.metrics.stories, view)
