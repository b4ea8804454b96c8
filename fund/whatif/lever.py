"""The levers of a scenario: what someone in the room supposes, as small values.

Amounts are whole cents, dates are days, programmes are the codes of the sheet « Programmes ». A lever
knows nothing of the fund: whether it can be computed there is told by `fund.whatif.plan`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

LARGEST_CENTS = 10**12
"""Ten billion euros: beyond it an amount is a typing error."""

LARGEST_HOURS = 10**6
MOST_LEVERS = 24
SHARE_UNITS = 10**6
"""A share or a change is kept to the millionth: 12.3456 % and no finer."""


class Kind(StrEnum):
    """What a lever moves."""

    CONTRIBUTION = "contribution"
    OUTSTANDING = "outstanding"
    BUDGET = "budget"
    MOVE = "move"
    NEW_TRANCHE = "new_tranche"
    FORWARD = "forward"
    EXPENSE = "expense"
    RATE = "rate"
    HOURS = "hours"
    RUNNING_COSTS = "running_costs"


@dataclass(frozen=True, slots=True)
class ExtraContribution:
    """Money that comes in beside what is pledged, from a donor or not said from whom, earmarked or not."""

    amount_cents: int
    donor: str = ""
    programme: str = ""


@dataclass(frozen=True, slots=True)
class OutstandingReceived:
    """A share (above 0, up to 1) of what each contribution still owes comes in."""

    share: float


@dataclass(frozen=True, slots=True)
class BudgetChange:
    """A programme's budget raised, or lowered by a negative amount."""

    programme: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class BudgetMove:
    """Money taken from a programme's budget (`source`) and given to another's (`target`)."""

    source: str
    target: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class NewTranche:
    """A tranche that the workbook does not have: paid on that day, or only planned when `paid_on` is None."""

    programme: str
    amount_cents: int
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class TrancheForward:
    """A planned tranche paid on that day (None: the day the fund's figures are as of)."""

    programme: str
    number: int
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedExpense:
    """A purchase to come: in the currency's cents, charged to a tranche or to none.

    `on` None is the day the fund's figures are as of; `tender` tells whether a call for tenders is held,
    None that it is not decided.
    """

    programme: str
    tranche: int | None
    amount_cents: int
    currency: str = "EUR"
    on: date | None = None
    label: str = ""
    tender: bool | None = None


@dataclass(frozen=True, slots=True)
class RateChange:
    """A currency worth `change` more in euros (−0.10: it loses 10 %) from the fund's as-of day on."""

    currency: str
    change: float


@dataclass(frozen=True, slots=True)
class HoursChange:
    """More (or fewer) whole hours of training, and what they cost at the programme's own cost per hour."""

    programme: str
    hours: int


@dataclass(frozen=True, slots=True)
class RunningCosts:
    """More, or less, spent on running the fund itself."""

    amount_cents: int


Lever = (
    ExtraContribution
    | OutstandingReceived
    | BudgetChange
    | BudgetMove
    | NewTranche
    | TrancheForward
    | PlannedExpense
    | RateChange
    | HoursChange
    | RunningCosts
)

KINDS = MappingProxyType[type, Kind](
    {
        ExtraContribution: Kind.CONTRIBUTION,
        OutstandingReceived: Kind.OUTSTANDING,
        BudgetChange: Kind.BUDGET,
        BudgetMove: Kind.MOVE,
        NewTranche: Kind.NEW_TRANCHE,
        TrancheForward: Kind.FORWARD,
        PlannedExpense: Kind.EXPENSE,
        RateChange: Kind.RATE,
        HoursChange: Kind.HOURS,
        RunningCosts: Kind.RUNNING_COSTS,
    }
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is supposed, all at once. A scenario without levers is the fund as it is."""

    levers: tuple[Lever, ...] = ()
    name: str = ""

    @property
    def effective(self) -> tuple[Lever, ...]:
        """The levers that move something: an amount of zero is no lever."""
        return tuple(lever for lever in self.levers if not is_idle(lever))


def is_idle(lever: Lever) -> bool:
    """Whether a lever moves nothing, whatever the fund."""
    match lever:
        case OutstandingReceived(share=size) | RateChange(change=size):
            return size == 0
        case TrancheForward():
            return False
        case HoursChange(hours=hours):
            return hours == 0
        case BudgetMove(source=source, target=target, amount_cents=cents):
            return cents == 0 or source == target
        case _:
            return lever.amount_cents == 0
