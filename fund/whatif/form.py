"""The fields of a lever's form, as data: what a person fills in to ask its question. Nothing here knows a screen.

A page draws each kind of field once, for every lever. A field sets the lever's own field of the same name.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from fund.metric import Unit

LARGEST_CENTS = 10**12
"""Ten billion euros: beyond it an amount is a typing error."""

LARGEST_HOURS = 10**6


@dataclass(frozen=True, slots=True)
class Quantity:
    """How a lever keeps its amount, and in which unit a person reads and types it.

    `unit` is the lever's own. The person's (a euro, one per cent, an hour) has `parts` that can be typed (cents,
    hundredths), `scale` of them to one of the lever's: it keeps cents as they are, and shares as fractions.
    """

    unit: Unit
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


MONEY = Quantity(Unit.CENTS, parts=100, largest=LARGEST_CENTS)
HOURS = Quantity(Unit.HOURS, parts=1, largest=LARGEST_HOURS)
PERCENT = Quantity(Unit.RATIO, parts=100, scale=10_000)


@dataclass(frozen=True, slots=True)
class Slider:
    """Where a slider begins and ends and how far it jumps, in the person's unit; it can stand at zero."""

    low: int
    high: int
    step: int


@dataclass(frozen=True, slots=True)
class AmountField:
    """An amount, below zero too where it is `signed`: a slider, and an exact number that may go beyond it."""

    name: str
    quantity: Quantity
    signed: bool = False

    def slider(self, minimum: float, maximum: float, step: float) -> Slider:
        """The slider between two amounts of the lever, `minimum` zero or less: a whole number of steps below zero."""
        jump = max(int(self.quantity.shown(step)), 1)
        low = -(int(-self.quantity.shown(minimum)) // jump) * jump
        return Slider(low, max(int(self.quantity.shown(maximum)), 1), jump)


@dataclass(frozen=True, slots=True)
class TextField:
    """A few words, which may be left empty."""

    name: str
    longest: int


@dataclass(frozen=True, slots=True)
class ProgrammeField:
    """One of the programmes that the fund offers."""

    name: str


@dataclass(frozen=True, slots=True)
class CurrencyField:
    """One of the currencies that the fund offers."""

    name: str


@dataclass(frozen=True, slots=True)
class SwitchField:
    """The lever as it is offered, supposed or not: there is nothing else to set. `name` is its label's."""

    name: str


ChoiceField = ProgrammeField | CurrencyField
FormField = AmountField | TextField | ChoiceField | SwitchField
