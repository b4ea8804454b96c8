"""What a fund's own rows contradict is a warning on the very cell; what is only unusual is not."""

from __future__ import annotations

import numpy as np
import pytest

from fund.model import Reading, Severity
from fund.wording import Language
from fund.wording.findings import finding_text
from fund.workbook.reading.between_rows.contradictions import far_from_median
from tests.unit.workbook.workbooks import found, read_whole

Rows = list[list[object]]
GIFTS = ["collectivité", "type", "annoncé le", "annoncé", "délibéré le", "conventionné le", "conventionné"]
GIFTS += ["versé le", "versé"]
SPANS = {
    "Programmes": ["code", "nom", "début", "fin"],
    "Activités": ["programme", "activité", "début", "fin"],
    "Résultats": ["programme", "indicateur", "du", "au"],
    "Récits": ["programme", "titre", "du", "au"],
}


def gift(**cells: object) -> list[object]:
    return ["Brest", "commune", *(cells.get(name.replace(" ", "_").replace("é", "e")) for name in GIFTS[2:])]


def given(*rows: list[object]) -> Reading:
    return read_whole(Contributions=[GIFTS, *rows])


def cells(reading: Reading, code: str) -> list[str]:
    findings = found(reading, code)
    assert {finding.severity for finding in findings} <= {Severity.WARNING}
    return [finding.cell for finding in findings]


def test_days_of_a_gift_out_of_order_are_said_at_the_later_stage() -> None:
    right = gift(annonce_le="01/01/2024", delibere_le="01/01/2024", conventionne_le="02/02/2024", verse_le="03/03/2024")
    early = gift(annonce_le="01/01/2024", conventionne_le="02/02/2024", verse_le="03/03/2023")
    signed = gift(annonce_le="01/01/2024", conventionne_le="02/02/2026", verse_le="03/03/2025")
    voted = gift(annonce_le="01/01/2024", delibere_le="01/01/2023", conventionne_le="02/02/2024")
    reading = given(*([*row[:-1], 100 * n] for n, row in enumerate((right, early, signed, voted), 1)))
    assert cells(reading, "days_out_of_order") == ["H3", "H4", "E5"]


@pytest.mark.parametrize(("sheet", "heads"), SPANS.items())
def test_a_span_that_ends_before_it_begins_is_said_at_its_end(sheet: str, heads: list[str]) -> None:
    rows = [["auc", "A", "mai 2026", "janvier 2026"], ["rze", "B", "mai 2026", "mai 2026"]]
    reading = read_whole(**{sheet: [heads, *rows]})
    assert cells(reading, "days_out_of_order") == ["D2"]
    (finding,) = found(reading, "days_out_of_order")
    assert "31/01/2026, vient avant" in finding_text(finding, Language("fr")).what


def test_received_above_committed_and_committed_far_above_pledged_are_warnings() -> None:
    reading = given(
        gift(annonce=100, conventionne=150, verse=150),
        gift(annonce=200, conventionne=400, verse=300),
        gift(conventionne=500, verse=501),
    )
    assert cells(reading, "committed_above_pledged") == ["G3"]
    assert cells(reading, "received_above_committed") == ["I4"]


def test_a_negative_receipt_on_a_promise_is_doubtful() -> None:
    reading = given(gift(conventionne=500, verse=-500), gift(verse=800), gift(verse=-200), gift(annonce=9, verse=-1))
    assert cells(reading, "repayment_contradicted") == ["I2", "I5"]


@pytest.mark.parametrize(
    ("values", "far"),
    [
        ([100, 120, 130, 140, 150, 160, 170, 180_000], [7]),
        ([100, 120, 130, 140, 150, 160, 170, 1], [7]),
        ([200, 500, 1_000, 2_000, 5_000, 20_000, 80_000, 300_000], []),  # gifts are of every size
        ([100, 120, 150_000], [2]),
        ([500, 800, 20_000], []),
        ([100, 200_000], []),
        ([np.nan, 0, 100, 120, 130], []),
    ],
)
def test_a_value_is_far_from_its_kind_when_it_is_far_from_the_median_and_from_every_other(
    values: list[float], far: list[int]
) -> None:
    assert far_from_median(np.array(values, dtype=float))[0].tolist() == far


def test_a_cost_a_thousand_times_the_others_names_its_cell() -> None:
    rows = [["01/01/2024", "Timbres", 40], ["02/01/2024", "Audit", 90], ["03/01/2024", "Visa", 90_000]]
    reading = read_whole(Frais=[["date", "libellé", "montant"], *rows])
    (finding,) = found(reading, "far_from_its_kind")
    assert (finding.cell, finding.details["median"]) == ("C4", 90)


def test_hours_beyond_the_plan_or_beyond_what_all_received_name_their_cell() -> None:
    heads = ["programme", "activité", "participants", "heures prévues", "heures dispensées", "heures par participant"]
    rows = [["auc", "A", 10, 20, 30, 10], ["auc", "B", 10, 20, 31, 10], ["auc", "C", 10, 120, 101, 10]]
    reading = read_whole(Activités=[heads, *rows])
    assert cells(reading, "hours_above_planned") == ["E3"]
    assert cells(reading, "hours_above_received") == ["E4"]


def test_an_expense_before_its_programme_began_is_said() -> None:
    programmes: Rows = [["code", "nom", "début"], ["auc", "AUC", "mars 2023"]]
    heads = ["programme", "libellé", "date", "montant"]
    rows = [["auc", "Bus", "28/02/2023", 5], ["auc", "Car", "01/03/2023", 6]]
    assert cells(read_whole(Programmes=programmes, Dépenses=[heads, *rows]), "expense_before_programme") == ["C2"]
