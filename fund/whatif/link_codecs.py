"""The fields of a scenario's address: how each kind of value is written there, and read back with suspicion."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from fund.whatif.form import LARGEST_CENTS, LARGEST_HOURS

LONGEST_TEXT = 120
LARGEST_PERCENT = 1000
MOST_TRANCHES = 1000
FIRST_YEAR, LAST_YEAR = 2000, 2100


class LinkFault(StrEnum):
    """Why an address is no scenario."""

    VERSION = "version"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    KIND = "kind"
    FIELDS = "fields"
    AMOUNT = "amount"
    DATE = "date"
    TEXT = "text"


class BrokenLinkError(Exception):
    """An address that is no scenario, or a scenario that no address can hold.

    `lever` is the place of the lever at fault, from 1; 0 when it is none of them.
    """

    def __init__(self, reason: LinkFault, lever: int = 0) -> None:
        """Remember the reason and the place."""
        super().__init__(reason)
        self.reason = reason
        self.lever = lever


@dataclass(frozen=True, slots=True)
class Codec:
    """How a kind of value is written and read; what is not written in that form is refused.

    A lever's field bears its codec as its annotation: `amount_cents: Annotated[int, CENTS]`. `may_be_empty`: nothing
    written is None, for a field without a default too.
    """

    write: Callable[[Any], str]
    read: Callable[[str], object]
    may_be_empty: bool = False


def _matched(pattern: str, text: str, fault: LinkFault) -> str:
    if not re.fullmatch(pattern, text, re.ASCII):
        raise BrokenLinkError(fault)
    return text


def _write_cents(cents: int) -> str:
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}{f'_{rest:02}' if rest else ''}"


def _read_cents(text: str) -> int:
    _matched(r"-?\d{1,11}(_\d\d)?", text, LinkFault.AMOUNT)
    cents = int(Decimal(text.replace("_", ".")) * 100)
    if abs(cents) > LARGEST_CENTS:
        raise BrokenLinkError(LinkFault.AMOUNT)
    return cents


def _write_percent(fraction: float) -> str:
    percent = (Decimal(repr(fraction)) * 100).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    return f"{percent:f}".rstrip("0").rstrip(".").replace(".", "_")


def _read_percent(text: str) -> float:
    _matched(r"-?\d{1,4}(_\d{1,4})?", text, LinkFault.AMOUNT)
    percent = Decimal(text.replace("_", "."))
    if not -100 < percent <= LARGEST_PERCENT:
        raise BrokenLinkError(LinkFault.AMOUNT)
    return float(percent / 100)


def _read_share(text: str) -> float:
    share = _read_percent(text)
    if not 0 <= share <= 1:
        raise BrokenLinkError(LinkFault.AMOUNT)
    return share


def _read_hours(text: str) -> int:
    hours = int(_matched(r"-?\d{1,7}", text, LinkFault.AMOUNT))
    if abs(hours) > LARGEST_HOURS:
        raise BrokenLinkError(LinkFault.AMOUNT)
    return hours


def _read_number(text: str) -> int:
    number = int(_matched(r"\d{1,4}", text, LinkFault.AMOUNT))
    if not 1 <= number <= MOST_TRANCHES:
        raise BrokenLinkError(LinkFault.AMOUNT)
    return number


def _read_day(text: str) -> date:
    try:
        day = date.fromisoformat(_matched(r"\d{4}-\d\d-\d\d", text, LinkFault.DATE))
    except ValueError:
        raise BrokenLinkError(LinkFault.DATE) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BrokenLinkError(LinkFault.DATE)
    return day


def _write_text(text: str) -> str:
    _check_text(text)
    return re.sub(r"[^A-Za-z0-9-]", lambda found: "".join(f"_{byte:02X}" for byte in found[0].encode()), text)


def _read_text(text: str) -> str:
    _matched(r"([A-Za-z0-9-]|_[0-9A-F]{2})*", text, LinkFault.TEXT)
    try:
        read = re.sub(rb"_(..)", lambda found: bytes.fromhex(found[1].decode()), text.encode()).decode()
    except UnicodeDecodeError:
        raise BrokenLinkError(LinkFault.TEXT) from None
    return _check_text(read)


def _check_text(text: str) -> str:
    """Letters, signs and spaces of any language; nothing that steers how text is shown."""
    if len(text) > LONGEST_TEXT or not all(sign.isprintable() or unicodedata.category(sign) == "Zs" for sign in text):
        raise BrokenLinkError(LinkFault.TEXT)
    return text


def _read_code(text: str) -> str:
    code = _read_text(text)
    if not code:
        raise BrokenLinkError(LinkFault.TEXT)
    return code


def _read_flag(text: str) -> bool:
    return _matched("oui|non", text, LinkFault.FIELDS) == "oui"


CENTS = Codec(_write_cents, _read_cents)
SHARE = Codec(_write_percent, _read_share)
CHANGE = Codec(_write_percent, _read_percent)
WHOLE_HOURS = Codec(str, _read_hours)
NUMBER = Codec(str, _read_number)
NUMBER_OR_NONE = Codec(str, _read_number, may_be_empty=True)
DAY = Codec(date.isoformat, _read_day)
TEXT = Codec(_write_text, _read_text)
CODE = Codec(_write_text, _read_code)
CURRENCY = Codec(_write_text, lambda text: _matched("[A-Z]{3}", text, LinkFault.TEXT))
FLAG = Codec(lambda flag: "oui" if flag else "non", _read_flag)
