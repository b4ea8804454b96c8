"""Why a lever can't be computed: a reason that has its words, never an amount in its place."""

from __future__ import annotations

from enum import StrEnum


class LeverRefusal(StrEnum):
    """The reasons that levers share, each a sentence of `whatif.refusals` in the wording."""

    NO_DAY = "no_day"
    NO_PROGRAMME = "no_programme"
    NO_TRANCHE = "no_tranche"
    ALREADY_PAID = "already_paid"
    TRANCHE_AMOUNT_UNKNOWN = "tranche_amount_unknown"
    TRANCHE_SPENT_UNKNOWN = "tranche_spent_unknown"
    RAISED_UNKNOWN = "raised_unknown"
    OUTSTANDING_UNKNOWN = "outstanding_unknown"
    NOTHING_OUTSTANDING = "nothing_outstanding"
    MORE_THAN_OUTSTANDING = "more_than_outstanding"
    BUDGET_UNKNOWN = "budget_unknown"
    TRANSFERRED_UNKNOWN = "transferred_unknown"
    TRANCHES_NOT_TOLD = "tranches_not_told"
    SPENT_UNKNOWN = "spent_unknown"
    HOURS_UNKNOWN = "hours_unknown"
    NO_COST_PER_HOUR = "no_cost_per_hour"
    RUNNING_COSTS_UNKNOWN = "running_costs_unknown"
    NO_RATE = "no_rate"
    NO_RATES = "no_rates"
    IMPOSSIBLE_RATE = "impossible_rate"
    NOT_POSITIVE = "not_positive"
    BELOW_ZERO = "below_zero"
    TOO_LARGE = "too_large"
    FUND_DECLARED = "fund_declared"
    NO_RELEASE = "no_release"
    RELEASE_UNKNOWN = "release_unknown"
    NO_AMOUNT = "no_amount"
    NO_EFFECT = "no_effect"


class LeverRefusedError(Exception):
    """A lever can't be computed on this fund. Applying a scenario makes it a `RefusedLever`."""

    def __init__(self, reason: str, **fields: object) -> None:
        """Remember the reason and what fills its sentence."""
        super().__init__(reason)
        self.reason = reason
        self.fields = fields
