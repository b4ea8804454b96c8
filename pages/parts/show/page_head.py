"""What frames a page: the ribbon, the title with its date, the sections."""

from __future__ import annotations

import streamlit as st

from fund.wording import dates
from pages.parts.session.view import View
from pages.parts.show.markup import draw, fill, plain_label


def ribbon(view: View, *, unknown_fund: str) -> None:
    """Say on every page that data are fictional, or that the address asked for a fund there is not."""
    if unknown_fund:
        st.warning(view.say("unknown_fund", code=plain_label(unknown_fund[:40])))
    if view.dataset.fund.fictional:
        draw('<div class="ribbon" role="note">{text}</div>', text=view.say("fictional"))


def title(view: View, heading: str, *, subtitle: str = "") -> None:
    """The page's title, with the date its figures are as of."""
    as_of = view.dataset.fund.as_of
    dated = dates.as_of(as_of, view.language)
    below = fill('<p class="page-subtitle">{text}</p>', text=subtitle) if subtitle else ""
    draw(
        '<header class="page-head"><h1>{heading}</h1><div>{below}<p class="as-of">{dated}</p></div></header>',
        heading=heading,
        below=below,
        dated=dated,
    )


def section(heading: str, *, note: str = "") -> None:
    """A section's heading, with a line of explanation under it."""
    below = fill('<p class="section-note">{text}</p>', text=note) if note else ""
    draw('<h2 class="section">{heading}</h2>{below}', heading=heading, below=below)


def paragraph(text: str, *, kind: str = "plain") -> None:
    """A paragraph of plain text; its line breaks are kept."""
    draw('<p class="text {kind}">{text}</p>', kind=kind, text=text)
