"""What was made of published versions, held in memory within a number of bytes, the last used the longest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakValueDictionary

Value = TypeVar("Value")


class Shelf:
    """Values by key, shared by all sessions of the process. What does not fit is let go, the last one put never.

    What was let go is found again while some session still shows it: too little room costs a viewer the making of
    what is on screen once, and never at each click.
    """

    def __init__(self, room: int, weigh: Callable[[object], int]) -> None:
        """Hold about `room` bytes, as `weigh` weighs them."""
        self._room, self._weigh = room, weigh
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._on_screen: WeakValueDictionary[Hashable, Any] = WeakValueDictionary()
        self._turns: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def find(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key, made by the first who asks while the others wait; raises what `make` raises."""
        found: Value | None = self.held(key)
        if found is not None:
            return found
        with self._lock:
            turn = self._turns.setdefault(key, Lock())
        with turn:
            found = self.held(key)
            if found is not None:
                return found
            try:
                made = make()
                self.put(key, made)
            finally:
                with self._lock:
                    self._turns.pop(key, None)
        return made

    def held(self, key: Hashable) -> Any:
        """The value of a key if it is held, or on some screen; else None."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key][0]
            return self._on_screen.get(key)

    def drop(self, is_gone: Callable[[Hashable], bool]) -> None:
        """Hold no longer what such keys stand for."""
        with self._lock:
            for held in (self._held, self._on_screen):
                for key in [key for key in held if is_gone(key)]:
                    held.pop(key, None)

    def put(self, key: Hashable, value: object) -> None:
        """Hold a value; what was used the longest ago goes until all that is held fits."""
        weight = self._weigh(value)
        with self._lock:
            self._held.pop(key, None)
            self._held[key] = value, weight
            # What can't be referred to weakly is small, and made again.
            with suppress(TypeError):
                self._on_screen[key] = value
            total = sum(each for _, each in self._held.values())
            while total > self._room and len(self._held) > 1:
                _, (_, gone) = self._held.popitem(last=False)
                total -= gone
