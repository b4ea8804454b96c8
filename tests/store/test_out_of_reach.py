"""While the store is out of reach nothing is written, and once it is back the same process goes on."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import psycopg
import pytest
import sqlalchemy as sa

from fund.store.errors import OutcomeUnknown, StoreUnavailable
from fund.store.open_store import open_store
from fund.store.store import Store
from fund.store.withdrawals import Replacement
from tests.store.out_of_reach import cut_off, out_of_reach
from tests.store.postgresql import address, new_database
from tests.store.publishing import publish, workbook


def test_nothing_is_read_or_written_and_then_all_of_it_is(url: str, store: Store) -> None:
    first = publish(store, "un")
    second = publish(store, "deux", based_on=first)
    attempts: tuple[Callable[[], object], ...] = (
        store.pointers,
        lambda: store.files(second.id),
        lambda: publish(store, "trois", based_on=second),
        lambda: store.restore(first.id, author="Anne", note="", based_on=second.id),
        lambda: store.withdraw(
            second.id, author="Anne", reason="faux", public=second.id, replacement=Replacement(first.id)
        ),
    )
    with out_of_reach(store, url):
        for attempt in attempts:
            with pytest.raises(StoreUnavailable) as refused:
                attempt()
            assert not isinstance(refused.value, OutcomeUnknown)
    assert store.versions("ukraine") == (second, first)
    assert store.files(second.id) == (workbook("deux"),)
    assert publish(store, "trois", based_on=second).number == 3


@pytest.mark.parametrize(("moment", "kind"), [("after_cursor_execute", StoreUnavailable), ("commit", OutcomeUnknown)])
def test_a_database_that_goes_away_while_it_writes_has_written_nothing_or_is_said_not_to_be_known(
    server: str, moment: str, kind: type[Exception]
) -> None:
    url = new_database(server)
    store = open_store(url, seed=None)
    first = publish(store, "un")
    name = urlsplit(url).path.removeprefix("/")

    was_cut: list[sa.Connection] = []

    def cut(connection: sa.Connection, _cursor: object = None, statement: str = "", *_: object) -> None:
        """Cut the connection that has written a version and not committed it."""
        if not was_cut and (moment == "commit" or "INSERT INTO version " in statement):
            was_cut.append(connection)
            with psycopg.connect(address(server, "postgres"), autocommit=True) as admin:
                cut_off(admin, name)

    sa.event.listen(store._database.engine, moment, cut)
    with pytest.raises(StoreUnavailable) as refused:
        publish(store, "deux", based_on=first)
    assert type(refused.value) is kind
    # It was cut off before it could commit.
    assert was_cut
    assert store.versions("ukraine") == (first,)
    assert publish(store, "deux", based_on=first).number == 2
    store.close()


def test_a_version_s_connection_cut_between_two_uses_is_made_anew(server: str) -> None:
    url = new_database(server)
    store = open_store(url, seed=None)
    first = publish(store, "un")
    with psycopg.connect(address(server, "postgres"), autocommit=True) as admin:
        cut_off(admin, urlsplit(url).path.removeprefix("/"))
    assert publish(store, "deux", based_on=first).number == 2
    store.close()
