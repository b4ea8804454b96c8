"""« Et si… ? » on screen: what is asked, what is refused, and what must never leave the page."""

from __future__ import annotations

from io import BytesIO

import pytest
import streamlit as st
from openpyxl import load_workbook

from tests.pages.app import charts_of, text_of
from tests.pages.simulating import GIFT, ask, chosen, elsewhere, link_of, questions, simulation, supposed, typed


def test_at_rest_the_published_figures_stand_and_nothing_is_simulated():
    app = simulation()
    text = text_of(app)

    assert "Rien n’est supposé" in text
    assert "382 668 €" in text
    assert "simulé" not in text
    assert "SIMULATION" not in text
    assert "±0" not in text
    # One line, none dashed: nothing ochre.
    (chart,) = charts_of(app)
    assert [trace["line"]["dash"] for trace in chart["data"] if trace.get("mode") == "lines"] == ["solid"]
    assert supposed(app) == []


def test_a_gift_typed_as_the_french_write_it_raises_what_is_collected_to_the_cent():
    app = typed(ask(simulation(), "contribution"), "amount_cents", "12 500,50")

    # 982 600 + 12 500,50 = 995 100,50.
    assert "Collecté : au moins 995 101 € au lieu de 982 600 €" in text_of(app)
    assert link_of(app) == "1~don.12500_50"
    assert supposed(app) == ["Un don de 12 500,50 € de plus"]


def test_the_third_tranche_in_december_takes_three_actions():
    app = ask(simulation(), "forward")
    assert supposed(app) == ["Tranche 3 du programme L’eau potable versée maintenant"]

    chosen(app, "paid_on", "en décembre 2026")

    assert link_of(app) == "1~avance.eau.3.2026-12-01"
    text = text_of(app)
    assert "Fin novembre 2026, le fonds aurait au moins 328 668 € au lieu de 218 668 €" in text
    assert "et autant que prévu fin décembre 2026" in text
    assert "il manque 22 200 € à justifier" in text
    # What does not move is no answer.
    assert "420 000 €" not in text
    (chart,) = charts_of(app)
    assert [trace["line"]["dash"] for trace in chart["data"] if trace.get("mode") == "lines"] == ["solid", "dash"]


@pytest.mark.parametrize(
    ("kind", "link"),
    [
        ("contribution", "1~don.10000"),
        ("default", "1~defaut.Marsanvilliers.0"),
        ("forward", "1~avance.eau.3"),
        ("expense", "1~achat.eau.2.5000.EUR"),
        ("hours", "1~heures.eau.100"),
        ("move", "1~virement.eau.metiers.10000"),
        ("new_programme", "1~programme.20000"),
        ("delay", "1~retard.eau.3"),
        ("rate", "1~taux.MGA.-10"),
        ("running_costs", "1~frais.1000"),
    ],
)
def test_each_question_is_answered_as_it_begins_and_taken_back_alone(kind: str, link: str):
    app = ask(simulation(simulation="1~don.5000.Dijon"), kind)

    assert link_of(app) == f"1~don.5000.Dijon~{link.removeprefix('1~')}"
    assert len(supposed(app)) == 2
    assert "SIMULATION" in text_of(app)

    app.button(key="take-back-1").click().run()
    assert not app.exception
    assert link_of(app) == "1~don.5000.Dijon"
    # The question is put away with it.
    assert not questions(app).value
    assert not [each for each in app.text_input if (each.key or "").startswith("asked")]


def test_a_question_changed_does_not_add_to_itself():
    app = ask(simulation(), "new_programme")
    typed(app, "amount_cents", "250000")
    chosen(app, "on", "en janvier 2027")

    assert link_of(app) == "1~programme.250000.2027-01-01"
    text = text_of(app)
    assert "en janvier 2027, il manquerait au plus 11 332 €" in text
    assert "Ce qui ne tiendrait plus" in text


def test_an_amount_of_nothing_is_no_question_and_its_field_stays():
    app = typed(ask(simulation(), "contribution"), "amount_cents", "0")

    assert link_of(app) == ""
    assert "Rien n’est supposé" in text_of(app)
    assert link_of(typed(app, "amount_cents", "7")) == "1~don.7"


def test_hours_are_priced_by_the_person_where_the_workbook_tells_no_cost():
    app = chosen(ask(simulation(), "hours"), "programme", "Six écoles")
    assert "coût inconnu" in text_of(app)
    # All that is spent ÷ the hours given would be 325,67 €.
    assert "32 566" not in text_of(app)

    typed(app, "cost_cents", "30")

    assert link_of(app) == "1~heures.ecoles.100.30"
    assert "Dépensé : au moins 503 480 € au lieu de 500 480 €" in text_of(app)
    assert link_of(typed(app, "cost_cents", "")) == "1~heures.ecoles.100"


@pytest.mark.parametrize("field", ["amount_cents", "programme"])
def test_what_a_field_sends_after_another_question_is_chosen_is_no_error(field: str):
    app = ask(simulation(), "expense")
    place = next(each for each in (*app.text_input, *app.selectbox) if f" {field} " in (each.key or ""))
    place.set_value("700" if field == "amount_cents" else "Six écoles")

    ask(app, "hours" if field == "amount_cents" else "new_programme")

    assert len(supposed(app)) == 2


def test_a_slip_of_the_keyboard_says_so_and_keeps_what_was_supposed():
    app = typed(ask(simulation(), "contribution"), "amount_cents", "douze")

    assert any("Ce nombre n’est pas lisible" in error.value for error in app.error)
    assert link_of(app) == "1~don.10000"


@pytest.mark.parametrize(
    ("language", "text", "raised"),
    [
        # 982 600 and the number typed.
        ("fr", "12500,5 €", "995 101 €"),
        ("fr", "1 000 000", "1 982 600 €"),
        ("en", "12,500.50", "€995,101"),
        ("en", "€1,000", "€983,600"),
        ("en", "12 500", "€995,100"),
    ],
)
def test_numbers_are_read_as_each_language_writes_them(language: str, text: str, raised: str):
    app = typed(ask(simulation(langue=language), "contribution"), "amount_cents", text)

    assert not app.error
    assert raised in text_of(app)


def test_a_supposition_that_cannot_be_computed_is_left_aside_with_its_reason():
    text = text_of(simulation(simulation="1~don.-500"))

    assert "laissé de côté. Ce montant doit être supérieur à zéro." in text
    assert "au lieu de" not in text


def test_the_reverse_questions_are_answered():
    app = simulation()
    app.session_state["reverse"] = True
    text = text_of(app.run())

    assert "Combien faut-il justifier pour débloquer la tranche 3 (L’eau potable) ? Il reste 22 200 €" in text
    assert "Jusqu’à quand tient-on ? D’après ce qui est prévu" in text
    assert "Combien peut-on encore allouer ? Au moins 92 668 €." in text


def test_going_back_to_the_published_figures_undoes_every_lever():
    app = ask(simulation(simulation="1~don.10000~frais.2000"), "hours")

    app.button(key="reset-all").click().run()

    assert "Rien n’est supposé" in text_of(app)
    assert (link_of(app), supposed(app)) == ("", [])


def test_every_figure_published_and_simulated_is_told_under_a_fold():
    app = simulation(simulation=GIFT)
    app.session_state["details"] = True
    assert "Collecté au moins 982 600 € au moins 992 600 € +10 000 €" in " ".join(text_of(app.run()).split())


def test_on_the_ukraine_fund_the_declared_amount_moves_as_declared_and_nothing_else_is_guessed():
    text = text_of(simulation("ukraine", simulation=GIFT))

    assert "Collecté : environ 405 000 € au lieu de 395 000 €." in text
    assert "En caisse" not in text


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


def test_the_chart_s_data_are_those_of_the_simulation(
    monkeypatch: pytest.MonkeyPatch,
):
    offered: dict[str, bytes] = {}

    def download(_label: str, *, data: object, file_name: str, **_settings: object) -> bool:
        offered[file_name] = data() if callable(data) else data
        return False

    monkeypatch.setattr(st, "download_button", download)
    app = simulation(simulation=GIFT)
    app.session_state["data-cash"] = True
    app.run()

    ((name, content),) = offered.items()
    assert "cash" in name
    assert "En caisse" in content.decode("utf-8-sig").splitlines()[0]


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
    assert "Aucune limite n’est dépassée parmi celles qui peuvent être calculées" in text_of(
        simulation("ukraine", simulation=GIFT)
    )
    assert "parmi celles qui peuvent" not in text_of(simulation(simulation=GIFT))


def test_a_button_that_was_pressed_before_all_was_taken_back_asks_nothing_again():
    app = ask(simulation(), "contribution")
    pressed = questions(app).key
    app.button(key="reset-all").click().run()
    # A message that was on its way then says that the button is pressed: it is another button's key by now.
    assert questions(app).key != pressed
    app.session_state[str(pressed)] = "contribution"
    app.run()
    assert not app.exception
    assert not supposed(app)
    assert not questions(app).value
