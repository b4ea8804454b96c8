"""Units that a header or a title says: « (k€) », « en milliers d’euros », « (UAH) ».

A column or a table said to be in thousands is never read as if it were in units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from fund.workbook.door.cell_formats import currency_named
from fund.workbook.reading.cells import CellError
from fund.workbook.reading.currency_words import currency_of

OWN_UNIT = re.compile(r"[(\[]\s*(?:en\s+)?(?:€|eur|euros?|ttc|h|heures?|%)\s*[)\]]", re.IGNORECASE)
"""A unit in brackets that is the contract's own."""

_IN_BRACKETS = re.compile(r"[(\[]\s*(?:en\s+)?([^)\]]{1,25}?)\s*[)\]]", re.IGNORECASE)
_AT_THE_END = re.compile(
    r"\s+(?:en\s+)?((?:k|m)\s?(?:€|eur(?:os?)?)|(?:milliers?|millions?)(?:\s+(?:d['’]\s?euros?|de\s+\w+))?|[A-Z]{3}|(?:[A-Z]{2})?[₴₺£$¥₽₪]|zł)\s*$"
)
_SCALE = re.compile(r"\b[km]\s?(?:€|eur(?:os?)?\b|[a-z]{3}\b)|\bmilliers?\b|\bmillions?\b|\bk€", re.IGNORECASE)
_TITLE_SCALE = re.compile(
    r"\b[km]\s?(?:€|euros?\b|eur\b)|\b(?:milliers?|millions?)\s+d['’]\s?euros?\b"
    r"|[(\[][^)\]]*\b(?:milliers?|millions?)\b[^)\]]*[)\]]|\ben\s+(?:milliers?|millions?)\b",
    re.IGNORECASE,
)

_TITLE_CURRENCY = re.compile(
    r"\b(?:en|in)\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?|[(\[]\s*(?:en\s+|in\s+)?([^)\]]{1,25}?)\s*[)\]]", re.IGNORECASE
)

_OTHERWISE = re.compile(
    r"\b(?:restes?|restants?|prevue?s?|previsions?|previsionnel(?:le)?s?|estimee?s?|non|pas|sans|soldes?"
    r"|demandee?s?|sollicitee?s?|annulee?s?|refusee?s?|cumule?s?|ht|hors|remaining|balance|planned|expected|forecast"
    r"|estimated|requested|cancelled|not|net|unpaid)\b|%"
)
"""Words, without accents, that make an amount another one: what is left, planned, or not."""


@dataclass(frozen=True, slots=True)
class HeaderUnit:
    """A header without its unit, and what the unit says: thousands or millions (`scaled`), or a currency."""

    bare: str
    scaled: bool
    currency: str


def header_unit(text: str) -> HeaderUnit | None:
    """The unit that ends a header or stands in brackets, None where there is none but the contract's own."""
    found = _IN_BRACKETS.search(text) or _AT_THE_END.search(text)
    if found is None:
        return None
    scaled = _SCALE.search(found[1]) is not None
    currency = "" if scaled else currency_named(found[1])
    if not scaled and not currency:
        return None
    return HeaderUnit((text[: found.start()] + text[found.end() :]).strip(), scaled, currency)


def says_otherwise(text: str) -> bool:
    """Whether a header says that its amounts aren't those its other words name: « reste », « prévu », k€, UAH."""
    unit = header_unit(text)
    plain = normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    other_unit = unit is not None and (unit.scaled or unit.currency not in {"", "EUR"})
    return other_unit or _OTHERWISE.search(plain) is not None


def title_is_scaled(cell: object) -> bool:
    """Whether a cell above a table says that its amounts are in thousands or millions."""
    return isinstance(cell, str) and _TITLE_SCALE.search(cell) is not None


def title_currency(cell: object) -> str:
    """The words of a cell above a table that name another currency than the euro; empty where it names the euro too."""
    if not isinstance(cell, str):
        return ""
    named = {}
    for word, next_word, bracket in _TITLE_CURRENCY.findall(cell):
        for text in filter(None, (f"{word} {next_word}".strip(), word, bracket)):
            if code := _currency(text):
                named[code] = text
                break
    return "" if "EUR" in named else next(iter(named.values()), "")


def _currency(text: str) -> str:
    """The currency that a text is the name or, in capitals, the code of; the text itself where it may be several."""
    try:
        code = currency_of(text)
    except CellError as error:
        return text if error.code == "ambiguous_currency" else ""
    return "" if code == text.upper() != text else code
