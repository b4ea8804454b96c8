"""Sessions and delays that outlive a process, and hold in all of them; what happens while nothing can be kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.access import Attempts, OpenSessions
from fund.access.sessions import IDLE, LIFETIME, SEEN_EVERY
from fund.store.errors import StoreUnavailable
from fund.wording import words
from pages.web import sign_in_routes, signed_in
from pages.web.signed_in import COOKIE, announce_link, keep_up_with_sessions, staff
from tests.unit.access.asgi import Visitor
from tests.unit.access.house import (
    STAFF_HASH,
    TEAM_ONLY,
    VIEWER_HASH,
    WITH_EMAILS,
    WITH_VIEWERS,
    Clock,
    House,
    actions,
    enter,
    house,
    sign_in,
    sign_out,
    token_of,
    view,
    with_account,
)
from tests.unit.access.kept import Kept

DOWN = StoreUnavailable("the password is 1234")


def name_at(home: House, visitor: Visitor) -> str | None:
    """As whom a process knows a visitor."""
    who = staff(visitor.cookies, home.authenticator)
    return who.name if who else None


def test_whoever_signed_in_stays_so_after_a_restart_and_is_known_elsewhere() -> None:
    first = house(TEAM_ONLY)
    elsewhere = house(TEAM_ONLY, beside=first)
    visitor = first.visitor()
    sign_in(visitor)
    assert name_at(elsewhere, visitor) is None
    elsewhere.authenticator.sessions.look()
    restarted = house(TEAM_ONLY, beside=first)
    assert [name_at(home, visitor) for home in (elsewhere, restarted)] == ["equipe"] * 2


def test_whoever_signed_out_is_out_everywhere_after_a_look_and_stays_out_after_a_restart() -> None:
    first = house(WITH_VIEWERS)
    visitor = first.visitor()
    view(visitor)
    elsewhere, cookies = house(WITH_VIEWERS, beside=first), dict(visitor.cookies)
    there = Visitor(elsewhere.visitor().app, cookies=cookies)
    assert there.get("/contributions").status == 200
    sign_out(visitor)
    elsewhere.authenticator.sessions.look()
    for home in (first, elsewhere, house(WITH_VIEWERS, beside=first)):
        replay = Visitor(home.visitor().app, cookies=dict(cookies))
        assert replay.get("/contributions").status == 303
        assert replay.websocket("/_stcore/stream")[0]["status"] == 401


@pytest.mark.parametrize("offset", [SEEN_EVERY, IDLE - 3600])
def test_who_is_busy_in_one_process_is_so_in_the_others(offset: float) -> None:
    first = house(TEAM_ONLY)
    visitor = first.visitor()
    sign_in(visitor)
    elsewhere = house(TEAM_ONLY, beside=first)
    first.clock.passes(seconds=offset)
    assert name_at(first, visitor) == "equipe"
    for home in (first, elsewhere):
        home.authenticator.sessions.look()
    first.clock.passes(seconds=IDLE - 1)
    assert name_at(elsewhere, visitor) == ("equipe" if offset + IDLE - 1 < LIFETIME else None)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("passes"), st.integers(0, 3 * 3600)),
        st.tuples(st.sampled_from(["find", "end", "look", "restart"]), st.integers(0, 2)),
    ),
    max_size=30,
)


@given(STEPS)
def test_a_session_holds_in_every_process_as_long_as_it_should(steps: list[tuple[str, int]]) -> None:
    clock, kept = Clock(), Kept()
    processes = [OpenSessions(kept, clock=clock) for _ in range(3)]
    opened_at = last = clock.now
    cookie = processes[0].open("Anna", "staff")
    is_over = False
    for step, number in [("look", 0), *steps]:
        if step == "passes":
            clock.passes(seconds=number)
        is_over = is_over or clock.now - opened_at >= LIFETIME or clock.now - last >= IDLE
        if step == "find":
            found = processes[number].find(cookie)
            assert not (is_over and found)
            # What others know of a request may be behind.
            assert found or is_over or clock.now - last >= IDLE - SEEN_EVERY
            is_over, last = found is None, clock.now
        elif step == "end":
            is_over = is_over or processes[number].end(cookie) is not None
        elif step == "restart":
            processes[number] = OpenSessions(kept, clock=clock)
        for each in (*processes, *processes):
            each.look()
    assert not (is_over and any(each.find(cookie) for each in processes))


@given(st.lists(st.tuples(st.floats(0, 3599.9), st.integers(0, 1)), max_size=120))
def test_no_pace_gains_an_address_more_than_22_attempts_an_hour(knocks: list[tuple[float, int]]) -> None:
    # Eleven at once, nine after 2 + 4 + … + 512 = 1,022 s, two after 900 s each: the next is at 3,722 s.
    clock, kept = Clock(), Kept()
    processes = [Attempts(kept, clock=clock) for _ in range(2)]
    start, admitted = clock.now, 0
    for number, (at, process) in enumerate(sorted(knocks)):
        clock.now = start + at
        admitted += processes[process].admit(address="a", name=str(number)) == 0
    assert admitted <= 22
    assert admitted >= min(len(knocks), 11)


CHANGED: list[tuple[Mapping[str, str], Mapping[str, object]]] = [
    ({**TEAM_ONLY, "FUND_STAFF_PASSWORD_HASH": VIEWER_HASH}, {}),
    ({}, {"staff": {"Anna": STAFF_HASH}}),
    (WITH_EMAILS, {}),
    ({}, {}),
]


@pytest.mark.parametrize(("environment", "secrets"), CHANGED)
def test_another_password_signs_out_whoever_came_in_by_the_one_before(
    environment: Mapping[str, str], secrets: Mapping[str, object]
) -> None:
    first = house(TEAM_ONLY)
    visitor = first.visitor()
    sign_in(visitor)
    assert name_at(house(environment, secrets, beside=first), visitor) is None
    # A process with the settings of before goes on.
    assert name_at(house({**TEAM_ONLY, "FUND_VIEWER_PASSWORD_HASH": VIEWER_HASH}, beside=first), visitor) == "equipe"


def test_another_viewers_password_asks_viewers_again() -> None:
    first = house(WITH_VIEWERS)
    visitor = first.visitor()
    view(visitor)
    later = house({**WITH_VIEWERS, "FUND_VIEWER_PASSWORD_HASH": STAFF_HASH}, beside=first)
    assert Visitor(later.visitor().app, cookies=dict(visitor.cookies)).get("/aide").status == 303


def test_who_is_taken_off_the_list_is_signed_out() -> None:
    first = house(WITH_EMAILS)
    visitor = first.visitor()
    enter(first, with_account(visitor, "Anna@cuf.example"))
    assert name_at(house(WITH_EMAILS, beside=first), visitor) == "Anna@cuf.example"
    assert name_at(house({"FUND_STAFF_EMAILS": "luc@cuf.example"}, beside=first), visitor) is None


def test_the_printed_links_session_ends_once_staff_have_a_way_in() -> None:
    first = house()
    visitor = first.visitor()
    token = token_of(announce_link("http://localhost", first.authenticator))
    visitor.post("/connexion", visitor.form(visitor.get(f"/connexion?jeton={token}")))
    assert name_at(house(beside=first), visitor) == "equipe"
    assert name_at(house(TEAM_ONLY, beside=first), visitor) is None


def test_nothing_that_a_request_asks_goes_to_the_store() -> None:
    home = house(WITH_VIEWERS)
    visitor = home.visitor()
    sign_in(visitor)
    asked = home.kept.asked
    for _ in range(10):
        visitor.get("/contributions")
        visitor.websocket("/_stcore/stream")
        visitor.send("PUT", "/_stcore/upload_file/session/file")
        visitor.get("/connexion")
        home.visitor().get("/contributions")
    assert home.kept.asked == asked


def test_while_the_store_is_down_readers_go_on_and_nobody_new_comes_in() -> None:
    home = house(WITH_VIEWERS)
    visitor = home.visitor()
    view(visitor)
    home.kept.fault = DOWN
    with pytest.raises(StoreUnavailable):
        home.authenticator.sessions.look()
    assert visitor.get("/contributions").status == 200
    stranger = home.visitor()
    for answer in (sign_in(stranger), view(stranger)):
        assert answer.status == 503
        assert words("access.notices.unavailable", "fr") in answer.text
        assert "1234" not in answer.text
    assert COOKIE not in stranger.cookies
    assert actions(home) == [("sign_in", "lecture")]
    home.kept.fault = None
    assert sign_in(stranger).status == 303


def test_a_link_is_not_used_up_while_the_store_is_down() -> None:
    home = house()
    visitor, token = home.visitor(), token_of(announce_link("http://localhost", home.authenticator))
    fields = visitor.form(visitor.get(f"/connexion?jeton={token}"))
    home.kept.fault = DOWN
    assert visitor.post("/connexion", fields).status == 503
    home.kept.fault = None
    assert visitor.post("/connexion", fields).status == 303


def test_a_store_that_hangs_counts_as_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in_routes, "PATIENCE", 0.1)
    home = house(TEAM_ONLY)
    monkeypatch.setattr(home.authenticator.attempts, "admit", lambda **_names: time.sleep(1))
    start = time.monotonic()
    assert sign_in(home.visitor()).status == 503
    assert time.monotonic() - start < 0.9


def test_signing_out_while_the_store_is_down_holds_here_and_everywhere_once_it_is_back() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    sign_in(visitor)
    stolen = Visitor(visitor.app, cookies=dict(visitor.cookies))
    elsewhere = house(TEAM_ONLY, beside=home)
    home.kept.fault = DOWN
    assert sign_out(visitor).status == 303
    assert COOKIE not in visitor.cookies
    assert name_at(home, stolen) is None
    home.kept.fault = None
    for each in (home, elsewhere):
        each.authenticator.sessions.look()
    assert (name_at(home, stolen), name_at(elsewhere, stolen), home.kept.seen) == (None, None, {})


def test_the_application_looks_before_it_is_ready_and_never_stops(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first = house(TEAM_ONLY)
    second, visitor = house(TEAM_ONLY, beside=first), first.visitor()
    sign_in(visitor)
    faults, is_over = [DOWN, RuntimeError("a fault of ours")], Event()
    look = second.authenticator.sessions.look

    def looks() -> None:
        if is_over.is_set():
            Event().wait()
        if faults and name_at(second, visitor):
            raise faults.pop(0)
        look()

    monkeypatch.setattr(second.authenticator.sessions, "look", looks)
    monkeypatch.setattr(signed_in, "current_authenticator", lambda: second.authenticator)
    monkeypatch.setattr(signed_in, "SECONDS_BETWEEN_LOOKS", 0.01)
    keep_up_with_sessions()
    assert name_at(second, visitor) == "equipe"
    wait_until(lambda: not faults)
    sign_out(visitor)
    wait_until(lambda: name_at(second, visitor) is None)
    is_over.set()
    assert [record.getMessage() for record in caplog.records if record.exc_info] == ["the sessions cannot be read"]


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_store_that_cannot_be_used_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    home = house(TEAM_ONLY)
    home.kept.fault = DOWN
    monkeypatch.setattr(signed_in, "current_authenticator", lambda: home.authenticator)
    with pytest.raises(StoreUnavailable):
        keep_up_with_sessions()
