"""The fields of a question, as data: what a person fills in within its sentence. Nothing here knows a screen.

A page draws each kind of field once, for every lever. A field sets the lever's own fields of the same names.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LARGEST_CENTS = 10**12
"""Ten billion euros: beyond it an amount is a typing error."""

LARGEST_HOURS = 10**6


@dataclass(frozen=True, slots=True)
class Quantity:
    """How a lever keeps its amount, and how a person reads and types it.

    The person's unit (a euro, one per cent, an hour) has `parts` that can be typed (cents, hundredths), `scale` of them
    to one of the lever's: it keeps cents as they are, and shares as fractions.
    """

    parts: int
    scale: int = 1
    largest: float = math.inf

    def shown(self, kept: float) -> float:
        """The lever's amount in the person's unit."""
        return round(kept * self.scale) / self.parts

    def kept(self, shown: Decimal | int) -> float:
        """The person's number in the lever's own unit, a whole number where the lever keeps parts."""
        parts = round(shown * self.parts)
        return parts if self.scale == 1 else parts / self.scale


MONEY = Quantity(parts=100, largest=LARGEST_CENTS)
HOURS = Quantity(parts=1, largest=LARGEST_HOURS)
PERCENT = Quantity(parts=100, scale=10_000)
MONTHS = Quantity(parts=1, largest=120)


class Among(StrEnum):
    """What one can choose from: see `fund.whatif.questions`."""

    PROGRAMME = "programme"
    OTHER_PROGRAMME = "other_programme"
    TRANCHE = "tranche"
    DEBTOR = "debtor"
    CHARGED = "charged"
    CURRENCY = "currency"
    RATED = "rated"
    DELAYED = "delayed"


@dataclass(frozen=True, slots=True)
class AmountField:
    """An amount, below zero too where it is `signed`, and empty where it `may_be_empty`."""

    name: str
    quantity: Quantity
    signed: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class TextField:
    """A few words."""

    name: str
    longest: int


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of what the fund offers; it sets the first of `names`, or several of the lever's fields at once."""

    names: tuple[str, ...]
    among: Among

    @property
    def name(self) -> str:
        """What it is called."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class DayField:
    """A month, kept as its first day, or as its last where money comes in; what no day means is called `no_day`."""

    name: str
    comes_in: bool = False
    no_day: str = "now"


FormField = AmountField | TextField | ChoiceField | DayField
