"""Frames made when they are first read: figures are asked for far more often than the tables behind them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd


class LazyFrame:
    """A dataclass field that is given what makes a frame (or the frame itself) and reads as the frame.

    It is made at its first reading and kept; two threads that read it at the same moment may each make it,
    and get equal ones. The dataclass can't have slots, and `dataclasses.replace` makes the frames it copies.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        """Remember the field's name, under which an instance keeps its own maker or frame."""
        self.name = name

    def __get__(self, instance: object, owner: type) -> pd.DataFrame:
        """The frame of an instance; the class itself has none, so that the field has no default value."""
        if instance is None:
            raise AttributeError(self.name)
        kept = vars(instance)
        if not isinstance(kept[self.name], pd.DataFrame):
            kept[self.name] = kept[self.name]()
        frame: pd.DataFrame = kept[self.name]
        return frame

    def __set__(self, instance: object, value: pd.DataFrame | Callable[[], pd.DataFrame]) -> None:
        """Keep the maker; only the `__init__` of a frozen dataclass comes here."""
        vars(instance)[self.name] = value
