"""A draft overtaken: another version became public while it was prepared. What changed since, and how to go on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fund.model import WorkbookFile
from fund.store import Version
from pages.parts.session import funds
from pages.parts.session.view import View, published_by, show_newest
from pages.parts.show.comparison import comparison
from pages.parts.show.markup import bullets, draw, fill, paragraph
from pages.parts.update.update_draft import UpdateDraft


def overtaken(draft: UpdateDraft, view: View) -> bool:
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
