"""Tables of text as programs and people write them: encodings, separators, lone quotes, cells too many."""

from __future__ import annotations

import pytest

from fund.model import Reading, WorkbookFile
from tests.unit.workbook.workbooks import FUND, PROGRAMMES, read_workbooks, workbook

BASE = WorkbookFile("base.xlsx", workbook({"Fonds": FUND, "Programmes": PROGRAMMES}))
HEADER = "collectivité;type;montant versé\n"
TWO = f"{HEADER}Brest;commune;1000\nOrléans;commune;2000\n"
PARTED = ("missing_value", "stray_quote", "overlong_row", "split_number", "not_a_number", "unknown_choice")


def read_text(content: str | bytes, name: str = "Contributions.csv") -> Reading:
    file = WorkbookFile(name, content.encode() if isinstance(content, str) else content)
    return read_workbooks([BASE, file])


def gifts(reading: Reading) -> dict[str, int]:
    """What each donor gave, in euros."""
    table = reading.dataset.table("contributions")
    return dict(zip(table["donor"], table["received_cents"] // 100, strict=True))


def told(reading: Reading) -> list[tuple[str, int | None]]:
    """The findings about how the text is parted, with their rows."""
    return [(finding.code, finding.row) for finding in reading.findings if finding.code in PARTED]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_amounts_quoted_for_their_comma_in_every_row_are_no_fault(end: str) -> None:
    lines = [
        "collectivité,type,montant versé",
        'Brest,commune,"1000,5"',
        'Orléans,commune,"2000,5"',
        '"A, B",commune,"3,5"',
    ]
    reading = read_text(end.join(lines) + end)

    assert gifts(reading) == {"Brest": 1000, "Orléans": 2000, "A, B": 3}
    assert told(reading) == []


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "mac_roman", "cp850"],
)
@pytest.mark.parametrize("name", ["Contributions.csv", "Contributions.txt", "Contributions.tsv"])
def test_a_table_of_text_is_read_in_every_encoding_that_programs_save_it_in(encoding: str, name: str) -> None:
    reading = read_text(TWO.replace(";", "\t").encode(encoding), name)

    assert gifts(reading) == {"Brest": 1000, "Orléans": 2000}
    assert told(reading) == []


@pytest.mark.parametrize("start", ["", "sep={}\n", "SEP={}\r\n"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_table_may_be_parted_by_any_usual_sign_and_say_so(delimiter: str, start: str) -> None:
    reading = read_text(start.format(delimiter) + TWO.replace(";", delimiter))

    assert gifts(reading) == {"Brest": 1000, "Orléans": 2000}
    assert reading.dataset.table("contributions")["source_row"].tolist() == [2, 3]


FIVE = ["Brest;commune;1000", "Lyon;commune;2000", "Nice;commune;3000", "Paris;commune;4000", "Tours;commune;5000"]


@pytest.mark.parametrize(
    ("quoted", "rows"),
    [
        ({1: '"Lyon;commune;2000'}, [3]),
        ({4: '"Tours;commune;5000'}, [6]),
        ({1: '"Lyon;commune;2000', 3: 'Paris" ;commune;4000'}, [3]),
        ({1: '"Lyon;commune;2000', 3: 'Paris";commune;4000'}, [3]),
        ({1: '"Lyon;commune;2000', 3: '"Paris;commune;4000'}, [3, 5]),
        ({1: 'Lyon;"commune;2000', 3: 'Paris;commune";4000'}, [3]),
        ({1: 'Lyon;commune;"2000', 3: 'Paris;commune;4000"'}, [3]),
        ({1: '"Lyon;commune";2000'}, [3]),
    ],
)
@pytest.mark.parametrize(("delimiter", "end"), [(";", "\n"), (",", "\r\n"), ("\t", "\r"), ("|", "\n")])
def test_a_lone_quote_swallows_no_row_and_is_an_error(
    quoted: dict[int, str], rows: list[int], delimiter: str, end: str
) -> None:
    lines = [HEADER.strip(), *(quoted.get(number, line) for number, line in enumerate(FIVE))]
    reading = read_text(end.join(lines).replace(";", delimiter))

    assert gifts(reading) == {"Brest": 1000, "Lyon": 2000, "Nice": 3000, "Paris": 4000, "Tours": 5000}
    assert told(reading) == [("stray_quote", row) for row in rows]


def test_a_lone_quote_may_swallow_more_than_a_cell_can_hold() -> None:
    lines = [HEADER.strip(), '"Lyon;commune;1', *(f"Ville {number};commune;1" for number in range(9_000))]
    reading = read_text("\n".join(lines))

    assert sum(gifts(reading).values()) == 9_001
    assert told(reading) == [("stray_quote", 2)]


@pytest.mark.parametrize(
    "row",
    [
        '"Brest; métropole";commune;1000;',
        'Brest;commune;1000;"deux\nlignes; et\nune autre"',
        '"Brest ""la belle""";commune;1000;"«\u00a0x\u00a0»"',
        'Brest "la belle";commune;1000;24" de large',
        '"Brest "la" belle";commune;1000;',
        "'Brest';commune;1000;l'an",
    ],
)
def test_quotes_in_their_place_are_no_error(row: str) -> None:
    reading = read_text(f"{HEADER.strip()};remarque\n{row}\nLyon;commune;2000;x\n")

    assert sum(gifts(reading).values()) == 3000
    assert told(reading) == []


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        ("", ["Brest,commune,12,500.50", "Lyon,commune,900"], [("overlong_row", 2)]),
        ("", ["Lyon,commune,900", "Brest,commune,12,50"], [("overlong_row", 3)]),
        (",remarque", ["Brest,commune,12,50,", "Lyon,commune,900,"], [("overlong_row", 2)]),
        (",remarque", ["Brest,commune,12,500.50", "Lyon,commune,900,x"], [("split_number", 2)]),
        (",remarque", ["Brest,commune,8,000.85,", "Lyon,commune,1500,00,"], [("split_number", at) for at in (2, 3)]),
        ("", ["Brest,commune,1000,", "Lyon,commune,900,"], []),
        (",,", ["Brest,commune,1000,,x", "Lyon,commune,900,,"], []),
        (",remarque", ["Brest,commune,120,12", "Lyon,commune,9000,4"], []),
        (",remarque", ['Brest,commune,"12,500.50",', "Lyon,commune,900,x"], []),
    ],
)
def test_a_row_with_more_cells_than_the_header_is_an_error(
    header: str, rows: list[str], expected: list[tuple[str, int]]
) -> None:
    reading = read_text("\n".join([f"{HEADER.strip()}".replace(";", ",") + header, *rows, ""]))
    assert told(reading) == expected


def test_a_text_with_an_unquoted_separator_is_an_error_too() -> None:
    assert ("overlong_row", 2) in told(read_text(f"{HEADER}Brest; métropole;commune;1000\n"))


def test_errors_of_excel_in_a_table_of_text_are_errors_on_their_cells() -> None:
    reading = read_text(f"{HEADER}Brest;commune;#REF!\n#N/A;commune;5\nLyon;commune;#VALEUR!\nNice;commune;2\n")
    errors = {finding.cell: finding.seen for finding in reading.findings if finding.code == "excel_error"}
    assert errors == {"C2": "#REF!", "A3": "#N/A", "C4": "#VALEUR!"}
