"""A year's workbook read back: a sheet for each table that has rows, numbers as numbers, texts never a formula."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from fund.donor.givers import givers
from fund.donor.grants import csv_of, lines_of
from fund.donor.ledger import ledger_of
from fund.donor.year import donor_year
from fund.donor.year_tables import year_tables
from fund.metrics.fund import state_of
from fund.pack.year_workbook import year_archive, year_workbook
from fund.wording import Language, languages, words
from fund.wording.language import keys
from fund.workbook.writing.openpyxl_cells import LONGEST_TITLE
from tests.unit.datasets import Row, dataset
from tests.unit.pack.office_package import faults

HOSTILE = "=1+1\x00\tx"


def book(year: int, language: Language, *gifts: Row) -> tuple[bytes, Workbook]:
    data = dataset(contributions=list(gifts), programmes=[{"code": "eau", "name": HOSTILE, "country": HOSTILE}])
    (giver,) = givers([ledger_of(state_of(data), "essai")])
    tables = year_tables([donor_year(giver, year)], [lines_of(giver, "CUF", year)], language)
    content = year_workbook(tables, language, title=HOSTILE, said=[HOSTILE], marks=["Données fictives"])
    return content, load_workbook(BytesIO(content))


def gift(**more: object) -> Row:
    return {"donor": "A", "received_cents": 12_345_67, "received_on": date(2024, 3, 5), "programme": "eau", **more}


@pytest.mark.parametrize("language", languages())
def test_a_year_without_anything_is_a_sheet_without_rows_and_what_is_to_be_read(language: Language) -> None:
    content, read = book(2031, language, gift())
    assert faults(content) == []
    assert len(read.sheetnames) == 2
    assert [row for row in read.worksheets[0].iter_rows(min_row=6, values_only=True) if any(row)] == []


@pytest.mark.parametrize("language", languages())
def test_no_name_of_a_sheet_is_cut(language: Language) -> None:
    names = [words(key, language) for key in keys(language) if key.startswith("donor.year.tables.")]
    assert len(names) > 5
    assert [name for name in names if len(name) > LONGEST_TITLE] == []


@pytest.mark.parametrize("language", languages())
def test_cents_are_numbers_and_no_text_runs(language: Language) -> None:
    content, read = book(2024, language, gift(donor="@A", decision=HOSTILE, purpose=HOSTILE))
    assert faults(content) == []
    cells = [cell for sheet in read for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert {cell.value for cell in cells} >= {12345.67, "=1+1 x"}
    # Each line with the file, the sheet and the row that it comes from.
    first = read.worksheets[0]
    assert [cell.value for cell in first[first.max_row]][-3:] == ["fonds.xlsx", "Contributions", 2]
    assert all(any(cell.value == "Données fictives" for cell in sheet["A"]) for sheet in read)


def test_an_archive_holds_both_files_under_one_name() -> None:
    archive = ZipFile(BytesIO(year_archive(b"book", csv_of([]), name="annee-2024")))
    assert archive.namelist() == ["annee-2024.xlsx", "annee-2024-scdl.csv"]
    assert archive.read("annee-2024.xlsx") == b"book"
