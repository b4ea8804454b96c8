"""« Et si… ? »: a scenario applied to a fund, and its answers beside the fund's own figures."""

from fund.whatif.lever import register
from fund.whatif.levers.programme_funding import (
    BudgetChange,
    BudgetMove,
    Delay,
    NewProgramme,
    NewTranche,
    TrancheForward,
)
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import DonorDefault, ExtraContribution, OutstandingReceived, RateChange, RunningCosts

# In the order of the page's buttons; those without one are read from addresses.
register(ExtraContribution, DonorDefault, TrancheForward, PlannedExpense, HoursChange)
register(BudgetMove, NewProgramme, Delay, RateChange, RunningCosts)
register(OutstandingReceived, BudgetChange, NewTranche)
