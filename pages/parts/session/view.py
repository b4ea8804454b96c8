"""What every page starts from: the open fund, the language, the palette, the programme if any."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from fund.charts.palette import DARK, LIGHT, Palette
from fund.metrics.result import FundMetrics
from fund.model import Dataset, Finding
from fund.open_fund import OpenFund
from fund.store import Version
from fund.wording import Language, words

_KEY = "view"


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The state of one run of one page. `past`: the address asks for a version that is not the public one."""

    fund: OpenFund
    language: Language
    palette: Palette
    version: Version
    programme: str = ""
    past: bool = False

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


def current_view() -> View:
    """The view the router made for this run."""
    view: View = st.session_state[_KEY]
    return view
