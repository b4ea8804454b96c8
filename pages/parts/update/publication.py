"""The end of an update: each person's file back, a note, and the version made public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from urllib.parse import urlencode

import streamlit as st

from fund.changes import Changes, summary
from fund.model import Severity, WorkbookFile
from fund.open_fund import OpenFund
from fund.store import StaleBase
from fund.workbook.writing.annotate import annotated_copy
from pages.parts.session import address, funds
from pages.parts.session.staff import require_staff
from pages.parts.session.view import View, show_newest
from pages.parts.show.downloads import staff_file
from pages.parts.show.markup import draw, paragraph
from pages.parts.show.page_head import section
from pages.parts.update.conflict import overtaken
from pages.parts.update.update_draft import UpdateDraft, digest_of, forget_draft

_PUBLISHED = "published_from_here"


@dataclass(frozen=True, slots=True)
class Published:
    """What this session made public last: from which files dropped, and which version it became."""

    files: str
    fund: str
    version: int
    number: int


def annotated(accepted: list[WorkbookFile], proposed: OpenFund, view: View) -> None:
    """Each person's own file back as an .xlsx, with what was found written in it."""
    for number, file in enumerate(accepted):
        about = [finding for finding in proposed.findings if finding.file == file.name]
        if about:
            staff_file(
                view.say("update.annotated", file=file.name),
                key=f"annotated-{number}",
                make=partial(annotated_copy, file, about, view.language),
                file_name=view.say("update.annotated_name", stem=PurePath(file.name).stem),
            )


def already_published(accepted: Sequence[WorkbookFile], view: View) -> bool:
    """Whether these very files were just published here and still are what is public; if so, say it and what next."""
    done: Published | None = st.session_state.get(_PUBLISHED)
    if done is None or done.files != digest_of(accepted) or funds.store().pointers().get(done.fund) != done.version:
        return False
    st.success(view.say("update.published", number=done.number))
    # Links of our own: those of Streamlit do not change the fund.
    query = urlencode({address.LANGUAGE_KEY: view.language, address.FUND_KEY: done.fund})
    draw(
        '<p class="links"><a href="/?{query}" target="_self">{fund}</a> '
        '<a href="/historique?{query}" target="_self">{history}</a></p>',
        query=query,
        fund=view.say("update.see", name=funds.short_names()[done.fund]),
        history=view.say("menu.historique"),
    )
    return True


def publication(
    draft: UpdateDraft, accepted: Sequence[WorkbookFile], proposed: OpenFund, compared: Changes, view: View
) -> None:
    """The note and the button; errors block, and whoever comes second is shown what changed."""
    errors = sum(finding.severity is Severity.ERROR for finding in proposed.findings)
    section(view.say("update.publish_title"))
    late = overtaken(draft, view)
    # Drawn in every case: a field that is not drawn forgets what was typed.
    note = st.text_input(view.say("update.note"), key="note", max_chars=300)
    if errors:
        paragraph(view.say("update.blocked", n=errors), kind="broken")
    if not late and st.button(view.say("update.publish"), type="primary", disabled=bool(errors), key="publish"):
        _publish(draft, accepted, proposed, compared, note=note)


def _publish(
    draft: UpdateDraft, accepted: Sequence[WorkbookFile], proposed: OpenFund, compared: Changes, *, note: str
) -> None:
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
    except StaleBase:
        # Someone was faster by a moment: drawn again, the page shows what they changed.
        st.rerun()
    funds.keep_opened(version, proposed, compared)
    store.remember_matches(draft.fund, draft.matches)
    st.session_state[_PUBLISHED] = Published(digest_of(accepted), draft.fund, version.id, version.number)
    forget_draft()
    show_newest(draft.fund)
    st.rerun()
