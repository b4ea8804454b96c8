"""A person's own workbook given back with what is wrong in it: cells coloured and commented, a list in front.

The rest of the file stays as openpyxl keeps it: values, formulas, formats, sheets, widths, pictures and
charts. Two things it does not keep: the last results of formulas, which Excel computes again when it
opens the file, and drawings other than pictures and charts.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from fund.model import Finding, Severity
from fund.wording import Language, count, words
from fund.wording.findings import FindingText, finding_text
from fund.workbook.grid import Grid, read_grids
from fund.workbook.literal import literal, put_text
from fund.workbook.own_sheets import is_own_sheet
from fund.workbook.package import WorkbookError
from fund.workbook.read import WorkbookFile

MOST_COMMENTS = 1_000
"""Comments written, errors first; Excel draws a box for each. All cells are coloured and listed."""

MOST_LINKS = 60_000
"""Excel drops a sheet's links beyond 66,530."""

_AUTHOR = "Fonds de solidarité"
_COLUMNS = ("severity", "sheet", "cell", "column", "title", "what", "todo")
_WIDTHS = (15, 22, 10, 24, 34, 80, 80)
_HEADER_ROW = 4
_COLOURS = {
    Severity.ERROR: PatternFill("solid", fgColor="F4B6B0"),
    Severity.WARNING: PatternFill("solid", fgColor="FFE08A"),
    Severity.NOTE: PatternFill("solid", fgColor="CFE3F7"),
}
_LOG = logging.getLogger(__name__)
_INVALID_IN_TITLE = re.compile(r"[\[\]*:/\\?]")
_HEADER_FONT, _HEADER_FILL = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="133E76")


@dataclass(frozen=True, slots=True)
class _Remark:
    """A finding with its words and the cell it is about (the row's first where it is about a row)."""

    finding: Finding
    text: FindingText
    cell: str


def annotated_copy(file: WorkbookFile, findings: Sequence[Finding], language: Language) -> bytes:
    """The file as an .xlsx with the findings about it, errors first. Findings of other files are left out.

    A file that openpyxl can't open, or that is no .xlsx (.csv, .ods), is given back as its values.
    """
    severities = list(Severity)
    own = sorted((f for f in findings if f.file == file.name), key=lambda f: severities.index(f.severity))
    remarks = [_Remark(finding, finding_text(finding, language), _place(finding)) for finding in own]
    try:
        return _annotated(_opened(file.content), file.name, remarks, language=language, kept=True)
    except Exception as error:
        # openpyxl raises whatever its parts meet, on opening or saving: KeyError, ValueError, AttributeError…
        _LOG.warning("annotated as values only: %r", error)
        return _annotated(_values_of(file), file.name, remarks, language=language, kept=False)


def _annotated(book: Workbook, file: str, remarks: Sequence[_Remark], *, language: Language, kept: bool) -> bytes:
    _forget_earlier_findings(book)
    _mark(book, remarks, language)
    _list(book, file, remarks, language=language, kept=kept)
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _place(finding: Finding) -> str:
    return finding.cell or (f"A{finding.row}" if finding.row else "")


def _opened(content: bytes) -> Workbook:
    """The workbook with everything openpyxl keeps."""
    book = load_workbook(BytesIO(content), rich_text=True)
    for sheet in book.worksheets:
        _keep_every_digit(sheet)
    return book


def _keep_every_digit(sheet: Worksheet) -> None:
    """Numbers as they were: openpyxl writes 16 digits of a float, some need 17."""
    for row in sheet.iter_rows():
        for cell in row:
            if type(cell.value) is float and float(f"{cell.value:.16g}") != cell.value:
                digits = repr(cell.value)
                cell.value = digits
                cell.data_type = "n"


def _values_of(file: WorkbookFile) -> Workbook:
    """The values of the sheets that can be read; none of a file that can't."""
    book = Workbook()
    book.remove(book.worksheets[0])
    try:
        for grid in read_grids(file.name, file.content):
            _copy_values(book, grid)
    except WorkbookError as error:
        _LOG.info("nothing left to copy: %r", error)
    return book


def _copy_values(book: Workbook, grid: Grid) -> None:
    sheet = book.create_sheet(_INVALID_IN_TITLE.sub(" ", grid.name)[:31])
    for row, values in enumerate(grid.rows, start=1):
        for column, value in enumerate(values, start=1):
            if isinstance(value, str) and value:
                put_text(sheet.cell(row, column), value)
            elif value != "":
                sheet.cell(row, column, value)


def _forget_earlier_findings(book: Workbook) -> None:
    """Take out what an earlier annotated copy added: its list, its comments and their colours."""
    for sheet in book.worksheets:
        if is_own_sheet(sheet.title) and len(book.sheetnames) > 1:
            book.remove(sheet)
            continue
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author == _AUTHOR:
                    cell.comment = None
                    cell.fill = PatternFill()


def _mark(book: Workbook, remarks: Sequence[_Remark], language: Language) -> None:
    """Colour each cell after its gravest finding; comment the first cells with all that is said of them."""
    by_cell: dict[tuple[str, str], list[_Remark]] = {}
    for remark in remarks:
        if remark.cell and remark.finding.sheet in book.sheetnames:
            by_cell.setdefault((remark.finding.sheet, remark.cell), []).append(remark)
    for number, ((sheet, place), said) in enumerate(by_cell.items()):
        cell = _cell(book[sheet], place)
        cell.fill = _COLOURS[said[0].finding.severity]
        if number < MOST_COMMENTS:
            texts = [f"{_severity(r, language)} – {r.text.title}\n{r.text.what}\n{r.text.todo}" for r in said]
            if cell.comment is not None:
                texts.insert(0, cell.comment.text)
            cell.comment = Comment(literal("\n\n".join(texts)), _AUTHOR, height=160, width=360)


def _cell(sheet: Worksheet, place: str) -> Cell | MergedCell:
    """The cell at an address; of merged cells, the first, which is the one that shows."""
    cell: Cell | MergedCell = sheet[place]
    if isinstance(cell, MergedCell):
        for merged in sheet.merged_cells.ranges:
            if place in merged:
                return sheet.cell(merged.min_row, merged.min_col)
    return cell


def _list(book: Workbook, file: str, remarks: Sequence[_Remark], *, language: Language, kept: bool) -> None:
    """The first sheet: a line for each finding, with a link to its cell."""
    name = words("workbook.annotate.sheet", language)
    sheet = book.create_sheet(name, 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    put_text(sheet["A1"], words("workbook.annotate.title", language, file=file))
    sheet["A1"].font = Font(bold=True, size=14)
    put_text(sheet["A2"], words("workbook.annotate.intro" if remarks else "workbook.annotate.none", language))
    if not kept:
        put_text(sheet["A3"], words("workbook.annotate.values_only", language))
    elif len(remarks) > MOST_COMMENTS:
        put_text(sheet["A3"], words("workbook.annotate.more", language, limit=count(MOST_COMMENTS, language)))
    for column, (code, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True), start=1):
        heading = sheet.cell(_HEADER_ROW, column)
        put_text(heading, words(f"workbook.annotate.columns.{code}", language))
        heading.font, heading.fill = _HEADER_FONT, _HEADER_FILL
        sheet.column_dimensions[heading.column_letter].width = width
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 1)
    styles = _Styles(sheet)
    for row, remark in enumerate(remarks, start=_HEADER_ROW + 1):
        severity = remark.finding.severity
        for column, text in enumerate(_line(remark, language), start=1):
            cell = sheet.cell(row, column)
            put_text(cell, text)
            styles.give(cell, severity if column == 1 else "text")
        if row <= MOST_LINKS and remark.finding.sheet in book.sheetnames:
            link = sheet.cell(row, 3 if remark.cell else 2)
            target = remark.finding.sheet.replace("'", "''")
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{target}'!{remark.cell or 'A1'}")
            styles.give(link, "link")
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:G{_HEADER_ROW + max(len(remarks), 1)}"


class _Styles:
    """The list's few styles, made once: openpyxl takes longer to set one than to write its cell."""

    def __init__(self, sheet: Worksheet) -> None:
        self._made = {name: Cell(sheet, row=1, column=1) for name in ("text", "link", *_COLOURS)}
        for name, cell in self._made.items():
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if name in _COLOURS:
                cell.fill = _COLOURS[Severity(name)]
        self._made["link"].font = Font(color="0B4F9E", underline="single")

    def give(self, cell: Any, name: str) -> None:
        made: Any = self._made[name]
        cell._style = copy(made._style)


def _severity(remark: _Remark, language: Language) -> str:
    return words(f"workbook.annotate.severity.{remark.finding.severity}", language)


def _line(remark: _Remark, language: Language) -> tuple[str, ...]:
    finding, text = remark.finding, remark.text
    cell = finding.cell or (str(finding.row) if finding.row else "")
    return (_severity(remark, language), finding.sheet, cell, finding.column, text.title, text.what, text.todo)
