"""The router: which fund, which language, which page; and what stands on all of them."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from fund.store.errors import StoreUnavailable
from fund.wording import Language, languages, words
from pages.parts.meeting.last_slide import way_back
from pages.parts.meeting.meeting_data import frozen_version
from pages.parts.session import address, funds, listing
from pages.parts.session.staff import staff_here
from pages.parts.session.view import View, dated_view, open_view, version_on_screen
from pages.parts.show.links import way_in
from pages.parts.show.markup import draw, plain_label
from pages.parts.show.page_head import notices, withdrawn
from pages.parts.show.public_errors import public_errors
from pages.parts.show.store_down import say_not_done, store_down
from pages.web.signed_in import may_view

ICON = Path(__file__).parent / "static" / "icon.png"
IN_MEETING = ("seance", "seances")
"""The pages that keep to the version a meeting under way is held on."""
DATED = (*IN_MEETING, "", "contributions", "ma-collectivite")
"""The pages that show the period and the day that the address asks for, as programmes' pages do."""


def menu(fund: str, programmes: Mapping[str, listing.ProgrammeAddress], language: Language) -> dict[str, list[st.Page]]:
    """Every page under its heading; programmes of other funds are reachable but not listed."""

    def page(script: str, url_path: str, *, default: bool = False, listed: bool = True) -> st.Page:
        title = words(f"pages.menu.{url_path}", language)
        return st.Page(
            f"{script}.py",
            title=title,
            url_path=url_path,
            default=default,
            visibility="visible" if listed else "hidden",
        )

    pages = {
        words("pages.menu.fund", language): [
            page("overview", "apercu", default=True),
            page("contributions", "contributions"),
            page("calendar", "calendrier"),
            page("simulation", "simulation"),
            page("donor", "ma-collectivite"),
        ],
        words("pages.menu.programmes", language): [
            st.Page(
                "programme.py",
                title=plain_label(item.name),
                url_path=path,
                visibility="visible" if item.fund == fund else "hidden",
            )
            for path, item in programmes.items()
        ],
        words("pages.menu.committee", language): [page("meeting", "seance"), page("meetings", "seances")],
        words("pages.menu.data", language): [
            page("checks", "controles"),
            page("definitions", "definitions"),
            page("update", "mise-a-jour", listed=staff_here() is not None),
            page("history", "historique"),
            page("help", "aide"),
        ],
    }
    return {heading: listed for heading, listed in pages.items() if listed}


def choices(view: View) -> None:
    """The fund and language switches, at the top of the sidebar; with what links of the menu carry (see page.js)."""
    with st.sidebar:
        address.carry(*address.CARRIED, place="address")
        # An empty field of a date says in English what goes where: look.css writes these in their place.
        draw(
            '<style>:root {{ --day: "{day}"; --month: "{month}"; --year: "{year}" }}</style>'
            '<span data-carried="{query}" hidden></span>',
            query=address.query_text(),
            **{part: view.say(f"menu.date.{part}") for part in ("day", "month", "year")},
        )
        with st.container(key="switches"):
            names = listing.short_names()
            st.selectbox(
                view.say("menu.choose_fund"),
                list(names),
                format_func=lambda code: names[code],
                key=address.picker_key(address.FUND_KEY),
                on_change=address.picked,
                args=(address.FUND_KEY,),
                label_visibility="collapsed",
            )
            st.segmented_control(
                view.say("menu.choose_language"),
                languages(),
                required=True,
                format_func=lambda code: words("pages.menu.language", code),
                key=address.picker_key(address.LANGUAGE_KEY),
                on_change=address.picked,
                args=(address.LANGUAGE_KEY,),
                label_visibility="collapsed",
            )
        way_back(view)
        way_in(view)


def keep_address(language: Language) -> None:
    """Name the page that the address asks for, though it cannot be shown: else the browser would leave it."""
    path, title = (st.context.url or "").rsplit("/", 1)[-1], words("pages.product", language)
    asked = [st.Page(lambda: None, title=title, url_path=path)] if path else []
    st.navigation([st.Page(lambda: None, title=title, url_path="apercu", default=True), *asked], position="hidden")


def main() -> None:
    """Settle the language, let in who may read, show the page, or say that it cannot be shown for the moment."""
    st.set_page_config(layout="wide", page_icon=ICON)
    language = address.settle_language()
    if not may_view(st.context.cookies):
        # The gate checks a websocket only when it opens: one may outlive its session.
        st.error(words("pages.signed_out", language))
        st.stop()
    try:
        show(language)
    except StoreUnavailable:
        keep_address(language)
        store_down(language)
        # Not to the end: what is typed in the fields that were not drawn is kept.
        st.stop()


def show(language: Language) -> None:
    """The fund, the version and the page that the address names; raises StoreUnavailable."""
    codes = listing.codes()
    if not codes:
        st.error(words("pages.no_fund", language))
        st.stop()

    path = (st.context.url or "").rsplit("/", 1)[-1]
    programmes = {item.path: item for item in listing.programme_addresses()}
    fund = address.settle_fund(codes, of_page=programmes[path].fund if path in programmes else "")
    page = st.navigation(menu(fund, programmes, language), expanded=True)
    shown = programmes.get(page.url_path)
    if address.fund_was_changed() and shown is not None and shown.fund != fund:
        # Streamlit does not clear what is bound to a field, unless it is told so in so many words.
        st.switch_page("overview.py", query_params={})
    # The menu's title is Markdown, the tab's is not.
    fund_name = listing.short_names()[fund]
    st.set_page_config(page_title=f"{page.title if shown is None else shown.name} · {fund_name}")

    version, past = version_on_screen(fund)
    frozen = None if past or page.url_path not in IN_MEETING else frozen_version(fund)
    version = frozen or version
    gone = version if version.withdrawn_at is not None else None
    if gone is not None:
        version, past = funds.store().version(funds.public_version(fund)), False
    opened = funds.opened(fund, version.id)
    programme = "" if shown is None else shown.programme
    view = open_view(opened, language, version=version, programme=programme, past=past)
    if programme or page.url_path in DATED:
        view = dated_view(view)
    choices(view)
    if gone is not None:
        withdrawn(gone, view)
        st.stop()
    say_not_done(language)
    notices(view, frozen=frozen is not None)
    if page.url_path != "seance":
        public_errors(view, stays=page.url_path == "mise-a-jour")
    if programme and programme not in {found.code for found in view.metrics.programmes}:
        st.info(view.say("version.no_programme"))
        st.stop()
    page.run()


main()
