"""The room's questions on the Ukraine fund, of which little is told: what can be said, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from fund.open_fund import OpenFund
from fund.whatif.answer_words import can_be_said
from fund.whatif.apply import apply
from fund.whatif.lever import Scenario
from fund.whatif.levers.programme_funding import BudgetMove, Delay, NewProgramme, TrancheForward
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import DonorDefault, ExtraContribution, RateChange
from fund.whatif.sentences import refused_sentence
from tests.shipped_funds import shipped_fund
from tests.unit.whatif.shipped_answers import answer
from tests.unit.wording.sample_figures import plain


@pytest.fixture(scope="module")
def ukraine() -> OpenFund:
    return shipped_fund("ukraine")


def test_on_ukraine_ten_thousand_more_are_about_405_000():
    assert answer("ukraine", ExtraContribution(10_000_00)) == "Collecté : environ 405 000 € au lieu de 395 000 €."


def test_on_ukraine_a_hundred_hours_more_are_482_at_an_unknown_cost():
    assert answer("ukraine", HoursChange("rzeszow", 100)) == (
        "Heures dispensées : 482 h au lieu de 382 h ; coût inconnu."
    )


def test_on_ukraine_a_new_programme_leaves_not_communicated_what_is_left():
    assert answer("ukraine", NewProgramme(20_000_00)) == (
        "Alloué : au moins 95 000 € au lieu de 75 000 € ; reste à allouer : non communiqué."
    )


@pytest.mark.parametrize(
    ("lever", "why", "said"),
    [
        (
            PlannedExpense("auc", None, 45_000_00, "UAH"),
            "La feuille Taux ne donne aucun taux de UAH à cette date.",
            # 45 000 ÷ 38,4516 = 1 170,30.
            "Appel d’offres obligatoire : 45 000 UAH (1 170,30 € au taux du contrat) dépasse le seuil de 40 000 UAH.",
        ),
        (
            DonorDefault("Dijon Métropole"),
            "Ce qui reste à recevoir n’est pas communiqué.",
            "22 donateurs sont connus, sans ce que chacun doit.",
        ),
        (
            TrancheForward("auc", 1, date(2023, 12, 1)),
            "Le montant de la tranche 1 du programme auc n’est pas communiqué.",
            "84,92 % de la tranche sont dépensés.",
        ),
        (
            BudgetMove("moldavie", "auc", 10_000_00),
            "Le budget du programme auc n’est pas communiqué.",
            "Le budget du programme moldavie : il ne reste rien.",
        ),
        (RateChange("UAH", -0.1), "La feuille Taux ne donne aucun taux de UAH à cette date.", ""),
        (Delay("", 3), "Rien de ce qui est attendu n’a de date.", ""),
    ],
)
def test_on_ukraine_the_rest_is_refused_with_its_reason_and_what_can_be_said(ukraine, lever, why, said):
    found = apply(Scenario((lever,)), ukraine)
    (refused,) = found.refused
    assert found.simulated.metrics is ukraine.metrics
    assert plain(refused_sentence(refused, "fr")).endswith(why)
    assert plain(can_be_said(refused, ukraine, "fr")) == said


def test_what_a_known_debtor_can_not_pay_is_refused_without_saying_that_nobody_knows():
    found = apply(Scenario((DonorDefault("Marsanvilliers", -3_00),)), shipped_fund("exemple")).refused[0]
    assert (found.reason, can_be_said(found, shipped_fund("exemple"), "fr")) == ("not_positive", "")


def test_what_can_be_said_of_a_tranche_begins_as_a_sentence():
    fund = shipped_fund("exemple")
    (refused,) = apply(Scenario((TrancheForward("eau", 1),)), fund).refused
    assert plain(can_be_said(refused, fund, "fr")) == "Au moins 97,42 % de la tranche sont dépensés."
