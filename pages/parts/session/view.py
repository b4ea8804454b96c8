"""What every page starts from: the version on screen with its open fund, the language, the palette."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from fund.access.settings import TEAM
from fund.charts.palette import DARK, LIGHT, Palette
from fund.metric import Metric
from fund.metrics.over_time.flows import Flow
from fund.metrics.result import FundMetrics
from fund.model import Dataset, Finding
from fund.open_fund import OpenFund
from fund.period import Period
from fund.records import Version
from fund.store.errors import UnknownVersion
from fund.store.open_store import SYSTEM
from fund.wording import Language, day, words
from fund.wording.dates import clock
from pages.parts.session import address, funds, periods

_KEY = "view"
PARIS = "Europe/Paris"
_PINNED = "pinned_versions"
_LEFT = "left_versions"


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The state of one run of one page. `past`: the address asks for a version that is not the public one.

    `period` is the one whose part stands beside figures, `whole` the fund as it was published where `fund` is as it was
    at an earlier day.
    """

    fund: OpenFund
    language: Language
    palette: Palette
    version: Version
    programme: str = ""
    past: bool = False
    period: Period | None = None
    whole: OpenFund | None = None

    @property
    def metrics(self) -> FundMetrics:
        """The fund's figures."""
        return self.fund.metrics

    @property
    def dataset(self) -> Dataset:
        """The fund's tables."""
        return self.fund.dataset

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What reading and checking found."""
        return self.fund.findings

    def part_of(self, figure: Metric) -> Flow | None:
        """What the period holds of a figure; None without a period, or for a figure that is no flow."""
        return None if self.period is None else self.metrics.over_time.over(self.period).of(figure)

    def of(self, fund: OpenFund) -> View:
        """The same view of another state of the fund, such as one not published yet."""
        return replace(self, fund=fund)

    def say(self, key: str, **fields: object) -> str:
        """A sentence of the pages' own catalogue, in the view's language."""
        return words(f"pages.{key}", self.language, **fields)


def open_view(fund: OpenFund, language: Language, *, version: Version, programme: str = "", past: bool = False) -> View:
    """Make the view of this run, for the page script to find."""
    palette = DARK if st.context.theme.type == "dark" else LIGHT
    view = View(fund, language, palette, version, programme, past)
    st.session_state[_KEY] = view
    return view


def dated_view(view: View) -> View:
    """The view of the period and of the day that the address asks for, for the page script to find."""
    period, then = periods.settle_period(view.fund), periods.settle_day(view.fund, view.version)
    view = replace(view, fund=then, period=period, whole=None if then is view.fund else view.fund)
    st.session_state[_KEY] = view
    return view


def current_view() -> View:
    """The view the router made for this run."""
    view: View = st.session_state[_KEY]
    return view


def version_on_screen(fund: str) -> tuple[Version, bool]:
    """The version to show, and whether it is a past one that the address asked for.

    A public version stays on screen for the session until the viewer asks for the newer one: figures
    never change by themselves on a projector. An unknown number, or one of another fund, shows the public one.
    One that was withdrawn is what is answered: there is nothing of it to show but that.
    """
    pinned = st.session_state.setdefault(_PINNED, {})
    asked = address.settle_version()
    if asked is not None:
        found = next((version for version in funds.store().versions(fund) if version.number == asked), None)
        if found is not None and found.id != funds.public_version(fund):
            return found, True
        if found is not None:
            pinned[fund] = found.id
        address.leave_version()
    if fund not in pinned:
        pinned[fund] = funds.public_version(fund)
    try:
        return funds.store().version(pinned[fund]), False
    except UnknownVersion:
        # The store was replaced by a back-up while this session was open.
        pinned[fund] = funds.public_version(fund)
        return funds.store().version(pinned[fund]), False


def show_newest(fund: str) -> None:
    """Let go of the version this session shows: the next run shows the public one."""
    st.session_state.setdefault(_PINNED, {}).pop(fund, None)


def leave_withdrawn(version: Version) -> None:
    """Callback: who was told that a version was withdrawn goes on with the public one."""
    st.session_state.setdefault(_LEFT, set()).add(version.id)
    address.leave_version()
    show_newest(version.fund)


def is_left(version: Version) -> bool:
    """Whether a version was withdrawn and this session was told so."""
    return version.withdrawn_at is not None and version.id in st.session_state.get(_LEFT, ())


def author_of(name: str, view: View) -> str:
    """Who did it, as kept; the application itself, and staff who share one password, have a name in each language."""
    named = {SYSTEM: "history.system", TEAM: "history.team"}
    return view.say(named[name]) if name in named else name


def here(at: datetime) -> datetime:
    """A moment in the time of whoever looks, that of Paris where their browser does not tell."""
    try:
        return at.astimezone(ZoneInfo(st.context.timezone or PARIS))
    except (ZoneInfoNotFoundError, ValueError):
        return at.astimezone(ZoneInfo(PARIS))


def published_by(version: Version, view: View) -> str:
    """When a version was published, and by whom."""
    date = clock(here(version.created_at), view.language)
    return view.say("history.who", date=date, author=author_of(version.author, view))


def withdrawal_of(version: Version, view: View) -> str:
    """Of a version that was withdrawn: when, by whom and why."""
    at = version.created_at if version.withdrawn_at is None else version.withdrawn_at
    return view.say(
        "version.withdrawn",
        number=version.number,
        date=day(here(at).date(), view.language),
        author=author_of(version.withdrawn_by or "", view),
        reason=version.withdrawal_reason,
    )
