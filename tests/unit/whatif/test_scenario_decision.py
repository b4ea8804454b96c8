"""A simulation becomes a decision with its figures and its address, and is applied when the workbooks say so."""

from __future__ import annotations

from datetime import date

import pytest

from fund.metrics.fund import state_of
from fund.whatif.lever import Lever, Scenario
from fund.whatif.levers.programme_funding import BudgetMove, NewProgramme, TrancheForward
from fund.whatif.levers.whole_fund import ExtraContribution, RunningCosts
from fund.whatif.scenario_decision import decision_text, is_carried
from tests.records import decision
from tests.unit.whatif.funds import EAU, TABLES, answered, fund
from tests.unit.wording.sample_figures import plain

EAU_PAID = [*TABLES["tranches"][:1], TABLES["tranches"][1] | {"paid_on": date(2024, 12, 30)}, TABLES["tranches"][2]]
MOVED = [{**TABLES["programmes"][0], "budget_cents": 45_000_00}, {**TABLES["programmes"][1], "budget_cents": 35_000_00}]
NEW = [*TABLES["programmes"], {"code": "ponts", "name": "Ponts", "budget_cents": 5_000_00}]
GIVEN = [*TABLES["contributions"], {"donor": "LAVAL", "received_cents": 1_000_00, "received_on": date(2024, 12, 1)}]


def test_a_decision_says_what_is_supposed_what_it_changes_and_where_to_see_it():
    text = decision_text(answered(NewProgramme(5_000_00)), "fr", {}, longest=600)
    assert plain(text) == (
        "Un nouveau programme de 5 000 €. Alloué : 95 000 € au lieu de 90 000 € ; reste à allouer : 4 000 € au lieu de "
        "9 000 €. [simulation=1~programme.5000]"
    )
    found = decision(text)
    assert found.simulation == "1~programme.5000"
    assert found.said.endswith("9\u202f000\u00a0€.")


def test_a_text_without_room_gives_way_before_its_address():
    found = decision(decision_text(answered(NewProgramme(5_000_00)), "fr", {}, longest=60))
    assert len(found.text) == 60
    assert found.simulation == "1~programme.5000"
    assert found.said.endswith("…")


@pytest.mark.parametrize(
    "text", ["Verser la tranche 2", "Voir [simulation=] plus tard", "[simulation=1~don.1] puis verser"]
)
def test_a_decision_that_no_simulation_ends_has_none(text: str):
    assert (decision(text).simulation, decision(text).said) == ("", text)


@pytest.mark.parametrize(
    ("lever", "tables"),
    [
        (TrancheForward("eau", 2), {"tranches": EAU_PAID}),
        (BudgetMove("eau", "nord", 5_000_00), {"programmes": MOVED}),
        (NewProgramme(5_000_00), {"programmes": NEW}),
        (ExtraContribution(1_000_00, "Laval"), {"contributions": GIVEN}),
    ],
)
def test_it_is_applied_when_the_rows_say_so_and_not_before(lever: Lever, tables: dict[str, object]):
    then, scenario = state_of(fund()), Scenario((lever,))
    assert not is_carried(scenario, then, then)
    assert is_carried(scenario, then, state_of(fund(**tables)))
    # Of two parts both must be.
    assert not is_carried(Scenario((lever, RunningCosts(1_00))), then, state_of(fund(**tables)))


def test_what_rows_cannot_tell_or_a_fund_refuses_is_never_said_to_be_applied():
    then, now = state_of(fund()), state_of(fund(tranches=[*EAU_PAID, EAU | {"number": 3}]))
    for lever in (RunningCosts(1_00), ExtraContribution(1_00), TrancheForward("sud", 1)):
        assert not is_carried(Scenario((lever,)), then, now)
    assert not is_carried(Scenario(), then, now)
