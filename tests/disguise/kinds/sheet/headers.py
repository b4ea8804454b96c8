"""Headers: on two rows, repeated, spelled otherwise, with a unit that changes what the amounts mean."""

from __future__ import annotations

from random import Random
from unicodedata import combining, normalize

from fund.schema import BY_CODE
from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise, harmless, of_sheet
from tests.disguise.draft import Draft, DraftCell, DraftColumn, DraftRow, DraftSheet, RowKind
from tests.disguise.kinds.picking import ADDED_UP, a_sheet, amounts_of

LAYOUT, HARMLESS, RECOVERABLE = Stage.LAYOUT, Expectation.HARMLESS, Expectation.RECOVERABLE

TABLES = (*ADDED_UP, "rates", "participants", "declared", "fund")
IN_EUROS = ("contributions", "programmes", "tranches", "running_costs")
SHORT = {"pledged_cents": "annoncé", "committed_cents": "conventionné", "received_cents": "versé"}
NEW_WORDS = {
    "contributions": {"received_cents": ("Montant perçu", "Encaissements"), "committed_cents": ("Montant signé",)},
    "programmes": {"budget_cents": ("Enveloppe", "Montant voté par le comité")},
    "tranches": {"amount_cents": ("Valeur", "Montant viré")},
    "expenses": {"amount_cents": ("Coût", "Prix payé")},
    "running_costs": {"amount_cents": ("Débit", "Coût")},
    "activities": {"hours_delivered": ("Volume horaire", "Nb d'heures")},
    "participants": {"count": ("Personnes", "Combien")},
}
"""Headers that the contract does not know."""


def _known(sheet: DraftSheet) -> list[DraftColumn]:
    return [column for column in sheet.columns if column.code]


@disguise(HARMLESS, LAYOUT)
def header_synonyms(draft: Draft, random: Random) -> Trace | None:
    """Other spellings that the contract knows."""
    sheet = a_sheet(draft, random, TABLES, rows=1)
    if sheet is None:
        return None
    schema = BY_CODE[sheet.table]
    taken: set[str] = set()
    for place, column in enumerate(sheet.columns):
        if column.code:
            word = random.choice(schema.column(column.code).spellings)
            if word not in taken:
                sheet.header.cells[place].value = word
                taken.add(word)
    return harmless(sheet.table)


@disguise(HARMLESS, LAYOUT)
def header_typed_otherwise(draft: Draft, random: Random) -> Trace | None:
    """Capitals, no accents, accents decomposed, no-break spaces, a line break in the cell."""
    sheet = a_sheet(draft, random, TABLES, rows=1)
    if sheet is None:
        return None
    for cell in sheet.header.cells:
        if isinstance(cell.value, str):
            cell.value = random.choice(
                (
                    cell.value.upper(),
                    normalize("NFD", cell.value),
                    "".join(c for c in normalize("NFD", cell.value) if not combining(c)),
                    cell.value.replace(" ", "\u00a0") + " ",
                    cell.value.replace(" ", "\n"),
                    cell.value.capitalize(),
                )
            )
    return harmless(sheet.table)


@disguise(HARMLESS, LAYOUT)
def header_in_euros(draft: Draft, random: Random) -> Trace | None:
    """« montant versé (€) », « montant (en euros) »."""
    sheet = a_sheet(draft, random, IN_EUROS, rows=1)
    if sheet is None:
        return None
    unit = random.choice(("(€)", "(en €)", "(en euros)", "(EUR)", "[€]"))
    for code in amounts_of(sheet):
        cell = sheet.cell(sheet.header, code)
        cell.value = f"{cell.value} {unit}"
    return harmless(sheet.table)


@disguise(RECOVERABLE, LAYOUT)
def header_on_two_rows(draft: Draft, random: Random) -> Trace | None:
    """« Montants » above « annoncé », « conventionné », « versé »: half of the headers stand one row higher."""
    sheet = a_sheet(draft, random, ("contributions",), rows=1)
    if sheet is None:
        return None
    codes = [code for code in SHORT if sheet.has(code)]
    upper = DraftRow(RowKind.HEADER, [DraftCell() for _ in sheet.columns])
    lower = sheet.header
    for place, column in enumerate(sheet.columns):
        if column.code in codes:
            upper.cells[place].value = "Montants" if column.code == codes[0] else None
            lower.cells[place].value = SHORT[column.code]
        else:
            upper.cells[place].value, lower.cells[place].value = lower.cells[place].value, None
    sheet.rows.insert(sheet.number(lower) - 1, upper)
    return of_sheet(sheet, "Montants", *(SHORT[code] for code in codes), "double", rows=(upper, lower))


@disguise(RECOVERABLE, LAYOUT)
def header_grouped(draft: Draft, random: Random) -> Trace | None:
    """A row of group titles above the headers, each merged over its columns."""
    sheet = a_sheet(draft, random, ("contributions", "expenses", "tranches", "activities"), rows=1)
    if sheet is None or len(sheet.columns) < 4:
        return None
    upper = DraftRow(RowKind.ABOVE, [DraftCell() for _ in sheet.columns])
    half = len(sheet.columns) // 2
    for first, last, text in ((0, half - 1, "Identité"), (half, len(sheet.columns) - 1, "Montants")):
        upper.cells[first].value = text
        sheet.merged.append((upper, first, last))
    sheet.rows.insert(sheet.number(sheet.header) - 1, upper)
    return harmless(sheet.table)


@disguise(HARMLESS, LAYOUT)
def empty_row_under_the_header(draft: Draft, random: Random) -> Trace | None:
    """An empty row between the headers and the first row."""
    sheet = a_sheet(draft, random, TABLES, rows=1)
    if sheet is None:
        return None
    sheet.rows.insert(sheet.number(sheet.header), sheet.line(RowKind.OTHER))
    return harmless(sheet.table)


@disguise(RECOVERABLE, LAYOUT)
def header_repeated_on_each_page(draft: Draft, random: Random) -> Trace | None:
    """The headers stand again in the middle of the rows, as on each printed page."""
    sheet = a_sheet(draft, random, ADDED_UP, rows=3)
    if sheet is None:
        return None
    row = DraftRow(RowKind.OTHER, [DraftCell(cell.value, bold=True) for cell in sheet.header.cells])
    sheet.rows.insert(sheet.number(random.choice(sheet.data[1:])) - 1, row)
    return Trace(frozenset((sheet.table,)), (Place(row=row),), left_out=True)


@disguise(RECOVERABLE, LAYOUT)
def header_unknown_word(draft: Draft, random: Random) -> Trace | None:
    """The column of amounts bears a word that the contract does not know: what is lost must be told."""
    sheet = a_sheet(draft, random, tuple(NEW_WORDS), rows=1)
    if sheet is None:
        return None
    words = {code: spellings for code, spellings in NEW_WORDS[sheet.table].items() if sheet.has(code)}
    code = random.choice(sorted(words))
    cell = sheet.cell(sheet.header, code)
    cell.value = random.choice(words[code])
    schema = BY_CODE[sheet.table].column(code)
    return of_sheet(sheet, str(cell.value), schema.header)
