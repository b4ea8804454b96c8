"""A draft of a version: its files and how they are read, and what is worked out of it once per session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import TypeVar

import streamlit as st

from fund.changes import Changes, changes
from fund.shelf import OpenFund, open_files
from fund.workbook.read import Match, WorkbookFile
from pages.parts import funds
from pages.parts.staff import require_staff
from pages.parts.view import View

_PROPOSAL = "proposal"
KEPT = 24
"""Results kept per session: readings of large files are among them, so the oldest go."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be published: the whole set of files, how unknown headers are read, and what it is based on."""

    fund: str
    files: tuple[WorkbookFile, ...]
    matches: tuple[Match, ...]
    based_on: int | None

    @property
    def digest(self) -> str:
        """Identifies the draft's content: the key under which its reading is kept for the session."""
        return f"{digest_of(self.files)} {(self.fund, self.matches, self.based_on)!r}"


def digest_of(files: Sequence[WorkbookFile]) -> str:
    """Identifies files by their names and contents."""
    return sha256(b"".join(file.name.encode() + sha256(file.content).digest() for file in files)).hexdigest()


def kept(key: str, make: Callable[[], T]) -> T:
    """What `make` gives, made once in the session: a page is drawn again at every click."""
    made: dict[str, T] = st.session_state.setdefault("made", {})
    if key not in made:
        made[key] = make()
        while len(made) > KEPT:
            del made[next(iter(made))]
    return made[key]


def read(files: tuple[WorkbookFile, ...], matches: tuple[Match, ...]) -> OpenFund:
    """The files as a fund whose code is not settled yet."""
    key = f"read {digest_of(files)} {matches!r}"
    return kept(key, partial(open_files, "", files, matches=matches))


def proposal(draft: Draft, view: View) -> tuple[OpenFund, Changes]:
    """The draft read, computed, checked and compared, once per content of the draft."""
    made = st.session_state.get(_PROPOSAL)
    if made is None or made[0] != draft.digest:
        proposed = replace(read(draft.files, draft.matches), code=draft.fund)
        before = None if draft.based_on is None else (view.dataset, view.metrics)
        compared = changes(before, (proposed.dataset, proposed.metrics))
        st.session_state[_PROPOSAL] = made = (draft.digest, proposed, compared)
        write_down("upload", draft.digest, view, {"files": [file.name for file in draft.files]})
    return made[1], made[2]


def forget_proposal() -> None:
    """Let go of a proposal that was published."""
    st.session_state.pop(_PROPOSAL, None)


def write_down(action: str, once: str, view: View, details: Mapping[str, object]) -> None:
    """An entry of the audit list, once per thing done however often the page is drawn."""
    done = st.session_state.setdefault("written_down", set())
    if (action, once) not in done:
        done.add((action, once))
        funds.store().record(action, actor=require_staff().name, fund=view.fund.code, details=details)
