"""The funds as the screen sees them: their published versions, each opened when a page shows it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

import streamlit as st

from fund.changes import (
    Changes,
    Listed,
    Recalculated,
    changes,
    figures_now,
    keeps_figures,
    listed,
    listed_now,
    listed_then,
    recalculated,
)
from fund.donor.givers import Giver, givers
from fund.donor.ledger import FundLedger, ledger_of
from fund.metrics.fund import FundState
from fund.model import HeaderMatch, Match, SheetMatch
from fund.open_fund import OpenFund, open_files
from fund.records import Explanation, Version
from fund.store.errors import UnknownVersion
from pages.parts.session.shelf import Shelf, Value
from pages.web import store as of_the_process

ROOM = 128_000_000
"""Bytes for what pages made of versions: some forty funds of a few hundred rows, or one with 100,000."""
_MATCHES, _SHEET_MATCHES, _EXPLAINED = "matches", "sheet_matches", "explained"
_LEDGER, _GIVERS, _SINCE = "the ledger", "all givers", "what changed since"
"""What is on the shelf beside opened funds: none of them is a fund's code, which has no blank."""
store = of_the_process.store
"""As pages ask for it."""


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf:
    """What pages made of versions, which never change; shared, so never write to it."""
    return Shelf(ROOM, _weight)


def _weight(value: object) -> int:
    """About the bytes that something on the shelf holds, as measured with its frames, objects and indexes."""
    if isinstance(value, FundState):
        cells = sum(int(table.memory_usage(deep=True).sum()) for table in value.dataset.tables.values())
        return 2_500_000 + 2 * cells + 1_000 * len(value.findings)
    if isinstance(value, Changes):
        sides = sum(_weight(side) for side in (value.before, value.after) if side is not None)
        return sides + 1_000 * sum(len(table.rows) for table in value.tables)
    if isinstance(value, FundLedger):
        return 20_000 + 1_500 * len(value.cells["donor"])
    return 5_000 * len(value) if isinstance(value, tuple) else 100_000


@st.cache_resource(show_spinner=False)
def listings() -> dict[int, Listed]:
    """What public versions tell menus of themselves, by their ids, as far as anyone asked."""
    return {}


def _first_opened(code: str, version: Version) -> OpenFund:
    """A version read. One whose figures were not kept when it was published keeps those of now, marked as such."""
    kept = store()
    pictures = kept.pictures.of(version.id)
    found = open_files(code, kept.files(version.id), matches=matches_of(version), pictures=pictures)
    if not keeps_figures(version, store().versions(code)):
        store().keep_figures(version.id, figures_now(found.metrics))
    # What menus tell of it follows the rules of now, as its pages do.
    if listed_then(version.summary) != listed(found):
        store().add_to_summary(version.id, listed_now(found))
        listings().pop(version.id, None)
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


def public_version(code: str) -> int:
    """The version of a fund that is public now."""
    return store().pointers()[code]


def opened(code: str, version: int | None = None) -> OpenFund:
    """A fund as published, or one version of it. Its frames are shared: never write to them."""
    chosen = public_version(code) if version is None else version
    return _shelf().find((code, chosen), lambda: _first_opened(code, store().version(chosen)))


def shared(key: tuple[Hashable, ...], make: Callable[[], Value]) -> Value:
    """What a page makes of a version, once for all sessions; the key has the fund's code and the version's id."""
    return _shelf().find(key, make)


def compared(code: str, before: int, after: int) -> Changes:
    """Two versions of a fund compared, once: both are immutable."""
    return _shelf().find((before, after), lambda: changes(opened(code, before), opened(code, after)))


def ledger(code: str) -> FundLedger:
    """What declarations need of a fund's public version; read for it once, and held without the fund itself."""
    version = public_version(code)

    def taken() -> FundLedger:
        there = held(code, version)
        if there is None:
            found = store().version(version)
            there = open_files(code, store().files(version), matches=matches_of(found))
        return ledger_of(there, code)

    return _shelf().find((_LEDGER, version), taken)


def every_giver(codes: Sequence[str]) -> tuple[Giver, ...]:
    """Every donor of the public versions of some funds."""
    public = store().pointers()
    versions = (public[code] for code in codes)
    return _shelf().find((_GIVERS, *versions), lambda: givers(ledger(code) for code in codes))


def since_published(code: str, version: int, meeting: int | None = None) -> Recalculated:
    """What today's rules give otherwise than a version was published with, or than a closed meeting ended on."""

    def looked_for() -> Recalculated:
        metrics, kept = opened(code, version).metrics, store().kept_figures(version)
        return recalculated(store().version(version), store().versions(code), metrics, kept=kept, meeting_id=meeting)

    return _shelf().find((_SINCE, version, meeting), looked_for)


def held(code: str, version: int) -> OpenFund | None:
    """A version that needs no reading, if it is at hand."""
    found: OpenFund | None = _shelf().held((code, version))
    return found


def stands(version: int) -> bool:
    """Whether a version is there and was not withdrawn."""
    try:
        return store().version(version).withdrawn_at is None
    except UnknownVersion:
        return False


def while_it_stands(version: int, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What makes a file of a version, at a click that may come late: it raises UnknownVersion where that is gone."""

    def made() -> bytes:
        if not stands(version):
            raise UnknownVersion(f"version {version} was withdrawn")
        return make()

    return made


def forget(version: int) -> None:
    """Keep nothing in memory of a version that was withdrawn, nor of what it was compared with."""
    _shelf().drop(lambda key: isinstance(key, tuple) and version in key)
    listings().pop(version, None)


def forget_fund(code: str) -> None:
    """Keep nothing in memory of a fund: a photo was withdrawn from its versions."""
    _shelf().drop(lambda key: isinstance(key, tuple) and code in key)


def keep_opened(version: Version, fund: OpenFund, since_base: Changes) -> None:
    """Keep for a version that was just published what was read, computed and compared before it was."""
    _shelf().put((version.fund, version.id), fund)
    if version.based_on is not None:
        _shelf().put((version.based_on, version.id), since_base)
