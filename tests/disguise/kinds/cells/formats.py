"""Number formats that carry the meaning: currency, per cent, month, duration; and some that carry none."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from fund.schema import Kind
from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise, harmless, of_rows
from tests.disguise.draft import Draft, DraftSheet
from tests.disguise.kinds.picking import a_sheet, amounts_of, is_number, numbers
from tests.disguise.made_fund import DATES
from tests.disguise.plain import FORMATS as PLAIN

CELLS = Stage.CELLS
HARMLESS, RECOVERABLE, WRONG = Expectation.HARMLESS, Expectation.RECOVERABLE, Expectation.WRONG

FORMATS = {
    "UAH": ("#,##0.00\\ [$₴-422]", "[$₴-422]#,##0.00", '#,##0.00 "UAH"', "#,##0.00\\ [$UAH]"),
    "PLN": ("#,##0.00\\ [$zł-415]", "#,##0.00 [$PLN]"),
    "MDL": ('#,##0.00 "MDL"', "#,##0.00\\ [$L-818]"),
    "MGA": ("#,##0 [$Ar-48D]", '#,##0 "MGA"'),
}
"""How Excel writes these currencies in a cell's format."""

EUROS = ("#,##0.00\\ [$€-40C]", '#,##0.00\\ "€"', "#,##0.00\\ [$€-1]", '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-')
OTHER_CURRENCIES = ("[$$-409]#,##0.00", "[$£-809]#,##0.00", "#,##0.00\\ [$CHF]", "#,##0.00\\ [$₴-422]")
IN_EUROS = ("contributions", "programmes", "tranches", "running_costs")


@disguise(HARMLESS, CELLS)
def format_of_euros(draft: Draft, random: Random) -> Trace | None:
    """Amounts in euros that say so in their format."""
    sheet = a_sheet(draft, random, IN_EUROS, rows=1)
    if sheet is None:
        return None
    chosen = random.choice(EUROS)
    _show_as(sheet, chosen)
    return harmless(sheet.table)


@disguise(HARMLESS, CELLS)
def format_that_rounds(draft: Draft, random: Random) -> Trace | None:
    """A format that hides cents, or shows thousands: the cell holds the whole amount all the same."""
    sheet = a_sheet(draft, random, IN_EUROS, rows=1)
    if sheet is None:
        return None
    _show_as(sheet, random.choice(("#,##0", "0", "#,##0.00;[Red]-#,##0.00", "#,##0.00_);(#,##0.00)")))
    return harmless(sheet.table)


def _show_as(sheet: DraftSheet, chosen: str) -> None:
    """Give the amounts of a sheet a format, except those to which another disguise gave one that means something."""
    for cell in (cell for code in amounts_of(sheet) for cell in numbers(sheet, code)):
        cell.format = chosen if cell.format in {"General", PLAIN[Kind.MONEY]} else cell.format


@disguise(RECOVERABLE, CELLS)
def format_alone_says_the_currency(draft: Draft, random: Random) -> Trace | None:
    """Expenses in another currency: the column « devise » is empty, the format says ₴."""
    for sheet in draft.sheets(("expenses",)):
        foreign = [row for row in sheet.data if row.record and row.record.get("currency") in FORMATS]
        if not foreign or not sheet.has("currency"):
            continue
        for row in foreign:
            assert row.record is not None
            sheet.cell(row, "amount_cents").format = random.choice(FORMATS[str(row.record["currency"])])
            sheet.cell(row, "currency").value = None
        return of_rows("expenses", *foreign, codes=("amount_cents", "currency", "rate"))
    return None


@disguise(WRONG, CELLS)
def format_of_another_currency(draft: Draft, random: Random) -> Trace | None:
    """An amount of a sheet kept in euros is formatted as dollars, pounds or hryvnias: which of the two is right?"""
    sheet = a_sheet(draft, random, (*IN_EUROS, "expenses"), rows=1)
    if sheet is None:
        return None
    code = amounts_of(sheet)[0]
    rows = [row for row in sheet.data if sheet.cell(row, code).value]
    if sheet.table == "expenses":
        rows = [row for row in rows if row.record and row.record.get("currency") == "EUR"]
    if not rows:
        return None
    row = random.choice(rows)
    sheet.cell(row, code).format = random.choice(OTHER_CURRENCIES)
    return Trace(frozenset((sheet.table,)), (Place(row=row, codes=frozenset((code, "currency"))),), must_be_told=True)


@disguise(RECOVERABLE, CELLS)
def format_in_thousands(draft: Draft, random: Random) -> Trace | None:
    """12,5 with the format « 0,0 "k€" » means 12 500 €."""
    sheet = a_sheet(draft, random, IN_EUROS, rows=1)
    if sheet is None:
        return None
    code = amounts_of(sheet)[0]
    for cell in numbers(sheet, code):
        assert isinstance(cell.value, int | float)
        cell.value, cell.format = round(cell.value / 1000, 5), '0.0## "k€"'
    rows = [row for row in sheet.data if sheet.cell(row, code).value]
    return of_rows(sheet.table, *rows, codes=(code,))


@disguise(RECOVERABLE, CELLS)
def percent_by_format(draft: Draft, random: Random) -> Trace | None:
    """A share declared as 0,8492 in a cell that shows 84,92 %; sometimes above 100 %."""
    for sheet in draft.sheets(("declared",)):
        for row in sheet.data:
            if row.record and row.record["unit"] == "%":
                if random.random() < 0.4:
                    row.record["value"] = random.randint(10_001, 14_000) / 100
                cell = sheet.cell(row, "value")
                cell.value, cell.format = round(float(str(row.record["value"])) / 100, 6), "0.00%"
                return of_rows("declared", row, codes=("value", "unit"))
    return None


@disguise(WRONG, CELLS)
def percent_without_a_sign(draft: Draft, random: Random) -> Trace | None:
    """A threshold of 0,7 without any « % »: 0,7 % or 70 %?"""
    for sheet in draft.sheets(("tranches",)):
        rows = [row for row in sheet.data if is_number(sheet.cell(row, "release_threshold"))]
        if rows:
            row = random.choice(rows)
            sheet.cell(row, "release_threshold").format = "General"
            place = Place(row=row, codes=frozenset(("release_threshold",)))
            return Trace(frozenset(("tranches",)), (place,), must_be_told=True)
    return None


@disguise(RECOVERABLE, CELLS)
def percent_of_one(draft: Draft, random: Random) -> Trace | None:
    """A declared 0,7 or 1 beside the unit « % » is 0,7 % or 1 %, or is asked."""
    for sheet in draft.sheets(("declared",)):
        for row in sheet.data:
            if row.record and row.record["unit"] == "%":
                row.record["value"] = random.choice((1, 0.7, 0.5))
                sheet.cell(row, "value").value = row.record["value"]
                return of_rows("declared", row, codes=("value", "unit"))
    return None


@disguise(HARMLESS, CELLS)
def threshold_as_a_number_of_percents(draft: Draft, random: Random) -> Trace | None:
    """A threshold typed « 70 % » as text; not one that stands without a sign, which this would mend."""
    for sheet in draft.sheets(("tranches",)):
        told = [row for row in sheet.data if sheet.has("release_threshold")]
        cells = [(row, sheet.cell(row, "release_threshold")) for row in told]
        rows = [row for row, cell in cells if cell.value and cell.format != "General"]
        for row in rows:
            cell = sheet.cell(row, "release_threshold")
            cell.value = f"{float(str(cell.value)) * 100:g}{random.choice((' %', '%', chr(0xA0) + '%'))}"
            cell.format = "General"
        if rows:
            return harmless("tranches")
    return None


@disguise(RECOVERABLE, CELLS)
def as_of_in_month_format(draft: Draft, random: Random) -> Trace | None:
    """« juin 2024 » typed in Excel becomes the first of June in the format mmm-aa: the month's end is meant."""
    for sheet in draft.sheets(("fund",)):
        cell = sheet.cell(sheet.data[0], "as_of")
        if isinstance(cell.value, date):
            cell.value = cell.value.replace(day=1)
            cell.format = random.choice(("mmm\\-yy", "mmm-yy", "mmmm yyyy", "[$-40C]mmm\\-yy;@", "mm/yyyy"))
            return of_rows("fund", sheet.data[0], codes=("as_of",))
    return None


@disguise(RECOVERABLE, CELLS)
def hours_as_durations(draft: Draft, random: Random) -> Trace | None:
    """7,5 hours kept as a duration in the format [h]:mm."""
    for sheet in draft.sheets(("activities",)):
        codes = [c for c in ("hours_delivered", "hours_planned", "hours_per_participant") if sheet.has(c)]
        for code in random.sample(codes, random.randint(1, len(codes))):
            for cell in numbers(sheet, code):
                cell.value, cell.format = (
                    timedelta(hours=float(str(cell.value))),
                    random.choice(("[h]:mm", "[hh]:mm:ss")),
                )
        return of_rows("activities", *sheet.data, codes=codes)
    return None


@disguise(RECOVERABLE, CELLS)
def dates_as_serial_numbers(draft: Draft, random: Random) -> Trace | None:
    """Days that lost their format: 45 292."""
    sheet = a_sheet(draft, random, tuple(DATES), rows=1)
    if sheet is None:
        return None
    code = DATES[sheet.table]
    rows = [row for row in sheet.data if isinstance(sheet.cell(row, code).value, date)]
    for row in rows:
        cell = sheet.cell(row, code)
        assert isinstance(cell.value, date)
        cell.value, cell.format = (cell.value - date(1899, 12, 30)).days, "General"
    return of_rows(sheet.table, *rows, codes=(code,))
