"""A draft of a version: its files and how they are read, and what is worked out of it once per session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import TypeVar

import streamlit as st

from fund.changes import Changes, changes
from fund.model import HeaderMatch, WorkbookFile
from fund.open_fund import OpenFund, open_readings
from fund.workbook.reading.file_reading import FileReading, read_file
from pages.parts.session import funds
from pages.parts.session.staff import require_staff
from pages.parts.session.view import View, current_view

_OPENED, _PROPOSAL, _READINGS = "draft_opened", "draft_proposal", "draft_readings"
KEPT = 24
"""Small results kept per session; the oldest go."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be published: the whole set of files, how unknown headers are read, and what it is based on."""

    fund: str
    files: tuple[WorkbookFile, ...]
    matches: tuple[HeaderMatch, ...]
    based_on: int | None

    @property
    def digest(self) -> str:
        """Identifies the draft's content: the key under which its reading is kept for the session."""
        return f"{digest_of(self.files)} {(self.fund, self.matches, self.based_on)!r}"


def digest_of(files: Sequence[WorkbookFile]) -> str:
    """Identifies files by their names and contents."""
    return sha256("".join(f"{file.name} {file.digest} " for file in files).encode()).hexdigest()


def kept(key: str, make: Callable[[], T]) -> T:
    """What `make` gives, made once in the session: a page is drawn again at every click."""
    made: dict[str, T] = st.session_state.setdefault("made", {})
    if key not in made:
        made[key] = make()
        while len(made) > KEPT:
            del made[next(iter(made))]
    return made[key]


def reading_of(file: WorkbookFile, matches: Sequence[HeaderMatch]) -> FileReading:
    """A file read, once for as long as it is part of the draft or of the version on screen."""
    made: list[FileReading] = st.session_state.setdefault(_READINGS, [])
    found = read_file(file, matches=matches, known=(*current_view().fund.readings, *made))
    if found not in made:
        made.append(found)
    return found


def read(files: tuple[WorkbookFile, ...], matches: tuple[HeaderMatch, ...]) -> OpenFund:
    """The files as a fund whose code is not settled yet."""
    return _latest(_OPENED, f"{digest_of(files)} {matches!r}", partial(_opened, files, matches))


def _opened(files: Sequence[WorkbookFile], matches: Sequence[HeaderMatch]) -> OpenFund:
    readings = [reading_of(file, matches) for file in files]
    st.session_state[_READINGS] = readings  # those of files that are no longer dropped go
    return open_readings("", readings)


def proposal(draft: Draft, view: View) -> tuple[OpenFund, Changes]:
    """The draft read, computed, checked and compared, once per content of the draft."""
    return _latest(_PROPOSAL, draft.digest, partial(_proposed, draft, view))


def _proposed(draft: Draft, view: View) -> tuple[OpenFund, Changes]:
    proposed = replace(read(draft.files, draft.matches), code=draft.fund)
    compared = changes(None if draft.based_on is None else view.fund, proposed)
    write_down("upload", draft.digest, view, {"files": [file.name for file in draft.files]})
    return proposed, compared


def _latest(slot: str, key: str, make: Callable[[], T]) -> T:
    """What `make` gives, kept until another key takes its slot: it may be large."""
    made: tuple[str, T] | None = st.session_state.get(slot)
    if made is None or made[0] != key:
        st.session_state[slot] = made = (key, make())
    return made[1]


def forget_proposal() -> None:
    """Let go of everything large, when the proposal was published or its files are gone."""
    for slot in (_OPENED, _PROPOSAL, _READINGS):
        st.session_state.pop(slot, None)


def write_down(action: str, once: str, view: View, details: Mapping[str, object]) -> None:
    """An entry of the audit list, once per thing done however often the page is drawn."""
    done = st.session_state.setdefault("written_down", set())
    if (action, once) not in done:
        done.add((action, once))
        funds.store().record(action, actor=require_staff().name, fund=view.fund.code, details=details)
