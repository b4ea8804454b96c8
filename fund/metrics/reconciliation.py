"""Two ways to the same amount, side by side. Every gap is shown; nothing is made to fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from fund.metric import Basis, Metric, Reconciliation, Unit
from fund.metrics.amounts import Positions, Values
from fund.metrics.figure import UP_AND_DOWN, addition, column_total, difference, missing, tolerance
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.metrics.scope import Scope, Scopes
from fund.model import TotalRow
from fund.schema import BY_CODE, Kind


def reconciliations(rows: Scopes, figures: FundMetrics) -> tuple[Reconciliation, ...]:
    """Every reconciliation of a fund that can fail, in the order of the catalogue."""
    programmes = figures.programmes
    paid = (p for p in programmes if any(t.paid_on is not None for t in p.tranches))
    uses = (transferred_uses(p) for p in paid)
    return (
        # A balance that is not declared is that very difference.
        *([raised_uses(figures)] if _declared(figures.balance) else []),
        # What was transferred is the sum of the tranches paid: where all is spent on them, their rest makes it up.
        *(line for line in uses if line.ok is False or _declared(line.left)),
        *(line for figure in _all(figures) if (line := _declared_twice(figure)) is not None),
        *_programmes_and_fund(figures),
        *(line for scope, p in zip(rows.programmes, programmes, strict=True) for line in _sites(scope, p)),
        *_totals(rows.written),
    )


def raised_uses(figures: FundMetrics) -> Reconciliation:
    """Raised against transferred + running costs + balance: the balance declared, where there is one."""
    balance = figures.balance.declared or figures.balance
    right = addition("raised_uses", Unit.CENTS, (figures.transferred, figures.running_costs, balance), every=True)
    return compared("raised_uses", figures.contributions.raised, right)


def transferred_uses(programme: ProgrammeMetrics) -> Reconciliation:
    """Transferred against spent + unspent, the unspent being what remains of each tranche that was paid.

    Both sides leave out the same expenses without a known amount, so that they can be compared all the same.
    """
    paid = [tranche for tranche in programme.tranches if tranche.paid_on is not None]
    remainders = [difference("tranche_remaining", t.amount, t.spent.known_part) for t in paid]
    unspent = replace(addition("unspent", Unit.CENTS, remainders), tranche=None)
    right = addition("transferred_uses", Unit.CENTS, (programme.spent, unspent), every=True)
    return compared("transferred_uses", programme.transferred, right)


def _declared_twice(figure: Metric) -> Reconciliation | None:
    """A figure that is declared and has rows too, whichever of the two stands."""
    if figure.detailed is not None:
        return declared_computed(figure, figure.detailed)
    return None if figure.declared is None else declared_computed(figure.declared, figure)


def declared_computed(declared: Metric, computed: Metric) -> Reconciliation:
    """A declared figure against its rows.

    A figure declared before the date of the rows may have grown since: being lower is then no disagreement,
    and a ratio or a balance, which go up and down, can't be compared at all.
    """
    line = compared("declared_computed", declared, computed, subject=computed.code)
    older = declared.as_of is not None and computed.as_of is not None and declared.as_of.day < computed.as_of.day
    may_have_moved = computed.code in UP_AND_DOWN or (line.gap is not None and line.gap < 0)
    return replace(line, ok=None) if older and may_have_moved and not line.ok else line


def compared(code: str, left: Metric, right: Metric, *, subject: str = "") -> Reconciliation:
    """Two figures side by side.

    Beyond the tolerance they disagree, unless what is not communicated on the smaller side may
    explain the gap: then it is not decided.
    """
    gap, ok = None, None
    if left.value is not None and right.value is not None:
        gap = left.value - right.value
        smaller = right if gap > 0 else left
        ok = True if abs(gap) <= tolerance(left, right) else None if smaller.partial else False
    return Reconciliation(
        code=code,
        unit=left.unit,
        left=left,
        right=right,
        gap=gap,
        ok=ok,
        subject=subject,
        programme=right.programme,
        tranche=right.tranche,
    )


def _all(figures: FundMetrics) -> Iterator[Metric]:
    """Every figure that the workbooks may also declare."""
    given = figures.contributions
    yield from (given.pledged, given.committed, given.raised, given.donors, figures.running_costs, figures.balance)
    scopes: tuple[FundMetrics | ProgrammeMetrics, ...] = (figures, *figures.programmes)
    for scope in scopes:
        yield from (scope.allocated, scope.transferred, scope.spent, scope.delivery_rate)
        yield from (scope.hours.delivered, scope.hours.received)
    for programme in figures.programmes:
        yield from (programme.places, *(tranche.share for tranche in programme.tranches))


def _programmes_and_fund(figures: FundMetrics) -> Iterator[Reconciliation]:
    """The sum of each amount over the programmes against the fund's own, where the fund has one."""
    for code in ("allocated", "transferred", "spent"):
        own: Metric = getattr(figures, code)
        parts: list[Metric] = [getattr(programme, code) for programme in figures.programmes]
        if own.value is not None:
            left = replace(addition("programmes_total", Unit.CENTS, parts), programme="")
            line = compared("programme_fund", left, own, subject=code)
            # The fund's own figure is that sum, but for rows of no known programme.
            if line.ok is not True or _declared(own):
                yield line


def _declared(figure: Metric) -> bool:
    """Whether somebody declared that very figure: in place of one added up, or beside it."""
    return figure.declared is not None or any(cells.table == "declared" for cells in figure.cells)


def _sites(scope: Scope, programme: ProgrammeMetrics) -> Iterator[Reconciliation]:
    """The sum over the places of a programme against its budget and its spending, where places have amounts."""
    for column, own in (("budget_cents", programme.allocated), ("spent_cents", programme.spent)):
        code = f"sites_{column.removesuffix('_cents')}"
        left = column_total(scope, code, Unit.CENTS, "sites", column)
        if left.value is not None:
            yield compared("sites_programme", left, own, subject=own.code)


def _totals(fund: Scope) -> Iterator[Reconciliation]:
    """Every cell of a TOTAL row that adds up money, hours or whole numbers, against its rows.

    A sum of rates means nothing.
    """
    sheets = {key: _sheet(fund, *key) for key in {(row.table, row.file, row.sheet) for row in fund.dataset.totals}}
    for row in fund.dataset.totals:
        unit = _unit(row)
        if unit is None:
            continue
        excel_rows, positions = sheets[row.table, row.file, row.sheet]
        first = np.searchsorted(excel_rows, row.first_row, side="left")
        last = np.searchsorted(excel_rows, row.last_row, side="right")
        summed = _summed(fund, row, unit, positions[first:last])
        line = compared("total_rows", _written(fund, row, unit), summed, subject=row.column)
        yield replace(line, place=", ".join(part for part in (row.file, row.sheet, row.cell) if part))


def _written(fund: Scope, row: TotalRow, unit: Unit) -> Metric:
    value = row.value if unit is Unit.HOURS else round(row.value)
    return Metric(code="total_row", unit=unit, value=value, basis=Basis.DECLARED, as_of=fund.as_of, source=row.file)


def _summed(fund: Scope, row: TotalRow, unit: Unit, rows: Positions) -> Metric:
    """The sum of those rows' cells, empty ones nothing; no value where they are amounts that are not all in euros."""
    summed = fund.only(row.table, rows)
    if unit is Unit.CENTS and not _in_euros(summed, row):
        figure = missing(fund, "row_sum", unit, reason="foreign_currency")
        return replace(figure, cells=summed.cells(row.table, row.column))
    return replace(column_total(summed, "row_sum", unit, row.table, row.column), unknown=0)


def _sheet(fund: Scope, table: str, file: str, sheet: str) -> tuple[Values, Positions]:
    """The Excel rows of one sheet of one file, in order, and their positions in the table."""
    files, sheets = fund.texts(table, "source_file"), fund.texts(table, "source_sheet")
    positions = np.flatnonzero(files.equal(file) & sheets.equal(sheet))
    excel_rows = fund.ints(table, "source_row").values[positions]
    order = np.argsort(excel_rows, kind="stable")
    return excel_rows[order], positions[order]


def _in_euros(scope: Scope, row: TotalRow) -> bool:
    if BY_CODE[row.table].column(row.column).in_euros or "currency" not in scope.dataset.table(row.table):
        return True
    currencies = scope.texts(row.table, "currency")
    return bool((currencies.equal("EUR") | ~currencies.known).all())


def _unit(row: TotalRow) -> Unit | None:
    column = BY_CODE[row.table].column(row.column)
    if column.kind is Kind.NUMBER:
        return Unit.HOURS if column.unit == "h" else None
    return {Kind.MONEY: Unit.CENTS, Kind.INTEGER: Unit.COUNT}.get(column.kind)
