"""The template: made from the contract, explained, and never read as data."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from fund.model import Severity
from fund.schema import SHEETS
from fund.wording import languages
from fund.workbook.writing.fund_workbook import template
from tests.unit.workbook.hostile import guard
from tests.unit.workbook.workbooks import codes, found, read, saved


def opened(language: str = "fr") -> Workbook:
    return load_workbook(BytesIO(template(language)))


@pytest.mark.parametrize("language", languages())
def test_the_untouched_template_says_that_it_is_not_filled_in(language: str) -> None:
    content = template(language)
    assert guard("modele.xlsx", content) is None
    reading = read(content)
    assert [f.code for f in reading.findings if f.severity is Severity.ERROR] == ["no_fund_row"]
    assert codes(reading).count("example_row") == len(SHEETS)
    assert set(codes(reading)) == {"no_fund_row", "example_row"}
    assert all(table.empty for table in reading.dataset.tables.values())
    assert reading.dataset.present == {sheet.code for sheet in SHEETS}


def test_every_sheet_has_its_headers_explained_in_comments() -> None:
    for language, explained in (("fr", "Nom de la collectivité"), ("en", "Name of the authority")):
        book = opened(language)
        for sheet in SHEETS:
            headers = [cell.value for cell in book[sheet.title][1]]
            assert headers == [column.header for column in sheet.columns]
            assert all(cell.comment is not None for cell in book[sheet.title][1])
        assert explained in book["Contributions"]["A1"].comment.text


def test_every_sheet_prints_on_one_width_and_no_row_is_lower_than_its_text() -> None:
    book = opened()
    for name in (sheet.title for sheet in SHEETS):
        page = book[name]
        assert (page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (
            *("landscape", 1),
            0,
        )
        assert page.sheet_properties.pageSetUpPr.fitToPage
        # Letters of 11 points; 141 characters are as wide as a sheet of A4, 212 as one of A3.
        room = {page.PAPERSIZE_A4: 141, page.PAPERSIZE_A3: 212}[str(page.page_setup.paperSize)]
        columns = [page.column_dimensions[get_column_letter(at)].width for at in range(1, page.max_column + 1)]
        assert 11 * min(1, room / sum(columns)) >= 6, name
    steps = book.worksheets[0]
    for row in range(1, steps.max_row + 1):
        # 110 characters a line, 15 points high.
        lines = -(-len(str(steps.cell(row, 1).value or "")) // 110)
        assert steps.row_dimensions[row].height >= 15 * max(lines, 1)


def test_choices_and_programmes_have_drop_down_lists() -> None:
    book = opened()
    lists = {str(v.sqref): v.formula1 for v in book["Contributions"].data_validations.dataValidation}
    # B is the type of donor, L the earmarked programme.
    assert lists["L2:L1000"] == "'Programmes'!$A$2:$A$1000"
    title, cells = lists["B2:B1000"].split("!")
    offered = [row[0].value for row in book[title.strip("'")][cells.replace("$", "")]]
    assert offered[:2] == ["commune", "intercommunalité"]
    assert book[title.strip("'")].sheet_state == "hidden"
    expenses = {str(v.sqref): v.formula1 for v in book["Dépenses"].data_validations.dataValidation}
    assert expenses["J2:J1000"] == '"oui,non"'


def test_examples_are_typed_and_shown_as_the_column_asks() -> None:
    sheet = opened()["Contributions"]
    assert sheet["A2"].value == "Exemple\u00a0: Saint-Exemple"
    assert (sheet["E2"].value.date(), sheet["E2"].number_format) == (date(2024, 3, 15), "dd/mm/yyyy")
    assert (sheet["F2"].value, sheet["F2"].number_format) == (10_000, "#,##0.00")
    assert sheet["A2"].font.italic
    assert opened()["Fonds"]["G2"].value == "novembre 2023"


def test_a_form_filled_in_below_its_example_is_read_and_the_example_is_not() -> None:
    book = opened()
    book["Fonds"]["A3"], book["Fonds"]["B3"], book["Fonds"]["G3"] = "essai", "Fonds d’essai", "novembre 2023"
    reading = read(saved(book))
    assert (reading.dataset.fund.code, reading.dataset.fund.name) == ("essai", "Fonds d’essai")
    assert not [f for f in reading.findings if f.severity is Severity.ERROR]
    assert [f.row for f in found(reading, "example_row")] == [2] * len(SHEETS)


def test_an_example_whose_first_text_is_replaced_is_data() -> None:
    book = opened()
    book["Fonds"]["A2"] = "essai"
    assert read(saved(book)).dataset.fund.code == "essai"


@pytest.mark.parametrize(("language", "name"), [("fr", "Mode d’emploi"), ("en", "How to use")])
def test_the_first_sheet_says_how_to_use_it(language: str, name: str) -> None:
    sheet = opened(language).worksheets[0]
    assert sheet.title == name
    lines = [row[0].value or "" for row in sheet.iter_rows()]
    assert len([line for line in lines if any(line.startswith(schema.title) for schema in SHEETS)]) == len(SHEETS)
