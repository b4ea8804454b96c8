"""A donor's calendar year over all published funds: what to declare, what to publish, both to copy and to download."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from fund.donor.gift import Gift
from fund.donor.givers import Giver, giver_of
from fund.donor.grants import Line, csv_of, lines_of
from fund.donor.year import DonorYear, donor_year, years_of
from fund.donor.year_tables import YearTable, as_text, doubtful_sentence, rule_sentences, to_copy, year_tables
from fund.pack.year_workbook import year_workbook
from fund.store.errors import UnknownVersion
from fund.unwritable import slug
from fund.wording import Language, exact_euros, words
from fund.wording.figures import capitalised
from pages.parts.session import address, funds, listing
from pages.parts.session.view import View
from pages.parts.show.downloads import download
from pages.parts.show.html_table import SHOWN_ROWS, framed_table, not_shown
from pages.parts.show.markup import draw, paragraph
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose year it is: as a page of that fund names the donor. What is public is looked up each time."""

    fund: str
    label: str
    siren: str
    language: Language

    def giver(self) -> Giver | None:
        """The donor over all published funds, None where it is in no public version."""
        return giver_of(every_giver(self.fund), self.fund, self.label, self.siren)

    def lines(self, giver: Giver, year: int) -> tuple[Line, ...]:
        """Its grants of a year."""
        return lines_of(giver, words("donor.year.holder", self.language), year)

    def tables(self, giver: Giver, year: int) -> tuple[YearTable, ...]:
        """Its year as tables."""
        return year_tables([donor_year(giver, year)], [self.lines(giver, year)], self.language)


def year_of_donor(gift: Gift, view: View, asked_year: str) -> None:
    """One donor's year, once it was asked for (`settle_year`)."""
    say = partial(words, language=view.language)
    section(say("donor.year.title"), note=say("donor.year.note"))
    if not asked_year:
        offer_year(view)
        return
    asked = _Asked(view.fund.code, gift.donor, gift.siren, view.language)
    with st.spinner(say("donor.year.opening")):
        giver = asked.giver()
    years = () if giver is None else years_of(giver)
    if giver is None or not years:
        paragraph(say("donor.year.unpublished" if giver is None else "donor.year.none"))
        return
    year = chosen_year(years, asked_year, view)
    _show(asked, giver, donor_year(giver, year), view)
    with st.container(horizontal=True, key="year-files"):
        name = file_name(giver.name, year, view)
        make = partial(_workbook, asked, year, marks_of(view))
        download(say("donor.year.workbook"), make, file_name=f"{name}.xlsx", key="year-workbook")
        if any(not line.missing for line in asked.lines(giver, year)):
            publish = partial(_published, asked, year)
            download(say("donor.year.csv"), publish, file_name=f"{name}-scdl.csv", key="year-csv")


def offer_year(view: View) -> None:
    """The button that asks for a year: all published funds are read for it."""
    st.button(words("donor.year.open", view.language), key="open-year", on_click=_pick, args=(LATEST,))


def every_giver(fund: str) -> tuple[Giver, ...]:
    """Every donor of the published funds that are real or invented as this one is."""
    return funds.every_giver(listing.codes_like(fund))


def chosen_year(years: Sequence[int], asked: str, view: View) -> int:
    """The choice of a year: the one asked for, which may have nothing, else the latest."""
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


def _show(asked: _Asked, giver: Giver, year: DonorYear, view: View) -> None:
    say = partial(words, language=view.language)
    tables = {table.code: table for table in asked.tables(giver, year.year)}
    code = "total" if year.payments else "nothing"
    paragraph(say(f"donor.year.{code}", amount=exact_euros(year.total_cents, view.language), year=year.year))
    if doubtful := doubtful_sentence(giver, view.language):
        paragraph(doubtful)
    _table(tables["payments"], view)
    _table(tables["lines"], view)
    for sentence in rule_sentences(year, view.language):
        paragraph(sentence)
    _table(tables["countries"], view)
    if year.lines:
        paragraph(say("donor.year.declaration"))
        with st.expander(say("donor.year.copy")):
            for name in ("payments", "lines"):
                st.code(to_copy(tables[name], view.language), language=None)
    _table(tables["not_counted"], view)
    _table(tables["published"], view)
    if tables["published"].rows or tables["refused"].rows:
        paragraph(say("donor.year.publication"))
    _table(tables["refused"], view)


def _workbook(asked: _Asked, year: int, marks: Sequence[str]) -> bytes:
    """The year as a file, of what is public when it is asked for; raises UnknownVersion where nothing is."""
    giver = _still(asked)
    language = asked.language
    rules = rule_sentences(donor_year(giver, year), language)
    said = [*rules, doubtful_sentence(giver, language), words("donor.year.declaration", language)]
    title = words("donor.year.document", language, donor=giver.name, year=year)
    return year_workbook(asked.tables(giver, year), language, title=title, said=said, marks=marks)


def _published(asked: _Asked, year: int) -> bytes:
    return csv_of(asked.lines(_still(asked), year))


def _still(asked: _Asked) -> Giver:
    giver = asked.giver()
    if giver is None:
        raise UnknownVersion(f"{asked.label} is in no public version any more")
    return giver


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
