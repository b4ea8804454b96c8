"""A programme's slide on its hours and its people."""

from __future__ import annotations

from collections.abc import Sequence

from fund.charts.labels import pair, stated
from fund.metrics.result import ProgrammeMetrics
from fund.rows import Record, records
from fund.slides.fit import ROWS_UNDER_FIGURES, headline, shortened
from fund.slides.making import figure, figures, foot, short_name
from fund.slides.material import Material
from fund.slides.plots import NOTHING, Bar, bars, end_to_end, series
from fund.slides.slide import Measure, Plot, Slide, SlideKind
from fund.wording import Language, count, hours, words


def hours_slide(programme: ProgrammeMetrics, material: Material, language: Language) -> Slide | None:
    """Hours where they are known, else people step by step, else enrolments; None where none of it is known."""
    steps = [row for row in records(programme.steps) if row["count"] is not None]
    courses = [row for row in records(programme.courses) if row["enrolled"] is not None]
    plot = _hours(programme, language) or _people(steps, "step", "count", language) or _enrolled(courses, language)
    if plot is None:
        return None
    delivered, planned = programme.hours.delivered, programme.hours.planned
    note = words("slides.note.planned", language, hours=stated(planned, language)) if planned.value else ""
    asked = (programme.hours.received, programme.enrolments)
    shown = [figure(delivered, material, language, note=note)] if delivered.is_known else []
    shown += [figure(each, material, language) for each in asked if each.is_known]
    return Slide(
        code="hours",
        kind=SlideKind.HOURS,
        title=_title(programme, steps, language),
        figures=figures(shown),
        plot=plot,
        note=_steps_words(steps, language) if delivered.is_known else "",
        foot=foot(material, language, (delivered, *asked)),
    )


def _title(programme: ProgrammeMetrics, steps: Sequence[Record], language: Language) -> str:
    names = {"programme": short_name(programme)}
    delivered, received = programme.hours.delivered, programme.hours.received
    if delivered.is_known:
        fields = {"delivered": stated(delivered, language), "received": stated(received, language)}
        return headline("hours.title" if received.is_known else "hours.title_delivered", language, names, **fields)
    if steps:
        names["step"] = str(steps[0]["step"])
        return headline("hours.title_people", language, names, number=count(int(steps[0]["count"]), language))
    number = int(programme.enrolments.value or 0)
    return headline("hours.title_courses", language, names, n=number, enrolled=stated(programme.enrolments, language))


def _hours(programme: ProgrammeMetrics, language: Language) -> Plot | None:
    """Hours delivered by kind of activity; what of those planned is still to be delivered comes after."""
    kinds = [row for row in records(programme.hours.by_kind) if row["hours_delivered"] is not None]
    listed = len(kinds) if len(kinds) <= ROWS_UNDER_FIGURES else ROWS_UNDER_FIGURES - 1
    rows = [_bar(str(row["kind"]), float(row["hours_delivered"]), language) for row in kinds[:listed]]
    coming = [_coming(row, language) for row in kinds[:listed]]
    if not rows:
        return None
    others = kinds[listed:]
    if others:
        name = words("slides.others.activities", language, n=len(others), number=count(len(others), language))
        rows.append(_bar(name, sum(float(row["hours_delivered"]) for row in others), language))
        coming.append(NOTHING)
    parts = [series("delivered", rows, language)]
    if any(bar is not NOTHING for bar in coming):
        parts.append(series("planned", coming, language))
    return end_to_end(parts, [row.name for row in rows], measure=Measure.HOURS, language=language)


def _bar(name: str, number: float, language: Language) -> Bar:
    return Bar(name=name, value=number, label=hours(number, language))


def _coming(row: Record, language: Language) -> Bar:
    planned, given = row["hours_planned"], float(row["hours_delivered"])
    if planned is None or planned <= given:
        return NOTHING
    label = words("slides.label.planned", language, hours=hours(float(planned), language))
    return Bar(name="", value=float(planned) - given, label=label)


def _people(rows: Sequence[Record], name: str, number: str, language: Language) -> Plot | None:
    listed = rows[:ROWS_UNDER_FIGURES]
    if not listed:
        return None
    found = [
        Bar(name=str(row[name]), value=int(row[number]), label=count(int(row[number]), language)) for row in listed
    ]
    return bars("people", found, measure=Measure.COUNT, language=language)


def _enrolled(courses: Sequence[Record], language: Language) -> Plot | None:
    return _people([row for row in courses if row["status"] != "cancelled"], "title", "enrolled", language)


def _steps_words(steps: Sequence[Record], language: Language) -> str:
    """« candidatures : 29 · retenues : 25 »."""
    said = (pair(str(row["step"]), count(int(row["count"]), language), language) for row in steps)
    return shortened(" · ".join(said))
