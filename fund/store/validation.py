"""The code that names a fund in addresses and in the store."""

from __future__ import annotations

import re
import unicodedata

from fund.store.errors import InvalidFundCode

LONGEST = 60
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def fund_code(text: str) -> str:
    """The code a name gives: « Îles Orvanes 2024 » is `iles-orvanes-2024`.

    Raises InvalidFundCode when the name holds no letter or digit that ASCII can write.
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return checked(re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-"))


def checked(code: str) -> str:
    """The code itself; raises InvalidFundCode unless it is one."""
    if len(code) > LONGEST or not _CODE.fullmatch(code):
        raise InvalidFundCode(f"{code!r} is not a fund's code: lower-case letters, digits and hyphens")
    return code
