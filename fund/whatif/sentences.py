"""What a scenario supposes and answers, in words, in the reader's language. None of it is escaped.

`names` gives what a programme is called for its code; one that it does not hold is called by its code.
"""

from __future__ import annotations

from types import MappingProxyType

from fund.metrics.limits import Exceeded
from fund.metrics.result import ProgrammeMetrics
from fund.model import Dataset
from fund.whatif.answers import Constraint
from fund.whatif.lever import Names, RefusedLever, named
from fund.whatif.levers.purchase import PurchaseTender
from fund.whatif.remaining import ReleaseOutlook, Runway, Span, SpendingRate, outlook, spending_rate
from fund.wording import Language, day, euros, exact_euros, has, money, value, words
from fund.wording.figures import bounded, capitalised, label_of, value_in_sentence
from fund.wording.releases import release_sentence

NO_NAMES: Names = MappingProxyType({})


def refused_sentence(refused: RefusedLever, language: Language, names: Names = NO_NAMES) -> str:
    """A lever that was left out, and why."""
    shown = dict(refused.fields)
    if "programme" in shown:
        shown["programme"] = named(str(shown["programme"]), names)
    if "figure" in shown:
        figure = label_of(str(shown["figure"]), language)
        whose = shown.get("programme")
        shown["figure"] = words("whatif.choices.told_apart", language, choice=figure, code=whose) if whose else figure
    unit, amount = shown.get("unit"), shown.get("value")
    if isinstance(amount, int | float):
        shown["value"] = value(amount, str(unit), language, exact=True)
    lever = refused.lever.sentence(language, names)
    reason = words(f"whatif.refusals.{refused.reason}", language, **shown)
    return words("whatif.refused.sentence", language, lever=lever, reason=reason)


def constraint_sentence(constraint: Constraint, language: Language, names: Names = NO_NAMES) -> str:
    """A limit that is exceeded with what is missing, and that it is so already where it is."""
    sentence, before = _exceeded(constraint.exceeded, language, names), constraint.before
    if before is None:
        return sentence
    if before.missing_cents == constraint.exceeded.missing_cents:
        return words("whatif.constraints.same", language, sentence=sentence)
    return words("whatif.constraints.already", language, sentence=sentence, before=_missing(before, language))


def lifted_sentence(lifted: Exceeded, language: Language, names: Names = NO_NAMES) -> str:
    """A limit that the scenario does not exceed any more."""
    return words("whatif.constraints.lifted", language, sentence=_exceeded(lifted, language, names))


def outlook_sentence(found: ReleaseOutlook, language: Language) -> str:
    """Whether a release's condition is met, what is still to justify, and when to expect it."""
    release = found.release
    if release is None:
        return ""
    sentence = f"{capitalised(release_sentence(release, language))}."
    if release.met:
        return sentence
    if release.to_justify.value is None:
        reason = reason_text(release.to_justify.reason, language)
        return words("whatif.releases.unknown", language, sentence=sentence, reason=reason)
    if found.span is not None:
        span = span_text(found.span, language)
        return words("whatif.releases.expected", language, sentence=sentence, span=span)
    return words("whatif.releases.no_date", language, sentence=sentence, reason=reason_text(found.reason, language))


def release_pace(dataset: Dataset, programme: ProgrammeMetrics, language: Language) -> str:
    """When the next tranche's condition would be met at the recent pace; empty where that cannot be told."""
    release = programme.next_release
    if release is None or release.met is not False or release.excess is not None:
        return ""
    waiting = next(each for each in programme.tranches if each.number == release.tranche)
    span = outlook(programme, waiting, spending_rate(dataset, programme)).span
    return "" if span is None else words("whatif.releases.pace", language, span=span_text(span, language))


def runway_sentence(runway: Runway, language: Language, names: Names = NO_NAMES) -> str:
    """What is left of a resource, and until when."""
    programme = named(runway.programme, names)
    what = words(f"whatif.runways.{runway.resource}", language, programme=programme, tranche=runway.tranche)
    left = runway.cents
    if left is None:
        return words("whatif.runways.unknown", language, what=what, reason=reason_text(runway.reason, language))
    if left <= 0:
        form = "exceeded" if left < 0 else "exhausted"
        return words(f"whatif.runways.{form}", language, what=what, amount=euros(-left, language))
    amount = value_in_sentence(runway.remaining, language)
    if runway.span is not None:
        form = "lasts_at_most" if runway.remaining.value is None else "lasts"
        span = span_text(runway.span, language)
        return words(f"whatif.runways.{form}", language, what=what, amount=amount, span=span)
    reason = reason_text(runway.reason, language)
    return words("whatif.runways.no_date", language, what=what, amount=amount, reason=reason)


def span_text(span: Span, language: Language) -> str:
    """A range of days."""
    earliest = day(span.earliest, language)
    if span.latest is None:
        return words("whatif.spans.from", language, earliest=earliest)
    if span.latest == span.earliest:
        return words("whatif.spans.on", language, earliest=earliest)
    return words("whatif.spans.between", language, earliest=earliest, latest=day(span.latest, language))


def rate_sentences(rate: SpendingRate, language: Language) -> tuple[str, ...]:
    """Each window's rate with its numerator, its denominator and its days; or why there is none."""
    if rate.reason:
        return (words("whatif.spending_rate.unknown", language, reason=reason_text(rate.reason, language)),)
    sentences = (
        words(
            "whatif.spending_rate.window",
            language,
            rate=euros(window.per_month_cents, language),
            months=window.months,
            spent=euros(window.spent_cents, language),
            first=day(window.first, language),
            last=day(window.last, language),
        )
        for window in rate.windows
    )
    form = "whatif.spending_rate.at_least"
    return tuple(words(form, language, sentence=each) if rate.at_least else each for each in sentences)


def tender_sentence(found: PurchaseTender, language: Language) -> str:
    """Whether a planned purchase needs a call for tenders, by how much against what."""
    if found.needed is None or found.compared_cents is None or found.threshold_cents is None:
        reason = reason_text(found.reason, language)
        return words("whatif.tenders.unknown", language, reason=reason)
    foreseen = "needed_foreseen" if found.purchase.tender else "needed"
    contract = found.contract_cents
    said = "" if contract is None else words("whatif.tenders.contract", language, euros=exact_euros(contract, language))
    return words(
        f"whatif.tenders.{foreseen if found.needed else 'not_needed'}",
        language,
        amount=money(found.compared_cents, found.currency, language),
        threshold=money(found.threshold_cents, found.currency, language),
        contract=said,
    )


def reason_text(reason: str, language: Language) -> str:
    """Why there is no value or no date: a reason of the rate of spending or of tenders, else one of the metrics."""
    own = (f"whatif.{area}.reasons.{reason}" for area in ("spending_rate", "tenders"))
    return words(next((key for key in own if has(key, language)), f"metrics.reasons.{reason}"), language)


def _exceeded(found: Exceeded, language: Language, names: Names) -> str:
    return words(
        f"whatif.constraints.{found.limit}",
        language,
        programme=named(found.programme, names),
        tranche=found.tranche,
        missing=_missing(found, language),
    )


def _missing(found: Exceeded, language: Language) -> str:
    return bounded(value_in_sentence(found.missing, language), found.bound, language)
