"""Codes kept in databases and addresses are what they were."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator

import pytest

from fund.changes import Listed, figures_of, listed_then, sentence
from fund.records import DecisionState
from fund.schema import BY_CODE
from fund.whatif.link import address, parse
from fund.wording import words
from pages.parts.session import listing
from pages.web.request import SIGN_IN, SIGN_OUT
from tests.contract import frozen
from tests.golden.product import slides
from tests.golden.stage import stage
from tests.records import decision


@pytest.fixture(scope="module", autouse=True)
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The store of a first start."""
    with stage(tmp_path_factory.mktemp("shipped")) as found:
        found.enter("shipped")
        yield


@pytest.mark.parametrize("fund", ["ukraine", "exemple"])
def test_slides_have_their_codes(fund: str) -> None:
    found = {slide.code for slide in slides(fund, "fr", decisions=[decision("Verser")])}
    assert found >= set(frozen.SLIDES[fund])


def test_decisions_have_their_states() -> None:
    assert {str(state) for state in DecisionState} >= set(frozen.DECISION_STATES)


def test_pages_programmes_and_the_sign_in_have_their_paths() -> None:
    assert listing.addresses() >= {*frozen.PAGES, *frozen.PROGRAMME_PATHS}
    assert (SIGN_IN, SIGN_OUT) == frozen.OWN_PATHS


@pytest.mark.parametrize(("written", "values"), frozen.LEVERS.items())
def test_a_lever_in_an_address_keeps_its_word_and_its_fields(written: str, values: tuple[object, ...]) -> None:
    scenario = parse(f"1~nom.Un_20nom~{written}")
    assert scenario.name == "Un nom"
    (lever,) = scenario.levers
    # Fields may join them at the end, empty where an address does not write them.
    assert dataclasses.astuple(lever)[: len(values)] == values
    assert not any(dataclasses.astuple(lever)[len(values) :])
    assert address(scenario) == f"1~nom.Un_20nom~{written}"


@pytest.mark.parametrize(("sheet", "columns"), frozen.COLUMNS.items())
def test_a_sheet_keeps_its_code_and_those_of_its_columns(sheet: str, columns: str) -> None:
    assert {column.code for column in BY_CODE[sheet].columns} >= set(columns.split())


def test_the_changes_that_a_version_keeps_are_read_again() -> None:
    kept = json.loads(json.dumps(dict(frozen.SUMMARY)))
    raised, share, hours = figures_of(kept)
    # 987 600 − 982 600 = 5 000.
    assert (raised.metric.code, raised.difference.value, raised.donors) == ("raised", 5_000_00, 1)
    assert (share.before, share.programme, share.metric.tranche) == (None, "L’eau", 2)
    assert hours.metric.value == 2_230
    said = [sentence(change, "fr", place=True) for change in (raised, share, hours)]
    assert all(said)
    assert listed_then(kept) == Listed("Fonds d’essai", fictional=True, programmes=(("eau", "L’eau"),))


@pytest.mark.parametrize("action", frozen.AUDIT)
def test_an_action_of_the_audit_list_has_its_words(action: str) -> None:
    assert words(f"pages.history.actions.{action}", "fr")
