"""LibreOffice's .ods files: read like the others, repeats and errors counted, links refused."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd
import pytest

from fund.model import WorkbookFile
from fund.workbook.door.open_document import open_document
from tests.unit.workbook.hostile import guard
from tests.unit.workbook.test_usual_form import packed
from tests.unit.workbook.workbooks import WHOLE, found, read_workbooks, workbook

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "draw")
)
SPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:calcext="urn:calcext"'
EMPTY_END = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def text(value: str, repeats: int = 1) -> str:
    times = f' table:number-columns-repeated="{repeats}"' if repeats > 1 else ""
    return f'<table:table-cell office:value-type="string"{times}><text:p>{value}</text:p></table:table-cell>'


def number(value: float) -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


DAY = '<table:table-cell office:value-type="date" office:date-value="2024-05-30"/>'
ERROR = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
)
HEADER = (text("date"), text("libellé"), text("montant"))


def row(*cells: str, repeats: int = 1) -> str:
    times = f' table:number-rows-repeated="{repeats}"' if repeats > 1 else ""
    return f"<table:table-row{times}>{''.join(cells)}</table:table-row>"


def ods(*rows: str, manifest: str = "", others: tuple[str, ...] = ()) -> bytes:
    """The bytes of an .ods whose one sheet is « Frais »."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        sheet = f'<table:table table:name="Frais">{"".join(rows)}{EMPTY_END}</table:table>'
        body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
        archive.writestr("content.xml", f"<office:document-content {SPACES}>{body}</office:document-content>")
        for name in others:
            archive.writestr(name, "x")
    return target.getvalue()


def refused(content: bytes) -> str:
    refusal = guard("frais.ods", content)
    return refusal.code if refusal else ""


def test_an_ods_file_is_read_with_the_others() -> None:
    content = ods(row(*HEADER), row(DAY, text("Banque"), number(12.5)), row(DAY, text("Poste"), number(3), repeats=2))
    assert refused(content) == ""
    reading = read_workbooks([WorkbookFile("a.xlsx", workbook(WHOLE)), WorkbookFile("frais.ods", content)])
    costs = reading.dataset.table("running_costs")
    assert costs["amount_cents"].tolist() == [1250, 300, 300]
    assert costs["date"].tolist() == [pd.Timestamp("2024-05-30")] * 3
    assert costs["source_row"].tolist() == [2, 3, 4]


def test_an_error_in_an_ods_file_is_an_error_and_never_an_empty_cell() -> None:
    reading = read_workbooks([WorkbookFile("frais.ods", ods(row(*HEADER), row(DAY, text("Banque"), ERROR)))])
    (finding,) = found(reading, "excel_error")
    assert (finding.cell, finding.seen) == ("C2", "#DIV/0!")
    assert not found(reading, "missing_expected")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (ods(row(text("x"), repeats=1_000_000)), "too_many_rows"),
        (ods(row(text("x", repeats=16_000))), "too_many_columns"),
        (ods(row(text("x", repeats=100), repeats=100_000)), "too_many_cells"),
        (ods(row('<table:table-source xlink:href="../budget.ods"/>')), ""),
        (ods(row("<table:dde-link/>")), "external_links"),
        (ods(row('<draw:image xlink:href="https://example.org/x.png"/>')), "external_links"),
        (ods(row('<text:a xlink:href="https://example.org/">lien</text:a>')), ""),
        (ods(row("""<table:table-cell table:formula="of:=['file:///x.ods'#$A.A1]"/>""")), ""),
        (ods(manifest="<encryption-data/>"), "encrypted"),
        (ods(others=("encrypted-package",)), "encrypted"),
        (ods(others=("Basic/Standard/script.xml",)), "macros"),
        (ods(row("</broken>")), "not_a_workbook"),
        (ods(row("x"))[:-30], "truncated_zip"),
    ],
)
def test_a_hostile_ods_file_is_refused(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_rows_filtered_out_and_cells_merged_downwards_are_told_as_in_other_workbooks() -> None:
    filtered = row(DAY, text("Poste"), number(2)).replace(
        "<table:table-row", '<table:table-row table:visibility="filter"'
    )
    grouped = f'<table:table-row-group table:display="false">{row(DAY, text("Bus"), number(3))}</table:table-row-group>'
    merged = text("Banque").replace("<table:table-cell", '<table:table-cell table:number-rows-spanned="3"')
    rows = (row(DAY, merged, number(1)), *[row(DAY, "<table:covered-table-cell/>", number(1))] * 2)
    content = ods(row(*HEADER), *rows, filtered, grouped)
    reading = read_workbooks([WorkbookFile("frais.ods", content)])

    assert reading.dataset.table("running_costs")["label"].tolist() == ["Banque"] * 3 + ["Poste", "Bus"]
    (hidden,) = found(reading, "hidden_rows")
    assert (hidden.row, dict(hidden.details)) == (5, {"count": 2})
    assert found(reading, "merged_cells")


def test_hidden_columns_are_told_as_in_other_workbooks() -> None:
    hidden = '<table:table-column table:visibility="collapse"/>'
    closed = '<table:table-column-group table:display="false"><table:table-column/></table:table-column-group>'
    shown = '<table:table-column table:number-columns-repeated="1"/>'
    rows = (row(*HEADER), row(DAY, text("Banque"), number(1)))
    for columns, cells in (
        (shown + hidden + shown, ["B1"]),
        (shown + shown + closed, ["C1"]),
        (hidden.replace("/>", ' table:number-columns-repeated="2"/>') + shown, ["A1", "B1"]),
        (shown * 3 + hidden, []),
    ):
        reading = read_workbooks([WorkbookFile("frais.ods", ods(columns, *rows))])
        assert [finding.cell for finding in found(reading, "hidden_column")] == cells


def test_values_of_other_spreadsheets_are_read_as_stored_and_said() -> None:
    formula = """table:formula="of:=[&apos;file:///C:/a/budget%202024.ods&apos;#$A.A1]" office:value-type"""
    cost = number(7).replace("office:value-type", formula)
    copy = f"<table:table table:name=\"'file:///C:/a/budget%202024.ods'#A\">{row(number(7))}</table:table>"
    content = ods(
        row(*HEADER),
        row(DAY, text("Banque"), cost),
        row("</table:table-row></table:table>" + copy + "<table:table><table:table-row>"),
    )
    reading = read_workbooks([WorkbookFile("frais.ods", content)])

    assert reading.dataset.table("running_costs")["amount_cents"].tolist() == [700]
    (finding,) = found(reading, "linked_workbooks")
    assert finding.seen == "budget 2024.ods"
    assert not found(reading, "unknown_sheet")


@pytest.mark.parametrize("kind", ['office:value-type="float" office:value="0"', 'office:value-type="string"'])
def test_an_error_that_only_shows_is_an_error(kind: str) -> None:
    cell = f'<table:table-cell table:formula="of:=1/0" {kind}><text:p>#DIV/0!</text:p></table:table-cell>'
    reading = read_workbooks([WorkbookFile("frais.ods", ods(row(*HEADER), row(DAY, text("Banque"), cell)))])

    (finding,) = found(reading, "excel_error")
    assert (finding.cell, finding.seen) == ("C2", "#DIV/0!")
    assert not found(reading, "not_a_number")


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: dict(sorted(parts.items())),
        lambda parts: {name.replace("/", "\\"): part for name, part in parts.items()},
        lambda parts: {**parts, "content.xml": parts["content.xml"].decode().encode("utf-16")},
    ],
)
def test_an_ods_file_that_was_packed_anew_is_read(change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> None:
    with ZipFile(BytesIO(ods(row(*HEADER), row(DAY, text("Banque"), number(5))))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = packed(change(parts))

    assert refused(content) == ""
    costs = read_workbooks([WorkbookFile("frais.ods", content)]).dataset.table("running_costs")
    assert costs["amount_cents"].tolist() == [500]


def test_empty_rows_repeated_to_the_end_of_the_sheet_do_not_count() -> None:
    with ZipFile(BytesIO(ods(row(*HEADER)))) as archive:
        sheet = open_document([archive.read("content.xml")]).sheets["Frais"]
    assert (sheet.rows, sheet.columns) == (1, 3)
