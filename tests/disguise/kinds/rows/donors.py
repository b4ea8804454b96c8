"""Who gave: namesakes, one donor under two names, and numbers that Excel spoils."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise, harmless, of_rows
from tests.disguise.draft import Draft, DraftRow, DraftSheet
from tests.disguise.made_fund import Record
from tests.disguise.plain import data_row

CELLS, HARMLESS, RECOVERABLE = Stage.CELLS, Expectation.HARMLESS, Expectation.RECOVERABLE


def _gifts(draft: Draft, *codes: str) -> DraftSheet | None:
    return next((sheet for sheet in draft.sheets(("contributions",)) if sheet.has(*codes)), None)


def _added(draft: Draft, sheet: DraftSheet, gift: Record) -> DraftRow:
    """A gift of 700 € more, in the fund and on the sheet."""
    known = {column.code for column in sheet.columns}
    day = draft.fund.as_of - timedelta(9)
    full = gift | {"received_on": day, "received_cents": 700_00}
    if "committed_cents" in known:
        full |= {"committed_on": day - timedelta(20), "committed_cents": 700_00}
    if "pledged_cents" in known:
        full |= {"pledged_on": day - timedelta(90), "pledged_cents": 700_00}
    record = {code: value for code, value in full.items() if code in known}
    draft.fund.records["contributions"].append(record)
    row = data_row(sheet, record)
    sheet.rows.insert(sheet.number(sheet.data[-1]), row)
    return row


@disguise(RECOVERABLE, CELLS)
def namesakes(draft: Draft, random: Random) -> Trace | None:
    """Two Saint-Denis, of two départements and with two SIREN, are two donors."""
    sheet = _gifts(draft, "siren") or _gifts(draft, "department")
    if sheet is None:
        return None
    one: Record = {"donor": "Saint-Denis", "donor_type": "municipality", "siren": "219300662", "department": "93"}
    other: Record = {"donor": "Saint-Denis", "donor_type": "municipality", "siren": "219740115", "department": "974"}
    rows = [_added(draft, sheet, gift) for gift in random.sample([one, other], 2)]
    for row in rows[:1]:  # not on the same day: it is not a repeat
        assert row.record is not None
        sheet.cell(row, "received_on").value = row.record["received_on"] = draft.fund.as_of - timedelta(70)
        for code in ("committed_on", "pledged_on"):
            if code in row.record:
                sheet.cell(row, code).value = row.record[code] = draft.fund.as_of - timedelta(120)
    return of_rows("contributions", *rows)


@disguise(RECOVERABLE, CELLS)
def one_donor_two_names(draft: Draft, random: Random) -> Trace | None:
    """One SIREN under « Brest » and « Ville de Brest »."""
    sheet = _gifts(draft, "siren")
    rows = [row for row in sheet.data if row.record and row.record.get("donor_type") == "municipality"] if sheet else []
    if sheet is None or not rows:
        return None
    row = random.choice(rows)
    who = {c: v for c, v in (row.record or {}).items() if c in ("donor_type", "siren", "department")}
    name = random.choice(("Ville de {}", "Commune de {}", "Mairie de {}", "{} (ville)")).format(str(row.cells[0].value))
    return of_rows("contributions", row, _added(draft, sheet, {"donor": name, **who}))


@disguise(RECOVERABLE, CELLS)
def one_donor_in_other_letters(draft: Draft, random: Random) -> Trace | None:
    """« BREST », « brest » and « Brest » with a space after it are one donor."""
    sheet = _gifts(draft, "donor")
    if sheet is None:
        return None
    row = random.choice(sheet.data)
    who = {c: v for c, v in (row.record or {}).items() if c in ("donor", "donor_type", "siren", "department")}
    more = _added(draft, sheet, who)
    name = str(row.record["donor"]) if row.record else ""
    sheet.cell(more, "donor").value = random.choice((name.upper(), name.lower(), f"{name} ", name.replace("-", " ")))
    return of_rows("contributions", row, more)


@disguise(HARMLESS, CELLS)
def siren_typed_otherwise(draft: Draft, random: Random) -> Trace | None:
    """« 217 500 016 » with spaces, or kept as a number."""
    sheet = _gifts(draft, "siren")
    if sheet is None:
        return None
    for row in sheet.data:
        cell = sheet.cell(row, "siren")
        number = str(cell.value)
        if len(number) == 9 and number.isdigit():
            spaced = f"{number[:3]} {number[3:6]} {number[6:]}"
            cell.value = random.choice((spaced, spaced.replace(" ", "\u00a0"), int(number)))
    return harmless("contributions")


@disguise(HARMLESS, CELLS)
def siret_for_siren(draft: Draft, random: Random) -> Trace | None:
    """The fourteen digits of an establishment, as text: they begin with its SIREN."""
    sheet = _gifts(draft, "siren")
    if sheet is None:
        return None
    for row in sheet.data:
        cell = sheet.cell(row, "siren")
        if isinstance(cell.value, str) and len(cell.value) == 9:
            cell.value = _siret(cell.value)
    return harmless("contributions")


@disguise(Expectation.WRONG, CELLS)
def siret_ruined_by_excel(draft: Draft, random: Random) -> Trace | None:
    """« 2,13801E+13 »: the digits are lost."""
    sheet = _gifts(draft, "siren")
    if sheet is None:
        return None
    row = random.choice(sheet.data)
    cell = sheet.cell(row, "siren")
    if not str(cell.value).isdigit():
        return None
    cell.value = random.choice(
        (f"{float(str(cell.value)) * 1e5:.5E}".replace(".", ","), int(str(cell.value)[:5]) * 10**9)
    )
    place = Place(row=row, codes=frozenset(("siren",)))
    return Trace(frozenset(("contributions",)), (place,), must_be_told=True)


def _siret(siren: str) -> str:
    """The SIRET of an establishment of that SIREN, its last digit right by Luhn's rule."""
    digits = [int(sign) for sign in f"{siren}0001"]
    doubled = [2 * digit if place % 2 == len(digits) % 2 - 1 else digit for place, digit in enumerate(digits)]
    doubled = [2 * digit if place % 2 == 0 else digit for place, digit in enumerate(reversed(digits))]
    return f"{siren}0001{-sum(value // 10 + value % 10 for value in doubled) % 10}"
