"""What a donor's printed sheet opens with: what the fund did, then a sentence that a council can vote, and who gave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fund.charts.photo_line import photo_lines
from fund.committee.achievements import last_told, reached, telling, told
from fund.donor.gift import Gift
from fund.donor.sheet_model import DoneLine, DonorSheet, Opening
from fund.metric import Metric
from fund.metrics.photos import Photo, in_period
from fund.metrics.photos import undated as undated_photos
from fund.metrics.result import ProgrammeMetrics
from fund.model import FundIdentity
from fund.schema import folded
from fund.wording import Language, words
from fund.wording.contract import choice_label
from fund.wording.figures import label, pair, value_alone, value_in_sentence, with_basis, within
from fund.wording.givers import all_donors, every_donor, payers
from fund.wording.numbers import NBSP
from fund.wording.periods import undated_note
from fund.wording.stories import unbroken

MOST_DONE, TOLD_ROOM = 3, 250
COUNCILS = ("municipality", "intermunicipal", "department", "region")
"""The donors that a council decides for; of the others « l’assemblée délibérante » does."""
METROPOLIS = "metropole"


def opening(gift: Gift, fund: FundIdentity, language: Language) -> Opening:
    """The opening of the sheet of a gift."""
    done = tuple(_lines(gift, language))[:MOST_DONE]
    counts, raised = gift.givers, gift.givers.raised
    paid = payers(counts, language)
    everyone = paid or all_donors(counts, language)
    number = (counts.donors_paid.value or 0) + (counts.others_paid.value or 0) if paid else counts.donors.value or 0
    together = number > 1 and bool(raised.value) and not gift.tied and (bool(paid) or counts.donors.detailed is None)
    names = sorted((str(name) for name in gift.givers.by_donor["donor"] if name), key=folded)
    title = words(f"donor.opening.title_{'all' if together else 'fund'}", language, donors=everyone)
    return Opening(
        # Where nothing is done yet, nobody made it possible.
        title=title if done else fund.name,
        intro=_intro(gift, language),
        done=done,
        gift=words("donor.opening.gift", language, donor=gift.donor),
        to_fill=() if gift.received.is_known else tuple(words("donor.opening.to_fill", language).split("|")),
        vote_title=words("donor.opening.vote_title", language),
        vote=_vote(gift, fund, done, language),
        names_title=words("donor.opening.names", language),
        names=() if names == [gift.donor] else tuple(names),  # its own name alone says nothing
    )


def about(gift: Gift, language: Language) -> str:
    """« commune · département 72 · SIREN 217200132 », as far as it is known."""
    kind = choice_label("contributions", "donor_type", gift.donor_type, language) if gift.donor_type else ""
    department = words("donor.department", language, code=gift.department) if gift.department else ""
    siren = words("donor.siren", language, number=gift.siren) if gift.siren else ""
    return " · ".join(part for part in (kind[:1].upper() + kind[1:], department, siren) if part)


def _intro(gift: Gift, language: Language) -> str:
    """Who gave, how much together; nothing of what nobody told, and no name among those that paid before it paid."""
    raised, paid = gift.givers.raised, payers(gift.givers, language)
    unpaid = (paid and not gift.received.value) or _only_promised(gift)
    everyone = "" if unpaid else paid or every_donor(gift.givers, language)
    parts = [words("donor.opening.one_of", language, donor=gift.donor, givers=everyone)] if everyone else []
    if raised.is_known and raised.value:
        # « environ » stays on the line of its number.
        value = value_in_sentence(raised, language).replace(" ", NBSP)
        amount = with_basis(value, raised, language)
        parts.append(words("donor.opening.raised", language, amount=amount))
    return " ".join(parts)


def _lines(gift: Gift, language: Language) -> Iterator[DoneLine]:
    """Each programme's most telling figure, with what its latest text says; those of which nothing is known are not."""
    for supported in gift.programmes:
        programme = supported.programme
        figure, text = _figure(programme), unbroken(told(programme, room=TOLD_ROOM))
        if figure is None:
            continue
        last = last_told(programme)
        title = pair(programme.called, last.title, language) if last is not None and last.title else programme.called
        value = value_alone(figure, language)
        yield DoneLine(programme.called, value, with_basis(label(figure, language), figure, language), title, text)


def _figure(programme: ProgrammeMetrics) -> Metric | None:
    results = [each.achieved for each in reached(programme)]
    return next(iter((*results, *telling(programme))), None)


def _vote(gift: Gift, fund: FundIdentity, done: tuple[DoneLine, ...], language: Language) -> str:
    """« Le conseil municipal prend acte de l’action du fonds … »: true whatever was paid."""
    council = words(f"donor.opening.councils.{_council(gift)}", language)
    said = [
        words("donor.opening.vote_done", language, name=each.name, label=within(each.label), value=each.value)
        for each in done
    ]
    form = "vote_with" if said else "vote"
    # What is only considered, or came after the closing day, makes no donor.
    role = "promised" if _only_promised(gift) else "gives" if gift.contributions else ""
    standing = words(f"donor.opening.roles.{role}", language, donor=gift.donor) if role else ""
    listing = words("donor.opening.and_then", language).join(said)
    return words(f"donor.opening.{form}", language, council=council, fund=fund.name, role=standing, listing=listing)


def _only_promised(gift: Gift) -> bool:
    """Whether it pledged or signed and nothing says that it paid: it is no donor yet."""
    return gift.donor in set(gift.givers.promised_donors["donor"])


def _council(gift: Gift) -> str:
    if gift.donor_type == "intermunicipal" and METROPOLIS in folded(gift.donor):
        return "metropolis"
    return gift.donor_type if gift.donor_type in COUNCILS else "other"


def with_photos(sheet: DonorSheet, photos: Sequence[Photo], gift: Gift) -> DonorSheet:
    """A sheet with the photos that anybody may see: with a period those taken in it, and what it has no date for."""
    figures = () if gift.period is None else gift.over_time.undated()
    apart = undated_note(figures, sheet.language, photos=undated_photos(photos, gift.period))
    return replace(sheet, photos=photo_lines(in_period(photos, gift.period), sheet.language), undated=apart)
