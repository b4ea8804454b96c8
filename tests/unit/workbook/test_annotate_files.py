"""Every kind of file comes back annotated: text tables, other formats, large ones, one that nothing opens."""

from __future__ import annotations

from io import BytesIO
from subprocess import CalledProcessError

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from fund.model import WorkbookFile
from fund.run_in_subprocess import run_in_subprocess
from fund.workbook.writing.annotate import annotated_copy
from tests.unit.workbook.annotated_copies import BAD, annotated
from tests.unit.workbook.hostile import guard
from tests.unit.workbook.test_open_document import DAY, ERROR, HEADER, ods, text
from tests.unit.workbook.test_open_document import row as line
from tests.unit.workbook.workbooks import CONTRIBUTIONS, WHOLE, read, read_workbooks, saved, workbook


def test_a_file_without_fault_says_so() -> None:
    assert annotated(workbook(WHOLE)).worksheets[0]["A2"].value == "Rien à signaler dans ce fichier."


def test_a_text_table_comes_back_as_a_workbook() -> None:
    book = annotated("collectivité;type;montant versé\nA;village;12,5\n".encode(), "dons.csv")
    assert book["Contributions"]["B2"].comment is not None
    assert book["Contributions"]["C2"].value == "12,5"
    # It had nothing but values: nothing is lost, and it may be sent back.
    assert "renvoyez ce même fichier" in book.worksheets[0]["A2"].value
    assert book.worksheets[0]["A3"].value is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("dons.csv", "collectivité;type;montant versé\nA;village;12,5\nB;commune;beaucoup\n".encode()),
        ("frais.ods", ods(line(*HEADER), line(DAY, text("Banque"), ERROR), line(DAY, text("x"), text("beaucoup")))),
    ],
)
def test_a_file_of_another_format_comes_back_as_a_workbook_that_reads_like_it(name: str, content: bytes) -> None:
    file = WorkbookFile(name, content)
    first = read_workbooks([file])
    copy = annotated_copy(file, first.findings, "fr")
    assert guard("copie.xlsx", copy) is None
    second = read(copy)
    assert [(f.code, f.cell, f.seen) for f in second.findings] == [(f.code, f.cell, f.seen) for f in first.findings]
    assert {finding.code for finding in first.findings} & {"not_a_number", "excel_error"}


def test_a_cell_that_is_not_even_in_the_file_is_coloured_and_commented() -> None:
    # openpyxl writes nothing for an empty cell: the donor of row 3 has no cell.
    copied = annotated(workbook({**WHOLE, "Contributions": [*CONTRIBUTIONS, [None, "commune", 5]]}))["Contributions"]
    assert copied["A3"].comment is not None
    assert copied["A3"].fill.fgColor.rgb == "00F4B6B0"


def test_cells_keep_their_own_style_under_the_colour() -> None:
    book = load_workbook(BytesIO(workbook(BAD)))
    book["Contributions"]["C3"].font = Font(bold=True)
    copied = annotated(saved(book))["Contributions"]
    assert [copied[cell].font.bold for cell in ("C3", "C4")] == [True, False]
    assert [copied[cell].fill.fgColor.rgb for cell in ("C3", "C4")] == ["00F4B6B0", "00F4B6B0"]


def test_a_large_file_is_annotated_in_another_process_to_the_same_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    here = annotated(workbook(BAD))
    asked: list[object] = []
    monkeypatch.setattr("fund.workbook.writing.annotate.SUBPROCESS_FROM", 1)
    monkeypatch.setattr(
        "fund.workbook.writing.annotate.run_in_subprocess",
        lambda *order: asked.append(order) or run_in_subprocess(*order),
    )
    there = annotated(workbook(BAD))
    assert len(asked) == 1
    for sheet in here.worksheets:
        cells = [[(c.value, c.fill.fgColor.rgb, c.comment and c.comment.text) for c in row] for row in sheet.rows]
        copied = there[sheet.title].rows
        assert [[(c.value, c.fill.fgColor.rgb, c.comment and c.comment.text) for c in row] for row in copied] == cells


def test_what_fails_in_the_subprocess_fails_here() -> None:
    with pytest.raises(CalledProcessError):
        run_in_subprocess(bytes.fromhex, "no hexadecimal")


def test_a_file_that_nothing_can_open_comes_back_as_the_list_of_what_is_wrong() -> None:
    book = annotated(b"PK\x03\x04 nothing more")
    assert book.sheetnames == ["Constats du contrôle"]
    assert book.worksheets[0]["E5"].value == "Fichier abîmé ou incomplet"
