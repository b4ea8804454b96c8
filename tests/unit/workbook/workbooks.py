"""Small workbooks written by hand in a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook

from fund.model import Finding, HeaderMatch, Reading, WorkbookFile
from fund.workbook.reading.dataset import combine_files
from fund.workbook.reading.file_reading import read_file

Rows = Sequence[Sequence[object]]

FUND: Rows = [["code", "nom"], ["essai", "Fonds d'essai"]]
PROGRAMMES: Rows = [["code", "nom", "budget"], ["auc", "Villes ukrainiennes", 1000], ["rzeszow", "Rzeszów", 500]]
CONTRIBUTIONS: Rows = [["collectivité", "type", "montant versé"], ["Saint-Exemple", "commune", 100]]
WHOLE: Mapping[str, Rows] = {"Fonds": FUND, "Contributions": CONTRIBUTIONS, "Programmes": PROGRAMMES}


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """The bytes of an .xlsx with these sheets."""
    book = Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook built cell by cell."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def read_workbooks(files: Sequence[WorkbookFile], *, matches: Sequence[HeaderMatch] = ()) -> Reading:
    """A fund's files read and put together."""
    return combine_files([read_file(file, matches=matches) for file in files])


def read(content: bytes, name: str = "essai.xlsx") -> Reading:
    """One file read."""
    return read_workbooks([WorkbookFile(name, content)])


def read_whole(**sheets: Rows) -> Reading:
    """A whole fund read, some of its sheets replaced or added (`Dépenses` and so on by keyword)."""
    return read(workbook({**WHOLE, **sheets}))


def found(reading: Reading, code: str) -> list[Finding]:
    """The findings of one code."""
    return [finding for finding in reading.findings if finding.code == code]


def codes(reading: Reading) -> list[str]:
    """The codes of all findings, in order."""
    return [finding.code for finding in reading.findings]


def only(reading: Reading) -> Finding:
    """The finding of a reading that has one."""
    (finding,) = reading.findings
    return finding


def place(finding: Finding) -> tuple[object, ...]:
    """What a finding is, where, and what was seen there."""
    return (finding.code, finding.severity, finding.sheet, finding.row, finding.column, finding.cell, finding.seen)
