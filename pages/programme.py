"""One programme: who, where, when, its money, its hours and people, its steps, its text."""

from fund.charts.people import course_enrolments, hours_by_kind, hours_received_by_kind, participant_steps
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
from pages.parts.programme.identity import identity
from pages.parts.programme.programme_tables import places, tender, tranches, unconverted
from pages.parts.session.view import View, current_view
from pages.parts.show.chart import chart_grid, show_chart
from pages.parts.show.key_figures import KeyFigure, key_figures
from pages.parts.show.notes import planned_note, ratio_note
from pages.parts.show.page_head import section, title
from pages.parts.show.stories import stories


def figures(programme: ProgrammeMetrics, view: View) -> list[KeyFigure]:
    """Budget first, known or not; then what is known, at most five."""
    latest = programme.latest_tranche
    chosen = [
        KeyFigure(programme.spent, note=ratio_note(programme.budget_share, view)),
        *([KeyFigure(latest.share)] if latest and latest.share.value else []),
        KeyFigure(programme.hours.delivered, note=planned_note(programme.hours, view)),
        KeyFigure(programme.hours.received),
        KeyFigure(programme.places),
        KeyFigure(programme.enrolments),
        KeyFigure(programme.balance),
    ]
    return [KeyFigure(programme.allocated), *(figure for figure in chosen if figure.metric.is_known)][:5]


view = current_view()
programme = view.metrics.programme(view.programme)
title(view, programme.name, subtitle=programme.summary)
identity(programme, view)
key_figures(figures(programme, view), view, key="programme")

if programme.tranches:
    section(words("programmes.tranches", view.language))
    chart_grid(
        [
            tranche_shares(programme=programme, language=view.language),
            spending_over_time(programme=programme, language=view.language),
        ]
    )
    tranches(programme, view)

if len(programme.by_category) or len(programme.by_supplier) or programme.tender:
    section(view.say("programme.expenses"))
    chart_grid(
        [
            spending_by_category(programme=programme, language=view.language),
            spending_by_supplier(programme=programme, language=view.language),
            spending_by_month(programme=programme, language=view.language),
        ]
    )
    tender(programme, view)
    unconverted(programme, view)

if len(programme.hours.by_kind):
    section(words("programmes.hours", view.language), note=words("figures.hours_note", view.language))
    chart_grid(
        [
            hours_by_kind(metrics=programme.hours, language=view.language),
            hours_received_by_kind(metrics=programme.hours, language=view.language),
        ]
    )

if len(programme.steps) or len(programme.courses):
    section(view.say("programme.people"))
    chart_grid(
        [
            participant_steps(programme=programme, language=view.language),
            course_enrolments(programme=programme, language=view.language),
        ]
    )

places(programme, view)
if len(programme.milestones):
    section(words("programmes.milestones", view.language))
    show_chart(
        milestone_timeline(milestones=programme.milestones, as_of=view.dataset.fund.as_of, language=view.language)
    )
stories(programme.stories, view)
