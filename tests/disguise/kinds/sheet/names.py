"""Sheets and files: one a year, other names, copies, sheets that are no table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from fund.schema import BY_CODE
from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise, harmless
from tests.disguise.draft import Draft, DraftCell, DraftColumn, DraftFile, DraftRow, DraftSheet, RowKind
from tests.disguise.kinds.picking import ADDED_UP, a_sheet
from tests.disguise.made_fund import DATES

BOOK, HARMLESS, RECOVERABLE = Stage.BOOK, Expectation.HARMLESS, Expectation.RECOVERABLE
OTHER_NAMES = {
    "contributions": ("Dons reçus", "Suivi des collectivités", "Feuil1", "Recettes", "Contributions collectivités"),
    "tranches": ("Virements", "Paiements partenaires", "Feuil2"),
    "expenses": ("Factures", "Compte rendu financier", "Dépenses du projet", "Sheet1"),
    "running_costs": ("Banque", "Frais bancaires et divers", "Feuil3"),
    "activities": ("Cours donnés", "Planning", "Séances"),
}


def _like(sheet: DraftSheet, name: str, rows: list[DraftRow]) -> DraftSheet:
    """A sheet of the same headers with some of the rows."""
    headers = [row for row in sheet.rows if row.kind is RowKind.HEADER]
    titles = [DraftRow(RowKind.HEADER, [DraftCell(cell.value, bold=True) for cell in row.cells]) for row in headers]
    above = [row for row in sheet.rows if row.kind is RowKind.ABOVE]
    copies = [DraftRow(row.kind, [DraftCell(c.value) for c in row.cells]) for row in above]
    columns = [DraftColumn(column.code, column.hidden) for column in sheet.columns]
    return DraftSheet(name, sheet.table, columns, [*copies, *titles, *rows])


def _split(
    draft: Draft, random: Random, tables: tuple[str, ...], period: Callable[[date], str], *, keep: bool
) -> Trace | None:
    """A sheet for each period; the plain name stays for the last one where `keep`."""
    sheet = a_sheet(draft, random, tables, rows=3)
    if sheet is None or sheet.merged_down or any(row.kind is RowKind.OTHER for row in sheet.rows):
        return None
    code = DATES[sheet.table]
    parts: dict[str, list[DraftRow]] = {}
    for row in sheet.data:
        when = (row.record or {}).get(code)
        parts.setdefault(period(when if isinstance(when, date) else draft.fund.as_of), []).append(row)
    if len(parts) < 2:
        return None
    file = draft.file_of(sheet)
    names = sorted(parts)
    new = [_like(sheet, f"{sheet.name} {name}", parts[name]) for name in names]
    if keep:
        new[-1].name = sheet.name
    place = file.sheets.index(sheet)
    file.sheets[place : place + 1] = new
    places = tuple(Place(sheet=each) for each in new if each.name != sheet.name)
    return Trace(frozenset((sheet.table,)), places)


@disguise(RECOVERABLE, BOOK)
def sheets_per_year(draft: Draft, random: Random) -> Trace | None:
    """« Contributions 2023 », « Contributions 2024 »."""
    return _split(draft, random, tuple(DATES), lambda day: str(day.year), keep=random.random() < 0.4)


@disguise(RECOVERABLE, BOOK)
def sheets_per_quarter(draft: Draft, random: Random) -> Trace | None:
    """« Dépenses T1 », « Dépenses T2 », with or without the year."""
    with_year = random.random() < 0.5

    def quarter(day: date) -> str:
        name = f"T{(day.month + 2) // 3}"
        return f"{day.year} {name}" if with_year else name

    return _split(draft, random, tuple(DATES), quarter, keep=random.random() < 0.4)


@disguise(RECOVERABLE, BOOK)
def sheet_per_programme(draft: Draft, random: Random) -> Trace | None:
    """« Dépenses eau », « Dépenses ecoles »."""
    sheet = a_sheet(draft, random, ("expenses", "tranches", "activities"))
    if sheet is None or sheet.merged_down or any(row.kind is RowKind.OTHER for row in sheet.rows):
        return None
    parts: dict[str, list[DraftRow]] = {}
    for row in sheet.data:
        parts.setdefault(str((row.record or {}).get("programme")), []).append(row)
    new = [_like(sheet, f"{sheet.name} {name}", rows) for name, rows in parts.items()]
    file = draft.file_of(sheet)
    place = file.sheets.index(sheet)
    file.sheets[place : place + 1] = new
    return Trace(frozenset((sheet.table,)), tuple(Place(sheet=each) for each in new))


@disguise(RECOVERABLE, BOOK)
def sheet_of_another_name(draft: Draft, random: Random) -> Trace | None:
    """A name that the contract does not know."""
    sheet = a_sheet(draft, random, tuple(OTHER_NAMES), rows=1)
    if sheet is None:
        return None
    sheet.name = random.choice(OTHER_NAMES[sheet.table])
    return Trace(frozenset((sheet.table,)), (Place(sheet=sheet),))


@disguise(HARMLESS, BOOK)
def sheet_synonym(draft: Draft, random: Random) -> Trace | None:
    """A name that the contract knows, capitals and spaces as they come."""
    sheet = a_sheet(draft, random, (*ADDED_UP, "rates", "fund", "declared", "participants"), rows=1)
    if sheet is None:
        return None
    name = random.choice(BY_CODE[sheet.table].spellings)
    sheet.name = random.choice((name, name.upper(), f"{name} ", name.lower()))
    return harmless(sheet.table)


@disguise(HARMLESS, BOOK)
def sheets_in_another_order(draft: Draft, random: Random) -> Trace | None:
    """The sheets shuffled."""
    file = random.choice(draft.files)
    random.shuffle(file.sheets)
    return harmless()


@disguise(HARMLESS, BOOK)
def sheets_of_notes(draft: Draft, random: Random) -> Trace | None:
    """« Lisez-moi », an empty « Feuil2 », a pivot table of one's own."""
    file = random.choice(draft.files)
    columns = [DraftColumn(), DraftColumn()]
    texts = DraftSheet("Lisez-moi", "", columns)
    texts.rows = [texts.text_line(RowKind.OTHER, text) for text in ("Mode d'emploi", "Remplir chaque mois")]
    empty = DraftSheet("Feuil2", "", [])
    pivot = DraftSheet("Analyse", "", [DraftColumn(), DraftColumn()])
    for label, value in (("Étiquettes de lignes", "Somme"), ("communes", 12_000), ("Total général", 12_000)):
        row = pivot.text_line(RowKind.OTHER, label)
        row.cells[1].value = value
        pivot.rows.append(row)
    file.sheets += random.sample([texts, empty, pivot], 2)
    return harmless()


@disguise(RECOVERABLE, BOOK)
def old_copy_of_a_sheet(draft: Draft, random: Random) -> Trace | None:
    """« Contributions (2) », « Contributions ancien »: last year's state, which must not be added."""
    sheet = a_sheet(draft, random, ("contributions", "expenses", "tranches"))
    if sheet is None:
        return None
    rows = [DraftRow(RowKind.OTHER, [DraftCell(c.value, c.format) for c in row.cells]) for row in sheet.data[:-1]]
    name = sheet.name + random.choice((" (2)", " ancien", " - copie", " old", " V1"))
    copy = _like(sheet, name[:31], rows)
    draft.file_of(sheet).sheets.append(copy)
    return Trace(frozenset((sheet.table,)), (Place(sheet=copy), *(Place(row=row) for row in rows)))


@disguise(HARMLESS, BOOK)
def one_file_per_sheet(draft: Draft, random: Random) -> Trace | None:
    """Every sheet in a workbook of its own, whatever it is called."""
    sheets = draft.sheets()
    if len(sheets) != sum(len(file.sheets) for file in draft.files):
        return None
    draft.files = [
        DraftFile(f"{number} {random.choice(('envoi', 'partie'))}.xlsx", [s]) for number, s in enumerate(sheets)
    ]
    return harmless()


@disguise(RECOVERABLE, BOOK)
def two_tables_on_a_sheet(draft: Draft, random: Random) -> Trace | None:
    """The tranches stand under the programmes on one sheet, with headers of their own."""
    programmes, tranches = draft.sheets(("programmes",)), draft.sheets(("tranches",))
    if not programmes or not tranches or draft.file_of(programmes[0]) is not draft.file_of(tranches[0]):
        return None
    upper, lower = programmes[0], tranches[0]
    width = max(len(upper.columns), len(lower.columns))
    for sheet in (upper, lower):
        while len(sheet.columns) < width:
            sheet.insert_column(len(sheet.columns), "", None)
    for row in lower.rows:
        row.kind = RowKind.OTHER
    upper.below(upper.line(RowKind.OTHER), *lower.rows)
    draft.file_of(lower).sheets.remove(lower)
    places = (*(Place(row=row) for row in lower.rows), Place(sheet=upper, words=("Tranches",)))
    return Trace(frozenset(("programmes", "tranches")), places)
