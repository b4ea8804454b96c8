"""The answer to what is asked, in one sentence; what can be said where there is none; and the reverse questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fund.metric import Metric
from fund.metrics.fund import FundState
from fund.whatif.answers import Answers, CashChange, Compared
from fund.whatif.apply import apply
from fund.whatif.lever import Lever, Names, RefusedLever, Scenario, named
from fund.whatif.levers.programme_funding import BudgetMove, NewProgramme, TrancheForward
from fund.whatif.levers.purchase import PlannedExpense, purchase_tenders
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import DonorDefault, RateChange
from fund.whatif.remaining import budget_runway, outlook, spending_rate
from fund.whatif.sentences import NO_NAMES, outlook_sentence, runway_sentence, span_text, tender_sentence
from fund.wording import Language, day, exact_euros, money, month, words
from fund.wording.figures import capitalised, label, pair, shortfall_in_sentence, value_in_sentence, with_parts, within

MOST_TOLD = 3
"""What of the answer stands in its sentence; the rest is below it."""


def answer_sentence(answers: Answers, language: Language, names: Names = NO_NAMES) -> str:
    """What changes, the fund's cash first, then the figures that move most, then what has to be said of the levers."""
    cash, path = answers.cash, answers.applied.simulated.metrics.cash
    in_months = cash is not None and not cash.everywhere
    parts = [_in_months(cash, language)] if cash is not None and in_months else []
    shown = [each for each in answers.moved if not in_months or each.scenario.code != "balance"]
    of_fund = {each.scenario.code for each in shown if not each.programme}
    shown = [each for each in shown if not each.programme or each.scenario.code not in of_fund]
    parts += [_moved(each, language, names) for each in shown[: MOST_TOLD - len(parts)]]
    if cash is not None and cash.short is not None:
        missing = shortfall_in_sentence(path.figure(cash.short.lowest), language)
        parts.append(words("whatif.answer.short", language, month=month(cash.short.month, language), missing=missing))
    elif cash is not None and cash.mended:
        parts.append(words("whatif.answer.mended", language))
    if not parts and answers.applied.levers:
        parts.append(words("whatif.answer.nothing", language))
    for lever in answers.applied.levers:
        parts += [*_days_over(lever, answers, language), *_remarks(lever, answers, language, names)]
    return f"{capitalised(words('charts.separator', language).join(parts))}." if parts else ""


@dataclass(frozen=True, slots=True, eq=False)
class ToldChange:
    """A figure that changes under its name, and whose it is: as it is, and as it would be."""

    name: str
    before: Metric
    after: Metric
    whose: str = ""


def told_changes(answers: Answers, language: Language, names: Names = NO_NAMES) -> list[ToldChange]:
    """What changes, the fund's cash of the month that changes most first, which stands for its balance."""
    cash, found = answers.cash, list[ToldChange]()
    if cash is not None and not cash.everywhere:
        name = words("whatif.answer.cash_name", language, month=month(cash.month, language))
        found.append(ToldChange(name, cash.before, cash.after))
    in_months = bool(found)
    for each in answers.moved:
        if not in_months or each.scenario.code != "balance":
            name = label(each.scenario, language)
            whose = named(each.programme, names) if each.programme else ""
            found.append(ToldChange(name, each.baseline, each.scenario, whose))
    return found


def _in_months(cash: CashChange, language: Language) -> str:
    after, before = value_in_sentence(cash.after, language), _before(cash.before, cash.after, language)
    form = "cash" if cash.back is None else "cash_for_a_while"
    back = "" if cash.back is None else month(cash.back, language)
    said = {"after": after, "before": before, "back": back}
    return words(f"whatif.answer.{form}", language, month=month(cash.month, language), **said)


def _before(before: Metric, after: Metric, language: Language) -> str:
    """The figure as it is: what has to be said of both is said of the one before it in the sentence."""
    least = before.known_part if after.partial else before
    return value_in_sentence(replace(least, approximate=before.approximate and not after.approximate), language)


def _moved(answer: Compared[Metric, Metric], language: Language, names: Names) -> str:
    """« Collecté : 992 600 € au lieu de 982 600 € », with the programme whose figure it is."""
    told = words(
        "whatif.answer.moved",
        language,
        figure=within(label(answer.scenario, language)),
        after=with_parts(value_in_sentence(answer.scenario, language), answer.scenario, language),
        before=with_parts(_before(answer.baseline, answer.scenario, language), answer.baseline, language),
    )
    return pair(named(answer.programme, names), told, language) if answer.programme else told


def _days_over(lever: Lever, answers: Answers, language: Language) -> Iterator[str]:
    closing = answers.applied.baseline.dataset.fund.day
    if lever.dated is not None and closing is not None and lever.dated < closing:
        form = "due_before" if isinstance(lever, DonorDefault) else "over"
        yield words(f"whatif.answer.{form}", language, day=day(lever.dated, language))


def _remarks(lever: Lever, answers: Answers, language: Language, names: Names) -> Iterator[str]:
    """What a lever leaves open: a condition that is not met, a cost that nobody told, a gift without a day."""
    metrics = answers.applied.baseline.metrics
    if isinstance(lever, TrancheForward):
        supposed = answers.applied.simulated.metrics.programme(lever.programme)
        release = next(each.release for each in supposed.tranches if each.number == lever.number)
        if release is not None and release.met is False:
            yield words(
                "whatif.answer.condition",
                language,
                missing=value_in_sentence(release.to_justify, language),
                number=lever.number,
            )
    elif isinstance(lever, PlannedExpense) and lever.on is not None and lever in answers.applied.later:
        amount = money(lever.amount_cents, lever.currency, language)
        told = {"programme": named(lever.programme, names), "amount": amount, "day": day(lever.on, language)}
        yield words("whatif.answer.later_purchase", language, **told)
    elif isinstance(lever, HoursChange):
        yield from _hour_cost(lever, lever.cost(metrics.programme(lever.programme)), language)
    elif isinstance(lever, DonorDefault) and answers.cash is None and metrics.cash.end is not None:
        yield words("whatif.answer.undated", language)
    elif isinstance(lever, NewProgramme) and not metrics.unallocated.is_known:
        left = words("figures.unknown", language)
        yield pair(within(label(metrics.unallocated, language)), left, language)
    elif isinstance(lever, RateChange):
        yield words("whatif.answer.rate", language)
        for each in answers.releases:
            was, then, release = each.baseline.span, each.scenario.span, each.scenario.release
            if was != then and was is not None and then is not None and release is not None:
                spans = {"after": span_text(then, language), "before": span_text(was, language)}
                yield words("whatif.answer.release", language, number=release.tranche, **spans)


def _hour_cost(lever: HoursChange, cost: int | None, language: Language) -> Iterator[str]:
    if cost is None:
        yield words("whatif.answer.cost_unknown", language)
    elif lever.cost_cents is None:
        yield words("whatif.answer.hour_cost", language, cost=exact_euros(cost, language))


def can_be_said(refused: RefusedLever, fund: FundState, language: Language, names: Names = NO_NAMES) -> str:
    """What is known of a question that can't be answered; empty where nothing is."""
    metrics, lever = fund.metrics, refused.lever
    programmes = {each.code: each for each in metrics.programmes}
    if isinstance(lever, PlannedExpense):
        scenario = Scenario((lever,))
        return " ".join(tender_sentence(each, language) for each in purchase_tenders(apply(scenario, fund)))
    if isinstance(lever, TrancheForward) and lever.programme in programmes:
        shares = [each.share for each in programmes[lever.programme].tranches if each.number == lever.number]
        known = [capitalised(value_in_sentence(each, language)) for each in shares if each.is_known]
        return words("whatif.said.share", language, share=known[0]) if known else ""
    if isinstance(lever, BudgetMove) and lever.source in programmes and lever.source != lever.target:
        programme = programmes[lever.source]
        left = budget_runway(programme, spending_rate(fund.dataset, programme))
        return "" if left.cents is None else runway_sentence(left, language, names)
    donors = metrics.contributions.donors
    if isinstance(lever, DonorDefault) and donors.value and not metrics.contributions.outstanding.is_known:
        return words("whatif.said.donors", language, donors=capitalised(value_in_sentence(donors, language)))
    return ""


def reverse_answers(fund: FundState, language: Language, names: Names = NO_NAMES) -> Iterator[tuple[str, str]]:
    """« Combien faut-il justifier pour débloquer la tranche 3 ? », « Combien peut-on encore allouer ? », answered."""
    metrics = fund.metrics
    for programme in metrics.programmes:
        release = programme.next_release
        if release is not None:
            tranche = next(each for each in programme.tranches if each.number == release.tranche)
            found = outlook(programme, tranche, spending_rate(fund.dataset, programme))
            fields = {"number": release.tranche, "programme": named(programme.code, names)}
            yield words("whatif.reverse.release", language, **fields), outlook_sentence(found, language)
    left = metrics.unallocated
    said = words("whatif.reverse.left", language, left=capitalised(value_in_sentence(left, language)))
    if left.value is not None and left.value < 0:
        said = words("whatif.reverse.over", language, over=shortfall_in_sentence(left, language))
    yield words("whatif.reverse.allocate", language), said
