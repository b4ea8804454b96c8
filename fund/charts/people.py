"""The charts of people: step by step, enrolments by course, hours."""

from __future__ import annotations

from collections.abc import Sequence

from fund.charts.chart import NOTHING, Bar, Chart, bar_plot, chart, choice, knows, lines, listing, quoted
from fund.charts.plot import Hue, Measure, Plot, Shape
from fund.metric import Unit
from fund.metrics.result import HoursMetrics, ProgrammeMetrics
from fund.model import Record, records
from fund.wording import Language, count, hours, words
from fund.wording.figures import at_least, number_or_unknown, value_in_sentence

COURSES = {Hue.RECEIVED: "", Hue.PLANNED: "planned", Hue.REST: "cancelled"}
"""The status of a course that each colour says; the first says all the others."""


def participant_steps(*, programme: ProgrammeMetrics, language: Language) -> Chart | None:
    """How many people stood at each step, in the workbook's order; None where no step is given."""
    steps = [row for row in records(programme.steps) if row["count"] is not None]
    if not steps:
        return None
    plot = steps_plot(steps, language)
    return chart(
        "participant_steps",
        plot,
        {"step": list(map(str, plot.categories)), "people": plot.series[0].labels},
        language,
        first=listing(plot, language, most=3),
    )


def steps_plot(steps: Sequence[Record], language: Language) -> Plot:
    """How many people stood at each of these steps; all are known."""
    told = [count(int(row["count"]), language) for row in steps]
    bars = [
        Bar(value=int(row["count"]), label=said, hover=lines(str(row["step"]), said))
        for row, said in zip(steps, told, strict=True)
    ]
    names, people = [str(row["step"]) for row in steps], words("charts.series.people", language)
    return quoted(bar_plot(names, [(people, Hue.RECEIVED, bars)], language, measure=Measure.COUNT))


def course_enrolments(*, programme: ProgrammeMetrics, language: Language) -> Chart | None:
    """Enrolments by course, what is to come told by hatching and by words; None where there is no course."""
    courses = records(programme.courses)
    if not courses:
        return None
    plot = courses_plot(courses, language)
    planned = sum(row["status"] == "planned" for row in courses)
    coming = words("charts.course_enrolments.coming", language, number=count(planned, language)) if planned else ""
    return chart(
        "course_enrolments",
        plot,
        {
            "course": [row["title"] for row in courses],
            "enrolled": [number_or_unknown(row["enrolled"], Unit.COUNT, language) for row in courses],
            "status": [choice("courses", "status", row["status"], language) for row in courses],
        },
        language,
        n=len(courses),
        courses=count(len(courses), language),
        coming=coming,
        enrolled=value_in_sentence(programme.enrolments, language),
    ).about(programme.enrolments)


def courses_plot(courses: Sequence[Record], language: Language) -> Plot:
    """Enrolments by course; those of courses to come and of courses cancelled are series of their own."""
    hues = [next((hue for hue, status in COURSES.items() if status == row["status"]), Hue.RECEIVED) for row in courses]
    bars = [_course(row, language) for row in courses]
    series = [
        (
            choice("courses", "status", status, language) if status else words("charts.series.people", language),
            hue,
            [bar if own is hue else NOTHING for bar, own in zip(bars, hues, strict=True)],
        )
        for hue, status in COURSES.items()
    ]
    return quoted(bar_plot([str(row["title"]) for row in courses], series, language, measure=Measure.COUNT))


def _course(row: Record, language: Language) -> Bar:
    status = choice("courses", "status", row["status"], language)
    if row["enrolled"] is None:
        return Bar(value=None, detail=f"{status} · {words('figures.unknown', language)}")
    enrolled = int(row["enrolled"])
    told = words("charts.enrolled", language, n=enrolled, number=count(enrolled, language))
    return Bar(value=enrolled, label=told, detail=status, hover=lines(str(row["title"]), told, status))


def hours_by_kind(*, metrics: HoursMetrics, language: Language) -> Chart | None:
    """Hours delivered by kind of activity, against the hours planned; None where neither is known."""
    kinds = [row for row in records(metrics.by_kind) if knows(row, "hours_delivered", "hours_planned")]
    if not kinds:
        return None
    columns = ("hours_delivered", "hours_planned", "hours_received", "per_participant")
    plot = hours_plot(kinds, language)
    everything = records(metrics.by_kind)
    return chart(
        "hours_by_kind",
        plot,
        {
            "activity": [row["kind"] for row in everything],
            **{name: [_known_hours(row, name, language) for row in everything] for name in columns},
        },
        language,
        name=str(plot.categories[0]),
        part=plot.series[0].labels[0],
        total=value_in_sentence(metrics.delivered, language),
    ).about(metrics.delivered)


def hours_plot(kinds: Sequence[Record], language: Language) -> Plot:
    """Hours delivered by kind of activity; what of those planned is still to be delivered comes after."""
    series = (
        (words("charts.series.delivered", language), Hue.RECEIVED, [_delivered(row, language) for row in kinds]),
        (words("charts.series.planned", language), Hue.PLANNED, [_coming(row, language) for row in kinds]),
    )
    names = [str(row["kind"]) for row in kinds]
    return quoted(bar_plot(names, series, language, measure=Measure.HOURS, shape=Shape.STACKED))


def _delivered(row: Record, language: Language) -> Bar:
    given = row["hours_delivered"]
    said = _known_hours(row, "hours_delivered", language)
    return Bar(value=None if given is None else float(given), label=said, hover=_hours_told(row, language))


def _coming(row: Record, language: Language) -> Bar:
    """What is planned beyond what was delivered; that so much was planned is said either way."""
    planned = row["hours_planned"]
    if not planned:
        return NOTHING
    left = max(float(planned) - float(row["hours_delivered"] or 0), 0)
    return Bar(value=left, label=_planned(planned, language), hover=_hours_told(row, language))


def _hours_told(row: Record, language: Language) -> str:
    planned = row["hours_planned"]
    said = words("charts.hours_by_kind.given", language, hours=_known_hours(row, "hours_delivered", language))
    return lines(row["kind"], said, _planned(planned, language) if planned else "")


def _known_hours(row: Record, name: str, language: Language) -> str:
    """Hours of a kind of activity, at least so many where a row does not tell them."""
    return at_least(row[name], Unit.HOURS, language, partial=bool(row.get(f"{name}_unknown")))


def _planned(number: float, language: Language) -> str:
    return words("figures.hours_planned", language, hours=hours(float(number), language))
