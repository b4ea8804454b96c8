"""A simulation becomes a decision with its figures and its address, and is applied when the workbooks say so."""

from __future__ import annotations

from datetime import date

import pytest

from fund.metrics.fund import state_of
from fund.whatif.lever import Lever, Scenario
from fund.whatif.levers.programme_funding import BudgetMove, Delay, NewProgramme, TrancheForward
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import DonorDefault, ExtraContribution, RunningCosts
from fund.whatif.scenario_decision import decision_text, is_carried
from tests.records import decision
from tests.unit.datasets import Row
from tests.unit.whatif.funds import EAU, TABLES, answered, fund
from tests.unit.wording.sample_figures import plain

Tables = dict[str, list[Row]]

EAU_PAID = [*TABLES["tranches"][:1], TABLES["tranches"][1] | {"paid_on": date(2024, 12, 30)}, TABLES["tranches"][2]]
MOVED = [{**TABLES["programmes"][0], "budget_cents": 45_000_00}, {**TABLES["programmes"][1], "budget_cents": 35_000_00}]
NEW = [*TABLES["programmes"], {"code": "ponts", "name": "Ponts", "budget_cents": 5_000_00}]
PONTS: Row = {"programme": "ponts", "number": 1, "amount_cents": 5_000_00, "planned_on": date(2025, 3, 15)}
LATER = TABLES["tranches"][1] | {"planned_on": date(2025, 4, 1)}
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


DECIDED = date(2025, 1, 20)
"""The day after which a row may carry out what was decided."""
DECEMBER, MARCH = date(2024, 12, 1), date(2025, 3, 15)
ARNAGE, COLOMBES, LAVAL = TABLES["contributions"]
DATED = [ARNAGE | {"expected_on": date(2025, 2, 15)}, COLOMBES, LAVAL]
COST: Row = {"date": date(2025, 2, 3), "label": "Audit", "amount_cents": 750_00}
BOUGHT: Row = EAU | {"tranche": 1, "date": date(2025, 2, 3), "amount_cents": 5_000_00, "label": "Pompes"}
PURCHASE = PlannedExpense("eau", 1, 5_000_00)
PROMISED: Row = {"donor": "Laval", "committed_cents": 500_00, "committed_on": DECEMBER, "expected_on": MARCH}
OWES: Row = {"donor": "Laval", "committed_cents": 1_000_00, "committed_on": date(2024, 5, 2)}
PAID_1000 = {"received_cents": 1_000_00, "received_on": DECEMBER}


def carried(lever: Lever, then: Tables, now: Tables) -> bool:
    return is_carried(Scenario((lever,)), state_of(fund(**then)), state_of(fund(**now)), decided=DECIDED)


@pytest.mark.parametrize(
    ("lever", "then", "now"),
    [
        (TrancheForward("eau", 2), {}, {"tranches": EAU_PAID}),
        (BudgetMove("eau", "nord", 5_000_00), {}, {"programmes": MOVED}),
        (NewProgramme(5_000_00), {}, {"programmes": NEW}),
        (NewProgramme(5_000_00, MARCH), {}, {"programmes": NEW, "tranches": [*TABLES["tranches"], PONTS]}),
        (ExtraContribution(1_000_00, "Laval"), {}, {"contributions": GIVEN}),
        # Beside the 1 000 that Laval owed before, and still owes.
        (
            ExtraContribution(500_00, "Laval", on=MARCH),
            {"contributions": [*TABLES["contributions"], OWES]},
            {"contributions": [*TABLES["contributions"], OWES, PROMISED]},
        ),
        # 1 February and two months, the day of the month kept.
        (Delay("eau", 2), {}, {"tranches": [*EAU_PAID[:1], LATER, EAU_PAID[2]]}),
        (
            Delay(months=1),
            {"contributions": DATED},
            {"contributions": [ARNAGE | {"expected_on": MARCH}, COLOMBES, LAVAL]},
        ),
        # Nothing more than the 60 000 that came; then 15 000 of the 40 000 that were to come, on a day.
        (DonorDefault("Arnage"), {}, {"contributions": [ARNAGE | {"committed_cents": 60_000_00}, COLOMBES, LAVAL]}),
        (
            DonorDefault("Arnage", 15_000_00, MARCH),
            {},
            {"contributions": [ARNAGE | {"committed_cents": 75_000_00, "expected_on": MARCH}, COLOMBES, LAVAL]},
        ),
        (PURCHASE, {}, {"expenses": [*TABLES["expenses"], BOUGHT]}),
        (RunningCosts(750_00), {}, {"running_costs": [*TABLES["running_costs"], COST]}),
    ],
)
def test_it_is_applied_when_the_rows_say_so_and_not_before(lever: Lever, then: Tables, now: Tables):
    assert carried(lever, then, now)
    assert not carried(lever, then, then)
    # Of two parts both must be.
    two = Scenario((lever, HoursChange("eau", 10)))
    assert not is_carried(two, state_of(fund(**then)), state_of(fund(**now)), decided=DECIDED)


@pytest.mark.parametrize(
    ("lever", "then", "now"),
    [
        # Laval pays what it owed: that is no other gift.
        (
            ExtraContribution(1_000_00, "Laval"),
            {"contributions": [*TABLES["contributions"], OWES]},
            {"contributions": [*TABLES["contributions"], OWES | PAID_1000]},
        ),
        # Expected on another day than the one decided.
        (ExtraContribution(500_00, "Laval", on=DECEMBER), {}, {"contributions": [*TABLES["contributions"], PROMISED]}),
        # The donor of whom nothing more was expected has paid; or is called otherwise.
        (
            DonorDefault("Arnage"),
            {},
            {"contributions": [ARNAGE | {"received_cents": 100_000_00}, COLOMBES, LAVAL]},
        ),
        (DonorDefault("Arnage"), {}, {"contributions": [ARNAGE | {"donor": "Ville d’Arnage"}, COLOMBES, LAVAL]}),
        # Paid, and not put off.
        (Delay("eau", 2), {}, {"tranches": EAU_PAID}),
        (Delay(months=1), {"contributions": DATED}, {"contributions": [COLOMBES, LAVAL]}),
        # Bought before it was decided; for another tranche; of nearly the amount; as one bought already.
        (PURCHASE, {}, {"expenses": [*TABLES["expenses"], BOUGHT | {"date": date(2025, 1, 15)}]}),
        (PURCHASE, {}, {"expenses": [*TABLES["expenses"], BOUGHT | {"tranche": None}]}),
        (PURCHASE, {}, {"expenses": [*TABLES["expenses"], BOUGHT | {"amount_cents": 4_999_99}]}),
        (PURCHASE, {}, {"expenses": [*TABLES["expenses"], BOUGHT | {"currency": "PLN"}]}),
        (
            PlannedExpense("eau", 1, 6_000_00),
            {},
            {"expenses": [*TABLES["expenses"], BOUGHT | {"amount_cents": 600_000}]},
        ),
        # What the bank costs each time.
        (RunningCosts(1_000_00), {}, {"running_costs": [*TABLES["running_costs"], COST | {"amount_cents": 1_000_00}]}),
        # The new programme is there, and not its payment.
        (NewProgramme(5_000_00, MARCH), {}, {"programmes": NEW}),
        # Hours are given anyway.
        (HoursChange("eau", 10), {}, {"activities": [*TABLES["activities"], EAU | {"hours_delivered": 10}]}),
    ],
)
def test_what_has_another_reason_is_never_said_to_be_applied(lever: Lever, then: Tables, now: Tables):
    assert not carried(lever, then, now)


def test_one_purchase_carries_one_of_two_alike():
    then, one = state_of(fund()), [*TABLES["expenses"], BOUGHT]
    twice = Scenario((PURCHASE, PURCHASE))
    assert not is_carried(twice, then, state_of(fund(expenses=one)), decided=DECIDED)
    assert is_carried(twice, then, state_of(fund(expenses=[*one, BOUGHT])), decided=DECIDED)


def test_what_rows_cannot_tell_or_a_fund_refuses_is_never_said_to_be_applied():
    then, now = state_of(fund()), state_of(fund(tranches=[*EAU_PAID, EAU | {"number": 3}]))
    for lever in (RunningCosts(1_00), ExtraContribution(1_00), TrancheForward("sud", 1)):
        assert not is_carried(Scenario((lever,)), then, now, decided=DECIDED)
    assert not is_carried(Scenario(), then, now, decided=DECIDED)
