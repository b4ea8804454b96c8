"""A programme's tranches, a strip or bars: what of each is justified, what is to come, what the next one waits for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from fund.charts.chart import Bar, Chart, chart
from fund.charts.plot import Plot, Stretch, Strip, TrancheState
from fund.charts.shares import share_bar, share_plot, share_words
from fund.metric import Metric, Release
from fund.metrics.result import ProgrammeMetrics, TrancheMetrics
from fund.model import Moment
from fund.wording import Language, percent, words
from fund.wording.dates import payment, period
from fund.wording.figures import basis_label, capitalised, pair, value_alone, value_in_sentence


def tranche_strip(*, programme: ProgrammeMetrics, as_of: Moment | None, language: Language) -> Chart | None:
    """The tranches as one strip, in the order of their numbers; None where the programme has none."""
    tranches, release = programme.tranches, programme.next_release
    if not tranches:
        return None
    known = [each.amount.value for each in tranches if each.amount.value]
    usual = sum(known) / len(known) if known else 1
    asked = {each.release.previous: each.release.threshold for each in tranches if each.release}
    used = [used_words(each, language, partial(value_alone, exact=True)) for each in tranches]
    stretches = tuple(_stretch(each, as_of, language, usual=usual, release=release) for each in tranches)
    return chart(
        "tranche_strip",
        Strip(stretches=stretches),
        {
            "tranche": [words("charts.tranche", language, tranche=each.number) for each in tranches],
            "tranche_amount": [value_alone(each.amount, language, exact=True) for each in tranches],
            **dict(zip(("spent", "tranche_share", "remaining"), zip(*used, strict=True), strict=True)),
            "paid": [payment(each.paid_on, each.planned_on, language) for each in tranches],
            "threshold": [
                "" if each.number not in asked else percent(asked[each.number], language) for each in tranches
            ],
            "basis": [basis_label(each.share, language) for each in tranches],
        },
        language,
        form=_form(programme),
        **_title(programme, language),
        listing=words("charts.separator", language).join(
            pair(each.name, ", ".join((*each.lines, each.inside)), language) for each in stretches
        ),
    ).about(*(each.share for each in tranches))


def used_words(tranche: TrancheMetrics, language: Language, said: Callable[[Metric, Language], str]) -> tuple[str, ...]:
    """What of it is spent, the share that is and what remains; of one that is not paid yet, only that."""
    if is_awaited(tranche):
        return words("dates.payment.awaited", language), *(words("tables.empty", language),) * 2
    return tuple(said(each, language) for each in (tranche.spent, tranche.share, tranche.remaining))


def is_awaited(tranche: TrancheMetrics) -> bool:
    """Whether it is planned, and neither paid nor spent all the same: there is nothing of it to spend yet."""
    return tranche.planned_on is not None and _state(tranche, None) is not TrancheState.PAID


def tranche_plot(tranches: Sequence[TrancheMetrics], as_of: Moment | None, language: Language) -> Plot:
    """The share spent of each of these tranches, on its whole; of one that is not paid, when it is to be."""
    names = [words("charts.tranche", language, tranche=each.number) for each in tranches]
    bars = [_bar(name, each, as_of, language) for name, each in zip(names, tranches, strict=True)]
    return share_plot(names, bars, language)


def _bar(name: str, tranche: TrancheMetrics, as_of: Moment | None, language: Language) -> Bar:
    """A tranche's row; of one whose share is not known, what is."""
    state = _state(tranche, as_of)
    if is_awaited(tranche):
        return Bar(value=None, label=_planned(tranche, state, language), detail=value_alone(tranche.amount, language))
    if tranche.share.is_known:
        return share_bar(tranche.share, name, language)
    if tranche.amount.is_known:
        whole = value_in_sentence(tranche.amount, language)
        return Bar(value=None, label=words("charts.tranche_shares.amount_only", language, amount=whole))
    return Bar(value=None, label=words("charts.tranche_shares.nothing_known", language))


def _form(programme: ProgrammeMetrics) -> str:
    """What the title is about: what the next payment waits for where that is known, else how far the last is spent."""
    release = programme.next_release
    if release is not None and release.excess is None:
        if release.met:
            return "ready"
        if release.met is False and release.to_justify.is_known:
            return "waiting"
    return "" if programme.latest_tranche else "unknown"


def _title(programme: ProgrammeMetrics, language: Language) -> dict[str, object]:
    latest, release = programme.latest_tranche, programme.next_release
    return {
        "n": len(programme.tranches),
        "next": "" if release is None else release.tranche,
        "missing": "" if release is None else value_in_sentence(release.to_justify, language),
        "share": "" if latest is None else capitalised(value_in_sentence(latest.share, language)),
        "tranche": "" if latest is None else latest.number,
    }


def _stretch(
    tranche: TrancheMetrics, as_of: Moment | None, language: Language, *, usual: float, release: Release | None
) -> Stretch:
    state = _state(tranche, as_of)
    name = words("charts.tranche", language, tranche=tranche.number)
    known = "amount" if tranche.amount.is_known else "amount_unknown"
    fields = {"tranche": name, "amount": value_alone(tranche.amount, language)}
    stretch = Stretch(
        name=words(f"charts.tranche_strip.{known}", language, **fields),
        state=state,
        weight=float(tranche.amount.value or usual),
        share=None,
        inside=words(f"charts.tranche_strip.{state}", language) if state is not TrancheState.PAID else "",
        lines=tuple(line for line in _lines(tranche, state, language) if line),
    )
    if state is TrancheState.PAID and tranche.share.is_known and tranche.share.value is not None:
        share = float(tranche.share.value)
        stretch = replace(
            stretch, share=share, inside=share_words(tranche.share, language)[0], declared=tranche.share.is_declared
        )
    if release is not None and release.previous == tranche.number and state is TrancheState.PAID:
        asked = words("charts.tranche_strip.mark", language, share=percent(release.threshold, language))
        stretch = replace(stretch, mark=release.threshold, mark_label=asked)
    return stretch


def _state(tranche: TrancheMetrics, as_of: Moment | None) -> TrancheState:
    if tranche.paid_on is not None or tranche.share.value or tranche.spent.value:
        return TrancheState.PAID
    planned = tranche.planned_on
    over = planned is not None and as_of is not None and planned.day < as_of.day
    return TrancheState.LATE if over else TrancheState.PLANNED


def _lines(tranche: TrancheMetrics, state: TrancheState, language: Language) -> tuple[str, ...]:
    """When it was or is to be paid; what of it is justified and left, or what it waits for."""
    say = "charts.tranche_strip"
    dated = _planned(tranche, state, language) if tranche.paid_on or tranche.planned_on else ""
    if state is TrancheState.PAID:
        spent, left = tranche.spent, tranche.remaining
        justified = (
            words(f"{say}.justified", language, amount=value_in_sentence(spent, language)) if spent.is_known else ""
        )
        rest = value_in_sentence(left, language) if ((left.most if left.value is None else left.value) or 0) > 0 else ""
        return dated, justified, words(f"{say}.left", language, amount=rest) if rest else ""
    release = tranche.release
    if release is None:
        return (dated,)
    share = percent(release.threshold, language)
    return dated, words(f"{say}.condition", language, share=share, previous=release.previous)


def _planned(tranche: TrancheMetrics, state: TrancheState, language: Language) -> str:
    """When it was paid, is to be, or since when it is late."""
    if state is TrancheState.LATE:
        return words("charts.tranche_strip.late_since", language, since=period(tranche.planned_on, None, language))
    return payment(tranche.paid_on, tranche.planned_on, language)
