"""How exactly a declared figure is meant: what the column « environ » accepts, what the source's own words say."""

from __future__ import annotations

import pytest

from fund.model import Severity
from fund.schema import BY_CODE
from fund.wording.findings import finding_text
from fund.workbook.writing.table_rows import cell_rows
from tests.unit.workbook.workbooks import Rows, codes, found, read_whole

HEADER = ["indicateur", "valeur", "unité", "environ", "date", "source"]


def declared(mark: object, source: str = "Rapport", value: object = 520_000, unit: str = "€") -> Rows:
    return [HEADER, ["collecté" if unit == "€" else "collectivités donatrices", value, unit, mark, "2024", source]]


def mark_of(rows: Rows) -> object:
    return read_whole(**{"Chiffres déclarés": rows}).dataset.table("declared")["approximate"].tolist()[0]


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ("oui", "about"),
        ("Environ", "about"),
        ("près de", "about"),
        (True, "about"),
        ("x", "about"),
        (1, "about"),
        ("non", "exact"),
        (False, "exact"),
        (0, "exact"),
        ("au moins", "at_least"),
        ("Plus de", "at_least"),
        ("PAS MOINS DE", "at_least"),
        ("at least", "at_least"),
    ],
)
def test_the_column_says_how_the_figure_is_meant(written: object, mark: str) -> None:
    assert mark_of(declared(written)) == mark


def test_another_word_is_an_error_that_lists_what_is_allowed() -> None:
    (error,) = found(read_whole(**{"Chiffres déclarés": declared("à peu près, dit-on")}), "unknown_choice")
    assert error.severity is Severity.ERROR
    assert error.details["allowed"] == "oui, non, au moins"


@pytest.mark.parametrize(
    ("source", "value", "unit"),
    [
        ("CUF : « plus de 520 000 euros »", 520_000, "€"),
        ("« plus de 265.700 € » (23 février 2026)", 265_700, "€"),
        ("Pas moins de 395\u202f000 euros", 395_000, "€"),
        ("au moins 72 collectivités, dit le bulletin", 72, "nombre"),
        ("more than €520,000", 520_000, "€"),
        ("no less than 1 500,50 €", 1500.5, "€"),
    ],
)
@pytest.mark.parametrize("mark", ["oui", "non", None])
def test_a_source_that_gives_the_value_as_a_minimum_makes_it_one_with_a_word(
    source: str, value: float, unit: str, mark: str | None
) -> None:
    reading = read_whole(**{"Chiffres déclarés": declared(mark, source, value, unit)})
    assert reading.dataset.table("declared")["approximate"].tolist() == ["at_least"]
    (note,) = found(reading, "minimum_quoted")
    assert (note.severity, note.cell) == (Severity.NOTE, "D2")
    assert str(note.details["quoted"]) in finding_text(note, "fr").what


@pytest.mark.parametrize(
    "source",
    [
        "« près de 520 000 euros »",
        "pas plus de 520 000 euros",
        "no more than 520,000 euros",
        "plus de 72 collectivités ont donné 520 000 euros",
        "plus de 520 000 000 euros",
        "520 000 euros",
        "",
    ],
)
def test_other_words_or_another_number_change_nothing(source: str) -> None:
    assert mark_of(declared("oui", source)) == "about"


def test_a_minimum_already_marked_needs_no_word_and_is_written_back_as_it_is() -> None:
    reading = read_whole(**{"Chiffres déclarés": declared("au moins", "« plus de 520 000 € »")})
    assert "minimum_quoted" not in codes(reading)
    sheet = BY_CODE["declared"]
    (row,) = cell_rows(reading.dataset.table("declared"), sheet)
    assert row[[column.code for column in sheet.columns].index("approximate")] == "au moins"
