"""The same row twice: on one sheet, nearly alike, in two files; and rows that are alike without being the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise, harmless, of_rows
from tests.disguise.draft import Draft, DraftCell, DraftColumn, DraftFile, DraftRow, DraftSheet, RowKind
from tests.disguise.kinds.picking import a_sheet
from tests.disguise.made_fund import Record, cents, day
from tests.disguise.plain import data_row, plain_sheet

CELLS, WRONG, HARMLESS = Stage.CELLS, Expectation.WRONG, Expectation.HARMLESS
REPEATED = ("contributions", "expenses", "running_costs", "activities", "tranches", "participants")


def _copy(row: DraftRow) -> DraftRow:
    return DraftRow(RowKind.OTHER, [replace(cell) for cell in row.cells])


@disguise(WRONG, CELLS)
def row_twice(draft: Draft, random: Random) -> Trace | None:
    """A row was pasted again, further down."""
    sheet = a_sheet(draft, random, REPEATED)
    if sheet is None:
        return None
    row = random.choice(sheet.data)
    again = _copy(row)
    sheet.rows.insert(random.randint(sheet.number(row), len(sheet.rows)), again)
    return of_rows(sheet.table, row, again)


@disguise(WRONG, CELLS)
def row_twice_nearly(draft: Draft, random: Random) -> Trace | None:
    """The same payment entered twice: same donor or voucher, day and amount, the other words differ."""
    sheet = a_sheet(draft, random, ("contributions", "expenses", "running_costs"))
    if sheet is None:
        return None
    rows = [row for row in sheet.data if sheet.table != "contributions" or (row.record or {}).get("received_cents")]
    row = random.choice(rows)
    again = _copy(row)
    changes: dict[str, tuple[str, object]] = {
        "contributions": ("note", "Virement reçu"),
        "expenses": ("label", "Facture"),
        "running_costs": ("label", str(sheet.cell(row, "label").value).upper() if sheet.has("label") else ""),
    }
    code, value = changes[sheet.table]
    if sheet.has(code):
        sheet.cell(again, code).value = value
    for other in ("siren", "department", "supplier"):
        if sheet.has(other):
            sheet.cell(again, other).value = None
    sheet.below(again)
    return of_rows(sheet.table, row, again)


@disguise(WRONG, CELLS)
def row_in_two_files(draft: Draft, random: Random) -> Trace | None:
    """The partner's or a colleague's file holds a row that is in ours, with fewer columns."""
    sheet = a_sheet(draft, random, ("contributions", "expenses", "running_costs", "tranches"))
    if sheet is None:
        return None
    row = random.choice(
        [row for row in sheet.data if sheet.table != "contributions" or (row.record or {}).get("received_cents")]
    )
    columns = [column for column in sheet.columns if column.code not in ("siren", "department", "note", "supplier")]
    other = DraftSheet(sheet.name, sheet.table, [DraftColumn(column.code) for column in columns])
    places = [sheet.columns.index(column) for column in columns]
    header = DraftRow(RowKind.HEADER, [DraftCell(sheet.header.cells[place].value) for place in places])
    again = DraftRow(RowKind.OTHER, [replace(row.cells[place]) for place in places])
    other.rows = [header, again]
    draft.files.append(DraftFile("envoi du 12 mars.xlsx", [other]))
    return of_rows(sheet.table, row, again)


@disguise(WRONG, Stage.BOOK)
def file_twice(draft: Draft, random: Random) -> Trace | None:
    """A workbook and its copy « (1) » are both dropped."""
    file = random.choice(draft.files)
    if any(other.kind is not file.kind for other in draft.files) or not all(sheet.table for sheet in file.sheets):
        return None
    sheets = []
    for sheet in file.sheets:
        rows = [DraftRow(row.kind, [replace(cell) for cell in row.cells]) for row in sheet.rows]
        copied = DraftSheet(sheet.name, sheet.table, [replace(column) for column in sheet.columns], rows)
        for row in rows:
            row.kind = RowKind.OTHER if row.kind is RowKind.DATA else row.kind
        sheets.append(copied)
    copy = replace(file, name=file.name.replace(".", " (1).", 1), sheets=sheets)
    draft.files.append(copy)
    tables = frozenset((*(sheet.table for sheet in sheets),)) - {"fund"}
    places = [
        Place(row=row) for sheet in (*sheets, *file.sheets) for row in sheet.rows if row.kind is not RowKind.HEADER
    ]
    return Trace(tables, (*places, *(Place(sheet=sheet) for sheet in sheets)))


@disguise(HARMLESS, CELLS)
def same_gift_a_year_later(draft: Draft, random: Random) -> Trace | None:
    """A donor gives the same amount on another day: a second gift."""
    for sheet in draft.sheets(("contributions",)):
        rows = [
            row
            for row in sheet.data
            if row.record
            and row.record.get("received_cents")
            and row.record.get("committed_cents", row.record["received_cents"]) == row.record["received_cents"]
        ]
        if not rows:
            continue
        gift = random.choice(rows).record or {}
        shift = (draft.fund.as_of - day(gift, "received_on")).days // 2
        if shift < 2:
            continue
        later: Record = {c: v + timedelta(shift) if c.endswith("_on") else v for c, v in gift.items()}  # type: ignore[operator]
        draft.fund.records["contributions"].append(later)
        sheet.rows.insert(sheet.number(sheet.data[-1]), data_row(sheet, later))
        return harmless("contributions")
    return None


@disguise(HARMLESS, CELLS)
def fees_of_every_month(draft: Draft, random: Random) -> Trace | None:
    """The bank's fees, the same amount under the same words each month."""
    sheet = a_sheet(draft, random, ("running_costs",))
    if sheet is None:
        return None
    for month in range(1, 5):
        cost: Record = {
            "date": draft.fund.as_of - timedelta(30 * month),
            "label": "Tenue de compte",
            "amount_cents": 12_50,
        }
        draft.fund.records["running_costs"].append(cost)
        sheet.rows.insert(sheet.number(sheet.data[-1]), data_row(sheet, cost))
    return harmless("running_costs")


def declared_sheet(draft: Draft, records: list[Record]) -> list[DraftRow]:
    """Add rows to the sheet of declared figures, which is made where there is none, and return them."""
    sheets = draft.sheets(("declared",))
    if sheets:
        rows = [data_row(sheets[0], record) for record in records]
        sheets[0].below(*rows)
        return rows
    sheet = plain_sheet(draft.fund, "declared", records)
    draft.files[0].sheets.append(sheet)
    return sheet.data


@disguise(WRONG, CELLS)
def declared_figure_contradicted(draft: Draft, random: Random) -> Trace | None:
    """A report says that more was spent or less transferred than the rows show."""
    raised = sum(cents(gift, "received_cents") for gift in draft.fund.rows("contributions"))
    record: Record = {"indicator": "raised", "unit": "EUR", "approximate": "non", "date": draft.fund.as_of}
    record |= {"value": raised // 100 * random.choice((2, 3)) // 4, "source": "Rapport annuel"}
    rows = declared_sheet(draft, [record])
    return Trace(frozenset(("contributions", "declared")), (Place(row=rows[-1]),), must_be_told=True)
