"""Who is one donor and who are two, by SIREN, département and name; what is said of it."""

from __future__ import annotations

from fund.model import Reading, Severity
from tests.unit.workbook.workbooks import found, read_whole

HEADERS = ["collectivité", "type", "SIREN", "département", "versé le", "montant versé"]
DENIS_93, DENIS_974, LYON_SIRET = "219300662", "219740115", "21690123100011"


def gifts(*rows: list[object]) -> Reading:
    return read_whole(Contributions=[HEADERS, *([*row, f"0{n}/02/2024", 100 * n] for n, row in enumerate(rows, 1))])


def names(reading: Reading) -> list[str]:
    return reading.dataset.table("contributions")["donor"].tolist()


def test_two_communes_of_one_name_and_two_siren_are_two_donors() -> None:
    reading = gifts(["Saint-Denis", "commune", DENIS_93, "93"], ["SAINT DENIS", "commune", DENIS_974, "974"])
    assert names(reading) == ["Saint-Denis (93)", "SAINT DENIS (974)"]
    assert [(finding.severity, finding.row) for finding in found(reading, "donor_namesakes")] == [
        (Severity.NOTE, 2),
        (Severity.NOTE, 3),
    ]


def test_two_departments_are_enough_and_without_any_the_siren_is_in_the_label() -> None:
    assert names(gifts(["Saint-Denis", "commune", None, "93"], ["Saint-Denis", "commune", None, "974"])) == [
        "Saint-Denis (93)",
        "Saint-Denis (974)",
    ]
    assert names(gifts(["Saint-Denis", "commune", DENIS_93, None], ["Saint-Denis", "commune", DENIS_974, None])) == [
        f"Saint-Denis (SIREN {DENIS_93})",
        f"Saint-Denis (SIREN {DENIS_974})",
    ]


def test_a_row_that_tells_neither_joins_the_only_donor_of_its_name() -> None:
    reading = gifts(
        ["Brest", "commune", None, None], ["Brest", "commune", "212900195", "29"], ["brest", "commune", None, "29"]
    )
    assert names(reading) == ["Brest", "Brest", "brest"]
    assert reading.findings == ()


def test_a_row_that_may_be_of_two_donors_is_one_more_and_is_said() -> None:
    reading = gifts(
        ["Saint-Denis", "commune", DENIS_93, "93"],
        ["Saint-Denis", "commune", DENIS_974, "974"],
        ["Saint-Denis", "commune", None, None],
    )
    assert names(reading) == ["Saint-Denis (93)", "Saint-Denis (974)", "Saint-Denis"]
    (finding,) = found(reading, "donor_of_several")
    assert (finding.row, finding.cell, finding.details["donors"]) == (4, "A4", "Saint-Denis (93) ; Saint-Denis (974)")


def test_one_siren_under_two_names_is_one_donor_and_names_the_rows() -> None:
    reading = gifts(
        ["Brest", "commune", "212900195", None],
        ["Ville de Brest", "commune", "212 900 195", None],
        ["VILLE DE BREST", "commune", "212900195", "29"],
    )
    assert names(reading) == ["Brest", "Brest", "Brest"]
    (finding,) = found(reading, "siren_of_two_names")
    assert (finding.severity, finding.row, finding.seen) == (Severity.WARNING, 3, "Ville de Brest")
    assert (finding.details["other_row"], finding.details["rows"]) == (2, "3, 4")


def test_a_siret_gives_its_siren_and_one_that_excel_spoilt_is_said_by_its_own_name() -> None:
    reading = gifts(
        ["Lyon", "commune", LYON_SIRET, None],
        ["Lyon", "commune", "216901231", None],
        ["Nantes", "commune", "2,4E+13", None],
        ["Tours", "commune", 21370000000000, None],
        ["Évry", "commune", "219300663", None],
    )
    assert reading.dataset.table("contributions")["siren"].tolist()[:2] == ["216901231"] * 2
    assert [finding.cell for finding in found(reading, "siret_ruined")] == ["C4", "C5"]
    assert [finding.cell for finding in found(reading, "siren_invalid")] == ["C6"]


def test_a_wrong_siren_makes_no_second_donor() -> None:
    assert names(gifts(["Évry", "commune", "219300663", None], ["Évry", "commune", DENIS_93, None])) == ["Évry", "Évry"]


def test_one_name_with_two_types_is_said_unless_they_are_two_donors() -> None:
    reading = gifts(["Rennes", "commune", None, None], ["Rennes", "intercommunalité", None, None])
    (finding,) = found(reading, "donor_of_two_types")
    assert (finding.cell, finding.details["other_row"]) == ("B3", 2)
    two = gifts(["Rennes", "commune", DENIS_93, None], ["Rennes", "intercommunalité", DENIS_974, None])
    assert not found(two, "donor_of_two_types")
