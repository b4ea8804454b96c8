"""The slides of a programme: what was done, results, one to three by what is known; then its photos."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from fund.charts.plot import Plot
from fund.metrics.cutoff import SINCE
from fund.metrics.result import ProgrammeMetrics
from fund.model import Record, records
from fund.slides.achievements import done_slide
from fund.slides.geometry import SUBTITLE
from fund.slides.parts import foot, short_name
from fund.slides.people import hours_slide
from fund.slides.photos import photos_slide
from fund.slides.programme_money import spending_slide, tranches_slide
from fund.slides.results import results_slide
from fund.slides.slide import DeckInput, Slide, SlideKind
from fund.slides.text_layout import NAME_LENGTH, headline, line_count, listed, plain, shortened
from fund.unwritable import slug
from fund.wording import Language, count, moment, words
from fund.wording.contract import choice_label
from fund.wording.dates import moment_or_undated
from fund.wording.figures import label, pair, value_in_sentence
from fund.wording.releases import release_form, release_sentence

MOST_SLIDES = 3
STORIES = ("difficulty", "next")
"""The natures of the texts whose titles say what is to be known of what comes next."""


def programme_slides(material: DeckInput, language: Language) -> Iterator[Slide]:
    """The slides of every programme, in the workbook's order."""
    prefixes: set[str] = set()
    for programme in material.fund.metrics.programmes:
        prefix = _prefix(programme, prefixes)
        prefixes.add(prefix)
        # In the order in which they are chosen: what comes next is told where there is room.
        builders = (tranches_slide, spending_slide, hours_slide, next_slide)
        found = [slide for build in builders if (slide := build(programme, material, language)) is not None]
        reached = results_slide(programme, material, language)
        seen = photos_slide(programme.code, short_name(programme), material, language)
        done = done_slide(programme, material, language)
        told = [each for each in (done, reached, *found[:MOST_SLIDES], seen) if each is not None]
        for number, slide in enumerate(told or [_unknown(programme, material, language)]):
            # Whose programme it is stands once, on the first of its slides.
            whose = "" if number else _subtitle(programme, language)
            yield replace(slide, code=f"{prefix}-{slide.code}", programme=programme.code, subtitle=whose)


def programme_plot(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Plot | None:
    """The chart that says the most of a programme: its tranches, else its spending, hours or results."""
    for build in (tranches_slide, spending_slide, hours_slide, results_slide):
        slide = build(programme, material, language)
        if slide is not None and slide.plot is not None:
            return slide.plot
    return None


def _prefix(programme: ProgrammeMetrics, taken: set[str]) -> str:
    """A programme's code as an address writes it, numbered where another programme's would be the same."""
    own = slug(programme.code) or "programme"
    numbered = (f"{own}-{number}" for number in range(2, len(taken) + 3))
    return own if own not in taken else next(each for each in numbered if each not in taken)


def _subtitle(programme: ProgrammeMetrics, language: Language) -> str:
    """The whole name where the title only has a part of it, the partner, the status, the country; as many as fit."""
    status = choice_label("programmes", "status", programme.status, language) if programme.status else ""
    whole = plain(programme.name)
    full = whole if short_name(programme) != whole or len(whole) > NAME_LENGTH else ""
    partner = plain(programme.partner)
    parts = [part for part in (full, "" if partner in full else partner, status, plain(programme.country)) if part]
    said = [" · ".join(parts[:most]) for most in range(len(parts), 0, -1)]
    return next(
        (line for line in said if line_count(line, SUBTITLE.size) == 1),
        shortened(said[-1], size=SUBTITLE.size) if said else "",
    )


def _unknown(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Slide:
    """A programme of which no money, hours or people are known: what is planned or done, what the workbook says."""
    sentences = re.split(r"(?<=[.!?])\s+", plain(programme.summary)) if programme.summary else []
    told = [*_places(programme, language), *_works(programme, language)]
    names, counted = {"programme": short_name(programme)}, programme.planned_places
    key = "title_planned" if counted.is_known else "title_unknown" if not told else "title_works"
    number = int(counted.value or 0) if counted.is_known else len(programme.works)
    return Slide(
        code="summary",
        kind=SlideKind.PROGRAMME,
        title=headline(f"programme.{key}", language, names, n=number, number=count(number, language)),
        lines=listed([*told, *sentences], language),
        foot=foot(material, language, (programme.allocated, programme.spent)),
    )


def _places(programme: ProgrammeMetrics, language: Language) -> Iterator[str]:
    """The places, those that are only planned apart: never counted as done."""
    sites = records(programme.sites)
    for figure, planned in ((programme.places, False), (programme.planned_places, True)):
        names = [str(row["place"]) for row in sites if (row["status"] == "planned") is planned and row["place"]]
        if figure.is_known and names:
            yield pair(label(figure, language), ", ".join(names), language)


def _works(programme: ProgrammeMetrics, language: Language) -> Iterator[str]:
    """The works by where they stand: « Activités prévues : …, … »."""
    by_status: dict[str, list[str]] = {}
    for row in records(programme.works):
        by_status.setdefault(str(row["status"] or ""), []).append(plain(str(row["activity"] or "")))
    for status, names in by_status.items():
        yield words(f"slides.programme.works_{status or 'untold'}", language, names=", ".join(names))


def next_slide(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Slide | None:
    """None where nothing is said to come."""
    texts = [row for row in records(programme.stories) if row["nature"] in STORIES and row["title"]]
    told = [words(f"slides.next.{row['nature']}", language, title=plain(str(row["title"]))) for row in texts]
    lines = [*next_lines(programme, language), *told]
    if not lines:
        return None
    # The title of one line alone would only say it again.
    events = [row for status in ("planned", SINCE) for row in _events(programme, status) if len(lines) > 1]
    release, courses = programme.next_release, _to_come(programme)
    if release is None and courses and (not events or events[0]["status"] == SINCE):
        # The title says that they are courses.
        lines = [*next_lines(programme, language, are_courses_led=False), *told]
    return Slide(
        code="next",
        kind=SlideKind.NEXT,
        title=_next_title(programme, events, courses, language),
        lines=listed(lines, language),
        foot=foot(material, language, (release.share, release.to_justify) if release else ()),
    )


def next_lines(programme: ProgrammeMetrics, language: Language, *, are_courses_led: bool = True) -> list[str]:
    """What comes next, a sentence each: payments, what is under way, events and courses to come, what came since.

    Courses are led by « Formation à venir : », unless what stands above them says so.
    """
    release, lead = programme.next_release, words("slides.next.course_lead", language) if are_courses_led else ""
    return [
        *([release_sentence(release, language, amount=programme.amount_of(release.tranche))] if release else []),
        *_payments(programme, language),
        *event_lines(programme.milestones, language, ("running", "planned")),
        *(_course(row, language, lead) for row in _to_come(programme)),
        *event_lines(programme.milestones, language, (SINCE,)),
    ]


def event_lines(milestones: pd.DataFrame, language: Language, states: Sequence[str]) -> Iterator[str]:
    """The events in those states, state by state; said to be what is under way, or what came since."""
    for state in states:
        for row in records(milestones[milestones["status"] == state]):
            event = _event(row, language)
            yield event if state == "planned" else words(f"slides.next.{state}", language, event=event)


def _events(programme: ProgrammeMetrics, status: str) -> list[Record]:
    return [row for row in records(programme.milestones) if row["status"] == status]


def _to_come(programme: ProgrammeMetrics) -> list[Record]:
    return [row for row in records(programme.courses) if row["status"] == "planned"]


def _next_title(programme: ProgrammeMetrics, events: list[Record], courses: list[Record], language: Language) -> str:
    names, release = {"programme": short_name(programme)}, programme.next_release
    if release is not None:
        missing = value_in_sentence(release.to_justify, language)
        excess = value_in_sentence(release.excess, language) if release.met and release.excess is not None else ""
        form = "met_but" if excess else release_form(release)
        return headline(f"next.title_{form}", language, names, number=release.tranche, missing=missing, excess=excess)
    if events and (events[0]["status"] != SINCE or not courses):
        names["event"] = str(events[0]["title"])
        date = moment_or_undated(events[0]["date"], events[0]["date_precision"], language)
        form = "title_since" if events[0]["status"] == SINCE else "title_event"
        return headline(f"next.{form}", language, names, date=date)
    payments = len(list(_payments(programme, language)))
    if not courses and not payments:
        since = _events(programme, SINCE)
        ahead = len(next_lines(programme, language)) > len(since) or "next" in programme.stories["nature"].tolist()
        form = "title" if ahead else "title_announced" if since else "title_difficulties"
        return headline(f"next.{form}", language, names)
    number = len(courses) or payments
    key = "next.title_courses" if courses else "next.title_payments"
    return headline(key, language, names, n=number, number=count(number, language))


def _payments(programme: ProgrammeMetrics, language: Language) -> Iterator[str]:
    """The tranches that have a day to be paid and are not."""
    for tranche in programme.tranches:
        if tranche.paid_on is None and tranche.planned_on is not None:
            date, amount = moment(tranche.planned_on, language), value_in_sentence(tranche.amount, language)
            yield words("slides.next.payment", language, date=date, number=tranche.number, amount=amount)


def _event(row: Record, language: Language) -> str:
    date = moment_or_undated(row["date"], row["date_precision"], language)
    said = words("slides.next.event", language, date=date, title=plain(str(row["title"])))
    description = plain(str(row["description"] or ""))
    return f"{said} ({description.rstrip('.')})" if description else said


def _course(row: Record, language: Language, lead: str) -> str:
    enrolled, title = row["enrolled"], lead + plain(str(row["title"]))
    key, number = ("course_unknown", 0) if enrolled is None else ("course", int(enrolled))
    return words(f"slides.next.{key}", language, n=number, title=title, number=count(number, language))
