"""The modules that one amount passes on its way from a file dropped by staff to « collecté » on the overview.

How it is counted. A fund is published with a workbook in which one gift has an amount like no other number, on the
update page and then on the overview, with every Python call of the product recorded. A call *makes* a form of the
amount when it is the first to return an object that holds it (the bytes, a cell, cents, a column, a table, a figure,
a text), or hands such an object on for the first time. From the text on screen we go back: the call that made it,
what it was given that holds the amount, the calls that made those, and so on to the file. The path is all these
calls and their callers; what is counted is the number of modules (files of `fund` and `pages`) that they stand in.
At commit 8700324 it was 32 (35 when counted by hand, with what hands an object on as it is, which is not counted here).
What reads the amount for something else (checks, charts, other figures) is not on the path.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[2]
PRODUCT = tuple(f"{ROOT / name}/" for name in ("fund", "pages"))
EUROS, CENTS = 12_345_678.91, 12_345_678_91
READ = 12_345_679_00
"""The same in cents as people read it, without them."""
TEXTS = ("12345678.91", "12\u202f345\u202f679", "12,345,679")
DEEPEST = 9
NUMBERS = (int, float, Decimal, Fraction, np.number)


@dataclass(slots=True, eq=False)
class Call:
    """One call of a function of the product."""

    order: int
    module: str
    function: str
    caller: Call | None
    given: list[int] = field(default_factory=list)
    got: list[int] = field(default_factory=list)
    """Objects that hold the amount: its arguments, and what the calls inside it returned."""

    @property
    def folder(self) -> str:
        """The package that the function stands in."""
        return self.module.rpartition("/")[0]


class Recorder:
    """Records calls of the product and which of them first had each object that holds the amount."""

    def __init__(self, file: bytes) -> None:
        self.objects: dict[int, object] = {}
        self.maker: dict[int, Call | None] = {}
        self.parts: dict[int, list[int]] = {}
        self.used: list[tuple[int, Call]] = []
        self._calls = 0
        self._file = file
        self._frames: dict[FrameType, Call] = {}

    def __enter__(self) -> Recorder:
        threading.setprofile(self._event)
        sys.setprofile(self._event)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)
        threading.setprofile(None)

    def _event(self, frame: FrameType, event: str, value: object) -> None:
        if event not in ("call", "return") or not frame.f_code.co_filename.startswith(PRODUCT):
            return
        if event == "call":
            self._called(frame)
        else:
            self._returned(frame, value)

    def _called(self, frame: FrameType) -> None:
        code, caller = frame.f_code, frame.f_back
        while caller is not None and caller not in self._frames:
            caller = caller.f_back
        known = self._frames.get(frame)  # a generator that goes on
        call = known or Call(
            self._calls,
            str(Path(code.co_filename).relative_to(ROOT)),
            code.co_name,
            self._frames[caller] if caller else None,
        )
        self._frames[frame] = call
        self._calls += known is None
        names = code.co_varnames[
            : code.co_argcount + code.co_kwonlyargcount + (code.co_flags >> 2 & 1) + (code.co_flags >> 3 & 1)
        ]
        for name in names if known is None else ():
            if name in frame.f_locals:
                call.given += self._held(frame.f_locals[name], call.caller)
        self.used += ((number, call) for number in call.given)

    def _returned(self, frame: FrameType, value: object) -> None:
        call = self._frames.get(frame)
        if call is None:
            return
        held = self._held(value, call)
        if call.caller is not None:
            call.caller.got += held
        if not frame.f_code.co_flags & 0x20:
            self._frames.pop(frame)

    def _held(self, value: object, maker: Call | None) -> list[int]:
        """The object's number if it holds the amount; it and its parts are made by `maker` unless seen before."""
        return [id(value)] if self._holds(value, maker, DEEPEST, set()) else []

    def _holds(self, value: object, maker: Call | None, depth: int, seen: set[int]) -> bool:
        if id(value) in self.maker:
            return True
        if depth == 0 or id(value) in seen:
            return False
        seen.add(id(value))
        held = self._is(value)
        parts: list[int] = []
        if held is None:
            # Every part is looked at: each is an object that something may be given later.
            parts = [id(part) for part in _parts(value) if self._holds(part, maker, depth - 1, seen)]
            held = bool(parts)
        if held:
            self.objects[id(value)], self.maker[id(value)], self.parts[id(value)] = value, maker, parts
        return held

    def _is(self, value: object) -> bool | None:
        """Whether a value without parts is the amount in one of its forms; None for one that has parts."""
        found: bool | None = False
        if isinstance(value, str):
            found = any(text in value for text in TEXTS)
        elif isinstance(value, bytes | bytearray):
            found = value == self._file or TEXTS[0].encode() in value
        elif isinstance(value, BytesIO):
            found = not value.closed and value.getvalue() == self._file
        elif isinstance(value, NUMBERS):
            found = _is_amount(value)
        elif isinstance(value, np.ndarray | pd.Series | pd.api.extensions.ExtensionArray):
            found = _array_holds(value)
        elif isinstance(value, pd.DataFrame):
            found = any(_array_holds(value[name]) for name in value.columns)
        elif isinstance(value, Mapping | list | tuple) or is_dataclass(value) or _is_ours(value):
            found = None
        return found


def _array_holds(values: Any) -> bool:
    kept = np.asarray(values, dtype=object).ravel()
    return any(any(text in each for text in TEXTS) for each in kept if isinstance(each, str)) or any(
        _is_amount(each) for each in kept if isinstance(each, NUMBERS)
    )


def _is_amount(number: Any) -> bool:
    return any(abs(float(number) - amount) < 0.001 for amount in (EUROS, CENTS, READ))


def _is_ours(value: object) -> bool:
    return type(value).__module__.partition(".")[0] in ("fund", "pages") and not isinstance(value, type)


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, list | tuple):
        yield from value
    elif hasattr(value, "__dict__"):
        yield from vars(value).values()  # what is there: nothing is computed for being looked at
    elif is_dataclass(value):
        yield from (getattr(value, each.name, None) for each in fields(value))


def path(recorder: Recorder, last: int) -> list[Call]:
    """The calls that made the object and all that it was made of, the last first."""
    waiting, made, makers = [last], set[int](), list[Call]()
    while waiting:
        number = waiting.pop()
        call = recorder.maker.get(number)
        if number in made or call is None:
            continue
        made.add(number)
        makers.append(call)
        parts = recorder.parts[number]
        others = [part for part in parts if recorder.maker[part] is not call]
        found = others or parts or _given(call)
        if not found and (written := _written(recorder, number)) is not None:
            found, makers = [written[0]], [*makers, written[1]]
        waiting += found
    return makers


def _given(call: Call) -> list[int]:
    """What the call was made with: its arguments and what it called, else its callers' arguments."""
    found = [*call.given, *call.got]
    at = call.caller
    while not found and at is not None:
        found, at = list(at.given), at.caller
    return found


def _written(recorder: Recorder, number: int) -> tuple[int, Call] | None:
    """What comes out of the store went into it: the same content, and the last call of the store given it before."""
    content, reader = recorder.objects[number], recorder.maker[number]
    found = None
    for given, call in recorder.used:
        if reader is not None and call.order < reader.order and call.folder == reader.folder:
            same = (each for each in _leaves(recorder, given) if type(recorder.objects[each]) is type(content))
            found = next(((each, call) for each in same if recorder.objects[each] == content), found)
    return found


def _leaves(recorder: Recorder, number: int) -> Iterator[int]:
    parts = recorder.parts[number]
    if not parts:
        yield number
    for part in parts:
        yield from _leaves(recorder, part)


def modules(calls: list[Call]) -> dict[str, list[str]]:
    """The modules that calls and their callers stand in, each with its functions, in the order of the path."""
    found: dict[str, dict[str, None]] = {}
    for call in reversed(calls):
        stack: list[Call] = []
        at: Call | None = call
        while at is not None:
            stack.append(at)
            at = at.caller
        for each in reversed(stack):
            found.setdefault(each.module, {})[each.function] = None
    return {module: list(functions) for module, functions in found.items()}
