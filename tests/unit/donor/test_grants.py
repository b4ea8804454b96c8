"""What a donor publishes: a line in which nothing is supposed, valid by the official schema, else what is missing."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from itertools import pairwise

import pytest

from fund.donor.givers import givers
from fund.donor.grants import COLUMNS, Line, csv_of, lines_of
from fund.donor.ledger import ledger_of
from fund.metrics.fund import state_of
from fund.model import Moment, Precision
from tests.shipped_funds import shipped_fund
from tests.unit.datasets import Row, dataset
from tests.unit.donor.table_schema import KNOWN, SCHEMA, faults
from tests.unit.workbook.workbooks import read_whole

SIRET, HOLDER = "73282932000074", "21690123100011"
FUND: Row = {"code": "essai", "name": "Essai", "siret": HOLDER, "rna": "W123456789"}
WHOLE: Row = {
    "donor": "Saint-Exemple",
    "siren": SIRET[:9],
    "siret": SIRET,
    "committed_on": date(2024, 4, 20),
    "committed_cents": 10_000_50,
    "received_on": date(2024, 5, 30),
    "received_cents": 10_000_50,
    "decision": "2024-17",
    "purpose": "Aide d’urgence",
    "payment_terms": "Unique",
    "eu_notified": False,
}


def lines(*rows: Row, year: int = 2024, as_of: date | None = None, fund: Row = FUND) -> list[Line]:
    data = dataset(fund=[fund], contributions=list(rows), programmes=[{"code": "eau", "name": "Eau"}], as_of=as_of)
    return [line for giver in givers([ledger_of(state_of(data), "essai")]) for line in lines_of(giver, "CUF", year)]


def only(*rows: Row, as_of: date | None = None, fund: Row = FUND) -> Line:
    (line,) = lines(*rows, as_of=as_of, fund=fund)
    return line


def told(line: Line) -> dict[str, str]:
    return dict(zip(COLUMNS, line.values, strict=True))


def test_the_columns_are_those_of_the_schema_in_its_order_and_every_rule_of_it_is_checked() -> None:
    assert list(COLUMNS) == [field["name"] for field in SCHEMA["fields"]]
    assert len(COLUMNS) == 16
    assert {rule for field in SCHEMA["fields"] for rule in field.get("constraints", {})} <= KNOWN
    assert SCHEMA["version"] == "2.1.1"


def test_a_whole_grant_is_one_line_without_any_supposition() -> None:
    line = only(WHOLE)
    assert line.missing == ()
    assert line.values == (
        *("Saint-Exemple", SIRET, "2024-04-20", "2024-17", "CUF", HOLDER, "W123456789", "Aide d’urgence"),
        *("10000.50", "aide en numéraire", "unique", "2024-05-30", "", "non", "1.00", ""),
    )
    content = csv_of([line])
    assert content.decode().splitlines()[0] == ",".join(COLUMNS)
    assert faults(content) == []


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        ({"siret": None}, "donor_siret"),
        ({"committed_on": None}, "agreement_day"),
        ({"committed_cents": None}, "amount"),
        ({"committed_cents": 0}, "amount"),
        ({"purpose": None}, "purpose"),
        ({"payment_terms": None}, "terms"),
        ({"eu_notified": None}, "notified"),
        ({"received_on": None}, "payment_undated"),
        ({"received_on": None, "received_cents": None}, "payment_dates"),
        # Half is still to come, and no day of that is known.
        ({"received_cents": 5_000_00}, "payment_dates"),
        ({"received_cents": 5_000_00, "expected_on": Moment(date(2024, 12, 31), Precision.MONTH)}, "payment_month"),
        ({"received_cents": 5_000_00, "expected_on": Moment(date(2024, 12, 31), Precision.YEAR)}, "payment_month"),
        # A text that would run as a formula gets a sign more, and is too long then.
        ({"purpose": "=" * 256}, "purpose"),
    ],
)
def test_a_line_that_lacks_one_thing_is_refused_with_it(without: Row, missing: str) -> None:
    line = only({**WHOLE, **without})
    assert (line.values, line.missing) == ((), (missing,))
    assert csv_of([line]).decode().count("\n") == 1


@pytest.mark.parametrize(
    ("changed", "written"),
    [
        ({"decision": None}, ("referenceDecision", "")),
        ({"eu_notified": True}, ("notificationUE", "oui")),
        ({"payment_terms": "ÉCHELONNÉ"}, ("conditionsVersement", "échelonné")),
        (
            {"payment_terms": "à la signature,\n puis au bilan"},
            ("conditionsVersement", "à la signature, puis au bilan"),
        ),
        ({"purpose": "é" * 256}, ("objet", "é" * 256)),
        ({"purpose": "=1+1"}, ("objet", "'=1+1")),
        ({"donor": '@Ville, « "Sud" »'}, ("nomAttribuant", '\'@Ville, « "Sud" »')),
        ({"committed_cents": 5}, ("montant", "0.05")),
        # Received in one payment that is more than agreed: still that day.
        ({"committed_cents": 9_000_00}, ("datesPeriodeVersement", "2024-05-30")),
        (
            {"received_cents": 5_000_00, "payment_terms": "échelonné", "expected_on": date(2024, 12, 15)},
            ("datesPeriodeVersement", "2024-05-30/2024-12-15"),
        ),
        (
            {"received_cents": None, "received_on": None, "expected_on": date(2024, 12, 15)},
            ("datesPeriodeVersement", "2024-12-15"),
        ),
    ],
)
def test_what_a_line_says_is_in_the_schema_s_form(changed: Row, written: tuple[str, str]) -> None:
    line = only({**WHOLE, **changed})
    column, text = written
    assert (line.missing, told(line)[column]) == ((), text)
    assert faults(csv_of([line])) == []
    ((_, row),) = pairwise(csv.reader(StringIO(csv_of([line]).decode(), newline="")))
    assert row[COLUMNS.index(column)] == text


@pytest.mark.parametrize(
    ("fund", "written"),
    [
        ({"siret": None}, ("CUF", "", "W123456789")),
        ({"rna": None, "holder": "Entraide"}, ("Entraide", HOLDER, "")),
        ({"siret": None, "rna": None}, None),
    ],
)
def test_the_beneficiary_is_the_fund_s_holder_by_either_number(fund: Row, written: tuple[str, ...] | None) -> None:
    line = only(WHOLE, fund={**FUND, **fund})
    if written is None:
        assert line.missing == ("holder_number",)
    else:
        assert line.values[4:7] == written
        assert faults(csv_of([line])) == []


def test_instalments_of_one_agreement_are_one_line_over_their_days() -> None:
    half = {**WHOLE, "received_cents": 4_000_00, "payment_terms": "échelonné"}
    rest = {**half, "received_on": date(2024, 9, 2), "received_cents": 6_000_50}
    line = only(half, rest)
    assert (told(line)["montant"], told(line)["datesPeriodeVersement"]) == ("10000.50", "2024-05-30/2024-09-02")


def test_a_payment_on_a_row_of_its_own_is_of_the_only_agreement_that_still_owes_it() -> None:
    half = {**WHOLE, "received_cents": 4_000_00, "payment_terms": "échelonné"}
    rest = {"donor": "Saint-Exemple", "received_on": date(2024, 9, 2), "received_cents": 6_000_50}
    assert told(only(half, rest))["datesPeriodeVersement"] == "2024-05-30/2024-09-02"
    # For a programme, above what is owed, or with two agreements that owe: a gift of its own, without an agreement.
    for own in ({**rest, "programme": "eau"}, {**rest, "received_cents": 6_000_51}):
        assert [line.missing[:1] for line in lines(half, own)] == [("payment_dates",), ("agreement_day",)]
    other = {**half, "committed_on": date(2024, 4, 21), "committed_cents": 20_000_00}
    assert [line.missing for line in lines(half, other, rest)][2][0] == "agreement_day"


def test_a_repayment_and_a_promise_are_no_grants_and_a_vote_without_agreement_is_refused() -> None:
    assert lines({"donor": "A", "received_on": date(2024, 1, 5), "received_cents": -5}) == []
    assert lines({"donor": "A", "pledged_on": date(2024, 1, 5), "pledged_cents": 5_00}) == []
    voted = only(
        {
            **WHOLE,
            "committed_on": None,
            "committed_cents": None,
            "received_on": None,
            "received_cents": None,
            "decided_on": date(2024, 3, 1),
        }
    )
    assert voted.missing == ("agreement_day", "amount", "payment_dates")


def test_an_agreement_after_the_closing_day_is_not_published_yet() -> None:
    assert only(WHOLE, as_of=date(2024, 4, 19)).missing[0] == "later"
    assert only({**WHOLE, "received_on": date(2024, 4, 20)}, as_of=date(2024, 4, 20)).missing == ()


def test_a_line_is_of_the_year_of_its_agreement_and_of_every_year_where_no_day_is_known() -> None:
    assert (len(lines(WHOLE, year=2024)), len(lines(WHOLE, year=2025))) == (1, 0)
    undated = {**WHOLE, "committed_on": None, "received_on": None}
    assert [line.missing for year in (2023, 2024) for line in lines(undated, year=year)] == [
        ("agreement_day", "payment_undated")
    ] * 2


def test_the_siret_of_another_row_of_the_donor_serves_unless_it_has_two() -> None:
    other = {**WHOLE, "committed_on": date(2024, 6, 3), "siret": None}
    assert [line.missing for line in lines(WHOLE, other)] == [(), ()]
    third = {**WHOLE, "committed_on": date(2024, 7, 1), "siret": "73282932000082"}
    assert [line.missing for line in lines(WHOLE, other, third)] == [(), ("donor_siret",), ()]


def test_an_amount_in_another_currency_is_published_in_euros_or_not_at_all() -> None:
    heads = ["collectivité", "conventionné le", "montant conventionné", "versé le", "montant versé", "devise", "taux"]
    day = date(2024, 5, 3)
    reading = read_whole(
        Contributions=[heads, ["A", day, 100, day, 100, "CHF", 0.95], ["B", day, 100, day, 100, "CHF", None]]
    )
    ledger = ledger_of(state_of(reading.dataset), "essai")
    found = [line for giver in givers([ledger]) for line in lines_of(giver, "CUF", 2024)]
    # 100 ÷ 0,95 = 105,263…
    assert [line.grant.rows[0].euros["committed"] for line in found] == [105_26, None]
    assert ["amount" in line.missing for line in found] == [False, True]


def test_the_invented_fund_s_lines_are_valid_and_those_that_lack_something_say_what() -> None:
    ledger = ledger_of(shipped_fund("exemple"), "exemple")
    found = [line for giver in givers([ledger]) for year in (2025, 2026) for line in lines_of(giver, "CUF", year)]
    content = csv_of(found)
    assert faults(content) == []
    # By hand from `data/example_declarations.py`: ten gifts tell all.
    written = [(row[0], row[2], row[8], row[11]) for row in csv.reader(StringIO(content.decode(), newline=""))][1:]
    assert sorted(written) == [
        ("Castelvire", "2025-04-21", "40000.00", "2025-05-04"),
        ("Castelvire", "2026-03-18", "25000.00", "2026-04-01"),
        ("Conseil départemental de l’Ondre-Maritime", "2026-05-03", "30000.00", "2026-06-03/2026-12-15"),
        ("Grandelande-Océan", "2025-05-14", "12000.00", "2025-06-15"),
        ("Grandelande-Océan", "2026-05-29", "6000.00", "2026-11-15"),
        ("Neuvermont Métropole", "2025-05-13", "45000.00", "2025-05-29"),
        ("Neuvermont Métropole", "2026-04-21", "20000.00", "2026-05-04"),
        ("Port-Sorelin", "2025-05-19", "18000.00", "2025-06-03"),
        ("Région Ponant-Verdaine", "2025-05-07", "60000.00", "2025-05-24"),
        ("Région Ponant-Verdaine", "2025-12-14", "60000.00", "2026-01-10"),
    ]
    lacking = {(line.grant.rows[0].file, line.grant.rows[0].row): line.missing for line in found if line.missing}
    alone = sorted(missing for missing in lacking.values() if len(missing) == 1)
    # Neuvermont twice, Métropole de Castelvire-Littoral, Belleforge-sur-Tisse, Marsanvilliers.
    assert alone == [("donor_siret",), ("donor_siret",), ("notified",), ("payment_month",), ("purpose",)]


def test_the_ukraine_fund_has_no_line_and_says_for_each_gift_what_is_missing() -> None:
    ledger = ledger_of(shipped_fund("ukraine"), "ukraine")
    found = [line for giver in givers([ledger]) for line in lines_of(giver, "CUF", 2023)]
    assert [line for line in found if not line.missing] == []
