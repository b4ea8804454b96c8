"""How many gave, in words: those that paid apart from those that only promised, and what is told of a part of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fund.metric import DonorCounts, Metric
from fund.model import FundIdentity, Record
from fund.wording.figures import amount, value_in_sentence, with_note
from fund.wording.language import Language, words
from fund.wording.numbers import count

_INITIALS = re.compile(r"\(([A-ZÀ-Þ][A-ZÀ-Þ0-9-]{1,7})\)$")


def every_donor(counts: DonorCounts, language: Language) -> str:
    """« 22 collectivités et CGLU », « 72 collectivités, dont 1 nommée »; empty where there is none."""
    return _joined("authorities", counts.donors, counts.other_contributors, counts.lone_other, language)


def all_donors(counts: DonorCounts, language: Language) -> str:
    """« 22 collectivités donatrices et CGLU », where nothing else says that they give; empty where there is none."""
    return _joined("donor_authorities", counts.donors, counts.other_contributors, counts.lone_other, language)


def local_authorities(counts: DonorCounts, language: Language) -> str:
    """Those that are local authorities: « 22 collectivités donatrices »; empty where there is none."""
    return _joined("donor_authorities", counts.donors, None, "", language)


def payers(counts: DonorCounts, language: Language) -> str:
    """« 35 collectivités et 2 autres contributeurs » that paid; empty where rows do not name all who may have."""
    return "" if counts.donors.detailed is not None else _paid(counts, language)


def _paid(counts: DonorCounts, language: Language) -> str:
    return _joined("authorities", counts.donors_paid, counts.others_paid, counts.lone_payer, language)


def thanked(counts: DonorCounts, language: Language) -> str:
    """Those that paid with how many only promised, in few words; all donors where no payment is known."""
    paid, promised = payers(counts, language), counts.donors_promised
    if not paid or not promised.is_known or not promised.value:
        return paid or every_donor(counts, language)
    return ", ".join((paid, _counted("short_promised", promised, language)))


def donors_briefly(counts: DonorCounts, language: Language) -> str:
    """The same beside a figure; where no payment is known, that the amounts of all of them are not told."""
    return thanked(counts, language) if payers(counts, language) else donors_apart(counts, language)


def donors_apart(counts: DonorCounts, language: Language) -> str:
    """Those that paid, those that only promised, those of whom neither is known; empty where there is no donor."""
    everyone = every_donor(counts, language)
    told = list(_standings(counts, language))
    if not told:
        givers = all_donors(counts, language)
        return words("givers.all_undisclosed", language, givers=givers) if givers else ""
    listed = [everyone] if counts.donors.detailed is not None else []
    return words("givers.separator", language).join([*listed, *told])


def standings(counts: DonorCounts, language: Language) -> str:
    """Of the authorities how many paid and how many only promised, in few words; empty where neither is known."""
    figures = {
        "short_paid": counts.donors_paid,
        "short_promised": counts.donors_promised,
        "undisclosed": counts.undisclosed,
    }
    known = {name: figure for name, figure in figures.items() if figure.is_known and figure.value}
    return ", ".join(_counted(name, figure, language) for name, figure in known.items())


def list_note(fund: FundIdentity, language: Language) -> str:
    """What the fund says of its list of donors; empty where it says nothing."""
    if fund.donors_complete is None:
        return ""
    return words(f"givers.list.{'complete' if fund.donors_complete else 'incomplete'}", language)


def intentions(rows: Sequence[Record], language: Language) -> str:
    """What is only considered, by whom and how much: no gift yet. Empty where there is nothing of the kind."""
    if not rows:
        return ""
    listed = words("charts.separator", language).join(
        with_note(
            str(row["donor"] or words("figures.unknown", language)), amount(row["intended_cents"], language), language
        )
        for row in rows
    )
    return words("givers.intended", language, n=len(rows), number=count(len(rows), language), listing=listed)


def stage_amount(row: Record, stage: str, language: Language, *, exact: bool = False) -> str:
    """What a donor's row of a table gives at a stage: an amount that rows tell, else that it is not there yet.

    It is « au moins » where it is not communicated of one of the donor's rows. `outstanding` is a stage too.
    """
    cents, partial = row[f"{stage}_cents"], bool(row[f"{stage}_unknown"])
    if cents is None or partial or row.get(f"{stage}_told", True):
        return amount(cents, language, partial=partial, exact=exact)
    return nothing_yet(stage, language)


def nothing_yet(stage: str, language: Language) -> str:
    """What stands where a stage has not happened: « pas encore » for a payment, a dash for a promise."""
    return words("figures.pending" if stage == "received" else "tables.empty", language)


def _standings(counts: DonorCounts, language: Language) -> Iterator[str]:
    paid = [figure for figure in (counts.donors_paid, counts.others_paid) if figure.is_known and figure.value]
    if paid:
        n = sum(int(figure.value or 0) for figure in paid)
        yield words("givers.paid", language, n=n, givers=_paid(counts, language))
    if counts.donors_promised.is_known and counts.donors_promised.value:
        form = "promised" if counts.donors_paid.unknown else "only_promised"
        yield _counted(form, counts.donors_promised, language)
    if not paid and not (counts.donors_promised.is_known and counts.donors_promised.value):
        return
    if counts.undisclosed.value:
        yield _counted("undisclosed", counts.undisclosed, language)


def _joined(form: str, authorities: Metric, others: Metric | None, lone: str, language: Language) -> str:
    """The authorities and how many others; one other alone by its name."""
    said = [_counted(form, authorities, language)] if authorities.is_known and authorities.value else []
    if others is not None and others.is_known and others.value:
        named = called(lone) if lone and not others.partial else ""
        said.append(named or _counted("others", others, language))
    # « 22 collectivités, dont 21 nommées, et CGLU »: one that is no authority is none of those named.
    return words("slides.and" if authorities.detailed is None else "givers.and_apart", language).join(said)


def called(name: str) -> str:
    """What a body is called where there is little room: the initials that its name gives in brackets at its end."""
    initials = _INITIALS.search(name)
    return initials[1] if initials else name


def _counted(name: str, figure: Metric, language: Language) -> str:
    n = int(figure.value or 0)
    text = words(f"givers.{name}", language, n=n, number=value_in_sentence(figure, language))
    named = figure.detailed
    if named is None or not named.value:
        return text
    return words("givers.of_them", language, n=int(named.value), givers=text, number=value_in_sentence(named, language))
