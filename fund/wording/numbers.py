"""Numbers as the reader's language writes them.

Babel's `fr_FR` groups thousands with U+202F; where €, % and h stand is said in `texts/languages.toml`.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

from fund.wording.language import Language, conventions, words

NBSP = "\u00a0"


def decimal(number: float | Decimal, language: Language, *, digits: int = 0, fixed: bool = False) -> str:
    """A number with at most `digits` decimals (`fixed`: exactly that many), halves away from zero."""
    exact = number if isinstance(number, Decimal) else Decimal(repr(number) if isinstance(number, float) else number)
    rounded = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    places = ("0" if fixed else "#") * digits
    pattern = f"#,##0.{places}" if digits else "#,##0"
    return str(format_decimal(rounded, format=pattern, locale=conventions(language).locale)).replace("-", "\u2212")


def money(cents: int, currency: str, language: Language) -> str:
    """Whole cents as an amount: `12 500,50 €`, `€12,500.50`, `40 000 UAH`; cents only when there are some."""
    digits = 0 if cents % 100 == 0 else 2
    number = decimal(Decimal(abs(cents)) / 100, language, digits=digits, fixed=True)
    sign = "\u2212" if cents < 0 else ""
    if currency == "EUR":
        return sign + _written(conventions(language).euros, number)
    return f"{sign}{number}{NBSP}{currency}"


def _written(pattern: str, number: str) -> str:
    return pattern.replace("{number}", number)


LEAST_ROUNDED = 10_00
"""Cents: the smallest amount that is read without its cents. Of a gap, or of what is hardly more than nothing, they
are what there is to say."""


def whole_euros(cents: int) -> int:
    """Cents to the nearest euro, halves away from zero; those of less than `LEAST_ROUNDED` as they are."""
    if abs(cents) < LEAST_ROUNDED:
        return cents
    return (abs(cents) + 50) // 100 * (100 if cents > 0 else -100)


def euros(cents: int, language: Language) -> str:
    """Whole cents of euro as people read them on a screen, a slide or a page: `12 501 €`, without cents."""
    return exact_euros(whole_euros(cents), language)


def exact_euros(cents: int, language: Language) -> str:
    """The same to the cent: where rows are compared, an amount is copied, or what somebody wrote is said again."""
    return money(cents, "EUR", language)


def plain_amount(cents: int, language: Language) -> str:
    """Whole cents to paste into a table: `-12500,50`, without unit or spaces."""
    return str(format_decimal(Decimal(cents) / 100, format="0.00", locale=conventions(language).locale))


def percent(ratio: float, language: Language) -> str:
    """A fraction as a percentage with two decimals, none when it is whole: `84,92 %`, `100 %`."""
    return _written(conventions(language).percent, _hundredths(_scaled(ratio), language))


def points(ratio: float, language: Language) -> str:
    """A difference of two fractions in percentage points: `6,38 points`, `1 point`."""
    scaled = _scaled(ratio)
    return words("figures.points", language, n=float(scaled), number=_hundredths(scaled, language))


def _scaled(ratio: float) -> Decimal:
    return (Decimal(repr(ratio)) * 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _hundredths(scaled: Decimal, language: Language) -> str:
    return decimal(scaled, language, digits=0 if scaled % 1 == 0 else 2, fixed=True)


def hours(number: float, language: Language) -> str:
    """A number of hours, at most one decimal: `382 h`."""
    return _written(conventions(language).hours, decimal(number, language, digits=1))


def days(number: int, language: Language) -> str:
    """A number of days: `12 jours`, `1 day`."""
    return words("units.days", language, n=number, number=decimal(number, language))


def count(number: int, language: Language) -> str:
    """A plain whole number."""
    return decimal(number, language)


def value(number: float, unit: str, language: Language, *, exact: bool = False) -> str:
    """A number in one of the metrics' units (`cents`, `hours`, `count`, `ratio`, `days`), with cents where `exact`."""
    match unit:
        case "cents":
            return (exact_euros if exact else euros)(int(number), language)
        case "hours":
            return hours(number, language)
        case "ratio":
            return percent(number, language)
        case "days":
            return days(int(number), language)
        case "other":
            return decimal(number, language, digits=2)
        case _:
            return decimal(number, language)
