"""Files for staff, at addresses that open nothing for anyone else."""

from __future__ import annotations

import gc

import pytest

from fund.store.errors import StoreUnavailable, UnknownVersion
from pages.web.staff_files import Tab
from tests.unit.access.house import TEAM_ONLY, WITH_VIEWERS, house, sign_out, signed_in, view

TAB = Tab()


def test_a_staff_file_is_made_when_asked_for_and_keeps_its_name() -> None:
    home = house(TEAM_ONLY)
    visitor, who = signed_in(home)
    made: list[str] = []

    def make() -> bytes:
        made.append("once")
        return b"rows"

    address = home.downloads.offer(who, "copy", make, file_name="Été «».xlsx", tab=TAB)
    assert made == []
    answer = visitor.get(address)
    assert (answer.status, answer.text, made) == (200, "rows", ["once"])
    assert answer.header("content-disposition") == "attachment; filename*=UTF-8''%C3%89t%C3%A9%20%C2%AB%C2%BB.xlsx"
    assert answer.header("cache-control") == "no-store"


def test_the_address_of_a_staff_file_opens_nothing_for_anyone_else() -> None:
    home = house(WITH_VIEWERS)
    visitor, who = signed_in(home)
    other, _ = signed_in(home)
    address = home.downloads.offer(who, "copy", lambda: b"rows", file_name="a.xlsx", tab=TAB)
    viewer = home.visitor()
    view(viewer)
    assert home.visitor().get(address).status == 401
    assert viewer.get(address).status == 401
    assert other.get(address).status == 404
    assert visitor.get(address).status == 200
    stolen = dict(visitor.cookies)
    sign_out(visitor)
    visitor.cookies = stolen
    assert visitor.get(address).status == 401


def test_offering_again_keeps_the_address_and_an_ended_session_keeps_nothing() -> None:
    home = house(TEAM_ONLY)
    visitor, who = signed_in(home)
    first = home.downloads.offer(who, "copy", lambda: b"old", file_name="a.xlsx", tab=TAB)
    assert home.downloads.offer(who, "copy", lambda: b"new", file_name="a.xlsx", tab=TAB) == first
    assert home.downloads.offer(who, "other", lambda: b"", file_name="a.xlsx", tab=TAB) != first
    assert visitor.get(first).text == "new"
    home.clock.passes(hours=9)
    _, later = signed_in(home)
    home.downloads.offer(later, "copy", lambda: b"", file_name="a.xlsx", tab=TAB)
    assert {offer.session for offer in home.downloads._offers.values()} == {later.session}


def test_what_was_offered_to_a_tab_goes_with_it() -> None:
    home = house(TEAM_ONLY)
    visitor, who = signed_in(home)
    tab, other = Tab(), Tab()
    first = home.downloads.offer(who, "copy", lambda: b"first", file_name="a.xlsx", tab=tab)
    second = home.downloads.offer(who, "copy", lambda: b"second", file_name="a.xlsx", tab=other)
    assert [visitor.get(address).text for address in (first, second)] == ["first", "second"]
    home.downloads.offer(who, "copy", lambda: b"again", file_name="a.xlsx", tab=tab)
    del tab
    gc.collect()
    assert [visitor.get(address).status for address in (first, second)] == [404, 200]
    assert len(home.downloads._offers) == 1


def test_a_made_up_address_of_a_staff_file_is_no_file() -> None:
    visitor, _ = signed_in(house(TEAM_ONLY))
    assert visitor.get("/prive/AAAAAAAAAAAAAAAAAAAAAA.bin").status == 404


@pytest.mark.parametrize(
    ("fault", "status", "said"),
    [
        (UnknownVersion(), 404, "la version dont il est a été retirée"),
        (StoreUnavailable(), 503, "Le tableau de bord ne répond pas pour le moment"),
    ],
)
def test_a_staff_file_that_cannot_be_made_any_more_says_why(fault: Exception, status: int, said: str) -> None:
    home = house(TEAM_ONLY)
    visitor, who = signed_in(home)

    def make() -> bytes:
        raise fault

    answer = visitor.get(home.downloads.offer(who, "copy", make, file_name="a.xlsx", tab=TAB))
    assert answer.status == status
    assert said in answer.text
