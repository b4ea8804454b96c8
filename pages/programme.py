"""One programme: who, where, when, its money, its hours and people, its steps, its text."""

from fund.charts.people import course_enrolments, hours_by_kind, hours_received_by_kind, participant_steps
from fund.charts.photo_line import photo_lines
from fund.charts.shares import tranche_shares
from fund.charts.spending import (
    spending_by_category,
    spending_by_month,
    spending_by_supplier,
    spending_over_time,
)
from fund.charts.timeline import milestone_timeline
from fund.metrics.result import ProgrammeMetrics
from fund.wording import words
from pages.parts.programme.programme_cards import identity
from pages.parts.programme.programme_tables import places, results, tender, tranches, unconverted, works
from pages.parts.session.photo_rights import photos_here
from pages.parts.session.view import View, current_view
from pages.parts.show.chart import chart_grid, show_chart
from pages.parts.show.key_figures import KeyFigure, first_and_known, key_figures, planned_note, ratio_note
from pages.parts.show.page_head import section, stories, title
from pages.parts.show.period_head import period_head
from pages.parts.show.photo_gallery import photo_gallery


def figures(programme: ProgrammeMetrics, view: View) -> list[KeyFigure]:
    """Budget first, known or not (of what has not begun only where it is known); then what is known, at most five."""
    latest = programme.latest_tranche
    chosen = [
        KeyFigure(programme.allocated),
        KeyFigure(programme.spent, note=ratio_note(programme.budget_share, view)),
        *([KeyFigure(latest.share)] if latest and latest.share.value else []),
        KeyFigure(programme.hours.delivered, note=planned_note(programme.hours, view)),
        KeyFigure(programme.hours.received),
        KeyFigure(programme.places),
        KeyFigure(programme.planned_places),
        KeyFigure(programme.enrolments),
        KeyFigure(programme.balance),
    ]
    told = first_and_known(chosen)
    return told if len(told) < 2 or programme.allocated.is_known or programme.status != "preparation" else told[1:]


view = current_view()
programme = view.metrics.programme(view.programme)
title(view, programme.name, subtitle=programme.summary)
period_head(view, programme=programme.code)
identity(programme, view)
key_figures(figures(programme, view), view, key="programme")

results(programme, view)
photo_gallery(photo_lines(photos_here(view, programme.code), view.language), view)

if programme.tranches:
    section(words("programmes.tranches", view.language))
    chart_grid([chart(programme=programme, language=view.language) for chart in (tranche_shares, spending_over_time)])
    tranches(programme, view)

spending = [
    chart(programme=programme, language=view.language)
    for chart in (spending_by_category, spending_by_supplier, spending_by_month)
]
if any(spending) or programme.tender or len(programme.unconverted):
    section(view.say("programme.expenses"))
    chart_grid(spending)
    tender(programme, view)
    unconverted(programme, view)

works(programme, view)
hours = [chart(metrics=programme.hours, language=view.language) for chart in (hours_by_kind, hours_received_by_kind)]
if any(hours):
    section(words("programmes.hours", view.language), note=words("figures.hours_note", view.language))
    chart_grid(hours)

people = [chart(programme=programme, language=view.language) for chart in (participant_steps, course_enrolments)]
if any(people):
    section(view.say("programme.people"))
    chart_grid(people)

places(programme, view)
timeline = milestone_timeline(milestones=programme.milestones, as_of=view.dataset.fund.as_of, language=view.language)
if timeline:
    section(words("programmes.milestones", view.language))
    show_chart(timeline)
stories(programme.stories, view)
