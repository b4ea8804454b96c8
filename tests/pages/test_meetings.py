"""Meetings, decisions, the deck that staff prepare, and what is taken home: who may do what, and on which figures."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from fund.records import DecisionState
from pages.parts.meeting import decisions, deck_editor, meeting_form
from pages.parts.session import funds
from pages.parts.session.staff import NotStaffError
from tests.pages.app import html_of, text_of
from tests.pages.meeting_pages import HELD_ON, MORE, example, meeting_on_the_public_version
from tests.pages.simulating import ask, typed
from tests.pages.test_update import publish


def submit(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def slide(code: str) -> str:
    return text_of(example("seance", diapo=code))


def test_a_fund_without_meetings_says_so_and_offers_its_slides() -> None:
    text = text_of(example())
    assert "Aucune décision n’a encore été enregistrée" in text
    assert "Séances tenues" not in text


@pytest.mark.usefixtures("signed_in")
def test_a_meeting_is_opened_records_a_decision_and_is_closed() -> None:
    app = example()
    app.date_input(key="meeting-date").set_value(HELD_ON)
    app.text_input(key="meeting-place").set_value("Paris")
    submit(app, "Ouvrir la séance")
    assert "Une séance est ouverte : 12 octobre 2026, Paris" in text_of(app)
    app.text_area(key="decision-text").set_value("Verser la tranche 2")
    app.text_input(key="decision-amount").set_value("60 000,50 €")
    app.selectbox(key="decision-programme").set_value("metiers")
    app.date_input(key="decision-due").set_value(date(2026, 12, 1))
    submit(app, "Enregistrer")
    assert app.text_area(key="decision-text").value == ""
    (decision,) = funds.store().decisions.of("exemple")
    assert (decision.text, decision.programme, decision.amount_cents) == ("Verser la tranche 2", "metiers", 60_000_50)
    assert (decision.due, decision.author) == (date(2026, 12, 1), "Léo")
    assert "1 décision prise aujourd’hui" in slide("decisions")
    app.button(key="close-meeting").click().run()
    (meeting,) = funds.store().meetings.of("exemple")
    assert meeting.closed_at is not None
    text = text_of(app)
    assert "Une séance est ouverte" not in text
    assert "12 octobre 2026 · Paris" in text
    assert "Sur la version 1 · 1 décision" in text
    assert {"meeting_opened", "decision_recorded", "meeting_closed"} <= {e.action for e in funds.store().audit()}


@pytest.mark.usefixtures("signed_in")
def test_an_amount_that_is_none_records_nothing_and_keeps_what_was_typed() -> None:
    meeting_on_the_public_version()
    app = example()
    app.text_area(key="decision-text").set_value("Verser la tranche 2")
    app.text_input(key="decision-amount").set_value("soixante mille")
    submit(app, "Enregistrer")
    assert "Le montant n’est pas lisible" in app.error[0].value
    assert app.text_area(key="decision-text").value == "Verser la tranche 2"
    assert funds.store().decisions.of("exemple") == ()


@pytest.mark.usefixtures("signed_in")
def test_a_decision_without_words_is_not_recorded() -> None:
    meeting_on_the_public_version()
    app = example()
    app.text_area(key="decision-text").set_value("   ")
    submit(app, "Enregistrer")
    assert "n’a pas été enregistrée" in app.error[0].value
    assert funds.store().decisions.of("exemple") == ()


@pytest.mark.usefixtures("signed_in")
def test_a_meeting_dated_before_the_last_one_is_under_way_all_the_same() -> None:
    earlier = meeting_on_the_public_version()
    funds.store().meetings.close(earlier.id, author="Anna")
    meeting_on_the_public_version(held_on=date(2026, 10, 5))
    assert "Une séance est ouverte : 5 octobre 2026" in text_of(example())


@pytest.mark.usefixtures("signed_in")
def test_whoever_changes_a_decision_second_is_told_and_sees_it_as_it_is() -> None:
    decision = funds.store().decisions.record("exemple", "Écrire à Marsanvilliers", author="Anna")
    app = example()
    funds.store().decisions.change(decision.id, 1, author="Zoé", state=DecisionState.UNDER_WAY)
    app.selectbox(key=f"state-{decision.id}-1").set_value(DecisionState.DONE).run()
    assert not app.exception
    assert "Quelqu’un d’autre a modifié cette décision" in app.warning[0].value
    assert "en cours" in text_of(app)
    (now,) = funds.store().decisions.of("exemple")
    assert (now.state, now.revision) == (DecisionState.UNDER_WAY, 2)


@pytest.mark.usefixtures("signed_in")
def test_the_text_of_a_decision_is_corrected_and_the_audit_list_keeps_the_earlier_one() -> None:
    decision = funds.store().decisions.record("exemple", "Verser la trnche 2", author="Anna", amount_cents=60_000_00)
    app = example()
    assert app.text_area(key=f"text-{decision.id}-1").value == "Verser la trnche 2"
    app.text_area(key=f"text-{decision.id}-1").set_value("Verser la tranche 2").run()
    assert "Verser la trnche 2" in text_of(app)
    app.button(key=f"keep-{decision.id}").click().run()
    assert not app.exception
    (now,) = funds.store().decisions.of("exemple")
    assert (now.text, now.amount_cents, now.author, now.revision) == ("Verser la tranche 2", 60_000_00, "Anna", 2)
    assert "corrigée ou mise à jour le" in text_of(app)
    (entry,) = [each for each in funds.store().audit() if each.action == "decision_changed"]
    assert (entry.actor, entry.details["text"]) == ("Léo", "Verser la trnche 2 → Verser la tranche 2")


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize("text", ["   ", ""])
def test_a_decision_is_not_corrected_to_nothing(text: str) -> None:
    decision = funds.store().decisions.record("exemple", "Auditer", author="Anna")
    app = example()
    app.text_area(key=f"text-{decision.id}-1").set_value(text).run()
    app.button(key=f"keep-{decision.id}").click().run()
    assert "n’a pas été enregistrée" in app.warning[0].value
    assert funds.store().decisions.of("exemple") == (decision,)


@pytest.mark.usefixtures("signed_in")
def test_a_correction_over_someone_else_s_is_refused_and_theirs_is_shown() -> None:
    decision = funds.store().decisions.record("exemple", "Auditer", author="Anna")
    app = example()
    funds.store().decisions.change(decision.id, 1, author="Zoé", text="Auditer en mars")
    app.text_area(key=f"text-{decision.id}-1").set_value("Auditer en mai")
    app.button(key=f"keep-{decision.id}").click().run()
    assert "Quelqu’un d’autre a modifié cette décision" in app.warning[0].value
    assert "Auditer en mars" in text_of(app)
    assert [each.text for each in funds.store().decisions.of("exemple")] == ["Auditer en mars"]


@pytest.mark.usefixtures("signed_in")
def test_closing_a_meeting_is_asked_twice() -> None:
    meeting_on_the_public_version()
    app = example()
    asked = next(
        block for block in app.main.children.values() if block.type == "popover" and "close" in str(block.proto)
    )
    assert "Clore la séance du 12 octobre 2026" in text_of(app)
    assert asked.proto.popover.label == "Clore la séance"
    assert [button.key for button in asked.button] == ["close-meeting"]
    assert funds.store().meetings.of("exemple")[0].closed_at is None


def test_a_viewer_sees_no_form_and_no_choice() -> None:
    meeting_on_the_public_version()
    funds.store().decisions.record("exemple", "Écrire à Marsanvilliers", author="Anna")
    app = example()
    assert "Écrire à Marsanvilliers" in text_of(app)
    assert [button.key for button in app.button] == ["make-pack"]
    assert not app.text_area
    assert "Préparer les diapositives" not in text_of(app)


def test_a_viewer_who_calls_what_staff_may_do_is_refused() -> None:
    meeting = meeting_on_the_public_version()
    decision = funds.store().decisions.record("exemple", "Écrire à Marsanvilliers", author="Anna")
    kept = funds.store().decks.of("exemple")
    calls = (
        lambda: meeting_form._close(meeting),
        lambda: meeting_form._record(meeting, None),
        lambda: meeting_form._open(None),
        lambda: decisions._change(decision, "state"),
        lambda: decisions._mend(decision, "text"),
        lambda: deck_editor._save(kept, []),
    )
    for call in calls:
        with pytest.raises(NotStaffError):
            call()
    assert funds.store().meetings.of("exemple")[0].closed_at is None
    assert funds.store().decisions.of("exemple") == (decision,)
    assert funds.store().decks.of("exemple").revision == 0


def test_the_overview_and_the_next_meeting_list_a_decision_until_it_is_done() -> None:
    assert "Décisions en cours" not in text_of(example(""))
    decision = funds.store().decisions.record("exemple", "Écrire à <b>Marsanvilliers</b>", author="Anna")
    overview = text_of(example(""))
    assert "Décisions en cours" in overview
    assert "<b>Marsanvilliers</b>" in overview
    assert "Écrire à <b>Marsanvilliers</b>" in slide("decisions")
    funds.store().decisions.change(decision.id, 1, author="Anna", state=DecisionState.DONE)
    assert "Décisions en cours" not in text_of(example(""))
    # Nothing is left to be told: there is no such slide.
    assert "Marsanvilliers</b>" not in slide("decisions")
    assert "1 / " in slide("decisions")


def test_the_next_meeting_tells_what_changed_since_the_last_one_and_why() -> None:
    last = meeting_on_the_public_version()
    funds.store().meetings.close(last.id, author="Anna")
    publish(MORE, author="Anna", note="un versement")
    text = slide("changes")
    assert "Depuis le 12 octobre 2026 : +5 000 € collectés" in text
    assert "au moins 982 600 € au moins 987 600 € +5 000 € Castelvire +5 000 €" in text


def test_a_meeting_keeps_its_figures_while_a_new_version_is_announced() -> None:
    meeting_on_the_public_version()
    publish(MORE, author="Anna", note="un versement")
    text = slide("money")
    assert "982 600 €" in text
    assert "987 600 €" not in text
    assert "la séance garde ses chiffres" in text
    assert "Ses chiffres sont ceux de la version 1" in text_of(example())
    assert "987 600 €" in text_of(example(""))


def test_a_meeting_that_was_held_is_seen_again_on_its_figures_with_its_decisions() -> None:
    held = meeting_on_the_public_version(place="Paris")
    funds.store().decisions.record("exemple", "Écrire", author="Anna", meeting_id=held.id)
    funds.store().meetings.close(held.id, author="Anna")
    publish(MORE, author="Anna", note="un versement")
    then = {code: text_of(example("seance", version="1", diapo=code)) for code in ("title", "money", "decisions")}
    assert "Comité des donateurs du 12 octobre 2026, Paris" in then["title"]
    assert "987 600 €" not in then["money"]
    assert "1 décision prise aujourd’hui" in then["decisions"]


def test_a_question_of_the_room_is_answered_on_the_slide_and_marked() -> None:
    app = example("seance", diapo="what-if")
    assert "simul" not in text_of(app)  # at rest nothing is supposed
    ask(app, "contribution")
    typed(app, "amount_cents", "20 000")
    text = text_of(app)
    assert "Collecté, au moins" in text
    assert "1 002 600 €" in text  # 982 600 + 20 000
    assert "aujourd’hui au moins 982 600 €" in text
    assert "simulation" in text


def test_an_answer_longer_than_a_title_is_told_whole_with_what_has_to_be_said_of_the_figures() -> None:
    slide = html_of(example("seance", diapo="what-if", simulation="1~avance.eau.3"))
    assert "…" not in slide[slide.index("<h1>") : slide.index("</h1>")].replace("Et si…", "")
    assert "il manque 22 200 € à justifier.</li>" in " ".join(slide.split())
    spent = html_of(example("seance", diapo="what-if", simulation="1~achat.eau.2.5000"))
    assert "…, au moins</p>" not in spent
    assert "L’eau potable · aujourd’hui" in spent


@pytest.mark.parametrize(
    ("supposed", "breaks"),
    [
        ("achat.eau.2.5000", "Appel d’offres obligatoire : 5 000 € dépasse le seuil de 3 000 €."),
        ("virement.eau.ecoles.20000", "L’eau potable : les tranches dépassent le budget (20 000 € de trop)."),
        ("programme.500000", "Le fonds alloue plus qu’il n’a collecté"),
    ],
)
def test_what_no_longer_holds_is_told_on_the_slide(supposed: str, breaks: str) -> None:
    slide = " ".join(html_of(example("seance", diapo="what-if", simulation=f"1~{supposed}")).split())
    assert breaks in slide


def test_a_click_is_followed_where_the_whole_page_is_drawn_for_it_and_the_address_still_names_the_slide_before() -> (
    None
):
    # So it is for a screen whose staff signed out in another tab, in the middle of a meeting.
    app = example("seance", diapo="title")
    app.button(key="slide-next").click().run()
    assert app.session_state["diapo"] == "fund"
    app.button(key="slide-next").click().run()
    assert app.session_state["diapo"] not in ("title", "fund")
    app.query_params["diapo"] = "money"  # the browser's own « back »
    app.run()
    assert app.session_state["diapo"] == "money"
