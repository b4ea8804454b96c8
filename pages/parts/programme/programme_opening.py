"""How a programme's page opens: what it holds, as links; what was done, in words, with a photo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from fund.charts.photo_line import PhotoLine
from fund.committee.achievements import after_lead, latest_text, lead
from fund.metrics.result import ProgrammeMetrics
from fund.model import records
from fund.wording.contract import WORKBOOK_LANGUAGE
from fund.wording.figures import pair
from fund.wording.stories import story_facts
from pages.parts.session.view import View
from pages.parts.show.key_figures import KeyFigure, key_figures
from pages.parts.show.markup import dotted, draw, fill, join, paragraphs
from pages.parts.show.page_head import section
from pages.parts.show.photo_gallery import one_photo

WHOLE_STORY = "recit"
"""The part of the page that holds the whole text."""


def anchor(part: str) -> str:
    """The address of a part of the page within it. No other element of a document has such a name."""
    return f"partie-{part}"


def contents(parts: Iterable[str], view: View) -> None:
    """The parts of the page in their order, as links to them."""
    links = [
        fill('<li><a href="#{to}">{name}</a></li>', to=anchor(part), name=view.say(f"programme.parts.{part}"))
        for part in parts
    ]
    draw(
        '<nav class="contents" aria-label="{label}"><ul>{links}</ul></nav>',
        label=view.say("programme.contents"),
        links=join(links),
    )


def opening(programme: ProgrammeMetrics, photos: Sequence[PhotoLine], figures: Sequence[KeyFigure], view: View) -> None:
    """The last text on what was done under its title, its beginning where it is long; the first photo beside it.

    Then what was reached, in figures; one alone takes the place of a photo that is not there.
    """
    beside = bool(photos) or len(figures) == 1
    if not beside:
        _lead(programme, view)
    else:
        said, seen = st.columns([1.7, 1], gap="large", vertical_alignment="top" if photos else "center")
        with said:
            _lead(programme, view)
        with seen:
            if photos:
                one_photo(photos[0], view)
            else:
                key_figures(figures, view, key="programme")
    if figures and (photos or not beside):
        key_figures(figures, view, key="programme")


def _lead(programme: ProgrammeMetrics, view: View) -> None:
    story = latest_text(programme)
    title = "" if story is None else str(story["title"] or "")
    section(title or view.say("overview.done"), anchor=anchor("fait"), language=WORKBOOK_LANGUAGE if title else "")
    if story is None:
        return
    text = str(story["text"])
    more = fill('<a href="#{to}">{text}</a>', to=anchor(WHOLE_STORY), text=view.say("programme.go_on"))
    facts = [fill("{text}", text=fact) for fact in story_facts(story, view.language)]
    draw(
        '<article class="story lead">{text}<p class="soft">{below}</p></article>',
        text=paragraphs(lead(text)),
        below=Markup(" · ").join([*facts, *([more] if after_lead(text) else [])]),
    )


def story_titles(texts: pd.DataFrame, view: View) -> str:
    """« Récit : La piste est coupée · Former les fontainiers »: what the fold of these texts says of them."""
    titles = dotted(str(row["title"]) for row in records(texts) if row["title"])
    name = view.say(f"programme.parts.{WHOLE_STORY}")
    return pair(name, titles, view.language) if titles else name


def told_below(programme: ProgrammeMetrics, view: View) -> pd.DataFrame:
    """The texts that the page does not open with, and what it leaves out of the one that it does open with."""
    texts: pd.DataFrame = programme.stories
    story = latest_text(programme)
    if story is None:
        return texts
    rest, begun = after_lead(str(story["text"])), texts["position"] == story["position"]
    if not rest:
        kept: pd.DataFrame = texts.loc[~begun]
        return kept
    title = view.say("programme.continued", title=story["title"] or view.say("overview.done"))
    return texts.assign(text=texts["text"].mask(begun, rest), title=texts["title"].mask(begun, title))
