"""How office programs write the numbers they hold: in charts and in cells.

A format code follows the reader's Windows for what parts thousands and decimals, so a chart's axis parts its
thousands itself: « 395 000 € » stays so on an English machine.
"""

from __future__ import annotations

from collections.abc import Iterable

from fund.charts.plot import Measure
from fund.metric import Unit
from fund.wording import Language
from fund.wording.catalogue import locale

_NBSP = "\u00a0"


def of_measure(measure: Measure, values: Iterable[float | None], language: Language) -> str:
    """The format of a chart's values, with decimals only where a value has some."""
    known = [value for value in values if value is not None]
    if measure is Measure.RATIO:
        whole = all(round(value * 100, 2).is_integer() for value in map(float, known))
        return _percent(language, digits=0 if whole else 2)
    whole = all(float(value).is_integer() for value in known)
    digits = 0 if whole else 2 if measure is Measure.EUROS else 1
    number = _number(digits)
    return {Measure.EUROS: _euros(number, language), Measure.HOURS: f'{number}"{_NBSP}h"'}.get(measure, number)


def of_axis(measure: Measure, largest: float, language: Language) -> str:
    """The format of an axis's round numbers, thousands parted as the language does on any machine."""
    if measure is Measure.RATIO:
        return _percent(language, digits=0)
    group = str(locale(language).number_symbols["latn"]["group"])
    steps = [1e9, 1e6, 1e3] if largest >= 1e9 else [1e6, 1e3]
    sections = [f"[>={step:.0f}]{_grouped(step, group)}" for step in steps[:2]] + ["0"]
    if measure is Measure.EUROS:
        sections = [_around_euro(section, language) for section in sections]
    elif measure is Measure.HOURS:
        sections = [f'{section}"{_NBSP}h"' for section in sections]
    return ";".join(sections)


def of_unit(unit: Unit, language: Language) -> str:
    """The format of a cell that holds a figure: euros for cents, hours, days, percentages."""
    return {
        Unit.CENTS: _euros(_number(2), language),
        Unit.RATIO: _percent(language, digits=2),
        Unit.HOURS: "#,##0.0",
    }.get(unit, "#,##0")


def _number(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def _euros(number: str, language: Language) -> str:
    return f'"€"{number}' if language == "en" else f'{number}"{_NBSP}€"'


def _percent(language: Language, *, digits: int) -> str:
    number = "0" + ("." + "0" * digits if digits else "")
    return f"{number}%" if language == "en" else f'{number}"{_NBSP}"%'


def _grouped(step: float, group: str) -> str:
    return "#" + f'"{group}"000' * ((len(f"{step:.0f}") - 1) // 3)


def _around_euro(section: str, language: Language) -> str:
    condition, bracket, number = section.rpartition("]")
    amount = f'"€"{number}' if language == "en" else f'{number}"{_NBSP}€"'
    return f"{condition}{bracket}{amount}"
