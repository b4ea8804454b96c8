"""Numbers of rows that name their unit: a percentage by its sign or its format, and what contradicts the unit."""

from __future__ import annotations

from io import BytesIO

import pandas as pd
import pytest
from openpyxl import load_workbook

from tests.unit.workbook.workbooks import WHOLE, codes, found, read, read_whole, saved, workbook


@pytest.mark.parametrize(
    ("unit", "cell", "shape", "number"),
    [
        ("%", 0.0012, "0.00%", 0.12),
        ("%", 0.45, "0%", 45),
        ("%", 45, "General", 45),
        ("%", "0,12 %", "@", 0.12),
        ("pourcentage", 1.04, "0%", 104),
        ("% des familles", 0, "General", 0),
        ("taux", 0.45, "0%", 45),
        ("km", 0.45, "General", 0.45),
        ("%", 1, "General", 1),
        ("familles", 0.82, "0%", "percent_of_other_unit"),
        ("familles", "82 %", "@", "percent_of_other_unit"),
    ],
)
@pytest.mark.parametrize("column", ["cible", "réalisé"])
def test_a_result_is_the_percentage_that_its_cell_shows_or_unknown_where_its_unit_is_another(
    unit: str, cell: object, shape: str, number: float | str, column: str
) -> None:
    book = load_workbook(BytesIO(workbook({**WHOLE, "Résultats": [["programme", "indicateur", "unité", column]]})))
    book["Résultats"].append(["auc", "Réussite", unit, cell])
    book["Résultats"]["D2"].number_format = shape
    reading = read(saved(book))
    (value,) = reading.dataset.table("results")[{"cible": "target", "réalisé": "achieved"}[column]]
    if isinstance(number, str):
        assert pd.isna(value)
        assert [(finding.code, finding.cell) for finding in reading.findings] == [(number, "D2")]
    else:
        assert value == number
        assert codes(reading) == []


def test_a_share_below_one_without_a_sign_may_be_a_hundred_times_too_small_and_is_asked_about() -> None:
    heads = ["programme", "indicateur", "valeur", "unité", "date", "source"]
    told = [["auc", "part de tranche dépensée", value, "%", "01/05/2025", "x"] for value in (0.8492, "84,92 %")]
    results = [["programme", "indicateur", "unité", "réalisé"], ["auc", "Réussite", "Pourcent", 0.45]]
    reading = read_whole(**{"Chiffres déclarés": [heads, *told], "Résultats": results})
    assert reading.dataset.table("declared")["value"].tolist() == [0.8492, 84.92]
    places = [(finding.sheet, finding.cell) for finding in found(reading, "percent_below_one")]
    assert places == [("Chiffres déclarés", "C2"), ("Résultats", "D2")]
