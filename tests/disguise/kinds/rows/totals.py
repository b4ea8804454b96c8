"""Rows that add up the table above or below them."""

from __future__ import annotations

from random import Random

from tests.disguise.disguise import Expectation, Stage, Trace, disguise, of_rows
from tests.disguise.draft import Draft, DraftRow, DraftSheet
from tests.disguise.kinds.picking import ADDED_UP, a_sheet, amounts_of, sum_line
from tests.disguise.made_fund import DATES, LABELS

ROWS, RECOVERABLE = Stage.ROWS, Expectation.RECOVERABLE

FRENCH = (
    "TOTAL",
    "Total",
    "Total général",
    "TOTAL GÉNÉRAL",
    "Totaux",
    "Total à ce jour",
    "TOTAL :",
    "Somme",
    "Ensemble",
)
ENGLISH = ("Grand total", "Grand Total", "Sum", "Total amount", "Overall total")
LIBREOFFICE = ("Résultat", "Résultat global", "Total Résultat")
TEXTS = {
    "contributions": ("donor", "donor_type", "department", "siren"),
    "programmes": ("code", "name", "country", "partner"),
    "tranches": ("programme",),
    "expenses": ("programme", "label", "category", "supplier", "document"),
    "running_costs": ("label",),
    "activities": ("programme", "activity", "kind"),
}
"""The columns of text in which people write a label."""


def total_line(sheet: DraftSheet, label: str, code: str = "") -> DraftRow:
    """A row with a label and the sums of all rows."""
    line = sum_line(sheet, sheet.data)
    cell = sheet.cell(line, code or LABELS[sheet.table])
    cell.value, cell.bold = label, True
    return line


def _under(sheet: DraftSheet, line: DraftRow, random: Random) -> Trace:
    """Put the row under the table, sometimes after an empty one."""
    if random.random() < 0.3:
        sheet.below(sheet.line(line.kind))
    sheet.below(line)
    return of_rows(sheet.table, line, codes=(*amounts_of(sheet), *TEXTS[sheet.table]), left_out=True)


def _labelled(draft: Draft, random: Random, labels: tuple[str, ...]) -> Trace | None:
    sheet = a_sheet(draft, random, ADDED_UP)
    return _under(sheet, total_line(sheet, random.choice(labels)), random) if sheet else None


@disguise(RECOVERABLE, ROWS)
def total_french(draft: Draft, random: Random) -> Trace | None:
    """« TOTAL », « Total général », « Somme » under the table."""
    return _labelled(draft, random, FRENCH)


@disguise(RECOVERABLE, ROWS)
def total_english(draft: Draft, random: Random) -> Trace | None:
    """« Grand total », as Google Sheets and English Excel write it."""
    return _labelled(draft, random, ENGLISH)


@disguise(RECOVERABLE, ROWS)
def total_libreoffice(draft: Draft, random: Random) -> Trace | None:
    """« Résultat global », as LibreOffice writes it."""
    return _labelled(draft, random, LIBREOFFICE)


@disguise(RECOVERABLE, ROWS)
def total_without_label(draft: Draft, random: Random) -> Trace | None:
    """The sums alone, without a word."""
    sheet = a_sheet(draft, random, ADDED_UP)
    return _under(sheet, sum_line(sheet, sheet.data), random) if sheet else None


@disguise(RECOVERABLE, ROWS)
def total_in_another_column(draft: Draft, random: Random) -> Trace | None:
    """The label stands in any column of text, or just before the sum."""
    sheet = a_sheet(draft, random, ADDED_UP)
    if sheet is None:
        return None
    code = random.choice([code for code in TEXTS[sheet.table] if sheet.has(code)])
    return _under(sheet, total_line(sheet, random.choice(FRENCH), code), random)


@disguise(RECOVERABLE, ROWS)
def total_in_a_date_column(draft: Draft, random: Random) -> Trace | None:
    """The label stands in the column of dates, beside the sum."""
    sheet = a_sheet(draft, random, tuple(DATES))
    if sheet is None:
        return None
    return _under(sheet, total_line(sheet, random.choice(("TOTAL", "Total")), DATES[sheet.table]), random)


@disguise(RECOVERABLE, ROWS)
def total_dated(draft: Draft, random: Random) -> Trace | None:
    """The total bears the day on which it was made."""
    sheet = a_sheet(draft, random, tuple(DATES))
    if sheet is None:
        return None
    label = "TOTAL" if DATES[sheet.table] != LABELS[sheet.table] else ""
    line = total_line(sheet, label)
    cell = sheet.cell(line, DATES[sheet.table])
    cell.value, cell.format = draft.fund.as_of, "dd/mm/yyyy"
    return _under(sheet, line, random)


@disguise(RECOVERABLE, ROWS)
def total_with_a_remark(draft: Draft, random: Random) -> Trace | None:
    """« hors Région », « à vérifier » in a column of text beside the total."""
    sheet = a_sheet(draft, random, ("contributions", "programmes", "expenses", "activities"))
    if sheet is None:
        return None
    line = total_line(sheet, random.choice(("TOTAL", "Total général")))
    codes = {"contributions": "note", "programmes": "partner", "expenses": "supplier", "activities": "kind"}
    if not sheet.has(codes[sheet.table]):
        return None
    sheet.cell(line, codes[sheet.table]).value = random.choice(("hors Région", "à vérifier", "arrondi à l'euro"))
    return _under(sheet, line, random)


@disguise(RECOVERABLE, ROWS)
def total_filled_like_its_rows(draft: Draft, random: Random) -> Trace | None:
    """The programme, the tranche, the currency were filled down into the total's row."""
    sheet = a_sheet(draft, random, ("expenses", "activities", "contributions"))
    if sheet is None:
        return None
    line = total_line(sheet, random.choice(("Total", "TOTAL", "Total tranche 1", "Total des dépenses")))
    for code in ("programme", "tranche", "currency", "kind", "donor_type", "department"):
        if sheet.has(code):
            sheet.cell(line, code).value = sheet.cell(sheet.data[-1], code).value
    return _under(sheet, line, random)


@disguise(RECOVERABLE, ROWS)
def total_above(draft: Draft, random: Random) -> Trace | None:
    """The total stands first, right under the headers."""
    sheet = a_sheet(draft, random, ADDED_UP)
    if sheet is None:
        return None
    line = total_line(sheet, random.choice((*FRENCH[:4], *ENGLISH[:1])))
    sheet.rows.insert(sheet.number(sheet.header), line)
    return of_rows(sheet.table, line, codes=(*amounts_of(sheet), *TEXTS[sheet.table]), left_out=True)


@disguise(RECOVERABLE, ROWS)
def total_above_the_headers(draft: Draft, random: Random) -> Trace | None:
    """« Total collecté : 12 000 » in the lines above the headers."""
    sheet = a_sheet(draft, random, ADDED_UP)
    if sheet is None:
        return None
    line = total_line(sheet, random.choice(("TOTAL", "Total au jour de la mise à jour")))
    sheet.rows.insert(sheet.number(sheet.header) - 1, line)
    return of_rows(sheet.table, line)


@disguise(RECOVERABLE, ROWS)
def total_of_another_day(draft: Draft, random: Random) -> Trace | None:
    """A total typed before the last row was added: it is told, or left out all the same."""
    sheet = a_sheet(draft, random, ADDED_UP, rows=3)
    if sheet is None:
        return None
    line = sum_line(sheet, sheet.data[:-1])
    sheet.cell(line, LABELS[sheet.table]).value = random.choice(FRENCH[:4])
    return _under(sheet, line, random)
