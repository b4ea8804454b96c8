"""Everything that people do to a workbook, a module for each kind; importing this registers them all."""

from __future__ import annotations

from tests.disguise.kinds import (
    currencies,
    delimited,
    donors,
    formats,
    headers,
    hidden,
    instalments,
    layout,
    notes,
    number_texts,
    rates,
    repeats,
    sheets,
    subtotals,
    totals,
    typos,
    typos_apart,
    typos_of_dates,
    word_texts,
)

__all__ = [
    "currencies",
    "delimited",
    "donors",
    "formats",
    "headers",
    "hidden",
    "instalments",
    "layout",
    "notes",
    "number_texts",
    "rates",
    "repeats",
    "sheets",
    "subtotals",
    "totals",
    "typos",
    "typos_apart",
    "typos_of_dates",
    "word_texts",
]
