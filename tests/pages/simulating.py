"""The page « Et si… ? » opened, asked, and a simulation kept."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup
from streamlit.util import calc_hash

from fund.records import KeptScenario
from pages.parts.session import funds
from pages.parts.simulation.state import BUTTONS
from tests.pages.app import html_of, opened, text_of

GIFT = "1~don.10000.Strasbourg"


def simulation(fund: str = "exemple", **query: str) -> AppTest:
    return opened("simulation", fonds=fund, **query)


def ask(app: AppTest, kind: str) -> AppTest:
    """One of the questions asked by its button."""
    questions(app).set_value(kind).run()
    assert not app.exception
    return app


def questions(app: AppTest) -> ButtonGroup[str]:
    """The buttons of all questions."""
    return next(each for each in app.pills if (each.key or "").startswith(BUTTONS))


def typed(app: AppTest, name: str, text: str) -> AppTest:
    """A field of the question filled in."""
    next(each for each in app.text_input if f" {name} " in (each.key or "")).set_value(text).run()
    assert not app.exception
    return app


def chosen(app: AppTest, name: str, text: str) -> AppTest:
    """One of the choices of a field of the question."""
    next(each for each in app.selectbox if f" {name} " in (each.key or "")).select(text).run()
    assert not app.exception
    return app


def supposed(app: AppTest) -> list[str]:
    """The sentences of what is supposed, every kind of space made plain."""
    labels = [each.label for each in app.button if (each.key or "").startswith("take-back-")]
    return [" ".join(label.replace("\u2060", "").split()) for label in labels]


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
