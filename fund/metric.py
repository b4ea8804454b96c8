"""What a figure is: value, unit, basis, date, parts, the cells it came from; a condition on one; two side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

import numpy as np
import numpy.typing as npt

from fund.model import Moment


class Unit(StrEnum):
    """The unit a value is kept in. Ratios are fractions: 0.8492 is 84.92 %."""

    CENTS = "cents"
    HOURS = "hours"
    COUNT = "count"
    RATIO = "ratio"
    DAYS = "days"
    OTHER = "other"
    """Counted in what a workbook names: see `Metric.counted_in`."""


class Basis(StrEnum):
    """Where a value comes from.

    Computed: added up from rows. Declared: reported as a result, without rows. Derived: arithmetic
    on other figures by a rule that supposes something (hours of a group × its participants).
    """

    COMPUTED = "computed"
    DECLARED = "declared"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The cells of one table that a figure came from.

    `table` is a schema sheet's code, `columns` frame columns, `positions` the 0-based positions of
    the rows in `dataset.table(table)`: their file, sheet and Excel row are in its source columns.
    """

    table: str
    columns: tuple[str, ...]
    positions: npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One figure, with all that is needed to show and to explain it.

    `code` names the entry in the wording (label, definition, formula). `value` is in `unit` (cents and counts as int,
    hours, ratios as float), None when it can't be known; `reason` then says why (a key of `reasons` in the wording).
    `unknown` is the number of rows that belong to the figure but whose value is not communicated: a sum with `unknown`
    > 0 is « at least », as is a figure that its source gives as a minimum (`at_least`: « plus de », « pas moins de »),
    and what is made of one; `at_most` is what is not to be exceeded. For a ratio, `numerator` and `denominator` are its
    parts; for a difference or a sum of figures, `terms` holds them in the formula's order. `most` is what a difference
    without a value is at most: not all that it takes away is told. `declared` is the declared counterpart where rows
    exist too; of a declared figure, `detailed` is what rows explain of it. `precision` is what an approximate amount is
    known to (cents): near 395 000 €, to a thousand. `pending` is a nothing that no cell tells: it has not happened yet.
    `subject` and `counted_in` are words of the workbook: what is counted, and its unit.
    """

    code: str
    unit: Unit
    value: int | float | None
    basis: Basis | None
    as_of: Moment | None = None
    approximate: bool = False
    at_least: bool = False
    at_most: bool = False
    unknown: int = 0
    most: int | float | None = None
    numerator: Metric | None = None
    denominator: Metric | None = None
    terms: tuple[Metric, ...] = ()
    declared: Metric | None = None
    detailed: Metric | None = None
    cells: tuple[Cells, ...] = ()
    reason: str = ""
    programme: str = ""
    tranche: int | None = None
    source: str = ""
    precision: int = 0
    pending: bool = False
    subject: str = ""
    counted_in: str = ""

    @property
    def shown(self) -> int | float | None:
        """The value as it is said: an approximate amount no finer than it is known, halves away from zero."""
        if self.value is None or not self.approximate or not self.precision:
            return self.value
        steps = (2 * abs(int(self.value)) + self.precision) // (2 * self.precision)
        return steps * self.precision * (-1 if self.value < 0 else 1)

    @property
    def partial(self) -> bool:
        """Whether there is more than its value: something is not communicated, or its source gives a minimum."""
        return self.at_least or self.unknown > 0

    @property
    def is_known(self) -> bool:
        """Whether the figure says something: « at least nothing » does not."""
        return self.value is not None and not (self.value == 0 and self.partial)

    @property
    def is_told(self) -> bool:
        """Whether there is a number to say: its value, or what it is at most."""
        return self.is_known or self.most is not None

    @property
    def is_spoken_of(self) -> bool:
        """Whether the workbooks say anything of it, be it that it is not communicated.

        A sum is spoken of where one of its parts is, a ratio or a difference where all of them are.
        """
        parts = self.parts()
        if self.is_known or self.cells:
            return True
        if not parts:
            return self.unknown > 0
        said = [part.is_spoken_of for part in parts]
        return any(said) if parts[0].code == self.code else all(said)

    @property
    def is_minimum(self) -> bool:
        """Whether the figure is known, and only a part of what it is about."""
        return self.is_known and self.partial

    @property
    def known_part(self) -> Metric:
        """The figure as if it were whole, for what says itself that it is at least or at most that."""
        return replace(self, unknown=0, at_least=False) if self.partial else self

    @property
    def is_declared(self) -> bool:
        """Whether the figure is known only because somebody reported it."""
        return self.is_known and self.basis is Basis.DECLARED

    @property
    def stands_as_declared(self) -> bool:
        """Whether somebody reported this very value: it comes from its own cell and is not made of its parts."""
        return self.basis is Basis.DECLARED and any(cells.table == "declared" for cells in self.cells)

    def parts(self) -> tuple[Metric, ...]:
        """The figures it is made of: numerator and denominator, then the terms in the formula's order."""
        return tuple(part for part in (self.numerator, self.denominator, *self.terms) if part is not None)

    def tree(self) -> Iterator[Metric]:
        """The figure itself, then each of the parts that its value comes from with the parts of that."""
        yield self
        for part in () if self.stands_as_declared else self.parts():
            yield from part.tree()

    def all_cells(self) -> Iterator[Cells]:
        """The cells it came from, then those its parts came from, then those of the rows that explain it."""
        for figure in self.tree():
            yield from figure.cells
        if self.detailed is not None:
            yield from self.detailed.all_cells()


class DonorCounts(Protocol):
    """How many donors there are: all authorities (declared, or named in rows), those of them that paid, that only
    promised, that have no amount at all; the other contributors, and those of them that paid. Where one alone is no
    authority, or one of those alone paid, it is named.
    """

    @property
    def lone_other(self) -> str:
        """The name of the only contributor that is no authority; empty where there are more or none."""

    @property
    def lone_payer(self) -> str:
        """The name of the only one of them that paid, likewise."""

    @property
    def donors(self) -> Metric:
        """All local authorities."""

    @property
    def donors_paid(self) -> Metric:
        """Those that paid."""

    @property
    def donors_promised(self) -> Metric:
        """Those that only promised."""

    @property
    def undisclosed(self) -> Metric:
        """Those without any amount."""

    @property
    def other_contributors(self) -> Metric:
        """The donors that are no authorities."""

    @property
    def others_paid(self) -> Metric:
        """Those of them that paid."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Release:
    """The condition that lets a tranche be paid: a share of the previous tranche is justified.

    `met` is None when it can't be told. `to_justify` (cents) is what is still missing, 0 when met. `excess` is what
    the programme has spent too much, where it has: a payment is not proposed without saying so.
    """

    tranche: int
    previous: int
    threshold: float
    met: bool | None
    to_justify: Metric
    share: Metric
    excess: Metric | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Reconciliation:
    """What the two ways give. `gap` = left − right, None when a side is unknown.

    `code` is one of `raised_uses` (raised | transferred + running costs + balance), `transferred_uses` (transferred |
    spent + unspent), `declared_computed` (declared | computed), `total_rows` (the workbook's TOTAL | the sum of its
    rows), `programme_fund` (sum over the programmes | the fund's own figure), `sites_programme` (sum of the sites | the
    programme's figure). `ok` is None when it can't be decided. `subject` distinguishes two lines of one code: a metric
    code, or for `total_rows` the schema column's code; `place` then names file, sheet, cell.
    """

    code: str
    unit: Unit
    left: Metric
    right: Metric
    gap: int | float | None
    ok: bool | None
    subject: str = ""
    programme: str = ""
    tranche: int | None = None
    place: str = ""

    @property
    def difference(self) -> Metric:
        """The gap as a figure: approximate where one of the two sides is, at least that where what is more is."""
        return replace(
            self.left.known_part,
            value=self.gap,
            approximate=self.left.approximate or self.right.approximate,
            at_least=self.left.at_least and (self.gap or 0) > 0,
            precision=max(self.left.precision, self.right.precision),
        )
