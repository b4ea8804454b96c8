"""Tables of text: as accessible HTML, and as CSV that Excel opens without harm."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pages.parts.show.markup import fill, join

SHOWN_ROWS = 200
_NUMBER = re.compile(r"^(\D{0,9} )?[−€]*\d[\d\s.,]*(\s?(€|%|h|[A-Z]{3}))?$")
_MEASURE = re.compile(r"−?€?\d[\d\s.,]*(\s?[€%h])?")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def html_table(frame: pd.DataFrame, *, caption: str) -> Markup:
    """At most `SHOWN_ROWS` rows of text as an HTML table; columns of numbers are aligned on the right."""
    kinds = ["number" if _holds_numbers(frame[name]) else "words" for name in frame.columns]
    rows = [
        fill(
            "<tr>{cells}</tr>",
            cells=join([fill('<td class="{k}">{v}</td>', k=k, v=v) for k, v in zip(kinds, row, strict=True)]),
        )
        for row in frame.head(SHOWN_ROWS).itertuples(index=False, name=None)
    ]
    return framed_table(dict(zip(map(str, frame.columns), kinds, strict=True)), rows, caption=caption, shown=True)


def framed_table(heads: Mapping[str, str], rows: Sequence[Markup], *, caption: str, shown: bool = False) -> Markup:
    """Rows under their headers in a frame that scrolls by keyboard too.

    `heads` maps each header to its alignment, `words` or `number`; the caption is read aloud, and `shown` if asked.
    """
    head = join(
        [fill('<th scope="col" class="{kind}">{name}</th>', kind=kind, name=name) for name, kind in heads.items()]
    )
    return fill(
        '<div class="table-frame" role="region" tabindex="0" aria-label="{caption}"><table>{title}'
        "<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>",
        caption=caption,
        title=fill("<caption>{caption}</caption>", caption=caption) if shown else "",
        head=head,
        rows=join(list(rows)),
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
    csv_of(lambda: frame, label=label, name=name, key=key)


def csv_of(make: Callable[[], pd.DataFrame], *, label: str, name: str, key: str) -> None:
    """The same of a table that is itself made at the click only: `make` runs outside the page's run."""
    st.download_button(
        label,
        data=lambda: csv_bytes(make()),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=key,
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
