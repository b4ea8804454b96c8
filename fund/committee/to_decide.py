"""What the committee can decide now, in words: payments whose condition is met, money that is not allocated."""

from __future__ import annotations

from dataclasses import dataclass

from fund.metric import Metric, Release
from fund.metrics.figure import difference
from fund.metrics.limits import tied_beyond_budgets
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.model import Moment
from fund.wording import Language, percent, words
from fund.wording.dates import payment
from fund.wording.figures import capitalised, label_of, pair, shortfall_in_sentence, value_in_sentence
from fund.wording.releases import release_sentence


@dataclass(frozen=True, slots=True, eq=False)
class ReadyPayment:
    """A tranche that may be paid now: whose it is, its sentence without a full stop, and its amount if it is known."""

    programme: ProgrammeMetrics
    said: str
    amount: Metric | None
    release: Release
    planned_on: Moment | None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Matter:
    """One thing to decide: the amount, None where nobody told it; the decision, verb first; what speaks for it."""

    amount: Metric | None
    said: str
    detail: str


def ready_payments(metrics: FundMetrics, language: Language) -> list[ReadyPayment]:
    """The payments that may be made now, in the order of the programmes."""
    ready = [(each, each.next_release) for each in metrics.programmes]
    return [
        ReadyPayment(
            programme,
            release_sentence(release, language, amount=programme.amount_of(release.tranche)),
            programme.amount_of(release.tranche),
            release,
            next((each.planned_on for each in programme.tranches if each.number == release.tranche), None),
        )
        for programme, release in ready
        if release is not None and release.met
    ]


def matters(metrics: FundMetrics, language: Language) -> list[Matter]:
    """What is to be decided, each with its verb first and its consequence: payments, then what is not allocated."""
    found = [_payment(each, metrics, language) for each in ready_payments(metrics, language)]
    money = _money(metrics, language)
    return [*found, *([money] if money else [])]


def not_yet(metrics: FundMetrics, language: Language) -> str:
    """The payments that people will ask about and whose condition is not met, in one sentence; empty without any."""
    waiting = [(each.called, each.next_release) for each in metrics.programmes]
    said = [_waiting(name, due, language) for name, due in waiting if due is not None and due.met is False]
    listed = words("committee.and_then", language).join(said)
    return words("committee.not_yet", language, listing=listed) if said else ""


def _waiting(programme: str, release: Release, language: Language) -> str:
    """« la tranche 3 (Eau), il reste 22 200,05 € à justifier »."""
    form = "waiting" if release.to_justify.is_known else "waiting_share"
    return words(
        f"committee.{form}",
        language,
        number=release.tranche,
        programme=programme,
        missing=value_in_sentence(release.to_justify, language),
        share=value_in_sentence(release.share, language),
        threshold=percent(release.threshold, language),
    )


def unallocated(metrics: FundMetrics, language: Language) -> str:
    """What can still be allocated, or by how much more than was raised is; empty where nothing is or it isn't known."""
    left, tied = metrics.unallocated, tied_beyond_budgets(metrics)
    ended = metrics.columns.dataset.fund.is_closed
    if left.value is None or not left.is_known or not left.value or (ended and left.value > 0):
        return ""
    if left.value < 0:
        return words("committee.over_allocated", language, amount=shortfall_in_sentence(left, language))
    said = words("committee.unallocated", language, amount=value_in_sentence(left, language))
    if tied is None:
        return said
    return words("committee.tied", language, left=said, tied=value_in_sentence(tied, language))


def _payment(ready: ReadyPayment, metrics: FundMetrics, language: Language) -> Matter:
    """« Verser la tranche 2 (Métiers), prévue le 15 octobre 2026 », with its condition and what would be left."""
    when, release, amount = ready.planned_on, ready.release, ready.amount
    date = "" if when is None else words("committee.planned", language, date=payment(None, when, language))
    known = amount if amount is not None and amount.is_known else None
    left = None if known is None else difference("balance", metrics.balance, known)
    after = "" if left is None or not left.is_known else value_in_sentence(left, language)
    share, asked = value_in_sentence(release.share, language), percent(release.threshold, language)
    # An overspending is a reserve that the whole sentence tells.
    met = words("committee.met", language, share=share, threshold=asked)
    condition = capitalised(met if release.excess is None else release_sentence(release, language))
    return Matter(
        amount=known,
        said=words("committee.pay", language, number=release.tranche, programme=ready.programme.called, planned=date),
        detail=words("committee.then_left", language, said=condition, left=after) if after else condition,
    )


def _money(metrics: FundMetrics, language: Language) -> Matter | None:
    """What is left to allocate, or to find, with the sums that it comes from; None where there is nothing."""
    said = unallocated(metrics, language)
    if not said:
        return None
    form = "find" if (metrics.unallocated.value or 0) < 0 else "allocate"
    terms = (metrics.contributions.raised, metrics.allocated, metrics.running_costs, metrics.contributions.outstanding)
    told = [
        pair(label_of(each.code, language).lower(), value_in_sentence(each, language), language)
        for each in terms
        if each.is_known and each.value
    ]
    tied = tied_beyond_budgets(metrics)
    if tied is not None and form == "allocate":
        told.insert(0, words("committee.tied_alone", language, tied=value_in_sentence(tied, language)))
    return Matter(
        amount=metrics.unallocated if form == "allocate" else None,
        said=words(f"committee.{form}", language) if form == "allocate" else capitalised(said),
        detail=capitalised(" · ".join(told)),
    )
