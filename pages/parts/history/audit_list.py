"""Who did what: for staff, the list of everything that was sent, refused, published, restored and kept."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from fund.store import AuditEntry
from fund.wording import day, euros, words
from fund.wording.language import has
from pages.parts.session import funds
from pages.parts.session.staff import staff_here
from pages.parts.session.view import View, author_of
from pages.parts.show.html_table import html_table
from pages.parts.show.markup import draw
from pages.parts.show.page_head import section

COLUMNS = ("at", "actor", "action", "fund", "details")
CODES = {
    "reason": "findings.{}.title",
    "shared": "pages.history.values.{}",
    "state": "decisions.states.{}",
    "way": "pages.history.values.{}",
}
"""Where the words of a detail's codes stand, by the detail's name."""
DAYS, AMOUNTS = ("held_on", "due"), ("amount_cents",)
CHANGED, NOTHING = " → ", "—"
"""How the store tells a change, « to_do → done », and what was or becomes empty."""


def audit(view: View) -> None:
    """The newest lines, for staff alone."""
    if staff_here() is None:
        return
    section(view.say("history.audit"))
    names = [view.say(f"history.audit_columns.{name}") for name in COLUMNS]
    rows = [_line(entry, view) for entry in funds.store().audit()]
    with st.container(key="audit"):
        draw(html_table(pd.DataFrame(rows, columns=names), caption=view.say("history.audit")))


def _line(entry: AuditEntry, view: View) -> tuple[str, ...]:
    return (
        f"{day(entry.at.date(), view.language, short=True)} {entry.at:%H:%M}",
        author_of(entry.actor, view),
        view.say(f"history.actions.{entry.action}"),
        entry.fund,
        " · ".join(_detail(name, detail, view) for name, detail in entry.details.items()),
    )


def _detail(name: str, detail: object, view: View) -> str:
    """« fichiers : dons.xlsx, frais.csv », « état : à faire → fait »; a name without words is shown as it is."""
    said = ", ".join(map(str, detail)) if isinstance(detail, list) else str(detail)
    said = CHANGED.join(_value(name, part, view) for part in said.split(CHANGED))
    return view.say("history.detail", label=_said_of(f"pages.history.details.{name}", name, view), said=said)


def _value(name: str, text: str, view: View) -> str:
    if name in CODES:
        return _said_of(CODES[name].format(text.lower()), text, view)
    if name in DAYS and text != NOTHING:
        return day(date.fromisoformat(text), view.language, short=True)
    return euros(int(text), view.language) if name in AMOUNTS and text != NOTHING else text


def _said_of(key: str, otherwise: str, view: View) -> str:
    return words(key, view.language) if has(key, view.language) else otherwise
