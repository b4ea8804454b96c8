"""The charts of people and places: steps, courses, sites."""

from __future__ import annotations

from fund.charts.bars import Mark, Row, bars, full, hatched, listing, track
from fund.charts.chart import Chart, cells, knows, table
from fund.charts.labels import amount, choice, hover, remark, shown, stated
from fund.charts.palette import Palette
from fund.metric import Unit
from fund.metrics.result import ProgrammeMetrics
from fund.rows import Record, records
from fund.wording import Language, count, words

TOP_SITES = 20


def participant_steps(*, programme: ProgrammeMetrics, language: Language, palette: Palette) -> Chart | None:
    """How many people stood at each step, in the workbook's order; None where no step is given."""
    steps = [row for row in records(programme.steps) if row["count"] is not None]
    if not steps:
        return None
    style = full(palette.blue, palette)
    rows = [
        Row(
            label=row["step"],
            end=(told := count(int(row["count"]), language)),
            marks=(Mark(length=int(row["count"]), style=style, hover=hover(row["step"], told)),),
        )
        for row in steps
    ]
    return Chart(
        code="participant_steps",
        title=words("charts.participant_steps.title", language, listing=listing(rows[:3], language)),
        figure=bars(rows, palette=palette),
        alt=words("charts.participant_steps.alt", language, listing=listing(rows, language)),
        table=table({"step": [row.label for row in rows], "people": [row.end for row in rows]}, language),
    )


def course_enrolments(*, programme: ProgrammeMetrics, language: Language, palette: Palette) -> Chart | None:
    """Enrolments by course, what is to come told by hatching and by words; None where there is no course."""
    courses = records(programme.courses)
    if not courses:
        return None
    rows = [_course(row, language, palette) for row in courses]
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
            enrolled=stated(programme.enrolments, language),
        ),
        figure=bars(rows, palette=palette),
        alt=words("charts.course_enrolments.alt", language, listing=listing(rows, language)),
        table=table(
            {
                "course": [row["title"] for row in courses],
                "enrolled": [shown(row["enrolled"], Unit.COUNT, language) for row in courses],
                "status": [choice("courses", "status", row["status"], language) for row in courses],
            },
            language,
        ),
        source=cells(programme.enrolments),
    )


def site_progress(*, programme: ProgrammeMetrics, language: Language, palette: Palette) -> Chart | None:
    """What was spent of each place's budget, the largest budgets first; None where no amount is known."""
    sites = [row for row in records(programme.sites) if knows(row, "budget_cents", "spent_cents")]
    if not sites:
        return None
    sites.sort(key=lambda row: -(row["budget_cents"] or 0))
    rows = [_site(row, language, palette) for row in sites[:TOP_SITES]]
    everywhere = records(programme.sites)
    finished, others = sum(row["status"] == "finished" for row in everywhere), len(everywhere) - len(rows)
    fields = {"n": finished, "number": count(finished, language), "places": count(len(everywhere), language)}
    return Chart(
        code="site_progress",
        title=words("charts.site_progress.title", language, **fields),
        figure=bars(rows, palette=palette),
        alt=words("charts.site_progress.alt", language, listing=listing(rows[:5], language), **fields),
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


def _course(row: Record, language: Language, palette: Palette) -> Row:
    status = choice("courses", "status", row["status"], language)
    if row["enrolled"] is None:
        return Row(label=row["title"], detail=f"{status} · {words('charts.unknown', language)}")
    enrolled = int(row["enrolled"])
    styles = {"planned": hatched(palette.ochre, palette), "cancelled": track(palette)}
    style = styles.get(row["status"], full(palette.blue, palette))
    told = words("charts.enrolled", language, n=enrolled, number=count(enrolled, language))
    mark = Mark(length=enrolled, style=style, hover=hover(row["title"], told, status))
    return Row(label=row["title"], end=told, detail=status, marks=(mark,))


def _site(row: Record, language: Language, palette: Palette) -> Row:
    budget, spent, status = row["budget_cents"], row["spent_cents"], choice("sites", "status", row["status"], language)
    whole = words("charts.of_budget", language, whole=amount(budget, language))
    told = hover(row["place"], amount(spent, language), whole, status)
    marks = [Mark(length=budget / 100, style=track(palette), hover=told)] if budget else []
    over = bool(budget is not None and spent and spent > budget)
    if spent:
        style = full(palette.red if over else palette.teal, palette)
        marks.append(Mark(length=spent / 100, style=style, hover=told))
    end = amount(spent, language)
    return Row(
        label=row["place"],
        end=words("charts.over", language, share=end) if over else end,
        detail=whole,
        marks=tuple(marks),
    )
