"""Where the golden texts are made: two stores, each opened when first asked for, with fixed days in them.

`shipped` is the store of a first start. In `meeting` each fund has had a meeting, was published anew and has a
meeting under way, with decisions, an arranged deck and kept scenarios.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from unittest import mock

import sqlalchemy as sa
import streamlit as st
from openpyxl import load_workbook
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from fund.store.pictures import Pictures
from tests.golden import product
from tests.golden.stand_in import put_stand_ins

START = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


class Stage:
    """The stores under a folder, one of them open at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ""

    def enter(self, name: str) -> None:
        """Make that store the one that pages read."""
        if name == self._open:
            return
        state = self._folder / name
        os.environ["FUND_STATE_DIR"], os.environ["FUND_DATA_DIR"] = str(state), str(self._folder / "data")
        forget()
        if not (state / "fund.sqlite").exists():
            put_stand_ins(product.SHIPPED, self._folder / "data", invented="exemple")
            _fill(name, self._folder / "data")
            forget()
            _fix_days(state / "fund.sqlite")
        self._open = name


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """A stage, with all that opens on a click open; what was set for it is put back after."""
    kept = {name: os.environ.pop(name, None) for name in ("FUND_STATE_DIR", "FUND_DATA_DIR", "FUND_DATABASE_URL")}
    always = property(lambda _: True, lambda *_: None)
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(ExpanderContainer, "open", always))
        stack.enter_context(mock.patch.object(PopoverContainer, "open", always))
        stack.enter_context(mock.patch("pages.parts.update.update_draft.today", START.date))
        # Which documents were made before depends on which texts are asked for, and on the day.
        stack.enter_context(mock.patch.object(Pictures, "record_pack"))
        try:
            yield Stage(folder)
        finally:
            os.environ.pop("FUND_STATE_DIR", None)
            os.environ.pop("FUND_DATA_DIR", None)
            os.environ.update({name: value for name, value in kept.items() if value is not None})
            forget()


def forget() -> None:
    """Streamlit's caches hold the store that was open before."""
    st.cache_resource.clear()
    st.cache_data.clear()


def ukraine_with(share: float, data: Path) -> bytes:
    """The programmes of Ukraine in `data`, another share of the AUC's tranche declared."""
    book = load_workbook(data / "ukraine" / "programmes.xlsx")
    sheet = book["Chiffres déclarés"]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[2].value == "part de tranche dépensée")
    row[3].value = share
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(name: str, data: Path) -> None:
    if name == "shipped":
        product.programme_paths("ukraine")
        return
    new = ("contributions.xlsx", product.contributions_with(45_000))
    product.hold_meetings("exemple", "metiers", hidden="eau-spending", new=new)
    product.hold_meetings("ukraine", "moldavie", hidden="thanks", new=("programmes.xlsx", ukraine_with(91.3, data)))


def _fix_days(path: Path) -> None:
    """Every moment in the store becomes one of 1 October 2026, in the same order."""
    engine, tables = sa.create_engine(f"sqlite:///{path}"), sa.MetaData()
    tables.reflect(engine)
    columns = [
        column for table in tables.sorted_tables for column in table.columns if isinstance(column.type, sa.DateTime)
    ]
    with engine.begin() as connection:
        found = {moment for column in columns for moment in connection.scalars(sa.select(column)) if moment}
        for number, moment in enumerate(sorted(found)):
            for column in columns:
                fixed = {column.name: START + timedelta(minutes=number)}
                connection.execute(sa.update(column.table).where(column == moment).values(fixed))
    engine.dispose()
