"""Scenarios in words: each lever, reason, constraint and answer is a sentence in both languages."""

from datetime import date

import pytest

from fund.metrics.fund import state_of
from fund.metrics.limits import Limit
from fund.whatif.answer_words import answer_sentence, reverse_answers
from fund.whatif.lever import RefusedLever
from fund.whatif.levers.programme_funding import BudgetChange, BudgetMove, NewTranche, TrancheForward
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import ExtraContribution, OutstandingReceived, RateChange, RunningCosts
from fund.whatif.moves import LeverRefusal
from fund.whatif.remaining import Resource
from fund.whatif.sentences import (
    constraint_sentence,
    lifted_sentence,
    outlook_sentence,
    rate_sentences,
    refused_sentence,
    runway_sentence,
    tender_sentence,
)
from fund.wording import has, languages
from tests.unit.whatif.funds import DAY, TABLES, answered, applied, fund
from tests.unit.wording.sample_figures import plain

NAMES = {"auc": "AUC"}


@pytest.mark.parametrize(
    ("lever", "french", "english"),
    [
        (ExtraContribution(10_000_00), "Un don de 10 000 € de plus", "A gift of €10,000 more"),
        (
            ExtraContribution(10_000_00, "Strasbourg", "auc"),
            "Un don de 10 000 € de plus (Strasbourg), fléché vers le programme AUC",
            "A gift of €10,000 more (Strasbourg), earmarked for AUC",
        ),
        (OutstandingReceived(0.5), "50 % du reste à recevoir arrive", "50% of what is outstanding comes in"),
        (BudgetChange("auc", -5_000_00), "Budget du programme AUC : −5 000 €", "Budget of AUC: −€5,000"),
        (
            BudgetMove("auc", "eau", 5_00),
            "5 € passent du budget du programme AUC à celui du programme eau",
            "€5 of the budget of AUC go to eau",
        ),
        (
            NewTranche("auc", 5_00, date(2024, 1, 1)),
            "Une nouvelle tranche de 5 € pour le programme AUC, versée le 1er janvier 2024",
            "A new tranche of €5 for AUC, paid on 1 January 2024",
        ),
        (
            NewTranche("auc", 5_00),
            "Une nouvelle tranche de 5 € pour le programme AUC, prévue",
            "A new tranche of €5 for AUC, planned",
        ),
        (TrancheForward("auc", 2), "Tranche 2 du programme AUC versée maintenant", "Tranche 2 of AUC paid now"),
        (
            PlannedExpense("auc", 1, 50_000_00, "UAH", date(2024, 1, 2), "PC"),
            "Achat prévu pour le programme AUC : 50 000 UAH, « PC », sur la tranche 1, le 2 janvier 2024",
            "Planned purchase for AUC: 50,000 UAH, “PC”, on tranche 1, on 2 January 2024",
        ),
        (
            RateChange("UAH", -0.1),
            "1 UAH (hryvnia ukrainienne) vaut 10 % de moins en euros",
            "1 UAH (Ukrainian Hryvnia) is worth 10% less in euros",
        ),
        (
            RateChange("XQQ", 0.125),
            "1 XQQ (XQQ) vaut 12,50 % de plus en euros",
            "1 XQQ (XQQ) is worth 12.50% more in euros",
        ),
        (
            HoursChange("auc", -50),
            "50 h de formation de moins pour le programme AUC",
            "50 h fewer of training for AUC",
        ),
        (RunningCosts(5_25), "Frais de fonctionnement : +5,25 €", "Running costs: +€5.25"),
    ],
)
def test_a_lever_is_a_sentence(lever, french, english):
    assert plain(lever.sentence("fr", NAMES)) == french
    assert plain(lever.sentence("en", NAMES)) == english


@pytest.mark.parametrize("language", languages())
def test_every_reason_constraint_and_resource_has_its_words(language):
    fields = {"programme": "auc", "tranche": 2, "currency": "UAH", "figure": "raised", "value": 1, "unit": "cents"}
    fields["donor"] = "Dijon"
    for refusal in LeverRefusal:
        assert "{" not in refused_sentence(RefusedLever(RunningCosts(1), refusal, fields), language, NAMES)
    for code in Limit:
        assert has(f"whatif.constraints.{code}", language)
    for resource in Resource:
        assert has(f"whatif.runways.{resource}", language)


def test_a_refused_lever_says_what_is_left_out_and_why():
    refused = RefusedLever(BudgetChange("auc", 5_00), LeverRefusal.ALLOCATED_UNKNOWN, {"programme": "auc"})
    assert plain(refused_sentence(refused, "fr", NAMES)) == (
        "Budget du programme AUC : +5 € : laissé de côté. Le budget du programme AUC n’est pas communiqué."
    )
    (below,) = applied(RunningCosts(-2_000_00)).refused
    assert plain(refused_sentence(below, "fr")).endswith(
        "Frais de fonctionnement : il n’y a que 1 000 €, le résultat serait inférieur à zéro."
    )


def test_a_share_that_moves_says_what_is_divided_by_what():
    said = plain(answer_sentence(answered(PlannedExpense("eau", 1, 5_000_00)), "fr", {"eau": "Eau"}))
    # 12 000 and 5 000 of a budget of 50 000.
    share = "34 % (17 000 € sur 50 000 €) au lieu de 24 % (12 000 € sur 50 000 €)."
    assert said.endswith(f"Eau : part du budget dépensée : {share}")


def test_a_constraint_says_what_is_missing_and_whether_it_is_so_today():
    (above,) = answered(BudgetChange("neuf", 9_000_01)).constraints
    assert plain(constraint_sentence(above, "fr")) == "Le fonds alloue plus qu’il n’a collecté : il manque 0,01 €."
    tables = {"running_costs": [{"amount_cents": 11_000_00}]}
    (worse,) = answered(BudgetChange("neuf", 500_00), **tables).constraints
    assert plain(constraint_sentence(worse, "fr")).endswith("1 500 €. C’est déjà le cas aujourd’hui : 1 000 €.")
    (same,) = answered(TrancheForward("eau", 2), **tables).constraints[:1]
    assert plain(constraint_sentence(same, "fr")).endswith("1 000 €. C’est déjà le cas aujourd’hui.")
    (lifted,) = answered(ExtraContribution(1_000_00), **tables).lifted
    assert plain(lifted_sentence(lifted, "fr")).startswith("N’est plus vrai : Le fonds alloue")


def test_amounts_partly_known_are_said_at_least_or_at_most():
    gifts = [*TABLES["contributions"], {"donor": "Dijon"}]
    (above,) = answered(BudgetChange("neuf", 9_001_00), contributions=gifts).constraints
    assert plain(constraint_sentence(above, "fr")).endswith("il manque au plus 1 €.")


def test_a_release_is_said_met_or_missing_with_its_dates():
    (release,) = answered(PlannedExpense("eau", 1, 2_000_00)).releases
    assert plain(outlook_sentence(release.baseline, "fr")) == (
        "Il reste 2 000 € à justifier sur la tranche 1 avant la tranche 2, 60 % justifiés pour 70 % demandés. "
        "Au rythme récent : entre le 31 janvier 2025 et le 3 mars 2025."
    )
    assert plain(outlook_sentence(release.scenario, "fr")) == (
        "La tranche 2 peut être versée, 70 % justifiés pour 70 % demandés."
    )


def test_what_runs_out_is_said_with_its_range_or_without_a_date():
    found = answered(PlannedExpense("eau", 1, 6_000_00))
    tranche, partner = [a.scenario for a in found.runways if a.scenario.programme == "eau"][:2]
    assert plain(runway_sentence(tranche, "fr")) == (
        "La tranche 1 du programme eau : il reste 2 000 €, dépensé au rythme récent "
        "entre le 31 janvier 2025 et le 3 mars 2025."
    )
    assert partner.resource is Resource.PARTNER
    gone, budget = [a.scenario for a in answered(PlannedExpense("eau", 1, 8_000_00)).runways][1:3]
    assert plain(runway_sentence(gone, "fr")).endswith("il ne reste rien.")
    assert plain(runway_sentence(budget, "fr")).startswith("Le budget du programme eau : il reste 30 000 €")
    over = [a.scenario for a in answered(PlannedExpense("eau", 1, 8_000_05)).runways][1]
    assert plain(runway_sentence(over, "fr")).endswith("dépassé de 0,05 €.")
    unknown = [a.scenario for a in answered(RunningCosts(1)).runways if a.scenario.programme == "neuf"][-1]
    assert "ne peut être calculé" not in plain(runway_sentence(unknown, "fr"))
    assert "Sans date d’épuisement : aucune dépense" in plain(runway_sentence(unknown, "fr"))


def test_the_rate_of_spending_is_said_with_its_numerator_and_its_denominator():
    (three, _) = rate_sentences(answered(RunningCosts(1)).rates[0].scenario, "fr")
    assert plain(three) == "2 000 € par mois sur 3 mois (6 000 € ÷ 3, du 1er octobre 2024 au 31 décembre 2024)"
    (none,) = rate_sentences(answered(RunningCosts(1)).rates[2].scenario, "fr")
    assert plain(none) == "Pas de rythme récent : aucune dépense n’a à la fois une date et un montant connu."


def test_a_tender_is_said_needed_or_not_with_the_threshold():
    needed, foreseen, free, unknown = answered(
        PlannedExpense("nord", 1, 50_000_00, "UAH"),
        PlannedExpense("nord", 1, 50_000_00, "UAH", tender=True),
        PlannedExpense("nord", 1, 1_000_00),
        PlannedExpense("eau", 1, 1_000_00),
    ).tenders
    # 50 000 ÷ 38,4516 = 1 300,34.
    assert plain(tender_sentence(needed, "fr")) == (
        "Appel d’offres obligatoire : 50 000 UAH (1 300,34 € au taux du contrat) dépasse le seuil de 40 000 UAH."
    )
    assert "et prévu" in tender_sentence(foreseen, "fr")
    assert plain(tender_sentence(free, "fr")) == (
        "Pas d’appel d’offres nécessaire : 1 000 € ne dépasse pas le seuil de 1 040,27 €."
    )
    assert tender_sentence(unknown, "fr").endswith("Le programme n’a pas de règle d’achat.")


def test_the_reverse_questions_are_answered_from_what_is_published():
    found = [(plain(asked), plain(said)) for asked, said in reverse_answers(state_of(fund()), "fr", NAMES)]
    # 70 % × 20 000 = 14 000, of which 12 000 are justified; 9 000 are left to allocate.
    assert found[0][0] == "Combien faut-il justifier pour débloquer la tranche 2 (eau) ?"
    assert found[0][1].startswith("Il reste 2 000 € à justifier sur la tranche 1 avant la tranche 2")
    assert found[-1] == ("Combien peut-on encore allouer ?", "9 000 €.")
    over = fund(programmes=[{"code": "eau", "budget_cents": 120_000_00}])
    # 100 000 − 120 000 − 1 000.
    assert [plain(said) for _, said in reverse_answers(state_of(over), "fr")][
        -1
    ] == "Rien : 21 000 € sont alloués de trop."


@pytest.mark.parametrize("language", languages())
def test_everything_that_a_scenario_answers_is_a_sentence(language):
    found = answered(PlannedExpense("eau", 1, 9_000_00), NewTranche("nord", 90_000_00, DAY), RateChange("UAH", 0.1))
    sentences = [
        *(constraint_sentence(constraint, language) for constraint in found.constraints),
        *(outlook_sentence(side, language) for answer in found.releases for side in (answer.baseline, answer.scenario)),
        *(runway_sentence(answer.scenario, language) for answer in found.runways),
        *(sentence for answer in found.rates for sentence in rate_sentences(answer.scenario, language)),
        *(tender_sentence(tender, language) for tender in found.tenders),
    ]
    assert len(sentences) > 15
    for sentence in sentences:
        assert sentence
        assert "{" not in sentence
        assert "None" not in sentence
