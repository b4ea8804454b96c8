"""What people do to cells: formats, texts, currencies, typing errors."""

from __future__ import annotations

from tests.disguise.kinds.cells import (
    currencies,
    formats,
    number_texts,
    rates,
    sizes_and_signs,
    typos,
    typos_apart,
    typos_of_dates,
    word_texts,
)

__all__ = [
    "currencies",
    "formats",
    "number_texts",
    "rates",
    "sizes_and_signs",
    "typos",
    "typos_apart",
    "typos_of_dates",
    "word_texts",
]
