"""Units that headers and titles give to a whole column or sheet: thousands, another currency."""

from __future__ import annotations

from random import Random

from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise, of_sheet
from tests.disguise.draft import Draft, DraftSheet, RowKind
from tests.disguise.kinds.picking import a_sheet, amounts_of, numbers

LAYOUT, RECOVERABLE = Stage.LAYOUT, Expectation.RECOVERABLE
IN_EUROS = ("contributions", "programmes", "tranches", "running_costs")


def _in_thousands(sheet: DraftSheet) -> None:
    for code in amounts_of(sheet):
        for cell in numbers(sheet, code):
            assert isinstance(cell.value, int | float)
            cell.value = round(cell.value / 1000, 5)
            cell.format = "General"


@disguise(RECOVERABLE, LAYOUT)
def header_in_thousands(draft: Draft, random: Random) -> Trace | None:
    """« Montant versé (k€) », « (en milliers d'euros) »: 12,5 means 12 500 €."""
    sheet = a_sheet(draft, random, IN_EUROS, rows=1)
    if sheet is None:
        return None
    _in_thousands(sheet)
    unit = random.choice(("(k€)", "(en k€)", "en milliers d'euros", "(K EUR)", "(milliers €)", "k€"))
    for code in amounts_of(sheet):
        cell = sheet.cell(sheet.header, code)
        cell.value = f"{cell.value} {unit}"
    return of_sheet(sheet, "k€", "millier", "keur", rows=(sheet.header,))


@disguise(RECOVERABLE, LAYOUT)
def title_in_thousands(draft: Draft, random: Random) -> Trace | None:
    """« (en k€) » in a title above the table."""
    sheet = a_sheet(draft, random, IN_EUROS, rows=1)
    if sheet is None:
        return None
    _in_thousands(sheet)
    unit = random.choice(("en k€", "(en milliers d'euros)", "Montants en milliers", "Unité : k€"))
    title = sheet.text_line(RowKind.ABOVE, f"{sheet.name} {unit}" if unit[0] != "U" else unit)
    sheet.above(title, *([sheet.line(RowKind.ABOVE)] if random.random() < 0.5 else []))
    return of_sheet(sheet, "k€", "millier", rows=(title,))


@disguise(RECOVERABLE, LAYOUT)
def units_under_the_header(draft: Draft, random: Random) -> Trace | None:
    """A row of units under the headers: « k€ » under each amount."""
    sheet = a_sheet(draft, random, IN_EUROS, rows=1)
    if sheet is None:
        return None
    thousands = random.random() < 0.5
    if thousands:
        _in_thousands(sheet)
    row = sheet.line(RowKind.OTHER)
    for code in amounts_of(sheet):
        sheet.cell(row, code).value = "k€" if thousands else random.choice(("€", "en €"))
    sheet.rows.insert(sheet.number(sheet.header), row)
    if thousands:
        return of_sheet(sheet, "k€", rows=(row,))
    return Trace(frozenset((sheet.table,)), (Place(row=row),))


@disguise(RECOVERABLE, LAYOUT)
def header_in_another_currency(draft: Draft, random: Random) -> Trace | None:
    """« Montant (UAH) » above the amounts of a sheet kept in euros, in a fund without a rate of that currency."""
    sheet = a_sheet(draft, random, IN_EUROS, rows=1)
    if sheet is None:
        return None
    code = amounts_of(sheet)[0]
    rated = {str(rates.cell(row, "currency").value) for rates in draft.sheets(("rates",)) for row in rates.data}
    unit = random.choice([unit for unit in ("UAH", "USD", "$", "PLN", "CHF") if unit.replace("$", "USD") not in rated])
    for cell in numbers(sheet, code):
        assert isinstance(cell.value, int | float)
        cell.value = round(cell.value * 40)
    cell = sheet.cell(sheet.header, code)
    cell.value = f"{cell.value} ({unit})"
    return of_sheet(sheet, unit, rows=(sheet.header,))
