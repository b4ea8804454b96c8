"""Findings that only the whole fund can show, each on a fund made for it."""

from __future__ import annotations

import pytest

from fund.model import Finding, WorkbookFile
from fund.open_fund import OpenFund, open_files
from fund.wording import languages
from fund.wording.findings import finding_text
from tests.shipped_funds import shipped_fund
from tests.unit.workbook.workbooks import Rows, workbook

FUND = [["code", "nom", "arrêté au"], ["demo", "Fonds d’essai", "31/12/2025"]]
PROGRAMMES = [["code", "nom", "budget"], ["eau", "Eau", 1000]]
CONTRIBUTIONS = [["collectivité", "type", "montant versé", "versé le"], ["Val-Fictif", "commune", 1000, "15/03/2025"]]


def opened(**sheets: Rows) -> OpenFund:
    """A fund of the three required sheets, each replaced or completed by `sheets`."""
    content = {"Fonds": FUND, "Programmes": PROGRAMMES, "Contributions": CONTRIBUTIONS, **sheets}
    return open_files("demo", [WorkbookFile("classeur.xlsx", workbook(content))])


def found(fund: OpenFund, code: str) -> Finding:
    matching = [finding for finding in fund.findings if finding.code == code]
    assert len(matching) == 1, [finding.code for finding in fund.findings]
    return matching[0]


def codes(fund: OpenFund) -> set[str]:
    return {finding.code for finding in fund.findings}


def test_a_sound_fund_has_no_finding() -> None:
    assert opened().findings == ()


def test_a_gift_promised_more_than_a_year_ago_is_late() -> None:
    heads = ["collectivité", "type", "annoncé le", "montant annoncé", "montant versé", "versé le"]
    # 01/12/2024 to 31/12/2025 is 395 days; 01/06/2025 to then is 213 days.
    rows = [
        ["Val-Fictif", "commune", "01/12/2024", 800, 300, "02/02/2025"],
        ["Port-Fictif", "commune", "01/06/2025", 700, None, None],
    ]
    finding = found(opened(Contributions=[heads, *rows]), "late_pledge")
    assert (finding.row, finding.column) == (2, "montant annoncé")
    assert finding.details["due_cents"] == 50_000
    assert finding.details["days_days"] == 395


def test_a_tranche_spent_beyond_its_amount_is_said_with_the_excess() -> None:
    fund = opened(
        Tranches=[["programme", "n°", "montant", "versée le"], ["eau", 1, 500, "01/04/2025"]],
        Dépenses=[["programme", "tranche", "date", "libellé", "montant"], ["eau", 1, "01/05/2025", "Pompe", 510]],
    )
    finding = found(fund, "tranche_overspent")
    assert finding.details["excess"].value == 1_000
    assert (
        finding_text(finding, "fr").what
        == "Eau, tranche\u00a01\u00a0: 510\u00a0€ dépensés sur 500\u00a0€, soit 10\u00a0€ de trop."
    )


def test_a_tranche_overspent_by_the_known_expenses_alone_is_said_at_least() -> None:
    rows = [["eau", 1, "01/05/2025", "Pompe", 510], ["eau", 1, "02/05/2025", "Cuve", None]]
    fund = opened(
        Tranches=[["programme", "n°", "montant", "versée le"], ["eau", 1, 500, "01/04/2025"]],
        Dépenses=[["programme", "tranche", "date", "libellé", "montant"], *rows],
    )
    assert finding_text(found(fund, "tranche_overspent"), "en").what.endswith(
        "at least €510 spent of €500, at least €10 too much."
    )


def test_a_purchase_above_the_threshold_without_a_tender_is_named() -> None:
    rows = [
        ["eau", "01/05/2025", "Pompe", 101, "EUR", "non"],
        ["eau", "02/05/2025", "Tuyaux", 100, "EUR", "non"],
        ["eau", "03/05/2025", "Cuve", 300, "EUR", "oui"],
    ]
    fund = opened(
        Dépenses=[["programme", "date", "libellé", "montant", "devise", "appel d'offres"], *rows],
        **{"Règles d'achat": [["programme", "seuil", "devise"], ["eau", 100, "EUR"]]},
    )
    finding = found(fund, "purchase_without_tender")
    assert (finding.row, finding.seen) == (2, "Pompe")


def test_a_purchase_in_the_thresholds_own_currency_needs_no_rate() -> None:
    fund = opened(
        Dépenses=[["programme", "date", "libellé", "montant", "devise"], ["eau", "01/05/2025", "Pompe", 50_000, "UAH"]],
        **{"Règles d'achat": [["programme", "seuil", "devise", "taux contractuel"], ["eau", 40_000, "UAH", 38.4516]]},
    )
    finding = found(fund, "purchase_without_tender")
    assert "50\u202f000\u00a0UAH" in finding_text(finding, "fr").what


def test_a_release_now_possible_is_a_note() -> None:
    tranches = [["eau", 1, 500, "01/04/2025", None], ["eau", 2, 400, None, "70 %"]]
    fund = opened(
        Tranches=[["programme", "n°", "montant", "versée le", "seuil de déblocage"], *tranches],
        Dépenses=[["programme", "tranche", "date", "libellé", "montant"], ["eau", 1, "01/05/2025", "Pompe", 350]],
    )
    assert found(fund, "release_met").details["tranche"] == 2


def test_more_allocated_than_raised_is_said_with_what_is_missing() -> None:
    fund = opened(
        Programmes=[["code", "nom", "budget"], ["eau", "Eau", 1500]],
        Frais=[["date", "libellé", "montant"], ["01/02/2025", "Banque", 20]],
    )
    # 1 000 raised − 1 500 allocated − 20 running costs = −520
    assert found(fund, "over_allocated").details["missing"].value == 52_000


def test_a_declared_figure_that_disagrees_with_its_rows_is_said_with_the_gap() -> None:
    heads = ["programme", "indicateur", "valeur", "unité", "date", "source"]
    fund = opened(**{"Chiffres déclarés": [heads, [None, "collecté", 1200, "€", "31/12/2025", "Rapport"]]})
    finding = found(fund, "declared_in_part")
    assert finding.details["gap"].value == 20_000
    assert "200\u00a0€" in finding_text(finding, "fr").what
    # Within two hundredths of it the rows are all of it: one of the two is wrong.
    near = opened(**{"Chiffres déclarés": [heads, [None, "collecté", 1010, "€", "31/12/2025", "Rapport"]]})
    assert found(near, "gap_declared_computed").details["gap"].value == 10_00
    assert near.metrics.contributions.raised.value == 1_000_00


def test_a_total_row_that_disagrees_is_said_with_its_cell() -> None:
    rows = [["Val-Fictif", "commune", 1000, "15/03/2025"], ["TOTAL", None, 990, None]]
    fund = opened(Contributions=[CONTRIBUTIONS[0], *rows])
    finding = found(fund, "gap_total_rows")
    assert "C3" in str(finding.details["place"])
    assert finding.details["gap"].value == -1_000


def test_declared_totals_that_fall_are_noted() -> None:
    heads = ["indicateur", "valeur", "unité", "environ", "date", "source"]
    rows = [
        ["collecté", 1100, "€", "oui", "été 2025", "Communiqué"],
        ["collecté", 1000, "€", "oui", "31/12/2025", "Rapport"],
    ]
    fund = opened(**{"Chiffres déclarés": [heads, *rows]})
    finding = found(fund, "declared_falls")
    assert finding.details["after"].value == 100_000
    assert finding_text(finding, "en").what.endswith("from about €1,100 to about €1,000 from one date to the next.")


@pytest.mark.parametrize("code", ["ukraine", "exemple"])
@pytest.mark.parametrize("language", languages())
def test_every_finding_of_the_shipped_funds_can_be_said(code: str, language: str) -> None:
    for finding in shipped_fund(code).findings:
        text = finding_text(finding, language)
        assert "{" not in text.title + text.what + text.todo


def test_the_invented_fund_shows_the_trouble_it_was_made_with() -> None:
    trouble = {"late_pledge", "tranche_overspent", "purchase_without_tender", "gap_declared_computed"}
    trouble |= {"expense_without_amount", "tranche_without_amount", "refund"}
    assert trouble <= codes(shipped_fund("exemple"))
