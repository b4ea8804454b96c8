"""Many funds: a page reads the one it shows, the others tell menus and addresses what their versions keep."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st

from fund.changes import Listed, listed_then
from fund.records import Version
from fund.store.tables import VERSIONS
from pages.parts.session import funds, listing
from tests.pages.app import opened, text_of
from tests.pages.conftest import Sheets

FUNDS = 20
START = "Fonds de solidarité"
Put = Callable[[str, Sheets], Path]


def sheets(number: int, **changed: str) -> Sheets:
    """A small fund; every third one is invented, for which menus list it last."""
    invented = "oui" if number % 3 == 0 else "non"
    name = changed.get("name", f"Solidarité Région {number}")
    return {
        "Fonds": [["code", "nom", "arrêté au", "fictif"], [f"fonds-{number:02}", name, "30/09/2026", invented]],
        "Contributions": [["collectivité", "type", "versé le", "montant versé"], ["Laval", "commune", "05/01/2026", 7]],
        "Programmes": [["code", "nom", "budget"], ["eau", f"L’eau {number}", 500], ["sante", f"Santé {number}", 50]],
    }


@pytest.fixture
def many(shelf: Put) -> None:
    """Twenty funds, published by a first start; then the process begins anew."""
    for number in range(FUNDS):
        shelf(f"fonds-{number:02}", sheets(number))
    assert len(funds.store().funds()) == FUNDS
    st.cache_resource.clear()


def without_listing() -> None:
    """Make the store one of an application that did not keep yet what menus tell."""
    every = [version for code in funds.store().funds() for version in funds.store().versions(code)]
    for version in every:
        older = {key: value for key, value in version.summary.items() if key != "listed"}
        write_summary(version, older)
    st.cache_resource.clear()


def write_summary(version: Version, summary: dict[str, object]) -> None:
    """Put another summary in a version's row, which the store itself never does."""
    with funds.store()._database.writing() as connection:
        connection.execute(VERSIONS.update().where(VERSIONS.c.id == version.id).values(summary=summary))


@pytest.mark.usefixtures("many")
def test_a_page_reads_one_fund_of_twenty(read: list[str]) -> None:
    app = opened("", fonds="fonds-07")
    assert read == ["fonds-07"]
    for path in ("contributions", "controles", "fonds-07-eau", "historique", "ma-collectivite", "simulation", "seance"):
        opened(path, fonds="fonds-07")
    assert read == ["fonds-07"]
    names = app.selectbox(key="pick_fonds").options
    assert len(names) == FUNDS
    assert names[:2] == ["1", "2"]
    # The invented ones last.
    assert names[-7:] == ["0", "3", "6", "9", "12", "15", "18"]


@pytest.mark.usefixtures("many")
def test_a_programme_of_any_fund_has_its_address_and_opens_its_fund_alone(read: list[str]) -> None:
    assert {f"fonds-{number:02}-sante" for number in range(FUNDS)} <= listing.addresses()
    assert "Santé 13" in text_of(opened("fonds-13-sante"))
    assert read == ["fonds-13"]


@pytest.mark.usefixtures("many")
def test_the_start_reads_the_first_fund_alone(read: list[str]) -> None:
    listing.open_first_fund()
    assert read == ["fonds-01"]


@pytest.mark.usefixtures("many", "signed_in")
def test_the_update_page_reads_one_fund_too(read: list[str]) -> None:
    opened("mise-a-jour", fonds="fonds-07")
    assert read == ["fonds-07"]


@pytest.mark.usefixtures("many")
def test_versions_of_an_older_application_are_read_once_ever(read: list[str]) -> None:
    without_listing()
    app = opened("", fonds="fonds-07")
    assert sorted(read) == sorted(funds.store().funds())
    assert len(app.selectbox(key="pick_fonds").options) == FUNDS
    read.clear()
    st.cache_resource.clear()
    opened("fonds-05-eau", fonds="fonds-05")
    assert read == ["fonds-05"]


@pytest.mark.usefixtures("many")
def test_what_menus_tell_follows_the_rules_of_now_once_a_fund_is_opened() -> None:
    version = funds.store().public("fonds-04")
    assert version is not None
    old = {"name": "Ancien nom", "fictional": True, "programmes": [["eau", "L’eau d’avant"]]}
    write_summary(version, {**version.summary, "listed": old})
    assert listing.short_names()["fonds-04"] == "Ancien nom"
    opened("", fonds="fonds-04")
    assert listing.short_names()["fonds-04"] == "4"
    assert "fonds-04-sante" in listing.addresses()
    kept = listed_then(funds.store().version(version.id).summary)
    assert kept is not None
    assert (kept.name, kept.fictional) == ("Solidarité Région 4", False)


@pytest.mark.usefixtures("many")
def test_a_fund_opened_since_is_listed_with_its_addresses() -> None:
    opened("", fonds="fonds-01")
    files = [*funds.store().files(funds.public_version("fonds-02"))]
    funds.store().publish("neuf", files, author="Anna", note="", based_on=None)
    assert "neuf" in listing.codes()
    assert "neuf-eau" in listing.addresses()


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("pour l’Ukraine", "pour le Maroc", "pour Gaza"), ["Ukraine", "Maroc", "Gaza"]),
        (("pour les îles Orvanes", "pour le Liban"), ["Îles Orvanes", "Liban"]),
        # What is no name by itself is not torn off: the whole name stands.
        (("pour le Maroc", "d’urgence"), ["Maroc", f"{START} d’urgence"]),
        (("pour Gaza", "pour Gaza"), [f"{START} pour Gaza"] * 2),
        (("pour le Maroc",), [f"{START} pour le Maroc"]),
    ],
)
def test_a_fund_is_called_by_what_tells_it_from_those_named_alike(names: tuple[str, ...], told: list[str]) -> None:
    apart = ("apart", Listed("Un autre fonds", fictional=True, programmes=()))
    every = [(f"f{number}", Listed(f"{START} {name}", False, ())) for number, name in enumerate(names)]
    found = listing._names((*every, apart))
    assert [found[code] for code, _ in every] == told
    assert found["apart"] == "Un autre fonds"
