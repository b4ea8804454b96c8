"""The end of an update: each person's file back, a note, and the version made public."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fund.changes import Changes, summary
from fund.model import Severity
from fund.shelf import OpenFund
from fund.store import HeaderMatch, StaleBase
from fund.workbook.annotate import annotated_copy
from fund.workbook.read import WorkbookFile
from pages.parts import funds
from pages.parts.draft import Draft, forget_proposal
from pages.parts.frame import section
from pages.parts.markup import draw, plain_label
from pages.parts.staff import require_staff, staff_file
from pages.parts.versions import show_newest
from pages.parts.view import View


def annotated(accepted: list[WorkbookFile], proposed: OpenFund, view: View) -> None:
    """Each person's own file back, with what was found written in it."""
    for number, file in enumerate(accepted):
        about = [finding for finding in proposed.findings if finding.file == file.name]
        if about and file.name.endswith(".xlsx"):
            staff_file(
                view.say("update.annotated", file=file.name),
                key=f"annotated-{number}",
                make=partial(annotated_copy, file, about, view.language),
                file_name=view.say("update.annotated_name", stem=file.name.removesuffix(".xlsx")),
            )


def publication(draft: Draft, proposed: OpenFund, compared: Changes, view: View) -> None:
    """The note and the button; errors block, and whoever comes second is told."""
    errors = sum(finding.severity is Severity.ERROR for finding in proposed.findings)
    section(view.say("update.publish_title"))
    note = st.text_input(view.say("update.note"), key="note", max_chars=300)
    if errors:
        draw('<p class="text broken">{text}</p>', text=view.say("update.blocked", n=errors))
    if st.button(view.say("update.publish"), type="primary", disabled=bool(errors), key="publish"):
        _publish(draft, compared, note, view)


def _publish(draft: Draft, compared: Changes, note: str, view: View) -> None:
    # Rights are checked where the write happens, not only where the page is drawn.
    staff = require_staff()
    store = funds.store()
    try:
        version = store.publish(
            draft.fund,
            draft.files,
            author=staff.name,
            note=note,
            based_on=draft.based_on,
            summary=funds.with_matches(summary(compared), draft.matches),
        )
    except StaleBase as stale:
        author, reason = plain_label(stale.current.author), plain_label(stale.current.note)
        st.error(view.say("update.stale", author=author, note=reason))
        return
    store.remember_matches(draft.fund, [HeaderMatch(m.table, m.header, m.column) for m in draft.matches])
    forget_proposal()
    show_newest(draft.fund)
    st.success(view.say("update.published", number=version.number))
