"""A programme's slide on its hours and its people."""

from __future__ import annotations

from collections.abc import Sequence

from fund.charts.people import courses_plot, hours_plot, steps_plot
from fund.charts.plot import Plot
from fund.metrics.result import ProgrammeMetrics
from fund.model import Record, records
from fund.slides.parts import figure, figures, foot, largest, short_name, slide_plot
from fund.slides.slide import DeckInput, Slide, SlideKind
from fund.slides.text_layout import ROWS_UNDER_FIGURES, headline, shortened
from fund.wording import Language, count, words
from fund.wording.figures import hours_planned, pair, value_in_sentence


def hours_slide(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Slide | None:
    """Hours where they are known, else people step by step, else enrolments; None where none of it is known."""
    steps = [row for row in records(programme.steps) if row["count"] is not None]
    plot = _plot(programme, steps, language)
    if plot is None:
        return None
    delivered, planned = programme.hours.delivered, programme.hours.planned
    note = hours_planned(planned, language)
    asked = (programme.hours.received, programme.enrolments)
    shown = [figure(delivered, material, language, note=note)] if delivered.is_known else []
    shown += [figure(each, material, language) for each in asked if each.is_known]
    # « candidatures : 29 · retenues : 25 »
    names = [words("charts.quoted", language, text=row["step"]) for row in steps]
    said = [pair(name, count(int(row["count"]), language), language) for name, row in zip(names, steps, strict=True)]
    return Slide(
        code="hours",
        kind=SlideKind.HOURS,
        title=_title(programme, steps, language),
        figures=figures(shown),
        plot=plot,
        note=shortened(" · ".join(said)) if delivered.is_known else "",
        foot=foot(material, language, (delivered, *asked)),
    )


def _title(programme: ProgrammeMetrics, steps: Sequence[Record], language: Language) -> str:
    names = {"programme": short_name(programme)}
    delivered, received = programme.hours.delivered, programme.hours.received
    if delivered.is_known:
        said = {"delivered": value_in_sentence(delivered, language), "received": value_in_sentence(received, language)}
        return headline("hours.title" if received.is_known else "hours.title_delivered", language, names, **said)
    if steps:
        names["step"] = str(steps[0]["step"])
        return headline("hours.title_people", language, names, number=count(int(steps[0]["count"]), language))
    number = int(programme.enrolments.value or 0)
    return headline(
        "hours.title_courses", language, names, n=number, enrolled=value_in_sentence(programme.enrolments, language)
    )


def _plot(programme: ProgrammeMetrics, steps: Sequence[Record], language: Language) -> Plot | None:
    """Hours by kind of activity, else people step by step, else enrolments by course."""
    kinds = [row for row in records(programme.hours.by_kind) if row["hours_delivered"] is not None]
    taught = [row for row in records(programme.courses) if row["enrolled"] is not None and row["status"] != "cancelled"]
    if kinds:
        shown = largest(kinds, "activities", "kind", ("hours_delivered",), language)
        return slide_plot(hours_plot(shown, language), language)
    if steps:
        return slide_plot(steps_plot(steps[:ROWS_UNDER_FIGURES], language), language)
    return slide_plot(courses_plot(taught[:ROWS_UNDER_FIGURES], language), language) if taught else None
