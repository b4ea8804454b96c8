"""For staff: the year of every donor at once, as one file to download."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fund.donor.grants import csv_of, lines_of
from fund.donor.year import donor_year
from fund.donor.year_tables import doubtful_sentence, rule_sentences, year_tables
from fund.pack.year_workbook import year_archive, year_workbook
from fund.wording import words
from pages.parts.donor.year import chosen_year, every_giver, file_name, marks_of, offer_year
from pages.parts.session import funds, listing
from pages.parts.session.view import View
from pages.parts.show.downloads import staff_file
from pages.parts.show.markup import paragraph
from pages.parts.show.page_head import section


def all_years(view: View, asked: str) -> None:
    """The choice of a year (`asked` for in the address, empty where none is) and the file, made at the click."""
    say = partial(words, language=view.language)
    section(say("donor.year.staff_title"), note=say("donor.year.staff_note"))
    if not asked:
        offer_year(view)
        return
    with st.spinner(say("donor.year.opening")):
        told = {year for code in listing.codes_like(view.fund.code) for year in funds.ledger(code).years}
    years = sorted(told, reverse=True)
    if not years:
        paragraph(say("donor.year.none"))
        return
    year = chosen_year(years, asked, view)
    name = file_name(say("donor.year.all_donors"), year, view)
    label = say("donor.year.archive", year=year)
    staff_file(label, key=f"all-years-{year}", make=partial(_archive, view, year, name), file_name=f"{name}.zip")


def _archive(view: View, year: int, name: str) -> bytes:
    language = view.language
    holder = words("donor.year.holder", language)
    every = every_giver(view.fund.code)
    lines = [lines_of(giver, holder, year) for giver in every]
    years = [donor_year(giver, year) for giver in every]
    tables = year_tables(years, lines, language, named=True)
    title = words("donor.year.document", language, donor=words("donor.year.all_donors", language), year=year)
    rules = dict.fromkeys(sentence for year_of in years for sentence in rule_sentences(year_of, language))
    doubtful = dict.fromkeys(doubtful_sentence(giver, language) for giver in every)
    said = [*rules, *doubtful, words("donor.year.declaration", language)]
    workbook = year_workbook(tables, language, title=title, said=said, marks=marks_of(view))
    return year_archive(workbook, csv_of(line for own in lines for line in own), name=name)
