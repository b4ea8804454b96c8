"""What a person types into a field, by the same rules as the workbooks' cells; and what became of what was asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal

import streamlit as st

from fund.store.errors import StoreUnavailable
from fund.wording.language import Language, conventions
from fund.workbook.reading.cells import CellError
from fund.workbook.reading.number_cells import parse_number, to_cents
from pages.parts.session.view import View
from pages.parts.show.store_down import not_done

UNITS = ("€", "eur", "euro", "euros", "h", "heure", "heures", "%")

_COMMA_GROUPS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")


class NotAnAmountError(ValueError):
    """The text is no number, or could be two: `1,234`."""


def typed_number(text: str, language: Language) -> Decimal:
    """The number in « 12 500,50 € »; zero for nothing typed. Raises NotAnAmountError.

    A workbook's `12,500` could be two numbers; who reads the page in English means twelve thousand, and writes €12,500.
    """
    if not text.strip():
        return Decimal(0)
    form = conventions(language)
    bare = text.strip().removeprefix(form.euros.partition("{number}")[0])
    if form.locale.number_symbols["latn"]["group"] == ",":
        bare = _COMMA_GROUPS.sub("", bare)
    try:
        return parse_number(bare, units=UNITS, grouped=True)
    except CellError as error:
        raise NotAnAmountError(text) from error


def typed_cents(text: str, language: Language) -> int | None:
    """Whole cents of an amount in euros; None for nothing typed. Raises NotAnAmountError."""
    return to_cents(typed_number(text, language)) if text.strip() else None


@contextmanager
def outcome(slot: str, faults: Mapping[type[Exception], str], *, done: str = "") -> Iterator[None]:
    """Around what a callback does: remember which sentence to say of it when the page is drawn again.

    One of `faults` where such an exception was raised, else `done`: keys of the pages' sentences. Where the store is
    down, that nothing was kept.
    """
    try:
        yield
    except StoreUnavailable as error:
        not_done("not_kept", error)
    except tuple(faults) as fault:
        st.session_state[slot] = next(said for kind, said in faults.items() if isinstance(fault, kind)), False
    else:
        st.session_state[slot] = done, True


def say_outcome(slot: str, view: View, *, fault: Callable[[str], object] = st.error) -> None:
    """Say, once, what became of what was asked: a success, or a `fault`."""
    said, well = st.session_state.pop(slot, ("", True))
    if said:
        (st.success if well else fault)(view.say(said))
