"""Labels on a timeline, spread so that none covers another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fund.charts.drawing.layout import spread

LABELS = st.lists(st.tuples(st.floats(0, 840), st.floats(1, 500)), max_size=16)


@given(LABELS)
def test_no_two_labels_of_one_level_ever_overlap(labels: list[tuple[float, float]]) -> None:
    labels = sorted(labels)
    levels = spread([start for start, _ in labels], [room for _, room in labels])
    assert 0 not in levels
    for at, (start, room) in enumerate(labels):
        for other in range(at + 1, len(labels)):
            if levels[at] == levels[other]:
                assert labels[other][0] >= start + room


def test_labels_far_apart_stay_on_the_first_level() -> None:
    assert spread([0.0, 200.0, 400.0], [100.0, 100.0, 100.0]) == [1, 1, 1]


def test_many_labels_at_one_place_all_find_a_level() -> None:
    assert sorted(spread([5.0] * 6, [300.0] * 6)) == [-3, -2, -1, 1, 2, 3]
