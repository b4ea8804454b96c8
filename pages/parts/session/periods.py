"""The period and the day that this session looks at: what there is to choose, what the address asks for."""

from __future__ import annotations

from datetime import date

import streamlit as st

from fund.metrics.over_time.situation import situation
from fund.open_fund import OpenFund
from fund.period import SINCE_MEETING, Period, day_named, named, since
from fund.records import Version
from pages.parts.session import address, funds

_THEN = "situation_shown"
_IGNORED, _TOLD = "ignored_dates", "told_dates"


def offered(fund: OpenFund) -> tuple[Period, ...]:
    """The periods of a fund: those of its texts, the years, and what came since the last meeting that was held."""
    gone = funds.store().withdrawn(fund.code)
    held = (each for each in funds.store().meetings.of(fund.code) if each.closed_at and each.version_id not in gone)
    last = next(held, None)
    if last is None:
        return fund.metrics.over_time.periods
    shown = funds.opened(fund.code, last.version_id).dataset.fund.day
    return (*fund.metrics.over_time.periods, since(last.held_on, fund.dataset.fund.day, shown=shown))


def settle_period(fund: OpenFund) -> Period | None:
    """The period of this run, None for none; what the address asks for in vain leaves it, and is said once."""
    asked = address.asked_for(address.PERIOD_KEY)
    # What was held is only asked for where somebody wants what came since.
    found = named(asked, offered(fund) if asked == SINCE_MEETING else ())
    st.session_state[address.PERIOD_KEY] = "" if found is None else found.address
    if found is None:
        _ignore(asked)
    return found


def settle_day(fund: OpenFund, version: Version) -> OpenFund:
    """The fund at the day that the address asks for, itself where that is not earlier; kept for the session."""
    asked = address.asked_for(address.DAY_KEY)
    day = day_named(asked)
    kept: tuple[int, date, OpenFund] | None = st.session_state.get(_THEN)
    if day is not None and kept is not None and kept[:2] == (version.id, day):
        found = kept[2]
    else:
        found = fund if day is None else situation(fund, day)
    earlier = found is not fund and day is not None
    st.session_state[_THEN] = (version.id, day, found) if earlier else None
    st.session_state[address.DAY_KEY] = day.isoformat() if earlier and day is not None else ""
    if not earlier and day != fund.dataset.fund.day:
        _ignore(asked)
    return found


def _ignore(asked: str) -> None:
    """Have it said, once for a session: the address keeps what it asks for in vain."""
    told: set[str] = st.session_state.setdefault(_TOLD, {""})
    if asked not in told:
        told.add(asked)
        st.session_state[_IGNORED] = asked


def ignored() -> str:
    """What the address asked for that is no period or earlier day of the fund, told once; else an empty string."""
    return str(st.session_state.pop(_IGNORED, ""))


def choose_period(period: Period | None) -> None:
    """From the next run on, show a period, or none."""
    address.choose(address.PERIOD_KEY, "" if period is None else period.address)


def choose_day(day: date | None) -> None:
    """From the next run on, show the fund at a day, or at its own."""
    address.choose(address.DAY_KEY, "" if day is None else day.isoformat())
