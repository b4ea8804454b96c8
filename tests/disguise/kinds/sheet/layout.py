"""Where things stand and how they look: titles, order, extra columns, styles. None of it changes a figure."""

from __future__ import annotations

from itertools import groupby
from random import Random

from tests.disguise.disguise import Expectation, Stage, Trace, disguise, harmless
from tests.disguise.draft import Draft, RowKind
from tests.disguise.kinds.picking import ADDED_UP, a_sheet

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
