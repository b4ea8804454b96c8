"""The rows to mend as a list: only those, as they are, with what to do; and never taken for a file of the fund."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from fund.model import Reading, Severity, WorkbookFile
from fund.workbook.reading.dataset import combine_files
from fund.workbook.reading.file_reading import read_file
from fund.workbook.writing.rows_to_mend import rows_to_mend
from tests.unit.workbook.workbooks import WHOLE, Rows, codes, read_workbooks, saved, workbook

HEADER = ["collectivité", "type", "SIREN", "montant versé", "remarque"]
GIFTS: Rows = [
    ["Titre", "", "", "", ""],
    HEADER,
    ["Brest", "commune", "", 5000, ""],
    ["=1+1", "commune", "", "douze", "=HYPERLINK(1)"],
    ["Dinan", "commune", "123456780", 0.1 + 0.2, "à voir"],
    ["Lille", "village", "", "1,234", ""],
]
FILES = (WorkbookFile("dons.xlsx", workbook({**WHOLE, "Contributions": GIFTS})),)


def written(*severities: Severity, files: tuple[WorkbookFile, ...] = FILES, language: str = "fr") -> bytes:
    readings = [read_file(file) for file in files]
    findings = combine_files(readings).findings
    return rows_to_mend(files, readings, [each for each in findings if each.severity in severities], language)


def listed(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def row_numbers(book: Workbook, sheet: str = "Lignes - Contributions") -> list[tuple[object, object]]:
    return [(row[0].value, row[1].value) for row in book[sheet].iter_rows(min_row=2)]


def test_only_rows_that_something_is_wrong_with_are_listed_with_file_and_number() -> None:
    book = listed(written(Severity.ERROR, Severity.WARNING))
    assert book.sheetnames == ["À lire d’abord", "Lignes - Contributions"]
    assert row_numbers(book) == [("dons.xlsx", 4), ("dons.xlsx", 5), ("dons.xlsx", 6)]
    heads = [cell.value for cell in book["Lignes - Contributions"][1]]
    assert heads[:5] == [
        "fichier à corriger",
        "ligne à corriger",
        "ce qui ne va pas",
        "ce qu’il faut faire",
        "collectivité",
    ]


def test_errors_only_leaves_rows_of_warnings_out() -> None:
    assert row_numbers(listed(written(Severity.ERROR))) == [("dons.xlsx", 4), ("dons.xlsx", 6)]
    assert row_numbers(listed(written(Severity.WARNING))) == [("dons.xlsx", 5)]


def test_nothing_wrong_gives_the_first_sheet_alone() -> None:
    assert listed(written()).sheetnames == ["À lire d’abord"]


def test_cells_are_as_the_file_has_them_and_no_text_is_a_formula() -> None:
    sheet = listed(written(Severity.ERROR, Severity.WARNING))["Lignes - Contributions"]
    heads = [cell.value for cell in sheet[1]]
    hostile, number = (dict(zip(heads, row, strict=True)) for row in list(sheet.iter_rows(min_row=2))[:2])
    assert [hostile[name].value for name in ("collectivité", "montant versé", "remarque")] == [
        "=1+1",
        "douze",
        "=HYPERLINK(1)",
    ]
    assert {cell.data_type for cell in hostile.values() if cell.value is not None} == {"s", "n"}
    assert all(cell.data_type == "s" for cell in hostile.values() if isinstance(cell.value, str))
    assert hostile["montant versé"].fill.fgColor.rgb.endswith("F4B6B0")
    assert "douze" in str(hostile["ce qui ne va pas"].value)
    assert number["SIREN"].fill.fgColor.rgb.endswith("FFE08A")
    assert number["montant versé"].value == pytest.approx(0.3)


def test_files_with_other_columns_stand_in_one_sheet_each_cell_under_its_own_header() -> None:
    files = (*FILES, WorkbookFile("Contributions.csv", b"montant re\xc3\xa7u;donateur\n100;Rennes\nbeaucoup;Nantes\n"))
    sheet = listed(written(Severity.ERROR, files=files))["Lignes - Contributions"]
    heads = [str(cell.value) for cell in sheet[1]]
    rows = [dict(zip(heads, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(min_row=2)]
    (nantes,) = [row for row in rows if row["fichier à corriger"] == "Contributions.csv"]
    assert (nantes["ligne à corriger"], nantes["collectivité"], nantes["montant versé"]) == (3, "Nantes", "beaucoup")


def test_what_is_said_of_the_header_is_about_no_row() -> None:
    gifts = [["montant versé", "téléphone"], [5, "06"]]
    file = WorkbookFile("dons.xlsx", workbook({**WHOLE, "Contributions": gifts}))
    assert "missing_column" in codes(read_workbooks([file]))
    assert listed(written(Severity.ERROR, files=(file,))).sheetnames == ["À lire d’abord"]


def test_a_large_file_is_listed_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    here = listed(written(Severity.ERROR))
    monkeypatch.setattr("fund.workbook.writing.rows_to_mend.SUBPROCESS_FROM", 0)
    there = listed(written(Severity.ERROR))
    assert row_numbers(there) == row_numbers(here)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_list_is_refused_whole_when_it_is_dropped(language: str) -> None:
    file = WorkbookFile("lignes à corriger.xlsx", written(Severity.ERROR, language=language))
    reading = read_file(file)
    assert reading.refusal is not None
    assert reading.refusal.code == "list_of_rows"
    assert (reading.tables, reading.offered) == ((), ())


def moved(content: bytes, sheet: str, into: Workbook, name: str) -> bytes:
    """Another workbook with that sheet of the list copied into it under a name."""
    copy = into.create_sheet(name)
    for row in listed(content)[sheet].iter_rows(values_only=True):
        copy.append(list(row))
    return saved(into)


def nothing_read(name: str, content: bytes) -> Reading:
    """A file read, of which no row is counted."""
    reading = read_workbooks([WorkbookFile(name, content)])
    assert all(table.empty for table in reading.dataset.tables.values())
    return reading


def test_a_sheet_of_the_list_put_into_another_workbook_is_never_counted() -> None:
    list_of_errors = written(Severity.ERROR, Severity.WARNING)
    whole = load_workbook(BytesIO(workbook({"Fonds": WHOLE["Fonds"]})))
    content = moved(list_of_errors, "Lignes - Contributions", whole, "Contributions")
    assert "list_of_rows" in codes(nothing_read("dons.xlsx", content))
    alone = load_workbook(BytesIO(list_of_errors))
    alone.remove(alone.worksheets[0])
    alone.worksheets[0].title = "Contributions"
    alone.worksheets[0].insert_rows(1, 3)
    assert "list_of_rows" in codes(nothing_read("dons.xlsx", saved(alone)))


def test_a_sheet_of_the_list_saved_as_csv_is_never_counted() -> None:
    sheet = listed(written(Severity.ERROR, Severity.WARNING))["Lignes - Contributions"]
    lines = [";".join("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert "list_of_rows" in codes(nothing_read("contributions.csv", "\n".join(lines).encode()))
