"""What a lever is: one thing that someone in the room supposes, with all that the what-if page asks of it.

A lever is a small frozen value: amounts are whole cents, dates are days, programmes are the codes of the sheet
« Programmes ». A day up to the closing day, or none, changes what has happened; a later one what is expected, which
moves the fund's cash and no figure of today. A lever's class says how it stands in an address, what it changes in a
fund, which fields a person fills in and how it reads. `fund/whatif/levers/` has them by what they are about;
`register` makes it known to the address and the page, which know no lever by name. Its sentences are
`whatif.levers.<kind>` in the wording: `button` and `asking` where the page asks it, and those that `sentence` asks for.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import ClassVar

from fund.metrics.fund import FundState
from fund.whatif.form import AmountField, FormField
from fund.whatif.moves import LeverRefusal, LeverRefusedError
from fund.whatif.scenario_plan import Edit, ScenarioPlan
from fund.wording import Language, words

MOST_LEVERS = 24

Names = Mapping[str, str]
"""What each programme is called, by its code; one that is not there is called by its code."""


def named(programme: str, names: Names) -> str:
    """A programme's name, else its code."""
    return names.get(programme, programme)


class Stage(IntEnum):
    """When a lever is planned among those of its scenario, whatever its place there.

    Rates come first, for they price the rest, then new tranches, for purchases may be charged to them.
    """

    RATES = 0
    NEW_TRANCHES = 1
    REST = 2


@dataclass(frozen=True, slots=True)
class Lever(ABC):
    """One thing that is supposed.

    `kind` names it in the wording, `word` in an address, where its fields follow in their order, each written by the
    codec of its annotation (`fund.whatif.link`): addresses are kept, so neither may change. `form` are the fields of
    its sentence, in no order; `example` what the question begins with. One without `form` is only read from addresses.
    """

    kind: ClassVar[str]
    word: ClassVar[str]
    form: ClassVar[tuple[FormField, ...]] = ()
    example: ClassVar[Mapping[str, object]] = {}
    amount: ClassVar[AmountField | None] = None
    stage: ClassVar[Stage] = Stage.REST

    @abstractmethod
    def edit(self, plan: ScenarioPlan) -> Edit:
        """What the lever changes; raises LeverRefusedError where it can't be computed."""

    @abstractmethod
    def sentence(self, language: Language, names: Names) -> str:
        """The lever in words: « Un don de 10 000 € de plus (Strasbourg) ». Not escaped."""

    @property
    def is_idle(self) -> bool:
        """Whether the lever moves nothing, whatever the fund."""
        return self.amount is not None and not getattr(self, self.amount.name)

    @property
    def dated(self) -> date | None:
        """The day it is supposed on, None where it has none."""
        day: date | None = getattr(self, "on", getattr(self, "paid_on", None))
        return day

    def after_choice(self, name: str, fund: FundState) -> Lever:
        """The lever, once that field of its sentence is chosen, with what goes without saying then."""
        return self

    def planned(self, plan: ScenarioPlan) -> Edit:
        """What the lever changes; raises LeverRefusedError, for an amount out of bounds too."""
        amount = 0 if self.amount is None else getattr(self, self.amount.name)
        if self.amount is not None and abs(amount) > self.amount.quantity.largest:
            raise LeverRefusedError(LeverRefusal.TOO_LARGE)
        if self.amount is not None and amount < 0 and not self.amount.signed:
            raise LeverRefusedError(LeverRefusal.NOT_POSITIVE)
        return self.edit(plan)

    def say(self, form: str, language: Language, **fields: object) -> str:
        """One of the sentences of this kind of lever."""
        return words(f"whatif.levers.{self.kind}.{form}", language, **fields)


@dataclass(frozen=True, slots=True)
class RefusedLever:
    """A lever left out of the scenario, and why.

    `reason` is a sentence of `whatif.refusals` in the wording, filled by `fields`: `programme` (a code), `tranche`,
    `currency`, `figure` (a metric's code) and `value` with its `unit`.
    """

    lever: Lever
    reason: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is supposed, all at once. A scenario without levers is the fund as it is."""

    levers: tuple[Lever, ...] = ()
    name: str = ""

    @property
    def effective(self) -> tuple[Lever, ...]:
        """The levers that move something: an amount of zero is no lever."""
        return tuple(lever for lever in self.levers if not lever.is_idle)


_REGISTERED: dict[str, type[Lever]] = {}


def register(*levers: type[Lever]) -> None:
    """Make classes of levers known to the address and the page, after those that are.

    Raises ValueError where another class has the kind or the word of one.
    """
    for lever in levers:
        for known in _REGISTERED.values():
            taken = lever.kind == known.kind or lever.word == known.word
            if taken and (lever.__module__, lever.__qualname__) != (known.__module__, known.__qualname__):
                raise ValueError(f"{lever.kind} ({lever.word}) is taken by {known.__qualname__}")
        _REGISTERED[lever.kind] = lever


def registered() -> tuple[type[Lever], ...]:
    """Every class of levers, in the order in which the page asks its questions."""
    return tuple(_REGISTERED.values())


def refusal_of(lever: Lever, plan: ScenarioPlan) -> RefusedLever | None:
    """Record what a lever changes; why it is refused, where it is."""
    try:
        plan.record(lever.planned(plan))
    except LeverRefusedError as refusal:
        return RefusedLever(lever, refusal.reason, refusal.fields)
    return None
