"""The plain form of a fund: the contract's own sheets and headers, values as Excel keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from fund.schema import BY_CODE, SHEETS, Column, Kind
from tests.disguise.draft import Draft, DraftCell, DraftColumn, DraftFile, DraftRow, DraftSheet, RowKind
from tests.disguise.made_fund import MadeFund, Record

FORMATS = {Kind.MONEY: "#,##0.00", Kind.DATE: "dd/mm/yyyy", Kind.MOMENT: "dd/mm/yyyy", Kind.SHARE: "0%"}
OF_DONORS = ("fund", "contributions", "running_costs")
"""The tables of the first file, where a fund has two."""


def plain_draft(fund: MadeFund, random: Random) -> Draft:
    """The fund in one file, or in two."""
    sheets = [plain_sheet(fund, schema.code, fund.rows(schema.code)) for schema in SHEETS if fund.rows(schema.code)]
    if random.random() < 0.5:
        return Draft(fund, [DraftFile("fonds.xlsx", sheets)])
    ours = [sheet for sheet in sheets if sheet.table in OF_DONORS]
    theirs = [sheet for sheet in sheets if sheet.table not in OF_DONORS]
    return Draft(fund, [DraftFile("contributions.xlsx", ours), DraftFile("programmes.xlsx", theirs)])


def plain_sheet(fund: MadeFund, table: str, records: Sequence[Record]) -> DraftSheet:
    """The sheet of a table with these rows."""
    schema, codes = BY_CODE[table], fund.columns[table]
    sheet = DraftSheet(schema.title, table, [DraftColumn(code) for code in codes])
    sheet.rows.append(DraftRow(RowKind.HEADER, [DraftCell(schema.column(c).header, bold=True) for c in codes]))
    sheet.rows += [data_row(sheet, record) for record in records]
    return sheet


def data_row(sheet: DraftSheet, record: Record) -> DraftRow:
    """A row of data of a sheet, in the order of its columns."""
    schema = BY_CODE[sheet.table]
    known = {column.code for column in schema.columns}
    cells = [
        plain_cell(schema.column(c.code), record.get(c.code)) if c.code in known else DraftCell() for c in sheet.columns
    ]
    return DraftRow(RowKind.DATA, cells, record)


def plain_cell(column: Column, value: object) -> DraftCell:
    """A value as Excel keeps it: euros, days, the label of a choice; nothing for None."""
    if value is None:
        return DraftCell()
    match column.kind:
        case Kind.MONEY:
            assert isinstance(value, int)
            value = value // 100 if value % 100 == 0 else value / 100
        case Kind.CHOICE:
            value = next((choice.label for choice in column.choices if choice.code == value), value)
        case Kind.DATE | Kind.MOMENT:
            assert isinstance(value, date)
    return DraftCell(value, FORMATS.get(column.kind, "General"))
