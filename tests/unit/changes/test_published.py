"""A version's figures as they were published, where today's rules give other ones."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from fund.changes import (
    Recalculated,
    changes,
    figures_now,
    keeps_figures,
    listed,
    listed_then,
    recalculated,
    recalculated_sentence,
    sentence,
    summary,
)
from fund.metrics.fund import FundState, state_of
from fund.records import KeptFigures, Version
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

    assert recalculated(only, [only], fund(1_000_00).metrics).figures == ()


def test_a_figure_that_todays_rules_give_otherwise_is_said_with_both_values() -> None:
    only = version(1, None, fund(1_000_00))

    (raised, *_) = recalculated(only, [only], fund(900_00).metrics).figures

    assert sentence(raised, "fr") == "Collecté\u00a0: 1\u202f000\u00a0€ → 900\u00a0€ (−100\u00a0€)"


def test_a_version_that_kept_only_what_changed_is_told_by_the_versions_before_it() -> None:
    first, second = fund(1_000_00), fund(1_000_00, 500_00)
    versions = [
        as_an_earlier_application_wrote(version(1, None, first)),
        as_an_earlier_application_wrote(version(2, first, second)),
    ]

    assert recalculated(versions[1], versions, second.metrics).figures == ()
    assert recalculated(versions[0], versions, first.metrics).figures == ()
    found = recalculated(versions[1], versions, fund(1_400_00).metrics).figures
    assert "Collecté\u00a0: 1\u202f500\u00a0€ → 1\u202f400\u00a0€ (−100\u00a0€)" in [
        sentence(change, "fr") for change in found
    ]


def test_what_was_known_before_a_version_that_was_withdrawn_is_not_told_of_the_versions_after_it() -> None:
    """The second one changed 1 000 to 1 500 €, and nobody may know any more: the third has not « become » 1 500."""
    first, second, third = fund(1_000_00), fund(1_000_00, 500_00), fund(1_000_00, 500_00, 0)
    gone = replace(version(2, first, second), summary={}, withdrawn_at=OPENED)
    versions = [
        as_an_earlier_application_wrote(version(1, None, first)),
        gone,
        as_an_earlier_application_wrote(version(3, second, third)),
    ]

    assert recalculated(versions[2], versions, third.metrics).figures == ()
    assert recalculated(versions[0], versions, first.metrics).figures == ()
    assert not keeps_figures(gone, versions)
    whole = version(3, second, third)
    assert keeps_figures(whole, [*versions[:2], whole])


OPENED, CLOSED = datetime(2025, 6, 1, tzinfo=UTC), datetime(2025, 3, 1, tzinfo=UTC)
SHIPPED = Version(1, "fonds", 1, datetime(2025, 1, 1, tzinfo=UTC), "system", "", "", None, None, {})


def kept(moment: datetime, state: FundState, *, meeting: int | None = None) -> KeptFigures:
    return KeptFigures(1, meeting, moment, json.loads(json.dumps(figures_now(state.metrics))))


def told(found: Recalculated) -> list[str]:
    return [sentence(change, "fr") for change in found.figures if change.metric.code == "raised"]


def test_a_version_of_which_nothing_was_kept_says_nothing() -> None:
    assert not keeps_figures(SHIPPED, [SHIPPED])
    assert recalculated(SHIPPED, [SHIPPED], fund(900_00).metrics).figures == ()


def test_figures_kept_at_the_first_opening_are_never_said_to_be_those_of_the_publication() -> None:
    late = [kept(OPENED, fund(1_000_00))]

    found = recalculated(SHIPPED, [SHIPPED], fund(900_00).metrics, kept=late)

    assert told(found) == ["Collecté\u00a0: 1\u202f000\u00a0€ → 900\u00a0€ (−100\u00a0€)"]
    assert (found.since, found.late) == (OPENED, True)
    assert told(recalculated(SHIPPED, [SHIPPED], fund(1_000_00).metrics, kept=late)) == []


def test_what_was_kept_later_never_takes_the_place_of_what_was_kept_at_the_publication() -> None:
    only = version(1, None, fund(1_000_00))

    found = recalculated(only, [only], fund(900_00).metrics, kept=[kept(OPENED, fund(900_00))])

    assert told(found) == ["Collecté\u00a0: 1\u202f000\u00a0€ → 900\u00a0€ (−100\u00a0€)"]
    assert (found.since, found.late) == (only.created_at, False)


def test_a_meeting_tells_the_figures_it_ended_on_not_those_of_the_publication() -> None:
    only = version(1, None, fund(1_000_00))
    ended = [kept(OPENED, fund(900_00)), kept(CLOSED, fund(950_00), meeting=7)]

    found = recalculated(only, [only], fund(900_00).metrics, kept=ended, meeting_id=7)

    assert told(found) == ["Collecté\u00a0: 950\u00a0€ → 900\u00a0€ (−50\u00a0€)"]
    assert (found.since, found.late) == (CLOSED, False)
    assert told(recalculated(only, [only], fund(950_00).metrics, kept=ended, meeting_id=7)) == []


def test_a_meeting_closed_before_its_figures_were_kept_ended_on_those_of_its_version() -> None:
    only = version(1, None, fund(1_000_00))

    found = recalculated(only, [only], fund(900_00).metrics, kept=[kept(CLOSED, fund(1), meeting=8)], meeting_id=7)

    assert told(found) == ["Collecté\u00a0: 1\u202f000\u00a0€ → 900\u00a0€ (−100\u00a0€)"]
    assert found.since == only.created_at


def test_a_meeting_says_each_figure_as_computed_that_day_and_today() -> None:
    only = version(1, None, fund(1_000_00))
    (raised, *_) = recalculated(only, [only], fund(900_00).metrics).figures

    said = recalculated_sentence(raised, "fr", date="3 mai").replace("\u202f", " ").replace("\u00a0", " ")

    assert said == "Collecté : calculé le 3 mai, 1 000 € ; les règles d’aujourd’hui donnent 900 €."


def test_a_version_keeps_what_menus_tell_of_its_fund() -> None:
    only = version(1, None, fund(1_000_00))

    kept = listed_then(only.summary)

    assert kept is not None
    assert (kept, kept.programmes) == (listed(fund(1_000_00)), (("eau", "Eau"),))
    assert listed_then({}) is None
