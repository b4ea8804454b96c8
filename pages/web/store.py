"""The store of the process: what is published, what staff keep, who is signed in."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from fund.changes import of_itself
from fund.metrics.photos import publishable
from fund.model import Picture, WorkbookFile
from fund.open_fund import SHIPPED, open_files, open_readings
from fund.pictures.encode import encoded
from fund.store.open_store import default_url, may_begin, open_store
from fund.store.picture_rows import NewPictures, TwoForms
from fund.store.store import Store
from fund.workbook.reading.file_reading import read_file
from fund.workbook.reading.placed.picture_bytes import pictures_in


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The published versions, shared by all sessions of the process; made and seeded at the first call."""
    seed = Path(os.environ.get("FUND_DATA_DIR") or SHIPPED)
    return open_store(default_url(), seed=seed, summary=_seeded, photos=_photos, first_start=may_begin())


def answers() -> None:
    """Ask the store for next to nothing; raises what it raises when it is down."""
    store().pointers()


def _seeded(code: str, files: Sequence[WorkbookFile]) -> Mapping[str, object]:
    """What a version that comes with the application keeps: its key figures, like one that is published."""
    return of_itself(open_files(code, files))


def _photos(code: str, files: Sequence[WorkbookFile]) -> NewPictures:
    """The photos of such a version: those of its workbooks that may be shown to somebody."""
    forms: dict[str, TwoForms] = {}
    pictures: dict[str, Picture] = {}
    readings = [read_file(file) for file in files]
    for file, reading in zip(files, readings, strict=True):
        for found in pictures_in(file, reading):
            made = encoded(found.data)
            forms[made.digest] = TwoForms(made.large, made.small)
            pictures[found.name] = Picture(made.digest, made.width, made.height)
    photos = open_readings(code, readings, pictures).metrics.photos if pictures else ()
    return NewPictures(publishable(photos), forms.get)


def record(action: str, *, actor: str, details: Mapping[str, object]) -> None:
    """An entry of the audit list that concerns no fund, such as a sign-in."""
    store().record(action, actor=actor, details=details)
