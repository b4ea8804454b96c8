"""What a cell's format says of its value: a per cent, a month, a currency, thousands, struck through.

Excel keeps 104 % as 1.04, « novembre 2023 » as its first day and 38 500,00 ₴ as a bare number: only the format tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from openpyxl.utils import column_index_from_string

from fund.currency import UNKNOWN_CURRENCY
from fund.workbook.door.package import Element, elements

Address = tuple[int, int]
"""Row and column of a cell, counted from 0."""

SIGNS = {
    "€": "EUR",
    "₴": "UAH",
    "грн": "UAH",
    "zł": "PLN",
    "lei": "RON",
    "£": "GBP",
    "₺": "TRY",
    "₽": "RUB",
    "₪": "ILS",
    "fcfa": "XAF",
    "cfa": "XAF",
    "kč": "CZK",
    "ft": "HUF",
    "$": UNKNOWN_CURRENCY,
    "¥": UNKNOWN_CURRENCY,
    "kr": UNKNOWN_CURRENCY,
    "dh": "MAD",
    "ar": "MGA",
}
_BUILT_IN_PERCENT, _BUILT_IN_MONTH = frozenset((9, 10)), frozenset((17,))
_BRACKET_CURRENCY = re.compile(r"\[\$([^\]\-]+)(?:-[^\]]*)?\]")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_NOT_SHOWN = re.compile(r"_.|\*.|\[[^\]]*\]")
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_THOUSANDS = re.compile(r"\bk ?(?:€|eur)|milliers|\bm ?(?:€|eur)\b|millions", re.IGNORECASE)
CURRENCIES = (
    *("EUR", "USD", "GBP", "CHF", "UAH", "PLN", "RON", "MDL", "HUF", "CZK"),
    *("BGN", "TRY", "MAD", "TND", "DZD", "EGP", "LBP", "ILS", "JOD", "SYP"),
    *("IQD", "XAF", "XOF", "MGA", "HTG", "CAD", "AUD", "JPY", "CNY", "RUB"),
    *("GEL", "AMD", "AZN", "SEK", "NOK", "DKK", "ALL", "MKD", "RSD", "BAM"),
)
"""The codes that are searched in a text, the likelier ones first."""
_ISO = re.compile(rf"\b(?:{'|'.join(CURRENCIES)})\b")


@dataclass(frozen=True, slots=True)
class CellFormat:
    """What a format says; `currency` is an ISO 4217 code, empty where it names none.

    `sign` is what it shows of a currency that its sign alone doesn't tell: « $ ».
    """

    percent: bool = False
    month: bool = False
    thousands: bool = False
    struck: bool = False
    currency: str = ""
    sign: str = ""


PLAIN = CellFormat()


def format_meaning(code: str) -> CellFormat:
    """What a format code says, by its part for positive numbers: `0.00%`, `mmm-yy`, `#,##0.00 [$₴-422]`."""
    part = code.partition(";")[0]
    quoted = " ".join(first or second for first, second in _QUOTED.findall(part))
    bracket = _BRACKET_CURRENCY.search(part)
    bare = _NOT_SHOWN.sub("", _QUOTED.sub("", part))
    signs = "".join(sign for sign in bare if sign in SIGNS)
    sign = bracket[1] if bracket else f"{quoted} {signs}"
    named = currency_named(sign) or (UNKNOWN_CURRENCY if bracket else "")
    letters = bare.casefold()
    return CellFormat(
        percent="%" in bare,
        month="m" in letters and "y" in letters and not set("dhs") & set(letters),
        thousands=bool(_THOUSANDS.search(quoted)) and not _SCALED.search(bare),
        currency=named,
        sign=sign.strip() if named == UNKNOWN_CURRENCY else "",
    )


def style_meanings(styles: bytes) -> Mapping[int, CellFormat]:
    """What each style of a workbook says, by its number, from `styles.xml`; without those that say nothing."""
    parts = elements(styles)
    codes = {
        int(part.attributes.get("numFmtId", "-1")): part.attributes.get("formatCode", "")
        for part in parts
        if part.name == "numFmt"
    }
    struck = _struck_fonts(parts)
    formats = (
        replace(
            _meaning(int(style.attributes.get("numFmtId", "0")), codes), struck=style.attributes.get("fontId") in struck
        )
        for style in _cell_styles(parts)
    )
    return {number: meaning for number, meaning in enumerate(formats) if meaning != PLAIN}


def cell_formats(xml: bytes, meanings: Mapping[int, CellFormat]) -> Mapping[Address, CellFormat]:
    """What the formats of a sheet's cells say, by address."""
    numbers = b"|".join(str(number).encode() for number in meanings)
    if not numbers:
        return {}
    address, style = rb'(?=[^>]*\br=["\']([A-Z]{1,3})(\d{1,7})["\'])', rb'[^>]*\bs=["\'](' + numbers + rb')["\']'
    styled = re.compile(rb"<(?:\w+:)?c\s" + address + style)
    return {
        (int(row) - 1, column_index_from_string(letters.decode()) - 1): meanings[int(style)]
        for letters, row, style in styled.findall(xml)
    }


def _cell_styles(parts: Sequence[Element]) -> Iterator[Element]:
    """The styles that cells refer to, in their order: not those which named styles are made of."""
    inside = False
    for part in parts:
        if part.name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            inside = part.name == "cellXfs"
        elif inside and part.name == "xf":
            yield part


def _struck_fonts(parts: Sequence[Element]) -> frozenset[str]:
    """The numbers of the fonts that strike through."""
    number, struck = -1, set()
    for part in parts:
        if part.name == "fills":
            break
        number += part.name == "font"
        if part.name == "strike" and part.attributes.get("val", "1") not in {"0", "false"}:
            struck.add(str(number))
    return frozenset(struck)


def _meaning(number: int, codes: Mapping[int, str]) -> CellFormat:
    if number in codes:
        return format_meaning(codes[number])
    return CellFormat(percent=number in _BUILT_IN_PERCENT, month=number in _BUILT_IN_MONTH)


def currency_named(text: str) -> str:
    """The ISO 4217 code of the currency that a text names or signs, empty where there is none."""
    if code := _ISO.search(text):
        return code[0]
    words = text.casefold().split()
    return next((code for sign, code in SIGNS.items() if sign in words or (len(sign) == 1 and sign in text)), "")
