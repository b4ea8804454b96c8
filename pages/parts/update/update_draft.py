"""A draft of a version: its files and how they are read, and what is worked out of it once per session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from typing import TypeVar

import streamlit as st

from fund.changes import Changes, changes
from fund.checks import check_today
from fund.model import Match, Picture, WorkbookFile
from fund.open_fund import OpenFund, open_readings
from fund.workbook.reading.dataset import NO_PICTURES
from fund.workbook.reading.file_reading import FileReading, read_file
from pages.parts.session import funds
from pages.parts.session.staff import require_staff
from pages.parts.session.view import View, current_view

_CACHED, _READINGS = "update_cached", "update_readings"
_OPENED, _PROPOSAL = "opened", "proposal"
MOST_CACHED = 200
"""Results cached per session; the oldest go. All but two are small."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class UpdateDraft:
    """What would be published: all files by name, how unknown headers and sheets are read, and on which version."""

    fund: str
    files: tuple[WorkbookFile, ...]
    matches: tuple[Match, ...]
    based_on: int | None
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Identifies the draft's content."""
        return f"{digest_of(self.files)} {(self.fund, self.matches, self.based_on)!r} {_told(self.pictures)}"


def digest_of(files: Sequence[WorkbookFile]) -> str:
    """Identifies files by their names and contents."""
    return sha256("".join(f"{file.name} {file.digest} " for file in files).encode()).hexdigest()


def _told(pictures: Mapping[str, Picture]) -> str:
    """Identifies pictures by their names and contents."""
    told = repr(sorted((name, each.digest, each.fault) for name, each in pictures.items()))
    return sha256(told.encode()).hexdigest()


def session_cached(slot: str, key: str, make: Callable[[], T]) -> T:
    """What `make` gives, made anew only when the slot's key changes: a page is drawn again at every click."""
    made: dict[str, tuple[str, T]] = st.session_state.setdefault(_CACHED, {})
    if slot not in made or made[slot][0] != key:
        made.pop(slot, None)
        made[slot] = (key, make())
        while len(made) > MOST_CACHED:
            del made[next(iter(made))]
    return made[slot][1]


def reading_of(file: WorkbookFile, matches: Sequence[Match]) -> FileReading:
    """A file read, once for as long as it is part of the draft or of the version on screen."""
    made: list[FileReading] = st.session_state.setdefault(_READINGS, [])
    found = read_file(file, matches=matches, known=(*current_view().fund.readings, *made))
    if found not in made:
        made.append(found)
    return found


def read(
    files: Sequence[WorkbookFile], matches: Sequence[Match], pictures: Mapping[str, Picture] = NO_PICTURES
) -> OpenFund:
    """The files as a fund whose code is not settled yet."""
    key = f"{digest_of(files)} {matches!r} {_told(pictures)}"
    return session_cached(_OPENED, key, partial(_read, files, matches, pictures))


def _read(files: Sequence[WorkbookFile], matches: Sequence[Match], pictures: Mapping[str, Picture]) -> OpenFund:
    readings = [reading_of(file, matches) for file in files]
    st.session_state[_READINGS] = readings  # those of files that are no longer dropped go
    return open_readings("", readings, pictures)


def proposal(draft: UpdateDraft, view: View) -> tuple[OpenFund, Changes]:
    """The draft read, computed, checked and compared, once per content of the draft."""
    return session_cached(_PROPOSAL, draft.digest, partial(_proposed, draft, view))


def today() -> date:
    """The day of the check: an « arrêté au » after it is a mistake."""
    return datetime.now(UTC).date()


def _proposed(draft: UpdateDraft, view: View) -> tuple[OpenFund, Changes]:
    opened = read(draft.files, draft.matches, draft.pictures)
    findings = (*check_today(opened.dataset, today()), *opened.findings)
    proposed = replace(opened, code=draft.fund, findings=findings)
    compared = changes(None if draft.based_on is None else view.fund, proposed)
    dropped = [file.name for file in draft.files if all(file.digest != each.digest for each in view.fund.readings)]
    record_once("upload", draft.digest, view, {"files": dropped})
    return proposed, compared


def forget_draft() -> None:
    """Let go of everything large, when the draft was published or its files are gone."""
    st.session_state.pop(_READINGS, None)
    for slot in (_OPENED, _PROPOSAL):
        st.session_state.get(_CACHED, {}).pop(slot, None)


def record_once(action: str, once: str, view: View, details: Mapping[str, object]) -> None:
    """An entry of the audit list, once per thing done however often the page is drawn."""
    done = st.session_state.setdefault("recorded", set())
    if (action, once) not in done:
        done.add((action, once))
        funds.store().record(action, actor=require_staff().name, fund=view.fund.code, details=details)
