"""The update page's steps: files, headers to match, what would change, findings, publication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256

import streamlit as st

from fund.changes import Changes, changes, summary
from fund.model import Severity
from fund.schema import BY_CODE
from fund.shelf import OpenFund
from fund.store import HeaderMatch, StaleBase
from fund.tables import heading
from fund.workbook.annotate import annotated_copy
from fund.workbook.guard import guard
from fund.workbook.read import Match, WorkbookFile
from fund.workbook.recognise import replaces, unmatched
from fund.workbook.refusal import refusal_text
from fund.workbook.template import template
from pages.parts import funds
from pages.parts.comparison import comparison
from pages.parts.draft import Draft, digest_of, kept, read
from pages.parts.findings import findings_list, severity_counts
from pages.parts.frame import section
from pages.parts.markup import draw, plain_label
from pages.parts.staff import require_staff, staff_file
from pages.parts.versions import show_newest
from pages.parts.view import View

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEEP = ""
_PROPOSAL = "proposal"


def update(view: View) -> None:
    """All steps on one page: nothing is public before « Publier »."""
    accepted = _uploads(view)
    if not accepted:
        return
    draft = (
        _new_fund(accepted, view) if st.toggle(view.say("update.new_fund"), key="new-fund") else _next(accepted, view)
    )
    if draft is None:
        return
    with st.status(view.say("update.reading"), expanded=False) as progress:
        proposed, compared = _proposal(draft, view)
        progress.update(label=view.say("update.read"), state="complete")
    section(view.say("update.changes"))
    comparison(compared, None if draft.based_on is None else view.dataset, proposed.dataset, view)
    section(view.say("update.findings"))
    checked = view.of(proposed)
    severity_counts(checked)
    _annotated(accepted, proposed, view)
    findings_list(checked)
    _publication(draft, proposed, compared, view)


def _uploads(view: View) -> list[WorkbookFile]:
    """The files dropped, those refused by the guard said and left out; the template beside."""
    with st.container(key="upload"):
        uploads = st.file_uploader(
            view.say("update.drop"), accept_multiple_files=True, type=["xlsx", "csv", "ods"], key="files"
        )
    st.download_button(
        view.say("update.template"),
        data=lambda: template(view.language),
        file_name=view.say("update.template_name"),
        mime=XLSX,
        key="template",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
    accepted = []
    for upload in uploads:
        file = WorkbookFile(upload.name, upload.getvalue())
        refusal = kept(f"guard {upload.file_id}", partial(guard, file.name, file.content))
        if refusal is None:
            accepted.append(file)
            continue
        _write_down("refusal", upload.file_id, view, {"file": file.name, "reason": refusal.code})
        text = refusal_text(refusal, view.language)
        draw(
            '<div class="refusal" role="alert"><p><strong>{file} · {title}</strong></p>'
            '<p>{what}</p><p class="todo">{todo}</p></div>',
            file=file.name,
            title=text.title,
            what=text.what,
            todo=text.todo,
        )
    return accepted


def _next(accepted: list[WorkbookFile], view: View) -> Draft:
    """The next version of the fund on screen."""
    files = _placed(accepted, funds.store().files(view.version.id), view)
    return Draft(view.fund.code, files, _matches(files, view), view.version.id)


def _new_fund(accepted: list[WorkbookFile], view: View) -> Draft | None:
    """The first version of another fund, under the code its own sheet gives."""
    files = tuple(accepted)
    matches = _matches(files, view)
    found = funds.slug(read(files, matches).dataset.fund.code)
    if not found or found in funds.store().funds():
        draw('<p class="text broken" role="alert">{text}</p>', text=view.say("update.no_new_code", code=found or "—"))
        return None
    draw('<p class="text">{text}</p>', text=view.say("update.opens", code=found))
    return Draft(found, files, matches, None)


def _placed(accepted: list[WorkbookFile], published: tuple[WorkbookFile, ...], view: View) -> tuple[WorkbookFile, ...]:
    """The whole set: each file in the place of the one it updates, which the person can correct."""
    names = [file.name for file in published]
    taken: dict[str, WorkbookFile] = {}
    added: list[WorkbookFile] = []
    for number, file in enumerate(accepted):
        likely = kept(
            f"likely {view.version.id} {sha256(file.content).hexdigest()}", partial(replaces, file, published)
        )
        place = st.selectbox(
            view.say("update.place", file=plain_label(file.name)),
            [KEEP, *names],
            index=names.index(likely) + 1 if likely in names else 0,
            format_func=lambda name: view.say("update.replaces", name=name) if name else view.say("update.adds"),
            key=f"place-{number}-{file.name}",
        )
        if place:
            taken[place] = file
        else:
            added.append(file)
    return (*(taken.get(file.name, file) for file in published), *added)


def _matches(files: tuple[WorkbookFile, ...], view: View) -> tuple[Match, ...]:
    """What is remembered of earlier uploads, and the person's choice for each header still unknown."""
    remembered = [Match(known.table, known.header, known.column) for known in funds.store().matches(view.fund.code)]
    chosen = list(remembered)
    for unknown in kept(f"unmatched {digest_of(files)}", partial(unmatched, files, matches=remembered)):
        sheet = BY_CODE[unknown.table]
        columns = [column.code for column in sheet.columns]
        column = st.selectbox(
            view.say("update.header", header=plain_label(unknown.header), sheet=plain_label(unknown.sheet)),
            [KEEP, *columns],
            index=columns.index(unknown.column) + 1 if unknown.column in columns else 0,
            format_func=lambda code, sheet=sheet: (
                heading(sheet.column(code), view.language) if code else view.say("update.ignore_header")
            ),
            key=f"header-{unknown.table}-{unknown.header}",
        )
        if column:
            chosen.append(Match(unknown.table, unknown.header, column))
    return tuple(chosen)


def _proposal(draft: Draft, view: View) -> tuple[OpenFund, Changes]:
    """The draft read, computed, checked and compared, once per content of the draft."""
    made = st.session_state.get(_PROPOSAL)
    if made is None or made[0] != draft.digest:
        proposed = replace(read(draft.files, draft.matches), code=draft.fund)
        before = None if draft.based_on is None else (view.dataset, view.metrics)
        compared = changes(before, (proposed.dataset, proposed.metrics))
        st.session_state[_PROPOSAL] = made = (draft.digest, proposed, compared)
        _write_down("upload", draft.digest, view, {"files": [file.name for file in draft.files]})
    return made[1], made[2]


def _annotated(accepted: list[WorkbookFile], proposed: OpenFund, view: View) -> None:
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


def _publication(draft: Draft, proposed: OpenFund, compared: Changes, view: View) -> None:
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
    st.session_state.pop(_PROPOSAL, None)
    show_newest(draft.fund)
    st.success(view.say("update.published", number=version.number))


def _write_down(action: str, once: str, view: View, details: Mapping[str, object]) -> None:
    """An entry of the audit list, once per thing done however often the page is drawn."""
    done = st.session_state.setdefault("written_down", set())
    if (action, once) not in done:
        done.add((action, once))
        funds.store().record(action, actor=require_staff().name, fund=view.fund.code, details=details)
