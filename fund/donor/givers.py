"""Who is one donor in several funds: by the rule that tells donors apart within one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fund.donor.ledger import FundLedger, LedgerDonor, same_name
from fund.schema import folded, name_key
from fund.workbook.reading.between_rows.donor_findings import Kinds
from fund.workbook.reading.between_rows.donors import same_donors


@dataclass(frozen=True, slots=True, eq=False)
class InFund:
    """A donor as one fund knows it."""

    ledger: FundLedger
    donor: LedgerDonor


@dataclass(frozen=True, slots=True, eq=False)
class Giver:
    """One donor over several funds. `doubtful` bear its name and may be it or another: nothing of theirs is counted."""

    name: str
    siren: str
    known_as: tuple[InFund, ...]
    doubtful: tuple[InFund, ...] = ()


def givers(ledgers: Iterable[FundLedger]) -> tuple[Giver, ...]:
    """Every donor of these funds, by name. Funds that are invented and others are never given together.

    One SIREN is one donor. Without it, a name is: unless départements tell two of that name apart; a fund that tells
    less means the only donor of its name that it can be.
    """
    known = [InFund(ledger, donor) for ledger in ledgers for donor in ledger.donors]
    kinds = Kinds(
        np.arange(len(known)),
        [each.donor.name for each in known],
        [each.donor.siren for each in known],
        [each.donor.department for each in known],
    )
    found, unsure = same_donors(kinds)
    together: dict[int, list[int]] = defaultdict(list)
    of_name: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        together[id(one)].append(number)
        of_name[name_key(known[number].donor.name)].append(number)
    every = [_giver(known, members, of_name, unsure) for members in together.values()]
    return tuple(sorted(every, key=lambda giver: (folded(giver.name), giver.siren)))


def _giver(
    known: Sequence[InFund], members: Sequence[int], of_name: Mapping[str, Sequence[int]], unsure: set[int]
) -> Giver:
    itself_unsure = not unsure.isdisjoint(members)
    keys = dict.fromkeys(name_key(known[number].donor.name) for number in members)
    namesakes = (number for key in keys for number in of_name[key] if number not in members)
    own = tuple(known[number] for number in members)
    return Giver(
        own[0].donor.name,
        next((each.donor.siren for each in own if each.donor.siren), ""),
        own,
        tuple(known[number] for number in namesakes if itself_unsure or number in unsure),
    )


def giver_of(every: Sequence[Giver], fund: str, label: str, siren: str = "") -> Giver | None:
    """The donor that a fund's page names, by its label there; by its SIREN where no public version has it so."""
    for giver in every:
        if any(each.ledger.code == fund and same_name(each.donor.label, label) for each in giver.known_as):
            return giver
    return next((giver for giver in every if siren and giver.siren == siren), None)
