"""From a simulation to a decision: its words with its address, and whether a later version carries it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import pandas as pd

from fund.metrics.contributions import received_since
from fund.metrics.fund import FundState
from fund.metrics.over_time.movements import MovementKind
from fund.metrics.result import ProgrammeMetrics
from fund.records import with_simulation
from fund.schema import name_key
from fund.whatif.answer_words import answer_sentence
from fund.whatif.answers import Answers
from fund.whatif.apply import Applied, apply
from fund.whatif.lever import Lever, Names, Scenario
from fund.whatif.levers.programme_funding import BudgetChange, BudgetMove, Delay, NewProgramme, TrancheForward
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.whole_fund import DonorDefault, ExtraContribution, RunningCosts
from fund.whatif.link import address
from fund.wording import Language


def decision_text(answers: Answers, language: Language, names: Names, *, longest: int) -> str:
    """What is supposed, then what it changes, as much of it as there is room for, and the address of the simulation."""
    applied = answers.applied
    said = " · ".join(lever.sentence(language, names) for lever in applied.levers)
    text = f"{said}. {answer_sentence(answers, language, names)}"
    return with_simulation(text, address(Scenario(applied.levers)), longest=longest)


def is_carried(scenario: Scenario, then: FundState, now: FundState, *, decided: date) -> bool:
    """Whether the workbooks of now say for sure, in every part, what was supposed of those of then.

    Nothing tells it of hours, which are given anyway, of a rate, or of an amount that is nearly the one supposed.
    """
    applied = apply(scenario, then)
    done = bool(applied.levers) and not applied.refused
    return done and all(
        _programme_carries(each, applied, now) or _money_carries(each, applied, now, decided) for each in applied.levers
    )


def _programme_carries(lever: Lever, applied: Applied, now: FundState) -> bool:
    then, codes = applied.baseline.metrics, now.metrics.names
    match lever:
        case TrancheForward(programme=code, number=number) if code in codes:
            tranches = now.metrics.programme(code).tranches
            return any(each.number == number and each.paid_on is not None for each in tranches)
        case NewProgramme(amount_cents=cents, on=on):
            alike = sum(isinstance(each, NewProgramme) and each.amount_cents == cents for each in applied.levers)
            new = (each for each in now.metrics.programmes if each.code not in then.names)
            new = (each for each in new if each.allocated.value == cents)
            return len([each for each in new if on is None or _paid(each, cents, on, now)]) >= alike
        case BudgetMove(source=source, target=target):
            return _has_budget(source, applied, now) and _has_budget(target, applied, now)
        case BudgetChange(programme=code):
            return _has_budget(code, applied, now)
        case Delay(programme=code) if code:
            return _expected(now, code) == _expected(applied.simulated, code)
    return False


def _money_carries(lever: Lever, applied: Applied, now: FundState, decided: date) -> bool:
    then = applied.baseline.metrics
    match lever:
        case Delay(programme=""):
            late = (each for each in then.cash.dated if each.kind is MovementKind.GIFT)
            return all(_owes(each.donor, applied, now) for each in late)
        case DonorDefault(donor=donor):
            return _owes(donor, applied, now)
        case ExtraContribution(amount_cents=cents, donor=donor, programme="", on=on) if donor:
            came = received_since(then.contributions, now.metrics.contributions)[name_key(donor)]
            due = _expected(applied.baseline, donor)
            due.update([] if came else [(None, cents, on)])
            return came in (0, cents) and _expected(now, donor) == due
        case PlannedExpense(programme=code, tranche=tranche, amount_cents=cents, currency=currency):
            told = {"programme": code, "amount_cents": cents, "currency": currency}
            told |= {} if tranche is None else {"tranche": tranche}
            return _new_rows("expenses", told, applied, now, decided) == applied.levers.count(lever)
        case RunningCosts(amount_cents=cents) if cents > 0:
            told = {"amount_cents": cents, "currency": "EUR"}
            return _new_rows("running_costs", told, applied, now, decided) == applied.levers.count(lever)
    return False


def _has_budget(code: str, applied: Applied, now: FundState) -> bool:
    """Whether a programme has the budget now that was supposed."""
    supposed = applied.simulated.metrics.programme(code).allocated.value
    return code in now.metrics.names and now.metrics.programme(code).allocated.value == supposed


def _paid(programme: ProgrammeMetrics, cents: int, on: date, now: FundState) -> bool:
    """Whether a new programme is paid whole, or is to be on that day."""
    planned = [(day, -(due or 0)) for _, due, day in _expected(now, programme.code).elements()]
    return programme.transferred.value == cents or planned == [(on, cents)]


def _expected(fund: FundState, whose: str) -> Counter[tuple[int | None, int | None, date | None]]:
    """What is expected of a donor, or of a programme's tranches: which, how much and when."""
    own = (each for each in fund.metrics.cash.expected if name_key(each.donor or each.programme) == name_key(whose))
    return Counter((each.number, each.cents, each.day) for each in own)


def _owes(donor: str, applied: Applied, now: FundState) -> bool:
    """Whether a donor who is still there has paid nothing since, and owes what was supposed."""
    there, given = now.metrics.contributions, applied.baseline.metrics.contributions
    still = name_key(donor) in map(name_key, there.by_donor["donor"])
    unpaid = still and not received_since(given, there)[name_key(donor)]
    return unpaid and _expected(now, donor) == _expected(applied.simulated, donor)


def _new_rows(table: str, told: Mapping[str, object], applied: Applied, now: FundState, decided: date) -> int:
    """How many rows since the decision say so; none where one did before, for what is usual tells nothing."""
    found = []
    for fund in (applied.baseline, now):
        frame = fund.dataset.table(table)
        cells = frame.assign(currency=frame["currency"].fillna("EUR"))[[*told]]
        found.append(frame["date"][cells.eq(pd.Series(told)).fillna(value=False).all(axis=1)])
    return 0 if len(found[0]) else int((found[1] >= pd.Timestamp(decided)).sum())
