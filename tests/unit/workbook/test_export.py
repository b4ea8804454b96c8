"""The clean workbook: what is exported reads back as the same dataset, cell for cell."""

from __future__ import annotations

import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from fund.model import SOURCE_COLUMNS, Dataset, WorkbookFile
from fund.schema import SHEETS, Kind, Sheet
from fund.workbook.writing.fund_workbook import export
from fund.workbook.writing.openpyxl_cells import put_text
from tests.unit.workbook.hostile import guard
from tests.unit.workbook.workbooks import FUND, WHOLE, read, read_whole, read_workbooks, saved

EXAMPLES = int(os.environ.get("EXPORT_EXAMPLES", "15"))
"""How many generated datasets are exported: some tenths of a second each, thousands when one wants to be sure."""

DATA = Path(__file__).parents[3] / "data"


def assert_same(before: Dataset, after: Dataset) -> None:
    assert (after.fund, after.present) == (before.fund, before.present)
    for code, table in before.tables.items():
        source = list(SOURCE_COLUMNS)
        pd.testing.assert_frame_equal(after.table(code).drop(columns=source), table.drop(columns=source), obj=code)


def back(dataset: Dataset) -> Dataset:
    content = export(dataset)
    assert guard("export.xlsx", content) is None
    return read(content).dataset


@pytest.mark.parametrize("fund", ["ukraine", "exemple"])
def test_a_shipped_fund_exported_reads_back_the_same(fund: str) -> None:
    files = [WorkbookFile(path.name, path.read_bytes()) for path in sorted((DATA / fund).glob("*.xlsx"))]
    dataset = read_workbooks(files).dataset
    assert_same(dataset, back(dataset))


def test_an_absent_sheet_stays_absent_and_an_empty_one_empty() -> None:
    dataset = read_whole(Frais=[["libellé", "montant"]]).dataset
    after = back(dataset)
    assert "running_costs" in after.present
    assert "tranches" not in after.present
    assert_same(dataset, after)


def test_a_fund_without_anything_still_makes_a_workbook() -> None:
    assert load_workbook(BytesIO(export(read_workbooks([]).dataset))).sheetnames[:3] == [
        "Fonds",
        "Contributions",
        "Programmes",
    ]


HOSTILE = [
    "=1+1",
    "+33 1",
    "-5",
    "@SUM(A1)",
    "\tx",
    '=HYPERLINK("http://x","y")',
    "#REF!",
    "#N/A",
    "VRAI",
    "12",
    "<b>x</b> & </t>",
    "_x0041_",
    "_x000D_",
    "a\x01b",
    "ligne\nautre",
    "ligne\r\nautre",
    "Total",
    "TOTAL général",
    "Exemple : Saint-Exemple",
    "Total Énergies",
    "\u2060",
    "e\u0301te\u0301",
    "'5",
    "😀",
    "non communiqué",
]


def with_donors(names: list[str]) -> Dataset:
    """A fund whose donors have these names, which also stand in the remarks."""
    dataset = read_whole(Contributions=[["collectivité", "montant versé"], *(["A", 1] for _ in names)]).dataset
    gifts = dataset.table("contributions").assign(donor=names, note=names)
    return Dataset(dataset.fund, {**dataset.tables, "contributions": gifts}, dataset.present)


def test_text_is_written_as_text_never_as_a_formula_or_an_error() -> None:
    content = export(with_donors(HOSTILE))
    assert guard("export.xlsx", content) is None
    kinds = {cell.data_type for row in load_workbook(BytesIO(content))["Contributions"].iter_rows() for cell in row}
    assert kinds == {"s", "n"}


def test_no_character_of_a_text_is_lost() -> None:
    names = [text for text in HOSTILE if text.strip() == text and text.isprintable() and text != "e\u0301te\u0301"]
    assert back(with_donors(names)).table("contributions")["donor"].tolist() == names


def test_what_a_text_becomes_in_reading_it_stays() -> None:
    once = back(with_donors(HOSTILE))
    assert len(once.table("contributions")) == len(HOSTILE)
    assert_same(once, back(once))


def test_amounts_dates_and_shares_are_written_for_excel() -> None:
    dataset = read_whole(
        Tranches=[["programme", "n°", "montant", "versée le", "seuil"], ["auc", 1, 12500.55, "05/09/2024", "70 %"]],
        Jalons=[["date", "titre", "statut"], ["été 2022", "a", "fait"], ["06/07/2023", "b", "prévu"]],
    ).dataset
    book = load_workbook(BytesIO(export(dataset)))
    tranche = {header.value: cell.value for header, cell in zip(*book["Tranches"].iter_rows(max_row=2), strict=True)}
    assert tranche["montant"] == 12500.55
    assert tranche["versée le"].date() == date(2024, 9, 5)
    assert tranche["seuil de déblocage"] == 0.7
    assert [cell.value for cell in book["Jalons"]["B"]][1] == "été 2022"


def test_a_small_declared_percentage_stays_small() -> None:
    header = ["indicateur", "valeur", "unité", "date", "source"]
    rows = [header, ["taux d'exécution", 0.5, "%", 2023, "R"], ["taux d'exécution", 0.07, "%", 2022, "R"]]
    dataset = read_whole(**{"Chiffres déclarés": rows}).dataset
    assert dataset.table("declared")["value"].tolist() == [0.5, 0.07]
    assert_same(dataset, back(dataset))


def test_a_row_of_which_nothing_could_be_read_is_kept() -> None:
    dataset = read_whole(Récits=[["texte", "à nous"], [None, "x"], ["Un récit", None]]).dataset
    assert len(dataset.table("stories")) == 2
    assert_same(dataset, back(dataset))


TEXTS = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
)
NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15), st.floats(-(10**13), 10**13, allow_nan=False), st.floats(0, 2), st.integers(0, 3)
)
DATES = st.dates(date(1990, 1, 1), date(2100, 12, 31))
MOMENTS = st.one_of(
    DATES, st.sampled_from(["été 2022", "printemps 2023", "fin 2023", "début 2021", "T3 2023", "mars 2024", "2022"])
)


def cells(kind: Kind, choices: list[str]) -> st.SearchStrategy[object]:
    valid = {
        Kind.TEXT: TEXTS,
        Kind.CODE: TEXTS,
        Kind.INTEGER: st.integers(-(10**9), 10**15),
        Kind.NUMBER: NUMBERS,
        Kind.MONEY: NUMBERS,
        Kind.SHARE: st.one_of(st.floats(-3, 3), st.sampled_from(["84,92 %", "170 %", 70])),
        Kind.DATE: DATES,
        Kind.MOMENT: MOMENTS,
        Kind.CHOICE: st.sampled_from(choices or [""]),
        Kind.BOOLEAN: st.sampled_from(["oui", "non", True, False]),
        Kind.CURRENCY: st.sampled_from(["EUR", "UAH", "€", "dollars", "XXX"]),
    }[kind]
    return st.one_of(st.none(), valid, valid, TEXTS)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Sheet, list[list[object]]]:
    schema = draw(st.sampled_from([sheet for sheet in SHEETS if sheet.code != "fund"]))
    columns = draw(st.permutations(schema.columns))
    row = st.tuples(*(cells(column.kind, [choice.label for choice in column.choices]) for column in columns))
    rows = draw(st.lists(row, max_size=5))
    return schema, [[column.header for column in columns], *map(list, rows)]


def typed(tables: dict[str, list[list[object]]]) -> bytes:
    """A workbook in which text is text, whatever its characters."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in tables.items():
        sheet = book.create_sheet(title)
        for row, line in enumerate(rows, start=1):
            for column, value in enumerate(line, start=1):
                if isinstance(value, str):
                    put_text(sheet.cell(row, column), value)
                else:
                    sheet.cell(row, column, value)
    return saved(book)


@settings(max_examples=EXAMPLES)
@given(st.lists(sheets(), max_size=2, unique_by=lambda sheet: sheet[0].code))
def test_whatever_the_dataset_its_export_reads_back_the_same(tables: list[tuple[Sheet, list[list[object]]]]) -> None:
    dataset = read(typed({**WHOLE, "Fonds": FUND, **{schema.title: rows for schema, rows in tables}})).dataset
    assert_same(dataset, back(dataset))
