from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from openpyxl import Workbook

from fund.open_fund import open_files
from pages.parts.session import funds
from pages.web.signed_in import Staff

Sheets = dict[str, list[list[object]]]


@pytest.fixture(autouse=True)
def fresh_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's caches outlive a test, and so would the store. Today is after what the shipped funds are as of."""
    monkeypatch.setattr("pages.parts.update.update_draft.today", lambda: date(2026, 10, 1))
    monkeypatch.setenv("FUND_STATE_DIR", str(tmp_path / "state"))
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Léo is staff."""
    monkeypatch.setattr("pages.parts.session.staff.staff", lambda _: Staff("Léo", "a session"))


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Sheets], Path]:
    """Put a fund of given sheets on a shelf of its own: `shelf("demo", {"Fonds": [[…], […]]})`."""
    monkeypatch.setenv("FUND_DATA_DIR", str(tmp_path / "data"))

    def put(code: str, sheets: Sheets) -> Path:
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        folder = tmp_path / "data" / code
        folder.mkdir(parents=True, exist_ok=True)
        book.save(folder / "classeur.xlsx")
        return folder

    return put


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of the funds that were read, one for each time."""
    codes: list[str] = []

    def counted(code: str, *arguments: Any, **more: Any) -> Any:
        codes.append(code)
        return open_files(code, *arguments, **more)

    monkeypatch.setattr(funds, "open_files", counted)
    return codes
