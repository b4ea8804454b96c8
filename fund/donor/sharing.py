"""How money that lies in one pot is shared out between programmes, to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fund.donor.ledger import LedgerProgramme


@dataclass(frozen=True, slots=True)
class SharingRule:
    """By which amounts a fund's pot is shared out, programme by programme; `weights` are positive and not all zero.

    `by` is `transferred` (what partners were paid), else `allocated` (budgets), else empty: then there is no share,
    and `unknown` names the programmes whose amounts are not known exactly.
    """

    by: str
    weights: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()


def sharing_rule(programmes: Sequence[LedgerProgramme]) -> SharingRule:
    """What was transferred to every programme; where one of these is not known, what was allocated to every one."""
    amounts = {
        "transferred": [each.transferred_cents for each in programmes],
        "allocated": [each.allocated_cents for each in programmes],
    }
    for by, several in amounts.items():
        known = tuple(cents for cents in several if cents is not None)
        if len(known) == len(programmes) and sum(known) > 0 and min(known) >= 0:
            return SharingRule(by, known)
    unknown = (each.name for each in programmes if each.transferred_cents is None or each.allocated_cents is None)
    return SharingRule("", unknown=tuple(unknown))


def shared_out(cents: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Cents in proportion to weights: whole cents that add up, the largest remainders first, the first where equal."""
    whole = sum(weights)
    parts = [abs(cents) * weight // whole for weight in weights]
    left = abs(cents) - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda place: -(abs(cents) * weights[place] % whole))
    for place in by_remainder[:left]:
        parts[place] += 1
    return tuple(part if cents >= 0 else -part for part in parts)
