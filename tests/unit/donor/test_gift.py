"""One donor's gift: what belongs to it, its share of the pot, and what it is in each programme."""

from datetime import date

import pytest

from fund.donor.gift import Gift, gift_of
from fund.metric import Basis
from fund.metrics.fund import state_of
from fund.model import Dataset
from fund.period import of_year
from tests.unit.datasets import Row, dataset

AS_OF = date(2024, 12, 31)
EAU: Row = {"code": "eau", "name": "Eau", "budget_cents": 20_000_00}
BOIS: Row = {"code": "bois", "name": "Bois", "budget_cents": 5_000_00}


def fund(*contributions: Row, **tables: list[Row]) -> Dataset:
    return dataset(as_of=AS_OF, contributions=list(contributions), **{"programmes": [EAU, BOIS], **tables})


def given(data: Dataset, donor: str = "A") -> Gift:
    gift = gift_of(state_of(data), donor)
    assert gift is not None
    return gift


def received(donor: str, cents: int | None, **others: object) -> Row:
    return {"donor": donor, "received_cents": cents, **others}


@pytest.mark.parametrize("asked", ["Aÿ-Champagne", "AY CHAMPAGNE", "ay-champagne", "Aÿ‑Champagne "])
def test_a_donor_is_found_however_its_name_is_typed(asked: str) -> None:
    assert given(fund(received("Aÿ-Champagne", 1)), asked).donor == "Aÿ-Champagne"


@pytest.mark.parametrize("asked", ["", "B", "A B", "%", "<b>"])
def test_a_name_that_gave_nothing_has_no_gift(asked: str) -> None:
    data = fund(received("A", 1), {"received_cents": 5})
    assert gift_of(state_of(data), asked) is None


def test_a_gift_is_every_row_of_the_donor_and_no_other() -> None:
    data = fund(
        received("A", 100_00, committed_cents=150_00, pledged_cents=150_00, donor_type="municipality", siren="217"),
        received("B", 999_00),
        received("a", 50_00, pledged_cents=60_00, department="51"),
    )
    gift = given(data)
    # 100 + 50; 150; 150 + 60; (150 − 100) + (60 − 50)
    assert [m.value for m in (gift.received, gift.committed, gift.pledged, gift.outstanding)] == [
        *(150_00, 150_00, 210_00, 60_00)
    ]
    assert (gift.donor, gift.donor_type, gift.siren, gift.department) == ("A", "municipality", "217", "51")
    assert gift.received.cells[0].positions.tolist() == [0, 2]


def test_the_share_is_what_was_received_out_of_what_the_fund_raised() -> None:
    share = given(fund(received("A", 250_00), received("B", 750_00))).share
    # 250 ÷ (250 + 750)
    assert share.metric.value == 0.25
    assert share.metric.numerator is not None
    assert share.metric.denominator is not None
    assert (share.metric.numerator.value, share.metric.denominator.value) == (250_00, 1_000_00)


def test_a_fund_known_in_part_gives_no_share_but_the_most_it_can_be() -> None:
    share = given(fund(received("A", 250_00), received("B", 750_00), {"donor": "C"})).share
    assert (share.metric.value, share.metric.reason, share.at_most) == (None, "partial_denominator", 0.25)


def test_a_gift_known_in_part_has_a_share_that_is_a_minimum() -> None:
    data = fund(received("A", 250_00), received("A", None, pledged_cents=1, received_on=AS_OF), received("B", 750_00))
    share = given(data).share
    # The fund's own total is not known either: neither a minimum nor a maximum can be told.
    assert (share.metric.value, share.at_most) == (None, None)


def test_an_amount_that_is_not_communicated_leaves_everything_unknown_and_says_why() -> None:
    declared = {"indicator": "raised", "value": 395_000, "unit": "EUR", "date": AS_OF, "approximate": "about"}
    gift = given(fund({"donor": "A"}, {"donor": "B"}, declared=[declared]))
    assert (gift.received.value, gift.received.reason) == (None, "not_communicated")
    assert (gift.share.metric.value, gift.share.metric.reason, gift.share.at_most) == (None, "numerator_unknown", None)
    assert [each.notional.metric.value for each in gift.programmes if each.notional] == [None, None]
    assert not any(row.has_amount for row in gift.contributions)


def test_the_notional_part_of_a_programme_is_the_share_of_its_spending() -> None:
    data = fund(
        received("A", 100_00),
        received("B", 200_00),
        expenses=[{"programme": "eau", "amount_cents": 200_00}, {"programme": "bois", "amount_cents": 0}],
    )
    eau, bois = given(data).programmes
    assert eau.notional is not None
    assert bois.notional is not None
    # 100 ÷ 300 × 200 = 66.666…
    assert (eau.notional.metric.value, eau.notional.metric.basis) == (66_67, Basis.DERIVED)
    assert [term.value for term in eau.notional.metric.terms] == [100_00, 300_00, 200_00]
    assert bois.notional.metric.value == 0


def test_notional_parts_of_all_donors_add_up_to_what_was_spent() -> None:
    cents = {"A": 123_45, "B": 1_000_000_000_00, "C": 77}
    data = fund(*(received(*each) for each in cents.items()), expenses=[{"programme": "eau", "amount_cents": 9_999_99}])
    parts = [given(data, donor).programmes[0].notional for donor in cents]
    # Each part is rounded to the cent, so three of them are at most two cents off.
    assert abs(sum(int(part.metric.value or 0) for part in parts if part) - 9_999_99) <= 2


def test_a_gift_tied_to_a_programme_is_that_programme_s_and_has_no_notional_part() -> None:
    data = fund(
        received("A", 1_000_00, programme="bois", received_on=date(2024, 3, 1)),
        received("B", 500_00),
        expenses=[{"programme": "bois", "amount_cents": 10_00}],
    )
    gift = given(data)
    (bois,) = gift.programmes
    assert gift.tied
    assert bois.notional is None
    assert bois.programme.code == "bois"
    assert bois.tied is not None
    assert bois.tied_share is not None
    # 1 000 ÷ 5 000
    assert (bois.tied.value, bois.tied_share.metric.value) == (1_000_00, 0.2)


def test_a_gift_in_two_parts_counts_its_pooled_part_only_as_notional() -> None:
    data = fund(
        received("A", 100_00),
        received("A", 300_00, programme="bois"),
        received("B", 600_00),
        expenses=[{"programme": "eau", "amount_cents": 50_00}],
    )
    gift = given(data)
    # 100 ÷ (100 + 300 + 600), and that × 50; the tied programme comes first.
    assert gift.share.metric.value == 0.1
    assert [each.programme.code for each in gift.programmes] == ["bois", "eau"]
    notional = gift.programmes[1].notional
    assert notional is not None
    assert notional.metric.value == 5_00


def test_milestones_are_those_since_the_first_payment_and_of_its_programmes() -> None:
    events: list[Row] = [
        {"programme": "bois", "date": date(2024, 2, 1), "title": "avant"},
        {"programme": "bois", "date": date(2024, 3, 1), "title": "le jour même"},
        {"programme": "eau", "date": date(2024, 4, 1), "title": "d’un autre"},
        {"date": date(2024, 5, 1), "title": "du fonds"},
    ]
    tied = {"programme": "bois"}
    data = fund(
        received("A", 5_00, received_on=date(2024, 6, 1), **tied),
        received("A", 5_00, received_on=date(2024, 3, 1), **tied),
        received("A", 0, received_on=date(2023, 1, 1), **tied),
        milestones=events,
    )
    gift = given(data)
    assert gift.first_received == date(2024, 3, 1)
    assert gift.milestones["title"].tolist() == ["le jour même", "du fonds"]


def test_without_a_day_of_payment_every_milestone_is_shown() -> None:
    data = fund({"donor": "A"}, milestones=[{"date": date(2020, 1, 1), "title": "début"}])
    assert given(data).milestones["title"].tolist() == ["début"]


def test_a_pledge_alone_has_paid_nothing_yet() -> None:
    gift = given(fund({"donor": "A", "pledged_cents": 10_00, "pledged_on": AS_OF}, received("B", 90_00)))
    (row,) = gift.contributions
    assert (row.pledged_cents, row.pledged_on, row.received_cents, row.received_on) == (10_00, AS_OF, None, None)
    assert row.pending == {"committed", "received"}
    assert not gift.committed.is_known
    assert (gift.received.value, gift.received.pending, gift.outstanding.value) == (0, True, 10_00)
    assert (gift.share.metric.value, gift.share.metric.pending) == (0, True)
    assert gift.first_received is None


def test_a_gift_later_than_the_closing_day_is_told_and_counted_nowhere() -> None:
    later = date(2025, 3, 12)
    gift = given(fund(received("A", 10_00, received_on=later, donor_type="region"), received("B", 90_00)))
    assert (gift.donor, gift.donor_type, gift.contributions) == ("A", "region", ())
    assert (gift.received.value, gift.programmes) == (None, ())
    (told,) = gift.later
    assert (told.stage, told.cents, told.day) == ("received", 10_00, later)


def test_what_is_later_of_a_gift_that_began_before_is_told_beside_it() -> None:
    later = date(2025, 1, 5)
    gift = given(fund(received("A", 10_00, received_on=later, pledged_cents=10_00, pledged_on=AS_OF), received("B", 1)))
    assert (gift.pledged.value, gift.received.value, gift.received.pending) == (10_00, 0, True)
    assert [(each.stage, each.cents) for each in gift.later] == [("received", 10_00)]
    assert given(fund(received("A", 10_00, received_on=AS_OF))).later == ()


def test_a_fund_that_never_tells_receipts_says_of_no_donor_that_it_paid_nothing() -> None:
    gift = given(fund({"donor": "A", "pledged_cents": 10_00}))
    (row,) = gift.contributions
    assert (gift.received.value, row.received_cents, "received" in row.pending) == (None, None, False)
    assert gift.outstanding.value is None
    # A zero that was typed is one.
    typed = given(fund(received("A", 0, pledged_cents=10_00)))
    assert (typed.received.value, typed.received.pending, typed.contributions[0].received_cents) == (0, False, 0)


def test_a_period_holds_a_part_of_what_the_donor_gave():
    data = dataset(
        as_of=date(2024, 12, 31),
        contributions=[
            {"donor": "A", "committed_cents": 900, "committed_on": date(2023, 1, 1)},
            {"donor": "A", "received_cents": 300, "received_on": date(2023, 5, 5)},
            {"donor": "A", "received_cents": 200, "received_on": date(2024, 5, 5)},
            {"donor": "A", "received_cents": 7},
            {"donor": "B", "received_cents": 5_000, "received_on": date(2023, 5, 5)},
        ],
    )
    gift = gift_of(state_of(data), "A", period=of_year(2023))
    assert gift is not None
    parts = {figure.code: gift.part_of(figure) for figure in (gift.received, gift.committed, gift.outstanding)}
    assert parts["received"] is not None
    # 7 cents without a date may be of that year too.
    assert (parts["received"].part.value, parts["received"].part.at_least) == (300, True)
    assert parts["committed"] is not None
    assert parts["committed"].part.value == 900
    assert parts["outstanding"] is None
    assert [each.value for each in gift.over_time.undated()] == [7]


def test_without_a_period_a_gift_has_no_part():
    gift = gift_of(state_of(dataset(contributions=[{"donor": "A", "received_cents": 7}])), "A")
    assert gift is not None
    assert gift.part_of(gift.received) is None
