"""What pages made of versions is held within a number of bytes, made once, and found again while it is on screen."""

from __future__ import annotations

from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from pages.parts.session.shelf import Shelf


class Made:
    """Something of a weight that says how often its like was made."""

    def __init__(self, weight: int) -> None:
        self.weight = weight


class Maker:
    """Makes what is asked for, and counts."""

    def __init__(self, weight: int = 40) -> None:
        self.weight, self.made = weight, 0

    def __call__(self) -> Made:
        self.made += 1
        return Made(self.weight)


def shelf(room: int = 100) -> Shelf:
    return Shelf(room, lambda value: value.weight if isinstance(value, Made) else 1)


def held(on: Shelf, *keys: Hashable) -> list[Hashable]:
    return [key for key in keys if on.held(key) is not None]


def test_a_value_is_made_once() -> None:
    on, make = shelf(), Maker()
    assert on.find("a", make) is on.find("a", make)
    assert make.made == 1


def test_what_was_used_the_longest_ago_goes_when_room_is_short() -> None:
    on = shelf()
    for key in ("a", "b"):
        on.find(key, Maker())
    on.find("a", Maker())
    on.find("c", Maker())
    assert held(on, "a", "b", "c") == ["a", "c"]


def test_what_is_dropped_is_found_neither_in_memory_nor_on_a_screen() -> None:
    on = shelf()
    on_screen = on.find(("exemple", 1), Maker())
    on.find(("exemple", 2), Maker())
    on.drop(lambda key: key == ("exemple", 1))
    assert held(on, ("exemple", 1), ("exemple", 2)) == [("exemple", 2)]
    assert on.find(("exemple", 1), Maker()) is not on_screen


def test_one_that_is_larger_than_the_room_is_held_alone() -> None:
    on, large = shelf(), Maker(1_000)
    on.find("a", Maker())
    on.find("large", large)
    assert held(on, "a", "large") == ["large"]
    on.find("large", large)
    assert large.made == 1


def test_what_was_let_go_is_not_made_again_while_someone_shows_it() -> None:
    on, make = shelf(), Maker(90)
    on_screen = on.find("a", make)
    on.find("b", Maker(90))
    on.find("c", Maker(90))
    assert on.find("a", make) is on_screen
    assert make.made == 1
    del on_screen
    on.find("b", Maker(90))
    on.find("a", make)
    assert make.made == 2


def test_a_value_put_takes_the_place_of_the_one_before_and_its_weight() -> None:
    on = shelf()
    for weight in (90, 30, 20):
        on.put("a", Made(weight))
    on.find("b", Maker(80))
    assert held(on, "a", "b") == ["a", "b"]


def test_who_asks_for_the_same_at_once_waits_for_the_first() -> None:
    on, begun, go_on = shelf(), Event(), Event()
    made = []

    def slowly() -> Made:
        begun.set()
        go_on.wait(10)
        made.append(1)
        return Made(10)

    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(on.find, "a", slowly)
        assert begun.wait(10)
        others = [pool.submit(on.find, "a", slowly) for _ in range(7)]
        # Another key waits for nobody.
        assert on.find("b", Maker()) is not None
        go_on.set()
        assert {id(each.result()) for each in (first, *others)} == {id(first.result())}
    assert made == [1]


def test_what_could_not_be_made_is_tried_again() -> None:
    on = shelf()

    def fails() -> Made:
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        on.find("a", fails)
    assert on.find("a", Maker()) is not None
    assert on.find("nothing", tuple) == ()
