"""Rows and titles that say in words what their numbers don't: cancelled, a balance, a year, another currency."""

from __future__ import annotations

from datetime import date

import pytest

from fund.model import Reading, Severity
from tests.unit.workbook.workbooks import found, read_whole

GIFT = ["collectivité", "type", "montant versé", "versé le"]
BREST, LYON, METZ = (
    ["Brest", "commune", 1000, date(2024, 1, 5)],
    ["Lyon", "commune", 2000, date(2024, 2, 5)],
    ["Metz", "commune", 3500, date(2024, 3, 5)],
)
COST = ["date", "libellé", "montant", "devise"]


def gifts(*rows: list[object]) -> Reading:
    return read_whole(Contributions=[GIFT, *rows])


def received(reading: Reading) -> list[int]:
    return reading.dataset.table("contributions")["received_cents"].dropna().tolist()


@pytest.mark.parametrize("header", ["état", "remarque", "statut", "suivi"])
@pytest.mark.parametrize(
    "text", ["annulée", "Don annulé le 3 mars", "ANNULÉ", "doublon", "ne pas compter", "Cancelled", "à supprimer"]
)
def test_a_row_that_says_it_is_cancelled_and_counts_is_told(header: str, text: str) -> None:
    reading = read_whole(Contributions=[[*GIFT, header], [*BREST, text], [*LYON, "reçu"], [*METZ, None]])
    (finding,) = found(reading, "cancelled_row")
    assert (finding.severity, finding.row, finding.seen) == (Severity.WARNING, 2, text)
    assert received(reading) == [100_000, 200_000, 350_000]


@pytest.mark.parametrize(("amount", "told"), [(1000, [2]), (None, [])])
def test_a_receipt_that_its_own_row_denies_is_told_and_a_promise_is_none(amount: int | None, told: list[int]) -> None:
    rows = [["Brest", "commune", amount, None, "en attente, pas encore reçu"], [*LYON, "reçu"]]
    reading = read_whole(Contributions=[[*GIFT, "suivi"], *rows])
    assert [finding.row for finding in found(reading, "cancelled_row")] == told


def test_a_cost_named_after_a_cancellation_and_a_cancelled_course_are_what_they_say() -> None:
    reading = read_whole(
        Frais=[COST, [date(2024, 1, 5), "Frais d’annulation de salle", 10, None]],
        Formations=[["programme", "intitulé", "inscrits", "statut"], ["auc", "Couture", 3, "annulée"]],
    )
    assert not found(reading, "cancelled_row")


@pytest.mark.parametrize("label", ["Solde bancaire", "Solde au 30/06/2024", "Écart", "Différence", "Balance"])
def test_a_balance_below_the_gifts_is_asked_about(label: str) -> None:
    (finding,) = found(gifts(BREST, LYON, METZ, [label, None, 5950, None]), "doubtful_row")
    assert (finding.severity, finding.row, finding.seen) == (Severity.ERROR, 5, label)


def test_the_rest_of_a_gift_and_a_donor_whose_name_begins_so_are_gifts() -> None:
    reading = read_whole(
        Contributions=[[*GIFT, "remarque"], [*BREST, "acompte"], [*LYON, "solde"], ["Soldevilla", *METZ[1:], None]]
    )
    assert not found(reading, "doubtful_row")


@pytest.mark.parametrize("label", [2023, "2023", "Année 2024", "T1 2024", "Exercice 2023", "janvier 2024"])
def test_a_period_alone_above_its_gifts_is_no_donor(label: object) -> None:
    reading = gifts([label, None, None, None], BREST, LYON, [label, None, None, None], METZ)
    assert reading.dataset.table("contributions")["donor"].tolist() == ["Brest", "Lyon", "Metz"]
    assert [finding.row for finding in found(reading, "note_left_out")] == [2, 5]


def test_a_donor_without_amounts_is_no_period() -> None:
    reading = gifts(BREST, ["Trois-Mille 2024 habitants", None, None, None], LYON)
    assert len(reading.dataset.table("contributions")) == 3


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Frais du fonds, en hryvnias", "hryvnias"),
        ("Frais (UAH)", "UAH"),
        ("Montants en dollars américains", "dollars américains"),
        ("Costs in dollars", "dollars"),
        ("Tous les montants sont en UAH.", "UAH"),
    ],
)
def test_a_title_in_another_currency_than_the_rows_below_it_is_an_error(title: str, said: str) -> None:
    reading = read_whole(Frais=[[title], [], COST[:3], [date(2024, 1, 5), "Loyer", 40_000]])
    (finding,) = found(reading, "currency_in_title")
    assert (finding.severity, finding.row, finding.seen, finding.details["said"]) == (Severity.ERROR, 1, title, said)


@pytest.mark.parametrize(
    "title", ["Frais en euros", "Frais (EUR)", "Aide en Ukraine (2024)", "En cours", "Frais en UAH, convertis en euros"]
)
def test_a_title_that_names_no_other_currency_or_euros_too_is_a_title(title: str) -> None:
    reading = read_whole(Frais=[[title], COST[:3], [date(2024, 1, 5), "Loyer", 40_000]])
    assert not found(reading, "currency_in_title")


def test_a_title_agrees_with_rows_that_name_their_currency_themselves() -> None:
    reading = read_whole(Frais=[["Frais en UAH"], COST, [date(2024, 1, 5), "Loyer", 40_000, "UAH"]])
    assert not found(reading, "currency_in_title")


def test_the_one_amount_without_a_currency_among_many_with_one_is_told() -> None:
    rows = [[date(2024, 1, day), f"Achat {day}", 40_000, "EUR"] for day in range(1, 5)]
    rows[2][3] = None
    (finding,) = found(read_whole(Frais=[COST, *rows]), "currency_left_out")
    assert (finding.severity, finding.row, finding.column) == (Severity.WARNING, 4, "devise")


def test_where_an_empty_currency_usually_means_euros_nothing_is_told() -> None:
    rows = [[date(2024, 1, day), f"Achat {day}", 40_000, None] for day in range(1, 5)]
    rows[2][3] = "EUR"
    assert not found(read_whole(Frais=[COST, *rows]), "currency_left_out")
    assert not found(read_whole(Frais=[COST, rows[2], [None, "Loyer", None, None]]), "currency_left_out")


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Brest", "Ville de Brest", "commune"),
        ("Commune de Brest", "BREST", "commune"),
        ("Saint-Denis", "St Denis", "commune"),
        ("Mairie de Saint-Étienne", "St-Etienne", "commune"),
        ("Conseil départemental de la Loire", "Département de la Loire", "département"),
        ("Région Bretagne", "Conseil régional de Bretagne", "région"),
    ],
)
def test_one_authority_under_two_usual_names_is_probably_one_donor(one: str, other: str, kind: str) -> None:
    reading = gifts([one, kind, 1000, date(2024, 1, 5)], [other, kind, 500, date(2024, 2, 5)])
    (finding,) = found(reading, "donor_of_two_spellings")
    assert (finding.severity, finding.row, finding.seen) == (Severity.WARNING, 3, other)
    assert (finding.details["other"], finding.details["other_row"]) == (one, 2)


def test_two_types_or_two_departments_are_two_donors_whatever_they_are_called() -> None:
    headers = [*GIFT, "département"]
    reading = read_whole(
        Contributions=[
            headers,
            ["Ville de Paris", "commune", 1, None, None],
            ["Département de Paris", "département", 2, None, None],
            ["Saint-Denis", "commune", 3, None, "93"],
            ["St-Denis", "commune", 4, None, "974"],
            ["Strasbourg", "commune", 5, None, None],
            ["Eurométropole de Strasbourg", "intercommunalité", 6, None, None],
        ]
    )
    assert not found(reading, "donor_of_two_spellings")
