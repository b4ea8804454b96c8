"""A version withdrawn on the history page: who may, what is asked first, what is told, and what must not go."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.history import withdrawal
from pages.parts.session import funds
from pages.parts.session.staff import NotStaffError
from tests.example_files import contributions_with
from tests.pages.app import opened, text_of
from tests.pages.test_update import publish
from tests.pages.withdrawing import RIGHT, TOLD, WRONG, gone, two_more, withdrawn


def history(number: int, **query: str) -> AppTest:
    """The history of the invented fund, with what withdrawing that version does."""
    app = opened("historique", fonds="exemple", **query)
    app.session_state[f"withdraw-{number}"] = True
    app.run()
    assert not app.exception
    return app


def confirm(app: AppTest, number: int, reason: str = "un nom de trop") -> None:
    app.text_input(key=f"withdraw-why-{number}").set_value(reason)
    app.checkbox(key=f"withdraw-sure-{number}").set_value(True)
    app.button(key=f"withdraw-now-{number}").click().run()
    assert not app.exception


@pytest.mark.usefixtures("signed_in")
def test_staff_withdraw_an_earlier_version_and_its_line_says_who_when_and_why() -> None:
    two_more()
    opened("seances", fonds="exemple", version="2").button(key="make-pack").click().run()
    app = history(2)
    assert "définitif" in text_of(app)
    assert WRONG in text_of(app)
    made = "Documents déjà faits, que personne ne peut reprendre : {} : pack de la séance (FR), fonds exemple, "
    made = re.escape(made + "version n° 2, par Léo").replace(r"\{\}", ".{8,20}")
    assert re.search(made, text_of(app))
    confirm(app, 2)
    assert re.search(made, text_of(app))
    assert "version n°\u00a02 est retirée" in app.success[0].value
    version = next(each for each in funds.store().versions("exemple") if each.number == 2)
    assert (version.withdrawn_by, version.withdrawal_reason) == ("Léo", "un nom de trop")
    text = text_of(app)
    assert "par Léo. Raison : un nom de trop" in text
    assert "Ce que cette version a changé n’est plus montré" in text
    assert WRONG not in text
    assert "version retirée" in text  # in the audit list
    assert not [each for each in app.get("expander") if each.proto.id.endswith(("restore-2", "withdraw-2"))]
    assert funds.store().version(funds.public_version("exemple")).number == 3


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(("reason", "sure"), [("", True), ("   ", True), ("un nom", False), ("", False)])
def test_nothing_goes_without_a_reason_and_a_tick(reason: str, sure: bool) -> None:
    two_more()
    app = history(2)
    app.text_input(key="withdraw-why-2").set_value(reason)
    app.checkbox(key="withdraw-sure-2").set_value(sure)
    app.button(key="withdraw-now-2").click().run()
    assert not app.exception
    assert "Rien n’est retiré : dites pourquoi" in text_of(app)
    assert gone() == []


@pytest.mark.usefixtures("signed_in")
def test_the_public_version_goes_with_the_one_chosen_in_its_place_compared_in_money_first() -> None:
    two_more()
    app = history(3)
    assert "elle n’est retirée qu’avec une remplaçante" in text_of(app)
    options = app.selectbox(key="withdraw-by-3").options
    assert [option[:12] for option in options] == ["Version n°\u00a02", "Version n°\u00a01"]
    assert f"{RIGHT} → au moins {WRONG}" in text_of(app)
    first = funds.store().versions("exemple")[-1].id
    app.selectbox(key="withdraw-by-3").set_value(first).run()
    confirm(app, 3)
    public = funds.store().public("exemple")
    assert public is not None
    assert (public.number, public.restored_from, public.author, public.note) == (4, first, "Léo", "un nom de trop")
    assert gone() == [3]
    text = text_of(app)
    assert "Retour à la version n° 1" in text
    assert RIGHT not in text
    assert "Collecté au moins 982 600 €" in text_of(opened("", fonds="exemple"))


@pytest.mark.usefixtures("signed_in")
def test_the_only_version_cannot_go() -> None:
    app = history(1)
    assert "publiez d’abord les données corrigées" in text_of(app)
    assert not [button for button in app.button if str(button.key).startswith("withdraw-now")]
    # Nor by a click that the page does not offer.
    version = funds.store().versions("exemple")[0]
    app.session_state["withdraw-why-1"], app.session_state["withdraw-sure-1"] = "un nom", True
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(withdrawal.st, "session_state", app.session_state)
        withdrawal._withdraw(version, version.id)
    assert gone() == []


@pytest.mark.usefixtures("signed_in")
def test_files_that_stay_in_other_versions_are_told_before() -> None:
    two_more()
    text = text_of(history(2))
    assert "Ces fichiers sont aussi, tels quels, dans d’autres versions" in text
    assert "programmes.xlsx (version n° 3, version n° 1)" in text
    assert "contributions.xlsx (" not in text


@pytest.mark.usefixtures("signed_in")
def test_what_another_person_published_meanwhile_is_told_and_nothing_goes() -> None:
    two_more()
    app = history(2)
    publish(contributions_with(55_000), author="Zoé", note="encore un")
    confirm(app, 2)
    assert "Rien n’est retiré : une autre version a été publiée ou retirée entre-temps" in text_of(app)
    assert gone() == []


@pytest.mark.usefixtures("signed_in")
def test_a_version_that_another_person_withdrew_meanwhile_keeps_their_reason() -> None:
    two_more()
    app = history(2)
    withdrawn(2)
    confirm(app, 2, "deux fois")
    assert "par Zoé. Raison : un nom de trop" in text_of(app)
    assert "deux fois" not in text_of(app)


@pytest.mark.usefixtures("signed_in")
def test_a_version_withdrawn_while_somebody_is_about_to_restore_it_is_not_restored() -> None:
    two_more()
    app = opened("historique", fonds="exemple")
    app.session_state["restore-2"] = True
    app.run()
    app.text_input(key="restore-note-2").set_value("retour")
    withdrawn(2)
    app.button(key="restore-now-2").click().run()
    assert not app.exception
    assert [version.number for version in funds.store().versions("exemple")] == [3, 2, 1]
    assert TOLD in text_of(app)


def test_a_viewer_is_offered_no_withdrawal_and_cannot_make_one() -> None:
    two_more()
    app = opened("historique", fonds="exemple")
    assert not [each for each in app.get("expander") if "Retirer" in each.label]
    version = funds.store().versions("exemple")[1]
    with pytest.raises(NotStaffError):
        withdrawal._withdraw(version, funds.public_version("exemple"))
    assert gone() == []
    withdrawn(2)
    # Who, when and why are told to everybody.
    assert "par Zoé. Raison : un nom de trop" in text_of(opened("historique", fonds="exemple"))
