"""What the fields of a question offer, what it begins with, and what a choice brings with it."""

from __future__ import annotations

from dataclasses import replace

from fund.metrics.fund import state_of
from fund.whatif.apply import apply
from fund.whatif.form import Among
from fund.whatif.lever import Scenario
from fund.whatif.levers.programme_funding import TrancheForward
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import DonorDefault, RateChange
from fund.whatif.questions import asked, begun, choices, choices_by_name
from tests.shipped_funds import shipped_fund
from tests.unit.datasets import dataset
from tests.unit.wording.sample_figures import plain


def test_choices_of_one_name_are_told_apart_and_both_offered():
    programmes = [{"code": code, "name": f"L’eau de {code}", "short_name": "L’eau"} for code in ("nord", "sud")]
    waiting = [{"programme": code, "number": 1, "amount_cents": 5_00} for code in ("nord", "sud")]
    fund = state_of(dataset(programmes=programmes, tranches=waiting))
    assert choices_by_name(Among.PROGRAMME, fund, "fr") == {"L’eau (nord)": ("nord",), "L’eau (sud)": ("sud",)}
    tranches = choices_by_name(Among.TRANCHE, fund, "fr")
    assert {plain(text): each for text, each in tranches.items()} == {
        "L’eau, tranche 1 (nord)": ("nord", 1),
        "L’eau, tranche 1 (sud)": ("sud", 1),
    }


def test_a_question_begins_with_what_can_be_computed_and_names_nothing_where_nothing_can():
    exemple, ukraine = shipped_fund("exemple"), shipped_fund("ukraine")
    first = {each.kind: begun(each, exemple) for each in asked()}
    assert first["default"] == DonorDefault("Marsanvilliers")
    assert first["forward"] == TrancheForward("eau", 3)
    assert not [each for each in first.values() if apply(Scenario((each,)), exemple).refused]
    assert begun(HoursChange, ukraine) == HoursChange("rzeszow", 100)
    assert begun(PlannedExpense, ukraine) == PlannedExpense("moldavie", None, 5_000_00)
    assert begun(RateChange, ukraine) == RateChange("", -0.1)
    assert choices(Among.CURRENCY, ukraine) == [("EUR",), ("UAH",)]


def test_a_programme_whose_purchases_know_one_currency_brings_it_and_another_choice_does_not():
    exemple, ukraine = shipped_fund("exemple"), shipped_fund("ukraine")
    chosen = PlannedExpense("auc", None, 45_000_00)
    assert chosen.after_choice("programme", ukraine) == replace(chosen, currency="UAH")
    assert chosen.after_choice("currency", ukraine) == chosen
    # Water is bought in ariary and in euros; of Moldova nothing is told.
    assert PlannedExpense("eau", 2, 5_00).after_choice("programme", exemple).currency == "EUR"
    assert PlannedExpense("moldavie", None, 5_00, "UAH").after_choice("programme", ukraine).currency == "UAH"
