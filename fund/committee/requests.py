"""What has to be asked, and of whom: amounts that partners and donors did not tell, and what does not hold.

The findings say the same to those who keep the workbook, cell by cell; this is for those who meet the people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fund.metric import Metric
from fund.metrics.limits import OVERSPENDING, exceeded
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.model import records


class Topic(StrEnum):
    """What is asked about."""

    BUDGET = "budget"
    TRANCHE_AMOUNT = "tranche_amount"
    TRANSFERS = "transfers"
    SPENDING = "spending"
    EXPENSE_AMOUNTS = "expense_amounts"
    TENDER = "tender"
    TRANCHE_OVERSPENT = "tranche_overspent"
    PARTNER_OVERSPENT = "partner_overspent"
    BUDGET_OVERSPENT = "budget_overspent"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PartnerRequest:
    """Something to ask of a programme's partner.

    `amounts` are the figures that the question names: by how much, or what is declared and what the rows add up to.
    `count` is how many expenses, `label` a purchase's.
    """

    programme: str
    topic: Topic
    amounts: tuple[Metric, ...] = ()
    tranche: int | None = None
    count: int = 1
    label: str = ""


@dataclass(frozen=True, slots=True)
class DonorRequest:
    """An amount that a donor promised and is late with: whole cents, and since when."""

    donor: str
    due_cents: int
    since: date


@dataclass(frozen=True, slots=True, eq=False)
class Requests:
    """What to ask of partners and donors; `undisclosed` are the donors whose amounts nobody told."""

    partners: tuple[PartnerRequest, ...]
    donors: tuple[DonorRequest, ...]
    undisclosed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything is to be asked."""
        return bool(self.partners or self.donors or self.undisclosed)


def requests(metrics: FundMetrics) -> Requests:
    """What to ask, programme by programme, then of the donors late with a fund that goes on, the oldest first."""
    given = metrics.contributions
    waiting = given.outstanding_rows
    late = (
        []
        if metrics.columns.dataset.fund.is_closed
        else records(waiting.loc[waiting["late"], ["donor", "due_cents", "since"]])
    )
    return Requests(
        partners=tuple(asked for each in metrics.programmes for asked in _of_partner(each, metrics)),
        donors=tuple(DonorRequest(row["donor"], int(row["due_cents"]), row["since"].date()) for row in late),
        undisclosed=tuple(given.undisclosed_donors["donor"]),
    )


def _of_partner(programme: ProgrammeMetrics, metrics: FundMetrics) -> Iterator[PartnerRequest]:
    yield from _not_told(programme, closed=metrics.columns.dataset.fund.is_closed)
    yield from _to_explain(programme, metrics)


def _not_told(programme: ProgrammeMetrics, *, closed: bool) -> Iterator[PartnerRequest]:
    """The amounts that are missing; one in preparation has none to tell yet."""
    code, spent, begun = programme.code, programme.spent, programme.status != "preparation"
    if begun and not programme.allocated.is_known:
        yield PartnerRequest(programme=code, topic=Topic.BUDGET)
    for tranche in programme.tranches:
        if not tranche.amount.is_known and not (closed and tranche.paid_on is None):
            yield PartnerRequest(programme=code, topic=Topic.TRANCHE_AMOUNT, tranche=tranche.number)
    if begun and not programme.transferred.is_known:
        yield PartnerRequest(programme=code, topic=Topic.TRANSFERS)
    if spent.unknown:
        yield PartnerRequest(programme=code, topic=Topic.EXPENSE_AMOUNTS, count=spent.unknown)
    elif begun and not spent.is_known:
        yield PartnerRequest(programme=code, topic=Topic.SPENDING)


def _to_explain(programme: ProgrammeMetrics, metrics: FundMetrics) -> Iterator[PartnerRequest]:
    """What does not hold: purchases without a call for tenders, overspending, a declaration that rows contradict."""
    code = programme.code
    for row in records(programme.tender.purchases) if programme.tender is not None else ():
        if not row["tender"]:
            yield PartnerRequest(programme=code, topic=Topic.TENDER, label=row["label"] or "")
    for found in exceeded(metrics, code):
        if found.limit in OVERSPENDING:
            topic = Topic(found.limit)
            yield PartnerRequest(programme=code, topic=topic, amounts=(found.missing,), tranche=found.tranche)
    for line in metrics.reconciliations:
        if line.code == "declared_computed" and line.programme == code and line.ok is False:
            yield PartnerRequest(programme=code, topic=Topic.DISAGREEMENT, amounts=(line.left, line.right))
