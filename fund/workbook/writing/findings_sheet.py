"""Findings about a file in words, and the sheet that lists them with a link to each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from fund.explanations import ExplainedFinding
from fund.model import Finding, Severity
from fund.wording import Language, words
from fund.wording.explanations import back_again, explained_by
from fund.wording.findings import FindingText, finding_text
from fund.workbook.writing.openpyxl_cells import StyleCopies, height_of, print_on_one_width, put_text

MOST_LINKS = 60_000
"""Excel drops a sheet's links beyond 66,530."""

COLOURS = {
    Severity.ERROR: PatternFill("solid", fgColor="F4B6B0"),
    Severity.WARNING: PatternFill("solid", fgColor="FFE08A"),
    Severity.NOTE: PatternFill("solid", fgColor="CFE3F7"),
}
EXPLAINED = PatternFill("solid", fgColor="E4E4E4")
_COLUMNS = ("severity", "sheet", "cell", "column", "title", "what", "todo")
_WIDTHS = (15, 22, 10, 24, 34, 80, 80)
_HEADER_ROW = 4
WRAPPED = Alignment(wrap_text=True, vertical="top")
_LINK_FONT = Font(color="0B4F9E", underline="single")
HEADER_FONT, HEADER_FILL = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="133E76")


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding with its words and the cell it is about (the row's first where it is about a row)."""

    finding: Finding
    severity: str
    text: FindingText
    cell: str
    fill: PatternFill


def lines_about(
    file: str, findings: Sequence[Finding], language: Language, *, explained: Sequence[ExplainedFinding] = ()
) -> list[FindingLine]:
    """The findings about the file of that name, errors first, those that staff explained last, with who and why.

    One that is back, because its row or value changed, says so beside what to do.
    """
    order = list(Severity)
    said = {id(each.finding): each for each in explained}
    lines = [_line(f, said.get(id(f)), language) for f in findings if f.file == file]
    return sorted(lines, key=lambda line: (line.fill is EXPLAINED, order.index(line.finding.severity)))


def _line(finding: Finding, explained: ExplainedFinding | None, language: Language) -> FindingLine:
    text, cell = finding_text(finding, language), finding.cell or (f"A{finding.row}" if finding.row else "")
    if explained is not None and not explained.changes:
        text = replace(text, todo=explained_by(explained.explanation, language))
        return FindingLine(finding, words("workbook.annotate.explained", language), text, cell, EXPLAINED)
    if explained is not None:
        text = replace(text, todo=f"{text.todo}\n{back_again(explained, language)}")
    severity = words(f"severities.{finding.severity}", language, n=1)
    return FindingLine(finding, severity, text, cell, COLOURS[finding.severity])


def add_findings_sheet(
    book: Workbook, title: str, notes: Sequence[str], lines: Sequence[FindingLine], language: Language
) -> None:
    """The first sheet: its title, a line for each note, then for each line, with a link to its cell."""
    others = frozenset(book.sheetnames)
    sheet = book.create_sheet(words("workbook.annotate.sheet", language), 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    for row, text in enumerate((title, *notes), start=1):
        put_text(sheet.cell(row, 1), text)
    sheet["A1"].font = Font(bold=True, size=14)
    for column, (code, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True), start=1):
        heading = sheet.cell(_HEADER_ROW, column)
        put_text(heading, words(f"workbook.annotate.columns.{code}", language))
        heading.font, heading.fill = HEADER_FONT, HEADER_FILL
        sheet.column_dimensions[heading.column_letter].width = width
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 1)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    print_on_one_width(sheet)
    styles = StyleCopies()
    for row, line in enumerate(lines, start=_HEADER_ROW + 1):
        for column, text in enumerate(_cells(line), start=1):
            cell = sheet.cell(row, column)
            put_text(cell, text)
            if column == 1:
                styles.give(cell, line.severity, alignment=WRAPPED, fill=line.fill)
            else:
                styles.give(cell, "text", alignment=WRAPPED)
        sheet.row_dimensions[row].height = height_of(zip(_cells(line), _WIDTHS, strict=True))
        if row <= MOST_LINKS and line.finding.sheet in others:
            link = sheet.cell(row, 3 if line.cell else 2)
            target = line.finding.sheet.replace("'", "''")
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{target}'!{line.cell or 'A1'}")
            styles.give(link, "link", font=_LINK_FONT)
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:G{_HEADER_ROW + max(len(lines), 1)}"


def _cells(line: FindingLine) -> tuple[str, ...]:
    finding, text = line.finding, line.text
    cell = finding.cell or (str(finding.row) if finding.row else "")
    return (line.severity, finding.sheet, cell, finding.column, text.title, text.what, text.todo)
