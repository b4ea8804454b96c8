"""Levers, refusals and targets in words, in the reader's language. None of it is escaped.

`names` gives what a programme is called for its code; one that it does not hold is called by its code.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fund.whatif.lever import (
    BudgetChange,
    BudgetMove,
    ExtraContribution,
    HoursChange,
    Lever,
    NewTranche,
    OutstandingReceived,
    PlannedExpense,
    RateChange,
    RunningCosts,
    TrancheForward,
)
from fund.whatif.refusal import RefusedLever
from fund.whatif.solve_for_target import Reached, Unreachable
from fund.whatif.targets import BudgetUsed, HoursGiven, ReleaseMet, Target
from fund.wording import Language, day, decimal, euros, hours, money, percent, value, words
from fund.wording.language import conventions

Names = Mapping[str, str]
NO_NAMES: Names = MappingProxyType({})


def lever_sentence(lever: Lever, language: Language, names: Names = NO_NAMES) -> str:
    """« Un don de 10 000 € de plus (Strasbourg) », « Budget de AUC : −5 000 € »."""
    match lever:
        case ExtraContribution():
            sentence = _contribution(lever, language, names)
        case PlannedExpense():
            sentence = _expense(lever, language, names)
        case NewTranche() | TrancheForward():
            sentence = _tranche(lever, language, names)
        case RateChange():
            sentence = _rate(lever, language)
        case BudgetMove(source=source, target=target, amount_cents=cents):
            places = {"source": named(source, names), "target": named(target, names)}
            sentence = _say("move", language, amount=euros(cents, language), **places)
        case HoursChange(programme=programme, hours=number):
            form = "hours_fewer" if number < 0 else "hours_more"
            sentence = _say(form, language, hours=hours(abs(number), language), programme=named(programme, names))
        case OutstandingReceived(share=share):
            sentence = _say("outstanding", language, share=percent(share, language))
        case BudgetChange(programme=programme, amount_cents=cents):
            amount = signed(cents, "cents", language)
            sentence = _say("budget", language, programme=named(programme, names), amount=amount)
        case RunningCosts(amount_cents=cents):
            sentence = _say("running_costs", language, amount=signed(cents, "cents", language))
    return sentence


def scenario_sentences(levers: tuple[Lever, ...], language: Language, names: Names = NO_NAMES) -> tuple[str, ...]:
    """Each lever in words; without any, that nothing is supposed."""
    return tuple(lever_sentence(lever, language, names) for lever in levers) or (words("whatif.nothing", language),)


def reason_sentence(reason: str, fields: Mapping[str, object], language: Language, names: Names = NO_NAMES) -> str:
    """Why a lever or a target can't be computed."""
    shown = dict(fields)
    if "programme" in shown:
        shown["programme"] = named(str(shown["programme"]), names)
    if "figure" in shown:
        shown["figure"] = figure_label(str(shown["figure"]), language)
    unit, amount = shown.get("unit"), shown.get("value")
    if isinstance(amount, int | float):
        shown["value"] = value(amount, str(unit), language)
    return words(f"whatif.refusals.{reason}", language, **shown)


def refused_sentence(refused: RefusedLever, language: Language, names: Names = NO_NAMES) -> str:
    """A lever that was left out, and why."""
    lever = lever_sentence(refused.lever, language, names)
    reason = reason_sentence(refused.reason, refused.fields, language, names)
    return words("whatif.refused.sentence", language, lever=lever, reason=reason)


def target_sentence(target: Target, found: Reached | Unreachable, language: Language, names: Names = NO_NAMES) -> str:
    """« Pour que tout le budget de AUC soit dépensé : un achat de 12 000 € », or that it is so, or can't be."""
    programme = named(target.programme, names)
    match target:
        case ReleaseMet():
            aim = words("whatif.targets.release", language, programme=programme)
        case BudgetUsed():
            aim = words("whatif.targets.budget", language, programme=programme)
        case HoursGiven(hours=number):
            aim = words("whatif.targets.hours", language, programme=programme, hours=hours(number, language))
    if isinstance(found, Unreachable):
        reason = reason_sentence(found.reason, found.fields, language, names)
        return words("whatif.targets.unreachable", language, target=aim, reason=reason)
    if found.lever is None:
        return words("whatif.targets.already", language, target=aim)
    lever = lever_sentence(found.lever, language, names)
    return words("whatif.targets.reached", language, target=aim, lever=lever[:1].lower() + lever[1:])


def named(programme: str, names: Names) -> str:
    """A programme's name, else its code."""
    return names.get(programme, programme)


def signed(number: float, unit: str, language: Language) -> str:
    """A change with its sign: « +5 000 € », « −12 h », « +2,5 points » for a share."""
    shown = value(abs(number), unit, language)
    if unit == "ratio":
        points = decimal(abs(number) * 100, language, digits=2)
        shown = words("whatif.answers.points", language, number=points)
    return f"\N{MINUS SIGN}{shown}" if number < 0 else f"+{shown}" if number else shown


def figure_label(code: str, language: Language) -> str:
    """What a figure is called."""
    return words(f"metrics.{code}.label", language)


def _say(form: str, language: Language, **fields: object) -> str:
    return words(f"whatif.levers.{form}", language, **fields)


def _contribution(lever: ExtraContribution, language: Language, names: Names) -> str:
    sentence = _say("contribution", language, amount=euros(lever.amount_cents, language))
    if lever.donor:
        sentence = _say("contribution_from", language, sentence=sentence, donor=lever.donor)
    if lever.programme:
        programme = named(lever.programme, names)
        sentence = _say("contribution_for", language, sentence=sentence, programme=programme)
    return sentence


def _expense(lever: PlannedExpense, language: Language, names: Names) -> str:
    amount = money(lever.amount_cents, lever.currency, language)
    sentence = _say("expense", language, programme=named(lever.programme, names), amount=amount)
    if lever.label:
        sentence = _say("expense_label", language, sentence=sentence, label=lever.label)
    if lever.tranche is not None:
        sentence = _say("expense_tranche", language, sentence=sentence, tranche=lever.tranche)
    if lever.on is not None:
        sentence = _say("expense_day", language, sentence=sentence, day=day(lever.on, language))
    return sentence


def _tranche(lever: NewTranche | TrancheForward, language: Language, names: Names) -> str:
    fields: dict[str, object] = {"programme": named(lever.programme, names)}
    if lever.paid_on is not None:
        fields["day"] = day(lever.paid_on, language)
    if isinstance(lever, NewTranche):
        form = "new_tranche" if lever.paid_on is None else "new_tranche_paid"
        return _say(form, language, amount=euros(lever.amount_cents, language), **fields)
    form = "forward_now" if lever.paid_on is None else "forward"
    return _say(form, language, tranche=lever.number, **fields)


def _rate(lever: RateChange, language: Language) -> str:
    name = str(conventions(language).locale.currencies.get(lever.currency, lever.currency))
    form, change = "rate_down" if lever.change < 0 else "rate_up", percent(abs(lever.change), language)
    return _say(form, language, currency=lever.currency, name=name, change=change)
