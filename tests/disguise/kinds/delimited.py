"""Text tables (.csv) in place of a sheet, and LibreOffice's own files."""

from __future__ import annotations

from random import Random

from fund.schema import BY_CODE
from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise, harmless
from tests.disguise.draft import Draft, DraftFile, DraftRow, DraftSheet, FileKind
from tests.disguise.kinds.picking import a_sheet, amounts_of
from tests.disguise.plain import FORMATS
from tests.disguise.write_files import as_text, csv_text

BOOK = Stage.BOOK
HARMLESS, RECOVERABLE, WRONG = Expectation.HARMLESS, Expectation.RECOVERABLE, Expectation.WRONG
TABLES = ("contributions", "running_costs", "tranches", "expenses", "activities")
KEPT = frozenset(("General", "@", "#,##0", "0", *FORMATS.values()))
"""The formats that a text table does not lose anything of."""


def _is_plain(sheet: DraftSheet) -> bool:
    """Whether the sheet says all it says in its cells' own values."""
    cells = [cell for row in sheet.rows for cell in row.cells]
    return all(cell.format in KEPT and not cell.struck for cell in cells) and not any(r.hidden for r in sheet.rows)


def _as_csv(draft: Draft, random: Random, rows: int = 2, tables: tuple[str, ...] = TABLES) -> DraftFile | None:
    """Take a sheet out of its workbook, into a text table of its own."""
    sheet = a_sheet(draft, random, tables, rows=rows)
    if (
        sheet is None
        or not _is_plain(sheet)
        or sheet.name != BY_CODE[sheet.table].title
        or sheet.merged
        or sheet.merged_down
    ):
        return None
    draft.file_of(sheet).sheets.remove(sheet)
    draft.files = [file for file in draft.files if file.sheets]
    file = DraftFile(f"{sheet.name}.csv", [sheet], FileKind.CSV)
    draft.files.append(file)
    return file


@disguise(HARMLESS, BOOK)
def csv_of_excel(draft: Draft, random: Random) -> Trace | None:
    """Semicolons, in cp1252, UTF-8 with or without its mark."""
    file = _as_csv(draft, random)
    if file is None:
        return None
    file.encoding = random.choice(("cp1252", "utf-8", "utf-8-sig"))
    return harmless(file.sheets[0].table)


@disguise(HARMLESS, BOOK)
def csv_of_other_programs(draft: Draft, random: Random) -> Trace | None:
    """Commas with quotes where needed, or tabs."""
    file = _as_csv(draft, random)
    if file is None:
        return None
    file.separator = random.choice((",", "\t"))
    return harmless(file.sheets[0].table)


@disguise(HARMLESS, BOOK)
def csv_with_empty_ends(draft: Draft, random: Random) -> Trace | None:
    """Separators at the end of each line, and lines of separators alone."""
    file = _as_csv(draft, random)
    if file is None:
        return None
    lines = csv_text(file.sheets[0], ";").splitlines()
    width = len(file.sheets[0].columns)
    file.text = "\r\n".join([*(line + ";;" for line in lines), *[";" * (width + 1)] * 3])
    return harmless(file.sheets[0].table)


@disguise(RECOVERABLE, BOOK)
def csv_says_its_separator(draft: Draft, random: Random) -> Trace | None:
    """« sep=; » on the first line, for Excel."""
    file = _as_csv(draft, random)
    if file is None:
        return None
    file.text = "sep=;\r\n" + csv_text(file.sheets[0], ";")
    return Trace(frozenset((file.sheets[0].table,)), (Place(sheet=file.sheets[0]),))


@disguise(RECOVERABLE, BOOK)
def csv_in_utf16(draft: Draft, random: Random) -> Trace | None:
    """Excel's « Texte Unicode »: tabs, UTF-16."""
    file = _as_csv(draft, random)
    if file is None:
        return None
    file.separator, file.encoding = "\t", "utf-16"
    return Trace(frozenset((file.sheets[0].table,)), (Place(sheet=file.sheets[0]),))


@disguise(RECOVERABLE, BOOK)
def csv_decoded_twice(draft: Draft, random: Random) -> Trace | None:
    """« collectivitÃ© »: UTF-8 that was opened as cp1252 and saved."""
    file = _as_csv(draft, random)
    if file is None:
        return None
    file.text = csv_text(file.sheets[0], ";").encode().decode("cp1252", errors="replace")
    return Trace(frozenset((file.sheets[0].table,)), (Place(sheet=file.sheets[0]),))


@disguise(RECOVERABLE, BOOK)
def csv_of_another_name(draft: Draft, random: Random) -> Trace | None:
    """« export_2024-06.csv »: only its headers say what it is; a list of gifts is no list of costs."""
    file = _as_csv(draft, random)
    if file is None:
        return None
    file.name = random.choice(("export_2024-06.csv", "liste.csv", "tableau final v2.csv"))
    return Trace(frozenset((file.sheets[0].table,)), (Place(sheet=file.sheets[0]),))


def _chosen_lines(sheet: DraftSheet, random: Random, count: int) -> list[DraftRow]:
    rows = sheet.data
    return [rows[place] for place in sorted(random.sample(range(len(rows)), count))]


def _text_of(sheet: DraftSheet, changed: dict[int, str], separator: str) -> str:
    lines = csv_text(sheet, separator).splitlines()
    return "\r\n".join(changed.get(number, line) for number, line in enumerate(lines)) + "\r\n"


@disguise(WRONG, BOOK)
def csv_stray_quotes(draft: Draft, random: Random) -> Trace | None:
    """Two stray quotes: the lines between them become one cell."""
    file = _as_csv(draft, random, rows=4)
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
    file = _as_csv(draft, random, rows=3)
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
    file = _as_csv(draft, random, tables=("contributions", "running_costs", "tranches"))
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
    file = _as_csv(draft, random)
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
    file = _as_csv(draft, random, rows=3)
    if file is None:
        return None
    sheet = file.sheets[0]
    rows = _chosen_lines(sheet, random, 1)
    others = csv_text(sheet, ",").splitlines()
    file.text = _text_of(sheet, {sheet.number(row) - 1: others[sheet.number(row) - 1] for row in rows}, ";")
    return Trace(frozenset((sheet.table,)), tuple(Place(row=row) for row in rows))


@disguise(HARMLESS, BOOK)
def file_of_libreoffice(draft: Draft, random: Random) -> Trace | None:
    """The whole workbook as .ods."""
    file = random.choice(draft.files)
    if file.kind is not FileKind.XLSX or not all(
        _is_plain(sheet) and not (sheet.merged or sheet.merged_down) for sheet in file.sheets
    ):
        return None
    if any(sheet.hidden for sheet in file.sheets):
        return None
    file.kind, file.name = FileKind.ODS, file.name.replace(".xlsx", ".ods")
    return harmless()
