"""« Which table is this? »: sheets and text tables of unknown names, which a person says what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from markupsafe import Markup

from fund.model import Match, SheetMatch, WorkbookFile
from fund.schema import BY_CODE, SHEETS, folded
from fund.wording import count
from fund.wording.numbers import exact_euros
from fund.workbook.reading.headers.offered_sheets import OfferedSheet, said_of
from pages.parts.session.view import View
from pages.parts.show.markup import draw, fill, join
from pages.parts.show.page_head import section
from pages.parts.update.update_draft import digest_of, reading_of, session_cached

UNSAID = "?"
NONE = ""


@dataclass(frozen=True, slots=True)
class _Question:
    """Sheets of the same headers, about which one thing is asked. `said` is what was said of them before."""

    sheets: tuple[OfferedSheet, ...]
    said: str

    @property
    def key(self) -> str:
        """Tells the question apart from the others of the page."""
        return digest_of([WorkbookFile(sheet.sheet, sheet.headers.encode()) for sheet in self.sheets])[:16]


def sheet_matches(files: Sequence[WorkbookFile], before: Sequence[Match], view: View) -> tuple[Match, ...]:
    """What was said `before`, and what the person says of each sheet of an unknown name in these files.

    Nothing is chosen at first that was not said before: a sheet read by mistake would change the figures.
    """
    offered = session_cached("offered", f"{digest_of(files)} {before!r}", partial(_offered, files, before))
    questions = _questions(offered, before)
    if not questions:
        return tuple(before)
    section(view.say("update.sheets.title"), note=view.say("update.sheets.note"))
    chosen: dict[tuple[str, str], SheetMatch] = {}
    for question in questions:
        for sheet, table in _asked(question, view):
            chosen[(folded(sheet.sheet), sheet.headers)] = SheetMatch(sheet.sheet, sheet.headers, table)
    others = [m for m in before if not isinstance(m, SheetMatch) or (folded(m.sheet), m.headers) not in chosen]
    return (*others, *chosen.values())


def _offered(files: Sequence[WorkbookFile], before: Sequence[Match]) -> list[OfferedSheet]:
    return [sheet for file in files for sheet in reading_of(file, before).offered]


def _questions(offered: Sequence[OfferedSheet], before: Sequence[Match]) -> list[_Question]:
    """Sheets by headers and by what was said of them, those that look like a table and were not settled first."""
    said = said_of(match for match in before if isinstance(match, SheetMatch))
    groups: dict[tuple[str, str], list[OfferedSheet]] = {}
    for sheet in offered:
        word = said.get((folded(sheet.sheet), sheet.headers), UNSAID)
        groups.setdefault((sheet.headers, word), []).append(sheet)
    questions = [_Question(tuple(sheets), word) for (_, word), sheets in groups.items()]
    return sorted(questions, key=lambda question: (question.said != UNSAID, not question.sheets[0].likely))


def _asked(question: _Question, view: View) -> Sequence[tuple[OfferedSheet, str]]:
    """The question on screen; each sheet with what was said of it, those left open apart."""
    first, several = question.sheets[0], len(question.sheets) > 1
    with st.container(border=True, key=f"sheet-{question.key}"):
        draw('<ul class="text">{items}</ul>', items=join([_told(sheet, view) for sheet in question.sheets]))
        tables = [sheet.code for sheet in SHEETS if sheet.code != first.likely]
        options = [UNSAID, *([first.likely] if first.likely else ()), *tables, NONE]
        table = st.selectbox(
            view.say("update.sheets.question", n=len(question.sheets)),
            options[1:] if question.said != UNSAID else options,
            index=options.index(question.said) - 1 if question.said != UNSAID else 0,
            format_func=partial(_answer, first.likely, view),
            key=f"table-{question.key}",
        )
        meant: Sequence[OfferedSheet] = question.sheets
        if several and table not in (UNSAID, NONE):
            meant = st.multiselect(
                view.say("update.sheets.which"),
                question.sheets,
                default=question.sheets,
                format_func=lambda sheet: f"{sheet.sheet} ({sheet.file})",
                key=f"which-{question.key}",
            )
    return [] if table == UNSAID else [(sheet, table) for sheet in meant]


def _answer(likely: str, view: View, code: str) -> str:
    if code == UNSAID:
        return view.say("update.sheets.unsaid")
    if code == NONE:
        return view.say("update.sheets.none")
    title = BY_CODE[code].title
    return view.say("update.sheets.likely", table=title) if code == likely else title


def _told(sheet: OfferedSheet, view: View) -> Markup:
    """« Contributions 2022 » of a file: 12 rows, and the sum of each of its amounts."""
    sums = [
        view.say(
            "update.sheets.sum",
            header=amount.header,
            euros=view.say("update.sheets.no_sum")
            if amount.sum_cents is None
            else exact_euros(amount.sum_cents, view.language),
        )
        for amount in sheet.amounts
    ]
    return fill(
        "<li><strong>{sheet}</strong> · {file} · {rows}{sums}</li>",
        sheet=sheet.sheet,
        file=sheet.file,
        rows=view.say("findings.rows", n=sheet.rows, count=count(sheet.rows, view.language)),
        sums="".join(f" · {each}" for each in sums),
    )
