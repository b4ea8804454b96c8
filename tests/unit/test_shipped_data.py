"""The shipped workbooks: they are what the scripts make, and hold what they are meant to hold."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from data import make_exemple, make_ukraine
from fund.schema import SHEETS

DATA = Path(__file__).parents[2] / "data"


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}


@pytest.mark.parametrize(("fund", "write"), [("ukraine", make_ukraine.write), ("exemple", make_exemple.write)])
def test_the_shipped_workbooks_are_what_the_scripts_make(
    fund: str, write: Callable[[Path], None], tmp_path: Path
) -> None:
    write(tmp_path)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for path in (DATA / fund).glob("*.xlsx"))
    for name in made:
        assert cells(tmp_path / name) == cells(DATA / fund / name)


@pytest.mark.parametrize("write", [make_ukraine.write, make_exemple.write])
def test_nothing_of_the_clock_goes_into_a_workbook(write: Callable[[Path], None], tmp_path: Path) -> None:
    write(tmp_path)
    stamp = datetime(2024, 1, 1, tzinfo=UTC)
    for path in tmp_path.iterdir():
        properties = openpyxl.load_workbook(path).properties
        assert (properties.created.replace(tzinfo=UTC), properties.modified.replace(tzinfo=UTC)) == (stamp, stamp)
        with zipfile.ZipFile(path) as package:
            assert {entry.date_time for entry in package.infolist()} == {(2024, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("fund", ["ukraine", "exemple"])
def test_every_sheet_is_of_the_contract_and_its_header_stays_in_view(fund: str) -> None:
    for path in (DATA / fund).glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            contract = next(known for known in SHEETS if known.title == sheet.title)
            header = int(sheet.freeze_panes[1:]) - 1
            assert [cell.value for cell in sheet[header]] == [column.header for column in contract.columns]
