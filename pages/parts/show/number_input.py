"""What a person types into a field: numbers by the same rules as the workbooks' cells."""

from __future__ import annotations

import re
from decimal import Decimal

from fund.wording.language import Language, conventions
from fund.workbook.reading.cells import CellError
from fund.workbook.reading.number_cells import parse_number, to_cents

UNITS = ("€", "eur", "euro", "euros", "h", "heure", "heures", "%")


class NotAnAmountError(ValueError):
    """The text is no number, or could be two: `1,234`."""


_COMMA_GROUPS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")


def typed_number(text: str, language: Language) -> Decimal:
    """The number in « 12 500,50 € »; zero for nothing typed. Raises NotAnAmountError.

    A workbook's `12,500` could be two numbers; who reads the page in English means twelve thousand, and writes €12,500.
    """
    if not text.strip():
        return Decimal(0)
    form = conventions(language)
    bare = text.strip().removeprefix(form.euros.partition("{number}")[0])
    if form.locale.number_symbols["latn"]["group"] == ",":
        bare = _COMMA_GROUPS.sub("", bare)
    try:
        return parse_number(bare, units=UNITS, grouped=True)
    except CellError as error:
        raise NotAnAmountError(text) from error


def typed_cents(text: str, language: Language) -> int | None:
    """Whole cents of an amount in euros; None for nothing typed. Raises NotAnAmountError."""
    return to_cents(typed_number(text, language)) if text.strip() else None
