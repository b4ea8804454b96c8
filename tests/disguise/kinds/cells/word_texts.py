"""Dates, hours, numbers of tranches, choices and codes typed in words."""

from __future__ import annotations

from datetime import date
from random import Random

from tests.disguise.disguise import Expectation, Stage, Trace, disguise, harmless, of_rows
from tests.disguise.draft import Draft, DraftRow, DraftSheet
from tests.disguise.kinds.picking import a_sheet, numbers
from tests.disguise.made_fund import DATES

CELLS = Stage.CELLS
HARMLESS, RECOVERABLE = Expectation.HARMLESS, Expectation.RECOVERABLE
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def _dated_rows(draft: Draft, random: Random) -> tuple[DraftSheet, str, list[DraftRow]] | None:
    sheet = a_sheet(draft, random, (*DATES, "rates"), rows=1)
    if sheet is None:
        return None
    code = DATES.get(sheet.table, "date")
    return sheet, code, [row for row in sheet.data if isinstance(sheet.cell(row, code).value, date)]


def _write_dates(draft: Draft, random: Random, pattern: str) -> Trace | None:
    """Type a column of dates as text."""
    found = _dated_rows(draft, random)
    if found is None or not found[2]:
        return None
    sheet, code, rows = found
    for row in rows:
        cell = sheet.cell(row, code)
        when = cell.value
        assert isinstance(when, date)
        cell.value, cell.format = f"{when:{pattern}}".replace("MONTH", MONTHS[when.month - 1]), "@"
    return of_rows(sheet.table, *rows, codes=(code,))


@disguise(HARMLESS, CELLS)
def dates_as_text(draft: Draft, random: Random) -> Trace | None:
    """« 30/06/2023 », « 2023-06-30 », « 30.06.2023 », « 30 juin 2023 »."""
    found = _write_dates(draft, random, random.choice(("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d MONTH %Y", "%d-%m-%Y ")))
    return found and harmless(*found.tables)


@disguise(RECOVERABLE, CELLS)
def dates_with_midnight(draft: Draft, random: Random) -> Trace | None:
    """« 30/06/2023 00:00:00 », « 2023-06-30T00:00:00Z », as exports write them."""
    patterns = (
        "%d/%m/%Y 00:00:00",
        "%d/%m/%Y 00:00",
        "%Y-%m-%dT00:00:00Z",
        "%Y-%m-%d 00:00:00",
        "%Y-%m-%dT00:00:00.000",
    )
    return _write_dates(draft, random, random.choice(patterns))


@disguise(RECOVERABLE, CELLS)
def dates_in_other_words(draft: Draft, random: Random) -> Trace | None:
    """« le 30 juin 2023 », « 30/06/23 », « fin juin 2023 », « 1er juin 2023 », « S26 2023 »."""
    patterns = ("le %d MONTH %Y", "%d/%m/%y", "fin MONTH %Y", "vers le %d/%m/%Y", "%d MONTH", "S%W %Y", "MONTH %Y")
    return _write_dates(draft, random, random.choice(patterns))


@disguise(RECOVERABLE, CELLS)
def dates_american(draft: Draft, random: Random) -> Trace | None:
    """« 06/30/2023 » in a whole column: those beyond the twelfth give the others away."""
    found = _dated_rows(draft, random)
    if found is None:
        return None
    days = [found[0].cell(row, found[1]).value for row in found[2]]
    if not any(isinstance(day, date) and day.day > 12 for day in days):
        return None
    sheet, code, rows = found
    for row in rows:
        cell = sheet.cell(row, code)
        assert isinstance(cell.value, date)
        cell.value, cell.format = f"{cell.value:%m/%d/%Y}", "@"
    return of_rows(sheet.table, *rows, codes=(code,))


@disguise(RECOVERABLE, CELLS)
def hours_in_words(draft: Draft, random: Random) -> Trace | None:
    """« 7h30 », « 7 h 30 », « 7:30 », « 180 heures »."""
    for sheet in draft.sheets(("activities",)):
        pattern = random.choice(("{h}h{m:02}", "{h} h {m:02}", "{h}:{m:02}", "{h}H{m:02}", "{x} heures", "{x} h"))
        for cell in numbers(sheet, "hours_delivered"):
            hours = float(str(cell.value))
            whole, rest = int(hours), round(hours % 1 * 60)
            cell.value = pattern.format(h=whole, m=rest, x=f"{hours:g}".replace(".", ","))
            cell.format = "@"
        return of_rows("activities", *sheet.data, codes=("hours_delivered",))
    return None


@disguise(RECOVERABLE, CELLS)
def tranche_numbers_in_words(draft: Draft, random: Random) -> Trace | None:
    """« Tranche 1 », « n°2 », « 3ème », « T1 », « 1ère » in « Tranches » or « Dépenses »."""
    sheet = a_sheet(draft, random, ("tranches", "expenses"), rows=1)
    if sheet is None:
        return None
    code = "number" if sheet.table == "tranches" else "tranche"
    pattern = random.choice(("Tranche {}", "n°{}", "n° {}", "{}ème", "T{}", "N°{}", "tranche n° {}", "{}e", "0{}"))
    for cell in numbers(sheet, code):
        text = pattern.format(cell.value)
        cell.value = {"1ème": "1ère", "1e": "1re"}.get(text, text)
    return of_rows(sheet.table, *sheet.data, codes=(code,))


@disguise(RECOVERABLE, CELLS)
def programme_by_its_name(draft: Draft, random: Random) -> Trace | None:
    """Rows name their programme by its name, or with the code in other letters, not by its code."""
    sheet = a_sheet(draft, random, ("tranches", "expenses", "activities"), rows=1)
    if sheet is None:
        return None
    names = {row["code"]: str(row["name"]) for row in draft.fund.rows("programmes")}
    by_name = random.random() < 0.5
    for row in sheet.data:
        cell = sheet.cell(row, "programme")
        cell.value = names.get(cell.value, cell.value) if by_name else f" {str(cell.value).upper()}"
    return of_rows(sheet.table, *sheet.data, codes=("programme",))


@disguise(RECOVERABLE, CELLS)
def rows_without_repeated_words(draft: Draft, random: Random) -> Trace | None:
    """The programme stands only in the first row of its block, the others are left empty."""
    sheet = a_sheet(draft, random, ("tranches", "expenses", "activities", "participants"))
    if sheet is None:
        return None
    before: object = None
    emptied = []
    for row in sheet.data:
        cell = sheet.cell(row, "programme")
        if cell.value == before:
            cell.value = None
            emptied.append(row)
        else:
            before = cell.value
    # An empty required cell is told as such: here that is the very fault.
    return _emptied(sheet, emptied) if emptied else None


def _emptied(sheet: DraftSheet, rows: list[DraftRow]) -> Trace:
    trace = of_rows(sheet.table, *rows, codes=("programme",))
    return Trace(trace.tables, trace.places, codes=frozenset(("missing_value",)))


@disguise(RECOVERABLE, CELLS)
def donor_types_in_other_words(draft: Draft, random: Random) -> Trace | None:
    """« Ville », « EPCI », « Communauté de communes », « Conseil départemental » (known), « CC », « Dpt » (not)."""
    for sheet in draft.sheets(("contributions",)):
        words = {
            "commune": ("Ville", "COMMUNE", "mairie", "Communes ", "ville"),
            "intercommunalité": ("EPCI", "Métropole", "CC", "interco"),
            "département": ("Conseil départemental", "Dpt", "DEPARTEMENT"),
            "région": ("Conseil régional", "REGION", "Rég."),
        }
        for row in sheet.data:
            cell = sheet.cell(row, "donor_type")
            cell.value = random.choice(words.get(str(cell.value), (cell.value,)))
        return of_rows("contributions", *sheet.data, codes=("donor_type",))
    return None
