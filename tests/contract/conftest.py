from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from fund.store.backup import restore
from fund.store.open_store import open_store
from fund.store.store import Store

WRITTEN = Path(__file__).parent / "store_8700324"


@pytest.fixture(scope="session")
def expected() -> Any:
    """What must be found again."""
    return json.loads((WRITTEN / "expected.json").read_text("utf-8"))


@pytest.fixture(params=["store", "back-up"])
def state(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of state with the store as it was written, or with its back-up restored."""
    if request.param == "store":
        shutil.copyfile(WRITTEN / "fund.sqlite", tmp_path / "fund.sqlite")
    else:
        restore(f"sqlite:///{tmp_path}/fund.sqlite", WRITTEN / "back-up.sqlite")
    monkeypatch.setenv("FUND_STATE_DIR", str(tmp_path))
    monkeypatch.delenv("FUND_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


@pytest.fixture
def store(state: Path) -> Iterator[Store]:
    """That store, brought up to date."""
    opened = open_store(f"sqlite:///{state}/fund.sqlite", seed=None)
    yield opened
    opened.close()
