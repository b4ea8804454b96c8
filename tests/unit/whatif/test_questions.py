"""The room's questions on the shipped funds, against answers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fund.metrics.limits import Limit
from fund.metrics.over_time.movements import months_after
from fund.whatif.answer_words import can_be_said, told_changes
from fund.whatif.answers import Answers
from fund.whatif.apply import apply
from fund.whatif.form import DayField
from fund.whatif.lever import Scenario, registered
from fund.whatif.levers.programme_funding import BudgetMove, Delay, NewProgramme, TrancheForward
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import DonorDefault, ExtraContribution, RateChange
from fund.whatif.questions import begun
from fund.whatif.sentences import refused_sentence
from tests.shipped_funds import shipped_fund
from tests.unit.whatif.shipped_answers import answer, answers
from tests.unit.wording.sample_figures import plain


def moved(found: Answers) -> dict[str, tuple[object, object]]:
    told = told_changes(found, "fr")
    return {
        plain(f"{each.whose} · {each.name}".removeprefix(" · ")): (each.before.value, each.after.value) for each in told
    }


def test_a_donor_who_gives_more_now_moves_what_is_raised_left_and_in_cash():
    # 982 600 + 12 500,50; 92 668,30 + 12 500,50; 382 668,30 + 12 500,50.
    assert moved(answers("exemple", ExtraContribution(12_500_50, "Castelvire"))) == {
        "Collecté": (982_600_00, 995_100_50),
        "Reste à allouer": (92_668_30, 105_168_80),
        "Solde du fonds": (382_668_30, 395_168_80),
    }


def test_a_gift_of_december_is_in_the_cash_of_december_and_raises_nothing_today():
    found = answers("exemple", ExtraContribution(20_000_00, "Castelvire", on=date(2026, 12, 31)))
    # 238 668,30 + 20 000; 123 000 + 20 000 to receive.
    assert moved(found) == {
        "En caisse, fin décembre 2026": (238_668_30, 258_668_30),
        "Reste à recevoir": (123_000_00, 143_000_00),
    }


def test_the_third_tranche_in_december_moves_november_and_says_that_its_condition_is_not_met():
    # Planned on 15 November: 218 668,30 + 110 000 at the end of November, and as planned in December.
    assert answer("exemple", TrancheForward("eau", 3, date(2026, 12, 1))) == (
        "Fin novembre 2026, le fonds aurait au moins 328 668 € au lieu de 218 668 €, et autant que prévu fin décembre "
        "2026 ; la condition de la tranche 3 n’est pas remplie : il manque 22 200 € à justifier."
    )
    figures = moved(answers("exemple", TrancheForward("eau", 3, date(2026, 12, 1))))
    assert set(figures) == {"En caisse, fin novembre 2026"}


def test_a_tranche_paid_now_is_transferred_and_breaks_its_condition():
    found = answers("exemple", TrancheForward("eau", 3))
    assert moved(found)["Transféré"] == (570_000_00, 680_000_00)
    (broken,) = [each.exceeded for each in found.constraints if each.is_worse]
    assert (broken.limit, broken.missing_cents) == (Limit.RELEASE_NOT_MET, 22_200_05)
    # What else is supposed counts in the sentence as it does below it: 22 200,05 − 5 000.
    both = answer("exemple", TrancheForward("eau", 3), PlannedExpense("eau", 2, 5_000_00))
    assert both.endswith("il manque 17 200 € à justifier.")


def test_a_hundred_hours_cost_what_is_told_and_never_all_spending_by_the_hours_given():
    # The programme's row says 45 € an hour; Six écoles tells none, and rebuilds schools.
    assert moved(answers("exemple", HoursChange("eau", 100)))["Dépensé"] == (500_480_01, 504_980_01)
    assert answer("exemple", HoursChange("eau", 100)).endswith(
        "une heure est comptée 45 €, le coût écrit pour le programme."
    )
    told = moved(answers("exemple", HoursChange("ecoles", 100)))
    assert (told["Heures dispensées"], "Dépensé" in told) == ((5_795, 5_895), False)
    assert answer("exemple", HoursChange("ecoles", 100)).endswith("5 795 h ; coût inconnu.")
    # The person gives one: 100 × 30.
    assert moved(answers("exemple", HoursChange("ecoles", 100, 30_00)))["Dépensé"] == (500_480_01, 503_480_01)


def test_a_purchase_of_a_later_day_moves_no_figure_of_today_and_keeps_to_the_same_limits():
    later = date(2026, 12, 15)
    found = answers("exemple", PlannedExpense("eau", None, 5_000_00, on=later))
    assert {each.scenario.code for each in found.figures if each.baseline.value != each.scenario.value} == set()
    assert answer("exemple", PlannedExpense("eau", None, 5_000_00, on=later)) == (
        "Aucun chiffre connu ne changerait ; L’eau potable : 5 000 € de plus seraient dépensés le 15 décembre 2026."
    )
    # 420 000 of budget, 178 699,99 spent at least: too much then as now.
    now, then = (answers("exemple", PlannedExpense("eau", None, 300_000_00, on=on)) for on in (None, later))
    assert moved(now)["Dépensé"] == (500_480_01, 800_480_01)
    assert moved(then) == {}
    broken = [{each.exceeded.key: each.exceeded.missing_cents for each in found.constraints} for found in (now, then)]
    assert broken[0] == broken[1]
    assert broken[1][Limit.BUDGET_OVERSPENT, "eau", None] == 58_699_99
    # Of a day that is over it was spent.
    assert moved(answers("exemple", PlannedExpense("eau", None, 5_000_00, on=date(2026, 9, 1))))["Dépensé"] == (
        500_480_01,
        505_480_01,
    )


def test_a_purchase_of_a_day_that_is_over_keeps_to_the_limits_at_the_rate_of_its_day():
    found = answers("exemple", PlannedExpense("eau", None, 1_500_000_000_00, "MGA", on=date(2025, 6, 10)))
    spent = found.applied.simulated.metrics.programme("eau").spent
    broken = {each.exceeded.key: each.exceeded.missing_cents for each in found.constraints}
    assert broken[Limit.BUDGET_OVERSPENT, "eau", None] == spent.value - 420_000_00


DATED = [each for each in registered() if any(isinstance(field, DayField) for field in each.form)]


@pytest.mark.parametrize("lever", DATED)
def test_no_question_of_a_later_day_moves_a_figure_of_the_closing_day(lever):
    asked_of = shipped_fund("exemple")
    (field,) = [each.name for each in lever.form if isinstance(each, DayField)]
    first = replace(begun(lever, asked_of), **{field: date(2027, 1, 20)})
    found = answers("exemple", first)
    figures = {each.scenario.code for each in found.figures if each.baseline.value != each.scenario.value}
    # What is promised and what the committee allocates are of today whenever it is paid.
    assert found.applied.levers == found.applied.later == (first,)
    assert figures <= {"outstanding", "allocated", "unallocated"}


def test_a_currency_that_loses_changes_what_is_to_come_and_not_what_is_spent():
    found = answers("exemple", RateChange("MGA", -0.1))
    assert moved(found) == {}
    said = answer("exemple", RateChange("MGA", -0.1))
    assert "ce qui est déjà dépensé garde le taux de son jour" in said
    assert "la condition de la tranche 3 serait remplie entre le" in said


def test_a_donor_who_does_not_pay_lowers_what_is_due_and_the_months_it_was_expected_in():
    # Marsanvilliers promised 15 000 without a day.
    assert answer("exemple", DonorDefault("Marsanvilliers")) == (
        "Reste à recevoir : au moins 108 000 € au lieu de 123 000 € ; la caisse prévue ne change pas : ce qui est "
        "attendu est sans date."
    )
    # Grandelande-Océan was expected with 6 000 on 15 November.
    assert moved(answers("exemple", DonorDefault("Grandelande-Océan"))) == {
        "En caisse, fin novembre 2026": (218_668_30, 212_668_30),
        "Reste à recevoir": (123_000_00, 117_000_00),
    }


def test_a_donor_may_pay_a_part_or_late():
    ondre = "Conseil départemental de l’Ondre-Maritime"
    # 15 000 expected on 15 December: 5 000 of them; all of them in February.
    part = moved(answers("exemple", DonorDefault(ondre, 5_000_00)))
    assert part["En caisse, fin décembre 2026"] == (238_668_30, 228_668_30)
    late = answers("exemple", DonorDefault(ondre, 15_000_00, date(2027, 2, 28)))
    assert moved(late) == {"En caisse, fin décembre 2026": (238_668_30, 223_668_30)}
    assert late.cash is not None
    assert late.cash.back == date(2027, 2, 1)


def test_a_fourth_programme_takes_what_is_left_and_its_day_tells_which_month_runs_short():
    # 860 000 + 80 000; 92 668,30 − 80 000.
    assert moved(answers("exemple", NewProgramme(80_000_00))) == {
        "Alloué": (860_000_00, 940_000_00),
        "Reste à allouer": (92_668_30, 12_668_30),
    }
    # 238 668,30 − 250 000 in January.
    found = answers("exemple", NewProgramme(250_000_00, date(2027, 1, 1)))
    assert found.cash is not None
    assert found.cash.short is not None
    assert (found.cash.short.month, found.cash.short.lowest) == (date(2027, 1, 1), -11_331_70)
    assert "en janvier 2027, il manquerait au plus 11 332 €" in answer(
        "exemple", NewProgramme(250_000_00, date(2027, 1, 1))
    )


def test_money_moved_shows_both_programmes_and_what_no_longer_holds():
    found = answers("exemple", BudgetMove("eau", "ecoles", 20_000_00))
    said = moved(found)
    assert said["eau · Alloué"] == (420_000_00, 400_000_00)
    assert said["ecoles · Alloué"] == (260_000_00, 280_000_00)
    (broken,) = [each.exceeded for each in found.constraints if each.is_worse]
    assert (broken.limit, broken.missing_cents) == (Limit.TRANCHES_ABOVE_BUDGET, 20_000_00)


def test_a_delay_moves_what_is_expected_and_no_figure_of_today():
    # Tranches of 15 November and 1 March, three months later: as much as planned again in June.
    found = answers("exemple", Delay("eau", 3))
    assert moved(found) == {"En caisse, fin novembre 2026": (218_668_30, 328_668_30)}
    assert found.cash is not None
    assert found.cash.back == date(2027, 6, 1)
    # The gifts of November and December (26 000) two months later.
    assert moved(answers("exemple", Delay("", 2))) == {"En caisse, fin décembre 2026": (238_668_30, 212_668_30)}


@pytest.mark.parametrize(
    ("when", "months", "then"),
    [
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 31)),
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
        (date(2024, 12, 31), -3, date(2024, 9, 30)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2024, 11, 30), -3, date(2024, 8, 31)),
        (date(2024, 5, 30), -3, date(2024, 2, 29)),
        (date(2024, 10, 15), -6, date(2024, 4, 15)),
    ],
)
def test_a_day_so_many_months_later_stays_at_a_month_s_end(when, months, then):
    assert months_after(when, months) == then


def test_questions_together_add_up():
    found = answers("exemple", DonorDefault("Grandelande-Océan"), TrancheForward("eau", 3, date(2026, 12, 1)))
    # + 110 000 − 6 000 in November.
    assert moved(found)["En caisse, fin novembre 2026"] == (218_668_30, 322_668_30)


def test_a_day_that_is_over_is_said_to_be_and_today_is_not():
    assert "le 1er juin 2026 est passé : c’est compté comme déjà fait" in answer(
        "exemple", TrancheForward("eau", 3, date(2026, 6, 1))
    )
    assert "est attendu dès le lendemain de l’arrêté" in answer(
        "exemple", DonorDefault("Marsanvilliers", 5_000_00, date(2026, 6, 1))
    )
    # The figures are as of 30 September 2026.
    assert "est passé" not in answer("exemple", TrancheForward("eau", 3, date(2026, 9, 30)))


def test_a_budget_that_can_not_be_taken_names_its_programme_and_what_is_left_of_it():
    exemple = shipped_fund("exemple")
    (refused,) = apply(Scenario((BudgetMove("eau", "metiers", 500_000_00),)), exemple).refused
    names = exemple.metrics.short_names
    assert "Alloué (L’eau potable) : il n’y a que 420 000 €" in plain(refused_sentence(refused, "fr", names))
    # 420 000 − 178 699,99, at the pace of what is spent.
    said = plain(can_be_said(refused, exemple, "fr", names))
    assert said.startswith("Le budget du programme L’eau potable : il reste au plus 241 300 €, dépensé au plus tard")
