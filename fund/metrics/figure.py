"""Figures made of rows or of other figures, by the rules for what is not communicated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fund.metric import Basis, Cells, Metric, Unit
from fund.metrics.amounts import Amounts
from fund.metrics.declared import Declared
from fund.metrics.euro_cells import euro_cells
from fund.metrics.scope import Scope
from fund.model import Moment

NO_ROWS = "no_rows"
NOT_COMMUNICATED = "not_communicated"
WEAKEST_FIRST = (Basis.DECLARED, Basis.DERIVED, Basis.COMPUTED)


def total(scope: Scope, code: str, unit: Unit, *, amounts: Amounts, cells: tuple[Cells, ...]) -> Metric:
    """The sum of rows as soon as one of them is known, the others counted as unknown; else no value."""
    if not amounts.known.any():
        reason = NOT_COMMUNICATED if cells else NO_ROWS
        return replace(missing(scope, code, unit, reason=reason), unknown=amounts.unknown, cells=cells)
    return replace(exact(scope, code, unit, value=amounts.total(), cells=cells), unknown=amounts.unknown)


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


def exact(scope: Scope, code: str, unit: Unit, *, value: float, cells: tuple[Cells, ...] = ()) -> Metric:
    """A value that the rows give whole: a count, an age, a nothing that is known."""
    return Metric(
        code=code,
        unit=unit,
        value=value,
        basis=Basis.COMPUTED,
        as_of=scope.as_of,
        cells=cells,
        programme=scope.programme,
    )


def missing(scope: Scope, code: str, unit: Unit, *, reason: str) -> Metric:
    """A figure that can't be known, with the reason."""
    return Metric(
        code=code, unit=unit, value=None, basis=None, as_of=scope.as_of, reason=reason, programme=scope.programme
    )


def or_declared(figure: Metric, declared: Declared) -> Metric:
    """The figure itself where it has a value, the declared one beside it; else the declared one in its place."""
    found = declared.latest(figure.code, figure.programme, figure.tranche)
    if found is None:
        return figure
    if figure.value is not None:
        return replace(figure, declared=found)
    return replace(found, numerator=figure.numerator, denominator=figure.denominator, terms=figure.terms)


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
    return replace(
        _combined(code, unit, value, (numerator, denominator)),
        unknown=numerator.unknown,
        at_least=value is not None and numerator.at_least,
        precision=100 if unit is Unit.CENTS else 0,
        reason=reason,
        numerator=numerator,
        denominator=denominator,
    )


def difference(code: str, first: Metric, *subtracted: Metric) -> Metric:
    """`first` minus the others; no value when one is unknown, or when one subtracted is partial.

    A partial `first` gives a lower bound: that it is one is carried through.
    """
    values = [term.value for term in subtracted if term.value is not None]
    value, reason = None, ""
    if first.value is None or len(values) < len(subtracted):
        reason = "term_unknown"
    elif any(term.partial for term in subtracted):
        reason = "partial_term"
    else:
        value = first.value - sum(values)
    terms = (first, *subtracted)
    figure = replace(_combined(code, first.unit, value, terms), unknown=first.unknown, reason=reason, terms=terms)
    return replace(figure, at_least=value is not None and first.at_least)


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
    figure = replace(_combined(code, unit, value, terms), unknown=unknown, at_least=at_least, reason=reason)
    return replace(figure, terms=tuple(terms))


def of_programmes(code: str, unit: Unit, *, parts: Sequence[Metric], declared: Declared) -> Metric:
    """A figure of the fund: the sum over its programmes, computed or declared.

    Where a part is unknown and no amount comes from rows (a zero is none: it may be a programme that has not
    begun), a figure declared for the whole fund says more than its parts.
    """
    summed = replace(addition(code, unit, parts), programme="")
    if not summed.partial or any(part.value and part.basis is not Basis.DECLARED for part in parts):
        return or_declared(summed, declared)
    found = declared.latest(code)
    return summed if found is None else replace(found, terms=tuple(parts))


def _combined(code: str, unit: Unit, value: float | None, parts: Sequence[Metric]) -> Metric:
    """A figure with what it takes from its parts: the weakest basis, the oldest date, every source."""
    given = [part for part in parts if part.value is not None]
    bases = {part.basis for part in given}
    return Metric(
        code=code,
        unit=unit,
        value=value,
        basis=None if value is None else next(basis for basis in WEAKEST_FIRST if basis in bases),
        as_of=_oldest([part.as_of for part in given]),
        approximate=value is not None and any(part.approximate for part in given),
        precision=max((part.precision for part in given), default=0) if unit is Unit.CENTS else 0,
        programme=parts[0].programme if parts else "",
        tranche=parts[0].tranche if parts else None,
        source=" ; ".join(dict.fromkeys(part.source for part in given if part.source)),
    )


def _oldest(moments: Sequence[Moment | None]) -> Moment | None:
    return min((when for when in moments if when is not None), key=lambda when: when.day, default=None)
