"""What is expected otherwise since another version, read from the movements of both: told small, and by its day."""

from __future__ import annotations

from datetime import date

import pytest

from fund.metrics.fund import FundState, state_of
from fund.schema import column
from fund.slides.expected import expected_lines, expected_sentence
from tests.unit.datasets import Row, dataset
from tests.unit.dated_rows import EAU, GIVEN, due, tranche
from tests.unit.wording.sample_figures import plain

PUT_OFF = ((5_000_00, date(2026, 12, 1)), (8_000_00, date(2026, 12, 15)))
PAID: Row = EAU | {"number": 1, "amount_cents": 10_000_00, "paid_on": date(2026, 3, 5)}


def fund(
    *gifts: Row, tranches: list[Row], costs: list[Row] | None = None, as_of: date = date(2026, 9, 30)
) -> FundState:
    programmes = [{"code": "eau", "name": "L’eau", "budget_cents": 500_000_00, "status": "running"}]
    return state_of(
        dataset(
            as_of=as_of,
            contributions=[GIVEN, *gifts],
            programmes=programmes,
            tranches=[PAID, *tranches],
            running_costs=costs or [],
        )
    )


def told(before: FundState, after: FundState) -> list[str]:
    return [plain(expected_sentence(each, "fr")) for each in expected_lines(before, after, "fr")]


def test_the_same_movements_and_a_new_fund_tell_nothing() -> None:
    same = fund(due(5_000_00, date(2026, 12, 1)), tranches=[tranche(2, 20_000_00, date(2026, 11, 5))])
    assert told(same, same) == []
    assert expected_lines(None, same, "fr") == []


def test_a_payment_that_is_put_off_says_both_days() -> None:
    then, now = (fund(tranches=[tranche(2, 20_000_00, day)]) for day in (date(2026, 11, 5), date(2027, 1, 15)))
    assert told(then, now) == ["Attendu : L’eau, tranche 2 : 05/11/2026 → 15/01/2027 (−20 000 €)"]
    undated = fund(tranches=[tranche(2, 20_000_00, None)])
    assert told(then, undated) == ["Attendu : L’eau, tranche 2 : 05/11/2026 → sans date (−20 000 €)"]


def test_what_came_or_was_paid_since_is_told_apart_from_what_is_given_up() -> None:
    then = fund(
        due(5_000_00, date(2026, 12, 1)),
        due(3_000_00, date(2026, 12, 9), donor="Dijon"),
        tranches=[tranche(2, 20_000_00, date(2026, 11, 5))],
    )
    now = fund(
        due(5_000_00, date(2026, 12, 1), received_cents=5_000_00, received_on=date(2026, 12, 3)),
        tranches=[tranche(2, 20_000_00, date(2026, 11, 5), paid_on=date(2026, 11, 6))],
        as_of=date(2026, 12, 31),
    )
    assert told(then, now) == [
        "Attendu : L’eau, tranche 2 : −20 000 € → payé (attendu le 05/11/2026)",
        "Attendu : Laval : +5 000 € → reçu (attendu le 01/12/2026)",
        "Attendu : Dijon : +3 000 € → plus attendu (attendu le 09/12/2026)",
    ]


def test_a_part_that_came_another_amount_and_what_is_new() -> None:
    day = date(2026, 12, 1)
    then = fund(due(5_000_00, day), tranches=[tranche(2, 20_000_00, day)])
    now = fund(
        due(5_000_00, day, received_cents=2_000_00, received_on=date(2026, 9, 3)),
        tranches=[tranche(2, 25_000_00, day), tranche(3, 1_000_00, date(2027, 2, 1))],
        costs=[{"label": "Audit", "amount_cents": 700_00, "date": date(2026, 10, 8)}],
    )
    assert told(then, now) == [
        "Attendu : L’eau, tranche 2 : −20 000 € → −25 000 € (attendu le 01/12/2026)",
        "Attendu : Laval : +5 000 € → +3 000 € (reçu en partie, le reste attendu le 01/12/2026)",
        "Attendu : L’eau, tranche 3 : pas encore → −1 000 € (attendu le 01/02/2027)",
        "Attendu : Frais : pas encore → −700 € (attendu le 08/10/2026)",
    ]


def test_an_amount_and_a_day_that_both_change_say_both_and_by_how_much() -> None:
    then, now = (fund(due(cents, day), tranches=[]) for cents, day in PUT_OFF)
    assert told(then, now) == ["Attendu : Laval : +5 000 € → +8 000 € (01/12/2026 → 15/12/2026)"]
    assert [plain(each.difference) for each in expected_lines(then, now, "fr")] == ["+3 000 €"]


def test_the_first_month_short_that_moved_is_told_first() -> None:
    # 100 000 − 10 000 − 95 000 in November, then in January; and no more once 6 000 are promised for December.
    then, later = (fund(tranches=[tranche(2, 95_000_00, day)]) for day in (date(2026, 11, 5), date(2027, 1, 15)))
    assert told(then, later)[0] == "Premier mois à découvert : novembre 2026 → janvier 2027 (−5 000 €)"
    mended = fund(due(6_000_00, date(2026, 12, 1)), tranches=[tranche(2, 95_000_00, date(2027, 1, 15))])
    assert told(later, mended)[0] == "Premier mois à découvert : janvier 2027 → aucun"


def test_rows_in_another_order_and_two_gifts_of_one_donor_are_no_change() -> None:
    gifts = [due(5_000_00, date(2026, 12, 1)), due(2_000_00, date(2026, 12, 1)), due(2_000_00, date(2026, 12, 1))]
    same = [fund(*rows, tranches=[]) for rows in (gifts, gifts[::-1])]
    assert told(*same) == []
    assert told(same[0], fund(*gifts[:2], tranches=[])) == [
        "Attendu : Laval : +2 000 € → plus attendu (attendu le 01/12/2026)"
    ]


def test_twice_the_donors_are_compared_in_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[str] = []
    own = column.folded
    monkeypatch.setattr(column, "folded", lambda name: keys.append(name) or own(name))
    work = []
    for number in (10, 20):
        names = [f"Ville {n}" for n in range(number)]
        then = fund(*(due(5_000_00, date(2026, 12, 1), donor=name) for name in names), tranches=[])
        now = fund(*(due(4_000_00, date(2026, 12, 1), donor=name) for name in names), tranches=[])
        keys.clear()
        assert len(told(then, now)) == number
        work.append(len(keys))
    assert work[1] <= 2.2 * work[0]
