"""Packages that Excel opens and that are not as its reader expects them: other names, places, encodings, states."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook

from fund.model import WorkbookFile
from fund.workbook.door.cell_place import with_addresses, without_rows_below
from fund.workbook.door.guard import admit
from fund.workbook.reading.file_reading import read_file
from fund.workbook.writing.annotate import annotated_copy
from tests.unit.workbook.hostile import NAMESPACE, SHEET, guard
from tests.unit.workbook.packages import BOOK, BOOK_RELATIONS, COSTS, PARTS, Parts, packed, parts_of
from tests.unit.workbook.workbooks import found, read


def renamed(change: Callable[[str], str]) -> Parts:
    return {change(name): part for name, part in PARTS.items()}


def moved(folder: str) -> Parts:
    """The workbook in another folder."""
    old, new = b'"/xl/', f'"/{folder}'.encode()
    changed = {name: part.replace(old, new).replace(b'"xl/', new) for name, part in PARTS.items()}
    return {f"{folder}{name[3:]}" if name.startswith("xl/") else name: part for name, part in changed.items()}


def declared(encoding: str, real: str) -> Parts:
    """All parts declared in an encoding and written in one."""
    texts = {name: re.sub(r"<\?xml[^>]*\?>", "", part.decode()) for name, part in PARTS.items()}
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
    return {name: (declaration + text).encode(real, "xmlcharrefreplace") for name, text in texts.items()}


def called(book: str) -> Parts:
    """The workbook part under another name, beside one that has the usual name and is none."""
    old = {BOOK: f"xl/{book}", BOOK_RELATIONS: f"xl/_rels/{book}.rels"}
    parts = {
        old.get(name, name): part.replace(b"xl/workbook.xml", f"xl/{book}".encode()) for name, part in PARTS.items()
    }
    return {**parts, BOOK: b"<workbook/>"}


def targets(old: bytes, new: bytes) -> Parts:
    """The workbook's relations with other targets."""
    return {**PARTS, BOOK_RELATIONS: PARTS[BOOK_RELATIONS].replace(old, new)}


def strings_elsewhere(decoy: bytes | None = None) -> Parts:
    old, new = "xl/sharedStrings.xml", "texts/strings1.xml"
    parts = {name.replace(old, new): part for name, part in PARTS.items()}
    for name in (BOOK_RELATIONS, "[Content_Types].xml"):
        parts[name] = re.sub(rb'"(?:/xl/)?sharedStrings.xml"', f'"/{new}"'.encode(), parts[name])
    return {**parts, old: decoy} if decoy else parts


def states(state: str) -> Parts:
    return {**PARTS, BOOK: re.sub(rb'state="\w*"', f'state="{state}"'.encode(), PARTS[BOOK])}


RELATIVE = PARTS[BOOK_RELATIONS].replace(b'"/xl/', b'"')
PREFIXED = RELATIVE.replace(b"<Rel", b"<p:Rel").replace(b"</Rel", b"</p:Rel").replace(b"xmlns=", b"xmlns:p=")
UNUSUAL = {
    "back-slashes": renamed(lambda name: name.replace("/", "\\")),
    "capitals": renamed(str.upper),
    "small letters": renamed(str.lower),
    "slash in front": renamed(lambda name: f"/{name}"),
    "SharedStrings": renamed(lambda name: name.replace("sharedS", "SharedS")),
    "at the root": moved(""),
    "in another folder": moved("excel/"),
    "in a folder of a folder": moved("a/b/"),
    "workbook2": called("workbook2.xml"),
    "strings elsewhere": strings_elsewhere(),
    "strings elsewhere and others in their place": strings_elsewhere(b"<sst/>"),
    "relative targets": {**PARTS, BOOK_RELATIONS: RELATIVE},
    "prefixed relations": {**PARTS, BOOK_RELATIONS: PREFIXED},
    "targets with dots": targets(b'"/xl/', b'"../xl/'),
    "targets with back-slashes": targets(b'"/xl/worksheets/', b'"worksheets\\'),
    "no relations of the package": {name: part for name, part in PARTS.items() if name != "_rels/.rels"},
    "UTF-16": declared("UTF-16", "utf-16"),
    "UTF-16 without a mark": declared("UTF-16", "utf-16-le"),
    "UTF-16, the other way round": declared("UTF-16", "utf-16-be"),
    "UTF-8 that says UTF-16": declared("utf-16", "utf-8"),
    "Latin-1": declared("ISO-8859-1", "latin-1"),
    "Windows": declared("windows-1252", "cp1252"),
    "UTF-8 with a mark": declared("UTF-8", "utf-8-sig"),
    "show": states("show"),
    "no state": states(""),
    "state in capitals": states("Visible"),
}


@pytest.mark.parametrize("parts", UNUSUAL.values(), ids=UNUSUAL)
def test_a_package_that_excel_opens_is_read_like_the_usual_one(parts: Parts) -> None:
    reading = read(packed(parts))
    usual = read(packed(PARTS))

    assert reading.findings == usual.findings
    assert [len(reading.dataset.table(code)) for code in ("contributions", "running_costs")] == [1, 2]
    assert reading.dataset.table("contributions").equals(usual.dataset.table("contributions"))


@pytest.mark.parametrize("parts", UNUSUAL.values(), ids=UNUSUAL)
def test_its_annotated_copy_keeps_formats(parts: Parts) -> None:
    file = WorkbookFile("essai.xlsx", packed(parts))
    copy = load_workbook(BytesIO(annotated_copy(file, read_file(file).findings, "fr")))

    assert copy["Frais"]["A2"].is_date
    assert copy["Frais"]["C3"].value == "#SPILL!"


def test_a_usual_package_is_left_as_it_is() -> None:
    content = packed(PARTS)
    assert admit("essai.xlsx", content).content is content


def test_hidden_sheets_stay_hidden_however_it_is_written() -> None:
    for state in ("hidden", "Hidden", "VERYHIDDEN"):
        assert found(read(packed(states(state))), "hidden_sheet")


@pytest.mark.parametrize(
    "error", ["#CALC!", "#ERROR!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!", "Err:502", "Loading...", " #REF! ", "#N/A"]
)
def test_any_error_is_one_on_its_cell(error: str) -> None:
    content = packed({**PARTS, COSTS: PARTS[COSTS].replace(b"#SPILL!", error.encode())})
    (finding,) = found(read(content), "excel_error")
    assert (finding.sheet, finding.cell, finding.seen) == ("Frais", "C3", error)


@pytest.mark.parametrize(
    "xml",
    [
        re.sub(rb' r="\w+"', b"", PARTS[COSTS]),
        PARTS[COSTS].replace(b'r="C3"', b'r="c3"'),
        PARTS[COSTS].replace(b't="e"', b't="e" vm="1"').replace(b"<v>#S", b'<f t="array" ref="C3">SEQ(1)</f><v>#S'),
        re.sub(rb"<(/?)(worksheet|sheetData|row|c|v)\b", rb"<\1x:\2", PARTS[COSTS]).replace(b"xmlns=", b"xmlns:x="),
    ],
)
def test_an_error_is_found_however_its_cell_is_written(xml: bytes) -> None:
    (finding,) = found(read(packed({**PARTS, COSTS: xml})), "excel_error")
    assert (finding.sheet, finding.cell, finding.seen) == ("Frais", "C3", "#SPILL!")


def test_cells_without_an_address_get_theirs() -> None:
    given = b'<row r="2"><c r="B2"/><c t="s"/></row><row><c><v>1</v></c></row><x:row><x:c r="D9"></x:c><x:c/></x:row>'
    assert with_addresses(given) == (
        b'<row r="2"><c r="B2"/><c r="C2" t="s"/></row><row r="3"><c r="A3"><v>1</v></c></row>'
        b'<x:row r="4"><x:c r="D9"></x:c><x:c r="E4"/></x:row>'
    )


def test_hidden_rows_and_formulas_without_an_address_are_found() -> None:
    rows = "<row><c t='inlineStr'><is><t>date</t></is></c><c t='inlineStr'><is><t>montant</t></is></c></row>"
    rows += "<row/><row hidden='1'><c><v>45000</v></c><c><f>A3&amp;B3</f></c></row>"
    columns = "<cols><col min='1' max='1'/><col hidden='true' max='2' min='2'/></cols>"
    sheet = f"<worksheet {NAMESPACE}>{columns}<sheetData>{rows}</sheetData></worksheet>".encode()
    reading = read(packed({**PARTS, COSTS: sheet}))

    (formula,) = found(reading, "formula_without_value")
    assert (formula.cell, formula.seen) == ("B3", "=A3&B3")
    (hidden,) = found(reading, "hidden_rows")
    assert hidden.row == 3
    assert not found(reading, "hidden_column")  # its one cell has no value: nothing in it counts


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("<cols><col min='2' max='2' hidden='1'/></cols>", ["B1"]),
        ('<x:cols><x:col width="0" customWidth="1" hidden="1" max="16384" min="1"/></x:cols>', ["A1", "B1"]),
        ("<cols><col min='2' max='2' hidden='0'/></cols>", []),
        ("<cols><col max='2' hidden='1'/></cols>", []),
        ("<cols><col min='3' max='9' hidden='true'/></cols>", []),
    ],
)
def test_hidden_columns_are_found_however_they_are_written(columns: str, cells: list[str]) -> None:
    rows = "<row><c t='inlineStr'><is><t>date</t></is></c><c t='inlineStr'><is><t>montant</t></is></c></row>"
    rows += "<row><c><v>45000</v></c><c><v>7</v></c></row>"
    space = f"{NAMESPACE} {NAMESPACE.replace('xmlns=', 'xmlns:x=')}"
    sheet = f"<worksheet {space}>{columns}<sheetData>{rows}</sheetData></worksheet>".encode()
    reading = read(packed({**PARTS, COSTS: sheet}))

    assert [finding.cell for finding in found(reading, "hidden_column")] == cells


@pytest.mark.parametrize(
    "areas",
    [["E1:E1048576"], ["E:H"], ["5:9"], ["B1:B1048576"], ["A1:XFD1048576"], [f"{c}1:{c}1048576" for c in "ABCDEF"]],
)
def test_whole_columns_may_be_merged(areas: list[str]) -> None:
    merges = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    sheet = PARTS[COSTS].replace(b"</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>".encode())
    file = WorkbookFile("essai.xlsx", packed({**PARTS, COSTS: sheet}))
    reading = read(file.content)

    assert reading.dataset.table("running_costs")["label"].tolist() == ["Banque", "Poste"]
    assert load_workbook(BytesIO(annotated_copy(file, reading.findings, "fr")))["Frais"]["A1"].value == "date"


def test_styled_empty_rows_to_the_end_of_the_sheet_are_not_there() -> None:
    empty = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(4, 250_000))
    sheet = PARTS[COSTS].replace(b"</sheetData>", f'{empty}<row r="1048576"/></sheetData>'.encode())
    content = packed({**PARTS, COSTS: sheet})

    assert read(content).dataset.table("running_costs")["label"].tolist() == ["Banque", "Poste"]
    assert parts_of(admit("essai.xlsx", content).content)[COSTS] == PARTS[COSTS]


def test_a_value_among_empty_rows_is_never_cut_off() -> None:
    rows = b'<row r="9"><c r="A9"/></row><row><c r="A2"><v>1</v></c></row>'
    xml = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    assert without_rows_below(xml, 2) == xml


def test_merged_cells_that_overlap_without_end_are_refused() -> None:
    merges = '<mergeCell ref="A1:C200000"/>' * 20
    rows = '<row r="200000"><c r="C200000"><v>1</v></c></row>'
    sheet = f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    refusal = guard("essai.xlsx", packed({**PARTS, COSTS: sheet.encode()}))
    assert refusal is not None
    assert refusal.code == "too_many_cells"


def test_empty_strings_in_one_tag_do_not_hide_a_long_one() -> None:
    strings = f"<sst {NAMESPACE}><si/><si/><si><t>{'x' * 5000}</t></si><si><t>y</t></si></sst>"
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>2</v></c></row>' for row in range(1, 60_001))
    sheet = f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>"
    refusal = guard("a.xlsx", packed({**PARTS, SHEET: sheet.encode(), "xl/sharedStrings.xml": strings.encode()}))
    assert refusal is not None
    assert refusal.code == "too_much_text"
