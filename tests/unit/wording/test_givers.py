"""How many donors, in words: who paid, who only promised, of whom nothing is known. Each fund is told by its rows."""

from __future__ import annotations

from datetime import date

import pytest

from fund.metric import DonorCounts
from fund.metrics.fund import fund_metrics
from fund.wording import Language
from fund.wording.givers import donors_apart, donors_briefly, every_donor, payers, standings, thanked
from tests.unit.datasets import Row, dataset

DAY = date(2024, 5, 1)
PAID: Row = {"received_cents": 10_00}
PROMISED: Row = {"pledged_cents": 10_00}
NETWORK: Row = {"donor_type": "network"}


def counts(*rows: Row, declared: int | None = None) -> DonorCounts:
    named = [{"donor": f"Ville {number}", **row} for number, row in enumerate(rows)]
    figures = [{"indicator": "donors", "value": declared, "unit": "count", "date": DAY}] if declared else []
    return fund_metrics(dataset(contributions=named, declared=figures)).contributions


UNTOLD = "montant non communiqué pour\u00a01"
ONLY_PROMISED = "1\u00a0collectivité s’est engagée, sans versement à ce jour"
TWO_OTHERS = "2\u00a0autres contributeurs"
OF_72 = "72\u00a0collectivités, dont\u00a01\u00a0nommée"


@pytest.mark.parametrize(
    ("rows", "french", "english"),
    [
        ([PAID], "1\u00a0collectivité a versé", "1\u00a0local authority paid"),
        ([PAID] * 3, "3\u00a0collectivités ont versé", "3\u00a0local authorities paid"),
        (
            [PAID, PAID, PAID | NETWORK],
            "2\u00a0collectivités et Ville 2 ont versé",
            "2\u00a0local authorities and Ville 2 paid",
        ),
        (
            [PAID, PROMISED, PROMISED],
            "1\u00a0collectivité a versé\u00a0; 2\u00a0collectivités se sont engagées, sans versement à ce jour",
            "1\u00a0local authority paid; 2\u00a0local authorities pledged, nothing paid so far",
        ),
        # A day without an amount tells a payment, or a promise.
        ([PAID, {"received_on": DAY}], f"2\u00a0collectivités ont versé\u00a0; {UNTOLD}", None),
        (
            [PAID, {"decided_on": DAY}],
            f"1\u00a0collectivité a versé\u00a0; {ONLY_PROMISED}\u00a0; montant non",
            None,
        ),
        # Of the second one nothing is known: it may have paid.
        ([PAID, {}], "au moins 1\u00a0collectivité a versé\u00a0; montant non communiqué pour\u00a01", None),
        # Nothing tells what this fund received.
        ([PROMISED], "1\u00a0collectivité s’est engagée", "1\u00a0local authority pledged"),
        ([{}, {}, NETWORK], "2\u00a0collectivités donatrices et Ville 2, montants non communiqués", None),
        ([{}, NETWORK, NETWORK], f"1\u00a0collectivité donatrice et {TWO_OTHERS}, montants non communiqués", None),
        # What was given back is not given; a zero that was typed is no gift.
        (
            [PAID, {"received_cents": 0, "pledged_cents": 5_00}],
            "1\u00a0collectivité a versé\u00a0; 1\u00a0collectivité s’est",
            None,
        ),
        ([], "", ""),
    ],
)
def test_those_that_paid_are_told_from_those_that_promised(rows: list[Row], french: str, english: str | None) -> None:
    said = donors_apart(counts(*rows), Language("fr"))
    assert said.startswith(french)
    assert bool(said) == bool(french)
    if english is not None:
        assert donors_apart(counts(*rows), Language("en")) == english


def test_those_that_only_promised_are_no_payers() -> None:
    found = counts(PAID, PROMISED, {})
    assert payers(found, Language("fr")) == "au moins 1\u00a0collectivité"
    assert payers(counts(PROMISED), Language("fr")) == ""
    assert every_donor(found, Language("fr")) == "3\u00a0collectivités"
    assert (
        standings(found, Language("fr"))
        == "au moins 1\u00a0a versé, au moins 1\u00a0s’est engagée, montant non communiqué pour\u00a01"
    )


def test_donors_declared_are_told_with_those_that_are_named() -> None:
    found = counts(PROMISED, declared=72)
    assert every_donor(found, Language("fr")) == "72\u00a0collectivités, dont\u00a01\u00a0nommée"
    assert donors_apart(found, Language("fr")) == f"{OF_72}\u00a0; 1\u00a0collectivité s’est engagée"
    assert donors_apart(found, Language("en")) == (
        "72\u00a0local authorities, 1\u00a0of them named; 1\u00a0local authority pledged"
    )


def test_of_donors_declared_those_that_are_named_did_not_pay_all() -> None:
    found = counts(PAID, declared=72)
    for said in (donors_apart, donors_briefly):
        assert said(found, Language("fr")) == f"{OF_72}\u00a0; 1\u00a0collectivité a versé"
    assert (payers(found, Language("fr")), thanked(found, Language("fr"))) == ("", OF_72)


def test_a_donor_that_took_all_of_its_money_back_has_not_paid() -> None:
    rows = [{"donor": "A", "received_cents": cents} for cents in (5_00, -5_00)]
    found = fund_metrics(dataset(contributions=[*rows, {"donor": "B", "received_cents": 1_00}])).contributions
    assert (found.donors.value, found.donors_paid.value) == (2, 1)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([PAID, PROMISED, NETWORK | PAID], "1\u00a0collectivité et Ville 2, 1\u00a0s’est engagée"),
        ([PAID], "1\u00a0collectivité"),
        # Nobody is said to have paid where no payment is known.
        ([PROMISED, NETWORK], "1\u00a0collectivité et Ville 1"),
    ],
)
def test_thanks_name_those_that_promised_apart(rows: list[Row], said: str) -> None:
    assert thanked(counts(*rows), Language("fr")) == said


CGLU: Row = {"donor": "Cités et Gouvernements Locaux Unis (CGLU)", "donor_type": "network"}


@pytest.mark.parametrize(
    ("rows", "everyone", "paid"),
    [
        # One that is no authority is named, by its initials where its name gives them.
        ([PAID, PAID, CGLU | PAID], "2\u00a0collectivités et CGLU", "2\u00a0collectivités et CGLU"),
        ([PAID, {"donor": "Lions", **NETWORK}], "1\u00a0collectivité et Lions", "1\u00a0collectivité"),
        # Of two that are none, the one that paid is named among the payers.
        (
            [PAID, CGLU | PAID, NETWORK | PROMISED],
            f"1\u00a0collectivité et {TWO_OTHERS}",
            "1\u00a0collectivité et CGLU",
        ),
        # One without a name is counted.
        ([PAID, PAID, {"donor": None, **NETWORK}], "2\u00a0collectivités", "2\u00a0collectivités"),
        ([CGLU], "CGLU", ""),
    ],
)
def test_one_contributor_that_is_no_authority_is_named(rows: list[Row], everyone: str, paid: str) -> None:
    found = counts(*rows)
    assert every_donor(found, Language("fr")) == everyone
    assert payers(found, Language("fr")) == paid


def test_a_name_beside_authorities_of_which_some_are_named_is_none_of_those() -> None:
    assert every_donor(counts(PAID, CGLU, declared=22), Language("fr")) == (
        "22\u00a0collectivités, dont\u00a01\u00a0nommée, et CGLU"
    )
    assert every_donor(counts(PAID, CGLU, declared=22), Language("en")) == (
        "22\u00a0local authorities, 1\u00a0of them named, and CGLU"
    )
