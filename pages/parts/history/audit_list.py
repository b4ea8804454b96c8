"""Who did what: for staff, the list of everything that was sent, refused, published, restored and kept."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from fund.store import AuditEntry
from fund.wording import day, words
from fund.wording.catalogue import has
from pages.parts.session import funds
from pages.parts.session.staff import staff_here
from pages.parts.session.view import View
from pages.parts.show.html_table import html_table
from pages.parts.show.markup import draw
from pages.parts.show.page_head import section

COLUMNS = ("at", "actor", "action", "fund", "details")


def audit(view: View) -> None:
    """The newest lines, for staff alone."""
    if staff_here() is None:
        return
    section(view.say("history.audit"))
    names = [view.say(f"history.audit_columns.{name}") for name in COLUMNS]
    rows = [_line(entry, view) for entry in funds.store().audit()]
    with st.container(key="audit"):
        draw("{table}", table=html_table(pd.DataFrame(rows, columns=names), caption=view.say("history.audit")))


def _line(entry: AuditEntry, view: View) -> tuple[str, ...]:
    return (
        f"{day(entry.at.date(), view.language, short=True)} {entry.at:%H:%M}",
        entry.actor,
        view.say(f"history.actions.{entry.action}"),
        entry.fund,
        " · ".join(_detail(name, detail, view) for name, detail in entry.details.items()),
    )


def _detail(name: str, detail: object, view: View) -> str:
    """« fichiers : dons.xlsx, frais.csv »; a name or a value without words of its own is shown as it is."""
    said = ", ".join(map(str, detail)) if isinstance(detail, list) else str(detail)
    reason = f"findings.{said}.title"
    if name == "reason" and has(reason, view.language):
        said = words(reason, view.language)
    label = _said_of(f"pages.history.details.{name}", name, view)
    return view.say("history.detail", label=label, said=_said_of(f"pages.history.values.{said.casefold()}", said, view))


def _said_of(key: str, otherwise: str, view: View) -> str:
    return words(key, view.language) if has(key, view.language) else otherwise
