"""Sums of blocks: by type, by programme, by month, as Excel and LibreOffice insert them or by hand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from random import Random

from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise
from tests.disguise.draft import Draft, DraftRow, DraftSheet, RowKind
from tests.disguise.kinds.picking import a_sheet, amounts_of, known, sum_line
from tests.disguise.made_fund import LABELS

ROWS, RECOVERABLE = Stage.ROWS, Expectation.RECOVERABLE
BLOCKS = {"contributions": "donor_type", "expenses": "programme", "tranches": "programme", "activities": "programme"}
"""The column by which people sort a table into blocks."""

Label = Callable[[str], str]


def _by_block(draft: Draft, random: Random, block: Label, grand: str, *, column: str = "block") -> Trace | None:
    """Sort the rows by block, put its sum under each, and one of all at the end.

    The label goes in the column of the blocks, or in that of the rows' names.
    """
    sheet = a_sheet(draft, random, tuple(BLOCKS), rows=3)
    if sheet is None or {*BLOCKS.values()}.isdisjoint(c.code for c in sheet.columns):
        return None
    code = BLOCKS[sheet.table]
    place = code if column == "block" else LABELS[sheet.table]
    by_block = sorted(sheet.data, key=lambda row: str(sheet.cell(row, code).value))
    rest = [row for row in sheet.rows if row.kind is not RowKind.DATA]
    first = sheet.number(sheet.header)
    body: list[DraftRow] = []
    sums: list[DraftRow] = []
    for name, rows in groupby(by_block, key=lambda row: str(sheet.cell(row, code).value)):
        line = _sum(sheet, [*rows], place, block(name))
        body += [row for row in by_block if str(sheet.cell(row, code).value) == name]
        body.append(line)
        sums.append(line)
    if grand:
        sums.append(_sum(sheet, by_block, place, grand))
        body.append(sums[-1])
    sheet.rows = [*rest[:first], *body, *rest[first:]]
    codes = frozenset((*amounts_of(sheet), place, LABELS[sheet.table]))
    return Trace(frozenset((sheet.table,)), tuple(Place(row=row, codes=codes) for row in sums), left_out=True)


def _sum(sheet: DraftSheet, rows: list[DraftRow], place: str, label: str) -> DraftRow:
    line = sum_line(sheet, rows)
    cell = sheet.cell(line, place)
    cell.value, cell.bold = label, True
    return line


@disguise(RECOVERABLE, ROWS)
def subtotals_french(draft: Draft, random: Random) -> Trace | None:
    """« Sous-total communes » under each block, « TOTAL » at the end."""
    word = random.choice(("Sous-total", "Sous total", "S/total", "Total", "Total partiel"))
    named = random.random() < 0.6
    grand = random.choice(("TOTAL", "Total général", ""))
    return _by_block(draft, random, lambda name: f"{word} {name}" if named else word, grand, column="label")


@disguise(RECOVERABLE, ROWS)
def subtotals_excel(draft: Draft, random: Random) -> Trace | None:
    """« commune Total » and « Total général », as Excel's own command writes them."""
    return _by_block(draft, random, lambda name: f"{name} Total", random.choice(("Total général", "Grand Total")))


@disguise(RECOVERABLE, ROWS)
def subtotals_libreoffice(draft: Draft, random: Random) -> Trace | None:
    """« commune Résultat » and « Résultat global », as LibreOffice's own command writes them."""
    return _by_block(draft, random, lambda name: f"{name} Résultat", "Résultat global")


@disguise(RECOVERABLE, ROWS)
def subtotals_english(draft: Draft, random: Random) -> Trace | None:
    """« Subtotal » under each block, « Grand total » at the end."""
    return _by_block(draft, random, lambda name: f"Subtotal {name}", "Grand total", column="label")


@disguise(RECOVERABLE, ROWS)
def subtotals_unlabelled(draft: Draft, random: Random) -> Trace | None:
    """The sum of each block without a word, « TOTAL » at the end."""
    return _by_block(draft, random, lambda _name: "", "TOTAL", column="label")


@disguise(RECOVERABLE, ROWS)
def running_total(draft: Draft, random: Random) -> Trace | None:
    """« À reporter » and « Report » where a printed page ends and the next begins."""
    sheet = a_sheet(draft, random, ("contributions", "running_costs", "expenses"), rows=4)
    if sheet is None:
        return None
    half = len(sheet.data) // 2
    lines = [_sum(sheet, sheet.data[:half], LABELS[sheet.table], word) for word in ("À reporter", "Report")]
    place = sheet.number(sheet.data[half - 1])
    sheet.rows[place:place] = lines
    codes = frozenset((*amounts_of(sheet), LABELS[sheet.table]))
    return Trace(frozenset((sheet.table,)), tuple(Place(row=row, codes=codes) for row in lines), left_out=True)


@disguise(RECOVERABLE, ROWS)
def count_and_average(draft: Draft, random: Random) -> Trace | None:
    """« Nombre » and « Moyenne » under the table."""
    sheet = a_sheet(draft, random, ("contributions", "expenses", "running_costs"), rows=3)
    if sheet is None:
        return None
    code, label = amounts_of(sheet)[0], LABELS[sheet.table]
    mean = round(sum(known(sheet, row, code) for row in sheet.data) / len(sheet.data), 2)
    word, value = random.choice((("Moyenne", mean), ("Nombre", len(sheet.data)), ("Moyenne par don", mean)))
    line = sheet.line(RowKind.OTHER, **{label: word, code: value})
    sheet.below(line)
    return Trace(
        frozenset((sheet.table,)), (Place(row=line, codes=frozenset((*amounts_of(sheet), label))),), left_out=True
    )
