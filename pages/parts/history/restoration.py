"""Going back to an earlier version: what it would change, in money first, and why; then it is public again."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from fund.changes import summary
from fund.records import Version
from fund.store.errors import StaleBase
from pages.parts.session import address, funds
from pages.parts.session.explained import judged
from pages.parts.session.staff import require_staff
from pages.parts.session.view import View, current_view, show_newest
from pages.parts.show.comparison import comparison
from pages.parts.show.markup import alert

_OUTCOME = "restoration_outcome"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of the last request to restore `version`, and which version was public after it (both ids)."""

    code: str
    version: int
    public: int


def restoring(version: Version, view: View, *, public: int) -> None:
    """The fold in which staff see what restoring this version would change, say why, and confirm."""
    fold = st.expander(view.say("history.restore"), key=f"restore-{version.number}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        comparison(
            funds.compared(version.fund, public, version.id),
            view,
            key=f"back-{version.number}",
            nothing=view.say("history.nothing_changes"),
        )
        st.text_input(view.say("history.note"), key=_note_key(version), max_chars=300)
        st.button(
            view.say("history.restore_now", number=version.number),
            on_click=_restore,
            args=(version, public),
            key=f"restore-now-{version.number}",
            type="primary",
        )
        # Under the button: a message that comes and goes above it would move it away from the pointer.
        _refused(version, public, view)


def say_restored(view: View) -> None:
    """Say that what was asked for is done, for as long as it is what is public."""
    last: _Outcome | None = st.session_state.get(_OUTCOME)
    if last is not None and last.code == "restored_now" and last.public == view.version.id:
        st.success(view.say("history.restored_now", number=view.version.number))


def _refused(version: Version, public: int, view: View) -> None:
    """Why restoring this version was not done, for as long as that holds."""
    last: _Outcome | None = st.session_state.get(_OUTCOME)
    if last is None or (last.version, last.public) != (version.id, public):
        return
    if last.code == "overtaken" or (last.code == "note_needed" and not _note(version)):
        alert(view.say(f"history.{last.code}"))


def _note_key(version: Version) -> str:
    return f"restore-note-{version.number}"


def _note(version: Version) -> str:
    return str(st.session_state[_note_key(version)]).strip()


def _restore(version: Version, public: int) -> None:
    """Callback: `public` is the version that the person saw compared."""
    staff = require_staff()
    # What stands in the field, which may be newer than what the last run saw.
    note = _note(version)
    if not note:
        st.session_state[_OUTCOME] = _Outcome("note_needed", version.id, public)
        return
    compared = funds.compared(version.fund, public, version.id)
    quiet = judged(current_view().of(funds.opened(version.fund, version.id))).quiet
    kept = funds.with_matches(summary(compared), funds.matches_of(version))
    try:
        restored = funds.store().restore(
            version.id,
            author=staff.name,
            note=note,
            based_on=public,
            summary=funds.with_explained(kept, [each.explanation for each in quiet]),
        )
    except StaleBase as stale:
        st.session_state[_OUTCOME] = _Outcome("overtaken", version.id, stale.current.id)
        return
    funds.keep_opened(restored, funds.opened(version.fund, version.id), compared)
    st.session_state[_OUTCOME] = _Outcome("restored_now", version.id, restored.id)
    address.leave_version()
    show_newest(version.fund)
