"""How office programs write the numbers they hold: in charts and in cells.

A format code follows the reader's Windows for what parts thousands and decimals, so a chart's axis parts its
thousands itself: « 395 000 € » stays so on an English machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fund.charts.plot import Measure
from fund.metric import Unit
from fund.wording import Language
from fund.wording.language import conventions


def of_measure(measure: Measure, values: Iterable[float | None], language: Language) -> str:
    """The format of a chart's values, with decimals only where a value has some."""
    known = [value for value in values if value is not None]
    if measure is Measure.RATIO:
        whole = all(round(value * 100, 2).is_integer() for value in map(float, known))
        return _percent(language, digits=0 if whole else 2)
    whole = all(float(value).is_integer() for value in known)
    digits = 0 if whole else 2 if measure is Measure.EUROS else 1
    return _around(_number(digits), _pattern(measure, language))


def of_axis(measure: Measure, largest: float, language: Language) -> str:
    """The format of an axis's round numbers, thousands parted as the language does on any machine."""
    if measure is Measure.RATIO:
        return _percent(language, digits=0)
    group = str(conventions(language).locale.number_symbols["latn"]["group"])
    pattern = _pattern(measure, language)
    steps = [1e9, 1e6] if largest >= 1e9 else [1e6, 1e3]
    sections = [f"[>={step:.0f}]{_around(_grouped(step, group), pattern)}" for step in steps]
    return ";".join([*sections, _around("0", pattern)])


def of_unit(unit: Unit, language: Language) -> str:
    """The format of a cell that holds a figure: euros for cents, hours, days, percentages."""
    return {
        Unit.CENTS: _around(_number(2), conventions(language).euros),
        Unit.RATIO: _percent(language, digits=2),
        Unit.HOURS: "#,##0.0",
    }.get(unit, "#,##0")


def _number(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def _pattern(measure: Measure, language: Language) -> str:
    form = conventions(language)
    return {Measure.EUROS: form.euros, Measure.HOURS: form.hours}.get(measure, "{number}")


def _percent(language: Language, *, digits: int) -> str:
    number = "0" + ("." + "0" * digits if digits else "")
    return _around(number, conventions(language).percent)


def _around(number: str, pattern: str) -> str:
    """The format with what the language writes before and after a number; « % » acts only outside of quotes."""
    before, after = (re.sub("[^%]+", r'"\g<0>"', text) for text in pattern.split("{number}"))
    return f"{before}{number}{after}"


def _grouped(step: float, group: str) -> str:
    return "#" + f'"{group}"000' * ((len(f"{step:.0f}") - 1) // 3)
