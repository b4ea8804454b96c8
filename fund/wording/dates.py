"""Dates as the reader's language writes them, no more precise than they are known."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from fund.model import Moment, Precision
from fund.wording.catalogue import words
from fund.wording.language import Language, conventions


def day(when: date, language: Language, *, short: bool = False) -> str:
    """A full date: `30 juin 2023`; short: `30/06/2023`."""
    form = conventions(language)
    pattern = form.short_day if short else form.first_day if when.day == 1 else form.day
    return str(format_date(when, format=pattern, locale=form.locale))


def month(when: date, language: Language, *, short: bool = False) -> str:
    """A month: `janvier 2024`; short: `janv. 2024`."""
    form = conventions(language)
    return str(format_date(when, format=form.short_month if short else form.month, locale=form.locale))


def moment(when: Moment, language: Language, *, short: bool = False) -> str:
    """A date as precise as it is known: `30 juin 2023`, `novembre 2023`, `été 2022`, `fin 2023`, `2022`."""
    match when.precision:
        case Precision.DAY:
            return day(when.day, language, short=short)
        case Precision.MONTH:
            return month(when.day, language, short=short)
        case Precision.YEAR:
            return str(when.day.year)
        case Precision.QUARTER:
            return words("dates.quarter", language, quarter=(when.day.month + 2) // 3, year=when.day.year)
        case _:
            return words(f"dates.{when.precision}", language, year=when.day.year)
