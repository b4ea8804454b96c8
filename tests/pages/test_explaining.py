"""Staff explain warnings on the upload page and on « Contrôles »: what stays quiet, what never does, who may."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from fund.store.explanations import LONGEST_REASON
from pages.parts.session import funds
from pages.web.signed_in import Staff
from tests.pages.app import html_of, opened, text_of
from tests.pages.conftest import Sheets

HEADER = ["collectivité", "type", "SIREN", "montant versé", "versé le"]
BREST, DINAN = (["Brest", "commune", "123456780", 5000, None], ["Dinan", "commune", "123456780", 7000, None])
REASON = "Le SIREN est demandé : <img src=x onerror=alert(1)> **et** [lien](javascript:x)"

Shelf = Callable[[str, Sheets], Path]


@pytest.fixture
def demo(shelf: Shelf) -> None:
    """A fund of two gifts, each with a doubtful SIREN."""
    fund = [["code", "nom", "arrêté au"], ["demo", "Démo", date(2025, 12, 31)]]
    programmes = [["code", "nom", "budget"], ["eau", "L’eau", 1000]]
    shelf("demo", {"Fonds": fund, "Contributions": [HEADER, BREST, DINAN], "Programmes": programmes})


def sign_in(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    monkeypatch.setattr("pages.parts.session.staff.staff", lambda _: Staff(name, "a session") if name else None)


def checks(**query: str) -> AppTest:
    return opened("controles", fonds="demo", **query)


def dropped(*rows: list[object]) -> AppTest:
    """The upload page of the fund with a table of contributions in the place of what it has."""
    lines = [";".join("" if cell is None else str(cell) for cell in row) for row in (HEADER, *rows)]
    app = opened("mise-a-jour", fonds="demo")
    app.file_uploader[0].upload("contributions.csv", "\n".join([*lines, ""]).encode()).run()
    assert not app.exception
    return app


def explain(app: AppTest, reason: str, *which: int) -> AppTest:
    """Explain warnings about a SIREN: those of these places in the list."""
    (field,) = [each for each in app.text_area if "siren" in str(each.key)]
    several = [each for each in app.multiselect if "siren" in str(each.key)]
    if several:
        several[0].set_value(list(which))
    field.set_value(reason)
    (button,) = [each for each in app.button if "explain-form" in str(each.key) and "siren" in str(each.key)]
    button.click().run()
    assert not app.exception
    return app


def counts(app: AppTest) -> str:
    """« 0 erreur 2 avertissements 0 remarque »."""
    return text_of(app).partition(" Ce que les contrôles")[0].rpartition("2025")[2].strip()


def unfold(app: AppTest) -> str:
    """What is said of the explained warnings."""
    assert [each for each in app.expander if each.label.startswith(("Expliqué", "Explained"))]
    app.session_state["quiet-all"] = True
    app.run()
    assert not app.exception
    return text_of(app)


@pytest.mark.usefixtures("demo", "signed_in")
def test_an_explained_warning_is_quiet_and_no_other_one_of_its_kind() -> None:
    app = checks()
    before = funds.opened("demo").metrics.contributions.raised.value
    assert "2 avertissements" in counts(app)
    assert "expliqué" not in counts(app)
    explain(app, REASON, 0)
    assert "1\u00a0avertissement expliqué" in app.success[0].value
    assert "1 avertissement 0 remarque" in counts(app)
    assert counts(app).endswith("1 expliqué")
    # Brest is first: its warning is folded away, that of Dinan is not.
    assert "SIREN douteux · 1 ligne" in " ".join(" ".join(fold.label.split()) for fold in app.expander)
    text = unfold(app)
    assert "Expliqué par Léo, le" in text
    assert REASON in " ".join(html.unescape(html_of(app)).replace("\u00a0", " ").split())
    assert "<img" not in html_of(app)
    assert funds.opened("demo").metrics.contributions.raised.value == before == 12_000_00


@pytest.mark.usefixtures("demo", "signed_in")
def test_the_overview_and_the_history_say_it_too_and_what_was_explained_can_be_taken_back() -> None:
    explain(checks(), REASON, 0, 1)
    labels = [each.proto.label for each in opened("", fonds="demo").get("page_link")]
    assert [label for label in labels if "0 point à regarder" in " ".join(label.split())]
    history = text_of(opened("historique", fonds="demo"))
    assert "Avertissements expliqués" in history
    assert "avertissement expliqué demo explication : 1" in history
    assert "<img" not in html_of(opened("historique", fonds="demo"))
    app = checks()
    unfold(app)
    taken = [each for each in app.button if str(each.key).startswith("withdraw")]
    assert len(taken) == 2
    taken[0].click().run()
    assert not app.exception
    assert "l’avertissement compte de nouveau" in app.success[0].value
    assert "1 avertissement 0 remarque 1 expliqué" in counts(app)
    assert "Explication retirée par Léo" in text_of(opened("historique", fonds="demo"))


@pytest.mark.usefixtures("demo")
def test_a_viewer_reads_why_and_explains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(monkeypatch, "Léo")
    app = checks()
    explain(app, REASON, 0)
    staffs = checks()
    sign_in(monkeypatch, None)
    viewers = checks()
    assert not viewers.text_area
    assert "Expliqué par Léo" in unfold(viewers)
    assert not [each for each in viewers.button if str(each.key).startswith(("withdraw", "explain"))]
    # The button of a session that has ended: rights are checked where the write happens.
    (field,) = staffs.text_area
    field.set_value("sans droit")
    (button,) = [each for each in staffs.button if "explain-form" in str(each.key)]
    button.click().run()
    assert staffs.exception
    assert len(funds.store().explanations.of("demo")) == 1


@pytest.mark.usefixtures("demo", "signed_in")
def test_an_error_cannot_be_explained_away() -> None:
    app = dropped(["Brest", "commune", "", "douze", None])
    assert "douze" in text_of(app)
    assert not app.text_area
    assert app.button(key="publish").disabled


@pytest.mark.usefixtures("demo", "signed_in")
@pytest.mark.parametrize(
    ("reason", "which", "told"),
    [
        ("  ", (0,), "dites d’abord pourquoi"),
        ("Parce que", (), "choisissez d’abord"),
        ("x" * (LONGEST_REASON + 1), (0,), "601 caractères, 600 au plus"),
    ],
)
def test_a_reason_that_cannot_be_kept_is_refused_and_stays_to_be_mended(
    reason: str, which: tuple[int, ...], told: str
) -> None:
    app = explain(checks(), reason, *which)
    assert told in text_of(app)
    assert "2 avertissements 0 remarque" in counts(app)
    assert funds.store().explanations.of("demo") == ()
    assert app.text_area[0].value == reason


@pytest.mark.usefixtures("demo")
def test_who_comes_second_is_told_of_the_other_and_keeps_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(monkeypatch, "Léo")
    his = checks()
    sign_in(monkeypatch, "Anna")
    explain(checks(), "Demandé à la mairie", 0)
    sign_in(monkeypatch, "Léo")
    explain(his, "C’est moi", 0)
    text = text_of(his)
    assert "Expliqué par Anna" in text
    assert "« Demandé à la mairie »" in text
    assert "« C’est moi »" in text
    assert [each.author for each in funds.store().explanations.of("demo")] == ["Anna"]


@pytest.mark.usefixtures("demo", "signed_in")
def test_a_file_with_the_row_elsewhere_keeps_quiet_and_one_with_another_value_is_loud() -> None:
    explain(dropped(BREST), "Demandé")
    moved = dropped(DINAN, BREST)
    assert "Expliqué · 1\u00a0avertissement" in [fold.label for fold in moved.expander]
    labels = " ".join(" ".join(fold.label.split()) for fold in moved.expander)
    assert "Avertissement · SIREN douteux · 1 ligne" in labels
    changed = dropped(["Brest", "commune", "123456780", 5001, None])
    text = text_of(changed)
    assert "Déjà expliqué, puis changé. Expliqué par Léo" in text
    assert "Montant versé : 5 000 € → 5 001 €" in text
    assert not [fold for fold in changed.expander if fold.label.startswith("Expliqué")]


@pytest.mark.usefixtures("demo", "signed_in")
def test_what_is_published_keeps_which_warnings_were_quiet() -> None:
    app = explain(dropped(BREST), "Demandé")
    app.button(key="publish").click().run()
    assert not app.exception
    assert "1 avertissement était expliqué" in text_of(opened("historique", fonds="demo"))
    # What is back is brought by the file that changes it, though its kind was there already.
    back = text_of(dropped(["Brest", "commune", "123456780", 5001, None]))
    brought, kept = back.index("Ce que vos fichiers apportent"), back.find("Ce qui y était déjà")
    assert brought < back.index("Déjà expliqué, puis changé")
    assert kept == -1 or back.index("Déjà expliqué, puis changé") < kept


@pytest.mark.usefixtures("demo", "signed_in")
def test_a_past_version_is_read_only() -> None:
    app = dropped(BREST)
    app.button(key="publish").click().run()
    past = checks(version="1")
    assert "2 avertissements" in counts(past)
    assert not past.text_area


@pytest.mark.usefixtures("demo", "signed_in")
def test_in_english_too() -> None:
    app = explain(checks(langue="en"), "Asked for", 0)
    assert "1\u00a0warning explained" in app.success[0].value
    assert "Explained by Léo" in unfold(app)
    assert "“Asked for”" in text_of(app)


@pytest.mark.usefixtures("demo", "signed_in")
def test_the_rows_to_mend_are_offered_as_a_list_with_a_choice_where_there_is_one() -> None:
    assert "Les seules lignes à corriger" not in text_of(dropped(["Brest", "commune", "", 5000, "01/02/2025"]))
    only_warnings = dropped(BREST)
    assert "Les seules lignes à corriger" in text_of(only_warnings)
    assert not only_warnings.radio
    both = dropped(BREST, ["Dinan", "commune", "", "douze", None])
    assert list(both.radio(key="rows-to-mend").options) == [
        "erreurs seulement",
        "erreurs et avertissements",
    ]
    both.radio(key="rows-to-mend").set_value("errors").run()
    assert not both.exception


@pytest.mark.usefixtures("demo", "signed_in")
def test_the_list_dropped_back_is_refused_and_said_to_be_no_file_of_the_fund() -> None:
    app = opened("mise-a-jour", fonds="demo")
    content = "fichier à corriger;ligne à corriger;collectivité;montant versé\ndons.xlsx;4;Brest;5000\n"
    app.file_uploader[0].upload("contributions.csv", content.encode()).run()
    assert not app.exception
    text = text_of(app)
    assert "Liste de travail, pas un fichier du fonds" in text
    assert "5 000" not in text
    assert "publish" not in {str(button.key) for button in app.button}
    assert [line.details["reason"] for line in funds.store().audit(limit=1)] == ["list_of_rows"]
