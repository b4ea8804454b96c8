"""Which rows an update adds, changes and removes."""

from __future__ import annotations

from datetime import date

import pytest

from fund.changes import LISTED_ROWS, CellChange, RowChange, TableChanges, row_texts
from fund.changes.pairing import LARGEST_GROUP
from fund.changes.rows import table_changes
from fund.model import Moment, Precision
from fund.schema import SHEETS
from tests.unit.datasets import Row, dataset


def compared(table: str, before: list[Row], after: list[Row]) -> TableChanges:
    """The changes of the only table that has any."""
    (found,) = table_changes(dataset(**{table: before}), dataset(**{table: after}))
    assert found.table == table
    return found


def only_row(table: str, before: list[Row], after: list[Row]) -> RowChange:
    found = compared(table, before, after)
    assert len(found.rows) == 1
    return found.rows[0]


def counts(found: TableChanges) -> tuple[int, int, int, int]:
    return found.added, found.changed, found.removed, found.unchanged


LAVAL = {"donor": "Laval", "donor_type": "municipality", "received_on": date(2025, 3, 1), "received_cents": 100_000}
ARNAGE = {"donor": "Arnage", "donor_type": "municipality", "received_on": date(2025, 4, 1), "received_cents": 200_000}


def test_a_row_that_only_moved_is_no_change() -> None:
    before = dataset(contributions=[LAVAL, ARNAGE])
    after = dataset(file="autre.xlsx", contributions=[ARNAGE | {"source_row": 40}, LAVAL | {"source_row": 7}])
    assert table_changes(before, after) == ()


def test_an_edited_amount_is_one_changed_row_with_old_and_new_cell() -> None:
    found = compared("contributions", [ARNAGE, LAVAL], [LAVAL | {"received_cents": 150_000}, ARNAGE])
    assert counts(found) == (0, 1, 0, 1)
    assert found.rows == (
        RowChange("contributions", "changed", "Laval", 1, 0, (CellChange("received_cents", 100_000, 150_000),)),
    )


def test_a_new_row_and_a_row_that_is_gone_show_their_filled_cells() -> None:
    row = {"donor": "Colombes", "pledged_cents": 5_000}
    filled = (("donor", "Colombes"), ("pledged_cents", 5_000))
    added = only_row("contributions", [LAVAL], [LAVAL, row])
    assert (added.kind, added.key, added.before_position, added.after_position) == ("added", "Colombes", None, 1)
    assert added.cells == tuple(CellChange(code, None, value) for code, value in filled)
    removed = only_row("contributions", [LAVAL, row], [LAVAL])
    assert (removed.kind, removed.key, removed.before_position, removed.after_position) == (
        "removed",
        "Colombes",
        1,
        None,
    )
    assert removed.cells == tuple(CellChange(code, value, None) for code, value in filled)


def test_rows_alike_are_counted_one_by_one() -> None:
    assert counts(compared("contributions", [LAVAL, LAVAL, LAVAL], [LAVAL])) == (0, 0, 2, 1)
    assert counts(compared("contributions", [LAVAL], [LAVAL, LAVAL])) == (1, 0, 0, 1)


def test_a_new_fund_has_only_added_rows() -> None:
    (found,) = table_changes(None, dataset(contributions=[LAVAL, ARNAGE]))
    assert counts(found) == (2, 0, 0, 0)


def test_of_several_gifts_of_a_donor_the_likest_is_the_one_that_changed() -> None:
    pledged = {"donor": "Laval", "pledged_on": date(2025, 1, 1), "pledged_cents": 100_000}
    paid = pledged | {
        "committed_on": date(2025, 2, 1),
        "committed_cents": 100_000,
        "received_on": date(2025, 3, 1),
        "received_cents": 100_000,
    }
    another = {"donor": "Laval", "pledged_on": date(2026, 1, 1), "pledged_cents": 300_000}
    found = compared("contributions", [pledged], [another, paid])
    assert counts(found) == (1, 1, 0, 0)
    assert [(row.kind, row.after_position) for row in found.rows] == [("added", 0), ("changed", 1)]


def test_of_gifts_equally_like_the_nearest_amount_is_the_one_that_changed() -> None:
    # 1 000 € and 5 000 € become 1 100 €, 5 200 € and 90 €: the first two are the nearest, 90 € is new.
    before = [{"donor": "Laval", "received_cents": cents} for cents in (100_000, 500_000)]
    after = [{"donor": "Laval", "received_cents": cents} for cents in (9_000, 520_000, 110_000)]
    found = compared("contributions", before, after)
    changed = [(row.cells[0].before, row.cells[0].after) for row in found.rows if row.kind == "changed"]
    assert changed == [(500_000, 520_000), (100_000, 110_000)]
    assert counts(found) == (1, 2, 0, 0)


def test_a_donor_whose_spelling_changes_is_a_changed_row() -> None:
    row = only_row("contributions", [{"donor": "Fos sur mer"}], [{"donor": "Fos-sur-Mer"}])
    assert row.cells == (CellChange("donor", "Fos sur mer", "Fos-sur-Mer"),)


def test_a_renamed_donor_is_recognised_by_the_amount_and_date_it_gave() -> None:
    row = only_row("contributions", [LAVAL], [LAVAL | {"donor": "Laval Agglomération"}])
    assert (row.kind, row.key) == ("changed", "Laval Agglomération")
    assert row.cells == (CellChange("donor", "Laval", "Laval Agglomération"),)


def test_two_donors_of_whom_nothing_more_is_known_are_not_one() -> None:
    before, after = (
        [{"donor": "Arnage", "donor_type": "municipality"}],
        [{"donor": "Laval", "donor_type": "municipality"}],
    )
    assert counts(compared("contributions", before, after)) == (1, 0, 1, 0)


def test_a_renamed_donor_is_not_guessed_between_two_alike() -> None:
    gift = {"received_on": date(2025, 3, 1), "received_cents": 100_000}
    before = [{"donor": "Arnage", **gift}, {"donor": "Colombes", **gift}]
    assert counts(compared("contributions", before, [{"donor": "Laval", **gift}])) == (1, 0, 2, 0)


EXPENSE = {
    "programme": "eau",
    "date": date(2025, 6, 1),
    "label": "Pompes",
    "supplier": "Atelier",
    "amount_cents": 90_000,
    "document": "F-1",
}


@pytest.mark.parametrize(
    ("edit", "cells"),
    [
        ({"amount_cents": 95_000, "date": date(2025, 6, 2)}, ["date", "amount_cents"]),
        ({"document": "F-2", "amount_cents": 95_000}, ["amount_cents", "document"]),
        ({"label": "Pompes à eau", "document": "F-2"}, ["label", "document"]),
        (
            {"label": "Pompes à eau", "amount_cents": 95_000, "supplier": "Ateliers"},
            ["label", "supplier", "amount_cents"],
        ),
        ({"programme": "nord"}, ["programme"]),
        ({"currency": "UAH"}, ["currency"]),
    ],
)
def test_an_expense_is_recognised_by_its_document_its_label_or_its_supplier_and_date(
    edit: Row, cells: list[str]
) -> None:
    row = only_row("expenses", [EXPENSE], [EXPENSE | edit])
    assert row.kind == "changed"
    assert [cell.column for cell in row.cells] == cells


def test_another_programme_with_the_same_label_is_another_expense() -> None:
    other = {"programme": "nord", "date": date(2026, 1, 1), "label": "Pompes", "amount_cents": 1_000}
    assert counts(compared("expenses", [EXPENSE], [other])) == (1, 0, 1, 0)


def test_rows_of_a_sheet_with_an_identity_are_recognised_by_it_alone() -> None:
    first = {"programme": "eau", "number": 1, "amount_cents": 100_000}
    found = compared("tranches", [first], [first | {"programme": "EAU", "amount_cents": 120_000}])
    assert [(cell.column, cell.before, cell.after) for cell in found.rows[0].cells] == [
        ("programme", "eau", "EAU"),
        ("amount_cents", 100_000, 120_000),
    ]
    assert found.rows[0].key == "EAU · 1"
    assert counts(compared("tranches", [first], [first | {"number": 2}])) == (1, 0, 1, 0)


def test_a_key_that_stands_twice_loses_no_row() -> None:
    first = {"programme": "eau", "number": 1, "amount_cents": 100_000}
    second = first | {"amount_cents": 300_000}
    assert counts(compared("tranches", [first, second], [first | {"amount_cents": 290_000}])) == (0, 1, 1, 0)


def test_a_declared_figure_brought_up_to_date_is_a_changed_row() -> None:
    point = {
        "indicator": "raised",
        "value": 395_000.0,
        "unit": "EUR",
        "date": Moment(date(2023, 11, 30), Precision.MONTH),
    }
    row = only_row("declared", [point], [point | {"value": 401_000.0, "date": date(2024, 3, 31)}])
    assert row.key == "raised"
    assert row.cells == (
        CellChange("value", 395_000.0, 401_000.0),
        CellChange("date", Moment(date(2023, 11, 30), Precision.MONTH), Moment(date(2024, 3, 31))),
    )


def test_a_date_known_more_precisely_is_a_change() -> None:
    title = {"programme": "eau", "title": "Inauguration"}
    month = Moment(date(2025, 6, 30), Precision.MONTH)
    row = only_row("milestones", [title | {"date": month}], [title | {"date": date(2025, 6, 30)}])
    assert row.cells == (CellChange("date", month, Moment(date(2025, 6, 30))),)


def test_an_amount_that_becomes_unknown_is_a_change_and_not_a_zero() -> None:
    row = only_row("contributions", [LAVAL], [LAVAL | {"received_cents": None}])
    assert row.cells == (CellChange("received_cents", 100_000, None),)


def test_listed_rows_are_cut_and_counts_are_not() -> None:
    before = [{"donor": f"Ville {number}", "received_cents": 100 + number} for number in range(LISTED_ROWS + 10)]
    gone = {"donor": "Arnage", "pledged_cents": 7}
    after = [row | {"received_cents": row["received_cents"] + 10_000} for row in before]
    found = compared("contributions", [*before, gone], after)
    assert counts(found) == (0, LISTED_ROWS + 10, 1, 0)
    assert [row.kind for row in found.rows] == ["changed"] * LISTED_ROWS + ["removed"]


def test_a_group_too_large_to_compare_each_with_each_is_still_paired() -> None:
    # 40 gifts of one donor, each with its amount and its date moved: 40 × 40 pairs are beyond the limit.
    assert LARGEST_GROUP < 40 * 40
    before = [{"donor": "Laval", "pledged_cents": 100 * n, "pledged_on": date(2025, 1, 1)} for n in range(1, 41)]
    after = [{"donor": "Laval", "pledged_cents": 100 * n + 1, "pledged_on": date(2025, 1, 2)} for n in range(1, 41)]
    found = compared("contributions", before, after)
    assert counts(found) == (0, 40, 0, 0)
    assert all(row.cells[1].after - row.cells[1].before == 1 for row in found.rows)


def test_every_sheet_without_an_identity_says_how_its_rows_are_recognised() -> None:
    for sheet in SHEETS:
        assert bool(sheet.likenesses) != bool(sheet.identity), sheet.code
        for column in (*sheet.names, *(name for likeness in sheet.likenesses for name in likeness)):
            assert sheet.column(column)


def test_rows_are_told_in_the_readers_language_old_and_new_cell_side_by_side() -> None:
    expense = EXPENSE | {"currency": "UAH"}
    before, after = dataset(expenses=[expense, LAVAL_TRIP]), dataset(expenses=[expense | {"amount_cents": 100_050}])
    (table,) = table_changes(before, after)
    changed, removed = row_texts(table, before, after, "fr")
    assert (changed.kind, changed.name) == ("changed", "Pompes")
    assert [(cell.heading, cell.before, cell.after) for cell in changed.cells] == [
        ("Montant", "900\u00a0UAH", "1\u202f000,50\u00a0UAH")
    ]
    assert (removed.kind, removed.name) == ("removed", "Voyage")
    assert [(cell.heading, cell.before, cell.after) for cell in removed.cells] == [
        ("Libellé", "Voyage", ""),
        ("Montant", "100\u00a0€", ""),
    ]


LAVAL_TRIP = {"label": "Voyage", "amount_cents": 10_000}


def test_a_declared_figure_is_named_in_words() -> None:
    point = {"indicator": "tranche_share", "value": 84.92, "unit": "%", "programme": "auc", "tranche": 1}
    before, after = dataset(declared=[point]), dataset(declared=[point | {"value": 91.3}])
    (table,) = table_changes(before, after)
    assert row_texts(table, before, after, "fr")[0].name == "part de tranche dépensée"
    assert row_texts(table, before, after, "en")[0].name == "share of tranche spent"


def test_a_cell_emptied_says_so() -> None:
    before, after = dataset(contributions=[LAVAL]), dataset(contributions=[LAVAL | {"received_cents": None}])
    (table,) = table_changes(before, after)
    (cell,) = row_texts(table, before, after, "fr")[0].cells
    assert (cell.before, cell.after) == ("1\u202f000\u00a0€", "—")
