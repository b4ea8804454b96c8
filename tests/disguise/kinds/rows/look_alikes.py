"""Rows of data that look like totals, and rows that look like data and are none."""

from __future__ import annotations

from random import Random

from tests.disguise.disguise import Expectation, Stage, Trace, disguise, harmless, of_rows
from tests.disguise.draft import Draft, DraftSheet, RowKind
from tests.disguise.kinds.picking import a_sheet
from tests.disguise.made_fund import AMOUNTS, LABELS, Record, cents
from tests.disguise.plain import data_row

HARMLESS = Expectation.HARMLESS


def _sum_of(sheet: DraftSheet, record: Record, rows: int) -> Trace | None:
    """A gift gets the sum of the first rows, on the sheet as in the fund.

    None where the fund would lose by it, or another disguise changed the amounts.
    """
    total = sum(cents(row.record or {}, "received_cents") for row in sheet.data[:rows])
    row = next(row for row in sheet.data if row.record is record)
    amounts = [column for column in AMOUNTS[sheet.table] if column in record and column.endswith("_cents")]
    plain = data_row(sheet, record)
    cells = [(sheet.cell(row, column), sheet.cell(plain, column)) for column in amounts]
    untouched = all((is_.value, is_.format) == (was.value, was.format) for is_, was in cells)
    if total < cents(record, "received_cents") or not untouched:
        return None
    record.update(dict.fromkeys(amounts, total))
    changed = data_row(sheet, record)
    for column in amounts:
        row.cells[sheet.index(column)] = sheet.cell(changed, column)
    return harmless("contributions")


@disguise(HARMLESS, Stage.CELLS)
def gift_like_the_one_above(draft: Draft, random: Random) -> Trace | None:
    """The second gift is as large as the first: two gifts."""
    sheet = _only_gifts(draft, random, rows=3)
    record = sheet.data[1].record if sheet else None
    if sheet is None or record is None or not _received_in_full(sheet, 2):
        return None
    return _sum_of(sheet, record, 1)


@disguise(HARMLESS, Stage.CELLS)
def gift_like_the_sum_above(draft: Draft, random: Random) -> Trace | None:
    """The third gift is as large as the first two together: still a gift."""
    sheet = _only_gifts(draft, random, rows=4)
    record = sheet.data[2].record if sheet else None
    if sheet is None or record is None or not _received_in_full(sheet, 3):
        return None
    return _sum_of(sheet, record, 2)


def _only_gifts(draft: Draft, random: Random, rows: int) -> DraftSheet | None:
    """The gifts where they stand on one sheet: a row that stands on another too would be changed on one of them."""
    alone = len(draft.sheets(("contributions",))) == 1
    return a_sheet(draft, random, ("contributions",), rows=rows) if alone else None


def _received_in_full(sheet: DraftSheet, rows: int) -> bool:
    records = [row.record or {} for row in sheet.data[:rows]]
    return all(
        r.get("received_cents") and r.get("committed_cents", r["received_cents"]) == r["received_cents"]
        for r in records
    )


@disguise(HARMLESS, Stage.CELLS)
def names_that_look_like_totals(draft: Draft, random: Random) -> Trace | None:
    """A donor « Total Énergies », a purchase « Somme forfaitaire », a cost « Report de charges »: rows of data."""
    sheet = a_sheet(draft, random, ("contributions", "expenses", "running_costs"))
    if sheet is None:
        return None
    names = {
        "contributions": ("Total-sur-Osse", "Somme", "Résultat-le-Vieux", "Ensemble pour Osse (CC)"),
        "expenses": ("Somme forfaitaire transport", "Total station Osse, carburant", "Ensemble de pompes"),
        "running_costs": ("Totalgaz, chauffage", "Report d'assurance", "Somme due au traducteur"),
    }
    row = random.choice(sheet.data)
    if row.record is None:
        return None
    label, old = LABELS[sheet.table], row.record[LABELS[sheet.table]]
    name = random.choice(names[sheet.table])
    for record in draft.fund.rows(sheet.table):
        if record is row.record or (sheet.table == "contributions" and record[label] == old):
            record[label] = name
    for other in sheet.data:
        if other.record is not None and other.record[label] == name:
            sheet.cell(other, label).value = name
    return harmless(sheet.table)


@disguise(Expectation.RECOVERABLE, Stage.ROWS)
def sheet_says_none(draft: Draft, random: Random) -> Trace | None:
    """« aucun » in the first row: there are none."""
    costs = draft.sheets(("running_costs",))
    for sheet in costs if len(costs) == 1 else ():  # a copy elsewhere would say that there are some
        draft.fund.records["running_costs"] = []
        sheet.rows = [row for row in sheet.rows if row.kind is not RowKind.DATA]
        row = sheet.line(RowKind.OTHER, label=random.choice(("aucun", "Aucun", "néant", "Aucun frais")))
        sheet.below(row)
        return of_rows("running_costs", row)
    return None


@disguise(Expectation.RECOVERABLE, Stage.ROWS)
def example_row_left(draft: Draft, random: Random) -> Trace | None:
    """The template's example was left under the headers."""
    sheet = a_sheet(draft, random, ("contributions", "expenses", "running_costs"), rows=1)
    if sheet is None or sheet.data[0].record is None:
        return None
    row = data_row(sheet, sheet.data[0].record)
    row.kind = RowKind.OTHER
    row.cells[0].value = "Exemple : à remplacer"
    sheet.rows.insert(sheet.number(sheet.header), row)
    return of_rows(sheet.table, row, left_out=True)
