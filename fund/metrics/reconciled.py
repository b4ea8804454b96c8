"""Two ways to the same amount, side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fund.metric import Metric, Unit


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Reconciliation:
    """What the two ways give. `gap` = left − right, None when a side is unknown.

    `code` is one of `raised_uses` (raised | transferred + running costs + balance),
    `transferred_uses` (transferred | spent + unspent), `declared_computed` (declared | computed),
    `total_rows` (the workbook's TOTAL | the sum of its rows), `programme_fund` (sum over the
    programmes | the fund's own figure), `sites_programme` (sum of the sites | the programme's figure).
    `ok` is None when it can't be decided. `subject` distinguishes two lines of one code: a metric code,
    or for `total_rows` the schema column's code; `place` then names file, sheet, cell.
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
        approximate = self.left.approximate or self.right.approximate
        precision = max(self.left.precision, self.right.precision)
        least = self.left.at_least and (self.gap or 0) > 0
        return replace(
            self.left.known_part, value=self.gap, approximate=approximate, at_least=least, precision=precision
        )
