"""Going back to an earlier version: what it would change, in money first, and why; then it is public again."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from fund.changes import summary
from fund.open_fund import OpenFund
from fund.records import Version
from fund.store.errors import StaleBase, StoreUnavailable, WithdrawnVersion
from pages.parts.history.outcome import Outcome, refusal_of, remember
from pages.parts.session import address, funds
from pages.parts.session.explained_findings import judged
from pages.parts.session.staff import require_staff
from pages.parts.session.view import View, current_view, show_newest
from pages.parts.show.comparison import comparison
from pages.parts.show.markup import alert
from pages.parts.show.store_down import not_done


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


def anew(version: Version, opened: OpenFund, told: Mapping[str, object]) -> dict[str, object]:
    """What a version that is published anew keeps: what is `told` of it, how it is read, what is explained now."""
    quiet = judged(current_view().of(opened)).quiet
    return funds.with_explained(funds.with_matches(told, funds.matches_of(version)), [one.explanation for one in quiet])


def _refused(version: Version, public: int, view: View) -> None:
    """Why restoring this version was not done, for as long as that holds."""
    code = refusal_of(version, public)
    if code == "overtaken" or (code == "note_needed" and not _note(version)):
        alert(view.say(f"history.{code}"))


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
        remember(Outcome("note_needed", version.id, public))
        return
    try:
        compared = funds.compared(version.fund, public, version.id)
        opened = funds.opened(version.fund, version.id)
        kept = anew(version, opened, summary(compared))
        restored = funds.store().restore(version.id, author=staff.name, note=note, based_on=public, summary=kept)
    except (StaleBase, WithdrawnVersion):
        # Where it was this version that was withdrawn, its line says so.
        remember(Outcome("overtaken", version.id, funds.public_version(version.fund)))
        return
    except StoreUnavailable as error:
        not_done("not_restored", error)
        return
    funds.keep_opened(restored, opened, compared)
    remember(Outcome("restored_now", version.id, restored.id, restored.number))
    address.leave_version()
    show_newest(version.fund)
