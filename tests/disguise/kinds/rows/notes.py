"""Texts and small tables that people add around a table."""

from __future__ import annotations

from collections import Counter
from random import Random

from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise, harmless, of_rows
from tests.disguise.draft import Draft, DraftCell, DraftRow, DraftSheet, RowKind
from tests.disguise.kinds.picking import ADDED_UP, a_sheet, amounts_of, known
from tests.disguise.made_fund import LABELS

ROWS, LAYOUT = Stage.ROWS, Stage.LAYOUT
HARMLESS, RECOVERABLE = Expectation.HARMLESS, Expectation.RECOVERABLE

NOTES = (
    *("Source : délibérations reçues au 30 juin", "* hors contributions en nature", "NB : montants arrondis à l'euro"),
    *("Mis à jour par le secrétariat", "Voir aussi le tableau du partenaire", "(1) Convention en cours de signature"),
    *("Document de travail", "Certifié conforme, le trésorier", "À compléter après la réunion"),
)


def _note_rows(draft: Draft, random: Random, tables: tuple[str, ...]) -> tuple[DraftSheet, list[DraftRow]] | None:
    sheet = a_sheet(draft, random, tables)
    if sheet is None:
        return None
    rows = [sheet.text_line(RowKind.OTHER, text) for text in random.sample(NOTES, random.randint(1, 2))]
    return sheet, rows


@disguise(RECOVERABLE, ROWS)
def notes_below(draft: Draft, random: Random) -> Trace | None:
    """« Source : … », « * hors… » in the first column, under the last row or after an empty one."""
    found = _note_rows(draft, random, (*ADDED_UP, "rates", "participants"))
    if found is None:
        return None
    sheet, rows = found
    if random.random() < 0.5:
        sheet.below(sheet.line(RowKind.OTHER))
    sheet.below(*rows)
    first = sheet.columns[0].code
    return of_rows(sheet.table, *rows, codes=(first, LABELS.get(sheet.table, first)), left_out=True)


@disguise(RECOVERABLE, ROWS)
def note_below_in_name_column(draft: Draft, random: Random) -> Trace | None:
    """A note in the very column that names the rows."""
    sheet = a_sheet(draft, random, ("contributions", "expenses", "running_costs", "activities"))
    if sheet is None:
        return None
    label = LABELS[sheet.table]
    row = sheet.line(RowKind.OTHER, **{label: random.choice(NOTES)})
    sheet.below(row)
    return of_rows(sheet.table, row, codes=(label,), left_out=True)


@disguise(HARMLESS, LAYOUT)
def notes_beside(draft: Draft, random: Random) -> Trace | None:
    """Remarks in a column without a header, to the right of the table."""
    sheet = a_sheet(draft, random, ADDED_UP)
    if sheet is None:
        return None
    place = sheet.insert_column(len(sheet.columns), "", None)
    for row in random.sample(sheet.data, 2):
        row.cells[place].value = random.choice(("vu", "à rappeler", "ok", "cf. mail du 12/03", 3))
    return harmless(sheet.table)


@disguise(HARMLESS, LAYOUT)
def ticks_in_first_column(draft: Draft, random: Random) -> Trace | None:
    """Ticks of the bank statement in a first column, under « pointé », « ✓ » or nothing."""
    sheet = a_sheet(draft, random, ADDED_UP)
    if sheet is None:
        return None
    header = random.choice((None, "✓", "pointé", "OK", "vu"))
    sheet.insert_column(0, "", header)
    for row in sheet.data:
        if random.random() < 0.7:
            row.cells[0].value = random.choice(("x", "✓", "X", "ok"))
    return harmless(sheet.table)


@disguise(RECOVERABLE, Stage.ROWS)
def ticks_and_total(draft: Draft, random: Random) -> Trace | None:
    """Ticks in a first column, and a total whose label stands in the second."""
    sheet = a_sheet(draft, random, ("contributions", "running_costs", "expenses"))
    if sheet is None:
        return None
    label = LABELS[sheet.table]
    line = sheet.line(RowKind.OTHER, **{label: random.choice(("TOTAL", "Total"))})
    for code in amounts_of(sheet):
        sheet.cell(line, code).value = round(sum(known(sheet, row, code) for row in sheet.data), 2)
    sheet.below(line)
    sheet.insert_column(0, "", "pointé")
    for row in (*sheet.data, line):
        row.cells[0].value = "x"
    return of_rows(sheet.table, line, codes=(*amounts_of(sheet), label), left_out=True)


def _summary(sheet: DraftSheet) -> list[tuple[str, float]]:
    """Sums by type of donor, by programme or by label."""
    code = next(c for c in ("donor_type", "programme", "kind", "label", "name") if sheet.has(c))
    sums: Counter[str] = Counter()
    for row in sheet.data:
        sums[str(sheet.cell(row, code).value)] += known(sheet, row, amounts_of(sheet)[0])  # type: ignore[assignment]
    return [(name, round(float(value), 2)) for name, value in sums.items()]


@disguise(RECOVERABLE, ROWS)
def summary_below(draft: Draft, random: Random) -> Trace | None:
    """A small table of sums under the table, in its columns of names and amounts."""
    sheet = a_sheet(draft, random, ("contributions", "expenses", "tranches", "activities"))
    if sheet is None:
        return None
    label, amount = LABELS[sheet.table], amounts_of(sheet)[0]
    sheet.below(sheet.line(RowKind.OTHER))
    if random.random() < 0.7:
        sheet.below(sheet.line(RowKind.OTHER, **{label: random.choice(("Récapitulatif", "Par type", "Synthèse :"))}))
    lines = [sheet.line(RowKind.OTHER, **{label: name.capitalize(), amount: value}) for name, value in _summary(sheet)]
    sheet.below(*lines)
    return of_rows(sheet.table, *lines, codes=(label, amount), left_out=True)


@disguise(RECOVERABLE, LAYOUT)
def summary_beside(draft: Draft, random: Random) -> Trace | None:
    """A small table of sums to the right, with headers of its own, after an empty column."""
    sheet = a_sheet(draft, random, ("contributions", "expenses"), rows=5)
    if sheet is None:
        return None
    sums = _summary(sheet)
    for header in (None, "Synthèse", "Somme"):
        sheet.insert_column(len(sheet.columns), "", header)
    for row, (name, value) in zip(sheet.data, sums, strict=False):
        row.cells[-2].value, row.cells[-1].value = name, value
    return of_rows(sheet.table, sheet.header)


@disguise(RECOVERABLE, LAYOUT)
def summary_beside_and_below(draft: Draft, random: Random) -> Trace | None:
    """A small table of sums to the right that goes further down than the rows."""
    sheet = a_sheet(draft, random, ("contributions", "expenses", "running_costs"))
    if sheet is None:
        return None
    for header in (None, "Synthèse", "Somme"):
        sheet.insert_column(len(sheet.columns), "", header)
    row = DraftRow(RowKind.OTHER, [DraftCell() for _ in sheet.columns])
    row.cells[-2].value, row.cells[-1].value = "Total des lignes", sum(value for _, value in _summary(sheet))
    sheet.below(sheet.line(RowKind.OTHER), row)
    place = Place(row=row)
    return Trace(frozenset((sheet.table,)), (place,))


@disguise(HARMLESS, ROWS)
def empty_rows_between(draft: Draft, random: Random) -> Trace | None:
    """Empty rows between blocks and under the headers."""
    sheet = a_sheet(draft, random, (*ADDED_UP, "rates"), rows=3)
    if sheet is None:
        return None
    for row in random.sample(sheet.data, 2):
        sheet.rows.insert(sheet.number(row) - 1, sheet.line(RowKind.OTHER))
    return harmless(sheet.table)
