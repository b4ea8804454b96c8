"""Tables of text: as accessible HTML, and as CSV that Excel opens without harm."""

from __future__ import annotations

import re

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pages.parts.markup import fill, join

SHOWN_ROWS = 200
_NUMBER = re.compile(r"^(\D{0,9} )?[−€]*\d[\d\s.,]*(\s?(€|%|h|[A-Z]{3}))?$")
_MEASURE = re.compile(r"−?€?\d[\d\s.,]*(\s?[€%h])?")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def html_table(frame: pd.DataFrame, *, caption: str) -> Markup:
    """At most `SHOWN_ROWS` rows of text as an HTML table; columns of numbers are aligned on the right."""
    classes = ["number" if _holds_numbers(frame[name]) else "words" for name in frame.columns]
    head = join([fill('<th scope="col" class="{c}">{h}</th>', c=c, h=h) for c, h in zip(classes, frame, strict=True)])
    body = join(
        [
            fill(
                "<tr>{cells}</tr>",
                cells=join([fill('<td class="{c}">{v}</td>', c=c, v=v) for c, v in zip(classes, row, strict=True)]),
            )
            for row in frame.head(SHOWN_ROWS).itertuples(index=False, name=None)
        ]
    )
    return fill(
        '<div class="table-frame" role="region" tabindex="0" aria-label="{caption}"><table><caption>{caption}</caption>'
        "<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>",
        caption=caption,
        head=head,
        body=body,
    )


def _holds_numbers(cells: pd.Series) -> bool:
    """Whether a column's cells are numbers, those aside that only say there is none."""
    texts = [str(cell) for cell in cells.head(SHOWN_ROWS)]
    return any(_NUMBER.match(text) for text in texts) and all(
        _NUMBER.match(text) or not any(character.isdigit() for character in text) for text in texts
    )


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A table as French Excel opens it: semicolons, UTF-8 with a mark, numbers as numbers, no formula."""
    return frame.map(_csv_cell).to_csv(index=False, sep=";").encode("utf-8-sig")


def _csv_cell(cell: object) -> object:
    """A number without spaces and unit; a text that Excel would run as a formula, disarmed."""
    if not isinstance(cell, str):
        return cell
    if _MEASURE.fullmatch(cell):
        return re.sub(r"[^\d.,-]", "", cell.replace("−", "-"))
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def csv_button(frame: pd.DataFrame, *, label: str, name: str, key: str) -> None:
    """A button that downloads the whole table; the bytes are made at the click."""
    st.download_button(
        label,
        data=lambda: csv_bytes(frame),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=key,
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
