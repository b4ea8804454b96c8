"""A scenario in an address: readable, the same when read back, and nothing but a scenario."""

from datetime import date
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.whatif.form import LARGEST_CENTS
from fund.whatif.lever import MOST_LEVERS, Lever, Scenario, registered
from fund.whatif.levers.programme_funding import (
    BudgetChange,
    BudgetMove,
    Delay,
    NewProgramme,
    NewTranche,
    TrancheForward,
)
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import DonorDefault, ExtraContribution, OutstandingReceived, RateChange, RunningCosts
from fund.whatif.link import LONGEST, BrokenLinkError, address, parse

WRITTEN = [
    (ExtraContribution(10_000_00), "1~don.10000"),
    (ExtraContribution(10_000_50, "Strasbourg", "auc"), "1~don.10000_50.Strasbourg.auc"),
    (ExtraContribution(5, programme="auc"), "1~don.0_05..auc"),
    (ExtraContribution(1_00, "Aÿ-Champagne"), "1~don.1.A_C3_BF-Champagne"),
    (OutstandingReceived(0.125), "1~recevoir.12_5"),
    (BudgetChange("auc", -5_000_00), "1~budget.auc.-5000"),
    (BudgetMove("auc", "rzeszow", 1_00), "1~virement.auc.rzeszow.1"),
    (NewTranche("auc", 1_00), "1~tranche.auc.1"),
    (NewTranche("auc", 1_00, date(2024, 1, 2)), "1~tranche.auc.1.2024-01-02"),
    (TrancheForward("auc", 2), "1~avance.auc.2"),
    (PlannedExpense("auc", None, 1_00), "1~achat.auc..1.EUR"),
    (
        PlannedExpense("auc", 1, 50_000_00, "UAH", date(2024, 1, 2), "PC, écrans", tender=False),
        "1~achat.auc.1.50000.UAH.2024-01-02.PC_2C_20_C3_A9crans.non",
    ),
    (RateChange("UAH", -0.1), "1~taux.UAH.-10"),
    (HoursChange("rzeszow", 50), "1~heures.rzeszow.50"),
    (RunningCosts(-1_25), "1~frais.-1_25"),
    (ExtraContribution(1_00, on=date(2024, 1, 2)), "1~don.1...2024-01-02"),
    (DonorDefault("Aÿ", 1_00), "1~defaut.A_C3_BF.1"),
    (NewProgramme(1_00, None, "Ponts"), "1~programme.1..Ponts"),
    (Delay("", 3), "1~retard..3"),
    (HoursChange("auc", 5, 12_50), "1~heures.auc.5.12_50"),
]


@pytest.mark.parametrize(("lever", "text"), WRITTEN)
def test_each_lever_is_written_readably_and_read_back(lever, text):
    assert address(Scenario((lever,))) == text
    assert parse(text) == Scenario((lever,))


def test_every_kind_of_lever_is_among_those_written():
    assert {type(lever) for lever, _ in WRITTEN} == set(registered())


def test_an_empty_scenario_is_no_address():
    assert address(Scenario()) == ""
    assert parse("") == parse("1") == Scenario()


def test_a_name_comes_before_the_levers():
    scenario = Scenario((RunningCosts(1_00),), "Séance de juin")
    assert address(scenario) == "1~nom.S_C3_A9ance_20de_20juin~frais.1"
    assert parse(address(scenario)) == scenario


@pytest.mark.parametrize(
    "text",
    [
        "2~don.1",
        "don.1",
        "1~don.1~",
        "1~vol.1",
        "1~don",
        "1~don.1.a.b.2024-01-02.c",
        "1~budget..5",
        "1~budget.auc",
        "1~don.1e9",
        "1~don.١٢",
        "1~don.1_5",
        "1~don.10000000000_01",
        "1~don.1~don.999999999999",
        "1~recevoir.101",
        "1~recevoir.-1",
        "1~taux.UAH.-100",
        "1~taux.UAH.1001",
        "1~taux.uah.1",
        "1~heures.auc.1000001",
        "1~avance.auc.0",
        "1~tranche.auc.1.2024-13-01",
        "1~tranche.auc.1.20240101",
        "1~tranche.auc.1.1924-01-01",
        "1~achat.auc.1.1.EUR...peut",
        "1~don.1.<b>",
        "1~don.1._FF",
        "1~don.1._00",
        "1~don.1._E2_80_AE",
        "1~don.1." + "a" * 121,
        "1~nom._0A",
        "1" + "~frais.1" * (MOST_LEVERS + 1),
        "1~" + "a" * LONGEST,
    ],
)
def test_a_broken_address_is_no_scenario(text):
    with pytest.raises(BrokenLinkError):
        parse(text)


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario((RunningCosts(1),) * (MOST_LEVERS + 1)),
        Scenario((ExtraContribution(1, "é" * 100),) * 5),
        Scenario((ExtraContribution(1, "a\u202eb"),)),
        Scenario((ExtraContribution(1, "\ud800"),)),
    ],
)
def test_a_scenario_that_no_address_holds_is_refused(scenario):
    with pytest.raises(BrokenLinkError):
        address(scenario)


CODES = st.text(st.sampled_from("aZ9-_.~ éœ%&="), min_size=1, max_size=8)
AMOUNTS = st.integers(-LARGEST_CENTS, LARGEST_CENTS).filter(bool)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2100, 12, 31))
LEVERS: st.SearchStrategy[Lever] = st.one_of(
    st.builds(ExtraContribution, AMOUNTS, st.just("") | CODES, st.just("") | CODES),
    st.builds(OutstandingReceived, st.integers(1, 10**6).map(lambda millionths: millionths / 10**6)),
    st.builds(BudgetChange, CODES, AMOUNTS),
    st.tuples(CODES, CODES, AMOUNTS).filter(lambda move: move[0] != move[1]).map(lambda move: BudgetMove(*move)),
    st.builds(NewTranche, CODES, AMOUNTS, DAYS),
    st.builds(TrancheForward, CODES, st.integers(1, 1000), DAYS),
    st.builds(
        PlannedExpense,
        *(CODES, st.none() | st.integers(1, 1000), AMOUNTS, st.sampled_from(["EUR", "UAH"]), DAYS),
        *(st.just("") | CODES, st.none() | st.booleans()),
    ),
    st.builds(RateChange, st.just("UAH"), st.integers(-999_999, 10**7).filter(bool).map(lambda change: change / 10**6)),
    st.builds(HoursChange, CODES, st.integers(-(10**6), 10**6).filter(bool)),
    st.builds(RunningCosts, AMOUNTS),
)


@given(st.lists(LEVERS, max_size=8), st.just("") | CODES)
def test_every_scenario_is_read_back_as_it_was_written(levers, name):
    scenario = Scenario(tuple(levers), name)
    link = address(scenario)
    assert set(link) <= set(ascii_letters + digits + "-._~")
    assert parse(link) == scenario


def read(text: str) -> Scenario | None:
    """What an address gives: a scenario, or none; any other exception is a failure."""
    try:
        return parse(text)
    except BrokenLinkError:
        return None


@given(st.one_of(st.text(max_size=60), st.text("1~don._-budgetaux09", max_size=60).map(lambda text: f"1~{text}")))
def test_garbage_is_a_scenario_or_none_and_nothing_else(text):
    found = read(text)
    if found is not None:
        assert parse(address(found)) == Scenario(found.effective, found.name)


@given(st.sampled_from([text for _, text in WRITTEN]), st.integers(0, 60), st.characters())
def test_an_address_with_one_sign_changed_is_a_scenario_or_none(text, place, sign):
    found = read(text[:place] + sign + text[place + 1 :])
    assert found is None or isinstance(found, Scenario)
