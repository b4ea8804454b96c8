"""Dates as the reader's language writes them, no more precise than they are known."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from fund.model import Moment, Precision
from fund.wording.catalogue import Language, locale, words


def day(when: date, language: Language, *, short: bool = False) -> str:
    """A full date: `30 juin 2023`; short: `30/06/2023`."""
    written = str(format_date(when, format="dd/MM/y" if short else "d MMMM y", locale=locale(language)))
    return f"1er{written[1:]}" if language == "fr" and when.day == 1 and not short else written


def month(when: date, language: Language, *, short: bool = False) -> str:
    """A month: `janvier 2024`; short: `janv. 2024`."""
    return str(format_date(when, format="MMM y" if short else "MMMM y", locale=locale(language)))


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
