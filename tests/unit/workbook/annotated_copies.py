"""Annotated copies, opened again."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook, load_workbook

from fund.model import WorkbookFile
from fund.workbook.writing.annotate import annotated_copy
from tests.unit.workbook.workbooks import CONTRIBUTIONS, WHOLE, read_workbooks

BAD = {
    **WHOLE,
    "Contributions": [*CONTRIBUTIONS, ["Bourg-Fictif", "village", "beaucoup"], ["Val-Fictif", "commune", "1,234"]],
    "Notes": [["à garder", "=1+1"]],
}


def annotated(content: bytes, name: str = "essai.xlsx", *, language: str = "fr") -> Workbook:
    file = WorkbookFile(name, content)
    findings = read_workbooks([file]).findings
    return load_workbook(BytesIO(annotated_copy(file, findings, language)))
