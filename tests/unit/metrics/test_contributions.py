"""Rules about what is given: pledged, committed, raised, outstanding, and by whom."""

from datetime import date

import pandas as pd
import pytest

from fund.metric import Basis
from fund.metrics.fund import fund_metrics
from fund.metrics.result import ContributionMetrics
from tests.unit.datasets import Row, dataset


def given(
    *rows: Row, as_of: date | None = date(2024, 12, 31), declared: list[Row] | None = None
) -> ContributionMetrics:
    return fund_metrics(dataset(as_of=as_of, contributions=list(rows), declared=declared or [])).contributions


def raised_declared(euros: float, when: date | None, **others: object) -> Row:
    return {"indicator": "raised", "value": euros, "unit": "EUR", "date": when, **others}


def test_a_pledge_is_never_counted_as_raised():
    found = given({"donor": "A", "pledged_cents": 10_000_00})
    assert (found.pledged.value, found.raised.value, found.raised.unknown) == (10_000_00, None, 1)
    paid = given({"donor": "A", "pledged_cents": 10_000_00}, {"donor": "B", "received_cents": 1_00})
    assert (paid.raised.value, paid.raised.unknown) == (1_00, 0)


def test_a_gift_received_on_a_date_without_an_amount_is_unknown_and_not_zero():
    found = given(
        {"donor": "A", "received_cents": 500_00},
        {"donor": "B", "pledged_cents": 900_00, "received_on": date(2024, 5, 1)},
    )
    assert (found.raised.value, found.raised.unknown) == (500_00, 1)


def test_a_row_without_any_amount_is_unknown_in_every_sum():
    found = given({"donor": "A", "pledged_cents": 100_00, "committed_cents": 100_00}, {"donor": "B"})
    for figure in (found.pledged, found.committed, found.outstanding):
        assert figure.unknown == (2 if figure is found.outstanding else 1)
    assert (found.raised.value, found.raised.unknown) == (None, 2)


PLEDGE = {"donor": "A", "pledged_cents": 100_00, "pledged_on": date(2023, 1, 1)}


@pytest.mark.parametrize("code", ["pledged", "voted", "committed"])
def test_where_no_receipt_is_told_what_is_outstanding_is_not_known_but_of_rows_that_say_they_are_not_paid(code: str):
    untold = given(PLEDGE)
    assert (untold.outstanding.value, untold.outstanding_oldest.reason) == (None, "not_communicated")
    assert untold.outstanding_rows.empty
    assert given(PLEDGE | {"state": "received"}).outstanding.value is None
    said = given(PLEDGE | {"state": code}, {"donor": "B", "pledged_cents": 7_00})
    assert (said.outstanding.value, said.outstanding.unknown, said.raised.value) == (100_00, 1, None)
    # One receipt tells that the others have not come; so does one that is later than the closing day.
    for other in ({"received_cents": 1_00}, {"received_cents": 1_00, "received_on": date(2025, 5, 5)}):
        assert given(PLEDGE, {"donor": "B", **other}).outstanding.value == 100_00


def test_without_any_amount_at_all_the_declared_figure_stands():
    found = given({"donor": "A"}, declared=[raised_declared(1_234.56, date(2024, 6, 30), approximate="about")])
    assert (found.raised.value, found.raised.basis, found.raised.approximate) == (1_234_56, Basis.DECLARED, True)
    assert found.raised.cells[0].table == "declared"


def test_where_rows_exist_the_declared_figure_is_kept_beside_them():
    found = given({"donor": "A", "received_cents": 130_00}, declared=[raised_declared(120, date(2024, 6, 30))])
    assert found.raised.value == 130_00
    assert found.raised.declared is not None
    assert found.raised.declared.value == 120_00


def test_a_figure_declared_after_the_as_of_date_is_not_used():
    declared = [raised_declared(100, date(2024, 6, 30)), raised_declared(200, date(2025, 1, 1))]
    assert given(declared=declared).raised.value == 100_00
    assert given(declared=declared, as_of=None).raised.value == 200_00


def test_a_declared_figure_in_the_wrong_unit_or_without_a_date_is_not_used():
    wrong = {"indicator": "raised", "value": 5, "unit": "%", "date": date(2024, 1, 1)}
    assert given(declared=[wrong, raised_declared(100, None)]).raised.value is None


def test_without_rows_nor_declaration_the_figure_says_that_no_row_gives_it():
    assert given().raised.reason == "no_rows"
    assert given().donors.reason == "no_rows"


@pytest.mark.parametrize(
    ("row", "due"),
    [
        ({"pledged_cents": 100_00}, 100_00),
        ({"pledged_cents": 100_00, "committed_cents": 80_00}, 80_00),
        ({"pledged_cents": 100_00, "committed_cents": 80_00, "received_cents": 30_00}, 50_00),
        ({"pledged_cents": 100_00, "received_cents": 130_00}, 0),
        ({"received_cents": 130_00}, 0),
        ({"committed_cents": 0, "pledged_cents": 100_00}, 0),
    ],
)
def test_outstanding_is_committed_else_pledged_minus_received_never_below_zero(row: Row, due: int):
    assert given({"donor": "A", **row}, {"donor": "B", "received_cents": 5_00}).outstanding.value == due


def test_what_is_outstanding_is_listed_oldest_first_with_its_age_since_the_agreement_else_the_pledge():
    found = given(
        {"donor": "Récente", "pledged_cents": 1_00, "pledged_on": date(2024, 12, 1)},
        {"donor": "Sans date", "pledged_cents": 2_00},
        {
            "donor": "Signée",
            "pledged_cents": 9_00,
            "pledged_on": date(2023, 1, 1),
            "committed_cents": 3_00,
            "committed_on": date(2024, 1, 1),
        },
        {"donor": "Payée", "pledged_cents": 4_00, "received_cents": 4_00},
    )
    rows = found.outstanding_rows
    assert rows["donor"].tolist() == ["Signée", "Récente", "Sans date"]
    assert rows["stage"].tolist() == ["committed", "pledged", "pledged"]
    # 2024 is a leap year: from 1 January to 31 December there are 365 days; from 1 December, 30.
    assert rows["days"].tolist()[:2] == [365, 30]
    assert pd.isna(rows["days"][2])
    assert rows["due_cents"].tolist() == [3_00, 1_00, 2_00]
    assert (found.outstanding_oldest.value, found.outstanding_oldest.cells[0].positions.tolist()) == (365, [2])


def test_ages_need_the_funds_as_of_date():
    found = given({"donor": "A", "pledged_cents": 1_00, "pledged_on": date(2024, 1, 1)}, as_of=None)
    assert (found.outstanding_oldest.value, found.outstanding_oldest.reason) == (None, "no_as_of")


def test_nothing_outstanding_has_no_age():
    found = given({"donor": "A", "pledged_cents": 1_00, "received_cents": 1_00})
    assert found.outstanding_oldest.reason == "nothing_outstanding"


def test_a_donor_is_one_however_its_name_is_typed_and_keeps_its_first_spelling():
    found = given(
        {"donor": "Aÿ-Champagne", "donor_type": "municipality", "received_cents": 10_00},
        {"donor": "AY CHAMPAGNE", "received_cents": 5_00},
    )
    assert found.donors.value == 1
    assert found.by_donor[["donor", "donor_type", "contributions", "received_cents"]].values.tolist() == [
        ["Aÿ-Champagne", "municipality", 2, 15_00]
    ]


def test_only_local_authorities_are_donor_authorities_and_a_missing_type_counts_as_one():
    found = given(
        {"donor": "A", "donor_type": "municipality"},
        {"donor": "B", "donor_type": "region"},
        {"donor": "C"},
        {"donor": "D", "donor_type": "network"},
        {"donor": "E", "donor_type": "other"},
    )
    assert (found.donors.value, found.other_contributors.value) == (3, 2)


def test_a_row_without_a_name_counts_in_sums_and_is_an_unknown_donor():
    found = given({"donor": "A", "received_cents": 1_00}, {"received_cents": 2_00}, {"received_cents": 3_00})
    assert (found.raised.value, found.donors.value, found.donors.unknown) == (6_00, 1, 2)
    assert found.by_donor["received_cents"].sum() == 6_00


def test_a_donor_with_one_amount_somewhere_is_not_undisclosed():
    found = given({"donor": "A", "pledged_cents": 1_00}, {"donor": "A"}, {"donor": "B"}, {"donor": "École"})
    assert found.undisclosed.value == 2
    assert found.undisclosed_donors["donor"].tolist() == ["B", "École"]


def test_donors_are_ranked_by_received_then_committed_then_pledged_then_name():
    found = given(
        {"donor": "Zoé"},
        {"donor": "Éole", "pledged_cents": 9_00},
        {"donor": "Fée", "pledged_cents": 9_00},
        {"donor": "Convention", "committed_cents": 1_00},
        {"donor": "Payée", "received_cents": 1_00},
    )
    assert found.by_donor["donor"].tolist() == ["Payée", "Convention", "Éole", "Fée", "Zoé"]
    assert pd.isna(found.by_donor["received_cents"].iloc[-1])


def test_types_give_their_donors_and_sums():
    found = given(
        {"donor": "A", "donor_type": "municipality", "received_cents": 1_00},
        {"donor": "B", "donor_type": "municipality", "received_cents": 2_00},
        {"donor": "C", "donor_type": "region", "pledged_cents": 7_00},
    )
    rows = found.by_type.set_index("donor_type")
    assert rows["donors"].to_dict() == {"municipality": 2, "region": 1}
    assert rows["received_cents"].to_dict() == {"municipality": 3_00, "region": 0}
    assert rows["outstanding_cents"].to_dict() == {"municipality": 0, "region": 7_00}


def test_months_run_without_a_gap_from_the_first_receipt_to_the_last():
    found = given(
        {"donor": "A", "received_cents": 5_00, "received_on": date(2024, 3, 31)},
        {"donor": "B", "received_cents": 1_00, "received_on": date(2024, 1, 15)},
        {"donor": "C", "received_cents": 2_00, "received_on": date(2024, 1, 2)},
        {"donor": "D", "received_cents": 9_00},
    )
    assert [month.strftime("%Y-%m-%d") for month in found.by_month["month"]] == [
        "2024-01-01",
        "2024-02-01",
        "2024-03-01",
    ]
    assert found.by_month["received_cents"].tolist() == [3_00, 0, 5_00]
    assert found.by_month["cumulative_cents"].tolist() == [3_00, 3_00, 8_00]


def test_gifts_are_shared_between_the_programmes_they_are_tied_to():
    figures = fund_metrics(
        dataset(
            programmes=[{"code": "eau", "name": "Eau"}, {"code": "nord", "name": "Nord"}],
            contributions=[
                {"donor": "A", "received_cents": 1_00, "programme": "eau"},
                {"donor": "A", "received_cents": 2_00, "programme": "eau"},
                {"donor": "B", "received_cents": 4_00},
            ],
        )
    )
    assert figures.programme("eau").earmarked.value == 3_00
    assert figures.programme("nord").earmarked.value == 0


@pytest.mark.parametrize("stage", ["pledged", "committed", "received"])
def test_a_stage_that_no_row_tells_is_not_communicated_and_a_typed_zero_is_zero(stage: str):
    others = [name for name in ("pledged", "committed", "received") if name != stage]
    rows: list[Row] = [{"donor": "A", **{f"{name}_cents": 10_00 for name in others}}]
    code = "raised" if stage == "received" else stage
    found = given(*rows)
    assert (getattr(found, code).value, getattr(found, code).reason) == (None, "not_communicated")
    assert found.by_donor[f"{stage}_cents"].isna().all()
    assert found.by_type[f"{stage}_cents"].isna().all()
    zero = given({"donor": "A", f"{stage}_cents": 0, **{f"{name}_cents": 10_00 for name in others}})
    assert (getattr(zero, code).value, getattr(zero, code).unknown) == (0, 0)
    # In a fund that tells it elsewhere, the row has not come to it yet.
    used = given(*rows, {"donor": "B", f"{stage}_cents": 5_00})
    assert (getattr(used, code).value, getattr(used, code).unknown) == (5_00, 0)
    by_donor = used.by_donor.set_index("donor")
    assert by_donor[f"{stage}_told"].to_dict() == {"A": 0, "B": 1}


def test_a_donor_s_amounts_say_of_how_many_of_its_rows_each_is_not_communicated():
    found = given(
        {"donor": "A", "donor_type": "commune", "committed_cents": 9_00, "received_cents": 4_00},
        {"donor": "A", "committed_cents": 5_00, "received_on": date(2024, 5, 1)},
        {"donor": "B", "donor_type": "commune", "committed_cents": 2_00, "received_cents": 2_00},
    )
    donors = found.by_donor.set_index("donor")
    assert donors["received_unknown"].to_dict() == {"A": 1, "B": 0}
    assert donors["outstanding_unknown"].to_dict() == {"A": 1, "B": 0}
    assert donors["committed_unknown"].to_dict() == {"A": 0, "B": 0}
    assert found.by_type["received_unknown"].tolist() == [1]


def test_money_tied_to_a_programme_is_told_only_where_some_money_is_tied():
    eau, bois = {"code": "eau"}, {"code": "bois"}
    free = fund_metrics(dataset(contributions=[{"received_cents": 1_00}], programmes=[eau]))
    assert free.programme("eau").earmarked.value is None
    tied = [{"received_cents": 1_00, "programme": "eau"}]
    found = fund_metrics(dataset(contributions=tied, programmes=[eau, bois]))
    assert [each.earmarked.value for each in found.programmes] == [1_00, 0]
