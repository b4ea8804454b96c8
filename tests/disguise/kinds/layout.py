"""Where things stand and how they look: titles, order, extra columns, styles. None of it changes a figure."""

from __future__ import annotations

from itertools import groupby
from random import Random

from tests.disguise.disguise import Expectation, Stage, Trace, disguise, harmless, of_rows
from tests.disguise.draft import Draft, DraftSheet, RowKind
from tests.disguise.kinds.picking import ADDED_UP, a_sheet
from tests.disguise.made_fund import AMOUNTS, LABELS, Record
from tests.disguise.plain import data_row

LAYOUT, HARMLESS = Stage.LAYOUT, Expectation.HARMLESS
TABLES = (*ADDED_UP, "rates", "participants", "declared")
TITLES = (
    *("Fonds de solidarité pour les Orvanes", "Suivi du fonds", "Comité des donateurs", "Tableau de bord 2024"),
    *("Total des contributions par collectivité", "Détail", "Mis à jour le 12/03/2024"),
)


@disguise(HARMLESS, LAYOUT)
def titles_above(draft: Draft, random: Random) -> Trace | None:
    """One to three lines above the headers, the first merged over all columns."""
    sheet = a_sheet(draft, random, TABLES, rows=1)
    if sheet is None:
        return None
    rows = [sheet.text_line(RowKind.ABOVE, text) for text in random.sample(TITLES, random.randint(1, 3))]
    if random.random() < 0.6 and len(sheet.columns) > 2:
        sheet.merged.append((rows[0], 0, len(sheet.columns) - 1))
    if random.random() < 0.5:
        rows.append(sheet.line(RowKind.ABOVE))
    sheet.above(*rows)
    return harmless(sheet.table)


@disguise(HARMLESS, LAYOUT)
def columns_in_another_order(draft: Draft, random: Random) -> Trace | None:
    """The columns shuffled."""
    sheet = a_sheet(draft, random, TABLES, rows=1)
    if sheet is None or sheet.merged:
        return None
    order = random.sample(range(len(sheet.columns)), len(sheet.columns))
    sheet.columns = [sheet.columns[place] for place in order]
    for row in sheet.rows:
        row.cells = [row.cells[place] for place in order]
    return harmless(sheet.table)


@disguise(HARMLESS, LAYOUT)
def extra_columns(draft: Draft, random: Random) -> Trace | None:
    """Columns of people's own: a number for each row, a contact, a link, « suivi par »."""
    sheet = a_sheet(draft, random, ("contributions", "programmes", "expenses", "tranches"), rows=1)
    if sheet is None:
        return None
    for header in random.sample(("Ligne", "Dossier suivi par", "Relance faite", "Code analytique", "Lien"), 2):
        place = sheet.insert_column(random.randint(0, len(sheet.columns)), "", header)
        for number, row in enumerate(sheet.data, start=1):
            row.cells[place].value = number if header == "Ligne" else random.choice((None, "oui", "AB", "627-1"))
    return harmless(sheet.table)


@disguise(HARMLESS, LAYOUT)
def empty_columns(draft: Draft, random: Random) -> Trace | None:
    """Empty columns to the left and between."""
    sheet = a_sheet(draft, random, TABLES, rows=1)
    if sheet is None:
        return None
    for place in (0, random.randint(1, len(sheet.columns))):
        sheet.insert_column(place, "", None)
    return harmless(sheet.table)


@disguise(HARMLESS, LAYOUT)
def colours_and_bold(draft: Draft, random: Random) -> Trace | None:
    """Rows in colour and in bold, and coloured empty cells below the table."""
    sheet = a_sheet(draft, random, TABLES, rows=1)
    if sheet is None:
        return None
    for row in sheet.data:
        bold, fill = random.random() < 0.3, random.choice(("", "FFF2CC", "D9EAD3"))
        for cell in row.cells:
            cell.bold, cell.fill = bold, fill
    below = sheet.line(RowKind.OTHER)
    for cell in below.cells:
        cell.fill = "EEEEEE"
    sheet.below(below, below)
    return harmless(sheet.table)


@disguise(HARMLESS, LAYOUT)
def optional_columns_left_out(draft: Draft, random: Random) -> Trace | None:
    """Columns that no figure needs are not kept."""
    sheet = a_sheet(draft, random, ("contributions", "expenses", "programmes"), rows=1)
    if sheet is None:
        return None
    optional = [
        *("decided_on", "note", "supplier", "document", "country", "partner", "category"),
    ]
    present = [code for code in optional if sheet.has(code)]
    if not present:
        return None
    for code in random.sample(present, random.randint(1, len(present))):
        sheet.drop_column(code)
    return harmless(sheet.table)


@disguise(HARMLESS, Stage.CELLS)
def rows_in_another_order(draft: Draft, random: Random) -> Trace | None:
    """Rows sorted by amount, by name or not at all."""
    sheet = a_sheet(draft, random, TABLES)
    if sheet is None or any(row.kind is RowKind.OTHER for row in sheet.rows):
        return None
    head = [row for row in sheet.rows if row.kind is not RowKind.DATA]
    sheet.rows = [*head, *random.sample(sheet.data, len(sheet.data))]
    return harmless(sheet.table)


def _amount_that_looks_like_a_sum(sheet: DraftSheet, record: Record, code: str, rows: int) -> None:
    """The last of the first rows gets the sum of those above, in the fund's rows and in the sheet."""
    above = [row.record or {} for row in sheet.data[:rows]]
    total = sum(value for row in above if isinstance(value := row.get(code), int | float))
    for column in AMOUNTS[sheet.table]:
        if column in record and column.endswith("_cents"):
            record[column] = total
    row = next(row for row in sheet.data if row.record is record)
    row.cells = data_row(sheet, record).cells


@disguise(HARMLESS, Stage.CELLS)
def gift_like_the_one_above(draft: Draft, random: Random) -> Trace | None:
    """The second gift is as large as the first: two gifts."""
    sheet = a_sheet(draft, random, ("contributions",), rows=3)
    record = sheet.data[1].record if sheet else None
    if sheet is None or record is None or not _received_in_full(sheet, 2):
        return None
    _amount_that_looks_like_a_sum(sheet, record, "received_cents", 1)
    return harmless("contributions")


@disguise(HARMLESS, Stage.CELLS)
def gift_like_the_sum_above(draft: Draft, random: Random) -> Trace | None:
    """The third gift is as large as the first two together: still a gift."""
    sheet = a_sheet(draft, random, ("contributions",), rows=4)
    record = sheet.data[2].record if sheet else None
    if sheet is None or record is None or not _received_in_full(sheet, 3):
        return None
    _amount_that_looks_like_a_sum(sheet, record, "received_cents", 2)
    return harmless("contributions")


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


@disguise(HARMLESS, LAYOUT)
def programme_merged_over_its_rows(draft: Draft, random: Random) -> Trace | None:
    """The programme stands in one cell merged over all its rows."""
    sheet = a_sheet(draft, random, ("tranches", "expenses", "activities", "participants"))
    if sheet is None:
        return None
    for _, rows in groupby(sheet.rows, key=lambda row: (row.kind, str(sheet.cell(row, "programme").value))):
        block = list(rows)
        if len(block) > 1 and block[0].kind is RowKind.DATA:
            sheet.merged_down.append((block[0], block[-1], "programme"))
    return harmless(sheet.table) if sheet.merged_down else None


@disguise(Expectation.RECOVERABLE, Stage.ROWS)
def sheet_says_none(draft: Draft, random: Random) -> Trace | None:
    """« aucun » in the first row: there are none."""
    for sheet in draft.sheets(("running_costs",)):
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
