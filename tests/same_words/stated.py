"""How a figure has to be said, written down here and nowhere taken from the product but for the number itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from fund.metric import Basis, Metric, Unit
from fund.metrics.result import FundMetrics
from fund.wording import Language, value, words
from fund.wording.numbers import money


@dataclass(frozen=True, slots=True)
class Phrases:
    """The qualifiers of one language."""

    alone: str
    in_sentence: str
    at_least: str
    at_most: str
    unknown: str
    declared: str
    derived: str


PHRASES = MappingProxyType[str, Phrases](
    {
        "fr": Phrases("≈ ", "environ ", "au moins ", "au plus ", "non communiqué", "déclaré", "déduit"),
        "en": Phrases("≈ ", "about ", "at least ", "at most ", "not reported", "declared", "derived"),
    }
)


def plain(text: str) -> str:
    """The text with every kind of space made plain."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def every_figure(metrics: FundMetrics) -> list[Metric]:
    """Every figure that the fund's metrics hold, without those that they are made of; its cash of each month too.

    What is worked out when it is first asked for is asked for here.
    """
    worked_out = (metrics.reconciliations, *((each.results, each.results_since) for each in metrics.programmes))
    cash = metrics.cash
    months = [cash.figure(month.cents) for month in (*cash.past, *cash.months)]
    return [*_walk((metrics, worked_out), set()), *months]


def _walk(held: object, seen: set[int]) -> Iterator[Metric]:
    if isinstance(held, Metric):
        yield held
    elif isinstance(held, tuple | list):
        for part in held:
            yield from _walk(part, seen)
    elif dataclasses.is_dataclass(held) and id(held) not in seen:
        seen.add(id(held))
        for part in vars(held).values() if hasattr(held, "__dict__") else _slots(held):
            yield from _walk(part, seen)


def _slots(held: object) -> Iterator[object]:
    yield from (getattr(held, field.name) for field in dataclasses.fields(held))


def at_least(metric: Metric) -> bool:
    """Whether there is more than the figure's number: rows left out, or a source that gives a minimum."""
    return metric.unknown > 0 or metric.at_least


def is_known(metric: Metric) -> bool:
    """Zero of which something is left out says nothing: it is not reported."""
    return metric.value is not None and (metric.value != 0 or not at_least(metric))


def at_most(metric: Metric) -> int | None:
    """Cents that what is left is at most: less is, as not all that was taken from it is told."""
    if (
        metric.code not in ("partner_balance", "tranche_remaining", "balance", "unallocated")
        or metric.value is not None
    ):
        return None
    if not metric.terms or at_least(metric.terms[0]) or any(term.value is None for term in metric.terms):
        return None
    whole, *taken = (int(term.value or 0) for term in metric.terms)
    return whole - sum(taken)


TO_THE_CENT = ("cost_per_hour", "tender_threshold")
"""Prices and thresholds have their cents everywhere; of the other amounts those below ten euros do."""


def number(metric: Metric, language: Language, *, cents: bool = False) -> str:
    """The figure's number and unit: « 395 000 € », without cents wherever people read it."""
    if metric.value is None:
        return PHRASES[language].unknown
    said = metric.value if metric.shown is None else metric.shown
    if metric.unit is not Unit.CENTS:
        return plain(value(said, metric.unit, language))
    if not cents and abs(said) >= 1000 and metric.code not in TO_THE_CENT:
        said = int((Decimal(said) / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)) * 100
    return plain(money(int(said), "EUR", language))


def alone(metric: Metric, language: Language, *, minimum: bool = True, cents: bool = False) -> str:
    """The figure where it stands alone: « ≈ 395 000 € », « au moins 75 000 € », « non communiqué »."""
    phrases = PHRASES[language]
    if (most := at_most(metric)) is not None:
        bound = dataclasses.replace(metric, value=most)
        about = phrases.alone if any(term.approximate for term in metric.terms) else ""
        return f"{phrases.at_most if minimum else ''}{about}{number(bound, language, cents=cents)}"
    if not is_known(metric):
        return phrases.unknown
    least = phrases.at_least if minimum and at_least(metric) else ""
    return f"{least}{phrases.alone if metric.approximate else ''}{number(metric, language, cents=cents)}"


def mark(metric: Metric, language: Language) -> str:
    """« déclaré » or « déduit », empty for a figure that is computed or not known."""
    if not is_known(metric) or metric.basis in (None, Basis.COMPUTED):
        return ""
    return PHRASES[language].declared if metric.basis is Basis.DECLARED else PHRASES[language].derived


def label(code: str, language: Language) -> str:
    """A figure's name in the definitions."""
    return plain(words(f"metrics.{code}.label", language))


def is_telling(metric: Metric) -> bool:
    """Whether the figure's number is long enough to be found in a text: four digits and more, or decimals."""
    if not is_known(metric) or metric.value is None or metric.unit in (Unit.COUNT, Unit.DAYS):
        return False
    digits = "".join(filter(str.isdigit, number(metric, "fr")))
    return len(digits) >= 4
