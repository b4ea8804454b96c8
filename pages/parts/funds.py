"""The funds as the screen sees them: opened once per state of their files, with their addresses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from fund.metrics.result import ProgrammeMetrics
from fund.shelf import OpenFund, fund_codes, open_fund, shelf_root, signature

FIXED_ADDRESSES = ("", "contributions", "controles", "definitions")


@dataclass(frozen=True, slots=True)
class ProgrammeAddress:
    """A programme's page: `path` is what follows the slash, unique in the application."""

    fund: str
    programme: str
    name: str
    path: str


@st.cache_resource(show_spinner=False, max_entries=16)
def _opened(folder: str, _signature: str) -> OpenFund:
    return open_fund(Path(folder))


def codes() -> tuple[str, ...]:
    """The codes of the funds at hand."""
    return fund_codes(shelf_root())


def opened(code: str) -> OpenFund:
    """A fund, read anew only when one of its files has changed. Its frames are shared: never write to them."""
    folder = shelf_root() / code
    return _opened(str(folder), signature(folder))


def short_names() -> dict[str, str]:
    """What tells the funds apart: their names without the words that all of them begin with."""
    split = {code: (opened(code).dataset.fund.name or code).split() for code in codes()}
    shortest = min(map(len, split.values()))
    shared = next((at for at in range(shortest) if len({words[at] for words in split.values()}) > 1), 0)
    names = {code: " ".join(words[shared:]) for code, words in split.items()}
    return {code: name[:1].upper() + name[1:] for code, name in names.items()}


def open_every_fund() -> None:
    """Fill the cache, so that nobody waits for a first reading."""
    for code in codes():
        opened(code)


def programme_addresses() -> tuple[ProgrammeAddress, ...]:
    """The address of every programme of every fund, first come first served where two would be the same."""
    found: dict[str, ProgrammeAddress] = {}
    for code in codes():
        for programme in opened(code).metrics.programmes:
            path = slug(f"{code}-{programme.code}")
            if path not in FIXED_ADDRESSES:
                found.setdefault(path, ProgrammeAddress(code, programme.code, programme_name(programme), path))
    return tuple(found.values())


def addresses() -> frozenset[str]:
    """Every path that is a page."""
    return frozenset((*FIXED_ADDRESSES, *(address.path for address in programme_addresses())))


def slug(text: str) -> str:
    """Lower-case ASCII for an address: « Rzeszów » gives `rzeszow`."""
    ascii_only = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def programme_name(programme: ProgrammeMetrics) -> str:
    """A programme's name, its code where the workbook gives none."""
    return programme.name or programme.code
