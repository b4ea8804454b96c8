"""A donor's calendar year over all published funds: what to declare, what to publish, both to copy and to download."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from fund.donor.gift import Gift
from fund.donor.givers import Giver, giver_of, givers
from fund.donor.grants import csv_of, lines_of
from fund.donor.year import DonorYear, donor_year, years_of
from fund.donor.year_tables import YearTable, as_text, rule_sentences, to_copy, year_tables
from fund.pack.year_workbook import year_workbook
from fund.unwritable import slug
from fund.wording import euros, words
from fund.wording.figures import capitalised
from pages.parts.session import address, funds, listing
from pages.parts.session.view import View
from pages.parts.show.downloads import download
from pages.parts.show.html_table import SHOWN_ROWS, framed_table, not_shown
from pages.parts.show.markup import draw
from pages.parts.show.page_head import section

YEAR_KEY = "annee"
LATEST = "derniere"
"""What the address asks for before a year is chosen."""
_PICKED = "picked_year"
FIRST, LAST = 1990, 2100


def settle_year() -> str:
    """The year that the address asks for, before anything is drawn: empty until someone prepares one."""
    asked = str(st.session_state.pop(_PICKED, None) or st.query_params.get(YEAR_KEY, ""))
    known = asked == LATEST or (asked.isascii() and asked.isdigit() and FIRST <= int(asked) <= LAST)
    st.session_state[YEAR_KEY] = asked if known else ""
    return str(st.session_state[YEAR_KEY])


def year_of_donor(gift: Gift, view: View) -> None:
    """One donor's year, once it was asked for."""
    say = partial(words, language=view.language)
    section(say("donor.year.title"), note=say("donor.year.note"))
    if not opened(view):
        return
    with st.spinner(say("donor.year.opening")):
        every = every_giver(view.fund.code)
    giver = giver_of(every, view.fund.code, gift.donor, gift.siren)
    years = () if giver is None else years_of(giver)
    if giver is None or not years:
        draw("<p>{text}</p>", text=say("donor.year.unpublished" if giver is None else "donor.year.none"))
        return
    _show(donor_year(giver, chosen_year(years, view)), view)


def opened(view: View) -> bool:
    """Whether a year was asked for; until then a button, as all published funds are read for it."""
    if st.session_state[YEAR_KEY]:
        return True
    st.button(words("donor.year.open", view.language), key="open-year", on_click=_pick, args=(LATEST,))
    return False


def every_giver(fund: str) -> tuple[Giver, ...]:
    """Every donor of the published funds that are real or invented as this one is."""
    return givers(funds.ledger(code) for code in listing.codes_like(fund))


def chosen_year(years: Sequence[int], view: View) -> int:
    """The choice of a year: that of the address, which may have nothing, else the latest."""
    asked = str(st.session_state[YEAR_KEY])
    chosen = years[0] if asked == LATEST else int(asked)
    offered = sorted({*years, chosen}, reverse=True)
    key = address.picker_key(YEAR_KEY)
    st.session_state[key] = chosen
    st.selectbox(words("donor.year.choose", view.language), offered, key=key, on_change=_picked, width=240)
    return chosen


def file_name(name: str, year: int, view: View) -> str:
    """What a file of a year is called, without its ending: one of invented data says so."""
    fictional = words("donor.year.fictional_file", view.language) if view.dataset.fund.fictional else ""
    return "-".join(part for part in (fictional, slug(name), str(year)) if part)


def marks_of(view: View) -> list[str]:
    """What every sheet of a file must say."""
    return [capitalised(words("donor.fictional", view.language))] if view.dataset.fund.fictional else []


def _show(year: DonorYear, view: View) -> None:
    language, giver = view.language, year.giver
    say = partial(words, language=language)
    lines = lines_of(giver, say("donor.year.holder"), year.year)
    tables = {table.code: table for table in year_tables([year], [lines], language)}
    total = euros(year.total_cents, language)
    said = say("donor.year.total", amount=total, year=year.year) if year.payments else ""
    draw('<p class="text">{text}</p>', text=said or say("donor.year.nothing", year=year.year))
    if giver.doubtful:
        listing_said = ", ".join(f"{each.donor.label} ({each.ledger.name})" for each in giver.doubtful)
        draw('<p class="text">{text}</p>', text=say("donor.year.doubtful", listing=listing_said))
    _table(tables["payments"], view)
    _table(tables["lines"], view)
    for sentence in rule_sentences(year, language):
        draw('<p class="text">{text}</p>', text=sentence)
    _table(tables["countries"], view)
    if year.lines:
        draw('<p class="text">{text}</p>', text=say("donor.year.declaration"))
        with st.expander(say("donor.year.copy")):
            for code in ("payments", "lines"):
                st.code(to_copy(tables[code], language), language=None)
    _table(tables["not_counted"], view)
    if lines:
        _table(tables["published"], view)
        draw('<p class="text">{text}</p>', text=say("donor.year.publication"))
        _table(tables["refused"], view)
    name = file_name(giver.name, year.year, view)
    title = say("donor.year.document", donor=giver.name, year=year.year)
    notes = [*rule_sentences(year, language), say("donor.year.declaration")]
    make = partial(year_workbook, tuple(tables.values()), language, title=title, said=notes, marks=marks_of(view))
    with st.container(horizontal=True, key="year-files"):
        download(say("donor.year.workbook"), make, file_name=f"{name}.xlsx", key="year-workbook")
        if any(not line.missing for line in lines):
            download(say("donor.year.csv"), partial(csv_of, lines), file_name=f"{name}-scdl.csv", key="year-csv")


def _table(table: YearTable, view: View) -> None:
    """A table with the row that each line comes from; nothing where there is no line."""
    if not table.rows:
        return
    amounts = {words(f"donor.year.columns.{code}", view.language) for code in ("amount", "agreed")}
    heads = {head: "number" if head in amounts else "words" for head in table.headings}
    rows = [[as_text(cell, view.language) for cell in row] for row in table.rows[:SHOWN_ROWS]]
    if table.places:
        heads[words("donor.year.source", view.language)] = "words"
        for row, place in zip(rows, table.places, strict=False):
            fields = {"file": place.file, "sheet": place.sheet, "row": place.row}
            row.append(words("donor.year.place", view.language, **fields))
    draw('<h3 class="chart-title">{title}</h3>', title=table.title)
    draw(framed_table(heads, rows, caption=table.title))
    not_shown(len(table.rows) - SHOWN_ROWS, view)


def _pick(year: str) -> None:
    st.session_state[_PICKED] = year


def _picked() -> None:
    _pick(str(st.session_state[address.picker_key(YEAR_KEY)]))
