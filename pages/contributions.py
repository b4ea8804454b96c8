"""Contributions: what was announced, agreed and received, from whom, and what is still to come."""

from fund.charts.donors import by_type, received_by_donor
from fund.charts.receipts import outstanding_by_age, received_over_time
from fund.wording import days
from fund.wording.contract import choice_label
from pages.parts.donors.contributions_table import contributions_table
from pages.parts.donors.donor_page import donor_link
from pages.parts.session.view import View, current_view
from pages.parts.show.chart import chart_grid
from pages.parts.show.key_figures import KeyFigure, key_figures
from pages.parts.show.markup import draw, fill, join
from pages.parts.show.notes import other_contributors_note
from pages.parts.show.page_head import section, title


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
    known = [money[0], *(figure for figure in money[1:] if figure.metric.is_known)]
    return [*known, KeyFigure(given.donors, note=other_contributors_note(view))]


def undisclosed(view: View) -> None:
    """The donors whose amounts are not communicated, by name and type."""
    donors = view.metrics.contributions.undisclosed_donors
    if donors.empty:
        return
    section(view.say("contributions.undisclosed.title", n=len(donors)), note=view.say("contributions.undisclosed.note"))
    items = [
        fill(
            '<li><strong>{name}</strong> <span class="soft">{kind}</span></li>',
            name=donor_link(donor, view),
            kind=choice_label("contributions", "donor_type", str(kind), view.language),
        )
        for donor, kind in zip(donors["donor"], donors["donor_type"].fillna(""), strict=True)
    ]
    draw('<ul class="donors">{items}</ul>', items=join(items))


view = current_view()
metrics = view.metrics.contributions
title(view, view.say("menu.contributions"))
key_figures(figures(view), view, key="contributions")

chart_grid(
    [
        received_over_time(metrics=metrics, language=view.language),
        received_by_donor(metrics=metrics, language=view.language),
        by_type(metrics=metrics, language=view.language),
        outstanding_by_age(metrics=metrics, language=view.language),
    ]
)
undisclosed(view)
contributions_table(view)
