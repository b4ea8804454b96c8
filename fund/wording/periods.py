"""Periods in words, and the one way to say what a period holds of a figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from babel.dates import format_date

from fund.metric import Metric
from fund.period import Period
from fund.wording.dates import day, month
from fund.wording.figures import label, pair, value_in_sentence, with_basis
from fund.wording.language import Language, conventions, words
from fund.wording.numbers import count


def period_name(period: Period, language: Language) -> str:
    """« avril à septembre 2026 », « 2025 », « du 3 mai au 15 juin 2023 », « depuis la séance du 5 mars 2026 »."""
    if period.meeting is not None:
        shown, held = period.start - timedelta(days=1), day(period.meeting, language)
        form = "since_meeting" if shown == period.meeting else "since_shown"
        return words(f"dates.periods.{form}", language, date=held, closing=day(shown, language))
    if period.year is not None:
        return str(period.year)
    start, end = period.start, period.end
    if start == end:
        return words("dates.periods.day", language, day=day(start, language))
    if start.day > 1 or (end + timedelta(days=1)).day > 1:
        return words("dates.periods.days", language, start=day(start, language), end=day(end, language))
    if (start.year, start.month) == (end.year, end.month):
        return month(end, language)
    alone = str(format_date(start, format="LLLL", locale=conventions(language).locale))
    first = alone if start.year == end.year else month(start, language)
    return words("dates.periods.months", language, start=first, end=month(end, language))


def named_period(period: Period, language: Language) -> str:
    """« période : avril à septembre 2026 », beside the date that figures are as of."""
    return words("figures.period.named", language, period=period_name(period, language))


def part_of_period(part: Metric, period: Period, language: Language, *, exact: bool = False) -> str:
    """« dont sur la période (avril à septembre 2026) : 157 800 € », beside the figure as a whole."""
    value = value_in_sentence(part, language, exact=exact)
    if period.meeting is None:
        return words("figures.period.part", language, period=period_name(period, language), value=value)
    # Which figures the meeting saw is said once, where the period is named.
    name = words("dates.periods.since_meeting", language, date=day(period.meeting, language))
    return words("figures.period.part_since", language, period=name, value=value)


def short_part(part: Metric, period: Period, language: Language) -> str:
    """The same where the period is named beside it: « dont sur la période : 157 800 € »."""
    if period.meeting is not None:
        return part_of_period(part, period, language)
    return words("figures.period.part_short", language, value=value_in_sentence(part, language))


def undated_note(undated: Sequence[Metric], language: Language, *, photos: int = 0) -> str:
    """What is in no period, with its euros: « Sans date, donc dans aucune période : … »; empty where there is none."""
    said = [
        with_basis(pair(label(each, language), value_in_sentence(each, language), language), each, language)
        for each in undated
    ]
    if photos:
        said.append(words("figures.period.photos", language, n=photos, count=count(photos, language)))
    listing = words("givers.separator", language).join(said)
    return words("figures.period.undated", language, listing=listing) if said else ""


def began_before(rows: int, language: Language) -> str:
    """« 2 lignes ont commencé avant la période et y comptent en entier »; empty where none did."""
    return words("figures.period.began_before", language, n=rows, count=count(rows, language)) if rows else ""


def period_notes(
    period: Period, language: Language, *, closing: date | None, begun: int, undated: str
) -> tuple[str, ...]:
    """What is to be known of a period's figures: up to when they are known, what began before it, what is in none.

    The last is the sentence of `undated_note`.
    """
    until = ""
    if closing is not None and period.end > closing:
        key = "known_until" if period.start <= closing else "not_known"
        until = words(f"figures.period.{key}", language, date=day(closing, language))
    notes = (until, began_before(begun, language), undated)
    return tuple(note for note in notes if note)


def situation_note(when: date, undatable: Sequence[Metric], language: Language) -> str:
    """What an earlier day counts, then what is not known of that day, with what it is now."""
    said = words("figures.period.situation", language, date=day(when, language))
    known = [pair(label(each, language), value_in_sentence(each, language), language) for each in undatable]
    listing = words("givers.separator", language).join(known)
    return f"{said} {words('figures.period.undatable', language, listing=listing)}" if known else said
