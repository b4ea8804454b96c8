"""« Et si… ? » on screen: what is supposed, what is refused, and what must never leave the page."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from fund.store import KeptScenario
from pages.parts import funds
from pages.parts.access import Staff
from pages.parts.simulation import keeping
from pages.parts.staff import NotStaffError
from pages.parts.view import View
from tests.example_files import contributions_with
from tests.pages.app import html_of, open_page, text_of
from tests.pages.test_update import publish

GIFT = "1~don.10000.Strasbourg"


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.parts.staff.staff", lambda _: Staff("Léo", "a session"))


def simulation(fund: str = "exemple", **query: str) -> AppTest:
    app = open_page("simulation", fonds=fund, **query)
    assert not app.exception
    return app


def exact_field(app: AppTest):
    return next(field for field in app.text_input if "exact" in (field.key or ""))


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


def test_with_nothing_supposed_the_page_shows_the_published_figures_and_says_simulation():
    text = text_of(simulation())

    assert "SIMULATION : ce ne sont pas les chiffres publiés" in text
    assert "Rien n’est supposé" in text
    assert "982 600 €" in text


def test_a_gift_typed_as_the_french_write_it_raises_what_is_collected_to_the_cent():
    app = simulation()

    exact_field(app).set_value("12 500,50").run()

    assert not app.exception
    # 982 600 + 12 500,50 = 995 100,50.
    assert "995 100,50 €" in text_of(app)
    assert "publié : au moins 982 600 €" in text_of(app)
    assert "+12 500,50 €" in text_of(app)


def test_a_slip_of_the_keyboard_says_so_and_keeps_what_was_supposed():
    app = simulation(simulation=GIFT)

    exact_field(app).set_value("douze").run()

    assert any("Ce nombre n’est pas lisible" in error.value for error in app.error)
    assert "992 600 €" in text_of(app)


def test_a_link_opens_the_same_simulation_afresh():
    text = text_of(simulation(simulation=GIFT))

    assert "Un don de 10 000 € de plus (Strasbourg)" in text
    # 982 600 + 10 000 = 992 600.
    assert "992 600 €" in text


@pytest.mark.parametrize(
    "link",
    ["2~don.10000", "1~don.beaucoup", "1~coup.1", "1~don.-5~", "<script>alert(1)</script>", "1~" + "don.1~" * 400],
)
def test_a_broken_or_hostile_link_gives_the_published_figures_and_a_message(link: str):
    app = simulation(simulation=link)

    assert any("lien de simulation" in warning.value for warning in app.warning)
    assert "Rien n’est supposé" in text_of(app)
    assert "<script>" not in html_of(app)


def test_going_back_to_the_published_figures_undoes_every_lever():
    app = simulation(simulation="1~don.10000~frais.2000")

    app.button(key="reset-all").click().run()

    assert "Rien n’est supposé" in text_of(app)


def test_on_the_ukraine_fund_the_declared_amount_moves_as_declared_and_nothing_else_is_guessed():
    text = text_of(simulation("ukraine", simulation=GIFT))

    # About 395 000 and 10 000 more is about 405 000; the account's balance is not communicated and stays so.
    assert "≈ 405 000 €" in text
    assert "Solde du fonds non communiqué" in text


def test_a_simulation_never_shows_on_another_page():
    app = simulation(simulation=GIFT)
    assert "992 600 €" in text_of(app)

    app.context["url"] = "http://localhost/contributions"
    app._page_hash = calc_hash("contributions")
    app.run()

    assert "simulé" not in text_of(app)
    assert "982 600 €" in text_of(app)
    assert "992 600 €" not in text_of(app)


def test_a_viewer_has_nothing_to_keep_a_simulation_with_and_its_callbacks_refuse(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pages.parts.staff.staff", lambda _: None)
    scenario = keep()

    for write in (keeping._shared, keeping._forgotten):
        with pytest.raises(NotStaffError):
            write(scenario)
    with pytest.raises(NotStaffError):
        keeping._kept(_no_view())
    assert funds.store().scenarios.of("exemple") == (scenario,)


def _no_view() -> View:
    """Rights are asked for before anything of the view is."""
    return View.__new__(View)


def test_a_viewer_is_not_shown_a_simulation_that_staff_keep_for_themselves():
    keep(name="Secret du comité")
    app = simulation(simulation=GIFT)
    app.session_state["keep"] = True
    app.run()

    assert not app.exception
    assert not app.multiselect


@pytest.mark.usefixtures("signed_in")
def test_staff_keep_a_simulation_under_a_name():
    app = simulation(simulation=GIFT)
    app.session_state["keep"] = True
    app.run()
    app.text_input(key="simulation-name").set_value("Don de Strasbourg").run()
    app.button(key="simulation-keep").click().run()

    assert not app.exception
    (kept,) = funds.store().scenarios.of("exemple")
    assert (kept.name, kept.link, kept.author, kept.shared) == ("Don de Strasbourg", GIFT, "Léo", False)


def test_a_simulation_made_on_an_older_version_says_so_and_shows_both():
    kept = keep(shared=True)
    publish(contributions_with(45_000), author="Anna", note="")

    text = compared(simulation(), kept)

    assert "a été faite sur la version 1" in text
    # 982 600 + 10 000 on the version it was made on; 987 600 + 10 000 on the one on screen.
    assert "992 600 €" in text
    assert "997 600 €" in text
