"""A version's figures as they were published, where today's rules give other ones."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from fund.changes import changes, recalculated, sentence, summary
from fund.metrics.fund import FundState, state_of
from fund.records import Version
from tests.unit.datasets import Row, dataset

WATER: Row = {"code": "eau", "name": "Eau", "budget_cents": 10_000_000}


def fund(*received: int) -> FundState:
    gifts: list[Row] = [{"donor": f"Ville {n}", "received_cents": cents} for n, cents in enumerate(received)]
    return state_of(dataset(contributions=gifts, programmes=[WATER]))


def version(number: int, before: FundState | None, after: FundState) -> Version:
    """The version that publishing `after` writes, as the store gives it back."""
    kept = json.loads(json.dumps(summary(changes(before, after))))
    return Version(number, "fonds", number, datetime(2025, 1, number, tzinfo=UTC), "Léo", "", "", None, None, kept)


def as_an_earlier_application_wrote(given: Version) -> Version:
    """Without every key figure: only those that changed were kept."""
    kept = {name: value for name, value in given.summary.items() if name != "state"}
    fields = (given.id, given.fund, given.number, given.created_at, given.author, given.note, given.digest)
    return Version(*fields, given.based_on, given.restored_from, kept)


def test_a_version_read_by_the_rules_it_was_published_with_says_nothing() -> None:
    only = version(1, None, fund(1_000_00))

    assert recalculated(only, [only], fund(1_000_00).metrics) == ()


def test_a_figure_that_todays_rules_give_otherwise_is_said_with_both_values() -> None:
    only = version(1, None, fund(1_000_00))

    (raised, *_) = recalculated(only, [only], fund(900_00).metrics)

    assert sentence(raised, "fr") == "Collecté\u00a0: 1\u202f000\u00a0€ → 900\u00a0€"


def test_a_version_that_kept_only_what_changed_is_told_by_the_versions_before_it() -> None:
    first, second = fund(1_000_00), fund(1_000_00, 500_00)
    versions = [
        as_an_earlier_application_wrote(version(1, None, first)),
        as_an_earlier_application_wrote(version(2, first, second)),
    ]

    assert recalculated(versions[1], versions, second.metrics) == ()
    assert recalculated(versions[0], versions, first.metrics) == ()
    found = recalculated(versions[1], versions, fund(1_400_00).metrics)
    assert "Collecté\u00a0: 1\u202f500\u00a0€ → 1\u202f400\u00a0€" in [sentence(change, "fr") for change in found]


def test_a_version_of_which_nothing_was_kept_says_nothing() -> None:
    shipped = Version(1, "fonds", 1, datetime(2025, 1, 1, tzinfo=UTC), "system", "", "", None, None, {})

    assert recalculated(shipped, [shipped], fund(900_00).metrics) == ()
