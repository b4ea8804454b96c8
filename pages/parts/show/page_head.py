"""What frames a page: what has to be said of the data on screen, the title with its date, the sections."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from fund.changes import sentence
from fund.records import Version
from fund.store.errors import StoreUnavailable
from fund.wording import dates, day, words
from fund.wording.contract import WORKBOOK_LANGUAGE
from fund.wording.stories import stories_in_order, story_facts
from pages.parts.session import address, funds, periods
from pages.parts.session.view import View, author_of, current_view, leave_withdrawn, show_newest, withdrawal_of
from pages.parts.show.markup import bullets, draw, fill, fill_if, paragraphs, plain_label
from pages.parts.show.period_head import situation_said

POLL_SECONDS = 4


def notices(view: View, *, frozen: bool) -> None:
    """Say on every page that the address asked in vain, that data are fictional, which version is on screen.

    `frozen`: the page keeps to the version that a meeting is held on.
    """
    if unknown := address.unknown_fund():
        st.warning(view.say("unknown_fund", code=plain_label(unknown[:40])))
    if ignored := periods.ignored():
        draw('<p class="newer" role="status">{text}</p>', text=view.say("period.ignored", asked=ignored[:40]))
    if view.dataset.fund.fictional:
        draw('<div class="ribbon" role="note">{text}</div>', text=view.say("fictional"))
    if view.past:
        _past(view)
    if said := situation_said(view):
        draw('<div class="ribbon past" role="note">{text}</div>', text=said)
        st.button(view.say("period.back"), on_click=periods.choose_day, args=(None,), key="leave-day", type="tertiary")
    if view.past or frozen:
        as_published(view)
    _newer_version(frozen=frozen)


def _past(view: View) -> None:
    """Say that an earlier version is on screen, and the way back."""
    version = view.version
    text = view.say(
        "version.past",
        number=version.number,
        date=day(version.created_at.date(), view.language),
        author=author_of(version.author, view),
    )
    draw('<div class="ribbon past" role="note">{text}</div>', text=text)
    st.button(view.say("version.back"), on_click=address.leave_version, key="leave-version", type="tertiary")


def withdrawn(version: Version, view: View) -> None:
    """In the place of a page on a version that was withdrawn: who, when and why, and the way to the public one."""
    draw(
        '<div class="withdrawn" role="alert"><h1>{heading}</h1>'
        '<p class="text">{told}</p><p class="text">{note}</p></div>',
        heading=view.say("version.withdrawn_title", number=version.number),
        told=withdrawal_of(version, view),
        note=view.say("version.withdrawn_note"),
    )
    label = view.say("version.to_public", number=view.version.number)
    st.button(label, key="leave-withdrawn", on_click=leave_withdrawn, args=(version,), type="primary")


def as_published(view: View) -> None:
    """Say which figures of the version on screen stood otherwise when it was published, under the rules of then."""
    found = funds.since_published(view.fund.code, view.version.id)
    if found.figures:
        said = "version.recalculated_late" if found.late else "version.recalculated"
        draw(
            '<div class="recalculated" role="note"><p class="text plain">{text}</p>{figures}</div>',
            text=view.say(said, date=day(found.since.date(), view.language)),
            figures=bullets(sentence(change, view.language, place=True) for change in found.figures),
        )


@st.fragment(run_every=POLL_SECONDS)
def _newer_version(*, frozen: bool) -> None:
    """Say discreetly that a newer version is public; only the viewer's click changes the figures.

    In a meeting that is `frozen` on its version there is nothing to click: its figures stay to the end. A version that
    was withdrawn goes from the screen. While the store is down what was read stays, and says so.
    """
    view = current_view()
    try:
        is_public = funds.public_version(view.fund.code) == view.version.id
        stands = is_public or funds.stands(view.version.id)
    except StoreUnavailable:
        draw('<p class="newer" role="status">{text}</p>', text=view.say("store_down.stays", number=view.version.number))
        return
    if not stands:
        # Withdrawn: nobody goes on looking at it. What comes in its place says so, and shows no other figures.
        st.rerun()
    if view.past or is_public:
        return
    with st.container(key="newer-version", horizontal=True, vertical_alignment="center"):
        text = view.say("version.newer_in_meeting" if frozen else "version.newer")
        draw('<p class="newer" role="status">{text}</p>', text=text)
        if not frozen and st.button(plain_label(words("pages.version.show", view.language)), key="show-newest"):
            show_newest(view.fund.code)
            st.rerun()


def title(view: View, heading: str, *, subtitle: str = "", quoted: bool = False) -> None:
    """The page's title under the fund's name, with the date its figures are as of."""
    draw(head(view, heading, subtitle=subtitle, quoted=quoted))


def head(view: View, heading: str, *, subtitle: str = "", quoted: bool = False) -> Markup:
    """The same as HTML; on paper with the version. `quoted`: heading and subtitle are the workbook's words."""
    fund = view.dataset.fund.name or view.fund.code
    other = quoted and view.language != WORKBOOK_LANGUAGE
    language = fill_if(WORKBOOK_LANGUAGE if other else "", ' lang="{text}"')
    return fill(
        '<header class="page-head">{fund}<h1{language}>{heading}</h1><div>{below}<p class="as-of">{dated}</p>'
        '</div><p class="on-paper">{version}</p></header>',
        fund=fill_if(fund if fund != heading else "", f'<p class="page-fund" lang="{WORKBOOK_LANGUAGE}">{{text}}</p>'),
        language=language,
        heading=heading,
        below=fill_if(subtitle, f'<p class="page-subtitle"{language}>{{text}}</p>'),
        dated=dates.standing(view.dataset.fund, view.language),
        version=view.say(
            "version.printed", number=view.version.number, date=day(view.version.created_at.date(), view.language)
        ),
    )


def section(heading: str, *, note: str = "", anchor: str = "", language: str = "") -> None:
    """A section's heading, in the page's language unless another is given, with a line of explanation under it."""
    below = fill_if(note, '<p class="section-note">{text}</p>')
    draw(
        '<h2 class="section"{anchor}{language}>{heading}</h2>{below}',
        anchor=fill_if(anchor, ' id="{text}"'),
        language=fill_if(language, ' lang="{text}"'),
        heading=heading,
        below=below,
    )


def fold(heading: str, *, key: str) -> DeltaGenerator:
    """What is read by who asks for it, closed under its heading; a link to what it holds opens it, paper shows it."""
    return st.expander(plain_label(heading), key=f"fold-{key}")


def stories(texts: pd.DataFrame, view: View, *, anchor: str = "") -> None:
    """The texts by what they are about, each under its title, period and source."""
    for number, part in enumerate(stories_in_order(texts, view.language)):
        section(part.heading, anchor="" if number else anchor)
        for row in part.rows:
            draw(
                '<article class="story">{title}{facts}{text}</article>',
                title=fill_if(row["title"] or "", f'<h3 lang="{WORKBOOK_LANGUAGE}">{{text}}</h3>'),
                facts=fill_if(" · ".join(story_facts(row, view.language)), '<p class="soft">{text}</p>'),
                text=paragraphs(row["text"]),
            )
