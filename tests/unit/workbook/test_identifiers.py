"""SIRET, RNA, sector and country codes, texts to publish: what is accepted, in which form, and what is said else."""

from __future__ import annotations

import pytest

from fund.model import Reading, Severity
from tests.unit.workbook.workbooks import FUND, PROGRAMMES, codes, found, only, place, read_whole

SIREN, SIRET, OTHER = "732829320", "73282932000074", "21690123100011"
POSTE = "35600000049837"  # La Poste's establishments are checked by a rule of their own: their digits add up to 5 n.
HEADERS = ["collectivité", "type", "SIREN", "SIRET", "versé le", "montant versé"]


def gifts(*numbers: tuple[object, object]) -> Reading:
    rows = [
        [f"C{n}", "commune", siren, siret, f"0{n}/02/2024", 100 * n]
        for n, (siren, siret) in enumerate(numbers, start=1)
    ]
    return read_whole(Contributions=[HEADERS, *rows])


def told(reading: Reading) -> tuple[object, object]:
    row = reading.dataset.table("contributions").iloc[0].dropna()
    return row.get("siren"), row.get("siret")


@pytest.mark.parametrize(
    ("siren", "siret", "kept"),
    [
        (SIREN, None, (SIREN, None)),
        (SIRET, None, (SIREN, SIRET)),
        (None, SIRET, (SIREN, SIRET)),
        (SIREN, SIRET, (SIREN, SIRET)),
        (SIRET, SIRET, (SIREN, SIRET)),
        ("732 829 320", "732 829 320 00074", (SIREN, SIRET)),
        ("732\u202f829\u00a0320", "732.829.320-00074", (SIREN, SIRET)),
        (732829320, 73282932000074, (SIREN, SIRET)),
        (None, POSTE, (POSTE[:9], POSTE)),
        (None, "non communiqué", (None, None)),
    ],
)
def test_either_column_tells_the_authority_and_its_establishment(siren: object, siret: object, kept: object) -> None:
    reading = gifts((siren, siret))
    assert (told(reading), codes(reading)) == (kept, [])


@pytest.mark.parametrize(
    ("siren", "siret", "kept", "code"),
    [
        # Of the SIRET: digits that do not check, too few, too many, letters, what Excel leaves.
        (None, "73282932000075", (None, None), "siret_invalid"),
        (SIREN, "7328293200007", (SIREN, None), "siret_invalid"),
        (SIREN, "732829320000740", (SIREN, None), "siret_invalid"),
        (None, "en cours", (None, None), "siret_invalid"),
        (None, "7,32829E+13", (None, None), "siret_ruined"),
        (None, 73282932000000, (None, None), "siret_ruined"),
        # A SIREN there tells the authority, not its establishment.
        (None, SIREN, (SIREN, None), "siret_is_siren"),
        (SIREN, SIREN, (SIREN, None), "siret_is_siren"),
        # Two authorities, two establishments of one.
        (SIREN, OTHER, (SIREN, None), "siret_differs"),
        ("21690123100011", SIRET, ("216901231", None), "siret_differs"),
        (SIRET, "73282932000082", (SIREN, None), "siret_differs"),
        # What is typed in the column of SIREN numbers is still said, and the SIRET stands.
        ("123456789", SIRET, (SIREN, SIRET), "siren_invalid"),
        ("123456789", None, ("123456789", None), "siren_invalid"),
    ],
)
def test_what_is_no_number_tells_nothing_and_is_said(siren: object, siret: object, kept: object, code: str) -> None:
    reading = gifts((siren, siret))
    assert told(reading) == kept
    finding = only(reading)
    assert (finding.code, finding.severity, finding.row) == (code, Severity.WARNING, 2)


def test_a_siret_makes_one_donor_of_two_names() -> None:
    reading = gifts((None, SIRET), (SIREN, None))
    assert reading.dataset.table("contributions")["donor"].tolist() == ["C1", "C1"]
    assert codes(reading) == ["siren_of_two_names"]


def test_contradicting_numbers_name_the_cell_and_both() -> None:
    (finding,) = found(gifts((SIREN, OTHER)), "siret_differs")
    assert place(finding)[-3:] == ("SIRET", "D2", OTHER)
    assert finding.details == {"other": SIREN}


@pytest.mark.parametrize(
    ("sheet", "header", "typed", "kept", "code"),
    [
        ("Fonds", "RNA", "w 123456789", "W123456789", ""),
        ("Fonds", "RNA", "123456789", None, "rna_invalid"),
        ("Fonds", "RNA", "W12345678", None, "rna_invalid"),
        ("Fonds", "SIRET", "732 829 320 00074", SIRET, ""),
        ("Fonds", "SIRET", "12345678901234", None, "siret_invalid"),
        ("Programmes", "secteur CAD", 14030.0, "14030", ""),
        ("Programmes", "secteur CAD", "140", None, "sector_invalid"),
        ("Programmes", "secteur CAD", "eau", None, "sector_invalid"),
        ("Programmes", "secteur CAD", "04030", None, "sector_invalid"),
        ("Programmes", "code pays", "ua", "UA", ""),
        ("Programmes", "code pays", "UKR", None, "country_code_invalid"),
        ("Programmes", "code pays", "UA ; MD", None, "country_code_invalid"),
        ("Programmes", "code pays", "EU", None, "country_code_invalid"),
        ("Programmes", "code pays", "ZZ", None, "country_code_invalid"),
    ],
)
def test_a_code_is_kept_in_its_one_form(sheet: str, header: str, typed: object, kept: str | None, code: str) -> None:
    rows = {"Fonds": FUND, "Programmes": PROGRAMMES}[sheet]
    reading = read_whole(**{sheet: [[*rows[0], header], [*rows[1], typed], *rows[2:]]})
    table, column = {
        "RNA": ("fund", "rna"),
        "SIRET": ("fund", "siret"),
        "secteur CAD": ("programmes", "sector"),
        "code pays": ("programmes", "country_code"),
    }[header]
    value = reading.dataset.table(table).iloc[0].dropna().get(column)
    assert (value, codes(reading)) == (kept, [code] if code else [])


@pytest.mark.parametrize(("length", "said"), [(256, []), (257, ["longer_than_published"])])
@pytest.mark.parametrize("header", ["objet", "conditions de versement"])
def test_a_text_longer_than_what_is_published_is_left_out_and_said(header: str, length: int, said: list[str]) -> None:
    reading = read_whole(Contributions=[[*HEADERS[:2], header, "montant versé"], ["A", "commune", "é" * length, 5]])
    column = {"objet": "purpose", "conditions de versement": "payment_terms"}[header]
    assert codes(reading) == said
    assert reading.dataset.table("contributions")[column].notna().tolist() == [not said]


def test_words_that_are_no_yes_or_no_and_a_date_that_is_none_are_errors_as_elsewhere() -> None:
    heads = [*HEADERS[:2], "montant versé", "notification UE", "attendu le"]
    reading = read_whole(Contributions=[heads, ["A", "commune", 5, "peut-être", "bientôt"]])
    assert codes(reading) == ["not_yes_no", "not_a_date"]
    assert [finding.severity for finding in reading.findings] == [Severity.ERROR, Severity.ERROR]


@pytest.mark.parametrize(
    ("typed", "day", "precision"), [("15/12/2026", 15, "day"), ("décembre 2026", 31, "month"), ("fin 2026", 31, "late")]
)
def test_the_day_of_an_expected_payment_may_be_a_period_whose_last_day_stands(
    typed: str, day: int, precision: str
) -> None:
    reading = read_whole(Contributions=[[*HEADERS[:2], "montant versé", "attendu le"], ["A", "commune", 5, typed]])
    row = reading.dataset.table("contributions").iloc[0]
    assert (row["expected_on"].day, row["expected_on"].month, row["expected_on_precision"]) == (day, 12, precision)
