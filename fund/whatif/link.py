"""A scenario as a piece of an address, and back: `1~don.10000.Strasbourg~budget.auc.-5000~taux.UAH.-10`.

The version comes first, then the name if it has one, then each lever: its kind and its fields, those left empty at
the end not written. Only letters, digits and `-._~` are used, which an address keeps as they are: `~` parts levers,
`.` parts fields, `_` is the decimal comma of an amount, and in a text stands before the two hexadecimal digits of a
byte. Amounts are in units of their currency, shares and changes in percent. What anyone may have typed is checked,
never believed.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any, get_type_hints

from fund.whatif.lever import MOST_LEVERS, Lever, Scenario, registered
from fund.whatif.link_codecs import TEXT, BrokenLinkError, Codec, LinkFault

__all__ = ["BrokenLinkError", "LinkFault", "address", "parse"]

VERSION = "1"
LONGEST = 1500
NAME = "nom"


def address(scenario: Scenario) -> str:
    """The scenario as text for an address, without the levers that move nothing; empty for an empty one.

    Raises BrokenLinkError for one that is too long, or that holds a text which can't be shown.
    """
    levers = scenario.effective
    if len(levers) > MOST_LEVERS:
        raise BrokenLinkError(LinkFault.TOO_MANY)
    name = [f"{NAME}.{TEXT.write(scenario.name)}"] if scenario.name else []
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
    name = str(TEXT.read(parts.pop(0).removeprefix(f"{NAME}."))) if named else ""
    if len(parts) > MOST_LEVERS:
        raise BrokenLinkError(LinkFault.TOO_MANY)
    return Scenario(tuple(_read(part, place) for place, part in enumerate(parts, start=1)), name)


@cache
def _codecs(lever: type[Lever]) -> tuple[tuple[Field[Any], Codec], ...]:
    """Each field of a class of levers with the codec of its annotation, in the order of the class."""
    hints = get_type_hints(lever, include_extras=True)
    return tuple((field, hints[field.name].__metadata__[0]) for field in fields(lever))


def _written(lever: Lever) -> str:
    values = [(getattr(lever, field.name), codec) for field, codec in _codecs(type(lever))]
    written = [lever.word, *("" if value is None else codec.write(value) for value, codec in values)]
    while not written[-1]:
        written.pop()
    return ".".join(written)


def _read(part: str, place: int) -> Lever:
    word, *written = part.split(".")
    lever = next((each for each in registered() if each.word == word), None)
    if lever is None:
        raise BrokenLinkError(LinkFault.KIND, place)
    codecs = _codecs(lever)
    if len(written) > len(codecs):
        raise BrokenLinkError(LinkFault.FIELDS, place)
    values: dict[str, object] = {}
    for (field, codec), text in zip(codecs, (*written, *[""] * len(codecs)), strict=False):
        if text:
            try:
                values[field.name] = codec.read(text)
            except BrokenLinkError as fault:
                raise BrokenLinkError(fault.reason, place) from None
        elif codec.may_be_empty:
            values[field.name] = None
        elif field.default is MISSING:
            raise BrokenLinkError(LinkFault.FIELDS, place)
    return lever(**values)
