"""The funds as the screen sees them: their published versions, opened once each, with their addresses."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from fund.changes import Changes, Recalculated, changes, figures_now, keeps_figures, recalculated
from fund.model import Finding, HeaderMatch, Match, Severity, SheetMatch, WorkbookFile
from fund.open_fund import SHIPPED, OpenFund, open_files
from fund.records import Explanation, Version
from fund.store.opening import default_url, open_store
from fund.store.store import Store
from fund.unwritable import slug

FIXED_ADDRESSES = (
    *("", "contributions", "controles", "definitions", "mise-a-jour", "historique", "aide"),
    *("seance", "seances", "ma-collectivite", "simulation"),
)
_MATCHES, _SHEET_MATCHES, _EXPLAINED = "matches", "sheet_matches", "explained"


@dataclass(frozen=True, slots=True)
class ProgrammeAddress:
    """A programme's page: `path` is what follows the slash, unique in the application."""

    fund: str
    programme: str
    name: str
    path: str


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The published versions, shared by all sessions of the process; made and seeded at the first call."""
    seed = Path(os.environ.get("FUND_DATA_DIR") or SHIPPED)
    return open_store(default_url(), seed=seed, summary=_seeded)


def _seeded(code: str, files: Sequence[WorkbookFile]) -> Mapping[str, object]:
    """What a version that comes with the application keeps: its key figures, like one that is published."""
    return {"state": figures_now(open_files(code, files).metrics)}


def record(action: str, *, actor: str, details: Mapping[str, object]) -> None:
    """An entry of the audit list that concerns no fund, such as a sign-in."""
    store().record(action, actor=actor, details=details)


@st.cache_resource(show_spinner=False, max_entries=16)
def _opened(code: str, version: int, _ready: OpenFund | None = None) -> OpenFund:
    # `_ready` is no part of the key: what was opened before it was published is not read again.
    return _ready or _first_opened(code, store().version(version))


def _first_opened(code: str, version: Version) -> OpenFund:
    """A version read. One whose figures were not kept when it was published keeps those of now, marked as such."""
    found = open_files(code, store().files(version.id), matches=matches_of(version))
    if not keeps_figures(version, store().versions(code)):
        store().keep_figures(version.id, figures_now(found.metrics))
    return found


def matches_of(version: Version) -> tuple[Match, ...]:
    """How the version's unknown headers and sheets are read: kept with it, so that it is read the same way for ever."""
    headers, sheets = (version.summary.get(key, ()) for key in (_MATCHES, _SHEET_MATCHES))
    return (
        *(HeaderMatch(*match) for match in (headers if isinstance(headers, Sequence) else ())),
        *(SheetMatch(*match) for match in (sheets if isinstance(sheets, Sequence) else ())),
    )


def with_matches(summary: Mapping[str, object], matches: Sequence[Match]) -> dict[str, object]:
    """A version's summary with the way its unknown headers and sheets are read."""
    headers = [[match.table, match.header, match.column] for match in matches if isinstance(match, HeaderMatch)]
    sheets = [[match.sheet, match.headers, match.table] for match in matches if isinstance(match, SheetMatch)]
    return {**summary, _MATCHES: headers, **({_SHEET_MATCHES: sheets} if sheets else {})}


def with_explained(summary: Mapping[str, object], explanations: Iterable[Explanation]) -> dict[str, object]:
    """A version's summary with the explanations by which warnings were quiet when it was published."""
    ids = sorted(each.id for each in explanations)
    return {**summary, **({_EXPLAINED: ids} if ids else {})}


def explained_then(version: Version, explanations: Iterable[Explanation]) -> tuple[Explanation, ...]:
    """Those of a fund's explanations by which warnings were quiet when the version was published."""
    ids = version.summary.get(_EXPLAINED, ())
    return tuple(each for each in explanations if isinstance(ids, Sequence) and each.id in ids)


def codes() -> tuple[str, ...]:
    """The codes of the funds at hand, those of fictional funds last."""
    return tuple(sorted(store().funds(), key=lambda code: (opened(code).dataset.fund.fictional, code)))


def public_version(code: str) -> int:
    """The version of a fund that is public now."""
    return store().pointers()[code]


def opened(code: str, version: int | None = None) -> OpenFund:
    """A fund as published, or one version of it. Its frames are shared: never write to them."""
    return _opened(code, public_version(code) if version is None else version)


@st.cache_resource(show_spinner=False, max_entries=16)
def compared(code: str, before: int, after: int, _ready: Changes | None = None) -> Changes:
    """Two versions of a fund compared, once per process: both are immutable. What is `_ready` is not compared again."""
    return _ready or changes(opened(code, before), opened(code, after))


@st.cache_resource(show_spinner=False, max_entries=16)
def since_published(code: str, version: int, meeting: int | None = None) -> Recalculated:
    """What today's rules give otherwise than a version was published with, or than a closed meeting ended on."""
    metrics, kept = opened(code, version).metrics, store().kept_figures(version)
    return recalculated(store().version(version), store().versions(code), metrics, kept=kept, meeting_id=meeting)


@st.cache_resource(show_spinner=False, max_entries=16)
def errors_in(code: str, version: int) -> tuple[Finding, ...]:
    """What today's checks find wrong in a version, which stays public all the same."""
    return tuple(finding for finding in opened(code, version).findings if finding.severity is Severity.ERROR)


def keep_opened(version: Version, fund: OpenFund, since_base: Changes) -> None:
    """Keep for a version that was just published what was read, computed and compared before it was."""
    _opened(version.fund, version.id, fund)
    if version.based_on is not None:
        compared(version.fund, version.based_on, version.id, since_base)


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
                found.setdefault(path, ProgrammeAddress(code, programme.code, programme.name, path))
    return tuple(found.values())


def programme_paths(fund: str) -> dict[str, str]:
    """The paths of a fund's programmes, by their codes."""
    return {item.programme: item.path for item in programme_addresses() if item.fund == fund}


def addresses() -> frozenset[str]:
    """Every path that is a page."""
    return frozenset((*FIXED_ADDRESSES, *(address.path for address in programme_addresses())))
