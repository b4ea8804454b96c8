"""The words of what is to be asked: by name, in plain words, without cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fund.committee.requests import DonorRequest, PartnerRequest, Requests
from fund.metrics.result import FundMetrics
from fund.wording import Language, count, day, euros, words
from fund.wording.figures import label, value_in_sentence

MOST_OF_DONORS = 3
"""Late gifts that are told one by one; the others are counted."""


@dataclass(frozen=True, slots=True)
class Question:
    """Whom to ask, by name, and what, without a full stop."""

    who: str
    what: str


def heading(asked: Requests, language: Language) -> str:
    """« À demander aux partenaires », « aux donateurs », or both."""
    of_donors = bool(asked.donors or asked.undisclosed)
    form = "both" if asked.partners and of_donors else "donors" if of_donors else "partners"
    return words(f"committee.to_ask.{form}", language)


def questions(asked: Requests, names: Mapping[str, str], language: Language) -> list[Question]:
    """What to ask of each partner, by the programme's name in `names`, then of the donors."""
    found = [
        Question(
            names[code],
            words("committee.and_then", language).join(
                _topic(each, language) for each in asked.partners if each.programme == code
            ),
        )
        for code in dict.fromkeys(each.programme for each in asked.partners)
    ]
    found += [Question(each.donor, _due(each, language)) for each in asked.donors[:MOST_OF_DONORS]]
    if rest := asked.donors[MOST_OF_DONORS:]:
        amount = euros(sum(each.due_cents for each in rest), language)
        found.append(_of_several(rest, "due", language, amount=amount))
    if len(asked.undisclosed) == 1:
        found.append(Question(asked.undisclosed[0], words("committee.asked.own_gift", language)))
    elif asked.undisclosed:
        found.append(_of_several(asked.undisclosed, "gifts", language))
    return found


def what_for(asked: Requests, metrics: FundMetrics, language: Language) -> str:
    """Which figures of the fund the answers would give, with its costs where these are not told; empty if known."""
    missing = [figure for figure in (metrics.unallocated, metrics.balance) if not figure.is_told]
    if not asked or not missing:
        return ""
    listed = words("committee.and", language).join(words(f"committee.gives.{each.code}", language) for each in missing)
    form = "alone" if metrics.running_costs.is_known else "with_costs"
    return words(f"committee.answers_give.{form}", language, listing=listed)


def _of_several(donors: Sequence[object], code: str, language: Language, **fields: object) -> Question:
    who = words("committee.donors", language, n=len(donors), number=count(len(donors), language))
    return Question(who, words(f"committee.asked.{code}", language, **fields))


def _topic(each: PartnerRequest, language: Language) -> str:
    said = [value_in_sentence(amount, language) for amount in each.amounts]
    fields: dict[str, object] = {"number": each.tranche or "", "label": each.label}
    if len(said) == 1:
        fields["amount"] = said[0]
    elif said:
        fields |= {"figure": label(each.amounts[0], language).lower(), "left": said[0], "right": said[1]}
    else:
        fields |= {"n": each.count, "count": count(each.count, language)}
    return words(f"committee.asked.{each.topic}", language, **fields)


def _due(each: DonorRequest, language: Language) -> str:
    return words(
        "committee.asked.gift", language, amount=euros(each.due_cents, language), date=day(each.since, language)
    )
