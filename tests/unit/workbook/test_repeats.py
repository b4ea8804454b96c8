"""Payments told twice, tranches paid in parts, and rows that only look alike."""

from __future__ import annotations

import pytest

from fund.model import Finding, Reading, Severity, WorkbookFile
from tests.unit.workbook.workbooks import WHOLE, found, read_whole, read_workbooks, workbook

GIFTS = ["collectivité", "type", "versé le", "montant versé", "remarque"]
BUYS = ["programme", "libellé", "date", "montant", "devise", "taux", "fournisseur", "pièce"]
COSTS = ["date", "libellé", "montant"]
TRANCHES = ["programme", "n°", "montant", "prévue le", "versée le", "seuil"]


def repeats(reading: Reading) -> list[tuple[object, object]]:
    return [(finding.row, finding.details["other_row"]) for finding in found(reading, "probable_repeat")]


def bought(*rows: list[object]) -> Reading:
    return read_whole(Dépenses=[BUYS, *([*row, *[None] * (len(BUYS) - len(row))] for row in rows)])


def test_one_donor_one_day_one_amount_is_probably_one_gift_even_in_two_files() -> None:
    one = {**WHOLE, "Contributions": [GIFTS, ["Brest", "commune", "01/02/2024", 500, "Virement"]]}
    other = {"Contributions": [["collectivité", "versé le", "montant versé"], ["BREST", "01/02/2024", 500]]}
    reading = read_workbooks([WorkbookFile("a.xlsx", workbook(one)), WorkbookFile("b.xlsx", workbook(other))])
    (finding,) = found(reading, "probable_repeat")
    assert (finding.severity, finding.file, finding.row, finding.column) == (
        Severity.WARNING,
        "b.xlsx",
        2,
        "montant versé",
    )
    assert (finding.details["other_file"], finding.details["other_row"]) == ("a.xlsx", 2)


def test_a_gift_of_another_day_or_amount_is_another_gift() -> None:
    rows = [["Brest", "commune", "01/02/2024", 500], ["Brest", "commune", "01/02/2025", 500]]
    rows += [["Brest", "commune", "01/02/2024", 501], ["Lyon", "commune", "01/02/2024", 500]]
    assert repeats(read_whole(Contributions=[GIFTS[:4], *rows])) == []


def test_the_same_voucher_and_amount_or_the_same_purchase_of_a_day_is_probably_one() -> None:
    reading = bought(
        ["auc", "Pompe", "01/02/2024", 500, "EUR", None, "Nord", "F-1"],
        ["auc", "Facture", "02/02/2024", 500, "EUR", None, None, "f 1"],
        ["auc", "Câbles", "03/02/2024", 90, "EUR", None, "Sud"],
        ["auc", "Divers", "03/02/2024", 90, "EUR", None, "SUD", "F-9"],
    )
    assert repeats(reading) == [(3, 2), (5, 4)]


def test_purchases_that_differ_in_voucher_supplier_currency_or_words_are_several() -> None:
    reading = bought(
        ["auc", "Train", "01/02/2024", 50, "EUR", None, "SNCF", "F-1"],
        ["auc", "Train", "01/02/2024", 50, "EUR", None, "SNCF", "F-2"],
        ["auc", "Bus", "01/02/2024", 50, "EUR", None, "RATP", "F-3"],
        ["auc", "Bus", "01/02/2024", 50, "UAH", 40, "RATP"],
        ["auc", "Repas", "02/02/2024", 20],
        ["auc", "Hôtel", "02/02/2024", 20],
    )
    assert repeats(reading) == []


def test_a_cost_of_the_same_day_words_and_amount_is_probably_one_but_not_the_next_month() -> None:
    rows = [["01/02/2024", "Tenue de compte", 12], ["01/03/2024", "Tenue de compte", 12]]
    assert repeats(read_whole(Frais=[COSTS, *rows])) == []
    assert repeats(read_whole(Frais=[COSTS, *rows, ["01/03/2024", "TENUE DE COMPTE", 12]])) == [(4, 3)]


def codes_of(*rows: list[object]) -> list[tuple[str, int | None]]:
    reading = read_whole(Tranches=[TRANCHES, *rows])
    codes = ("duplicate_key", "probable_repeat", "tranche_in_parts", "tranche_whole_and_parts")
    findings: list[Finding] = [finding for code in codes for finding in found(reading, code)]
    return [(finding.code, finding.row) for finding in findings]


def test_a_tranche_paid_on_two_days_is_paid_in_parts_and_on_one_day_in_the_same_amount_probably_once() -> None:
    first = ["auc", 1, 30, None, "01/02/2024", None]
    assert codes_of(first, ["auc", 1, 20, None, "01/03/2024", None]) == [("tranche_in_parts", 3)]
    assert codes_of(first, ["auc", 1, 20, "01/05/2024", None, None]) == [("tranche_in_parts", 3)]
    assert codes_of(first, ["auc", 1, 30, None, "01/02/2024", None]) == [("probable_repeat", 3)]


@pytest.mark.parametrize(("amounts", "whole"), [((30, 20, 50), 4), ((50, 30, 20), 2), ((10, 60, 20, 30), 3)])
def test_a_tranche_counted_whole_and_in_parts_is_told(amounts: tuple[int, ...], whole: int) -> None:
    rows = [["auc", 1, amount, None, f"0{at}/02/2024", None] for at, amount in enumerate(amounts, start=1)]
    parts = [("tranche_in_parts", row) for row in range(3, len(rows) + 2) if row != whole]
    assert codes_of(*rows) == [*parts, ("tranche_whole_and_parts", whole)]


def test_two_equal_parts_or_three_that_do_not_add_up_are_parts() -> None:
    halves = [["auc", 1, 30, None, day, None] for day in ("01/02/2024", "01/03/2024")]
    assert codes_of(*halves) == [("tranche_in_parts", 3)]
    assert codes_of(*halves, ["auc", 1, 50, None, "01/04/2024", None]) == [("tranche_in_parts", row) for row in (3, 4)]


def test_two_planned_tranches_of_one_number_or_two_thresholds_repeat_the_key() -> None:
    planned = ["auc", 2, 30, "01/02/2025", None, 0.5]
    assert codes_of(planned, ["auc", 2, 30, "01/06/2025", None, None]) == [("duplicate_key", 3)]
    paid = ["auc", 2, 30, None, "01/02/2024", "50 %"]
    assert codes_of(paid, ["auc", 2, 20, None, "01/03/2024", "60 %"]) == [("duplicate_key", 3)]
