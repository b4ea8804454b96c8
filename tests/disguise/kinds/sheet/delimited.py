"""Text tables (.csv) in place of a sheet, and LibreOffice's own files."""

from __future__ import annotations

from random import Random

from fund.schema import BY_CODE
from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise, harmless
from tests.disguise.draft import Draft, DraftFile, DraftSheet, FileKind
from tests.disguise.kinds.picking import a_sheet
from tests.disguise.plain import FORMATS
from tests.disguise.write_files import csv_text

BOOK = Stage.BOOK
HARMLESS, RECOVERABLE, WRONG = Expectation.HARMLESS, Expectation.RECOVERABLE, Expectation.WRONG
TABLES = ("contributions", "running_costs", "tranches", "expenses", "activities")
KEPT = frozenset(("General", "@", "#,##0", "0", *FORMATS.values()))
"""The formats that a text table does not lose anything of."""


def _is_plain(sheet: DraftSheet) -> bool:
    """Whether the sheet says all it says in its cells' own values."""
    cells = [cell for row in sheet.rows for cell in row.cells]
    return all(cell.format in KEPT and not cell.struck for cell in cells) and not any(r.hidden for r in sheet.rows)


def as_csv(draft: Draft, random: Random, rows: int = 2, tables: tuple[str, ...] = TABLES) -> DraftFile | None:
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
    file = as_csv(draft, random)
    if file is None:
        return None
    file.encoding = random.choice(("cp1252", "utf-8", "utf-8-sig"))
    return harmless(file.sheets[0].table)


@disguise(HARMLESS, BOOK)
def csv_of_other_programs(draft: Draft, random: Random) -> Trace | None:
    """Commas with quotes where needed, or tabs."""
    file = as_csv(draft, random)
    if file is None:
        return None
    file.separator = random.choice((",", "\t"))
    return harmless(file.sheets[0].table)


@disguise(HARMLESS, BOOK)
def csv_with_empty_ends(draft: Draft, random: Random) -> Trace | None:
    """Separators at the end of each line, and lines of separators alone."""
    file = as_csv(draft, random)
    if file is None:
        return None
    lines = csv_text(file.sheets[0], ";").splitlines()
    width = len(file.sheets[0].columns)
    file.text = "\r\n".join([*(line + ";;" for line in lines), *[";" * (width + 1)] * 3])
    return harmless(file.sheets[0].table)


@disguise(RECOVERABLE, BOOK)
def csv_says_its_separator(draft: Draft, random: Random) -> Trace | None:
    """« sep=; » on the first line, for Excel."""
    file = as_csv(draft, random)
    if file is None:
        return None
    file.text = "sep=;\r\n" + csv_text(file.sheets[0], ";")
    return Trace(frozenset((file.sheets[0].table,)), (Place(sheet=file.sheets[0]),))


@disguise(RECOVERABLE, BOOK)
def csv_in_utf16(draft: Draft, random: Random) -> Trace | None:
    """Excel's « Texte Unicode »: tabs, UTF-16."""
    file = as_csv(draft, random)
    if file is None:
        return None
    file.separator, file.encoding = "\t", "utf-16"
    return Trace(frozenset((file.sheets[0].table,)), (Place(sheet=file.sheets[0]),))


@disguise(RECOVERABLE, BOOK)
def csv_decoded_twice(draft: Draft, random: Random) -> Trace | None:
    """« collectivitÃ© »: UTF-8 that was opened as cp1252 and saved."""
    file = as_csv(draft, random)
    if file is None:
        return None
    file.text = csv_text(file.sheets[0], ";").encode().decode("cp1252", errors="replace")
    return Trace(frozenset((file.sheets[0].table,)), (Place(sheet=file.sheets[0]),))


@disguise(RECOVERABLE, BOOK)
def csv_of_another_name(draft: Draft, random: Random) -> Trace | None:
    """« export_2024-06.csv »: only its headers say what it is; a list of gifts is no list of costs."""
    file = as_csv(draft, random)
    if file is None:
        return None
    file.name = random.choice(("export_2024-06.csv", "liste.csv", "tableau final v2.csv"))
    return Trace(frozenset((file.sheets[0].table,)), (Place(sheet=file.sheets[0]),))


@disguise(RECOVERABLE, BOOK)
def csv_of_somebody_elses_grants(draft: Draft, random: Random) -> Trace | None:
    """A list of grants, with a day, a purpose and an amount, is no list of running costs nor of gifts."""
    sheet = DraftSheet("subventions-2024")
    header = random.choice(("date;objet;bénéficiaire;montant", "dateConvention;objet;nomBeneficiaire;montant;nature"))
    lines = ["12/03/2024;Réfection du gymnase;Club d'Osse;12500", "02/04/2024;Fête de la musique;Harmonie;800"]
    end = ";aide en numéraire" if "nature" in header else ""
    text = "\r\n".join([header, *(line + end for line in lines)]) + "\r\n"
    draft.files.append(DraftFile("subventions-2024.csv", [sheet], FileKind.CSV, text=text))
    return Trace(frozenset(("running_costs", "contributions", "expenses")), (Place(sheet=sheet),))


@disguise(HARMLESS, BOOK)
def file_of_libreoffice(draft: Draft, random: Random) -> Trace | None:
    """The whole workbook as .ods."""
    file = random.choice(draft.files)
    if file.kind is not FileKind.XLSX:
        return None
    if any(sheet.hidden or sheet.merged or sheet.merged_down or not _is_plain(sheet) for sheet in file.sheets):
        return None
    file.kind, file.name = FileKind.ODS, file.name.replace(".xlsx", ".ods")
    return harmless()
