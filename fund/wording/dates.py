"""Dates and periods as the reader's language writes them, no more precise than they are known."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date

from fund.model import FundIdentity, Moment, Precision, Record
from fund.wording.language import Language, conventions, has, words


def day(when: date, language: Language, *, short: bool = False) -> str:
    """A full date: `30 juin 2023`; short: `30/06/2023`."""
    form = conventions(language)
    pattern = form.short_day if short else form.first_day if when.day == 1 else form.day
    return str(format_date(when, format=pattern, locale=form.locale))


def clock(when: datetime, language: Language) -> str:
    """A day and its time: « 25 novembre 2026 à 14 h 05 »."""
    return words("dates.at", language, date=day(when.date(), language), hour=f"{when:%H}", minute=f"{when:%M}")


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


def moment_or_undated(when: datetime | None, precision: str | None, language: Language, *, short: bool = False) -> str:
    """A table's date with its precision (a day where it tells none), « sans date » where there is none."""
    if when is None:
        return words("dates.undated", language)
    return moment(Moment(when.date(), Precision(precision or Precision.DAY)), language, short=short)


def row_period(row: Record, language: Language) -> str:
    """The period of a row with a start and an end; empty where it tells neither."""
    start, end = (
        None if row[name] is None else Moment(row[name].date(), Precision(row[f"{name}_precision"] or Precision.DAY))
        for name in ("start", "end")
    )
    return period(start, end, language)


def as_of(when: Moment | None, language: Language) -> str:
    """Up to when figures count: « Arrêté au 30 juin 2026 », « Arrêté à l’été 2025 »."""
    return words("dates.as_of.unknown", language) if when is None else _by_precision("as_of", when, language)


def stopped(fund: FundIdentity, language: Language) -> str:
    """Up to when a fund's figures count; at an earlier day « Situation au 31 décembre 2025 »."""
    if not fund.earlier or fund.as_of is None:
        return as_of(fund.as_of, language)
    return words("dates.situation", language, date=moment(fund.as_of, language))


def standing(fund: FundIdentity, language: Language) -> str:
    """Up to when its figures count, and that it is closed: « Arrêté au 30 juin 2026 · fonds clos le 2 mai 2026 »."""
    until = stopped(fund, language)
    if fund.closed_on is None:
        return until
    form = "closed" if fund.is_closed else "to_close"
    return f"{until} · {_by_precision(form, fund.closed_on, language)}"


def dated(when: Moment, language: Language) -> str:
    """Of when a figure is: « au 30 juin 2026 », « à l’été 2025 »."""
    return _by_precision("dated", when, language)


def period(start: Moment | None, end: Moment | None, language: Language) -> str:
    """From when to when: « 3 mars 2023 – fin 2024 », « depuis le 3 mars 2023 », « jusqu’à novembre 2023 »."""
    if start is not None and end is not None:
        return words("dates.from_to", language, start=moment(start, language), end=moment(end, language))
    if start is not None:
        return _by_precision("since", start, language)
    return "" if end is None else _by_precision("until", end, language)


def before(when: date, language: Language) -> str:
    """By when something is due: « avant le 5 mai 2024 »."""
    return words("dates.before", language, date=day(when, language))


def payment(paid_on: Moment | None, planned_on: Moment | None, language: Language) -> str:
    """When a tranche was paid, or is to be: « versée le 3 mars 2023 », « prévue le … », « non communiqué »."""
    if paid_on is not None:
        return _by_precision("payment.paid_on", paid_on, language)
    if planned_on is not None:
        return _by_precision("payment.planned_on", planned_on, language)
    return words("figures.unknown", language)


def _by_precision(key: str, when: Moment, language: Language) -> str:
    own = f"dates.{key}.{when.precision}"
    return words(own if has(own, language) else f"dates.{key}.period", language, date=moment(when, language))
