"""Sheets that this application writes for people and never reads: findings, instructions, lists."""

from __future__ import annotations

from functools import cache

from fund.schema import folded
from fund.wording import LANGUAGES, words

OWN_SHEETS = ("annotate.sheet", "template.instructions", "template.lists")
"""Their names' keys in the catalogue, below `workbook`."""


def is_own_sheet(name: str) -> bool:
    """Whether a sheet bears one of these names, in any language."""
    return folded(name) in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(folded(words(f"workbook.{key}", language)) for key in OWN_SHEETS for language in LANGUAGES)
