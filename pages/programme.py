"""One programme: what was done, its money and tranches, its hours and people, places and steps, its whole text."""

from fund.charts.people import course_enrolments, hours_by_kind, participant_steps
from fund.charts.photo_line import photo_lines
from fund.charts.spending import spending_by_category, spending_by_supplier, spending_over_time
from fund.charts.timeline import milestone_timeline
from fund.committee.achievements import latest_text
from fund.metrics.photos import in_period
from fund.metrics.result import ProgrammeMetrics
from fund.wording import words
from fund.wording.figures import hours_planned
from pages.parts.programme.programme_cards import identity
from pages.parts.programme.programme_opening import WHOLE_STORY, anchor, contents, opening, story_titles, told_below
from pages.parts.programme.programme_tables import money, money_is_told, places, results, tender, unconverted, works
from pages.parts.session.photo_rights import photos_here
from pages.parts.session.view import View, current_view
from pages.parts.show.chart import chart_grid, show_chart
from pages.parts.show.key_figures import MOST, KeyFigure, key_figures
from pages.parts.show.page_head import fold, section, stories, title
from pages.parts.show.period_head import period_head
from pages.parts.show.photo_gallery import photo_gallery


def figures(programme: ProgrammeMetrics, view: View) -> list[KeyFigure]:
    """What was reached, the known figures of it: at most five."""
    latest = programme.latest_tranche
    chosen = [
        *([KeyFigure(latest.share)] if latest and latest.share.value else []),
        KeyFigure(programme.hours.delivered, note=hours_planned(programme.hours.planned, view.language)),
        KeyFigure(programme.hours.received),
        KeyFigure(programme.places),
        KeyFigure(programme.planned_places),
        KeyFigure(programme.enrolments),
    ]
    return [each for each in chosen if each.metric.is_known][:MOST]


view = current_view()
programme = view.metrics.programme(view.programme)
taken = photos_here(view, programme.code)
photos = photo_lines(in_period(taken, view.period), view.language)
made = (spending_over_time, spending_by_category, spending_by_supplier)
spent = [chart(programme=programme, language=view.language) for chart in made]
people = [
    hours_by_kind(metrics=programme.hours, language=view.language),
    participant_steps(programme=programme, language=view.language),
    course_enrolments(programme=programme, language=view.language),
]
below = told_below(programme, view)
timeline = milestone_timeline(milestones=programme.milestones, fund=view.dataset.fund, language=view.language)
told = money_is_told(programme)
there = {
    "fait": latest_text(programme) is not None or bool(photos) or bool(programme.results),
    "argent": told,
    "depenses": any(spent) or len(programme.unconverted) > 0 or (programme.tender is not None and not told),
    "personnes": any(people),
    "travaux": not programme.works.empty,
    "lieux": not programme.sites.empty,
    "etapes": timeline is not None,
    WHOLE_STORY: not below.empty,
}

title(view, programme.name, subtitle=programme.summary, quoted=True)
period_head(view, programme=programme.code, photos=taken)
identity(programme, view)
contents((part for part, shown in there.items() if shown), view)

known = figures(programme, view)
if there["fait"]:
    opening(programme, photos, known, view)
elif known:
    key_figures(known, view, key="programme")
results(programme, view)
if there["argent"]:
    money(programme, view)
    if not there["depenses"]:
        tender(programme, view)
if there["depenses"]:
    section(view.say("programme.expenses"), anchor=anchor("depenses"))
    chart_grid(spent)
    tender(programme, view)
    unconverted(programme, view)
if there["personnes"]:
    note = words("figures.hours_note", view.language) if programme.hours.delivered.is_known else ""
    section(view.say("programme.parts.personnes"), note=note, anchor=anchor("personnes"))
    chart_grid(people)
works(programme, view)
if there["lieux"]:
    places(programme, view)
photo_gallery(photos[1:], view)
if timeline is not None:
    with fold(timeline.title, key="etapes"):
        show_chart(timeline, anchor=anchor("etapes"))
if there[WHOLE_STORY]:
    with fold(story_titles(below, view), key=WHOLE_STORY):
        stories(below, view, anchor=anchor(WHOLE_STORY))
