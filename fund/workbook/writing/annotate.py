"""A person's own workbook given back with what is wrong in it: cells coloured and commented, a list in front.

The rest of the file stays as openpyxl keeps it: values, formulas, formats, sheets, widths, comments, charts, and
pictures, without their metadata. The last results of formulas, which it does not keep, Excel computes again when it
opens the file. What else is lost (`copy_losses`) is said, and then the copy is not one to go on with.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from fund.explanations import ExplainedFinding
from fund.model import Finding, WorkbookFile
from fund.run_in_subprocess import SUBPROCESS_FROM, run_in_subprocess
from fund.wording import Language, count, words
from fund.workbook.cleaning.own_pictures import with_own_pictures
from fund.workbook.door.guard import admit, is_delimited, is_heavy, is_open_document
from fund.workbook.door.refusal import RefusedError
from fund.workbook.reading.grid import Grid, read_grids
from fund.workbook.reading.headers.header import is_own_sheet
from fund.workbook.writing.copy_losses import VALUES, losses_told, lost_in_copy
from fund.workbook.writing.findings_sheet import FindingLine, add_findings_sheet, lines_about
from fund.workbook.writing.openpyxl_cells import (
    LONGEST_TITLE,
    StyleCopies,
    cells_in_file,
    empty_book,
    note,
    put_text,
    put_value,
)

MOST_COMMENTS = 1_000
"""Cells that get a comment, errors first; Excel draws a box for each. All cells are coloured and listed."""

_AUTHOR = "Fonds de solidarité"
_LOG = logging.getLogger(__name__)
_INVALID_IN_TITLE = re.compile(r"[\[\]*:/\\?]")


def annotated_copy(
    file: WorkbookFile, findings: Sequence[Finding], language: Language, *, explained: Sequence[ExplainedFinding] = ()
) -> bytes:
    """The file as an .xlsx with the findings about it, errors first, those `explained` last with the reason.

    Findings of other files are left out. A file that openpyxl can't open, or that is no .xlsx (.csv, .ods), is given
    back as its values.
    """
    own = [finding for finding in findings if finding.file == file.name]
    lost = lost_in_copy(file.name, file.content)
    file = WorkbookFile(file.name, with_own_pictures(file.content))
    if len(file.content) >= SUBPROCESS_FROM or is_heavy(file.name, file.content):
        return run_in_subprocess(_copy, file, own, explained, lost, language)
    return _copy(file, own, explained, lost, language)


def _copy(
    file: WorkbookFile,
    findings: Sequence[Finding],
    explained: Sequence[ExplainedFinding],
    lost: Sequence[str],
    language: Language,
) -> bytes:
    lines = lines_about(file.name, findings, language, explained=explained)
    try:
        content = admit(file.name, file.content).content
    except RefusedError:  # nothing opens what must not be read
        return _annotated(empty_book(), file.name, lines, language=language, lost=(VALUES,))
    if not is_delimited(file.name) and not is_open_document(content):
        try:
            return _annotated(_opened(content), file.name, lines, language=language, lost=lost)
        except Exception as error:
            # openpyxl raises whatever its parts meet, on opening or saving: KeyError, ValueError, AttributeError…
            _LOG.warning("annotated as values only: %r", error)
    lost = () if is_delimited(file.name) else (VALUES,)
    return _annotated(_values_of(file.name, content), file.name, lines, language=language, lost=lost)


def _annotated(
    book: Workbook, file: str, lines: Sequence[FindingLine], *, language: Language, lost: Sequence[str]
) -> bytes:
    cells = _mark(book, lines)
    intro = "intro_lost" if lost else "intro"  # a copy that lacks something is not one to send back
    notes = [words(f"workbook.annotate.{intro if lines else 'none'}", language)]
    limits = [losses_told(lost, language)] if lost else []
    if cells > MOST_COMMENTS:
        limits.append(words("workbook.annotate.more", language, limit=count(MOST_COMMENTS, language)))
    if limits:
        notes.append(" ".join(limits))
    add_findings_sheet(book, words("workbook.annotate.title", language, file=file), notes, lines, language=language)
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _opened(content: bytes) -> Workbook:
    """The workbook with everything openpyxl keeps, without what an earlier annotated copy added to it."""
    book = load_workbook(BytesIO(content), rich_text=True)
    for sheet in book.worksheets:
        if is_own_sheet(sheet.title) and len(book.sheetnames) > 1:
            book.remove(sheet)
            continue
        for cell in cells_in_file(sheet):
            if type(cell.value) is float:
                _keep_every_digit(cell)
            if cell.comment is not None and cell.comment.author == _AUTHOR:
                cell.comment = None
                cell.fill = PatternFill()
    return book


def _keep_every_digit(cell: Cell) -> None:
    """A number as it was: openpyxl writes 16 digits, some need 17."""
    digits = repr(cell.value)
    if len(digits) > 17 and f"{cell.value:.16g}" != digits and float(f"{cell.value:.16g}") != cell.value:
        cell.value = digits
        cell.data_type = "n"


def _values_of(name: str, content: bytes) -> Workbook:
    """The values of the sheets that can be read; none of a file that can't."""
    book = empty_book()
    try:
        for grid in read_grids(name, content):
            if not is_own_sheet(grid.name):
                _copy_values(book, grid)
    except RefusedError as error:
        _LOG.info("nothing left to copy: %r", error)
    return book


def _copy_values(book: Workbook, grid: Grid) -> None:
    sheet = book.create_sheet(_INVALID_IN_TITLE.sub(" ", grid.name)[:LONGEST_TITLE])
    for row, values in enumerate(grid.rows, start=1):
        for column, value in enumerate(values, start=1):
            if value != "":
                put_value(sheet.cell(row, column), value)
    for broken in grid.broken:
        cell = sheet.cell(broken.row + 1, broken.column + 1)
        put_text(cell, broken.seen)
        cell.data_type = "e" if broken.code == "excel_error" else "s"


def _mark(book: Workbook, lines: Sequence[FindingLine]) -> int:
    """Colour each cell after its gravest finding, comment the first ones with everything found in them; how many."""
    titles = frozenset(book.sheetnames)
    by_cell: dict[tuple[str, str], list[FindingLine]] = {}
    for line in lines:
        if line.cell and line.finding.sheet in titles:
            by_cell.setdefault((line.finding.sheet, line.cell), []).append(line)
    colours = StyleCopies()
    for number, ((sheet, place), found) in enumerate(by_cell.items()):
        cell = _cell(book[sheet], place)
        colours.give(cell, found[0].severity, fill=found[0].fill)
        if number < MOST_COMMENTS:
            texts = [f"{r.severity} – {r.text.title}\n{r.text.what}\n{r.text.todo}" for r in found]
            if cell.comment is not None:
                texts.insert(0, cell.comment.text)
            cell.comment = note("\n\n".join(texts), _AUTHOR)
    return len(by_cell)


def _cell(sheet: Worksheet, place: str) -> Cell | MergedCell:
    """The cell at an address; of merged cells, the first, which is the one that shows."""
    cell: Cell | MergedCell = sheet[place]
    if isinstance(cell, MergedCell):
        for merged in sheet.merged_cells.ranges:
            if place in merged:
                return sheet.cell(merged.min_row, merged.min_col)
    return cell
