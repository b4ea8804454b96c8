"""The overview: what was raised, what was done, what is left, what to decide and to ask; then money and time."""

import streamlit as st

from fund.charts.cash import cash_sentence
from fund.charts.money import where_the_money_is
from fund.charts.photo_line import photo_lines
from fund.charts.timeline import milestone_timeline
from fund.metrics.photos import in_period
from pages.parts.meeting.to_settle import corrected, to_settle
from pages.parts.programme.programme_cards import programmes_done
from pages.parts.session.photo_rights import photos_here
from pages.parts.session.view import current_view
from pages.parts.show.chart import show_chart
from pages.parts.show.first_figures import overview_figures
from pages.parts.show.key_figures import key_figures
from pages.parts.show.links import page_link
from pages.parts.show.markup import plain_label
from pages.parts.show.page_head import section, stories, title
from pages.parts.show.period_head import period_head
from pages.parts.show.photo_gallery import photo_gallery

view = current_view()
fund = view.dataset.fund
title(view, fund.name or view.fund.code, subtitle=fund.crisis, quoted=True)
photos = photos_here(view, "")
period_head(view, photos=photos)
corrected(view)
key_figures(overview_figures(view), view, key="overview")
if view.whole is None and view.metrics.cash.end is not None:
    page_link("calendar.py", plain_label(cash_sentence(view.metrics.cash, view.language, view.metrics.short_names)))

done, settle = st.columns([3, 2], gap="large")
with done:
    section(view.say("overview.done"))
    programmes_done(view)
# What is to be settled is of now.
if view.whole is None:
    with settle:
        to_settle(view)

show_chart(where_the_money_is(metrics=view.metrics, language=view.language), anchor="partie-argent")
show_chart(
    milestone_timeline(
        milestones=view.metrics.milestones, fund=fund, language=view.language, names=view.metrics.short_names
    ),
    anchor="partie-etapes",
)
photo_gallery(photo_lines(in_period(photos, view.period), view.language), view)
stories(view.metrics.stories, view)
