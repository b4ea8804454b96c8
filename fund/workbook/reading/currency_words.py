"""Currencies as people name them in a cell: « hryvnia », « złoty », « euros », « US$ », « lei roumains ».

Names are those that Babel gives currencies in use, in French, English and the languages of some partners. One word
alone is understood where it is the name of one currency only: « dollar » and « lei » are not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType

from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies, list_currencies

from fund.workbook.door.cell_formats import CURRENCIES, SIGNS
from fund.workbook.reading.cells import CellError

_FIRST, _LAST = 0, -1
_LANGUAGES = MappingProxyType({"fr": _FIRST, "pl": _FIRST, "ro": _FIRST, "en": _LAST, "uk": _LAST})
"""Where each language writes what a currency is called before it says whose: « livre turque », « Turkish lira »."""
_OF_SEVERAL = MappingProxyType(
    {
        "$": ("USD", "CAD", "AUD"),
        "¥": ("JPY", "CNY"),
        "kr": ("SEK", "NOK", "DKK"),
        **dict.fromkeys(("dh", "dhs"), ("MAD", "AED")),
        **dict.fromkeys(("lira", "liras", "lire", "lires"), ("TRY", "LBP", "SYP")),
        **dict.fromkeys(("cfa", "fcfa", "franccfa", "francscfa"), ("XAF", "XOF")),
    }
)
_ALSO = MappingProxyType(
    {
        **dict.fromkeys(("us$", "$us", "dollaramericain", "dollarsamericains"), ("USD",)),
        **dict.fromkeys(("ca$", "$ca", "c$"), ("CAD",)),
        **dict.fromkeys(("hrivna", "hrivnas", "hryvna", "hryvnas", "hryvnya", "grivna", "hrn"), ("UAH",)),
        "leimoldaves": ("MDL",),
        **dict.fromkeys(("zl", "zlote", "zlotych"), ("PLN",)),
    }
)
MOST_CODES = 4


def currency_of(text: str) -> str:
    """The ISO 4217 code that a text names or is; raises CellError where it names none, or may name several."""
    code = text.upper()
    if code in _known():
        return code
    codes = _names().get(_key(text), ())
    if not codes:
        raise CellError("not_a_currency")
    if len(codes) > 1:
        raise CellError("ambiguous_currency", {"codes": ", ".join(codes[:MOST_CODES])})
    return codes[0]


@cache
def _known() -> frozenset[str]:
    return frozenset(list_currencies())


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """The codes that each name may mean, by its folded text, the likelier ones first."""
    in_use = {code for territory in get_global("territory_currencies") for code in get_territory_currencies(territory)}
    order = {code: place for place, code in enumerate(CURRENCIES)}
    whole: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    for code in in_use:
        for name, first in _said(code):
            whole.setdefault(_key(name), set()).add(code)
            words.setdefault(_key(name.split()[first]), set()).add(code)
    signs = {_key(sign): (code,) for sign, code in SIGNS.items()}
    found = {
        name: tuple(sorted(codes, key=lambda code: (order.get(code, len(order)), code)))
        for name, codes in (words | whole).items()
    }
    return {**signs, **found, **_OF_SEVERAL, **_ALSO}


def _said(code: str) -> Iterator[tuple[str, int]]:
    """A currency's names in the singular and the plural, and which of their words names what it is."""
    for language, place in _LANGUAGES.items():
        for count in (None, 1, 2, 5):
            name = get_currency_name(code, count=count, locale=language)
            if name != code and "(" not in name:
                yield name, place


def _key(text: str) -> str:
    """The form in which names are compared: unlike headers', with their signs."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalnum() or c in "$€₴£₺₽₪¥")
