"""The period that a text of the sheet « Récits » is about: its own dates, else « mai à octobre 2023 » in words."""

from __future__ import annotations

import re

import pandas as pd

from fund.model import Moment
from fund.schema import Edge
from fund.workbook.reading.cells import CellError
from fund.workbook.reading.date_cells import parse_moment

_BETWEEN = re.compile(
    r"\s+(?:à|a|au|jusqu['’]?(?:à|au|en)|to|until)\s+|\s*[–—]\s*|\s+-\s+|(?<=[a-zé])-(?=[a-zé])", re.IGNORECASE
)
_BEFORE = re.compile(r"^(?:(?:du|de|en|from)\s+|d['’])", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_HALF = re.compile(r"(?:(1er|premier)|2e|2nd|2ème|second|deuxième)\s+semestre\s+(?:de\s+)?(\d{4})", re.IGNORECASE)


def with_told_periods(stories: pd.DataFrame) -> pd.DataFrame:
    """The texts with the dates that their period tells in words, where a row has none of its own."""
    undated = stories["start"].isna() & stories["end"].isna()
    texts = stories["period"].where(undated)
    found = {text: told for text in texts.dropna().unique() if (told := period_told(text)) is not None}
    if not found:
        return stories
    columns = {}
    for place, name in enumerate(("start", "end")):
        days = texts.map({text: pd.Timestamp(told[place].day) for text, told in found.items()})
        precisions = texts.map({text: told[place].precision.value for text, told in found.items()})
        columns[name] = stories[name].fillna(pd.to_datetime(days).astype(stories[name].dtype))
        columns[f"{name}_precision"] = stories[f"{name}_precision"].fillna(precisions.astype("str"))
    return stories.assign(**columns)


def period_told(text: str) -> tuple[Moment, Moment] | None:
    """The first and the last date of « mai à octobre 2023 », « 1er mai – 15 juin 2023 » or « 2023 »; else None.

    A first date without a year is of the year of the last one, and no period where it would come after it.
    """
    bare = _BEFORE.sub("", text.strip())
    if half := _HALF.fullmatch(bare):
        bare = f"janvier à juin {half[2]}" if half[1] else f"juillet à décembre {half[2]}"
    first, *others = _BETWEEN.split(bare)
    if len(others) > 1:
        return None
    last = others[0] if others else first
    year = _YEAR.search(last)
    if year and not _YEAR.search(first):
        first = f"{first} {year[0]}"
    try:
        start, end = parse_moment(first, Edge.START), parse_moment(last, Edge.END)
    except CellError:
        return None
    return (start, end) if start.day <= end.day else None
