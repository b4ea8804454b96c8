"""What the address selects: the fund and the language, kept from page to page.

Streamlit drops unbound query parameters at a menu click and writes a bound choice by its label. So
hidden text fields, bound to `?fonds=`, `?langue=`, `?version=`, `?periode=` and `?situation=`, carry the codes; the
visible choices write to them. Setting parameters by hand instead would leave a dead entry in the browser's history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from fund.wording import Language, languages

FUND_KEY = "fonds"
LANGUAGE_KEY = "langue"
VERSION_KEY = "version"
PERIOD_KEY = "periode"
DAY_KEY = "situation"
CARRIED = (FUND_KEY, LANGUAGE_KEY, VERSION_KEY, PERIOD_KEY, DAY_KEY)
"""What every page and every link keeps."""
_UNKNOWN_FUND = "unknown_fund"
_FUND_CHANGED = "fund_changed"


def settle_language() -> Language:
    """The language of this run: the address's, else the session's, else French."""
    return Language(_settle(LANGUAGE_KEY, languages(), languages()[0]))


def settle_fund(codes: Sequence[str], *, of_page: str = "") -> str:
    """The fund of this run. A programme's page decides it; then the address, the session, the first fund."""
    asked = _asked(FUND_KEY)
    st.session_state[_UNKNOWN_FUND] = asked if asked and asked not in codes else ""
    allowed = [of_page] if of_page and not st.session_state.get(_FUND_CHANGED) else codes
    return _settle(FUND_KEY, allowed, allowed[0])


def went_back() -> bool:
    """Whether the browser's « back » or « forward » asks for this run: the address then says what is looked at."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def settle_version() -> int | None:
    """The number of the version the address asks for; None for the public one."""
    asked = asked_for(VERSION_KEY)
    st.session_state[VERSION_KEY] = asked if asked.isascii() and asked.isdigit() and len(asked) < 10 else ""
    return int(st.session_state[VERSION_KEY]) if st.session_state[VERSION_KEY] else None


def leave_version() -> None:
    """Back to the public version."""
    choose(VERSION_KEY, "")


def choose(name: str, text: str) -> None:
    """Ask for something else under a carried name, for nothing with an empty text."""
    st.session_state[name] = text
    st.session_state[f"left_{name}"] = str(st.query_params.get(name, ""))


def asked_for(name: str) -> str:
    """What the session, else the address, asks for under a carried name; empty for nothing."""
    in_address, left = str(st.query_params.get(name, "")), f"left_{name}"
    if went_back():
        return in_address
    if in_address != st.session_state.get(left):
        st.session_state.pop(left, None)
    # The address keeps for a run or two what was just left.
    return str(st.session_state.get(name) or ("" if left in st.session_state else in_address))


def unknown_fund() -> str:
    """The fund the address asked for when there is none of that code, else an empty string."""
    return str(st.session_state.get(_UNKNOWN_FUND, ""))


def fund_was_changed() -> bool:
    """Whether the viewer has just chosen another fund; asking once clears it."""
    return bool(st.session_state.pop(_FUND_CHANGED, False))


def carry(*names: str, place: str) -> None:
    """Draw the hidden fields that bind parts of the session to the address, in a container of the key `place`."""
    settled = [st.session_state.get(name, "") for name in names]
    with st.container(key=place):
        drawn = [st.text_input(name, key=name, bind="query-params", label_visibility="collapsed") for name in names]
    if went_back() and drawn != settled:  # an address without it has emptied what is kept without it
        st.rerun()


def picker_key(name: str) -> str:
    """The key of the visible choice that writes to a carried field."""
    return f"pick_{name}"


def picked(name: str) -> None:
    """Callback of a visible choice: copy it to the address."""
    st.session_state[name] = st.session_state[picker_key(name)]
    if name == FUND_KEY:
        st.session_state[_FUND_CHANGED] = True
        leave_version()


def query() -> dict[str, str]:
    """The parameters a link inside the application carries."""
    carried = {name: str(st.session_state.get(name, "")) for name in CARRIED}
    return {name: text for name, text in carried.items() if text}


def query_text(more: Mapping[str, str] | None = None) -> str:
    """The same parameters and some more as text, for a link of our own."""
    return urlencode({**query(), **(more or {})})


def _settle(name: str, allowed: Sequence[str], default: str) -> str:
    # The history's first entry has no parameter: going back to it must not fall back to the default.
    kept = f"last_{name}"
    asked = _asked(name)
    chosen = asked if asked in allowed else st.session_state.get(kept, default)
    if chosen not in allowed:
        chosen = default
    for key in (name, kept, picker_key(name)):
        st.session_state[key] = chosen
    return str(chosen)


def _asked(name: str) -> str:
    """What the session asks for, else the address; the other way round where the browser went back."""
    held, in_address = st.session_state.get(name), st.query_params.get(name)
    return str((in_address or held if went_back() else held or in_address) or "")
