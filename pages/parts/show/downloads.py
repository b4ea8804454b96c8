"""Files to take away: one button for all, tables as CSV that Excel opens without harm, files for staff alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Literal

import pandas as pd
import streamlit as st

from fund.unwritable import disarmed
from pages.parts.session import funds
from pages.parts.session.staff import require_staff
from pages.parts.session.view import current_view
from pages.parts.show.markup import draw
from pages.web.staff_files import Tab, current_downloads

TYPES = MappingProxyType(
    {
        "csv": "text/csv",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pdf": "application/pdf",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
"""The media type of each kind of file, by its extension."""
_MEASURE = re.compile(r"−?€?\d[\d\s.,]*(\s?[€%h])?")


def download(
    label: str,
    make: Callable[[], bytes],
    *,
    file_name: str,
    key: str,
    kind: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """A button that downloads what `make` returns; it is asked at the click, outside the page's run.

    Nothing is made of a version that was withdrawn since it was drawn.
    """
    st.download_button(
        label,
        data=funds.while_it_stands(current_view().version.id, make),
        file_name=file_name,
        mime=TYPES.get(file_name.rpartition(".")[2], "application/octet-stream"),
        key=key,
        on_click="ignore",
        type=kind,
        icon=":material/download:",
    )


def csv_button(make: Callable[[], pd.DataFrame], *, label: str, name: str, key: str) -> None:
    """A button that downloads a whole table, made at the click only."""
    download(label, lambda: csv_bytes(make()), file_name=f"{name}.csv", key=key, kind="tertiary")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A table as French Excel opens it: semicolons, UTF-8 with a mark, numbers as numbers, no formula."""
    return frame.map(_csv_cell).to_csv(index=False, sep=";").encode("utf-8-sig")


def _csv_cell(cell: object) -> object:
    """A number without spaces and unit; a text that Excel would run as a formula, disarmed."""
    if not isinstance(cell, str):
        return cell
    if _MEASURE.fullmatch(cell):
        return re.sub(r"[^\d.,-]", "", cell.replace("−", "-"))
    return disarmed(cell)


def staff_file(label: str, *, key: str, make: Callable[[], bytes], file_name: str) -> None:
    """A link to a file made at the click, for this session of staff alone; `make` runs outside the page's run."""
    tab = st.session_state.setdefault("tab", Tab())
    address = current_downloads().offer(require_staff(), key, make, file_name=file_name, tab=tab)
    draw('<p class="file"><a href="{address}" target="_self">{label}</a></p>', address=address, label=label)
