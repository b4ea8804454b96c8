"""What the fund has month by month: its sentence, what has to be said of it, and its chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from fund.charts.chart import Chart, chart, lines
from fund.charts.plot import Hue, Measure, Plot, PlotSeries, Point, Shape, Stroke
from fund.metrics.over_time.movements import CashPath, MonthOfCash, Movement, MovementKind, first_of, next_month
from fund.wording import Language, count, exact_euros, month, words
from fund.wording.figures import capitalised, pair, shortfall_in_sentence, signed, value_alone, value_in_sentence
from fund.wording.releases import release_sentence

PAST_MONTHS = 6
"""Months before the closing day that the chart begins with."""
MOST_NAMED = 3
LINES = MappingProxyType(
    {
        "expected": (Hue.RECEIVED, Stroke.SOLID),
        "published": (Hue.RECEIVED, Stroke.SOLID),
        "simulated": (Hue.PLANNED, Stroke.DASH),
        "likely": (Hue.COSTS, Stroke.DOT),
    }
)
"""How each line is drawn."""
Names = Mapping[str, str]  # What programmes are called, by their codes.


def cash_sentence(path: CashPath, language: Language, names: Names) -> str:
    """The first month short, by how much and for what, or what is left at the end; and payments without a sum."""
    said = known_cash_sentence(path, language, names)
    untold = [movement_name(each, language, names) for each in path.untold if each.kind is not MovementKind.GIFT]
    if path.end is None or not untold:
        return said
    return words("charts.cash.without", language, n=len(untold), sentence=said, first=untold[0])


def known_cash_sentence(path: CashPath, language: Language, names: Names) -> str:
    """The same where the payments nobody put a sum to are told beside it."""
    short, end = path.first_short, path.end
    if end is None:
        return words("charts.cash.unknown", language)
    if short is not None:
        causes = [_called(each, language, names) for each in short.movements if (each.cents or 0) < 0]
        listed = words("charts.separator", language).join(causes[:MOST_NAMED])
        form = "short_for" if listed else "short"
        missing, when = shortfall_in_sentence(path.figure(short.lowest), language), month(short.month, language)
        return words(f"charts.cash.{form}", language, month=when, missing=missing, causes=listed)
    left = value_in_sentence(end, language)
    if not path.dated:
        return words("charts.cash.nothing_dated", language, left=left)
    return words("charts.cash.lasts", language, left=left, month=month(path.months[-1].month, language))


def likely_sentence(path: CashPath, language: Language) -> str:
    """The same with what has no day and the running costs at their pace; empty where these change nothing."""
    likely, end = path.likely, path.likely.end
    if end is None or likely is path or likely.expected == path.expected:
        return ""
    form = "likely" if likely.first_short is None else "likely_short"
    short = likely.first_short or likely.months[-1]
    return words(
        f"charts.cash.{form}",
        language,
        added=words("committee.and", language).join(_added(path, language)),
        left=value_in_sentence(end, language),
        missing=shortfall_in_sentence(path.figure(short.lowest), language),
        month=month(short.month, language),
    )


def _added(path: CashPath, language: Language) -> Iterator[str]:
    """What the likely line adds to the known one."""
    if path.undated:
        cents = sum(each.cents or 0 for each in path.undated)
        yield words("charts.cash.added_undated", language, amount=signed(cents, "cents", language))
    if path.pace is not None and path.pace.cents:
        pace = value_in_sentence(path.figure(path.pace.over(1)).known_part, language)
        yield words("charts.cash.added_costs", language, amount=pace, months=count(path.pace.months, language))


def cash_remarks(path: CashPath, language: Language, names: Names) -> list[str]:
    """What is not counted or is waited for: amounts nobody told, days that passed, conditions that are not met."""
    gifts = [each for each in path.untold if each.kind is MovementKind.GIFT]
    untold = [_due(each, language, names) for each in path.untold if each not in gifts]
    if gifts:
        untold.append(words("charts.cash.gifts", language, n=len(gifts), number=count(len(gifts), language)))
    conditions = [
        pair(movement_name(each, language, names), release_sentence(each.release, language), language)
        for each in path.dated
        if each.release is not None
    ]
    late = [_called(each, language, names) for each in path.late[:MOST_NAMED]]
    told = {"untold": untold, "late": late, "waiting": conditions}
    remarks = [
        words(f"charts.cash.{key}", language, listing=words("charts.separator", language).join(found))
        for key, found in told.items()
        if found
    ]
    if path.pace is None and path.end is not None:
        remarks.append(words("charts.cash.no_pace", language))
    return remarks


def cash_chart(
    path: CashPath, language: Language, names: Names, *, supposed: CashPath | None = None, likely: bool = False
) -> Chart | None:
    """The cash at each month's end, what is supposed beside it, or what is only likely; None without a balance."""
    plot = cash_plot(path, language, names, supposed=supposed, likely=likely)
    if plot is None:
        return None
    shown = supposed or path
    told = (*path.past[-PAST_MONTHS:], *shown.until(_last(path, supposed)))
    return chart(
        "cash",
        plot,
        {
            "month": [month(each.month, language) for each in told],
            "cash": [value_alone(path.figure(each.cents), language, exact=True) for each in told],
            "paid_in": [exact_euros(each.received, language) if each.received else "" for each in told],
            "paid_out": [exact_euros(each.paid, language) if each.paid else "" for each in told],
            "movements": [
                words("charts.separator", language).join(_called(own, language, names) for own in each.movements)
                for each in told
            ],
        },
        language,
        form="" if supposed is None else "supposed",
        sentence=cash_sentence(shown, language, names),
        listing=_listing(shown, _last(path, supposed), language),
    )


def cash_plot(
    path: CashPath, language: Language, names: Names, *, supposed: CashPath | None = None, likely: bool = False
) -> Plot | None:
    """The lines of `cash_chart`, the ground under the months that are over, a ring at the first one short.

    Its words leave no room to those of published payments beside what is supposed.
    """
    if path.end is None:
        return None
    shown, last = supposed or path, _last(path, supposed)
    told = (*path.past[-PAST_MONTHS:], *path.until(last))
    days = [each.month for each in told]
    series = [_line("expected" if supposed is None else "published", path, told, days, language)]
    if supposed is not None:
        series.append(_line("simulated", supposed, (*path.past[-1:], *supposed.until(last)), days, language))
    elif likely and likely_sentence(path, language):
        series.append(_line("likely", path.likely, (*path.past[-1:], *path.likely.until(last)), days, language))
    ring = _ring(shown, language)
    if supposed is None or not ring:
        series[0] = replace(series[0], details=(*(_turn(each, language, names) for each in told), ""))
    return Plot(
        shape=Shape.STEPS,
        measure=Measure.EUROS,
        categories=(*days, next_month(last)),
        series=tuple(series),
        alt=words("charts.cash.alt", language, listing=_listing(shown, last, language)),
        points=ring,
        turn=first_of(path.begins) if path.past else None,
        sides=(words("charts.cash.observed", language), words("charts.cash.planned", language)),
    )


def _last(path: CashPath, supposed: CashPath | None) -> date:
    return max(each.months[-1].month for each in (path, supposed or path))


def _listing(path: CashPath, last: date, language: Language) -> str:
    said = (
        pair(month(each.month, language), value_alone(path.figure(each.cents), language), language)
        for each in path.until(last)
    )
    return words("charts.separator", language).join(said)


def _line(
    named: str, path: CashPath, months: Sequence[MonthOfCash], days: Sequence[date], language: Language
) -> PlotSeries:
    """What there is at each month's end, None in those that the line does not have."""
    found = {each.month: path.figure(each.cents) for each in months}
    figures = [found.get(each) for each in (*days, days[-1])]
    end, (hue, stroke) = value_alone(figures[-1] or path.balance, language), LINES[named]
    return PlotSeries(
        name=pair(words(f"charts.cash.lines.{named}", language), end, language),
        values=tuple(None if each is None else (each.value or 0) / 100 for each in figures),
        labels=(*[""] * len(days), end),
        hovers=(
            *(lines(month(day, language), value_alone(found[day], language)) if day in found else "" for day in days),
            "",
        ),
        hue=hue,
        stroke=stroke,
    )


def _ring(path: CashPath, language: Language) -> tuple[Point, ...]:
    """The first month in which the money runs short."""
    short = path.first_short
    if short is None:
        return ()
    said, missing = month(short.month, language), shortfall_in_sentence(path.figure(short.lowest), language)
    label, value = words("charts.cash.ring", language, missing=missing), short.cents / 100
    return (Point(day=short.month, value=value, label=label, detail=said, hover=lines(said, label), hue=Hue.BROKEN),)


def _turn(each: MonthOfCash, language: Language, names: Names) -> str:
    """The largest payment of a month and how many others there are, where the line turns for it."""
    paid = sorted((own for own in each.movements if (own.cents or 0) < 0), key=lambda own: own.cents or 0)
    if not paid or paid[0].kind is not MovementKind.TRANCHE:
        return ""
    first = _called(paid[0], language, names)
    return first if len(paid) == 1 else words("charts.cash.and_more", language, first=first, n=len(paid) - 1)


def _called(movement: Movement, language: Language, names: Names) -> str:
    """« L’eau potable, tranche 3 : −110 000 € »."""
    amount = words("figures.unknown", language) if movement.cents is None else signed(movement.cents, "cents", language)
    return pair(movement_name(movement, language, names), amount, language)


def _due(movement: Movement, language: Language, names: Names) -> str:
    """« L’eau potable, tranche 3 (avril 2027) »."""
    named = movement_name(movement, language, names)
    return named if movement.day is None else f"{named} ({month(movement.day, language)})"


def movement_name(movement: Movement, language: Language, names: Names) -> str:
    """« L’eau potable, tranche 3 », the donor, or what the money is for."""
    if movement.kind is MovementKind.TRANCHE:
        programme = names.get(movement.programme, movement.programme)
        number = "?" if movement.number is None else movement.number
        tranche = words("charts.tranche", language, tranche=number).lower()
        return f"{programme}, {tranche}" if programme else capitalised(tranche)
    return movement.donor or words(f"charts.cash.kinds.{movement.kind}", language)
