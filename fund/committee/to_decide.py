"""What the committee can decide now, in words: payments whose condition is met, money that is not allocated."""

from __future__ import annotations

from dataclasses import dataclass

from fund.metric import Metric
from fund.metrics.limits import tied_beyond_budgets
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.wording import Language, words
from fund.wording.figures import release_sentence, shortfall_in_sentence, value_in_sentence


@dataclass(frozen=True, slots=True, eq=False)
class ReadyPayment:
    """A tranche that may be paid now: whose it is, its sentence without a full stop, and its amount if it is known."""

    programme: ProgrammeMetrics
    said: str
    amount: Metric | None


def ready_payments(metrics: FundMetrics, language: Language) -> list[ReadyPayment]:
    """The payments that may be made now, in the order of the programmes."""
    ready = [(each, each.next_release) for each in metrics.programmes]
    return [
        ReadyPayment(
            programme,
            release_sentence(release, language, amount=programme.amount_of(release.tranche)),
            programme.amount_of(release.tranche),
        )
        for programme, release in ready
        if release is not None and release.met
    ]


def unallocated(metrics: FundMetrics, language: Language) -> str:
    """What can still be allocated, or by how much more than was raised is; empty where nothing is or it isn't known."""
    left, tied = metrics.unallocated, tied_beyond_budgets(metrics)
    if left.value is None or not left.is_known or not left.value:
        return ""
    if left.value < 0:
        return words("committee.over_allocated", language, amount=shortfall_in_sentence(left, language))
    said = words("committee.unallocated", language, amount=value_in_sentence(left, language))
    if tied is None:
        return said
    return words("committee.tied", language, left=said, tied=value_in_sentence(tied, language))
