"""The files a person drops: guarded, put in the place of those they update, their headers matched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from fund.model import Finding, HeaderMatch, Match, WorkbookFile
from fund.schema import BY_CODE, Sheet
from fund.wording.contract import heading
from fund.wording.findings import finding_text
from fund.workbook.door.guard import EXTENSIONS
from fund.workbook.reading.headers.unmatched_headers import UnmatchedHeader
from fund.workbook.reading.replaced_file import replaced_file
from fund.workbook.writing.fund_workbook import template
from pages.parts.session import funds
from pages.parts.session.view import View
from pages.parts.show.downloads import download
from pages.parts.show.markup import alert, draw, paragraph, plain_label
from pages.parts.update.update_draft import digest_of, forget_draft, reading_of, record_once, session_cached

KEEP = ""


def uploads(view: View) -> list[WorkbookFile]:
    """The files dropped, those refused by the guard said and left out; the template beside."""
    with st.container(key="upload"):
        dropped = st.file_uploader(
            view.say("update.drop"), accept_multiple_files=True, type=[kind[1:] for kind in EXTENSIONS], key="files"
        )
    if lost := len(st.session_state["files"]) - len(dropped):
        # The browser still names them, and came here from a server that ended: its memory held them.
        alert(view.say("update.lost", n=lost))
    name = view.say("update.template_name")
    download(
        view.say("update.template"), lambda: template(view.language), file_name=name, key="template", kind="tertiary"
    )
    accepted = []
    for upload in dropped:
        file = WorkbookFile(upload.name, upload.getvalue())
        refusal = session_cached(f"guard {upload.file_id}", "", partial(_refusal, file, view))
        if refusal is None:
            accepted.append(file)
            continue
        record_once("refusal", upload.file_id, view, {"file": file.name, "reason": refusal.code})
        text = finding_text(refusal, view.language)
        draw(
            '<div class="refusal" role="alert"><p><strong>{file} · {title}</strong></p>'
            '<p>{what}</p><p class="todo">{todo}</p></div>',
            file=file.name,
            title=text.title,
            what=text.what,
            todo=text.todo,
        )
    if not accepted:
        forget_draft()
    return accepted


def _refusal(file: WorkbookFile, view: View) -> Finding | None:
    """Why the file is not read, if so; one that is read is read for all that follows."""
    return reading_of(file, remembered(view)).refusal


def as_published(accepted: list[WorkbookFile], view: View) -> list[WorkbookFile]:
    """The files dropped, in the place of those that are public already what is stored of them; which these are is said.

    What is stored of a file with pictures is another one, which reads the same.
    """
    stored = {each: file for file in funds.store().stored_files(view.version.id) for each in file.known_by}
    known = [file for file in accepted if file.digest in stored]
    if known:
        names = ", ".join(file.name for file in known)
        paragraph(view.say("update.known", n=len(known), names=names, number=view.version.number))
    if all(stored[file.digest].dropped_sha256 is None for file in known):
        return accepted
    contents = {file.name: file.content for file in funds.store().files(view.version.id)}
    return [WorkbookFile(file.name, contents[stored[file.digest].name]) if file in known else file for file in accepted]


def placed(
    accepted: list[WorkbookFile], published: tuple[WorkbookFile, ...], said: Sequence[Match], view: View
) -> tuple[WorkbookFile, ...]:
    """The whole set by name: each file in the place of the one it updates, which the person can correct."""
    names = [file.name for file in published]
    taken: dict[str, WorkbookFile] = {}
    added: list[WorkbookFile] = []
    for number, file in enumerate(accepted):
        likely = session_cached(
            f"likely {number}", f"{view.version.id} {digest_of([file])} {said!r}", partial(_likely, file, said, view)
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
    whole = (*(taken.get(file.name, file) for file in published), *added)
    return tuple(sorted(whole, key=lambda file: file.name))


def _likely(file: WorkbookFile, matches: Sequence[Match], view: View) -> str | None:
    return replaced_file(reading_of(file, matches), view.fund.readings)


def header_matches(files: tuple[WorkbookFile, ...], said: Sequence[Match], view: View) -> tuple[Match, ...]:
    """What was said before and `said` of sheets now, and the person's choice for each header still unknown."""
    chosen = list(said)
    unmatched = partial(_unmatched, files, said)
    for unknown in session_cached("unmatched", f"{digest_of(files)} {said!r}", unmatched):
        sheet = BY_CODE[unknown.table]
        columns = [column.code for column in sheet.columns]
        column = st.selectbox(
            view.say("update.header", header=plain_label(unknown.header), sheet=plain_label(unknown.sheet)),
            [KEEP, *columns],
            index=columns.index(unknown.column) + 1 if unknown.column in columns else 0,
            format_func=partial(_column_name, sheet, view),
            key=f"header-{unknown.table}-{unknown.header}",
        )
        if column:
            chosen.append(HeaderMatch(unknown.table, unknown.header, column))
    return tuple(chosen)


def _column_name(sheet: Sheet, view: View, code: str) -> str:
    return heading(sheet.column(code), view.language) if code else view.say("update.ignore_header")


def _unmatched(files: Sequence[WorkbookFile], matches: Sequence[Match]) -> list[UnmatchedHeader]:
    return [header for file in files for header in reading_of(file, matches).unmatched]


def remembered(view: View) -> list[Match]:
    """What people said before about the fund's headers and sheets."""
    return list(funds.store().matches(view.fund.code))
