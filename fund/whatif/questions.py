"""What the page asks of a fund: what can be chosen in each question, and the lever that a question begins with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice, product
from types import MappingProxyType
from typing import Any

from fund.metrics.fund import FundState
from fund.whatif.form import Among, ChoiceField
from fund.whatif.lever import Lever, Names, named, refusal_of, registered
from fund.whatif.levers.purchase import charged_tranche
from fund.whatif.prices import latest_rate
from fund.whatif.scenario_plan import ScenarioPlan
from fund.wording import Language, words

Chosen = tuple[object, ...]
"""The values of the lever's fields that a choice sets, in the order of its `names`."""
MOST_TRIALS = 12


def asked() -> tuple[type[Lever], ...]:
    """The questions that have a button, in their order."""
    return tuple(each for each in registered() if each.form)


def choices(among: Among, fund: FundState) -> list[Chosen]:
    """What a fund offers to choose from."""
    return list(dict.fromkeys(OFFERED[among](fund)))


def choices_by_name(among: Among, fund: FundState, language: Language) -> dict[str, Chosen]:
    """The same by what each is called; those of one name are told apart by their codes."""
    offered = choices(among, fund)
    said = [choice_text(among, each, language, fund.metrics.short_names) for each in offered]
    times = Counter(said)
    return {
        text if times[text] == 1 else words("whatif.choices.told_apart", language, choice=text, code=each[0]): each
        for text, each in zip(said, offered, strict=True)
    }


def _programmes(fund: FundState) -> Iterator[Chosen]:
    return ((each.code,) for each in fund.metrics.programmes)


def _tranches(fund: FundState) -> Iterator[Chosen]:
    every = (tranche for each in fund.metrics.programmes for tranche in each.tranches)
    return ((each.programme, each.number) for each in every if each.paid_on is None)


def _currencies(fund: FundState) -> Iterator[Chosen]:
    rules = (each.tender.currency for each in fund.metrics.programmes if each.tender is not None)
    return ((code,) for code in ("EUR", *rated(fund), *rules))


def _delayed(fund: FundState) -> Iterator[Chosen]:
    dated = {each.programme for each in fund.metrics.cash.expected if each.day is not None}
    return ((code,) for code in (*(each.code for each in fund.metrics.programmes), "") if code in dated)


OFFERED = MappingProxyType[Among, Callable[[FundState], Iterator[Chosen]]](
    {
        Among.PROGRAMME: _programmes,
        Among.OTHER_PROGRAMME: lambda fund: reversed(list(_programmes(fund))),
        Among.TRANCHE: _tranches,
        Among.CHARGED: lambda fund: ((each.code, charged_tranche(each)) for each in fund.metrics.programmes),
        Among.DEBTOR: lambda fund: ((name,) for name in fund.metrics.contributions.outstanding_rows["donor"] if name),
        Among.CURRENCY: _currencies,
        Among.RATED: lambda fund: ((code,) for code in rated(fund)),
        Among.DELAYED: _delayed,
    }
)
"""What each kind of choice offers."""


def rated(fund: FundState) -> list[str]:
    """The codes of the currencies that have a rate on the fund's as-of day."""
    day, table = fund.dataset.fund.day, fund.dataset.table("rates")
    if day is None:
        return []
    codes = sorted({str(code) for code in table["currency"].dropna()})
    return [code for code in codes if latest_rate(table, code, day) is not None]


def choice_text(among: Among, chosen: Chosen, language: Language, names: Names) -> str:
    """What one of the choices is called."""
    first = str(chosen[0])
    if among is Among.TRANCHE:
        return words("whatif.choices.tranche", language, programme=named(first, names), number=chosen[1])
    if among is Among.DELAYED and not first:
        return words("whatif.choices.gifts", language)
    return named(first, names)


def begun(lever: type[Lever], fund: FundState) -> Lever:
    """The lever that a question begins with: the first choices that can be computed, else the first ones."""
    fields = [field for field in lever.form if isinstance(field, ChoiceField)]
    trials = list[Lever]()
    # Where there is nothing to choose from, a lever that names nothing says why.
    offered = [choices(field.among, fund) or [("",) * len(field.names)] for field in fields]
    for chosen in islice(product(*offered), MOST_TRIALS):
        values: dict[str, Any] = dict(lever.example)
        for field, each in zip(fields, chosen, strict=True):
            values |= dict(zip(field.names, each, strict=True))
        trials.append(lever(**values))
    computed = (each for each in trials if not each.is_idle and not refusal_of(each, ScenarioPlan(fund=fund)))
    return next(computed, trials[0])
