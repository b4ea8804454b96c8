"""Figures made of rows or of other figures, by the rules for what is not communicated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypedDict, Unpack

from fund.metric import Basis, Cells, Metric, Unit
from fund.metrics.amounts import Amounts
from fund.metrics.declared import ABOUT, Declared
from fund.metrics.euro_cells import euro_cells
from fund.metrics.scope import Scope

NO_ROWS = "no_rows"
NOT_COMMUNICATED = "not_communicated"
UNDATABLE = "undatable"
"""Made of rows without dates, or of a figure that is, where the fund is seen at an earlier day."""
UP_AND_DOWN = ("balance", "delivery_rate")
"""The figures that a later date may lower as well as raise."""
NEAR = 0.02
SAME_HOURS = 0.005
"""Hours and shares are fractions: below half a hundredth two of them are written alike."""
WEAKEST_FIRST = (Basis.DECLARED, Basis.DERIVED, Basis.COMPUTED)


class _Fields(TypedDict, total=False):
    """What else is told of a figure: see `Metric`."""

    unknown: int
    at_least: bool
    most: int | float | None
    precision: int
    pending: bool
    reason: str
    cells: tuple[Cells, ...]
    numerator: Metric
    denominator: Metric
    terms: tuple[Metric, ...]


def total(scope: Scope, code: str, unit: Unit, *, amounts: Amounts, cells: tuple[Cells, ...]) -> Metric:
    """The sum of rows as soon as one of them is known, the others counted as unknown; else no value."""
    if not amounts.known.any():
        reason = NOT_COMMUNICATED if cells else NO_ROWS
        return missing(scope, code, unit, reason=reason, unknown=amounts.unknown, cells=cells)
    return exact(scope, code, unit, value=amounts.total(), unknown=amounts.unknown, cells=cells)


def column_total(scope: Scope, code: str, unit: Unit, table: str, *columns: str) -> Metric:
    """The `total` of a column, the first of `columns`; the others are those that the figure comes from as well."""
    if unit is Unit.CENTS:
        return euros_total(scope, code, table, *columns)
    amounts = scope.floats(table, columns[0]) if unit is Unit.HOURS else scope.ints(table, columns[0])
    return total(scope, code, unit, amounts=amounts, cells=scope.cells(table, *columns))


def euros_total(scope: Scope, code: str, table: str, *columns: str) -> Metric:
    """The `total` in euros of a column of amounts, the first of `columns`; the others as in `column_total`."""
    amounts = scope.euros(table, columns[0])
    return total(scope, code, Unit.CENTS, amounts=amounts, cells=euro_cells(scope, table, *columns))


def exact(scope: Scope, code: str, unit: Unit, *, value: float, **fields: Unpack[_Fields]) -> Metric:
    """A value that the rows give whole: a count, an age, a nothing that is known; `fields` say what is not."""
    return Metric(
        code=code, unit=unit, value=value, basis=Basis.COMPUTED, as_of=scope.as_of, programme=scope.programme, **fields
    )


def missing(scope: Scope, code: str, unit: Unit, **fields: Unpack[_Fields]) -> Metric:
    """A figure that can't be known, with the reason: at an earlier day, rows without dates are none either."""
    if scope.dataset.earlier and fields.get("reason") == NO_ROWS:
        fields["reason"] = UNDATABLE
    return Metric(code=code, unit=unit, value=None, basis=None, as_of=scope.as_of, programme=scope.programme, **fields)


def or_declared(figure: Metric, declared: Declared) -> Metric:
    """The figure itself with the declared one beside it; the declared one where it has no value, or explains only
    a part of it (`detailed`).
    """
    found = declared.latest(figure.code, figure.programme, figure.tranche)
    if found is None:
        return figure
    if figure.value is None:
        return replace(found, numerator=figure.numerator, denominator=figure.denominator, terms=figure.terms)
    return replace(found, detailed=figure) if explains_part(figure, found) else replace(figure, declared=found)


def explains_part(figure: Metric, declared: Metric) -> bool:
    """Whether a figure that can only grow adds up to less than what is declared for it.

    Amounts and hours that come within `NEAR` of it (where it is no minimum) are all of them: the two disagree, which
    the reconciliations say.
    """
    if figure.code in UP_AND_DOWN or figure.value is None or declared.value is None:
        return False
    near = 0 if declared.unit is Unit.COUNT or declared.at_least else NEAR * declared.value
    return declared.value - figure.value > max(tolerance(declared, figure), near)


def tolerance(declared: Metric, figure: Metric) -> float:
    """By how much two ways to the same figure may differ; what is approximate is meant within `ABOUT` of itself."""
    if declared.approximate or figure.approximate:
        return ABOUT * abs(declared.value or 0)
    return {Unit.HOURS: SAME_HOURS, Unit.RATIO: SAME_HOURS / 100}.get(declared.unit, 0)


def ratio(code: str, numerator: Metric, denominator: Metric, *, unit: Unit = Unit.RATIO) -> Metric:
    """`numerator` ÷ `denominator`; no value when the denominator is unknown, partial or not positive.

    A partial numerator gives a lower bound: that it is one is carried through.
    """
    value, reason = None, ""
    if denominator.value is None:
        reason = "denominator_unknown"
    elif denominator.partial:
        reason = "partial_denominator"
    elif denominator.value <= 0:
        reason = "denominator_not_positive"
    elif numerator.value is None:
        reason = "numerator_unknown"
    else:
        value = numerator.value / denominator.value
    return _combined(
        code,
        unit,
        value,
        (numerator, denominator),
        unknown=numerator.unknown,
        at_least=value is not None and numerator.at_least,
        precision=100 if unit is Unit.CENTS else 0,
        pending=value is not None and numerator.pending,
        reason=reason,
        numerator=numerator,
        denominator=denominator,
    )


def difference(code: str, first: Metric, *subtracted: Metric) -> Metric:
    """`first` minus the others; no value when one is unknown, or when one subtracted is partial.

    A partial `first` gives a lower bound: that it is one is carried through. A partial term gives an upper one (`most`)
    where `first` is whole.
    """
    values = [term.value for term in subtracted if term.value is not None]
    value, most, reason = None, None, ""
    if first.value is None or len(values) < len(subtracted):
        reason = "term_unknown"
    elif any(term.partial for term in subtracted):
        most, reason = None if first.partial else first.value - sum(values), "partial_term"
    else:
        value = first.value - sum(values)
    terms = (first, *subtracted)
    at_least = value is not None and first.at_least
    return _combined(
        code, first.unit, value, terms, unknown=first.unknown, at_least=at_least, most=most, reason=reason, terms=terms
    )


def addition(code: str, unit: Unit, terms: Sequence[Metric], *, every: bool = False) -> Metric:
    """The sum of the figures that have a value; each one without counts as one unknown.

    With `every`, one figure without value leaves the sum without value too.
    """
    known = [term.value for term in terms if term.value is not None]
    absent = len(terms) - len(known)
    value, reason = None, ""
    if known and not (every and absent):
        value = sum(known)
    elif known:
        reason = "term_unknown"
    else:
        reason = NOT_COMMUNICATED if any(term.unknown for term in terms) else NO_ROWS
    unknown = absent + sum(term.unknown for term in terms if term.value is not None)
    at_least = value is not None and any(term.at_least for term in terms)
    return _combined(code, unit, value, terms, unknown=unknown, at_least=at_least, reason=reason, terms=tuple(terms))


def of_programmes(code: str, unit: Unit, *, parts: Sequence[Metric], declared: Declared) -> Metric:
    """A figure of the fund: the sum over its programmes, computed or declared.

    A figure declared for the whole fund says more than parts that are unknown or add up to less.
    """
    return or_declared(replace(addition(code, unit, parts), programme=""), declared)


def _combined(code: str, unit: Unit, value: float | None, parts: Sequence[Metric], **fields: Unpack[_Fields]) -> Metric:
    """A figure with what it takes from its parts: the weakest basis, the oldest date, every source."""
    given = [part for part in parts if part.value is not None]
    if value is None and any(part.reason == UNDATABLE for part in parts):
        fields["reason"] = UNDATABLE
    bases, said = {part.basis for part in given}, value is not None or fields.get("most") is not None
    if unit is Unit.CENTS:
        fields.setdefault("precision", max((part.precision for part in given), default=0))
    return Metric(
        code=code,
        unit=unit,
        value=value,
        basis=None if value is None else next(basis for basis in WEAKEST_FIRST if basis in bases),
        as_of=min((part.as_of for part in given if part.as_of is not None), key=lambda when: when.day, default=None),
        approximate=said and any(part.approximate for part in given),
        programme=parts[0].programme if parts else "",
        tranche=parts[0].tranche if parts else None,
        subject=parts[0].subject if parts else "",
        counted_in=parts[0].counted_in if parts and unit is Unit.OTHER else "",
        source=" ; ".join(dict.fromkeys(part.source for part in given if part.source)),
        **fields,
    )
