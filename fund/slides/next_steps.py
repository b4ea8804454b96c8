"""A programme's slide on what comes next: the next release, payments and events to come, courses."""

from __future__ import annotations

from collections.abc import Iterator

from fund.metrics.result import ProgrammeMetrics
from fund.model import Record, records
from fund.slides.deck_input import DeckInput
from fund.slides.parts import foot, short_name
from fund.slides.slide import Slide, SlideKind
from fund.slides.text_layout import headline, listed, plain
from fund.wording import Language, count, moment, words
from fund.wording.dates import moment_or_undated
from fund.wording.figures import release_form, release_sentence, value_in_sentence

RELEASES = {True: "met", False: "not_met", None: "unknown"}
"""Whether the condition of a payment is met, and what the sentence about it is called."""


def next_slide(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Slide | None:
    """None where nothing is said to come."""
    coming = [row for row in records(programme.milestones) if row["status"] == "planned"]
    courses = [row for row in records(programme.courses) if row["status"] == "planned"]
    release = programme.next_release
    lines = [
        *([release_sentence(release, language, amount=programme.amount_of(release.tranche))] if release else []),
        *_payments(programme, language),
        *(_event(row, language) for row in coming),
        *(_course(row, language) for row in courses),
    ]
    if not lines:
        return None
    return Slide(
        code="next",
        kind=SlideKind.NEXT,
        title=_title(programme, coming, courses, language),
        lines=listed(lines, language),
        foot=foot(material, language, (release.share, release.to_justify) if release else ()),
    )


def _title(programme: ProgrammeMetrics, coming: list[Record], courses: list[Record], language: Language) -> str:
    names, release = {"programme": short_name(programme)}, programme.next_release
    if release is not None:
        missing = value_in_sentence(release.to_justify, language)
        form = release_form(release)
        return headline(f"next.title_{form}", language, names, number=release.tranche, missing=missing)
    if coming:
        names["event"], date = (
            str(coming[0]["title"]),
            moment_or_undated(coming[0]["date"], coming[0]["date_precision"], language),
        )
        return headline("next.title_event", language, names, date=date)
    number = len(courses) or sum(each.paid_on is None for each in programme.tranches)
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


def _course(row: Record, language: Language) -> str:
    enrolled, title = row["enrolled"], plain(str(row["title"]))
    if enrolled is None:
        return words("slides.next.course_unknown", language, title=title)
    return words("slides.next.course", language, n=int(enrolled), title=title, number=count(int(enrolled), language))
