"""Every donor in one table: searched by name or type, sorted by any amount."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from fund.schema import folded
from fund.wording import count, euros, words
from fund.wording.contract import choice_label
from fund.wording.figures import label_of
from pages.parts.donors.donor_page import donor_link
from pages.parts.session.view import View, current_view
from pages.parts.show.html_table import SHOWN_ROWS, csv_button, html_table
from pages.parts.show.markup import draw
from pages.parts.show.page_head import section

AMOUNTS = ("received_cents", "committed_cents", "pledged_cents", "outstanding_cents")
SORTS = (*AMOUNTS, "donor", "donor_type")


@st.fragment
def contributions_table(_view: View) -> None:
    """The table with its search and its order. Only it is redrawn when they change."""
    view = current_view()
    section(words("donor.all", view.language))
    search, order = st.columns([2, 1])
    wanted = search.text_input(view.say("contributions.table.search"), key="donor-search")
    sort = order.selectbox(
        view.say("contributions.table.sort"),
        SORTS,
        format_func=lambda name: _heading(name, view),
        key="donor-sort",
    )
    donors = view.metrics.contributions.by_donor
    labels = (
        donors["donor_type"]
        .fillna("")
        .map(lambda kind: choice_label("contributions", "donor_type", str(kind), view.language))
    )
    text = donors["donor"].str.cat(labels, sep=" ").map(folded)
    kept = donors[text.str.contains(folded(wanted), regex=False)].assign(donor_type=labels)
    by_name = sort in ("donor", "donor_type")
    kept = kept.sort_values(
        sort, ascending=by_name, na_position="last", kind="stable", key=lambda c: c.map(folded) if by_name else c
    )
    if kept.empty:
        draw('<p class="text">{text}</p>', text=view.say("contributions.table.nothing", wanted=wanted))
        return
    shown = _shown(kept, view)
    caption = view.say("contributions.table.caption", n=len(kept), count=count(len(kept), view.language))
    draw("{table}", table=html_table(_linked(shown, view), caption=caption))
    if len(kept) > SHOWN_ROWS:
        rest = len(kept) - SHOWN_ROWS
        draw('<p class="more">{text}</p>', text=view.say("more", n=rest, count=count(rest, view.language)))
    csv_button(shown, label=view.say("chart.download"), name=f"{view.fund.code}-contributions", key="csv-donors")


def _linked(shown: pd.DataFrame, view: View) -> pd.DataFrame:
    """The same rows with each donor's name leading to its page."""
    names = shown.columns[0]
    links = [donor_link(name, view) if name else "" for name in shown[names]]
    # As objects: a column of texts would make plain text of the links.
    return shown.assign(**{names: pd.Series(links, index=shown.index, dtype=object)})


def _shown(donors: pd.DataFrame, view: View) -> pd.DataFrame:
    unknown = words("figures.unknown", view.language)
    known = [name for name in AMOUNTS if donors[name].notna().any()]
    columns = {
        view.say("contributions.table.by.donor"): donors["donor"].tolist(),
        view.say("contributions.table.by.donor_type"): donors["donor_type"].tolist(),
    }
    if not known:
        columns[view.say("contributions.table.amount")] = [unknown] * len(donors)
    for name in known:
        columns[_heading(name, view)] = [
            unknown if pd.isna(cents) else euros(int(cents), view.language) for cents in donors[name]
        ]
    return pd.DataFrame(columns)


def _heading(column: str, view: View) -> str:
    """A column's heading: an amount goes by the name of its figure."""
    amount = column.removesuffix("_cents")
    return view.say(f"contributions.table.by.{column}") if amount == column else label_of(amount, view.language)
