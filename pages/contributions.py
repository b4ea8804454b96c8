"""Contributions: what was announced, agreed and received, from whom, and what is still to come."""

import pandas as pd
import streamlit as st

from fund.charts.donors import by_type, received_by_donor
from fund.charts.receipts import outstanding_by_age, received_over_time
from fund.model import records
from fund.schema import folded
from fund.wording import count, days, words
from fund.wording.contract import choice_label
from fund.wording.figures import amount, label_of
from fund.wording.givers import donors_apart, intentions, list_note, stage_amount
from pages.parts.meeting.to_settle import corrected
from pages.parts.session.view import View, current_view
from pages.parts.show.chart import chart_grid
from pages.parts.show.downloads import csv_button
from pages.parts.show.html_table import SHOWN_ROWS, html_table, not_shown
from pages.parts.show.key_figures import KeyFigure, first_and_known, key_figures
from pages.parts.show.links import donor_link
from pages.parts.show.markup import bullets, draw, fill, paragraph
from pages.parts.show.page_head import section, title
from pages.parts.show.period_head import period_head

AMOUNTS = ("received_cents", "committed_cents", "pledged_cents", "outstanding_cents")
SORTS = (*AMOUNTS, "donor", "donor_type")


def figures(view: View) -> list[KeyFigure]:
    """Announced, agreed, received, still to come; and how many gave."""
    given = view.metrics.contributions
    oldest = given.outstanding_oldest.value
    late = view.say("contributions.oldest", days=days(int(oldest), view.language)) if oldest is not None else ""
    money = [
        KeyFigure(given.raised),
        KeyFigure(given.committed),
        KeyFigure(given.pledged),
        KeyFigure(given.outstanding, note=late),
    ]
    return [*first_and_known(money), KeyFigure(given.donors, note=donors_apart(given, view.language))]


def undisclosed(view: View) -> None:
    """The donors whose amounts are not communicated, by name and type; once where it is so of every donor."""
    donors = view.metrics.contributions.undisclosed_donors
    if donors.empty:
        return
    if len(donors) == len(view.metrics.contributions.by_donor):
        paragraph(view.say("contributions.undisclosed.note"))
        return
    section(view.say("contributions.undisclosed.title", n=len(donors)), note=view.say("contributions.undisclosed.note"))
    items = [
        fill('<strong>{name}</strong> <span class="soft">{kind}</span>', name=donor_link(donor, view), kind=kind)
        for donor, kind in zip(donors["donor"], types(donors, view), strict=True)
    ]
    draw(bullets(items, "donors"))


def considered(view: View) -> None:
    """What is only considered: no gift yet, told apart and counted nowhere."""
    rows = records(view.metrics.contributions.intended)
    if not rows:
        return
    section(view.say("contributions.intended"))
    paragraph(intentions(rows, view.language))


def types(donors: pd.DataFrame, view: View) -> pd.Series:
    """What kind of donor each is, in words; empty where the workbook does not say."""
    kinds = donors["donor_type"].fillna("")
    return kinds.map(lambda kind: choice_label("contributions", "donor_type", str(kind), view.language))


@st.fragment
def every_donor() -> None:
    """Every donor in one table: searched by name or type, sorted. Only it is redrawn when they change."""
    view = current_view()
    section(words("donor.all", view.language), note=list_note(view.dataset.fund, view.language))
    donors = view.metrics.contributions.by_donor
    if not donors["donor"].any():
        paragraph(words("donor.none", view.language))
        return
    search, order = st.columns([2, 1])
    wanted = search.text_input(view.say("contributions.table.search"), key="donor-search")
    sort = order.selectbox(
        view.say("contributions.table.sort"), SORTS, format_func=lambda name: heading(name, view), key="donor-sort"
    )
    donors = donors.assign(donor_type=types(donors, view))
    text = donors["donor"].str.cat(donors["donor_type"], sep=" ").map(folded)
    by_name = sort in ("donor", "donor_type")
    kept = donors[text.str.contains(folded(wanted), regex=False)].sort_values(
        sort, ascending=by_name, na_position="last", kind="stable", key=lambda c: c.map(folded) if by_name else c
    )
    if kept.empty:
        paragraph(view.say("contributions.table.nothing", wanted=wanted))
        return
    table = worded(kept, view)
    caption = view.say("contributions.table.caption", n=len(kept), count=count(len(kept), view.language))
    draw(html_table(linked(table, view), caption=caption))
    not_shown(len(kept) - SHOWN_ROWS, view)
    name = f"{view.fund.code}-contributions"
    csv_button(lambda: table, label=view.say("chart.download"), name=name, key="csv-donors")


def worded(donors: pd.DataFrame, view: View) -> pd.DataFrame:
    """The donors' names, types and amounts in words, under their headings."""
    known = [name for name in AMOUNTS if donors[name].notna().any()]
    columns = {heading(name, view): donors[name].tolist() for name in ("donor", "donor_type")}
    if not known:
        columns[view.say("contributions.table.amount")] = [amount(None, view.language)] * len(donors)
    rows = records(donors)
    for name in known:
        stage = name.removesuffix("_cents")
        columns[heading(name, view)] = [stage_amount(row, stage, view.language) for row in rows]
    return pd.DataFrame(columns)


def linked(table: pd.DataFrame, view: View) -> pd.DataFrame:
    """The same rows with each donor's name leading to its page."""
    names = table.columns[0]
    links = [donor_link(name, view) if name else "" for name in table[names]]
    # As objects: a column of texts would make plain text of the links.
    return table.assign(**{names: pd.Series(links, index=table.index, dtype=object)})


def heading(column: str, view: View) -> str:
    """A column's heading: an amount goes by the name of its figure."""
    figure = column.removesuffix("_cents")
    return view.say(f"contributions.table.by.{column}") if figure == column else label_of(figure, view.language)


view = current_view()
metrics = view.metrics.contributions
title(view, view.say("menu.contributions"))
period_head(view)
corrected(view)
key_figures(figures(view), view, key="contributions")
charts = (received_over_time, received_by_donor, by_type, outstanding_by_age)
chart_grid([chart(metrics=metrics, language=view.language) for chart in charts], tag="h2")
undisclosed(view)
considered(view)
every_donor()
