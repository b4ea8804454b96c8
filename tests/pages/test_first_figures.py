"""The figures that come with the overview's address: the public ones, at hand at once, or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fund.store.errors import StoreUnavailable
from fund.wording import language_named
from pages.parts.session import funds, listing
from pages.parts.show.first_figures import first_figures
from tests.pages.conftest import Sheets

FRENCH, ENGLISH = language_named("fr"), language_named("en")


def words_of(html: str) -> str:
    return " ".join(html.split())


@pytest.mark.parametrize("asked", [{}, {"fonds": "ukraine"}, {"fonds": "ukraine", "langue": "fr"}])
def test_the_public_figures_of_the_fund_come_with_their_qualifiers_and_what_they_are_of(asked: dict[str, str]) -> None:
    listing.open_first_fund()

    said = words_of(first_figures(asked, FRENCH))

    assert "≈ 395 000 €" in said
    assert "déclaré" in said
    assert "Données fictives" not in said


def test_an_invented_fund_says_so_in_the_language_of_the_page() -> None:
    funds.opened("exemple")

    said = words_of(first_figures({"fonds": "exemple", "langue": "en"}, ENGLISH))

    assert "€982,600" in said
    assert "Fictional data" in said


@pytest.mark.parametrize("more", ["version", "periode", "situation", "autre"])
def test_another_version_period_or_day_has_none(more: str) -> None:
    funds.opened("exemple")
    assert first_figures({"fonds": "exemple"}, FRENCH)

    assert not first_figures({"fonds": "exemple", more: "1"}, FRENCH)


def test_an_unknown_fund_and_one_that_nobody_opened_have_none_and_are_not_read_for_it(read: list[str]) -> None:
    assert not first_figures({"fonds": "exemple"}, FRENCH)
    assert not first_figures({"fonds": "<b>"}, FRENCH)
    assert not read


def test_without_a_store_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def down() -> None:
        raise StoreUnavailable("down")

    monkeypatch.setattr(listing, "codes", down)

    assert not first_figures({}, FRENCH)


def test_what_a_workbook_says_is_text(shelf: Callable[[str, Sheets], Path]) -> None:
    shelf(
        "demo",
        {
            "Fonds": [["code", "nom", "crise"], ["demo", "<script>alert(1)</script>", "<img src=x>"]],
            "Contributions": [["collectivité", "montant versé"], ["Ville", 100]],
            "Programmes": [["code", "nom"], ["eau", "L'eau"]],
        },
    )
    funds.opened("demo")

    said = first_figures({"fonds": "demo"}, FRENCH)

    assert "&lt;script&gt;" in said
    assert "<script" not in said
    assert "<img" not in said
