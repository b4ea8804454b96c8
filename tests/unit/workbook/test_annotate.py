"""A person's workbook given back: bad cells coloured and commented, a list in front, the rest as it was."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from fund.explanations import ExplainedFinding, FactChange
from fund.model import Finding, Severity, WorkbookFile
from fund.records import Explanation, FindingKey
from fund.workbook.writing.annotate import MOST_COMMENTS, annotated_copy
from tests.unit.workbook.annotated_copies import BAD, annotated
from tests.unit.workbook.hostile import guard
from tests.unit.workbook.workbooks import CONTRIBUTIONS, WHOLE, codes, read, read_workbooks, saved, workbook


def with_part(content: bytes, part: str, before: bytes, after: bytes) -> bytes:
    """The workbook with some bytes of a part replaced: openpyxl itself writes 16 digits only."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            archive.writestr(name, data.replace(before, after) if name == part else data)
    return target.getvalue()


def test_bad_cells_are_coloured_and_commented_in_the_reader_s_language() -> None:
    book = annotated(workbook(BAD))
    cell = book["Contributions"]["C3"]
    assert cell.fill.fgColor.rgb == "00F4B6B0"
    assert "Texte à la place d’un nombre" in cell.comment.text
    assert "C3" in cell.comment.text
    assert book["Contributions"]["C2"].comment is None
    assert book["Contributions"]["C2"].fill.fill_type is None
    english = annotated(workbook(BAD), language="en")["Contributions"]["C3"].comment.text
    assert english.startswith("error – ")


def test_rows_and_comments_are_as_large_as_their_text_and_the_list_prints_on_one_width() -> None:
    book = annotated(workbook(BAD))
    sheet = book.worksheets[0]
    for row in range(5, sheet.max_row + 1):
        # What is to be done stands in 80 characters a line.
        assert sheet.row_dimensions[row].height >= 15 * -(-len(sheet.cell(row, 7).value) // 80)
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    with ZipFile(BytesIO(annotated_copy(WorkbookFile("essai.xlsx", workbook(BAD)), LONG, "fr"))) as archive:
        (drawn,) = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".vml")]
    short, long = (int(height) for height in re.findall(r"height:(\d+)px", drawn))
    assert long > 2 * short


LONG = (
    Finding("not_a_number", Severity.ERROR, file="essai.xlsx", sheet="Contributions", row=2, cell="A2", seen="x"),
    Finding("not_a_number", Severity.ERROR, file="essai.xlsx", sheet="Contributions", row=3, cell="A3", seen="x" * 900),
)


def test_the_first_sheet_lists_every_finding_with_a_link_to_its_cell() -> None:
    book = annotated(workbook(BAD))
    sheet = book.worksheets[0]
    assert sheet.title == "Constats du contrôle"
    lines = [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=4)]
    assert lines == [
        ["gravité", "feuille", "cellule", "colonne"],
        ["erreur", "Contributions", "B3", "type"],
        ["erreur", "Contributions", "C3", "montant versé"],
        ["erreur", "Contributions", "C4", "montant versé"],
        ["remarque", "Notes", None, None],
    ]
    assert [sheet.cell(row, 3).hyperlink.location for row in (5, 6, 7)] == [
        "'Contributions'!B3",
        "'Contributions'!C3",
        "'Contributions'!C4",
    ]
    assert sheet["B8"].hyperlink.location == "'Notes'!A1"


def test_everything_else_of_the_workbook_is_as_it_was() -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "Contributions"
    for row in (["collectivité", "type", "montant versé", "versé le"], ["A", "commune", "x", date(2024, 5, 30)]):
        sheet.append(row)
    sheet["A3"], sheet["B3"], sheet["C3"] = "B", "commune", 0.1 + 0.2
    sheet["E1"] = "=SUM(C3:C3)"
    sheet["A2"].font = Font(bold=True, color="FF0000")
    sheet["D2"].number_format = "dd/mm/yyyy"
    sheet["C2"].comment = Comment("à vérifier", "Marie")
    sheet.column_dimensions["A"].width = 44
    sheet.row_dimensions[3].hidden = True
    sheet.merge_cells("F1:G1")
    sheet.freeze_panes = "A2"
    book.create_sheet("Brouillon").sheet_state = "hidden"
    content = with_part(saved(book), "xl/worksheets/sheet1.xml", b"<v>0.3</v>", b"<v>0.30000000000000004</v>")

    after = annotated(content)
    assert after.sheetnames[1:] == ["Contributions", "Brouillon"]
    copied = after["Contributions"]
    for row in load_workbook(BytesIO(content))["Contributions"].iter_rows():
        for cell in row:
            assert copied[cell.coordinate].value == cell.value
            assert copied[cell.coordinate].number_format == cell.number_format
    assert copied["C3"].value == 0.30000000000000004
    assert copied["E1"].value == "=SUM(C3:C3)"
    assert (copied["A2"].font.bold, copied["A2"].font.color.rgb) == (True, "00FF0000")
    assert copied.column_dimensions["A"].width == 44
    assert copied.row_dimensions[3].hidden
    assert [str(merged) for merged in copied.merged_cells.ranges] == ["F1:G1"]
    assert copied.freeze_panes == "A2"
    assert after["Brouillon"].sheet_state == "hidden"
    assert copied["C2"].comment.text.startswith("à vérifier\n")


def test_an_annotated_copy_reads_like_the_original_and_its_list_is_not_read() -> None:
    file = WorkbookFile("essai.xlsx", workbook(BAD))
    first = read_workbooks([file])
    copy = annotated_copy(file, first.findings, "fr")
    assert guard("essai.xlsx", copy) is None
    second = read(copy)
    assert codes(second) == codes(first)


def test_annotating_again_forgets_what_has_been_mended() -> None:
    file = WorkbookFile("essai.xlsx", workbook(BAD))
    book = load_workbook(BytesIO(annotated_copy(file, read_workbooks([file]).findings, "fr")))
    book["Contributions"]["C3"] = 12
    again = annotated(saved(book))
    assert again.sheetnames == ["Constats du contrôle", "Fonds", "Contributions", "Programmes", "Notes"]
    mended = again["Contributions"]["C3"]
    assert (mended.value, mended.comment, mended.fill.fill_type) == (12, None, None)
    assert again["Contributions"]["C4"].comment.text.count("Montant ambigu") == 1


def test_what_the_workbook_says_is_never_a_formula_in_the_list() -> None:
    rows = [*CONTRIBUTIONS, ["Bourg", "commune", "=cmd|'/c calc'!A0"], ["Val", "commune", "@SUM(1)\x0b"]]
    book = Workbook()
    book.active.title = "Contributions"
    for row in rows:
        book.active.append([str(cell).replace("\x0b", " ") for cell in row])
    book.active["C3"].data_type = "s"
    file = WorkbookFile('=HYPERLINK("http://x").xlsx', saved(book))
    copy = load_workbook(BytesIO(annotated_copy(file, read_workbooks([file]).findings, "fr")))
    assert {cell.data_type for row in copy.worksheets[0].iter_rows() for cell in row} <= {"s", "n"}


def test_a_finding_about_a_row_marks_its_first_cell_and_merged_cells_the_one_that_shows() -> None:
    book = load_workbook(BytesIO(workbook(WHOLE)))
    book["Contributions"].merge_cells("A2:B2")
    file = WorkbookFile("essai.xlsx", saved(book))
    findings = [
        Finding("duplicate_row", Severity.WARNING, "essai.xlsx", "Contributions", 2, details=OTHER),
        Finding("missing_value", Severity.ERROR, "essai.xlsx", "Contributions", 2, "type", "B2"),
        Finding("missing_value", Severity.ERROR, "autre.xlsx", "Contributions", 2, "type", "C2"),
    ]
    sheet = load_workbook(BytesIO(annotated_copy(file, findings, "fr")))["Contributions"]
    assert sheet["A2"].comment is not None
    assert sheet["C2"].comment is None


OTHER = {"other_file": "essai.xlsx", "other_sheet": "Contributions", "other_row": 1}


def test_of_three_thousand_findings_a_thousand_are_commented_and_all_are_coloured() -> None:
    # How long ten thousand take is a benchmark: `python -m tests.benchmarks uploads`.
    rows = [["libellé", "montant"], *([f"Frais {number}", "beaucoup"] for number in range(3_000))]
    file = WorkbookFile("essai.xlsx", workbook({**WHOLE, "Frais": rows}))
    findings = read_workbooks([file]).findings
    copy = annotated_copy(file, findings, "fr")
    book = load_workbook(BytesIO(copy))
    assert "seules les 1\u202f000 premières" in book.worksheets[0]["A3"].value
    sheet = book["Frais"]
    assert sum(row[0].comment is not None for row in sheet.iter_rows(min_col=2, max_col=2)) == MOST_COMMENTS
    assert sheet["B3001"].fill.fgColor.rgb == "00F4B6B0"


EXPLANATION = Explanation(
    id=1,
    fund="demo",
    key=FindingKey("siren_invalid", "contributions", (), ()),
    said="",
    reason="=1+1 <b>demandé</b>",
    author="Anne",
    explained_at=datetime(2026, 3, 1, tzinfo=UTC),
    withdrawn_by=None,
    withdrawn_at=None,
)


@pytest.mark.parametrize("from_size", [2**20, 0], ids=["here", "in a process of its own"])
def test_a_warning_that_was_explained_comes_last_with_the_reason_in_its_comment(
    from_size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fund.workbook.writing.annotate.SUBPROCESS_FROM", from_size)
    rows = [["collectivité", "type", "SIREN", "montant versé"], ["A", "commune", "123456780", 1], ["B", "", "1", "x"]]
    file = WorkbookFile("essai.xlsx", workbook({**WHOLE, "Contributions": rows}))
    findings = read_workbooks([file]).findings
    quiet, back = (each for each in findings if each.code == "siren_invalid")
    change = FactChange("received_cents", ("100",), ("200",))
    explained = [
        ExplainedFinding(quiet, EXPLANATION, EXPLANATION.key),
        ExplainedFinding(back, EXPLANATION, EXPLANATION.key, (change,)),
    ]
    book = load_workbook(BytesIO(annotated_copy(file, findings, "fr", explained=explained)))
    comment = " ".join(book["Contributions"]["C2"].comment.text.split())
    assert comment.startswith("expliqué – SIREN douteux")
    assert "Expliqué par Anne, le 1er mars 2026 : « =1+1 <b>demandé</b> »" in comment
    assert book["Contributions"]["C2"].fill.fgColor.rgb.endswith("E4E4E4")
    again = " ".join(book["Contributions"]["C3"].comment.text.split())
    assert again.startswith("avertissement – SIREN douteux")
    assert "Déjà expliqué, puis changé" in again
    assert "Montant versé : 1 € → 2 €" in again
    listed = [row[0].value for row in book.worksheets[0].iter_rows(min_row=5)]
    assert (listed[-1], listed.count("expliqué")) == ("expliqué", 1)
