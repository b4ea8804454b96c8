"""Publications, restorations and withdrawals in any order, beside a list of what was published."""

from __future__ import annotations

from functools import partial
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from fund.model import WorkbookFile
from fund.records import Version
from fund.store.errors import NoReplacement, StaleBase, WithdrawnVersion
from fund.store.store import Store
from fund.store.withdrawals import Replacement

NUMBERS = count(1)
FILES = st.dictionaries(st.sampled_from(["a.xlsx", "b.xlsx", "ç.xlsx"]), st.binary(max_size=8), min_size=1)


class Publishing(RuleBasedStateMachine):
    """`published` holds each version of one fund with its files, none of one withdrawn, oldest first."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self.fund = f"fund-{next(NUMBERS)}"
        self.published: list[tuple[Version, dict[str, bytes]]] = []

    def newest(self) -> int | None:
        return self.published[-1][0].id if self.published else None

    @rule(files=FILES)
    def publish(self, files: dict[str, bytes]) -> None:
        version = self.store.publish(
            self.fund,
            [WorkbookFile(name, content) for name, content in files.items()],
            author="Anne",
            note="",
            based_on=self.newest(),
        )
        self.published.append((version, files))

    @precondition(lambda self: self.published)
    @rule(files=FILES, data=st.data())
    def publish_on_an_old_base(self, files: dict[str, bytes], data: st.DataObject) -> None:
        old = data.draw(st.sampled_from([None, *(version.id for version, _ in self.published[:-1])]))
        workbooks = [WorkbookFile(name, content) for name, content in files.items()]
        with pytest.raises(StaleBase) as stale:
            self.store.publish(self.fund, workbooks, author="Anne", note="", based_on=old)
        assert stale.value.current == self.published[-1][0]

    @precondition(lambda self: self.published)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        version, files = data.draw(st.sampled_from([each for each in self.published if each[1]]))
        base = self.newest()
        assert base is not None
        self.published.append((self.store.restore(version.id, author="Paul", note="", based_on=base), files))

    @precondition(lambda self: len(self.published) > 1)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(self.published) - 1))
        version, _ = self.published[at]
        public, files_of_public = self.published[-1]
        before, files = data.draw(st.sampled_from(self.published))
        attempt = partial(
            self.store.withdraw,
            version.id,
            author="Léo",
            reason="faux",
            public=public.id,
            replacement=Replacement(before.id),
        )
        if not self.published[at][1]:
            with pytest.raises(WithdrawnVersion):
                attempt()
        elif version != public:
            assert attempt() == public
            self.published[at] = self.store.version(version.id), {}
        elif not files:
            with pytest.raises(WithdrawnVersion):
                attempt()
        elif files == files_of_public:
            with pytest.raises(NoReplacement):
                attempt()
        else:
            self.published.append((attempt(), files))
            self.published[at] = self.store.version(version.id), {}

    @invariant()
    def nothing_is_lost_and_the_newest_is_public(self) -> None:
        versions = [version for version, _ in self.published]
        assert self.store.versions(self.fund) == tuple(reversed(versions))
        assert self.store.public(self.fund) == (versions[-1] if versions else None)
        assert self.store.pointers().get(self.fund) == self.newest()
        assert [version.number for version in versions] == list(range(1, len(versions) + 1))
        for version, files in self.published:
            if not files:
                assert version.withdrawn_by == "Léo"
                continue
            assert {file.name: file.content for file in self.store.files(version.id)} == files


def test_in_any_order_nothing_is_lost_and_the_newest_version_is_public(store: Store) -> None:
    run_state_machine_as_test(
        lambda: Publishing(store),
        settings=settings(max_examples=15, stateful_step_count=12, suppress_health_check=list(HealthCheck)),
    )
