"""Amounts in other currencies where the contract expects euros, or in two columns, or under other words."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise, of_rows
from tests.disguise.draft import Draft, DraftRow, DraftSheet
from tests.disguise.kinds.picking import a_sheet, is_number
from tests.disguise.made_fund import DATES, Record, cents, day
from tests.disguise.truth import euro_cents

CELLS, LAYOUT = Stage.CELLS, Stage.LAYOUT
RECOVERABLE, WRONG = Expectation.RECOVERABLE, Expectation.WRONG


def rate_for(draft: Draft, currency: str, record: Record, code: str) -> float:
    """The latest rate of « Taux » on the row's day; 42 where there is none."""
    known = [
        rate
        for rate in draft.fund.rows("rates")
        if rate["currency"] == currency and code in record and day(rate, "date") <= day(record, code)
    ]
    return float(str(max(known, key=lambda rate: day(rate, "date"))["units_per_euro"])) if known else 42.0


def _in_currency(draft: Draft, random: Random, sheet: DraftSheet, code: str) -> Trace | None:
    """Some rows of a sheet kept in euros get a currency, and the amount that is worth as many euros."""
    dates = DATES[sheet.table]
    rows = [row for row in sheet.data if row.record and is_number(sheet.cell(row, code)) and dates in row.record]
    if not rows or sheet.has("currency"):
        return None
    quoted = sorted({str(rate["currency"]) for rate in draft.fund.rows("rates")})
    currency = random.choice(quoted or ["UAH"])
    place = sheet.insert_column(sheet.index(code) + 1, "currency", "devise")
    chosen = random.sample(rows, random.randint(1, len(rows)))
    for row in sheet.data:
        row.cells[place].value = currency if row in chosen else random.choice((None, "EUR"))
    for row in chosen:
        rate = rate_for(draft, currency, row.record or {}, dates)
        amount = Decimal(cents(row.record or {}, code)) * Decimal(str(rate))
        sheet.cell(row, code).value = float(round(amount)) / 100
    return Trace(
        frozenset((sheet.table,)),
        tuple(Place(row=row, codes=frozenset((code, "currency"))) for row in chosen),
    )


@disguise(RECOVERABLE, CELLS)
def tranches_in_another_currency(draft: Draft, random: Random) -> Trace | None:
    """« Tranches » with a column « devise »: 2 000 000 UAH are not 2 000 000 €."""
    sheet = a_sheet(draft, random, ("tranches",), rows=1)
    return sheet and _in_currency(draft, random, sheet, "amount_cents")


@disguise(RECOVERABLE, CELLS)
def costs_in_another_currency(draft: Draft, random: Random) -> Trace | None:
    """« Frais » with a column « devise »."""
    sheet = a_sheet(draft, random, ("running_costs",), rows=1)
    return sheet and _in_currency(draft, random, sheet, "amount_cents")


@disguise(RECOVERABLE, CELLS)
def gifts_in_another_currency(draft: Draft, random: Random) -> Trace | None:
    """« Contributions » with a column « devise », receipts alone."""
    sheet = a_sheet(draft, random, ("contributions",), rows=1)
    if sheet is None or sheet.has("committed_cents"):
        return None
    return _in_currency(draft, random, sheet, "received_cents")


@disguise(WRONG, CELLS)
def budgets_in_another_currency(draft: Draft, random: Random) -> Trace | None:
    """« Programmes » with a column « devise » that says UAH: budgets are in euros, or it is told."""
    sheet = a_sheet(draft, random, ("programmes",), rows=1)
    if sheet is None:
        return None
    place = sheet.insert_column(sheet.index("budget_cents") + 1, "", "devise")
    row = random.choice(sheet.data)
    row.cells[place].value = "UAH"
    cell = sheet.cell(row, "budget_cents")
    if not is_number(cell):
        return None
    cell.value = float(str(cell.value)) * 42
    places = (Place(row=row), Place(sheet=sheet, words=("devise",)), Place(row=sheet.header))
    return Trace(frozenset(("programmes",)), places)


@disguise(RECOVERABLE, LAYOUT)
def two_amount_columns(draft: Draft, random: Random) -> Trace | None:
    """« montant (UAH) » and « montant (€) » side by side, with the currency of the first."""
    for sheet in draft.sheets(("expenses",)):
        foreign = [row for row in sheet.data if row.record and row.record.get("currency") not in (None, "EUR")]
        if not foreign:
            continue
        rates = draft.fund.rows("rates")
        place = sheet.index("amount_cents")
        euros_first = random.random() < 0.5
        at = sheet.insert_column(
            place + (0 if euros_first else 1), "", random.choice(("montant (€)", "montant en euros", "Montant EUR"))
        )
        sheet.cell(sheet.header, "amount_cents").value = random.choice(
            ("montant (UAH)", "montant en devise", "montant local")
        )
        for row in sheet.data:
            row.cells[at].value = euro_cents(row.record or {}, rates) / 100
        places = [Place(row=row) for row in (*foreign, sheet.header)]
        return Trace(frozenset(("expenses",)), (*places, Place(sheet=sheet, words=("montant",))))
    return None


@disguise(RECOVERABLE, CELLS)
def currency_in_other_words(draft: Draft, random: Random) -> Trace | None:
    """« hryvnia », « ₴ », « zlotys », « euros », « uah » in the column « devise »."""
    words = {
        "UAH": ("hryvnia", "₴", "uah", "UAH ", "грн"),
        "PLN": ("zloty", "zł", "pln", "zlotys"),
        "MDL": ("leu", "mdl", "lei moldaves"),
        "MGA": ("ariary", "Ar", "mga"),
        "EUR": ("€", "euros", "Euro", "eur", " EUR"),
    }
    sheet = a_sheet(draft, random, ("expenses", "rates"), rows=1)
    if sheet is None or not sheet.has("currency"):
        return None
    for row in sheet.data:
        cell = sheet.cell(row, "currency")
        cell.value = random.choice(words.get(str(cell.value), (cell.value,)))
    trace = of_rows(sheet.table, *sheet.data, codes=("currency",))
    return Trace(frozenset(("expenses", "rates")), (*trace.places, *_expenses(draft)))


def _expenses(draft: Draft) -> list[Place]:
    rows: list[DraftRow] = [row for sheet in draft.sheets(("expenses",)) for row in sheet.data]
    return [Place(row=row, codes=frozenset(("currency", "amount_cents"))) for row in rows]


@disguise(RECOVERABLE, CELLS)
def euros_typed_in_a_foreign_row(draft: Draft, random: Random) -> Trace | None:
    """« 1 200 € » typed in a row whose currency is another: the euros are meant, or it is asked."""
    for sheet in draft.sheets(("expenses",)):
        foreign = [row for row in sheet.data if row.record and row.record.get("currency") not in (None, "EUR")]
        if foreign:
            row = random.choice(foreign)
            euros = euro_cents(row.record or {}, draft.fund.rows("rates")) / 100
            sheet.cell(row, "amount_cents").value = f"{euros:.2f} €".replace(".", ",")
            return of_rows("expenses", row, codes=("amount_cents", "currency"))
    return None
