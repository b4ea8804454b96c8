"""The charts of people and places: steps, courses, sites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fund.charts.bar_rows import NOTHING, Bar, bar_plot, lines, listing, series
from fund.charts.chart import Chart, cells, choice, knows, remark, table
from fund.charts.plot import Hue, Measure, Plot, Shape
from fund.metric import Unit
from fund.metrics.result import ProgrammeMetrics
from fund.model import Record, records
from fund.wording import Language, count, words
from fund.wording.figures import amount, number_or_unknown, value_in_sentence

TOP_SITES = 20
COURSES = {Hue.RECEIVED: "", Hue.PLANNED: "planned", Hue.REST: "cancelled"}
"""The status of a course that each colour says; the first says all the others."""


def participant_steps(*, programme: ProgrammeMetrics, language: Language) -> Chart | None:
    """How many people stood at each step, in the workbook's order; None where no step is given."""
    steps = [row for row in records(programme.steps) if row["count"] is not None]
    if not steps:
        return None
    plot = steps_plot(steps, language)
    return Chart(
        code="participant_steps",
        title=words("charts.participant_steps.title", language, listing=listing(plot, language, most=3)),
        plot=replace(plot, alt=words("charts.participant_steps.alt", language, listing=plot.alt)),
        table=table({"step": list(map(str, plot.categories)), "people": plot.series[0].labels}, language),
    )


def steps_plot(steps: Sequence[Record], language: Language) -> Plot:
    """How many people stood at each of these steps; all are known."""
    told = [count(int(row["count"]), language) for row in steps]
    bars = [
        Bar(value=int(row["count"]), label=said, hover=lines(str(row["step"]), said))
        for row, said in zip(steps, told, strict=True)
    ]
    found = series(words("charts.series.people", language), Hue.RECEIVED, bars, language)
    return bar_plot([str(row["step"]) for row in steps], found, language, measure=Measure.COUNT)


def course_enrolments(*, programme: ProgrammeMetrics, language: Language) -> Chart | None:
    """Enrolments by course, what is to come told by hatching and by words; None where there is no course."""
    courses = records(programme.courses)
    if not courses:
        return None
    plot = courses_plot(courses, language)
    planned = sum(row["status"] == "planned" for row in courses)
    return Chart(
        code="course_enrolments",
        title=words(
            "charts.course_enrolments.title",
            language,
            n=len(courses),
            courses=count(len(courses), language),
            coming=words("charts.course_enrolments.coming", language, number=count(planned, language))
            if planned
            else "",
            enrolled=value_in_sentence(programme.enrolments, language),
        ),
        plot=replace(plot, alt=words("charts.course_enrolments.alt", language, listing=plot.alt)),
        table=table(
            {
                "course": [row["title"] for row in courses],
                "enrolled": [number_or_unknown(row["enrolled"], Unit.COUNT, language) for row in courses],
                "status": [choice("courses", "status", row["status"], language) for row in courses],
            },
            language,
        ),
        source=cells(programme.enrolments),
    )


def courses_plot(courses: Sequence[Record], language: Language) -> Plot:
    """Enrolments by course; those of courses to come and of courses cancelled are series of their own."""
    hues = [next((hue for hue, status in COURSES.items() if status == row["status"]), Hue.RECEIVED) for row in courses]
    bars = [_course(row, language) for row in courses]
    found = [
        drawn
        for hue, status in COURSES.items()
        if hue in hues
        for drawn in series(
            choice("courses", "status", status, language) if status else words("charts.series.people", language),
            hue,
            [bar if own is hue else NOTHING for bar, own in zip(bars, hues, strict=True)],
            language,
        )
    ]
    return bar_plot([str(row["title"]) for row in courses], found, language, measure=Measure.COUNT)


def site_progress(*, programme: ProgrammeMetrics, language: Language) -> Chart | None:
    """What was spent of each place's budget, the largest budgets first; None where no amount is known."""
    sites = [row for row in records(programme.sites) if knows(row, "budget_cents", "spent_cents")]
    if not sites:
        return None
    sites.sort(key=lambda row: -(row["budget_cents"] or 0))
    plot = _sites_plot(sites[:TOP_SITES], language)
    everywhere = records(programme.sites)
    finished, others = sum(row["status"] == "finished" for row in everywhere), len(everywhere) - len(plot.categories)
    fields = {"n": finished, "number": count(finished, language), "places": count(len(everywhere), language)}
    shown_first = listing(plot, language, most=5)
    return Chart(
        code="site_progress",
        title=words("charts.site_progress.title", language, **fields),
        plot=replace(plot, alt=words("charts.site_progress.alt", language, listing=shown_first, **fields)),
        table=table(
            {
                "place": [row["place"] for row in everywhere],
                "country": [row["country"] or "" for row in everywhere],
                "allocated": [amount(row["budget_cents"], language) for row in everywhere],
                "spent": [amount(row["spent_cents"], language) for row in everywhere],
                "status": [choice("sites", "status", row["status"], language) for row in everywhere],
            },
            language,
        ),
        note=remark("and_others", others, language),
    )


def _course(row: Record, language: Language) -> Bar:
    status = choice("courses", "status", row["status"], language)
    if row["enrolled"] is None:
        return Bar(value=None, detail=f"{status} · {words('figures.unknown', language)}")
    enrolled = int(row["enrolled"])
    told = words("charts.enrolled", language, n=enrolled, number=count(enrolled, language))
    return Bar(value=enrolled, label=told, detail=status, hover=lines(str(row["title"]), told, status))


def _sites_plot(sites: Sequence[Record], language: Language) -> Plot:
    """What was spent of each budget, over it; an overspend in another colour."""
    whole, spent = [_budget(row, language) for row in sites], [_spent(row, language) for row in sites]
    within = [NOTHING if _is_over(row) else bar for row, bar in zip(sites, spent, strict=True)]
    beyond = [bar if _is_over(row) else NOTHING for row, bar in zip(sites, spent, strict=True)]
    found = [
        *series("", Hue.REST, whole, language),
        *series("", Hue.SPENT, within, language),
        *series("", Hue.BROKEN, beyond, language),
    ]
    names = [str(row["place"]) for row in sites]
    return bar_plot(names, found, language, measure=Measure.EUROS, shape=Shape.OVERLAID)


def _is_over(row: Record) -> bool:
    budget, spent = row["budget_cents"], row["spent_cents"]
    return budget is not None and spent is not None and spent > budget


def _budget(row: Record, language: Language) -> Bar:
    return Bar(value=(row["budget_cents"] or 0) / 100, hover=_site(row, language))


def _spent(row: Record, language: Language) -> Bar:
    spent = row["spent_cents"]
    said = amount(spent, language)
    return Bar(
        value=None if spent is None else spent / 100,
        label=words("charts.over", language, share=said) if _is_over(row) else said,
        detail=words("charts.of_budget", language, whole=amount(row["budget_cents"], language)),
        hover=_site(row, language),
    )


def _site(row: Record, language: Language) -> str:
    whole = words("charts.of_budget", language, whole=amount(row["budget_cents"], language))
    status = choice("sites", "status", row["status"], language)
    return lines(str(row["place"]), amount(row["spent_cents"], language), whole, status)
