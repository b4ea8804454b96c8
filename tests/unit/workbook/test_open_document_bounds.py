"""An .ods says in a few bytes that a text, a cell or a row stands a million times: counted before anything is made."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from time import process_time
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from fund.changes import figures_now
from fund.metrics.fund import fund_metrics
from fund.model import WorkbookFile
from fund.run_in_subprocess import TooMuchMemoryError, run_in_subprocess
from fund.workbook.door.guard import MOST_WEIGHT, admit, admit_light, is_heavy
from fund.workbook.door.open_document import open_document
from fund.workbook.door.refusal import LIMITS
from fund.workbook.reading.dataset import combine_files
from fund.workbook.reading.file_reading import read_file
from tests.unit.workbook.test_open_document import DAY, HEADER, number, ods, refused, row, text

LONG = "x" * 30_000
MANY = 2**20
"""More than a sheet has rows."""


def cell(attributes: str, content: str = "") -> str:
    return f"<table:table-cell {attributes}>{content}</table:table-cell>"


def times(repeats: str) -> str:
    """A row with its repeats as they are written."""
    return f'<table:table-row table:number-rows-repeated="{repeats}">{text("x")}</table:table-row>'


SPACES = cell('office:value-type="string"', '<text:p><text:s text:c="4000000000"/></text:p>')
FORMULA = cell(f'table:formula="of:={LONG}" table:number-columns-repeated="300"')
VALUE = cell(f'office:value-type="string" office:string-value="{LONG}" table:number-columns-repeated="300"')
DATE = cell(f'office:value-type="date" office:date-value="{LONG}" table:number-columns-repeated="300"')
GAP = '<table:table-cell table:number-columns-repeated="16383"/>'
IN_A_CELL = f'<table:table table:name="B">{row(text("y"), repeats=MANY)}</table:table>'
AGAIN = f'</table:table><table:table table:name="Frais">{row(text("y"))}'


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([row(text(LONG, repeats=300), repeats=20_000)], "too_much_text"),
        ([row(text("x" * 2_000, repeats=300)) * 400], "too_much_text"),
        ([row(SPACES)], "too_much_text"),
        ([row(SPACES.replace("4000000000", "4000"), repeats=100_000)], "too_much_text"),
        ([row(FORMULA, repeats=20_000)], "too_much_text"),
        ([row(VALUE, repeats=20_000)], "too_much_text"),
        ([row(DATE, repeats=20_000)], "too_much_text"),
        ([times("+900000")], "rows"),
        ([times(f"{'0' * 20}{MANY}")], "rows"),
        ([row(cell('office:value="1" table:number-columns-repeated="9000"'))], "too_many_columns"),
        ([row(cell('table:formula="of:=1"'), repeats=900_000)], "rows"),
        ([row(text("x"), repeats=60_000), row(text("x", repeats=300))], "too_many_cells"),
        ([row(GAP + cell("")) * 1_000], "too_many_cells"),
        ([row(text(f"a{IN_A_CELL}"))], "not_a_workbook"),
        ([AGAIN * 1_000], "not_a_workbook"),
    ],
)  # fmt: skip
def test_what_repeats_itself_is_refused_at_once_and_in_words(rows: list[str], code: str) -> None:
    content = ods(*rows)
    start = process_time()
    assert refused(content) == {"rows": "too_many_rows"}.get(code, code)
    assert process_time() - start < 1
    assert read_file(WorkbookFile("frais.ods", content)).refusal is not None


def test_formats_that_repeat_themselves_are_not_noted_cell_by_cell_before_they_are_counted() -> None:
    percent = cell('office:value-type="percentage" office:value="1" table:number-columns-repeated="100"')
    content = ods(row(percent, repeats=100) * 3_000)
    assert refused(content) == "too_many_rows"
    few = ods(row(percent, repeats=100) * 100)
    assert is_heavy("frais.ods", few)
    with ZipFile(BytesIO(few)) as archive:
        (sheet,) = open_document((archive.read("content.xml"),)).sheets.values()
    assert len(sheet.formatted) == 100


def test_groups_within_groups_are_no_matter() -> None:
    content = ods("<table:table-row-group>" * 20_000 + row(*HEADER) + "</table:table-row-group>" * 20_000)
    start = process_time()
    assert refused(content) == ""
    assert read_file(WorkbookFile("frais.ods", content)).refusal is None
    assert process_time() - start < 1


REPEATS = st.sampled_from(("", "0", "1", "2", "3", "7", "+2", "003"))
TEXTS = st.sampled_from(("", "a", "été", "€" * 5, "a&amp;b", "<text:s/>", '<text:s text:c="5"/>', "x<!-- y -->z"))
KINDS = (
    '{r}',
    'office:value-type="float" office:value="3" {r}',
    'office:value="3" {r}',
    'office:value-type="string" {r}',
    'calcext:value-type="string" {r}',
    'office:value-type="string" office:string-value="{t}" {r}',
    'office:value-type="date" office:date-value="2024-01-0{n}" {r}',
    'table:formula="of:=1+1" {r}',
    'table:style-name="é" {r}',
)  # fmt: skip


def _times(name: str, value: str) -> str:
    return f'table:number-{name}-repeated="{value}"' if value else ""


@st.composite
def cells(draw: Callable[..., str]) -> str:
    """Any cell, covered ones too."""
    kind = draw(st.sampled_from(KINDS))
    said = kind.format(r=_times("columns", draw(REPEATS)), t="é" * 3, n=draw(st.sampled_from("123")))
    name = draw(st.sampled_from(("table-cell", "covered-table-cell")))
    return f"<table:{name} {said}><text:p>{draw(TEXTS)}</text:p><text:p>{draw(TEXTS)}</text:p></table:{name}>"


@st.composite
def tables(draw: Callable[..., str]) -> str:
    """Any rows, some of them in groups."""
    rows = draw(st.lists(st.tuples(REPEATS, st.lists(cells(), max_size=5), st.booleans()), max_size=6))
    drawn = [
        (f"<table:table-row {_times('rows', times)}>{''.join(inside)}</table:table-row>", grouped)
        for times, inside, grouped in rows
    ]
    return "".join(
        f"<table:table-row-group>{one}</table:table-row-group>" if grouped else one for one, grouped in drawn
    )


@given(tables())
def test_the_guard_counts_no_less_than_the_reader_makes(rows: str) -> None:
    content = ods(rows)
    admitted = admit("frais.ods", content)
    with ZipFile(BytesIO(content)) as archive:
        counted = open_document((archive.read("content.xml"),))
    with CalamineWorkbook.from_filelike(BytesIO(admitted.content)) as book:
        made = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    (sheet,) = counted.sheets.values()
    assert len(made) <= sheet.rows
    assert max(map(len, made), default=0) <= sheet.columns
    assert sum(len(value.encode()) for line in made for value in line if isinstance(value, str)) <= counted.text
    assert admitted.weight <= MOST_WEIGHT


def test_an_ordinary_file_of_some_thousand_rows_is_read_here() -> None:
    content = ods(row(*HEADER), *[row(DAY, text("Banque"), number(5)) for _ in range(5_000)])
    assert admit_light("frais.ods", content) is not None


def test_a_file_that_is_read_apart_gives_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    content = ods(
        row(*HEADER), *[row(DAY, text("Banque"), number(5)) for _ in range(50)], row(DAY, text("x"), text("y"))
    )
    file = WorkbookFile("frais.ods", content)
    here = combine_files([read_file(file)])
    monkeypatch.setattr("fund.workbook.door.guard.LARGE", 1)
    apart = combine_files([read_file(file)])
    assert here.dataset.table("running_costs").equals(apart.dataset.table("running_costs"))
    assert len(apart.dataset.table("running_costs")) == 51
    assert here.findings == apart.findings
    assert figures_now(fund_metrics(here.dataset)) == figures_now(fund_metrics(apart.dataset))


def _take(size: int) -> bytes:
    return bytes(bytearray(size)[:1])


def test_a_process_of_its_own_takes_no_more_memory_than_it_may() -> None:
    assert run_in_subprocess(_take, 2**20, most_memory=LIMITS.memory) == b"\0"
    with pytest.raises(TooMuchMemoryError):
        run_in_subprocess(_take, LIMITS.memory, most_memory=LIMITS.memory)


def test_a_file_too_heavy_to_read_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_order: object, **_limits: object) -> bytes:
        raise TooMuchMemoryError

    monkeypatch.setattr("fund.workbook.door.guard.LARGE", 1)
    monkeypatch.setattr("fund.workbook.reading.file_reading.run_in_subprocess", full)
    reading = read_file(WorkbookFile("frais.ods", ods(row(*HEADER))))
    assert reading.refusal is not None
    assert (reading.refusal.code, reading.tables) == ("too_much_memory", ())
