"""The store of the process: what is published, what staff keep, who is signed in."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from fund.changes import of_itself
from fund.model import WorkbookFile
from fund.open_fund import SHIPPED, open_files
from fund.store.opening import default_url, may_begin, open_store
from fund.store.store import Store


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The published versions, shared by all sessions of the process; made and seeded at the first call."""
    seed = Path(os.environ.get("FUND_DATA_DIR") or SHIPPED)
    return open_store(default_url(), seed=seed, summary=_seeded, first_start=may_begin())


def answers() -> None:
    """Ask the store for next to nothing; raises what it raises when it is down."""
    store().pointers()


def _seeded(code: str, files: Sequence[WorkbookFile]) -> Mapping[str, object]:
    """What a version that comes with the application keeps: its key figures, like one that is published."""
    return of_itself(open_files(code, files))


def record(action: str, *, actor: str, details: Mapping[str, object]) -> None:
    """An entry of the audit list that concerns no fund, such as a sign-in."""
    store().record(action, actor=actor, details=details)
