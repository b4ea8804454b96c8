"""From a simulation to a decision: its words with its address, and whether a later version carries it."""

from __future__ import annotations

from fund.metrics.contributions import received_since
from fund.metrics.fund import FundState
from fund.records import with_simulation
from fund.schema import name_key
from fund.whatif.answer_words import answer_sentence
from fund.whatif.answers import Answers
from fund.whatif.apply import Applied, apply
from fund.whatif.lever import Lever, Names, Scenario
from fund.whatif.levers.programme_funding import BudgetChange, BudgetMove, NewProgramme, TrancheForward
from fund.whatif.levers.whole_fund import ExtraContribution
from fund.whatif.link import address
from fund.wording import Language


def decision_text(answers: Answers, language: Language, names: Names, *, longest: int) -> str:
    """What is supposed, then what it changes, as much of it as there is room for, and the address of the simulation."""
    applied = answers.applied
    said = " · ".join(lever.sentence(language, names) for lever in applied.levers)
    text = f"{said}. {answer_sentence(answers, language, names)}"
    return with_simulation(text, address(Scenario(applied.levers)), longest=longest)


def is_carried(scenario: Scenario, then: FundState, now: FundState) -> bool:
    """Whether the workbooks of now say what was supposed of those of then, in every part that rows can tell."""
    applied = apply(scenario, then)
    return bool(applied.levers) and not applied.refused and all(_carried(each, applied, now) for each in applied.levers)


def _carried(lever: Lever, applied: Applied, now: FundState) -> bool:
    then, codes = applied.baseline.metrics, now.metrics.names
    match lever:
        case TrancheForward(programme=code, number=number) if code in codes:
            tranches = now.metrics.programme(code).tranches
            return any(each.number == number and each.paid_on is not None for each in tranches)
        case NewProgramme(amount_cents=cents):
            new = (each for each in now.metrics.programmes if each.code not in then.names)
            return any(each.allocated.value == cents for each in new)
        case BudgetMove(source=source, target=target):
            return _has_budget(source, applied, now) and _has_budget(target, applied, now)
        case BudgetChange(programme=code):
            return _has_budget(code, applied, now)
        case ExtraContribution(amount_cents=cents, donor=donor) if donor:
            before, after = applied.baseline.metrics.contributions, now.metrics.contributions
            return received_since(before, after)[name_key(donor)] >= cents
    return False


def _has_budget(code: str, applied: Applied, now: FundState) -> bool:
    """Whether a programme has the budget now that was supposed."""
    supposed = applied.simulated.metrics.programme(code).allocated.value
    return code in now.metrics.names and now.metrics.programme(code).allocated.value == supposed
