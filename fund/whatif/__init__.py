"""« Et si… ? »: a scenario applied to a fund, its answers beside the fund's own figures, and the reverse question."""

from fund.whatif.lever import register
from fund.whatif.levers.programme_funding import BudgetChange, BudgetMove, NewTranche, TrancheForward
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import ExtraContribution, OutstandingReceived, RateChange, RunningCosts

# In the order in which the page asks: about the fund, then about a programme.
register(ExtraContribution, OutstandingReceived, RunningCosts, RateChange)
register(BudgetChange, BudgetMove, NewTranche, TrancheForward, PlannedExpense, HoursChange)
