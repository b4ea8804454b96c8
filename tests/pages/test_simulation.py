"""« Et si… ? » on screen: what is supposed, what is refused, and what must never leave the page."""

from __future__ import annotations

from io import BytesIO

import pytest
import streamlit as st
from openpyxl import load_workbook

from tests.pages.app import text_of
from tests.pages.simulating import GIFT, about, elsewhere, exact_field, link_of, simulation


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
    assert "995 101 €" in text_of(app)
    assert "publié : au moins 982 600 €" in text_of(app)
    assert "+12 501 €" in text_of(app)


def test_a_slip_of_the_keyboard_says_so_and_keeps_what_was_supposed():
    app = simulation(simulation=GIFT)

    exact_field(app).set_value("douze").run()

    assert any("Ce nombre n’est pas lisible" in error.value for error in app.error)
    assert "992 600 €" in text_of(app)


QUESTIONS = {
    "": ("outstanding ", "running_costs ", "rate MGA", "rate USD"),
    "eau": ("move eau", "new_tranche eau", "forward eau 3", "forward eau 4", "expense eau", "hours eau"),
    "ecoles": ("move ecoles", "new_tranche ecoles", "expense ecoles"),
    "metiers": ("move metiers", "new_tranche metiers", "forward metiers 2", "expense metiers", "hours metiers"),
}
"""By programme, what the page asks beside its first question."""


@pytest.mark.parametrize("programme", QUESTIONS)
def test_every_slider_stands_at_zero_while_nothing_is_supposed(programme: str):
    app = about(simulation(), programme, *QUESTIONS[programme])

    # The first question has a slider too; bringing a tranche forward has none.
    expected = 1 + sum(not question.startswith("forward") for question in QUESTIONS[programme])
    assert [slider.value for slider in app.slider] == [0] * expected
    assert [field.value for field in app.text_input if "exact" in field.key] == ["0"] * expected
    assert "Rien n’est supposé" in text_of(app)


def test_hours_of_a_programme_that_rebuilds_schools_are_not_priced_and_the_page_says_why():
    app = about(simulation(simulation="1~heures.ecoles.100"), "ecoles", "hours ecoles")

    assert not [slider for slider in app.slider if "hours ecoles" in slider.key]
    assert "ne dit pas ce que coûte une heure du programme" in text_of(app)
    assert "32\u202f566" not in text_of(app)


@pytest.mark.parametrize(
    ("programme", "question", "value", "link"),
    [
        ("", "contribution ", 10_000, "1~don.10000"),
        ("", "outstanding ", 50, "1~recevoir.50"),
        ("", "running_costs ", -500, "1~frais.-500"),
        ("", "rate MGA", -10, "1~taux.MGA.-10"),
        ("eau", "budget eau", 5_000, "1~budget.eau.5000"),
        ("eau", "move eau", 5_000, "1~virement.eau.ecoles.5000"),
        ("eau", "new_tranche eau", 5_000, "1~tranche.eau.5000.2026-09-30"),
        ("eau", "expense eau", 5_000, "1~achat.eau.2.5000.EUR"),
        ("eau", "hours eau", 20, "1~heures.eau.20"),
    ],
)
def test_each_question_s_slider_sets_its_lever_which_is_undone_alone(
    programme: str, question: str, value: int, link: str
):
    app = about(simulation(simulation="1~avance.metiers.2"), programme, question)

    next(slider for slider in app.slider if f"lever {question} slider" in slider.key).set_value(value).run()
    assert link_of(app) == f"1~avance.metiers.2~{link.removeprefix('1~')}"
    assert "publié :" in text_of(app)

    app.button(key=f"reset {question}").click().run()
    assert not app.exception
    assert link_of(app) == "1~avance.metiers.2"
    assert next(slider for slider in app.slider if f"lever {question} slider" in slider.key).value == 0


def test_a_tranche_is_brought_forward_and_put_back_by_its_switch():
    app = about(simulation(), "eau", "forward eau 3")

    app.toggle[0].set_value(True).run()
    assert link_of(app) == "1~avance.eau.3"
    # 570 000 transferred, and the third tranche of 110 000.
    assert "680 000 €" in text_of(about(app, ""))

    about(app, "eau", "forward eau 3").toggle[0].set_value(False).run()
    assert link_of(app) == ""


def test_a_purchase_keeps_its_amount_when_its_currency_is_changed():
    app = about(simulation(simulation="1~achat.eau.2.5000.EUR"), "eau", "expense eau")

    app.segmented_control[0].set_value("USD").run()

    assert link_of(app) == "1~achat.eau.2.5000.USD"


@pytest.mark.parametrize(
    ("language", "typed", "raised"),
    [
        # 982 600 and the number typed.
        ("fr", "12500,5 €", "995 101 €"),
        ("fr", "1 000 000", "1 982 600 €"),
        ("en", "12,500.50", "€995,101"),
        ("en", "€1,000", "€983,600"),
        ("en", "12 500", "€995,100"),
    ],
)
def test_numbers_are_read_as_each_language_writes_them(language: str, typed: str, raised: str):
    app = simulation(langue=language)

    exact_field(app).set_value(typed).run()

    assert not app.error
    assert raised in text_of(app)


def test_a_number_that_could_be_two_is_refused():
    app = simulation()

    exact_field(app).set_value("1.234").run()

    assert any("Ce nombre n’est pas lisible" in error.value for error in app.error)
    assert link_of(app) == ""


def test_a_supposition_that_cannot_be_computed_is_left_aside_with_its_reason():
    text = text_of(simulation(simulation="1~don.-500"))

    assert "laissé de côté. Ce montant doit être supérieur à zéro." in text
    assert "Collecté au moins 982 600 €" in text


def test_a_target_is_reached_by_the_least_amount_which_is_taken_up():
    app = about(simulation(), "eau")
    app.session_state["reach"] = True
    app.run()
    # The page says that 22 200,05 are still to justify on the second tranche.
    assert "22 200 €" in text_of(app)

    app.button(key="reach-take").click().run()

    assert not app.exception
    assert link_of(app) == "1~achat.eau.2.22200_05.EUR"
    assert "La tranche 3 peut être versée" in text_of(app)


def test_a_target_that_no_amount_reaches_says_so():
    app = about(simulation("ukraine"), "auc")
    app.session_state["reach"] = True
    app.run()

    assert "aucun montant n’y suffit" in text_of(app)
    assert not [button for button in app.button if button.key == "reach-take"]


def test_going_back_to_the_published_figures_undoes_every_lever():
    app = simulation(simulation="1~don.10000~frais.2000")

    app.button(key="reset-all").click().run()

    assert "Rien n’est supposé" in text_of(app)


def test_on_the_ukraine_fund_the_declared_amount_moves_as_declared_and_nothing_else_is_guessed():
    text = text_of(simulation("ukraine", simulation=GIFT))

    # About 395 000 and 10 000 more is about 405 000; the account's balance is not communicated and stays so.
    assert "≈ 405 000 €" in text
    assert "Solde du fonds non communiqué" in text


def test_on_the_ukraine_fund_what_cannot_be_computed_says_why_instead_of_offering_a_slider():
    app = simulation("ukraine")
    text = text_of(app)

    assert len(app.slider) == 1
    assert "Et si une part de ce qui est annoncé arrivait ? Ce qui reste à recevoir n’est pas communiqué." in text
    assert "Et si les frais du fonds changeaient ? Les frais de fonctionnement ne sont pas communiqués." in text
    assert "Et si un cours changeait ? La feuille Taux ne donne aucun taux" in text


def test_on_a_programme_of_which_only_a_result_is_declared_nothing_is_offered_and_the_result_is_shown():
    app = about(simulation("ukraine"), "auc")

    assert not app.slider
    assert "84,92 %" in text_of(app)
    assert "non communiqué" in text_of(app)


@pytest.mark.parametrize("path", ["apercu", "contributions", "exemple-eau", "ma-collectivite"])
def test_a_simulation_never_shows_on_another_page(path: str):
    app = simulation(simulation=GIFT)
    assert "992 600 €" in text_of(app)

    text = elsewhere(app, path)

    assert "simulé" not in text
    assert "992 600 €" not in text
    if path in ("apercu", "contributions"):
        assert "982 600 €" in text


def test_a_simulation_never_enters_the_export_of_the_figures():
    app = simulation(simulation=GIFT)
    elsewhere(app, "seances")
    app.button(key="make-pack").click().run()

    book = load_workbook(BytesIO(app.session_state["pack"][1]["xlsx"]))
    values = {cell.value for sheet in book for row in sheet for cell in row}
    assert 982_600 in values
    assert 992_600 not in values


def test_what_the_page_lets_one_download_says_simulation_in_its_name_and_in_its_columns(
    monkeypatch: pytest.MonkeyPatch,
):
    offered: dict[str, bytes] = {}

    def download(_label: str, *, data: object, file_name: str, **_settings: object) -> bool:
        offered[file_name] = data() if callable(data) else data
        return False

    monkeypatch.setattr(st, "download_button", download)
    app = simulation(simulation=GIFT)
    app.session_state["data-simulation"] = True
    app.run()

    ((name, content),) = offered.items()
    assert "simulation" in name
    assert "Simulé" in content.decode("utf-8-sig").splitlines()[0]


def test_a_simulation_waits_while_another_page_is_read_and_not_on_another_fund():
    app = simulation(simulation=GIFT)
    elsewhere(app, "contributions")
    # The menu's own address has no simulation in it.
    app.query_params.pop("simulation", None)
    assert "992 600 €" in elsewhere(app, "simulation")

    app.selectbox(key="pick_fonds").select("ukraine").run()

    assert "Rien n’est supposé" in text_of(app)
    assert link_of(app) == ""


def test_where_a_limit_cannot_be_computed_it_is_not_said_that_none_is_exceeded():
    assert "Aucune limite n’est dépassée parmi celles qui peuvent être calculées" in text_of(simulation("ukraine"))
    assert "parmi celles qui peuvent" not in text_of(simulation(simulation=GIFT))
