"""A scenario as a piece of an address, and back: `1~don.10000.Strasbourg~budget.auc.-5000~taux.UAH.-10`.

The version comes first, then the name if it has one, then each lever: its kind and its fields, those left empty at
the end not written. Only letters, digits and `-._~` are used, which an address keeps as they are: `~` parts levers,
`.` parts fields, `_` is the decimal comma of an amount, and in a text stands before the two hexadecimal digits of a
byte. Amounts are in units of their currency, shares and changes in percent. What anyone may have typed is checked,
never believed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any, TypeVar, get_type_hints

from fund.whatif.form import LARGEST_CENTS, LARGEST_HOURS
from fund.whatif.lever import MOST_LEVERS, Lever, Scenario, registered

VERSION = "1"
LONGEST = 1500
NAME = "nom"
LONGEST_TEXT = 120
LARGEST_PERCENT = 1000
MOST_TRANCHES = 1000
FIRST_YEAR, LAST_YEAR = 2000, 2100

Amount = TypeVar("Amount", int, float)


class BrokenLinkError(ValueError):
    """An address that is no scenario, or a scenario that no address can hold."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How a kind of value is written and read; what is not written in that form is refused.

    A lever's field bears its codec as its annotation: `amount_cents: Annotated[int, CENTS]`.
    """

    write: Callable[[Any], str]
    read: Callable[[str], object]


def _matched(pattern: str, text: str) -> str:
    if not re.fullmatch(pattern, text, re.ASCII):
        raise BrokenLinkError
    return text


def _within(low: float, amount: Amount, high: float) -> Amount:
    if not low <= amount <= high:
        raise BrokenLinkError
    return amount


def _write_cents(cents: int) -> str:
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}{f'_{rest:02}' if rest else ''}"


def _read_cents(text: str) -> int:
    _matched(r"-?\d{1,11}(_\d\d)?", text)
    return _within(-LARGEST_CENTS, int(Decimal(text.replace("_", ".")) * 100), LARGEST_CENTS)


def _write_percent(fraction: float) -> str:
    percent = (Decimal(repr(fraction)) * 100).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    return f"{percent:f}".rstrip("0").rstrip(".").replace(".", "_")


def _read_percent(text: str) -> float:
    _matched(r"-?\d{1,4}(_\d{1,4})?", text)
    percent = Decimal(text.replace("_", "."))
    if not -100 < percent <= LARGEST_PERCENT:
        raise BrokenLinkError
    return float(percent / 100)


def _read_whole(text: str, low: int, high: int) -> int:
    return _within(low, int(_matched(r"-?\d{1,7}", text)), high)


def _read_day(text: str) -> date:
    day = date.fromisoformat(_matched(r"\d{4}-\d\d-\d\d", text))
    _within(FIRST_YEAR, day.year, LAST_YEAR)
    return day


def _write_text(text: str) -> str:
    _check_text(text)
    return re.sub(r"[^A-Za-z0-9-]", lambda found: "".join(f"_{byte:02X}" for byte in found[0].encode()), text)


def _read_text(text: str) -> str:
    _matched(r"([A-Za-z0-9-]|_[0-9A-F]{2})*", text)
    return _check_text(re.sub(rb"_(..)", lambda found: bytes.fromhex(found[1].decode()), text.encode()).decode())


def _check_text(text: str) -> str:
    """Letters, signs and spaces of any language; nothing that steers how text is shown."""
    if len(text) > LONGEST_TEXT or not all(sign.isprintable() or unicodedata.category(sign) == "Zs" for sign in text):
        raise BrokenLinkError
    return text


CENTS = Codec(_write_cents, _read_cents)
SHARE = Codec(_write_percent, lambda text: _within(0, _read_percent(text), 1))
CHANGE = Codec(_write_percent, _read_percent)
WHOLE_HOURS = Codec(str, lambda text: _read_whole(text, -LARGEST_HOURS, LARGEST_HOURS))
NUMBER = Codec(str, lambda text: _read_whole(text, 1, MOST_TRANCHES))
DAY = Codec(date.isoformat, _read_day)
TEXT = Codec(_write_text, _read_text)
CODE = Codec(_write_text, lambda text: _read_text(_matched(".+", text)))
CURRENCY = Codec(_write_text, lambda text: _matched("[A-Z]{3}", text))
FLAG = Codec(lambda flag: "oui" if flag else "non", lambda text: _matched("oui|non", text) == "oui")


def address(scenario: Scenario) -> str:
    """The scenario as text for an address, without the levers that move nothing; empty for an empty one.

    Raises BrokenLinkError for one that is too long, or that holds a text which can't be shown.
    """
    levers = scenario.effective
    if len(levers) > MOST_LEVERS:
        raise BrokenLinkError
    name = [f"{NAME}.{TEXT.write(scenario.name)}"] if scenario.name else []
    parts = [*name, *(_written(lever) for lever in levers)]
    link = "~".join((VERSION, *parts)) if parts else ""
    if len(link) > LONGEST:
        raise BrokenLinkError
    return link


def parse(text: str) -> Scenario:
    """The scenario that an address tells; raises BrokenLinkError, and nothing else, for what is none."""
    if not text:
        return Scenario()
    version, *parts = text.split("~")
    named = bool(parts) and parts[0].startswith(f"{NAME}.")
    try:
        name = str(TEXT.read(parts.pop(0).removeprefix(f"{NAME}."))) if named else ""
        if len(text) > LONGEST or version != VERSION or len(parts) > MOST_LEVERS:
            raise BrokenLinkError
        return Scenario(tuple(_read(part) for part in parts), name)
    except ValueError:
        # Days and signs that do not exist too.
        raise BrokenLinkError from None


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


def _read(part: str) -> Lever:
    word, *written = part.split(".")
    lever = next((each for each in registered() if each.word == word), None)
    if lever is None:
        raise BrokenLinkError
    codecs = _codecs(lever)
    if len(written) > len(codecs):
        raise BrokenLinkError
    values: dict[str, object] = {}
    for (field, codec), text in zip(codecs, (*written, *[""] * len(codecs)), strict=False):
        if text:
            values[field.name] = codec.read(text)
        elif isinstance(None, get_type_hints(lever)[field.name]):
            values[field.name] = None
        elif field.default is MISSING:
            raise BrokenLinkError
    return lever(**values)
