"""For staff: public versions in which today's checks find an error. They stay public; whoever signs in is told.

Funds that nobody has on screen are read for it one after the other, aside: no page waits for that.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from threading import Lock, Thread
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from fund.finding_groups import grouped
from fund.model import Finding, Severity
from fund.open_fund import OpenFund, open_files
from fund.store.errors import StoreUnavailable
from fund.store.store import Store
from fund.wording.findings import finding_text
from pages.parts.session import address, funds, listing
from pages.parts.session.staff import staff_here
from pages.parts.session.view import View
from pages.parts.show.explaining import place_of
from pages.parts.show.markup import bullets, draw, fill, join

LOG = logging.getLogger("pages.errors")
SHOWN = 3
"""Of the errors of a fund, by kind: the others are on its page « Contrôles »."""
LOOK_SECONDS = 2
"""Between two looks at what was found aside, while something is."""
_SEEN = "public_errors_seen"
_ONE_AT_A_TIME = Lock()


def public_errors(view: View, *, stays: bool = False) -> None:
    """Which funds, how many errors, of what, and the way to them; put away for the session unless it `stays`."""
    if staff_here() is not None:
        waiting = not_looked_at(funds.store().pointers())
        st.fragment(_told, run_every=LOOK_SECONDS if waiting else None)(view, stays=stays)


@st.cache_resource(show_spinner=False)
def _looked_at() -> dict[int, tuple[Finding, ...]]:
    """The errors of public versions by their ids, each looked for once."""
    return {}


def not_looked_at(public: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    """Those of the public versions whose errors are not known yet, looked for from now on; the rest is known."""
    known = _looked_at()
    for gone in known.keys() - set(public.values()):
        known.pop(gone, None)
    for code, version in public.items():
        if version not in known and (fund := funds.held(code, version)):
            known[version] = _errors(fund)
    waiting = [(code, version) for code, version in public.items() if version not in known]
    if waiting and _ONE_AT_A_TIME.acquire(blocking=False):
        # What is cached is not asked for by the thread: it would find another store where that was replaced.
        Thread(target=_look, args=(waiting, funds.store(), known), name="errors", daemon=True).start()
    return waiting


def _look(waiting: Sequence[tuple[str, int]], store: Store, known: dict[int, tuple[Finding, ...]]) -> None:
    try:
        for code, number in waiting:
            try:
                version = store.version(number)
                known[number] = _errors(open_files(code, store.files(number), matches=funds.matches_of(version)))
            except Exception:
                # Whatever it is, the fund's own page will meet it and say it.
                LOG.exception("a public version of %s could not be looked at for errors", code)
    finally:
        _ONE_AT_A_TIME.release()


def _errors(fund: OpenFund) -> tuple[Finding, ...]:
    return tuple(finding for finding in fund.findings if finding.severity is Severity.ERROR)


def _told(view: View, *, stays: bool) -> None:
    with suppress(StoreUnavailable):
        _tell(view, stays=stays)


def _tell(view: View, *, stays: bool) -> None:
    known = _looked_at()
    found = {code: (version, known.get(version, ())) for code, version in funds.store().pointers().items()}
    wrong = {code: (version, errors) for code, (version, errors) in found.items() if errors}
    seen = tuple(sorted((code, version) for code, (version, _) in wrong.items()))
    if not wrong or (not stays and st.session_state.get(_SEEN) == seen):
        return
    with st.container(border=True, key="public-errors"):
        items = join([_of_fund(code, errors, view) for code, (_, errors) in wrong.items()])
        draw(
            '<div role="alert"><p class="text broken">{told}</p>{items}</div>',
            told=view.say("public_errors.told"),
            items=items,
        )
        if not stays:
            st.button(view.say("public_errors.seen"), key="public-errors-seen", on_click=_put_away, args=(seen,))


def _put_away(seen: tuple[tuple[str, int], ...]) -> None:
    st.session_state[_SEEN] = seen


def _of_fund(code: str, errors: tuple[Finding, ...], view: View) -> Markup:
    """« Îles Orvanes : 2 erreurs », a line for each kind, the link to the fund's checks."""
    kinds = grouped(errors)[:SHOWN]
    lines = [_kind(each.findings[0], len(each.findings), view) for each in kinds]
    return fill(
        '<p><strong>{name}</strong> <a href="/controles?{query}" target="_self">{number}</a></p>{lines}',
        name=listing.short_names()[code],
        query=urlencode({address.LANGUAGE_KEY: view.language, address.FUND_KEY: code}),
        number=view.say("public_errors.number", n=len(errors)),
        lines=bullets(lines),
    )


def _kind(first: Finding, number: int, view: View) -> str:
    text = finding_text(first, view.language)
    return view.say("public_errors.kind", n=number, title=text.title, what=text.what, where=place_of(first, view))
