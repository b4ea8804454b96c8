"""A scenario as a piece of an address, and back: `1~don.10000.Strasbourg~budget.auc.-5000~taux.UAH.-10`.

The version comes first, then the name if it has one, then each lever: its kind and its fields, those left empty at
the end not written. Only letters, digits and `-._~` are used, which an address keeps as they are: `~` parts levers,
`.` parts fields, `_` is the decimal comma of an amount, and in a text stands before the two hexadecimal digits of a
byte. Amounts are in units of their currency, shares and changes in percent. What anyone may have typed is checked,
never believed.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from types import MappingProxyType

from fund.whatif import link_codecs as as_
from fund.whatif.lever import (
    KINDS,
    MOST_LEVERS,
    BudgetChange,
    BudgetMove,
    ExtraContribution,
    HoursChange,
    Lever,
    NewTranche,
    OutstandingReceived,
    PlannedExpense,
    RateChange,
    RunningCosts,
    Scenario,
    TrancheForward,
)
from fund.whatif.link_codecs import BrokenLinkError, Codec, LinkFault

__all__ = ["BrokenLinkError", "LinkFault", "address", "parse"]

VERSION = "1"
LONGEST = 1500
NAME = "nom"


@dataclass(frozen=True, slots=True)
class _Shape:
    """A kind of lever in an address: its word, and how each of its fields is written, in the order of the class."""

    word: str
    lever: type
    codecs: tuple[Codec, ...]


SHAPES = (
    _Shape("don", ExtraContribution, (as_.CENTS, as_.TEXT, as_.TEXT)),
    _Shape("recevoir", OutstandingReceived, (as_.SHARE,)),
    _Shape("budget", BudgetChange, (as_.CODE, as_.CENTS)),
    _Shape("virement", BudgetMove, (as_.CODE, as_.CODE, as_.CENTS)),
    _Shape("tranche", NewTranche, (as_.CODE, as_.CENTS, as_.DAY)),
    _Shape("avance", TrancheForward, (as_.CODE, as_.NUMBER, as_.DAY)),
    _Shape(
        "achat",
        PlannedExpense,
        (as_.CODE, as_.NUMBER, as_.CENTS, as_.CURRENCY, as_.DAY, as_.TEXT, as_.FLAG),
    ),
    _Shape("taux", RateChange, (as_.CURRENCY, as_.CHANGE)),
    _Shape("heures", HoursChange, (as_.CODE, as_.HOURS)),
    _Shape("frais", RunningCosts, (as_.CENTS,)),
)
BY_WORD = MappingProxyType({shape.word: shape for shape in SHAPES})
BY_KIND = MappingProxyType({KINDS[shape.lever]: shape for shape in SHAPES})


def address(scenario: Scenario) -> str:
    """The scenario as text for an address, without the levers that move nothing; empty for an empty one.

    Raises BrokenLinkError for one that is too long, or that holds a text which can't be shown.
    """
    levers = scenario.effective
    if len(levers) > MOST_LEVERS:
        raise BrokenLinkError(LinkFault.TOO_MANY)
    name = [f"{NAME}.{as_.TEXT.write(scenario.name)}"] if scenario.name else []
    parts = [*name, *(_written(lever) for lever in levers)]
    link = "~".join((VERSION, *parts)) if parts else ""
    if len(link) > LONGEST:
        raise BrokenLinkError(LinkFault.TOO_LONG)
    return link


def parse(text: str) -> Scenario:
    """The scenario that an address tells; raises BrokenLinkError, and nothing else, for what is none."""
    if len(text) > LONGEST:
        raise BrokenLinkError(LinkFault.TOO_LONG)
    if not text:
        return Scenario()
    version, *parts = text.split("~")
    if version != VERSION:
        raise BrokenLinkError(LinkFault.VERSION)
    named = bool(parts) and parts[0].startswith(f"{NAME}.")
    name = str(as_.TEXT.read(parts.pop(0).removeprefix(f"{NAME}."))) if named else ""
    if len(parts) > MOST_LEVERS:
        raise BrokenLinkError(LinkFault.TOO_MANY)
    return Scenario(tuple(_read(part, place) for place, part in enumerate(parts, start=1)), name)


def _written(lever: Lever) -> str:
    shape = BY_KIND[KINDS[type(lever)]]
    values = [(getattr(lever, field.name), codec) for field, codec in zip(fields(lever), shape.codecs, strict=True)]
    written = ["" if value is None else codec.write(value) for value, codec in values]
    while not written[-1]:
        written.pop()
    return ".".join((shape.word, *written))


def _read(part: str, place: int) -> Lever:
    word, *written = part.split(".")
    shape = BY_WORD.get(word)
    if shape is None:
        raise BrokenLinkError(LinkFault.KIND, place)
    if len(written) > len(shape.codecs):
        raise BrokenLinkError(LinkFault.FIELDS, place)
    values: dict[str, object] = {}
    for field, codec, text in zip(
        fields(shape.lever), shape.codecs, (*written, *[""] * len(shape.codecs)), strict=False
    ):
        if text:
            try:
                values[field.name] = codec.read(text)
            except BrokenLinkError as fault:
                raise BrokenLinkError(fault.reason, place) from None
        elif field.name == "tranche":
            values[field.name] = None
        elif field.default is MISSING:
            raise BrokenLinkError(LinkFault.FIELDS, place)
    lever: Lever = shape.lever(**values)
    return lever
