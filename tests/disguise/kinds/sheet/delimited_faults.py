"""Text tables whose quotes or separators are not what they should be."""

from __future__ import annotations

from random import Random

from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise
from tests.disguise.draft import Draft, DraftRow, DraftSheet
from tests.disguise.kinds.picking import amounts_of
from tests.disguise.kinds.sheet.delimited import as_csv
from tests.disguise.write_files import as_text, csv_text

BOOK, WRONG = Stage.BOOK, Expectation.WRONG


def _chosen_lines(sheet: DraftSheet, random: Random, count: int) -> list[DraftRow]:
    rows = sheet.data
    return [rows[place] for place in sorted(random.sample(range(len(rows)), count))]


def _text_of(sheet: DraftSheet, changed: dict[int, str], separator: str) -> str:
    lines = csv_text(sheet, separator).splitlines()
    return "\r\n".join(changed.get(number, line) for number, line in enumerate(lines)) + "\r\n"


@disguise(WRONG, BOOK)
def csv_stray_quotes(draft: Draft, random: Random) -> Trace | None:
    """Two stray quotes: the lines between them become one cell."""
    file = as_csv(draft, random, rows=4)
    if file is None:
        return None
    sheet = file.sheets[0]
    first, last = _chosen_lines(sheet, random, 2)
    lines = csv_text(sheet, ";").splitlines()
    opened, closed = sheet.number(first) - 1, sheet.number(last) - 1
    head, rest = lines[closed].split(";", 1)
    file.text = _text_of(sheet, {opened: '"' + lines[opened], closed: f'{head}";{rest}'}, ";")
    between = sheet.rows[opened : closed + 1]
    places = (*(Place(row=row) for row in between), Place(sheet=sheet, words=('"', "guillemet", "quote")))
    return Trace(frozenset((sheet.table,)), places)


@disguise(WRONG, BOOK)
def csv_quote_never_closed(draft: Draft, random: Random) -> Trace | None:
    """A quote opens a cell and nothing closes it: all that follows is one cell."""
    file = as_csv(draft, random, rows=3)
    if file is None:
        return None
    sheet = file.sheets[0]
    row = random.choice(sheet.data)
    lines = csv_text(sheet, ";").splitlines()
    number = sheet.number(row) - 1
    file.text = _text_of(sheet, {number: '"' + lines[number]}, ";")
    after = sheet.rows[number:]
    places = (*(Place(row=each) for each in after), Place(sheet=sheet, words=('"', "guillemet", "quote")))
    return Trace(frozenset((sheet.table,)), places)


@disguise(WRONG, BOOK)
def csv_comma_in_amounts(draft: Draft, random: Random) -> Trace | None:
    """Commas part the cells, and stand unquoted in the amounts: « 12,500.50 », « 12500,50 »."""
    file = as_csv(draft, random, tables=("contributions", "running_costs", "tranches"))
    if file is None:
        return None
    sheet = file.sheets[0]
    code = amounts_of(sheet)[0]
    place = sheet.index(code)
    lines = csv_text(sheet, ",").splitlines()
    rows = [row for row in sheet.data if isinstance(sheet.cell(row, code).value, int | float)]
    for row in rows:
        value = float(str(sheet.cell(row, code).value))
        cells = [as_text(cell) for cell in row.cells]
        cells[place] = random.choice((f"{value:,.2f}", f"{value:.2f}".replace(".", ",")))
        lines[sheet.number(row) - 1] = ",".join(cells)
    file.text = "\r\n".join(lines) + "\r\n"
    return Trace(
        frozenset((sheet.table,)), (*(Place(row=row) for row in rows), Place(sheet=sheet, words=("plus de c", ",")))
    )


@disguise(WRONG, BOOK)
def csv_separator_in_a_text(draft: Draft, random: Random) -> Trace | None:
    """A name holds a semicolon and no quotes: what follows moves one column to the right."""
    file = as_csv(draft, random)
    if file is None:
        return None
    sheet = file.sheets[0]
    row = random.choice(sheet.data)
    lines = csv_text(sheet, ";").splitlines()
    number = sheet.number(row) - 1
    head, rest = lines[number].split(";", 1)
    file.text = _text_of(sheet, {number: f"{head};suite;{rest}"}, ";")
    return Trace(frozenset((sheet.table,)), (Place(row=row),))


@disguise(WRONG, BOOK)
def csv_two_separators(draft: Draft, random: Random) -> Trace | None:
    """Lines pasted from another file, parted by commas among semicolons."""
    file = as_csv(draft, random, rows=3)
    if file is None:
        return None
    sheet = file.sheets[0]
    rows = _chosen_lines(sheet, random, 1)
    others = csv_text(sheet, ",").splitlines()
    file.text = _text_of(sheet, {sheet.number(row) - 1: others[sheet.number(row) - 1] for row in rows}, ";")
    return Trace(frozenset((sheet.table,)), tuple(Place(row=row) for row in rows))
