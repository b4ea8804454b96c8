"""Which column of its rows a figure adds up, and how that is told: a fund of a few rows, added up by hand."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import Workbook

from fund.metric import Cells, Metric
from fund.metrics.implementation.summed import Summed, by_row, summed
from fund.model import WorkbookFile
from fund.open_fund import OpenFund, open_files
from fund.wording.sources import RowValues, SourceFinder, SourceRows, answer, counted_heading, silent_rows, source_table
from tests.unit.wording.sample_figures import plain

SHEETS = {
    "Fonds": (("code", "nom", "arrêté au"), ("demo", "Démo", "30/06/2026")),
    "Contributions": (
        ("collectivité", "montant conventionné", "versé le", "montant versé", "état"),
        ("Laval", 1_000, "05/01/2026", 600, None),
        ("Brest", 500, None, None, None),
        ("Nantes", 300, "06/01/2026", None, "versée"),
        ("Rennes", 200, "07/01/2026", 200.5, None),
    ),
    "Programmes": (("code", "nom", "budget"), ("eau", "L’eau potable", 900)),
    "Dépenses": (
        ("programme", "date", "libellé", "montant", "devise"),
        ("eau", "02/02/2026", "Pompe", 100, "EUR"),
        ("eau", "03/02/2026", "Tuyaux", 300, "USD"),
        ("eau", "04/02/2026", "Avoir", -20, "EUR"),
        ("eau", "05/02/2026", "Plans", None, "EUR"),
    ),
    "Taux": (("devise", "date", "unités pour 1 €"), ("USD", "01/02/2026", 1.2)),
    "Activités": (
        ("programme", "activité", "groupes", "participants", "heures dispensées"),
        ("eau", "Cours", 2, 10, 30),
        ("eau", "Conseil", None, 4, 12),
    ),
    "Chiffres déclarés": (
        ("programme", "indicateur", "valeur", "unité", "environ", "date", "source"),
        ("eau", "participants", 12, "nombre", "non", "mai 2026", "Rapport du partenaire"),
    ),
}


@pytest.fixture(scope="module")
def fund() -> OpenFund:
    return fund_of(SHEETS)


def fund_of(sheets: dict[str, tuple[tuple[object, ...], ...]]) -> OpenFund:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return open_files("demo", [WorkbookFile("fonds.xlsx", content.getvalue())])


def answered(fund: OpenFund, figure: Metric) -> Iterator[tuple[SourceRows, Summed | None]]:
    for rows in SourceFinder(fund.dataset).of(figure.all_cells()):
        yield rows, summed(figure, Cells(rows.table, rows.columns, rows.positions), fund.dataset, by_row(fund.metrics))


def first(fund: OpenFund, figure: Metric) -> tuple[SourceRows, Summed]:
    rows, found = next(answered(fund, figure))
    assert found is not None
    return rows, found


def test_what_was_received_adds_up_from_the_payments_and_says_which_is_not_communicated(fund: OpenFund) -> None:
    raised = fund.metrics.contributions.raised
    rows, found = first(fund, raised)
    # 600 + 200,50; Brest has not paid yet, Nantes paid an amount that nobody tells.
    assert (found.total, found.rows) == (800_50, 2)
    counted = RowValues(found.column, found.values, found.unit)
    assert counted_heading(rows, counted, "fr") == "Montant versé"
    assert silent_rows(rows, fund.dataset, counted, "fr") == "ligne\u00a04 (Nantes)"
    table = source_table(rows, fund.dataset, {}, counted, "fr")
    assert [plain(text) for text in table["Montant versé"]] == ["600 €", "—", "non communiqué", "200,50 €"]
    assert plain(answer(raised, found.rows, rows.table, "fr")) == "Calculé : somme de 2 versements."
    assert answer(raised, found.rows, rows.table, "en") == "Computed: the sum of 2\u00a0payments."


def test_what_is_still_due_has_a_column_of_its_own(fund: OpenFund) -> None:
    rows, found = first(fund, fund.metrics.contributions.outstanding)
    counted = RowValues(found.column, found.values, found.unit)
    table = source_table(rows, fund.dataset, {}, counted, "fr")
    # 1 000 − 600 and 500; of Nantes what was paid is not known, Rennes gave more than it had signed.
    assert [plain(text) for text in table["Reste à recevoir"]] == ["400 €", "500 €", "non communiqué", "0 €"]
    assert found.total == 900_00


def test_converted_rows_show_the_rate_with_its_day_and_row_and_programmes_by_their_name(fund: OpenFund) -> None:
    spent = fund.metrics.spent
    rows, found = next(each for each in answered(fund, spent) if each[0].table == "expenses")
    assert found is not None
    # 100 + 300 ÷ 1,2 − 20: a refund is taken off.
    assert (found.total, found.rows) == (330_00, 3)
    counted = RowValues(found.column, found.values, found.unit)
    assert counted_heading(rows, counted, "fr") == "En euros"
    table = source_table(rows, fund.dataset, {"eau": "L’eau"}, counted, "fr")
    assert set(table["Programme"]) == {"L’eau"}
    assert [plain(text) for text in table["Taux utilisé"]] == ["—", "1,2 (01/02/2026, feuille Taux, ligne 2)", "—", "—"]
    assert [plain(text) for text in table["En euros"]] == ["100 €", "250 €", "−20 €", "non communiqué"]
    # No row has a rate of its own: the column is left out.
    assert "Taux" not in table
    assert silent_rows(rows, fund.dataset, counted, "fr") == "ligne\u00a05 (Plans)"


def test_hours_received_are_told_row_by_row(fund: OpenFund) -> None:
    rows, found = first(fund, fund.metrics.hours.received)
    counted = RowValues(found.column, found.values, found.unit)
    # 30 ÷ 2 × 10, and 12 of an activity for one at a time.
    assert list(found.values) == [150, 12]
    assert [plain(text) for text in source_table(rows, fund.dataset, {}, counted, "fr")["Heures reçues"]] == [
        "150 h",
        "12 h",
    ]
    assert answer(fund.metrics.hours.received, found.rows, rows.table, "fr").startswith("Déduit, en supposant")


def test_a_figure_that_rows_do_not_add_up_to_shows_no_sum(fund: OpenFund) -> None:
    for figure in (fund.metrics.contributions.donors, fund.metrics.contributions.donors_paid):
        assert [found for _, found in answered(fund, figure)] == [None]


def test_a_declared_figure_is_not_told_to_be_computed(fund: OpenFund) -> None:
    (declared,) = fund.metrics.declared
    assert plain(answer(declared, 0, "declared", "fr")) == "Déclaré (mai 2026) : Rapport du partenaire"
    assert [found for _, found in answered(fund, declared)] == [None]


def test_what_is_made_of_figures_says_how_and_what_is_missing_says_why(fund: OpenFund) -> None:
    metrics = fund.metrics
    assert plain(answer(metrics.programmes[0].budget_share, 3, "expenses", "fr")) == "Calculé : dépensé ÷ alloué."
    assert answer(metrics.transferred, 0, "tranches", "fr").startswith("Pas communiqué. ")


def test_what_was_transferred_adds_up_from_the_tranches_that_are_paid() -> None:
    tranches = (
        ("programme", "n°", "montant", "prévue le", "versée le"),
        ("eau", 1, 1_000, None, "01/02/2026"),
        ("eau", 2, 500, "01/09/2026", None),
        ("eau", 3, 300, None, "02/03/2026"),
    )
    own = fund_of({**SHEETS, "Tranches": tranches})
    for figure in (own.metrics.transferred, own.metrics.programmes[0].transferred):
        rows, found = first(own, figure)
        assert found is not None
        # The tranche that is only planned counts for nothing.
        assert (list(found.values), found.total, found.rows) == ([1_000_00, 0, 300_00], 1_300_00, 2)
        assert counted_heading(rows, RowValues(found.column, found.values, found.unit), "fr") == "Transféré"
