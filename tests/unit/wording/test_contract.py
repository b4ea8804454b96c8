"""What screens say of the workbooks' contract: every sheet, column and choice, in every language."""

from __future__ import annotations

import pytest

from fund.schema import BY_CODE, SHEETS
from fund.wording import languages
from fund.wording.contract import choice_label, explanation, heading, row_meaning, sheet_title, unit_label
from fund.wording.language import keys

WORKBOOKS = "fr"
"""The language workbooks are kept in: their own titles, headers and choices are its words."""


@pytest.mark.parametrize("language", languages())
def test_every_sheet_and_column_is_explained(language: str) -> None:
    for sheet in SHEETS:
        assert row_meaning(sheet, language)
        for column in sheet.columns:
            assert explanation(column, language), (sheet.code, column.code)


@pytest.mark.parametrize("language", languages())
def test_the_texts_of_the_contract_are_those_of_its_sheets_columns_and_choices(language: str) -> None:
    columns = [(sheet, column) for sheet in SHEETS for column in sheet.columns]
    rows = {f"schema.{sheet.code}.row" for sheet in SHEETS}
    explained = {f"schema.{sheet.code}.explain.{column.code}" for sheet, column in columns}
    named = {f"schema.{sheet.code}.label.{column.code}" for sheet, column in columns}
    titles = {f"schema.{sheet.code}.title" for sheet in SHEETS}
    choices = {
        f"schema.{sheet.code}.choices.{column.code}.{choice.code}"
        for sheet, column in columns
        for choice in column.choices
    }
    found = {key for key in keys(language) if key.startswith("schema.") and key != "schema.units.per_euro"}
    shared = {key for key in found if key.startswith("schema.every.")}
    for part, wanted in (("explain", explained), ("label", named if language != WORKBOOKS else set())):
        ours = {key for key in found - shared if f".{part}." in key}
        left = {key.rpartition(".")[2] for key in wanted - ours}
        assert ours <= wanted
        assert {f"schema.every.{part}.{code}" for code in left} == {key for key in shared if f".{part}." in key}
    told = {key for key in found - shared if ".explain." not in key and ".label." not in key}
    assert told == rows | (titles | choices if language != WORKBOOKS else set())


def test_the_workbooks_own_words_are_shown_in_their_language_and_translated_in_another() -> None:
    contributions = BY_CODE["contributions"]
    received, rate = contributions.column("received_cents"), BY_CODE["expenses"].column("rate")
    budget = BY_CODE["programmes"].column("budget_cents")
    assert (sheet_title(BY_CODE["running_costs"], "fr"), sheet_title(BY_CODE["running_costs"], "en")) == (
        "Frais",
        "Running costs",
    )
    assert (heading(received, "fr"), heading(received, "en")) == ("Montant versé", "Amount received")
    assert (unit_label(budget, "en"), unit_label(rate, "en")) == ("€", "units of the currency for €1")
    assert choice_label("courses", "status", "planned", "fr") == "à venir"
    assert choice_label("courses", "status", "planned", "en") == "to come"
    assert choice_label("courses", "status", "unheard of", "en") == "unheard of"


def test_a_column_that_stands_on_several_sheets_is_worded_once_unless_a_sheet_says_otherwise() -> None:
    assert heading(BY_CODE["tranches"].column("programme"), "en") == "Programme"
    assert heading(BY_CODE["contributions"].column("programme"), "en") == "Earmarked programme"
    assert explanation(BY_CODE["tranches"].column("programme"), "en") == explanation(
        BY_CODE["courses"].column("programme"), "en"
    )
    assert explanation(BY_CODE["stories"].column("programme"), "en").endswith("about the fund itself.")
