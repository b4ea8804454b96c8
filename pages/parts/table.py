"""Tables of text: as accessible HTML, and as CSV that Excel opens without harm."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pages.parts.markup import fill, join

SHOWN_ROWS = 200
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def html_table(frame: pd.DataFrame, *, caption: str, numeric: Collection[str] = ()) -> Markup:
    """At most `SHOWN_ROWS` rows of text as an HTML table; `numeric` columns are aligned on the right."""
    classes = ["number" if name in numeric else "words" for name in frame.columns]
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


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A table as French Excel opens it: semicolons, UTF-8 with a mark, no text that would run as a formula."""
    safe = frame.map(lambda cell: f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell)
    return safe.to_csv(index=False, sep=";", decimal=",").encode("utf-8-sig")


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
