"""The overview: what was raised, what was done, what is left, what to decide and to ask; then money and time."""

import streamlit as st

from fund.charts.money import where_the_money_is
from fund.charts.timeline import milestone_timeline
from fund.wording.figures import hours_received
from fund.wording.givers import donors_apart
from pages.parts.meeting.to_settle import to_settle
from pages.parts.programme.programme_cards import programmes_done
from pages.parts.session.view import View, current_view
from pages.parts.show.chart import show_chart
from pages.parts.show.key_figures import (
    MOST,
    KeyFigure,
    key_figures,
    ratio_note,
)
from pages.parts.show.page_head import section, stories, title
from pages.parts.show.period_head import period_head


def figures(view: View) -> list[KeyFigure]:
    """What was raised, what was done with it and what is left, the known ones of them; at most five.

    Where neither remainder is known, that is said once.
    """
    metrics = view.metrics
    remainders = [KeyFigure(metrics.balance), KeyFigure(metrics.unallocated)]
    if not any(each.metric.is_known for each in remainders):
        remainders = [KeyFigure(metrics.unallocated, label=view.say("overview.remainders"))]
    raised = KeyFigure(metrics.contributions.raised, note=donors_apart(metrics.contributions, view.language))
    spent = KeyFigure(metrics.spent, note=ratio_note(metrics.delivery_rate, view))
    hours = KeyFigure(metrics.hours.delivered, note=hours_received(metrics.hours.received, view.language))
    others = (spent, *remainders, hours, KeyFigure(metrics.transferred))
    return [raised, *(each for each in others if each.metric.is_known or each.label)][:MOST]


view = current_view()
fund = view.dataset.fund
title(view, fund.name or view.fund.code, subtitle=fund.crisis)
period_head(view)
key_figures(figures(view), view, key="overview")

done, settle = st.columns([3, 2], gap="large")
with done:
    section(view.say("overview.done"))
    programmes_done(view)
# What is to be settled is of now.
if view.whole is None:
    with settle:
        to_settle(view)

show_chart(where_the_money_is(metrics=view.metrics, language=view.language))
show_chart(
    milestone_timeline(
        milestones=view.metrics.milestones, as_of=fund.as_of, language=view.language, names=view.metrics.short_names
    )
)
stories(view.metrics.stories, view)
