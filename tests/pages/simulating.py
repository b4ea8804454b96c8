"""The page « Et si… ? » opened, asked, and a simulation kept."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from fund.records import KeptScenario
from pages.parts.session import funds
from pages.parts.simulation.state import SCOPE_KEY
from tests.pages.app import html_of, opened, text_of

GIFT = "1~don.10000.Strasbourg"


def simulation(fund: str = "exemple", **query: str) -> AppTest:
    return opened("simulation", fonds=fund, **query)


def exact_field(app: AppTest):
    return next(field for field in app.text_input if "exact" in (field.key or ""))


def about(app: AppTest, programme: str, *questions: str) -> AppTest:
    """The page about a programme (the fund when empty), with some questions open beside the first."""
    app.selectbox(key=SCOPE_KEY).select(programme)
    for question in questions:
        app.session_state[f"question {question}"] = True
    app.run()
    assert not app.exception
    return app


def link_of(app: AppTest) -> str:
    return str(app.session_state["simulation"])


def elsewhere(app: AppTest, path: str) -> str:
    """Another page of the same session."""
    app.context["url"] = f"http://localhost/{path}"
    app._page_hash = calc_hash(path)
    app.run()
    assert not app.exception
    assert ("<h1>Et si… ?</h1>" in html_of(app)) == (path == "simulation")
    return text_of(app)


def keep(link: str = GIFT, *, name: str = "Un don", shared: bool = False) -> KeptScenario:
    version = funds.public_version("exemple")
    return funds.store().scenarios.keep(
        "exemple", version_id=version, name=name, link=link, shared=shared, author="Anna"
    )


def compared(app: AppTest, scenario: KeptScenario) -> str:
    app.session_state["keep"] = True
    app.run()
    app.multiselect(key="simulation-compared").select(scenario.id).run()
    assert not app.exception
    return text_of(app)
