"""Guessing made slow."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from fund.access import Attempts
from fund.access.authenticator import Attempt
from tests.unit.access.house import STAFF_HASH, TEAM_ONLY, Clock, house, sign_in
from tests.unit.access.kept import Kept


def test_after_ten_failures_an_address_waits_twice_as_long_each_time_up_to_a_quarter_of_an_hour() -> None:
    clock = Clock()
    attempts = Attempts(Kept(), clock=clock)
    for number in range(10):
        assert attempts.admit(address="a", name=str(number)) == 0
    waits = []
    for number in range(10, 21):
        assert attempts.admit(address="a", name=str(number)) == 0
        wait = attempts.admit(address="a", name="any")
        waits.append(wait)
        clock.passes(seconds=wait)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_a_name_waits_a_minute_at_most_from_wherever_it_is_tried() -> None:
    clock = Clock()
    attempts = Attempts(Kept(), clock=clock)
    for number in range(10):
        assert attempts.admit(address=str(number), name="anna") == 0
    waits = []
    for number in range(10, 17):
        assert attempts.admit(address=str(number), name="anna") == 0
        wait = attempts.admit(address="another", name="anna")
        waits.append(wait)
        clock.passes(seconds=wait)
    assert waits == [2, 4, 8, 16, 32, 60, 60]


def test_asking_while_waiting_does_not_lengthen_the_wait() -> None:
    clock = Clock()
    attempts = Attempts(Kept(), clock=clock)
    for _ in range(11):
        attempts.admit(address="a", name="anna")
    assert [attempts.admit(address="a", name="anna") for _ in range(50)] == [2] * 50
    clock.passes(seconds=2)
    assert attempts.admit(address="a", name="anna") == 0


def test_an_hour_of_quiet_is_forgiven() -> None:
    clock = Clock()
    attempts = Attempts(Kept(), clock=clock)
    for _ in range(11):
        attempts.admit(address="a", name="anna")
    clock.passes(hours=1)
    for _ in range(10):
        assert attempts.admit(address="a", name="anna") == 0


def test_success_clears_the_name_but_one_known_password_does_not_buy_guesses_at_others() -> None:
    attempts = Attempts(Kept(), clock=Clock())
    for number in range(10):
        assert attempts.admit(address="a", name=f"guess {number}") == 0
        assert attempts.admit(address="a", name="mine") == 0
        attempts.forgive(address="a", name="mine")
    assert attempts.admit(address="a", name="guess 10") == 0
    assert attempts.admit(address="a", name="mine") == 2
    assert attempts.admit(address="b", name="mine") == 0


def test_many_attempts_at_once_gain_nothing() -> None:
    attempts = Attempts(Kept(), clock=Clock())
    start = threading.Barrier(16)

    def attempt(_: int) -> int:
        start.wait()
        return attempts.admit(address="a", name="anna")

    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(attempt, range(16)))
    # Ten are free, the eleventh is admitted and makes the rest wait.
    assert sorted(waits) == [0] * 11 + [2] * 5


def test_what_nobody_tried_for_an_hour_is_forgotten_in_passing() -> None:
    clock, kept = Clock(), Kept()
    attempts = Attempts(kept, clock=clock)
    for number in range(100):
        attempts.admit(address=str(number), name=str(number))
    clock.passes(hours=1)
    attempts.admit(address="a", name="anna")
    assert len(kept.failures) == 2


def test_another_process_and_one_started_again_know_the_delay() -> None:
    first = house(TEAM_ONLY)
    for number in range(11):
        assert sign_in((first if number % 2 else house(TEAM_ONLY, beside=first)).visitor(), "wrong").status == 403
    assert sign_in(house(TEAM_ONLY, beside=first).visitor()).status == 429
    first.clock.passes(seconds=2)
    assert sign_in(house(TEAM_ONLY, beside=first).visitor()).status == 303


def test_what_was_typed_as_a_name_is_kept_as_a_hash() -> None:
    home = house(secrets={"staff": {"Anna": STAFF_HASH}})
    sign_in(home.visitor(), "wrong", nom="my secret words")
    (name,) = [key.name for key in home.kept.failures if key.kind == "name"]
    assert re.fullmatch("[0-9a-f]{32}", name)
    assert name == Attempt("staff", " My secret words", "").counted_as()
    assert name != Attempt("viewer", "my secret words", "").counted_as()


def test_signing_in_well_costs_no_attempt() -> None:
    visitor = house(TEAM_ONLY).visitor()
    for _ in range(10):
        assert sign_in(visitor, "wrong").status == 403
    assert sign_in(visitor).status == 303
    page = visitor.form(visitor.get("/connexion"), compte="staff", mot_de_passe="wrong")
    assert visitor.post("/connexion", page).status == 403


def test_a_crowd_of_attempts_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    home = house(TEAM_ONLY)
    monkeypatch.setattr("pages.web.sign_in_routes.MOST_WAITING", -1)
    answer = sign_in(home.visitor())
    assert (answer.status, answer.header("retry-after")) == (429, "5")
    assert home.entries == []


def test_the_page_says_how_long_to_wait_and_even_the_right_password_waits() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    for _ in range(11):
        assert sign_in(visitor, "wrong").status == 403
    answer = sign_in(visitor)
    assert (answer.status, answer.header("retry-after")) == (429, "2")
    assert "Attendez 2\u00a0secondes" in answer.text
    assert len(home.entries) == 11
    home.clock.passes(seconds=2)
    assert sign_in(visitor).status == 303


def test_long_waits_are_said_in_minutes_and_one_is_singular() -> None:
    home = house(TEAM_ONLY)
    for _ in range(17):
        home.authenticator.attempts.admit(address="192.0.2.1", name="x")
        home.clock.passes(seconds=128)
    home.authenticator.attempts.admit(address="192.0.2.1", name="x")
    assert "Attendez 5\u00a0minutes" in sign_in(home.visitor()).text  # 2 ** (18 - 10) = 256 s


def test_ipv6_neighbours_count_as_one_and_mapped_ipv4_addresses_apart() -> None:
    home = house(secrets={"staff": {str(number): STAFF_HASH for number in range(12)}})
    for number in range(11):
        sign_in(home.visitor(client=f"2001:db8::{number:x}"), "wrong", nom=str(number))
        sign_in(home.visitor(client="::ffff:192.0.2.7"), "wrong", nom=str(number))
        sign_in(home.visitor(client="::1"), "wrong", nom=str(number))
    assert sign_in(home.visitor(client="2001:db8::ffff"), nom="11").status == 429
    assert sign_in(home.visitor(client="192.0.2.7"), nom="11").status == 429
    assert sign_in(home.visitor(client="127.0.0.1"), nom="11").status == 429
    assert sign_in(home.visitor(client="2001:db8:0:1::1"), nom="11").status == 303
    assert sign_in(home.visitor(client="::ffff:192.0.2.8"), nom="11").status == 303
