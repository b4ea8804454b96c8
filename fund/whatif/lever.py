"""What a lever is: one thing that someone in the room supposes, with all that the what-if page asks of it.

A lever is a small frozen value: amounts are whole cents, dates are days, programmes are the codes of the sheet
« Programmes ». Its class says how it stands in an address, what it changes in a fund, what a fund offers of it, which
fields a person fills in and how it reads. `fund/whatif/levers/` has them by what they are about; `register` makes
it known to the address, the offers and the page, which know no lever by name. Its sentences are
`whatif.levers.<kind>` in the wording: `question`, `fields.<name>`, and those that `sentence` asks for.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import ClassVar, Self

from fund.metric import Metric, Unit
from fund.metrics.fund import FundState
from fund.whatif.form import AmountField, FormField
from fund.whatif.moves import LeverRefusal, LeverRefusedError
from fund.whatif.prices import latest_rate
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
    codec of its annotation (`fund.whatif.link`): addresses are kept, so neither may change. `key_fields` tell
    two questions of one kind apart; where `of_programme`, the first of them is the programme that is asked about.
    """

    kind: ClassVar[str]
    word: ClassVar[str]
    form: ClassVar[tuple[FormField, ...]]
    key_fields: ClassVar[tuple[str, ...]] = ()
    of_programme: ClassVar[bool] = False
    stage: ClassVar[Stage] = Stage.REST

    @classmethod
    @abstractmethod
    def offers(cls, plan: ScenarioPlan) -> Iterable[Offer]:
        """What a fund allows of this lever, tried on an empty plan of it: one offer a question, possible or not."""

    @abstractmethod
    def edit(self, plan: ScenarioPlan) -> Edit:
        """What the lever changes; raises LeverRefusedError where it can't be computed."""

    @abstractmethod
    def sentence(self, language: Language, names: Names) -> str:
        """The lever in words: « Un don de 10 000 € de plus (Strasbourg) ». Not escaped."""

    @classmethod
    def amount_field(cls) -> AmountField | None:
        """The field that holds the lever's amount, if it has one."""
        return next((each for each in cls.form if isinstance(each, AmountField)), None)

    @property
    def is_idle(self) -> bool:
        """Whether the lever moves nothing, whatever the fund."""
        amount = self.amount_field()
        return amount is not None and not getattr(self, amount.name)

    @property
    def question_key(self) -> tuple[str, str]:
        """Which question the lever answers: of several answers to one question the last holds."""
        return self.kind, " ".join(str(getattr(self, name)) for name in self.key_fields)

    @property
    def asked_programme(self) -> str:
        """The programme that the question is about; empty for one about the fund."""
        return str(getattr(self, self.key_fields[0])) if self.of_programme else ""

    def planned(self, plan: ScenarioPlan) -> Edit:
        """What the lever changes; raises LeverRefusedError, for an amount out of bounds too."""
        field = self.amount_field()
        amount = 0 if field is None else getattr(self, field.name)
        if field is not None and abs(amount) > field.quantity.largest:
            raise LeverRefusedError(LeverRefusal.TOO_LARGE)
        if field is not None and amount < 0 and not field.signed:
            raise LeverRefusedError(LeverRefusal.NOT_POSITIVE)
        return self.edit(plan)

    @classmethod
    def searched_field(cls) -> AmountField:
        """The field whose least amount can be looked for, in cents or hours; raises LeverRefusedError without one."""
        amount = cls.amount_field()
        if amount is None or amount.quantity.unit is Unit.RATIO:
            raise LeverRefusedError(LeverRefusal.NO_AMOUNT)
        return amount

    def with_amount(self, amount: int) -> Self:
        """The lever with another amount, in cents or hours."""
        return replace(self, **{self.searched_field().name: amount})

    def first_guess(self, gap: float, unit: Unit, fund: FundState) -> int:
        """About how large an amount fills a gap, in cents or hours: where a search for it begins."""
        return math.ceil(gap)

    def say(self, form: str, language: Language, **fields: object) -> str:
        """One of the sentences of this kind of lever."""
        return words(f"whatif.levers.{self.kind}.{form}", language, **fields)

    def question(self, language: Language, escaped: Callable[[str], str] = str) -> str:
        """The question in everyday words, what tells it from others of its kind written as `escaped` does."""
        return self.say(self.question_form, language, **self._key(escaped))

    def field_label(self, name: str, language: Language, escaped: Callable[[str], str] = str) -> str:
        """What a field of the form is called."""
        return self.say(f"fields.{name}", language, **self._key(escaped))

    @property
    def question_form(self) -> str:
        """The key of the question among the sentences of this kind."""
        return "question"

    def _key(self, escaped: Callable[[str], str]) -> dict[str, str]:
        return {name: escaped(str(getattr(self, name))) for name in self.key_fields}


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


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Offer:
    """A question that a fund may be asked, with what its form needs.

    `lever` is what the form begins with: the programme, tranche, currency and day it is about, its amount zero.
    `minimum`, `maximum` and `step` of a slider are in the lever's own unit: cents, hours, or a fraction for shares and
    rates. `choices` are the programmes or the currencies to choose from. `refused` says why it can't be computed.
    """

    lever: Lever
    minimum: float = 0
    maximum: float = 0
    step: float = 0
    choices: tuple[str, ...] = ()
    refused: RefusedLever | None = None

    @property
    def possible(self) -> bool:
        """Whether the lever can be computed on this fund."""
        return self.refused is None


_REGISTERED: dict[str, type[Lever]] = {}


def register(*levers: type[Lever]) -> None:
    """Make classes of levers known to the address, the offers and the page, after those that are.

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


SMALL_FUND_CENTS = 10_000_00
"""What a slider goes up to where the fund has no amount to go by."""


def offers(fund: FundState) -> tuple[Offer, ...]:
    """Every question about a fund, possible or not, in the order in which they are asked of it and of a programme."""
    plan = ScenarioPlan(fund=fund)
    return tuple(offer for lever in registered() for offer in lever.offers(plan))


def refusal_of(trial: Lever, plan: ScenarioPlan) -> RefusedLever | None:
    """Why a trial of a lever is refused; None where it is not."""
    try:
        trial.planned(plan)
    except LeverRefusedError as refusal:
        return RefusedLever(trial, refusal.reason, refusal.fields)
    return None


def money_offer(lever: Lever, plan: ScenarioPlan, *, trial: Lever, beside: Metric, least: float = 0) -> Offer:
    """An amount of money, from `least` to about the figure it stands beside, in steps of a hundredth of that."""
    top = round_up(beside.value) if beside.value and beside.value > 0 else SMALL_FUND_CENTS
    return Offer(
        lever=lever,
        minimum=least,
        maximum=top,
        step=max(100, top // 100),
        refused=refusal_of(trial, plan),
    )


def current_currencies(plan: ScenarioPlan) -> tuple[str, ...]:
    """The codes of the currencies that have a rate on the fund's as-of day."""
    day, table = plan.day, plan.fund.dataset.table("rates")
    if day is None:
        return ()
    codes = sorted({str(code) for code in table["currency"].dropna()})
    return tuple(code for code in codes if latest_rate(table, code, day) is not None)


def round_up(amount: float) -> int:
    """The next amount that is 1, 2 or 5 followed by zeros: what a slider ends at."""
    size = 100
    while True:
        for digit in (1, 2, 5):
            if amount <= digit * size:
                return digit * size
        size *= 10
