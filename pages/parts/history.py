"""The published versions of a fund: read, opened, restored, downloaded; and who did what."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import streamlit as st

from fund.changes import figures_of, sentence
from fund.store import SYSTEM, StaleBase, Version
from fund.wording import day
from fund.workbook.export import export
from pages.parts import address, funds
from pages.parts.frame import section
from pages.parts.markup import draw, fill, join, plain_label
from pages.parts.staff import require_staff, staff_file, staff_here
from pages.parts.table import html_table
from pages.parts.versions import show_newest
from pages.parts.view import View

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_VERSIONS = 50


def current_data(view: View) -> None:
    """The fund as on screen, as one clean workbook."""
    st.download_button(
        view.say("history.export"),
        data=lambda: export(view.dataset, view.language),
        file_name=f"{view.fund.code}-{view.version.number}.xlsx",
        mime=XLSX,
        key="export",
        on_click="ignore",
        icon=":material/download:",
    )


def versions(view: View) -> None:
    """Every version, newest first."""
    public = funds.public_version(view.fund.code)
    staff = staff_here() is not None
    for version in funds.store().versions(view.fund.code)[:SHOWN_VERSIONS]:
        with st.container(border=True, key=f"version-{version.number}"):
            _version(version, view, is_public=version.id == public)
            with st.container(horizontal=True):
                _actions(version, view, is_public=version.id == public, staff=staff)


def _version(version: Version, view: View, *, is_public: bool) -> None:
    changed = [
        fill("<li>{text}</li>", text=sentence(change, view.language, place=True))
        for change in figures_of(version.summary)
    ]
    draw(
        '<div class="version"><h3>{title} {mark}</h3><p class="soft">{who}</p><p>{note}</p><ul>{changed}</ul></div>',
        title=view.say("history.version", number=version.number),
        mark=fill('<span class="mark computed">{text}</span>', text=view.say("history.public")) if is_public else "",
        who=view.say("history.who", date=day(version.created_at.date(), view.language), author=_author(version, view)),
        note=version.note,
        changed=join(changed),
    )


def _author(version: Version, view: View) -> str:
    return view.say("history.system") if version.author == SYSTEM else version.author


def _actions(version: Version, view: View, *, is_public: bool, staff: bool) -> None:
    if not is_public:
        st.page_link(
            "overview.py",
            label=view.say("history.open"),
            query_params={**address.query(), address.VERSION_KEY: str(version.number)},
        )
    if not staff:
        return
    staff_file(
        view.say("history.files"),
        key=f"files-{version.number}",
        make=partial(_archive, version),
        file_name=f"{version.fund}-{version.number}.zip",
    )
    if not is_public:
        with st.popover(view.say("history.restore"), key=f"restore-{version.number}", type="tertiary"):
            note = st.text_input(view.say("history.note"), key=f"restore-note-{version.number}", max_chars=300)
            st.button(
                view.say("history.restore_now"),
                on_click=_restore,
                args=(version, note, view),
                key=f"restore-now-{version.number}",
                type="primary",
            )


def _restore(version: Version, note: str, view: View) -> None:
    staff = require_staff()
    note = note or view.say("history.restored", number=version.number)
    try:
        funds.store().restore(
            version.id,
            author=staff.name,
            note=note,
            based_on=view.version.id,
            summary=funds.with_matches({}, funds.matches_of(version)),
        )
    except StaleBase as stale:
        st.error(
            view.say("update.stale", author=plain_label(stale.current.author), note=plain_label(stale.current.note))
        )
    else:
        address.leave_version()
        show_newest(version.fund)


def _archive(version: Version) -> bytes:
    """The version's original files, as they were uploaded."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for file in funds.store().files(version.id):
            archive.writestr(file.name, file.content)
    return content.getvalue()


def audit(view: View) -> None:
    """For staff: who signed in, sent, was refused, published and restored what."""
    if staff_here() is None:
        return
    section(view.say("history.audit"))
    entries = funds.store().audit()
    names = [view.say(f"history.audit_columns.{name}") for name in ("at", "actor", "action", "fund", "details")]
    rows = [
        (
            f"{day(entry.at.date(), view.language, short=True)} {entry.at:%H:%M}",
            entry.actor,
            view.say(f"history.actions.{entry.action}"),
            entry.fund,
            ", ".join(f"{name}: {detail}" for name, detail in entry.details.items()),
        )
        for entry in entries
    ]
    draw("{table}", table=html_table(pd.DataFrame(rows, columns=names), caption=view.say("history.audit")))
