"""Numbers typed as text, as five countries write them, and with words around them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise, harmless, of_rows
from tests.disguise.draft import Draft, DraftCell
from tests.disguise.kinds.picking import a_sheet, amounts_of, is_number

CELLS = Stage.CELLS
HARMLESS, RECOVERABLE = Expectation.HARMLESS, Expectation.RECOVERABLE
IN_EUROS = ("contributions", "programmes", "tranches", "running_costs", "expenses")

Spelling = Callable[[float], str]


def grouped(value: float, group: str, comma: str) -> str:
    """A number with groups of three digits; two decimals unless it is whole."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
    return text.replace(",", "\0").replace(".", comma).replace("\0", group)


def _texts(draft: Draft, random: Random, spell: Spelling, tables: tuple[str, ...] = IN_EUROS) -> Trace | None:
    """Type a column of amounts as text."""
    sheet = a_sheet(draft, random, tables, rows=1)
    if sheet is None:
        return None
    code = random.choice(amounts_of(sheet))
    rows = [row for row in sheet.data if is_number(sheet.cell(row, code)) and _is_plain(sheet.cell(row, code))]
    for row in rows:
        _spell(sheet.cell(row, code), spell)
    return of_rows(sheet.table, *rows, codes=(code,)) if rows else None


def _is_plain(cell: DraftCell) -> bool:
    """A format in thousands or of a currency says nothing of a text: such a cell is left as it is."""
    return not any(sign in cell.format for sign in ('"', "[$"))


def _spell(cell: DraftCell, spell: Spelling) -> None:
    cell.value, cell.format = spell(float(str(cell.value))), "@"


@disguise(HARMLESS, CELLS)
def text_french(draft: Draft, random: Random) -> Trace | None:
    """« 12 500,50 € », with the spaces and signs of France."""
    space, sign = random.choice((" ", "\u00a0", "\u202f")), random.choice(("", " €", "\u00a0€", "€", " euros", " EUR"))
    tables = IN_EUROS[:-1] if sign else IN_EUROS  # a sign of euros in a row of another currency is a fault
    found = _texts(draft, random, lambda value: grouped(value, space, ",") + sign, tables)
    return found and harmless(*found.tables)


@disguise(HARMLESS, CELLS)
def text_digits(draft: Draft, random: Random) -> Trace | None:
    """« 12500 » and « 12500,5 » kept as text."""
    found = _texts(draft, random, lambda value: f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ","))
    return found and harmless(*found.tables)


@disguise(RECOVERABLE, CELLS)
def text_german(draft: Draft, random: Random) -> Trace | None:
    """« 12.500,50 » and « 12.500 », as in Germany, Romania and Italy."""
    sign = random.choice(("", " €", " EUR"))
    return _texts(draft, random, lambda value: grouped(value, ".", ",") + sign)


@disguise(RECOVERABLE, CELLS)
def text_english(draft: Draft, random: Random) -> Trace | None:
    """« 12,500.50 » and « €12,500 », as in England."""
    sign = random.choice(("", "€", "EUR "))
    return _texts(draft, random, lambda value: sign + grouped(value, ",", "."))


@disguise(RECOVERABLE, CELLS)
def text_swiss(draft: Draft, random: Random) -> Trace | None:
    """« 12'500.50 », « 500.- », « 500.— », as in Switzerland."""
    group, end = random.choice(("'", "’")), random.choice((".-", ".—", ".--", ",-", ",--", ""))
    return _texts(draft, random, lambda v: grouped(v, group, ".") + (end if v == int(v) else ""))


@disguise(RECOVERABLE, CELLS)
def text_polish(draft: Draft, random: Random) -> Trace | None:
    """« 12 500,50 EUR », « 12500,- » and « 12.500,00 », as in Poland and Ukraine."""
    spell: Spelling = random.choice(
        (
            lambda value: f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",") + " EUR",
            lambda value: f"{value:.0f},-" if value == int(value) else f"{value:.2f}".replace(".", ","),
            lambda value: f"{value:,.2f}".replace(",", "\0").replace(".", ",").replace("\0", "."),
        )
    )
    return _texts(draft, random, spell)


@disguise(RECOVERABLE, CELLS)
def text_with_words(draft: Draft, random: Random) -> Trace | None:
    """« env. 12 500 € », « 12 500 € TTC », « 2 x 500 », « 12 500 (à confirmer) »."""
    before, after = random.choice(
        (("env. ", " €"), ("", " € TTC"), ("~", ""), ("", " (à confirmer)"), ("≈ ", ""), (">", ""))
    )
    return _texts(draft, random, lambda value: before + grouped(value, " ", ",") + after)


@disguise(RECOVERABLE, CELLS)
def text_in_thousands(draft: Draft, random: Random) -> Trace | None:
    """« 12,5 k€ », « 12,5 K », « 0,0125 M€ »."""
    unit, size = random.choice((("k€", 1000), (" k€", 1000), ("K", 1000), (" M€", 1_000_000), (" milliers", 1000)))
    return _texts(draft, random, lambda value: f"{value / size:.8g}".replace(".", ",") + unit)


@disguise(RECOVERABLE, CELLS)
def text_in_another_currency(draft: Draft, random: Random) -> Trace | None:
    """« 500 000 UAH », « $12,500 » typed in a column of euros."""
    sheet = a_sheet(draft, random, ("contributions", "programmes", "tranches", "running_costs"), rows=1)
    if sheet is None:
        return None
    code = amounts_of(sheet)[0]
    rows = [row for row in sheet.data if is_number(sheet.cell(row, code))]
    if not rows:
        return None
    row = random.choice(rows)
    before, after = random.choice(
        (("", " UAH"), ("$", ""), ("", " zł"), ("", " грн"), ("CHF ", ""), ("", " ₴"), ("£", ""))
    )
    _spell(sheet.cell(row, code), lambda value: before + grouped(value * 40, " ", ",") + after)
    return of_rows(sheet.table, row, codes=(code,))


@disguise(RECOVERABLE, CELLS)
def counts_with_a_dot(draft: Draft, random: Random) -> Trace | None:
    """« 1.000 » participants, « 1.500 » hours: a thousand, or one?"""
    sheet = a_sheet(draft, random, ("activities", "participants"), rows=1)
    if sheet is None:
        return None
    code = (
        "count"
        if sheet.table == "participants"
        else random.choice(("participants", "hours_delivered", "hours_planned"))
    )
    row = random.choice(sheet.data)
    value = random.choice((1000, 1250, 1500, 2000))
    if row.record is None:
        return None
    row.record[code] = value
    sheet.cell(row, code).value = f"{value // 1000}.{value % 1000:03}"
    return of_rows(sheet.table, row, codes=(code,))


@disguise(RECOVERABLE, CELLS)
def amount_in_the_name(draft: Draft, random: Random) -> Trace | None:
    """An amount typed after a line break, or two amounts in one cell."""
    sheet = a_sheet(draft, random, IN_EUROS, rows=1)
    if sheet is None:
        return None
    code = amounts_of(sheet)[0]
    rows = [row for row in sheet.data if is_number(sheet.cell(row, code))]
    if not rows:
        return None
    row = random.choice(rows)
    cell = sheet.cell(row, code)
    half = float(str(cell.value)) / 2
    cell.value = random.choice(
        (f"{half:g}\n{half:g}", f"{half:g} + {half:g}", f"{half:g} puis {half:g}", f"2x{half:g}")
    )
    return Trace(frozenset((sheet.table,)), (Place(row=row, codes=frozenset((code,))),))
