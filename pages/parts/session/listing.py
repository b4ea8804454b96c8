"""What menus and addresses tell of every fund, by what each public version keeps of itself: none is opened for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from fund.changes import Listed, listed, listed_then
from fund.unwritable import slug
from pages.parts.session import funds

FIXED_ADDRESSES = (
    *("", "contributions", "controles", "definitions", "mise-a-jour", "historique", "aide"),
    *("seance", "seances", "ma-collectivite", "simulation", "calendrier"),
)


_SMALL = re.compile(
    r"(?:(?:de|pour|en|of|for|in) |d[’'])?(?P<article>(?:le|la|les|du|des|au|aux|the) |l[’'])?(?P<rest>.*)",
    re.IGNORECASE,
)
"""What may stand before a country's name."""


@dataclass(frozen=True, slots=True)
class ProgrammeAddress:
    """A programme's page: `path` is what follows the slash, unique in the application."""

    fund: str
    programme: str
    name: str
    path: str


def codes() -> tuple[str, ...]:
    """The codes of the funds at hand, those of fictional funds last."""
    return tuple(code for code, _ in _listed())


def codes_like(fund: str) -> tuple[str, ...]:
    """The codes of the funds at hand that are invented as this one is, or are real as it is."""
    every = dict(_listed())
    return tuple(code for code, each in every.items() if each.fictional == every[fund].fictional)


def short_names() -> Mapping[str, str]:
    """What tells the funds apart: their names without the words that all of them begin with."""
    return _names(_listed())


def programme_addresses() -> tuple[ProgrammeAddress, ...]:
    """The address of every programme of every fund, first come first served where two would be the same."""
    return _addresses(_listed())


def programme_paths(fund: str) -> dict[str, str]:
    """The paths of a fund's programmes, by their codes."""
    return {item.programme: item.path for item in programme_addresses() if item.fund == fund}


def addresses() -> frozenset[str]:
    """Every path that is a page."""
    return frozenset((*FIXED_ADDRESSES, *(address.path for address in programme_addresses())))


def open_first_fund() -> None:
    """Open what the application's own address shows, so that nobody waits for a first reading."""
    for code in codes()[:1]:
        funds.opened(code)


_Funds = tuple[tuple[str, Listed], ...]


def _listed() -> _Funds:
    """Each fund's code with what its public version tells. One published before that was kept is opened, once ever."""
    known, found = funds.listings(), []
    for code, version_id in funds.store().pointers().items():
        if version_id not in known:
            kept = listed_then(funds.store().version(version_id).summary)
            known[version_id] = kept or listed(funds.opened(code, version_id))
        found.append((code, known[version_id]))
    return tuple(sorted(found, key=lambda each: (each[1].fictional, each[0])))


@lru_cache(maxsize=4)
def _names(every: _Funds) -> Mapping[str, str]:
    split = {code: (fund.name or code).split() for code, fund in every}
    names = {code: fund.short_name or _apart(split[code], _shared(split, code)) for code, fund in every}
    return names if len(set(names.values())) == len(names) else {code: " ".join(split[code]) for code in names}


def _shared(split: Mapping[str, list[str]], code: str) -> int:
    """How many words a name begins with that another begins with too."""
    others = (words for other, words in split.items() if other != code)
    both = (zip(split[code], words, strict=False) for words in others)
    return max((sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)) for pairs in both), default=0)


def _apart(name: list[str], shared: int) -> str:
    """« Maroc » of « Fonds de solidarité pour le Maroc »: what is a name by itself after the shared words, else all."""
    whole, told = " ".join(name), _SMALL.fullmatch(" ".join(name[shared:]))
    alone = told is not None and bool(told["rest"]) and bool(told["article"] or not told["rest"][0].islower())
    chosen = told["rest"] if told is not None and alone else whole
    return chosen[:1].upper() + chosen[1:]


@lru_cache(maxsize=4)
def _addresses(every: _Funds) -> tuple[ProgrammeAddress, ...]:
    found: dict[str, ProgrammeAddress] = {}
    for fund, kept in every:
        for code, name in kept.programmes:
            path = slug(f"{fund}-{code}")
            if path not in FIXED_ADDRESSES:
                found.setdefault(path, ProgrammeAddress(fund, code, name, path))
    return tuple(found.values())
