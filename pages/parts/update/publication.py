"""The end of an update: each person's file back, a note, and the version made public.

A draft may be overtaken: another version became public while it was prepared. What changed since is said, and how
to go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from urllib.parse import urlencode

import streamlit as st

from fund.changes import Changes, summary
from fund.model import Finding, Severity, WorkbookFile
from fund.open_fund import OpenFund
from fund.records import Version
from fund.store.errors import StaleBase, StoreUnavailable
from fund.workbook.cleaning.clean_workbook import clean_workbook
from fund.workbook.writing.annotate import annotated_copy
from fund.workbook.writing.copy_losses import losses_told, lost_in_copy
from fund.workbook.writing.rows_to_mend import rows_to_mend
from pages.parts.session import address, funds, listing
from pages.parts.session.explained_findings import judged
from pages.parts.session.staff import require_staff
from pages.parts.session.view import View, published_by, show_newest
from pages.parts.show.comparison import comparison
from pages.parts.show.downloads import staff_file
from pages.parts.show.markup import alert, bullets, draw, fill, paragraph
from pages.parts.show.page_head import section
from pages.parts.show.store_down import PUBLISH_KEY, why_not
from pages.parts.update.draft_photos import published, to_publish
from pages.parts.update.update_draft import UpdateDraft, digest_of, forget_draft, session_cached

_PUBLISHED = "published_from_here"


@dataclass(frozen=True, slots=True)
class Published:
    """What this session made public last: from which files dropped, and which version it became."""

    files: str
    fund: str
    version: int
    number: int


def annotated(accepted: list[WorkbookFile], proposed: View, view: View) -> None:
    """Each person's own file back as an .xlsx, with what was found written in it; the rows to mend as a list."""
    sorted_out = judged(proposed)
    explained = [*sorted_out.quiet, *sorted_out.back.values()]
    for number, file in enumerate(accepted):
        about = [finding for finding in proposed.findings if finding.file == file.name]
        if about:
            make = partial(annotated_copy, file, about, view.language, explained=explained)
            staff_file(
                view.say("update.annotated", file=file.name),
                key=f"annotated-{number}",
                make=make,
                file_name=view.say("update.annotated_name", stem=PurePath(file.name).stem),
            )
            lost = session_cached(f"lost {number}", file.digest, partial(lost_in_copy, file.name, file.content))
            if lost:
                paragraph(losses_told(lost, view.language), kind="soft")
    names = {file.name for file in accepted}
    _rows_to_mend(accepted, [each for each in sorted_out.loud if each.file in names and each.row], proposed)


def _rows_to_mend(accepted: list[WorkbookFile], about: list[Finding], proposed: View) -> None:
    """The rows of the dropped files that errors and warnings are about; those of errors only, where asked."""
    severities = [each for each in ("error", "warning") if any(finding.severity == each for finding in about)]
    if not severities:
        return
    if len(severities) == 2:
        choices = ("errors", "both")
        chosen = st.radio(
            proposed.say("update.rows.which"),
            choices,
            index=1,
            format_func=lambda choice: proposed.say(f"update.rows.{choice}"),
            horizontal=True,
            key="rows-to-mend",
        )
        severities = severities[:1] if chosen == "errors" else severities
    told = [finding for finding in about if finding.severity in severities]
    staff_file(
        proposed.say("update.rows.list"),
        key="rows",
        make=partial(rows_to_mend, accepted, proposed.fund.readings, told, proposed.language),
        file_name=proposed.say("update.rows.name"),
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
        fund=view.say("update.see", name=listing.short_names()[done.fund]),
        history=view.say("menu.historique"),
    )
    return True


def publication(
    draft: UpdateDraft, accepted: Sequence[WorkbookFile], proposed: OpenFund, compared: Changes, view: View
) -> None:
    """The note and the button; errors block, and whoever comes second is shown what changed."""
    errors = sum(finding.severity is Severity.ERROR for finding in proposed.findings)
    section(view.say("update.publish_title"))
    late = _overtaken(draft, view)
    # Drawn in every case: a field that is not drawn forgets what was typed.
    note = st.text_input(view.say("update.note"), key="note", max_chars=300)
    if errors:
        paragraph(view.say("update.blocked", n=errors), kind="broken")
    if pictured := [
        file.name for file in accepted if session_cached(f"pictured {file.name}", file.digest, partial(_pictured, file))
    ]:
        paragraph(view.say("update.pictures", n=len(pictured), names=", ".join(pictured)), kind="soft")
    if late:
        return
    with st.container(key="publish-bar", horizontal=True, vertical_alignment="center"):
        asked = st.button(view.say("update.publish"), type="primary", disabled=bool(errors), key=PUBLISH_KEY)
        paragraph(view.say("update.publish_of", name=listing.short_names().get(draft.fund, draft.fund)), kind="soft")
    if asked:
        _publish(draft, accepted, view.of(proposed), compared, note=note)


def _pictured(file: WorkbookFile) -> bool:
    """Whether what would be stored of a file is not what was dropped."""
    return clean_workbook(file.content) is not file.content


def _publish(
    draft: UpdateDraft, accepted: Sequence[WorkbookFile], proposed: View, compared: Changes, *, note: str
) -> None:
    # Rights are checked where the write happens, not only where the page is drawn.
    staff = require_staff()
    store = funds.store()
    explained = [each.explanation for each in judged(proposed).quiet]
    try:
        version = store.publish(
            draft.fund,
            draft.files,
            author=staff.name,
            note=note,
            based_on=draft.based_on,
            summary=funds.with_explained(funds.with_matches(summary(compared), draft.matches), explained),
            pictures=to_publish(proposed.fund),
        )
    except StaleBase:
        # Someone was faster by a moment: drawn again, the page shows what they changed.
        st.rerun()
    except StoreUnavailable as error:
        alert(proposed.say(why_not("not_published", error)))
        return
    funds.keep_opened(version, proposed.fund, compared)
    with suppress(StoreUnavailable):
        # It is published, and keeps its matches; whoever uploads next may be asked again.
        store.remember_matches(draft.fund, draft.matches)
    st.session_state[_PUBLISHED] = Published(digest_of(accepted), draft.fund, version.id, version.number)
    forget_draft()
    published()
    show_newest(draft.fund)
    st.rerun()


def _overtaken(draft: UpdateDraft, view: View) -> bool:
    """Whether another version is public than the one the draft is based on; if so, everything about it is said.

    The draft's base is the version on screen, and stays it until the person asks for the newer one: what
    is published is what was compared.
    """
    if draft.based_on is None:
        return False
    since = _published_since(draft.fund, view.version.number)
    if not since:
        return False
    with st.container(border=True, key="overtaken"):
        _said(since, view)
        comparison(
            funds.compared(draft.fund, view.version.id, since[0].id),
            view,
            key="since",
            nothing=view.say("update.overtaken.nothing"),
        )
        _both_changed(draft, since[0], view)
        st.button(
            view.say("update.overtaken.go_on", number=since[0].number),
            on_click=show_newest,
            args=(draft.fund,),
            type="primary",
            key="go-on",
        )
    return True


def _published_since(fund: str, number: int) -> Sequence[Version]:
    """The versions after that number, newest first: the newest is the public one."""
    return [version for version in funds.store().versions(fund) if version.number > number]


def _said(since: Sequence[Version], view: View) -> None:
    versions = bullets(
        fill(
            "<strong>{title}</strong>, {who}{note}",
            title=view.say("history.version", number=version.number),
            who=published_by(version, view),
            note=view.say("update.overtaken.note", note=version.note) if version.note else "",
        )
        for version in since
    )
    draw(
        '<div class="overtaken" role="alert"><p class="text broken">{text}</p>{versions}</div>'
        '<h3 class="changes-heading">{heading}</h3>',
        text=view.say("update.overtaken.told"),
        versions=versions,
        heading=view.say("update.overtaken.since", number=view.version.number),
    )


def _both_changed(draft: UpdateDraft, current: Version, view: View) -> None:
    """The files that both sides change: publishing the draft's takes the place of the other's."""
    store = funds.store()
    base = store.files(view.version.id)
    names = sorted(_changed(base, draft.files) & _changed(base, store.files(current.id)))
    if names:
        paragraph(view.say("update.overtaken.both", n=len(names), names=", ".join(names)), kind="broken")


def _changed(base: Sequence[WorkbookFile], files: Sequence[WorkbookFile]) -> set[str]:
    """The names of the base's files that are not there as they were."""
    kept_files = {(file.name, file.digest) for file in files}
    return {file.name for file in base if (file.name, file.digest) not in kept_files}
