"""A donor's year over several funds: equal to a count by hand, to the cent, and what can't be counted is said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.donor.givers import Giver, giver_of, givers
from fund.donor.ledger import FundLedger, ledger_of
from fund.donor.sharing import shared_out, sharing_rule
from fund.donor.year import DonorYear, donor_year, years_of
from fund.donor.year_tables import rule_sentences, to_copy, year_tables
from fund.metrics.fund import state_of
from fund.wording import Language, languages
from tests.shipped_funds import shipped_fund
from tests.unit.datasets import Row, dataset
from tests.unit.workbook.workbooks import read_whole

SIREN, OTHER = "732829320", "216901231"
EAU: Row = {"code": "eau", "name": "Eau", "country": "Ukraine", "country_code": "UA", "sector": "14030"}
BOIS: Row = {"code": "bois", "name": "Bois", "country": "Moldavie"}


def ledger(*gifts: Row, code: str = "a", as_of: date | None = None, **tables: list[Row]) -> FundLedger:
    data = dataset(as_of=as_of, contributions=list(gifts), **{"programmes": [EAU, BOIS], **tables})
    return ledger_of(state_of(data), code)


def paid(donor: str, cents: int | None, day: date | None = date(2024, 3, 5), **more: object) -> Row:
    return {"donor": donor, "received_cents": cents, "received_on": day, **more}


def transferred(eau: int | None, bois: int | None) -> dict[str, list[Row]]:
    amounts = (("eau", eau), ("bois", bois))
    return {
        "tranches": [{"programme": p, "number": 1, "amount_cents": c, "paid_on": date(2024, 1, 5)} for p, c in amounts]
    }


def named(*ledgers: FundLedger, label: str = "A", fund: str = "a") -> Giver:
    found = giver_of(givers(ledgers), fund, label)
    assert found is not None
    return found


def year(*ledgers: FundLedger, label: str = "A", of: int = 2024) -> DonorYear:
    return donor_year(named(*ledgers, label=label), of)


def counted(found: DonorYear) -> list[tuple[str, str, int, str]]:
    """Each line: the fund's code, the programme's, cents, kind."""
    return [
        (line.ledger.code, "" if line.programme is None else line.programme.code, line.cents, line.kind)
        for line in found.lines
    ]


def test_the_invented_fund_s_years_are_those_counted_by_hand() -> None:
    """Added up from the cells of contributions.xlsx by day and amount received, without the product."""
    every = givers([ledger_of(shipped_fund("exemple"), "exemple")])
    years = {of: [donor_year(giver, of) for giver in every] for of in (2024, 2025, 2026, 2027)}
    assert {of: sum(each.total_cents for each in all_of) for of, all_of in years.items()} == {
        2024: 0,
        2025: 699_800_00,
        2026: 282_800_00,
        2027: 0,
    }
    assert {of: sum(len(each.payments) for each in years[of]) for of in (2025, 2026)} == {2025: 38, 2026: 17}
    of_donor = {(of, each.giver.name): each.total_cents for of, all_of in years.items() for each in all_of}
    assert of_donor[2025, "Castelvire"] == 40_000_00
    assert of_donor[2026, "Castelvire"] == 25_000_00
    assert of_donor[2025, "Sauvemarche-sur-Ondre"] == 22_500_00
    assert of_donor[2026, "Belleforge-sur-Tisse"] == 5_000_00
    assert of_donor[2025, "Vieux-Charmelle"] == 0
    tied = {2025: {"eau": 159_000_00, "ecoles": 67_000_00, "metiers": 24_000_00}}
    tied[2026] = {"eau": 119_000_00, "ecoles": 55_000_00, "metiers": 45_000_00}
    for of, by_programme in tied.items():
        lines = [line for each in years[of] for line in counted(each)]
        for code, cents in by_programme.items():
            assert sum(line[2] for line in lines if line[1] == code and line[3] == "earmarked") == cents
        assert sum(line[2] for line in lines) == sum(each.total_cents for each in years[of])


def test_a_pooled_gift_is_shared_by_what_partners_were_paid_to_the_cent() -> None:
    castelvire = named(ledger_of(shipped_fund("exemple"), "exemple"), label="Castelvire", fund="exemple")
    # Paid to partners by 30 September 2026: 240 000 for eau, 260 000 for ecoles, 70 000 for metiers: 570 000 in all.
    # 40 000 × 24 ÷ 57 = 16 842,105…; × 26 ÷ 57 = 18 245,614…; × 7 ÷ 57 = 4 912,280…; a cent is left for .614.
    assert counted(donor_year(castelvire, 2025)) == [
        ("exemple", "eau", 16_842_11, "notional"),
        ("exemple", "ecoles", 18_245_61, "notional"),
        ("exemple", "metiers", 4_912_28, "notional"),
    ]
    assert counted(donor_year(castelvire, 2026)) == [("exemple", "metiers", 25_000_00, "earmarked")]
    assert years_of(castelvire) == (2026, 2025)


def test_one_donor_in_two_funds_is_one_by_its_siren_whatever_its_names() -> None:
    one = ledger(paid("A", 100_01, siren=SIREN), **transferred(1_00, None))
    two = ledger(paid("Ville de A", 50_00, siren=SIREN), paid("A", 7_00, siren=OTHER), code="b", **transferred(1, 1))
    found = year(one, two)
    assert [(each.ledger.code, each.cents) for each in found.payments] == [("a", 100_01), ("b", 50_00)]
    assert found.giver.doubtful == ()
    # In the first fund nothing is known of what was paid for the second programme, nor any budget.
    shares = [("b", "eau", 25_00, "notional"), ("b", "bois", 25_00, "notional")]
    assert counted(found) == [("a", "", 100_01, "unshared"), *shares]


@pytest.mark.parametrize(
    ("there", "together"),
    [
        ({}, True),
        ({"siren": SIREN}, True),
        ({"department": "72"}, True),
        ({"department": "53"}, False),
        ({"siren": SIREN, "department": "53"}, False),
    ],
)
def test_without_a_siren_a_name_is_one_donor_unless_departements_tell_two(there: Row, together: bool) -> None:
    found = year(ledger(paid("A", 1_00, department="72")), ledger(paid("à", 2_00, **there), code="b"))
    assert found.total_cents == (3_00 if together else 1_00)


def test_two_donors_of_one_name_are_kept_apart_and_what_may_be_either_is_said_not_counted() -> None:
    one = ledger(paid("A (93)", 1_00, department="93"), paid("A (974)", 2_00, department="974"))
    two = ledger(paid("A", 4_00), code="b")
    found = year(one, two, label="A (93)")
    assert (found.giver.name, found.total_cents) == ("A", 1_00)
    assert [(each.ledger.code, each.donor.label) for each in found.giver.doubtful] == [("b", "A")]
    # And the other way round: of the one told least nothing is added.
    bare = donor_year(named(one, two, fund="b"), 2024)
    assert (bare.total_cents, len(bare.giver.doubtful)) == (4_00, 2)


def test_a_repayment_lowers_the_year_it_is_of_and_its_parts() -> None:
    found = year(ledger(paid("A", 100_00), paid("A", -30_01, date(2024, 9, 1)), **transferred(1, 2)))
    assert (found.total_cents, [cents for _, _, cents, _ in counted(found)]) == (69_99, [23_33, 46_66])
    back = year(ledger(paid("A", -1, date(2024, 9, 1)), **transferred(1, 2)))
    assert counted(back) == [("a", "bois", -1, "notional")]


def test_instalments_count_each_in_its_own_year() -> None:
    promise = {"committed_cents": 100_00, "committed_on": date(2023, 12, 20)}
    both = ledger(paid("A", 40_00, date(2023, 12, 31), **promise), paid("A", 60_00, date(2024, 1, 1), **promise))
    assert [year(both, of=of).total_cents for of in (2022, 2023, 2024, 2025)] == [0, 40_00, 60_00, 0]


def reasons(found: DonorYear) -> list[tuple[str, date | None, int | None]]:
    return [(each.reason, each.day, each.cents) for each in found.not_counted]


def test_a_payment_without_a_day_is_in_no_year_and_said_in_each() -> None:
    undated = ledger(paid("A", 5_00, None, committed_on=date(2024, 2, 1), committed_cents=5_00))
    for of in (2023, 2024):
        assert (year(undated, of=of).total_cents, reasons(year(undated, of=of))) == (0, [("undated", None, 5_00)])


def test_what_has_a_day_and_no_amount_is_said_and_nothing_is_made_of_it() -> None:
    found = year(ledger(paid("A", None)))
    assert (found.payments, reasons(found)) == ((), [("unknown", date(2024, 3, 5), None)])


def test_what_is_after_the_closing_day_is_said_with_its_euros_and_not_counted() -> None:
    found = year(ledger(paid("A", 1_00), paid("A", 2_00, date(2024, 7, 1)), as_of=date(2024, 6, 30)))
    assert (found.total_cents, reasons(found)) == (1_00, [("later", date(2024, 7, 1), 2_00)])


@pytest.mark.parametrize("stage", ["pledged", "committed"])
def test_a_promise_is_said_in_its_year_only(stage: str) -> None:
    promise = ledger({"donor": "A", f"{stage}_cents": 9_00, f"{stage}_on": date(2024, 2, 1)})
    assert reasons(year(promise)) == [("promised", date(2024, 2, 1), 9_00)]
    assert (year(promise).total_cents, reasons(year(promise, of=2025))) == (0, [])


def test_what_is_only_considered_is_no_gift_and_has_no_year() -> None:
    thought: Row = {"donor": "A", "state": "considered", "pledged_cents": 9_00, "pledged_on": date(2024, 2, 1)}
    giver = named(ledger(thought))
    assert (years_of(giver), reasons(donor_year(giver, 2024))) == ((), [])
    # Once anything of it was signed or paid it is none.
    assert year(ledger({**thought, **paid("A", 4_00)})).total_cents == 4_00


def test_another_currency_counts_in_the_euros_it_made_or_not_at_all() -> None:
    heads, day = ["collectivité", "versé le", "montant versé", "devise", "taux"], date(2024, 3, 5)
    reading = read_whole(Contributions=[heads, ["A", day, 100, "CHF", 0.95], ["A", day, 50, "CHF", None]])
    found = year(ledger_of(state_of(reading.dataset), "a"))
    # 100 ÷ 0,95 = 105,263…
    assert (found.total_cents, reasons(found)) == (105_26, [("no_rate", day, None)])
    payments, *_ = year_tables([found], [[]], languages()[0])
    assert payments.rows[0][-1] == "100 CHF convertis".replace(" ", "\u00a0", 1)


@pytest.mark.parametrize(
    ("tables", "by"),
    [
        (transferred(60_00, 40_00), "transferred"),
        (transferred(0, 40_00), "transferred"),
        (transferred(60_00, None), ""),
        ({"programmes": [{**EAU, "budget_cents": 5}, {**BOIS, "budget_cents": 0}]}, "allocated"),
        ({"programmes": [{**EAU, "budget_cents": 5}, BOIS]}, ""),
        ({"programmes": []}, ""),
        # What is known about is no amount to the cent.
        (
            {
                "programmes": [EAU],
                "declared": [{"programme": "eau", "indicator": "transferred", "value": 4, "approximate": "about"}],
            },
            "",
        ),
    ],
)
def test_a_pot_is_shared_by_transfers_else_budgets_where_all_are_known(tables: dict[str, list[Row]], by: str) -> None:
    found = year(ledger(paid("A", 10_00), **tables))
    assert [rule.by for _, rule in found.rules] == [by]
    assert sum(line.cents for line in found.lines) == 10_00
    assert len(list(rule_sentences(found, languages()[0]))) == 1


def test_money_for_a_programme_is_not_shared_and_needs_no_rule() -> None:
    found = year(ledger(paid("A", 10_00, programme="bois"), paid("A", 3, programme="inconnu")))
    assert counted(found) == [("a", "bois", 10_00, "earmarked"), ("a", "", 3, "earmarked")]
    assert found.rules == ()


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**12), min_size=1, max_size=9))
def test_parts_add_up_and_are_within_a_cent_of_their_share(cents: int, weights: list[int]) -> None:
    if not sum(weights):
        weights[0] = 1
    parts = shared_out(cents, weights)
    assert sum(parts) == cents
    whole, pairs = sum(weights), zip(parts, weights, strict=True)
    assert all(abs(part * whole - cents * weight) < whole for part, weight in pairs)


def test_no_amount_known_is_no_rule_and_names_the_programmes() -> None:
    rule = sharing_rule(ledger(**transferred(5, None)).programmes)
    assert (rule.by, rule.weights, rule.unknown) == ("", (), ("Eau", "Bois"))


@pytest.mark.parametrize(("language", "amount"), [*zip(languages(), ("1234567,89", "1234567.89"), strict=True)])
def test_what_is_copied_has_plain_numbers_and_no_formula(language: Language, amount: str) -> None:
    found = year(ledger(paid("A", 1_234_567_89), programmes=[{**EAU, "name": "=1+1\tx", "budget_cents": 5}]))
    tables = {table.code: table for table in year_tables([found], [[]], language)}
    head, line = to_copy(tables["lines"], language).split("\n")
    assert len(head.split("\t")) == len(line.split("\t")) == 9
    assert line.split("\t")[2:7] == ["'=1+1 x", "Ukraine", "UA", "14030", amount]
