"""`/sante` asks the store, within seconds, and tells strangers nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from starlette.applications import Starlette

from fund.store.errors import StoreUnavailable
from fund.wording import languages, words
from pages.web import server
from pages.web.middleware import ViewerGate
from pages.web.server import health_route
from tests.unit.access.asgi import Visitor
from tests.unit.access.house import WITH_VIEWERS, house

DOWN = [words("access.store_down", language) for language in languages()]


def visitor(ask: Callable[[], None]) -> Visitor:
    return Visitor(Starlette(routes=[health_route(ask)]))


def test_a_store_that_answers_is_told_as_such() -> None:
    answer = visitor(lambda: None).get("/sante")
    assert answer.status == 200
    assert answer.text.splitlines() == [words("access.store_answers", language) for language in languages()]
    assert answer.header("cache-control") == "no-store"


@pytest.mark.parametrize("error", [StoreUnavailable("the password is 1234"), OSError("disk"), RuntimeError("else")])
def test_a_store_that_is_down_is_told_with_503_and_no_more_than_that(error: Exception) -> None:
    def fails() -> None:
        raise error

    answer = visitor(fails).get("/sante")
    assert answer.status == 503
    assert answer.text.splitlines() == DOWN


def test_a_store_that_hangs_counts_as_down_for_everyone_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SECONDS_TO_ANSWER", 0.2)
    hanging = visitor(lambda: time.sleep(2))
    start = time.monotonic()
    assert [hanging.get("/sante").status for _ in range(4)] == [503] * 4
    assert time.monotonic() - start < 1.9


def test_where_viewers_need_a_password_whoever_watches_over_the_server_needs_none() -> None:
    home = house(WITH_VIEWERS)
    behind = Visitor(ViewerGate(Starlette(routes=[health_route(lambda: None)]), home.authenticator))
    assert behind.get("/sante").status == 200
    assert behind.get("/sante/autre").status == 401
