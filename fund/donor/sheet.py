"""A gift in words: the one place that says what a donor's page and its printed sheet both show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fund.donor.did import decision_lines, milestone_lines, programme_line
from fund.donor.gift import Contribution, Gift
from fund.donor.helped import Bounded
from fund.donor.sheet_model import DonorSheet, DonorWords, Said, ShareLine
from fund.donor.sources import sources
from fund.metric import Metric
from fund.model import Dataset
from fund.records import Decision
from fund.wording import Language, day, percent, words
from fund.wording.contract import choice_label
from fund.wording.dates import as_of
from fund.wording.figures import amount, label, pair, value_alone, value_in_sentence

STEPS = ("pledged", "decided", "committed", "received", "programme")
"""What a contribution goes through, in order, and where it ends."""


def donor_sheet(
    gift: Gift, dataset: Dataset, language: Language, *, decisions: Sequence[Decision] = (), version: int
) -> DonorSheet:
    """Everything there is to say of a gift. `dataset` is the one it is in, `version` that data's published number."""
    fund = dataset.fund
    stopped = as_of(fund.as_of, language)
    return DonorSheet(
        language=language,
        donor=gift.donor,
        about=about(gift, language),
        fund=fund.name or fund.code,
        as_of=stopped,
        fictional=words("donor.fictional", language) if fund.fictional else "",
        figures=tuple(Said(label(each, language), value_alone(each, language)) for each in key_metrics(gift)),
        columns=tuple(words(f"donor.columns.{step}", language) for step in STEPS),
        rows=tuple(_row(each, gift, language) for each in gift.contributions),
        shares=tuple(_shares(gift, language)),
        programmes=tuple(programme_line(each, language) for each in gift.programmes),
        milestones=milestone_lines(gift, language),
        decisions=decision_lines(gift, decisions, language),
        citation=words(
            "donor.citation",
            language,
            donor=gift.donor,
            fund=fund.name or fund.code,
            as_of=stopped[:1].lower() + stopped[1:],
            number=version,
        ),
        sources=sources(gift, dataset, language),
        words=_headings(gift, language),
    )


def key_metrics(gift: Gift) -> tuple[Metric, ...]:
    """What was received, known or not; then what else is known of the gift."""
    others = (gift.committed, gift.pledged, gift.outstanding)
    return (gift.received, *(each for each in others if each.value is not None))


def about(gift: Gift, language: Language) -> str:
    """« commune · département 72 · SIREN 217200132 », as far as it is known."""
    kind = choice_label("contributions", "donor_type", gift.donor_type, language) if gift.donor_type else ""
    department = words("donor.department", language, code=gift.department) if gift.department else ""
    siren = words("donor.siren", language, number=gift.siren) if gift.siren else ""
    return " · ".join(part for part in (kind[:1].upper() + kind[1:], department, siren) if part)


def _row(row: Contribution, gift: Gift, language: Language) -> tuple[str, ...]:
    """A contribution step by step: how much, and which day."""
    names = {each.programme.code: each.programme.name for each in gift.programmes}
    decided = "" if row.decided_on is None else day(row.decided_on, language, short=True)
    steps = ((row.pledged_cents, row.pledged_on), (row.committed_cents, row.committed_on))
    pledged, committed, received = (
        words("donor.on", language, amount=amount(cents, language), date=day(when, language, short=True))
        if when is not None
        else amount(cents, language)
        for cents, when in (*steps, (row.received_cents, row.received_on))
    )
    without = words("donor.pooled" if row.told else "figures.unknown", language)
    programme = names.get(row.programme, row.programme) or without
    return (pledged, decided or words("tables.empty", language), committed, received, programme)


def _shares(gift: Gift, language: Language) -> Iterator[ShareLine]:
    """The share of the fund that the pooled money is, then the share of its programme that each tied part is."""
    if not gift.tied:
        yield _share(gift.share, language, note=words("donor.share.notional", language) if gift.share.said else "")
    for each in gift.programmes:
        if each.tied_share is not None:
            yield _share(each.tied_share, language, note=words("donor.share.tied", language), of=each.programme.name)


def _share(share: Bounded, language: Language, *, note: str, of: str = "") -> ShareLine:
    metric = share.metric
    part, whole = metric.numerator, metric.denominator
    name = label(metric, language)
    value, fraction = value_alone(metric, language), metric.value
    if metric.value is None and share.at_most is not None:
        fraction = share.at_most
        most = percent(share.at_most, language)
        value = words("donor.at_most", language, value=most) if share.at_most else most
    sentence = ""
    if part is not None and whole is not None and part.is_known and whole.is_known:
        fields = {"part": value_in_sentence(part, language), "whole": value_in_sentence(whole, language)}
        sentence = words(f"donor.share.{metric.code}", language, **fields)
    elif metric.reason:
        sentence = words(f"donor.reasons.{_lacking(metric)}", language)
    return ShareLine(
        metric=metric,
        label=pair(name, of, language) if of else name,
        value=value,
        sentence=sentence,
        note=note,
        part=None if fraction is None else float(fraction),
    )


def _lacking(metric: Metric) -> str:
    """Which of the two amounts of a share is not communicated."""
    return "part" if metric.numerator is None or not metric.numerator.is_known else "whole"


def _headings(gift: Gift, language: Language) -> DonorWords:
    tied = "tied" if gift.tied and gift.programmes else "pooled"
    first = gift.first_received
    since = "all" if first is None else "since"
    date = "" if first is None else day(first, language)
    return DonorWords(
        contributions=words("donor.titles.contributions", language),
        shares=words(f"donor.titles.shares_{tied}", language),
        programmes=words(f"donor.titles.programmes_{tied}", language),
        milestones=words(f"donor.titles.milestones_{since}", language, date=date),
        decisions=words("donor.titles.decisions", language),
        citation=words("donor.titles.citation", language),
        sources=words("donor.titles.sources", language),
        undisclosed="" if gift.received.value is not None else words("donor.undisclosed", language),
    )
