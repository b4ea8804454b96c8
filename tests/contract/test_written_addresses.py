"""Addresses that people have kept open the same thing, on the store of commit 8700324."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.frozen import PAGES, PROGRAMME_PATHS
from tests.pages.app import opened, text_of

pytestmark = [pytest.mark.usefixtures("state"), pytest.mark.parametrize("state", ["store"], indirect=True)]

RAISED = {1: "982 600 €", 2: "985 600 €", 3: "992 600 €", 4: "1 003 600 €", 5: "992 600 €"}
"""What each version had raised: 98 260 000 cents and so on."""


def test_every_version_opens_by_its_number() -> None:
    for number, raised in RAISED.items():
        text = text_of(opened("", fonds="exemple", version=str(number)))
        assert f"Collecté au moins {raised}" in text
        assert ("lecture seule" in text) == (number != 5)


def test_every_page_and_every_programme_opens() -> None:
    for path in (*PAGES, *PROGRAMME_PATHS):
        fund = path.partition("-")[0] if path in PROGRAMME_PATHS else "exemple"
        app = opened(path, fonds=fund, langue="en")
        assert app.text_input(key="fonds").value == fund
        assert app.text_input(key="langue").value == "en"


def test_the_meeting_under_way_shows_the_slides_in_the_order_kept(expected: Any) -> None:
    def place(code: str) -> int:
        """Where the slide that an address names stands in the list to jump to."""
        app = opened("seance", fonds="exemple", diapo=code)
        jump = app.selectbox[0]
        # Those of that commit, one that says what was done for each of the three programmes, and the fund's cash.
        assert len(jump.options) == 15 + 3 + 1
        return jump.options.index(str(jump.proto.raw_value))

    shown = [place(entry["slide"]) for entry in expected["deck"] if entry["shown"]]
    assert shown == sorted(set(shown))
    assert shown[0] > 0
    # An address that names a hidden slide gives the first one.
    assert {place(entry["slide"]) for entry in expected["deck"] if not entry["shown"]} == {0}


def test_the_meetings_page_shows_what_was_decided() -> None:
    text = text_of(opened("seances", fonds="exemple"))
    assert "Écrire à Marsanvilliers" in text
    assert "8 octobre 2026 · Paris" in text
    assert "12 novembre 2026" in text


def test_a_kept_simulation_opens_by_its_address(expected: Any) -> None:
    for kept in expected["scenarios"]:
        app = opened("simulation", fonds="exemple", simulation=kept["link"])
        assert not app.warning
        assert app.text_input(key="simulation").value == kept["link"]
        assert "Rien n’est supposé" not in text_of(app)


def test_a_donor_opens_by_its_name() -> None:
    assert "Versé" in text_of(opened("ma-collectivite", fonds="exemple", donateur="Castelvire"))
