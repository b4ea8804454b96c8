"""Whether a finding is about what a disguise did: it names the very place, with what was seen.

A warning that a cell beside is empty is about something else. A note tells only that a row is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fund.model import Finding, Severity
from fund.schema import BY_CODE, folded
from tests.disguise.disguise import Place, Trace
from tests.disguise.draft import Draft, DraftRow, DraftSheet, FileKind
from tests.disguise.write_files import as_text

OTHER_MATTERS = frozenset(
    (
        *("missing_expected", "missing_value", "amounts_not_communicated", "expense_without_amount"),
        *("tranche_without_amount", "merged_cells", "sub_cent", "late_pledge", "release_met"),
        *("negative_balance", "over_allocated", "tranche_overspent"),
        *("gap_raised_uses", "gap_transferred_uses", "gap_programme_fund", "gap_sites_programme"),
    )
)
"""Findings about cells that are empty, or about a sum as a whole: they tell a disguise only where it says so."""

TELLING = (Severity.ERROR, Severity.WARNING)


def is_told(trace: Trace, findings: Iterable[Finding], draft: Draft) -> bool:
    """Whether an error or a warning is about one of the places (a note, where that is enough)."""
    severities = (*TELLING, Severity.NOTE) if trace.note_is_enough else TELLING
    return _any(trace, [finding for finding in findings if finding.severity in severities], draft)


def is_said(trace: Trace, findings: Iterable[Finding], draft: Draft) -> bool:
    """Whether a finding of any severity is about one of the places."""
    return _any(trace, list(findings), draft)


def _any(trace: Trace, findings: list[Finding], draft: Draft) -> bool:
    telling = [finding for finding in findings if finding.code not in OTHER_MATTERS - trace.codes]
    return any(is_about(finding, place, draft) for place in trace.places for finding in telling)


def is_about(finding: Finding, place: Place, draft: Draft) -> bool:
    """Whether the finding names that place and what is seen there."""
    try:
        sheet = place.sheet or draft.sheet_of(place.row)  # type: ignore[arg-type]
        file = draft.file_of(sheet)
    except LookupError:
        return False
    if finding.file != file.name and file.name not in _said(finding):
        return False
    if place.row is None:
        return _names_sheet(finding, sheet, is_table=file.kind is FileKind.CSV) and _has_word(finding, place.words)
    number = sheet.number(place.row)
    if finding.row == number and (file.kind is FileKind.CSV or _names_sheet(finding, sheet, is_table=False)):
        return _about_columns(finding, place, sheet)
    return _cites(finding, sheet, number)


def _names_sheet(finding: Finding, sheet: DraftSheet, *, is_table: bool) -> bool:
    """A text table's sheet is the file itself, whatever it is called."""
    return is_table or sheet.name in (finding.sheet, finding.details.get("other_sheet"), finding.details.get("sheet"))


def _has_word(finding: Finding, words: tuple[str, ...]) -> bool:
    said = folded(_said(finding))
    return not words or any(folded(word) in said for word in words)


def _said(finding: Finding) -> str:
    return " ".join((finding.column, finding.seen, *map(str, finding.details.values())))


def _about_columns(finding: Finding, place: Place, sheet: DraftSheet) -> bool:
    """Whether the finding is about one of the columns, or about the whole row with something that is seen in it."""
    if not place.codes or place.row is None:
        return True
    headers = set(_headers(sheet, place.codes))
    if finding.column and folded(finding.column) in headers:
        return True
    seen = {folded(as_text(cell)) for cell in place.row.cells if cell.value is not None}
    return not finding.column and (folded(finding.seen) in seen or bool(finding.details))


def _headers(sheet: DraftSheet, codes: frozenset[str]) -> Iterator[str]:
    """The headers of the columns, as the sheet and as the contract write them."""
    for place, column in enumerate(sheet.columns):
        if column.code in codes:
            yield folded(as_text(sheet.header.cells[place]))
    for code in codes:
        yield from (folded(column.header) for column in BY_CODE[sheet.table].columns if column.code == code)


def _cites(finding: Finding, sheet: DraftSheet, number: int) -> bool:
    """Whether the details name the row: as « the other row », as a list of rows, or by a cell's address."""
    details = finding.details
    if details.get("other_row") == number and details.get("other_sheet") == sheet.name:
        return True
    rows = details.get("rows")
    if finding.sheet == sheet.name and rows is not None and re.search(rf"\b{number}\b", str(rows)):
        return True
    place = str(details.get("place", ""))
    return sheet.name in place and re.search(rf"\b[A-Z]{{1,3}}{number}\b", place) is not None


def rows_about(finding: Finding, draft: Draft) -> DraftRow | None:
    """The draft's row that a finding names, None where it names none."""
    for file in draft.files:
        for sheet in file.sheets:
            if (file.name, sheet.name) == (finding.file, finding.sheet) and 0 < (finding.row or 0) <= len(sheet.rows):
                return sheet.rows[(finding.row or 0) - 1]
    return None
