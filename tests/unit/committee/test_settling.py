"""What the overview says is to be decided and to be asked: by name, in plain words, nothing that does not apply."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fund.committee.achievements import told
from fund.committee.request_words import Question, heading, questions, what_for
from fund.committee.requests import requests
from fund.committee.to_decide import matters, not_yet, ready_payments, unallocated
from fund.metrics.fund import fund_metrics
from fund.metrics.result import FundMetrics
from fund.model import Moment
from fund.wording import Language
from tests.shipped_funds import shipped_fund
from tests.unit.datasets import dataset

FRENCH = Language("fr")
DAY = date(2026, 1, 10)
WHOLE = {"code": "eau", "name": "Eau", "budget_cents": 100_000_00, "status": "running"}
PAID = {"programme": "eau", "number": 1, "amount_cents": 50_000_00, "paid_on": DAY}
SPENT = {"programme": "eau", "tranche": 1, "amount_cents": 10_000_00, "date": DAY}
GIFT = {"donor": "Ville A", "donor_type": "municipality", "received_cents": 200_000_00, "received_on": DAY}


def fund(**tables: list[dict[str, object]] | None) -> FundMetrics:
    """A fund of which everything is told, with these tables instead; None for a sheet that there is not."""
    costs = [{"label": "Banque", "amount_cents": 1_000_00, "date": DAY}]
    whole = {"contributions": [GIFT], "programmes": [WHOLE], "tranches": [PAID], "expenses": [SPENT]}
    whole["running_costs"] = costs
    given = {name: rows for name, rows in {**whole, **tables}.items() if rows is not None}
    return fund_metrics(dataset(as_of=date(2026, 2, 1), **given))


def asked(metrics: FundMetrics) -> list[Question]:
    return [
        Question(each.who, " ".join(each.what.split())) for each in questions(requests(metrics), metrics.names, FRENCH)
    ]


def test_nothing_is_asked_of_a_fund_that_told_everything() -> None:
    metrics = fund()
    assert not requests(metrics)
    assert asked(metrics) == []
    assert what_for(requests(metrics), metrics, FRENCH) == ""


def test_a_fund_that_is_closed_waits_for_nothing_and_still_explains_what_it_did() -> None:
    later = date(2026, 6, 1)
    tables: dict[str, list[dict[str, object]]] = {
        "contributions": [
            GIFT,
            {**GIFT, "donor": "Late", "pledged_cents": 100, "pledged_on": DAY, "received_cents": 0},
        ],
        "tranches": [
            {**PAID, "amount_cents": 10_000_00},
            {"programme": "eau", "number": 2, "planned_on": later, "release_threshold": 0.1, "amount_cents": 5_000_00},
            {"programme": "eau", "number": 3, "planned_on": later},
        ],
        "expenses": [SPENT, {**SPENT, "amount_cents": None}],
        "running_costs": [{"label": "Banque", "amount_cents": 1_000_00, "date": DAY}],
    }
    found = dataset(as_of=date(2027, 2, 1), programmes=[WHOLE], **tables)
    going = fund_metrics(found)
    assert matters(going, FRENCH)
    assert len(asked(going)) == 2
    assert going.cash.expected
    ended = fund_metrics(replace(found, fund=replace(found.fund, closed_on=Moment(DAY))))
    assert matters(ended, FRENCH) == []
    assert not_yet(ended, FRENCH) == ""
    assert asked(ended) == [Question("Eau", "le montant d’une dépense")]
    assert ended.cash.expected == ()


def test_each_amount_that_a_partner_did_not_tell_is_asked_once() -> None:
    metrics = fund(
        programmes=[{**WHOLE, "budget_cents": None}],
        tranches=[PAID, {"programme": "eau", "number": 2, "paid_on": DAY}],
        expenses=[SPENT, {**SPENT, "amount_cents": None}, {**SPENT, "amount_cents": None}],
    )
    (question,) = asked(metrics)
    assert question == Question("Eau", "son budget ; le montant de la tranche 2 ; le montant de 2 dépenses")
    assert heading(requests(metrics), FRENCH) == "À demander aux partenaires"


def test_a_programme_in_preparation_is_not_asked_what_it_received_or_spent() -> None:
    bare = {"programmes": [{**WHOLE, "status": "preparation"}], "tranches": [], "expenses": []}
    assert asked(fund(**bare)) == []
    begun = {**bare, "programmes": [WHOLE]}
    assert asked(fund(**begun)) == [Question("Eau", "les versements reçus ; ses dépenses")]


def test_a_purchase_without_a_call_for_tenders_is_asked_about_by_its_name() -> None:
    rule = {"programme": "eau", "threshold_cents": 3_000_00, "currency": "EUR"}
    held, none = {**SPENT, "label": "Pompe", "tender": True}, {**SPENT, "label": "Camion", "tender": None}
    metrics = fund(expenses=[held, none], purchase_rules=[rule])
    assert asked(metrics) == [Question("Eau", "l’appel d’offres de « Camion »")]


def test_what_is_spent_beyond_a_tranche_and_beyond_what_was_received_is_asked_with_its_amount() -> None:
    metrics = fund(expenses=[{**SPENT, "amount_cents": 53_000_00}])
    assert asked(metrics) == [
        Question("Eau", "pourquoi 3 000 € dépensés de plus que reçus ; pourquoi 3 000 € de trop sur la tranche 1")
    ]


def test_a_late_gift_is_asked_of_its_donor_and_many_are_counted_with_their_sum() -> None:
    late = [
        {"donor": f"Ville {name}", "pledged_cents": 1_000_00 * rank, "pledged_on": date(2025, 1, rank)}
        for rank, name in enumerate("BCDEF", 1)
    ]
    metrics = fund(contributions=[GIFT, *late])
    assert asked(metrics) == [
        Question("Ville B", "1 000 € annoncés le 1er janvier 2025, pas encore reçus"),
        Question("Ville C", "2 000 € annoncés le 2 janvier 2025, pas encore reçus"),
        Question("Ville D", "3 000 € annoncés le 3 janvier 2025, pas encore reçus"),
        Question("2\u00a0donateurs", "9 000 € annoncés, pas encore reçus"),
    ]
    assert heading(requests(metrics), FRENCH) == "À demander aux donateurs"


def test_a_donor_whose_amount_nobody_told_is_named_and_several_are_counted() -> None:
    one = fund(contributions=[GIFT, {"donor": "Ville B", "donor_type": "municipality"}])
    two = fund(contributions=[GIFT, *({"donor": f"Ville {name}"} for name in "BC")])
    assert asked(one) == [Question("Ville B", "le montant de sa contribution")]
    assert asked(two) == [Question("2\u00a0donateurs", "le montant de leur contribution")]


def test_what_the_answers_are_for_is_said_where_a_remainder_is_not_known() -> None:
    metrics = fund(programmes=[{**WHOLE, "budget_cents": None}])
    assert what_for(requests(metrics), metrics, FRENCH) == "Ces réponses donneront le reste à allouer."
    costs = fund(programmes=[{**WHOLE, "budget_cents": None}], running_costs=None)
    assert what_for(requests(costs), costs, FRENCH) == (
        "Avec les frais du fonds, ces réponses donneront le reste à allouer et le solde du fonds."
    )


def test_a_payment_is_to_be_decided_once_its_condition_is_met_and_not_before() -> None:
    second = {"programme": "eau", "number": 2, "amount_cents": 20_000_00, "release_threshold": 0.7}
    short = fund(tranches=[PAID, second], expenses=[{**SPENT, "amount_cents": 34_999_00}])
    ready = fund(tranches=[PAID, second], expenses=[{**SPENT, "amount_cents": 35_000_00}])
    assert ready_payments(short, FRENCH) == []
    (payment,) = ready_payments(ready, FRENCH)
    assert (payment.programme.code, payment.amount and payment.amount.value) == ("eau", 20_000_00)


def test_money_that_is_not_allocated_is_to_be_decided_and_none_is_not() -> None:
    assert " ".join(unallocated(fund(), FRENCH).split()) == "99 000 € restent à allouer"
    assert unallocated(fund(programmes=[{**WHOLE, "budget_cents": 199_000_00}]), FRENCH) == ""
    assert unallocated(fund(programmes=[{**WHOLE, "budget_cents": None}]), FRENCH) == ""


def test_the_real_fund_s_partners_are_asked_what_its_report_does_not_tell() -> None:
    found = {each.who: each.what for each in asked(shipped_fund("ukraine").metrics)}
    assert found["Soutenir l’Association des villes ukrainiennes (AUC)"] == (
        "son budget ; le montant de la tranche 1 ; les versements reçus ; le montant de 2 dépenses"
    )
    assert found["Soutien aux collectivités moldaves accueillant des réfugiés"] == "les versements reçus"
    assert found["23\u00a0donateurs"] == "le montant de leur contribution"


def test_what_was_done_is_told_in_whole_sentences_of_the_last_text_else_by_what_the_programme_is_for() -> None:
    summary = {**WHOLE, "summary": "Réparer les captages."}
    long = f"Le captage est réparé. {'Un mot de plus ' * 20}. Fin."
    told_of = [("Ancien.", None), (long, "fact"), ("La piste est coupée.", "difficulty")]
    texts = [{"programme": "eau", "title": "A", "text": text, "nature": nature} for text, nature in told_of]
    (with_text,) = fund(programmes=[summary], stories=texts).programmes
    (without,) = fund(programmes=[summary]).programmes
    assert told(with_text) == "Le captage est réparé."
    assert told(without) == "Réparer les captages."
